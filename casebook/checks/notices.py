"""A notice of a correction or retraction that the article would not print."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("A notice of a correction or a retraction that the article would not print."),
    N_(
        "A notice stands with the article and says what became of it; one that was written while the status "
        "says otherwise reaches nobody."
    ),
    ("COPE, Retraction Guidelines",),
)
IDLE = Kind(
    "notices.idle",
    Severity.WARNING,
    N_("The notice is not printed, since the status of the case is “{status}”."),
    N_("Write “status: corrected” or “status: retracted”, or take the notice out."),
)


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning where there is a notice and the article is neither corrected nor retracted."""
    if case.file.article.notice and case.file.status not in ("corrected", "retracted"):
        yield IDLE.at(case.source.key(("article", "notice")), status=case.file.status)
