"""Calendar dates that stay with the authors: a file beside the case, kept out of version control, turned into days.

    # dates.private.yaml
    admission: 2026-03-01
    drainage: 2026-03-09 14:30

A date gives the day of a clock that is counted after another, and the moment of an event that has none. Only days and
hours leave this module; no date reaches a report (LGPD, article 12: what cannot be traced back is no personal datum).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fnmatch import fnmatch
from pathlib import Path

from casebook.case.files import at_home
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.source import Scalar, Source, Tree, read_source

FILE = "dates.private.yaml"
NOT_A_DATE = Kind(
    "private.not-a-date",
    Severity.ERROR,
    N_("“{value}” is not a date of the file {file}."),
    N_("Write year-month-day, and the hour where it matters, such as 2026-03-05 14:30."),
)
NOT_IGNORED = Kind(
    "private.not-ignored",
    Severity.WARNING,
    N_("Nothing keeps {file} out of version control, and it holds the dates of a patient."),
    N_("Write a line “*.private.yaml” in the file .gitignore of the project."),
)
IDLE = Kind(
    "private.idle",
    Severity.WARNING,
    N_("{file} dates “{name}”, and case.yaml says when it was, which holds."),
    N_("Keep one of them."),
)
NO_CLOCK = Kind(
    "private.no-clock",
    Severity.ERROR,
    N_("{file} dates “{name}”, and no clock from which it could be counted."),
    N_("Date a clock there, too: {names}."),
)
NO_SUCH_NAME = Kind(
    "private.unknown-name",
    Severity.WARNING,
    N_("{file} dates “{name}”, which is neither a clock nor an event."),
    N_("Take it out, or describe it under “clocks” or “events”."),
)
_FORM = re.compile(r"\s*(\d{4}-\d{2}-\d{2})([ T]\d{2}:\d{2})?\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Date:
    """A date as typed, and whether its hour is told."""

    moment: datetime
    has_hour: bool


def with_private_dates(source: Source, folder: Path, name: str) -> tuple[Source, tuple[Finding, ...]]:
    """Return `source` with the days that the private dates give to its clocks and events, and what is wrong with them.

    `name` stands for the case folder in every place.
    """
    file = folder / FILE
    if not file.is_file():
        return source, ()
    read, findings = read_source(file, f"{name}/{FILE}")
    if read is None:
        return source, findings
    found = list(at_home(findings, read.at(())))
    dates = {str(name): date for name, written in read.data.items() if (date := _read(name, written, read, found))}
    if not _is_ignored(folder):
        found.append(NOT_IGNORED.at(read.at(()), file=FILE))
    clocks, events = (_parts(source, home) for home in ("clocks", "events"))
    found += (NO_SUCH_NAME.at(read.key((key,)), file=FILE, name=key) for key in dates if key not in (*clocks, *events))
    found += (IDLE.at(read.key((key,)), file=FILE, name=key) for key in dates if _is_timed(key, clocks, events))
    if not any(clock in dates for clock in clocks):
        names = ", ".join(clocks) or "–"
        found += (NO_CLOCK.at(read.key((key,)), file=FILE, name=key, names=names) for key in dates if key in events)
    data = dict(source.data)
    if clocks:
        data[Scalar("clocks")] = {key: _timed_clock(key, clock, clocks, dates) for key, clock in clocks.items()}
    if events:
        data[Scalar("events")] = {key: _timed_event(key, event, clocks, dates) for key, event in events.items()}
    return replace(source, data=data), tuple(found)


def _read(name: Scalar, written: Tree, read: Source, found: list[Finding]) -> _Date | None:
    """Return a date, or None, with a finding where something else is written."""
    typed = _FORM.fullmatch(written) if isinstance(written, Scalar) else None
    try:
        if typed:
            return _Date(datetime.fromisoformat(typed[1] + (typed[2] or "")), typed[2] is not None)
    except ValueError:
        pass
    if written is not None:
        said = written if isinstance(written, Scalar) else "…"
        found.append(NOT_A_DATE.at(read.at((name,)), value=said, file=FILE))
    return None


def _is_timed(name: str, clocks: Mapping[Scalar, Tree], events: Mapping[Scalar, Tree]) -> bool:
    """Say whether the case itself tells the day of a clock or the moment of an event."""
    part = events.get(Scalar(name), clocks.get(Scalar(name)))
    fields = _TIMES if name in events else ("day",)
    return isinstance(part, Mapping) and any(Scalar(field) in part for field in fields)


def _parts(source: Source, home: str) -> Mapping[Scalar, Tree]:
    part = source.data.get(Scalar(home))
    return part if isinstance(part, Mapping) else {}


def _timed_clock(name: str, clock: Tree, clocks: Mapping[Scalar, Tree], dates: Mapping[str, _Date]) -> Tree:
    """Return a clock with its distance from the one before it, or the day on which it begins, as that one counts."""
    if not isinstance(clock, Mapping) or Scalar("day") in clock:
        return clock
    before = clock.get(Scalar("after"))
    if not isinstance(before, Scalar) or before not in dates or name not in dates:
        return clock
    begun, date = dates[before], dates[name]
    if begun.has_hour and date.has_hour and begun != date:
        return {**clock, Scalar("after", before.mark): Scalar(_counted(before, begun, date), before.mark)}
    days = (date.moment.date() - begun.moment.date()).days + int(_first(clocks.get(before)))
    return {**clock, Scalar("day", before.mark): Scalar(str(days), before.mark)}


def _timed_event(name: Scalar, event: Tree, clocks: Mapping[Scalar, Tree], dates: Mapping[str, _Date]) -> Tree:
    """Return an event with its moment, counted from the last clock that began before it, else back from the first."""
    if not isinstance(event, Mapping) or name not in dates or any(Scalar(part) in event for part in _TIMES):
        return event
    dated = sorted((clock for clock in clocks if clock in dates), key=lambda one: dates[one].moment)
    if not dated:
        return event
    clock = next((one for one in reversed(dated) if _distance(dates[one], dates[name]) >= timedelta()), dated[0])
    return {**event, Scalar("at", name.mark): Scalar(_counted(clock, dates[clock], dates[name]), name.mark)}


_TIMES = ("at", "after", "before")


def _distance(one: _Date, other: _Date) -> timedelta:
    """Return how long after one date the other is: to the minute where both tell the hour, else in whole days."""
    if one.has_hour and other.has_hour:
        return other.moment - one.moment
    return other.moment.date() - one.moment.date()


def _counted(clock: str, begun: _Date, date: _Date) -> str:
    """Return a date as a moment of a clock that has `begun`: in whole numbers, which no decimal mark parts."""
    distance = _distance(begun, date)
    minutes = abs(distance) // timedelta(minutes=1)
    length = f"{minutes} min" if begun.has_hour and date.has_hour else f"{abs(distance).days} d"
    return f"{clock} {'-' if distance < timedelta() else '+'} {length}"


def _first(clock: Tree) -> str:
    first = clock.get(Scalar("first")) if isinstance(clock, Mapping) else None
    return first.strip() if isinstance(first, Scalar) and first.strip() in ("0", "1") else "0"


def _is_ignored(folder: Path) -> bool:
    """Say whether a .gitignore in the folder of the case or above it names the file."""
    for parent in (folder, *folder.resolve().parents):
        file = parent / ".gitignore"
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.is_file() else []
        patterns = (line.strip().rpartition("/")[2] for line in lines if not line.startswith(("#", "!")))
        if any(fnmatch(FILE, pattern) for pattern in patterns):
            return True
    return False
