"""An article's own entry in RIS, for EndNote, Mendeley and the importers of most catalogues.

Source: Research Information Systems, “RIS Format Specifications” (a tag, two spaces, a hyphen; lines end in CR LF).
RIS has no marks within words: raised and lowered figures are written by Unicode's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casebook.formats.entry.facts import Entry, entry_of
from casebook.formats.entry.inlines import unset
from casebook.formats.typed.inlines import written
from casebook.report.model import Report

TAKES = Report
SUFFIX = ".ris"


def write(report: Report, search: tuple[Path, ...]) -> bytes:
    """Return the entry; nothing in it depends on the template folders `search`."""
    lines = (f"{tag}  - {unset(value)}\r\n" for tag, value in _tags(entry_of(report)) if value)
    return ("".join(lines) + "ER  - \r\n").encode()


def _tags(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the tags of the entry in their order."""
    place, (first, last) = entry.imprint, entry.pages
    yield "TY", "JOUR" if place else "UNPB"
    yield "ID", entry.key
    yield "TI", written(entry.title)
    for author in entry.authors:
        yield "AU", ", ".join(filter(None, (author.family, author.given))) or author.name
    yield "PY", entry.year
    yield "DA", entry.day.replace("-", "/")
    if place:
        yield "T2", place.journal
        yield "J2", place.abbreviation
        yield "VL", place.volume
        yield "IS", place.issue
        yield "SP", first
        yield "EP", last
        yield "SN", place.issn
    yield "DO", entry.doi
    yield "LA", entry.lang
    yield "AB", written(entry.abstract)
    yield from (("KW", word) for word in entry.keywords)
    yield "N1", entry.note
