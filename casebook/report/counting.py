"""How many words an article has, for the limits of journals and for a title page.

Words are counted as Word counts them, by the white space between them, without citation marks; those of the text are
its paragraphs and lists, without headings, captions and tables.
"""

from __future__ import annotations

from collections.abc import Iterable

from casebook.nodes import Block, Gap, Inline, ItemList, Paragraph, plain
from casebook.report.model import Front


def words_of_abstract(front: Front) -> int:
    """Return the words of an abstract without its labels."""
    return sum(_words(part.children) for part in front.abstract)


def words_of(blocks: Iterable[Block]) -> int:
    """Return the words of the paragraphs and lists among some blocks."""
    return sum(_words(passage) for block in blocks for passage in passages_of(block))


def passages_of(block: Block) -> tuple[tuple[Inline, ...], ...]:
    """Return the paragraph, or the items of the list, that a block is; nothing of any other."""
    match block:
        case Paragraph(children):
            return (children,)
        case ItemList(_, items):
            return items
        case _:
            return ()


def without_gaps(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the nodes that say something."""
    return tuple(node for node in nodes if not isinstance(node, Gap))


def _words(nodes: tuple[Inline, ...]) -> int:
    return len(plain(without_gaps(nodes)).split())
