"""The CARE checklist of a kit, filled: a table for Word, and the printed article whose pages it names."""

from __future__ import annotations

from casebook.bundles.kit.submission import KitFile, Made, Submission
from casebook.care.items import ADDRESS
from casebook.checklist import Row, rows_of
from casebook.errors import N_
from casebook.formats.word.sheet import Sheet
from casebook.languages import Language
from casebook.nodes import Cell, Column, Foreign, Inline, Link, Paragraph, Strong, Table, Words

_WHAT = N_("The CARE checklist, filled with part and page; you answer for every line.")
_PAGES = N_("The article as a PDF: the pages in the checklist are those of this file, so that both go together.")
_AFTER = N_(
    "After the CARE guidelines of 2013 for case reports; the lines are worded anew, and the official form is at"
)
_WHERE = N_("Pages are those of the PDF that is submitted with this checklist.")
_OPEN = N_("CARE checklist: nothing was found for {lines}. Write it into the case, or the reason into the checklist.")
_HEADS = (N_("Line"), N_("What it asks for"), N_("Standing"), N_("Where, or why not"))


def make(submission: Submission) -> Made:
    """Return the checklist in the language of the article, and the article with its pages."""
    report, here = submission.for_reviewers, submission.language.words
    printed, pages = submission.printed
    rows = rows_of(submission.case, submission.journal, report.language, report, pages)
    words = report.language.words
    lead = (Words(words(_AFTER) + " "), Link(ADDRESS, (Words("care-statement.org"),)), Words(". " + words(_WHERE)))
    title = words("CARE checklist")
    parts = (Paragraph((Strong(report.fronts[0].title),)), Paragraph(lead), _table(rows, report.language))
    open_lines = ", ".join(row.number for row in rows if row.is_open)
    return Made(
        (
            KitFile("care-checklist.docx", submission.sheet(Sheet(title, title, parts), report), here(_WHAT)),
            KitFile("article-with-pages.pdf", printed, here(_PAGES)),
        ),
        (here(_OPEN, lines=open_lines),) if open_lines else (),
    )


def _table(rows: tuple[Row, ...], language: Language) -> Table:
    words = language.words
    columns = tuple(Column((Words(words(head)),), number == 1, "start") for number, head in enumerate(_HEADS))
    return Table("", words("CARE checklist"), (), columns, tuple(map(_cells, rows)), (), (), is_wide=False)


def _cells(row: Row) -> tuple[Cell, ...]:
    where: tuple[Inline, ...] = (Words(row.where or row.reason),)
    texts: tuple[tuple[Inline, ...], ...] = (
        (Words(row.number),),
        (Strong((Words(row.topic),)), Words(f". {row.asks}")),
        (Words(row.standing),),
        (Foreign(row.reason_tag, where),) if row.reason_tag else where,
    )
    return tuple(Cell((Paragraph(text),)) for text in texts)
