"""A case that leaves the desk without a word on the patient's consent."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("A case that leaves the desk without a word on the patient’s consent."),
    N_("Consent to publication is obtained, and the article says so."),
    ("CARE 2013, item 13", "ICMJE Recommendations, II.E"),
)
NO_CONSENT = Kind(
    "consent.missing",
    Severity.WARNING,
    N_("The article says nothing of the patient’s consent to publication."),
    N_("Write under “consent:” who consented, and how (CARE, item 13)."),
)


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning where a case that is no draft has no statement of consent."""
    if case.file.consent is None and case.file.status != "draft" and not case.is_unread(("consent",)):
        yield NO_CONSENT.at(case.at(("status",)))
