"""Clocks count days from a zero of their own; how far two zeros lie apart is known, or is not and is never invented.

`Calendar` lays every clock and event of a case on the stretches of one axis: within a stretch all distances are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, model_validator

from casebook.clinical.moments import Moment, days_of, read_moment, within_a_life
from casebook.errors import N_
from casebook.fields import WORD_SCHEMA, Model, TextField, Told, choice, fault, no_text, place_of, reading, word
from casebook.findings import Finding, Kind, Place, Severity
from casebook.meant import meant

UNKNOWN_MOMENT = Kind(
    "time.unknown-name",
    Severity.ERROR,
    N_("There is no clock or event called “{name}”."),
    N_("Describe it under “clocks” or “events”, or use one of: {names}."),
)
MISSPELT_MOMENT = Kind(UNKNOWN_MOMENT.code, Severity.ERROR, UNKNOWN_MOMENT.what, N_("Did you mean “{nearest}”?"))
IN_A_CIRCLE = Kind(
    "time.in-a-circle",
    Severity.ERROR,
    N_("“{name}” is counted from itself, by way of other clocks or events."),
    N_("Let one of them be counted from none."),
)
NOT_A_DISTANCE = Kind(
    "time.not-a-distance",
    Severity.ERROR,
    N_("“{value}” does not say on which day this clock begins."),
    N_("Write the day as the clock before it counts, such as 29, or “unknown” where the distance is not told."),
)
UNSURE = Kind(
    "time.unsure",
    Severity.ERROR,
    N_("Nothing can be counted from “{name}”, whose moment is not told."),
    N_("Count from a clock or from an event that has an “at”."),
)
FROM_NOTHING = Kind(
    "time.from-nothing",
    Severity.ERROR,
    N_("This clock begins on a day, and nothing says of which clock."),
    N_("Write “after:” and the name of the clock before it."),
)
TWO_DISTANCES = Kind(
    "time.two-distances",
    Severity.ERROR,
    N_("This clock has a distance behind “after”, and a “day” besides."),
    N_("Keep one of them: “after” with its distance, or the name of the clock alone and “day”."),
)
UNKNOWN = ("unknown", "desconhecido")


def _read_begin(raw: object, info: ValidationInfo) -> Fraction | None:
    """Return the day on which a clock begins, None where it is not known."""
    written = word(raw).casefold()
    if written in UNKNOWN:
        return None
    days = days_of(written, reading(info).decimal)
    if days is None:
        raise fault(NOT_A_DISTANCE, place_of(raw), value=raw)
    return within_a_life(days, raw)


MomentField = Annotated[Moment, PlainValidator(read_moment), WithJsonSchema(WORD_SCHEMA)]


class Clock(Model):
    """A zero from which days are counted: a treatment's first day, a transplant, a delivery."""

    name: Annotated[
        TextField,
        Told(N_("Name"), N_("From what it counts, as tables and figures print it."), N_("Transplant")),
    ] = Field(default_factory=no_text)
    after: Annotated[
        MomentField | None,
        Told(
            N_("After"),
            N_("The clock before it, with the distance where that is told; none for the first."),
            "cycle-3",
        ),
    ] = None
    day: Annotated[
        Fraction | None,
        PlainValidator(_read_begin),
        WithJsonSchema(WORD_SCHEMA),
        Told(
            N_("Day"),
            N_("Instead of a distance: on which day of the clock before it this one begins, or unknown."),
            "unknown",
        ),
    ] = None
    first: Annotated[
        str,
        choice("0", "1"),
        Told(N_("First day"), N_("The number of its first day: 0, or 1 as in the cycles of a treatment."), "1"),
    ] = "0"
    counts: Annotated[
        Literal["days", "hours", "weeks", "months"],
        choice("days", "hours", "weeks", "months"),
        Told(N_("Counts"), N_("In what it is read: days, hours, weeks (14+3, as in pregnancy) or months."), "weeks"),
    ] = "days"

    @model_validator(mode="after")
    def _has_one_distance(self) -> Self:
        """Refuse a day of no clock, and two ways of saying when this one begins."""
        if "day" in self.model_fields_set and self.after is None:
            raise fault(FROM_NOTHING, None)
        if "day" in self.model_fields_set and self.after and self.after.is_apart:
            raise fault(TWO_DISTANCES, None)
        return self


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """A point of the axis: the number of its stretch, from 0, and the days from that stretch's own zero."""

    stretch: int
    days: Fraction


@dataclass(frozen=True, slots=True)
class Span:
    """Between which places something lies; both are one where its moment is told, None where a side is open."""

    start: Position | None
    end: Position | None

    @property
    def known(self) -> Position:
        """The one end that is told, the start before the end; for putting things in order."""
        place = self.start or self.end
        assert place, "one side is told"
        return place

    @property
    def order(self) -> tuple[Position, bool, Position]:
        """What orders spans: by their starts, a moment that is told before those that begin with it."""
        return self.known, self.start != self.end, self.end or self.known


@dataclass
class Calendar:
    """Every clock and event of a case on one axis; `stretches` names the clock from which each stretch counts.

    `events` holds between which two moments each lies: both are one where it is told, None where a side is open.
    """

    clocks: Mapping[str, Clock]
    events: Mapping[str, tuple[Moment | None, Moment | None]]
    stretches: list[str] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    _known: dict[str, Position | None] = field(default_factory=dict)
    _sought: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for name in (*self.clocks, *self.events):
            self.zero(name)

    def position(self, moment: Moment) -> Position | None:
        """Return where a moment lies; None, and a finding, where its name stands for nothing."""
        zero = self.zero(moment.name, moment.place)
        if zero is None:
            return None
        if self.is_unsure(moment.name) and moment.is_apart:
            self.found.append(UNSURE.at(moment.place, name=moment.name))
            return None
        days = moment.after if moment.day is None else Fraction(moment.day - self.first(moment.name))
        return Position(zero.stretch, zero.days + days)

    def span(self, moment: Moment) -> Span | None:
        """Return between which places a moment lies; None, and a finding, where that cannot be told."""
        start = self.position(moment)
        if start is None or not self.is_unsure(moment.name):
            return Span(start, start) if start else None
        first, last = self.events[moment.name]
        end = self.position(last) if last else None
        return Span(start if first else None, end)

    def is_unsure(self, name: str) -> bool:
        """Say whether `name` is an event of which only the limits are told."""
        first, last = self.events.get(name, (None, None))
        return name in self.events and name not in self.clocks and first is not last

    def first(self, name: str) -> int:
        """Return the number that a clock gives to its first day; an event counts from 0."""
        return int(self.clocks[name].first) if name in self.clocks else 0

    def zero(self, name: str, place: Place | None = None) -> Position | None:
        """Return where a clock begins or an event lies; None, and a finding, where that cannot be told."""
        if name in self._known:
            return self._known[name]
        if name not in self.clocks and name not in self.events:
            self._miss(name, place)
            return None
        self._known[name] = None
        self._sought.add(name)  # what is asked for again on the way counts from itself
        self._known[name] = self._clock(name, self.clocks[name]) if name in self.clocks else self._event(name)
        self._sought.remove(name)
        return self._known[name]

    def _clock(self, name: str, clock: Clock) -> Position | None:
        if clock.after is None:
            return self._new_stretch(name)
        if self._before(name, clock.after) is None:
            return None
        if clock.day is None and not clock.after.is_apart:
            return self._new_stretch(name)
        before = self.position(clock.after)
        if before is None or clock.day is None:
            return before
        return Position(before.stretch, before.days + clock.day - self.first(clock.after.name))

    def _event(self, name: str) -> Position | None:
        first, last = self.events[name]
        moment = first or last
        assert moment, "an event has a time"
        return self.position(moment) if self._before(name, moment) else None

    def _before(self, name: str, other: Moment) -> Position | None:
        """Return the zero that `name` is counted from; None, and a finding, where that one is counted from `name`."""
        if other.name in self._sought:
            self.found.append(IN_A_CIRCLE.at(other.place, name=name))
            return None
        return self.zero(other.name, other.place)

    def _new_stretch(self, name: str) -> Position:
        self.stretches.append(name)
        return Position(len(self.stretches) - 1, Fraction(0))

    def _miss(self, name: str, place: Place | None) -> None:
        names = (*self.clocks, *self.events)
        near = meant(name, names)
        kind = MISSPELT_MOMENT if near else UNKNOWN_MOMENT
        self.found.append(kind.at(place, name=name, nearest=near, names=", ".join(names) or "–"))
