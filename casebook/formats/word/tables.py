"""A table of a Word file: a header row that repeats, rows that hold together, numbers under each other's mark."""

from __future__ import annotations

from collections.abc import Callable

from docx.oxml.ns import qn

from casebook.formats.word.elements import Element, paragraph, w
from casebook.formats.word.runs import Pen
from casebook.nodes import Cell, Column, ItemList, NoteMark, Paragraph, Table, plain

WIDEST_UPRIGHT = 8  # columns; a table of more stands on a page turned on its side
_MANY = 6  # columns; a table of more is set smaller
_SHORT = 12  # rows; a table of no more is not parted by the end of a page
_PADDING = 216  # twips beside the words of a cell, both sides together, as the style of the table has it
_LONGEST_WORD, _LONGEST_LINE = 12, 30  # em; what is longer may break, or takes a further line
_AMPLE = 1.25  # of the width reckoned, where the page has it: what stands in for Times New Roman may be as wide


def table(node: Table, pen: Pen, width: int, numbering: Callable[[bool], int]) -> Element:
    """Return a table as wide as its words need, at most `width` (in twips).

    `numbering` gives a list its number, by whether it counts.
    """
    small = "Small" if len(node.columns) > _MANY else ""
    size = 170 if small else 200  # twips: the type of the styles TableText and TableTextSmall
    room = [_room([row[place] for row in node.rows]) for place in range(len(node.columns))]
    widths = _widths(node, room, width, size)
    rows = [_head(node.columns, pen, widths, small)]
    is_short = len(node.rows) <= _SHORT
    for number, row in enumerate(node.rows, 1):
        cells = [
            _cell(_blocks(cell, column, left[number - 1] * size // 4, pen, small, numbering), cell_width)
            for cell, column, left, cell_width in zip(row, node.columns, room, widths, strict=True)
        ]
        rows.append(w("tr", w("trPr", w("cantSplit")), *cells))
        if is_short and (number < len(node.rows) or node.notes or node.footnotes):
            _keep_with_next(rows[-1])
    return w("tbl", _properties(node, sum(widths)), w("tblGrid", *(w("gridCol", w=each) for each in widths)), *rows)


def _keep_with_next(row: Element) -> None:
    """Keep a row on the page of what follows it, as a row of a short table."""
    for style in row.iter(qn("w:pStyle")):
        style.addnext(w("keepNext"))


def _properties(node: Table, width: int) -> Element:
    """Return the properties of a table in the order of the schema, its text alternative (label, caption) among them."""
    names_rows = int(any(column.is_header for column in node.columns))
    return w(
        "tblPr",
        w("tblStyle", val="ManuscriptTable"),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="04A0" if names_rows else "0420", firstRow=1, firstColumn=names_rows, noHBand=0, noVBand=1),
        w("tblCaption", val=node.label),
        w("tblDescription", val=plain(node.caption)),
    )


def _head(columns: tuple[Column, ...], pen: Pen, widths: list[int], small: str) -> Element:
    """Return the header row: on top of every page that the table reaches."""
    cells = [
        _cell([paragraph(f"TableHead{small}", pen.write(column.head), *_aligned(column, 0))], width)
        for column, width in zip(columns, widths, strict=True)
    ]
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)


def _cell(content: list[Element], width: int) -> Element:
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *content)


def _blocks(
    cell: Cell, column: Column, room: int, pen: Pen, small: str, numbering: Callable[[bool], int]
) -> list[Element]:
    """Return the paragraphs and lists of a cell; one that is empty still needs a paragraph."""
    style = f"TableText{small}"
    made: list[Element] = []
    for block in cell.blocks:
        match block:
            case Paragraph(children):
                made.append(paragraph(style, pen.write(children), *_aligned(column, room)))
            case ItemList(ordered, items):
                number = numbering(ordered)
                for item in items:
                    counted = w("numPr", w("ilvl", val=0), w("numId", val=number))
                    made.append(paragraph(style, pen.write(item), counted, w("ind", left=284, hanging=284)))
    return made or [paragraph(style, [])]


def _aligned(column: Column, room: int) -> list[Element]:
    """Return the properties of a paragraph that align it; `room` is what it leaves on the right, in twips."""
    if column.align == "start":
        return []
    return [*([w("ind", right=room)] if room else []), w("jc", val="right")]


def _room(cells: list[Cell]) -> list[int]:
    """Return the room to leave behind each number of a column, in half digits, so that their marks stand in line.

    A decimal mark is half as wide as a digit, and about so is the letter of a footnote: so it is in Times New Roman
    and in what stands in for it. Word's own decimal tabs go by the mark of the machine, not of the article.
    """
    longest = max((cell.fraction or 0 for cell in cells), default=0)
    notes = [sum(len(node.mark) for node in cell.children if isinstance(node, NoteMark)) for cell in cells]
    missing = [
        0 if cell.fraction is None or not longest else 2 * (longest - cell.fraction) + (0 if cell.fraction else 1)
        for cell in cells
    ]
    return [short + max(notes) - own for short, own in zip(missing, notes, strict=True)]


def _widths(node: Table, room: list[list[int]], width: int, size: int) -> list[int]:
    """Return the widths of the columns in twips: room for the longest word first, then by how much there is to say.

    Where there is room, all have some to spare, before any has a long line whole; where there is too little, the words
    give way and may break; numbers never do.
    """
    needed, wanted, firm = [], [], []
    for place, column in enumerate(node.columns):
        lines = [plain(column.head), *(line for row in node.rows for line in _lines(row[place]))]
        words = [word for line in lines for word in line.split(" ")]
        cells = zip((row[place] for row in node.rows), room[place], strict=True)
        numbers = [_ems(line) + left / 4 for cell, left in cells for line in _lines(cell) if column.align != "start"]
        firm.append(_PADDING + size * max(numbers, default=2))
        needed.append(max(firm[-1], _PADDING + size * min(_LONGEST_WORD, max(map(_ems, words)))))
        wanted.append(max(needed[-1], _PADDING + size * min(_LONGEST_LINE, max(map(_ems, lines)))))
    ample = [int(each * _AMPLE) for each in needed]
    wanted = [max(pair) for pair in zip(ample, wanted, strict=True)]
    for least, most in ((ample, wanted), (needed, ample), (firm, needed)):
        if sum(most) <= width:
            return [int(each * min(_AMPLE, width / sum(most))) for each in most]
        if sum(least) <= width:
            share = (width - sum(least)) / (sum(most) - sum(least))
            return [int(low + share * (high - low)) for low, high in zip(least, most, strict=True)]
    return [int(each * width / sum(firm)) for each in firm]


def _ems(text: str) -> float:
    """Return about how wide a text is, for a type one em high, with some to spare."""
    return 0.8 + sum(0.75 if sign.isupper() else 0.48 for sign in text)


def _lines(cell: Cell) -> list[str]:
    """Return the paragraphs and items of a cell; an item stands behind its sign."""
    return [
        text
        for block in cell.blocks
        for text in (
            ["3." + 2 * "\N{NO-BREAK SPACE}" + plain(item) for item in block.items]
            if isinstance(block, ItemList)
            else [plain(block.children)]
        )
    ]
