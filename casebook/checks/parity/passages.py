"""A text in one language, cut into the pieces that are compared: paragraphs, and the items of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from casebook.case.pairs import Side
from casebook.findings import Place
from casebook.prose import Token, located, masked, paragraphs

_ITEM = re.compile(r"^(?:- |\d+\. )", re.MULTILINE)
# What nobody translates: addresses, and the targets of links
_ADDRESS = re.compile(r"\]\([^()\s]*\)|https?://\S+|www\.\S+|\S+@\S+\.\w+|\b10\.\d{4,}/\S+")


@dataclass(frozen=True)
class Passage:
    """The words of a text in one language, and where each of its pieces begins and ends."""

    side: Side
    spans: tuple[tuple[int, int], ...]

    @cached_property
    def words(self) -> str:
        """The words with spaces in the place of tokens and addresses, as long as before."""
        return _ADDRESS.sub(lambda found: " " * len(found[0]), masked(self.side.words))

    @cached_property
    def tokens(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each piece."""
        found = list(located(self.side.words))
        return tuple(tuple(t for offset, t in found if start <= offset < end) for start, end in self.spans)

    def piece(self, number: int) -> str:
        """Return the words of one piece."""
        start, end = self.spans[number]
        return self.words[start:end]

    def place(self, number: int, offset: int, width: int) -> Place:
        """Return where some words of a piece stand."""
        return self.side.words.place(self.spans[number][0] + offset, width)


@dataclass(frozen=True, slots=True)
class Uneven:
    """A list that has more items in one language than in the other: the counts, and where the second stands."""

    count: int
    others: int
    place: Place


def aligned(one: Side, other: Side) -> tuple[Passage, Passage, tuple[Uneven, ...]]:
    """Return two texts cut into as many pieces, and the lists that cannot be cut; one piece where paragraphs differ."""
    spans, others = paragraphs(one.words), paragraphs(other.words)
    if len(spans) != len(others):
        return Passage(one, ((0, len(one.words)),)), Passage(other, ((0, len(other.words)),)), ()
    cut: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    uneven = []
    for span, beside in zip(spans, others, strict=True):
        items, those = list(_items(one.words, *span)), list(_items(other.words, *beside))
        if len(items) == len(those):
            cut[0].extend(items)
            cut[1].extend(those)
            continue
        cut[0].append(span)
        cut[1].append(beside)
        if min(len(items), len(those)) > 1:
            uneven.append(Uneven(len(items), len(those), other.words.place(beside[0], 1)))
    return Passage(one, tuple(cut[0])), Passage(other, tuple(cut[1])), tuple(uneven)


def _items(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the items of a list, or the whole of what is none."""
    starts = [item.start() for item in _ITEM.finditer(words, start, end)]
    if starts[:1] != [start]:
        yield start, end
        return
    yield from zip(starts, (*starts[1:], end), strict=True)
