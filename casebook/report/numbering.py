"""The one truth about numbers: figures, tables and citations count in the order of their first mention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from casebook.nodes import (
    Block,
    Citation,
    CrossReference,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    ItemList,
    Link,
    Notice,
    Paragraph,
    Ref,
    Strong,
    Subscript,
    Superscript,
    Table,
)
from casebook.references.order import number_in_order


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers of references (by key) and of figures and tables (by anchor), from 1."""

    citations: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)
    tables: Mapping[str, int] = field(default_factory=dict)


def number(blocks: Iterable[Block]) -> Numbering:
    """Return the numbering of a text whose blocks stand in their final order; what it never mentions counts last."""
    blocks = tuple(blocks)
    inlines = [node for block in blocks for node in walk(inlines_of(block))]
    keys = [part.key for node in inlines if isinstance(node, Citation) for part in node.parts if isinstance(part, Ref)]
    figures = {panel.anchor: block.anchor for block in blocks if isinstance(block, Figure) for panel in block.panels}
    targets = [figures.get(node.target, node.target) for node in inlines if isinstance(node, CrossReference)]
    targets += [block.anchor for block in blocks if isinstance(block, Figure | Table)]
    return Numbering(
        number_in_order(keys),
        number_in_order(t for t in targets if t.startswith("fig-")),
        number_in_order(t for t in targets if t.startswith("tab-")),
    )


def mentions(block: Block) -> tuple[str, ...]:
    """Return the anchors of the figures and tables that a block mentions, in order."""
    return tuple(node.target for node in walk(inlines_of(block)) if isinstance(node, CrossReference))


def inlines_of(block: Block) -> tuple[Inline, ...]:
    """Return all inline nodes of a block in reading order."""
    match block:
        case Paragraph(children) | Heading(_, _, children) | Notice(_, children):
            return children
        case ItemList(_, items):
            return tuple(node for item in items for node in item)
        case Figure():
            return (*block.caption, *(node for panel in block.panels for node in panel.caption), *block.credit)
        case Table():
            cells = (node for row in block.rows for cell in row for node in cell.children)
            heads = (node for column in block.columns for node in column.head)
            below = (*block.notes, *(footnote.children for footnote in block.footnotes))
            return (*block.caption, *heads, *cells, *(node for note in below for node in note))


def walk(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """Yield every inline node, parents before children."""
    for node in nodes:
        yield node
        match node:
            case (
                Emphasis(children)
                | Strong(children)
                | Superscript(children)
                | Subscript(children)
                | Foreign(_, children)
                | Link(_, children)
            ):
                yield from walk(children)
            case _:
                pass
