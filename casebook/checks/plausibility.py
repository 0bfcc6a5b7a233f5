"""Measurements that no patient has: pH 74, a temperature of 372, a saturation of 980%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import NotRequired, TypedDict

import yaml

from casebook.case import Case
from casebook.case.parts import MOST_YEARS
from casebook.checks.about import About
from casebook.checks.numerals import NUMBER, readings
from casebook.checks.passages import Passage, passages
from casebook.clinical.assays import Assay, find_assay
from casebook.clinical.conversion import in_system
from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity
from casebook.quantity import Quantity, is_pressure

ABOUT = About(
    N_("Measurements that no patient has, such as pH 74 or a temperature of 372."),
    N_("A lost decimal mark makes a tenfold value, and every index that reads the article stores it."),
    ("data/plausible.yaml, with the source of each limit",),
)
IMPLAUSIBLE = Kind(
    "clinical.implausible",
    Severity.WARNING,
    N_("“{typed}” lies outside what a patient can have ({low} to {high})."),
    N_("Compare it with the record: a decimal mark may be missing, or the unit is another."),
)
PRESSURE = Kind(
    "clinical.pressure",
    Severity.WARNING,
    N_("The blood pressure “{typed}” cannot be so: the systolic stands first, and is the higher one."),
    N_("Compare it with the record."),
)


class _Row(TypedDict):
    assay: NotRequired[str]
    words: list[str]
    units: dict[str, str]
    apart: NotRequired[str]


class _Table(TypedDict):
    between: list[str]
    measures: dict[str, _Row]


@dataclass(frozen=True, slots=True)
class _Measure:
    """One measurement: its name here, its limits in each unit, and what stands near where it is something else."""

    name: str
    limits: Mapping[str, tuple[Decimal, Decimal]]
    apart: re.Pattern[str] | None


_UNIT = r"[  ]?(?P<unit>%|[°º] ?[CF]|(?:[^\W\d_]|µ)[^\W\d_²³]*[²³2]?(?:/[^\W\d_]+[²³2]?)*)?"
_PRESSURE = re.compile(
    r"(?:\b(?:blood pressure|BP|pressão arterial|PA)(?:[  ,:=]+(?:was|of|is|era|foi|de|em|estava|at)){0,2}[  ,:=]+"
    r"(?P<bare>\d{2,4})[  ]?[/xX×][  ]?(?P<dia>\d{2,3})(?![\d.,/]\d)"
    r"|(?<![\d/.,])(?P<sys>\d{2,4})[  ]?[/xX×][  ]?(?P<low>\d{2,3})[  ]?mm ?Hg)"
)
_HIGHEST = 500
# Of an eye, of gases, across a valve: pairs with another meaning
_OTHER_PRESSURE = re.compile(
    r"ocular|IOP|\bPIO\b|gradient|O[2₂]|\bO[DSE]\b|right|left|direit|esquerd|pulmon", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_OLD = re.compile(r"(?<![\w.,–-])(?P<age>\d{3})(?:[  -]years?[  -]old\b| anos de idade\b)")


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each measurement in the text, the values and the results that no patient can have."""
    for passage in passages(case):
        yield from _in_words(passage, case.file.decimal)
    for name, value in case.file.values.items():
        if isinstance(value.value, Quantity):
            yield from _pressure(name, value.value, case.at(("values", name)))
            if assay := find_assay(name):
                yield from _measured(value.value, assay, case.at(("values", name)), case.file.decimal)
    for name, lab in case.file.labs.items():
        assay = None if lab.specimen.codes else case.file.course.assay(name)
        for result in lab.results if assay else ():
            if assay and isinstance(result.value, Quantity) and (assay.is_signed or result.value.numbers[0].value >= 0):
                yield from _pressure(name, result.value, result.place)
                yield from _measured(result.value, assay, result.place, case.file.decimal)


def _in_words(passage: Passage, mark: str) -> Iterator[Finding]:
    for found in _pattern().finditer(passage.words):
        measure = _measures()[found["name"]]
        limits = measure.limits.get((found["unit"] or "").replace("º", "°").replace(" ", ""))
        if limits is None and not _is_unit_of_other(found["unit"]):
            limits = measure.limits.get("")
        near = passage.words[max(0, found.start() - 40) : found.start("number")] + passage.words[found.end() :][:15]
        is_apart = measure.apart is not None and measure.apart.search(near) is not None
        values = readings(found["number"])
        is_year = not found["unit"] and _YEAR.fullmatch(found["number"]) is not None
        is_inside = any(limits[0] <= value <= limits[1] for value in values) if limits else True
        if limits and values and not is_apart and not is_year and not is_inside:
            is_unit = found["unit"] in measure.limits
            end = found.end() if is_unit else found.end("number")
            low, high = (_typed(limit, mark) for limit in limits)
            yield passage.tell_at(IMPLAUSIBLE, found.start(), end, low=low, high=high)
    for found in _OLD.finditer(passage.words):
        if int(found["age"]) > MOST_YEARS:
            yield passage.tell(IMPLAUSIBLE, found, low=0, high=MOST_YEARS)
    for found in _PRESSURE.finditer(passage.words):
        systolic, diastolic = int(found["bare"] or found["sys"]), int(found["dia"] or found["low"])
        is_other = _OTHER_PRESSURE.search(passage.words, max(0, found.start() - 60), found.end() + 15) is not None
        if (systolic < diastolic or systolic > _HIGHEST) and not is_other:
            start = found.start("bare") if found["bare"] else found.start("sys")
            yield passage.tell_at(PRESSURE, start, found.end("dia") if found["dia"] else found.end("low"))


def measurements_in(words: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each measurement in some words: which it is, and the match of its `name`, `number` and `unit`."""
    yield from ((_measures()[found["name"]].name, found) for found in _pattern().finditer(words))


def measures_of(short: str) -> tuple[str, ...]:
    """Return which measurements a test with some short name ("k") is."""
    assay = find_assay(short)
    rows = _table()["measures"].items()
    return tuple(name for name, row in rows if assay and row.get("assay") in assay.also)


def _is_unit_of_other(typed: str | None) -> bool:
    """Say whether what follows a number is the unit of another measurement, or of a dose, and no mere word."""
    return typed is not None and (len(typed) < 3 or "/" in typed or typed in ("mEq", "mmol", "mol", "mmHg", "kPa"))


def _pressure(name: str, quantity: Quantity, place: Place | None) -> Iterator[Finding]:
    """Yield a warning for a pair of numbers in mmHg under `values` or `labs` that can be no blood pressure."""
    if quantity.joint != "/" or not is_pressure(quantity.unit) or _OTHER_PRESSURE.search(name):
        return
    systolic, diastolic = (number.value for number in quantity.numbers)
    if systolic < diastolic or systolic > _HIGHEST:
        yield PRESSURE.at(place, typed=f"{quantity.low}/{quantity.high}")


def _measured(quantity: Quantity, assay: Assay, place: Place | None, mark: str) -> Iterator[Finding]:
    """Yield a warning for a quantity under `values` or `labs` that lies outside the limits of its test."""
    limits = {} if quantity.joint == "/" else _limits_of(assay)
    converted = in_system(quantity, assay, "conventional")[0] if limits else quantity
    symbol = converted.unit.symbol if converted.unit else ""
    low, high = limits.get(symbol, (None, None))
    is_count = converted.unit is not None and converted.unit.is_count  # of which there may be none
    numbers = [number.value for number in converted.numbers if number.value > 0 or not is_count]
    if low is not None and high is not None and any(not low <= value <= high for value in numbers):
        shown = "–".join(_typed(n.value, mark) for n in converted.numbers) + (f" {symbol}" if symbol else "")
        yield IMPLAUSIBLE.at(place, typed=shown, low=_typed(low, mark), high=_typed(high, mark))


def _typed(number: Decimal, mark: str) -> str:
    """Return a number with the decimal mark that the case declares."""
    return f"{number:f}".replace(".", mark or ".")


def _limits_of(assay: Assay) -> Mapping[str, tuple[Decimal, Decimal]]:
    rows = (row for row in _table()["measures"].values() if row.get("assay") in assay.also)
    return next((_read("", row).limits for row in rows), {})


@cache
def _measures() -> Mapping[str, _Measure]:
    """Return every measurement by each word that a text has for it."""
    rows = [(word, _read(name, row)) for name, row in _table()["measures"].items() for word in row["words"]]
    return {form: measure for word, measure in rows for form in (word, word[0].upper() + word[1:])}


def _read(name: str, row: _Row) -> _Measure:
    limits = {unit: tuple(map(Decimal, both.split())) for unit, both in row["units"].items()}
    apart = re.compile(row["apart"], re.IGNORECASE) if "apart" in row else None
    return _Measure(name, {unit: (both[0], both[1]) for unit, both in limits.items()}, apart)


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a measurement's name, a few words, its number and its unit; the longest name goes first."""
    names = "|".join(map(re.escape, sorted(_measures(), key=len, reverse=True)))
    between = "|".join(map(re.escape, _table()["between"]))
    return re.compile(
        rf"(?<![\w/-])(?P<name>{names})(?![\w-])(?:[  ]\([^()\n]{{1,12}}\))?(?:[  ,:=]+(?:{between})\b){{0,4}}[  ,:=]+"
        rf"(?P<number>{NUMBER})(?![\w]|[–/-]\d|[  ]?[xX×])(?:{_UNIT})"
    )


@cache
def _table() -> _Table:
    text = files("casebook").joinpath("data/plausible.yaml").read_text(encoding="utf-8")
    table: _Table = yaml.load(text, yaml.CBaseLoader)  # every scalar a string
    return table
