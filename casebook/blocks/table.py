"""A table as an author writes it: columns with heads, rows of cells, notes; numbers are typed, words are texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from casebook.blocks.facts import FieldPath, Voice
from casebook.blocks.figure import Width
from casebook.errors import N_
from casebook.fields import (
    Flag,
    Model,
    TextField,
    choice,
    fault,
    faults,
    no_text,
    place_of,
    read_quantity,
    read_text,
    reading,
)
from casebook.findings import Finding, Kind, Severity
from casebook.nodes import Cell, Column, Inline, Table, Unbroken, plain
from casebook.prose import Text, typeset, verbatim
from casebook.quantity import Quantity
from casebook.source import Scalar

RAGGED = Kind(
    "table.ragged-row",
    Severity.ERROR,
    N_("Row {row} does not have one cell for each column: {cells} instead of {columns}."),
    N_('Write "" for an empty cell, and put a cell that holds a comma between quotation marks.'),
)
NOT_A_ROW = Kind(
    "table.not-a-row",
    Severity.ERROR,
    N_("Row {row} is not a list of cells."),
    N_("Write it between square brackets with commas between the cells, such as [PubMed, 14]."),
)
NOT_A_CELL = Kind(
    "table.not-a-cell",
    Severity.ERROR,
    N_("This cell has parts, in a column that is declared “as: {column}”."),
    N_("Write it as one word or number; only in columns “as: text” may a cell have one text for each language."),
)

ColumnKind = Literal["text", "number", "verbatim", "name"]
TypedCell = Quantity | Text | str


class ColumnBlock(Model):
    """One column: its head, and what its cells are."""

    head: TextField = Field(default_factory=no_text, description="The head of the column.")
    cells: Annotated[ColumnKind, choice("text", "number", "verbatim", "name")] = Field(
        default="text",
        alias="as",
        description="text (one for each language), number, verbatim (printed as typed), or name (the same everywhere).",
    )


def read_rows(raw: object, info: ValidationInfo) -> tuple[tuple[TypedCell, ...], ...]:
    """Return the rows with every cell read as its column says; all faulty cells are reported at once."""
    columns: tuple[ColumnBlock, ...] = info.data.get("columns", ())
    if not isinstance(raw, list):
        raise PydanticCustomError("tuple_type", "rows")
    found: list[Finding] = []
    rows = tuple(_read_row(number, row, columns, info, found) for number, row in enumerate(raw, 1))
    if found and columns:
        raise faults(tuple(found))
    return rows


def _read_row(
    number: int, raw: object, columns: tuple[ColumnBlock, ...], info: ValidationInfo, found: list[Finding]
) -> tuple[TypedCell, ...]:
    if not isinstance(raw, list):
        found.append(NOT_A_ROW.at(place_of(raw), row=number))
        return ()
    if len(raw) != len(columns):
        found.append(RAGGED.at(place_of(raw), row=number, cells=len(raw), columns=len(columns)))
        return ()
    cells: list[TypedCell] = []
    for cell, column in zip(raw, columns, strict=True):
        try:
            cells.append(_read_cell(cell, column.cells, info))
        except PydanticCustomError as error:
            found.extend((error.context or {})["findings"])
    return tuple(cells)


def _read_cell(raw: object, kind: ColumnKind, info: ValidationInfo) -> TypedCell:
    """Return a cell; in a column of numbers a dash, an empty cell and a `{value}` are texts."""
    if kind == "text":
        return read_text(raw, info)
    if isinstance(raw, Mapping | list):
        raise fault(NOT_A_CELL, place_of(raw), column=kind)
    if kind == "number" and isinstance(raw, Scalar) and raw.strip(" –—-"):
        return Text(dict.fromkeys(reading(info).languages, raw)) if "{" in raw else read_quantity(raw, info)
    return str(raw or "")


class TableBlock(Model):
    """One table."""

    caption: TextField = Field(default_factory=no_text, description="What the table shows; printed above it.")
    columns: tuple[ColumnBlock, ...] = Field(min_length=1, description="The columns, from the first.")
    rows: Annotated[
        tuple[tuple[TypedCell, ...], ...],
        PlainValidator(read_rows),
        WithJsonSchema({"type": "array", "items": {"type": "array"}}),
    ] = Field(description="The rows: each a list with one cell for each column.")
    row_head: Flag = Field(default=True, description="true: the cells of the first column name their rows.")
    notes: tuple[TextField, ...] = Field(default=(), description="Notes printed below the table.")
    width: Width = Field(default="column", description="column, or wide: across both columns of the page.")

    def lower(self, path: FieldPath, anchor: str, label: str, voice: Voice) -> Table:
        """Return the table in one language."""
        columns = tuple(
            Column(
                voice.say(column.head, (*path, "columns", number, "head")),
                number == 0 and self.row_head,
                "decimal" if column.cells == "number" else "start",
            )
            for number, column in enumerate(self.columns)
        )
        rows = tuple(
            tuple(
                _cell(cell, self.columns[column].cells, (*path, "rows", row, column), voice)
                for column, cell in enumerate(cells)
            )
            for row, cells in enumerate(self.rows)
        )
        notes = tuple(voice.say(note, (*path, "notes", number)) for number, note in enumerate(self.notes))
        caption = voice.say(self.caption, (*path, "caption"))
        return Table(anchor, label, caption, columns, rows, notes, self.width == "wide")


def _cell(cell: TypedCell, kind: ColumnKind, path: FieldPath, voice: Voice) -> Cell:
    """Return one cell; one of a column of numbers knows how many characters follow its decimal mark."""
    match cell:
        case Quantity():
            children: tuple[Inline, ...] = (Unbroken(voice.quantity(cell)),)
        case Text():
            children = voice.say(cell, path)
        case _:
            children = verbatim(cell) if kind == "verbatim" else typeset(cell)
    if kind != "number":
        return Cell(children)
    _, _, fraction = plain(children).partition(voice.language.decimal_mark)
    return Cell(children, len(fraction))
