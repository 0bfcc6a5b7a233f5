"""The course of a case as the plan of a drawing: worded in one language, on the stretches of one axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from casebook.blocks.chronicle import named, span_of, spells
from casebook.blocks.facts import Voice
from casebook.blocks.results import bare, ends, line_of
from casebook.clinical.clocks import Position, Span
from casebook.clinical.heads import Heads
from casebook.clinical.moments import Moment as ToldMoment
from casebook.clinical.results import Result
from casebook.drawings.plan import Bar, Lane, Mark, Moment, Point, Series, Stretch, TrendPanel
from casebook.errors import N_
from casebook.nodes import Emphasis, Foreign, Inline, Strong, Subscript, Superscript, plain
from casebook.quantity import Quantity

INTERVALS = N_("The intervals between {names} are not reported.")
_LOWER = ("<", "≤")
_UPPER = (">", "≥")


@dataclass(frozen=True, slots=True)
class Axis:
    """The stretches that a figure needs, in their order; `numbers` are theirs in the calendar of the case."""

    stretches: tuple[Stretch, ...]
    numbers: tuple[int, ...]

    def moment(self, position: Position) -> Moment:
        """Return a place of the calendar as a moment of the figure."""
        return Moment(self.numbers.index(position.stretch), _days(position.days))

    def limits(self, span: Span) -> tuple[Moment, Moment]:
        """Return a span as two moments of the figure; a side that is open reaches to the end of its stretch."""
        start = self.moment(span.start) if span.start else None
        end = self.moment(span.end) if span.end else None
        if start is None:
            assert end, "one side is told"
            return Moment(end.stretch, self.stretches[end.stretch].start), end
        return start, end or Moment(start.stretch, self.stretches[start.stretch].end)


def places_of(span: Span | None) -> Iterable[Position]:
    """Yield the places that a span tells."""
    return [place for place in (span.start, span.end) if place] if span else []


def axis_of(positions: Iterable[Position], voice: Voice) -> Axis:
    """Return the axis that holds all `positions`, each stretch as far as they reach, its zero with it."""
    course = voice.wording.course
    reached: dict[int, list[Fraction]] = {}
    for position in positions:
        reached.setdefault(position.stretch, []).append(position.days)
    numbers = tuple(sorted(reached))
    stretches = []
    for number in numbers:
        clock = course.calendar.stretches[number]
        named = course.clocks[clock].name.codes if clock in course.clocks else ()
        counts = course.clocks[clock].counts if clock in course.clocks else "days"
        name = voice.wording.name(clock) if named or len(numbers) > 1 else ""
        days = (*reached[number], Fraction(0))
        stretches.append(Stretch(name, _days(min(days)), _days(max(days)), course.calendar.first(clock), counts))
    return Axis(tuple(stretches), numbers)


def positions_of(regimens: tuple[str, ...], events: tuple[str, ...], voice: Voice) -> Iterable[Position]:
    """Yield every place of the axis at which a drawing of these has something."""
    course = voice.wording.course
    for name in events:
        yield from places_of(span_of(name, voice))
    for name in regimens:
        regimen = course.regimens[name]
        for given in (*regimen.drugs.values(),) or (None,):
            for spell in spells(regimen, given, voice):
                yield spell.start
                yield spell.end or spell.start


def lanes(regimens: tuple[str, ...], axis: Axis, voice: Voice) -> tuple[Lane, ...]:
    """Return a lane for each drug, whatever the regimens that it was part of; the dose stands where it changes."""
    course = voice.wording.course
    bars: dict[str, list[Bar]] = {}
    for name in regimens:
        regimen = course.regimens[name]
        for drug, given in regimen.drugs.items() or ((None, None),):
            lane = bars.setdefault(named(name, drug, voice), [])
            before = ""
            for spell in spells(regimen, given, voice):
                start = axis.moment(spell.start)
                end = axis.moment(spell.end) if spell.end else start
                lane.append(Bar(start, end, spell.dose if spell.dose != before else "", spell.end is None))
                before = spell.dose
    return tuple(Lane(label, tuple(lane)) for label, lane in bars.items())


def marks(events: tuple[str, ...], axis: Axis, voice: Voice) -> tuple[Mark, ...]:
    """Return the events in order of time."""
    course, found = voice.wording.course, []
    heads = _heads_of_marks(events, voice)
    for name in events:
        span = span_of(name, voice)
        if span:
            event = course.events[name]
            when = heads[span.known.stretch].mark(event.at) if event.at else ""  # else the bracket says it
            start, end = axis.limits(span)
            said = voice.say(event.what, ("events", name, "what")) if event.what.get(voice.language.code) else ()
            found.append(Mark(start, end, voice.wording.name(name), when, event.kind, frozenset(_italics(said))))
    return tuple(sorted(found, key=lambda mark: (mark.start.stretch, mark.start.days)))


def _heads_of_marks(events: tuple[str, ...], voice: Voice) -> Mapping[int, Heads]:
    """Return how the marks of each stretch are told apart, where the axis names the clock of the stretch."""
    course = voice.wording.course
    moments: dict[int, list[ToldMoment]] = {number: [] for number in range(len(course.calendar.stretches))}
    for name in events:
        span, at = span_of(name, voice), course.events[name].at
        if span and at:
            moments[span.known.stretch].append(at)
    stretches = course.calendar.stretches
    return {number: Heads(voice.wording, told, stretches[number]) for number, told in moments.items()}


def _italics(nodes: Iterable[Inline]) -> Iterator[str]:
    """Yield the words that are emphasised, such as those of a species."""
    for node in nodes:
        match node:
            case Emphasis(children):
                yield from plain(children).split()
            case Strong(children) | Superscript(children) | Subscript(children) | Foreign(_, children):
                yield from _italics(children)
            case _:
                pass


def intervals(axis: Axis, voice: Voice) -> str:
    """Return the sentence which distances are not known; "" where all are."""
    names = tuple(stretch.name for stretch in axis.stretches)
    return voice.language.words(INTERVALS, names=voice.language.listing(names)) if len(names) > 1 else ""


def panels(tests: tuple[tuple[str, ...], ...], axis: Axis, voice: Voice, *, is_log: bool) -> tuple[TrendPanel, ...]:
    """Return a panel for each group of tests, which share one unit."""
    return tuple(_panel(group, axis, voice, is_log=is_log) for group in tests)


def _panel(group: tuple[str, ...], axis: Axis, voice: Voice, *, is_log: bool) -> TrendPanel:
    course, line = voice.wording.course, line_of(group, voice)
    ranges = {course.labs[name].range for name in group}
    reference = next(iter(ranges)) if len(ranges) == 1 else None
    shown = _shown(reference, group[0], voice) if reference else None
    scale = _Scale(line.powers[0] if line.powers else None, voice)
    series = tuple(
        Series(
            voice.wording.test(name),
            tuple(_point(axis.limits(span), name, result, scale) for span, result in course.results(name)),
        )
        for name in group
    )
    return TrendPanel(
        label=series[0].label if len(series) == 1 else _names(group, voice),
        unit=line.units[0] if line.units else "",
        series=series,
        band=scale.ends(shown) if shown else None,
        band_label=scale.printed(shown) if shown else "",
        is_log=is_log,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """The numbers of one panel, in units of 10^`power`: the power of ten that all were typed with, else none."""

    power: int | None
    voice: Voice

    def printed(self, value: Quantity) -> str:
        return bare(value, self.power, self.voice)

    def number(self, value: Decimal) -> Decimal:
        return value.scaleb(-(self.power or 0))

    def ends(self, reference: Quantity) -> tuple[Decimal | None, Decimal | None]:
        """Return the ends of a reference range, None where it is open."""
        low, high = ends(reference)
        return (None if low is None else self.number(low), None if high is None else self.number(high))

    def between(self, value: Quantity) -> tuple[Decimal, Decimal]:
        """Return the lower and the upper number of a range or a pressure.

        Else both are one: of a titre (1:40) the last, of a score (8/10) the first.
        """
        numbers = [self.number(number.value) for number in value.numbers]
        first, last = numbers[0], numbers[-1]
        if value.joint == "–" or (value.joint == "/" and first > last):
            return min(first, last), max(first, last)
        return (first, first) if value.joint == "/" else (last, last)


def _names(group: tuple[str, ...], voice: Voice) -> str:
    """Return the names of the tests that several series are of, each once."""
    return " · ".join(dict.fromkeys(voice.wording.bare_test(name) for name in group))


def _shown(value: Quantity, name: str, voice: Voice) -> Quantity:
    """Return a result in the first of the units that are asked for."""
    return voice.systems(value, voice.wording.course.assay(name))[0]


def _point(limits: tuple[Moment, Moment], name: str, result: Result, scale: _Scale) -> Point:
    voice = scale.voice
    if not isinstance(result.value, Quantity):
        path = ("labs", name)
        said = result.value if isinstance(result.value, str) else None
        words = voice.language.words(said) if said else voice.say_plainly(result.value, path)  # type: ignore[arg-type]
        return Point(*limits, None, words)
    value = _shown(result.value, name, voice)
    bound = "<" if value.comparator in _LOWER else ">" if value.comparator in _UPPER else ""
    least, most = scale.between(value)
    return Point(*limits, most, scale.printed(value), bound, least if least != most else None)  # type: ignore[arg-type]


def _days(days: Fraction) -> Decimal:
    return Decimal(days.numerator) / Decimal(days.denominator)
