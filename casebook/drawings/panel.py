"""One panel of a trend: the field of values, its series, its reference range, and the results that are words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from casebook.drawings import signs
from casebook.drawings.axis import Axis
from casebook.drawings.labels import Box, Labels, Stroke, path_to
from casebook.drawings.lanes import MARGIN
from casebook.drawings.metrics import BOLD, LINE, SIZE, SMALL, width_of, wrapped
from casebook.drawings.palette import BAND, DASHES, FAINT, INK, MARKERS, PAPER, QUIET, SERIES
from casebook.drawings.plan import Point, Series, TrendPanel
from casebook.drawings.spoken import Spoken, spoken_of
from casebook.drawings.svg import Pen
from casebook.drawings.values import Scale, scale_of
from casebook.errors import N_
from casebook.languages import Language

RANGE = N_("Reference range")
LOG = N_("{title} (logarithmic scale)")
_HEIGHT, _ABOVE, _BELOW = 130.0, 15.0, 12.0
_MOST_VALUES = 10  # results of one series that are all printed; of more, the first, the lowest, the highest, the last
_MOST_MARKERS = 60
INSET = 8.0  # px from the scale to the first day
_FAR = 9.0  # px beyond which a line joins a result with its point
_LABEL, _WORDS_AT = 110.0, 18.0  # px: how wide the names at the right may be, and how far from the field they stand


@dataclass(frozen=True, slots=True)
class Style:
    """What tells a series from another: colour, and for who does not see it, marker and dash."""

    colour: str
    marker: str
    dash: str


def style_of(number: int) -> Style:
    """Return the style of a series by its number in the panel."""
    return Style(*(kind[number % len(kind)] for kind in (SERIES, MARKERS, DASHES)))


def room_at_right(panel: TrendPanel, language: Language, width: float) -> float:
    """Return how much of the width the names of the series and of the band need right of the axis."""
    series = panel.series if len(panel.series) > 1 else ()
    names = [line for one in series for line in _name(one.label, width)]
    band = _band_words(panel, language, width) if panel.band else ()
    return max((width_of(line, SMALL) for line in (*names, *band)), default=-6.0) + _WORDS_AT + MARGIN


class Panel:
    """One panel being drawn from `top` downwards: its title, the results that are words, the field of values."""

    def __init__(self, pen: Pen, panel: TrendPanel, axis: Axis, language: Language, top: float) -> None:
        self.pen, self.panel, self.axis, self.language = pen, panel, axis, language
        self.left, self.right = axis.pieces[0].left - INSET, axis.pieces[-1].right
        self.spoken = spoken_of(panel, axis, pen.width)
        title = ", ".join(part for part in (panel.label, panel.unit) if part)
        title = language.words(LOG, title=title) if panel.is_log else title
        self.title = wrapped(title, pen.width - 2 * MARGIN, SIZE, BOLD)
        self.top = top
        below = top + len(self.title) * LINE + 4
        self.field = below + max((one.top + 2 for one in self.spoken), default=0.0) + _ABOVE
        self.scale = scale_of(panel, self.field + _HEIGHT, self.field)
        self.labels = Labels(Box(self.left + 2, below, pen.width, self.field + _HEIGHT + 2))
        for start, end, is_known in axis.breaks():
            if not is_known:
                self.labels.take(Box((start + end) / 2 - 1, top, (start + end) / 2 + 1, self.field + _HEIGHT))

    def drawn(self) -> float:
        """Draw the panel, and return where it ends."""
        self._frame()
        for number, series in enumerate(self.panel.series):
            self._line(series, style_of(number))
        for number, series in enumerate(self.panel.series):
            for point in self._marked(series):
                self._point(point, style_of(number))
        for one in self.spoken:
            self._word(one, style_of(one.number))
        self._names()
        for number, series in enumerate(self.panel.series):
            self._printed(series, style_of(number))
        return self.field + _HEIGHT + _BELOW

    def _frame(self) -> None:
        for row, line in enumerate(self.title):
            self.pen.rect(MARGIN, self.top + 2 + row * LINE, width_of(line, SIZE, BOLD), LINE, PAPER)
            self.pen.text(MARGIN, self.top + SIZE + 2 + row * LINE, line, weight=BOLD)
        self._band()
        for tick in self.scale.ticks:
            y = self.scale.y(tick)
            self.pen.line(self.left, y, self.right, y, FAINT, 0.5)
            self.labels.rules.append(Stroke(self.left, y, self.right, y))
            self.pen.line(self.left - 3, y, self.left, y, INK, 0.8)
            self.pen.text(self.left - 6, y + 3, worded(tick, self.language), anchor="end", size=SMALL, colour=QUIET)
        for tick in self.scale.minor:
            self.pen.line(self.left - 2, self.scale.y(tick), self.left, self.scale.y(tick), INK, 0.5)
        self.pen.line(self.left, self.scale.top, self.left, self.scale.bottom, INK, 0.8)

    def _band(self) -> None:
        """Draw the reference range as a band that its words name."""
        if self.panel.band is None:
            return
        low, high = self.panel.band
        top = self.scale.y(high) if high is not None else self.scale.top
        bottom = self.scale.y(low) if low is not None else self.scale.bottom
        self.pen.tint(self.left, top, self.right - self.left, max(bottom - top, 1), BAND)
        x = self.right + 5
        self.labels.take(Box(x - 2, top, x + 5, bottom))
        self.pen.path(f"M{x:.1f} {top:.1f} H{x + 3:.1f} V{bottom:.1f} H{x:.1f}", QUIET, 0.8)
        self._beside((top + bottom) / 2, _band_words(self.panel, self.language, self.pen.width), QUIET)

    def _line(self, series: Series, style: Style) -> None:
        """Join the results of one stretch; over a known gap that is cut out the line is dotted, over others none."""
        for before, after in pairwise(point for point in series.points if point.value is not None):
            is_told = before.at == before.end and after.at == after.end
            are_single = before.least is None and after.least is None
            if is_told and are_single and before.end.stretch == after.at.stretch:
                (x1, y1), (x2, y2) = self._at(before), self._at(after)
                is_cut = any(x1 <= start < end <= x2 for start, end, known in self.axis.breaks() if known)
                self.labels.strokes.append(Stroke(x1, y1, x2, y2))
                self.pen.line(x1, y1, x2, y2, style.colour, 1.3, "1.5 3" if is_cut else style.dash)

    def _marked(self, series: Series) -> tuple[Point, ...]:
        """Return the results that have a marker: all, or where they are very many those that are printed."""
        measured = tuple(point for point in series.points if point.value is not None)
        return measured if len(measured) <= _MOST_MARKERS else _telling(measured)

    def _point(self, point: Point, style: Style) -> None:
        x, y = self._at(point)
        if point.at != point.end:
            start, end = self.axis.x(point.at), self.axis.x(point.end)
            signs.bracket(self.pen, start, end, y, style.colour, "4 2")
            self.labels.take(Box(start - 2, y - 4, end + 2, y + 4))
        if point.least is not None:
            low = self.scale.y(point.least)
            self.pen.line(x, y, x, low, style.colour, 1.3)
            self.pen.marker(style.marker, x, low, style.colour, 2.4)
            self.labels.take(Box(x - 3, y, x + 3, low + 3.5))
        self.pen.marker(style.marker, x, y, style.colour, 2.6)
        self.labels.take(Box(x - 3.5, y - 3.5, x + 3.5, y + 3.5))
        bound = self.scale.bound_of(point)
        if bound:
            signs.arrow(self.pen, x, y, bound, style.colour)
            self.labels.take(
                Box(x - 3, min(y, y + (10 if bound == "<" else -10)), x + 3, y + (10 if bound == "<" else 0))
            )

    def _word(self, one: Spoken, style: Style) -> None:
        """Write a result that is a word, with a hollow marker of its series from which a line comes down."""
        foot = self.field - _ABOVE + 4 - one.lift
        y = foot - 3
        if one.is_between:
            signs.bracket(self.pen, one.xs[0], one.xs[-1], y, style.colour, "4 2")
        for x in [sum(one.xs) / 2] if one.is_between else one.xs:
            if not one.is_between:
                self.pen.guide(x, y, self.scale.bottom, "1 3")
            self.pen.marker(style.marker, x, y, style.colour, 2.6, is_hollow=True)
        top = foot - len(one.lines) * LINE
        self.pen.rect(one.left - 1, top + 2, one.right - one.left + 2, foot - top, PAPER)
        for row, line in enumerate(one.lines):
            self.pen.text(one.left, top + (row + 1) * LINE, line, size=SMALL, colour=style.colour)
        self.labels.take(Box(min(one.left, *one.xs) - 4, top, max(one.right, *one.xs) + 4, foot + 3))

    def _names(self) -> None:
        """Write the name of each series behind its last point, where there are several."""
        if len(self.panel.series) == 1:
            return
        for number, series in enumerate(self.panel.series):
            last = next((point for point in reversed(series.points) if point.value is not None), None)
            y = self._at(last)[1] if last else self.field
            style = style_of(number)
            top = self._beside(y, _name(series.label, self.pen.width), style.colour)
            self.pen.marker(style.marker, self.right + _WORDS_AT - 7, top + 6, style.colour, 2.6)

    def _beside(self, y: float, lines: tuple[str, ...], colour: str) -> float:
        """Write lines right of the field, as near to `y` as they touch no others; return where they begin."""
        x = self.right + _WORDS_AT
        box = self.labels.beside(x, y, max(width_of(line, SMALL) for line in lines), len(lines) * LINE + 3)
        for row, line in enumerate(lines):
            self.pen.text(x, box.top + 9 + row * LINE, line, size=SMALL, colour=colour)
        return box.top

    def _printed(self, series: Series, style: Style) -> None:
        """Write results beside their points: all where they are few, else those that tell the course."""
        for point in _telling(tuple(point for point in series.points if point.value is not None)):
            x, high = self._at(point)
            for y in (high,) if point.least is None else (high, self.scale.y(point.least)):
                box = self.labels.around(x, y, width_of(point.printed, SMALL), SMALL)
                if box:
                    self._lead(x, y, box, style)
                    self.pen.text(box.left, box.bottom - 2, point.printed, size=SMALL, colour=style.colour)
                    break

    def _lead(self, x: float, y: float, box: Box, style: Style) -> None:
        """Draw what a printed result needs so as to be read: paper below it, and from far a line to its point."""
        if self.labels.is_crossed(box):
            self.pen.rect(box.left - 1, box.top, box.right - box.left + 2, box.bottom - box.top, PAPER)
        path = path_to(x, y, box)
        if abs(path.x2 - path.x1) + abs(path.y2 - path.y1) > _FAR:
            self.pen.line(path.x1, path.y1, path.x2, path.y2, style.colour, 0.5)

    def _at(self, point: Point) -> tuple[float, float]:
        assert point.value is not None
        return (self.axis.x(point.at) + self.axis.x(point.end)) / 2, self.scale.y(point.value)


def worded(tick: Decimal, language: Language) -> str:
    """Return the number at a tick of a scale."""
    return language.number(f"{tick.normalize():f}")


def scale_words(panel: TrendPanel, language: Language) -> Iterator[str]:
    """Yield the numbers that stand left of a panel."""
    scale: Scale = scale_of(panel, 1, 0)
    return (worded(tick, language) for tick in scale.ticks)


def _telling(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return the results to be printed: all where they are few, else the first, the lowest, the highest, the last."""
    if len(points) <= _MOST_VALUES:
        return points
    values = [(point.value, number) for number, point in enumerate(points) if point.value is not None]
    chosen = {0, len(points) - 1, min(values)[1], max(values, key=lambda pair: (pair[0], -pair[1]))[1]}
    return tuple(points[number] for number in sorted(chosen))


def _name(label: str, width: float) -> tuple[str, ...]:
    room = min(_LABEL, width * 0.26)
    return wrapped(label, room, SMALL, most=room * 1.2)


def _band_words(panel: TrendPanel, language: Language, width: float) -> tuple[str, ...]:
    return *_name(language.words(RANGE), width), panel.band_label
