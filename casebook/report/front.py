"""What stands before the text: title, abstract, key words in every language asked for; authors, dates, how to cite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from casebook.case import Case
from casebook.case.people import Affiliation as AffiliationField
from casebook.case.people import Author
from casebook.errors import N_
from casebook.findings import Kind, Severity
from casebook.languages import Language, load_language
from casebook.meant import NEAR, meant
from casebook.nodes import Breakable, Inline, Link, Origin, Said, Unbroken, Words, plain, still_said
from casebook.prose import bind_ending
from casebook.references.entries import reference_entries
from casebook.references.item import Item
from casebook.references.markup import as_typed, doi_link
from casebook.report.labels import ABSTRACT_PARTS, DATES, FRONT, LICENSES
from casebook.report.model import AbstractPart, Affiliation, Byline, Front, RailItem
from casebook.report.standing import title_of
from casebook.report.voice import CaseVoice

FICTIONAL_JOURNAL = N_("casebook, sample article")
UNKNOWN_PART = Kind(
    "text.unknown-abstract-part",
    Severity.ERROR,
    N_("No journal words “{name}”, so this part of the abstract would have no label."),
    N_("Use one of these names: {names}."),
)
UNSTRUCTURED = Kind(
    "text.unstructured-abstract",
    Severity.WARNING,
    N_("The abstract is one text, and the journal wants it in labelled parts."),
    N_("Write below “abstract:” a line for each part, and the words of each below it: {names}."),
)


def fronts(case: Case, voice: CaseVoice, locales: tuple[Path, ...]) -> tuple[Front, ...]:
    """Return the front in the article's own language, then in each other that the journal or the authors want."""
    wanted = dict.fromkeys((voice.language.code, *case.file.languages, *voice.journal.profile.languages))
    return tuple(_front(case, voice.speaking(load_language(code, locales))) for code in wanted)


def _front(case: Case, voice: CaseVoice) -> Front:
    language, journal = voice.language, voice.journal
    return Front(
        lang=language.tag,
        title=_ending_bound(title_of(case, voice)),
        abstract_label=journal.heading("abstract", FRONT["abstract"], language),
        abstract=tuple(_abstract(case, voice)),
        keywords_label=journal.heading("keywords", FRONT["keywords"], language),
        keywords=tuple(
            voice.say_plainly(keyword.words, ("keywords", number)) for number, keyword in enumerate(case.file.keywords)
        ),
        gaps=frozenset(
            number for number, keyword in enumerate(case.file.keywords) if not keyword.words.get(language.code)
        ),
    )


def _ending_bound(title: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return still_said(bind_ending(title), title)


def _abstract(case: Case, voice: CaseVoice) -> Iterator[AbstractPart]:
    """Yield the parts of the abstract, labelled where the journal wants labels, else run together as one.

    Nothing, where the journal wants no abstract; a gap, where the case has none.
    """
    rules, parts = voice.journal.profile.abstract, case.file.abstract
    if rules.forbidden:
        return
    if not parts:
        yield AbstractPart(None, (voice.gap(("abstract",)),))
    said = {part: voice.say(text, ("abstract", part) if part else ("abstract",)) for part, text in parts.items()}
    if "" in parts and rules.structured:
        voice.report(UNSTRUCTURED.at(case.at(("abstract",)), names=", ".join(ABSTRACT_PARTS)))
    if "" in parts or rules.structured:
        for part, words in said.items():
            yield AbstractPart(_abstract_label(part, case, voice) if part else None, words)
    elif said:
        first, *others = said.values()
        run_on = (*first, *(node for words in others for node in (Words(" "), *words)))
        yield AbstractPart(None, Said(run_on, Origin(("abstract",), voice.language.code)))


def _abstract_label(part: str, case: Case, voice: CaseVoice) -> str:
    """Return the label of a part of the abstract; one that nobody can word is a finding."""
    known = dict.fromkeys((*ABSTRACT_PARTS, *voice.journal.profile.abstract.labels))
    if part not in known:
        near = meant(part, known)
        kind = replace(UNKNOWN_PART, mend=NEAR) if near else UNKNOWN_PART
        voice.report(kind.at(case.source.key(("abstract", part)), name=part, nearest=near, names=", ".join(known)))
    return voice.journal.abstract_label(part, ABSTRACT_PARTS.get(part, part), voice.language)


def bylines(case: Case) -> tuple[Byline, ...]:
    """Return the authors in order, with the marks of their affiliations."""
    marks = affiliation_marks(case)
    return tuple(
        Byline(
            author.name.full,
            tuple(sorted((marks[name] for name in author.affiliations), key=int)),
            author.orcid,
            family=f"{author.name.family} {author.name.suffix}".strip(),
            given=f"{author.name.given} {author.name.particle}".strip(),
            particle=author.name.particle,
        )
        for author in case.file.authors
    )


def affiliation_marks(case: Case) -> dict[str, str]:
    """Return the mark of each affiliation ("1", "2"), counted in the order in which authors name them."""
    names = dict.fromkeys(name for author in case.file.authors for name in author.affiliations)
    return {name: str(number) for number, name in enumerate(names, 1)}


def affiliations(case: Case, voice: CaseVoice) -> tuple[Affiliation, ...]:
    """Return the affiliations that authors name, in the order of their marks."""
    return tuple(
        Affiliation(
            mark,
            _affiliation(case.file.affiliations[name], name, voice),
            Origin(("affiliations", name), voice.language.code),
        )
        for name, mark in affiliation_marks(case).items()
        if name in case.file.affiliations  # else a finding has told of it
    )


def _affiliation(place: AffiliationField, name: str, voice: CaseVoice) -> str:
    department = (
        voice.say_plainly(place.department, ("affiliations", name, "department")) if place.department.codes else ""
    )
    city = f"{place.city} ({place.state})" if place.city and place.state else place.city or place.state
    country = voice.language.country(place.country) if place.country else ""
    return ", ".join(part for part in (department, place.institution, city, country) if part)


def rail(case: Case, voice: CaseVoice) -> Iterator[RailItem]:
    """Yield the labelled entries of the first page's rail, in order."""
    words, article = voice.language.words, case.file.article
    for number, author in enumerate(case.file.authors):
        if author.corresponding:
            address = Said(_correspondence(author), Origin(("authors", number, "email")))
            yield RailItem("correspondence", words("Correspondence"), address)
    for name, label in DATES.items():
        if date := getattr(article.dates, name):
            day = Said((Words(voice.language.date(date)),), Origin(("article", "dates", name)))
            yield RailItem(name, words(label), day)
    if article.doi:
        yield RailItem("doi", "DOI", Said((doi_link(article.doi),), Origin(("article", "doi"))))
    if case.file.authors:
        yield RailItem("how-to-cite", words("How to cite"), how_to_cite(case, voice))
    if article.license:
        name, href = LICENSES[article.license]
        link = Said((Link(href, (Unbroken(name),)),), Origin(("article", "license")))
        yield RailItem("license", words("License"), link)


def _correspondence(author: Author) -> tuple[Inline, ...]:
    if not author.email:
        return (Words(author.name.full),)
    user, at, server = author.email.partition("@")
    return (Words(f"{author.name.full}. "), Link(f"mailto:{author.email}", (Breakable((user + at, server)),)))


def how_to_cite(case: Case, voice: CaseVoice) -> tuple[Inline, ...]:
    """Return the article's own entry, as a reference list of its language would print it."""
    article, published = case.file.article, case.file.article.dates.published
    csl = {
        "id": case.slug,
        "type": "article-journal",
        "title": as_typed(plain(title_of(case, voice))),
        "author": [{"literal": as_typed(author.cited)} for author in case.file.authors],
        "container-title": journal_name(case, voice.language, voice.journal.profile.abbreviation),
        "volume": as_typed(article.volume),
        "issue": as_typed(article.issue),
        "page": as_typed(article.elocation),
        "DOI": article.doi or "",
        **({"issued": {"date-parts": [[published.year]]}} if published else {}),
    }
    item = Item(case.slug, {key: value for key, value in csl.items() if value}, voice.place(("article",)))
    return reference_entries((item,), voice.journal.profile.citations.style, voice.language, voice.templates)[0]


def journal_name(case: Case, language: Language, real: str) -> str:
    """Return the journal's name, or what stands for it: nothing that is fictional is passed off as published there."""
    return language.words(FICTIONAL_JOURNAL) if case.is_fictional else real


def short_citation(case: Case, voice: CaseVoice) -> str:
    """Return what stands at the foot of every page: first author, et al., journal, year."""
    authors = [author.cited for author in case.file.authors]
    names = ", ".join(authors) if len(authors) < 3 else f"{authors[0]} {voice.language.words('et al.')}"
    journal = journal_name(case, voice.language, voice.journal.profile.abbreviation)
    published = case.file.article.dates.published
    tail = " ".join(part for part in (journal, str(published.year) if published else "") if part)
    return " · ".join(part for part in (names, tail) if part)
