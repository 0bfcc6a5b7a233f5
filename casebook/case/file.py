"""The file case.yaml, format version 1: every field typed, every sentence a Text in all its languages."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainValidator

from casebook.blocks.figure import FigureBlock
from casebook.blocks.table import TableBlock
from casebook.case import examples
from casebook.case.article import Article
from casebook.case.consent import Consent, Ethics, Grant, Statement
from casebook.case.declared import read_full_text, read_mark, read_once
from casebook.case.parts import (
    Exemption,
    Keyword,
    Parts,
    Patient,
    Value,
    read_name,
)
from casebook.case.people import Affiliation, Author
from casebook.case.section import Section
from casebook.clinical.clocks import Clock
from casebook.clinical.course import Course
from casebook.clinical.events import Event
from casebook.clinical.labs import Lab, know_tests
from casebook.clinical.regimens import Regimen
from casebook.errors import N_
from casebook.fields import Flag, Model, TextField, Told, choice, no_text

STATUSES = ("draft", "submitted", "accepted", "published", "corrected", "retracted", "withdrawn")
Identifier = Annotated[str, PlainValidator(read_name)]


class CaseFile(Model):
    """The file case.yaml, format version 1."""

    casebook: Annotated[
        Literal["1"], choice("1"), Told(N_("Format version"), N_("The version of this format; there is only 1."), "1")
    ]
    languages: Annotated[
        tuple[Annotated[str, PlainValidator(read_full_text, json_schema_input_type=str)], ...],
        BeforeValidator(read_once),
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
        PlainValidator(read_mark, json_schema_input_type=Literal[".", ","]),
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
    clocks: Annotated[
        dict[Identifier, Clock],
        Told(
            N_("Clocks"),
            N_("From when days are counted, each under a short name; between two of them the time may be unknown."),
            examples.CLOCKS,
            "7",
        ),
    ] = Field(default_factory=dict, examples=[{"admission": {}}])
    events: Annotated[
        dict[Identifier, Event],
        Told(N_("Events"), N_("What happened when, for the timeline, each under a short name."), examples.EVENTS, "7"),
    ] = Field(default_factory=dict, examples=[{"drainage": {"at": "admission + 3"}}])
    labs: Annotated[
        dict[Identifier, Lab],
        BeforeValidator(know_tests),
        Told(
            N_("Laboratory results"),
            N_("The results of each test by moment, written once; tables, figures and texts print them."),
            examples.LABS,
            "8a",
        ),
    ] = Field(default_factory=dict, examples=[{"hb": {"results": {}}}])
    labs_file: Annotated[
        str,
        Told(
            N_("File of results"),
            N_("A CSV file beside the case: a line for each test, a column for each moment, perhaps unit, reference."),
            "labs.csv",
            "8a",
        ),
    ] = ""
    regimens: Annotated[
        dict[Identifier, Regimen],
        Told(N_("Treatments"), N_("What was given, from when to when, under short names."), examples.REGIMENS, "9a"),
    ] = Field(default_factory=dict, examples=[{"induction": {"start": "admission + 3"}}])
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
            N_("Each under a short name, by which the text mentions it; they are numbered by their first mention."),
            examples.FIGURES,
        ),
    ] = Field(default_factory=dict, examples=[{"effusion": {"file": "x.png"}}])
    tables: Annotated[
        dict[Identifier, TableBlock],
        Told(
            N_("Tables"),
            N_("Each under a short name, by which the text mentions it; they are numbered by their first mention."),
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
            N_("Who consented to the publication, and how: in a sentence, or in facts of which one is made."),
            "{by: patient, written: true, uses: [journal, website]}",
            "13",
        ),
    ] = None
    ethics: Annotated[
        Ethics | None,
        Told(
            N_("Ethics approval"),
            N_("Which committee approved it, and the number; none prints that none was needed."),
            N_("none"),
        ),
    ] = None
    funding: Annotated[
        Statement | None,
        Told(N_("Funding"), N_("Who paid for the work; none prints that nobody did."), N_("none")),
    ] = None
    grants: Annotated[
        tuple[Grant, ...],
        Told(
            N_("Grants"),
            N_("Each grant that “funding” speaks of, in parts; not printed, but catalogues of funders read it (JATS)."),
            "- {funder: CNPq, number: 123456/2026-0}",
        ),
    ] = ()
    conflicts: Annotated[
        Statement | None,
        Told(N_("Conflicts of interest"), N_("What the authors declare; none prints that there are none."), N_("none")),
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

    @cached_property
    def course(self) -> Course:
        """What happened to the patient, in time."""
        return Course(self.clocks, self.events, self.labs, self.regimens)
