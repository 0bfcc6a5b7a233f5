"""One list of references for several texts: each cites by the numbers of that list, whatever its own order was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from casebook.nodes import Citation, Inline, still_said
from casebook.references.order import Mark, recited
from casebook.report.model import Report

_Nodes = TypeVar("_Nodes")


def renumbered(report: Report, numbers: Mapping[str, int], mark: Mark) -> Report:
    """Return a report whose marks and references have other numbers, by their keys; itself where they are its own."""
    own = {entry.key: entry.number for entry in report.references}
    if all(numbers[key] == number for key, number in own.items()):
        return report
    entries = (replace(entry, number=numbers[entry.key]) for entry in report.references)

    def anew(value: _Nodes) -> _Nodes:
        return cast("_Nodes", _anew(value, lambda citation: recited(citation, own, numbers, mark)))

    return replace(
        report,
        references=tuple(sorted(entries, key=lambda entry: entry.number)),
        fronts=anew(report.fronts),
        notices=anew(report.notices),
        body=anew(report.body),
        back=anew(report.back),
    )


def _anew(value: object, cite: Callable[[Citation], Citation]) -> object:
    """Return nodes, and whatever holds nodes, with every citation mark made again."""
    if isinstance(value, Citation):
        return cite(value)
    if isinstance(value, tuple):
        return still_said(tuple(cast("Inline", _anew(part, cite)) for part in value), value)
    if is_dataclass(value) and not isinstance(value, type):
        told = {each.name: getattr(value, each.name) for each in fields(value)}
        changed = {name: new for name, old in told.items() if (new := _anew(old, cite)) != old}
        return replace(value, **changed) if changed else value
    return value
