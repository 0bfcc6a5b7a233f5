"""What may tell who the patient is: names, days, places, numbers, in every text, file name and picture."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.identity.days import DATE, EXACT, OLD, ages, days
from casebook.checks.identity.numbers import (
    CNS,
    CNS_LIKE,
    CPF,
    CPF_LIKE,
    EMAIL,
    PHONE,
    POSTCODE,
    PROFILE,
    RECORD,
    RG,
    numbers,
)
from casebook.checks.identity.passages import passages
from casebook.checks.identity.people import INITIALS, NAME, people
from casebook.checks.identity.pictures import EYE_BAR, FILE_NAME, METADATA, drawings, eye_bars, pictures
from casebook.checks.identity.places import HOSPITAL, TOWN, places
from casebook.errors import N_
from casebook.findings import Finding
from casebook.journals import Journal
from casebook.report.model import Report

__all__ = [
    "ABOUT", "CNS", "CNS_LIKE", "CPF", "CPF_LIKE", "DATE", "EMAIL", "EXACT", "EYE_BAR", "FILE_NAME", "HOSPITAL",
    "INITIALS", "METADATA", "NAME", "OLD", "PHONE", "POSTCODE", "PROFILE", "RECORD", "RG", "TOWN", "run",
]  # fmt: skip

ABOUT = About(
    N_("What may tell who the patient is: names, days, places, numbers, in every text, file name and picture."),
    N_(
        "A patient is recognised by what stands beside the disease. This is a filter and not a guarantee: it knows the "
        "common forms of what identifies, sees no face and reads no writing in a photograph, and a rare disease in a "
        "small town needs no name. Have somebody read the article who knows the patient."
    ),
    (
        "ICMJE Recommendations, II.E",
        "45 CFR 164.514(b)(2)",
        "Brazil: Law 13.709/2018 (LGPD), articles 5, 11 and 12",
        "CONEP Circular Letter 166/2018",
    ),
)


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield what is found in the passages of a case and in its pictures."""
    own = {author.email.lower() for author in case.file.authors}
    for passage in (*passages(case), *drawings(case)):
        yield from numbers(passage, own)
        yield from days(passage)
        yield from ages(passage, journal)
        yield from people(passage)
        yield from places(passage, case)
        yield from eye_bars(passage)
    yield from pictures(case)
