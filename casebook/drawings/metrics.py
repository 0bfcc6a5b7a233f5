"""How wide words are in the font of the figures, so that labels can be kept apart before anything is drawn."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from fontTools.ttLib import TTFont

from casebook.project import bundled

FAMILY = "Source Sans 3"
REGULAR, BOLD, ITALIC = "400", "600", "italic"
SIZE = 9.5  # px: 7.1 pt at the printed width, above the 6.5 pt that journals ask for
SMALL = 8.8  # px: 6.6 pt
LINE = 12.0  # px from one line to the next
_FILES = {REGULAR: "SourceSans3-Regular.ttf", BOLD: "SourceSans3-Semibold.ttf", ITALIC: "SourceSans3-It.ttf"}
_PARTS = re.compile(r"[^-/+–]+[-/+–]*|[-/+–]+")


@lru_cache(maxsize=3)
def _advances(weight: str) -> tuple[dict[int, int], int]:
    """Return the width of each character of a weight, in units of the font, and how many of them make the size."""
    with TTFont(bundled("templates") / "fonts" / _FILES[weight], lazy=True) as font:
        glyphs, widths = font.getBestCmap(), font["hmtx"].metrics
        return {code: widths[name][0] for code, name in glyphs.items()}, font["head"].unitsPerEm


@lru_cache(maxsize=4096)
def width_of(text: str, size: float = SIZE, weight: str = REGULAR) -> float:
    """Return the width of `text` in px."""
    advances, em = _advances(weight)
    return sum(advances.get(ord(sign), em // 2) for sign in text) * size / em


def wrapped(text: str, width: float, size: float = SIZE, weight: str = REGULAR, most: float = 0) -> tuple[str, ...]:
    """Return `text` in lines not wider than `width`, broken at spaces.

    A word may be as wide as `most`; a wider one is broken behind its hyphens and strokes, else anywhere.
    """
    lines: list[str] = []
    for word in text.split(" "):
        for number, part in enumerate(_parts(word, max(width, most), size, weight)):
            longer = f"{lines[-1]}{' ' if not number else ''}{part}" if lines else part
            if lines and width_of(longer, size, weight) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
    return tuple(lines)


def _parts(word: str, most: float, size: float, weight: str) -> list[str]:
    """Return the parts of a word, none wider than `most`; the word itself where it is not."""
    if width_of(word, size, weight) <= most:
        return [word]
    return [piece for part in _PARTS.findall(word) for piece in _pieces(part, most, size, weight)]


def _pieces(part: str, most: float, size: float, weight: str) -> list[str]:
    """Return a part that has no hyphen in as few pieces as fit, all but the last with one."""
    if width_of(part, size, weight) <= most:
        return [part]
    lengths = accumulate(width_of(sign, size, weight) for sign in part)
    fitting = sum(length + width_of("-", size, weight) <= most for length in lengths)
    head = max(fitting, 1)
    return [f"{part[:head]}-", *_pieces(part[head:], most, size, weight)]
