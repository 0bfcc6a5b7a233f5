"""What is described but never mentioned: figures and their panels, tables and their footnotes, values, references.

Rationale: journals print every figure and table where the text first mentions it (ICMJE Recommendations IV.A.3.g-h),
and a number that nobody prints is a number that nobody checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.case.texts import every_passage
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.prose import tokens

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
REFERENCE = Kind(
    "structure.uncited-reference",
    Severity.WARNING,
    N_("The text never cites the reference “{name}”."),
    N_("Write [@{name}] where it belongs, or take it out of the file of references."),
)


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for everything that no text in any language mentions; not while texts are unread."""
    if not case.is_whole:
        return
    found = {
        (token.kind, key) for _, passage in every_passage(case.file) for token in tokens(passage) for key in token.keys
    }
    figures = {key.split(".")[0] for kind, key in found if kind == "figure"}
    values = {key.split(".")[0] for kind, key in found if kind == "value"}
    yield from (FIGURE.at(case.source.key(("figures", n)), name=n) for n in case.file.figures if n not in figures)
    yield from (
        TABLE.at(case.source.key(("tables", name)), name=name)
        for name in case.file.tables
        if ("table", name) not in found
    )
    yield from _panels(case, {key for kind, key in found if kind == "figure"})
    yield from _footnotes(case)
    yield from (VALUE.at(case.source.key(("values", n)), name=n) for n in case.file.values if n not in values)
    yield from (
        REFERENCE.at(item.place, name=key) for key, item in case.references.items() if ("citation", key) not in found
    )


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
