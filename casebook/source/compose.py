"""YAML events → plain dicts and lists of Scalars, noting the traps that YAML itself does not stumble over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from casebook.findings import Finding, Kind
from casebook.source import kinds
from casebook.source.events import CollectionEvent, Event, Fault, Point, ScalarEvent, parse, point_of
from casebook.source.line import LOST
from casebook.source.page import Mark, Page, Scalar, Tree
from casebook.source.silent import document_trap, nameless_trap, scalar_trap, sign_trap
from casebook.source.text import without_bad_characters
from casebook.source.traps import Trap

MOST_LEVELS = 64
MOST_NODES = 200_000
_Box: TypeAlias = "dict[Scalar, Tree] | list[Tree]"


@dataclass(slots=True)
class Reading:
    """What one pass over a page gave."""

    page: Page
    tree: Tree = None
    findings: list[Finding] = field(default_factory=list)
    traps: list[Trap] = field(default_factory=list)
    fault: Fault | None = None
    hopeless: bool = False

    def report(self, kind: Kind, point: Point, width: int = 1, **fields: object) -> None:
        self.findings.append(kind.at(self.page.place(point.line, point.column, width), **fields))


@dataclass(slots=True)
class _Level:
    """One mapping or list being filled; `name` is the field waiting for its value."""

    box: _Box
    start: Point
    flow: bool
    name: Scalar | None = None
    waits: bool = False

    @property
    def wants_name(self) -> bool:
        return isinstance(self.box, dict) and not self.waits


def compose(page: Page) -> Reading:
    """Return the tree of the lines as read on `page`; where YAML cannot go on, the fault and what came before it."""
    reading = Reading(page)
    composer = _Composer(reading)
    try:
        for event in parse(page.read):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        reading.fault = composer.fault(error)
    except _Hopeless:
        reading.hopeless = True
    return reading


class _Hopeless(Exception):
    """There is no use in reading on."""


class _Composer:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.page = reading.page
        self.levels: list[_Level] = []
        self.anchors: set[str] = set()
        self.nodes = 0
        self.documents = 0
        self.last: Mark | None = None
        self.actions: dict[type, Callable[..., None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.MappingStartEvent: lambda event: self._open(event, {}),
            yaml.SequenceStartEvent: lambda event: self._open(event, []),
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: Event) -> None:
        action = self.actions.get(type(event))
        if action is not None:
            action(event)

    def fault(self, error: yaml.MarkedYAMLError) -> Fault:
        """Return where `error` is: where the thing began that cannot be read, if YAML says so."""
        bracket = next(((level.start.line, level.start.column) for level in self.levels if level.flow), None)
        return Fault(*point_of(error, self.page.read), f"{error.context} {error.problem}", self.last, bracket)

    def _scalar(self, event: ScalarEvent) -> None:
        start, style = event.start_mark, event.style or ""
        level = self.levels[-1] if self.levels else None
        is_name = level is not None and level.wants_name
        is_flow = level is not None and level.flow
        self.last = mark = Mark(self.page, start.line, start.column, style, is_flow and not style)
        self._count(start)
        value = event.value
        if style == '"' and (clean := without_bad_characters(value)) != value:
            bad = next(was for was, now in zip(value, clean, strict=True) if was != now)
            self.reading.report(kinds.CHARACTER, start, character=f"U+{ord(bad):04X}")
            value = clean
        if event.anchor is not None:
            self.anchors.add(event.anchor)
        self._note(scalar_trap(self.page.read, event, is_name=is_name, flow=is_flow))
        if not value and not style and not is_name:
            self._check_name(level, start)
            self._attach(None, start)
        else:
            self._attach(Scalar(value, mark), start)

    def _alias(self, event: Event) -> None:
        mark = event.start_mark
        trap = sign_trap(self.page.read, mark.line, mark.column) if event.anchor not in self.anchors else None
        if trap is None:
            self.reading.report(kinds.YAML_SIGN, mark, len(event.anchor or "") + 1, mark=f"*{event.anchor}")
        self._note(trap)
        self._attach(None, mark)

    def _open(self, event: CollectionEvent, box: _Box) -> None:
        mark = event.start_mark
        self._count(mark)
        if len(self.levels) >= MOST_LEVELS:
            self.reading.report(kinds.DEPTH, mark, limit=MOST_LEVELS)
            raise _Hopeless
        if event.anchor is not None or event.tag is not None:
            self.anchors.add(event.anchor or "")
            sign = self.page.read[mark.line][mark.column :].split(" ")[0]
            self.reading.report(kinds.YAML_SIGN, mark, len(sign), mark=sign)
        self._attach(box, mark)
        self.levels.append(_Level(box, mark, bool(event.flow_style)))

    def _close(self, event: Event) -> None:
        self.levels.pop()

    def _document(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._note(document_trap(self.page.read, event.start_mark.line))

    def _attach(self, value: Tree, mark: Point) -> None:
        """Put `value` where it belongs: a name if a name is due, else the value of the name or the next item."""
        level = self.levels[-1] if self.levels else None
        if level is None:
            self.reading.tree = value if self.documents == 1 else self.reading.tree
        elif isinstance(level.box, list):
            level.box.append(value)
        elif not level.waits:
            level.name = self._name(level.box, value, mark)
            level.waits = True
        else:
            if level.name is not None:
                level.box[level.name] = value
            level.name, level.waits = None, False

    def _name(self, box: dict[Scalar, Tree], value: Tree, mark: Point) -> Scalar | None:
        """Return `value` if it can be the name of a field that is not there yet; otherwise say why not."""
        if value == LOST:
            return None
        if not isinstance(value, Scalar) or not value:
            self.reading.report(kinds.FIELD_NAME, mark)
            return None
        if value in box:
            first = next(name for name in box if name == value)
            self.reading.report(kinds.DUPLICATE, mark, len(value), name=value, line=first.place().line)
            return None
        return value

    def _check_name(self, level: _Level | None, end: Point) -> None:
        """Note the field between brackets that was only named: the comma or the bracket before it was meant as text."""
        if level is None or not level.flow or level.name is None or not isinstance(level.box, dict):
            return
        # At the end of a file YAML's marks may lie on a line that is not there
        before = self.page.read[min(end.line, len(self.page.read) - 1)]
        if not before[: end.column].rstrip().endswith(":"):
            bracket = (level.start.line, level.start.column)
            self._note(nameless_trap(self.page.read, level.name, bracket, is_first=not level.box))

    def _note(self, trap: Trap | None) -> None:
        if trap is not None:
            self.reading.traps.append(trap)

    def _count(self, mark: Point) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.reading.report(kinds.TOO_LARGE, mark)
            raise _Hopeless
