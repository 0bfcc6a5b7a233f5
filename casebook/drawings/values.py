"""The scale of results: linear or by powers of ten, its ticks at round numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10
from typing import Literal

from casebook.drawings.plan import Point, TrendPanel

_FROM_ZERO = 0.4  # a linear scale begins at zero where the lowest value lies below this part of the highest
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """What stands between `bottom` and `top` (px, downwards): values from `low` to `high`."""

    low: float
    high: float
    bottom: float
    top: float
    is_log: bool
    ticks: tuple[Decimal, ...]
    minor: tuple[Decimal, ...] = ()  # ticks without a number, between the powers of ten

    def y(self, value: Decimal) -> float:
        """Return where a value is drawn; on a log scale zero and less stand at the foot."""
        part = (self._at(float(value)) - self._at(self.low)) / (self._at(self.high) - self._at(self.low))
        return self.bottom - (self.bottom - self.top) * min(max(part, 0.0), 1.0)

    def bound_of(self, point: Point) -> Literal["", "<", ">"]:
        """Return on which side of its place a result lies: where only a limit was measured, or below a log scale."""
        is_below = self.is_log and point.value is not None and float(point.value) < self.low
        return "<" if is_below else point.bound

    def _at(self, value: float) -> float:
        return log10(max(value, self.low)) if self.is_log else value


def scale_of(panel: TrendPanel, bottom: float, top: float) -> Scale:
    """Return the scale of a panel, on which every value and the ends of its reference band have a place."""
    points = [point for series in panel.series for point in series.points]
    values = [value for point in points for value in (point.value, point.least) if value is not None]
    values += [end for end in panel.band or () if end is not None]
    if panel.is_log and any(value > 0 for value in values):
        return _log_scale([value for value in values if value > 0], bottom, top)
    low, high = min(values, default=Decimal(0)), max(values, default=Decimal(1))
    if low >= 0 and low < high * Decimal(_FROM_ZERO):
        low = Decimal(0)
    if low == high:
        half = (abs(low) or Decimal(1)) / 2
        low, high = low - half, high + half
    step = _step(high - low)
    ticks = _ticks(floor(low / step) * step, ceil(high / step) * step, step)
    return Scale(float(ticks[0]), float(ticks[-1]), bottom, top, False, ticks)


def _step(span: Decimal) -> Decimal:
    """Return the smallest round step that divides `span` into few parts."""
    power = Decimal(1).scaleb(floor(log10(span / _MOST_TICKS)))
    return next(power * step for step in _STEPS if span / (power * step) <= _MOST_TICKS)


def _ticks(first: Decimal, last: Decimal, step: Decimal) -> tuple[Decimal, ...]:
    return tuple(first + step * number for number in range(int((last - first) / step) + 1))


def _log_scale(values: Iterable[Decimal], bottom: float, top: float) -> Scale:
    powers = [log10(value) for value in values]
    first, last = floor(min(powers)), ceil(max(powers))
    last = max(last, first + 1)
    within = ("1", "2", "5") if last - first <= 2 else ("1",)
    ticks = tuple(Decimal(one).scaleb(power) for power in range(first, last + 1) for one in within)
    ticks = tuple(tick for tick in ticks if tick <= Decimal(1).scaleb(last))
    minor = tuple(Decimal(one).scaleb(power) for power in range(first, last) for one in range(2, 10))
    return Scale(10.0**first, 10.0**last, bottom, top, True, ticks, minor)
