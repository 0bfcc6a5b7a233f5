"""The words of a report in the order in which they are read, for comparison with what a PDF gives back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casebook.nodes import (
    Block,
    Breakable,
    Citation,
    CrossReference,
    Figure,
    Gap,
    Inline,
    ItemList,
    NoteMark,
    Table,
    Unbroken,
    Words,
)
from casebook.report.model import Report

_RAISED = str.maketrans("0123456789abcdefghi", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱ")


def spoken(report: Report) -> list[str]:
    """Return what each part of an article says, from the title to the last reference."""
    return [said for said in _spoken(report) if said]


def _spoken(report: Report) -> Iterator[str]:
    yield from (words(notice.children) for notice in report.notices)
    yield from (words(front.title) for front in report.fronts)
    yield from (author.name for author in report.authors)
    for front in report.fronts:
        yield from (f"{part.label or ''} {words(part.children)}".strip() for part in front.abstract)
    yield from (affiliation.text for affiliation in report.affiliations)
    for block in report.body:
        yield from _block(block)
    for block in report.back:
        yield from _block(block)
    yield from (words(reference.children) for reference in report.references)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Figure):
        yield f"{block.label}. {words(block.caption)}"
        yield words(block.credit)
    elif isinstance(block, Table):
        yield f"{block.label}. {words(block.caption)}"
        yield from (words(column.head) for column in block.columns)
        for row in block.rows:
            for cell in row:
                for inner in cell.blocks:
                    yield from _block(inner)
        yield from (words(note) for note in block.notes)
        yield from (words(note.children) for note in block.footnotes)
    elif isinstance(block, ItemList):
        yield from (words(item) for item in block.items)
    else:
        yield words(block.children)


def words(children: Sequence[Inline]) -> str:
    """Return inline nodes as a reader copies them: citations and marks raised, everything else as it was written."""
    return "".join(map(_inline, children))


def _inline(node: Inline) -> str:
    match node:
        case Words(text) | Unbroken(text):
            return text
        case Breakable(pieces):
            return "".join(pieces)
        case CrossReference(_, label) | Gap(label):
            return label
        case NoteMark(_, _, mark):
            return mark.translate(_RAISED)
        case Citation(parts, superscript):
            said = "".join(part if isinstance(part, str) else str(part.number) for part in parts)
            return said.translate(_RAISED) if superscript else said
        case _:
            return words(node.children)


def bare(text: str) -> str:
    """Return text without what a line break changes: spaces of all kinds, soft hyphens, capitals of a heading."""
    return re.sub(r"[\s\u200b\u2060\u00ad\ufffe]", "", text).casefold()
