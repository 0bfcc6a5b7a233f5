"""A drawing as PNG, as the PDF shows it.

It is not put in as SVG too, as newer Words allow: the fonts that its labels were measured with are not on a
reviewer's machine, so that Word would take others, and labels of a chart would run into each other.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from casebook.formats.vector import dots_of, page_of
from casebook.nodes import Image

_DOTS = 300  # an inch of paper, as journals ask for
_PIXELS = 96  # of CSS, an inch


@lru_cache(maxsize=64)
def paint(image: Image, search: tuple[Path, ...]) -> bytes:
    """Return a drawing as PNG at 300 dots an inch; raise MissingCharacters, or LayoutWarning."""
    dots = dots_of(page_of(image, search, image.width), round(image.width * _DOTS / _PIXELS))
    saved = io.BytesIO()
    dots.save(saved, "PNG", dpi=(_DOTS, _DOTS), optimize=True)
    return saved.getvalue()
