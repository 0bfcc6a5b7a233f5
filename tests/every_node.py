"""An article that holds every node there is, once at least, with the oddities that formats stumble over."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image as Picture

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
    Image,
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
from casebook.report.model import Front, Report
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


def every_node(code: str = "en") -> Report:
    """Return the article; its frame (authors, rail, references) is that of the sample."""
    sample = sample_report(code)
    own, other = sample.fronts
    return replace(
        sample,
        fronts=(replace(own, title=(Words("Deletion of "), Emphasis((Words("NPM1"),)))), other),
        notices=(
            Notice("draft", (Words("Draft. Not to be cited."),)),
            Notice("retracted", (Strong((Words("Retracted"),)), Words(" (May 1). Why."))),
        ),
        body=(*_prose(), _plate(), _small_table(), *_said(), _wide_table(), *_end()),
        is_draft=True,
        is_fictional=False,
        date=None,
    )


def without_abstract(report: Report) -> Report:
    """Return the article as a journal wants it that forbids abstracts."""
    fronts = (Front(front.lang, front.title, front.abstract_label, (), "", ()) for front in report.fronts)
    return replace(report, fronts=tuple(fronts))


def _prose() -> tuple[Block, ...]:
    inlines: tuple[Inline, ...] = (
        Words("Hemoglobin was "),
        Unbroken("4.8 g/dL"),
        Words(", "),
        Strong((Words("very "), Emphasis((Words("low"),)))),
        Words(", with CD4"),
        Superscript((Words("+"),)),
        Words(" and CO"),
        Subscript((Words("2"),)),
        Words(", x"),
        Superscript((Words("Q≤"),)),
        Words(" & T"),
        Subscript((Words("Q"),)),
        Words(" <0.5: "),
        Breakable(("45,XX,", "t(3;3)", "(q21;q26.2)")),
        Words(". They say "),
        Foreign("la", (Words("de "), Emphasis((Words("novo"),)))),
        Words("."),
        Citation(
            (Ref("dohner2010", 1, "ref-dohner2010", "c-1"), "–", Ref("list2006", 3, "ref-list2006", "c-2")),
            superscript=True,
        ),
        Words(" Others"),
        Citation(("[", Ref("list2006", 3, "ref-list2006", "c-3"), "]"), superscript=False),
        Words(" ("),
        CrossReference("fig-plate.B", "Figure 1B"),
        Words("; "),
        CrossReference("tab-wide", "Table 2"),
        Words(") do not: "),
        Link("https://example.org/a?b=1&c=2", (Words("their page"),)),
        Words(", "),
        Link("mailto:a@example.org", (Words("a@example.org"),)),
        Words(", "),
        Gap("[missing: sections.case]"),
        Words("."),
    )
    return (
        Heading(2, "sec-case", (Words("Case of "), Emphasis((Words("NPM1"),)))),
        Paragraph(inlines),
        Heading(3, "sec-case.examination-of-the-patient-in-the-ward", (Words("Examination"),)),
        ItemList(True, ((Words("first"),), (Words("second"),))),
        ItemList(False, ((Words("a point"),), (Words("another "), Strong((Words("point"),))))),
        Heading(3, "sec-case.examination-of-the-patient-in-the-wood", (Words("Again"),)),
        ItemList(True, ((Words("anew"),), (Words("onward"),))),
        Notice("note", (Words("A note in the text."),)),
    )


def _said() -> tuple[Block, ...]:
    said = (f"The patient had {said} without any difficulty. " * 4 for said in (*DRUGS, *VALUES))
    return tuple(Paragraph((Words(words),)) for words in ("Between the tables.", *said))


def _plate() -> Figure:
    photographs = (_photograph("JPEG", 600, 450, "A chest film."), _photograph("PNG", 300, 450, "A “smear” & cells."))
    panels = tuple(
        Panel(f"fig-plate.{letter}", letter, image, (Words(f"part {letter}."),))
        for letter, image in zip("AB", photographs, strict=True)
    )
    credit = (Words("By the authors."),)
    return Figure("fig-plate", "Figure 1", panels, (Words("Before and after."),), credit, is_wide=True)


def _photograph(kind: str, width: int, height: int, alt: str) -> Image:
    data = io.BytesIO()
    Picture.linear_gradient("L").resize((width, height)).save(data, kind)
    return Image(data.getvalue(), f"image/{kind.lower()}", width, height, alt)


def _small_table() -> Table:
    above, mark = (NoteMark("tab-small-a", f"tab-small-a-{number}", "a") for number in (1, 2))
    listed = Cell((ItemList(True, ((Words("one"),), (Words("two"),))), Paragraph((Words("and so on"),))))
    rows = (
        (_cell("Hb"), Cell((Paragraph((Words("4.8"), mark)),), 1), listed),
        (_cell("WBC"), Cell((Paragraph((Words("45,730"),)),), 0), Cell((ItemList(False, ((Words("high"),),)),))),
        (_cell("LDH"), _cell("not done"), Cell(())),
    )
    columns = (_column("", True), _column("Value", align="decimal"), _column("Remarks"))
    note = Footnote("tab-small-a", "a", (Words("After transfusion."),), ("tab-small-a-1", "tab-small-a-2"))
    caption = (Words("Values"), above)
    return Table("tab-small", "Table 1", caption, columns, rows, ((Words("Hb: hemoglobin."),),), (note,), is_wide=False)


def _wide_table() -> Table:
    columns = tuple(_column(f"Day {number}" if number else "Drug", number == 0) for number in range(12))
    rows = tuple(tuple(_cell(f"r{row}c{place}") for place in range(12)) for row in range(60))
    return Table("tab-wide", "Table 2", (Words("Every day."),), columns, rows, (), (), is_wide=True)


def _end() -> tuple[Block, ...]:
    return Heading(2, "sec-end", (Words("Conclusion"),)), Paragraph((Words("The end."),))


def _column(head: str, is_header: bool = False, align: str = "start") -> Column:
    return Column((Words(head),) if head else (), is_header, "decimal" if align == "decimal" else "start")


def _cell(text: str) -> Cell:
    return Cell((Paragraph((Words(text),)),))
