"""Quantities typed in running prose: "4.8 g/dL" is found so that no line parts the number from its unit."""

from __future__ import annotations

import re

from casebook.quantity.printing import NBSP
from casebook.quantity.units import SPELLINGS, is_unit

_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_UNITS = "|".join(re.escape(s).replace(r"\ ", "[ \u00a0]") for s in sorted(SPELLINGS, key=len, reverse=True))
_UNIT = rf"(?:(?:{_UNITS})(?:/(?:{_UNITS}))*|(?:/(?:{_UNITS}))+)".replace("µ", "[µ\u03bc]")
_SPACE = "[ \u00a0]"
# A number after a number: 313–618, 120/80, 5 × 10⁶, "5 e 7"; "5 x 106" is left as it is, for its author to mend.
_JOINED = rf"(?:{_SPACE}?[–/-]{_SPACE}?|x|{_SPACE}×{_SPACE}|{_SPACE}[a-wyzà-ÿ]{_SPACE}){_NUMBER}[⁰¹²³⁴-⁹]*"

QUANTITY_IN_PROSE = re.compile(
    rf"(?<![\w.,;:/^-])(?<!x )[-−+]?{_NUMBER}(?:{_JOINED})*(?:{_SPACE}?{_UNIT}|(?![.,/–-]\w))(?![\w²³^]|/\w|-[^\W\d])"
)
_GREEK_MICRO = re.compile(r"(?<![^\W\d_])\u03bc(?=([A-Za-z]+))")


def bind_units(text: str) -> list[tuple[str, bool]]:
    """Return `text` in pieces, in order, each with whether it is a quantity that no line may break.

    In those pieces spaces are non-breaking; elsewhere every character stays as typed, but that a Greek mu before a unit
    becomes the micro sign (U+00B5), since fonts draw the two differently.
    """
    text = _GREEK_MICRO.sub(lambda found: "µ" if is_unit("µ" + found[1]) else found[0], text)
    pieces, end = [], 0
    for found in QUANTITY_IN_PROSE.finditer(text):
        if " " in found[0] or NBSP in found[0]:
            pieces += [(text[end : found.start()], False), (found[0].replace(" ", NBSP), True)]
            end = found.end()
    return [(piece, is_quantity) for piece, is_quantity in (*pieces, (text[end:], False)) if piece]
