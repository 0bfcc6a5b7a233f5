"""A file of references, in any notation we know, becomes items by key, with its faults as findings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol, cast

from casebook.errors import N_, reason_of
from casebook.findings import Finding, Kind, Place, Severity
from casebook.references.item import Item
from casebook.registry import Registry

# By the suffix of the file; each module has `read(text, name)`.
READERS = Registry(__name__, ("bib",))

UNREADABLE = Kind(
    "references.unreadable",
    Severity.ERROR,
    N_("The list of references “{file}” cannot be read: {reason}."),
    N_("Check the name of the file and that you may open it."),
)
UNKNOWN_NOTATION = Kind(
    "references.notation",
    Severity.ERROR,
    N_("A list of references cannot be read from “{file}”."),
    N_("Use one of these kinds of file: {names}. Reference managers export them (Zotero, Mendeley, EndNote: BibTeX)."),
)
NOT_UTF8 = Kind(
    "references.encoding",
    Severity.ERROR,
    N_("The list of references “{file}” is not saved as UTF-8."),
    N_("Open it in your editor and save it with the encoding UTF-8; accents are lost otherwise."),
)

Read = tuple[Mapping[str, Item], tuple[Finding, ...]]


class _Reader(Protocol):
    def read(self, text: str, name: str) -> Read: ...


def read_references(file: Path, name: str) -> Read:
    """Return the items of `file` by key, in its order, and its faults; `name` is how findings call it.

    An item with a fault is kept where it can be read at all; a file that cannot be read gives no items and one finding.
    """
    suffix = file.suffix.lower().lstrip(".")
    if suffix not in READERS.names:
        return {}, (UNKNOWN_NOTATION.at(Place(name), file=name, names=", ".join(f".{known}" for known in READERS)),)
    try:
        data = file.read_bytes()
    except OSError as fault:
        return {}, (UNREADABLE.at(Place(name), file=name, reason=reason_of(fault)),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return {}, (NOT_UTF8.at(_place_of_byte(data, fault.start, name), file=name),)
    reader = cast(_Reader, READERS.load(suffix))
    return reader.read(text.replace("\r\n", "\n").replace("\r", "\n"), name)


def _place_of_byte(data: bytes, offset: int, name: str) -> Place:
    before = data[:offset].decode("utf-8", "replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Place(name, line, column, data.decode("utf-8", "replace").split("\n")[line - 1])
