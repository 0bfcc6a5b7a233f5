"""Where YAML could not go on: the traps that may be the reason, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casebook.source import kinds
from casebook.source.brackets import open_bracket
from casebook.source.events import Fault
from casebook.source.line import is_value, line_below, take_apart
from casebook.source.margins import (
    dashes,
    first_field,
    first_of_fields,
    hard_spaces,
    indentation,
    left_of_text,
    left_out,
    lone_names,
    no_colon,
    tabs,
)
from casebook.source.traps import (
    Trap,
    begins_with_sign,
    quote_closed_by_next,
    quote_piece,
    quote_value,
    space_after_colon,
    text_after_bar,
    unclosed_quote,
)

_Lines = Sequence[str]
# A space and # outside quotation marks
_CUT = re.compile(r"""(?>"[^"]*"|'[^']*'|.)*?[ ]\#""")
_LONE_HYPHEN = re.compile(r"(?P<before>[ ]*[^\W\d_][^:#]*: +)-(?P<after>(?: +#.*)?[ ]*)")
# A backslash that begins none of YAML's escapes (YAML 1.2, chapter 5.7)
_NO_ESCAPE = re.compile(r'\\(?![0abt\tnvfre "/\\N_LP]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})')


def diagnose(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the traps that may have caused `fault`, the likeliest first; the last ones only take the line out."""
    for step in _STEPS:
        yield from step(lines, fault)


def _quotes(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of a quotation mark that is not closed, or that closes on a later line by accident."""
    places = [(fault.line, fault.column)] if "quoted scalar" in fault.reason else []
    scalar = fault.scalar
    if scalar is not None and scalar.style in ("'", '"') and scalar.line < fault.line:
        places.append((scalar.line, scalar.column))
    if scalar is not None and scalar.line == fault.line and fault.bracket is not None:
        yield from quote_closed_by_next(lines, scalar.line, scalar.column)
    for line, column in places:
        trap = unclosed_quote(lines, line, column)
        if trap is not None and "escape" not in fault.reason:
            yield trap


def _backslash(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of a backslash between double quotation marks."""
    for number in range(fault.line, len(lines) if "escape" in fault.reason else fault.line):
        found = _NO_ESCAPE.search(lines[number], fault.column if number == fault.line else 0)
        if found is not None:
            corrected = re.sub(r'\\+(?!")', lambda run: "\\" * (len(run[0]) + len(run[0]) % 2), lines[number])
            yield Trap(kinds.BACKSLASH, number, found.start(), {number: corrected}, fields={"corrected": corrected})
            return


def _brackets(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the traps of a bracket that is not closed, and of a text inside brackets that cannot stand unquoted."""
    bracket = fault.bracket or _bracket_on(lines[fault.line], fault)
    if bracket is None:
        return
    line, column = bracket
    cut = _CUT.match(lines[line].removesuffix(take_apart(lines[line]).comment), column)
    if not cut:
        yield from _closed(lines, line, column, _last_inside(lines, line))
    if cut and fault.line > line:
        piece = quote_piece(kinds.FLOW_TEXT, lines, line, cut.end() - 1)
        if piece is not None:
            yield piece
    piece = quote_piece(kinds.FLOW_TEXT, lines, fault.line, fault.column)
    if piece is not None:
        yield piece
    yield from _closed(lines, line, column, line)


def _bracket_on(raw: str, fault: Fault) -> tuple[int, int] | None:
    """Return the bracket still open at the fault, if its line's text begins with one (YAML reads ahead of itself)."""
    column = take_apart(raw).column
    if raw[column : column + 1] in ("{", "[") and open_bracket(raw[: fault.column], column) is not None:
        return fault.line, column
    return None


def _last_inside(lines: _Lines, line: int) -> int:
    """Return the last line that a bracket on `line` can reach: below it comes a field or item beside that line."""
    indent, last = take_apart(lines[line]).indent, line
    while (below := line_below(lines, last)) is not None:
        row = take_apart(lines[below])
        if row.is_entry and row.lead <= indent:
            break
        last = below
    return last


def _closed(lines: _Lines, first: int, column: int, last: int) -> Iterator[Trap]:
    """Yield the trap of the bracket that stays open from `column` of line `first` to the end of line `last`."""
    unclosed = open_bracket("\n".join(lines[first : last + 1]), column)
    if unclosed is None:
        return
    opening, end, closing = unclosed
    (line, column), (last, end) = (_point(lines, first, offset) for offset in (opening, end))
    before, after = lines[last][:end], lines[last][end:]
    if not after:
        after = take_apart(before).comment
        before = before.removesuffix(after).rstrip(" ,")
        other, its_opening = ("]", "[") if closing[0] == "}" else ("}", "{")
        before = before.removesuffix(other) if before.count(other) > before.count(its_opening) else before
    corrected = before + closing + after
    fields = {"mark": lines[line][column], "corrected": corrected}
    yield Trap(kinds.UNCLOSED_BRACKET, line, column, {last: corrected}, fields=fields)


def _point(lines: _Lines, first: int, offset: int) -> tuple[int, int]:
    """Return the line and column of what stands `offset` characters behind the beginning of line `first`."""
    while offset > len(lines[first]):
        offset -= len(lines[first]) + 1
        first += 1
    return first, offset


def _stray_bracket(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of a bracket that closes nothing, at the end of a line that opens with one."""
    raw = lines[fault.line]
    mark = raw[fault.column : fault.column + 1]
    if mark and mark in "}]" and fault.bracket is None and not raw[fault.column :].strip("}] "):
        corrected = raw[: fault.column].rstrip()
        fields = {"mark": mark, "corrected": corrected}
        yield Trap(kinds.STRAY_BRACKET, fault.line, fault.column, {fault.line: corrected}, fields=fields)


def _signs(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the traps of a text that begins with a sign of YAML's own."""
    for trap in (text_after_bar(lines, fault.line), begins_with_sign(lines, fault.line)):
        if trap is not None and fault.column >= take_apart(lines[fault.line]).column:
            yield trap


def _missing_space(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of `name:text`, on the line of the fault or where the text begins that runs into it."""
    for number in sorted({fault.text_start(lines), fault.line}):
        trap = space_after_colon(lines, number)
        if trap is not None:
            yield trap


def _comment(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of a ` #` that ends a text whose next line then belongs to nothing."""
    scalar = fault.scalar
    if scalar is None or scalar.style or scalar.line >= fault.line:
        return
    cut = lines[fault.line - 1].find(" #")
    if cut >= 0 and take_apart(lines[fault.line]).lead > take_apart(lines[scalar.line]).lead:
        yield quote_value(kinds.HASH_CUTS, lines, scalar.line, (fault.line - 1, cut + 1), fault.line)


def _colon(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of a colon inside a text, on its first line or further down."""
    if lines[fault.line][fault.column : fault.column + 1] != ":" or fault.bracket is not None:
        return
    first = fault.text_start(lines)
    if take_apart(lines[first]).is_entry or is_value(lines, first):
        yield quote_value(kinds.COLON, lines, first, (fault.line, fault.column), fault.line)


def _dash(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the traps of `name: - 7`, and of `admission + 24 h: -`, whose hyphen stands for “not done”."""
    lone = _LONE_HYPHEN.fullmatch(lines[fault.line])
    if lone and fault.bracket is None:
        corrected = f"{lone['before']}–{lone['after']}"
        yield Trap(kinds.DASH, fault.line, lone.end("before"), {fault.line: corrected}, fields={"corrected": corrected})
        return
    line = take_apart(lines[fault.line])
    if line.name is not None and (line.text + " ").startswith("- ") and line.column <= fault.column:
        yield quote_value(kinds.DASH, lines, fault.line, (fault.line, line.column))


def _anything(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the fault itself, mended by quoting the text or, failing that, by leaving the line out."""
    line = take_apart(lines[fault.line])
    if line.is_entry and line.text and fault.bracket is None:
        quoting = quote_value(kinds.SYNTAX, lines, fault.line, (fault.line, fault.column))
        yield Trap(kinds.SYNTAX, fault.line, fault.column, quoting.edits)
    for kept in (left_out(lines, fault.line), ""):
        yield Trap(kinds.SYNTAX, fault.line, fault.column, {fault.line: kept})
    if fault.bracket is not None:
        yield Trap(kinds.SYNTAX, *fault.bracket, dict.fromkeys(range(fault.bracket[0], fault.line + 1), ""))


_STEPS = (
    tabs,
    hard_spaces,
    dashes,
    first_field,
    _quotes,
    _backslash,
    _brackets,
    _stray_bracket,
    _missing_space,
    _signs,
    _dash,
    _comment,
    first_of_fields,
    lone_names,
    left_of_text,
    no_colon,
    indentation,
    _colon,
    _anything,
)
