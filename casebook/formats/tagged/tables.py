"""A table as JATS writes it: XHTML with head and body, label and caption above, notes below."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.formats.tagged.elements import Content, Element, el, told
from casebook.formats.tagged.ids import Ids
from casebook.formats.tagged.inlines import tagged
from casebook.nodes import Cell, Column, ItemList, Paragraph, Table


def table_wrap(node: Table, ids: Ids) -> Element:
    """Return a table with its label, caption, notes and footnotes; a quadro is one, and differs by its label alone."""
    heads = (el("th", *tagged(column.head, ids), scope="col", align=_align(column)) for column in node.columns)
    rows = [
        el("tr", *(_cell(cell, column, ids) for cell, column in zip(row, node.columns, strict=True)))
        for row in node.rows
    ]
    parts = (el("thead", el("tr", *heads)), el("tbody", *(rows or [el("tr", el("td"))])))
    table = el("table", *parts, frame="hsides", rules="groups")
    caption = el("caption", el("title", *tagged(node.caption, ids)))
    foot = tuple(_below(node, ids))
    below = (el("table-wrap-foot", *foot),) if foot else ()
    return el("table-wrap", el("label", node.label), caption, table, *below, id=ids.of(node.anchor))


def _cell(cell: Cell, column: Column, ids: Ids) -> Element:
    """Return a cell; SciELO PS wants no `th` outside the head, so that one that names its row says so by its scope."""
    scope = "row" if column.is_header else ""
    return el("td", *_inside(cell, ids), scope=scope, align=_align(column))


def _inside(cell: Cell, ids: Ids) -> Iterator[Content]:
    """Yield what a cell says: its words alone where it has but one paragraph."""
    match cell.blocks:
        case (Paragraph(children),):
            yield from tagged(children, ids)
        case blocks:
            yield from (said(block, ids) for block in blocks)


def said(block: Paragraph | ItemList, ids: Ids) -> Element:
    """Return a paragraph or a list."""
    if isinstance(block, Paragraph):
        return el("p", *tagged(block.children, ids))
    items = (el("list-item", el("p", *tagged(item, ids))) for item in block.items)
    return el("list", *items, list_type="order" if block.ordered else "bullet")


def _align(column: Column) -> str:
    return "right" if column.align == "decimal" else "left"


def _below(node: Table, ids: Ids) -> Iterator[Element]:
    """Yield the notes below a table, which need ids, then its lettered footnotes."""
    for note in node.notes:
        yield el("fn", el("p", *tagged(note, ids)), id=ids.new("TFN"))
    for footnote in node.footnotes:
        label = told("label", footnote.mark)
        yield el("fn", *label, el("p", *tagged(footnote.children, ids)), id=ids.of(footnote.anchor))
