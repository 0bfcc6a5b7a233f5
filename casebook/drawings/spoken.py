"""Results that are words ("none seen"), above the field of a panel: a hollow marker for each, its words beside it.

Results of one series that say the same one after another share their words. Nothing is left out: where words would
touch, one stands above the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from casebook.drawings.axis import Axis
from casebook.drawings.metrics import LINE, SMALL, width_of, wrapped
from casebook.drawings.plan import Point, Series, TrendPanel

_ROOM, _LEAST_ROOM, _MARKER = 150.0, 60.0, 6.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """Markers at `xs` (where one moment is not told, its limits) and the lines of their words from `left` to `right`.

    `lift` is how far above the field the lowest line stands; `number` is that of the series.
    """

    number: int
    xs: tuple[float, ...]
    is_between: bool
    lines: tuple[str, ...]
    left: float
    right: float
    lift: float = 0.0

    @property
    def top(self) -> float:
        return self.lift + len(self.lines) * LINE

    def covers(self, other: Spoken) -> bool:
        """Say whether both want the same width, markers included."""
        ends = [(min(one.left, *one.xs) - _MARKER, max(one.right, *one.xs) + _MARKER) for one in (self, other)]
        return ends[0][0] < ends[1][1] and ends[1][0] < ends[0][1]


def spoken_of(panel: TrendPanel, axis: Axis, width: float) -> tuple[Spoken, ...]:
    """Return the results in words of a panel, each above those on its right that it would touch."""
    found = [one for number, series in enumerate(panel.series) for one in _of_series(number, series, axis, width)]
    placed: list[Spoken] = []
    for one in sorted(found, key=lambda one: one.xs[0], reverse=True):
        lift = max((other.top for other in placed if one.covers(other)), default=0.0)
        placed.append(Spoken(one.number, one.xs, one.is_between, one.lines, one.left, one.right, lift))
    return tuple(placed)


def _of_series(number: int, series: Series, axis: Axis, width: float) -> Iterator[Spoken]:
    def alike(point: Point) -> tuple[bool, str, object]:
        is_told = point.at == point.end
        return point.value is None, point.printed if point.value is None else "", is_told or id(point)

    for (is_word, words, is_told), points in groupby(series.points, alike):
        if is_word:
            group = tuple(points)
            xs = tuple(axis.x(at) for at in ([p.at for p in group] if is_told is True else [group[0].at, group[0].end]))
            yield _beside(number, xs, is_told is not True, words, axis, width)


def _beside(number: int, xs: tuple[float, ...], is_between: bool, words: str, axis: Axis, width: float) -> Spoken:
    """Return words right of their markers; left of them where there is more room."""
    right, left = width - xs[-1] - _MARKER - 2, xs[0] - _MARKER - axis.pieces[0].left
    is_right = right >= min(width_of(words, SMALL), _LEAST_ROOM) or right >= left
    lines = wrapped(words, min(_ROOM, right if is_right else left), SMALL)
    wide = max(width_of(line, SMALL) for line in lines)
    start = xs[-1] + _MARKER if is_right else xs[0] - _MARKER - wide
    return Spoken(number, xs, is_between, lines, start, start + wide)
