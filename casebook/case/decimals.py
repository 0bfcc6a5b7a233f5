"""One advice for a whole case whose numbers are typed with another decimal mark than the one that it declares."""

from __future__ import annotations

from dataclasses import replace

from casebook.findings import Finding, in_order
from casebook.quantity.faults import DECIMAL_MARK, OFTEN_OTHER_MARK

_OFTEN = 3


def with_one_advice(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings, in the first of several about the decimal mark also what would settle them all."""
    wrong = in_order(finding for finding in findings if finding.kind == DECIMAL_MARK)
    if len(wrong) < _OFTEN:
        return findings
    other = "," if wrong[0].fields["mark"] == "." else "."
    first = replace(wrong[0], kind=OFTEN_OTHER_MARK, fields={**wrong[0].fields, "other": other})
    return tuple(first if finding == wrong[0] else finding for finding in findings)
