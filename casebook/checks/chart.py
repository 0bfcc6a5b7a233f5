"""Parts of a chart that are printed in another order than they are typed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from casebook.case import Case
from casebook.case.section import CHART
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("Parts of a chart that are printed in another order than they are typed in."),
    N_(
        "A case is told as physicians read it, from what brought the patient to how it ended; an author who meant "
        "another order should hear of it before she sees the page."
    ),
    ("CARE 2013, items 5b to 10d",),
)
ORDER = Kind(
    "structure.chart-order",
    Severity.NOTE,
    N_("“{name}” is typed behind “{before}” and printed before it: the parts of a chart have one order."),
    N_("Nothing need be changed. To have the file read as the article does, order them so: {names}."),
)


def run(case: Case) -> Iterator[Finding]:
    """Yield a note for each part of a chart that is typed behind a later one."""
    for section in case.file.sections:
        typed = case.source.data.get("sections")  # type: ignore[call-overload]
        parts = typed.get(section) if isinstance(typed, Mapping) else None
        names = [str(name) for name in parts if name in CHART] if isinstance(parts, Mapping) else []
        for before, name in pairwise(names):
            if CHART.index(name) < CHART.index(before):
                listed = ", ".join(sorted(names, key=CHART.index))
                yield ORDER.at(case.source.key(("sections", section, name)), name=name, before=before, names=listed)
