"""Questions asked of a case before it is published: one file each, run together by `check`."""

from __future__ import annotations

from casebook.case import Case
from casebook.findings import Finding, in_order
from casebook.registry import Registry

CHECKS = Registry(__name__, ("mentions", "characters"))


def check(case: Case) -> tuple[Finding, ...]:
    """Return what all checks find in a case, in order."""
    return in_order(finding for name in CHECKS for finding in CHECKS.load(name).run(case))


def without_exceptions(findings: tuple[Finding, ...], case: Case) -> tuple[Finding, ...]:
    """Return the findings but those that the authors let stand with a reason; an error cannot be let stand."""
    excused = {exemption.code for exemption in case.file.exceptions}
    return tuple(finding for finding in findings if finding.is_error or finding.code not in excused)
