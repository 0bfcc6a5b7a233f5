"""publish(case, reports, journal) → Publication: all full texts of one case, and what catalogues ask of it in parts.

Nothing of a draft or a fictional case may be taken for published: what would identify it is replaced by stand-ins that
belong to nobody. What is not known of a real article is "", and never invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from casebook.case import Case
from casebook.journals import Journal
from casebook.nodes import Inline
from casebook.prose import Text
from casebook.references.order import MARKS
from casebook.report.front import affiliation_marks
from casebook.report.labels import LICENSES, SECTIONS, STATEMENTS
from casebook.report.model import Report
from casebook.report.renumbering import renumbered
from casebook.report.standing import DRAFT

TEST_DOI = "10.5555/"  # the prefix that Crossref keeps for examples: nothing below it is an article
NO_ISSN, NO_DAY, NO_PLACE = "0000-0000", "0000-01-01", "e0"
_PICTURES = {"tiff": ".tif", "png": ".png", "jpeg": ".jpg"}  # the kinds of picture that JATS may lead to


@dataclass(frozen=True, slots=True)
class Contributor:
    """One author by the parts of the name; `roles` by CRediT, `workplaces` by their marks.

    `given` holds the particle as well ("José Exemplo de"), `email` is that of a corresponding author alone.
    """

    family: str
    given: str
    suffix: str
    orcid: str
    roles: tuple[str, ...]
    workplaces: tuple[str, ...]
    is_corresponding: bool
    email: str


@dataclass(frozen=True, slots=True)
class Workplace:
    """One affiliation in its parts; the institution's name is not translated, `departments` are by language tag."""

    mark: str
    institution: str
    departments: Mapping[str, str]
    city: str
    state: str
    country: str


@dataclass(frozen=True, slots=True)
class Periodical:
    """The journal, as catalogues know it; `acronym` is how SciELO calls it.

    `issns` are its numbers by the edition that each is of: "ppub" in print, "epub" online, "" where that is not known.
    """

    name: str
    abbreviation: str
    acronym: str
    issn: str
    issns: Mapping[str, str]
    publisher: str


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One reference: its facts (CSL-JSON, see Item), and its entry as the main text prints it, without its number."""

    number: int
    key: str
    csl: Mapping[str, object]
    entry: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """The reports of one case, main language first, and its facts without language.

    `funding` is "none" where the authors declare that nobody paid, "told" where they say who did. Days are ISO 8601,
    those of `history` by "received", "revised", "accepted", "corrected", "retracted". `parts` are the standard names of
    the sections and statements, by the anchors of their headings. `is_real` where the article is neither a draft nor
    fictional. `jats` is the version of SciELO PS that the journal takes, `picture` the suffix of its figure files.
    """

    slug: str
    stem: str
    reports: tuple[Report, ...]
    periodical: Periodical
    doi: str
    published: str
    volume: str
    issue: str
    elocation: str
    is_real: bool
    jats: str
    picture: str
    contributors: tuple[Contributor, ...] = ()
    workplaces: tuple[Workplace, ...] = ()
    funding: Literal["", "none", "told"] = ""
    grants: tuple[tuple[str, str], ...] = ()  # funder and number of each
    history: Mapping[str, str] = field(default_factory=dict)
    license: tuple[str, str] = ("", "")  # its name, its address
    works: tuple[CitedWork, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def main(self) -> Report:
        return self.reports[0]

    @property
    def translations(self) -> tuple[Report, ...]:
        return self.reports[1:]


def publish(case: Case, reports: tuple[Report, ...], journal: Journal) -> Publication:
    """Return the publication that the reports of a case make, of which there is one at least.

    The main one, the original, is in the first of the case's languages that there is, whatever their order here is.
    They have one list of references: every text cites by its numbers, those of the main one.
    Of a withdrawn case nothing is told but its journal and its DOI.
    """
    reports = tuple(sorted(reports, key=lambda report: case.file.languages.index(report.language.code)))
    works = _works(case, reports)
    reports = _citing(works, reports, journal)
    main, article = reports[0], case.file.article
    day = article.dates.published
    known = Publication(
        slug=case.slug,
        stem=case.slug + (".draft" if main.is_draft else ""),
        reports=reports,
        periodical=_periodical(journal),
        doi=article.doi or "",
        published=day.isoformat() if day else "",
        volume=article.volume,
        issue=article.issue,
        elocation=article.elocation,
        is_real=not (main.is_draft or case.is_fictional),
        jats=journal.profile.submission.jats,
        picture=_picture(journal),
    )
    known = known if known.is_real else _nameless(known)
    if case.is_withdrawn:
        return known
    return replace(
        known,
        contributors=_contributors(case),
        workplaces=tuple(_workplaces(case, reports)),
        funding="none" if case.file.funding == "none" else "told" if case.file.funding else "",
        grants=tuple(_grants(case, main)),
        history=dict(_history(case)),
        license=LICENSES[article.license] if article.license else ("", ""),
        works=works,
        parts={f"sec-{name}": name for name in SECTIONS} | {f"stm-{name}": name for name in STATEMENTS},
    )


def _citing(works: tuple[CitedWork, ...], reports: tuple[Report, ...], journal: Journal) -> tuple[Report, ...]:
    """Return reports that all cite by the numbers of some works."""
    numbers, mark = {work.key: work.number for work in works}, MARKS[journal.profile.citations.mark]
    return tuple(renumbered(report, numbers, mark) for report in reports)


def _periodical(journal: Journal) -> Periodical:
    profile = journal.profile
    acronym, issn = profile.acronym or journal.slug, profile.issn or profile.eissn
    issns = {"ppub" if profile.eissn else "": profile.issn} if profile.issn != profile.eissn else {}
    issns |= {"epub": profile.eissn}
    return Periodical(profile.name, profile.abbreviation, acronym, issn, issns, profile.publisher)


def _picture(journal: Journal) -> str:
    """Return the suffix of the first kind of picture that the journal takes and JATS may lead to."""
    return next((_PICTURES[kind] for kind in journal.profile.figure_files.formats if kind in _PICTURES), ".tif")


def _nameless(known: Publication) -> Publication:
    """Return a publication that no catalogue can take for published: stand-ins for whatever would identify it."""
    main = known.main
    name = main.journal if main.is_fictional else main.language.words(DRAFT)
    is_example = main.is_fictional and not main.is_draft and known.doi.startswith(TEST_DOI)
    return replace(
        known,
        periodical=Periodical(name, name, "casebook", NO_ISSN, {"epub": NO_ISSN}, name),
        doi=known.doi if is_example else f"{TEST_DOI}casebook.{known.stem}",
        published=NO_DAY,
        volume="",
        issue="",
        elocation=NO_PLACE,
    )


def _contributors(case: Case) -> tuple[Contributor, ...]:
    marks = affiliation_marks(case)
    return tuple(
        Contributor(
            family=author.name.family,
            given=f"{author.name.given} {author.name.particle}".strip(),
            suffix=author.name.suffix,
            orcid=author.orcid or "",
            roles=author.roles,
            workplaces=tuple(sorted({marks[n] for n in author.affiliations if n in case.file.affiliations}, key=int)),
            is_corresponding=author.corresponding,
            email=author.email if author.corresponding else "",
        )
        for author in case.file.authors
    )


def _workplaces(case: Case, reports: tuple[Report, ...]) -> Iterator[Workplace]:
    """Yield the affiliations that authors name, in the order of their marks."""
    for name, mark in affiliation_marks(case).items():
        if place := case.file.affiliations.get(name):
            said = {report.lang: place.department.get(report.language.code) for report in reports}
            departments = {lang: str(words) for lang, words in said.items() if words}
            yield Workplace(mark, place.institution, departments, place.city, place.state, place.country)


def _grants(case: Case, main: Report) -> Iterator[tuple[str, str]]:
    """Yield the grants whose number, or else whose funder, the main text prints: catalogues know of no other."""
    funding = case.file.funding
    said = str(funding.get(main.language.code) or "") if isinstance(funding, Text) else ""
    for grant in case.file.grants:
        if (grant.number or grant.funder) in said:
            yield grant.funder, grant.number


def _history(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the days of the article's history but that of its publication."""
    article = case.file.article
    for name in ("received", "revised", "accepted"):
        if day := getattr(article.dates, name):
            yield name, day.isoformat()
    if article.notice and article.notice.date and case.file.status in ("corrected", "retracted"):
        yield case.file.status, article.notice.date.isoformat()


def _works(case: Case, reports: tuple[Report, ...]) -> tuple[CitedWork, ...]:
    """Return what any of the texts cites, as the main one numbers it; what only another cites comes after that."""
    listed = {entry.key: entry for report in reversed(reports) for entry in reversed(report.references)}
    keys = dict.fromkeys(entry.key for report in reports for entry in report.references)
    return tuple(
        CitedWork(number, key, case.references[key].csl, listed[key].children) for number, key in enumerate(keys, 1)
    )
