"""A timeline: a lane of bars for each treatment, the axis of time, and every event with its words below it."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.drawings.axis import Axis, axis_of
from casebook.drawings.metrics import BOLD, LINE, SIZE, SMALL, width_of, wrapped
from casebook.drawings.palette import BARS, FAINT, INK, PAPER, QUIET
from casebook.drawings.plan import Drawing, Lane, Mark, Moment, Timeline
from casebook.drawings.svg import Pen
from casebook.languages import Language

WIDE, COLUMN = 656, 312  # px: what the page has across both columns, and across one
GUTTER, GAP, BAR, LANE = 0.24, 8.0, 9.0, 20.0
_BRACKET, _OPEN = 7.0, 26.0  # px: a bracket with the space below it; a bar whose end is not told
_MARGIN, _LABEL, _LEAST_LABEL = 6.0, 190.0, 96.0
_KINDS = {"event": "circle", "finding": "diamond", "last": "last"}


def draw_timeline(plan: Timeline, language: Language, width: float = WIDE) -> Drawing:
    """Return the timeline in one language, `width` px wide and as high as its labels need."""
    pen = Pen(width, plan.title, plan.description, language.tag)
    left = gutter_of(plan.lanes, width)
    moments = moments_of(plan.lanes)
    moments += [moment for mark in plan.marks for moment in (mark.start, mark.end)]
    axis = axis_of(plan.stretches, moments, left, width - _room_at_right(plan.marks, width))
    y = draw_lanes(pen, plan.lanes, axis, left, _MARGIN) + 4
    brackets = _draw_brackets(pen, plan.marks, axis, y + 5 + height_of_axis(axis, language))
    bottom = _draw_marks(pen, plan.marks, axis, y, brackets + 5)
    end = draw_axis(pen, axis, y, language, _MARGIN)
    _draw_markers(pen, plan.marks, axis, y)
    return pen.finished(max(bottom, end) + _MARGIN)


def gutter_of(lanes: tuple[Lane, ...], width: float) -> float:
    """Return where the axis begins: behind the names of the lanes, which take a quarter of the width at most."""
    widest = max((width_of(line) for lane in lanes for line in wrapped(lane.label, width * GUTTER)), default=0.0)
    return _MARGIN + widest + (GAP if widest else 4.0)


def draw_lanes(pen: Pen, lanes: tuple[Lane, ...], axis: Axis, left: float, top: float) -> float:
    """Draw the lanes below `top`, and return where they end."""
    for number, lane in enumerate(lanes):
        lines = wrapped(lane.label, left - GAP - _MARGIN)
        rows = _label_rows(lane, axis, pen.width)
        depth = LINE if rows and max(rows.values()) else 0.0
        height = max(LANE + (LINE if rows else 0.0) + depth, len(lines) * LINE + 4)
        middle = top + height - LANE / 2
        for row, line in enumerate(lines):
            pen.text(left - GAP, middle + 3.2 - (len(lines) - 1 - 2 * row) * LINE / 2, line, anchor="end")
        pen.line(left, middle, axis.pieces[-1].right, middle, FAINT, 0.6)
        _draw_bars(pen, lane, axis, middle, BARS[number % len(BARS)])
        for bar_number, row in rows.items():
            bar = lane.bars[bar_number]
            x = min(axis.x(bar.start), pen.width - width_of(bar.label, SMALL) - 1)
            pen.text(x, middle - BAR / 2 - 3 - row * LINE, bar.label, size=SMALL, colour=QUIET)
        top += height
    return top


def draw_axis(pen: Pen, axis: Axis, y: float, language: Language, above: float) -> float:
    """Draw the axis at `y`, its breaks up to `above`, ticks and titles; return where they end."""
    for piece in axis.pieces:
        pen.line(piece.left, y, piece.right, y, INK, 1)
    for start, end, is_known in axis.breaks():
        _draw_break(pen, start, end, y, above, is_known=is_known)
    for tick in axis.ticks(language):
        pen.line(tick.x, y, tick.x, y + 3.5, INK, 0.8)
        wide = width_of(tick.label, SMALL)
        pen.rect(tick.x - wide / 2 - 1, y + 4.5, wide + 2, 10.5, PAPER)  # lines to the events pass behind it
        pen.text(tick.x, y + 13, tick.label, anchor="middle", size=SMALL, colour=QUIET)
    for x, row, words in _titles(axis, language):
        wide = width_of(words, SIZE, BOLD)
        x = max(min(x, pen.width - wide - 1), 1)
        pen.rect(x - 1, y + 17 + row * LINE, wide + 2, LINE, PAPER)
        pen.text(x, y + 26 + row * LINE, words, weight=BOLD)
    return y + height_of_axis(axis, language)


def height_of_axis(axis: Axis, language: Language) -> float:
    """Return how far ticks and titles reach below the axis."""
    return 28 + LINE * max((row for _, row, _ in _titles(axis, language)), default=0)


def _titles(axis: Axis, language: Language) -> tuple[tuple[float, int, str], ...]:
    """Return where each title begins, and in which row it touches no other."""
    ends: dict[int, float] = {}
    placed = []
    for x, words in axis.titles(language):
        row = next((row for row, end in ends.items() if end <= x), len(ends))
        ends[row] = x + width_of(words, SIZE, BOLD) + GAP
        placed.append((x, row, words))
    return tuple(placed)


def _draw_break(pen: Pen, start: float, end: float, y: float, above: float, *, is_known: bool) -> None:
    """Draw two strokes where a known gap is left out, a zigzag where the distance is not known."""
    middle = (start + end) / 2
    if is_known:
        pen.line(start, y, end, y, INK, 1)
        pen.rect(middle - 2.5, y - 3, 5, 6, PAPER)
        for x in (middle - 2.5, middle + 2.5):
            pen.line(x - 2, y + 4, x + 2, y - 4, INK, 1)
        return
    pen.line(middle, above, middle, y - 7, FAINT, 0.8, "2 3")
    teeth = " ".join(f"L{start + 4 + step * 4.5:.1f} {y + (-4 if step % 2 else 4):.1f}" for step in range(1, 4))
    pen.path(f"M{start:.1f} {y:.1f} L{start + 4:.1f} {y:.1f} {teeth} L{end - 4:.1f} {y:.1f} L{end:.1f} {y:.1f}", INK, 1)


def _draw_bars(pen: Pen, lane: Lane, axis: Axis, middle: float, colour: str) -> None:
    for bar in lane.bars:
        start, end = axis.x(bar.start), axis.x(bar.end)
        if not bar.is_open:
            pen.rect(start, middle - BAR / 2, max(end - start, 2.5), BAR, colour, PAPER, 1)
            continue
        tip = max(end, start + _OPEN)
        low, high = middle + BAR / 2, middle - BAR / 2
        edge = f"M{start:.1f} {high:.1f} H{tip - 6:.1f} L{tip:.1f} {middle:.1f} L{tip - 6:.1f} {low:.1f} H{start:.1f} Z"
        pen.path(edge, "none", fill=colour)


def _label_rows(lane: Lane, axis: Axis, width: float) -> dict[int, int]:
    """Return, for each bar that has a label, whether it stands right above the bars (0) or one line higher (1)."""
    rows: dict[int, int] = {}
    ends = [0.0, 0.0]
    for number, bar in enumerate(lane.bars):
        if bar.label:
            long = width_of(bar.label, SMALL)
            x = min(axis.x(bar.start), width - long - 1)
            row = 0 if ends[0] <= x else 1
            rows[number], ends[row] = row, x + long + 5
    return rows


@dataclass(frozen=True, slots=True)
class _Label:
    """The words of one event: the moment first, then what it was, in lines."""

    mark: Mark
    x: float
    lines: tuple[str, ...]
    width: float

    @property
    def height(self) -> float:
        return len(self.lines) * LINE + 4


def _draw_marks(pen: Pen, marks: tuple[Mark, ...], axis: Axis, y: float, top: float) -> float:
    """Draw the events on the axis at `y` and their words from `top` on; return where these end.

    Words stand right of a line that comes down from the axis. Going from the last event to the first, each stands
    below all words to its right that it would touch; so no words touch, and no line crosses any.
    """
    labels = sorted((_label(mark, axis, pen.width) for mark in marks), key=lambda label: label.x)
    tops: dict[int, float] = {}
    for number in reversed(range(len(labels))):
        label = labels[number]
        touched = [n for n in tops if labels[n].x < label.x + label.width + GAP]
        tops[number] = max((tops[n] + labels[n].height for n in touched), default=top)
    for number, label in enumerate(labels):
        foot = tops[number] + label.height - 4
        pen.line(label.x, y, label.x, foot, QUIET, 0.5)
        for row, line in enumerate(label.lines):
            pen.text(
                label.x + 4,
                tops[number] + SIZE + row * LINE - 1,
                line,
                weight=BOLD if row == 0 and label.mark.when else "400",
            )
    return max((tops[number] + label.height for number, label in enumerate(labels)), default=top)


def _draw_markers(pen: Pen, marks: tuple[Mark, ...], axis: Axis, y: float) -> None:
    for mark in marks:
        if mark.start == mark.end:
            pen.marker(_KINDS[mark.kind], axis.x(mark.start), y, INK, 3.4)


def _draw_brackets(pen: Pen, marks: tuple[Mark, ...], axis: Axis, top: float) -> float:
    """Draw a bracket, each where it touches no other, for every event of which only the limits are known."""
    ends: dict[int, float] = {}
    for mark in sorted(marks, key=lambda mark: axis.x(mark.start)):
        if mark.start != mark.end:
            start, end = axis.x(mark.start), axis.x(mark.end)
            row = next((row for row, last in ends.items() if last + 4 <= start), len(ends))
            ends[row] = end
            y = top + row * _BRACKET
            pen.path(f"M{start:.1f} {y - 2.5:.1f} v5 M{start:.1f} {y:.1f} H{end:.1f} M{end:.1f} {y - 2.5:.1f} v5", INK)
    return top + len(ends) * _BRACKET


def _label(mark: Mark, axis: Axis, width: float) -> _Label:
    x = axis.x(mark.start)
    room = max(min(_LABEL, width - x - 6), 60.0)
    lines = (*(wrapped(mark.when, room, SIZE, BOLD) if mark.when else ()), *wrapped(mark.label, room))
    widest = max(width_of(line, SIZE, BOLD) for line in lines)
    return _Label(mark, x, lines, widest + 4)


def _room_at_right(marks: tuple[Mark, ...], width: float) -> float:
    """Return how much of the width the words of the last event need right of the axis."""
    last = max(marks, key=lambda mark: (mark.start.stretch, mark.start.days), default=None)
    if last is None:
        return _MARGIN + 4
    words = max(width_of(last.when, SIZE, BOLD), min(width_of(last.label), _LEAST_LABEL))
    return min(max(words, 30.0), width * 0.25) + 8


def moments_of(lanes: tuple[Lane, ...]) -> list[Moment]:
    """Return where the bars of lanes begin and end."""
    return [moment for lane in lanes for bar in lane.bars for moment in (bar.start, bar.end)]
