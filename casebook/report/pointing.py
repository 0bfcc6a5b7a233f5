"""What points at figures, tables and footnotes: how they are called, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.blocks.table import TableBlock
from casebook.errors import N_
from casebook.findings import Kind, Severity
from casebook.journals import Journal
from casebook.languages import Language
from casebook.report.numbering import Numbering

UNKNOWN_FIGURE = Kind(
    "text.unknown-figure",
    Severity.ERROR,
    N_("There is no figure called “{name}”."),
    N_("Describe it under “figures”, or correct the name. Known here: {names}."),
)
UNKNOWN_PANEL = Kind(
    "text.unknown-panel",
    Severity.ERROR,
    N_("The figure “{figure}” has no panel “{name}”."),
    N_("Describe it under “panels”, or correct the letter. Its panels: {names}."),
)
UNKNOWN_TABLE = Kind(
    "text.unknown-table",
    Severity.ERROR,
    N_("There is no table called “{name}”."),
    N_("Describe it under “tables”, or correct the name. Known here: {names}."),
)
UNKNOWN_NOTE = Kind(
    "text.unknown-footnote",
    Severity.ERROR,
    N_("This table has no footnote called “{name}”."),
    N_("Write it under “footnotes” of the table, or correct the name. Known here: {names}."),
)
NOTE_OUTSIDE = Kind(
    "text.footnote-outside",
    Severity.ERROR,
    N_("The mark of the footnote “{name}” does not stand in a table; nothing else has footnotes."),
    N_("Say it in the text; the caption, the heads and the cells of a table can have footnotes of that table."),
)
TABLE, TABLE_OF_WORDS = N_("Table {number}"), N_("Table of words {number}")
FIGURE = N_("Figure {number}")


def figure_label(anchor: str, panels: str, numbers: Numbering, language: Language) -> str:
    """Return the printed name of a figure, or of panels of it: "Figure 1", "Figura 1A"."""
    return language.words(FIGURE, number=f"{numbers.figures.get(anchor, 0)}{panels}")


def table_label(
    anchor: str, tables: Mapping[str, TableBlock], numbers: Numbering, journal: Journal, language: Language
) -> str:
    """Return the printed name of a table: "Table 1"; where the journal asks for it, of words "Quadro 1".

    In Brazil a table of numbers is a "Tabela" and one of words a "Quadro" (IBGE, Normas de apresentação tabular, 1993;
    ABNT NBR 14724). Tables that are called alike are one series, whatever a language calls them.
    """
    wording = _wording(anchor, tables, journal)
    name = language.words(wording, number="")
    in_order = sorted(numbers.tables, key=numbers.tables.__getitem__)
    alike = [other for other in in_order if language.words(_wording(other, tables, journal), number="") == name]
    return language.words(wording, number=alike.index(anchor) + 1 if anchor in alike else 0)


def _wording(anchor: str, tables: Mapping[str, TableBlock], journal: Journal) -> str:
    table = tables[anchor.removeprefix("tab-")]
    return TABLE_OF_WORDS if journal.profile.quadro and table.is_of_words else TABLE


def parts_of_mention(key: str) -> tuple[str, tuple[str, ...]]:
    """Return the name of a figure and the panels that a mention names: "effusion.A-C" → "effusion", ("A", "C")."""
    name, _, panels = key.partition(".")
    return name, tuple(filter(None, panels.split("-")))
