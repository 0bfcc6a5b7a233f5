"""The anatomy of one line of YAML, and how the text on it is put into quotation marks or into a block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LINE = re.compile(
    r"""(?P<lead>[ \t]*)
        (?P<dashes>(?:-(?:[ \t]+|$))*)
        (?:(?P<name>\w[\w.-]*|"[^"]*"|'[^']*')[ \t]*:(?:[ \t]+|$))?
        (?P<text>.*?)
        (?P<comment>(?:[ \t]{2,}\#.*)?[ \t]*)$""",
    re.VERBOSE,
)
_OPENS_BLOCK = re.compile(r"[|>][-+0-9]*$")
_LONG = 60  # characters of a sentence from which on a block reads better than quotation marks
LOST = "\ue000"  # the name of a field whose line cannot be read, so that the lines below it still stand in something
CURLY = "“”„‟"


@dataclass(frozen=True, slots=True)
class Line:
    """One line taken apart: `lead - name: text  # comment`; `column` (from 0) is where the text begins."""

    lead: int
    dashes: str
    name: str | None
    text: str
    comment: str
    column: int

    @property
    def indent(self) -> int:
        """Return the column of the name (or text) after the dashes."""
        return self.lead + len(self.dashes)

    @property
    def is_entry(self) -> bool:
        """Tell whether the line begins a field or an item of a list."""
        return self.name is not None or bool(self.dashes)

    @property
    def opens_block(self) -> bool:
        return bool(_OPENS_BLOCK.match(self.text))

    @property
    def wants_lines(self) -> bool:
        """Tell whether what belongs to the line follows below it."""
        return self.is_entry and (not self.text or self.opens_block)


def take_apart(raw: str) -> Line:
    """Return the parts of the line `raw`."""
    found = _LINE.match(raw)
    assert found is not None, "every part may be empty"
    lead, dashes, name, text, comment = found.group("lead", "dashes", "name", "text", "comment")
    return Line(len(lead), dashes, name, text, comment, found.start("text"))


def quoted(text: str) -> str:
    """Return `text` between the quotation marks that need no escape, single ones doubled where both occur."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def straightened(text: str) -> str:
    """Return `text` without the curly quotation marks around it, ready to be quoted; as it is if there are none."""
    return text[1:-1] if len(text) > 1 and text[0] in CURLY and text[-1] in CURLY else text


def quote_lines(lines: Sequence[str], first: int, last: int, text: str) -> tuple[dict[int, str], str]:
    """Put `text`, which begins on line `first` and goes on to line `last`, between quotation marks.

    Returns the changed lines by their number, and how the author should write them: quoted if short, else a block.
    """
    line = take_apart(lines[first])
    prefix = lines[first][: line.column]
    if first == last:
        edits = {first: prefix + quoted(text) + line.comment}
    else:
        rows = quoted("\n".join([text, *(row.strip(" \t") for row in lines[first + 1 : last + 1])])).split("\n")
        edits = {first: prefix + rows[0]}
        edits |= {
            first + step: " " * (len(raw) - len(raw.lstrip(" \t"))) + row
            for step, (raw, row) in enumerate(zip(lines[first + 1 : last + 1], rows[1:], strict=True), start=1)
        }
    block = line.is_entry and (first != last or len(text) > _LONG)
    return edits, as_block(lines, first, last, text) if block else "\n".join(edits.values())


def as_block(lines: Sequence[str], first: int, last: int, text: str) -> str:
    """Return lines `first` to `last` written as a `|` block that begins with `text`."""
    line = take_apart(lines[first])
    inner = " " * (line.indent + 2)
    rows = [text, *(row.strip(" \t") for row in lines[first + 1 : last + 1])]
    return "\n".join([lines[first][: line.column].rstrip() + " |" + line.comment, *(inner + row for row in rows)])


def last_of_text(lines: Sequence[str], first: int, through: int = -1, *, block: bool = False) -> int:
    """Return the last line of the text that begins on line `first` and reaches at least to line `through`.

    Further lines belong to it if they are indented and (outside a `block`) do not look like fields or items.
    """
    line = take_apart(lines[first])
    least = line.indent + 1 if line.is_entry else line.lead
    last = max(first, through)
    for number in range(last + 1, len(lines)):
        if not lines[number].strip():
            continue
        row = take_apart(lines[number])
        if row.lead < least or (row.is_entry and not block):
            break
        last = number
    return last


def line_above(lines: Sequence[str], number: int) -> int | None:
    """Return the nearest line above `number` that is neither empty nor a comment."""
    return next((n for n in range(number - 1, -1, -1) if lines[n].strip() and lines[n].lstrip()[0] != "#"), None)


def line_below(lines: Sequence[str], number: int) -> int | None:
    """Return the nearest line below `number` that is neither empty nor a comment."""
    return next((n for n in range(number + 1, len(lines)) if lines[n].strip() and lines[n].lstrip()[0] != "#"), None)


def is_value(lines: Sequence[str], number: int) -> bool:
    """Tell whether line `number`, which has no name of its own, is the text of the field opened above it."""
    above = line_above(lines, number)
    if above is None:
        return False
    line = take_apart(lines[above])
    return line.is_entry and not line.text and line.lead < take_apart(lines[number]).lead
