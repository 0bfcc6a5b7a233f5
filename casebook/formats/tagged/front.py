"""What stands before a text in JATS: the journal, then of the article titles, people, days, licence, abstracts, words.

The order of elements is that of `article-meta` in JATS Journal Publishing; what is not known is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.formats.tagged.back import author_notes, funding
from casebook.formats.tagged.elements import Element, el, told
from casebook.formats.tagged.ids import Ids, language_of
from casebook.formats.tagged.inlines import tagged
from casebook.formats.tagged.people import contributors
from casebook.nodes import plain
from casebook.report.labels import LICENSED
from casebook.report.model import Front, Report
from casebook.report.publication import Publication

_HISTORY = {"received": "received", "revised": "rev-recd", "accepted": "accepted"}  # SciELO PS's names for ours


def front(publication: Publication, ids: Ids) -> Element:
    """Return the front of the article, in the main language of its publication."""
    return el("front", _journal(publication), el("article-meta", *_meta(publication, ids)))


def front_stub(publication: Publication, report: Report, ids: Ids) -> Element:
    """Return the front of a translation, which repeats what is worded in its language and nothing else."""
    own = report.fronts[0]
    return el(
        "front-stub",
        _categories(report),
        el("title-group", el("article-title", *tagged(own.title, ids)), *_running_title(report)),
        *contributors(publication, report, ids),
        *author_notes(publication, report, ids),
        *_abstract("abstract", own, ids),
        *_keywords(own),
    )


def _journal(publication: Publication) -> Element:
    journal = publication.periodical
    names = (*told("journal-title", journal.name),)
    names += told("abbrev-journal-title", journal.abbreviation, abbrev_type="publisher")
    return el(
        "journal-meta",
        el("journal-id", journal.acronym, journal_id_type="publisher-id"),
        *((el("journal-title-group", *names),) if names else ()),
        *(one for kind, issn in journal.issns.items() for one in told("issn", issn, pub_type=kind)),
        *((el("publisher", el("publisher-name", journal.publisher)),) if journal.publisher else ()),
    )


def _meta(publication: Publication, ids: Ids) -> Iterator[Element]:
    """Yield the elements of `article-meta` in their order; other languages' words only where they have no text."""
    main = publication.main
    own, *others = main.fronts
    translated = {report.lang for report in publication.translations}
    others = [other for other in others if other.lang not in translated]
    yield from told("article-id", publication.doi, pub_id_type="doi")
    yield _categories(main)
    titles = (el("trans-title-group", el("trans-title", *tagged(o.title, ids)), xml_lang=_lang(o)) for o in others)
    yield el("title-group", el("article-title", *tagged(own.title, ids)), *titles, *_running_title(main))
    yield from contributors(publication, main, ids)
    yield from author_notes(publication, main, ids)
    yield from _issue(publication)
    yield from _permissions(publication)
    yield from _abstract("abstract", own, ids)
    for other in others:
        yield from _abstract("trans-abstract", other, ids, _lang(other))
    for one in (own, *others):
        yield from _keywords(one)
    yield from funding(publication, ids)
    yield from _standing(publication)


def _lang(front: Front) -> str:
    return language_of(front.lang)


def _categories(report: Report) -> Element:
    heading = el("subj-group", el("subject", report.article_type), subj_group_type="heading")
    return el("article-categories", heading)


def _running_title(report: Report) -> tuple[Element, ...]:
    """Return the short title where the authors gave one."""
    is_own = report.running_title != plain(report.fronts[0].title)
    return told("alt-title", report.running_title if is_own else "", alt_title_type="running-head")


def _issue(publication: Publication) -> Iterator[Element]:
    """Yield when and where the article was published, and the days of its history."""
    electronic = {"publication_format": "electronic"}
    if publication.published:
        yield el("pub-date", *_day(publication.published), date_type="pub", **electronic)
        if publication.is_real:
            yield el("pub-date", el("year", publication.published[:4]), date_type="collection", **electronic)
    for name in ("volume", "issue", "elocation"):
        yield from told("elocation-id" if name == "elocation" else name, getattr(publication, name))
    dates = (el("date", *_day(day), date_type=_HISTORY.get(name, name)) for name, day in publication.history.items())
    if publication.history:
        yield el("history", *dates)


def _day(iso: str) -> tuple[Element, ...]:
    year, month, day = iso.split("-")
    return el("day", day), el("month", month), el("year", year)


def _permissions(publication: Publication) -> Iterator[Element]:
    name, address = publication.license
    if name:
        words = publication.main.language.words(LICENSED, name=name)
        lang = language_of(publication.main.lang)
        told_by = el("license-p", words)
        yield el("permissions", el("license", told_by, license_type="open-access", xlink_href=address, xml_lang=lang))


def _abstract(tag: str, front: Front, ids: Ids, lang: str = "") -> Iterator[Element]:
    """Yield the abstract under its title, in sections where it has labelled parts."""
    parts = [
        el("sec", el("title", part.label), el("p", *tagged(part.children, ids)))
        if part.label
        else el("p", *tagged(part.children, ids))
        for part in front.abstract
    ]
    if parts:
        yield el(tag, el("title", front.abstract_label), *parts, xml_lang=lang)


def _keywords(front: Front) -> Iterator[Element]:
    if front.keywords:
        words = (el("kwd", word) for word in front.keywords)
        yield el("kwd-group", el("title", front.keywords_label), *words, xml_lang=_lang(front))


def _standing(publication: Publication) -> Iterator[Element]:
    """Yield what a machine must not overlook of an article: that it is fictional, a draft, or taken back."""
    main = publication.main
    states = {"fictional": main.is_fictional, "draft": main.is_draft, main.standing: bool(main.standing)}
    metas = [
        el("custom-meta", el("meta-name", "casebook-status"), el("meta-value", state))
        for state, is_so in states.items()
        if is_so
    ]
    if metas:
        yield el("custom-meta-group", *metas)
