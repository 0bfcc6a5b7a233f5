"""References that a reader could not find: no DOI or PMID, a DOI in another form, authors cut short, a wrong year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.references.item import Item
from casebook.references.names import OTHERS

ABOUT = About(
    N_(
        "References that a reader could not find: no DOI or PMID, a DOI in another form, authors cut short, a year "
        "that cannot be."
    ),
    N_(
        "A reference is there to be found. Journals ask for the DOI where there is one, print as many authors as their "
        "style wants and shorten the list themselves, and index what they are given: a slip stays."
    ),
    (
        "Citing Medicine, 2nd ed., chapter 1",
        "Cureus: author instructions, references",
        "DOI Handbook, 2.2",
    ),
)
NO_DOI = Kind(
    "references.no-doi",
    Severity.NOTE,
    N_("The reference “{key}” has neither a DOI nor a PMID."),
    N_("Look it up on search.crossref.org or in PubMed, and add it; an old article may have none."),
)
DOI_FORM = Kind(
    "references.doi-form",
    Severity.WARNING,
    N_("“{typed}” is more than the DOI of “{key}”."),
    N_("Write the DOI alone: {doi}."),
)
CUT_SHORT = Kind(
    "references.cut-short",
    Severity.WARNING,
    N_("The authors of “{key}” end with “{typed}”."),
    N_("Write all of them, with “and” between two; casebook shortens the list as the journal does."),
)
LATER = Kind(
    "references.year",
    Severity.WARNING,
    N_("The work “{key}” is of {year}, and this article of {other}."),
    N_("Correct the year, or the dates under “article:”."),
)
TOO_OLD = Kind(LATER.code, Severity.WARNING, N_("The work “{key}” is of {year}."), N_("Correct the year."))
_OLDEST = 1800
_SHOWN = 6  # authors that the Vancouver style prints before “et al.”

_PREFIX = re.compile(r"^\s*(?:(?:https?://)?(?:dx\.)?doi\.org/|doi\s*:?\s*)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_CUT_SHORT = re.compile(
    r"(?:\band\s+)?(?:\bet\.?\s+al\b\.?|\band\s+(?:colleagues|co-?workers)\b|\be\s+(?:col(?:s|aboradores)?\b\.?|outros)"
    r"|\bothers)\s*$",
    re.IGNORECASE,
)


def run(case: Case) -> Iterator[Finding]:
    """Yield what is wrong with each reference; what cannot be read at all is told by the reader of the file."""
    latest = _latest_year(case)
    for item in case.references.values():
        if item.csl.get("type") == "article-journal" and not (item.csl.get("DOI") or item.csl.get("PMID")):
            yield NO_DOI.at(item.place, key=item.key)
        yield from _doi(item)
        yield from _authors(item)
        yield from _year(item, latest)


def _doi(item: Item) -> Iterator[Finding]:
    """Yield a warning for an address, a “doi:” in front, or blanks inside, where the DOI itself is plain."""
    typed = item.typed.get("DOI")
    if typed is None or _DOI.fullmatch(typed.text) or "\\" in typed.text:
        return
    bare = re.sub(r"\s+", "", _PREFIX.sub("", typed.text)).rstrip(".,;")
    if _DOI.fullmatch(bare):
        yield DOI_FORM.at(typed.place, key=item.key, typed=typed.text, doi=bare).mended_by(bare)


def _authors(item: Item) -> Iterator[Finding]:
    """Yield a warning where the list of authors breaks off before a journal's own would."""
    typed, names = item.typed.get("author"), item.csl.get("author")
    end = _CUT_SHORT.search(typed.text) if typed else None
    if typed and end and isinstance(names, list):
        is_long = names[-1] == OTHERS and len(names) > _SHOWN
        if not is_long:
            yield CUT_SHORT.at(typed.at(*end.span()), key=item.key, typed=" ".join(end[0].split()))


def _year(item: Item, latest: int | None) -> Iterator[Finding]:
    issued = item.csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    if not parts:
        return
    place = item.typed["issued"].place if "issued" in item.typed else item.place
    year = int(parts[0][0])
    if latest is not None and year > latest:
        yield LATER.at(place, key=item.key, year=year, other=latest)
    if year < _OLDEST:
        yield TOO_OLD.at(place, key=item.key, year=year)


def _latest_year(case: Case) -> int | None:
    """Return the last year in which a cited work can have appeared; one more where the article is still on its way."""
    dates = case.file.article.dates
    if dates.published:
        return dates.published.year
    known = [day.year for day in (dates.received, dates.revised, dates.accepted) if day]
    return max(known) + 1 if known else None
