"""Every text of a case in two languages, side by side: what a translation is compared by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.case.file import CaseFile
from casebook.case.texts import every_text
from casebook.prose import Text
from casebook.source import Scalar


@dataclass(frozen=True, slots=True)
class Side:
    """The words of a text in one language."""

    code: str
    words: Scalar


@dataclass(frozen=True, slots=True)
class Pair:
    """One text in two languages, first in the one that the case promises first; `field` names it as findings do."""

    field: str
    one: Side
    other: Side


def every_pair(file: CaseFile) -> Iterator[Pair]:
    """Yield each text beside every other language that it has; not what is the same in both."""
    for field, text in every_text(file):
        sides = [Side(code, text.versions[code]) for code in in_order(text, file.languages)]
        for other in sides[1:]:
            if sides[0].words.split() != other.words.split():
                yield Pair(field, sides[0], other)


def in_order(text: Text, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages in which a text has words, those of the full texts first."""
    return tuple(code for code in dict.fromkeys((*languages, *text.codes)) if code in text.codes)
