"""The course of a case: its clocks, events, results and regimens together, each found by the name that prose gives it.

hb@admission       the result of a test at a moment; "hb" alone where it has one result
hb.reference       its reference range
aza.azacitidine    a drug of a regimen;  .dose  .dose@2 (of the second cycle)  .days
drainage           the moment of an event
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from casebook.clinical.assays import Assay
from casebook.clinical.clocks import Calendar, Clock, Span
from casebook.clinical.events import Event
from casebook.clinical.labfaults import lab_faults
from casebook.clinical.labs import Lab
from casebook.clinical.moments import Moment
from casebook.clinical.regimenfaults import regimen_faults
from casebook.clinical.regimens import Given, Regimen
from casebook.clinical.results import Result
from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity
from casebook.source import Source

SAME_MOMENT = Kind(
    "labs.same-moment",
    Severity.ERROR,
    N_("“{name}” has two results at one moment."),
    N_("Take one out, or give the second sample its own time, such as “admission + 2 h”."),
)
UPSIDE_DOWN = Kind(
    "time.upside-down",
    Severity.ERROR,
    N_("This moment lies before the one that it should follow."),
    N_("Write the earlier moment first, or correct the one that is wrong."),
)
NO_UNIT = Kind(
    "time.no-unit",
    Severity.ERROR,
    N_("“{name}” does not count days, and this number has no unit."),
    N_("Write the unit, such as {example}."),
)


@dataclass(frozen=True)
class Course:
    """What happened to one patient; `calendar` lays it on the axis of time."""

    clocks: Mapping[str, Clock] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    labs: Mapping[str, Lab] = field(default_factory=dict)
    regimens: Mapping[str, Regimen] = field(default_factory=dict)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.clocks, {name: event.limits for name, event in self.events.items()})

    def assay(self, name: str) -> Assay | None:
        """Return the known test that a name of `labs` stands for, None for a test of the author's own."""
        return self.labs[name].test

    def results(self, name: str) -> tuple[tuple[Span, Result], ...]:
        """Return the results of a test with their places on the axis, in order of time."""
        return self._placed[name]

    @cached_property
    def _placed(self) -> Mapping[str, tuple[tuple[Span, Result], ...]]:
        placed = {name: [(self.calendar.span(r.moment), r) for r in lab.results] for name, lab in self.labs.items()}
        return {
            name: tuple(sorted(((span, r) for span, r in pairs if span), key=lambda pair: pair[0].order))
            for name, pairs in placed.items()
        }

    def result_at(self, name: str, moment: Moment) -> Result | None:
        """Return the result of a test at a moment, however either of them words it."""
        return self._at[name].get(self._identity(moment))

    @cached_property
    def _at(self) -> Mapping[str, Mapping[object, Result]]:
        """The results of each test by what makes two moments one; the first, where there are several."""
        return {
            name: {self._identity(result.moment): result for _, result in reversed(placed)}
            for name, placed in self._placed.items()
        }

    def moments(self, names: tuple[str, ...]) -> tuple[Moment, ...]:
        """Return every moment at which one of the tests has a result, once each, in order of time."""
        placed = sorted(((span, r) for name in names for span, r in self.results(name)), key=lambda pair: pair[0].order)
        return tuple({self._identity(result.moment): result.moment for _, result in reversed(placed)}.values())[::-1]

    def _identity(self, moment: Moment) -> object:
        """Return what two moments share that are one: their place on the axis; of an unsure event, its name."""
        return moment.name if self.calendar.is_unsure(moment.name) else self.calendar.position(moment)

    def given(self, regimen: str, drug: str) -> Given | None:
        found = self.regimens.get(regimen)
        return found.drugs.get(drug) if found else None

    def found(self, source: Source) -> Iterator[Finding]:
        """Yield what is wrong with the course as a whole; `source` knows where each field stands."""
        yield from self._moment_faults()
        yield from self._begin_faults(source)
        yield from self._order_faults()
        yield from lab_faults(self.labs, source)
        for name in self.labs:
            for (_, before), (_, result) in pairwise(self.results(name)):
                if self._identity(before.moment) == self._identity(result.moment):
                    yield SAME_MOMENT.at(result.place, name=name)
        for name, regimen in self.regimens.items():
            yield from regimen_faults(name, regimen, self.calendar, source)

    def _order_faults(self) -> Iterator[Finding]:
        """Yield a finding for every event and treatment that ends before it begins."""
        limits = [event.limits for event in self.events.values()]
        limits += [(regimen.start, regimen.end) for regimen in self.regimens.values()]
        for first, last in limits:
            start, end = (self.calendar.position(moment) if moment else None for moment in (first, last))
            if start and end and end < start:
                yield UPSIDE_DOWN.at(last.place if last else None)

    def _moment_faults(self) -> Iterator[Finding]:
        """Yield a finding for every moment whose name stands for nothing."""
        calendar = self.calendar
        around = [moment for event in self.events.values() for moment in (event.after, event.before)]
        given = [moment for regimen in self.regimens.values() for moment in (regimen.start, regimen.end)]
        measured = [result.moment for lab in self.labs.values() for result in lab.results]
        for moment in filter(None, (*around, *given, *measured)):
            calendar.position(moment)
        yield from calendar.found
        told = [event.at for event in self.events.values()]
        begun = [clock.after for clock in self.clocks.values()]
        for moment in filter(None, (*told, *begun, *around, *given, *measured)):
            if moment.is_bare and self._counts(moment.name) != "days":
                yield self._no_unit(moment.name, moment.place)

    def _begin_faults(self, source: Source) -> Iterator[Finding]:
        """Yield a finding for every clock that begins so many of something that the clock before it does not count."""
        for name, clock in self.clocks.items():
            place = source.at(("clocks", name, "day"))
            is_bare = place.text[place.column - 1 :][: place.width].isdecimal()
            if clock.after and clock.day and is_bare and self._counts(clock.after.name) != "days":
                yield self._no_unit(clock.after.name, place)

    def _counts(self, name: str) -> str:
        return self.clocks[name].counts if name in self.clocks else "days"

    def _no_unit(self, name: str, place: Place | None) -> Finding:
        examples = {"hours": "72 h", "weeks": "27+4", "months": "3 mo"}
        return NO_UNIT.at(place, name=name, example=examples[self._counts(name)])
