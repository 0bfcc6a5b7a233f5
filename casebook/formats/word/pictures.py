"""The pictures of a figure in a Word file: photographs as they are, drawings as PNG, panels beside each other."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from docx.parts.story import StoryPart
from docx.shared import Emu

from casebook.formats.faults import needing_libraries
from casebook.formats.panels import GAP, PlacedPanel, panel_rows
from casebook.formats.word.elements import TWIP, Element, paragraph, w
from casebook.formats.word.page import Page
from casebook.formats.word.runs import STRONG, Pen, run
from casebook.nodes import Figure, Image
from casebook.registry import Registry

_PAINTING = Registry("casebook.formats.word", ("painting",))  # WeasyPrint is slow to begin: only where it must
_DRAWING = "image/svg+xml"
_PIXEL = 9525  # EMU (1/914400 inch) in a CSS pixel


def pictures(figure: Figure, pen: Pen, part: StoryPart, page: Page, search: tuple[Path, ...]) -> Iterator[Element]:
    """Yield the paragraphs of a figure above its caption: letters over pictures."""
    anchor, width = figure.anchor, page.width()
    for row in panel_rows(figure):
        factor = _factor(row, width, page.highest_picture)
        letters = [_labelled(placed, pen) for placed in row if placed.panel.label]
        if letters:
            yield paragraph("PanelLetter", _tabbed(letters), *_tabs(row, width * factor))
        shown = [[_shown(placed, figure.label, pen.number(), part, width * factor, search)] for placed in row]
        yield paragraph("Figure", [*pen.bookmark(anchor, []), *_tabbed(shown)], *_tabs(row, width * factor))
        anchor = ""


def _factor(row: tuple[PlacedPanel, ...], width: int, highest: int) -> float:
    """Return how much of the width a row takes, so that no picture is larger than it is, nor the row than a page."""
    factors = [0.995 if len(row) > 1 else 1.0]  # pictures that fill a line to the last twip may not stand in one
    for placed in row:
        image, whole = placed.panel.image, width * TWIP * placed.share / 100
        factors += [image.width * _PIXEL / whole, highest * image.width / image.height / whole]
    return min(factors)


def _labelled(placed: PlacedPanel, pen: Pen) -> list[Element]:
    return pen.bookmark(placed.panel.anchor, [run(placed.panel.label, STRONG)])


def _shown(
    placed: PlacedPanel, label: str, number: int, part: StoryPart, width: float, search: tuple[Path, ...]
) -> Element:
    """Return a run that shows a panel, with its text alternative."""
    image = placed.panel.image
    shown = width * TWIP * placed.share / 100
    data = painted(image, search) if image.media_type == _DRAWING else image.data
    inline = part.new_pic_inline(io.BytesIO(data), Emu(round(shown)), Emu(round(shown * image.height / image.width)))
    for side in ("distT", "distB", "distL", "distR"):  # LibreOffice takes 3 mm where nothing is said
        inline.set(side, "0")
    inline.docPr.set("id", str(number))
    inline.docPr.set("name", label + placed.panel.label)
    inline.docPr.set("descr", image.alt)
    return w("r", w("drawing", inline))


def painted(image: Image, search: tuple[Path, ...]) -> bytes:
    """Return a drawing as PNG; raise LibraryMissing where this machine cannot, MissingCharacters or LayoutWarning."""
    with needing_libraries():
        painting = _PAINTING.load("painting")
    data = painting.paint(image, search)
    assert isinstance(data, bytes)
    return data


def _tabs(row: tuple[PlacedPanel, ...], width: float) -> list[Element]:
    """Return the places at which the second and further panels of a row begin."""
    starts = accumulate((placed.share + GAP) * width / 100 for placed in row[:-1])
    stops = [w("tab", val="left", pos=round(start)) for start in starts]
    return [w("tabs", *stops)] if stops else []


def _tabbed(contents: list[list[Element]]) -> list[Element]:
    first, *others = contents
    return [*first, *(element for content in others for element in (w("r", w("tab")), *content))]
