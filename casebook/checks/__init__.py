"""Questions asked of a case, and of its articles, before it is published: one file each, found by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from types import ModuleType

from casebook.case import Case
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity, in_order
from casebook.journals import Journal
from casebook.registry import Registry
from casebook.report.model import Report

IDLE = Kind(
    "exceptions.idle",
    Severity.WARNING,
    N_("The exception “{code}” excuses nothing that was found."),
    N_("Copy the code from the brackets behind a warning (an error cannot be excused), or take the exception out."),
)
NOT_RUN = Kind(
    "checks.not-run",
    Severity.NOTE,
    N_("Part of this case could not be read, so that casebook did not look at everything here: {names}."),
    N_("Mend the errors, and check again: what those codes tell comes only then."),
)
CHECKS = Registry(
    __name__,
    (
        "mentions",
        "drawn",
        "unread",
        "translations",
        "consent",
        "characters",
        "notices",
        "history",
        "body",
        "chart",
        "panels",
        "references",
        "duplicates",
        "exponents",
        "glued",
        "karyotypes",
        "markers",
        "organisms",
        "units",
        "ranges",
        "plausibility",
        "abstracts",
        "ages",
        "days",
        "searches",
        "firsts",
    ),
)
ARTICLE_CHECKS = Registry(
    __name__,
    (
        "parity",
        "limits",
        "languages",
        "care",
        "privacy",
        "ethics",
        "statements",
        "order",
        "abbreviations",
        "language",
        "doses",
        "brands",
        "blinding",
        "resolution",
    ),
)
WHERE_ASKED = Registry(__name__, ("spelling",))  # only where somebody asks for it


def every_check() -> tuple[ModuleType, ...]:
    """Return the module of every check, in the order in which they are asked."""
    return tuple(registry.load(name) for registry in (CHECKS, ARTICLE_CHECKS, WHERE_ASKED) for name in registry)


def kinds_of(module: ModuleType) -> tuple[Kind, ...]:
    """Return the kinds of finding that a module defines, by themselves or in a table."""
    values = list(vars(module).values())
    tables = (value.values() for value in values if isinstance(value, dict))
    return tuple(one for one in chain(values, *tables) if isinstance(one, Kind))


def check(case: Case) -> tuple[Finding, ...]:
    """Return what all checks find in a case, in order; of a withdrawn one nothing is printed, and nothing is asked."""
    if case.is_withdrawn:
        return ()
    modules = tuple(CHECKS.load(name) for name in CHECKS)
    return in_order(
        (*(finding for module in modules if can_run(module, case) for finding in module.run(case)), *_untold(case))
    )


def can_run(module: ModuleType, case: Case) -> bool:
    """Say whether a check has what it asks about: one with NEEDS_ALL wants to have read all of the case."""
    return case.is_whole or not getattr(module, "NEEDS_ALL", False)


def _not_run(case: Case) -> tuple[ModuleType, ...]:
    """Return the checks that cannot be run of a case, so that nothing that they tell has been looked for."""
    return tuple(module for module in every_check() if not can_run(module, case))


def _untold(case: Case) -> Iterator[Finding]:
    """Yield one note that names the groups of codes of the checks that cannot be run; none where all can."""
    groups = sorted({kind.code.partition(".")[0] for module in _not_run(case) for kind in kinds_of(module)})
    if groups:
        places = (case.at(path) for path in case.unread)
        first = min((place for place in places if place.line), default=case.source.key(("casebook",)))
        yield NOT_RUN.at(first, names=", ".join(groups))


def check_articles(
    case: Case, journal: Journal, reports: tuple[Report, ...], asked: tuple[str, ...] = ()
) -> tuple[Finding, ...]:
    """Return what is found in the articles composed of a case for one journal, in order; nothing of a withdrawn one.

    `asked` are the checks of WHERE_ASKED that are wanted besides.
    """
    if case.is_withdrawn:
        return ()
    modules = (*(ARTICLE_CHECKS.load(name) for name in ARTICLE_CHECKS), *(WHERE_ASKED.load(name) for name in asked))
    return in_order(
        finding for module in modules if can_run(module, case) for finding in module.run(case, journal, reports)
    )


def with_excuses(findings: tuple[Finding, ...], case: Case, asked: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Return the findings, those excused that the authors let stand with a reason; an error cannot be let stand.

    An exception that excuses nothing is a finding itself: its code may be misspelt, or the fault is mended. Not one for
    a check that was not asked for, or cannot be run: nobody has looked.
    """
    excusable = {finding.code for finding in findings if not finding.is_error}
    exemptions = () if case.is_withdrawn else case.file.exceptions
    excused = {exemption.code: number for number, exemption in enumerate(exemptions)}
    not_asked = (WHERE_ASKED.load(name) for name in WHERE_ASKED if name not in asked)
    silent = (*not_asked, *_not_run(case)) if excused else ()
    unasked = {kind.code for module in silent for kind in kinds_of(module)}
    idle = (
        IDLE.at(case.at(("exceptions", number, "code")), code=code)
        for code, number in excused.items()
        if code not in excusable and code not in unasked
    )
    said = {one.code: str(next(iter(one.reason.versions.values()), "")) for one in exemptions}
    told = (f if f.is_error or f.code not in said else replace(f, excuse=said[f.code]) for f in findings)
    return in_order((*told, *idle))
