"""One language that says the opposite of the other: positive and negativo, right and esquerda."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import permutations

import yaml

from casebook.checks.parity.apart import Thing
from casebook.checks.parity.passages import Passage

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý])")


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language says one thing, and how else it may."""

    says: re.Pattern[str]
    may: re.Pattern[str]

    def are_in(self, sentences: list[str]) -> bool:
        """Say whether any of some sentences may say it."""
        return any(self.says.search(sentence) or self.may.search(sentence) for sentence in sentences)


def opposites(one: Passage, other: Passage) -> Iterator[tuple[Thing, str]]:
    """Yield each word of the second text whose opposite the first has, with that one.

    Each paragraph must have its own word of the two and never the other's; where both have as many sentences, they
    must stand in the same ones, and these alone may not say the other thing in another way.
    """
    for said in _opposites():
        for mine, theirs in permutations(said, 2):
            words, against = mine.get(one.side.code), theirs.get(one.side.code)
            there, opposed = theirs.get(other.side.code), mine.get(other.side.code)
            if not (words and against and there and opposed):
                continue
            for piece in range(len(one.spans)):
                texts = (one.piece(piece), other.piece(piece))
                if against.says.search(texts[0]) or opposed.says.search(texts[1]):
                    continue
                found = (words.says.search(texts[0]), there.says.search(texts[1]))
                if found[0] and found[1] and _are_clear(texts, (words, there), (against, opposed)):
                    place = other.place(piece, found[1].start(), len(found[1][0]))
                    yield Thing(piece, found[1][0], found[1][0], other.side, place), found[0][0]


def _are_clear(texts: tuple[str, str], said: tuple[_Words, _Words], against: tuple[_Words, _Words]) -> bool:
    """Say whether two texts say opposite things in sentences that answer one another, and nothing else there."""
    sentences = [_SENTENCE_END.split(text) for text in texts]
    if len(sentences[0]) == len(sentences[1]):
        places = [[n for n, s in enumerate(each) if w.says.search(s)] for each, w in zip(sentences, said, strict=True)]
        if places[0] != places[1]:
            return False
        sentences = [[each[number] for number in places[0]] for each in sentences]
    return not any(words.are_in(each) for each, words in zip(sentences, against, strict=True))


@cache
def _opposites() -> tuple[tuple[Mapping[str, _Words], ...], ...]:
    """Return each pair of opposites, each as every language says it."""
    text = files("casebook").joinpath("data/opposites.yaml").read_text(encoding="utf-8")
    table: Mapping[str, Mapping[str, Mapping[str, Mapping[str, str]]]] = yaml.load(text, yaml.CBaseLoader)
    return tuple(tuple(_read(languages) for languages in pair.values()) for pair in table.values())


def _read(languages: Mapping[str, Mapping[str, str]]) -> Mapping[str, _Words]:
    return {
        code: _Words(re.compile(row["says"], re.IGNORECASE), re.compile(row["may"])) for code, row in languages.items()
    }
