"""A table of laboratory results: tests by moment, the unit once for each test, a sign at what is out of range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import model_validator

from casebook.blocks.cells import number_cell
from casebook.blocks.facts import Voice
from casebook.blocks.results import ABOVE, BELOW, OTHER, bare_result, line_of, sign_of
from casebook.clinical.clocks import MomentField
from casebook.clinical.course import Course
from casebook.clinical.heads import Heads
from casebook.clinical.labs import Lab
from casebook.clinical.moments import Moment
from casebook.errors import N_
from casebook.fields import Model, Told, choice
from casebook.nodes import Cell, Column, Inline, Paragraph, Strong, Unbroken, Words, plain
from casebook.quantity import Quantity
from casebook.source import Scalar

TEST, UNIT, RANGE = N_("Test"), N_("Unit"), N_("Reference range")
MOMENT = N_("Time")
SIGNS = N_("{above} above, {below} below the reference range.")
OTHERS = N_("{sign} other than the reference.")
ALL = ("all", "tudo", "todos", "todas")  # what an author writes for everything
_NOT_DONE = "–"
Lowered = tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...], tuple[str, ...]]  # and notes


class LabTable(Model):
    """Which results a table prints."""

    tests: Annotated[
        tuple[str, ...],
        Told(N_("Tests"), N_("Their names under “labs”, in the order of the table; without it, all."), "[hb, ldh]"),
    ] = ()
    at: Annotated[
        tuple[MomentField, ...],
        Told(N_("At"), N_("The moments; without it, all at which one of the tests has a result."), "[admission]"),
    ] = ()
    rows: Annotated[
        Literal["tests", "moments"],
        choice("tests", "moments"),
        Told(N_("Rows"), N_("tests, or moments where they are many."), "moments"),
    ] = "tests"

    @model_validator(mode="before")
    @classmethod
    def _wrap(cls, raw: object) -> object:
        """Take `labs: all` for every result, and a list for that of its tests."""
        if isinstance(raw, Scalar):
            return {} if raw.strip() in ALL else {"tests": [raw]}
        return {"tests": raw} if isinstance(raw, list) else raw

    def names(self, course: Course) -> Mapping[str, tuple[str, ...]]:
        """Return what the table shows, by where it stands in the case."""
        return {"labs": self.tests or tuple(course.labs)}

    def lower(self, voice: Voice) -> Lowered:
        """Return the columns, the rows and the note of the table in one language."""
        return _Sheet(self, voice).lowered()


class _Sheet:
    """One table being made."""

    def __init__(self, block: LabTable, voice: Voice) -> None:
        self.voice, self.words = voice, voice.language.words
        self.course = voice.wording.course
        self.tests = tuple(name for name in block.names(self.course)["labs"] if name in self.course.labs)
        placed = tuple(moment for moment in block.at if self.course.calendar.span(moment))
        self.moments = placed or self.course.moments(self.tests)
        self.heads = Heads(voice.wording, self.moments)
        self.lines = {name: line_of((name,), voice) for name in self.tests}
        self.by_moment = block.rows == "moments"
        self.signs: set[str] = set()

    def lowered(self) -> Lowered:
        columns, rows = self._by_moment() if self.by_moment else self._by_test()
        notes = (self.words(SIGNS, above=ABOVE, below=BELOW),) if self.signs & {ABOVE, BELOW} else ()
        others = (self.words(OTHERS, sign=OTHER),) if OTHER in self.signs else ()
        return columns, rows, (*notes, *others)

    def _by_test(self) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
        has_ranges = any(self.course.labs[name].reference for name in self.tests)
        has_units = any(self._unit(name) for name in self.tests)
        heads = [_column(self.words(TEST), is_header=True)]
        heads += [_column(self.words(UNIT))] if has_units else []
        heads += [_column(self.heads.head(moment), is_number=True) for moment in self.moments]
        heads += [_column(self.words(RANGE))] if has_ranges else []
        rows = []
        for name in self.tests:
            cells = [_words(self.voice.wording.test(name))]
            cells += [_words(self._unit(name))] if has_units else []
            cells += [self._cell(name, moment) for moment in self.moments]
            cells += [_words(self._range(name))] if has_ranges else []
            rows.append(tuple(cells))
        return tuple(heads), tuple(rows)

    def _by_moment(self) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
        heads = [_column(self.words(MOMENT), is_header=True)]
        for name in self.tests:
            unit, range_ = self._unit(name), self._range(name)
            told = "; ".join(part for part in (unit, range_) if part)
            heads.append(
                _column(
                    f"{self.voice.wording.test(name)} ({told})" if told else self.voice.wording.test(name),
                    is_number=True,
                )
            )
        rows = [
            (_words(self.heads.head(moment)), *(self._cell(name, moment) for name in self.tests))
            for moment in self.moments
        ]
        return tuple(heads), tuple(rows)

    def _unit(self, name: str) -> str:
        """Return the unit of a test's results, or the two units in which they are printed."""
        return self.lines[name].unit

    def _range(self, name: str) -> str:
        lab = self.course.labs[name]
        if lab.range is None:
            word = self.words(lab.reference) if isinstance(lab.reference, str) else ""
            return word or ("" if self.by_moment else _NOT_DONE)
        return self.lines[name].bare(self.voice.systems(lab.range, self.course.assay(name)), self.voice)

    def _cell(self, name: str, moment: Moment) -> Cell:
        lab: Lab = self.course.labs[name]
        result = self.course.result_at(name, moment)
        if result is None:
            return _words(_NOT_DONE)
        nodes = bare_result(result, self.course.assay(name), self.voice, ("labs", name), self.lines[name])
        sign = sign_of(result.value, lab.reference)
        self.signs |= {sign} - {""}
        is_number = isinstance(result.value, Quantity)
        said = f"{sign}\u00a0{plain(nodes)}"
        marked: tuple[Inline, ...] = (Strong((Unbroken(said) if is_number else Words(said),)),) if sign else nodes
        if not is_number:
            return Cell((Paragraph(marked),))
        return number_cell(nodes, self.voice.language.decimal_mark, marked)


def _column(head: str, *, is_header: bool = False, is_number: bool = False) -> Column:
    return Column((Words(head),), is_header, "decimal" if is_number else "start")


def _words(text: str) -> Cell:
    return Cell((Paragraph((Words(text),)),))
