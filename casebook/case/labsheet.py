"""Laboratory results that stand in a CSV file beside the case: a line for each test, a column for each moment.

    test,unit,reference,admission,admission + 6 h
    k,mEq/L,3.5–5.0,1.9,2.4

Columns called unit and reference may be left out. Where the first head is “moment”, the file lies on its side: a line
for each moment, a column for each test, lines called unit and reference. The results become those under `labs`; what
else `labs` says of a test (its specimen, its method, its name) stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from casebook.case.files import at_home, find_file
from casebook.case.sheets import HEADS_ALONE, NO_ROWS, NOT_CSV, UNEVEN, is_sheet
from casebook.clinical.labs import holds_results
from casebook.errors import N_
from casebook.fields import FieldPath
from casebook.findings import Finding, Kind, Severity
from casebook.meant import meant
from casebook.source import Scalar, Source, Tree, read_sheet
from casebook.source.sheet import Row, uneven

NO_TESTS = Kind(
    "labs.no-column-of-tests",
    Severity.ERROR,
    N_("The first column of this file is called “{name}”, and must be called “test” or “moment”."),
    N_(
        "Write “test” above the names of the tests, and unit, reference, and each moment above the other columns;"
        " or “moment” above the moments, and each test above its own column."
    ),
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
_TEST, _MOMENT, _KNOWN = "test", "moment", ("unit", "reference")
_FILL_IT = N_("Save the results in it, or write them under “labs”.")
_THE_VERY_WORD = 1.0
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
    for test, fields in _tests(rows or (), found):
        if test in read:
            found.append(TWICE.at(test.place(0, len(test)), name=test))
        else:
            labs[test] = _merged(test, labs.get(test), fields, found)
        read.add(test)
    data = {**source.data, Scalar("labs"): labs} if labs and isinstance(written, Mapping | None) else source.data
    unread = frozenset[FieldPath]() if rows is not None else frozenset[FieldPath]({("labs",)})
    return replace(source, data=data), tuple(found), unread


def _tests(rows: tuple[Row, ...], found: list[Finding]) -> Iterator[tuple[Scalar, dict[Scalar, Tree]]]:
    """Yield each test of the file with its fields; faults go to `found`."""
    if not rows:
        return
    corner = meant(rows[0][0], (_TEST, _MOMENT), _THE_VERY_WORD)
    if not corner:
        found.append(NO_TESTS.at(rows[0][0].place(0, len(rows[0][0])), name=rows[0][0]))
        return
    even = [line for line in rows if len(line) == len(rows[0])]
    found += (uneven(RAGGED, line, rows[0]) for line in rows if len(line) != len(rows[0]))
    if corner == _MOMENT:
        even = [list(column) for column in zip(*even, strict=True)]
    heads, *lines = even
    heads = [_head(head) for head in heads]
    found += (TWICE.at(head.place(0, len(head)), name=head) for n, head in enumerate(heads) if head in heads[:n])
    for line in lines:
        cells = [(head, cell) for head, cell in zip(heads[1:], line[1:], strict=True) if cell.strip()]
        fields: dict[Scalar, Tree] = {known: cell for head, cell in cells if (known := _known(head))}
        yield line[0], {**fields, Scalar("results"): {head: cell for head, cell in cells if not _known(head)}}


def _known(head: Scalar) -> Scalar | None:
    """Return the field of a test that the head of a column names, in capitals or small letters; None for a moment."""
    return next((Scalar(name, head.mark) for name in _KNOWN if head.strip().casefold() == name), None)


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
