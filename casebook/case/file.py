"""The file case.yaml, format version 1: every field typed, every sentence a Text in all its languages."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo

from casebook.blocks.figure import FigureBlock
from casebook.blocks.table import TableBlock
from casebook.case import examples
from casebook.case.article import Article
from casebook.case.parts import (
    Consent,
    Exemption,
    Keyword,
    Parts,
    Patient,
    Statement,
    Value,
    read_name,
)
from casebook.case.people import Affiliation, Author
from casebook.case.section import Section
from casebook.errors import N_
from casebook.fields import Flag, Model, TextField, Told, choice, fault, no_text, place_of, reading, word
from casebook.findings import Kind, Severity
from casebook.source import Scalar

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
TWICE = Kind(
    "case.language-twice",
    Severity.ERROR,
    N_("“{name}” stands more than once among the languages."),
    N_("Name each language once."),
)
STATUSES = ("draft", "submitted", "accepted", "published", "corrected", "retracted", "withdrawn")
Identifier = Annotated[str, PlainValidator(read_name)]


def _read_full_text(raw: object, info: ValidationInfo) -> str:
    written, known = word(raw), reading(info).languages
    if written not in known:
        raise fault(NOT_A_FULL_TEXT, place_of(raw), name=written, names=", ".join(known))
    return written


def _read_once(raw: object) -> object:
    """Return the languages as they are; an article has one full text in each."""
    codes = [item.strip() for item in raw if isinstance(item, Scalar)] if isinstance(raw, list) else []
    for number, item in enumerate(raw if len(set(codes)) < len(codes) and isinstance(raw, list) else ()):
        if isinstance(item, Scalar) and item.strip() in codes[:number]:
            raise fault(TWICE, place_of(item), name=item.strip())
    return raw


def _read_mark(raw: object, info: ValidationInfo) -> str:
    written = word(raw)
    if written not in (".", ","):
        raise fault(NOT_A_MARK, place_of(raw), value=written)
    return written


class CaseFile(Model):
    """The file case.yaml, format version 1."""

    casebook: Annotated[
        Literal["1"], choice("1"), Told(N_("Format version"), N_("The version of this format; there is only 1."), "1")
    ]
    languages: Annotated[
        tuple[Annotated[str, PlainValidator(_read_full_text, json_schema_input_type=str)], ...],
        BeforeValidator(_read_once),
        Told(N_("Languages"), N_("The full texts that the article has, the main one first."), "[en, pt]"),
    ] = Field(min_length=1)
    status: Annotated[
        str,
        choice(*STATUSES),
        Told(
            N_("Status"),
            N_(
                "In a draft a missing text is a marked gap, later an error; a corrected, retracted or withdrawn article"
                " says so in print."
            ),
            "draft",
        ),
    ] = "draft"
    decimal: Annotated[
        str,
        PlainValidator(_read_mark, json_schema_input_type=Literal[".", ","]),
        Told(
            N_("Decimal mark"),
            N_("How numbers are typed in this file: 4.8 or 4,8. Each language prints its own mark, whatever you type."),
            N_('"."'),
        ),
    ] = ""
    fictional: Annotated[
        Flag, Told(N_("Fictional"), N_("With true, a banner says that the case is not a real one."), "true")
    ] = False
    fictional_notice: Annotated[
        TextField,
        Told(
            N_("Fictional notice"),
            N_("What the banner says besides."),
            N_("Invented by the authors to show the format."),
        ),
    ] = Field(default_factory=no_text)
    article: Annotated[
        Article,
        Told(
            N_("Article"),
            N_("What the journal decides: its rules, and later the DOI, dates, volume and issue."),
            "{journal: generic, license: CC-BY-4.0}",
        ),
    ] = Field(default_factory=Article)
    title: Annotated[
        TextField,
        Told(
            N_("Title"),
            N_("The diagnosis or the treatment, and the words “case report”, which some journals do not want."),
            examples.TITLE,
            "1",
        ),
    ] = Field(default_factory=no_text)
    authors: Annotated[
        tuple[Author, ...],
        Told(N_("Authors"), N_("All authors, in the order of the byline."), examples.AUTHORS),
    ] = ()
    affiliations: Annotated[
        dict[str, Affiliation],
        Told(
            N_("Affiliations"),
            N_("Where the authors work, each under a short name; print numbers them as the authors name them."),
            "hematology:\n  institution: Santa Casa\n  city: São Paulo\n  country: BR",
        ),
    ] = Field(default_factory=dict, examples=[{"hematology": {"institution": "Example Hospital"}}])
    abstract: Annotated[
        Parts,
        Told(
            N_("Abstract"),
            N_("In parts called background, case and conclusion, or in one text; the journal words the labels."),
            examples.ABSTRACT,
            "3",
        ),
    ] = Field(default_factory=dict)
    keywords: Annotated[
        tuple[Keyword, ...],
        Told(
            N_("Key words"),
            N_("Two to five terms of MeSH and DeCS, each in all languages."),
            "- {en: Hypokalemia, pt: Hipopotassemia, mesh: D007008}\n"
            "- {en: Case reports, pt: Relatos de casos, mesh: D002363}",
            "2",
        ),
    ] = ()
    patient: Annotated[
        Patient | None,
        Told(
            N_("Patient"),
            N_("What the words of {{patient}} are made of, in the text and in the abstract."),
            N_("{sex: female, age: 52 years}"),
            "5a",
        ),
    ] = None
    values: Annotated[
        dict[Identifier, Value],
        Told(
            N_("Values"),
            N_("Each number of the case, once, under a short name by which texts and tables print it."),
            examples.VALUES,
            "8a",
        ),
    ] = Field(default_factory=dict, examples=[{"hb": "4.8 g/dL"}])
    sections: Annotated[
        dict[Identifier, Section],
        Told(
            N_("Sections"),
            N_(
                "The text: introduction, case, discussion, conclusion, patient-perspective, learning-points; any other"
                " has a title of its own. The journal sets the order."
            ),
            examples.SECTIONS,
        ),
    ] = Field(default_factory=dict, examples=[{"case": {"en": "{patient} had …"}}])
    figures: Annotated[
        dict[Identifier, FigureBlock],
        Told(
            N_("Figures"),
            N_("Each under a short name, by which the text mentions it; they are numbered in that order."),
            examples.FIGURES,
        ),
    ] = Field(default_factory=dict, examples=[{"effusion": {"file": "x.png"}}])
    tables: Annotated[
        dict[Identifier, TableBlock],
        Told(
            N_("Tables"),
            N_("Each under a short name, by which the text mentions it; they are numbered in that order."),
            examples.TABLES,
        ),
    ] = Field(default_factory=dict, examples=[{"search": {"rows": []}}])
    references: Annotated[
        str,
        Told(
            N_("References"),
            N_("The file beside the case that holds the references, as a reference manager or PubMed exports them."),
            "references.bib",
        ),
    ] = ""
    consent: Annotated[
        Consent | None,
        Told(
            N_("Informed consent"),
            N_("Who consented to the publication, and how."),
            N_("The patient gave written consent to the publication of this report."),
            "13",
        ),
    ] = None
    ethics: Annotated[
        Statement | None,
        Told(
            N_("Ethics approval"),
            N_("Which committee approved it, and the number; none prints that none was needed."),
            "none",
        ),
    ] = None
    funding: Annotated[
        Statement | None,
        Told(N_("Funding"), N_("Who paid for the work; none prints that nobody did."), "none"),
    ] = None
    conflicts: Annotated[
        Statement | None,
        Told(N_("Conflicts of interest"), N_("What the authors declare; none prints that there are none."), "none"),
    ] = None
    acknowledgements: Annotated[
        TextField,
        Told(
            N_("Acknowledgements"),
            N_("Whom the authors thank."),
            N_("We thank the nurses of the ward."),
        ),
    ] = Field(default_factory=no_text)
    data: Annotated[
        TextField,
        Told(
            N_("Data availability"),
            N_("Where the data can be had, or why they cannot."),
            N_("All data are in the article."),
        ),
    ] = Field(default_factory=no_text)
    exceptions: Annotated[
        tuple[Exemption, ...],
        Told(
            N_("Exceptions"),
            N_("Findings that are right but may stand in this case, each with its reason."),
            examples.EXCEPTIONS,
        ),
    ] = ()
