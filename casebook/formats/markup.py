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
)

_CLOSING = ".,;:!?)]”’"
_LONG_PIECE = 28  # characters; a longer piece would not fit a narrow column, so it may break anywhere
_SHORT_CELL, _SHORT_HEADER = 16, 24  # characters; a column whose cells are all so short keeps each on one line


def inlines(nodes: Sequence[Inline]) -> Markup:
    """Return inline nodes as HTML, nothing parted that a reader takes as one.

    WeasyPrint breaks a line before a mark or a sign that stands in an element of its own; so the sign before a
    superscript citation is tied to it, and closing signs go into the last piece of a long token.
    """
    written: list[Markup] = []
    rest = [*nodes]
    while rest:
        node = rest.pop(0)
        if isinstance(node, Breakable) and rest and isinstance(rest[0], Words):
            signs, rest[0] = _split_signs(rest[0].text)
            node = replace(node, pieces=(*node.pieces[:-1], node.pieces[-1] + signs))
        if not (rest and _is_mark(rest[0]) and isinstance(node, Words | Unbroken)):
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


def _is_mark(node: Inline) -> bool:
    return isinstance(node, Citation) and node.superscript


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
            tag = Markup("sup" if superscript else "span")
            return Markup('<{0} class="citation">{1}</{0}>').format(tag, Markup("").join(_part(part) for part in parts))
        case CrossReference(target, label):
            return Markup('<a class="mention" href="#{}">{}</a>').format(target, label)
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
    link = Markup('<a href="#{}" id="{}" role="doc-biblioref">{}</a>')
    return link.format(part.target, part.anchor, part.number)


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
    """A cell as its template writes it; `missing` is how much its number falls short of the longest fraction, in ch."""

    children: tuple[Inline, ...]
    is_header: bool
    is_number: bool
    is_short: bool
    missing: float


def table_cells(table: Table) -> list[list[TableCell]]:
    """Return the rows of a table with what the look of each cell depends on."""
    columns = [_column(head, cells) for head, cells in zip(table.columns, zip(*table.rows, strict=True), strict=False)]
    return [list(row) for row in zip(*columns, strict=True)]


def _column(head: Column, cells: tuple[Cell, ...]) -> list[TableCell]:
    longest = max((cell.fraction or 0 for cell in cells), default=0)
    limit = _SHORT_HEADER if head.is_header else _SHORT_CELL
    is_short = all(len(plain(cell.children)) <= limit for cell in cells)
    is_number = head.align == "decimal"
    return [TableCell(c.children, head.is_header, is_number, is_short, _missing(c.fraction, longest)) for c in cells]


def _missing(fraction: int | None, longest: int) -> float:
    """Return the room to leave after a number, in ch: a tabular digit is 1 ch wide, a decimal mark half of that."""
    if fraction is None or not longest:
        return 0
    return longest - fraction + (0 if fraction else 0.5)
