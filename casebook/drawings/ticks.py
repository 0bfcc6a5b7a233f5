"""Ticks of the axis of time, counted as each clock counts: round numbers, and the first and the last day."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from casebook.drawings.axis import DAYS, HOURS, MONTHS, WEEKS, YEARS, Axis, Piece
from casebook.drawings.metrics import SMALL, width_of
from casebook.drawings.plan import Stretch
from casebook.languages import Language

_LENGTHS = {HOURS: 1 / 24, DAYS: 1.0, WEEKS: 7.0, MONTHS: 30.4375, YEARS: 365.25}
_STEPS = {
    HOURS: (1, 2, 3, 6, 12, 24, 48),
    DAYS: (1, 2, 5, 7, 10, 14, 20, 30, 50, 60, 100),
    WEEKS: (1, 2, 4, 8, 12, 20),
    MONTHS: (1, 2, 3, 6, 12, 24),
    YEARS: (1, 2, 5, 10, 20),
}
_MOST = 13  # ticks of one piece
_COARSER = 3  # so many steps are tried for one that meets the last day
_APART = 10.0  # px from one label to the next
_SMALL = 1e-6


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


def ticks_of(axis: Axis, language: Language) -> tuple[Tick, ...]:
    """Return the ticks of every piece, from left to right; where two pieces meet too closely, one gives way."""
    kept: list[Tick] = []
    for piece in axis.pieces:
        ticks = list(_Counted(piece, axis.stretches[piece.stretch], language).ticks())
        if kept and not are_apart([kept[-1], ticks[0]]):
            del (ticks if len(ticks) > 1 else kept)[0 if len(ticks) > 1 else -1]
        kept += ticks
    return tuple(kept)


def are_apart(ticks: list[Tick]) -> bool:
    """Say whether the labels of ticks keep apart."""
    pairs = zip(ticks, ticks[1:], strict=False)
    return all(b.x - a.x >= (width_of(a.label, SMALL) + width_of(b.label, SMALL)) / 2 + _APART for a, b in pairs)


class _Counted:
    """One piece, as its clock counts it from `start` to `end`."""

    def __init__(self, piece: Piece, stretch: Stretch, language: Language) -> None:
        self.piece, self.language = piece, language
        self.length, self.first = _LENGTHS[piece.unit], stretch.first if piece.unit == DAYS else 0
        self.start, self.end = (_rounded(days / self.length + self.first) for days in (piece.start, piece.end))

    def ticks(self) -> tuple[Tick, ...]:
        """Return the finest ticks that keep apart, or hardly coarser ones that meet the first and the last day.

        These two are shown in any case, in the place of a tick too near.
        """
        if self.piece.start == self.piece.end:
            return (self._at(self.start),)
        ends = [end for end in (self.start, self.end) if self._is_shown(end)]
        steps = [self._multiples(step) for step in _STEPS[self.piece.unit]]
        found = [numbers for numbers in steps if len(numbers) <= _MOST and self._keep_apart(numbers)] or [[]]
        meeting = [numbers for numbers in found[:_COARSER] if len(numbers) > 2 and set(ends) <= set(numbers)]
        return tuple(self._at(number) for number in (meeting or [self._with(ends, found[0])])[0])

    def _is_shown(self, end: float) -> bool:
        """Say whether an end is a day (in a pregnancy, a week and a day), and not only where a bar ends."""
        is_told = end == self.start or self.piece.is_end_told
        return is_told and (self.piece.unit == WEEKS or not end % 1)

    def _multiples(self, step: int) -> list[float]:
        """Return the multiples of a step, and the first day where counting begins with it."""
        found = range(ceil(self.start / step) * step, floor(self.end) + 1, step)
        return sorted({*found, *([self.first] if self.first and self.start <= self.first <= self.end else [])})

    def _with(self, ends: list[float], numbers: list[float]) -> list[float]:
        """Return the ends, and the numbers that are not too near to one."""
        ends = ends if self._keep_apart(ends) else ends[:1]
        kept = [number for number in numbers if all(self._keep_apart(sorted({number, end})) for end in ends)]
        return sorted({*kept, *ends}) or [self.start]

    def _at(self, number: float) -> Tick:
        return Tick(self.piece.x((number - self.first) * self.length), self._worded(number))

    def _worded(self, number: float) -> str:
        """Return a number as its clock prints it: "14+3" weeks, "0.5" hours, "3,650" days."""
        if self.piece.unit == WEEKS and number % 1:
            weeks, days = divmod(round(number * 7), 7)
            return f"{weeks}+{days}" if days else str(weeks)
        return self.language.number(f"{number:.1f}".removesuffix(".0"))

    def _keep_apart(self, numbers: list[float]) -> bool:
        return are_apart([self._at(number) for number in numbers])


def _rounded(number: float) -> float:
    """Return a number without the dust of dividing: 12.000000001 hours are 12."""
    return round(number) if abs(number - round(number)) < _SMALL else number
