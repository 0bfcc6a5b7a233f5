"""The file case.yaml, format version 1: every field typed, every sentence a Text in all its languages."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainValidator, ValidationInfo

from casebook.blocks.figure import FigureBlock
from casebook.blocks.table import TableBlock
from casebook.case.parts import (
    Article,
    Consent,
    Exemption,
    Keyword,
    Parts,
    Patient,
    Section,
    Statement,
    Value,
    read_name,
)
from casebook.case.people import Affiliation, Author
from casebook.errors import N_
from casebook.fields import Flag, Model, TextField, choice, fault, no_text, place_of, reading, word
from casebook.findings import Kind, Severity

NOT_A_FULL_TEXT = Kind(
    "case.unknown-full-text",
    Severity.ERROR,
    N_("“{name}” is not a language known here."),
    N_("“languages” names the full texts that the article has; known here: {names}."),
)
NOT_A_MARK = Kind(
    "case.not-in-list",
    Severity.ERROR,
    N_("“{value}” is not a decimal mark."),
    N_('Write decimal: "." where numbers are typed as 4.8, or decimal: "," where they are typed as 4,8.'),
)
STATUSES = ("draft", "submitted", "accepted", "published", "corrected", "retracted", "withdrawn")
Identifier = Annotated[str, PlainValidator(read_name)]


def _read_full_text(raw: object, info: ValidationInfo) -> str:
    written, known = word(raw), reading(info).languages
    if written not in known:
        raise fault(NOT_A_FULL_TEXT, place_of(raw), name=written, names=", ".join(known))
    return written


def _read_mark(raw: object, info: ValidationInfo) -> str:
    written = word(raw)
    if written not in (".", ","):
        raise fault(NOT_A_MARK, place_of(raw), value=written)
    return written


class CaseFile(Model):
    """The file case.yaml, format version 1."""

    casebook: Annotated[Literal["1"], choice("1")] = Field(description="The version of this format: 1.")
    languages: tuple[Annotated[str, PlainValidator(_read_full_text, json_schema_input_type=str)], ...] = Field(
        min_length=1, description="The full texts that the article has, the main one first."
    )
    status: Annotated[str, choice(*STATUSES)] = "draft"
    decimal: Annotated[str, PlainValidator(_read_mark, json_schema_input_type=Literal[".", ","])] = Field(
        default="", description="The decimal mark of the numbers in this file; undeclared, no thousandfold is guessed."
    )
    fictional: Flag = Field(default=False, description="true: a banner says that the case is not a real one.")
    fictional_notice: TextField = Field(default_factory=no_text)
    article: Article = Field(default_factory=Article)
    title: TextField = Field(default_factory=no_text)
    authors: tuple[Author, ...] = ()
    affiliations: dict[str, Affiliation] = Field(
        default_factory=dict, examples=[{"hematology": {"institution": "Example Hospital"}}]
    )
    abstract: Parts = Field(default_factory=dict)
    keywords: tuple[Keyword, ...] = ()
    patient: Patient | None = None
    values: dict[Identifier, Value] = Field(default_factory=dict, examples=[{"hb": "4.8 g/dL"}])
    sections: dict[Identifier, Section] = Field(default_factory=dict, examples=[{"case": {"en": "{patient} had …"}}])
    figures: dict[Identifier, FigureBlock] = Field(default_factory=dict, examples=[{"effusion": {"file": "x.png"}}])
    tables: dict[Identifier, TableBlock] = Field(default_factory=dict, examples=[{"search": {"rows": []}}])
    references: str = Field(default="", description="The file of references: references.bib.")
    consent: Consent | None = None
    ethics: Statement | None = None
    funding: Statement | None = None
    conflicts: Statement | None = None
    acknowledgements: TextField = Field(default_factory=no_text)
    data: TextField = Field(default_factory=no_text)
    exceptions: tuple[Exemption, ...] = ()
