"""The facts of one BibTeX entry → CSL-JSON, with a finding for each that is missing or cannot be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from casebook.findings import Finding, Kind, Place
from casebook.references.bibtex.faults import (
    BROKEN_NAME,
    INSTITUTION,
    MISSING_FIELD,
    UNCERTAIN_DATE,
    UNCERTAIN_DOI,
    UNCERTAIN_PAGES,
    UNCERTAIN_URL,
    UNKNOWN_TYPE,
)
from casebook.references.bibtex.latex import decode, unescape
from casebook.references.bibtex.people import People, read_people
from casebook.references.dates import date_parts
from casebook.registry import nearest

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "book",
    "collection": "book",
    "proceedings": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "manual": "report",
    "misc": "document",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
}
# Words that each language has for itself; see casebook/references/words.py.
_GENRES = {"phdthesis": "dissertation", "mastersthesis": "master’s thesis"}
_TEXTS = {
    "volume": ("volume",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("address", "location"),
    "genre": ("type",),
    "PMID": ("pmid",),
}
_CONTAINERS: Mapping[object, str] = {
    "article-journal": "journal",
    "chapter": "booktitle",
    "paper-conference": "booktitle",
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_LANGUAGES = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "portuguese": "pt", "portuges": "pt", "brazilian": "pt-BR", "brazil": "pt-BR", "spanish": "es", "french": "fr",
    "german": "de", "ngerman": "de", "italian": "it",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """What a field says, as typed, and where."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Record:
    """One BibTeX entry: its type and fields in lower case, none of them empty."""

    type: str
    key: str
    fields: Mapping[str, Value]
    place: Place

    def value(self, *names: str) -> Value | None:
        """Return the first field of `names` that is there."""
        return next((self.fields[name] for name in names if name in self.fields), None)

    def text(self, *names: str) -> str:
        """Return that field as printed, or an empty string."""
        found = self.value(*names)
        return decode(found.text) if found else ""


@dataclass(slots=True)
class _Draft:
    """The CSL-JSON in the making."""

    record: Record
    csl: dict[str, object] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, name: str, value: object) -> None:
        if value:
            self.csl[name] = value

    def report(self, kind: Kind, value: Value | None, **fields: object) -> None:
        self.findings.append(kind.at(value.place if value else self.record.place, key=self.record.key, **fields))


def csl_item(record: Record) -> tuple[dict[str, object], tuple[Finding, ...]]:
    """Return the CSL-JSON of an entry (variables of CSL 1.0.2) and what is missing in it or cannot be right."""
    draft = _Draft(record)
    steps: tuple[Callable[[_Draft], None], ...] = (_type, _people, _titles, _texts, _date, _pages, _address, _language)
    for step in steps:
        step(draft)
    for name in _missing(draft):
        draft.report(MISSING_FIELD, None, field=name)
    return draft.csl, tuple(draft.findings)


def _type(draft: _Draft) -> None:
    written = draft.record.type
    kind = _TYPES.get(written, "book")
    if written not in _TYPES:
        near = nearest(written, list(_TYPES))
        draft.report(UNKNOWN_TYPE, None, type=written, names=f"@{near}" if near else ", ".join(f"@{t}" for t in _TYPES))
    draft.csl["type"] = "webpage" if kind == "document" and _url(draft.record) else kind
    draft.add("genre", _GENRES.get(written))


def _people(draft: _Draft) -> None:
    for name in ("author", "editor"):
        value = draft.record.value(name)
        people = read_people(value.text) if value else People(())
        draft.add(name, list(people.names))
        for broken in people.broken:
            draft.report(BROKEN_NAME, value, name=broken)
        for institution in people.institutions:
            draft.report(INSTITUTION, value, name=institution)


def _titles(draft: _Draft) -> None:
    record = draft.record
    subtitle = record.text("subtitle")
    draft.add("title", record.text("title") + (f": {subtitle}" if subtitle else ""))
    draft.add("container-title", record.text("journaltitle", "journal", "booktitle"))
    draft.add("container-title-short", record.text("shortjournal"))


def _texts(draft: _Draft) -> None:
    record = draft.record
    for name, fields in _TEXTS.items():
        draft.add(name, record.text(*fields))
    draft.add("number" if draft.csl["type"] == "report" else "issue", record.text("number", "issue"))
    edition = record.text("edition")
    digits = re.fullmatch(r"(\d+)\s*(?:st|nd|rd|th|[ªaº.])?\s*(?:ed\.?)?", edition)
    if edition.lower() in _ORDINALS:
        draft.add("edition", str(_ORDINALS.index(edition.lower()) + 1))
    else:
        draft.add("edition", digits[1] if digits else edition)


def _date(draft: _Draft) -> None:
    record = draft.record
    for name, fields in (("issued", ("date", "year")), ("accessed", ("urldate",))):
        value = record.value(*fields)
        if value is None:
            continue
        month = record.text("month") if "date" not in record.fields and name == "issued" else ""
        parts = date_parts(decode(value.text), month, record.text("day") if month else "")
        if parts is None:
            draft.report(UNCERTAIN_DATE, value, date=value.text)
        draft.add(name, {"date-parts": [list(parts)]} if parts else {"literal": decode(value.text)})


def _pages(draft: _Draft) -> None:
    value = draft.record.value("pages", "eid")
    if value is None:
        return
    written = re.sub(r"\s*[-‐‑–—−]+\s*", "-", decode(value.text))
    ranges = [_whole_range(pages.strip()) for pages in written.split(",")]
    if None in ranges:
        draft.report(UNCERTAIN_PAGES, value, pages=value.text)
    draft.add("page", ", ".join(known for known in ranges if known) if None not in ranges else written)


def _whole_range(pages: str) -> str | None:
    """Return a range with its last page in full ("453-74" → "453-474"), others as typed, None if they cannot be."""
    found = re.fullmatch(r"([A-Za-z]*)(\d+)-([A-Za-z]*)(\d+)", pages)
    if not found or found[3] not in ("", found[1]):
        return pages if re.fullmatch(r"\w.*(?<!-)", pages) else None
    prefix, first, last = found[1], found[2], found[4]
    last = first[: max(0, len(first) - len(last))] + last
    if int(last) < int(first):
        return None
    return f"{prefix}{first}-{prefix}{last}" if last != first else prefix + first


def _address(draft: _Draft) -> None:
    record = draft.record
    if value := record.value("doi"):
        doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", unescape(value.text), flags=re.IGNORECASE)
        if not re.fullmatch(r"10\.\d{4,9}/\S+", doi):
            draft.report(UNCERTAIN_DOI, value, doi=value.text)
        draft.add("DOI", doi)
    if value := _url(record):
        url = re.sub(r"^(?=www\.)", "https://", unescape(value.text))
        if not re.match(r"https?://[^/\s]+\.[^/\s]", url):
            draft.report(UNCERTAIN_URL, value, url=value.text)
        draft.add("URL", url)


def _url(record: Record) -> Value | None:
    """Return the address of the work; old entries hold it in `howpublished`."""
    old = record.value("howpublished")
    return record.value("url") or (old if old and re.search(r"\\url|https?://|www\.", old.text) else None)


def _language(draft: _Draft) -> None:
    written = draft.record.text("langid", "language").lower()
    tag = re.fullmatch(r"([a-z]{2,3})(?:[-_]([a-z]{2}))?", written)
    draft.add("language", _LANGUAGES.get(written) or (tag[1] + (f"-{tag[2].upper()}" if tag[2] else "") if tag else ""))


def _missing(draft: _Draft) -> Iterator[str]:
    """Return the fields that a reader needs to find the work and that the entry lacks."""
    if not {"author", "editor"} & set(draft.csl) and draft.csl["type"] != "webpage":
        yield "author"
    if "title" not in draft.csl:
        yield "title"
    if draft.csl["type"] in _CONTAINERS and "container-title" not in draft.csl:
        yield _CONTAINERS[draft.csl["type"]]
    if "issued" not in draft.csl and "accessed" not in draft.csl:
        yield "year"
