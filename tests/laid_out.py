"""Reads the pages of a laid-out article, and says what is wrong with them: one sentence for each fault.

Every reader takes a WeasyPrint document, so that the same questions are asked of the sample and of real cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fontTools.ttLib import TTFont
from weasyprint import Document
from weasyprint.formatting_structure import boxes

from casebook.formats.layout.plan import Geometry
from casebook.formats.layout.printer import load_printer
from casebook.project import bundled

Box = Any
GRID = 12.4 * 4 / 3  # px
SHORT = 0.15  # of a column
LEAST_WHITE = 3.5  # lines that any column may lack: two that its page lost to the last one, and a heading's that moved
FULL = 1 / 3  # of a page
GAPING = 0.75  # em added to each space of a justified line
_UNITS = r"(?:%|/|g/|mg|fL|U/L|mm|cm|µ|°|kg|mL|dL|× ?10)"


@dataclass(frozen=True)
class Line:
    """One line of text as printed; `block` is the child of the text it belongs to, -1 outside the text."""

    page: int
    column: int
    block: int
    tag: str
    text: str
    left: float
    right: float
    top: float
    bottom: float
    box: Box


@dataclass(frozen=True)
class Column:
    """One column on one page: where it stands, its room on a page of full length, and how much of that is filled."""

    page: int
    number: int
    left: float
    right: float
    top: float
    room: float
    lines: tuple[Line, ...]

    @property
    def filled(self) -> float:
        return max((line.bottom for line in self.lines), default=self.top) - self.top


def page_boxes(document: Document) -> list[Box]:
    return [page._page_box for page in document.pages]


def columns(document: Document) -> list[Column]:
    """Return every column of the text, in reading order."""
    return [column for number, page in enumerate(page_boxes(document), 1) for column in _columns(page, number)]


def _columns(page: Box, number: int) -> Iterator[Column]:
    text = _find(page, "text")
    bottom = _foot(page, number)
    for place, box in enumerate(child for child in (text.children if text else ()) if child.is_column):
        top, left, found = box.position_y, box.position_x, tuple(_lines(box, number, place))
        yield Column(number, place, left, left + box.width, top, bottom - top, found)


def geometry() -> Geometry:
    """Return the page as the style sheet has it, whatever the plan of an article made of it."""
    return load_printer((bundled("templates"),)).geometry


def _foot(page: Box, number: int) -> float:
    """Return where the text of a page should end: at its margin, or one line above a wide figure at its foot."""
    sheet = geometry()
    bottom = sheet.first_margin_top + sheet.first_height if number == 1 else sheet.margin_top + sheet.height
    below = [figure.position_y - GRID for figure in _wide(page) if figure.position_y > page.margin_height() / 2]
    return min((bottom, *below))


def _wide(box: Box) -> Iterator[Box]:
    """Yield the wide figures that stand outside the run of the text."""
    element = getattr(box, "element", None)
    if element is not None and element.tag == "figure" and box.style["position"] == "absolute":
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _wide(child)


def _lines(column: Box, page: int, place: int) -> Iterator[Line]:
    for block, child in enumerate(column.children):
        if not child.is_in_normal_flow():
            continue
        for line in _line_boxes(child):
            yield Line(
                page,
                place,
                block,
                child.element_tag,
                words(line),
                line.position_x,
                line.position_x + line.width,
                line.position_y,
                line.position_y + line.height,
                line,
            )


def _line_boxes(box: Box) -> Iterator[Box]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            yield child
        else:
            yield from _line_boxes(child)


def words(box: Box) -> str:
    """Return the text of a box."""
    return "".join(child.text for child in box.descendants() if isinstance(child, boxes.TextBox))


def text_of(document: Document) -> str:
    """Return all words of the document, running heads included, lines joined by spaces."""
    return " ".join(words(line) for page in page_boxes(document) for line in _line_boxes(page))


def _find(box: Box, name: str) -> Box | None:
    element = getattr(box, "element", None)
    if element is not None and name in element.get("class", "").split():
        return box
    return next(filter(None, (_find(child, name) for child in getattr(box, "children", ()))), None)


def cells(box: Box) -> Iterator[Box]:
    """Yield the cells of all tables in a box."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TableCellBox):
            yield child
        else:
            yield from cells(child)


def stranded_headings(document: Document) -> list[str]:
    """Say which headings are the last thing in a column."""
    return [
        f"page {column.page}: “{column.lines[-1].text}” ends column {column.number + 1}"
        for column in columns(document)
        if column.lines and column.lines[-1].tag in ("h2", "h3")
    ]


def outside(document: Document) -> list[str]:
    """Say what sticks out of its column or of the page."""
    found = [
        f"page {line.page}: “{line.text}” leaves its column"
        for column in columns(document)
        for line in column.lines
        if line.left < column.left - 0.5 or line.right > column.right + 0.5
    ]
    for number, page in enumerate(page_boxes(document), 1):
        for box in page.descendants():
            if isinstance(box, boxes.TextBox | boxes.ReplacedBox) and not _is_on(page, box):
                found.append(f"page {number}: {box} is not on the sheet")
    return found


def _is_on(page: Box, box: Box) -> bool:
    edge = 18  # px, nearer than which to the edge of the sheet nothing may stand
    right, bottom = box.position_x + box.width, box.position_y + box.height
    return bool(
        box.position_x >= edge
        and box.position_y >= edge
        and right <= page.margin_width() - edge
        and bottom <= page.margin_height() - edge
    )


def short_columns(document: Document) -> list[str]:
    """Say which columns in mid-article leave more white than they may on a page of full length.

    Tables may follow the text on its last page.
    """
    found = columns(document)
    last = max((column.page for column in found), default=0)
    return [
        f"page {column.page}, column {column.number + 1}: {column.filled:.0f} of {column.room:.0f} px filled"
        for column in found
        if column.page < last and column.room - column.filled > max(SHORT * column.room, LEAST_WHITE * GRID)
    ]


def meagre_last_page(document: Document) -> list[str]:
    """Say whether the last page of several holds less than a third of what it could."""
    *_, page = page_boxes(document)
    top, bottom = page.content_box_y(), page.content_box_y() + page.height
    ends = [line.position_y + line.height for line in _line_boxes(page)]
    fill = (max((end for end in ends if end <= bottom + 1), default=top) - top) / page.height
    return [f"the last page is {fill:.0%} full"] if len(document.pages) > 1 and fill < FULL else []


def torn(document: Document) -> list[str]:
    """Say what stands on two lines though its author made it one: a number and its unit, a name and its initial."""
    found = []
    for page in page_boxes(document):
        seen: dict[int, str] = {}
        for line in _line_boxes(page):
            whole = {
                id(box.element): box
                for box in line.descendants()
                if isinstance(box, boxes.InlineBox) and "unbroken" in box.element.get("class", "").split()
            }
            found += [f"“{seen[key]}” | “{words(box)}”" for key, box in whole.items() if key in seen]
            seen = {key: words(box) for key, box in whole.items()}
    return found + _parted_units(document) + _parted_marks(document)


def _parted_marks(document: Document) -> list[str]:
    """Say which lines begin with a citation mark that belongs to the word before it."""
    lines = [line for column in columns(document) for line in column.lines]
    firsts = [(line, next((b for b in line.box.descendants() if isinstance(b, boxes.TextBox)), None)) for line in lines]
    marks = re.compile(r"^[\d,–]+$")
    return [
        f"“{line.text}” begins with a mark"
        for line, first in firsts
        if first is not None and first.element.get("role") == "doc-biblioref" and marks.match(first.text)
    ]


def _parted_units(document: Document) -> list[str]:
    lines = [line for column in columns(document) for line in column.lines]
    return [
        f"“{first.text}” | “{second.text}”"
        for first, second in zip(lines, lines[1:], strict=False)
        if first.tag == second.tag == "p" and re.search(r"\d $", first.text) and re.match(_UNITS, second.text)
    ]


def off_grid(document: Document) -> list[str]:
    """Say which lines of paragraphs do not stand on the grid that both columns share."""
    return [
        f"page {line.page}, column {line.column + 1}: “{line.text}” is {(line.top - column.top) % GRID:.1f} px off"
        for column in columns(document)
        for line in column.lines
        if line.tag == "p"
        and "notice" not in (line.box.element.get("class") or "")
        and 0.6 < (line.top - column.top) % GRID < GRID - 0.6
    ]


def gaping(document: Document) -> list[str]:
    """Say which justified lines have spaces that a reader sees."""
    return [
        f"page {line.page}: “{line.text}”"
        for column in columns(document)
        for line in column.lines
        if _gap(line.box) > GAPING * line.box.style["font_size"]
    ]


def _gap(line: Box) -> float:
    return max((getattr(box, "justification_spacing", 0) or 0 for box in line.descendants()), default=0)


def unprintable(document: Document) -> list[str]:
    """Say which characters no shipped font has."""
    characters = set(text_of(document)) - set("\n\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{SOFT HYPHEN}")
    assert len(characters) > 20
    return [f"{sign} (U+{ord(sign):04X})" for sign in sorted(characters) if ord(sign) not in printable()]


@lru_cache
def printable() -> frozenset[int]:
    """Return the characters that at least one of the shipped fonts has."""
    files = sorted((bundled("templates") / "fonts").glob("*-Regular.ttf"))
    assert len(files) == 2
    codes: set[int] = set()
    for file in files:
        with TTFont(file) as font:
            codes |= set(font.getBestCmap())
    return frozenset(codes)


FAULTS = (stranded_headings, outside, short_columns, meagre_last_page, torn, off_grid, gaping, unprintable)
