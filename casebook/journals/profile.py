"""The file profile.yaml: a journal's rules as data, each with its origin.

An origin says where a rule was read, on which day, and whether it is verified: read on a page or in a document of the
journal's own, or in a dated copy of one in a public archive. A rule told by others, be it as a copy of the journal's
words, or by a page too old to trust, is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, ValidationInfo

from casebook.errors import N_
from casebook.fields import DateField, FieldPath, Model, TextField, choice, form, no_text, one_of, reading
from casebook.fields.faults import NOT_IN_LIST
from casebook.findings import Finding, Kind, Place, Severity
from casebook.journals.leaves import Count, YesNo
from casebook.journals.submission import FigureRules, ManuscriptRules, SubmissionRules
from casebook.journals.words import ABSTRACT_PARTS, HEADED, SECTIONS
from casebook.registry import nearest
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
UNKNOWN_PART = Kind(
    "journal.unknown-part",
    Severity.ERROR,
    N_("No part of an article is called “{name}”."),
    N_("Did you mean “{nearest}”? Known here: {names}."),
)
PART_TWICE = Kind(
    "journal.part-twice",
    Severity.ERROR,
    N_("“{name}” stands in this list more than once."),
    N_("Leave it where it belongs, and take it out elsewhere."),
)
NOWHERE = Kind(
    "journal.figures-nowhere",
    Severity.ERROR,
    N_("The figures stand in files of their own, and no files of figures are handed over."),
    N_("Add “figures” to “files” of “submission”, or say where in the manuscript the figures stand."),
)
CROSSED = Kind(
    "journal.crossed-limits",
    Severity.ERROR,
    N_("“least” is more than “most”: {least} and {most}, so that nothing keeps to both."),
    N_("Look the rule up and correct the number that is wrong."),
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


def _read_language(raw: object, info: ValidationInfo) -> str:
    return one_of(*reading(info).languages)(raw, info)


Code = Annotated[str, PlainValidator(_read_language, json_schema_input_type=str)]


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
    must_say: dict[Code, tuple[str, ...]] = Field(default_factory=dict)
    must_not_say: dict[Code, tuple[str, ...]] = Field(default_factory=dict)
    origin: str

    @property
    def asks(self) -> bool:
        """Whether it asks for anything: a title for words, everything else for a number."""
        if self.of == TITLE:
            phrases = [*self.must_say.values(), *self.must_not_say.values()]
            return bool(phrases) and all(words and all(word.strip() for word in words) for words in phrases)
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

    journal: Annotated[Literal["1"], choice("1")]
    name: str
    abbreviation: str
    issn: Annotated[str, form(r"[0-9]{4}-[0-9]{3}[0-9X]", N_("an ISSN"), "1516-3180")] = ""
    languages: tuple[Code, ...] = Field(min_length=1)
    abstract: AbstractRules
    citations: CitationRules
    order: tuple[str, ...]
    headings: dict[str, TextField] = Field(default_factory=dict)
    age: Annotated[Literal["exact", "band"], PlainValidator(one_of("exact", "band"))] = "exact"
    chart: Annotated[Literal["subheadings", "run-on"], PlainValidator(one_of("subheadings", "run-on"))] = "subheadings"
    percent_space: YesNo = False
    quadro: YesNo = False
    ethics: Annotated[str, PlainValidator(one_of("statement", "caae"))] = ""
    days: Annotated[str, PlainValidator(one_of("plain", "ordinal", "short"))] = "plain"
    english: Annotated[str, PlainValidator(one_of("us", "uk"))] = ""  # without it, only a mix is told
    units: Annotated[
        str, PlainValidator(one_of("as-typed", "conventional", "si", "conventional-si", "si-conventional"))
    ] = "as-typed"
    counts: dict[Code, Annotated[str, PlainValidator(one_of("/µL", "/mm³"))]] = Field(default_factory=dict)
    manuscript: ManuscriptRules = Field(default_factory=ManuscriptRules)
    figure_files: FigureRules = Field(default_factory=FigureRules)
    submission: SubmissionRules = Field(default_factory=SubmissionRules)
    limits: tuple[Limit, ...] = ()
    origins: dict[str, Origin] = Field(default_factory=dict)


RULES = tuple(
    field.alias or name for name, field in Profile.model_fields.items() if name not in ("journal", "limits", "origins")
)


def contradictions(profile: Profile, source: Source, styles: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a finding for every limit that asks for nothing, or too much, and for every name that names nothing."""
    yield from _parts(profile, source)
    if profile.manuscript.figures == "files" and "figures" not in profile.submission.files:
        yield NOWHERE.at(source.at(("manuscript", "figures")))
    if profile.citations.style not in styles:
        place = source.at(("citations", "style"))
        yield NOT_IN_LIST.at(place, value=profile.citations.style, names=", ".join(styles))
    for number, limit in enumerate(profile.limits):
        path = ("limits", number)
        if not limit.asks:
            names = "“must-say”, “must-not-say”" if limit.of == TITLE else "“least”, “most”"
            yield NO_LIMIT.at(source.at((*path, "of")), name=limit.of, names=names)
        if limit.least is not None and limit.most is not None and limit.least > limit.most:
            yield CROSSED.at(source.at((*path, "least")), least=limit.least, most=limit.most)
        if limit.origin not in profile.origins:
            names = ", ".join(profile.origins) or "–"
            yield UNKNOWN_ORIGIN.at(source.at((*path, "origin")), name=limit.origin, names=names)
    for name, origin in profile.origins.items():
        for number, rule in enumerate(origin.rules):
            if rule not in RULES:
                place = source.at(("origins", name, "rules", number))
                yield UNKNOWN_RULE.at(place, name=rule, names=", ".join(RULES))


def _parts(profile: Profile, source: Source) -> Iterator[Finding]:
    """Yield a finding for every name of a part that is misspelt, or stands in a list twice.

    A section or a part of an abstract may be an author's own, so that only what is almost a standard one is told.
    """
    lists: tuple[tuple[FieldPath, tuple[str, ...]], ...] = (
        (("languages",), profile.languages),
        (("order",), profile.order),
        (("figure-files", "formats"), profile.figure_files.formats),
        (("submission", "files"), profile.submission.files),
        (("submission", "demands"), profile.submission.demands),
    )
    for path, names in lists:
        for number, name in enumerate(names):
            if name in names[:number]:
                yield PART_TWICE.at(source.at((*path, number)), name=name)
    for number, name in enumerate(profile.order):
        yield from _misspelt(name, tuple(SECTIONS), source.at(("order", number)))
    for name in profile.abstract.labels:
        yield from _misspelt(name, tuple(ABSTRACT_PARTS), source.key(("abstract", "labels", name)))
    for name in profile.headings:
        yield from _misspelt(name, HEADED, source.key(("headings", name)), cutoff=0)


def _misspelt(name: str, known: tuple[str, ...], place: Place, cutoff: float = 0.7) -> Iterator[Finding]:
    near = nearest(name, known, cutoff)
    if near and name not in known:
        yield UNKNOWN_PART.at(place, name=name, nearest=near, names=", ".join(known))
