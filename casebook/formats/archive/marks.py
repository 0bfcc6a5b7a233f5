"""The pieces of a page's content, as WeasyPrint numbered them while it painted; its private parts are read here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from casebook.formats.archive.words import name_glyphs

Box = Any  # WeasyPrint ships no types


@dataclass
class Painted:
    """A painted page: its content, the fonts by their names in it, and the number of each text and image there."""

    page: Any
    stream: Any = None
    fonts: dict[bytes, Any] = field(default_factory=dict)
    numbers: dict[Box, int] = field(default_factory=dict)


def note_marks(document: Document) -> list[Painted]:
    """Return what will be known of every page once it is painted; the pages then note it themselves."""
    return [_note(page) for page in document.pages]


def _note(page: Any) -> Painted:
    painted, paint = Painted(page), type(page).paint

    def paint_and_note(stream: Any, scale: float = 1) -> None:
        paint(page, stream, scale)
        painted.stream = stream
        painted.numbers = {box: mark["mcid"] for box, mark in stream._tags.items()}
        painted.fonts = {str(font.hash).encode(): font for font in stream._fonts.values()}
        name_glyphs(painted.fonts.values())

    page.paint = paint_and_note
    return painted


def root_of(painted: Painted) -> Any:
    """Return the element that holds the whole article."""
    return painted.page._page_box.children[0].element


def boxes_of(painted: Painted, heads: set[Any]) -> Iterator[Box]:
    """Yield what stands on a page in the order of its HTML, but no running heads.

    Nor the head of a table where the table goes on: `heads` are those met, on this page or an earlier one.
    """
    yield from _boxes(painted.page._page_box, heads)


def _boxes(box: Box, heads: set[Any]) -> Iterator[Box]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.MarginBox):
        return
    if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
        if box.element in heads:
            return
        heads.add(box.element)
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child, heads)


def is_text(box: Box) -> bool:
    """Say whether a box is a piece of one line of text, and not of spaces alone."""
    return isinstance(box, boxes.TextBox) and bool(box.text.replace("\N{ZERO WIDTH SPACE}", "").strip())


def is_line(box: Box) -> bool:
    """Say whether a box is a line, which holds pieces of text."""
    return isinstance(box, boxes.LineBox)


def is_cell(box: Box) -> bool:
    """Say whether a box is a cell of a table, which counts even where it is empty."""
    return isinstance(box, boxes.TableCellBox)


def is_image(box: Box) -> bool:
    """Say whether a box is an image of the article; one that a style sheet put there is decoration."""
    return isinstance(box, boxes.ReplacedBox) and box.element_tag == "img"


def set_aside(painted: Painted, numbers: Collection[int]) -> None:
    """Make pieces of a page's content artifacts: there for the eye only."""
    content = painted.stream.stream
    for place, item in enumerate(content):
        if isinstance(item, dict) and item.get("MCID", -1) in numbers:
            content[place - 1 : place + 1] = ["/Artifact", b"<</Type /Pagination>>"]
