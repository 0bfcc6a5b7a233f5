"""The traps of where a line begins: tabs, indentation, and lines that have slipped out of their text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from casebook.findings import Kind
from casebook.source import kinds
from casebook.source.events import Fault
from casebook.source.line import LOST, Line, is_value, line_above, line_below, take_apart
from casebook.source.silent import is_known
from casebook.source.traps import PROSE, Trap, hard_space, missing_colon, missing_dash_space, with_colon

_Lines = Sequence[str]
_STEP = 2  # columns by which people indent at least
_WRAPPED = 50  # columns from which on a line may be one of a wrapped sentence


def tabs(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of tabs where only spaces can stand, mended with ever more spaces for each tab."""
    raw = lines[fault.line]
    lead = _lead(raw)
    if "\t" in lead:
        for target in dict.fromkeys(_targets(lines, fault.line)):
            edits = _without_tabs(lines, fault.line, target)
            yield _shifted(kinds.TAB, fault.line, edits, lead.index("\t"))
    elif raw[fault.column : fault.column + 1] == "\t":
        corrected = raw[: fault.column].rstrip() + " " + raw[fault.column :].lstrip()
        yield Trap(kinds.TAB, fault.line, fault.column, {fault.line: corrected}, fields={"corrected": corrected})


def _targets(lines: _Lines, number: int) -> Iterator[int]:
    """Yield the columns at which a line indented by tabs may have been meant to begin, the likeliest first."""
    above = line_above(lines, number)
    if above is not None:
        line = take_apart(lines[above])
        yield line.indent + 2 if line.wants_lines else line.lead
        yield line.indent
    yield from (2, 4, 8)


def _without_tabs(lines: _Lines, first: int, target: int) -> dict[int, str]:
    """Return the lines from `first` on that are indented by tabs, with spaces: the first moved to column `target`."""
    edits: dict[int, str] = {}
    shift = target - len(_lead(lines[first]).expandtabs(2))
    for number in range(first, len(lines)):
        lead = _lead(lines[number])
        if lines[number].strip() and "\t" not in lead:
            break
        edits[number] = " " * (len(lead.expandtabs(2)) + shift) + lines[number][len(lead) :]
    return edits


def _lead(raw: str) -> str:
    return raw[: len(raw) - len(raw.lstrip(" \t"))]


def hard_spaces(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of non-breaking spaces that indent the line or follow its colon."""
    for number in {fault.text_start(lines), fault.line}:
        trap = hard_space(lines, number)
        if trap is not None:
            yield trap


def dashes(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of `-item`, where a list goes on."""
    for number in sorted({fault.text_start(lines), fault.line}):
        lead = take_apart(lines[number]).lead
        around = (line_above(lines, number), line_below(lines, number))
        trap = missing_dash_space(lines, number)
        if trap is not None and any(n is not None and take_apart(lines[n]).lead >= lead for n in around):
            yield trap


def first_field(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the traps of a file that goes on after its end: after `...`, or further left than its first field."""
    above = line_above(lines, fault.line)
    if "<document start>" not in fault.reason or above is None:
        return
    if lines[above].startswith("..."):
        yield Trap(kinds.DOCUMENTS, above, 0, {above: ""}, 3, {"mark": "..."})
    first = line_below(lines, -1)
    if first is not None and (lead := take_apart(lines[first]).lead):
        edits = {n: lines[n][lead:] if not lines[n][:lead].strip() else lines[n] for n in range(first, fault.line)}
        yield _shifted(kinds.INDENTATION, first, edits, 0)


def lone_names(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of a field's name without its colon (`name`, `name |`), with what belongs to it below it."""
    for number in sorted({fault.text_start(lines), fault.line}):
        line, trap = take_apart(lines[number]), missing_colon(lines, number)
        above = line_above(lines, number)
        slipped = above is not None and take_apart(lines[above]).lead <= line.lead and not _may_begin(lines[above])
        if trap is not None and " " not in line.text.rstrip("|>+- ") and not slipped and _children(lines, number):
            yield trap


def left_of_text(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of lines that begin too far left to belong to the text above them."""
    for number in sorted({fault.text_start(lines), fault.line}):
        line = take_apart(lines[number])
        head = _head(lines, number)
        if head is None or _is_field(lines, number, line) or (number == fault.line and fault.column > line.lead + 1):
            continue
        above = take_apart(lines[head])
        item = line.dashes and line.name is None
        if not (above.opens_block or item or (not line.dashes and len(above.text.split()) >= PROSE)):
            continue
        first = line_below(lines, head)
        inside = above.opens_block and first is not None and first < number
        target = take_apart(lines[first]).lead if inside and first is not None else above.indent + 2
        edits = {n: " " * target + lines[n].lstrip() for n in _slipped(lines, head, number, target)}
        if number in edits:
            kind = kinds.DASH if line.dashes and not above.opens_block else kinds.LEFT_OF_TEXT
            yield _shifted(kind, number, edits, line.lead)


def _head(lines: _Lines, number: int) -> int | None:
    """Return the line on which the text begins that the line above `number` belongs to; blocks go before fields."""
    plain, least = None, len(lines[number]) + 1_000
    for above in range(number - 1, -1, -1):
        row = take_apart(lines[above])
        if not lines[above].strip():
            continue
        if row.is_entry and row.lead < least:
            if row.opens_block:
                return above
            plain = above if plain is None and row.text else plain
        least = min(least, row.lead)
    return plain


def _slipped(lines: _Lines, head: int, first: int, target: int) -> Iterator[int]:
    """Yield the lines from `first` on that belong to the text begun on line `head` but stand left of `target`."""
    most = take_apart(lines[head]).lead
    for number in range(first, len(lines)):
        row = take_apart(lines[number])
        if number > first and row.lead <= most and _may_begin(lines[number]):
            return
        if lines[number].strip() and row.lead < target:
            yield number


def _may_begin(raw: str) -> bool:
    """Tell whether a line may begin a field or an item; names of fields have no capitals, sentences do."""
    line = take_apart(raw)
    return line.is_entry and (line.name is None or line.name == line.name.lower())


def _is_field(lines: _Lines, number: int, line: Line) -> bool:
    """Tell whether a line looks like a field of its own, rather than like prose with a colon (`Note: …`)."""
    if line.name is None or (line.text and line.name != line.name.lower()):
        return False
    others = [*lines[:number], *lines[number + 1 :]]
    return len(line.name) <= 3 or not line.text or line.opens_block or is_known(others, line.name)


def indentation(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of a field or item that begins under none of the lines above it, moved to the nearest of them."""
    line = take_apart(lines[fault.line])
    if not line.is_entry or fault.bracket is not None or _is_wrapped(lines, fault, line):
        return
    levels = _levels(lines, fault.line, items=bool(line.dashes)) - {line.lead}
    odd = {level: _odd_above(lines, fault.line, level) for level in levels}
    unlike = {level: _is_unlike(lines, fault.line, level) for level in levels}
    for level in sorted(levels, key=lambda level: (not odd[level], unlike[level], abs(level - line.lead), -level)):
        if odd[level]:
            edits = {n: _moved(lines[n], line.lead - level) for n in odd[level]}
            yield _shifted(kinds.INDENTATION, odd[level][0], edits, level)
        edits = {n: _moved(lines[n], level - line.lead) for n in _with_parts(lines, fault.line, level)}
        yield _shifted(kinds.INDENTATION, fault.line, edits, line.lead)


def _is_unlike(lines: _Lines, number: int, level: int) -> bool:
    """Tell whether of a field and the nearest above it at `level` just one is a language, by its two letters."""
    above = (take_apart(lines[n]) for n in range(number - 1, -1, -1))
    name = take_apart(lines[number]).name
    other = next((row.name for row in above if row.lead == level and row.name), None)
    return name is not None and other is not None and (len(name) == 2) != (len(other) == 2)


def _with_parts(lines: _Lines, number: int, level: int) -> list[int]:
    """Return a line that is to begin at `level`, and those that belong to it: none that then stand beside it."""
    line, below = take_apart(lines[number]), line_below(lines, number)
    if not line.wants_lines or below is None:
        return [number]
    first = take_apart(lines[below]).lead
    return [number, *_children(lines, number, least=max(line.lead, level if first > level else 0) + 1)]


def _is_wrapped(lines: _Lines, fault: Fault, line: Line) -> bool:
    """Tell whether the line at fault goes on with the sentence of the line above, so that its colon is prose."""
    if fault.text_start(lines) == fault.line or _is_field(lines, fault.line, line):
        return False
    above = lines[fault.line - 1]
    return len(above) > _WRAPPED and len(above.split()) > PROSE


def _odd_above(lines: _Lines, number: int, level: int) -> range:
    """Return the lines above `number` that begin at `level`, if more of their neighbours agree with `number`."""
    lead = take_apart(lines[number]).lead
    below = sum(take_apart(lines[n]).lead == lead for n in (number, *_children(lines, number, least=lead)))
    first = number
    for above in range(number - 1, -1, -1):
        if lines[above].strip() and take_apart(lines[above]).lead < level:
            break
        first = above
    count = sum(take_apart(lines[n]).lead == level and take_apart(lines[n]).is_entry for n in range(first, number))
    holds = level + _STEP <= lead and take_apart(lines[first]).wants_lines  # what stands right of it belongs to it
    # Of one against one, the odd column is the slip: people indent by two or four
    return range(first, number) if level and not holds and (count, lead % 2) < (below, level % 2) else range(0)


def _levels(lines: _Lines, number: int, *, items: bool) -> set[int]:
    """Return the columns at which a line could begin here: those of the open fields (or items) above it."""
    levels: set[int] = set()
    least = len(lines[number]) + 1_000
    for above in range(number - 1, -1, -1):
        row = take_apart(lines[above])
        if not row.is_entry or row.lead >= least:
            continue
        least = row.lead
        if items == bool(row.dashes):
            levels.add(row.lead)
        if row.dashes and row.name is not None and not items:
            levels.add(row.indent)
    return levels


def _children(lines: _Lines, number: int, least: int = -1) -> list[int]:
    """Return the lines below `number` that begin further right than it does (or at `least`, or right of that)."""
    lead = take_apart(lines[number]).lead if least < 0 else least - 1
    below: list[int] = []
    for n in range(number + 1, len(lines)):
        if lines[n].strip() and take_apart(lines[n]).lead <= lead:
            break
        below.append(n)
    return below


def _moved(raw: str, shift: int) -> str:
    if shift >= 0:
        return " " * shift + raw if raw.strip() else raw
    return raw[-shift:] if not raw[:-shift].strip() else raw.lstrip()


def no_colon(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of a line that is no field where one is due: its colon is missing, or it is left out."""
    for number in sorted({fault.text_start(lines), fault.line}):
        line, missing = take_apart(lines[number]), missing_colon(lines, number)
        if missing is not None and " " in line.text:
            yield missing
        if line.text and not line.is_entry and not is_value(lines, number) and not _goes_on(lines, fault, number):
            kind = kinds.FIELD_NAME if line.text[0] == ":" else kinds.NO_COLON
            mended = left_out(lines, number) or with_colon(lines, number)
            yield Trap(kind, number, line.lead, {number: mended}, len(line.text))


def first_of_fields(lines: _Lines, fault: Fault) -> Iterator[Trap]:
    """Yield the trap of the first of fields without colons, taken for a text that the next field then stands in."""
    above, row = line_above(lines, fault.line), take_apart(lines[fault.line])
    if above is None or fault.bracket is not None or row.dashes or row.name is None:
        return
    above = min(takewhile(lambda n: _is_short(lines, n, row.lead), range(above, -1, -1)), default=above)
    line, mended = take_apart(lines[above]), with_colon(lines, above)
    is_beside = row.lead == line.indent and (line.dashes or is_value(lines, above))
    if mended and is_beside and (len(line.text.split()) < PROSE or _is_field(lines, fault.line, row)):
        yield Trap(kinds.NO_COLON, above, line.column, {above: mended}, len(line.text))


def _is_short(lines: _Lines, number: int, indent: int) -> bool:
    """Tell whether a line at `indent` may be a field without its colon: it is too short for a sentence."""
    line = take_apart(lines[number])
    return line.indent == indent and bool(with_colon(lines, number)) and len(line.text.split()) < PROSE


def _goes_on(lines: _Lines, fault: Fault, number: int) -> bool:
    """Tell whether line `number` goes on with the text of a field above it."""
    first = fault.text_start(lines)
    head, line = take_apart(lines[first]), take_apart(lines[number])
    return first < number and head.lead < line.lead and (head.is_entry or is_value(lines, first))


def left_out(lines: _Lines, number: int) -> str:
    """Return what stands for line `number` when it is left out: a field without meaning if lines belong to it."""
    line, below = take_apart(lines[number]), line_below(lines, number)
    if below is None or take_apart(lines[below]).lead <= line.lead:
        return ""
    row, rest = take_apart(lines[below]), [*lines[:number], "", *lines[number + 1 : below + 1]]
    above = line_above(rest, below)
    opened = above is not None and take_apart(rest[above]).wants_lines and take_apart(rest[above]).lead < row.lead
    if opened or row.lead in _levels(rest, below, items=bool(row.dashes)):
        return ""
    return lines[number][: line.indent] + LOST + ":"


def _shifted(kind: Kind, line: int, edits: Mapping[int, str], column: int) -> Trap:
    return Trap(kind, line, column, edits, fields={"corrected": edits[line]})
