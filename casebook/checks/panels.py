"""A panel of a figure whose tests are not of one unit: their points would lie on one axis and mean different things."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.quantity import Unit

ABOUT = About(
    N_("A panel of a figure whose tests are not of one unit."),
    N_("An axis has one unit: hemoglobin in g/dL beside leukocytes in /µL would be read as if it were leukocytes."),
    ("Cleveland WS, The Elements of Graphing Data, on scales",),
)
TWO_UNITS = Kind(
    "figures.two-units",
    Severity.ERROR,
    N_("One panel of this figure shows “{one}” in {unit} and “{other}” in {others}."),
    N_("Give each a panel of its own, as in trend: [{one}, {other}]; within [ ] stand tests of one unit."),
)


def run(case: Case) -> Iterator[Finding]:
    """Yield an error for every panel whose tests differ in unit."""
    labs = case.file.labs
    for name, figure in case.file.figures.items():
        for panel in figure.trend.panels if figure.trend else ():
            measured = [test for test in panel.tests if test in labs and labs[test].measured]
            for test in measured[1:]:
                first, unit = (labs[shown].result_unit for shown in (measured[0], test))
                if _axis(first) != _axis(unit):
                    one, others = (found.symbol if found else "–" for found in (first, unit))
                    place = case.source.key(("figures", name))
                    yield TWO_UNITS.at(place, one=measured[0], other=test, unit=one, others=others)


def _axis(unit: Unit | None) -> str:
    """Return what the axis of a unit is called: /µL and /mm³ are one volume."""
    return unit.code.replace("/mm3", "/uL") if unit else ""
