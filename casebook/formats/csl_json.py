"""An article's own entry as CSL-JSON, for Zotero, pandoc and every program that cites by CSL.

Source: CSL 1.0.2, appendix IV, and its schema of input data; rich text by the tags that citeproc-js reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from casebook.formats.entry.facts import Entry, entry_of
from casebook.formats.entry.inlines import Signs, marked
from casebook.nodes import Emphasis, Inline, Strong, Subscript, Superscript
from casebook.report.model import Byline, Report

TAKES = Report
SUFFIX = ".json"

_TAGS: Mapping[type[Inline], Signs] = {
    Emphasis: ("<i>", "</i>"),
    Strong: ("<b>", "</b>"),
    Superscript: ("<sup>", "</sup>"),
    Subscript: ("<sub>", "</sub>"),
}


def write(report: Report, search: tuple[Path, ...]) -> bytes:
    """Return the entry in a list of its own; nothing in it depends on the template folders `search`."""
    entry = entry_of(report)
    known = {name: fact for name, fact in _facts(entry).items() if fact}
    return (json.dumps([known], ensure_ascii=False, indent=2) + "\n").encode()


def _facts(entry: Entry) -> dict[str, object]:
    place, pages = entry.imprint, "-".join(filter(None, entry.pages))
    return {
        "id": entry.key,
        "type": "article-journal" if place else "manuscript",
        "title": marked(entry.title, _TAGS, str),
        "author": [_author(author) for author in entry.authors],
        "container-title": place.journal if place else "",
        "container-title-short": place.abbreviation if place else "",
        "ISSN": place.issn if place else "",
        "issued": {"date-parts": [[int(part) for part in entry.day.split("-")]]} if entry.day else None,
        "volume": place.volume if place else "",
        "issue": place.issue if place else "",
        "page": pages,
        "DOI": entry.doi,
        "language": entry.lang,
        "abstract": marked(entry.abstract, _TAGS, str),
        "keyword": "; ".join(entry.keywords),
        "note": entry.note,
    }


def _author(author: Byline) -> dict[str, str]:
    """Return a name in its parts; “Neto” or “Filho” belongs to the family name, as Brazil cites it."""
    if not author.family:
        return {"literal": author.name}
    parts = {"family": author.family, "given": author.forenames, "dropping-particle": author.particle}
    return {name: part for name, part in parts.items() if part}
