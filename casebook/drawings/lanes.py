"""Lanes of treatments: names on the left, bars over the axis of time, doses above the bars where they begin."""

from __future__ import annotations

from casebook.drawings.axis import BREAK, Axis
from casebook.drawings.metrics import LINE, SMALL, width_of, wrapped
from casebook.drawings.palette import BARS, FAINT, PAPER, QUIET
from casebook.drawings.plan import Lane, Moment
from casebook.drawings.signs import BAR, open_bar
from casebook.drawings.svg import Pen

MARGIN = 6.0
_NAME, _LONGEST_WORD = 0.24, 0.36  # of the width: what names of lanes take, if no word is longer
_GAP, _HEIGHT, _OPEN = 8.0, 20.0, 26.0  # px; _OPEN: a bar whose end is not told


def gutter_of(lanes: tuple[Lane, ...], width: float) -> float:
    """Return where the axis begins: behind the names of the lanes, which take a quarter of the width if they can."""
    widest = max((width_of(line) for lane in lanes for line in _name(lane, width)), default=0.0)
    return MARGIN + widest + (_GAP if widest else 4.0)


def starts_of(lanes: tuple[Lane, ...]) -> list[Moment]:
    """Return where the bars of lanes begin."""
    return [bar.start for lane in lanes for bar in lane.bars]


def ends_of(lanes: tuple[Lane, ...]) -> list[Moment]:
    """Return where the bars of lanes end."""
    return [bar.end for lane in lanes for bar in lane.bars]


def draw_lanes(pen: Pen, lanes: tuple[Lane, ...], axis: Axis, left: float, top: float) -> float:
    """Draw the lanes below `top`, and return where they end."""
    for number, lane in enumerate(lanes):
        lines, doses = _name(lane, pen.width), _doses(lane, axis, pen.width)
        rows = 1 + max((row for _, _, row in doses), default=-1)
        height = max(_HEIGHT, len(lines) * LINE + 4)
        middle = top + rows * LINE + height / 2
        for row, line in enumerate(lines):
            pen.text(left - _GAP, middle + 3.2 - (len(lines) - 1 - 2 * row) * LINE / 2, line, anchor="end")
        pen.line(left, middle, axis.pieces[-1].right, middle, FAINT, 0.6)
        for x, words, row in doses:
            y = middle - BAR / 2 - 3 - row * LINE
            if row:
                pen.line(x - 1.5, y - SMALL + 2, x - 1.5, middle, QUIET, 0.5)
            pen.text(x, y, words, size=SMALL, colour=QUIET)
        _draw_bars(pen, lane, axis, middle, BARS[number % len(BARS)])
        top += rows * LINE + height
    return top


def _name(lane: Lane, width: float) -> tuple[str, ...]:
    return wrapped(lane.label, width * _NAME, most=width * _LONGEST_WORD)


def _draw_bars(pen: Pen, lane: Lane, axis: Axis, middle: float, colour: str) -> None:
    for bar in lane.bars:
        start, end = axis.x(bar.start), axis.x(bar.end)
        if bar.is_open:
            right = max(piece.right for piece in axis.pieces if piece.stretch == bar.start.stretch)
            furthest = max(right + BREAK / 2 - 3, start + BAR)
            open_bar(pen, start, min(max(end, start + _OPEN), furthest), middle, colour)
        else:
            pen.rect(start, middle - BAR / 2, max(end - start, 2.5), BAR, colour, PAPER, 1)


def _doses(lane: Lane, axis: Axis, width: float) -> list[tuple[float, str, int]]:
    """Return where the label of each bar begins, and in which row above the bars it touches no other.

    Going from the last to the first, each stands above all those on its right that it would touch, so that no line
    down to a bar crosses words.
    """
    found: list[tuple[float, str, int]] = []
    for bar in reversed(lane.bars):
        if bar.label:
            long = width_of(bar.label, SMALL)
            x = max(min(axis.x(bar.start), width - long - 1), 2)
            row = max((r + 1 for other, _, r in found if other < x + long + 5), default=0)
            found.append((x, bar.label, row))
    return found
