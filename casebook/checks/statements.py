"""Statements that every journal prints and the case does not make: who paid for the work, and conflicts of interest."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal
from casebook.report.model import Report

ABOUT = About(
    N_("Statements that every journal prints and the case does not make: funding, and conflicts of interest."),
    N_(
        "Readers must know who paid for a work and what its authors may gain by it; to have neither is a statement too."
    ),
    ("ICMJE Recommendations, II.B and IV.A.3.a",),
)
MISSING = Kind(
    "statements.missing",
    Severity.WARNING,
    N_("The case does not say what every journal asks for: {names}."),
    N_(
        "Write it under that name; where there is nothing to say, write “none” there, and casebook prints the sentence."
    ),
)
_ASKED = ("funding", "conflicts")


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield a warning with the statements that are missing; none of a draft, where much is still to come."""
    if case.file.status == "draft":
        return
    given = {name: getattr(case.file, name) for name in _ASKED}
    lacking = [name for name, said in given.items() if said is None or (said != "none" and not said.codes)]
    names = ", ".join(name for name in lacking if not case.is_unread((name,)))
    if names:
        yield MISSING.at(case.at(("status",)), names=names)
