"""What was given: drugs with their doses and days, once or in cycles at a known interval."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from casebook.clinical.clocks import MomentField
from casebook.clinical.moments import read_days
from casebook.errors import N_
from casebook.fields import (
    WORD_SCHEMA,
    Model,
    TextField,
    Told,
    fault,
    faults,
    no_text,
    place_of,
    read_quantity,
    shaped,
    word,
)
from casebook.findings import Finding, Kind, Severity
from casebook.quantity import Quantity

NOT_DAYS = Kind(
    "regimen.not-days",
    Severity.ERROR,
    N_("“{value}” does not name days of a cycle."),
    N_("Write the first and the last day, such as 1–5, or single days in their order, such as 1, 8, 15."),
)
NOT_CYCLES = Kind(
    "regimen.not-cycles",
    Severity.ERROR,
    N_("“{value}” does not name cycles of this regimen."),
    N_("Write one cycle, such as 1, or several, such as 2–3, of those that the regimen has."),
)
TWO_DOSES = Kind(
    "regimen.two-doses",
    Severity.ERROR,
    N_("Cycle {cycle} has two doses here."),
    N_("Name each cycle once."),
)
_WHOLE = shaped(r"[1-9]\d?", N_("a whole number from 1 to 99"), "3")
NO_INTERVAL = Kind(
    "regimen.no-interval",
    Severity.ERROR,
    N_("This regimen has {cycles} cycles, and nothing says how far apart they begin."),
    N_("Write “interval: 28 days” with the right number."),
)


_RUN = r"\d{1,3}(?: *- *\d{1,3})?"
_RUNS = re.compile(rf" *{_RUN}(?: *, *{_RUN})* *", re.ASCII)


@dataclass(frozen=True, slots=True)
class Days:
    """Days of a cycle in runs, each from its first day to its last: 1–5 is ((1, 5),)."""

    runs: tuple[tuple[int, int], ...]


def read_runs(text: str) -> tuple[tuple[int, int], ...]:
    """Return the runs of numbers from 1 to 999 that words name ("1–5", "1, 8, 15"), each greater than the last.

    () where they name none.
    """
    typed = text.replace("−", "-").replace("–", "-")
    runs = [tuple(map(int, run[0].split("-"))) for run in re.finditer(r"\d+ *(?:- *\d+)?", typed)]
    numbers = [number for run in runs for number in run]
    is_rising = all(low < high for low, high in pairwise([0, *numbers]))
    return tuple((run[0], run[-1]) for run in runs) if _RUNS.fullmatch(typed) and is_rising else ()


def _runs(raw: object, kind: Kind) -> tuple[tuple[int, int], ...]:
    runs = read_runs(word(raw))
    if not runs:
        raise fault(kind, place_of(raw), value=raw)
    return runs


def _read_given_days(raw: object, info: ValidationInfo) -> Days:
    return Days(_runs(raw, NOT_DAYS))


def _read_doses(raw: object, info: ValidationInfo) -> Mapping[int, Quantity]:
    """Return the dose of every cycle that has one of its own; the one dose of all cycles stands under 0."""
    if not isinstance(raw, Mapping):
        return {0: read_quantity(raw, info)}
    found: list[Finding] = []
    doses: dict[int, Quantity] = {}
    for cycles, dose in raw.items():
        try:
            read = read_quantity(dose, info)
            named = [cycle for first, last in _runs(cycles, NOT_CYCLES) for cycle in range(first, last + 1)]
            found += (TWO_DOSES.at(place_of(cycles), cycle=cycle) for cycle in named if cycle in doses)
            doses |= dict.fromkeys(named, read)
        except PydanticCustomError as error:
            found.extend((error.context or {})["findings"])
    if found:
        raise faults(tuple(found))
    return doses


def _read_count(raw: object, info: ValidationInfo) -> int:
    return int(_WHOLE(raw, info))


class Given(Model):
    """One drug of a regimen."""

    drug: Annotated[
        TextField,
        Told(N_("Drug"), N_("Its name, where the short name is not a known drug."), N_("azacitidine"), "9a"),
    ] = Field(default_factory=no_text)
    dose: Annotated[
        Mapping[int, Quantity],
        PlainValidator(_read_doses),
        WithJsonSchema({"anyOf": [WORD_SCHEMA, {"type": "object", "additionalProperties": WORD_SCHEMA}]}),
        Told(N_("Dose"), N_("The dose, or one for each cycle."), "{1: 25 mg/m2, 2-3: 25 mg/day}", "9b"),
    ] = Field(default_factory=dict)
    days: Annotated[
        Days | None,
        PlainValidator(_read_given_days),
        WithJsonSchema(WORD_SCHEMA),
        Told(N_("Days"), N_("On which days of each cycle; its first is 1, whatever its clock calls it."), "1–5", "9b"),
    ] = None

    def dose_in(self, cycle: int) -> Quantity | None:
        """Return the dose of a cycle, counted from 1; None where it is not told."""
        return self.dose.get(cycle, self.dose.get(0))


class Regimen(Model):
    """One treatment: what was given together, from one moment on."""

    name: Annotated[
        TextField,
        Told(N_("Name"), N_("What figures call it, where its drugs do not say it."), N_("Induction")),
    ] = Field(default_factory=no_text)
    start: Annotated[
        MomentField,
        Told(N_("Start"), N_("When the first dose was given."), "cycle-1", "9b"),
    ]
    end: Annotated[
        MomentField | None,
        Told(
            N_("End"),
            N_("When the last dose was given; without it, and without days, the end is not told."),
            "admission + 10",
        ),
    ] = None
    cycles: Annotated[
        int,
        PlainValidator(_read_count),
        WithJsonSchema(WORD_SCHEMA),
        Told(N_("Cycles"), N_("How many cycles were given."), "3", "9b"),
    ] = 1
    interval: Annotated[
        Fraction | None,
        PlainValidator(read_days),
        WithJsonSchema(WORD_SCHEMA),
        Told(N_("Interval"), N_("From the first day of one cycle to that of the next."), N_("28 days"), "9b"),
    ] = None
    drugs: Annotated[
        dict[str, Given],
        Told(
            N_("Drugs"),
            N_("What was given, each under its name or a short one."),
            "{azacitidine: {dose: 75 mg/m2, days: 1–5}}",
            "9a",
        ),
    ] = Field(default_factory=dict, examples=[{"azacitidine": {"dose": "75 mg/m2"}}])

    def doses(self, drug: str, cycles: str = "") -> Mapping[int, Quantity] | None:
        """Return the dose of a drug in each of the cycles that are named ("2", "2–3"), without names in all.

        None where one of them is no cycle of the regimen, or has no dose.
        """
        runs = read_runs(cycles) if cycles else ((1, self.cycles),)
        named = [run for run in runs if 1 <= run[0] <= run[1] <= self.cycles]
        asked = [cycle for first, last in named for cycle in range(first, last + 1)]
        found = {cycle: dose for cycle in asked if (dose := self.drugs[drug].dose_in(cycle))}
        is_whole = runs and named == list(runs) and len(found) == len(set(asked))
        return found if is_whole or not cycles else None

    @model_validator(mode="after")
    def _has_an_interval(self) -> Self:
        """Refuse several cycles that nothing lays out in time, and a dose of a cycle that there is not."""
        if self.cycles > 1 and self.interval is None:
            raise fault(NO_INTERVAL, None, cycles=self.cycles)
        beyond = [cycle for given in self.drugs.values() for cycle in given.dose if cycle > self.cycles]
        if beyond:
            raise fault(NOT_CYCLES, None, value=beyond[0])
        return self
