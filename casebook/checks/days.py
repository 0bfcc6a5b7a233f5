"""Days that cannot be: of a cycle beyond its interval, after the end of follow-up; times in two units that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import Passage, passages
from casebook.clinical.clocks import Position
from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity
from casebook.quantity import find_unit

ABOUT = About(
    N_("Days that cannot be: of a cycle beyond its interval, after the end of follow-up, or the same time told twice."),
    N_("Readers count the days of a course; only what is certain to be wrong is told here."),
    ("CARE 2013, items 7 and 9b",),
)
BEYOND = Kind(
    "clinical.day-beyond-cycle",
    Severity.WARNING,
    N_("Day {day} lies beyond a cycle of {interval} days."),
    N_("Correct the day or the interval."),
)
AFTER_END = Kind(
    "clinical.after-follow-up",
    Severity.WARNING,
    N_("“{name}” lies after the end of follow-up, “{last}”."),
    N_("Correct the moment of one of them."),
)
ARITHMETIC = Kind(
    "clinical.time-arithmetic",
    Severity.WARNING,
    N_("“{typed}” says the same time twice, and the two differ: {first} would be {second}."),
    N_("Correct the one that is wrong."),
)

_CYCLE = re.compile(
    r"\b(?:days?|dias?|D) ?(?:\d{1,3}) ?(?:-|–|to|a|through|e|and) ?D?(?P<day>\d{1,3}) (?:of|de|in|em)"
    r" (?:each|every|an?|cada|um|the|ciclos)? ?(?:(?P<en>\d{1,3})[  -]day cycles?|ciclos? de (?P<pt>\d{1,3}) dias)",
    re.IGNORECASE,
)
_UNITS = r"hours?|days?|weeks?|months?|years?|minutes?|horas?|dias?|semanas?|m[eê]s(?:es)?|anos?|minutos?"
_TWICE = re.compile(
    rf"(?<![\w.,–-])(?P<one>\d{{1,4}})[  -](?P<unit>{_UNITS})[  ]\((?P<other>\d{{1,5}})[  ](?P<smaller>{_UNITS})\)",
    re.IGNORECASE,
)
_EXACT = {("wk", "d"): 7, ("d", "h"): 24, ("h", "min"): 60, ("a", "mo"): 12}


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each day that lies where no day can lie, in the course of the case and in its words."""
    yield from _beyond(case)
    yield from _after_end(case)
    for passage in passages(case):
        for found in _CYCLE.finditer(passage.words):
            interval = found["en"] or found["pt"]
            if int(found["day"]) > int(interval):
                yield passage.tell(BEYOND, found, day=found["day"], interval=interval)
        yield from _twice(passage)


def _beyond(case: Case) -> Iterator[Finding]:
    for name, regimen in case.file.regimens.items():
        for drug, given in regimen.drugs.items():
            last = max((run[1] for run in given.days.runs), default=0) if given.days else 0
            if regimen.interval is not None and regimen.cycles > 1 and last > regimen.interval:
                place = case.at(("regimens", name, "drugs", drug, "days"))
                yield BEYOND.at(place, day=last, interval=float(regimen.interval).__format__("g"))


def _after_end(case: Case) -> Iterator[Finding]:
    """Yield a warning for what happened after the last follow-up, where both lie on one stretch of the axis."""
    course = case.file.course
    told = {name: event for name, event in course.events.items() if event.at}
    ends = {name: course.calendar.position(e.at) for name, e in told.items() if e.kind == "last" and e.at}
    for last, end in ends.items():
        moments = ((n, e.at, case.source.key(("events", n))) for n, e in told.items() if n not in ends and e.at)
        results = ((n, r.moment, r.place) for n, lab in course.labs.items() for r in lab.results)
        for name, moment, place in (*moments, *results):
            if not course.calendar.is_unsure(moment.name) and _is_later(course.calendar.position(moment), end):
                yield _told(place, name, last)


def _told(place: Place | None, name: str, last: str) -> Finding:
    return AFTER_END.at(place, name=name, last=last)


def _is_later(position: Position | None, end: Position | None) -> bool:
    if position is None or end is None or position.stretch != end.stretch:
        return False
    return position.days - end.days >= Fraction(1)  # a clock that counts days has no hours


def _twice(passage: Passage) -> Iterator[Finding]:
    """Yield a warning for “12 weeks (60 days)”; months are of no one length, so that only years are told in them."""
    for found in _TWICE.finditer(passage.words):
        units = (find_unit(found["unit"].lower()), find_unit(found["smaller"].lower()))
        codes = (units[0].code, units[1].code) if units[0] and units[1] else ("", "")
        factor = _EXACT.get(codes)
        if factor and int(found["one"]) * factor != int(found["other"]):
            first = f"{found['one']} {found['unit']}"
            second = f"{int(found['one']) * factor} {found['smaller']}"
            yield passage.tell(ARITHMETIC, found, first=first, second=second)
