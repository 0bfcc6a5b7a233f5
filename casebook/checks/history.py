"""Days of the article's history that are out of order, still to come, or missing: that of its publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("Days of the article’s history that are out of order, still to come, or missing: that of its publication."),
    N_(
        "The history is printed, and goes into the metadata that indexes read; an article accepted before it "
        "was received is a slip that nobody sees again."
    ),
    ("JATS, history",),
)
OUT_OF_ORDER = Kind(
    "history.order",
    Severity.ERROR,
    N_("“{name}” ({day}) lies before “{before}” ({other})."),
    N_("Correct the day that is wrong; an article is received, revised, accepted, published, and only then corrected."),
)
NO_DAY = Kind(
    "history.no-day",
    Severity.WARNING,
    N_("The article is published, and nothing says when: search engines are asked to leave it out."),
    N_("Write the day below “article:”, such as dates: {{published: 2026-05-10}}."),
)
TO_COME = Kind(
    "history.to-come",
    Severity.WARNING,
    N_("“{name}” ({day}) is still to come."),
    N_("Correct the day; what has not happened yet is left out until it has."),
)


def run(case: Case) -> Iterator[Finding]:
    """Yield an error for each day before one that must precede it, a warning for one to come and a missing last one."""
    article = case.file.article
    dates = article.dates
    is_unsaid = not (dates.published or case.is_unread(("article", "dates")))
    if case.is_published and is_unsaid and not case.is_fictional:
        yield NO_DAY.at(case.at(("status",)))
    days = [
        (("dates", "received"), dates.received),
        (("dates", "revised"), dates.revised),
        (("dates", "accepted"), dates.accepted),
        (("dates", "published"), dates.published),
        (("notice", "date"), article.notice.date if article.notice else None),
    ]
    given = [(path, day) for path, day in days if day]
    for path, day in given:
        if day > date.today():
            yield TO_COME.at(case.at(("article", *path)), name=".".join(path), day=day)
    for (before, other), (path, day) in pairwise(given):
        if day < other:
            yield OUT_OF_ORDER.at(
                case.at(("article", *path)), name=".".join(path), day=day, before=".".join(before), other=other
            )
