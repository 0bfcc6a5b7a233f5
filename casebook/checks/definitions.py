"""Abbreviations that a text explains: “acute myeloid leukemia (AML)”, and where.

The long form is found by matching letters from the right (A. S. Schwartz and M. A. Hearst, Pacific Symposium on
Biocomputing 2003); where no bracket parts the two, by the initials of its words alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SHORT = r"[^\W_](?:[\w/&+-]{0,10}\w)"
_BRACKET = re.compile(rf"\(\s*(?P<short>{_SHORT})(?P<more>\s*[,;–—][^()]*)?\s*\)")
_FIRST = re.compile(rf"(?<![\w(-])(?P<short>{_SHORT})\s*\((?P<long>[^()]{{4,120}})\)")
_LISTED = re.compile(rf",\s*(?P<short>{_SHORT})\s*(?=[,;)])")
_DASH = re.compile(rf"\s[–—-]\s(?P<short>{_SHORT})(?![\w-])")
_NOTE = re.compile(rf"(?:^|[.;,]\s*|\n\s*)(?P<short>{_SHORT})\s*[:=]\s*(?P<long>[^.;:\n]{{4,120}})")
_FOREIGN = re.compile(
    r"\b(?:do|em|no|pelo|in|from|from the|its) (?:original )?"
    r"(?:inglês|inglesa|English|Portuguese|português|Spanish|espanhol|French|francês|German|alemão|Latin|latim)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;:()\[\]]\s|\n\s*\n|[()\[\]]")
_SMALL = re.compile(r"(?:d[aeo]s?|e|n[ao]s?|com|em|para|por|the|of|and|for|in|to|with|by)\b")
_MOST_LETTERS = 120


@dataclass(frozen=True, slots=True)
class Definition:
    """An abbreviation, its long form ("" where another language's is given), and where both stand in the text."""

    short: str
    long: str
    start: int  # of the abbreviation
    begins: int  # of whichever comes first
    ends: int  # of whichever comes last


def is_abbreviation(word: str) -> bool:
    """Say whether a word is made like an abbreviation: at least two capitals, few other letters; not AND."""
    capitals = sum(letter.isupper() for letter in word)
    return (
        word not in ("AND", "NOT")
        and capitals >= 2
        and len(word) <= 12
        and capitals * 3 >= sum(letter.isalpha() for letter in word)
    )


def definitions_in(text: str) -> tuple[Definition, ...]:
    """Return the abbreviations that a text explains, in reading order, one for each place."""
    found: dict[int, Definition] = {}
    for definition in _definitions(text):
        found.setdefault(definition.start, definition)
    return tuple(found[start] for start in sorted(found))


def _definitions(text: str) -> Iterator[Definition]:
    for match in _BRACKET.finditer(text):
        yield from _bracketed(text, match)
    for match in (*_FIRST.finditer(text), *_NOTE.finditer(text)):
        short, long = _singular(match["short"]), match["long"]
        if is_abbreviation(short):
            words = re.split(r"[,;]", long)[0].strip()
            if is_long_form(short, words) or _FOREIGN.search(long):
                yield Definition(short, words, match.start("short"), match.start("short"), match.end())
    for pattern in (_LISTED, _DASH):
        for match in pattern.finditer(text):
            short = match["short"]
            begins = _begin_of_initials(short, text[: match.start()]) if is_abbreviation(short) else None
            if begins is not None:
                yield Definition(short, text[begins : match.start()], match.start("short"), begins, match.end())


def _bracketed(text: str, match: re.Match[str]) -> Iterator[Definition]:
    bare = _singular(match["short"])
    if not is_abbreviation(bare):
        return
    begins = begin_of_long_form(bare, text[: match.start()])
    start = match.start("short")
    if begins is not None:
        yield Definition(bare, text[begins : match.start()].strip(), start, begins, match.end())
    elif _FOREIGN.search(match["more"] or ""):
        yield Definition(bare, "", start, start, match.end())


def _singular(short: str) -> str:
    return short[:-1] if short.endswith("s") and short[:-1].isupper() else short


def is_long_form(short: str, words: str) -> bool:
    """Say whether some words, all of them, are what an abbreviation stands for."""
    begins = begin_of_long_form(short, words)
    return begins is not None and begins <= len(words) - len(words.lstrip()) + 4


def begin_of_long_form(short: str, before: str) -> int | None:
    """Return where the long form begins in the words before an abbreviation, or None where there is none."""
    letters = [letter for letter in folded(short) if letter.isalnum()]
    window = _window(before, len(letters))
    words = folded(before)
    place = len(before.rstrip())
    for number, letter in reversed(list(enumerate(letters))):
        place -= 1
        while place >= window and (
            words[place] != letter or (number == 0 and place > 0 and words[place - 1].isalnum())
        ):
            place -= 1
        if place < window:
            return None
    place = _before_small_word(words, place, window)
    long = before[place:].strip()
    has_short = re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long) is not None
    return None if has_short or len(long) <= len(short) or not long[:1].isalnum() else place


def _before_small_word(words: str, place: int, window: int) -> int:
    """Return where a noun with the same initial begins before a small word ("doença de Kawasaki (DK)"), if one does."""
    if not _SMALL.match(words, place):
        return place
    nouns = re.finditer(rf"(?<!\w){re.escape(words[place])}\w{{3,}}", words[window:place])
    return max((window + noun.start() for noun in nouns), default=place)


def _window(before: str, letters: int) -> int:
    """Return where the words that may be a long form begin: in the same sentence, not too many of them."""
    start = max(0, len(before) - _MOST_LETTERS)
    for stop in _STOP.finditer(before, start):
        if before[stop.end() :].strip():
            start = stop.end()
    words = [word.start() for word in re.finditer(r"[\w’'/-]+", before) if word.start() >= start]
    most = min(letters + 5, letters * 2)
    return words[-most] if len(words) > most else start


def _begin_of_initials(short: str, before: str) -> int | None:
    """Return where words begin whose initials are the abbreviation; small words between them do not count."""
    letters = [letter for letter in folded(short) if letter.isalnum()]
    window = _window(before, len(letters))
    words = [word for word in re.finditer(r"[^\W\d_]+", before) if word.start() >= window]
    for word in reversed(words):
        if folded(word[0][0]) == letters[-1]:
            letters.pop()
            if not letters:
                return word.start()
        elif len(word[0]) > 3:
            return None
    return None


def folded(text: str) -> str:
    """Return a text in small letters without accents, as long as before."""
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[:1] or letter for letter in text)
