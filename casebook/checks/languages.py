"""An article in none of the languages that the journal takes."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal
from casebook.report.model import Report

ABOUT = About(
    N_("An article in none of the languages that the journal takes."),
    N_("A journal returns what it cannot print."),
    ("templates/journals/*/profile.yaml",),
)
OTHER_LANGUAGE = Kind(
    "journal.other-language",
    Severity.WARNING,
    N_("The full texts of this article are in {languages}; {journal} takes articles in {taken_languages}."),
    N_("Add a full text in that language, or choose another journal under “article:”."),
)


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield a warning where the journal takes none of the languages of the full texts."""
    taken = journal.profile.languages
    if set(taken).isdisjoint(case.file.languages) and not case.is_unread(("languages",)):
        own, wanted = ", ".join(case.file.languages), ", ".join(taken)
        place = case.at(("languages",))
        yield OTHER_LANGUAGE.at(place, languages=own, journal=journal.name, taken_languages=wanted)
