"""The parts of a case file: article, key words, patient, values, sections, statements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from casebook.errors import N_
from casebook.fields import (
    TEXT_SCHEMA,
    WORD_SCHEMA,
    DateField,
    Model,
    QuantityField,
    TextField,
    choice,
    fault,
    faults,
    form,
    is_text,
    no_text,
    one_of,
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
from casebook.source import Scalar

NOT_AN_AGE = Kind(
    "case.not-an-age",
    Severity.ERROR,
    N_("“{value}” is not an age."),
    N_("Write one number and its unit, such as 52 years or 7 months."),
)
read_name = shaped(
    r"[A-Za-z][A-Za-z0-9_-]*", N_("a short name (letters without accents, digits, - and _; a letter first)"), "effusion"
)


class Dates(Model):
    """The dates of the article's history."""

    received: DateField | None = None
    revised: DateField | None = None
    accepted: DateField | None = None
    published: DateField | None = None


def _read_journal(raw: object, info: ValidationInfo) -> str:
    return one_of(*reading(info).journals)(raw, info)


class Article(Model):
    """What an issue of a journal knows of an article."""

    type: Annotated[Literal["case-report"], choice("case-report")] = "case-report"
    journal: Annotated[str, PlainValidator(_read_journal, json_schema_input_type=str)] = Field(
        default="generic", description="The journal's profile; “casebook journals” lists them."
    )
    doi: Annotated[str | None, form(r"10\.\d{4,9}/\S+", N_("a DOI"), "10.5555/example.1")] = None
    license: Annotated[str, choice("CC-BY-4.0", "CC-BY-NC-4.0", "CC-BY-NC-ND-4.0", "CC-BY-SA-4.0", "CC0-1.0")] = ""
    dates: Dates = Field(default_factory=Dates)
    volume: str = ""
    issue: str = ""
    elocation: str = ""
    running_title: TextField = Field(default_factory=no_text)


class Keyword(Model):
    """One key word in every language, with its MeSH identifier where there is one."""

    mesh: Annotated[str, form(r"[DC]\d{6,9}", N_("a MeSH identifier"), "D015470")] = ""
    words: TextField

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
    return age


class Patient(Model):
    """What the article says of the patient (CARE 5a)."""

    sex: Annotated[Literal["female", "male", "other"], choice("female", "male", "other")]
    age: Annotated[Quantity, PlainValidator(_read_age), WithJsonSchema(WORD_SCHEMA)]


class Value(Model):
    """A number written once, with its reference range where it has one."""

    value: QuantityField
    reference: QuantityField | None = None

    @model_validator(mode="before")
    @classmethod
    def _wrap(cls, raw: object) -> object:
        return raw if isinstance(raw, Mapping) else {"value": raw}


class Section(Model):
    """One section: its own title where it is none of the standard ones, and its text."""

    title: TextField = Field(default_factory=no_text)
    text: TextField

    @model_validator(mode="before")
    @classmethod
    def _wrap(cls, raw: object) -> object:
        return {"text": raw} if is_text(raw, ("title", "text")) else raw


class Consent(Model):
    """Consent to publication (CARE 13)."""

    statement: TextField

    @model_validator(mode="before")
    @classmethod
    def _wrap(cls, raw: object) -> object:
        return {"statement": raw} if is_text(raw, ("statement",)) else raw


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


# The author may say it in her own language; the sentence is printed in each.
_NONE = ("none", "nenhum", "nenhuma")


def _read_standard(raw: object, info: ValidationInfo) -> Text | Literal["none"]:
    """Return a statement; the word `none` stands for the standard sentence."""
    return "none" if isinstance(raw, Scalar) and raw.strip().lower() in _NONE else read_text(raw, info)


_PARTS_SCHEMA = {"anyOf": [TEXT_SCHEMA, {"type": "object", "additionalProperties": TEXT_SCHEMA}]}
Statement = Annotated[Text | Literal["none"], PlainValidator(_read_standard), WithJsonSchema(TEXT_SCHEMA)]
Parts = Annotated[dict[str, Text], PlainValidator(_read_parts), WithJsonSchema(_PARTS_SCHEMA)]


class Exemption(Model):
    """A finding that the authors let stand, and why."""

    code: str
    reason: str
