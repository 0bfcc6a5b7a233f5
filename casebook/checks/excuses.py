"""The findings that the authors of a case let stand, each with its reason; exceptions that let nothing stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casebook.case import Case
from casebook.case.parts import Exemption
from casebook.checks import WHERE_ASKED, kinds_of, not_run
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity, in_order

IDLE = Kind(
    "exceptions.idle",
    Severity.WARNING,
    N_("The exception “{code}” excuses nothing that was found."),
    N_("Copy the code from the brackets behind a warning (an error cannot be excused), or take the exception out."),
)
IDLE_WORDS = Kind(
    IDLE.code,
    IDLE.severity,
    N_("The exception “{code}” excuses nothing that was found: no such finding stands at the words “{typed}”."),
    N_("Copy the words above the caret of the finding as they are typed there, or take the exception out."),
)
NO_REASON = Kind(
    "exceptions.no-reason",
    Severity.WARNING,
    N_("The exception “{code}” says no reason, so that it lets nothing stand."),
    N_("Write behind “reason:” why the finding may stand, for whoever reads the case later."),
)


def with_excuses(findings: tuple[Finding, ...], case: Case, asked: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Return the findings, those excused that the authors let stand with a reason; an error cannot be let stand.

    An exception that excuses nothing is a finding itself: its code may be misspelt, or the fault is mended. Not one for
    a check that was not asked for, or cannot be run: nobody has looked.
    """
    exemptions = () if case.is_withdrawn else case.file.exceptions
    excusable = tuple(finding for finding in findings if not finding.is_error)
    idle = tuple(_idle(case, excusable, asked)) if exemptions else ()
    # Of two that fit, the one that names the words is the nearer
    nearest = sorted(exemptions, key=lambda one: not one.words)
    told = (_excused(finding, nearest) for finding in findings)
    return in_order((*told, *idle))


def _excused(finding: Finding, exemptions: list[Exemption]) -> Finding:
    """Return a finding with the reason of the first exemption that lets it stand."""
    reasons = (_reason(one) for one in exemptions if not finding.is_error and _fits(one, finding))
    return replace(finding, excuse=next(filter(None, reasons), ""))


def _reason(exemption: Exemption) -> str:
    return " ".join((exemption.reason.get(code) or "") for code in exemption.reason.codes[:1]).strip()


def _idle(case: Case, excusable: tuple[Finding, ...], asked: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a warning for every exemption that fits no finding, or says no reason."""
    not_asked = (WHERE_ASKED.load(name) for name in WHERE_ASKED if name not in asked)
    unasked = {kind.code for module in (*not_asked, *not_run(case)) for kind in kinds_of(module)}
    for number, exemption in enumerate(case.file.exceptions):
        code, path = exemption.code, ("exceptions", number)
        if not _reason(exemption):
            yield NO_REASON.at(case.source.key((*path, "reason")), code=code)
        elif code not in unasked and not any(_fits(exemption, finding) for finding in excusable):
            is_elsewhere = exemption.words and any(finding.code == code for finding in excusable)
            kind, field = (IDLE_WORDS, "words") if is_elsewhere else (IDLE, "code")
            yield kind.at(case.at((*path, field)), code=code, typed=exemption.words)


def _fits(exemption: Exemption, finding: Finding) -> bool:
    """Say whether an exemption is of a finding: of its code and, where it names words, of those at its caret."""
    words = " ".join(exemption.words.split())
    return finding.code == exemption.code and (not words or _stands_at(finding, words))


def _stands_at(finding: Finding, words: str) -> bool:
    """Say whether some words are what a finding tells of, a part of that, or stand around it in its line."""
    typed, place = " ".join(finding.fields.get("typed", "").split()), finding.place
    if words in typed or place is None:
        return words in typed
    line, start = re.sub(r"\s", " ", place.text), place.column - 1
    end = start + place.width
    if typed and not line.startswith(typed, start):
        return False  # the line is only where the text of the finding begins
    return any(at.start() < end and at.end() > start for at in re.finditer(re.escape(words), line))
