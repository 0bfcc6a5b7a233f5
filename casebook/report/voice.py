"""A voice says the texts of one case in one language: tokens resolved, marks placed, gaps shown, faults noted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

from casebook.blocks.facts import FieldPath
from casebook.case import Case
from casebook.case.parts import Patient
from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity
from casebook.journals import Journal
from casebook.languages import Language
from casebook.nodes import (
    Block,
    Citation,
    CrossReference,
    Gap,
    Inline,
    ItemList,
    Paragraph,
    Ref,
    Unbroken,
    Words,
    plain,
)
from casebook.prose import Text, Token, to_blocks, to_inlines
from casebook.quantity import Quantity, QuantityError, printed
from casebook.references.order import SUPERSCRIPT, Mark, cite
from casebook.report.marks import set_marks
from casebook.report.numbering import Numbering
from casebook.report.patient import FORMS, SEXES, patient_in_words

MISSING_TEXT = Kind(
    "text.missing",
    Severity.ERROR,
    N_("The text of “{field}” is missing in {language}."),
    N_("Write it in that field behind “{code}:”, or set “status: draft” to build with a marked gap."),
)
GAP = Kind(
    "text.gap",
    Severity.WARNING,
    N_("The text of “{field}” is missing in {language}; the draft shows a marked gap."),
    N_("Write it in that field behind “{code}:”."),
)
UNTITLED = Kind(
    MISSING_TEXT.code,
    MISSING_TEXT.severity,
    N_("The section “{field}” has no title in {language}; it is none of the standard ones."),
    N_("Below its name write “title:” and “text:”, and below each of these “{code}: …”."),
)
UNTITLED_GAP = Kind(GAP.code, GAP.severity, UNTITLED.what, UNTITLED.mend)
UNKNOWN_CITATION = Kind(
    "text.unknown-citation",
    Severity.ERROR,
    N_("No reference is called “{name}”."),
    N_("Add it to the file of references, or correct the key. Known here: {names}."),
)
UNKNOWN_FIGURE = Kind(
    "text.unknown-figure",
    Severity.ERROR,
    N_("There is no figure called “{name}”."),
    N_("Describe it under “figures”, or correct the name. Known here: {names}."),
)
UNKNOWN_TABLE = Kind(
    "text.unknown-table",
    Severity.ERROR,
    N_("There is no table called “{name}”."),
    N_("Describe it under “tables”, or correct the name. Known here: {names}."),
)
UNKNOWN_VALUE = Kind(
    "text.unknown-value",
    Severity.ERROR,
    N_("There is no value called “{name}”."),
    N_("Write it under “values”, or correct the name; for a brace as such write \\{{. Known here: {names}."),
)
NO_PATIENT = Kind(
    UNKNOWN_VALUE.code,
    UNKNOWN_VALUE.severity,
    N_("The text speaks of the patient, whom this case does not describe."),
    N_("Write “patient:” and, below it, “sex: female” (or male, other) and “age: 52 years”."),
)
UNKNOWN_FORM = Kind(
    "text.unknown-form",
    Severity.ERROR,
    N_("“{name}” cannot be printed in the form “{form}”."),
    N_("Write one of these: {names}."),
)

BRACKETS = Mark(superscript=False, opening="[", closing="]", comma=", ")


@dataclass
class CaseVoice:
    """The Voice of one case in one language for one journal (see blocks/facts.py for what blocks ask of it)."""

    case: Case
    language: Language
    journal: Journal
    is_draft: bool
    templates: tuple[Path, ...] = ()
    numbers: Numbering = field(default_factory=Numbering)
    found: list[Finding] = field(default_factory=list)
    cited: dict[str, list[str]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.case.folder

    def report(self, *findings: Finding) -> None:
        self.found.extend(findings)

    def place(self, path: FieldPath) -> Place:
        return self.case.at(path)

    def say(self, text: Text, path: FieldPath) -> tuple[Inline, ...]:
        passage = text.get(self.language.code)
        if passage is None:
            return (self.gap(path),)
        return self._set(to_inlines(passage, self.resolve))

    def say_blocks(self, text: Text, path: FieldPath) -> tuple[Block, ...]:
        """Return a text of several paragraphs and lists in this language; a gap where it is missing."""
        passage = text.get(self.language.code)
        if passage is None:
            return (Paragraph((self.gap(path),)),)
        return tuple(self._set_block(block) for block in to_blocks(passage, self.resolve))

    def say_plainly(self, text: Text, path: FieldPath) -> str:
        return plain(self.say(text, path))

    def quantity(self, value: Quantity) -> str:
        return printed(value, self.language, percent_space=self._percent_space)

    def gap(self, path: FieldPath) -> Gap:
        """Note that a text is missing, and return the mark that stands for it."""
        name = ".".join(str(step + 1 if isinstance(step, int) else step) for step in path)
        kind = GAP if self.is_draft else MISSING_TEXT
        if path[0] == "sections" and path[-1] == "title":
            kind, name = UNTITLED_GAP if self.is_draft else UNTITLED, str(path[1])
        if not self.case.is_unread(path):
            self.report(kind.at(self.place(path), field=name, language=self.language.name, code=self.language.code))
        return Gap(self.language.words("[missing: {field}]", field=name))

    def resolve(self, token: Token) -> tuple[Inline, ...]:
        """Return what a token stands for; where it stands for nothing, a gap and a finding."""
        match token.kind:
            case "citation":
                return self._citation(token)
            case "figure" | "table":
                return (self._mention(token),)
            case _:
                return (self._value(token),)

    def label(self, anchor: str) -> str:
        """Return the printed name of a figure or table by its anchor: "Figure 1", "Tabela 2"."""
        if anchor.startswith("fig-"):
            return self.language.words("Figure {number}", number=self.numbers.figures.get(anchor, 0))
        return self.language.words("Table {number}", number=self.numbers.tables.get(anchor, 0))

    def speaking(self, language: Language) -> CaseVoice:
        """Return a voice for another language that shares the numbers and the findings of this one."""
        return replace(self, language=language)

    def _set(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return set_marks(nodes, self.journal.profile.citations.position == "after-stop")

    def _set_block(self, block: Paragraph | ItemList) -> Block:
        if isinstance(block, Paragraph):
            return Paragraph(self._set(block.children))
        return ItemList(block.ordered, tuple(self._set(item) for item in block.items))

    def _citation(self, token: Token) -> tuple[Inline, ...]:
        references = self.case.references
        known = tuple(key for key in token.keys if key in references)
        gaps = tuple(
            self._unknown(UNKNOWN_CITATION, token, key, references, ("references",))
            for key in token.keys
            if key not in known
        )
        if not known:
            return gaps
        if not self.numbers.citations:
            return (Citation(tuple(Ref(key, 0, "", "") for key in known), False), *gaps)
        mark = SUPERSCRIPT if self.journal.profile.citations.mark == "superscript" else BRACKETS
        cited = cite(known, self.numbers.citations, 1 + sum(map(len, self.cited.values())), mark)
        for key, anchor in cited.anchors.items():
            self.cited.setdefault(key, []).append(anchor)
        return (cited.citation, *gaps)

    def _mention(self, token: Token) -> Inline:
        name = token.keys[0]
        is_figure = token.kind == "figure"
        known = self.case.file.figures if is_figure else self.case.file.tables
        if name not in known:
            part = "figures" if is_figure else "tables"
            return self._unknown(UNKNOWN_FIGURE if is_figure else UNKNOWN_TABLE, token, name, known, (part, name))
        anchor = ("fig-" if is_figure else "tab-") + name
        return CrossReference(anchor, self.label(anchor))

    def _value(self, token: Token) -> Inline:
        path, form = token.keys[0], token.form
        patient = self.case.file.patient
        try:
            if patient and path == "patient":
                return Words(self._patient(patient, form))
            if patient and path == "patient.sex":
                return Words(self.language.words(SEXES[patient.sex]))
            quantities = self.case.quantities()
            if path not in quantities:
                kind = NO_PATIENT if patient is None and _field(path)[0] == "patient" else UNKNOWN_VALUE
                return self._unknown(kind, token, path, quantities, _field(path))
            return Unbroken(printed(quantities[path], self.language, form, percent_space=self._percent_space))
        except QuantityError as error:
            self.report(error.kind.at(token.place, **error.fields))
            return Gap(token.raw)

    def _patient(self, patient: Patient, form: str) -> str:
        if form not in FORMS:
            raise QuantityError(
                UNKNOWN_FORM,
                name="patient",
                form=form,
                names=", ".join(f"{{patient:{f}}}" if f else "{patient}" for f in FORMS),
            )
        return patient_in_words(patient.sex, patient.age, form, self.language)

    @property
    def _percent_space(self) -> bool:
        return self.journal.profile.percent_space

    def _unknown(self, kind: Kind, token: Token, name: str, known: Iterable[str], path: FieldPath) -> Gap:
        """Return the gap for a name that stands for nothing, with a finding unless the field is there but faulty."""
        if self.case.is_unread(path):
            return Gap(token.raw)
        names = sorted(known, key=lambda other: -SequenceMatcher(None, name, other).ratio())
        listed = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
        self.report(kind.at(_within(token, name), name=name, names=listed or "–"))
        return Gap(token.raw)


def _within(token: Token, name: str) -> Place:
    """Return where one of the names of a token stands; the token's own place where it is not typed as it is read."""
    offset = token.raw.partition("\n")[0].find(f"@{name}")
    if token.kind != "citation" or offset < 0:
        return token.place
    return replace(token.place, column=token.place.column + offset, width=len(name) + 1)


def _field(path: str) -> FieldPath:
    """Return the field of the case file that a value's path in prose names: "ldh.reference", "patient.age"."""
    steps = tuple(path.split("."))
    return steps if steps[0] == "patient" else ("values", *steps)
