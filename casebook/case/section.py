"""A section of the text: one text, or the parts of a chart in the order in which physicians read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, ValidationInfo, model_validator

from casebook.errors import N_
from casebook.fields import Model, TextField, Told, faults, is_text, no_text, place_of, reading
from casebook.findings import Finding, Kind, Severity
from casebook.meant import meant
from casebook.prose import Text

MIXED = Kind(
    "case.mixed-section",
    Severity.ERROR,
    N_("“{name}” stands beside the parts of a chart: a section is one text, or has such parts."),
    N_("Move these words into one of the parts: {names}."),
)
# The parts of the section `case` in their order (CARE 2013, items 5b to 10d), as they are typed
CHART = (
    "concerns",
    "history",
    "examination",
    "investigations",
    "diagnosis",
    "differentials",
    "intervention",
    "follow-up",
    "adverse-events",
)


class Section(Model):
    """One section: its own title where it is none of the standard ones, and its text or the parts of a chart."""

    title: Annotated[
        TextField,
        Told(N_("Title"), N_("The heading of a section that is none of the standard ones."), N_("Our method")),
    ] = Field(default_factory=no_text)
    text: Annotated[
        TextField,
        Told(
            N_("Text"),
            N_("The words of the section, where it has no parts of a chart; or the name of a file that holds them."),
            "text/case.md",
        ),
    ] = Field(default_factory=no_text)
    concerns: Annotated[
        TextField, Told(N_("Presenting concerns"), N_("What brought the patient."), N_("Fever for three days."), "5b")
    ] = Field(default_factory=no_text)
    history: Annotated[
        TextField,
        Told(
            N_("History"), N_("Medical, family, and social history; what was done before."), N_("No illnesses."), "5c"
        ),
    ] = Field(default_factory=no_text)
    examination: Annotated[
        TextField, Told(N_("Physical examination"), N_("What was found, and what was looked for."), N_("No rash."), "6")
    ] = Field(default_factory=no_text)
    investigations: Annotated[
        TextField,
        Told(N_("Investigations"), N_("Tests and images, with their results."), N_("Hemoglobin was {hb}."), "8a"),
    ] = Field(default_factory=no_text)
    diagnosis: Annotated[
        TextField, Told(N_("Diagnosis"), N_("What it was, and how that was concluded."), N_("Acute leukemia."), "8c")
    ] = Field(default_factory=no_text)
    differentials: Annotated[
        TextField,
        Told(
            N_("Differential diagnosis"),
            N_("What else was thought of, and why it was not that."),
            N_("Lymphoma."),
            "8c",
        ),
    ] = Field(default_factory=no_text)
    intervention: Annotated[
        TextField,
        Told(
            N_("Intervention"),
            N_("Treatment: dose, route, duration, changes."),
            N_("Itraconazole 200 mg by mouth once a day for 60 days."),
            "9b",
        ),
    ] = Field(default_factory=no_text)
    follow_up: Annotated[
        TextField,
        Told(
            N_("Follow-up and outcomes"),
            N_("How the patient fared, and until when."),
            N_("No lesion after 12 months."),
            "10a",
        ),
    ] = Field(default_factory=no_text)
    adverse_events: Annotated[
        TextField,
        Told(
            N_("Adverse events"),
            N_("What harm or surprise there was, or that there was none."),
            N_("No adverse event."),
            "10d",
        ),
    ] = Field(default_factory=no_text)

    @property
    def chart(self) -> Mapping[str, Text]:
        """The parts of a chart that are given, in the standard order, whatever order they were typed in."""
        parts: dict[str, Text] = {name: getattr(self, name.replace("-", "_")) for name in CHART}
        return {name: text for name, text in parts.items() if text.codes}

    @model_validator(mode="before")
    @classmethod
    def _wrap(cls, raw: object, info: ValidationInfo) -> object:
        """Return one text as the text of the section; refuse one beside the parts of a chart."""
        if not isinstance(raw, Mapping) or not any(meant(str(name), CHART, cutoff=0.8) for name in raw):
            return {"text": raw} if is_text(raw, ("title", "text")) else raw
        if mixed := tuple(_mixed(raw, ("text", "same", *reading(info).languages))):
            raise faults(mixed)
        return raw


def _mixed(raw: Mapping[object, object], texts: tuple[str, ...]) -> list[Finding]:
    return [MIXED.at(place_of(name), name=name, names=", ".join(CHART)) for name in raw if name in texts]
