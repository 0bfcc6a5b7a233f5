"""A card: what lists, feeds and the search know of one case, so that they are made without reading it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NotRequired, TypedDict

from casebook.bundles.site.addresses import name_in_address
from casebook.case import Case
from casebook.clinical.drugs import find_drug
from casebook.formats.html import description
from casebook.formats.markup import inlines
from casebook.languages import Language, load_language
from casebook.nodes import Emphasis, Foreign, Inline, Strong, Subscript, Superscript, plain
from casebook.nodes import Words as Plain
from casebook.report.model import Byline, Report


class Words(TypedDict):
    """Something that cases have in common: its name in an address, and what each language calls it.

    `sorted` is how a catalogue has it, where that differs: “Almeida Neto, José de”.
    """

    name: str
    words: dict[str, str]
    sorted: NotRequired[str]


class Card(TypedDict):
    """One public case.

    `titles`, `leads` by language; a title stands with the BCP 47 tag of its words, since not all have every language,
    and as HTML, with its italics and raised signs.
    `languages` are those of the full texts. Days are ISO 8601 or "": `date` that of publication, `came` that of
    acceptance where it is not yet published, `changed` that of the notice where there is one. `is_catalogued` where
    search engines may have it.
    """

    slug: str
    languages: list[str]
    titles: dict[str, tuple[str, str, str]]
    leads: dict[str, str]
    authors: list[Words]
    specialty: str
    keywords: list[Words]
    drugs: list[Words]
    date: str
    came: str
    changed: str
    standing: str
    is_fictional: bool
    is_catalogued: bool


def card_of(case: Case, reports: tuple[Report, ...], codes: tuple[str, ...], locales: tuple[Path, ...]) -> Card:
    """Return the card of a case, in the languages `codes` of the site."""
    languages = tuple(load_language(code, locales) for code in codes)
    by_code = {report.language.code: report for report in reports}
    first = reports[0]
    dates, notice = case.file.article.dates, case.file.article.notice
    published = dates.published
    told = notice.date if notice and first.standing else None
    return Card(
        slug=case.slug,
        languages=[code for code in case.file.languages if code in by_code],
        titles={language.code: _title(language, by_code, first) for language in languages},
        leads={code: description(report) for code, report in by_code.items()},
        authors=[_author(byline, codes) for byline in first.authors],
        specialty=case.file.article.specialty,
        keywords=[_keyword(keyword.words.versions, keyword.mesh, codes) for keyword in case.file.keywords],
        drugs=list(_drugs(case, languages)),
        date=_iso(published),
        came=_iso(published or dates.accepted),
        changed=max(_iso(published), _iso(told)),
        standing=first.standing,
        is_fictional=case.is_fictional,
        is_catalogued=first.imprint is not None,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _title(language: Language, by_code: dict[str, Report], first: Report) -> tuple[str, str, str]:
    """Return the tag of the title, its words, its HTML: those of the language, else those of the article's main one."""
    fronts = by_code.get(language.code, first).fronts
    front = next((front for front in fronts if front.lang == language.tag), fronts[0])
    return front.lang, plain(front.title), str(inlines(tuple(_bare(front.title))))


def _bare(children: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield inline nodes as they may stand within a link: no link, no mark of a citation."""
    for child in children:
        if isinstance(child, Emphasis | Strong | Superscript | Subscript | Foreign):
            yield replace(child, children=tuple(_bare(child.children)))
        else:
            yield Plain(plain((child,)))


def _author(byline: Byline, codes: tuple[str, ...]) -> Words:
    whole = ", ".join(filter(None, (byline.family, byline.given)))
    return Words(name=byline.orcid or name_in_address(whole), words=dict.fromkeys(codes, byline.name), sorted=whole)


def _keyword(versions: object, mesh: str, codes: tuple[str, ...]) -> Words:
    """Return a key word in every language; one that a language lacks is called as in another."""
    assert isinstance(versions, dict)
    known = {code: " ".join(str(words).split()) for code, words in versions.items() if str(words).strip()}
    only = next((known[code] for code in codes if code in known), "")
    return Words(name=mesh or name_in_address(only), words={code: known.get(code, only) for code in codes})


def _drugs(case: Case, languages: tuple[Language, ...]) -> list[Words]:
    """Return the drugs of the treatments, and those among the key words, each once."""
    found: dict[str, Words] = {}
    for regimen in case.file.regimens.values():
        for name, given in regimen.drugs.items():
            known = find_drug(name)
            words = {
                language.code: str(given.drug.get(language.code) or (language.words(known) if known else name))
                for language in languages
            }
            address = name_in_address(known or words[languages[0].code])
            found.setdefault(address, Words(name=address, words=words))
    for keyword in case.file.keywords:
        inn = next(filter(None, map(find_drug, keyword.words.versions.values())), None)
        if inn:
            words = {language.code: language.words(inn) for language in languages}
            found.setdefault(name_in_address(inn), Words(name=name_in_address(inn), words=words))
    return list(found.values())
