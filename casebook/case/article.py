"""What an issue of a journal knows of an article: its identifiers, its history, what became of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainValidator, ValidationInfo

from casebook.case.specialties import SPECIALTIES
from casebook.clinical.conversion import SYSTEMS
from casebook.errors import N_
from casebook.fields import DateField, Model, TextField, Told, choice, form, no_text, one_of, reading

_DOI = r"10\.\d{4,9}/\S+"


class Notice(Model):
    """What a journal tells of an article that it has corrected or retracted (COPE)."""

    date: Annotated[
        DateField | None, Told(N_("Date"), N_("The day on which the notice was published."), "2026-05-04")
    ] = None
    doi: Annotated[
        str | None,
        form(_DOI, N_("a DOI"), "10.5555/example.1"),
        Told(N_("DOI"), N_("The DOI of the notice itself, not of the article."), "10.5555/example.2"),
    ] = None
    text: Annotated[
        TextField,
        Told(N_("Text"), N_("What was wrong, and who says so."), N_("The dose in the first paragraph was wrong.")),
    ] = Field(default_factory=no_text)


class Dates(Model):
    """The dates of the article's history."""

    received: Annotated[
        DateField | None,
        Told(N_("Received"), N_("The day on which the journal received the manuscript."), "2026-02-14"),
    ] = None
    revised: Annotated[
        DateField | None,
        Told(N_("Revised"), N_("The day on which the journal received the last revision."), "2026-04-02"),
    ] = None
    accepted: Annotated[
        DateField | None, Told(N_("Accepted"), N_("The day on which the journal accepted the article."), "2026-04-20")
    ] = None
    published: Annotated[
        DateField | None,
        Told(N_("Published"), N_("The day on which the article was first published."), "2026-05-04"),
    ] = None


def _read_journal(raw: object, info: ValidationInfo) -> str:
    return one_of(*reading(info).journals)(raw, info)


class Article(Model):
    """What an issue of a journal knows of an article."""

    type: Annotated[
        Literal["case-report"],
        choice("case-report"),
        Told(N_("Type"), N_("The kind of article; there is only this one."), "case-report"),
    ] = "case-report"
    journal: Annotated[
        str,
        PlainValidator(_read_journal, json_schema_input_type=str),
        Told(
            N_("Journal"),
            N_("Whose rules the article follows: headings, order, citations, limits; “casebook journals” lists them."),
            "generic",
        ),
    ] = "generic"
    specialty: Annotated[
        str,
        choice(*SPECIALTIES),
        Told(
            N_("Specialty"),
            N_("Under which specialty readers of the site find the case."),
            "hematology",
        ),
    ] = ""
    units: Annotated[
        str,
        choice(*SYSTEMS),
        Told(
            N_("Units"),
            N_("The units of laboratory results where they differ from the journal's; conventional-si prints both."),
            "conventional-si",
        ),
    ] = ""
    doi: Annotated[
        str | None,
        form(_DOI, N_("a DOI"), "10.5555/example.1"),
        Told(
            N_("DOI"), N_("The DOI of the article, as the journal gives it, without an address."), "10.5555/example.1"
        ),
    ] = None
    license: Annotated[
        str,
        choice("CC-BY-4.0", "CC-BY-NC-4.0", "CC-BY-NC-ND-4.0", "CC-BY-SA-4.0", "CC0-1.0"),
        Told(N_("License"), N_("What readers may do with the article; printed with its address."), "CC-BY-4.0"),
    ] = ""
    dates: Annotated[
        Dates,
        Told(
            N_("Dates"),
            N_("The days of the article's history: year-month-day."),
            "{received: 2026-02-14, accepted: 2026-04-20}",
        ),
    ] = Field(default_factory=Dates)
    volume: Annotated[str, Told(N_("Volume"), N_("The volume of the journal."), "144")] = ""
    issue: Annotated[str, Told(N_("Issue"), N_("The issue within the volume."), "2")] = ""
    elocation: Annotated[
        str, Told(N_("Article number"), N_("The number that stands in the place of pages."), "e2026001")
    ] = ""
    running_title: Annotated[
        TextField,
        Told(
            N_("Running title"),
            N_("A short title for the head of each page; without it, the title stands there."),
            N_("Hypokalemia from licorice"),
        ),
    ] = Field(default_factory=no_text)
    notice: Annotated[
        Notice | None,
        Told(
            N_("Notice"), N_("What was corrected, or why the article was retracted."), N_("{text: The dose was wrong.}")
        ),
    ] = None
