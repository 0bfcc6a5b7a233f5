"""A table as plain text: aligned columns where they fit a screen, else one record for each row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from casebook.columns import width_of
from casebook.formats.typed.inlines import written
from casebook.nodes import Cell, Column, ItemList, Table

_SCREEN = 100  # columns of a typewriter
_GAP = "  "


def table_lines(node: Table) -> Iterator[str]:
    """Yield the rows of a table, each word of it once."""
    heads = [written(column.head) for column in node.columns]
    rows = [[_text(cell) for cell in row] for row in node.rows]
    if all("\n" not in text for row in rows for text in row):
        columns = [
            [*_aligned(head, column, [row[place] for row in node.rows], [row[place] for row in rows])]
            for place, (head, column) in enumerate(zip(heads, node.columns, strict=True))
        ]
        lines = [_GAP.join(cells).rstrip() for cells in zip(*columns, strict=True)]
        if max(map(width_of, lines)) <= _SCREEN:
            yield from lines
            return
    yield from _records(heads, rows)


def _records(heads: list[str], rows: list[list[str]]) -> Iterator[str]:
    """Yield a record for each row, parted by blank lines: the first cell, then each other below it with its head."""
    for number, row in enumerate(rows):
        yield from [""] if number else []
        for place, (head, text) in enumerate(zip(heads, row, strict=True)):
            label = f"{head}: " if head else ""
            lines = (
                [label + text] if "\n" not in text else [label.rstrip(), *(f"  {line}" for line in text.split("\n"))]
            )
            yield from (f"{'  ' if place else ''}{line}".rstrip() for line in lines)


def _text(cell: Cell) -> str:
    """Return the lines of a cell: a paragraph or an item a line."""
    lines = (
        [f"{f'{n}.' if block.ordered else '-'} {written(item)}" for n, item in enumerate(block.items, 1)]
        if isinstance(block, ItemList)
        else [written(block.children)]
        for block in cell.blocks
    )
    return "\n".join(chain.from_iterable(lines))


def _aligned(head: str, column: Column, cells: list[Cell], texts: list[str]) -> Iterator[str]:
    """Yield the head, a line below it and the cells, all of one width; decimal marks stand in line."""
    if column.align == "decimal":
        longest = max((cell.fraction + 1 for cell in cells if cell.fraction), default=0)
        texts = [
            text + " " * (0 if cell.fraction is None else longest - (cell.fraction and cell.fraction + 1))
            for cell, text in zip(cells, texts, strict=True)
        ]
    width = max(map(width_of, [head, *texts]))
    yield _filled(head, width, column)
    yield "-" * width
    for text in texts:
        yield _filled(text, width, column)


def _filled(text: str, width: int, column: Column) -> str:
    room = " " * (width - width_of(text))
    return room + text if column.align == "decimal" else text + room
