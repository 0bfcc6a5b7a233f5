"""What catalogues read in the head of the page: Highwire tags for Google Scholar and Zotero, schema.org for the others.

Only what is published is catalogued: a report without imprint has neither. What is not known is left out, never empty.
Sources: Google Scholar, “Inclusion Guidelines for Webmasters”; schema.org, MedicalScholarlyArticle.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.nodes import Gap, plain
from casebook.report.model import Alternate, Byline, Front, Imprint, Report

_TYPE = "MedicalScholarlyArticle"


def scholar_tags(report: Report) -> tuple[tuple[str, str], ...]:
    """Return the names and contents of the `citation_*` tags, each author's followed by what belongs to that author."""
    imprint, front = report.imprint, report.fronts[0]
    if imprint is None:
        return ()
    tags = [
        ("citation_title", plain(front.title)),
        *(tag for author in report.authors for tag in _author_tags(author, report)),
        ("citation_publication_date", imprint.date.replace("-", "/")),
        ("citation_journal_title", imprint.journal),
        ("citation_journal_abbrev", imprint.abbreviation),
        ("citation_issn", imprint.issn),
        ("citation_volume", imprint.volume),
        ("citation_issue", imprint.issue),
        ("citation_firstpage", imprint.elocation),
        ("citation_doi", report.doi or ""),
        ("citation_language", report.lang),
        *(("citation_keywords", word) for word in front.keywords),
    ]
    return tuple((name, content) for name, content in tags if content)


def _author_tags(author: Byline, report: Report) -> Iterator[tuple[str, str]]:
    """Yield an author's tags; the name begins with the family name, so that no “Neto” or “Filho” is taken for one."""
    yield "citation_author", ", ".join(filter(None, (author.family, author.given))) or author.name
    for place in _workplaces(author, report):
        yield "citation_author_institution", place
    yield "citation_author_orcid", f"https://orcid.org/{author.orcid}" if author.orcid else ""


def _workplaces(author: Byline, report: Report) -> tuple[str, ...]:
    return tuple(place.text for place in report.affiliations if place.mark in author.marks)


def linked_data(report: Report) -> dict[str, object]:
    """Return the article as schema.org describes it (JSON-LD); nothing for what has no imprint."""
    imprint, front = report.imprint, report.fronts[0]
    if imprint is None:
        return {}
    return {
        "@context": "https://schema.org",
        "@type": _TYPE,
        **_known(
            publicationType="Case Reports",
            headline=plain(front.title),
            alternativeHeadline=[plain(other.title) for other in report.fronts[1:]],
            author=[_person(author, report) for author in report.authors],
            datePublished=imprint.date,
            inLanguage=report.lang,
            abstract=_abstract(front),
            keywords=list(front.keywords),
            license=imprint.license,
            isPartOf=_place(imprint),
            pagination=imprint.elocation,
            **_identity(report),
            **_translations(report),
        ),
    }


def _known(**facts: object) -> dict[str, object]:
    return {name: fact for name, fact in facts.items() if fact}


def _identity(report: Report) -> dict[str, object]:
    if not report.doi:
        return {}
    known = {"propertyID": "DOI", "value": report.doi, "url": report.doi_address}
    return {"identifier": {"@type": "PropertyValue", **known}}


def _person(author: Byline, report: Report) -> dict[str, object]:
    return {
        "@type": "Person",
        **_known(
            name=author.name,
            familyName=author.family,
            givenName=author.given,
            sameAs=f"https://orcid.org/{author.orcid}" if author.orcid else "",
            affiliation=[{"@type": "Organization", "name": place} for place in _workplaces(author, report)],
        ),
    }


def _abstract(front: Front) -> str:
    """Return the abstract as one text, its labels before its parts, the marks of gaps left out."""
    said = (
        ((part.label or ""), plain(tuple(node for node in part.children if not isinstance(node, Gap))))
        for part in front.abstract
    )
    return " ".join(": ".join(filter(None, words)) for words in said if words[1])


def _place(imprint: Imprint) -> dict[str, object]:
    """Return the issue, volume and journal that the article is part of, as far as they are known."""
    place: dict[str, object] = {}
    if imprint.journal:
        names = _known(name=imprint.journal, alternateName=imprint.abbreviation, issn=imprint.issn)
        place = {"@type": "Periodical", **names}
    if imprint.volume:
        place = {"@type": "PublicationVolume", **_known(volumeNumber=imprint.volume, isPartOf=place)}
    if imprint.issue:
        place = {"@type": "PublicationIssue", **_known(issueNumber=imprint.issue, isPartOf=place)}
    return place


def _translations(report: Report) -> dict[str, object]:
    """Return the article's other full texts: of the main language its translations, of another what it translates."""
    main = next((alternate for alternate in report.alternates if alternate.is_main), None)
    if main:
        return {"translationOfWork": _translation(main, report)}
    return {"workTranslation": [_translation(alternate, report) for alternate in report.alternates]}


def _translation(alternate: Alternate, report: Report) -> dict[str, object]:
    """Return another full text by its address beside this page, if it is there; its title where this page prints it."""
    title = next((plain(front.title) for front in report.fronts if front.lang == alternate.lang), "")
    address = "" if alternate.page in report.absent else alternate.page
    return {"@type": _TYPE, **_known(url=address, inLanguage=alternate.lang, headline=title)}
