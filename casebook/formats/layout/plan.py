"""Where everything goes: the page and side of each wide figure, the gap of each column figure, the length of the pages.

Pure arithmetic over measured heights, in CSS pixels. Text runs through the pages in two columns; wide figures and
tables stand across both at the head or foot of a page, as in a printed journal, and the text flows past them. Figures
keep their order, never stand on a page before the paragraph they follow, and never leave a column short.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil
from typing import Literal

from casebook.formats.layout.columns import SHORT, Block, Flow, Page, fill_page

FULL = 1 / 3  # of a page: what the last page should hold at least
_TEXT_LEAST = 0.38  # of a page: with less left by wide figures, text has too little room
_LARGEST = 0.75  # of a page: a wide table higher than this is not set at the head or foot of one
_HIGHEST = 0.85  # of a column: a table higher than this is not set in one
_AIR = 13  # px at least between a wide figure and the text
_STRETCH = (-1, 1, -2, 2, -3)  # lines that all pages may run longer or shorter for the sake of the last one
_SEARCHED = 3  # wide figures whose side is searched; any more stand at the head of the page after their mention

Side = Literal["top", "bottom"]
Wish = Literal["top", "bottom", "next"]


@dataclass(frozen=True, slots=True)
class Geometry:
    """The page that the style sheet describes, in px: grid, text area and margins of page one and of the others."""

    grid: float
    first_height: float
    height: float
    first_margin_top: float
    margin_top: float
    margin_bottom: float
    column_width: float
    width: float


@dataclass(frozen=True, slots=True)
class Float:
    """A wide figure at the head or foot of a page: `room` is what it takes of the text area, `height` its own."""

    block: int
    page: int
    side: Side
    height: float
    room: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The order in which blocks are written, the places of wide figures, and how many lines longer pages are.

    `plates` are wide tables that found no page, and tables that would fill one: they stand behind the text.
    """

    order: tuple[int, ...]
    floats: tuple[Float, ...] = ()
    plates: tuple[int, ...] = ()
    stretch: int = 0
    last_fill: float = 1
    cost: float = 0


def plan_pages(blocks: Sequence[Block], geometry: Geometry, front: float) -> Plan:
    """Return the cheapest plan; `front` is the height of what stands above the text on page one.

    Pages run longer or shorter only where the last page would otherwise hold less than a third.
    """
    wishes = _wishes(blocks)
    plans = [_attempt(blocks, geometry, front, 0, wish) for wish in wishes]
    if min(plans, key=_cost).last_fill < FULL:
        plans += [_attempt(blocks, geometry, front, stretch, wish) for stretch in _STRETCH for wish in wishes]
    return min(plans, key=_cost)


def _cost(plan: Plan) -> float:
    return plan.cost


def _wishes(blocks: Sequence[Block]) -> list[dict[int, Wish]]:
    """Return every combination of places for the wide figures."""
    wide = [number for number, block in enumerate(blocks) if block.is_wide]
    searched = min(len(wide), _SEARCHED)
    rest: list[Wish] = ["next" for _ in wide[searched:]]
    places: tuple[Wish, ...] = ("top", "bottom", "next")
    return [dict(zip(wide, (*wish, *rest), strict=True)) for wish in product(places, repeat=searched)]


def _attempt(blocks: Sequence[Block], geometry: Geometry, front: float, stretch: int, wishes: dict[int, Wish]) -> Plan:
    run = _Run(blocks, geometry, front, stretch, wishes)
    while not run.is_done:
        run.set_page()
    return run.plan()


class _Run:
    """One attempt, page after page: where the text has come to, which wide figures wait, what it has cost."""

    def __init__(
        self, blocks: Sequence[Block], geometry: Geometry, front: float, stretch: int, wishes: dict[int, Wish]
    ) -> None:
        self.blocks, self.geometry, self.front, self.stretch, self.wishes = blocks, geometry, front, stretch, wishes
        self.plates = [number for number, block in enumerate(blocks) if _is_too_high(block, geometry)]
        columns = {n: block for n, block in enumerate(blocks) if not block.is_wide and n not in self.plates}
        self.flow = Flow(columns, tuple(columns), geometry.grid)
        self.waiting = [n for n, block in enumerate(blocks) if block.is_wide and n not in self.plates]
        self.floats: list[Float] = []
        self.gaps: dict[int, int] = {}
        self.page, self.start = 0, 0
        self.last_fill = 1.0
        self.cost = 4.0 * abs(stretch)

    @property
    def is_done(self) -> bool:
        return self.page > 0 and self.start >= len(self.flow.lines)

    def set_page(self) -> None:
        """Set one page: the wide figures that are due, the text beside them, then those that its text mentions."""
        self.page += 1
        here = self._due()
        filled = fill_page(self.flow, self.start, self._room(here))
        if here and self._gap(filled) < 0:
            here, filled = (), fill_page(self.flow, self.start, self._room(()))
        for block in self.waiting[len(here) :]:
            trial = (*here, self._float(block, self._side(block)))
            if self.wishes[block] == "next" or self._is_crowded(trial):
                break
            refilled = fill_page(self.flow, self.start, self._room(trial))
            if not self._ends_before(self._anchor(block), refilled.flow, refilled.end) or self._gap(refilled) < 0:
                break
            here, filled = trial, refilled
        self._accept(here, filled)

    def _due(self) -> tuple[Float, ...]:
        """Return the waiting figures whose paragraph ended on an earlier page, as many as the page can take."""
        due: tuple[Float, ...] = ()
        for block in self.waiting:
            more = (*due, self._float(block, "top"))
            if not self._ends_before(self._anchor(block), self.flow, self.start) or (due and self._is_crowded(more)):
                break
            due = more
        return due

    def _float(self, block: int, side: Side) -> Float:
        height, grid = self.blocks[block].height, self.geometry.grid
        return Float(block, self.page, side, height, ceil((height + _AIR) / grid) * grid)

    def _side(self, block: int) -> Side:
        return "bottom" if self.page == 1 or self.wishes[block] == "bottom" else "top"

    def _anchor(self, block: int) -> int:
        """Return the paragraph that a wide figure follows, or -1 where none precedes it."""
        before = (n for n in range(block - 1, -1, -1) if self.blocks[n].kind in ("paragraph", "other"))
        return next(before, -1)

    @staticmethod
    def _ends_before(block: int, flow: Flow, end: int) -> bool:
        return all(number != block for number, _ in flow.lines[end:])

    def _full(self) -> float:
        height = self.geometry.first_height if self.page == 1 else self.geometry.height
        return height + self.stretch * self.geometry.grid

    def _room(self, floats: tuple[Float, ...]) -> float:
        """Return the height of this page's columns beside these wide figures."""
        return self._full() - (self.front if self.page == 1 else 0) - sum(float_.room for float_ in floats)

    def _is_crowded(self, floats: tuple[Float, ...]) -> bool:
        return self._room(floats) < _TEXT_LEAST * self.geometry.height

    def _accept(self, here: tuple[Float, ...], filled: Page) -> None:
        """Take a page as it is, and pay for what is not well about it."""
        room = self._room(here)
        if filled.is_last and len(self.waiting) == len(here):
            self.last_fill = 1 - (room - max(filled.heights, default=0)) / self._full()
            self.cost += 60 + 100 * (FULL - self.last_fill) if self.last_fill < FULL else 0
        else:
            self.cost += sum(_price_of_white(room - height, room, self.geometry.grid) for height in filled.heights)
        self.cost += 10 + 3 * (filled.flow.moves - self.flow.moves)
        self.cost += sum(1.5 for float_ in here if float_.side == "bottom")
        self.floats += here
        self.gaps |= {float_.block: self._gap(filled) for float_ in here}
        self.waiting = self.waiting[len(here) :]
        self.cost += 6 * sum(self._ends_before(self._anchor(block), filled.flow, filled.end) for block in self.waiting)
        self.flow, self.start = filled.flow, filled.end

    def _gap(self, filled: Page) -> int:
        """Return the paragraph, near the middle of the page, behind which its wide figures are written; -1: none.

        They stand outside the text, so the place only has to be on their page, whatever a line more or less does.
        """
        numbers = [number for number, _ in filled.flow.lines]
        middle = (self.start + filled.end) / 2
        ends = (n for n in range(self.start, filled.end - 1) if numbers[n] != numbers[n + 1])
        places = [n for n in ends if not self.blocks[numbers[n]].is_back]
        kinds = {n: (self.blocks[numbers[n]].kind, self.blocks[numbers[n + 1]].kind) for n in places}
        places.sort(key=lambda n: (kinds[n] != ("paragraph", "paragraph"), kinds[n][0] == "heading", abs(n - middle)))
        return numbers[places[0]] if places and kinds[places[0]][0] != "heading" else -1

    def plan(self) -> Plan:
        """Return what was set."""
        order: list[int] = []
        for number in self.flow.order:
            order += [number, *(float_.block for float_ in self.floats if self.gaps[float_.block] == number)]
        plates = sorted((*self.plates, *self.waiting))
        cost = self.cost + 40 * len(plates)
        return Plan(tuple(order), tuple(self.floats), tuple(plates), self.stretch, self.last_fill, cost)


def _is_too_high(block: Block, geometry: Geometry) -> bool:
    """Say whether a figure or table would leave the page or the column it stands in no room for text."""
    return block.kind == "figure" and block.height > (_LARGEST if block.is_wide else _HIGHEST) * geometry.height


def _price_of_white(white: float, room: float, grid: float) -> float:
    """Return what a column costs that ends early: a line is nothing, more than `SHORT` and two lines is a fault."""
    return max(0, white / grid - 1) ** 2 / 2 + (50 if white > max(SHORT * room, 2.5 * grid) else 0)
