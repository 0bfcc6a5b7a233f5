"""What a piece of a text says in one language and not in the other: citations, mentions, values, numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from casebook.case.pairs import Side
from casebook.checks.parity.names import language_called
from casebook.checks.parity.numbers import Counted, Number, count
from casebook.checks.parity.passages import Passage
from casebook.clinical.moments import parse_moment
from casebook.findings import Place
from casebook.prose import Token

Name = tuple[str, str, str]  # of a token: its kind, what it names, and at which moment


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a piece of a text says, how it is typed, and where."""

    piece: int
    key: Hashable
    typed: str
    side: Side
    place: Place


@dataclass(frozen=True, slots=True)
class Apart:
    """What one language says and the other does not, and what both say, in pieces that do not answer one another."""

    ones: tuple[Thing, ...]
    others: tuple[Thing, ...]
    moved: tuple[tuple[Thing, Thing], ...]


def tokens_apart(one: Passage, other: Passage) -> Apart:
    """Return the citations, mentions and values that differ; the form of a value is each language's own."""
    return _sorted_out(list(_surplus(one, other)), list(_surplus(other, one)))


def without_unknown(things: tuple[Thing, ...], there: Passage, known: frozenset[str]) -> tuple[Thing, ...]:
    """Return the things without the values whose name is not `known`, which are told as such.

    Each unknown value in the other language may stand for one of those that are missing there: as many are left out.
    """
    unknown = sum(token.kind == "value" and _home(token.keys[0]) not in known for row in there.tokens for token in row)
    left = []
    for thing in things:
        assert isinstance(thing.key, tuple), "it is that of a token"
        is_value, name = thing.key[0] == "value", _home(thing.key[1])
        if is_value and name not in known:
            continue
        if is_value and unknown:
            unknown -= 1
            continue
        left.append(thing)
    return tuple(left)


def _home(name: str) -> str:
    """Return under which name of the case something stands: "ldh" of "ldh.reference", of "hb@admission"."""
    return re.split("[.@]", name)[0]


def numbers_apart(one: Passage, other: Passage, values: Mapping[str, tuple[Decimal, ...]]) -> Apart:
    """Return the numbers typed in one language that nothing in the other answers, none of the `values` it prints."""
    ones, others = numbers_of(one), numbers_of(other)

    def printed(there: Passage, piece: int) -> set[Decimal]:
        keys = (token.keys[0] for token in there.tokens[piece] if token.kind == "value")
        return {value for key in keys for value in values.get(key, ())}

    def missing(here: Passage, said: list[Counted], there: Passage, answers: list[Counted]) -> list[Thing]:
        return [
            Thing(piece, number.value, number.typed, here.side, here.place(piece, number.start, len(number.typed)))
            for piece, (mine, theirs) in enumerate(zip(said, answers, strict=True))
            for number in mine.said
            if not theirs.answers(number) and number.value not in printed(there, piece)
        ]

    return _sorted_out(missing(one, ones, other, others), missing(other, others, one, ones))


def unsigned(one: Passage, other: Passage) -> Iterator[tuple[Thing, Side]]:
    """Yield each number that is a percentage in one language and, where the other says it, is none there."""
    for here, there in ((one, other), (other, one)):
        for piece, (mine, theirs) in enumerate(zip(numbers_of(here), numbers_of(there), strict=True)):
            signs = {number.value: _signs(number.value, theirs.said) for number in mine.said}
            for number in mine.said:
                if _signs(number.value, mine.said) == {True} and signs[number.value] == {False}:
                    place = here.place(piece, number.start, len(number.typed))
                    yield Thing(piece, number.value, number.typed, here.side, place), there.side


def _signs(value: Hashable, numbers: tuple[Number, ...]) -> set[bool]:
    return {number.is_percent for number in numbers if number.value == value}


@lru_cache(maxsize=2)
def numbers_of(passage: Passage) -> list[Counted]:
    """Return the numbers of each piece of a passage."""
    code = passage.side.code
    language = language_called(code)
    mark = language.decimal_mark if language else "."
    return [count(passage.piece(number), code, mark) for number in range(len(passage.spans))]


def _surplus(here: Passage, there: Passage) -> Iterator[Thing]:
    """Yield what the tokens of each piece name more often than those of the same piece in the other language."""
    for piece, (mine, theirs) in enumerate(zip(here.tokens, there.tokens, strict=True)):
        left = Counter(key for token in theirs for key in _named(token))
        for token in mine:
            for key in _named(token):
                if not left[key]:
                    yield Thing(piece, key, token.raw, here.side, token.place)
                left[key] -= 1 if left[key] else 0


def _named(token: Token) -> Iterator[Name]:
    """Yield what a token names; the form of a value, and the word for a day, are each language's own."""
    for key in token.keys:
        name, _, when = key.partition("@")
        moment = parse_moment(when)
        yield token.kind, "patient" if key.startswith("patient") else name, str(moment.key) if moment else when


def _sorted_out(ones: list[Thing], others: list[Thing]) -> Apart:
    """Return what is missing on each side, without what stands in another piece there."""
    moved = []
    for thing in tuple(ones):
        match = next((other for other in others if other.key == thing.key), None)
        if match:
            moved.append((thing, match))
            ones.remove(thing)
            others.remove(match)
    return Apart(tuple(ones), tuple(others), tuple(moved))
