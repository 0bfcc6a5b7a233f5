"""Figures and tables whose names in the case hold the name of an author: bookmarks and links in the files bear them."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.blinding.pictures import SHORTEST, holds
from casebook.checks.blinding.surnames import Others
from casebook.checks.identity.people import listed
from casebook.errors import N_
from casebook.fields import FieldPath
from casebook.findings import Finding, Kind, Severity
from casebook.meant import fold

KEY = Kind(
    "blinding.key",
    Severity.WARNING,
    N_("“{name}” holds “{typed}”, the name of an author, and the bookmarks in a Word file and in a PDF bear it."),
    N_("Call it by what it shows, such as chest or scores, here and where the text mentions it."),
)


def keys(case: Case, others: Others) -> Iterator[Finding]:
    """Yield a finding for every figure, table or footnote of a table that is called after an author."""
    families = {author.name.family for author in case.file.authors if len(author.name.family) >= SHORTEST}
    names = sorted(n for n in families - others.eponyms if fold(n) not in listed("family-names-that-are-words"))
    figures, tables = case.file.figures, case.file.tables
    paths: list[FieldPath] = [*(("figures", key) for key in figures), *(("tables", key) for key in tables)]
    paths += [("tables", key, "footnotes", note) for key, table in tables.items() for note in table.footnotes]
    for path in paths:
        key = str(path[-1])
        if typed := next((name for name in names if holds(key, name)), ""):
            yield KEY.at(case.source.key(path), name=key, typed=typed)
