"""The parts of a case file: key words, patient, values, the parts of an abstract, exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from casebook.clinical.notations import READERS, Notation, is_notation
from casebook.clinical.results import as_range
from casebook.errors import N_
from casebook.fields import (
    TEXT_SCHEMA,
    WORD_SCHEMA,
    Model,
    TextField,
    Told,
    choice,
    fault,
    faults,
    form,
    is_text,
    place_of,
    read_quantity,
    read_text,
    reading,
    shaped,
)
from casebook.findings import Finding, Kind, Severity
from casebook.prose import Text
from casebook.quantity import Quantity
from casebook.quantity.words import AGES

NOT_AN_AGE = Kind(
    "case.not-an-age",
    Severity.ERROR,
    N_("“{value}” is not an age."),
    N_("Write one number and its unit, such as 52 years or 7 months."),
)
IMPOSSIBLE_AGE = Kind(
    "case.impossible-age",
    Severity.ERROR,
    N_("No patient is “{value}” old."),
    N_("Write an age from 0 to {most} years."),
)
MOST_YEARS = 125  # the oldest life that is proven: 122 years
_IN_A_YEAR = {"year": 1, "month": 12, "week": 52, "day": 365, "hour": 8760}
SHORT_NAME = r"[A-Za-z][A-Za-z0-9_-]*"
read_name = shaped(
    SHORT_NAME, N_("a short name (letters without accents, digits, - and _; a letter first)"), "effusion"
)


class Keyword(Model):
    """One key word in every language, with its MeSH identifier where there is one."""

    mesh: Annotated[
        str,
        form(r"[DC]\d{6,9}", N_("a MeSH identifier"), "D015470"),
        Told(N_("MeSH identifier"), N_("The unique ID of the term in MeSH, which DeCS shows too."), "D015470"),
    ] = ""
    words: Annotated[
        TextField,
        Told(
            N_("Words"),
            N_("The term as MeSH and DeCS write it; not typed under this name, but beside “mesh”, in each language."),
            N_("Leukemia, Myeloid, Acute"),
            "2",
        ),
    ]

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, raw: object) -> object:
        if not isinstance(raw, Mapping):
            return {"words": raw}
        return {
            "words": {k: v for k, v in raw.items() if k != "mesh"},
            **({"mesh": raw["mesh"]} if "mesh" in raw else {}),
        }


def _read_age(raw: object, info: ValidationInfo) -> Quantity:
    age = read_quantity(raw, info)
    unit = age.unit
    is_time = unit is not None and unit.above is not None and not unit.below and unit.above.sign in AGES
    if not is_time or age.joint or age.comparator or age.exponent is not None:
        raise fault(NOT_AN_AGE, place_of(raw), value=raw)
    assert unit is not None
    assert unit.above is not None
    if not 0 <= age.numbers[0].value <= MOST_YEARS * _IN_A_YEAR[unit.above.sign]:
        raise fault(IMPOSSIBLE_AGE, place_of(raw), value=raw, most=MOST_YEARS)
    return age


class Patient(Model):
    """What the article says of the patient (CARE 5a)."""

    sex: Annotated[
        Literal["female", "male", "other"],
        choice("female", "male", "other"),
        Told(N_("Sex"), N_("From it follow woman, man, girl, boy, and the agreement of words."), "female", "5a"),
    ]
    age: Annotated[
        Quantity,
        PlainValidator(_read_age),
        WithJsonSchema(WORD_SCHEMA),
        Told(
            N_("Age"),
            N_("One number and years, months, weeks, days or hours; a journal may print only an age band."),
            N_("52 years"),
            "5a",
        ),
    ]


NOTATION_SCHEMA: dict[str, object] = {"type": "object", "properties": dict.fromkeys(READERS, WORD_SCHEMA)}


def _read_value(raw: object, info: ValidationInfo) -> Quantity | Notation:
    """Return a number, or what has a notation of its own."""
    if not is_notation(raw):
        return read_quantity(raw, info)
    assert isinstance(raw, Mapping)
    ((kind, typed),) = raw.items()
    return READERS[kind](typed, info)


def _read_reference(raw: object, info: ValidationInfo) -> Quantity:
    """Return a reference range, a bare one in the unit and the power of ten of the value."""
    reference, value = read_quantity(raw, info), info.data.get("value")
    unit = value.unit if isinstance(value, Quantity) else None
    power = value.exponent if isinstance(value, Quantity) and reference.exponent is None else None
    return as_range(reference, unit, power, raw, reading(info).decimal)


class Value(Model):
    """A number written once, with its reference range where it has one; or what has a notation of its own."""

    value: Annotated[
        Quantity | Notation,
        PlainValidator(_read_value),
        WithJsonSchema({"anyOf": [WORD_SCHEMA, NOTATION_SCHEMA]}),
        Told(
            N_("Value"),
            N_(
                "The number with its unit; a range, a power of ten and signs such as < are read too. Or {{iscn: …}},"
                " {{hgvs: …}}, {{gene: …}}, {{species: …}}, {{cd: …}}."
            ),
            "800 U/L",
            "8a",
        ),
    ]
    reference: Annotated[
        Quantity | None,
        PlainValidator(_read_reference),
        WithJsonSchema(WORD_SCHEMA),
        Told(
            N_("Reference range"),
            N_(
                "The range of the laboratory with its unit; a text prints it by the name of the value and “.reference”."
            ),
            "313–618 U/L",
            "8a",
        ),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _wrap(cls, raw: object) -> object:
        return raw if isinstance(raw, Mapping) and not is_notation(raw) else {"value": raw}


def _read_parts(raw: object, info: ValidationInfo) -> dict[str, Text]:
    """Return the parts of an abstract; the one part of an unstructured abstract has no name."""
    codes = (*reading(info).languages, "same")
    if not isinstance(raw, Mapping) or (is_text(raw, ()) and any(name in codes for name in raw)):
        return {"": read_text(raw, info)}
    found: list[Finding] = []
    parts: dict[str, Text] = {}
    for name, part in raw.items():
        try:
            parts[read_name(name, info)] = read_text(part, info)
        except PydanticCustomError as error:
            found.extend((error.context or {})["findings"])
    if found:
        raise faults(tuple(found))
    return parts


_PARTS_SCHEMA = {"anyOf": [TEXT_SCHEMA, {"type": "object", "additionalProperties": TEXT_SCHEMA}]}
Parts = Annotated[dict[str, Text], PlainValidator(_read_parts), WithJsonSchema(_PARTS_SCHEMA)]


class Exemption(Model):
    """A finding that the authors let stand, and why."""

    code: Annotated[
        str,
        Told(N_("Code"), N_("The word in brackets behind the finding."), "structure.unused-value"),
    ]
    words: Annotated[
        str,
        Told(
            N_("Words"),
            N_("Only the finding at these words may stand; without them, every finding of this code."),
            "Hospital Santa Isabel",
        ),
    ] = ""
    reason: Annotated[
        TextField,
        Told(
            N_("Reason"),
            N_("Why it may stand, for whoever reads the case later; the CARE checklist prints it."),
            N_("The journal asks for it."),
        ),
    ]
