"""What CARE asks of a case report and nothing in the case shows."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.care import judge
from casebook.care.items import ADDRESS, ITEMS
from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal
from casebook.report.model import Report

ABOUT = About(
    N_("What the CARE checklist asks for and nothing in the case shows."),
    N_(
        "Many journals want the filled checklist with the manuscript. A machine sees whether something is there, "
        "not whether it is enough: read the list of “casebook care” yourself."
    ),
    ("CARE 2013, " + ADDRESS,),
)
NEEDS_ALL = True  # what is left out may be what it looks for
_WHAT = N_("CARE, item {item} ({what}): nothing in the case shows it.")
_MEND = N_(
    "Write it, see “casebook care”; or say under “exceptions” why it does not apply: {{code: care.{item}, reason: …}}."
)
KINDS = {item.code: Kind(f"care.{item.code}", Severity.NOTE, _WHAT, _MEND) for item in ITEMS}


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield a note for every line that nothing shows; of a draft, which lacks many, only for those with a reason."""
    is_draft = case.file.status == "draft"
    for line in judge(case, journal):
        is_lacking = not (line.shown or line.rule)
        if is_lacking and (line.reason or not is_draft):  # one with a reason is excused, draft or not
            place = case.source.key(("sections", "case"))
            yield KINDS[line.item.code].at(place, item=line.item.code, what=line.item.topic)
