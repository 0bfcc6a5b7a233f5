"""Who consented to the publication, and which committee approved it: in facts, or in the authors' own sentence."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, model_validator

from casebook.errors import N_
from casebook.fields import TEXT_SCHEMA, Flag, Model, TextField, Told, choice, fault, form, is_text, no_text, read_text
from casebook.fields.faults import MISSING
from casebook.prose import Text
from casebook.source import Scalar

# The author may say it in her own language; the sentence is printed in each.
_NONE = (
    *("none", "none declared", "not applicable"),
    *("nenhum", "nenhuma", "não há", "nao ha", "não houve", "nada a declarar", "não se aplica", "nao se aplica"),
)


def _read_standard(raw: object, info: ValidationInfo) -> Text | Literal["none"]:
    """Return a statement; the word `none` stands for the standard sentence."""
    return "none" if isinstance(raw, Scalar) and raw.strip(" .\n").lower() in _NONE else read_text(raw, info)


Statement = Annotated[Text | Literal["none"], PlainValidator(_read_standard), WithJsonSchema(TEXT_SCHEMA)]


class Consent(Model):
    """Consent to publication (CARE 13)."""

    by: Annotated[
        str,
        choice("patient", "relative", "guardian"),
        Told(
            N_("By"),
            N_(
                "Who consented: the patient; a relative, where the patient has died or cannot decide; the guardian of "
                "a minor."
            ),
            "patient",
            "13",
        ),
    ] = ""
    written: Annotated[Flag, Told(N_("Written"), N_("true where the consent was given in writing."), "true", "13")] = (
        False
    )
    assent: Annotated[
        Flag, Told(N_("Assent"), N_("true where the minor agreed too (in Brazil, by the TALE)."), "true", "13")
    ] = False
    uses: Annotated[
        tuple[Annotated[str, choice("journal", "website", "images")], ...],
        Told(
            N_("Uses"),
            N_(
                "What was consented to: journal, website, and images where that is every one of them; a single figure "
                "says it under “use”."
            ),
            "[journal, website]",
            "13",
        ),
    ] = ()
    statement: Annotated[
        TextField,
        Told(
            N_("Statement"),
            N_(
                "Who consented to the publication, and how; it may stand right behind “consent”. Without it, a "
                "sentence is made of the other fields."
            ),
            N_("The patient gave written consent to the publication of this report."),
            "13",
        ),
    ] = Field(default_factory=no_text)

    @model_validator(mode="before")
    @classmethod
    def _wrap(cls, raw: object) -> object:
        return {"statement": raw} if is_text(raw, ("by", "written", "assent", "uses", "statement")) else raw

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        """Refuse facts of which no sentence can be made."""
        if not self.by and "statement" not in self.model_fields_set:
            raise fault(MISSING, None, name="by")
        return self


class Ethics(Model):
    """Approval by a research ethics committee."""

    committee: Annotated[
        TextField,
        Told(N_("Committee"), N_("Whose research ethics committee approved the report."), "Santa Casa de São Paulo"),
    ] = Field(default_factory=no_text)
    caae: Annotated[
        str,
        form(r"\d{8}\.\d\.\d{4}\.\d{4}", N_("a CAAE"), "00000000.0.0000.0000"),
        Told(N_("CAAE"), N_("The number that Plataforma Brasil gave it, in Brazil."), "00000000.0.0000.0000"),
    ] = ""
    statement: Annotated[
        Statement,
        Told(
            N_("Statement"),
            N_(
                "Which committee approved it, and the number; it may stand right behind “ethics”. Without it, a "
                "sentence is made of the other fields; none prints that no approval was needed."
            ),
            "none",
        ),
    ] = Field(default_factory=no_text)

    @model_validator(mode="before")
    @classmethod
    def _wrap(cls, raw: object) -> object:
        return {"statement": raw} if is_text(raw, ("committee", "caae", "statement")) else raw


class Grant(Model):
    """One grant that paid for the work, in its parts, as catalogues of funders read it."""

    funder: Annotated[str, Told(N_("Funder"), N_("Who paid, by its own name, which is not translated."), "CNPq")]
    number: Annotated[
        str, Told(N_("Number"), N_("The number of the grant or contract, as the funder writes it."), "123456/2026-0")
    ] = ""
