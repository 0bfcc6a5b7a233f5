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
        "authors",
        "drawn",
        "unread",
        "markup",
        "translations",
        "consent",
        "characters",
        "notices",
        "history",
        "body",
        "chart",
        "panels",
        "pictures",
        "titles",
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
        "parted",
    ),
)
WHERE_ASKED = Registry(__name__, ("spelling", "submission", "jats"))  # only where somebody, or a format, asks for it


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


def not_run(case: Case) -> tuple[ModuleType, ...]:
    """Return the checks that cannot be run of a case, so that nothing that they tell has been looked for."""
    return tuple(module for module in every_check() if not can_run(module, case))


def _untold(case: Case) -> Iterator[Finding]:
    """Yield one note that names the groups of codes of the checks that cannot be run; none where all can."""
    groups = sorted({kind.code.partition(".")[0] for module in not_run(case) for kind in kinds_of(module)})
    if groups:
        places = (case.at(path) for path in case.unread)
        first = min((place for place in places if place.line), default=case.source.key(("casebook",)))
        yield NOT_RUN.at(first, names=", ".join(groups))


def check_articles(
    case: Case, journal: Journal, reports: tuple[Report, ...], asked: tuple[str, ...] = ()
) -> tuple[Finding, ...]:
    """Return what is found in the articles composed of a case for one journal, in order; nothing of a withdrawn one.

    `asked` are the checks of WHERE_ASKED that are wanted besides; with that of a submission, the case goes to this
    journal, whichever its file names.
    """
    if case.is_withdrawn:
        return ()
    if "submission" in asked:
        case = replace(case, handed_to=journal.slug)
    modules = (*(ARTICLE_CHECKS.load(name) for name in ARTICLE_CHECKS), *(WHERE_ASKED.load(name) for name in asked))
    return in_order(
        finding for module in modules if can_run(module, case) for finding in module.run(case, journal, reports)
    )
