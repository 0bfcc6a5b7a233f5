"""The axis of time as it is drawn: its line, its breaks, its ticks, and what each piece counts."""

from __future__ import annotations

from casebook.drawings import signs
from casebook.drawings.axis import Axis
from casebook.drawings.metrics import BOLD, LINE, SIZE, SMALL, width_of, wrapped
from casebook.drawings.palette import INK, PAPER, QUIET
from casebook.drawings.svg import Pen
from casebook.drawings.ticks import ticks_of
from casebook.languages import Language

_GAP = 8.0


def draw_axis(pen: Pen, axis: Axis, y: float, language: Language, above: float) -> float:
    """Draw the axis at `y`, its breaks up to `above`, ticks and titles; return where they end."""
    for piece in axis.pieces:
        pen.line(piece.left, y, piece.right, y, INK, 1)
    for start, end, is_known in axis.breaks():
        if is_known:
            signs.shortened(pen, start, end, y)
        else:
            pen.guide((start + end) / 2, above, y - 7, "2 3")
            signs.zigzag(pen, start, end, y)
    for tick in ticks_of(axis, language):
        pen.line(tick.x, y, tick.x, y + 3.5, INK, 0.8)
        wide = width_of(tick.label, SMALL)
        left = max(min(tick.x - wide / 2, pen.width - wide - 1), 1)
        pen.rect(left - 1.5, y + 4.5, wide + 3, 10.5, PAPER)  # lines to the events pass behind it
        pen.text(left, y + 13, tick.label, size=SMALL, colour=QUIET)
    for x, row, words in _titles(axis, language, pen.width):
        wide = width_of(words, SIZE, BOLD)
        pen.rect(x - 1, y + 17 + row * LINE, wide + 2, LINE, PAPER)
        pen.text(x, y + 26 + row * LINE, words, weight=BOLD)
    return y + height_of_axis(axis, language, pen.width)


def height_of_axis(axis: Axis, language: Language, width: float) -> float:
    """Return how far ticks and titles reach below the axis."""
    return 28 + LINE * max((row for _, row, _ in _titles(axis, language, width)), default=0)


def _titles(axis: Axis, language: Language, width: float) -> tuple[tuple[float, int, str], ...]:
    """Return where each line of a title begins, and in which row it touches no other."""
    ends: dict[int, float] = {}
    placed = []
    for x, words in axis.titles(language):
        lines = wrapped(words, width * 0.6, SIZE, BOLD)
        wide = max(width_of(line, SIZE, BOLD) for line in lines)
        x = max(min(x, width - wide - 2), 2)
        row = next(row for row in range(len(ends) + 1) if all(ends.get(row + n, 0) <= x for n in range(len(lines))))
        ends |= {row + number: x + wide + _GAP for number in range(len(lines))}
        placed += [(x, row + number, line) for number, line in enumerate(lines)]
    return tuple(placed)
