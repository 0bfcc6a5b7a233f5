"""Words compared with words: a passage as units that stay whole, and two runs of units as pieces old, new and the same.

A citation counts by its keys and a mention by what it leads to, so that a number which only moved is no change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from casebook.formats.typed.inlines import written
from casebook.nodes import Citation, CrossReference, Emphasis, Foreign, Inline, Ref, Strong, Unbroken

Standing = Literal["same", "old", "new"]
_WORD = re.compile(r"\s+|\w+(?:[-‑'’.,/]\w+)*|[^\w\s]")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u2060": None})
_LIKE = 1 / 3  # less than this of the letters in common, and two passages are shown one after the other
_ISLAND = 4  # letters: fewer between two changes are no reason to part them


@dataclass(frozen=True, slots=True)
class Unit:
    """What changes as one: a word, a number with its unit, a citation; `key` is what is compared."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether both versions have them, only the old one, or only the new one."""

    standing: Standing
    text: str


END = Unit("¶", " ¶ ")  # between two paragraphs that are compared as one run


def units_of(nodes: Iterable[Inline]) -> tuple[Unit, ...]:
    """Return a passage as units."""
    found: list[Unit] = []
    for is_text, run in groupby(_units(nodes), key=lambda unit: not unit.key):
        if is_text:
            text = "".join(unit.text for unit in run).translate(_SPACES)
            found += [Unit(" " if word.isspace() else word, word) for word in _WORD.findall(text)]
        else:
            found += run
    return tuple(found)


def _units(nodes: Iterable[Inline]) -> Iterator[Unit]:
    """Yield units that are whole already, and between them words, without a key, that are still to be parted."""
    for node in nodes:
        match node:
            case Citation(parts):
                keys = ";".join(part.key for part in parts if isinstance(part, Ref))
                yield Unit(f"[@{keys}]", written((node,)))
            case CrossReference(target, label):
                yield Unit(f"@{target}", label)
            case Unbroken(text):
                yield Unit(text.translate(_SPACES), text)
            case Emphasis(children) | Strong(children) | Foreign(_, children):
                yield from _units(children)
            case _:
                yield Unit("", written((node,)))


def as_printed(said: tuple[Unit, ...], printed: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return the units of a passage said with the facts of today, in the words that it once printed."""
    keys = ([unit.key for unit in said], [unit.key for unit in printed])
    found: list[Unit] = []
    for kind, i, j, k, m in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        once = "".join(unit.text for unit in printed[k:m])
        if kind == "equal" or i == j:
            found += said[i:j]
        else:
            found += [Unit(said[i].key, once), *(Unit(unit.key, "") for unit in said[i + 1 : j])]
    return tuple(found)


def text_of(units: Iterable[Unit]) -> str:
    return "".join(unit.text for unit in units).strip()


def key_of(units: Iterable[Unit]) -> str:
    """Return what is the same in two passages that say the same."""
    return "".join(unit.key for unit in units).strip()


def compared(old: tuple[Unit, ...], new: tuple[Unit, ...]) -> tuple[Piece, ...]:
    """Return both versions as one run of pieces; where they have little in common, the old one and then the new."""
    steps = _steps(old, new)
    if old and new and not _is_alike(steps, old, new):
        steps = [(old, new, False)]
    return tuple(_pieces(_joined(steps)))


def are_alike(old: tuple[Unit, ...], new: tuple[Unit, ...]) -> bool:
    """Say whether two passages have so much in common that they are two versions of one."""
    return _is_alike(_steps(old, new), old, new)


_Step = tuple[tuple[Unit, ...], tuple[Unit, ...], bool]


def _steps(old: tuple[Unit, ...], new: tuple[Unit, ...]) -> list[_Step]:
    matcher = SequenceMatcher(None, [unit.key for unit in old], [unit.key for unit in new], autojunk=False)
    return [(old[i:j], new[k:m], kind == "equal") for kind, i, j, k, m in matcher.get_opcodes()]


def _is_alike(steps: list[_Step], old: tuple[Unit, ...], new: tuple[Unit, ...]) -> bool:
    common = sum(len(text_of(after)) for _, after, is_same in steps if is_same)
    return common >= _LIKE * max(len(text_of(old)), len(text_of(new)))


def _joined(steps: list[_Step]) -> Iterator[_Step]:
    """Yield the steps, those that stand between two changes and hold next to nothing made part of them."""
    last = len(steps) - 1
    settled = [
        (before, after, is_same and (number in (0, last) or not _is_island(after)))
        for number, (before, after, is_same) in enumerate(steps)
    ]
    for is_same, run in groupby(settled, key=lambda step: step[2]):
        together = list(run)
        yield sum((step[0] for step in together), ()), sum((step[1] for step in together), ()), is_same


def _is_island(units: tuple[Unit, ...]) -> bool:
    return END not in units and sum(letter.isalnum() for letter in text_of(units)) < _ISLAND


def _pieces(steps: Iterable[_Step]) -> Iterator[Piece]:
    for before, after, is_same in steps:
        if is_same:
            yield Piece("same", "".join(unit.text for unit in after))
            continue
        gone, come = ("".join(unit.text for unit in units) for units in (before, after))
        if gone.strip() or not come:  # a space that became the end of a paragraph is nothing to strike through
            yield Piece("old", gone)
        if come.strip() or not gone:
            yield Piece("new", come)
