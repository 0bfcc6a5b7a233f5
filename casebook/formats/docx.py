"""A Report as a Word manuscript: plain, well structured, for supervisors, co-authors and reviewers to write into."""

from __future__ import annotations

from pathlib import Path

from casebook.formats.faults import blamed
from casebook.formats.word.manuscript import Manuscript
from casebook.formats.word.package import open_document, saved
from casebook.report.model import Report

SUFFIX = ".docx"


def write(report: Report, search: tuple[Path, ...]) -> bytes:
    """Return the article as a Word file; `search` are the template folders, the project's own first.

    Raises OwnTemplates when a style sheet of the project's own is not right; for a drawing also MissingCharacters.
    """
    with blamed(search):
        document = open_document(report, search)
        Manuscript(document, report, search).write()
        return saved(document)
