"""Photographs with too few pixels for the width and the dots per inch that the journal asks for."""

from __future__ import annotations

from collections.abc import Iterator
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
_MILLIMETRES = 10


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield a warning for every photograph that is too small; a kit for the journal cannot be made with it."""
    rules = journal.profile.figure_files
    for report in reports:
        for figure in (block for block in report.body if isinstance(block, Figure)):
            for panel in (panel for panel in figure.panels if rules.is_too_small(panel.image)):
                yield (PANEL_TOO_SMALL if panel.label else TOO_SMALL).at(
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
