"""What happened, in order of time and in words: a timeline as a table has it, and as a text alternative tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from casebook.blocks.facts import Voice
from casebook.clinical.clocks import Position, Span
from casebook.clinical.moments import Moment
from casebook.clinical.regimens import Given, Regimen
from casebook.errors import N_

CYCLE = N_("{drug}, cycle {number}")
FROM_TO = N_("{first} to {last}")
BETWEEN = N_("between {first} and {last}")
AFTER, BEFORE = N_("after {moment}"), N_("before {moment}")
WITH_DOSE = N_("{drug}, {dose}")
_DAY = Fraction(1)


@dataclass(frozen=True, slots=True)
class Spell:
    """One stay on a drug: from `start` to `end` (the end of its last day), None where the end is not told."""

    start: Position
    end: Position | None
    dose: str
    cycle: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the chronicle; `at` orders it."""

    at: tuple[Position, bool, Position]
    when: str
    what: str


def spells(regimen: Regimen, given: Given | None, voice: Voice) -> tuple[Spell, ...]:
    """Return when a drug of a regimen (None: the regimen as such) was given, cycle by cycle, in order."""
    calendar = voice.wording.course.calendar
    start = calendar.position(regimen.start)
    end = calendar.position(regimen.end) if regimen.end else None
    if start is None:
        return ()
    found = []
    for cycle in range(1, regimen.cycles + 1):
        begin = start.days + (cycle - 1) * (regimen.interval or 0)
        dose = given.dose_in(cycle) if given else None
        said = voice.quantity(dose) if dose else ""
        for first, last in given.days.runs if given and given.days else ():
            from_, to = Position(start.stretch, begin + first - 1), Position(start.stretch, begin + last)
            found.append(Spell(from_, to, said, cycle))
        if not (given and given.days):
            found.append(Spell(Position(start.stretch, begin), _end_of_day(end), said, cycle))
    return tuple(found)


def chronicle(regimens: tuple[str, ...], events: tuple[str, ...], voice: Voice) -> tuple[Entry, ...]:
    """Return what the named regimens and events are, in order of time."""
    return tuple(sorted((*_treatments(regimens, voice), *_events(events, voice)), key=lambda entry: entry.at))


def span_of(name: str, voice: Voice) -> Span | None:
    """Return between which places of the axis an event lies; None where that cannot be told."""
    return voice.wording.course.calendar.span(Moment(name))


def head(moment: Moment, voice: Voice) -> str:
    """Return a moment with the name of its clock where the case has several that no distance joins."""
    return voice.wording.head(moment, with_clock=len(voice.wording.course.calendar.stretches) > 1)


def when_of(name: str, voice: Voice) -> str:
    """Return when an event was, in words: "Transplant, day 12", "between cycle 1 and cycle 2"."""
    event, words = voice.wording.course.events[name], voice.language.words
    if event.at:
        return head(event.at, voice)
    if event.after and event.before:
        return words(BETWEEN, first=head(event.after, voice), last=head(event.before, voice))
    if event.after:
        return words(AFTER, moment=head(event.after, voice))
    assert event.before
    return words(BEFORE, moment=head(event.before, voice))


def _events(names: tuple[str, ...], voice: Voice) -> Iterator[Entry]:
    for name in names:
        span = span_of(name, voice)
        if span:
            yield Entry(span.order, when_of(name, voice), voice.wording.name(name))


def _treatments(names: tuple[str, ...], voice: Voice) -> Iterator[Entry]:
    course, words = voice.wording.course, voice.language.words
    for name in names:
        regimen = course.regimens[name]
        for drug, given in regimen.drugs.items() or ((None, None),):
            called = named(name, drug, voice)
            for spell in spells(regimen, given, voice):
                what = words(CYCLE, drug=called, number=spell.cycle) if regimen.cycles > 1 else called
                yield Entry(
                    (spell.start, False, spell.start),
                    _from_to(spell, regimen, voice),
                    words(WITH_DOSE, drug=what, dose=spell.dose) if spell.dose else what,
                )


def named(regimen: str, drug: str | None, voice: Voice) -> str:
    """Return the name of a drug, or of a regimen without drugs, as a line begins with it."""
    name = voice.wording.drug(regimen, drug) if drug else voice.wording.regimen(regimen)
    return name[:1].upper() + name[1:]


def _from_to(spell: Spell, regimen: Regimen, voice: Voice) -> str:
    """Return the first and the last day of a spell, as the clock of its regimen counts them."""
    start = voice.wording.course.calendar.position(regimen.start)
    assert start is not None
    first = _later(regimen.start, spell.start.days - start.days)
    if spell.end is None or spell.end.stretch != start.stretch or spell.end.days - spell.start.days <= _DAY:
        return head(first, voice)
    last = _later(regimen.start, spell.end.days - start.days - _DAY)
    return voice.language.words(FROM_TO, first=head(first, voice), last=voice.wording.when(last))


def _later(moment: Moment, days: Fraction) -> Moment:
    if moment.day is not None and not days % 1:
        return Moment(moment.name, moment.day + int(days), place=moment.place)
    return Moment(moment.name, None, moment.after + days, moment.place) if moment.day is None else moment


def _end_of_day(end: Position | None) -> Position | None:
    return Position(end.stretch, end.days + (0 if end.days % 1 else _DAY)) if end else None
