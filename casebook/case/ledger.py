"""The ledger of a case's translations: which words in two languages somebody has compared (translations.yaml).

It holds fingerprints and no names of fields, so that texts may move; `casebook translated` and the preview write it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Literal
from unicodedata import normalize

from casebook.case.file import CaseFile
from casebook.case.pairs import Pair, Side, every_pair
from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity
from casebook.prose import paragraphs
from casebook.record import write_whole
from casebook.source import read_text

UNREADABLE = Kind(
    "translations.unreadable",
    Severity.WARNING,
    N_("This line is none that casebook writes; until it is mended, nothing is said of stale translations."),
    N_("Delete what does not belong here, such as the marks of a merge; or delete the file, and compare the texts."),
)
NAME = "translations.yaml"
_HEAD = "# Words in two languages that somebody compared, by fingerprint; written by casebook\npairs:\n"
_LINE = re.compile(r"- \{([a-z]{2,3}): ([0-9a-f]{16}), ([a-z]{2,3}): ([0-9a-f]{16})\}")

Standing = Literal["compared", "stale", "mispaired", "unreviewed"]
Half = tuple[str, str]  # language, fingerprint
Entry = tuple[Half, Half]  # by language


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one language: where they begin and end, their fingerprint, and others that they are known by as well."""

    side: Side
    start: int
    end: int
    half: Half
    ways: tuple[frozenset[Half], ...] = field(default=(), repr=False)

    @property
    def place(self) -> Place:
        """Where the words stand, as wide as their first line."""
        first = self.side.words[self.start : self.end].partition("\n")[0]
        return self.side.words.place(self.start, len(first))


@dataclass(frozen=True, slots=True)
class Unit:
    """What is compared as one: a paragraph in two languages, or two texts whose paragraphs do not pair."""

    one: Piece
    other: Piece

    @property
    def entry(self) -> Entry:
        first, second = sorted((self.one.half, self.other.half))
        return first, second


@dataclass(frozen=True)
class Ledger:
    """What was compared with what."""

    entries: frozenset[Entry] = frozenset()

    @cached_property
    def _halves(self) -> frozenset[Half]:
        return frozenset(half for entry in self.entries for half in entry)

    def has(self, unit: Unit) -> bool:
        """Say whether these very words were compared with one another."""
        return unit.entry in self.entries

    def knows(self, piece: Piece) -> bool:
        """Say whether words were compared with others, as they are, alone or within the text around them."""
        return any(way <= self._halves for way in piece.ways)

    def judge(self, unit: Unit) -> tuple[Standing, Piece]:
        """Say how what stands in two languages was compared, and which of the two was changed since or waits for it."""
        knows = self.knows(unit.one), self.knows(unit.other)
        if self.has(unit):
            return "compared", unit.other
        if not any(knows):
            return "unreviewed", unit.other
        return ("mispaired" if all(knows) else "stale"), unit.other if knows[0] else unit.one

    def with_units(self, units: Iterable[Unit], standing: Collection[Unit] | None) -> Ledger:
        """Return a ledger that holds `units` too; of `standing`, all that there is, it forgets what has gone."""
        entries = self.entries | {unit.entry for unit in units}
        if standing is None:
            return Ledger(entries)
        present = {half for unit in standing for piece in (unit.one, unit.other) for way in piece.ways for half in way}
        return Ledger(frozenset(entry for entry in entries if not present.isdisjoint(entry)))

    def save(self, folder: Path) -> None:
        """Write the ledger of the case in `folder`; raise CannotWrite."""
        lines = (f"- {{{one[0]}: {one[1]}, {other[0]}: {other[1]}}}\n" for one, other in sorted(self.entries))
        write_whole(folder / NAME, (_HEAD + "".join(lines)).encode())


def units(pair: Pair) -> Iterator[Unit]:
    """Yield what is compared in two texts: paragraph with paragraph where they are as many; not what is the same."""
    ones, others = _pieces(pair.one), _pieces(pair.other)
    if len(ones) != len(others):
        ones, others = [_whole(pair.one)], [_whole(pair.other)]
    for one, other in zip(ones, others, strict=True):
        if one.half[1] != other.half[1]:
            yield Unit(one, other)


def standing(file: CaseFile) -> list[tuple[str, Unit]]:
    """Return everything in a case that is to be compared, each with the name of its field."""
    return [(pair.field, unit) for pair in every_pair(file) for unit in units(pair)]


def _pieces(side: Side) -> list[Piece]:
    """Return the paragraphs of a text, each known by itself or with the whole text."""
    whole = frozenset({_half(side, 0, len(side.words))})
    halves = [(start, end, _half(side, start, end)) for start, end in paragraphs(side.words)]
    return [Piece(side, start, end, half, (frozenset({half}), whole)) for start, end, half in halves]


def _whole(side: Side) -> Piece:
    """Return a text as one piece, known by itself or by all its paragraphs."""
    half, spans = _half(side, 0, len(side.words)), paragraphs(side.words)
    parts = frozenset(_half(side, start, end) for start, end in spans)
    return Piece(side, spans[0][0], spans[-1][1], half, (frozenset({half}), parts))


def _half(side: Side, start: int, end: int) -> Half:
    return side.code, fingerprint(side.words[start:end])


def fingerprint(words: str) -> str:
    """Return the fingerprint of some words; white space and the way in which accents are coded do not count."""
    return sha256(" ".join(normalize("NFC", words).split()).encode()).hexdigest()[:16]


def read_ledger(folder: Path, name: str) -> tuple[Ledger | None, tuple[Finding, ...]]:
    """Return the ledger of the case in `folder`, shown under `name` (None without one), and what is wrong with it."""
    file = folder / NAME
    if not file.exists():
        return None, ()
    text, findings = read_text(file, name)
    if text is None:
        return None, findings
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.strip() and line != "pairs:" and not line.startswith("#") and not _LINE.fullmatch(line):
            return None, (UNREADABLE.at(Place(name, number + 1, 1, line, len(line))),)
    found = (_LINE.fullmatch(line) for line in lines)
    return Ledger(frozenset(_entry(match) for match in found if match)), ()


def _entry(line: re.Match[str]) -> Entry:
    first, second = sorted(((line[1], line[2]), (line[3], line[4])))
    return first, second
