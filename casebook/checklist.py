"""The CARE checklist of one case, filled: in words for the terminal, and as a page for the journal, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from casebook.care import Line, judge
from casebook.care.items import ADDRESS
from casebook.case import Case
from casebook.errors import N_
from casebook.journals import ANY, Journal
from casebook.languages import Language
from casebook.nodes import Figure, Heading, Table, plain
from casebook.report.model import Report
from casebook.templating import find_template, load_templates

SHOWN, OPEN, NOT_APPLICABLE = N_("reported"), N_("not found"), N_("not applicable")
ON_PAGE, FROM_PAGE = N_("{part}, page {page}"), N_("{part}, from page {page}")
_FRONT = N_("Title page")


@dataclass(frozen=True, slots=True)
class Row:
    """One line in words: what it asks, how it stands, where in the article, where in the source, or why not at all.

    `reason_tag` is the tag of the language of `reason`, where its authors gave it in another one alone; else "".
    """

    number: str
    topic: str
    asks: str
    standing: str
    is_open: bool
    where: str
    source: str
    reason: str
    reason_tag: str


def rows_of(
    case: Case, journal: Journal, language: Language, report: Report | None, pages: Mapping[str, int]
) -> tuple[Row, ...]:
    """Return the 30 lines worded in `language`.

    `report` is the article whose headings are named, `pages` says where in its PDF each part begins; both may be empty.
    """
    headings = _headings(report) if report else {}
    return tuple(_row(line, journal, language, headings, pages) for line in judge(case, journal))


def write_checklist(
    rows: tuple[Row, ...], title: str, language: Language, search: tuple[Path, ...], *, is_paged: bool
) -> bytes:
    """Return the filled checklist as a page; `is_paged` says that it names pages of a PDF."""
    style = find_template(search, "styles/checklist.css").read_text(encoding="utf-8")
    template = load_templates(search, language).get_template("checklist.html")
    page = template.render(
        rows=rows, title=title, language=language, style=Markup(style), address=ADDRESS, is_paged=is_paged
    )
    return page.encode()


def _row(
    line: Line, journal: Journal, language: Language, headings: Mapping[str, str], pages: Mapping[str, int]
) -> Row:
    standing = SHOWN if line.shown else OPEN if line.is_open else NOT_APPLICABLE
    reason, tag = _reason(line, journal, language)
    return Row(
        line.item.code,
        language.words(line.item.topic),
        language.words(line.item.asks),
        language.words(standing),
        line.is_open,
        _where(line.shown.anchor, language, headings, pages) if line.shown else "",
        f"{Path(line.shown.place.file).name}:{line.shown.place.line}" if line.shown else "",
        "" if line.shown else reason,
        "" if line.shown else tag,
    )


def _reason(line: Line, journal: Journal, language: Language) -> tuple[str, str]:
    """Return why a line does not apply, and the language of these words where they are in another one."""
    if line.reason is None:
        name = language.words(ANY) if journal.name == ANY else journal.name
        return language.words(line.rule, journal=name), ""
    own = line.reason.get(language.code)
    code = next(iter(line.reason.codes), "")
    return (str(own), "") if own else (str(line.reason.get(code) or ""), code)


def _where(anchor: str, language: Language, headings: Mapping[str, str], pages: Mapping[str, int]) -> str:
    """Return the part of the article in which a line is shown, and the page on which that part begins."""
    known = next((one for one in (anchor, anchor.rpartition(".")[0]) if one in headings or one in pages), anchor)
    part = headings.get(known, "") or (language.words(_FRONT) if known == "article" else "")
    page, words = pages.get(known), FROM_PAGE if known.startswith("sec-") else ON_PAGE
    return language.words(words, part=part, page=page) if page and part else part


def _headings(report: Report) -> Mapping[str, str]:
    """Return the words of every heading, figure and table of an article, by their anchors."""
    found: dict[str, str] = {}
    for block in (*report.body, *report.back):
        match block:
            case Heading(anchor=anchor, children=children):
                found[anchor] = plain(children)
            case Figure(anchor=anchor, label=label) | Table(anchor=anchor, label=label):
                found[anchor] = label
    return found
