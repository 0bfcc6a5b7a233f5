"""Questions asked of a case before it is published: one file each, run together by `check`."""

from __future__ import annotations

from casebook.case import Case
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity, in_order
from casebook.registry import Registry

IDLE = Kind(
    "exceptions.idle",
    Severity.WARNING,
    N_("The exception “{code}” excuses nothing that was found."),
    N_("Copy the code from the brackets behind a warning (an error cannot be excused), or take the exception out."),
)
CHECKS = Registry(__name__, ("mentions", "unread", "parity", "consent", "characters"))


def check(case: Case) -> tuple[Finding, ...]:
    """Return what all checks find in a case, in order."""
    return in_order(finding for name in CHECKS for finding in CHECKS.load(name).run(case))


def without_exceptions(findings: tuple[Finding, ...], case: Case) -> tuple[Finding, ...]:
    """Return the findings but those that the authors let stand with a reason; an error cannot be let stand.

    An exception that excuses nothing is a finding itself: its code may be misspelt, or the fault is mended.
    """
    excusable = {finding.code for finding in findings if not finding.is_error}
    excused = {exemption.code: number for number, exemption in enumerate(case.file.exceptions)}
    idle = (
        IDLE.at(case.at(("exceptions", number, "code")), code=code)
        for code, number in excused.items()
        if code not in excusable
    )
    return in_order((*(f for f in findings if f.is_error or f.code not in excused), *idle))
