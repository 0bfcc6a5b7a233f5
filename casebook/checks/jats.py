"""What the JATS file of a case lacks for SciELO, told by no validator of its grammar; asked where one is written."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal
from casebook.report.model import Report

ABOUT = About(
    N_("What SciELO asks of an article in XML and the case does not have; asked when it is built into JATS."),
    N_(
        "A file can keep to the grammar of JATS and still be sent back: validators let pass an article without ORCID "
        "iD or abstract. What the journal itself adds, such as the DOI, is told only once the article is published."
    ),
    (
        "SciELO Publishing Schema 1.10: contrib-id, abstract, country, license, ref-list, article-id, elocation-id",
        "SciELO Brasil: criteria, ORCID",
    ),
)
NO_ORCID = Kind(
    "jats.no-orcid",
    Severity.WARNING,
    N_("No author has an ORCID iD, and SciELO wants that of one at least."),
    N_("Write it below one of the authors: “orcid: 0000-0000-0000-0000”."),
)
NO_ABSTRACT = Kind(
    "jats.no-abstract",
    Severity.WARNING,
    N_("The article has no abstract, and SciELO wants one of every case report."),
    N_("Write one below “abstract:”; the profile of a journal that takes none leaves it out."),
)
NO_COUNTRY = Kind(
    "jats.no-country",
    Severity.WARNING,
    N_("The affiliation “{name}” has no country, and SciELO wants it."),
    N_("Write its two letters below the affiliation: “country: BR”."),
)
NO_LICENSE = Kind(
    "jats.no-license",
    Severity.WARNING,
    N_("The article has no license of Creative Commons, and SciELO takes none without."),
    N_("Write below “article:” what readers may do with it: “license: CC-BY-4.0”."),
)
NO_REFERENCES = Kind(
    "jats.no-references",
    Severity.WARNING,
    N_("The text cites no reference, and SciELO wants a list of them."),
    N_("Cite what the text leans on: [@key], with the reference in the file named under “references:”."),
)
NO_ISSUE = Kind(
    "jats.no-issue",
    Severity.WARNING,
    N_("The article is published, and “{field}” is missing: nobody could find it."),
    N_("Write it below “article:”, as the journal gives it."),
)
_CREATIVE_COMMONS = "CC-"  # CC0 is no license but a waiver, which SciELO does not take


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield what SciELO would miss in the article."""
    file = case.file
    if file.authors and not any(author.orcid for author in file.authors):
        yield NO_ORCID.at(case.source.key(("authors",)))
    if reports and not reports[0].fronts[0].abstract:
        yield NO_ABSTRACT.at(case.source.key(("abstract",)))
    for name, place in file.affiliations.items():
        if not place.country:
            yield NO_COUNTRY.at(case.source.key(("affiliations", name)), name=name)
    if not file.article.license.startswith(_CREATIVE_COMMONS):
        yield NO_LICENSE.at(case.source.key(("article", "license")))
    if not any(report.references for report in reports):
        yield NO_REFERENCES.at(case.source.key(("references",)))
    yield from _issue(case)


def _issue(case: Case) -> Iterator[Finding]:
    """Yield what would say where a real article was published."""
    article = case.file.article
    if case.is_fictional or not case.is_published:
        return
    told = {"doi": article.doi, "elocation": article.elocation}
    for field, value in told.items():
        if not value:
            yield NO_ISSUE.at(case.source.key(("article",)), field=field)
