"""Trends: panels of results over one axis of time, treatments above them, the reference range as a band."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from casebook.drawings.axis import Axis, axis_of
from casebook.drawings.labels import Box, Labels, Stroke
from casebook.drawings.metrics import BOLD, LINE, SIZE, SMALL, width_of, wrapped
from casebook.drawings.palette import BAND, DASHES, FAINT, INK, MARKERS, QUIET, SERIES
from casebook.drawings.plan import Drawing, Point, Series, Trend, TrendPanel
from casebook.drawings.svg import Pen
from casebook.drawings.timeline import WIDE, draw_axis, draw_lanes, gutter_of, moments_of
from casebook.drawings.values import scale_of
from casebook.languages import Language

_MARGIN, _HEIGHT, _TITLE, _WORDS = 6.0, 130.0, 17.0, 15.0
_MOST_VALUES = 10  # results of one series that are printed beside their points
_MOST_MARKERS = 60
_LABEL = 110.0


def draw_trend(plan: Trend, language: Language, width: float = WIDE) -> Drawing:
    """Return the trends in one language, `width` px wide."""
    pen = Pen(width, plan.title, plan.description, language.tag)
    scales = [scale_of(panel, 0, 1) for panel in plan.panels]
    ticks = [width_of(_worded(tick, language), SMALL) for scale in scales for tick in scale.ticks]
    left = max(gutter_of(plan.lanes, width), _MARGIN + max(ticks, default=0.0) + 9)
    moments = [*moments_of(plan.lanes), *(point.at for p in plan.panels for s in p.series for point in s.points)]
    moments += [point.end for p in plan.panels for s in p.series for point in s.points]
    axis = axis_of(plan.stretches, moments, left, width - _room_at_right(plan.panels, width))
    y = draw_lanes(pen, plan.lanes, axis, left, _MARGIN) + (8 if plan.lanes else 0)
    for panel in plan.panels:
        y = _Panel(pen, panel, axis, language, y).drawn()
    return pen.finished(draw_axis(pen, axis, y + 4, language, _MARGIN) + _MARGIN)


class _Panel:
    """One panel being drawn from `top` downwards: its title, a line of words, the field of values."""

    def __init__(self, pen: Pen, panel: TrendPanel, axis: Axis, language: Language, top: float) -> None:
        self.pen, self.panel, self.axis, self.language = pen, panel, axis, language
        self.top = top
        has_words = any(point.value is None for series in panel.series for point in series.points)
        self.words_at = top + _TITLE
        self.field = top + _TITLE + (_WORDS if has_words else 0) + 6
        self.scale = scale_of(panel, self.field + _HEIGHT, self.field)
        self.labels = Labels(Box(axis.pieces[0].left, self.field - 8, pen.width, self.field + _HEIGHT + 2))
        for start, end, is_known in axis.breaks():
            if not is_known:
                self.labels.take(Box((start + end) / 2 - 1, top, (start + end) / 2 + 1, self.field + _HEIGHT))

    def drawn(self) -> float:
        """Draw the panel, and return where it ends."""
        self._frame()
        for number, series in enumerate(self.panel.series):
            self._line(series, number)
        for number, series in enumerate(self.panel.series):
            self._points(series, number)
        self._names()
        for number, series in enumerate(self.panel.series):
            self._printed(series, number)
        return self.field + _HEIGHT + 12

    def _frame(self) -> None:
        title = ", ".join(part for part in (self.panel.label, self.panel.unit) if part)
        self.pen.text(_MARGIN, self.top + SIZE + 2, title, weight=BOLD)
        left, right = self.axis.pieces[0].left, self.axis.pieces[-1].right
        if self.panel.band:
            self._band(left, right)
        for tick in self.scale.ticks:
            y = self.scale.y(tick)
            self.pen.line(left, y, right, y, FAINT, 0.5)
            self.pen.text(left - 6, y + 3, _worded(tick, self.language), anchor="end", size=SMALL, colour=QUIET)
        self.pen.line(left, self.scale.top, left, self.scale.bottom, INK, 0.8)

    def _band(self, left: float, right: float) -> None:
        assert self.panel.band
        low, high = self.panel.band
        top = self.scale.y(high) if high is not None else self.scale.top
        bottom = self.scale.y(low) if low is not None else self.scale.bottom
        self.pen.rect(left, top, right - left, max(bottom - top, 1), BAND)
        y = min(max((top + bottom) / 2 + 3, top + SMALL), self.scale.bottom - 2)
        self.pen.text(right + 5, y, self.panel.band_label, size=SMALL, colour=QUIET)
        self.labels.take(Box(right + 4, y - SMALL, right + 6 + width_of(self.panel.band_label, SMALL), y + 2))

    def _line(self, series: Series, number: int) -> None:
        """Join the results of one stretch; over a known gap that is cut out the line is dotted, over others none."""
        colour, dash = SERIES[number % len(SERIES)], DASHES[number % len(DASHES)]
        measured = [point for point in series.points if point.value is not None]
        for before, after in pairwise(measured):
            if before.end.stretch == after.at.stretch and before.at == before.end and after.at == after.end:
                (x1, y1), (x2, y2) = self._at(before), self._at(after)
                is_cut = any(x1 <= start < end <= x2 for start, end, known in self.axis.breaks() if known)
                self.labels.strokes.append(Stroke(x1, y1, x2, y2))
                self.pen.line(x1, y1, x2, y2, colour, 1.3, "1.5 3" if is_cut else dash)

    def _points(self, series: Series, number: int) -> None:
        colour, shape = SERIES[number % len(SERIES)], MARKERS[number % len(MARKERS)]
        measured = [point for point in series.points if point.value is not None]
        for point in measured if len(measured) <= _MOST_MARKERS else _ends(measured):
            x, y = self._at(point)
            if point.at != point.end:
                self._bracket(point, y, number)
                continue
            self.pen.marker(shape, x, y, colour, 2.8)
            self.labels.take(Box(x - 3.5, y - 3.5, x + 3.5, y + 3.5))
            if point.bound:
                tip = y + (10 if point.bound == "<" else -10)
                self.pen.path(
                    f"M{x:.1f} {y:.1f} V{tip:.1f} M{x - 2.5:.1f} {tip - (3 if tip > y else -3):.1f} "
                    f"L{x:.1f} {tip:.1f} L{x + 2.5:.1f} {tip - (3 if tip > y else -3):.1f}",
                    colour,
                    1,
                )
        end = 0.0
        for point in (point for point in series.points if point.value is None):
            x = self.axis.x(point.at)
            if point.at == point.end:
                self.pen.marker("ring", x, self.words_at + 5, colour, 2.8)
                self.pen.line(x, self.words_at + 9, x, self.scale.bottom, FAINT, 0.6, "2 3")
            else:
                self._bracket(point, self.words_at + 14, number)
            if x + 6 >= end:
                self.pen.text(
                    x + (6 if point.at == point.end else 0), self.words_at + 8, point.printed, size=SMALL, colour=colour
                )
                end = x + 10 + width_of(point.printed, SMALL)

    def _bracket(self, point: Point, y: float, number: int) -> None:
        """Draw a result whose moment is not told as a line between the limits of that moment, a marker at each."""
        start, end = self.axis.x(point.at), self.axis.x(point.end)
        colour, shape = SERIES[number % len(SERIES)], MARKERS[number % len(MARKERS)]
        self.pen.line(start, y, end, y, colour, 1.2, "4 2")
        for x in (start, end):
            self.pen.line(x, y - 4, x, y + 4, colour, 0.8)
            self.pen.marker(shape, x, y, colour, 2)
        self.labels.take(Box(start - 2, y - 4, end + 2, y + 4))

    def _names(self) -> None:
        """Write the name of each series behind its last point, where there are several."""
        if len(self.panel.series) == 1:
            return
        right = self.axis.pieces[-1].right
        for number, series in enumerate(self.panel.series):
            last = next((point for point in reversed(series.points) if point.value is not None), None)
            y = self._at(last)[1] if last else self.words_at + 5
            lines = wrapped(series.label, _room(self.pen.width), SMALL)
            box = self.labels.beside(right + 16, y, max(width_of(line, SMALL) for line in lines), len(lines) * LINE)
            self.pen.marker(MARKERS[number % len(MARKERS)], right + 9, box.top + 6, SERIES[number % len(SERIES)], 2.8)
            for row, line in enumerate(lines):
                self.pen.text(
                    right + 16, box.top + 9 + row * LINE, line, size=SMALL, colour=SERIES[number % len(SERIES)]
                )

    def _printed(self, series: Series, number: int) -> None:
        """Write the results beside their points, where they are few and there is room."""
        measured = [point for point in series.points if point.value is not None]
        if len(measured) > _MOST_VALUES:
            return
        for point in measured:
            x, y = self._at(point)
            box = self.labels.around(x, y, width_of(point.printed, SMALL), SMALL)
            if box:
                self.pen.text(box.left, box.bottom - 2, point.printed, size=SMALL, colour=SERIES[number % len(SERIES)])

    def _at(self, point: Point) -> tuple[float, float]:
        assert point.value is not None
        return (self.axis.x(point.at) + self.axis.x(point.end)) / 2, self.scale.y(point.value)


def _ends(points: list[Point]) -> Iterator[Point]:
    yield points[0]
    yield points[-1]


def _room(width: float) -> float:
    return min(_LABEL, width * 0.26)


def _room_at_right(panels: tuple[TrendPanel, ...], width: float) -> float:
    """Return how much of the width the names of the series and of the band need right of the axis."""
    names = [
        width_of(line, SMALL) + 16
        for panel in panels
        if len(panel.series) > 1
        for series in panel.series
        for line in wrapped(series.label, _room(width), SMALL)
    ]
    bands = [width_of(panel.band_label, SMALL) + 6 for panel in panels if panel.band]
    return max((*names, *bands, 12.0)) + _MARGIN


def _worded(tick: Decimal, language: Language) -> str:
    return language.number(f"{tick.normalize():f}").replace("-", "−")
