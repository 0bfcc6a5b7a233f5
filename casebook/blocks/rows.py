"""The columns of a table, and its rows: every cell read as its column says, every faulty one a finding in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from casebook.errors import N_
from casebook.fields import (
    TEXT_SCHEMA,
    Model,
    TextField,
    Told,
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
from casebook.prose import Text, masked, tokens
from casebook.quantity import Quantity
from casebook.source import Scalar, decimals_quoted

RAGGED = Kind(
    "table.ragged-row",
    Severity.ERROR,
    N_("Row {row} does not have one cell for each column: {cells} instead of {columns}."),
    N_('Write "" for each empty cell.'),
)
SURPLUS = Kind(RAGGED.code, RAGGED.severity, RAGGED.what, N_("Put a cell that holds a comma between quotation marks."))
DECIMALS = Kind(
    RAGGED.code,
    RAGGED.severity,
    RAGGED.what,
    N_("A comma parts two cells, in a number too. Write it like this:\n{corrected}"),
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
ONE_LANGUAGE = Kind(
    "table.one-column",
    Severity.ERROR,
    N_("This column is declared “as: {column}”, which is the same in every language."),
    N_("Name one column of the file, or declare it “as: text”."),
)
BESIDE_VALUE = Kind(
    "table.typed-beside-value",
    Severity.ERROR,
    N_("“{typed}” would be printed as typed in every language, since a value between braces stands in the same cell."),
    N_("Write it under “values” too, and here its name between braces; or give it a cell of its own."),
)

ColumnKind = Literal["text", "number", "verbatim", "name"]
_WITH_MARK = re.compile(r"\d+(?:[.,]\d+)+")
_MARKS = re.compile(r"(?:\s*\[\^[A-Za-z][\w-]*\])+\s*$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Noted:
    """A number or a name with the marks of footnotes behind it: `4.8 g/dL[^hemolysed]`."""

    cell: Quantity | str
    marks: Scalar


TypedCell = Quantity | Text | Noted | str
Row = tuple[TypedCell, ...]


def _read_from(raw: object, info: ValidationInfo) -> Mapping[str, Scalar]:
    wanted = read_text(raw, info)
    kind = info.data.get("cells", "text")
    if isinstance(raw, Mapping) and len(wanted.codes) > 1 and kind != "text":
        raise fault(ONE_LANGUAGE, place_of(raw), column=kind)
    return dict(wanted.versions)


class ColumnBlock(Model):
    """One column: its head, and what its cells are."""

    head: Annotated[TextField, Told(N_("Head"), N_("The head of the column."), example=N_("Hemoglobin (g/dL)"))] = (
        Field(default_factory=no_text)
    )
    cells: Annotated[
        ColumnKind,
        choice("text", "number", "verbatim", "name"),
        Told(
            N_("Cells"),
            N_("text (one for each language), number, verbatim (printed as typed), or name (the same everywhere)."),
            example="number",
        ),
    ] = Field(default="text", alias="as")
    source: Annotated[
        Mapping[str, Scalar],
        PlainValidator(_read_from),
        WithJsonSchema(TEXT_SCHEMA),
        Told(
            N_("Column of the file"),
            N_("The name of the column in the CSV file, or one for each language; without it, the next one."),
            example="{en: Test, pt: Exame}",
        ),
    ] = Field(default_factory=dict, alias="from")


def read_rows(raw: object, info: ValidationInfo) -> tuple[Row, ...]:
    """Return the rows with every cell read as its column says; all faulty cells are reported at once."""
    columns: tuple[ColumnBlock, ...] = info.data.get("columns", ())
    if not isinstance(raw, list):
        raise PydanticCustomError("tuple_type", "rows")
    found: list[Finding] = []
    rows = tuple(_read_row(number, row, columns, info, found) for number, row in enumerate(raw, 1))
    if found and columns:
        raise faults(tuple(found))
    return rows


def marks_in(cell: TypedCell) -> tuple[str, ...]:
    """Return the names of the footnotes whose marks a cell holds, in any language."""
    match cell:
        case Text():
            passages = tuple(cell.versions.values())
        case Noted():
            passages = (cell.marks,)
        case _:
            return ()
    return tuple(token.keys[0] for passage in passages for token in tokens(passage) if token.kind == "note")


def _read_row(
    number: int, raw: object, columns: tuple[ColumnBlock, ...], info: ValidationInfo, found: list[Finding]
) -> Row:
    if not isinstance(raw, list):
        found.append(NOT_A_ROW.at(place_of(raw), row=number))
        return ()
    if len(raw) != len(columns):
        found.append(_ragged(number, raw, len(columns)))
        return ()
    cells: list[TypedCell] = []
    for cell, column in zip(raw, columns, strict=True):
        try:
            cells.append(_read_cell(cell, column.cells, info))
        except PydanticCustomError as error:
            found.extend((error.context or {})["findings"])
    return tuple(cells)


def _ragged(number: int, raw: list[object], columns: int) -> Finding:
    """Return the finding for a row with too few or too many cells, with the row as it was probably meant."""
    place = place_of(raw)
    line = place.text if place else ""
    corrected = decimals_quoted(line)
    is_meant = corrected != line and len(raw) - (len(corrected) - len(line)) // len('""') == columns
    kind = RAGGED if len(raw) < columns else DECIMALS if is_meant else SURPLUS
    return kind.at(place, row=number, cells=len(raw), columns=columns, corrected=corrected)


def _read_cell(raw: object, kind: ColumnKind, info: ValidationInfo) -> TypedCell:
    """Return a cell; in a column of numbers a dash, an empty cell and a `{value}` are texts."""
    if kind == "text":
        return read_text(raw, info)
    if isinstance(raw, Mapping | list):
        raise fault(NOT_A_CELL, place_of(raw), column=kind)
    if not isinstance(raw, Scalar):
        return ""
    if kind == "verbatim":
        return raw
    if kind == "number" and "{" in raw:
        return _read_value(raw, info)
    marks = _MARKS.search(raw)
    if marks is None:
        return _read_plain(raw, kind, info)
    bare = _read_plain(_part(raw, 0, marks.start()), kind, info)
    return Noted(bare, _part(raw, marks.start(), len(raw)))


def _read_value(raw: Scalar, info: ValidationInfo) -> Text:
    """Return a cell with a `{value}`; a number typed beside it would get the marks of no language."""
    if typed := _WITH_MARK.search(masked(raw)):
        raise fault(BESIDE_VALUE, raw.place(typed.start(), len(typed[0])), typed=typed[0])
    return Text(dict.fromkeys(reading(info).languages, raw))


def _read_plain(raw: Scalar, kind: ColumnKind, info: ValidationInfo) -> Quantity | str:
    return read_quantity(raw, info) if kind == "number" and raw.strip(" –—-") else raw


def _part(raw: Scalar, start: int, end: int) -> Scalar:
    """Return a part of a cell, which stands where it stands."""
    if raw.mark is None or raw.mark.style in ("|", ">"):
        return Scalar(raw[start:end], raw.mark)
    return Scalar(raw[start:end], raw.mark._replace(column=raw.mark.column + start))
