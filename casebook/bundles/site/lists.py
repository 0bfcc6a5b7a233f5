"""All pages that list cases: first pages, the whole list, sections with their terms, and the related cases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup, escape

from casebook.bundles.site.addresses import numbered, page_path, same
from casebook.bundles.site.card import Card
from casebook.bundles.site.facets import Facets, Term, related, sorted_for, terms_of
from casebook.bundles.site.frame import DOOR, SECTIONS, Frame, Switch, site_templates
from casebook.case.specialties import SPECIALTIES
from casebook.errors import N_
from casebook.languages import Language
from casebook.report.standing import SAMPLE, STATES
from casebook.settings import Site, address

NEWEST, A_PAGE, TERMS, RELATED = 8, 40, 500, 3
ARTICLE_IN = N_("Article in {language}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A case in a list: the way to it, its title with the tag of its words, and what stands below."""

    href: str
    lang: str
    title: str
    marked: Markup
    target: str
    authors: str
    day: str
    about: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    lead: str = ""


@dataclass(frozen=True)
class Lists:
    """What the lists of a site are made of; `cards` are in order, the newest first."""

    site: Site
    languages: tuple[Language, ...]
    cards: tuple[Card, ...]
    facets: Facets
    search: tuple[Path, ...]
    mark: str
    logo: str
    is_searchable: bool

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """Yield every page by its path in the site, for each language."""
        for language in self.languages:
            yield from _Writer(self, language).pages()
        first = self.languages[0]
        ways = tuple(Switch(each, f"{each.code}/index.html") for each in self.languages)
        bare = replace(_Writer(self, first).frame(DOOR), switches=())
        yield DOOR, self._page("start", first, replace(bare, switches=ways))
        lost = replace(bare, path="404.html", root=urlsplit(address(self.site)).path, is_hidden=True)
        yield lost.path, self._page("lost", first, lost)

    def _page(self, name: str, language: Language, frame: Frame, **more: object) -> bytes:
        homes = [
            (each, f"{each.code}/index.html", each.words("There is no such page here.")) for each in self.languages
        ]
        templates = site_templates(self.search, language)
        return templates.get_template(f"site/{name}.html").render(frame=frame, homes=homes, **more).encode()

    @cached_property
    def by_slug(self) -> Mapping[str, Card]:
        return {card["slug"]: card for card in self.cards}

    def related_to(self, slugs: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Return for each of some cases the names of those that are most like it, where it is in any list."""
        known = {path: tuple(card["slug"] for card in term.cards) for path, term in self.terms.items()}
        listed = [self.by_slug[slug] for slug in slugs if slug in self.by_slug]
        return {card["slug"]: related(card, known, len(self.cards), RELATED) for card in listed}

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """The terms of all sections, by the addresses of their lists."""
        return {f"{section}/{term.name}": term for section, terms in self.facets.items() for term in terms}

    def related_block(self, slug: str, others: tuple[str, ...], language: Language) -> str:
        """Return what leads on from the page of a case: the lists that it stands in, and its related cases."""
        topics: dict[str, tuple[str, str]] = {}
        for path in terms_of(self.by_slug[slug]):
            words = self.terms[path].words[language.code]
            topics.setdefault(same(words), (f"../{path}.html", words))  # a drug may be a key word, too
        entries = [entry(self.by_slug[other], language, self.languages, "../../") for other in others]
        template = site_templates(self.search, language).get_template("site/related.html")
        return template.render(entries=entries, topics=topics.values())


class _Writer:
    """Writes the lists of one language."""

    def __init__(self, lists: Lists, language: Language) -> None:
        self.lists, self.language = lists, language
        self.templates: Environment = site_templates(lists.search, language)

    def frame(self, path: str) -> Frame:
        """Return the frame of a page that every language has at the same path below its own folder."""
        inside = path.partition("/")[2]
        up = "../" * path.count("/")
        others = (other for other in self.lists.languages if other.code != self.language.code)
        return Frame(
            self.lists.site,
            self.language,
            path,
            tuple(Switch(other, f"{up}{other.code}/{inside}") for other in others),
            self.lists.mark,
            self.lists.logo,
            self.lists.is_searchable,
        )

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """Yield the first page, the whole list, and the sections with their terms."""
        code, cards = self.language.code, self.lists.cards
        home = self.frame(f"{code}/index.html")
        special = sorted_for(self.lists.facets.get("specialties", ()), "specialties", code)
        newest = [self.entry(card, home, with_lead=True) for card in cards[:NEWEST]]
        yield self.page("home", home, newest=newest, count=self.count(len(cards)), specialties=self.links(special))
        yield from self.listed("all", cards, "all", "")
        yield f"{code}/cases.js", self.data
        for section, terms in self.lists.facets.items():
            yield from self.section(section, sorted_for(terms, section, code))

    def section(self, section: str, terms: tuple[Term, ...]) -> Iterator[tuple[str, bytes]]:
        """Yield the pages that list the terms of a section, and those of each term."""
        heading = self.language.words(SECTIONS[section])
        code = self.language.code
        chunks = [terms[start : start + TERMS] for start in range(0, len(terms), TERMS)] or [()]
        names = [numbered(section, number) for number in range(1, len(chunks) + 1)]
        spans = [" – ".join(term.listed(code) for term in (*chunk[:1], *chunk[1:][-1:])) for chunk in chunks]
        for name, chunk in zip(names, chunks, strict=True):
            frame = self.frame(f"{code}/{name}")
            more = [(other, span, other == name) for other, span in zip(names, spans, strict=True)]
            shown = [(term, f"{section}/{term.name}.html", self.number(len(term.cards))) for term in chunk]
            steps = more if more[1:] else []
            yield self.page("terms", frame, heading=heading, terms=shown, more=steps)
        for term in terms:
            yield from self.listed(f"{section}/{term.name}", term.cards, "term", term.words[code], section)

    def listed(
        self, name: str, cards: tuple[Card, ...], template: str, heading: str, section: str = ""
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the pages of one list of cases."""
        code, base = self.language.code, name.rpartition("/")[2]
        count = max(1, -(-len(cards) // A_PAGE))
        more = self.finder() if template == "all" else {}
        for number in range(1, count + 1):
            frame = self.frame(f"{code}/{numbered(name, number)}")
            shown = [self.entry(card, frame) for card in cards[(number - 1) * A_PAGE : number * A_PAGE]]
            steps = [(numbered(base, n), str(n), n == number) if n else ("", "…", False) for n in near(number, count)]
            yield self.page(
                template,
                frame,
                heading=heading,
                entries=shown,
                count=self.count(len(cards)),
                steps=steps if count > 1 else [],
                section=self.language.words(SECTIONS[section]) if section else "",
                section_href=f"{frame.home}{section}.html",
                **more,
            )

    def finder(self) -> dict[str, object]:
        """Return what a reader filters the whole list by; its data have an address that changes with them."""
        options = {name: self.options(name) for name in ("specialties", "years")}
        return {"options": options, "data_mark": hashlib.sha256(self.data).hexdigest()[:8]}

    def options(self, section: str) -> list[str]:
        terms = sorted_for(self.lists.facets.get(section, ()), section, self.language.code)
        return [term.words[self.language.code] for term in terms]

    def links(self, terms: tuple[Term, ...]) -> list[tuple[str, str, str]]:
        code = self.language.code
        return [(f"specialties/{term.name}.html", term.words[code], self.number(len(term.cards))) for term in terms]

    def page(self, name: str, frame: Frame, **more: object) -> tuple[str, bytes]:
        return frame.path, self.templates.get_template(f"site/{name}.html").render(frame=frame, **more).encode()

    def entry(self, card: Card, frame: Frame, *, with_lead: bool = False) -> Entry:
        return entry(card, self.language, self.lists.languages, frame.up, with_lead=with_lead)

    def number(self, count: int) -> str:
        return self.language.number(str(count))

    def count(self, number: int) -> str:
        return self.language.plural("{n} case", "{n} cases", number)

    @cached_property
    def data(self) -> bytes:
        """Return what the list is filtered by, as a script, since a page opened from a disk may load no other data."""
        told = []
        for card in self.lists.cards:
            shown = entry(card, self.language, self.lists.languages, "../")
            words = [words for each in (*card["keywords"], *card["drugs"]) for words in each["words"].values()]
            words += [title for _, title, _ in card["titles"].values()]
            marked = {"marked": shown.marked} if shown.marked != escape(shown.title) else {}
            told.append(
                {
                    "href": shown.href.removeprefix("../" + self.language.code + "/"),
                    "slug": card["slug"],
                    "lang": shown.lang,
                    "target": shown.target,
                    "title": shown.title,
                    **marked,
                    "authors": shown.authors,
                    "day": shown.day,
                    "about": [*shown.about],
                    "marks": [[*mark] for mark in shown.marks],
                    "words": " ".join(dict.fromkeys(words)),
                    "year": card["date"][:4],
                }
            )
        return f"window.casebookCases = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def near(here: int, count: int) -> Iterator[int]:
    """Yield the pages that one of `count` leads to: the first, the last and those beside it; 0 where some are left out.

    A single page is never left out.
    """
    shown = {1, here - 1, here, here + 1, count}
    shown |= {n for n in (here - 2, here + 2) if n in (2, count - 1)}
    before = 0
    for number in sorted(n for n in shown if 1 <= n <= count):
        if number > before + 1:
            yield 0
        yield number
        before = number


def entry(
    card: Card, language: Language, languages: tuple[Language, ...], up: str, *, with_lead: bool = False
) -> Entry:
    """Return a case as a list of one language shows it; one without an article in it leads to another language."""
    code = language.code if language.code in card["languages"] else card["languages"][0]
    written = next(each for each in languages if each.code == code)
    (lang, title, marked), specialty = card["titles"][language.code], card["specialty"]
    marks = [(role, language.words(STATES[role])) for role in (card["standing"],) if role]
    marks += [("fictional", language.words(SAMPLE))] * card["is_fictional"]
    if code != language.code:
        marks.append(("other", language.words(ARTICLE_IN, language=_called(written, language))))
    names = [author["words"][language.code] for author in card["authors"]]
    return Entry(
        f"{up}{page_path(code, card['slug'])}",
        "" if lang == language.tag else lang,
        title,
        Markup(marked),
        "" if code == language.code else written.tag,
        ", ".join(names[:3]) + (f" {language.words('et al.')}" if names[3:] else ""),
        language.date(date.fromisoformat(card["date"])) if card["date"] else "",
        (language.words(SPECIALTIES[specialty]),) if specialty else (),
        tuple(marks),
        card["leads"].get(language.code, "") if with_lead else "",
    )


def _called(other: Language, language: Language) -> str:
    """Return what a language calls another one."""
    return str(language.locale.languages.get(other.locale.language, other.name))
