"""The traps that YAML reads without complaint, but not as the author meant; good files have none of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.source import kinds
from casebook.source.events import ScalarEvent
from casebook.source.line import CURLY, is_value, take_apart
from casebook.source.page import Scalar
from casebook.source.traps import (
    HARD_SPACES,
    Trap,
    begins_with_sign,
    comment_in_text,
    curly_quotes_kept,
    hard_space,
    missing_colon,
    missing_dash_space,
    quote_piece,
    space_after_colon,
    space_in_brackets,
    unclosed_quote,
)

_HARD = re.compile(f"[{HARD_SPACES}]")


def scalar_trap(lines: Sequence[str], event: ScalarEvent, *, is_name: bool, flow: bool) -> Trap | None:
    """Return the trap that the author of the scalar of `event` has walked into, if any."""
    start, end, style = event.start_mark, event.end_mark, event.style
    if event.anchor is not None and any(f"*{event.anchor}" in raw for raw in lines):
        sign = f"&{event.anchor}"
        return Trap(kinds.YAML_SIGN, start.line, start.column, {}, len(sign), {"mark": sign})
    if event.anchor is not None or event.tag is not None:
        return sign_trap(lines, start.line, start.column)
    if not style:
        if is_name:
            return _name_trap(lines, start.line, event.value)
        return _plain_trap(lines, event, flow)
    if style == ">":
        header = lines[start.line][start.column :]
        return begins_with_sign(lines, start.line) if not event.value and header[1:2].isdigit() else None
    if style != "|" and start.line != end.line and _swallows_fields(lines, start.line, end.line):
        return unclosed_quote(lines, start.line, start.column)
    return None


def _name_trap(lines: Sequence[str], line: int, name: str) -> Trap | None:
    if _HARD.match(name):
        return hard_space(lines, line)
    if name[:1] == "-":
        return missing_dash_space(lines, line)
    return missing_colon(lines, line) if "{" in name or "[" in name else None


def _plain_trap(lines: Sequence[str], event: ScalarEvent, flow: bool) -> Trap | None:
    start, end, value = event.start_mark, event.end_mark, event.value
    if end.line < len(lines):
        raw = lines[end.line]
        if raw[end.column : end.column + 2] == " #":
            first = start.column if start.line == end.line else len(raw) - len(raw.lstrip())
            first = first if value else end.column + 1
            return comment_in_text(raw, end.line, first, end.column, value)
    if not value:
        return None
    if value[0] in CURLY:
        return curly_quotes_kept(lines[start.line], start.line, start.column, value)
    if flow or (":" not in value and start.line == end.line):
        return None
    if _names_without_space(lines, start.line, end.line):
        return space_after_colon(lines, start.line)
    if start.line < end.line and not take_apart(lines[start.line]).is_entry:
        items = [missing_dash_space(lines, number) for number in range(start.line, end.line + 1)]
        return items[0] if all(items) else None
    return None


def _names_without_space(lines: Sequence[str], first: int, last: int) -> bool:
    """Tell whether lines `first` to `last` are fields without a space after their colon, not a text such as a DOI."""
    if take_apart(lines[first]).is_entry or not (is_value(lines, first) or first == _first_line(lines)):
        return False
    for raw in lines[first : last + 1]:
        name = re.match(r"[ \t]*([^\W\d_][\w-]*):(?!//)[^\s:]", raw)
        if name is None or not (len(name[1]) == 2 or is_known(lines, name[1])):
            return False
    return True


def _first_line(lines: Sequence[str]) -> int:
    return next((n for n, raw in enumerate(lines) if raw.strip() and raw.lstrip()[0] != "#"), 0)


def is_known(lines: Sequence[str], name: str) -> bool:
    """Tell whether a field of this name stands elsewhere in the file."""
    pattern = re.compile(rf"(?:^|[{{,-])[ \t]*{re.escape(name)}[ \t]*:(?:[ \t]|$)")
    return any(pattern.search(raw) for raw in lines)


def _swallows_fields(lines: Sequence[str], first: int, last: int) -> bool:
    """Tell whether a text in quotation marks goes on over lines that are fields beside the one it belongs to."""
    line = take_apart(lines[first])
    most = line.indent if line.is_entry else line.indent - 1
    rows = (take_apart(raw) for raw in lines[first + 1 : last + 1])
    return any(row.name is not None and row.lead <= most for row in rows)


def sign_trap(lines: Sequence[str], line: int, column: int) -> Trap | None:
    """Return the trap of a text that begins at `column` with a sign of YAML's own."""
    if column == take_apart(lines[line]).column:
        return begins_with_sign(lines, line)
    return quote_piece(kinds.FLOW_TEXT, lines, line, column)


def nameless_trap(lines: Sequence[str], name: Scalar, bracket: tuple[int, int], *, is_first: bool) -> Trap | None:
    """Return the trap of `name` between brackets, which has no colon and so was not meant as a field."""
    assert name.mark is not None
    line, column = name.mark.line, name.mark.column
    missing = space_in_brackets(lines, line, column, name)
    if missing is not None:
        return missing
    if is_first:
        return sign_trap(lines, *bracket)
    if len(name.split()) == 2 and (forgotten := _named_without_colon(lines, line, column, name)) is not None:
        return forgotten
    trap = quote_piece(kinds.FLOW_COMMA, lines, line, column, lost=str(name))
    return trap or _named_without_colon(lines, line, column, name) or Trap(kinds.SYNTAX, line, column, {}, len(name))


def _named_without_colon(lines: Sequence[str], line: int, column: int, text: str) -> Trap | None:
    """Return the trap of `{…, family Souza}`, if a field of this name stands elsewhere in the file."""
    name, _, rest = text.partition(" ")
    if not rest or not lines[line].startswith(text, column) or not is_known(lines, name):
        return None
    end = column + len(name)
    corrected = lines[line][:end] + ":" + lines[line][end:]
    return Trap(kinds.COLON_MISSING, line, end, {line: corrected}, fields={"corrected": corrected})


def document_trap(lines: Sequence[str], line: int) -> Trap:
    """Return the trap of a line `---` or `...` after which a second document begins."""
    return Trap(kinds.DOCUMENTS, line, 0, {line: "   " + lines[line][3:]}, 3, {"mark": lines[line][:3]})
