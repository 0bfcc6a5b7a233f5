"""The blocks of a text as JATS nests them: sections within sections, figures and tables where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import shorten
from typing import assert_never

from casebook.formats.tagged.elements import Element, el, put, told
from casebook.formats.tagged.ids import Ids
from casebook.formats.tagged.inlines import tagged
from casebook.formats.tagged.tables import said, table_wrap
from casebook.nodes import Block, Figure, Heading, Image, ItemList, Notice, Panel, Paragraph, Table

# The values that SciELO PS knows, by the standard names of sections; others have none.
SECTION_TYPES = {"introduction": "intro", "case": "cases", "discussion": "discussion", "conclusion": "conclusions"}
_LONGEST_ALT = 120  # letters that SciELO PS allows for a short text alternative


class Writer:
    """Writes the blocks of one text; `pictures` are the names of the files by the panels' anchors."""

    def __init__(self, ids: Ids, parts: Mapping[str, str], pictures: Mapping[str, str]) -> None:
        self._ids, self._parts, self._pictures = ids, parts, pictures

    def fill(self, element: Element, blocks: Iterable[Block]) -> Element:
        """Put blocks into an element, those behind a heading into a section, and return the element."""
        open_: list[tuple[int, Element]] = [(0, element)]
        for block in blocks:
            if not isinstance(block, Heading):
                open_[-1][1].append(self.block(block))
                continue
            while open_[-1][0] >= block.level:
                open_.pop()
            section = self._section(block)
            open_[-1][1].append(section)
            open_.append((block.level, section))
        return element

    def block(self, node: Paragraph | ItemList | Figure | Table | Notice) -> Element:
        """Return one block that is no heading."""
        match node:
            case Paragraph() | ItemList():
                return said(node, self._ids)
            case Figure():
                return self._figure(node)
            case Table():
                return table_wrap(node, self._ids)
            case Notice(role, children):
                return el("boxed-text", el("p", *tagged(children, self._ids)), content_type=role)
            case _:
                assert_never(node)

    def _section(self, heading: Heading) -> Element:
        kind = SECTION_TYPES.get(self._parts.get(heading.anchor, ""), "")
        title = el("title", *tagged(heading.children, self._ids))
        return el("sec", title, id=self._ids.of(heading.anchor), sec_type=kind)

    def _figure(self, node: Figure) -> Element:
        """Return a figure: its caption and those of its panels, then a picture for each."""
        captions = [[*tagged(node.caption, self._ids)], *(self._of_panel(panel) for panel in node.panels)]
        title, *others = [caption for caption in captions if caption] or [[node.label]]
        caption = el("caption", el("title", *title), *(el("p", *other) for other in others))
        pictures = (_graphic(panel.image, self._pictures.get(panel.anchor, "")) for panel in node.panels)
        credit = put(el("attrib"), tagged(node.credit, self._ids)) if node.credit else None
        below = () if credit is None else (credit,)
        return el("fig", el("label", node.label), caption, *pictures, *below, id=self._ids.of(node.anchor))

    def _of_panel(self, panel: Panel) -> list[str | Element]:
        if not panel.caption:
            return []
        letter: list[str | Element] = [el("bold", panel.label), " "] if panel.label else []
        return [*letter, *tagged(panel.caption, self._ids)]


def _graphic(image: Image, name: str) -> Element:
    """Return a picture with its text alternative, shortened where a longer description follows it."""
    is_long = len(image.alt) > _LONGEST_ALT
    alt = told("alt-text", shorten(image.alt, _LONGEST_ALT, placeholder=" …") if is_long else image.alt)
    return el("graphic", *alt, *told("long-desc", image.alt if is_long else ""), xlink_href=name)


def is_empty(element: Element) -> bool:
    return not len(element) and not element.text


def statements(blocks: Iterable[Block]) -> Iterator[tuple[Heading, tuple[Paragraph | ItemList, ...]]]:
    """Yield the headings of what follows a text, each with what stands below it."""
    heading: Heading | None = None
    below: list[Paragraph | ItemList] = []
    for block in blocks:
        if isinstance(block, Heading):
            if heading:
                yield heading, tuple(below)
            heading, below = block, []
        elif isinstance(block, Paragraph | ItemList):
            below.append(block)
    if heading:
        yield heading, tuple(below)
