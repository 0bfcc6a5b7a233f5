"""The typed leaves of a profile: yes or no, counts, languages, measures with their bounds."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from casebook.errors import N_
from casebook.fields import fault, one_of, place_of, reading, shaped
from casebook.findings import Kind, Severity

IMPLAUSIBLE = Kind(
    "journal.implausible-number",
    Severity.ERROR,
    N_("“{value}” cannot be meant here: no journal asks for it."),
    N_("Write a number from {least} to {most} ({unit})."),
)
_read_digits = shaped(r"\d{1,6}", N_("a whole number"), "250")
_read_decimal = shaped(r"\d{1,4}(?:\.\d{1,2})?", N_("a number"), "2.5")


def _yes(raw: object, info: ValidationInfo) -> bool:
    return one_of("yes", "no")(raw, info) == "yes"


def _count(raw: object, info: ValidationInfo) -> int:
    return int(_read_digits(raw, info))


def _language(raw: object, info: ValidationInfo) -> str:
    return one_of(*reading(info).languages)(raw, info)


def measured(least: float, most: float, unit: str) -> PlainValidator:
    """Return a reader of a number between two bounds, in `unit` (points, centimetres, dots per inch)."""

    def read(raw: object, info: ValidationInfo) -> float:
        number = float(_read_decimal(raw, info))
        if not least <= number <= most:
            raise fault(IMPLAUSIBLE, place_of(raw), value=str(raw), least=f"{least:g}", most=f"{most:g}", unit=unit)
        return number

    return PlainValidator(read, json_schema_input_type=float)


YesNo = Annotated[bool, PlainValidator(_yes), WithJsonSchema({"type": "boolean"})]
Count = Annotated[int, PlainValidator(_count), WithJsonSchema({"type": "integer"})]
Code = Annotated[str, PlainValidator(_language, json_schema_input_type=str)]
