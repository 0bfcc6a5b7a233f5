"""Trends: panels of results over one axis of time, treatments above them."""

from __future__ import annotations

from functools import lru_cache

from casebook.drawings.axis import axis_of
from casebook.drawings.lanes import MARGIN, draw_lanes, ends_of, gutter_of, starts_of
from casebook.drawings.legend import BETWEEN, LESS, MORE, draw_legend, signs_of
from casebook.drawings.metrics import SMALL, width_of
from casebook.drawings.panel import INSET, Panel, room_at_right, scale_words
from casebook.drawings.plan import WIDE, Drawing, Point, Trend
from casebook.drawings.ruler import draw_axis
from casebook.drawings.svg import Pen
from casebook.drawings.values import scale_of
from casebook.languages import Language


@lru_cache(maxsize=64)
def draw_trend(plan: Trend, language: Language, width: float = WIDE) -> Drawing:
    """Return the trends in one language, `width` px wide."""
    pen = Pen(width, plan.title, plan.description, language.tag)
    numbers = [width_of(words, SMALL) for panel in plan.panels for words in scale_words(panel, language)]
    left = max(gutter_of(plan.lanes, width), MARGIN + max(numbers, default=0.0) + 9)
    moments = starts_of(plan.lanes) + [moment for point in _points(plan) for moment in (point.at, point.end)]
    right = width - max((room_at_right(panel, language, width) for panel in plan.panels), default=MARGIN)
    axis = axis_of(plan.stretches, moments, left + INSET, right, ends_of(plan.lanes))
    y = draw_lanes(pen, plan.lanes, axis, left, MARGIN) + (8 if plan.lanes else 0)
    for panel in plan.panels:
        y = Panel(pen, panel, axis, language, y).drawn()
    y = draw_axis(pen, axis, y + 4, language, MARGIN)
    return pen.finished(draw_legend(pen, signs_of(plan.lanes, axis) | _signs(plan), MARGIN, y, language) + MARGIN)


def _points(plan: Trend) -> list[Point]:
    return [point for panel in plan.panels for series in panel.series for point in series.points]


def _signs(plan: Trend) -> set[str]:
    """Return which signs the results use."""
    used = {BETWEEN} if any(point.at != point.end for point in _points(plan)) else set()
    for panel in plan.panels:
        scale = scale_of(panel, 1, 0)
        bounds = {scale.bound_of(point) for series in panel.series for point in series.points}
        used |= {LESS if bound == "<" else MORE for bound in bounds - {""}}
    return used
