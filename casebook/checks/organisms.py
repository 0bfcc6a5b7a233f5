"""Genera of organisms that are not set in italics, or begin with a small letter; species that begin with a capital."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TypedDict

import yaml

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import Passage, passages
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("Organisms that are not set in italics, genera with a small letter, species with a capital one."),
    N_(
        "A genus and its species are Latin names, set in italics, the genus with a capital letter; a family, a plural "
        "(streptococci) and an adjective are not."
    ),
    ("AMA Manual of Style, 11th edition, chapter 14", "data/genera.yaml"),
)
ITALICS = Kind(
    "clinical.genus-italics",
    Severity.WARNING,
    N_("“{typed}” is the name of an organism, and is not set in italics."),
    N_("Write {wanted}, or put it under “values:” as {{species: …}}."),
)
SMALL = Kind(
    "clinical.genus-small",
    Severity.WARNING,
    N_("“{typed}” is a genus, and begins with a small letter."),
    N_("Write {wanted}, or put it under “values:” as {{species: …}}."),
)
SPECIES = Kind(
    "clinical.species-capital",
    Severity.WARNING,
    N_("The name of the species in “{typed}” begins with a capital letter."),
    N_("Write {wanted}."),
)

_Table = TypedDict("_Table", {"nouns": list[str], "not-before": list[str], "genera": dict[str, list[str]]})
# Plain text, where nothing can be set in italics; a title is set by its journal; a key word is a term of MeSH
_NO_MARKS = re.compile(r"(?:^|\.)(?:title|running-title|keywords|alt|department|acknowledgements)(?:\.|$)")
_EMPHASIS = re.compile(r"(?<![\w*)\]}])\*{1,3}(?![\s*)\],.;:!?])[^*]+?(?<![\s(\[{])\*{1,3}(?![\w*])")
# A word behind a genus that may be its species; these are none
_EPITHET = re.compile(
    r" (?!(?:species|spp|subsp|infections?|infec\w+|bacter\w+|pneumon\w+|sepsis|sepse|cultures?|antigens?|antígenos?"
    r"|was|were|has|had|with|and|nor|from|that|which|grew|foi|foram|com|não|que|por|para|dos?|das?|nas?|nos?|em|isol\w+"
    r"|positiv\w+|negativ\w+)\b)([a-z]{3,}(?:-[a-z]+)?)\b"
)


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each genus outside italics; not in titles, key words and the alternative texts of figures."""
    pattern = _pattern()
    for passage in passages(case):
        if _NO_MARKS.search(passage.path):
            continue
        slanted: list[range] | None = None
        yield from _capitals(passage)
        for found in pattern.finditer(passage.words):
            if slanted is None:
                slanted = [range(*em.span()) for em in _EMPHASIS.finditer(passage.words)]
            if _is_no_organism(passage.words, found):
                continue
            if found["genus"][0].islower():
                yield _small(passage, found, is_slanted=any(found.start() in span for span in slanted))
            elif not any(found.start() in span for span in slanted):
                yield _told(passage, found)


def _capitals(passage: Passage) -> Iterator[Finding]:
    """Yield a warning for each species with a capital letter behind its genus, or behind the letter of one."""
    for found in _capital().finditer(passage.words):
        genus, species = found["genus"], found["species"].lower()
        if any(species in known for name, known in _table()["genera"].items() if name.startswith(genus.rstrip("."))):
            slanted = any(em.start() <= found.start() < em.end() for em in _EMPHASIS.finditer(passage.words))
            name = f"{genus} {species}"
            wanted = name if slanted else f"*{name}*"
            yield passage.tell(SPECIES, found, fix=wanted, wanted=wanted)


@cache
def _capital() -> re.Pattern[str]:
    table = _table()
    species = "|".join(sorted({name.capitalize() for known in table["genera"].values() for name in known}))
    genera = "|".join(table["genera"])
    return re.compile(rf"(?<![\w@/.-])(?P<genus>{genera}|[A-Z]\.)[  ]?(?P<species>{species})(?![\w-])")


def _told(passage: Passage, found: re.Match[str]) -> Finding:
    """Return the finding of a genus in roman; it is mended where nothing, or a known species, follows."""
    genus, end = found["genus"], found.end()
    epithet = _EPITHET.match(passage.words, end)
    is_species = epithet is not None and epithet[1] in _table()["genera"][genus]
    name = genus + epithet[0] if epithet and is_species else genus
    is_sure = is_species or epithet is None
    fix = f"*{name}*" if is_sure else None
    return passage.tell_at(ITALICS, found.start(), found.start() + len(name), fix, wanted=f"*{name}*")


def _small(passage: Passage, found: re.Match[str], *, is_slanted: bool) -> Finding:
    name = found["genus"].capitalize()
    wanted = name if is_slanted else f"*{name}*"
    is_sure = is_slanted or _EPITHET.match(passage.words, found.end()) is None
    return passage.tell(SMALL, found, fix=wanted if is_sure else None, wanted=wanted)


def _is_no_organism(words: str, found: re.Match[str]) -> bool:
    """Say whether what follows makes the word a name of something else, or of somebody ("Cândida Souza")."""
    behind = words[found.end() :]
    others = "|".join(map(re.escape, _table()["not-before"]))
    return re.match(rf"[ -](?:(?:{others})\b|[A-ZÀ-Ý][a-zà-ÿ]+ ?[A-ZÀ-Ý]?[a-zà-ÿ]*)", behind) is not None


@cache
def _pattern() -> re.Pattern[str]:
    table = _table()
    small = [genus.lower() for genus in table["genera"] if genus not in table["nouns"]]
    names = "|".join((*table["genera"], *small))
    return re.compile(rf"(?<![\w@/.-])(?P<genus>{names})(?![\w@]|[/-]\w)")


@cache
def _table() -> _Table:
    text = files("casebook").joinpath("data/genera.yaml").read_text(encoding="utf-8")
    table: _Table = yaml.load(text, yaml.CBaseLoader)  # every scalar a string
    return table
