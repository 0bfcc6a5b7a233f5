"""One picture that two figures, or two panels, show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.identity.pictures import bytes_of, files_below
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.source import Scalar, Tree

ABOUT = About(
    N_("One picture that two figures, or two panels, show."),
    N_("Where a file was copied, or the name of one, a caption tells of what is not there; journals look for it."),
    ("COPE flowchart, Image manipulation in a published article", "ICMJE Recommendations, IV.A.3.i"),
)
SAME = Kind(
    "figures.same-picture",
    Severity.WARNING,
    N_("“{typed}” is the picture of “{other}”, too."),
    N_("Name the file that belongs here; where one picture is meant twice, mention the first figure again."),
)


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each picture that was shown before, under whatever name."""
    seen: dict[bytes, str] = {}
    for name, part in _shown(case.source.data.get(Scalar("figures"))):
        marks = {sha256(bytes_of(case.folder, file) or file.encode()).digest(): file for file in files_below(part)}
        for mark, file in marks.items():
            if mark in seen:
                yield SAME.at(file.place(width=len(file)), typed=file, other=seen[mark])
        for mark in marks:
            seen.setdefault(mark, name)


def _shown(figures: Tree) -> Iterator[tuple[str, Tree]]:
    """Yield each panel, and each figure without panels, by its name as mentions have it."""
    for name, figure in figures.items() if isinstance(figures, Mapping) else ():
        panels = figure.get(Scalar("panels")) if isinstance(figure, Mapping) else None
        if isinstance(panels, Mapping):
            yield from ((f"{name}.{panel}", part) for panel, part in panels.items())
        else:
            yield str(name), figure
