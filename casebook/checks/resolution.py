"""Photographs with too few pixels for the width and the dots per inch that the journal asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, floor

from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity
from casebook.journals import Journal
from casebook.nodes import Figure, Panel
from casebook.report.model import Report
from casebook.source import Scalar

ABOUT = About(
    N_("Photographs with too few pixels for the width and the dots per inch that the journal asks for."),
    N_("A picture blown up shows no more than it did; a journal sends it back. Drawings can be of any size."),
    ("templates/journals/*/profile.yaml", "ICMJE Recommendations, IV.A.3.j (Illustrations)"),
)
_MEND = N_(
    "Take the file of the camera or the station itself, not a copy from a messenger, a document or the screen; it is "
    "never blown up. As it is, it prints {widest} mm wide at most."
)
TOO_SMALL = Kind(
    "figures.too-few-pixels",
    Severity.WARNING,
    N_("Figure “{figure}” has {across} × {down} pixels; {journal} needs {needed} across ({dpi} dpi at {width} mm)."),
    _MEND,
)
PANEL_TOO_SMALL = Kind(
    TOO_SMALL.code,
    TOO_SMALL.severity,
    N_(
        "Panel {panel} of figure “{figure}” has {across} × {down} pixels; {journal} needs {needed} across ({dpi} dpi "
        "at {width} mm)."
    ),
    _MEND,
)
_LOOK_UP = N_(
    "Take the file of the camera or the station itself, not a copy from a messenger, a document or the screen; it is "
    "never blown up. As it is, it prints {widest} mm wide at most. The journal’s numbers are not verified: look them "
    "up."
)
# By whether a panel has a letter, and whether the rule is verified
_KINDS = {
    (False, True): TOO_SMALL,
    (True, True): PANEL_TOO_SMALL,
    (False, False): replace(TOO_SMALL, mend=_LOOK_UP),
    (True, False): replace(PANEL_TOO_SMALL, mend=_LOOK_UP),
}
_MILLIMETRES = 10


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield a warning for every photograph that is too small; where the rule is verified, no kit is made with it."""
    rules, is_verified = journal.profile.figure_files, journal.refuses_small_figures
    for report in reports:
        for figure in (block for block in report.body if isinstance(block, Figure)):
            for panel in (panel for panel in figure.panels if rules.is_too_small(panel.image)):
                yield _KINDS[bool(panel.label), is_verified].at(
                    _place(case, figure, panel, report.language.code),
                    figure=_name(figure),
                    panel=panel.label,
                    across=panel.image.width,
                    down=panel.image.height,
                    needed=rules.pixels,
                    dpi=ceil(rules.dpi),
                    width=ceil(rules.width * _MILLIMETRES),
                    widest=floor(rules.widest(panel.image.width) * _MILLIMETRES),
                    journal=journal.name,
                )


def _name(figure: Figure) -> str:
    return figure.anchor.removeprefix("fig-")


def _place(case: Case, figure: Figure, panel: Panel, code: str) -> Place | None:
    """Return where the case names the file of a panel in a language."""
    path = ("figures", _name(figure), *(("panels", panel.label) if panel.label else ()), "file")
    block = case.file.figures[_name(figure)]
    file = (block.panels[panel.label] if panel.label else block).file
    named = file.get(code) or next(iter(file.versions.values()), None)
    return named.place(width=len(named)) if isinstance(named, Scalar) else case.at(path)
