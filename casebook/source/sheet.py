"""Reads a CSV file as rows of strings that know where they stand, whichever sign its cells are parted by.

RFC 4180, and what spreadsheets make of it: a semicolon where the comma is the decimal mark, a tab, a byte order mark.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.source.kinds import ENCODING
from casebook.source.page import Mark, Page, Scalar
from casebook.source.text import load_text

OPEN_QUOTE = Kind(
    "table.open-quote",
    Severity.ERROR,
    N_("This cell begins with a quotation mark that is never closed, or not at its end."),
    N_("Put the mark at its end too; a quotation mark inside such a cell is written twice."),
)
NOT_UTF8 = Kind(
    ENCODING.code,
    ENCODING.severity,
    ENCODING.what,
    N_("In the spreadsheet choose “Save as” and the file type “CSV UTF-8”, then save."),
)

LACKING = N_("Put a parting sign for every cell that is empty, so that the line has as many as the first one.")
SURPLUS = N_("Put a cell that holds the parting sign between quotation marks, or take out what is too much.")

MOST_BYTES = 2_000_000  # as of a case file
_SIGNS = (";", "\t", ",")
_SAID = re.compile(r"\s*sep=(.)\s*", re.IGNORECASE)  # a line of Excel's own above the heads: which sign it is
_QUOTED = re.compile(r'[ \t]*"((?:[^"]|"")*)"[ \t]*')

Row = list[Scalar]


def uneven(kind: Kind, row: Row, heads: Row) -> Finding:
    """Return the finding for a line with another number of cells than the first one of its file."""
    mend = LACKING if len(row) < len(heads) else SURPLUS
    return replace(kind, mend=mend).at(row[0].place(0, len(row[0])), cells=len(row), columns=len(heads))


def read_sheet(file: Path, name: str) -> tuple[tuple[Row, ...] | None, tuple[Finding, ...]]:
    """Return the rows of `file`, shown under `name`, without empty ones, and what is wrong with the file.

    None where the file cannot be trusted. Cells lose the spaces around them.
    """
    text, findings = load_text(file, name, MOST_BYTES, windows=True)
    if text is None or not text.sure:
        return None, tuple(NOT_UTF8.at(f.place, **f.fields) if f.kind is ENCODING else f for f in findings)
    reader = _Reader(Page(name, text.written, text.read))
    return reader.rows(), (*findings, *reader.findings)


class _Reader:
    """One walk through a file, cell by cell."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = "\n".join(page.read)
        said = _SAID.fullmatch(page.read[0])
        first = 1 if said else 0
        self.sign = said[1] if said else _sign(next((line for line in page.read if line.strip()), ""))
        self.plain = re.compile(rf"[^\n{re.escape(self.sign)}]*")
        # Of the line that the reader has come to, and where it begins
        self.line, self.start = first, len(page.read[0]) + 1 if said else 0
        self.findings: list[Finding] = []

    def rows(self) -> tuple[Row, ...]:
        """Return all rows that have a word in them."""
        rows: list[Row] = [[]]
        at = self.start
        while True:
            cell, at = self._cell(at)
            rows[-1].append(cell)
            if at >= len(self.text):
                return tuple(row for row in rows if any(row))
            if self.text[at] == "\n":
                rows.append([])
                self.line, self.start = self.line + 1, at + 1
            at += 1

    def _cell(self, at: int) -> tuple[Scalar, int]:
        """Return the cell that begins at `at`, and where the sign or the line end behind it stands."""
        quoted = _QUOTED.match(self.text, at)
        if quoted and self.text[quoted.end() : quoted.end() + 1] in (self.sign, "\n", ""):
            cell = Scalar(quoted[1].replace('""', '"').strip(), self._mark(quoted.start(1) - 1, '"'))
            if breaks := quoted[0].count("\n"):
                self.line, self.start = self.line + breaks, at + quoted[0].rindex("\n") + 1
            return cell, quoted.end()
        plain = self.plain.match(self.text, at)
        assert plain is not None, "even no letter at all is a cell"
        words = plain[0].strip()
        cell = Scalar(words, self._mark(at + plain[0].find(words), ""))
        if words.startswith('"'):
            self.findings.append(OPEN_QUOTE.at(cell.place(0, len(words))))
        return cell, plain.end()

    def _mark(self, at: int, style: str) -> Mark:
        return Mark(self.page, self.line, at - self.start, style, self.sign == "," and not style)


def _sign(heads: str) -> str:
    """Return the sign that parts the cells of the first line; none is ever inside a name between quotation marks."""
    bare = re.sub(r'"[^"]*"', "", heads)
    return max(_SIGNS, key=bare.count)
