"""Abbreviations: written out where they first stand, in the abstract and in the text, once, and used thereafter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.definitions import Definition, definitions_in, folded, is_abbreviation
from casebook.checks.passages import Passage, passages_of_languages
from casebook.checks.tables import rows_of, well_known
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal
from casebook.report.body import ordered
from casebook.report.model import Report

ABOUT = About(
    N_("Abbreviations: written out where they first stand, in abstract and text, once, and used from then on."),
    N_(
        "The abstract is read alone, and the text by readers of other fields; an abbreviation that is used once only "
        "costs them more than it saves. Names better known by their letters (DNA, HIV, CT) need no words."
    ),
    ("ICMJE Recommendations, IV.A.3.k", "casebook/data/language/abbreviations.tsv, well-known.yaml"),
)
UNDEFINED = Kind(
    "structure.undefined-abbreviation",
    Severity.WARNING,
    N_("“{typed}” is never written out ({what}, {language})."),
    N_("Where it first stands write “{long} ({typed})”."),
)
LATE = Kind(
    "structure.late-definition",
    Severity.WARNING,
    N_("“{typed}” stands here before it is written out ({what}, {language})."),
    N_("Write “{long} ({typed})” here, and the abbreviation alone from then on."),
)
TWICE = Kind(
    "structure.defined-twice",
    Severity.WARNING,
    N_("“{typed}” is written out a second time ({what}, {language})."),
    N_("Write the abbreviation alone here."),
)
UNUSED = Kind(
    "structure.unused-abbreviation",
    Severity.NOTE,
    N_("“{typed}” is introduced and not used again ({what}, {language})."),
    N_("Leave the abbreviation out, and keep the words."),
)
AGAIN = Kind(
    "structure.long-form-again",
    Severity.NOTE,
    N_("“{typed}” is written in full, although its abbreviation was introduced ({what}, {language})."),
    N_("Write “{short}”, unless a sentence or heading begins here."),
)
UNKNOWN = Kind(
    "structure.unexplained-capitals",
    Severity.NOTE,
    N_("“{typed}” stands {count} times and is never written out ({what}, {language})."),
    N_("If it is an abbreviation that readers of other fields do not know, write it out where it first stands."),
)
IN_TITLE = Kind(
    "structure.abbreviation-in-title",
    Severity.WARNING,
    N_("The title has the abbreviation “{typed}” ({language})."),
    N_("Write “{long}” in the title."),
)
ABSTRACT, TEXT = N_("abstract"), N_("text")
_GLOSSARY = re.compile(r"abbrev|abrevi|acronym|sigla", re.IGNORECASE)
_STRICT = r"(?<![\w*/&.-])(?P<word>{name})(?:s|’s|'s)?(?![\w*/&]|-\w|\.\w)"
_LOOSE = r"(?<!\w){name}(?:s|’s|'s)?(?!\w)"


# Three letters or more, no number and no further capitals beside them
_CAPITALS = re.compile(
    r"(?<![\w*/&.’'-])(?<![A-Z]{2} )(?P<word>[A-Z]{3,6})(?:s|’s|'s)?(?![\w*/&]|[-–]\w|\.\w| ?[A-Z]{2}| [IVX\d]|[:®™])"
)
_ROMAN = re.compile(r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})[ABC]?")
_GENETIC = re.compile(
    r"\b(?:gen[eé]s?|gênica|muta\w+|variant\w*|fusion|fusão|exon|éxon|protein\w*|proteína\w*|inhibitor\w*|inibidor\w*|"
    r"receptor\w*|express\w*|polimorfismo|polymorphism|rearrang\w*|rearranj\w*|kit|test|score|escore|escala|scale)\b",
    re.IGNORECASE,
)
_GENE_BEFORE = re.compile(r"\b(?:(?:onco)?gen[eé]s?|fusions?|fusão|fusões)\W{1,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Spot:
    """An abbreviation written out in one passage of a part."""

    number: int
    passage: Passage
    definition: Definition


@dataclass(frozen=True)
class _Part:
    """The abstract or the text in one language: its passages in the order of print, and what they write out."""

    name: str
    passages: tuple[Passage, ...]
    spots: tuple[_Spot, ...]
    glossary: frozenset[str]
    beside: tuple[Passage, ...]  # captions, tables, statements: where an abbreviation of the text may be used too


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield what is wrong with the abbreviations of each language, part by part."""
    said = passages_of_languages(case)
    for code in dict.fromkeys(passage.code for passage in said):
        here = tuple(passage for passage in said if passage.code == code)
        known = _known(code)
        for part in _parts(case, here, journal):
            yield from _undefined(part, known)
            yield from _unexplained(part)
            yield from _late(part)
            yield from _defined_twice(part)
            yield from _unused(part)
            yield from _long_form_again(part)
        yield from _in_title(here, known)


def _parts(case: Case, said: tuple[Passage, ...], journal: Journal) -> Iterator[_Part]:
    """Yield the abstract and the text of one language; a list of abbreviations is no part of the text."""
    order = ordered(tuple(case.file.sections), journal.profile.order)
    sections = [name for name in order if not _GLOSSARY.search(name + str(case.file.sections[name].title.versions))]
    by_section = {name: [p for p in said if p.path.split(".")[:2] == ["sections", name]] for name in order}
    text = tuple(p for name in sections for p in by_section[name] if not p.path.endswith(".title"))
    listed = frozenset(
        match[0]
        for name in order
        if name not in sections
        for passage in by_section[name]
        for match in re.finditer(r"[^\W_][\w/&+-]+", passage.words)
        if is_abbreviation(match[0])
    )
    abstract = tuple(p for p in said if p.path.startswith("abstract"))
    beside = tuple(p for p in said if p not in text and p not in abstract and p.path != "title")
    yield _Part(ABSTRACT, abstract, _spots(abstract), frozenset(), ())
    yield _Part(TEXT, text, _spots(text), listed, beside)


def _spots(passages: tuple[Passage, ...]) -> tuple[_Spot, ...]:
    return tuple(
        _Spot(number, passage, definition)
        for number, passage in enumerate(passages)
        for definition in definitions_in(passage.words)
    )


@lru_cache(maxsize=8)
def _known(code: str) -> dict[str, str]:
    """Return the abbreviations of one language that need to be written out, each with its long form.

    Of two letters there are too many senses (PR of partial response, and of the interval).
    """
    rows = rows_of("abbreviations")
    if code not in rows[0]:
        return {}
    exempt = well_known()
    return {
        row[code]: row[f"{code}_long"]
        for row in reversed(rows)
        if len(row[code]) > 2 and row[code] not in exempt and is_abbreviation(row[code])
    }


def _undefined(part: _Part, known: dict[str, str]) -> Iterator[Finding]:
    """Yield a warning for the first use of each known abbreviation that is neither written out nor in brackets."""
    explained = {spot.definition.short for spot in part.spots} | part.glossary
    names = "|".join(sorted(map(re.escape, known), key=len, reverse=True)) or r"(?!)"
    uses = re.compile(_STRICT.format(name=names))
    for passage in part.passages:
        for match in uses.finditer(passage.prose):
            word = match["word"]
            if word in explained or _is_bracketed_anywhere(word, part):
                continue
            explained.add(word)
            yield _told(UNDEFINED, part, passage, match.span("word"), long=known[word])


def _unexplained(part: _Part) -> Iterator[Finding]:
    """Yield a note for capitals that come back and are in no table; genes, names, and numerals are let be."""
    known = {form for row in rows_of("abbreviations") for form in (row["en"], row["pt"])} | well_known()
    explained = {spot.definition.short for spot in part.spots} | part.glossary
    found: dict[str, list[tuple[Passage, re.Match[str]]]] = {}
    for passage in part.passages:
        for match in _CAPITALS.finditer(passage.prose):
            found.setdefault(match["word"], []).append((passage, match))
    for word, uses in found.items():
        if len(uses) < 2 or word in explained or word in known or _ROMAN.fullmatch(word):
            continue
        if not _is_bracketed_anywhere(word, part) and not any(_is_gene(passage, match) for passage, match in uses):
            passage, match = uses[0]
            yield _told(UNKNOWN, part, passage, match.span("word"), count=len(uses))


def _is_gene(passage: Passage, match: re.Match[str]) -> bool:
    around = passage.words[max(0, match.start() - 30) : match.end() + 40]
    return _GENETIC.search(around) is not None


def _is_bracketed_anywhere(word: str, part: _Part) -> bool:
    """Say whether brackets hold the abbreviation, so that what stands before them may well be its long form."""
    inside = re.compile(rf"[(\[][^()\[\]]*(?<!\w){re.escape(word)}s?(?!\w|-)|(?<!\w){re.escape(word)}\s*\(")
    return any(inside.search(passage.words) for passage in part.passages)


def _late(part: _Part) -> Iterator[Finding]:
    first: dict[str, _Spot] = {}
    for spot in part.spots:
        first.setdefault(spot.definition.short, spot)
    for short, spot in first.items():
        uses = re.compile(_STRICT.format(name=re.escape(short)))
        for number, passage in enumerate(part.passages[: spot.number + 1]):
            before = spot.definition.begins if number == spot.number else len(passage.prose)
            match = next((m for m in uses.finditer(passage.prose, 0, before)), None)
            if match and spot.definition.long and short not in part.glossary:
                yield _told(LATE, part, passage, match.span("word"), long=spot.definition.long)
                break


def _defined_twice(part: _Part) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for spot in part.spots:
        mark = spot.definition.short, _alike(spot.definition.long)
        if mark in seen:
            start = spot.definition.start
            yield _told(TWICE, part, spot.passage, (start, start + len(spot.definition.short)))
        seen.add(mark)


def _unused(part: _Part) -> Iterator[Finding]:
    """Yield a note for each abbreviation that stands nowhere but where it is introduced.

    Genes are only explained, and for a test known by its letters (CT, PCR) either form will do.
    """
    laboratory = well_known("molecules", "infections", "methods", "results")
    for spot in part.spots:
        short, start = spot.definition.short, spot.definition.start
        is_gene = re.search(r"\d", short) or _GENE_BEFORE.search(spot.passage.words[:start])
        if is_gene or short in laboratory or spot.definition.begins == start:
            continue
        uses = re.compile(_LOOSE.format(name=re.escape(short)))
        count = sum(len(uses.findall(passage.raw)) for passage in (*part.passages, *part.beside))
        if count < 2:
            yield _told(UNUSED, part, spot.passage, (start, start + len(short)))


def _long_form_again(part: _Part) -> Iterator[Finding]:
    """Yield a note for the first time that the long form comes back, without its abbreviation behind it."""
    first: dict[str, _Spot] = {}
    for spot in part.spots:
        first.setdefault(spot.definition.short, spot)
    for short, spot in first.items():
        words = re.findall(r"\w+", spot.definition.long)
        if len(words) < 2 or spot.definition.begins == spot.definition.start:
            continue
        long = r"[\s-]+".join(map(re.escape, words))
        again = re.compile(rf"(?<![\w-]){long}(?![\w-])(?!\s*[(\[])", re.IGNORECASE)
        for number, passage in enumerate(part.passages[spot.number :], spot.number):
            begin = spot.definition.ends if number == spot.number else 0
            match = next((m for m in again.finditer(passage.prose, begin) if not _begins_sentence(passage, m)), None)
            if match:
                yield _told(AGAIN, part, passage, match.span(), short=short)
                break


def _begins_sentence(passage: Passage, match: re.Match[str]) -> bool:
    return passage.clause(match.start())[0] >= match.start() - 1


def _in_title(said: tuple[Passage, ...], known: dict[str, str]) -> Iterator[Finding]:
    for passage in (passage for passage in said if passage.path == "title"):
        explained = {definition.short for definition in definitions_in(passage.words)}
        for match in re.finditer(_STRICT.format(name=r"[^\W_][\w+-]*"), passage.prose):
            if match["word"] in known and match["word"] not in explained:
                yield passage.tell_at(IN_TITLE, *match.span("word"), long=known[match["word"]])


def _alike(long: str) -> str:
    return re.sub(r"[\W_]+", " ", folded(long))


def _told(kind: Kind, part: _Part, passage: Passage, span: tuple[int, int], **fields: object) -> Finding:
    start, end = span
    return passage.tell_at(kind, start, end, None, what=part.name, **fields)
