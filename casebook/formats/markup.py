"""Nodes as HTML: inline nodes are written here, block nodes by the template of their name in `nodes/`."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from jinja2 import Environment, pass_environment
from markupsafe import Markup, escape

from casebook.nodes import (
    Block,
    Breakable,
    Cell,
    Citation,
    Column,
    CrossReference,
    Emphasis,
    Figure,
    Foreign,
    Gap,
    Heading,
    Image,
    Inline,
    ItemList,
    Link,
    NoteMark,
    Notice,
    Paragraph,
    Ref,
    Strong,
    Subscript,
    Superscript,
    Table,
    Unbroken,
    Words,
    plain,
    still_said,
)

_CLOSING = ".,;:!?)]”’"
_LONG_PIECE = 28  # characters; a longer piece would not fit a narrow column, so it may break anywhere
_MARK = 0.75  # ch, the room of a footnote's letter
_SHORT_CELL, _SHORT_HEADER = 16, 24  # characters; a column whose cells are all so short keeps each on one line
_ROOM, _WIDE_ROOM, _GAP = 60, 130, 2.5  # characters that a printed table has room for, and a space between columns


def inlines(nodes: Sequence[Inline]) -> Markup:
    """Return inline nodes as HTML, nothing parted that a reader takes as one.

    WeasyPrint breaks a line before a mark or a sign that stands in an element of its own; so the sign right before a
    citation is tied to it, and closing signs go into the last piece of a long token.
    """
    written: list[Markup] = []
    rest = [*nodes]
    while rest:
        node = rest.pop(0)
        if isinstance(node, Breakable) and rest and isinstance(rest[0], Words):
            signs, rest[0] = _split_signs(rest[0].text)
            node = replace(node, pieces=(*node.pieces[:-1], node.pieces[-1] + signs))
        if not (rest and isinstance(node, Words | Unbroken) and _is_mark(rest[0], node.text)):
            written.append(inline(node))
        elif isinstance(node, Unbroken):
            written.append(_tied(node, rest.pop(0)))
        else:
            written += [escape(node.text[:-1]), _tied(Words(node.text[-1:]), rest.pop(0))]
    return Markup("").join(written)


def _split_signs(text: str) -> tuple[str, Words]:
    """Return the closing signs that `text` begins with, and the rest."""
    length = len(text) - len(text.lstrip(_CLOSING))
    return text[:length], Words(text[length:])


def _is_mark(node: Inline, before: str) -> bool:
    """Say whether a node stands right behind the sign `before` it; a mark in brackets may stand behind a space."""
    is_close = isinstance(node, Citation) and (node.superscript or not before.endswith(" "))
    return isinstance(node, NoteMark) or is_close


def _tied(*nodes: Inline) -> Markup:
    return Markup('<span class="unbroken">{}</span>').format(Markup("").join(inline(node) for node in nodes))


def inline(node: Inline) -> Markup:
    """Return one inline node as HTML."""
    match node:
        case Words(text):
            return escape(text)
        case Emphasis(children):
            return Markup("<em>{}</em>").format(inlines(children))
        case Strong(children):
            return Markup("<strong>{}</strong>").format(inlines(children))
        case Superscript(children):
            return Markup("<sup>{}</sup>").format(inlines(children))
        case Subscript(children):
            return Markup("<sub>{}</sub>").format(inlines(children))
        case Unbroken(text):
            return Markup('<span class="unbroken">{}</span>').format(text)
        case Breakable(pieces):
            return Markup('<span class="breakable">{}</span>').format(Markup("<wbr>").join(_piece(p) for p in pieces))
        case Foreign(lang, children):
            return Markup('<span lang="{}">{}</span>').format(lang, inlines(children))
        case Link(href, children):
            return Markup('<a href="{}">{}</a>').format(href, inlines(children))
        case Citation(parts, superscript):
            form = '<sup class="citation">{}</sup>' if superscript else '<span class="citation unbroken">{}</span>'
            return Markup(form).format(Markup("").join(_part(part) for part in parts))
        case CrossReference(target, label):
            return Markup('<a class="mention" href="#{}">{}</a>').format(target, label)
        case NoteMark(target, anchor, mark):
            link = Markup('<sup class="note-mark"><a href="#{}" id="{}" role="doc-noteref">{}</a></sup>')
            return link.format(target, anchor, mark)
        case Gap(label):
            return Markup('<mark class="gap">{}</mark>').format(label)
        case _:
            assert_never(node)


def _piece(piece: str) -> Markup:
    """Return a piece of a long token: it holds together unless it is too long for a column itself."""
    name = "unbroken" if len(piece) <= _LONG_PIECE else "long"
    return Markup('<span class="{}">{}</span>').format(name, piece)


def _part(part: Ref | str) -> Markup:
    """Return one number of a citation, linked to its reference, or the sign between two."""
    if isinstance(part, str):
        return escape(part)
    link = Markup('<a href="#{}" id="{}" role="doc-biblioref" aria-describedby="entry-{}">{}</a>')
    return link.format(part.target, part.anchor, part.key, part.number)


@pass_environment
def block(environment: Environment, node: Block) -> Markup:
    """Return one block node as HTML."""
    return Markup(environment.get_template(f"nodes/{template(node)}.html").render(node=node))


def template(node: Block) -> str:
    """Return the name of the template that writes a block node."""
    match node:
        case Paragraph():
            return "paragraph"
        case Heading():
            return "heading"
        case ItemList():
            return "list"
        case Figure():
            return "figure"
        case Table():
            return "table"
        case Notice():
            return "notice"
        case _:
            assert_never(node)


def data_uri(image: Image) -> str:
    """Return an image as an address that holds it."""
    return f"data:{image.media_type};base64,{base64.b64encode(image.data).decode()}"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as its template writes it.

    `missing` is the room that it leaves on the right, in ch, so that decimal marks stand below each other; `marks` are
    those of footnotes that hang behind a number.
    """

    blocks: tuple[Paragraph | ItemList, ...]
    children: tuple[Inline, ...]
    marks: tuple[Inline, ...]
    is_header: bool
    is_number: bool
    is_short: bool
    missing: float

    @property
    def is_simple(self) -> bool:
        """Whether the cell is one run of words, which needs no paragraph of its own."""
        return len(self.blocks) == 1 and isinstance(self.blocks[0], Paragraph)


def table_cells(table: Table) -> list[list[TableCell]]:
    """Return the rows of a table with what the look of each cell depends on."""
    cells = tuple(zip(*table.rows, strict=True))
    least = sum(_least(head, column) + _GAP for head, column in zip(table.columns, cells, strict=False))
    is_tight = least > (_WIDE_ROOM if table.is_wide else _ROOM)
    columns = [_column(head, column, is_tight) for head, column in zip(table.columns, cells, strict=False)]
    return [list(row) for row in zip(*columns, strict=True)]


def _least(head: Column, cells: tuple[Cell, ...]) -> float:
    """Return how many characters a column is wide at least when what is short in it stays on one line."""
    numbers = max((cell.fraction or 0 for cell in cells), default=0)
    limit = _SHORT_HEADER if head.is_header else _SHORT_CELL
    texts = [plain(cell.children) for cell in cells]
    widths = [len(text) + _missing(cell.fraction, numbers) for text, cell in zip(texts, cells, strict=True)]
    words = [len(word) for text in (plain(head.head), *texts) for word in text.split()]
    return max(*words, *widths) if all(len(text) <= limit for text in texts) else max(words, default=0)


def _column(head: Column, cells: tuple[Cell, ...], is_tight: bool) -> list[TableCell]:
    longest = max((cell.fraction or 0 for cell in cells), default=0)
    limit = _SHORT_HEADER if head.is_header else _SHORT_CELL
    is_short = all(len(plain(cell.children)) <= limit for cell in cells) and not (is_tight and head.is_header)
    is_number = head.align == "decimal"
    split = [_without_marks(cell.children) if is_number else (cell.children, ()) for cell in cells]
    hang = max((len(_note_letters(marks)) for _, marks in split), default=0) * _MARK or 0
    return [
        TableCell(c.blocks, words, marks, head.is_header, is_number, is_short, hang + _missing(c.fraction, longest))
        for c, (words, marks) in zip(cells, split, strict=True)
    ]


def _without_marks(children: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Return the words of a number and, apart, the marks of footnotes behind it."""
    start = next((n for n, node in enumerate(children) if isinstance(node, NoteMark)), len(children))
    return still_said(children[:start], children), children[start:]


def _note_letters(marks: tuple[Inline, ...]) -> str:
    return ",".join(node.mark for node in marks if isinstance(node, NoteMark))


def _missing(fraction: int | None, longest: int) -> float:
    """Return the room to leave after a number, in ch: a tabular digit is 1 ch wide, a decimal mark half of that."""
    if fraction is None or not longest:
        return 0
    return longest - fraction + (0 if fraction else 0.5)
