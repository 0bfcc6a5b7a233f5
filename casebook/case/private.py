"""Calendar dates that stay with the authors: a file beside the case, kept out of version control, turned into days.

    # dates.private.yaml
    admission: 2026-03-01
    drainage: 2026-03-09 14:30

A date gives the day of a clock that is counted after another, and the moment of an event that has none. Only days and
hours leave this module; no date reaches a report (LGPD, article 12: what cannot be traced back is no personal datum).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
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
NO_SUCH_NAME = Kind(
    "private.unknown-name",
    Severity.WARNING,
    N_("{file} dates “{name}”, which is neither a clock nor an event."),
    N_("Take it out, or describe it under “clocks” or “events”."),
)
_HOURS = 3600.0


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
    dates = dict(_dates(read, found))
    if not _is_ignored(folder):
        found.append(NOT_IGNORED.at(read.at(()), file=FILE))
    clocks, events = (_parts(source, home) for home in ("clocks", "events"))
    found += (NO_SUCH_NAME.at(read.key((key,)), file=FILE, name=key) for key in dates if key not in (*clocks, *events))
    data = dict(source.data)
    if clocks:
        data[Scalar("clocks")] = {key: _timed_clock(key, clock, clocks, dates) for key, clock in clocks.items()}
    if events:
        data[Scalar("events")] = {key: _timed_event(key, event, clocks, dates) for key, event in events.items()}
    return replace(source, data=data), tuple(found)


def _dates(read: Source, found: list[Finding]) -> Iterator[tuple[str, datetime]]:
    for key, written in read.data.items():
        try:
            yield str(key), datetime.fromisoformat(str(written).strip())
        except ValueError:
            found.append(NOT_A_DATE.at(read.at((str(key),)), value=written, file=FILE))


def _parts(source: Source, home: str) -> Mapping[Scalar, Tree]:
    part = source.data.get(Scalar(home))
    return part if isinstance(part, Mapping) else {}


def _timed_clock(name: str, clock: Tree, clocks: Mapping[Scalar, Tree], dates: Mapping[str, datetime]) -> Tree:
    """Return a clock with the day on which it begins, as the clock before it counts."""
    if not isinstance(clock, Mapping) or Scalar("day") in clock:
        return clock
    before = clock.get(Scalar("after"))
    if not isinstance(before, Scalar) or before not in dates or name not in dates:
        return clock
    days = (dates[name].date() - dates[before].date()).days + int(_first(clocks.get(before)))
    return {**clock, Scalar("day", before.mark): Scalar(str(days), before.mark)}


def _timed_event(name: str, event: Tree, clocks: Mapping[Scalar, Tree], dates: Mapping[str, datetime]) -> Tree:
    """Return an event with its moment, counted from the last clock that began before it."""
    if not isinstance(event, Mapping) or name not in dates or any(Scalar(part) in event for part in _TIMES):
        return event
    begun = [clock for clock in clocks if clock in dates and dates[clock] <= dates[name]]
    if not begun:
        return event
    clock = max(begun, key=lambda one: dates[one])
    mark = next(iter(event)).mark
    return {**event, Scalar("at", mark): Scalar(f"{clock} + {_length(dates[clock], dates[name])}", mark)}


_TIMES = ("at", "after", "before")


def _length(start: datetime, end: datetime) -> str:
    """Return whole days, or hours where both moments are told to the hour."""
    if start.time() == datetime.min.time() or end.time() == datetime.min.time():
        return str((end.date() - start.date()).days)
    return f"{(end - start).total_seconds() / _HOURS:g} h"


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
