"""The signs that a figure explains in its legend, each drawn here so that it looks there as it does in its place."""

from __future__ import annotations

from typing import Literal

from casebook.drawings.metrics import SMALL
from casebook.drawings.palette import INK, PAPER
from casebook.drawings.svg import Pen

KIND_MARKERS = {"event": "circle", "finding": "diamond", "last": "last"}
BAR = 9.0  # px: how thick a treatment is


def zigzag(pen: Pen, start: float, end: float, y: float) -> None:
    """Draw the piece of the axis that stands for a distance that is not known."""
    teeth = " ".join(f"L{start + 4 + step * 4.5:.1f} {y + (-4 if step % 2 else 4):.1f}" for step in range(1, 4))
    pen.path(f"M{start:.1f} {y:.1f} L{start + 4:.1f} {y:.1f} {teeth} L{end - 4:.1f} {y:.1f} L{end:.1f} {y:.1f}", INK, 1)


def shortened(pen: Pen, start: float, end: float, y: float) -> None:
    """Draw the piece of the axis out of which a known distance is cut."""
    middle = (start + end) / 2
    pen.line(start, y, end, y, INK, 1)
    pen.rect(middle - 2.5, y - 3, 5, 6, PAPER)
    for x in (middle - 2.5, middle + 2.5):
        pen.line(x - 2, y + 4, x + 2, y - 4, INK, 1)


def open_bar(pen: Pen, start: float, tip: float, middle: float, colour: str) -> None:
    """Draw a treatment whose end is not told: a bar that points on."""
    low, high, neck = middle + BAR / 2, middle - BAR / 2, max(tip - 6, start)
    edge = f"M{start:.1f} {high:.1f} H{neck:.1f} L{tip:.1f} {middle:.1f} L{neck:.1f} {low:.1f} H{start:.1f} Z"
    pen.path(edge, "none", fill=colour)


def bracket(pen: Pen, start: float, end: float, y: float, colour: str = INK, dash: str = "none") -> None:
    """Draw the limits between which something was whose moment is not told."""
    pen.line(start, y, end, y, colour, 1, dash)
    for x in (start, end):
        pen.line(x, y - 3, x, y + 3, colour, 1)


def arrow(pen: Pen, x: float, y: float, bound: Literal["<", ">"], colour: str = INK) -> None:
    """Draw an arrow from a point downwards (<) or upwards (>): the value lies there, nobody knows how far."""
    way = 1 if bound == "<" else -1
    tip = y + 10 * way
    barb = tip - 3 * way
    head = f"M{x - 2.5:.1f} {barb:.1f} L{x:.1f} {tip:.1f} L{x + 2.5:.1f} {barb:.1f}"
    pen.path(f"M{x:.1f} {y:.1f} V{tip:.1f} {head}", colour, 1)


def mark(pen: Pen, kind: str, x: float, y: float) -> None:
    """Draw an event of a kind."""
    pen.marker(KIND_MARKERS[kind], x, y, INK, SMALL * 0.38)
