"""Results of one assay: a test, its specimen and its method; what was measured when, in one unit.

Blasts counted in blood, in marrow by morphology and by flow cytometry are three assays, and never one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Self

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from casebook.clinical.assays import Assay, find_assay, nearest_assay
from casebook.clinical.moments import NOT_A_MOMENT, Moment, parse_moment
from casebook.clinical.qualitative import SHOWN, Word, read_word
from casebook.errors import N_
from casebook.fields import (
    TEXT_SCHEMA,
    WORD_SCHEMA,
    Model,
    QuantityField,
    TextField,
    Told,
    fault,
    faults,
    no_text,
    place_of,
    read_quantity,
    read_text,
    reading,
    word,
)
from casebook.findings import Finding, Kind, Place, Severity
from casebook.prose import Text
from casebook.quantity import Quantity, Unit, find_unit
from casebook.quantity.faults import UNKNOWN_UNIT
from casebook.source import Scalar

NOT_A_RESULT = Kind(
    "labs.not-a-result",
    Severity.ERROR,
    N_("“{value}” is no number, and none of the words for a result."),
    N_("Write a number with its unit, one of these words: {names}; or a text in each language."),
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
NO_RESULTS = Kind(
    "labs.no-results",
    Severity.ERROR,
    N_("“results” takes a line for each moment, and here is something else."),
    N_("Write each result on a line of its own below “results:”, such as “admission: 4.8 g/dL”."),
)
UNKNOWN_TEST = Kind(
    "labs.unknown-test",
    Severity.ERROR,
    N_("No test called “{name}” is known here."),
    N_("Write “name:” below it, and the name of the test in each language."),
)
MISSPELT_TEST = Kind(
    UNKNOWN_TEST.code,
    Severity.ERROR,
    UNKNOWN_TEST.what,
    N_("Did you mean “{nearest}”? If not, write “name:” below it, and the name of the test in each language."),
)
NOT_DONE = ("-", "–", "—")


@dataclass(frozen=True, slots=True)
class Result:
    """What one assay gave at one moment: a number, a word ("not detected"), or words of the author's own."""

    moment: Moment
    value: Quantity | Word | Text
    place: Place | None = None


def _read_unit(raw: object, info: ValidationInfo) -> Unit:
    unit = find_unit(word(raw))
    if unit is None:
        raise fault(UNKNOWN_UNIT, place_of(raw), unit=raw)
    return unit


def _read_assay(raw: object, info: ValidationInfo) -> Assay:
    assay = find_assay(word(raw))
    if assay is None:
        near = nearest_assay(word(raw))
        raise fault(MISSPELT_TEST if near else UNKNOWN_TEST, place_of(raw), name=raw, nearest=near)
    return assay


def read_results(raw: object, info: ValidationInfo) -> tuple[Result, ...]:
    """Return the results of one assay in the order in which they are written; all faulty ones are told at once."""
    if not isinstance(raw, Mapping):
        raise fault(NO_RESULTS, place_of(raw))
    unit: Unit | None = info.data.get("unit")
    found: list[Finding] = []
    results: list[Result] = []
    for when, value in raw.items():
        try:
            if isinstance(value, Scalar) and value.strip() in NOT_DONE:
                continue
            results.append(_read_result(when, value, unit, info))
        except PydanticCustomError as error:
            found.extend((error.context or {})["findings"])
    wanted = unit or next((r.value.unit for r in results if isinstance(r.value, Quantity) and r.value.unit), None)
    found += _other_units(results, wanted)
    if found:
        raise faults(tuple(found))
    return tuple(results)


def _other_units(results: list[Result], wanted: Unit | None) -> list[Finding]:
    return [
        OTHER_UNIT.at(r.place, unit=r.value.unit.symbol if r.value.unit else "–", wanted=wanted.symbol)
        for r in results
        if wanted and isinstance(r.value, Quantity) and r.value.unit != wanted
    ]


def _read_result(when: object, raw: object, unit: Unit | None, info: ValidationInfo) -> Result:
    moment = parse_moment(str(when), reading(info).decimal, place_of(when))
    if moment is None:
        raise fault(NOT_A_MOMENT, place_of(when), value=when)
    return Result(moment, _read_value(raw, unit, info), place_of(raw))


def _read_value(raw: object, unit: Unit | None, info: ValidationInfo) -> Quantity | Word | Text:
    if isinstance(raw, Mapping):
        return read_text(raw, info)
    words = read_word(word(raw))
    if words is not None:
        return words
    if not any(sign.isdecimal() for sign in word(raw)):
        raise fault(NOT_A_RESULT, place_of(raw), value=raw, names=", ".join(SHOWN))
    quantity = read_quantity(raw, info)
    return replace(quantity, unit=unit) if quantity.unit is None and unit is not None else quantity


_FIELDS = ("test", "name", "specimen", "method", "unit", "reference", "results")


def holds_results(raw: Mapping[Any, Any]) -> bool:
    """Say whether what stands below the name of a test are its results, by moment, and not its fields."""
    return not any(key in _FIELDS for key in raw)


_RESULTS = {"type": "object", "additionalProperties": TEXT_SCHEMA}


class Lab(Model):
    """The results of one assay."""

    test: Annotated[
        Assay | None,
        PlainValidator(_read_assay),
        WithJsonSchema(WORD_SCHEMA),
        Told(
            N_("Test"),
            N_("Which test it is, where the short name does not say so: its names and its unit are known here."),
            "blasts",
            "8a",
        ),
    ] = None
    name: Annotated[
        TextField,
        Told(N_("Name"), N_("What tables and figures call it, where it is not a known test."), N_("Blasts")),
    ] = Field(default_factory=no_text)
    specimen: Annotated[
        TextField,
        Told(N_("Specimen"), N_("What was examined, where that must be told apart."), N_("bone marrow")),
    ] = Field(default_factory=no_text)
    method: Annotated[
        TextField,
        Told(N_("Method"), N_("How it was examined, where that must be told apart."), N_("flow cytometry")),
    ] = Field(default_factory=no_text)
    unit: Annotated[
        Unit | None,
        PlainValidator(_read_unit),
        WithJsonSchema(WORD_SCHEMA),
        Told(N_("Unit"), N_("The unit of all results, which are then written as bare numbers."), "U/L"),
    ] = None
    reference: Annotated[
        QuantityField | None,
        Told(N_("Reference range"), N_("The range of the laboratory, with its unit."), "313–618 U/L", "8a"),
    ] = None
    results: Annotated[
        tuple[Result, ...],
        PlainValidator(read_results),
        WithJsonSchema(_RESULTS),
        Told(
            N_("Results"),
            N_("Each behind the moment at which it was measured; a dash where it was not."),
            "{admission: 800 U/L, transplant + 12: not detected}",
            "8a",
        ),
    ] = ()

    @model_validator(mode="before")
    @classmethod
    def _wrap(cls, raw: object) -> object:
        """Take results that stand right behind the name of the test, without a word for what they are."""
        return {"results": raw} if isinstance(raw, Mapping) and holds_results(raw) else raw

    @model_validator(mode="after")
    def _has_one_unit(self) -> Self:
        """Refuse a reference range in another unit than the results; a bare one is in theirs."""
        unit, wanted = self.reference.unit if self.reference else None, self.result_unit
        if unit and wanted and unit != wanted and self.results:
            raise fault(OTHER_RANGE, None, unit=unit.symbol, wanted=wanted.symbol)
        return self

    @property
    def range(self) -> Quantity | None:
        """The reference range, in the unit of the results."""
        unit = self.result_unit
        return replace(self.reference, unit=unit) if self.reference and unit else self.reference

    @property
    def result_unit(self) -> Unit | None:
        """The unit of the numbers among the results; None where there are none, or they have none."""
        return next((r.value.unit for r in self.results if isinstance(r.value, Quantity)), self.unit)
