"""How findings are told: to a person, case by case; as JSON; or as the annotations that GitHub shows in a pull request.

A person's come on the stream for errors, as those of compilers do; the others are data, on the stream for output.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import click

from casebook.cli.voice import say, say_findings, worded
from casebook.errors import N_, UsageError
from casebook.findings import Finding, Place, Severity
from casebook.making import every_kind
from casebook.registry import UnknownName, nearest

_COUNTS = N_("{case}: errors: {errors}; warnings: {warnings}; notes: {notes}")
_EXCUSED = N_("Let stand: {code}. {reason}")
_EXCUSED_ALL = N_("Let stand ({count}): {where}. {reason}")
_ALL = N_("In all: errors: {errors}; warnings: {warnings}; notes: {notes}")
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


class UnknownCode(UsageError):
    """A code, or the beginning of one, that no finding has."""

    what = N_("No code is “{where}”, or begins so.")
    mend = N_("Write a code from the brackets behind a finding, or one of: {names}.")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which codes are told: those that begin with one of `chosen` (all where there is none) and with none of `left`."""

    chosen: tuple[str, ...]
    left: tuple[str, ...]

    @classmethod
    def of(cls, chosen: str | None, left: str | None) -> Selection:
        """Return the selection that two lists with commas ask for; raise UnknownCode where no code begins so."""
        selection = cls(*(tuple(filter(None, map(str.strip, (codes or "").split(",")))) for codes in (chosen, left)))
        known = every_kind()
        for start in (*selection.chosen, *selection.left):
            must_begin_a_code(start, known)
        return selection

    def among(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(finding for finding in findings if self._takes(finding.code))

    def _takes(self, code: str) -> bool:
        return _begins(code, self.chosen or ("",)) and not _begins(code, self.left)


def _begins(code: str, starts: tuple[str, ...]) -> bool:
    """Say whether a code is one of `starts`, or of a group that is ("parity" of "parity.only-here")."""
    return any(not start or code == start or code.startswith(start.rstrip(".") + ".") for start in starts)


def must_begin_a_code(start: str, known: Collection[str]) -> None:
    """Raise UnknownCode, with the code or the groups that may be meant, where none of the `known` begins so."""
    if not any(_begins(code, (start,)) for code in known):
        groups = sorted({code.partition(".")[0] for code in known})
        raise UnknownCode(start, names=nearest(start, (*known, *groups)) or ", ".join(groups))


class Teller(Protocol):
    """What tells findings in one format."""

    def case(self, slug: str, findings: tuple[Finding, ...], *, quiet: bool, whole: bool = False) -> None:
        """Tell the findings of one case, or of the settings; `whole`: all of them, where there are many of one code."""

    def end(self, *, quiet: bool) -> None:
        """Tell what remains when all cases are told."""


@dataclass
class _Text:
    counted: list[tuple[int, ...]] = field(default_factory=list)

    def case(self, slug: str, findings: tuple[Finding, ...], *, quiet: bool, whole: bool = False) -> None:
        excused = [finding for finding in findings if finding.excuse]
        findings = tuple(finding for finding in findings if not finding.excuse)
        say_findings(slug, findings, whole=whole)
        if not quiet:
            _say_excused(excused)
        self.counted.append(tuple(sum(f.kind.severity is severity for f in findings) for severity in Severity))
        if not quiet:
            errors, warnings, notes = self.counted[-1]
            click.echo(say(_COUNTS, case=slug, errors=errors, warnings=warnings, notes=notes))

    def end(self, *, quiet: bool) -> None:
        if len(self.counted) > 1 and not quiet:
            errors, warnings, notes = (sum(column) for column in zip(*self.counted, strict=True))
            click.echo(say(_ALL, errors=errors, warnings=warnings, notes=notes))


def _say_excused(findings: Iterable[Finding]) -> None:
    """Print what the authors let stand: how much with each reason, and on which lines."""
    places: dict[tuple[str, str], list[Place]] = {}
    for finding in findings:
        places.setdefault((finding.code, finding.excuse), []).append(finding.place or Place(""))
    for (code, reason), stand in places.items():
        where = ", ".join(filter(None, (code, _lines_of(stand))))
        click.echo(say(_EXCUSED_ALL, count=len(stand), where=where, reason=reason))


def _lines_of(places: Iterable[Place]) -> str:
    """Return the lines of some places, by file: "cases/aml/case.yaml:12, 15; cases/aml/text/case.en.md:3"."""
    lines: dict[str, dict[str, None]] = {}
    for place in places:
        lines.setdefault(place.file, {}).update({str(place.line): None} if place.line else {})
    return "; ".join(f"{file}:{', '.join(at)}" if at else file for file, at in lines.items() if file)


@dataclass
class _Json:
    told: list[dict[str, object]] = field(default_factory=list)

    def case(self, slug: str, findings: tuple[Finding, ...], *, quiet: bool, whole: bool = False) -> None:
        self.told += [{"case": slug, **_as_data(finding)} for finding in findings]

    def end(self, *, quiet: bool) -> None:
        click.echo(json.dumps(self.told, ensure_ascii=False, indent=2))


class _Github:
    """Workflow commands: docs.github.com, “Workflow commands for GitHub Actions”. What is let stand is a notice."""

    def case(self, slug: str, findings: tuple[Finding, ...], *, quiet: bool, whole: bool = False) -> None:
        for finding in findings:
            what, mend = worded(finding)
            severity = Severity.NOTE if finding.excuse else finding.kind.severity
            if finding.excuse:
                mend = say(_EXCUSED, code=finding.code, reason=finding.excuse)
            place = finding.place
            where = {"title": finding.code}
            if place:
                where |= {"file": place.file}
            if place and place.line:
                end = place.column + place.width - 1
                where |= {"line": str(place.line), "col": str(place.column), "endColumn": str(end)}
            told = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in where.items())
            click.echo(f"::{_COMMANDS[severity]} {told}::{_escaped(what + chr(10) + mend)}")

    def end(self, *, quiet: bool) -> None:
        pass


def _as_data(finding: Finding) -> dict[str, object]:
    """Return a finding as the JSON tells it; line and column count from 1."""
    what, mend = worded(finding)
    place = finding.place
    where = {"file": place.file, "line": place.line, "column": place.column, "width": place.width} if place else {}
    severity = finding.kind.severity.name.lower()
    fix = {} if finding.fix is None else {"fix": finding.fix}
    excuse = {"excuse": finding.excuse} if finding.excuse else {}
    return {"code": finding.code, "severity": severity, **where, "message": what, "advice": mend, **fix, **excuse}


def _escaped(words: str, more: str = "") -> str:
    """Return words with the signs escaped that a workflow command takes for its own."""
    for sign in ("%", "\r", "\n", *more):
        words = words.replace(sign, f"%{ord(sign):02X}")
    return words


FORMATS: Mapping[str, Callable[[], Teller]] = {"text": _Text, "json": _Json, "github": _Github}


def tell(name: str) -> Teller:
    """Return what tells findings in the format `name`; raise UnknownName."""
    if name not in FORMATS:
        raise UnknownName(name, names=", ".join(FORMATS))
    return FORMATS[name]()
