"""How text fills columns: line by line, broken where WeasyPrint may break it, figures moved where they leave white."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest
from typing import Literal

SHORT = 0.15  # of a column: more white than this in mid-article is a fault
_COLUMNS = 2
_SLACK = 0.5  # px, for sums of rounded heights
_STEP = 2.0  # px, how exactly the columns of the last page are levelled

Kind = Literal["paragraph", "heading", "figure", "other"]


@dataclass(frozen=True, slots=True)
class Line:
    """What no column break divides: a line of text, a whole figure.

    `gap` is the space below it within a column; WeasyPrint wants room for the `tail` at the end of one too.
    """

    height: float
    gap: float = 0
    tail: float = 0
    may_end: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """One child of the text in lines, with the space `below` it.

    No column ends before a block that `clings` to the one before it; a wide one stands across the columns. Behind one
    at the back, statements and references, no figure is written. Tables are figures with an order of their own.
    """

    kind: Kind
    lines: tuple[Line, ...]
    below: float = 0
    clings: bool = False
    is_wide: bool = False
    is_back: bool = False
    is_table: bool = False

    @property
    def height(self) -> float:
        return sum(line.height for line in self.lines) + sum(line.gap for line in self.lines[:-1])


@dataclass(frozen=True)
class Flow:
    """The blocks that run through the columns, by number, in order; `moves` counts blocks that figures passed."""

    blocks: Mapping[int, Block]
    order: tuple[int, ...]
    grid: float
    moves: int = 0

    @cached_property
    def lines(self) -> list[tuple[int, Line]]:
        """Every line with the number of its block; a heading and a figure have a line's space above them."""
        lines: list[tuple[int, Line]] = []
        for number, following in zip_longest(self.order, self.order[1:]):
            block = self.blocks[number]
            *inner, last = block.lines
            after = self.blocks[following] if following is not None else None
            needs_space = after is not None and after.kind in ("heading", "figure") and block.kind != "heading"
            gap = max(block.below, self.grid if needs_space else 0)
            may_end = last.may_end and not (after is not None and after.clings)
            lines += [(number, line) for line in (*inner, replace(last, gap=gap, tail=gap, may_end=may_end))]
        return lines

    def postponed(self, figure: int) -> Flow | None:
        """Return the flow with a figure, and any that follow at once, behind the next paragraph; None without one.

        A table that follows a figure goes before it first, and the other way round.
        """
        start = self.order.index(figure)
        stop = start
        while stop < len(self.order) and self.blocks[self.order[stop]].kind == "figure":
            stop += 1
        run = self.order[start:stop]
        others = tuple(n for n in run if n > figure and self.blocks[n].is_table != self.blocks[figure].is_table)
        if others:
            rest = tuple(number for number in run if number not in others)
            order = (*self.order[:start], *others, *rest, *self.order[stop:])
            return replace(self, order=order, moves=self.moves + len(others))
        goal = next((n for n in range(stop, len(self.order)) if self.blocks[self.order[n]].kind != "heading"), None)
        if goal is None or any(self.blocks[number].kind == "other" for number in self.order[stop : goal + 1]):
            return None
        order = (*self.order[:start], *self.order[stop : goal + 1], *self.order[start:stop], *self.order[goal + 1 :])
        return replace(self, order=order, moves=self.moves + goal + 1 - stop)


@dataclass(frozen=True, slots=True)
class Column:
    """A filled column: the number of the line after its last one, and the height of what stands in it."""

    end: int
    used: float


@dataclass(frozen=True, slots=True)
class Page:
    """A filled page: the flow (figures may have moved), where the next page starts, and how high each column is."""

    flow: Flow
    end: int
    heights: tuple[float, ...]
    is_last: bool


def fill_column(lines: list[tuple[int, Line]], start: int, room: float) -> Column:
    """Return the column that begins with line `start`; one line at least, however high."""
    height = used = 0.0
    end = start
    for place in range(start, len(lines)):
        line = lines[place][1]
        height += line.height
        if height + line.tail > room + _SLACK:
            break
        if line.may_end or place + 1 == len(lines):
            end, used = place + 1, height
        height += line.gap
    return Column(end, used) if end > start else Column(start + 1, lines[start][1].height)


def fill_page(flow: Flow, start: int, room: float) -> Page:
    """Return the page that begins with line `start`, its columns `room` high; the last page's columns are levelled."""
    end, heights = start, []
    for _ in range(_COLUMNS):
        if end >= len(flow.lines):
            break
        flow, column = _without_white(flow, end, room)
        end = column.end
        heights.append(column.used)
    if end >= len(flow.lines) and start < end:
        return Page(flow, end, (level_height(flow, start, max(heights)),) * _COLUMNS, True)
    return Page(flow, end, tuple(heights), end >= len(flow.lines))


def _without_white(flow: Flow, start: int, room: float) -> tuple[Flow, Column]:
    """Return the next column; a figure that does not fit, and would leave it short, moves behind the next paragraph."""
    while True:
        lines = flow.lines
        column = fill_column(lines, start, room)
        if column.end >= len(lines) or room - column.used <= SHORT * room:
            return flow, column
        blocked = lines[column.end][0]
        moved = flow.postponed(blocked) if flow.blocks[blocked].kind == "figure" else None
        if moved is None:
            return flow, column
        flow = moved


def level_height(flow: Flow, start: int, most: float) -> float:
    """Return the least height at which two columns hold all lines from `start` on, at most `most`."""
    lines = flow.lines
    height = sum(line.height + line.gap for _, line in lines[start:]) / _COLUMNS
    while height < most:
        end = start
        for _ in range(_COLUMNS):
            end = fill_column(lines, end, height).end if end < len(lines) else end
        if end >= len(lines):
            return height
        height += _STEP
    return most
