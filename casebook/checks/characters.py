"""Characters that none of the article's fonts can print.

Rationale: a missing glyph prints as an empty box in the PDF, where nobody looks before the journal does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont

from casebook.case import Case
from casebook.case.texts import every_passage
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.project import bundled

UNPRINTABLE = Kind(
    "characters.unprintable",
    Severity.ERROR,
    N_("No font of the article can print “{characters}” ({name})."),
    N_("Write it in words or with another sign."),
)

# A letter with the accents that were typed behind it
_LETTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)


def run(case: Case) -> Iterator[Finding]:
    """Yield an error for every run of characters in a text that the shipped fonts lack."""
    printable = coverage(bundled("templates") / "fonts") | {ord("\n"), ord("\t")}
    for _, passage in every_passage(case.file):
        letters = _LETTER.finditer(passage)
        for lacking, run in groupby(letters, lambda letter: not printable.issuperset(map(ord, _composed(letter[0])))):
            if lacking:
                found = list(run)
                words = "".join(letter[0] for letter in found)
                name = unicodedata.name(words[0], f"U+{ord(words[0]):04X}") + (", …" if len(found) > 1 else "")
                yield UNPRINTABLE.at(passage.place(found[0].start(), len(words)), characters=words, name=name)


def _composed(letter: str) -> str:
    return unicodedata.normalize("NFC", letter)


@lru_cache(maxsize=4)
def coverage(folder: Path) -> frozenset[int]:
    """Return the code points that some upright text face of the serif or the sans family has."""
    points: set[int] = set()
    for face in sorted(folder.glob("*-Regular.ttf")):
        with TTFont(face, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)
