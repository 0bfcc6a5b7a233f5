"""What is described but never mentioned: figures and their panels, tables and their footnotes, values, references."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from casebook.case import Case
from casebook.case.texts import every_passage
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.prose import tokens

ABOUT = About(
    N_(
        "What is described and never shown: figures and their panels, tables and their footnotes, values, "
        "results, events, references."
    ),
    N_(
        "Journals print a figure or table where the text first mentions it, and a number that nobody prints "
        "is a number that nobody checks."
    ),
    ("ICMJE Recommendations, IV.A.3.g–h",),
)
NEEDS_ALL = True  # what is left out may be what it looks for
FIGURE = Kind(
    "structure.unmentioned-figure",
    Severity.WARNING,
    N_("The text never mentions the figure “{name}”."),
    N_("Write @fig:{name} where the reader should look at it."),
)
TABLE = Kind(
    "structure.unmentioned-table",
    Severity.WARNING,
    N_("The text never mentions the table “{name}”."),
    N_("Write @tab:{name} where the reader should look at it."),
)
PANEL = Kind(
    "structure.unmentioned-panel",
    Severity.NOTE,
    N_("The text mentions neither the panel “{panel}” nor the whole of the figure “{name}”."),
    N_("Write @fig:{name}.{panel} where the reader should look at it, or @fig:{name} for all of it."),
)
FOOTNOTE = Kind(
    "structure.unused-footnote",
    Severity.WARNING,
    N_("No mark in the table refers to the footnote “{name}”, so it is not printed."),
    N_("Write [^{name}] in the caption, a head or a cell of the table, or move the words to “notes”."),
)
VALUE = Kind(
    "structure.unused-value",
    Severity.WARNING,
    N_("The value “{name}” is written down and never printed."),
    N_("Write {{{name}}} in the text where the number belongs, or take it out."),
)
LAB = Kind(
    "structure.unused-lab",
    Severity.WARNING,
    N_("The results “{name}” are written down and never printed."),
    N_("Write {{{name}}} in the text, or show them by a table (labs: [{name}]) or a figure (trend: [{name}])."),
)
EVENT = Kind(
    "structure.unused-event",
    Severity.WARNING,
    N_("Neither a timeline nor the text tells of “{name}”."),
    N_("Show it by a figure or a table (timeline: all), or write {{{name}}} in the text."),
)
REGIMEN = Kind(
    EVENT.code.replace("event", "regimen"),
    Severity.WARNING,
    EVENT.what,
    N_("Show it by a figure or a table (timeline: all), or take it out."),
)
REFERENCE = Kind(
    "structure.uncited-reference",
    Severity.WARNING,
    N_("The text never cites the reference “{name}”."),
    N_("Write [@{name}] where it belongs, or take it out of the file of references."),
)


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for everything that no text in any language mentions."""
    found = {
        (token.kind, key) for _, passage in every_passage(case.file) for token in tokens(passage) for key in token.keys
    }
    figures = {key.split(".")[0] for kind, key in found if kind == "figure"}
    values = {re.split("[.@]", key)[0] for kind, key in found if kind == "value"}
    yield from (FIGURE.at(case.source.key(("figures", n)), name=n) for n in case.file.figures if n not in figures)
    yield from (
        TABLE.at(case.source.key(("tables", name)), name=name)
        for name in case.file.tables
        if ("table", name) not in found
    )
    yield from _panels(case, {key for kind, key in found if kind == "figure"})
    yield from _footnotes(case)
    yield from _course(case, values)
    yield from (VALUE.at(case.source.key(("values", n)), name=n) for n in case.file.values if n not in values)
    yield from (
        REFERENCE.at(item.place, name=key) for key, item in case.references.items() if ("citation", key) not in found
    )


def _course(case: Case, named: set[str]) -> Iterator[Finding]:
    """Yield a warning for what no table, figure or text shows of the course."""
    homes: dict[str, tuple[Kind, Collection[str]]] = {
        "labs": (LAB, case.file.labs),
        "events": (EVENT, case.file.events),
        "regimens": (REGIMEN, case.file.regimens),
    }
    shown = {home: set(named) for home in homes}
    blocks = [block.drawn for block in case.file.figures.values()]
    for drawn in (*blocks, *(block.drawn for block in case.file.tables.values())):
        for home, names in drawn.names(case.file.course).items() if drawn else ():
            shown[home] |= set(names)
    for home, (kind, described) in homes.items():
        lost = (name for name in described if name not in shown[home] and name not in _used_as_time(case))
        yield from (kind.at(case.source.key((home, name)), name=name) for name in lost)


def _used_as_time(case: Case) -> set[str]:
    """Return the events at which something was measured."""
    return {result.moment.name for lab in case.file.labs.values() for result in lab.results}


def _panels(case: Case, mentioned: set[str]) -> Iterator[Finding]:
    """Yield a note for each panel that no mention names, of figures that the text mentions by panels alone."""
    for name, figure in case.file.figures.items():
        of_panels = {key for key in mentioned if key.startswith(f"{name}.")}
        named = {panel for key in of_panels for panel in _between(key, tuple(figure.panels))}
        if of_panels and name not in mentioned:
            place = case.source.key
            yield from (
                PANEL.at(place(("figures", name, "panels", panel)), name=name, panel=panel)
                for panel in figure.panels
                if panel not in named
            )


def _between(key: str, panels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the panels that "effusion.A" or "effusion.A-C" names."""
    first, _, last = key.rpartition(".")[2].partition("-")
    if first not in panels or (last or first) not in panels:
        return ()
    return panels[panels.index(first) : panels.index(last or first) + 1]


def _footnotes(case: Case) -> Iterator[Finding]:
    for name, table in case.file.tables.items():
        used = table.marked
        place = case.source.key
        yield from (
            FOOTNOTE.at(place(("tables", name, "footnotes", note)), name=note)
            for note in table.footnotes
            if note not in used
        )
