"""Names of databases as their makers write them: LILACS, MEDLINE, PubMed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from casebook.case import Case
from casebook.checks.passages import Passage
from casebook.checks.tables import rows_of
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.source import Scalar

DATABASE = Kind(
    "language.database-name",
    Severity.WARNING,
    N_("The name of the database is not written “{typed}”."),
    N_("Write “{right}”."),
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<![\w-]){row['typed']}(?![\w-])"), row["right"]) for row in rows_of("names"))


def names(case: Case, passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """Yield a warning for each name of a database that is written loosely, in a text or in a table's names."""
    said = (*passages, *_cells(case))
    whole = "\n".join(passage.words for passage in said)
    rules = [rule for rule in _patterns() if rule[0].search(whole)]
    for passage in said:
        for pattern, right in rules:
            for match in pattern.finditer(passage.words):
                yield passage.tell_at(DATABASE, match.start(), match.end(), right, right=right)


def _cells(case: Case) -> Iterator[Passage]:
    """Yield the cells of the columns of names, which are the same in every language."""
    tables = case.source.data.get(Scalar("tables"))
    for name, table in case.file.tables.items():
        written = tables.get(Scalar(name)) if isinstance(tables, dict) else None
        rows = written.get(Scalar("rows")) if isinstance(written, dict) else None
        for row in rows if isinstance(rows, list) else ():
            for cell, column in zip(row if isinstance(row, list) else (), table.columns, strict=False):
                if column.cells == "name" and isinstance(cell, Scalar):
                    yield Passage(f"tables.{name}", "", cell)
