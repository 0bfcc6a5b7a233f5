"""An article with every kind of node in it: what a format must be able to write, all on a few pages."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from casebook.nodes import (
    Block,
    Breakable,
    Cell,
    Citation,
    Column,
    CrossReference,
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Gap,
    Heading,
    Inline,
    ItemList,
    Link,
    NoteMark,
    Notice,
    Panel,
    Paragraph,
    Ref,
    Strong,
    Subscript,
    Superscript,
    Table,
    Unbroken,
    Words,
)
from casebook.report.model import Report
from tests.sample_report import sample_report

DRUGS = ("pembrolizumab", "5-fluorouracil", "trastuzumab deruxtecan", "amoxicillin–clavulanate", "β-lactam")
VALUES = (
    "3.2 × 10⁶/L",
    "1.73 m²",
    "64 000/µL",
    "≥ 0.5 µg/mL",
    "−12.5 °C",
    "½ comprimido",
    "1ª dose",
    "37,5 °C",
    "Δ 5%",
)


@lru_cache
def every_block(code: str = "en") -> Report:
    """Return the sample with a text of one block of every kind and one run of every inline kind."""
    sample = sample_report(code)
    return replace(sample, body=(*_text(), *_figures(sample), _table(), _long_table()), is_draft=True)


def _text() -> tuple[Block, ...]:
    inlines: tuple[Inline, ...] = (
        Words("A sentence with "), Emphasis((Words("emphasis"),)), Words(", "), Strong((Words("weight"),)),
        Words(", CO"), Subscript((Words("2"),)), Words(", x"), Superscript((Words("n"),)), Words(", "),
        Unbroken("4.8\N{NO-BREAK SPACE}g/dL"), Words(", "), Breakable(("45,XX,", "del(5)", "(q31q35)")), Words(", "),
        Foreign("fr", (Words("grand mal"),)), Words(", "), Link("https://example.org/", (Words("a link"),)),
        Words(", "), CrossReference("fig-parts", "Figure 9"), Words(", "), CrossReference("tab-notes", "Table 9"),
        Words(", "), Gap("missing: a text"), Words(" and a citation."),
        Citation((Ref("dohner2010", 1, "ref-dohner2010", "cite-dohner2010-9"),), superscript=True),
    )  # fmt: skip
    return (
        Heading(2, "all", (Words("All of it"),)),
        Paragraph(inlines),
        Heading(3, "drugs", (Words("Drugs and values"),)),
        *(Paragraph((Words(f"The patient had {said} without any difficulty. " * 4),)) for said in (*DRUGS, *VALUES)),
        ItemList(True, ((Words("first item"),), (Words("second item"),))),
        ItemList(False, ((Words("one of several"),), (Words("another of several"),))),
        Notice("note", (Words("A boxed note."),)),
    )


def _figures(sample: Report) -> tuple[Block, ...]:
    wide, narrow = (node for node in sample.body if isinstance(node, Figure))
    image = narrow.panels[0].image
    panels = tuple(
        Panel(f"fig-parts-{letter}", letter, replace(image, alt=f"Part {letter} of it."), (Words(f"Part {letter}."),))
        for letter in "AB"
    )
    parts = Figure("fig-parts", "Figure 9", panels, (Words("Two parts."),), (Words("Photo: A. Nobody."),), True)
    return (parts, Paragraph((Words("Between the figures."),)), wide, narrow)


def _table() -> Table:
    mark = NoteMark("tab-notes-a", "tab-notes-mark-1", "a")
    columns = (
        Column((), True, "start"),
        Column((Words("Value"),), False, "decimal"),
        Column((Words("Said"),), False, "start"),
    )
    items = ItemList(False, ((Words("in a cell"),), (Words("as a list"),)))
    rows = (
        (
            _cell("Creatinine"),
            Cell((Paragraph((Words("1.25"), mark)),), 2),
            Cell((Paragraph((Words("words"),)), items)),
        ),
        (_cell("Urea"), Cell((Paragraph((Words("31"),)),), 0), _cell("")),
    )
    note = Footnote("tab-notes-a", "a", (Words("Measured twice."),), ("tab-notes-mark-1",))
    return Table("tab-notes", "Table 9", (Words("With notes."),), columns, rows, ((Words("A note."),),), (note,), False)


def _long_table() -> Table:
    columns = tuple(Column((Words(head),), place == 0, "start") for place, head in enumerate(("Day", "Dose", "Effect")))
    rows = tuple(
        (_cell(f"Day {day}"), _cell(f"{day} mg"), _cell("As before, and a little better")) for day in range(90)
    )
    return Table("tab-long", "Table 10", (Words("Many rows."),), columns, rows, (), (), True)


def _cell(text: str) -> Cell:
    return Cell((Paragraph((Words(text),)),))
