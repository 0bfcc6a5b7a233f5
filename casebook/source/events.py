"""What is used of PyYAML's events (its own types leave open whether marks are there), and the fault it ends in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

import yaml

from casebook.source.line import take_apart
from casebook.source.page import Mark

# The C scanner is about fifteen times as fast; both give the same marks
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Where these words stand in an error's context, the thing that cannot be read begins at the context's mark
_FROM_CONTEXT = ("simple key", "quoted scalar", "alias", "anchor", "tag", "directive", "block scalar")


class Point(Protocol):
    """A point in the text, from 0."""

    line: int
    column: int


class Event(Protocol):
    """Something begins, ends or stands here; `anchor` and `tag` are YAML's own signs before it."""

    start_mark: Point
    end_mark: Point
    anchor: str | None
    tag: str | None


class ScalarEvent(Event, Protocol):
    """A text, and how it is written: "" plain, a quotation mark, "|" or ">"."""

    value: str
    style: str | None


class CollectionEvent(Event, Protocol):
    """A mapping or a list begins; `flow_style`: between brackets."""

    flow_style: bool | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Where YAML could not go on (from 0), and what came before: the last scalar, and the bracket still open."""

    line: int
    column: int
    reason: str = ""
    scalar: Mark | None = None
    bracket: tuple[int, int] | None = None

    def text_start(self, lines: Sequence[str]) -> int:
        """Return the line on which the text begins, if it is a plain one, that runs into the fault."""
        if self.scalar is None or self.scalar.style or self.bracket is not None:
            return self.line
        line = take_apart(lines[self.scalar.line])
        after_brackets = line.text[:1] in ("{", "[") and self.scalar.column > line.column
        return self.line if after_brackets else min(self.scalar.line, self.line)


def parse(lines: tuple[str, ...]) -> Iterable[Event]:
    """Return the events of `lines`, one by one; raises yaml.YAMLError where YAML cannot go on."""
    return cast(Iterable[Event], yaml.parse("\n".join(lines), Loader=LOADER))


def point_of(error: yaml.MarkedYAMLError, lines: tuple[str, ...]) -> tuple[int, int]:
    """Return the line and column at which the thing begins that cannot be read."""
    from_context = any(word in (error.context or "") for word in _FROM_CONTEXT) and "tab" not in (error.problem or "")
    mark = error.context_mark if from_context and error.context_mark is not None else error.problem_mark
    last = len(lines) - 1
    return (last, 0) if mark is None else (min(mark.line, last), mark.column)
