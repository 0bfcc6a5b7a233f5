"""A BibTeX file → items; a broken entry is reported and the others are kept."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bibtexparser import Library, parse_string
from bibtexparser.middlewares.parsestack import default_parse_stack
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    Field,
    ParsingFailedBlock,
)

from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity
from casebook.references.bibtex.fields import Record, Value, csl_item
from casebook.references.item import Item, Typed

# Its faults become findings; its log lines would reach the author's terminal.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

BROKEN_ENTRY = Kind(
    "references.broken-entry",
    Severity.ERROR,
    N_("The reference that begins here is not complete and was left out."),
    N_("See that every “{{” has its “}}”, every quotation mark its partner, and that a comma ends each field."),
)
DUPLICATE_KEY = Kind(
    "references.duplicate-key",
    Severity.ERROR,
    N_("Two references have the key “{key}”; the second one was left out."),
    N_("Give one of them another key, or delete it if it is the same work."),
)
DUPLICATE_FIELD = Kind(
    "references.duplicate-field",
    Severity.ERROR,
    N_("The reference “{key}” has the field “{field}” twice; only the first one is used."),
    N_("Delete one of the two."),
)
BAD_KEY = Kind(
    "references.key",
    Severity.ERROR,
    N_("The key “{key}” cannot be cited."),
    N_("Use letters, digits and the signs - _ : . only, without spaces, for example: {example}."),
)
UNKNOWN_WORD = Kind(
    "references.abbreviation",
    Severity.ERROR,
    N_("The field “{field}” of the reference “{key}” holds the abbreviation “{word}”, which is defined nowhere."),
    N_("Put the full text in braces: {field} = {{{word}}}."),
)
CONTROL_SIGN = Kind(
    "references.control-sign",
    Severity.ERROR,
    N_("This line holds an invisible sign that cannot be printed."),
    N_("Delete the words around it and type them again."),
)

_TYPED = {"DOI": ("doi",), "issued": ("date", "year"), "author": ("author",)}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_ENTRY_KEY = re.compile(r"@\w+\s*[{(]\s*([^\s,={}]+)")


@dataclass(frozen=True)
class _Sheet:
    """The lines of the file, to say where something stands."""

    name: str
    lines: list[str]

    def place(self, line: int | None, word: str = "") -> Place:
        """Return the place of `word` on or just after the line with index `line`, else of that line’s first word."""
        start = line or 0
        for index in range(start, min(start + 5, len(self.lines))):
            found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self.lines[index]) if word else None
            if found:
                return Place(self.name, index + 1, found.start() + 1, self.lines[index], len(word))
        text = self.lines[start] if start < len(self.lines) else ""
        return Place(self.name, start + 1, len(text) - len(text.lstrip()) + 1, text)

    def words(self, value: Value) -> Place:
        """Return the place of what a field says, on the line of its name; that of the name where it stands lower."""
        place, first = value.place, value.text.split("\n")[0]
        start = place.text.find(first, place.column - 1 + place.width)
        return replace(place, column=start + 1, width=len(first)) if first and start >= 0 else place


def read(text: str, name: str) -> tuple[dict[str, Item], tuple[Finding, ...]]:
    """Return the items of a BibTeX text by key, in its order, and the faults found.

    1. control signs become spaces; 2. the text is split into blocks; 3. repeated fields, repeated keys and broken
    entries are reported; 4. `@string` abbreviations are filled in; 5. each entry becomes CSL-JSON.
    """
    sheet = _Sheet(name, text.split("\n"))
    findings = [
        CONTROL_SIGN.at(Place(name, index + 1, found.start() + 1, _CONTROL.sub(" ", line)))
        for index, line in enumerate(sheet.lines)
        if (found := _CONTROL.search(line))
    ]
    split = parse_string(_CONTROL.sub(" ", text), parse_stack=[])
    library = Library([_with_single_fields(block, sheet, findings) for block in split.blocks], False)
    findings += _broken(library.blocks, sheet)
    for step in default_parse_stack():
        library = step.transform(library)
    items: dict[str, Item] = {}
    for entry in library.entries:
        record = _record(entry, sheet)
        try:
            csl, faults = csl_item(record)
        except RecursionError:  # thousands of braces in each other
            findings.append(BROKEN_ENTRY.at(record.place))
            continue
        findings += (*_faults(entry, sheet), *faults)
        items[record.key] = Item(record.key, csl, record.place, _typed(record, sheet))
    return items, tuple(findings)


def _with_single_fields(block: Block, sheet: _Sheet, findings: list[Finding]) -> Block:
    """Return the block with the first of each field; what was repeated is added to `findings`."""
    if not isinstance(block, DuplicateFieldKeyBlock) or not isinstance(block.ignore_error_block, Entry):
        return block
    entry, first = block.ignore_error_block, dict[str, Field]()
    for field in entry.fields:
        if field is not first.setdefault(field.key, field):
            place = sheet.place(field.start_line, field.key)
            findings.append(DUPLICATE_FIELD.at(place, key=entry.key, field=field.key))
    return Entry(entry.entry_type, entry.key, list(first.values()), entry.start_line, entry.raw)


def _broken(blocks: list[Block], sheet: _Sheet) -> Iterator[Finding]:
    for block in blocks:
        if isinstance(block, DuplicateBlockKeyBlock):
            yield DUPLICATE_KEY.at(sheet.place(block.start_line, block.key), key=block.key)
        elif isinstance(block, ParsingFailedBlock):
            key = _ENTRY_KEY.search(block.raw or "")
            yield BROKEN_ENTRY.at(sheet.place(block.start_line, key[1] if key else ""))


def _faults(entry: Entry, sheet: _Sheet) -> Iterator[Finding]:
    """Return what is wrong with an entry's key and its abbreviations."""
    if not re.fullmatch(r"\w[\w:.+-]*", entry.key):
        example = re.sub(r"[^\w:.+-]+", "-", entry.key).strip("-") or "silva2020"
        yield BAD_KEY.at(sheet.place(entry.start_line, entry.key), key=entry.key, example=example)
    for field in entry.fields:
        if field.enclosing == "no-enclosing" and field.key.lower() != "month":
            place = sheet.place(field.start_line, field.key)
            yield UNKNOWN_WORD.at(place, field=field.key, key=entry.key, word=field.value)


def _record(entry: Entry, sheet: _Sheet) -> Record:
    fields = {
        field.key.lower(): Value(str(field.value), sheet.place(field.start_line, field.key))
        for field in reversed(entry.fields)
        if str(field.value).strip()
    }
    return Record(entry.entry_type.lower(), entry.key, fields, sheet.place(entry.start_line, entry.key))


def _typed(record: Record, sheet: _Sheet) -> dict[str, Typed]:
    """Return what was typed in the fields that checks look at, each where its words begin."""
    found = {name: value for name, fields in _TYPED.items() if (value := record.value(*fields))}
    return {name: Typed(value.text, sheet.words(value)) for name, value in found.items()}
