"""A drawing of data in as many pieces as the page asks for, since none is printed smaller than is read with ease."""

from __future__ import annotations

from typing import Protocol, Self

from casebook.blocks.facts import Voice
from casebook.drawings.plan import COLUMN, HIGHEST, WIDE, Drawing


class Drawn(Protocol):
    """What is drawn from the course of a case."""

    def draw(self, voice: Voice, width: float) -> Drawing | None:
        """Return the drawing in one language; None where there is nothing to draw."""

    def halves(self, voice: Voice) -> tuple[Self, ...]:
        """Return its first and its second half, each to be drawn by itself; none where it cannot be divided."""

    def in_words(self, voice: Voice) -> str:
        """Return what the drawing shows, for who cannot see it."""


def pieces(drawn: Drawn, voice: Voice, width: str | None) -> tuple[tuple[Drawing, ...], bool]:
    """Return a drawing in pieces that each fit a page, none where there is nothing to draw, and whether it is wide.

    1. in the width that its author asks for; else in one column
    2. where that is higher than a page and no width is asked for, across both
    3. where that is higher than a page too, in halves, and these again
    """
    is_wide = width == "wide"
    whole = drawn.draw(voice, WIDE if is_wide else COLUMN)
    if whole and whole.height > HIGHEST and width is None:
        is_wide, whole = True, drawn.draw(voice, WIDE)
    return (_divided(drawn, whole, voice, WIDE if is_wide else COLUMN) if whole else ()), is_wide


def _divided(drawn: Drawn, whole: Drawing, voice: Voice, width: float) -> tuple[Drawing, ...]:
    halves = drawn.halves(voice) if whole.height > HIGHEST else ()
    shown = [(half, drawing) for half in halves if (drawing := half.draw(voice, width))]
    if not shown:
        return (whole,)
    return tuple(piece for half, drawing in shown for piece in _divided(half, drawing, voice, width))
