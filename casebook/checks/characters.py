"""Characters that none of the article's fonts can print.

Rationale: a missing glyph prints as an empty box in the PDF, where nobody looks before the journal does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
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
    N_("No font of the article has the character “{character}” ({name})."),
    N_("Write it in words or with another sign."),
)


def run(case: Case) -> Iterator[Finding]:
    """Yield an error for every character of a text that the shipped fonts lack."""
    printable = coverage(bundled("templates") / "fonts")
    for _, passage in every_passage(case.file):
        for offset, character in enumerate(unicodedata.normalize("NFC", passage)):
            if ord(character) not in printable and character not in "\n\t":
                name = unicodedata.name(character, f"U+{ord(character):04X}")
                yield UNPRINTABLE.at(passage.place(min(offset, len(passage) - 1)), character=character, name=name)


@lru_cache(maxsize=4)
def coverage(folder: Path) -> frozenset[int]:
    """Return the code points that some upright text face of the serif or the sans family has."""
    faces = sorted(folder.glob("*-Regular.ttf"))
    return frozenset(point for face in faces for point in TTFont(face, lazy=True).getBestCmap())
