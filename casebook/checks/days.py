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
    r" (?:each|every|an?|cada|um|the|ciclos)? ?(?:(?P<en>\d{1,3})[  -]day cycles?|ciclos? de (?P<pt>\d{1,3}) dias)",
    re.IGNORECASE,
)
_UNITS = r"hours?|days?|weeks?|months?|years?|minutes?|horas?|dias?|semanas?|m[eê]s(?:es)?|anos?|minutos?"
_TWICE = re.compile(
    rf"(?<![\w.,–-])(?P<one>\d{{1,4}})[  -](?P<unit>{_UNITS})[  ]\((?P<other>\d{{1,5}})[  ](?P<smaller>{_UNITS})\)",
    re.IGNORECASE,
)
# “day 5 to day 12”, “D5–D12”, “dias 5 a 12”, “between days 5 and 12”, “5th to the 12th day”
_SPAN = (
    r"(?P<span>\b(?:(?P<between>between|entre)[  ](?:os[  ])?)?(?:days?[  ]|dias?[  ]|D ?)(?P<low>[-−–+]?\d{1,3})"
    r"(?:[  ]?[-–][  ]?|[  ](?:(?:to|through|until|till|ao?|até)|(?P<and>and|e))[  ](?:o[  ])?)"
    r"(?:days?[  ]|dias?[  ]|D ?)?(?P<high>[-−–+]?\d{1,3})"
    r"|\b(?P<first>\d{1,3})(?:st|nd|rd|th|[ºo])[  ](?:to|through|ao?|até)[  ](?:the[  ]|o[  ])?"
    r"(?P<last>\d{1,3})(?:st|nd|rd|th|[ºo])[  ](?:day|dia))"
)
_DAYS = r"(?P<days>\d{1,3})[  -](?P<word>days?|dias?)"
_TOTAL = r"(?:an?[  ]total[  ]of|total[  ](?:of|de)|totall?ing|(?:n?um[  ])?total[  ]de|totalizando)[  ]"
_SPANS = (
    re.compile(
        rf"{_SPAN},?[  ](?P<open>\()?(?(open)(?:{_TOTAL}|an?[  ]|for[  ]|por[  ])?|{_TOTAL}){_DAYS}"
        r"(?(open)(?:[  ](?:in[  ]total|total|no[  ]total|ao[  ]todo|course))?\)|\b)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:for|during|over|por|durante)[  ]{_DAYS}[  ]\((?:from[  ]|d[eo][  ])?{_SPAN}\)", re.IGNORECASE),
)
_LISTED = re.compile(r"(?:\d|\))[  ]?(?:,|;|and|e|plus|mais|\+|&)?[  ](?:and|e|on|from|d[eo]|nos)?[  ]?$")
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
        yield from _spans(passage)


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


def _spans(passage: Passage) -> Iterator[Finding]:
    """Yield a warning for “day 5 to day 12 (10 days)”; seven days are right, and eight with the last one."""
    for found in (found for pattern in _SPANS for found in pattern.finditer(passage.words)):
        is_one_of_many = _LISTED.search(passage.words, max(0, found.start("span") - 12), found.start("span"))
        if is_one_of_many or bool(found["and"]) > bool(found["between"]):
            continue
        ends = (found["low"] or found["first"], found["high"] or found["last"])
        low, high = (int(re.sub("[−–]", "-", end)) for end in ends)
        lengths = {abs(high - low), abs(abs(high) - abs(low))}  # D-7 may be minus seven, or the seventh day
        if not any(int(found["days"]) - length in (0, 1) for length in lengths):
            least = min(lengths)
            second = f"{least}–{least + 1} {found['word']}"
            yield passage.tell(ARITHMETIC, found, first=found["span"], second=second)
