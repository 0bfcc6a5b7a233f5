"""A table as an author writes it: columns with heads, rows of cells, notes; numbers are typed, words are texts."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from casebook.blocks.cells import number_cell
from casebook.blocks.facts import FieldPath, Voice
from casebook.blocks.figure import Width
from casebook.blocks.labtable import LabTable, Lowered
from casebook.blocks.notes import NoteName, Notes
from casebook.blocks.rows import ColumnBlock, ColumnKind, Noted, Row, TypedCell, marks_in, read_rows
from casebook.blocks.timeline import TimelineBlock
from casebook.errors import N_
from casebook.fields import Flag, Model, TextField, Told, fault, faults, no_text, place_of
from casebook.fields.faults import MISSING
from casebook.findings import Kind, Severity
from casebook.nodes import (
    Cell,
    Column,
    Footnote,
    Inline,
    ItemList,
    NoteMark,
    Origin,
    Paragraph,
    Said,
    Table,
    Unbroken,
    Words,
)
from casebook.prose import Text, tokens, typeset, verbatim
from casebook.quantity import Quantity

TWO_WAYS = Kind(
    "table.rows-and-labs",
    Severity.ERROR,
    N_("This table has “{first}” and “{name}”."),
    N_("Keep “{first}” alone, or write columns and rows of your own."),
)
MOST_COLUMNS = 6  # that one column of the page holds legibly
_ROWS = {"anyOf": [{"type": "array", "items": {"type": "array"}}, {"type": "string", "pattern": r"\.(csv|tsv)$"}]}


class TableBlock(Model):
    """One table."""

    caption: Annotated[
        TextField,
        Told(N_("Caption"), N_("What the table shows; printed above it."), N_("Potassium by day.")),
    ] = Field(default_factory=no_text)
    columns: Annotated[
        tuple[ColumnBlock, ...],
        Told(
            N_("Columns"),
            N_("The columns, from the first."),
            example=N_("[{head: Day, as: name}, {head: Pulse, as: number}]"),
        ),
    ] = Field(default=(), min_length=1)
    rows: Annotated[
        tuple[Row, ...],
        PlainValidator(read_rows),
        WithJsonSchema(_ROWS),
        Told(
            N_("Rows"),
            N_("The rows, each a list with a cell for each column; or a CSV file, whose first line names its columns."),
            example='[["1", 110], ["4", 72]]',
        ),
    ] = ()
    labs: Annotated[
        LabTable | None,
        Told(
            N_("Laboratory results"),
            N_("In the place of columns and rows: the results under “labs”; all, or the tests named."),
            "[hb, platelets, ldh]",
        ),
    ] = None
    row_head: Annotated[
        Flag, Told(N_("Row heads"), N_("true: the cells of the first column name their rows."), example="false")
    ] = True
    notes: Annotated[
        tuple[TextField, ...],
        Told(N_("Notes"), N_("Notes printed below the table."), example=N_("[Values on admission.]")),
    ] = ()
    footnotes: Annotated[
        dict[NoteName, TextField],
        Told(
            N_("Footnotes"),
            N_("Notes that a mark in the caption, a head or a cell refers to, as in 4.8 g/dL[^hemolysed]."),
            example=N_("{hemolysed: Hemolysed sample.}"),
        ),
    ] = Field(default_factory=dict, examples=[{"hemolysed": {"en": "Hemolysed sample."}}])
    width: Annotated[
        Width | None,
        Told(
            N_("Width"),
            N_("column, or wide: across both columns of the page; without it, a table of many columns is wide."),
            example="wide",
        ),
    ] = None

    timeline: Annotated[
        TimelineBlock | None,
        Told(N_("Timeline"), N_("In the place of columns and rows: what happened when, line by line."), "all"),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _has_one_way(cls, raw: object) -> object:
        """Refuse a table that has neither rows of its own nor results to print, or both."""
        if not isinstance(raw, Mapping):
            return raw
        made = [name for name in ("labs", "timeline") if name in raw]
        ways = [*made, *(name for name in ("columns", "rows") if name in raw)]
        if made and len(ways) > 1:
            raise fault(TWO_WAYS, place_of(next(key for key in raw if key == ways[1])), first=made[0], name=ways[1])
        missing = [name for name in ("columns", "rows") if name not in ways and not made]
        if missing:
            raise faults(tuple(MISSING.at(None, name=name) for name in missing))
        return raw

    @property
    def is_of_words(self) -> bool:
        """Whether the table holds words alone: no column of numbers, and no `{value}` in any cell."""
        cells = [cell for row in self.rows for cell in row if isinstance(cell, Text)]
        named = (token.kind for cell in cells for passage in cell.versions.values() for token in tokens(passage))
        return self.labs is None and all(column.cells != "number" for column in self.columns) and "value" not in named

    @property
    def marked(self) -> frozenset[str]:
        """The names of the footnotes whose marks stand in the table, in any language."""
        texts = (self.caption, *(column.head for column in self.columns), *self.notes)
        return frozenset(name for cell in (*texts, *(c for row in self.rows for c in row)) for name in marks_in(cell))

    @property
    def drawn(self) -> LabTable | TimelineBlock | None:
        """What is made of the course of the case, if that is this table."""
        return self.labs or self.timeline

    def lower(self, path: FieldPath, anchor: str, label: str, voice: Voice) -> Table:
        """Return the table in one language, its footnotes lettered as they are read: caption, heads, rows, notes."""
        notes = Notes(anchor, tuple(self.footnotes))
        noting = voice.with_notes(notes)
        caption = noting.say(self.caption, (*path, "caption"))
        columns, rows, signs = self.drawn.lower(voice) if self.drawn else self._own(path, noting)
        return Table(
            anchor,
            label,
            caption,
            columns,
            rows,
            (
                *((Words(words),) for words in signs),
                *(noting.say(note, (*path, "notes", number)) for number, note in enumerate(self.notes)),
            ),
            self._footnotes(path, notes, voice),
            self.width == "wide" if self.width else len(columns) > MOST_COLUMNS,
        )

    def _own(self, path: FieldPath, voice: Voice) -> Lowered:
        return self._columns(path, voice), self._rows(path, voice), ()

    def _columns(self, path: FieldPath, voice: Voice) -> tuple[Column, ...]:
        return tuple(
            Column(
                voice.say(column.head, (*path, "columns", number, "head")),
                number == 0 and self.row_head,
                "decimal" if column.cells == "number" else "start",
            )
            for number, column in enumerate(self.columns)
        )

    def _rows(self, path: FieldPath, voice: Voice) -> tuple[tuple[Cell, ...], ...]:
        return tuple(
            tuple(
                _cell(cell, self.columns[column].cells, (*path, "rows", row, column), voice)
                for column, cell in enumerate(cells)
            )
            for row, cells in enumerate(self.rows)
        )

    def _footnotes(self, path: FieldPath, notes: Notes, voice: Voice) -> tuple[Footnote, ...]:
        return tuple(
            Footnote(
                notes.target(name),
                notes.letter(name),
                voice.say(self.footnotes[name], (*path, "footnotes", name)),
                tuple(anchors),
            )
            for name, anchors in notes.marks.items()
        )


def _cell(cell: TypedCell, kind: ColumnKind, path: FieldPath, voice: Voice) -> Cell:
    """Return one cell; one of a column of numbers knows how many characters follow its decimal mark."""
    if isinstance(cell, Text) and kind == "text":
        return Cell(_blocks(cell, path, voice))
    children = Said(_inlines(cell, kind, path, voice), Origin(path, voice.language.code))
    if kind != "number":
        return Cell((Paragraph(children),))
    number = tuple(takewhile(lambda node: not isinstance(node, NoteMark), children))
    return number_cell(number, voice.language.decimal_mark, children)


def _blocks(cell: Text, path: FieldPath, voice: Voice) -> tuple[Paragraph | ItemList, ...]:
    """Return a cell of words; lists are read where it has more than one line, since "- 7" alone is no list."""
    words = cell.get(voice.language.code)
    if words is not None and "\n" in words.strip():
        return voice.say_blocks(cell, path)
    return (Paragraph(voice.say(cell, path)),)


def _inlines(cell: TypedCell, kind: ColumnKind, path: FieldPath, voice: Voice) -> tuple[Inline, ...]:
    match cell:
        case Quantity():
            return (Unbroken(voice.quantity(cell)),)
        case Text():
            return voice.say(cell, path)
        case Noted(bare, marks):
            return (*_inlines(bare, kind, path, voice), *voice.say(Text({voice.language.code: marks}), path))
        case _:
            return verbatim(cell) if kind == "verbatim" else typeset(cell)
