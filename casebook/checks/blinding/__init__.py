"""What would tell reviewers who wrote a blinded copy: the authors, their hospital, their own work, their pictures."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.blinding.passages import printed
from casebook.checks.blinding.people import AUTHOR, authors
from casebook.checks.blinding.pictures import FILE_NAME, METADATA, pictures
from casebook.checks.blinding.places import WORKPLACE, workplaces
from casebook.checks.blinding.work import OWN_WORK, SELF_CITATION, own_work
from casebook.errors import N_
from casebook.findings import Finding
from casebook.journals import Journal
from casebook.report.model import Report

__all__ = ["ABOUT", "AUTHOR", "FILE_NAME", "METADATA", "OWN_WORK", "SELF_CITATION", "WORKPLACE", "run"]

ABOUT = About(
    N_(
        "What would tell reviewers who wrote a blinded copy: names, workplaces, the authors' own work, what pictures "
        "tell besides themselves."
    ),
    N_(
        "A journal that does not tell reviewers who wrote an article wants a copy that does not tell them either. "
        "casebook leaves out what stands outside the text; the text itself only its authors can change. It is asked "
        "only where the journal's profile wants a blinded copy."
    ),
    ("ICMJE Recommendations, II.C.2", "templates/journals/*/profile.yaml"),
)


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield what gives the authors away, where the journal wants a copy that does not name them."""
    if "blinded" not in journal.profile.submission.files:
        return
    for passage in printed(case):
        yield from authors(passage, case, journal.name)
        yield from workplaces(passage, case, journal.name)
    yield from own_work(case)
    yield from pictures(case)
