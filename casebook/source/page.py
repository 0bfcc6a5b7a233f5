"""Where a piece of text stands: the lines of one file, and strings that remember their own place in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from os.path import commonprefix
from pathlib import Path
from typing import NamedTuple, TypeAlias

from casebook.findings import Place

_IN_QUOTES = re.compile(r'"(?:\\.|[^"\\])*"?')


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a file as its author wrote them, and as they were read once the faults found were mended."""

    name: str
    written: tuple[str, ...]
    read: tuple[str, ...]

    def place(self, line: int, column: int, width: int = 1) -> Place:
        """Return the place in the file as written; `line` and `column`, from 0, count in the lines as read."""
        text = self.written[line] if line < len(self.written) else ""
        return Place(self.name, line + 1, self._written_column(line, column) + 1, text, max(width, 1))

    def _written_column(self, line: int, column: int) -> int:
        if line >= len(self.read) or not column:
            return 0
        written, read = self.written[line], self.read[line]
        return min(column, len(written)) if len(written) == len(read) else _aligned(written, read, column)


def _aligned(written: str, read: str, column: int) -> int:
    """Return where the character at `column` of `read` stands in `written`: mends insert, drop or swap characters."""
    here, there = (len(line) - len(line.lstrip()) for line in (written, read))
    if column < there:
        return min(column, here)
    while there < min(column, len(read)) and here < len(written):
        same = read[there] == written[here]
        inserted = not same and read[there + 1 : there + 2] == written[here]
        dropped = not same and not inserted and written[here + 1 : here + 2] == read[there]
        here += not inserted
        there += not dropped
    return min(here, len(written))


class Mark(NamedTuple):
    """Where a scalar begins: line and column from 0, and its style ("" plain, quotation mark, "|" or ">").

    `parted`: a comma in it would end it, between brackets or in a file whose cells commas part.
    """

    page: Page
    line: int
    column: int
    style: str
    parted: bool = False


class Scalar(str):
    """A string exactly as typed in a YAML file (every key and every value), which knows where it stands."""

    __slots__ = ("_mark",)
    _mark: Mark | None

    def __new__(cls, text: str = "", mark: Mark | None = None) -> Scalar:
        scalar = super().__new__(cls, text)
        object.__setattr__(scalar, "_mark", mark)
        return scalar

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Scalar cannot be changed: {name}")

    def __reduce__(self) -> tuple[type[Scalar], tuple[str, Mark | None]]:
        return Scalar, (str(self), self._mark)

    def __deepcopy__(self, memo: object) -> Scalar:
        return self

    @property
    def mark(self) -> Mark | None:
        return self._mark

    def place(self, offset: int = 0, width: int = 1) -> Place:
        """Return where the character at `offset` stands in the file.

        Exact inside blocks and wherever the lines of a scalar can be read off; behind an escape, all of its first line.
        """
        if self._mark is None:
            return Place("")
        page, line, column, style, _ = self._mark
        offset = min(max(offset, 0), len(self))
        if style == "|":
            line, column = self._in_block(page.read, line, column, offset)
        elif spot := self._unfolded(self._mark, offset):
            line, column, room = spot
            width = min(width, room) if offset + room < len(self) else width
        else:
            typed = _IN_QUOTES.match(page.read[line], column)
            width = len(typed[0]) if typed else width
        return page.place(line, column, width)

    def _unfolded(self, mark: Mark, offset: int) -> tuple[int, int, int] | None:
        """Return the line and column of the character at `offset`, and how much of that line is left; None: not told.

        YAML folds the lines of such a scalar: each but its spaces around stands in the text, white space between them.
        """
        lines, style, is_block = mark.page.read, mark.style, mark.style == ">" and self != ""
        at = self._next(0) if is_block else 0
        for number in range(mark.line + is_block, len(lines)):
            raw = lines[number]
            begin = mark.column + len(style) if number == mark.line else len(raw) - len(raw.lstrip(" \t"))
            typed = raw[begin:].rstrip(" \t") if self else ""
            read, escape, _ = typed.partition("\\") if style == '"' else (typed, "", "")
            read = read.replace("''", "'") if style == "'" else read
            same = len(commonprefix((read, self[at:])))
            if offset <= at + same and (read or not self):
                before = self[at:offset].replace("'", "''") if style == "'" else self[at:offset]
                return number, begin + len(before), at + same - offset
            if same < len(read) or escape:
                return None
            at = self._next(at + same)
        return None

    def _next(self, offset: int) -> int:
        """Return where, from `offset` on, the next character stands that is no white space."""
        return len(self) - len(self[offset:].lstrip(" \t\n"))

    def _in_block(self, lines: tuple[str, ...], line: int, column: int, offset: int) -> tuple[int, int]:
        rows = self[:offset].split("\n")
        row = line + len(rows)
        if row >= len(lines):
            return (len(lines) - 1, len(lines[-1])) if len(rows) > 1 else (line, column)
        end = self.find("\n", offset)
        whole = rows[-1] + self[offset : end if end >= 0 else len(self)]
        return row, max(len(lines[row]) - len(whole), 0) + len(rows[-1]) if whole else len(lines[row])


Tree: TypeAlias = "Mapping[Scalar, Tree] | list[Tree] | Scalar | None"


@dataclass(frozen=True, slots=True)
class Source:
    """One YAML file: its fields as plain dicts and lists of Scalars (None: not given), and its lines as written."""

    file: Path
    name: str
    data: Mapping[Scalar, Tree]
    lines: tuple[str, ...]

    def at(self, path: tuple[str | int, ...]) -> Place:
        """Return the place of the value at `path`, or of the nearest field above it that there is."""
        value, place = self._walk(path)
        return _whole(value) if isinstance(value, Scalar) else place

    def value(self, path: tuple[str | int, ...]) -> Tree:
        """Return what stands at `path`; None where there is nothing."""
        return self._walk(path)[0]

    def key(self, path: tuple[str | int, ...]) -> Place:
        """Return the place of the name of the field at `path`, or of the nearest field above it that there is."""
        return self._walk(path)[1]

    def _walk(self, path: tuple[str | int, ...]) -> tuple[Tree, Place]:
        value: Tree = self.data
        place = Place(self.name, 1, 1, self.lines[0] if self.lines else "")
        for part in path:
            if isinstance(value, Mapping):
                name = next((name for name in value if name == part), None)
                if name is None:
                    return None, place
                value, place = value[name], _whole(name)
            elif isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
                value = value[part]
                first = _first(value)
                place = place if first is None else _whole(first)
            else:
                return None, place
        return value, place


def _first(value: Tree) -> Scalar | None:
    if isinstance(value, Mapping):
        return next(iter(value), None)
    if isinstance(value, list):
        return next((first for item in value if (first := _first(item)) is not None), None)
    return value


def _whole(scalar: Scalar) -> Place:
    """Return the place of `scalar`, as wide as its first line."""
    place = scalar.place()
    width = min(len(scalar.partition("\n")[0]), len(place.text) - place.column + 1)
    return scalar.place(0, max(width, 1))
