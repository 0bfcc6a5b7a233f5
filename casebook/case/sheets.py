"""Tables whose rows stand in a CSV file beside the case: read in the place of its name, cell by cell.

The first line of the file holds the names of its columns, as every spreadsheet has them; it is not printed, since heads
are said in each language under `columns`. A column of the table takes the columns that its `from` names (one, or one
for each language), else the next that no other names: so a number keeps one home, and languages stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from casebook.case.files import EMPTY, at_home, find_file
from casebook.errors import N_
from casebook.fields import FieldPath
from casebook.findings import Finding, Kind, Severity
from casebook.meant import NEAR, meant
from casebook.source import Scalar, Source, Tree, read_sheet
from casebook.source.sheet import SURPLUS, Row, uneven

NOT_CSV = Kind(
    "table.not-csv",
    Severity.ERROR,
    N_("“{name}” is not a CSV file."),
    N_("In the spreadsheet choose “Save as” and the file type “CSV UTF-8”, and write the name of that file here."),
)
NO_ROWS = Kind(
    EMPTY.code, EMPTY.severity, EMPTY.what, N_("Save the rows in it, or write them here in the place of its name.")
)
HEADS_ALONE = Kind(
    EMPTY.code, EMPTY.severity, N_("The file “{name}” names columns and holds no row below them."), NO_ROWS.mend
)
IDLE_FROM = Kind(
    "table.idle-from",
    Severity.WARNING,
    N_("“from” names a column of a file, and the rows of this table are written here."),
    N_("Take it out, or write the name of the file behind “rows:”."),
)
NO_HEADS = Kind(
    "table.no-heads",
    Severity.ERROR,
    N_("The first line of the file holds “{number}” where the name of a column is expected."),
    N_("Put a line above it that names every column; that line is not printed."),
)
OTHER_COLUMNS = Kind(
    "table.other-columns",
    Severity.ERROR,
    N_("The file has {cells} columns, and the table takes {columns}."),
    N_("Give the table one column for each, or say under “from:” which column of the file each of them takes."),
)
TOO_FEW_COLUMNS = Kind(
    OTHER_COLUMNS.code,
    OTHER_COLUMNS.severity,
    OTHER_COLUMNS.what,
    N_("Give the file a column for each of them, or take out of the table those that it does not have."),
)
TWICE = Kind(
    "table.column-twice",
    Severity.ERROR,
    N_("The file has two columns called “{name}”, so that nobody can say which one is meant."),
    N_("Give one of them another name in the first line of the file, and write that name behind “from:”."),
)
NO_NUMBER = Kind(
    "table.empty-number",
    Severity.WARNING,
    N_("This cell is empty, in a column of numbers; it is printed as a blank."),
    N_("Write what is meant: a dash (–) where nothing was measured, or the number."),
)
NO_SUCH_COLUMN = Kind(
    "table.no-such-column",
    Severity.ERROR,
    N_("The file has no column called “{name}”."),
    N_("Write its name as in the first line of the file: {names}."),
)
UNEVEN = Kind(
    "table.ragged-row",
    Severity.ERROR,
    N_("This line holds another number of cells than the first one of the file: {cells} instead of {columns}."),
    SURPLUS,
)
_SUFFIXES = (".csv", ".tsv")
_WHOLE = re.compile(r"\d+")  # may be the name of a column: a day, a year; but not of every column
_MEASURED = re.compile(r"[<>≤≥]? ?[-−–]?\d+(?:[.,]\d+| ?[%°µ/]| [a-zµ]+/)")  # 4.8 or 800 U/L is no name

Taken = Mapping[Scalar, int] | int


@dataclass(slots=True)
class _Sheets:
    """One walk through the tables of a case; `faulty` are the fields whose file could not be read."""

    folder: Path
    name: str
    findings: list[Finding] = field(default_factory=list)
    faulty: set[FieldPath] = field(default_factory=set)

    def read(self, table: Tree, path: FieldPath) -> Tree:
        """Return a table of the case with the rows of its file in the place of the file's name."""
        named = table.get(Scalar("rows")) if isinstance(table, Mapping) else None
        if not isinstance(table, Mapping) or not isinstance(named, Scalar) or not named.strip():
            self.findings += (IDLE_FROM.at(key.place(0, len(key))) for key in _froms(table) if named)
            return table
        sheet = self._sheet(named)
        if sheet is None:
            self.faulty.add((*path, "rows"))
        return {
            name: (sheet_rows(sheet, table, self.findings) if name == "rows" else part) for name, part in table.items()
        }

    def _sheet(self, named: Scalar) -> tuple[Row, ...] | None:
        typed = named.strip()
        place = named.place(named.find(typed), len(typed))
        if not is_sheet(typed):
            self.findings.append(NOT_CSV.at(place, name=typed))
            return None
        file, findings = find_file(self.folder, typed, place)
        rows = None
        if file is not None:
            rows, findings = read_sheet(file, f"{self.name}/{typed}")
        self.findings += at_home(findings, place)
        if rows is not None and len(rows) < 2:
            self.findings.append((HEADS_ALONE if rows else NO_ROWS).at(place, name=typed))
        return rows


def _froms(table: Tree) -> Iterator[Scalar]:
    """Yield the `from` of every column of a table."""
    columns = table.get(Scalar("columns")) if isinstance(table, Mapping) else None
    for column in columns if isinstance(columns, list) else ():
        yield from (key for key in column if key == "from") if isinstance(column, Mapping) else ()


def is_sheet(name: str) -> bool:
    """Say whether a file is called as one of a spreadsheet's rows is."""
    return name.lower().endswith(_SUFFIXES)


def with_sheets(source: Source, folder: Path, name: str) -> tuple[Source, tuple[Finding, ...], frozenset[FieldPath]]:
    """Return `source` with the rows of its CSV files, their faults, and the fields whose file cannot be read.

    `name` stands for the case folder in every place.
    """
    tables = source.data.get(Scalar("tables"))
    if not isinstance(tables, Mapping):
        return source, (), frozenset()
    sheets = _Sheets(folder, name)
    read = {key: sheets.read(table, ("tables", str(key))) for key, table in tables.items()}
    data = {key: read if key == "tables" else value for key, value in source.data.items()}
    return replace(source, data=data), tuple(sheets.findings), frozenset(sheets.faulty)


def sheet_rows(sheet: tuple[Row, ...] | None, table: Mapping[Scalar, Tree], found: list[Finding]) -> list[Tree]:
    """Return the rows of a table, each with the cells that its columns take from the file; faults go to `found`."""
    if not sheet:
        return []
    heads, *lines = sheet
    faults = [*_head_faults(heads)]
    taken = _taken(table, heads, faults)
    found += faults
    found += (uneven(UNEVEN, line, heads) for line in lines if len(line) != len(heads))
    if faults:
        return []
    found += _empty_numbers(table, taken, [line for line in lines if len(line) == len(heads)])
    return [[_cell(line, columns) for columns in taken] for line in lines if len(line) == len(heads)]


def _head_faults(heads: Row) -> Iterator[Finding]:
    measured = [head for head in heads if _MEASURED.match(head)]
    if not measured and all(_WHOLE.fullmatch(head) for head in heads):
        measured = heads
    if measured:
        yield NO_HEADS.at(measured[0].place(0, len(measured[0])), number=measured[0])


def _empty_numbers(table: Mapping[Scalar, Tree], taken: list[Taken], lines: list[Row]) -> Iterator[Finding]:
    """Yield a warning for each empty cell of a column of numbers."""
    columns = table.get(Scalar("columns"))
    for column, number in zip(columns if isinstance(columns, list) else [], taken, strict=False):
        if isinstance(column, Mapping) and column.get(Scalar("as")) == "number" and isinstance(number, int):
            yield from (NO_NUMBER.at(line[number].place()) for line in lines if not line[number])


def _taken(table: Mapping[Scalar, Tree], heads: Row, faults: list[Finding]) -> list[Taken]:
    """Return, for each column of the table, the number of the file's column, or one for each language."""
    columns = table.get(Scalar("columns"))
    named = [_named(column) for column in columns] if isinstance(columns, list) else []
    places = {str(head): number for number, head in reversed([*enumerate(heads)])}
    faults += (
        _no_such_column(name, heads) for wanted in named for name in wanted.values() if name.strip() not in places
    )
    doubled = {str(head) for head in heads if heads.count(head) > 1}
    faults += (
        TWICE.at(name.place(0, len(name)), name=name.strip())
        for wanted in named
        for name in wanted.values()
        if name.strip() in doubled
    )
    used = {places.get(name.strip()) for wanted in named for name in wanted.values()}
    free = [number for number in range(len(heads)) if number not in used]
    positional = sum(1 for wanted in named if not wanted)
    if named and (positional > len(free) or (not used and len(free) != positional)):
        kind = TOO_FEW_COLUMNS if positional > len(free) else OTHER_COLUMNS
        faults.append(kind.at(heads[0].place(0, len(heads[0])), cells=len(heads), columns=len(named)))
    rest = iter(free)
    return [_numbers(wanted, places) if wanted else next(rest, 0) for wanted in named]


def _no_such_column(name: Scalar, heads: Row) -> Finding:
    near = meant(name, heads)
    kind = replace(NO_SUCH_COLUMN, mend=NEAR) if near else NO_SUCH_COLUMN
    return kind.at(name.place(0, len(name)), name=name, nearest=near, names=", ".join(heads))


def _named(column: Tree) -> Mapping[Scalar, Scalar]:
    """Return the names under `from`, by language; one name for all languages stands under ""."""
    wanted = column.get(Scalar("from")) if isinstance(column, Mapping) else None
    if isinstance(wanted, Scalar):
        return {Scalar(): wanted} if wanted.strip() else {}
    if not isinstance(wanted, Mapping):
        return {}
    return {code: name for code, name in wanted.items() if isinstance(name, Scalar) and name.strip()}


def _numbers(wanted: Mapping[Scalar, Scalar], places: Mapping[str, int]) -> Taken:
    numbers = {code: places.get(name.strip(), 0) for code, name in wanted.items()}
    alone = numbers.pop(Scalar(), None)
    return numbers if alone is None else alone


def _cell(line: Row, taken: Taken) -> Tree:
    """Return a cell, or one for each language; what is wrong with it is shown in the file."""
    if isinstance(taken, int):
        return line[taken]
    return {Scalar(code, line[number].mark): line[number] for code, number in taken.items()}
