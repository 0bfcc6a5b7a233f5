"""What a figure or a table is to show of the course, and cannot: names and moments that are not there, or nothing."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.blocks.labtable import LabTable
from casebook.blocks.timeline import TimelineBlock
from casebook.blocks.trend import TrendBlock
from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.fields import FieldPath
from casebook.findings import Finding, Kind, Severity
from casebook.meant import meant
from casebook.report.names import typed

ABOUT = About(
    N_("What a figure or a table is to show of the course, and cannot: what is not there, is there twice, or nothing."),
    N_("It is made of what is there; what is not leaves no trace in print, where nobody would miss it."),
    ("docs/case-format.md (casebook guide)",),
)
NOT_THERE = Kind(
    "structure.unknown-name",
    Severity.ERROR,
    N_("There is nothing called “{name}” under “{home}”."),
    N_("Describe it there, or use one of: {names}."),
)
MISSPELT = Kind(NOT_THERE.code, NOT_THERE.severity, NOT_THERE.what, N_("Did you mean “{nearest}”?"))
TWICE = Kind(
    "structure.named-twice",
    Severity.ERROR,
    N_("“{name}” is named twice here, and would be shown twice."),
    N_("Name it once."),
)
NOTHING = Kind(
    "structure.nothing-to-show",
    Severity.ERROR,
    N_("There is nothing to show here."),
    N_("Write under {homes} what happened and when, or take this out."),
)
NO_RESULT = Kind(
    "structure.empty-moment",
    Severity.WARNING,
    N_("None of the tests of this table has a result at that moment."),
    N_("Write one at which one of them has ({names}), or take it out."),
)
_MANY = 12  # moments, beyond which nobody reads a list
Drawn = LabTable | TimelineBlock | TrendBlock


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for every name and moment that a figure or a table shows in vain, and for one that is empty."""
    for part, blocks in (("figures", case.file.figures), ("tables", case.file.tables)):
        for name, block in blocks.items():
            if block.drawn:
                yield from _drawn(block.drawn, (part, name), case)


def _drawn(block: Drawn, path: FieldPath, case: Case) -> Iterator[Finding]:
    course, place = case.file.course, case.source.key(path)
    homes = {home: names for home, names in block.names(course).items() if not case.is_unread((home,))}
    found = [finding for home, names in homes.items() for finding in _names(home, names, path, case)]
    yield from found
    if isinstance(block, LabTable):
        yield from _moments(block, case)
    is_known = path[0] == "tables" and not found and len(homes) == len(block.names(course))  # of figures, it is told
    if is_known and not any(_is_told(home, name, case) for home, names in homes.items() for name in names):
        yield NOTHING.at(place, homes=", ".join(f"“{home}”" for home in homes))


def _is_told(home: str, name: str, case: Case) -> bool:
    """Say whether there is anything to show of a name."""
    return home != "labs" or bool(case.file.labs[name].results)


def _names(home: str, names: tuple[str, ...], path: FieldPath, case: Case) -> Iterator[Finding]:
    """Yield a finding for every name that stands for nothing, or stands there twice."""
    known: tuple[str, ...] = tuple(getattr(case.file, home))
    place = case.source.key(path)
    for number, name in enumerate(names):
        if name not in known:
            near = meant(name, known)
            kind = MISSPELT if near else NOT_THERE
            yield kind.at(place, name=name, home=home, nearest=near, names=", ".join(known) or "–")
        elif name in names[:number]:
            yield TWICE.at(place, name=name)


def _moments(block: LabTable, case: Case) -> Iterator[Finding]:
    """Yield a finding for every moment of a table that stands for nothing, stands there twice, or has no result."""
    course = case.file.course
    tests = [name for name in block.names(course)["labs"] if name in course.labs]
    there = course.moments(tuple(tests))
    names = ", ".join([*map(typed, there[:_MANY]), *(["…"] if there[_MANY:] else [])])
    told, seen = len(course.calendar.found), list[object]()
    for moment in block.at:
        span = course.calendar.span(moment)
        if span in seen:
            yield TWICE.at(moment.place, name=moment.name)
        elif span and there and not any(course.result_at(name, moment) for name in tests):
            yield NO_RESULT.at(moment.place, names=names)
        seen += [span] if span else []
    yield from course.calendar.found[told:]
