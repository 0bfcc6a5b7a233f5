"""Figures and tables that only captions mention, and panels that the text mentions out of order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.case import Case
from casebook.case.texts import every_passage
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal
from casebook.prose import Token, tokens
from casebook.report.body import ordered
from casebook.report.model import Report

ABOUT = About(
    N_("Figures and tables that only captions mention, and panels that the text mentions out of order."),
    N_(
        "casebook numbers figures, tables and references in the order in which the text mentions them; what it cannot "
        "set right is a figure that the text itself never sends its reader to, and panels lettered in another order."
    ),
    ("ICMJE Recommendations, IV.A.3.h–i",),
)
NEEDS_ALL = True  # what is left out may be what it looks for
ONLY_CAPTIONS = Kind(
    "structure.only-in-captions",
    Severity.WARNING,
    N_("The text never mentions “{name}”: only captions, tables or footnotes do."),
    N_("Write {token} in the text too, where the reader should look at it."),
)
PANEL_ORDER = Kind(
    "structure.panel-order",
    Severity.WARNING,
    N_("The text mentions panel “{panel}” of the figure “{name}” before panel “{before}”."),
    N_("Letter the panels in the order in which the text mentions them, or mention “{before}” first."),
)


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield what the text of each language mentions too late."""
    names = ordered(tuple(case.file.sections), journal.profile.order)
    by_code: dict[str, list[Token]] = {}
    for name in names:
        for code, passage in every_passage(case.file.sections[name]):
            by_code.setdefault(code, []).extend(tokens(passage))
    yield from _only_in_captions(case, {key for found in by_code.values() for key in _keys(found)})
    for found in by_code.values():
        yield from _panels(case, found)


def _keys(found: Iterable[Token]) -> Iterator[tuple[str, str]]:
    for token in found:
        yield from ((token.kind, key.partition(".")[0]) for key in token.keys)


def _only_in_captions(case: Case, mentioned: set[tuple[str, str]]) -> Iterator[Finding]:
    """Yield a warning for each figure or table that something mentions, but no section does."""
    beside: dict[tuple[str, str], Token] = {}
    for part in (case.file.figures, case.file.tables):
        for _, passage in every_passage(part):
            for token in tokens(passage):
                beside.update(dict.fromkeys(_keys([token]), token))
    described = [("figures", "figure", name) for name in case.file.figures]
    described += [("tables", "table", name) for name in case.file.tables]
    for home, kind, name in described:
        if (kind, name) in beside and (kind, name) not in mentioned:
            yield ONLY_CAPTIONS.at(case.source.key((home, name)), name=name, token=f"@{kind[:3]}:{name}")


def _panels(case: Case, found: list[Token]) -> Iterator[Finding]:
    """Yield a warning for each panel mentioned before one that stands before it; the whole figure stands for all."""
    for name, figure in case.file.figures.items():
        panels = tuple(figure.panels)
        first: dict[str, Token] = {}
        for token in (token for token in found if token.kind == "figure"):
            figure_name, _, named = token.keys[0].partition(".")
            if figure_name != name:
                continue
            for panel in _span(named, panels):
                first.setdefault(panel, token)
        order = list(first)
        for position, panel in enumerate(order):
            late = [other for other in order[position + 1 :] if panels.index(other) < panels.index(panel)]
            if late and first[late[0]] is not first[panel]:
                yield PANEL_ORDER.at(first[panel].place, panel=panel, name=name, before=late[0])
                break


def _span(named: str, panels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the panels that "A" or "A-C" names; all of them where no panel, or an unknown one, is named."""
    begin, _, end = named.partition("-")
    if begin not in panels or (end or begin) not in panels:
        return panels
    return panels[panels.index(begin) : panels.index(end or begin) + 1]
