"""Two versions of an article's fields compared: what is new, what is gone, what was reworded, what only moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from casebook.diff.fields import Field
from casebook.diff.words import END, Piece, Unit, are_alike, compared, key_of, text_of

_LONG = 6  # words: a shorter passage may stand twice by chance, and is not told as moved
Kind = Literal["changed", "added", "removed", "moved"]
_Range = tuple[tuple[int, ...], tuple[int, ...]]  # passages of the old and of the new field that answer one another


@dataclass(frozen=True, slots=True)
class Change:
    """One change: in which field, at which of its paragraphs (0 where that is not counted), and its words.

    `origin` is the label of the field that a passage moved from.
    """

    kind: Kind
    anchor: str
    label: str
    paragraph: int
    pieces: tuple[Piece, ...]
    origin: str = ""


def changes_of(old: tuple[Field, ...], new: tuple[Field, ...]) -> tuple[Change, ...]:
    """Return what changed between two versions of the same fields, in the order of the new one, what is gone last.

    1. find the passages of each field that differ
    2. take out of them those that only stand elsewhere now
    3. compare the words of the rest
    """
    before, after = ({field.anchor: field for field in fields} for fields in (old, new))
    ranges = {anchor: tuple(_ranges(before.get(anchor), after.get(anchor))) for anchor in {**after, **before}}
    gone, come = _unsettled(ranges, before, 0), _unsettled(ranges, after, 1)
    moved = {key: gone[key] for key in gone.keys() & come.keys()}
    changes: list[Change] = []
    for anchor, differing in ranges.items():
        for one in differing:
            changes += _changes(one, before.get(anchor), after.get(anchor), moved)
    return tuple(changes)


def _ranges(old: Field | None, new: Field | None) -> Iterator[_Range]:
    """Yield the passages that differ, as numbers of both versions; one by one where each answers one like it."""
    matcher = SequenceMatcher(None, old.keys if old else (), new.keys if new else (), autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        pairs = list(zip(range(i, j), range(k, m), strict=False))
        if kind == "equal":
            continue
        if old and new and j - i == m - k and all(are_alike(old.passages[a], new.passages[b]) for a, b in pairs):
            yield from (((a,), (b,)) for a, b in pairs)
        else:
            yield tuple(range(i, j)), tuple(range(k, m))


def _unsettled(ranges: Mapping[str, tuple[_Range, ...]], fields: Mapping[str, Field], side: int) -> dict[str, str]:
    """Return the labels of fields by the passages that the other version has not in their place, each once."""
    found = [
        (fields[anchor].keys[number], fields[anchor].label)
        for anchor, differing in ranges.items()
        for one in differing
        for number in one[side]
    ]
    times = Counter(key for key, _ in found)
    return {key: label for key, label in found if times[key] == 1 and len(key.split()) >= _LONG}


def _changes(one: _Range, old: Field | None, new: Field | None, moved: Mapping[str, str]) -> Iterator[Change]:
    """Yield the changes of one range: what moved into it, then what it says in other words."""
    field = new or old
    assert field
    before = [(n, old.passages[n]) for n in one[0] if old and old.keys[n] not in moved]
    after = [(n, new.passages[n]) for n in one[1] if new]
    for number, passage in after:
        if key_of(passage) in moved:
            words = (Piece("same", text_of(passage)),)
            yield Change("moved", field.anchor, field.label, _paragraph(field, number), words, moved[key_of(passage)])
    after = [(number, passage) for number, passage in after if key_of(passage) not in moved]
    if before or after:
        kind: Kind = "changed" if before and after else "added" if after else "removed"
        pieces = compared(_run(before), _run(after))
        number = (after or before)[0][0]
        yield Change(kind, field.anchor, field.label, _paragraph(field, number), pieces)


def _run(passages: list[tuple[int, tuple[Unit, ...]]]) -> tuple[Unit, ...]:
    """Return passages as one run, with signs between them where one ends."""
    units = [unit for _, passage in passages for unit in (END, *passage)]
    return tuple(units[1:])


def _paragraph(field: Field, number: int) -> int:
    """Return which paragraph of a text a passage is: its heading is the first passage and is not counted."""
    return number if field.is_text else 0
