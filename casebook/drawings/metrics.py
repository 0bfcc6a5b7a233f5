"""How wide words are in the font of the figures, so that labels can be kept apart before anything is drawn."""

from __future__ import annotations

from functools import lru_cache

from fontTools.ttLib import TTFont

from casebook.project import bundled

FAMILY = "Source Sans 3"
REGULAR, BOLD = "400", "600"
SIZE = 9.5  # px: 7.1 pt at the printed width, above the 6.5 pt that journals ask for
SMALL = 8.8  # px: 6.6 pt
LINE = 12.0  # px from one line to the next
_FILES = {REGULAR: "SourceSans3-Regular.ttf", BOLD: "SourceSans3-Semibold.ttf"}
_SLACK = 1.06  # a browser that lacks the font takes one about so much wider


@lru_cache(maxsize=2)
def _advances(weight: str) -> tuple[dict[int, int], int]:
    """Return the width of each character of a weight, in units of the font, and how many of them make the size."""
    with TTFont(bundled("templates") / "fonts" / _FILES[weight], lazy=True) as font:
        glyphs, widths = font.getBestCmap(), font["hmtx"].metrics
        return {code: widths[name][0] for code, name in glyphs.items()}, font["head"].unitsPerEm


@lru_cache(maxsize=4096)
def width_of(text: str, size: float = SIZE, weight: str = REGULAR) -> float:
    """Return the width of `text` in px, with a little slack."""
    advances, em = _advances(weight)
    return sum(advances.get(ord(sign), em // 2) for sign in text) * size / em * _SLACK


def wrapped(text: str, width: float, size: float = SIZE, weight: str = REGULAR) -> tuple[str, ...]:
    """Return `text` in lines not wider than `width`, broken at spaces; one long word stays whole."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
