"""What blocks may ask while they lower themselves: a voice that says texts and values in one language."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from casebook.blocks.notes import Notes
from casebook.clinical.assays import Assay
from casebook.clinical.wording import Wording
from casebook.findings import Finding, Place
from casebook.languages import Language
from casebook.nodes import Inline, ItemList, Paragraph
from casebook.prose import Text
from casebook.quantity import Quantity

FieldPath = tuple[str | int, ...]


class Voice(Protocol):
    """One language, one journal, the numbering and the values of one case; it collects what it finds wrong."""

    @property
    def language(self) -> Language: ...

    @property
    def folder(self) -> Path:
        """The case folder, which no file may lie out of."""

    def say(self, text: Text, path: FieldPath) -> tuple[Inline, ...]:
        """Return a text in this language as nodes; a marked gap, and a finding, where it is missing."""

    def say_blocks(self, text: Text, path: FieldPath) -> tuple[Paragraph | ItemList, ...]:
        """Return a text in this language as paragraphs and lists; a marked gap where it is missing."""

    def say_plainly(self, text: Text, path: FieldPath) -> str:
        """Return a text in this language as plain words; the gap's words where it is missing."""

    def quantity(self, value: Quantity, form: str = "") -> str:
        """Return a quantity as this language and journal print it, in one of its forms; may raise QuantityError."""

    @property
    def wording(self) -> Wording:
        """What words the course of the case (moments, tests, drugs) in this language."""

    def systems(self, value: Quantity, assay: Assay | None) -> tuple[Quantity, ...]:
        """Return a result of a test in the unit, or the two units, that the journal or the case asks for."""

    def withheld(self, use: str, *, is_drawn: bool) -> str:
        """Return why a figure that may be put to this use is not shown in this edition; "" where it is.

        `is_drawn` where it is made from data, and so shows nobody.
        """

    def with_notes(self, notes: Notes) -> Voice:
        """Return a voice whose texts may set the marks of these footnotes."""

    def report(self, *findings: Finding) -> None:
        """Take note of findings."""

    def place(self, path: FieldPath) -> Place:
        """Return where a field stands in the source."""
