"""Days of the article's history that are out of order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("Days of the article’s history that are out of order."),
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


def run(case: Case) -> Iterator[Finding]:
    """Yield an error for each day that lies before one that must precede it."""
    article = case.file.article
    dates = article.dates
    days = [
        (("dates", "received"), dates.received),
        (("dates", "revised"), dates.revised),
        (("dates", "accepted"), dates.accepted),
        (("dates", "published"), dates.published),
        (("notice", "date"), article.notice.date if article.notice else None),
    ]
    for (before, other), (path, day) in pairwise((path, day) for path, day in days if day):
        if day < other:
            yield OUT_OF_ORDER.at(
                case.at(("article", *path)), name=".".join(path), day=day, before=".".join(before), other=other
            )
