"""Characters that none of the article's fonts can print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.identity.pictures import bytes_of, files_of
from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity
from casebook.images import read_image
from casebook.images.lettering import painted_words
from casebook.images.signatures import SVG, kind_of
from casebook.project import bundled
from casebook.source import Scalar, Tree

ABOUT = About(
    N_("Characters that none of the article’s fonts can print."),
    N_("A missing character prints as an empty box, where nobody looks before the journal does."),
    ("templates/fonts, the characters that each font holds",),
)
IN_DRAWING = Kind(
    "characters.in-drawing",
    Severity.ERROR,
    N_("No font of the article can print “{characters}” ({name}), which the drawing “{file}” says."),
    N_("Write it another way in the drawing, or turn its words into paths in the drawing program."),
)
UNPRINTABLE = Kind(
    "characters.unprintable",
    Severity.ERROR,
    N_("No font of the article can print “{characters}” ({name})."),
    N_("Write it in words or with another sign."),
)

# A letter with the accents that were typed behind it
_LETTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)


def run(case: Case) -> Iterator[Finding]:
    """Yield an error for every run of characters, in the case, its references or drawings, that our fonts lack."""
    printable = coverage(bundled("templates") / "fonts") | {ord("\n"), ord("\t")}
    for words in _every_word(case.source.data):
        for start, lacking in _lacking(words, printable):
            yield UNPRINTABLE.at(words.place(start, len(lacking)), characters=lacking, name=_name(lacking))
    for item in case.references.values():
        for text in (value for value in _texts(item.csl) if isinstance(value, str)):
            for _, lacking in _lacking(text, printable):
                yield UNPRINTABLE.at(item.place, characters=lacking, name=_name(lacking))
    for named in files_of(case):
        place = named.place(width=len(named))
        for _, lacking in _lacking(_painted(case.folder, named, place), printable):
            yield IN_DRAWING.at(place, characters=lacking, name=_name(lacking), file=named)


def _painted(folder: Path, name: str, place: Place) -> str:
    """Return the words that a drawing paints; none of another picture, or of one that cannot be used."""
    if kind_of(bytes_of(folder, name)) != SVG:
        return ""
    image, _ = read_image(folder, name, place)
    return painted_words(image.data) if image else ""


def _every_word(part: Tree) -> Iterator[Scalar]:
    """Yield every value of a case file but the names of files and of their columns, which are not printed."""
    if isinstance(part, Scalar):
        yield part
    elif isinstance(part, Mapping):
        for name, value in part.items():
            yield from _every_word(value) if name not in ("file", "from", "references") else ()
    elif isinstance(part, list):
        for value in part:
            yield from _every_word(value)


def _texts(csl: object) -> Iterator[object]:
    """Yield every value of a reference's facts."""
    if isinstance(csl, Mapping | list | tuple):
        for value in csl.values() if isinstance(csl, Mapping) else csl:
            yield from _texts(value)
    else:
        yield csl


def _lacking(words: str, printable: AbstractSet[int]) -> Iterator[tuple[int, str]]:
    """Yield each run of letters that cannot be printed, and where it begins."""
    letters = _LETTER.finditer(words)
    for lacks, run in groupby(letters, lambda letter: not set(map(ord, _composed(letter[0]))) <= printable):
        if lacks:
            found = list(run)
            yield found[0].start(), "".join(letter[0] for letter in found)


def _name(characters: str) -> str:
    name = unicodedata.name(characters[0], f"U+{ord(characters[0]):04X}")
    return name + (", …" if len(characters) > 1 else "")


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
