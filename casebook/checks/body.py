"""An article that leaves the desk without any text."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.case.texts import every_text
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("An article that leaves the desk without any text."),
    N_("A release of nothing but a title is a slip."),
    ("CARE 2013, items 4 to 11",),
)
NO_TEXT = Kind(
    "structure.no-text",
    Severity.ERROR,
    N_("The article has no text, and its status is “{status}”."),
    N_("Write it under “sections:”, or set “status: draft”."),
)


def run(case: Case) -> Iterator[Finding]:
    """Yield an error where a case that is no draft has no section with words in it."""
    has_text = any(text.codes for _, text in every_text(case.file.sections))
    if not has_text and case.file.status != "draft" and not case.is_unread(("sections",)):
        yield NO_TEXT.at(case.at(("status",)), status=case.file.status)
