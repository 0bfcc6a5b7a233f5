"""The tokens of a passage (citations, mentions of figures and tables, values), found in its raw text.

    [@key]  [@a; @b]                        citation
    @fig:id  @fig:id.A  @tab:id             figure (perhaps a panel of it, or panels: @fig:id.A-C), table
    [^name]                                 the mark of a table's footnote
    {path}  {path@when}  {path:form}         value, at a moment ("hb@transplant + 12"), in a form
    \\*  \\^  \\~  \\@  \\[  \\{                  that character, as such
    \\- and 1\\. at the start of a line       no list: the line begins so

Each leaves one private-use character behind, so that nothing which reads marks can see into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from casebook.findings import Place
from casebook.source import Scalar

TOKEN_SIGN, LITERAL_SIGN = "\ue000", "\ue001"

_NAME = r"[^\W\d_][\w-]*"  # an accent makes a wrong name, not a passage that prints with its braces
_PANEL = "[A-Z][0-9]?"
_WHEN = r"[^\W_](?:(?:[\w .,+−–\u00a0-]|\n(?![ \t]*\n))*\w)?"  # what labs take for a moment, over a line end too
# The signs themselves, where an author typed them, are literals too: they print, and collide with nothing.
_FOUND = re.compile(
    rf"""
    (?=[\\\[@{{\ue000\ue001])
    (?: \\(?P<escaped>[*^~@\[{{])
      | (?P<sign>[\ue000\ue001])
      | (?P<line_start>^\\-|(?<=^1)\\\.)(?=\ )
      | \[\^(?P<note>{_NAME})\]
      | \[\s*@(?P<citation>[^\[\]\s@;,](?:(?!\n[ \t]*\n)[^\[\]])*)\]
      | (?<!\w)@fig:(?P<figure>[^\W_](?:[\w-]*\w)?(?:\.{_PANEL}(?:-{_PANEL})?(?!\w))?)
      | (?<!\w)@tab:(?P<table>[^\W_](?:[\w-]*\w)?)
      | (?<!\{{)\{{(?P<value>{_NAME}(?:\.{_NAME})*(?:@{_WHEN})?)(?::(?P<form>{_NAME}))?\}}(?!\}})
    )
    """,
    re.VERBOSE | re.MULTILINE,
)

Kind = Literal["citation", "figure", "table", "note", "value"]


@dataclass(frozen=True, slots=True)
class Token:
    """What stands for something else in a passage, where it stands, and how it was typed.

    `keys` are the keys of a citation, the one id of a figure ("effusion", "effusion.A", "effusion.A-C") or table, the
    one name of a footnote, or the one path of a value ("ldh.reference", "hb@admission"); `form` is what follows the
    colon in a value.
    """

    kind: Kind
    keys: tuple[str, ...]
    form: str
    place: Place
    raw: str


@dataclass(frozen=True, slots=True)
class Scan:
    """A passage with a sign in the place of each token and each literal character, and these in reading order."""

    text: str
    kept: tuple[Token | str, ...]


def tokens(passage: Scalar) -> tuple[Token, ...]:
    """Return the tokens of a passage in reading order."""
    return tuple(found for _, found in _find(passage) if isinstance(found, Token))


def located(passage: Scalar) -> Iterator[tuple[int, Token]]:
    """Yield the tokens of a passage in reading order, each with where it begins."""
    yield from ((match.start(), found) for match, found in _find(passage) if isinstance(found, Token))


def masked(passage: Scalar) -> str:
    """Return a passage with spaces in the place of its tokens, as long as before, for checks that read words."""
    return _replaced(passage, [(m, " " * len(m[0])) for m, found in _find(passage) if isinstance(found, Token)])


def unmoved(passage: Scalar) -> str:
    """Return a passage as `scan` does, but with signs for as long as each token is: everything stays in its place."""
    return _replaced(passage, [(match, TOKEN_SIGN * len(match[0])) for match, _ in _find(passage)])


def scan(passage: Scalar) -> Scan:
    """Return a passage ready for the reader of marks, and what was taken out of it."""
    found = list(_find(passage))
    signs = [(match, TOKEN_SIGN if isinstance(kept, Token) else LITERAL_SIGN) for match, kept in found]
    return Scan(_replaced(passage, signs), tuple(kept for _, kept in found))


def _find(passage: Scalar) -> Iterator[tuple[re.Match[str], Token | str]]:
    for match in _FOUND.finditer(passage):
        kind = match.lastgroup
        if kind in ("escaped", "sign", "line_start"):
            yield match, match[kind].replace("\\", "")
        else:
            yield match, _token(passage, match)


def _token(passage: Scalar, match: re.Match[str]) -> Token:
    raw = match[0]
    place = passage.place(match.start(), len(raw.partition("\n")[0]))
    if match["citation"]:
        return Token("citation", _citation_keys(match["citation"]), "", place, raw)
    if match["figure"]:
        return Token("figure", (match["figure"],), "", place, raw)
    if match["note"]:
        return Token("note", (match["note"],), "", place, raw)
    if match["table"]:
        return Token("table", (match["table"],), "", place, raw)
    return Token("value", (match["value"],), match["form"] or "", place, raw)


def _citation_keys(inside: str) -> tuple[str, ...]:
    # Whatever stands between the separators counts as a key: a slip becomes an unknown citation, not a printed "[@".
    pieces = (" ".join(piece.split()).removeprefix("@") for piece in re.split("[;,]", normalize("NFC", inside)))
    return tuple(piece for piece in pieces if piece)


def _replaced(text: str, changes: list[tuple[re.Match[str], str]]) -> str:
    pieces, end = [], 0
    for match, words in changes:
        pieces += [text[end : match.start()], words]
        end = match.end()
    return "".join((*pieces, text[end:]))
