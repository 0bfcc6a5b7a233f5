"""The text of a tagged PDF in the order of its structure, as a screen reader gets it: no page, no layout.

`pdfinfo -struct-text` says the same in twenty seconds a file, but not what a hyphen at a line's end stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

Marks = dict[tuple[Any, int], str]


def read_aloud(file: pikepdf.Pdf) -> str:
    """Return all text of the structure, from the first element to the last; ActualText in place of what is drawn."""
    marks: Marks = {}
    for page in file.pages:
        for number, text in _marked(page):
            marks[page.objgen, number] = marks.get((page.objgen, number), "") + text
    return "".join(_spoken(file.Root.StructTreeRoot.K[0], None, marks))


def _spoken(element: Any, page: Any, marks: Marks) -> Iterator[str]:
    if isinstance(element, int):
        yield marks.get((page, element), "")
    elif "/MCID" in element:
        yield marks.get((element.Pg.objgen, int(element.MCID)), "")
    elif "/S" in element:
        for kid in element.K:
            yield from _spoken(kid, element.Pg.objgen if "/Pg" in element else page, marks)


def _marked(page: Any) -> Iterator[tuple[int, str]]:
    """Yield the pieces of text of a page, each with the number of its mark."""
    signs = {str(name): _signs(font) for name, font in page.Resources.Font.items()}
    opened: list[tuple[int | None, str | None]] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BMC":
                opened.append((None, None))
            case "BDC":
                number, said = operands[1].get("/MCID"), operands[1].get("/ActualText")
                opened.append((number, None if said is None else str(said)))
            case "EMC":
                _, said = opened.pop()
                if said is not None:
                    yield opened[-1][0] or 0, said
            case "Tf":
                font = signs[str(operands[0])]
            case "TJ" if opened and opened[-1][0] is not None:
                drawn = b"".join(bytes(item) for item in operands[0] if isinstance(item, pikepdf.String))
                glyphs = (int.from_bytes(drawn[n : n + 2]) for n in range(0, len(drawn), 2))
                yield opened[-1][0], "".join(font[glyph] for glyph in glyphs)


def _signs(font: Any) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"(?m)^<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>$", table)
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}
