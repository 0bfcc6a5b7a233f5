"""What one assay gave at one moment: a number in the unit of the test, a word, or words of the author's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from casebook.clinical.assays import Assay
from casebook.clinical.moments import Moment, read_moment
from casebook.clinical.qualitative import NOT_DETECTED, SHOWN, Word, is_not_done, is_unclear, read_word
from casebook.errors import N_
from casebook.fields import fault, faults, place_of, quantity_fault, read_quantity, read_text, reading, word
from casebook.findings import Finding, Kind, Place, Severity
from casebook.prose import Text
from casebook.quantity import Quantity, QuantityError, Scale, Unit, common_power, read_scale
from casebook.source import Scalar

NOT_A_RESULT = Kind(
    "labs.not-a-result",
    Severity.ERROR,
    N_("“{value}” is no number, and none of the words for a result."),
    N_("Write a number with its unit, one of these words: {said}; or a text in each language."),
)
UNCLEAR = Kind(
    NOT_A_RESULT.code,
    Severity.ERROR,
    N_("“{value}” may mean that nothing was detected, or that the test was not done."),
    N_("Write “{what}” for the first, and a dash (–) for the second."),
)
OTHER_UNIT = Kind(
    "labs.other-unit",
    Severity.ERROR,
    N_("This result is in {unit}, and the others of this test are in {wanted}."),
    N_("Write all results of a test in one unit; give another assay a name of its own."),
)
OTHER_RANGE = Kind(
    OTHER_UNIT.code,
    Severity.ERROR,
    N_("The reference range is in {unit}, and the results are in {wanted}."),
    N_("Write both in one unit."),
)
BARE_RANGE = Kind(
    "labs.range-without-unit",
    Severity.ERROR,
    N_("The results of this test have several powers of ten, and the reference range has no unit."),
    N_("Write the unit behind the range, with its power of ten: {example}."),
)
NOT_A_RANGE = Kind(
    "labs.not-a-range",
    Severity.ERROR,
    N_("“{value}” is one number, and no reference range."),
    N_("Write both ends, such as 3.5–5.0, or the one that there is, such as <5."),
)
NO_RESULTS = Kind(
    "labs.no-results",
    Severity.ERROR,
    N_("“results” takes a line for each moment, and here is something else."),
    N_("Write each result on a line of its own below “results:”, such as “admission: 4.8 g/dL”."),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What one assay gave at one moment: a number, a word ("not detected"), or words of the author's own."""

    moment: Moment
    value: Quantity | Word | Text
    place: Place | None = None


def read_unit(raw: object, info: ValidationInfo) -> Scale:
    try:
        return read_scale(word(raw), reading(info).decimal)
    except QuantityError as error:
        raise fault(error.kind, place_of(raw), **error.fields) from None


def read_reference(raw: object, info: ValidationInfo) -> Quantity | Word:
    """Return a reference range, a bare one in the unit and power of ten of the results; or the word they should be."""
    reference = read_word(word(raw)) or _read_number(raw, info)
    if not isinstance(reference, Quantity):
        return reference
    if not reference.joint and not reference.comparator:
        raise fault(NOT_A_RANGE, place_of(raw), value=raw)
    measured = [r.value for r in info.data.get("results", ()) if isinstance(r.value, Quantity) and r.value.unit]
    power = common_power(measured) if reference.exponent is None else None
    powers = [value.exponent for value in measured if value.exponent is not None]
    if powers and power is None and reference.unit is None and reference.exponent is None:
        unit = measured[0].unit
        assert unit, "it was asked for"
        raise fault(BARE_RANGE, place_of(raw), example=f"{raw} × {Scale(unit, powers[0]).symbol}")
    return as_range(reference, measured[0].unit if measured else None, power, raw, reading(info).decimal)


def as_range(reference: Quantity, unit: Unit | None, power: int | None, raw: object, decimal: str) -> Quantity:
    """Return the reference range of what is measured in `unit`, a bare one in that unit and this power of ten."""
    if reference.unit and unit and reference.unit != unit:
        raise fault(OTHER_RANGE, place_of(raw), unit=reference.unit.symbol, wanted=unit.symbol)
    return _scaled(reference, Scale(unit, power) if unit else None, raw, decimal)


def read_results(raw: object, info: ValidationInfo) -> tuple[Result, ...]:
    """Return the results of one assay in the order in which they are written; all faulty ones are told at once."""
    if not isinstance(raw, Mapping):
        raise fault(NO_RESULTS, place_of(raw))
    scale: Scale | None = info.data.get("unit")
    found: list[Finding] = []
    results: list[Result] = []
    for when, value in raw.items():
        try:
            if isinstance(value, Scalar) and is_not_done(value):
                continue
            results.append(_read_result(when, value, info))
        except PydanticCustomError as error:
            found.extend((error.context or {})["findings"])
    units = (r.value.unit for r in results if isinstance(r.value, Quantity) and r.value.unit)
    found += _other_units(results, scale.unit if scale else next(units, None))
    if found:
        raise faults(tuple(found))
    return tuple(results)


def _other_units(results: list[Result], wanted: Unit | None) -> list[Finding]:
    return [
        OTHER_UNIT.at(r.place, unit=r.value.unit.symbol if r.value.unit else "–", wanted=wanted.symbol)
        for r in results
        if wanted and isinstance(r.value, Quantity) and r.value.unit != wanted
    ]


def _read_result(when: object, raw: object, info: ValidationInfo) -> Result:
    return Result(read_moment(when, info), _read_value(raw, info), place_of(raw))


def _read_value(raw: object, info: ValidationInfo) -> Quantity | Word | Text:
    if isinstance(raw, Mapping):
        return read_text(raw, info)
    if not isinstance(raw, Scalar):
        return read_quantity(raw, info)  # which tells that it is none
    words = read_word(word(raw))
    if words is not None:
        return words
    if is_unclear(word(raw)):
        raise fault(UNCLEAR, place_of(raw), value=raw, what=NOT_DETECTED)
    if not any(sign.isdecimal() for sign in word(raw)):
        raise fault(NOT_A_RESULT, place_of(raw), value=raw, said=SHOWN)
    return _read_number(raw, info)


def _read_number(raw: object, info: ValidationInfo) -> Quantity:
    """Return a number, a bare one in the unit of the test; where the test says so, any mark is the decimal mark."""
    test: Assay | None = info.data.get("test")
    marks = set(re.findall("[.,]", raw)) if isinstance(raw, str) and test and test.is_pure else set()
    decimal = marks.pop() if len(marks) == 1 else reading(info).decimal
    return _scaled(read_quantity(raw, info, decimal), info.data.get("unit"), raw, decimal)


def _scaled(quantity: Quantity, scale: Scale | None, raw: object, decimal: str) -> Quantity:
    """Return a bare number in the unit of its test."""
    assert isinstance(raw, Scalar), "it was read"
    try:
        return scale.of(quantity, decimal) if scale else quantity
    except QuantityError as error:
        raise quantity_fault(error, raw) from None
