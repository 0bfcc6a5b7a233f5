"""A Report as a Word manuscript, set as its journal asks: for supervisors, co-authors and reviewers to write into."""

from __future__ import annotations

from pathlib import Path

from casebook.formats.faults import blamed
from casebook.formats.word.manuscript import Manuscript
from casebook.formats.word.package import open_document, saved
from casebook.formats.word.page import Page
from casebook.report.model import Report

SUFFIX = ".docx"


def write(report: Report, search: tuple[Path, ...]) -> bytes:
    """Return the article as a Word file; `search` are the template folders, the project's own first.

    Raises OwnTemplates when a style sheet of the project's own is not right; for a drawing also MissingCharacters.
    """
    with blamed(search):
        page = Page.of(report.manuscript)
        document = open_document(report, page, search)
        Manuscript(document, report, page, search).write()
        return saved(document)


def write_title_page(report: Report, search: tuple[Path, ...]) -> bytes:
    """Return a title page of its own as a Word file: title, authors, how long the article is, statements.

    Raises OwnTemplates, as `write` does.
    """
    with blamed(search):
        page = Page.of(report.manuscript, is_title_page=True)
        document = open_document(report, page, search)
        Manuscript(document, report, page, search).write_title_page()
        return saved(document)
