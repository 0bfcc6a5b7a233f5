"""Laboratory results that stand in a CSV file beside the case: a line for each test, a column for each moment.

    test,unit,reference,admission,admission + 6 h
    k,mEq/L,3.5–5.0,1.9,2.4

Columns called unit and reference may be left out. Where the first head is “moment”, or the other heads are tests, the
file lies on its side: a line for each moment, a column for each test, lines called unit and reference. The results
become those under `labs`, in the order of the file; what else `labs` says of a test (its specimen, its method, its
name) stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from casebook.case.files import at_home, find_file
from casebook.case.parts import SHORT_NAME
from casebook.case.sheets import HEADS_ALONE, NO_ROWS, NOT_CSV, UNEVEN, is_sheet
from casebook.clinical.assays import find_assay, nearest_assay
from casebook.clinical.labs import holds_results
from casebook.errors import N_
from casebook.fields import FieldPath
from casebook.findings import Finding, Kind, Severity
from casebook.meant import fold, meant
from casebook.source import Scalar, Source, Tree, read_sheet
from casebook.source.sheet import Row, uneven

NO_HEADS = Kind(
    "labs.no-heads",
    Severity.ERROR,
    N_("The first line of this file holds the results of “{name}”, and must name the columns."),
    N_("Put a line above it: “test”, then “unit”, “reference” where there are such columns, and each moment."),
)
NOT_SHORT = Kind(
    "labs.not-a-short-name",
    Severity.ERROR,
    N_("“{name}” is no short name, by which the text could mention the results."),
    N_(
        "Write “{nearest}” here; the name of the test is printed in each language, and units have a place of their own."
    ),
)
UNKNOWN_LONG = Kind(
    NOT_SHORT.code,
    Severity.ERROR,
    NOT_SHORT.what,
    N_(
        "Write a short one here, such as {example}, and its name in the file of the case, beside “labs-file:”: "
        "labs: {{{example}: {{name: {{en: …, pt: …}}}}}}"
    ),
)
POWER = Kind(
    "labs.shortened",
    Severity.WARNING,
    N_("The spreadsheet has shortened this number; “{value}” was read as {number}."),
    N_("Compare it with the record; give the cells the format “Number”, and save the file again."),
)
TWO_SERIES = Kind(
    "labs.two-homes",
    Severity.ERROR,
    N_("“{name}” has its {field} in the file and under “labs”."),
    N_("Keep one of them."),
)
RAGGED = replace(UNEVEN, code="labs.ragged-row")
TWICE = Kind(
    "labs.twice",
    Severity.ERROR,
    N_("“{name}” stands twice in this file."),
    N_("Give each test and each moment one line and one column; a second sample is “admission + 2 h”."),
)
_MOMENT, _KNOWN = "moment", ("unit", "reference")
_FILL_IT = N_("Save the results in it, or write them under “labs”.")
_THE_VERY_WORD = 1.0
_SHORT = re.compile(SHORT_NAME, re.ASCII)
_POWER = re.compile(r"(\d+)(?:([.,])(\d+))?E\+?(-?\d{1,2})")  # how Excel shows what is wider than its cell
_FIELD = "labs-file"


def with_labs(source: Source, folder: Path, name: str) -> tuple[Source, tuple[Finding, ...], frozenset[FieldPath]]:
    """Return `source` with the results of its CSV file under `labs`, their faults, and the field left unread.

    `name` stands for the case folder in every place.
    """
    named = source.data.get(Scalar(_FIELD))
    if not isinstance(named, Scalar) or not named.strip():
        return source, (), frozenset()
    typed = named.strip()
    place = named.place(named.find(typed), len(typed))
    file, findings = find_file(folder, typed, place) if is_sheet(typed) else (None, (NOT_CSV.at(place, name=typed),))
    rows: tuple[Row, ...] | None = None
    if file is not None:
        rows, findings = read_sheet(file, f"{name}/{typed}")
    found = [*at_home(findings, place)]
    if rows is not None and len(rows) < 2 and not findings:
        found.append(replace(HEADS_ALONE if rows else NO_ROWS, mend=_FILL_IT).at(place, name=typed))
    written = source.data.get(Scalar("labs"))
    labs = dict(written) if isinstance(written, Mapping) else {}
    read: set[Scalar] = set()
    faulty: set[FieldPath] = set() if rows is not None else {("labs",)}
    for test, fields in _tests(rows or (), found, faulty):
        if test in read:
            found.append(TWICE.at(test.place(0, len(test)), name=test))
        else:
            labs[test] = _merged(test, labs.pop(test, None), fields, found)
        read.add(test)
    data = {**source.data, Scalar("labs"): labs} if labs and isinstance(written, Mapping | None) else source.data
    return replace(source, data=data), tuple(found), frozenset(faulty)


def _tests(
    rows: tuple[Row, ...], found: list[Finding], faulty: set[FieldPath]
) -> Iterator[tuple[Scalar, dict[Scalar, Tree]]]:
    """Yield each test of the file with its fields; faults go to `found`, the names of what is lost to `faulty`."""
    if not rows:
        return
    corner = rows[0][0]
    if find_assay(corner):
        found.append(NO_HEADS.at(corner.place(0, len(corner)), name=corner))
        faulty.add(("labs",))
        return
    even = [line for line in rows if len(line) == len(rows[0])]
    uneven_ones = [line for line in rows if len(line) != len(rows[0])]
    found += (uneven(RAGGED, line, rows[0]) for line in uneven_ones)
    faulty |= {("labs", str(line[0])) for line in uneven_ones}
    if _lies_on_its_side(even):
        even = [list(column) for column in zip(*even, strict=True)]
    heads, *lines = even
    heads = [_head(head) for head in heads]
    found += (TWICE.at(head.place(0, len(head)), name=head) for n, head in enumerate(heads) if head in heads[:n])
    for line in lines:
        if not _SHORT.fullmatch(line[0]):
            faulty.add(("labs",))
            found.append(_not_short(line[0]))
            continue
        cells = [(head, _whole(cell, found)) for head, cell in zip(heads[1:], line[1:], strict=True) if cell.strip()]
        fields: dict[Scalar, Tree] = {head: cell for head, cell in cells if head in _KNOWN}
        yield line[0], {**fields, Scalar("results"): {head: cell for head, cell in cells if head not in _KNOWN}}


def _not_short(name: Scalar) -> Finding:
    near, example = nearest_assay(name), re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-0123456789")
    return (NOT_SHORT if near else UNKNOWN_LONG).at(
        name.place(0, len(name)), name=name, nearest=near, example=example or "test"
    )


def _lies_on_its_side(rows: list[Row]) -> bool:
    """Say whether the columns of a file are tests: its first head says so, or other heads are tests and no line is."""
    heads, *lines = rows
    if meant(heads[0], (_MOMENT,), _THE_VERY_WORD):
        return True
    return any(map(find_assay, heads[1:])) and not any(find_assay(line[0]) for line in lines)


def _whole(cell: Scalar, found: list[Finding]) -> Scalar:
    """Return a cell, what a spreadsheet has shortened (6,80E+04) as the number that it stands for, with a warning."""
    short = _POWER.fullmatch(cell)
    if short is None:
        return cell
    whole, mark, fraction, power = short[1], short[2] or ".", short[3] or "", int(short[4])
    number = f"{Decimal(f'{whole}.{fraction}E{power}').normalize():f}".replace(".", mark)
    found.append(POWER.at(cell.place(0, len(cell)), value=cell, number=number))
    return Scalar(number, cell.mark)


def _merged(test: Scalar, written: Tree, fields: dict[Scalar, Tree], found: list[Finding]) -> Tree:
    """Return what the case says of a test with what the file says of it."""
    if not isinstance(written, Mapping):
        return fields if written is None else written
    both = [field for field in fields if field in written]
    if Scalar("results") not in both and holds_results(written):
        both.append(Scalar("results"))
    found += (TWO_SERIES.at(test.place(0, len(test)), name=test, field=field) for field in both)
    return written if Scalar("results") in both else {**fields, **written}


def _head(typed: Scalar) -> Scalar:
    """Return the head of a column; that of the units and of the ranges as it is called here, however it is typed."""
    known = meant(typed, _KNOWN, _THE_VERY_WORD)
    return Scalar(known, typed.mark) if known else typed
