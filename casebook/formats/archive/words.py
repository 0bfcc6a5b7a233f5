"""Words as a reader copies them: whole, with the spaces at which lines break, in the signs that were written.

A tagged PDF says where words end (ISO 32000-1, 14.8.2.5) and whether a hyphen at the end of a line is the word's
(14.8.2.2.3); WeasyPrint says neither. And it lets a glyph stand for the first character that it was drawn for: the ⁶
of 10⁶ would be copied as the 6 of a citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import Any, Literal
from unicodedata import category

from fontTools.ttLib import TTFont

Sign = Literal[" ", "-", "\N{SOFT HYPHEN}"]

_REACH = 16  # characters on either side of the end of a piece, to find it again in the text
_LAST_GLYPH = re.compile(rb"(?s)(\[.*<[0-9a-f]*)([0-9a-f]{4})>[-\d. ]*\] TJ")
_HYPHENS: dict[Sign, bytes] = {
    "-": b"/Span <</ActualText <FEFF2010>>> BDC",
    "\N{SOFT HYPHEN}": b"/Span <</ActualText <FEFF00AD>>> BDC",
}
_FONT = re.compile(rb"/(\S+) \S+ Tf")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text that was drawn at once: its number in the content of its page, and the line it stands on."""

    page: int
    number: int
    line: int
    text: str


def name_glyphs(fonts: Iterable[Any]) -> None:
    """Let every glyph that a font has for a character of its own stand for that, whatever it was drawn for first."""
    for font in fonts:
        own = _characters(font.file_content, font.index)
        for glyph, text in font.to_unicode.items():
            if len(text) == 1 and glyph in own:
                font.to_unicode[glyph] = own[glyph]


@lru_cache(maxsize=32)
def _characters(file: bytes, index: int) -> dict[int, str]:
    """Return the character of each glyph of a font; of several the first, and a letter or sign before a modifier.

    So "-" and not the hyphen of U+2010, and ’ of U+2019 and not the letter of U+02BC.
    """
    with TTFont(BytesIO(file), fontNumber=index, lazy=True) as font:
        glyphs = font.getReverseGlyphMap()
        codes = sorted(font.getBestCmap().items(), key=lambda item: (category(chr(item[0])) == "Lm", item[0]))
        return {glyphs[name]: chr(code) for code, name in reversed(codes)}


def signs_between(pieces: list[Piece], source: str) -> Iterator[tuple[Piece, Sign]]:
    """Yield the pieces of a paragraph whose end is not what was drawn, with what it is.

    A space where none is drawn; the hyphen of a line; a hyphen of the word itself at the end of a line, which readers
    would take for one of the line. `source` is the paragraph as it was written.
    """
    source, texts = _plain(source), [_plain(piece.text) for piece in pieces]
    for place, (piece, following) in enumerate(pairwise(pieces), start=1):
        before = "".join(texts[max(0, place - _REACH) : place])[-_REACH:].lstrip()
        after = "".join(texts[place : place + _REACH])[:_REACH].rstrip()
        if before.endswith(" ") or after.startswith(" "):
            continue
        if before + after in source:
            if before.endswith("-") and piece.line != following.line:
                yield piece, "-"
        elif f"{before} {after}" in source:
            yield piece, " "
        elif before[:-1] + after in source:
            yield piece, "\N{SOFT HYPHEN}"


def _plain(text: str) -> str:
    """Return text as it is compared: one kind of space, one kind of letter."""
    return re.sub(r"\s+", " ", text.replace("\N{ZERO WIDTH SPACE}", "")).casefold()


def end_pieces(content: list[Any], ends: Mapping[int, Sign], fonts: Mapping[bytes, Any]) -> None:
    """Write into the content of a page the spaces and soft hyphens with which its pieces of text end."""
    written: list[Any] = []
    open_marks: list[int | None] = []
    font, last = b"", -1
    for item in content:
        written.append(item)
        if item in (b"BDC", b"BMC"):
            before = written[-2]
            open_marks.append(before.get("MCID") if isinstance(before, dict) else None)
        elif item == b"EMC":
            number = open_marks.pop()
            if number is not None and number in ends and last >= 0:
                written[last : last + 1] = _ended(written[last], ends[number], fonts[font])
            last = -1 if number is not None else last
        elif isinstance(item, bytes) and item.endswith(b" TJ"):
            last = len(written) - 1
        elif isinstance(item, bytes) and (found := _FONT.fullmatch(item)):
            font = found[1]
    content[:] = written


def _ended(drawn: bytes, sign: Sign, font: Any) -> list[bytes]:
    """Return the drawing of a piece of text with one space behind it, or with its last sign called what it is."""
    found = _LAST_GLYPH.fullmatch(drawn)
    if sign in _HYPHENS:
        return [found[1] + b">] TJ", _HYPHENS[sign], b"[<" + found[2] + b">] TJ", b"EMC"] if found else [drawn]
    space = next((f"{glyph:04x}".encode() for glyph, text in font.to_unicode.items() if text == " "), b"")
    return [drawn] if not space or found and found[2] == space else [drawn, b"[<" + space + b">] TJ"]
