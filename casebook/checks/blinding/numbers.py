"""Numbers by which authors are found: of the ethics committee's approval, of grants, of ORCID."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.passages import Passage
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.prose import Text

NUMBER = Kind(
    "blinding.number",
    Severity.WARNING,
    N_("“{typed}” is a number by which reviewers find who wrote this article, and {journal} wants a copy without it."),
    N_("Leave it out here: “ethics”, “funding” and “authors” have it, and what they say is left out for reviewers."),
)
# Plataforma Brasil's number of a project, and ORCID's of a person, whosoever they are
_FORMS = (r"\d{8}\.\d\.\d{4}\.\d{3,4}", r"\d{4}[-–]\d{4}[-–]\d{4}[-–]\d{3}[\dX]")
_TOKEN = re.compile(r"(?<![\w./-])\w[\w./-]*\w")
_LEAST_DIGITS, _LEAST_SIGNS = 4, 5  # of what is taken for a number in a statement: COVID-19 is none, nor is a year
# What is a number and not a project's: a law, a day, a sum
_OF_A_LAW = re.compile(
    r"\b(?:resolu\w+|law|lei|act|decre\w+|portaria|ordinance|norma|directive|regulation)\b[^.;]{0,40}$", re.IGNORECASE
)
_NO_PROJECT = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d(?:-\d\d)?|\d{1,2}/\d{4}|\d{4}[/-]\d{4}|\d{1,3}[.,]\d{3}"
)


def numbers(passage: Passage, case: Case, journal: str) -> Iterator[Finding]:
    """Yield a finding for every such number that a passage prints; an author's own ORCID iD is told as the author."""
    persons = {author.orcid for author in case.file.authors}
    known = "|".join((*_FORMS, *map(re.escape, sorted(_own(case), key=len, reverse=True))))
    for found in re.finditer(rf"(?<!\w)(?:{known})(?!\w)", passage.raw):
        if found[0] not in persons:
            yield passage.tell_at(NUMBER, *found.span(), journal=journal)


def _own(case: Case) -> set[str]:
    """Return the numbers of the grants, and those that the statements on ethics and funding give."""
    ethics, funding = case.file.ethics, case.file.funding
    stated = (ethics.statement if ethics else None, funding)
    told = {number for text in stated if isinstance(text, Text) for number in _stated(text)}
    return told | {grant.number for grant in case.file.grants if len(grant.number) >= _LEAST_SIGNS}


def _stated(text: Text) -> Iterator[str]:
    """Yield what of a statement looks like the number of a project."""
    for said in text.versions.values():
        for found in _TOKEN.finditer(said):
            is_one = sum(map(str.isdigit, found[0])) >= _LEAST_DIGITS and len(found[0]) >= _LEAST_SIGNS
            if is_one and not (_NO_PROJECT.fullmatch(found[0]) or _OF_A_LAW.search(said[: found.start()])):
                yield found[0]
