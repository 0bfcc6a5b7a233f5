"""A timeline: a lane of bars for each treatment, the axis of time, and every event with its words below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from casebook.drawings import signs
from casebook.drawings.axis import Axis, axis_of
from casebook.drawings.lanes import MARGIN, draw_lanes, ends_of, gutter_of, starts_of
from casebook.drawings.legend import BETWEEN, draw_legend, signs_of
from casebook.drawings.metrics import BOLD, ITALIC, LINE, REGULAR, SIZE, width_of, wrapped
from casebook.drawings.palette import QUIET
from casebook.drawings.plan import WIDE, Drawing, Mark, Timeline
from casebook.drawings.ruler import draw_axis, height_of_axis
from casebook.drawings.svg import Pen
from casebook.languages import Language

_BRACKET, _APART = 9.0, 9.0  # px from one bracket to the next, and from one line down to the next
_GAP, _LABEL, _LEAST_LABEL = 8.0, 190.0, 96.0
_BESIDE_ITALICS = 1.0  # px more than a space
_SIGNS = ",.;:()[]"


@lru_cache(maxsize=64)
def draw_timeline(plan: Timeline, language: Language, width: float = WIDE) -> Drawing:
    """Return the timeline in one language, `width` px wide and as high as its labels need."""
    pen = Pen(width, plan.title, plan.description, language.tag)
    moments = starts_of(plan.lanes) + [moment for mark in plan.marks for moment in (mark.start, mark.end)]
    right = width - _room_at_right(plan.marks, width)
    axis = axis_of(plan.stretches, moments, gutter_of(plan.lanes, width), right, ends_of(plan.lanes))
    y = draw_lanes(pen, plan.lanes, axis, axis.pieces[0].left, MARGIN) + 4
    hanging = _hung(plan.marks, axis, y, y + 7 + height_of_axis(axis, language, width))
    lowest = max((hung.y for hung in hanging), default=0.0)
    top = max(y + 5 + height_of_axis(axis, language, width), lowest + 6)
    bottom = _draw_words(pen, [_label(hung, width) for hung in hanging], top)
    end = draw_axis(pen, axis, y, language, MARGIN)
    for hung in hanging:
        if hung.limits:
            signs.bracket(pen, *hung.limits, hung.y)
        signs.mark(pen, hung.mark.kind, hung.x, hung.y)
    kinds = {mark.kind for mark in plan.marks}
    used = signs_of(plan.lanes, axis) | (kinds if len(kinds) > 1 else set())
    used |= {BETWEEN} if any(hung.limits for hung in hanging) else set()
    return pen.finished(draw_legend(pen, used, MARGIN, max(bottom, end), language) + MARGIN)


@dataclass(frozen=True, slots=True)
class _Hung:
    """An event, and the point of the axis or of its bracket (from and to `limits`) from which its words hang."""

    mark: Mark
    x: float
    y: float
    limits: tuple[float, float] | None = None


def _hung(marks: tuple[Mark, ...], axis: Axis, y: float, below: float) -> list[_Hung]:
    """Return where each event hangs: on the axis at `y`, or on a bracket from `below` on that touches no other."""
    found = [_Hung(mark, axis.x(mark.start), y) for mark in marks if mark.start == mark.end]
    ends: dict[int, float] = {}
    for mark in sorted((mark for mark in marks if mark.start != mark.end), key=lambda mark: axis.x(mark.start)):
        start, end = axis.x(mark.start), axis.x(mark.end)
        row = next((row for row, last in ends.items() if last + 4 <= start), len(ends))
        ends[row] = end
        x = _apart(start, end, [hung.x for hung in found])
        found.append(_Hung(mark, x, below + row * _BRACKET, (start, end)))
    return found


def _apart(start: float, end: float, taken: list[float]) -> float:
    """Return the place between two ends, as near to the middle as may be, that is apart from all those taken."""
    middle, half = (start + end) / 2, max((end - start) / 2 - 5, 0.0)
    tried = (middle + way * step for step in range(int(half) + 1) for way in (1, -1))
    return next((x for x in tried if all(abs(x - other) >= _APART for other in taken)), middle)


@dataclass(frozen=True, slots=True)
class _Label:
    """The words of one event: the moment first, then what it was, in lines."""

    hung: _Hung
    lines: tuple[tuple[str, str], ...]  # with the weight of each

    @property
    def x(self) -> float:
        return self.hung.x

    @property
    def width(self) -> float:
        return max(width_of(line, SIZE, weight) for line, weight in self.lines) + 4

    @property
    def height(self) -> float:
        return len(self.lines) * LINE + 4


def _label(hung: _Hung, width: float) -> _Label:
    room = width - hung.x - 6
    when = wrapped(hung.mark.when, min(_LABEL, room), SIZE, BOLD) if hung.mark.when else ()
    words = wrapped(hung.mark.label, min(_LABEL, room))
    return _Label(hung, (*((line, BOLD) for line in when), *((line, REGULAR) for line in words)))


def _draw_words(pen: Pen, labels: list[_Label], top: float) -> float:
    """Draw the words of the events from `top` on, each right of a line that comes down; return where they end.

    Going from the last event to the first, each stands below all words to its right that it would touch; so no words
    touch, and no line crosses any.
    """
    labels = sorted(labels, key=lambda label: label.x)
    tops: dict[int, float] = {}
    for number in reversed(range(len(labels))):
        label = labels[number]
        touched = [n for n in tops if labels[n].x < label.x + label.width + _GAP]
        tops[number] = max((tops[n] + labels[n].height for n in touched), default=top)
    for number, label in enumerate(labels):
        pen.line(label.x, label.hung.y, label.x, tops[number] + label.height - 4, QUIET, 0.5)
        for row, (line, weight) in enumerate(label.lines):
            _write(pen, label.x + 4, tops[number] + SIZE + row * LINE - 1, line, weight, label.hung.mark.italics)
    return max((tops[number] + label.height for number, label in enumerate(labels)), default=top)


def _write(pen: Pen, x: float, y: float, line: str, weight: str, italics: frozenset[str]) -> None:
    """Write a line, its words that belong in italics in these."""
    for is_italic, words in groupby(line.split(" "), lambda word: word.strip(_SIGNS) in italics):
        part, style = " ".join(words), ITALIC if is_italic and weight == REGULAR else weight
        pen.text(x, y, part, weight=style)
        x += width_of(f"{part} ", SIZE, style) + _BESIDE_ITALICS


def _room_at_right(marks: Iterable[Mark], width: float) -> float:
    """Return how much of the width the words of the last events need right of the axis."""
    widths = (max(width_of(mark.when, SIZE, BOLD), width_of(mark.label)) for mark in marks)
    return min(max(widths, default=0.0), _LEAST_LABEL, width / 4) + 14
