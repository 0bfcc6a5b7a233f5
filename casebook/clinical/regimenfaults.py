"""What is wrong with a treatment, though each of its fields by itself can be read."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.clinical.clocks import Calendar
from casebook.clinical.drugs import find_drug, nearest_drug
from casebook.clinical.moments import MOST_DAYS, TOO_FAR
from casebook.clinical.regimens import Regimen
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.source import Source

UNKNOWN_DRUG = Kind(
    "regimen.unknown-drug",
    Severity.ERROR,
    N_("No drug called “{name}” is known here."),
    N_("Write “drug:” below it, and the name of the drug in each language."),
)
MISSPELT_DRUG = Kind(
    UNKNOWN_DRUG.code,
    Severity.ERROR,
    UNKNOWN_DRUG.what,
    N_("Did you mean “{nearest}”? If not, write “drug:” below it, and its name in each language."),
)
NOTHING_GIVEN = Kind(
    "regimen.nothing-given",
    Severity.ERROR,
    N_("Nothing says what was given."),
    N_("Write each drug under “drugs:”, or what it was under “name:”."),
)
IDLE_END = Kind(
    "regimen.idle",
    Severity.WARNING,
    N_("The “end” of this treatment changes nothing, since each of its drugs has its days."),
    N_("Take it out, or the “days” of a drug that was given until then."),
)
IDLE_INTERVAL = Kind(
    IDLE_END.code,
    IDLE_END.severity,
    N_("The “interval” of this treatment changes nothing, since it has one cycle."),
    N_("Write “cycles:” and how many there were, or take it out."),
)
ENDS_BEFORE = Kind(
    "regimen.ends-before",
    Severity.ERROR,
    N_("This treatment ends before the last of its {cycles} cycles begins."),
    N_("Correct “end”, “cycles” or “interval”."),
)
FROM_ZERO = Kind(
    "regimen.from-zero",
    Severity.NOTE,
    N_("The first day of this treatment is its day 1, and day 0 of the clock “{name}”."),
    N_("If that clock calls it day 1, write “first: 1” there; if its own days are meant, “start: {name} + 1”."),
)
REGIMENS = "regimens"


def regimen_faults(name: str, regimen: Regimen, calendar: Calendar, source: Source) -> Iterator[Finding]:
    """Yield what is wrong with a treatment; `source` knows where each field stands."""
    path = (REGIMENS, name)
    if not regimen.drugs and not regimen.name.codes:
        yield NOTHING_GIVEN.at(source.key(path))
    if regimen.end and regimen.drugs and all(given.days for given in regimen.drugs.values()):
        yield IDLE_END.at(source.key((*path, "end")))
    if regimen.interval and regimen.cycles == 1:
        yield IDLE_INTERVAL.at(source.key((*path, "interval")))
    for drug, given in regimen.drugs.items():
        if not given.drug.codes and find_drug(drug) is None:
            near = nearest_drug(drug)
            kind = MISSPELT_DRUG if near else UNKNOWN_DRUG
            yield kind.at(source.key((*path, "drugs", drug)), name=drug, nearest=near)
    yield from _faults_of_days(name, regimen, calendar, source)
    yield from _faults_of_cycles(name, regimen, calendar, source)


def _faults_of_days(name: str, regimen: Regimen, calendar: Calendar, source: Source) -> Iterator[Finding]:
    """Yield a finding where the clock from whose zero the days of a drug are counted calls the first of them 0."""
    start, clock = regimen.start, calendar.clocks.get(regimen.start.name)
    is_zero = clock is not None and clock.counts == "days" and clock.first == "0" and not start.is_apart
    if is_zero and any(given.days for given in regimen.drugs.values()):
        yield FROM_ZERO.at(source.at((REGIMENS, name, "start")), name=start.name)


def _faults_of_cycles(name: str, regimen: Regimen, calendar: Calendar, source: Source) -> Iterator[Finding]:
    """Yield a finding where the cycles reach beyond the end of the treatment, or beyond any life."""
    if regimen.cycles == 1 or regimen.interval is None:
        return
    path, lasts = (REGIMENS, name), (regimen.cycles - 1) * regimen.interval
    if lasts > MOST_DAYS:
        value = f"{regimen.cycles} × {source.value((*path, 'interval'))}"
        yield TOO_FAR.at(source.at((*path, "interval")), value=value)
    start, end = (calendar.position(moment) if moment else None for moment in (regimen.start, regimen.end))
    if start and end and start.stretch == end.stretch and start.days <= end.days < start.days + lasts:
        yield ENDS_BEFORE.at(source.at((*path, "end")), cycles=regimen.cycles)
