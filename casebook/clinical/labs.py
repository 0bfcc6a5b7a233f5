"""Results of one assay: a test, its specimen and its method; what was measured when, in one unit.

Blasts counted in blood, in marrow by morphology and by flow cytometry are three assays, and never one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, model_validator

from casebook.clinical.assays import Assay, find_assay, nearest_assay
from casebook.clinical.qualitative import Word
from casebook.clinical.results import Result, read_reference, read_results, read_unit
from casebook.errors import N_
from casebook.fields import TEXT_SCHEMA, WORD_SCHEMA, Model, TextField, Told, fault, no_text, place_of, word
from casebook.findings import Kind, Severity
from casebook.quantity import Quantity, Scale, Unit
from casebook.source import Scalar

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


def _read_assay(raw: object, info: ValidationInfo) -> Assay:
    assay = find_assay(word(raw))
    if assay is None:
        near = nearest_assay(word(raw))
        raise fault(MISSPELT_TEST if near else UNKNOWN_TEST, place_of(raw), name=raw, nearest=near)
    return assay


_FIELDS = ("test", "name", "specimen", "method", "unit", "reference", "results")


def holds_results(raw: Mapping[Any, Any]) -> bool:
    """Say whether what stands below the name of a test are its results, by moment, and not its fields."""
    return not any(key in _FIELDS for key in raw)


def know_tests(raw: object) -> object:
    """Return what stands under `labs` with “test” written where the short name of an entry is that of a known test.

    A name of its own changes what is printed, not what it is.
    """
    if not isinstance(raw, Mapping):
        return raw
    return {name: _known_by_name(name, fields) for name, fields in raw.items()}


def _known_by_name(name: object, raw: object) -> object:
    if not isinstance(raw, Mapping) or "test" in raw or not find_assay(str(name)):
        return raw
    return {Scalar("test"): name, **({Scalar("results"): raw} if holds_results(raw) else raw)}


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
        Told(
            N_("Name"),
            N_("What tables and figures call it, where it is no known test, or is to print otherwise."),
            N_("Blasts"),
        ),
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
        Scale | None,
        PlainValidator(read_unit),
        WithJsonSchema(WORD_SCHEMA),
        Told(
            N_("Unit"),
            N_("The unit of all results, which are then written as bare numbers; a power of ten may precede it."),
            "10^9/L",
        ),
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
    reference: Annotated[
        Quantity | Word | None,
        PlainValidator(read_reference),
        WithJsonSchema(WORD_SCHEMA),
        Told(
            N_("Reference range"),
            N_("The range of the laboratory, a bare one in the unit of the results; or a word, such as negative."),
            "313–618 U/L",
            "8a",
        ),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _wrap(cls, raw: object) -> object:
        """Take results that stand right behind the name of the test, without a word for what they are."""
        return {"results": raw} if isinstance(raw, Mapping) and holds_results(raw) else raw

    @property
    def measured(self) -> tuple[Quantity, ...]:
        """The numbers among the results."""
        return tuple(result.value for result in self.results if isinstance(result.value, Quantity))

    @property
    def range(self) -> Quantity | None:
        """The reference range, None where it is none or a word."""
        return self.reference if isinstance(self.reference, Quantity) else None

    @property
    def result_unit(self) -> Unit | None:
        """The unit of the numbers among the results; None where there are none, or they have none."""
        return next((value.unit for value in self.measured), self.unit.unit if self.unit else None)
