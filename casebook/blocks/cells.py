"""A cell of a column of numbers, which stands with its decimal mark below that of the others."""

from __future__ import annotations

import re

from casebook.nodes import Cell, Inline, Paragraph, plain

_DIGITS = re.compile(r"\S*\d")  # what follows a decimal mark, without a sign behind it
_IN_PARENTHESES = re.compile(r"\(.+\)")


def number_cell(number: tuple[Inline, ...], decimal_mark: str, shown: tuple[Inline, ...]) -> Cell:
    """Return a cell that prints `shown` and is set by its `number`.

    What follows the decimal mark counts, and the same number in other units, in parentheses behind it: 4.8 (48).
    """
    first, _, rest = plain(number).replace("\u00a0", " ").partition(" ")
    fraction = _DIGITS.match(first.partition(decimal_mark)[2])
    others = len(" " + rest) if _IN_PARENTHESES.fullmatch(rest) else 0
    return Cell((Paragraph(shown),), others + (len(fraction[0]) if fraction else 0))
