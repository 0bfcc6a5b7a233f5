"""What WeasyPrint's boxes say about a laid-out page; its private parts are read here and in `archive/` alone (70.x)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from casebook.formats.faults import LayoutWarning
from casebook.formats.layout.columns import Block, Kind, Line

Box = Any  # WeasyPrint ships no types

LEAST_AIR = 8  # px at least below a figure or a boxed note
_EASY = 0.1  # em that justification may add to each space of a line unseen
LOOSE = 0.2**3  # how loose a paragraph is with one line whose spaces are 0.2 em wider still, which a reader sees
_HYPHENS = ("-", "‐")
_RUNT = 0.1  # of the measure: a last line shorter than this hangs
_KINDS: dict[str, Kind] = {"p": "paragraph", "h2": "heading", "h3": "heading", "figure": "figure"}


def page_boxes(document: Document) -> list[Box]:
    """Return the box of every page."""
    return [page._page_box for page in document.pages]


def keep_whole_links(document: Document) -> None:
    """Let each line of a link be one link: WeasyPrint also makes one of every piece within it."""
    for page in document.pages:
        page.links[:] = [link for link in page.links if link[-1].link]


def find(box: Box, name: str) -> Box | None:
    """Return the first box, in document order, whose element has the class `name`."""
    if name in classes(box):
        return box
    return next(filter(None, (find(child, name) for child in getattr(box, "children", ()))), None)


def text_of(page: Box) -> Box:
    """Return the box of the text, whose children are columns or, where there is one column, blocks.

    Raises LayoutWarning where the page has none.
    """
    text = find(page, "text")
    if text is None:
        raise LayoutWarning('no element of the class "text" is printed')
    return text


def classes(box: Box) -> list[str]:
    """Return the classes of the element that a box belongs to."""
    element = getattr(box, "element", None)
    return element.get("class", "").split() if element is not None else []


def identities(box: Box) -> set[str]:
    """Return the ids of all elements that have a box in this one."""
    element = getattr(box, "element", None)
    own = {element.get("id")} if element is not None and element.get("id") else set()
    return own.union(*(identities(child) for child in getattr(box, "children", ())))


def looseness(paragraph: Box) -> float:
    """Return how badly a justified paragraph is set: gaping lines, ladders of hyphens, a last line of one syllable."""
    *lines, last = paragraph.children
    gaps = [max(0.0, _gap(line, paragraph) - _EASY) ** 3 for line in lines]
    hyphens = [_text(line).endswith(_HYPHENS) for line in lines]
    ladders = sum(all(hyphens[n - 2 : n + 1]) for n in range(2, len(hyphens)))
    is_runt = bool(lines) and last.width < _RUNT * paragraph.width
    return sum(gaps) + (ladders + is_runt) * LOOSE


def is_loose(paragraph: Box) -> bool:
    """Say whether a reader would see a fault in the way a paragraph is set."""
    return looseness(paragraph) >= LOOSE


def _gap(line: Box, paragraph: Box) -> float:
    """Return what justification adds to each space of a line, in em; all that is missing where there is no space."""
    size = paragraph.style["font_size"]
    added = max((getattr(box, "justification_spacing", 0) or 0 for box in line.descendants()), default=0)
    missing = paragraph.content_box_x() + paragraph.width - line.position_x - line.width
    return float(max(added, missing) / size)


def _text(box: Box) -> str:
    return "".join(child.text for child in box.descendants() if isinstance(child, boxes.TextBox))


def blocks_of(text: Box, grid: float) -> tuple[Block, ...]:
    """Return the children of the text, measured; what stands apart ends on the grid of the lines."""
    return tuple(_block(box, grid) for box in text.children)


def _block(box: Box, grid: float) -> Block:
    lines = lines_of(box)
    if box.style["break_after"] == "avoid":
        lines = tuple(replace(line, may_end=False) for line in lines)
    kind = _kind(box)
    below = box.margin_bottom if kind == "other" else 0
    if kind == "figure" or "notice" in classes(box):
        height = box.border_height()
        below = ceil((height + LEAST_AIR) / grid) * grid - height
    names = classes(box)
    return Block(kind, lines, below, box.style["break_before"] == "avoid", "wide" in names, is_table="table" in names)


def lines_of(box: Box) -> tuple[Line, ...]:
    """Return the lines of a block."""
    return tuple(_lines(box))


def _kind(box: Box) -> Kind:
    names = classes(box)
    if "notice" in names:
        return "other"
    return "paragraph" if "items" in names else _KINDS.get(box.element_tag, "other")


def _lines(box: Box) -> Iterator[Line]:
    """Yield the lines of a box, or the whole box where it may not be divided."""
    children = [child for child in box.children if child.is_in_normal_flow()]
    is_divisible = children and box.style["break_inside"] == "auto" and isinstance(box, boxes.BlockContainerBox)
    if not is_divisible:
        yield Line(box.border_height())
    elif isinstance(children[0], boxes.LineBox):
        yield from _text_lines(children, box.style["orphans"], box.style["widows"])
    else:
        for child in children:
            *inner, last = _lines(child)
            yield from inner
            yield replace(last, gap=child.margin_bottom)


def _text_lines(lines: list[Box], orphans: int, widows: int) -> Iterator[Line]:
    count = len(lines)
    for place, line in enumerate(lines, start=1):
        yield Line(line.height, may_end=orphans <= place <= count - widows or place == count)
