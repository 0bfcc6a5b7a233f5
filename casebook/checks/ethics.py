"""Approval by an ethics committee: missing where the journal asks for it, or with a number that cannot be a CAAE."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casebook.case import Case
from casebook.case.texts import every_text
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity
from casebook.journals import Journal
from casebook.prose import Text
from casebook.report.model import Report

ABOUT = About(
    N_("Approval by an ethics committee: missing where the journal asks for it, or with a number that is no CAAE."),
    N_(
        "In Brazil a case report goes to a research ethics committee before it is published, and Plataforma Brasil "
        "gives it a CAAE. Rules change: the journal's profile says where and when they were read. Only the form of the "
        "number is looked at."
    ),
    ("CONEP Circular Letter 166/2018", "templates/journals/*/profile.yaml"),
)
_WRITE = N_("Write it under “ethics:”.")
_RULE = N_("Write it under “ethics:”; look the rule up: {source} (read on {checked}).")
MISSING = Kind(
    "ethics.missing",
    Severity.WARNING,
    N_("The article says nothing of approval by an ethics committee, and {journal} asks for it."),
    _RULE,
)
NO_NUMBER = Kind(
    "ethics.no-caae",
    Severity.WARNING,
    N_("The statement of ethics approval gives no CAAE, and {journal} asks for it."),
    _RULE,
)
NOT_A_CAAE = Kind(
    "ethics.caae",
    Severity.WARNING,
    N_("“{typed}” does not have the form of a CAAE."),
    N_("Copy it from Plataforma Brasil; it looks like this: 00000000.0.0000.0000."),
)

_TYPED = re.compile(r"\bCAAE\b[\s:,(]*(?:n(?:úmero|umber|o)?\b[.º°]*|[Nn][º°])?[\s:]*(\d[\d.\s/-]*\d)")
# The second is that of the years before Plataforma Brasil (SISNEP)
_FORMS = re.compile(r"\d{8}\.\d\.\d{4}\.\d{4}|\d{4}\.\d\.\d{3}\.\d{3}-\d{2}")


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield a warning for each number that cannot be a CAAE, and for what the journal asks for and the case lacks."""
    numbers = False
    for _, text in every_text(case.file):
        for passage in text.versions.values():
            for match in _TYPED.finditer(passage):
                numbers = True
                if not _FORMS.fullmatch(match[1]):
                    yield NOT_A_CAAE.at(passage.place(match.start(1), len(match[1])), typed=match[1])
    asked = journal.profile.ethics
    if not asked or case.file.status == "draft" or case.is_unread(("ethics",)):
        return
    if not _is_said(case):
        yield _asked(MISSING, case.at(("status",)), journal)
    elif asked == "caae" and not numbers and not (case.file.ethics and case.file.ethics.caae):
        yield _asked(NO_NUMBER, case.source.key(("ethics",)), journal)


def _asked(kind: Kind, place: Place, journal: Journal) -> Finding:
    """Return what the journal asks for and the case lacks, with the origin of the rule where the profile tells it."""
    origin = next(iter(journal.origins_of("ethics").values()), None)
    if origin is None:
        return replace(kind, mend=_WRITE).at(place, journal=journal.name)
    return kind.at(place, journal=journal.name, source=origin.source, checked=origin.checked)


def _is_said(case: Case) -> bool:
    ethics = case.file.ethics
    if ethics is None:
        return False
    words = ethics.statement.codes if isinstance(ethics.statement, Text) else (ethics.statement,)
    return bool(words or ethics.committee.codes or ethics.caae)
