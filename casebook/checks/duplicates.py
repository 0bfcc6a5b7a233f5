"""One work that stands in the list of references twice, under two keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.definitions import folded
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.references.item import Item

ABOUT = About(
    N_("One work that stands in the list of references twice, under two keys."),
    N_("Each would get a number of its own, and the list would be one longer than a journal counts."),
    ("ICMJE Recommendations, IV.A.3.g",),
)
DUPLICATE = Kind(
    "structure.duplicate-reference",
    Severity.WARNING,
    N_("The references “{name}” and “{other}” are one work: the same {what}."),
    N_("Keep one of the two, and cite it by that key everywhere."),
)


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each reference that has the DOI, the PMID, or the title and year of one before it."""
    seen: dict[tuple[str, str], Item] = {}
    for key, item in case.references.items():
        marks = list(_marks(item.csl))
        same = next(((what, seen[mark]) for what, mark in marks if _is_one_work(mark, seen, item)), None)
        if same:
            yield DUPLICATE.at(item.place, name=key, other=same[1].key, what=same[0])
        for _, mark in marks:
            seen.setdefault(mark, item)


def _marks(csl: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield what tells a work, each with the words for it: DOI, PMID, title with year and first author."""
    for name in ("DOI", "PMID"):
        if value := str(csl.get(name) or "").strip().casefold():
            yield name, (name, value)
    title = re.sub(r"<[^<>]*>|[\W_]", "", folded(str(csl.get("title") or "")))
    year, author = _year(csl), _first_author(csl)
    if title and year and author:
        yield N_("title and year"), ("title", f"{title} {year} {author}")


def _is_one_work(mark: tuple[str, str], seen: Mapping[tuple[str, str], Item], item: Item) -> bool:
    """Say whether a mark was seen before; works of one title with different DOIs are two, such as a yearly report."""
    if mark not in seen:
        return False
    dois = {str(one.csl.get("DOI") or "").casefold() for one in (seen[mark], item)} - {""}
    return mark[0] != "title" or len(dois) < 2


def _year(csl: Mapping[str, object]) -> str:
    issued = csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    return str(parts[0][0]) if isinstance(parts, list | tuple) and parts and parts[0] else ""


def _first_author(csl: Mapping[str, object]) -> str:
    authors = csl.get("author")
    first = authors[0] if isinstance(authors, list | tuple) and authors else {}
    return folded(str(first.get("family") or first.get("literal") or "")) if isinstance(first, Mapping) else ""
