"""How many columns of a terminal or of a plain text a line fills."""

from __future__ import annotations

import unicodedata


def width_of(text: str) -> int:
    """Return the columns that a text fills: none for an accent by itself, two for a wide letter (Unicode, UAX 11)."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
