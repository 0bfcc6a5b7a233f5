"""What an article's own entry says, whichever notation it is written in.

Only what is published has a journal, a place in it and a DOI: all else says in a note what it is, so that no reference
manager takes a draft or a fictional case for a publication.
"""

from __future__ import annotations

from dataclasses import dataclass

from casebook.errors import N_
from casebook.formats.entry.inlines import unset
from casebook.nodes import Gap, Inline, Words, plain
from casebook.report.model import Byline, Imprint, Report

UNPUBLISHED = N_("Not published in this form.")


@dataclass(frozen=True, slots=True)
class Entry:
    """The facts of one entry; "" stands for what is not known.

    `key` is the file's name without its suffix, `day` ISO 8601; `imprint` is None for what is not published.
    """

    key: str
    lang: str
    title: tuple[Inline, ...]
    authors: tuple[Byline, ...]
    day: str
    doi: str
    abstract: tuple[Inline, ...]
    keywords: tuple[str, ...]
    note: str
    imprint: Imprint | None

    @property
    def year(self) -> str:
        return self.day[:4]

    @property
    def pages(self) -> tuple[str, str]:
        """First and last page, or the number that stands for them and ""."""
        first, _, last = (self.imprint.elocation if self.imprint else "").replace("–", "-").partition("-")
        return first.strip(), last.strip("- ")


def entry_of(report: Report) -> Entry:
    """Return what the entry of an article says, in the article's language."""
    front, imprint = report.fronts[0], report.imprint
    note = unset(" ".join(plain(notice.children) for notice in report.notices))
    return Entry(
        key=report.stem,
        lang=report.lang,
        title=front.title,
        authors=report.authors,
        day=(imprint.date if imprint else report.date) or "",
        doi=(report.doi or "") if imprint else "",
        abstract=_abstract(report),
        keywords=tuple(map(unset, front.said_keywords)),
        note=note or ("" if imprint else report.language.words(UNPUBLISHED)),
        imprint=imprint,
    )


def _abstract(report: Report) -> tuple[Inline, ...]:
    """Return the abstract in one paragraph, its labels before its parts, the marks of gaps left out."""
    nodes: list[Inline] = []
    for part in report.fronts[0].abstract:
        said = tuple(node for node in part.children if not isinstance(node, Gap))
        if said:
            nodes += [Words(" ")] * bool(nodes) + [Words(f"{part.label}: ")] * bool(part.label) + [*said]
    return tuple(nodes)
