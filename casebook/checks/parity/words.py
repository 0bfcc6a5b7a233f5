"""Tables of words: those that a language has for numbers, the small ones that it is full of, other names of drugs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml

_LINKS = ("e", "and")  # vinte e um, one hundred and one
_UNTOLD = range(13)  # what a language without a list may say in words
Names = Mapping[str, tuple[str, ...]]


@cache
def small_words() -> Names:
    """Return the words that any sentence of a language is full of, by language."""
    return {code: tuple(words.split()) for code, words in _table("function-words").items() if isinstance(words, str)}


@cache
def title_words() -> Names:
    """Return the small words of a language and those that titles have besides, by language."""
    more = _table("function-words")["titles"]
    assert isinstance(more, dict)
    return {code: (*words, *more.get(code, "").split()) for code, words in small_words().items()}


@cache
def drug_names(table: str, part: str) -> Names:
    """Return what a part of a table in data/ has for drugs, by INN: other names, older ones, or hints of them."""
    named = _table(table)[part]
    assert isinstance(named, dict)
    return {inn: tuple(names) for inn, names in named.items()}


@cache
def _number_words() -> Mapping[str, Mapping[str, tuple[Decimal, ...]]]:
    tables = {code: table for code, table in _table("number-words").items() if isinstance(table, dict)}
    return {
        code: {word: tuple(map(Decimal, values.split())) for word, values in table.items()}
        for code, table in tables.items()
    }


def _table(name: str) -> Mapping[str, object]:
    text = files("casebook").joinpath(f"data/{name}.yaml").read_text(encoding="utf-8")
    found: Mapping[str, object] = yaml.load(text, yaml.CBaseLoader)  # every scalar a string
    return found


def number_words(words: str, code: str) -> Iterator[Decimal]:
    """Yield every number that the words of a passage may stand for: three, twenty-one, duzentos e cinco."""
    known = _number_words().get(code)
    if known is None:
        yield from map(Decimal, _UNTOLD)
        return
    running = Decimal(0)
    for word in re.findall(r"[^\W\d_]+", words.casefold()):
        if word in known:
            yield from known[word]
            running = _together(running, known[word][0])
            yield running
        elif word not in _LINKS:
            running = Decimal(0)


def _together(before: Decimal, value: Decimal) -> Decimal:
    """Return what two number words mean one behind the other: twenty-one, two hundred."""
    if before and value >= 100:
        return before * value if before < value else before + value
    return before + value if before > value and before >= 20 else value
