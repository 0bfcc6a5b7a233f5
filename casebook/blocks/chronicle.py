"""What happened, in order of time and in words: a timeline as a table has it, and as a text alternative tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from casebook.blocks.facts import Voice
from casebook.clinical.clocks import Position, Span
from casebook.clinical.heads import Heads
from casebook.clinical.moments import Moment
from casebook.clinical.regimens import Given, Regimen
from casebook.errors import N_

CYCLE = N_("{drug}, cycle {number}")
FROM_TO, ONWARD = N_("{first} to {last}"), N_("{first} onward")
BETWEEN = N_("between {first} and {last}")
AFTER, BEFORE = N_("after {moment}"), N_("before {moment}")
TOLD = N_("{when}: {what}.")
WITH_DOSE = N_("{drug}, {dose}")


@dataclass(frozen=True, slots=True)
class Spell:
    """One stay on a drug: from `start` to `end`, None where the end is not told.

    `last` is the moment of the last dose as it is told; of a day, `end` is its end.
    """

    start: Position
    last: Position | None
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
            from_, to = Position(start.stretch, begin + first - 1), Position(start.stretch, begin + last - 1)
            found.append(Spell(from_, to, _next_day(to), said, cycle))
        if not (given and given.days):
            final = end if cycle == regimen.cycles else None
            found.append(Spell(Position(start.stretch, begin), final, _end_of(final, regimen, voice), said, cycle))
    return tuple(found)


def chronicle(
    regimens: tuple[str, ...], events: tuple[str, ...], voice: Voice, beside: Iterable[Moment] = ()
) -> tuple[Entry, ...]:
    """Return what the named regimens and events are, in order of time; told apart from moments `beside` them."""
    heads = heads_of(regimens, events, voice, beside)
    found = (*_treatments(regimens, heads, voice), *_events(events, heads, voice))
    return tuple(sorted(found, key=lambda entry: entry.at))


def told(entries: Iterable[Entry], voice: Voice) -> str:
    """Return lines of the chronicle as sentences, for who cannot see the figure."""
    return " ".join(voice.language.words(TOLD, when=entry.when, what=entry.what) for entry in entries)


def span_of(name: str, voice: Voice) -> Span | None:
    """Return between which places of the axis an event lies; None where that cannot be told."""
    return voice.wording.course.calendar.span(Moment(name))


def heads_of(regimens: tuple[str, ...], events: tuple[str, ...], voice: Voice, beside: Iterable[Moment] = ()) -> Heads:
    """Return the heads of what the named regimens and events are told by, and of moments that stand beside them."""
    course = voice.wording.course
    told_moments = [*beside, *(moment for name in events for moment in course.events[name].limits if moment)]
    for regimen in (course.regimens[name] for name in regimens):
        for given in (*regimen.drugs.values(),) or (None,):
            for spell in spells(regimen, given, voice):
                told_moments += (moment for moment in _limits(spell, regimen, voice) if moment)
    return Heads(voice.wording, told_moments)


def when_of(name: str, heads: Heads, voice: Voice) -> str:
    """Return when an event was, in words: "Transplant, day 12", "between cycle 1 and cycle 2"."""
    event, words = voice.wording.course.events[name], voice.language.words
    if event.at:
        return heads.head(event.at)
    if event.after and event.before:
        first, last = (heads.inside(moment, "between") for moment in (event.after, event.before))
        return words(BETWEEN, first=first, last=last)
    if event.after:
        return words(AFTER, moment=heads.inside(event.after))
    assert event.before
    return words(BEFORE, moment=heads.inside(event.before))


def _events(names: tuple[str, ...], heads: Heads, voice: Voice) -> Iterator[Entry]:
    for name in names:
        span = span_of(name, voice)
        if span:
            yield Entry(span.order, _capital(when_of(name, heads, voice)), voice.wording.name(name))


def _treatments(names: tuple[str, ...], heads: Heads, voice: Voice) -> Iterator[Entry]:
    course, words = voice.wording.course, voice.language.words
    for name in names:
        regimen = course.regimens[name]
        for drug, given in regimen.drugs.items() or ((None, None),):
            called = named(name, drug, voice)
            for spell in spells(regimen, given, voice):
                what = words(CYCLE, drug=called, number=spell.cycle) if regimen.cycles > 1 else called
                yield Entry(
                    (spell.start, False, spell.start),
                    _capital(_from_to(spell, regimen, heads, voice)),
                    words(WITH_DOSE, drug=what, dose=spell.dose) if spell.dose else what,
                )


def named(regimen: str, drug: str | None, voice: Voice) -> str:
    """Return the name of a drug, or of a regimen without drugs, as a line begins with it."""
    return _capital(voice.wording.drug(regimen, drug) if drug else voice.wording.regimen(regimen))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _from_to(spell: Spell, regimen: Regimen, heads: Heads, voice: Voice) -> str:
    """Return the first and the last moment of a spell, as the clock of its regimen counts them."""
    start, end = _limits(spell, regimen, voice)
    first = heads.head(start)
    if end is None:
        return voice.language.words(ONWARD, first=first)
    if spell.last == spell.start:
        return first
    last = heads.head(end) if end is regimen.end else heads.when(end)
    return voice.language.words(FROM_TO, first=first, last=last)


def _limits(spell: Spell, regimen: Regimen, voice: Voice) -> tuple[Moment, Moment | None]:
    """Return the first and the last moment of a spell, counted from its regimen; where no distance joins them, its end.

    The last is None where it is not told.
    """
    start = voice.wording.course.calendar.position(regimen.start)
    assert start is not None, "it was placed"
    first = _later(regimen.start, spell.start.days - start.days, voice)
    if spell.last is None or spell.last.stretch != start.stretch:
        return first, regimen.end if spell.last else None
    return first, _later(regimen.start, spell.last.days - start.days, voice)


def _later(moment: Moment, days: Fraction, voice: Voice) -> Moment:
    if moment.day is not None and not days % 1:
        return Moment(moment.name, moment.day + int(days), place=moment.place)
    first = voice.wording.course.calendar.first(moment.name)
    after = moment.after if moment.day is None else Fraction(moment.day - first)
    return Moment(moment.name, None, after + days, moment.place)


def _end_of(last: Position | None, regimen: Regimen, voice: Voice) -> Position | None:
    """Return where a treatment ends whose last dose was at `last`: there, or where that is a day, at its end."""
    if last is None or regimen.end is None:
        return None
    is_day = not last.days % 1 and voice.wording.counts(regimen.end) != "hours"
    return _next_day(last) if is_day else last


def _next_day(day: Position) -> Position:
    return Position(day.stretch, day.days + 1)
