"""A voice says the texts of one case in one language: tokens resolved, marks placed, gaps shown, faults noted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from casebook.blocks.facts import FieldPath
from casebook.blocks.notes import Notes
from casebook.case import Case
from casebook.case.publicity import Use, why_withheld
from casebook.clinical.assays import Assay
from casebook.clinical.conversion import counted_in, in_system
from casebook.clinical.wording import Wording
from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity
from casebook.journals import Journal
from casebook.journals.words import ABSTRACT_PARTS, CHART_PARTS, SECTIONS
from casebook.languages import Language
from casebook.meant import NEAR, likely, meant
from casebook.nodes import (
    Citation,
    CrossReference,
    Gap,
    Inline,
    ItemList,
    Origin,
    Paragraph,
    Ref,
    Said,
    plain,
)
from casebook.prose import Text, Token, to_blocks, to_inlines
from casebook.quantity import Quantity, QuantityError, printed
from casebook.references.order import MARKS, cite
from casebook.report.gaps import form, kind_of_gap, name_of, nearest_section, needed, written_at
from casebook.report.marks import set_marks
from casebook.report.names import field_of, names_of
from casebook.report.numbering import Numbering
from casebook.report.pointing import (
    NOTE_OUTSIDE,
    UNKNOWN_FIGURE,
    UNKNOWN_NOTE,
    UNKNOWN_PANEL,
    UNKNOWN_TABLE,
    figure_label,
    parts_of_mention,
    table_label,
)
from casebook.report.values import NO_PATIENT, UNKNOWN_VALUE, Facts

UNKNOWN_CITATION = Kind(
    "text.unknown-citation",
    Severity.ERROR,
    N_("No reference is called “{name}”."),
    N_("Add it to the file of references, or correct the key. Known here: {names}."),
)


_NEAR, _NEAR_VALUE = 0.6, 0.7  # values have names of few letters: apgar is no parto


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
    notes: Notes | None = None
    is_blinded: bool = False
    use: Use = "print"

    @property
    def folder(self) -> Path:
        return self.case.folder

    def report(self, *findings: Finding) -> None:
        self.found.extend(findings)

    def place(self, path: FieldPath) -> Place:
        return self.case.at(path)

    def say(self, text: Text, path: FieldPath) -> tuple[Inline, ...]:
        passage = text.get(self.language.code)
        said = (self.gap(path),) if passage is None else self._set(to_inlines(passage, self.resolve))
        return Said(said, Origin(path, self.language.code))

    def say_blocks(self, text: Text, path: FieldPath) -> tuple[Paragraph | ItemList, ...]:
        """Return a text of several paragraphs and lists in this language; a gap where it is missing."""
        passage = text.get(self.language.code)
        if passage is None:
            return (Paragraph(self.say(text, path)),)
        blocks = enumerate(to_blocks(passage, self.resolve), 1)
        return tuple(self._set_block(block, Origin(path, self.language.code, (number,))) for number, block in blocks)

    def say_plainly(self, text: Text, path: FieldPath) -> str:
        return plain(self.say(text, path))

    @property
    def wording(self) -> Wording:
        return Wording(self.case.file.course, self.language, self.say_plainly, self.journal.profile.days)

    def quantity(self, value: Quantity, form: str = "") -> str:
        profile = self.journal.profile
        value = counted_in(value, profile.counts.get(self.language.code, ""))
        return printed(value, self.language, form, percent_space=profile.percent_space)

    def systems(self, value: Quantity, assay: Assay | None) -> tuple[Quantity, ...]:
        return in_system(value, assay, self.case.file.article.units or self.journal.profile.units)

    def gap(self, path: FieldPath) -> Gap:
        """Note that a text is missing, and return the mark that stands for it."""
        name, place = name_of(path), self.place(path)
        source = self.case.source
        inner = written_at(path, source)
        codes = needed(inner, source, self.language.code, self.case.file.languages)
        kind = kind_of_gap(path, self.is_draft, is_in_sheet=place.file != source.name, codes=codes)
        if not self.case.is_unread(path):
            language, near = self.language, nearest_section(path)
            self.report(
                kind.at(
                    place,
                    field=name,
                    language=language.name,
                    code=language.code,
                    nearest=near,
                    corrected=form(inner, source, codes) if codes else "",
                )
            )
        return Gap(self.language.words("[missing: {field}]", field=self._called(path) or name))

    def _called(self, path: FieldPath) -> str:
        """Return the heading of a section, or of a part of a chart or an abstract, where that is what is missing."""
        home, *names = (str(step) for step in path if step != "text")
        words = {"sections": {1: SECTIONS, 2: CHART_PARTS}, "abstract": {1: ABSTRACT_PARTS}}.get(home, {})
        known = words.get(len(names), {})
        return self.journal.heading(names[-1], known[names[-1]], self.language) if names and names[-1] in known else ""

    def resolve(self, token: Token) -> tuple[Inline, ...]:
        """Return what a token stands for; where it stands for nothing, a gap and a finding."""
        match token.kind:
            case "citation":
                return self._citation(token)
            case "figure" | "table":
                return (self._mention(token),)
            case "note":
                return (self._note(token),)
            case _:
                return self._value(token)

    def withheld(self, use: str, *, is_drawn: bool) -> str:
        why = "" if self.use == "print" else why_withheld(use, self.case, is_drawn=is_drawn)
        return self.language.words(why) if why else ""

    def label(self, anchor: str, panels: str = "") -> str:
        """Return the printed name of a figure (or panels of it) or table by its anchor: "Figure 1A", "Tabela 2"."""
        if anchor.startswith("fig-"):
            return figure_label(anchor, panels, self.numbers, self.language)
        return table_label(anchor, self.case.file.tables, self.numbers, self.journal, self.language)

    def with_notes(self, notes: Notes) -> CaseVoice:
        return replace(self, notes=notes)

    def speaking(self, language: Language) -> CaseVoice:
        """Return a voice for another language that shares the numbers and the findings of this one."""
        return replace(self, language=language)

    def _set(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return set_marks(nodes, self.journal.profile.citations.position == "after-stop")

    def _set_block(self, block: Paragraph | ItemList, origin: Origin) -> Paragraph | ItemList:
        if isinstance(block, Paragraph):
            return Paragraph(Said(self._set(block.children), origin))
        items = (
            Said(self._set(item), replace(origin, part=(*origin.part, number)))
            for number, item in enumerate(block.items, 1)
        )
        return ItemList(block.ordered, tuple(items))

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
        mark = MARKS[self.journal.profile.citations.mark]
        cited = cite(known, self.numbers.citations, 1 + sum(map(len, self.cited.values())), mark)
        for key, anchor in cited.anchors.items():
            self.cited.setdefault(key, []).append(anchor)
        return (cited.citation, *gaps)

    def _mention(self, token: Token) -> Inline:
        if token.kind == "table":
            name, tables = token.keys[0], self.case.file.tables
            if name not in tables:
                return self._unknown(UNKNOWN_TABLE, token, name, tables, ("tables", name))
            return CrossReference(f"tab-{name}", self.label(f"tab-{name}"))
        name, panels = parts_of_mention(token.keys[0])
        figures = self.case.file.figures
        if name not in figures:
            return self._unknown(UNKNOWN_FIGURE, token, name, figures, ("figures", name))
        known = figures[name].panels
        for panel in panels:
            if panel not in known:
                path = ("figures", name, "panels", panel)
                return self._unknown(UNKNOWN_PANEL, token, panel, known, path, figure=name)
        figure = figures[name]
        is_shown = not self.withheld(figure.use, is_drawn=figure.is_drawn)  # else there is no panel to lead to
        target = f"fig-{name}.{panels[0]}" if panels and is_shown else f"fig-{name}"
        return CrossReference(target, self.label(f"fig-{name}", "–".join(panels)))

    def _note(self, token: Token) -> Inline:
        name = token.keys[0]
        if self.notes is None:
            self.report(NOTE_OUTSIDE.at(token.place, name=name))
            return Gap(token.raw)
        path = ("tables", self.notes.anchor.removeprefix("tab-"), "footnotes", name)
        return self.notes.mark(name) or self._unknown(UNKNOWN_NOTE, token, name, self.notes.names, path)

    def _value(self, token: Token) -> tuple[Inline, ...]:
        path, form = token.keys[0], token.form
        try:
            said = Facts(self, self.case, self.journal, is_inside=_is_inside(token.place)).say(path, form)
        except QuantityError as error:
            self.report(error.kind.at(token.place, **error.fields))
            return (Gap(token.raw),)
        if said is not None:
            return said
        kind = NO_PATIENT if self.case.file.patient is None and path.startswith("patient") else UNKNOWN_VALUE
        return (self._unknown(kind, token, path, names_of(self.case), field_of(path, self.case)),)

    def _unknown(self, kind: Kind, token: Token, name: str, known: Iterable[str], path: FieldPath, **more: str) -> Gap:
        """Return the gap for a name that stands for nothing, with a finding unless the field is there but faulty."""
        if self.case.is_unread(path):
            return Gap(token.raw)
        known = tuple(known)
        base, at, moment = name.partition("@")
        inner = base.partition(".")[2]  # {labs.k} for {k}
        near = inner if inner in known else meant(base, known, _NEAR_VALUE if kind == UNKNOWN_VALUE else _NEAR)
        near = f"{near}{at}{moment}" if near and near != base else near
        if near:
            kind = replace(kind, mend=NEAR)
        self.report(kind.at(_within(token, name), name=name, names=likely(base, known), nearest=near, **more))
        return Gap(token.raw)


def _is_inside(place: Place) -> bool:
    """Say whether parentheses are open at a place of a line."""
    before = place.text[: max(0, place.column - 1)]
    return before.count("(") > before.count(")")


def _within(token: Token, name: str) -> Place:
    """Return where one of the names of a token stands; the token's own place where it is not typed as it is read."""
    offset = token.raw.partition("\n")[0].find(f"@{name}")
    if token.kind != "citation" or offset < 0:
        return token.place
    return replace(token.place, column=token.place.column + offset, width=len(name) + 1)
