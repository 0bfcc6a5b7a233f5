"""The traps that YAML sets for people who write prose: each is recognised, named and mended on its own lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from casebook.findings import Kind
from casebook.source import kinds
from casebook.source.brackets import decimals_quoted, piece_at
from casebook.source.line import (
    CURLY,
    as_block,
    is_value,
    last_of_text,
    quote_lines,
    quoted,
    straightened,
    take_apart,
)

SIGNS = "{[]},@%*&!`>|'\"#?"
HARD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HARD_RUN = rf"[ \t]*[{HARD_SPACES}][ \t{HARD_SPACES}]*"
_HARD_INDENT = re.compile(_HARD_RUN)
_HARD_GAP = re.compile(rf"(?P<name>[ \t]*(?:-[ \t]+)*\w[\w.-]*:|[ \t]*-)(?P<gap>{_HARD_RUN})")
_NO_SPACE = re.compile(r"(?P<name>[ \t]*(?:-[ \t]+)*[^\W\d_][\w-]*:)(?!//)(?P<text>[^\s:].*)")
_NO_COLON = re.compile(r"""(?P<name>[ \t]*(?:-[ \t]+)*[a-z][\w-]*)[ \t]+(?P<text>[{\["'].*|[|>][-+]?[ \t]*$)""")
_FIRST_WORD = re.compile(r"[a-z][\w-]*(?=[ ])")
_LONE_NAME = re.compile(r"(?P<name>[ \t]*(?:-[ \t]+)*[a-z][\w-]*)(?P<text>)[ \t]*")
_NO_DASH_SPACE = re.compile(r"""[ \t]*-(?=[^\W\d_]|[{\["'])""")
PROSE = 4  # words from which on a text counts as a sentence
_QUOTED_COMMA = re.compile(r"""(?P<mark>["'])(?P<text>[^"']*?),[ ]*(?P=mark)(?=[^\s,\]}])""")
_APOSTROPHE = re.compile(r"'(?:[^']|\b'\b)*'")
_BARE_HEADER = re.compile(r"[|>][-+]?")
_ELISION = re.compile(r"'(?:\d0s|t(?:was|is|il)\b|em\b|cause\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trap:
    """One trap: what it is, where (line and column from 0), and the lines that mend it, by number."""

    kind: Kind
    line: int
    column: int
    edits: Mapping[int, str]
    width: int = 1
    fields: Mapping[str, str] = field(default_factory=dict)


def quote_value(kind: Kind, lines: Sequence[str], first: int, at: tuple[int, int], through: int = -1) -> Trap:
    """Return the trap mended by putting the text that begins on line `first` between quotation marks."""
    text = take_apart(lines[first]).text
    last = last_of_text(lines, first, through)
    if text[:1] in CURLY and text:
        kind, at = kinds.CURLY_QUOTES, (first, take_apart(lines[first]).column)
        text = straightened(text) if first == last else text
    edits, corrected = quote_lines(lines, first, last, text)
    return Trap(kind, *at, edits, fields=_fields(kind, lines[at[0]][at[1] : at[1] + 1], corrected))


def quote_piece(kind: Kind, lines: Sequence[str], line: int, column: int, **fields: str) -> Trap | None:
    """Return the trap mended by quoting the text around `column`, which stands between brackets on line `line`."""
    raw = lines[line]
    piece = piece_at(raw, column)
    if piece is None:
        return None
    start, end = piece
    if not start <= column <= end:
        return None
    text = raw[start:end]
    if text[0] in CURLY:
        kind, column, text = kinds.CURLY_QUOTES, start, straightened(text)
    elif column <= start and kind is kinds.FLOW_TEXT:
        kind, column = kinds.BEGINS_WITH, start
    corrected = decimals_quoted(raw[:start] + quoted(text) + raw[end:])
    fields |= _fields(kind, raw[column : column + 1], corrected)
    return Trap(kind, line, column, {line: corrected}, fields=fields)


def _fields(kind: Kind, mark: str, corrected: str) -> dict[str, str]:
    return {"corrected": corrected} | ({"mark": mark} if "{mark}" in kind.what else {})


def begins_with_sign(lines: Sequence[str], line: int) -> Trap | None:
    """Return the trap of a text on line `line` that begins with a sign of YAML's own, or with a curly quote."""
    parts = take_apart(lines[line])
    if not (parts.is_entry or is_value(lines, line)) or _BARE_HEADER.fullmatch(parts.text):
        return None
    if not parts.text or parts.text[0] not in SIGNS + CURLY:
        return None
    if parts.text.count("'") > 2 and _APOSTROPHE.fullmatch(parts.text):
        corrected = lines[line][: parts.column] + quoted(parts.text[1:-1]) + parts.comment
        return Trap(kinds.QUOTE_INSIDE, line, parts.column, {line: corrected}, fields={"corrected": corrected})
    return quote_value(kinds.BEGINS_WITH, lines, line, (line, parts.column))


def unclosed_quote(lines: Sequence[str], line: int, column: int) -> Trap | None:
    """Return the trap of a quotation mark at `column` that is never closed."""
    raw, parts = lines[line], take_apart(lines[line])
    mark = raw[column : column + 1]
    if mark not in ("'", '"'):
        return None
    if column != parts.column:
        piece = piece_at(raw, column)
        if piece is None or piece[0] != column:
            return None
        corrected = raw[:column] + quoted(raw[column + 1 : piece[1]].removesuffix(mark)) + raw[piece[1] :]
        return Trap(kinds.UNCLOSED_QUOTE, line, column, {line: corrected}, fields={"corrected": corrected})
    if _ELISION.match(parts.text):
        return begins_with_sign(lines, line)
    last = last_of_text(lines, line)
    edits, corrected = quote_lines(lines, line, last, parts.text[1:])
    return Trap(kinds.UNCLOSED_QUOTE, line, column, edits, fields={"corrected": corrected})


def quote_closed_by_next(lines: Sequence[str], line: int, column: int) -> Iterator[Trap]:
    """Yield the trap of a quotation mark between brackets that is closed by the one before the next text: ["1, "b"]."""
    found = _QUOTED_COMMA.match(lines[line], column)
    if found is not None:
        corrected = lines[line][: found.end("text")] + found["mark"] + lines[line][found.end("text") :]
        yield Trap(kinds.UNCLOSED_QUOTE, line, column, {line: corrected}, fields={"corrected": corrected})


def hard_space(lines: Sequence[str], line: int) -> Trap | None:
    """Return the trap of non-breaking spaces that indent line `line`, or that follow its colon or dash."""
    first = _HARD_INDENT.match(lines[line])
    if first is None:
        gap = _HARD_GAP.match(lines[line])
        if gap is None:
            return None
        corrected = gap["name"] + " " * len(gap["gap"]) + lines[line][gap.end() :]
        return Trap(kinds.HARD_SPACE, line, gap.start("gap"), {line: corrected}, fields={"corrected": corrected})
    edits: dict[int, str] = {}
    for number in range(line, len(lines)):
        found = _HARD_INDENT.match(lines[number])
        if found is None:
            break
        edits[number] = " " * found.end() + lines[number][found.end() :]
    return Trap(kinds.HARD_SPACE, line, 0, edits, first.end(), {"corrected": edits[line]})


def space_after_colon(lines: Sequence[str], line: int) -> Trap | None:
    """Return the trap of `name:text` on line `line`; addresses (`https://…`) and times are none."""
    found = _NO_SPACE.match(lines[line])
    if found is None or take_apart(lines[line]).name is not None:
        return None
    corrected = f"{found['name']} {found['text']}"
    return Trap(kinds.COLON_SPACE, line, found.end("name") - 1, {line: corrected}, fields={"corrected": corrected})


def missing_colon(lines: Sequence[str], line: int) -> Trap | None:
    """Return the trap of `name {…}`, `name "…"` or `name |`, or of a lone `name`: a field without its colon."""
    found = _NO_COLON.match(lines[line]) or _LONE_NAME.fullmatch(lines[line])
    if found is None:
        return None
    corrected = f"{found['name']}: {found['text']}".rstrip()
    return Trap(kinds.COLON_MISSING, line, found.end("name"), {line: corrected}, fields={"corrected": corrected})


def with_colon(lines: Sequence[str], line: int) -> str:
    """Return line `line` as a field named by its first word, so that what goes with it is read; "" if it is none."""
    parts = take_apart(lines[line])
    word = _FIRST_WORD.match(parts.text) if parts.name is None else None
    return lines[line][: parts.column] + word[0] + ":" + lines[line][parts.column + word.end() :] if word else ""


def missing_dash_space(lines: Sequence[str], line: int) -> Trap | None:
    """Return the trap of an item of a list that follows its dash without a space."""
    found = _NO_DASH_SPACE.match(lines[line])
    if found is None:
        return None
    corrected = lines[line][: found.end()] + " " + lines[line][found.end() :]
    return Trap(kinds.DASH_SPACE, line, found.end() - 1, {line: corrected}, fields={"corrected": corrected})


def space_in_brackets(lines: Sequence[str], line: int, column: int, name: str) -> Trap | None:
    """Return the trap of `{name:text}`, where `name` (with its text) was read as a field at `column`."""
    found = _NO_SPACE.fullmatch(name)
    if found is None:
        return None
    colon = column + found.end("name")
    corrected = lines[line][:colon] + " " + lines[line][colon:]
    return Trap(kinds.COLON_SPACE, line, colon - 1, {line: corrected}, fields={"corrected": corrected})


def text_after_bar(lines: Sequence[str], line: int) -> Trap | None:
    """Return the trap of a text that begins on the same line as the `|` that announces it."""
    parts = take_apart(lines[line])
    found = re.match(r"\|(?:[-+0-9]*[ \t]+|(?![-+0-9]))(?P<text>[^\s#].*)", parts.text)
    if found is None or not (parts.is_entry or is_value(lines, line)):
        return None
    text, last = found["text"], last_of_text(lines, line, block=True)
    edits, _ = quote_lines(lines, line, last, text)
    corrected = as_block(lines, line, last, text)
    return Trap(kinds.TEXT_AFTER_BAR, line, parts.column, edits, fields={"mark": "|", "corrected": corrected})


def comment_in_text(raw: str, line: int, start: int, end: int, value: str) -> Trap | None:
    """Return the trap of a ` #` that cuts the text `value` (columns `start` to `end`) short, or `bed #3`.

    Nothing is mended, since it may be a comment: two spaces before the sign, or a short text, say that it is one.
    """
    lost = raw[end + 1 :].rstrip()
    if raw[end : end + 2] != " #" or len(lost) < 2:
        return None
    prose, number, bare = len(value.split()) >= PROSE, lost[1].isdigit(), not value and not lost[1].isspace()
    if not (prose or number or bare):
        return None
    corrected = raw[:start] + quoted(raw[start:].rstrip())
    return Trap(kinds.HASH, line, end + 1, {}, len(lost), {"lost": lost, "corrected": corrected})


def curly_quotes_kept(raw: str, line: int, column: int, value: str) -> Trap | None:
    """Return the trap of a text that is whole between curly quotation marks: it is read, marks and all."""
    if value[-1] not in CURLY or any(letter in CURLY for letter in value[1:-1]) or raw[column:].find(value) != 0:
        return None
    corrected = raw[:column] + quoted(value[1:-1]) + raw[column + len(value) :]
    return Trap(kinds.QUOTES_PRINTED, line, column, {}, len(value), {"corrected": corrected})
