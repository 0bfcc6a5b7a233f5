"""The file profile.yaml: a journal's rules as data, each with its origin.

An origin says where a rule was read, on which day, and whether it is verified: read on a page or in a document of the
journal's own, or in a dated copy of one. A rule told by others, or by a page too old to trust, is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema

from casebook.errors import N_
from casebook.fields import DateField, Model, TextField, choice, form, no_text, one_of, shaped
from casebook.findings import Finding, Kind, Severity
from casebook.source import Source

UNKNOWN_ORIGIN = Kind(
    "journal.unknown-origin",
    Severity.ERROR,
    N_("No origin is called “{name}”."),
    N_("Describe it under “origins” (source, checked, verified), or use one of: {names}."),
)
UNKNOWN_RULE = Kind(
    "journal.unknown-rule",
    Severity.ERROR,
    N_("No rule of a journal is called “{name}”."),
    N_("“rules” names the fields of this file that were read there: {names}."),
)
NO_LIMIT = Kind(
    "journal.no-limit",
    Severity.ERROR,
    N_("This limit of “{name}” asks for nothing."),
    N_("Below it write {names} and what the journal allows."),
)
COUNTED = {
    "abstract-words": N_("Words in the abstract"),
    "body-words": N_("Words in the text"),
    "title-words": N_("Words in the title"),
    "title-characters": N_("Characters in the title"),
    "authors": N_("Authors"),
    "references": N_("References"),
    "figures": N_("Figures"),
    "tables": N_("Tables"),
    "figures-and-tables": N_("Figures and tables"),
    "keywords": N_("Key words"),
    "learning-points": N_("Learning points"),
}
TITLE = "title"
_read_digits = shaped(r"\d{1,6}", N_("a whole number"), "250")


def _yes(raw: object, info: ValidationInfo) -> bool:
    return one_of("yes", "no")(raw, info) == "yes"


def _count(raw: object, info: ValidationInfo) -> int:
    return int(_read_digits(raw, info))


YesNo = Annotated[bool, PlainValidator(_yes), WithJsonSchema({"type": "boolean"})]
Count = Annotated[int, PlainValidator(_count), WithJsonSchema({"type": "integer"})]


class Origin(Model):
    """Where rules were read: a page or document, the day it was looked at, and whether they are verified.

    `source` is cited as it is published; `remark` says in each language what kind of page it is. `rules` names the
    fields of the profile that were read there; each limit names its origin itself.
    """

    source: str
    remark: TextField = Field(default_factory=no_text)
    checked: DateField
    verified: YesNo
    rules: tuple[str, ...] = ()


class Limit(Model):
    """How much of something a journal takes, or what its titles say or do not say, by language."""

    of: Annotated[str, choice(*COUNTED, TITLE)]
    least: Count | None = None
    most: Count | None = None
    must_say: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    must_not_say: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    origin: str

    @property
    def asks(self) -> bool:
        """Whether it asks for anything: a title for words, everything else for a number."""
        if self.of == TITLE:
            return bool(self.must_say or self.must_not_say)
        return self.least is not None or self.most is not None


class AbstractRules(Model):
    """Whether the abstract has labelled parts, the labels, and whether the journal wants no abstract at all."""

    structured: YesNo
    forbidden: YesNo = False
    labels: dict[str, TextField] = Field(default_factory=dict)


class CitationRules(Model):
    """How citation marks stand: superscript or in brackets, before or after the full stop."""

    mark: Annotated[Literal["superscript", "brackets"], PlainValidator(one_of("superscript", "brackets"))]
    position: Annotated[Literal["after-stop", "before-stop"], PlainValidator(one_of("after-stop", "before-stop"))]
    style: str = "nlm"


class Profile(Model):
    """The file profile.yaml, format version 1."""

    journal: Literal["1"]
    name: str
    abbreviation: str
    issn: Annotated[str, form(r"[0-9]{4}-[0-9]{3}[0-9X]", N_("an ISSN"), "1516-3180")] = ""
    languages: tuple[str, ...]
    abstract: AbstractRules
    citations: CitationRules
    order: tuple[str, ...]
    headings: dict[str, TextField] = Field(default_factory=dict)
    age: Annotated[Literal["exact", "band"], PlainValidator(one_of("exact", "band"))] = "exact"
    chart: Annotated[Literal["subheadings", "run-on"], PlainValidator(one_of("subheadings", "run-on"))] = "subheadings"
    percent_space: YesNo = False
    quadro: YesNo = False
    limits: tuple[Limit, ...] = ()
    origins: dict[str, Origin] = Field(default_factory=dict)


RULES = tuple(
    field.alias or name for name, field in Profile.model_fields.items() if name not in ("journal", "limits", "origins")
)


def contradictions(profile: Profile, source: Source) -> Iterator[Finding]:
    """Yield a finding for every limit that asks for nothing, and for every name of an origin or rule that is none."""
    for number, limit in enumerate(profile.limits):
        path = ("limits", number)
        if not limit.asks:
            names = "“must-say”, “must-not-say”" if limit.of == TITLE else "“least”, “most”"
            yield NO_LIMIT.at(source.at((*path, "of")), name=limit.of, names=names)
        if limit.origin not in profile.origins:
            names = ", ".join(profile.origins) or "–"
            yield UNKNOWN_ORIGIN.at(source.at((*path, "origin")), name=limit.origin, names=names)
    for name, origin in profile.origins.items():
        for number, rule in enumerate(origin.rules):
            if rule not in RULES:
                place = source.at(("origins", name, "rules", number))
                yield UNKNOWN_RULE.at(place, name=rule, names=", ".join(RULES))
