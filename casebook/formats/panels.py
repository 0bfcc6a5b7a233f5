"""The panels of a figure in rows: how many stand side by side, and how wide each is, so that a row is of one height."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

from casebook.nodes import Figure, Panel

GAP = 2.0  # per cent of the figure's width between two panels
_ROW = {False: 2.6, True: 4.2}  # width to height of a row that is not too low to be seen: of a column, of a page
_ACROSS = {False: 2, True: 3}


@dataclass(frozen=True, slots=True)
class PlacedPanel:
    """A panel, the share of the figure's width that it takes, in per cent, and whether another stands beside it."""

    panel: Panel
    share: float
    is_last: bool


def panel_rows(figure: Figure) -> tuple[tuple[PlacedPanel, ...], ...]:
    """Return the panels in rows; panels of one row are as high as each other, whatever their shapes."""
    return tuple(_placed(row) for row in _rows(figure))


def _rows(figure: Figure) -> Iterator[list[Panel]]:
    """Yield rows as even as can be: four panels stand two by two, though three would fit.

    Panels without letters, the pieces of one drawing, stand below each other.
    """
    panels = list(figure.panels)
    across = _ACROSS[figure.is_wide] if all(panel.label for panel in panels) else 1
    while across > 1 and not all(_fits(row, figure.is_wide) for row in _even(panels, across)):
        across -= 1
    yield from _even(panels, across)


def _even(panels: list[Panel], across: int) -> list[list[Panel]]:
    count = -(-len(panels) // across)
    per_row = -(-len(panels) // count) if count else 1
    return [panels[start : start + per_row] for start in range(0, len(panels), per_row)]


def _fits(row: list[Panel], is_wide: bool) -> bool:
    return len(row) == 1 or sum(map(_shape, row)) <= _ROW[is_wide] * 1.0001


def _placed(row: list[Panel]) -> tuple[PlacedPanel, ...]:
    room = 100 - GAP * (len(row) - 1)
    whole = sum(map(_shape, row))
    return tuple(PlacedPanel(p, floor(room * _shape(p) / whole * 100) / 100, p is row[-1]) for p in row)


def _shape(panel: Panel) -> float:
    """Return the width of a panel for one of its height."""
    return panel.image.width / max(panel.image.height, 1)
