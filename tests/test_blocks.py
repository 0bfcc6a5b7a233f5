"""Figures of several panels, tables from CSV files, footnotes and lists in tables, and what each is called."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import lxml.html
import pikepdf
import pytest
from PIL import Image as Photograph
from weasyprint import Document

from casebook.build import Order, build
from casebook.case import Case, load_case
from casebook.findings import Finding
from casebook.formats import html, pdf
from casebook.formats.markup import table_cells
from casebook.formats.panels import panel_rows
from casebook.nodes import (
    Block,
    Cell,
    Column,
    CrossReference,
    Figure,
    Image,
    ItemList,
    NoteMark,
    Panel,
    Paragraph,
    Table,
    Unbroken,
    Words,
    plain,
)
from casebook.project import Project
from casebook.report.compose import Edition, compose
from casebook.report.model import Report
from casebook.report.numbering import inlines_of, walk
from casebook.source import read_sheet
from tests import laid_out
from tests.sample_report import sample_report
from tests.shipped import LOCALES, TEMPLATES

DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 40 30"><circle r="{}"/></svg>'
PANELS = """
  effusion:
    panels:
      A:
        file: figures/a.svg
        caption: {en: Radiograph on admission., pt: Radiografia na admissão.}
        alt: {en: Large heart., pt: Coração grande.}
      B:
        file: {en: figures/b.en.svg, pt: figures/b.pt.svg}
        caption: {en: Echocardiogram., pt: Ecocardiograma.}
        alt: {en: Fluid., pt: Líquido.}
    caption: {en: Pericardial effusion., pt: Derrame pericárdico.}
"""
COURSE = """
  course:
    caption: {en: Course, pt: Evolução}
    columns:
      - {head: {en: Test, pt: Exame}, from: {en: Test, pt: Exame}}
      - {head: {en: Unit, pt: Unidade}, as: name}
      - {head: {en: Day 0, pt: Dia 0}, as: number, from: D0}
    rows: tables/course.csv
"""


# What a test writes into the sample case


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding=encoding)
    return file


def add(folder: Path, part: str, block: str, mention: str) -> None:
    """Add a block to the sample's figures or tables, and its mention to the introduction in both languages."""
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert text.count(f"\n{part}:\n") == 1
    assert text.count("hypokalemia [@omar2012].") == text.count("hipocalemia [@omar2012].") == 1
    text = text.replace(f"\n{part}:\n", f"\n{part}:\n{block}")
    text = text.replace("pokalemia [@omar2012].", f"pokalemia ({mention}) [@omar2012].")
    text = text.replace("pocalemia [@omar2012].", f"pocalemia ({mention}) [@omar2012].")
    (folder / "case.yaml").write_text(text, encoding="utf-8")


def with_panels(demo: Path, mention: str) -> Path:
    write(demo, "figures/a.svg", DOT.format(40, 40, 9))
    write(demo, "figures/b.en.svg", DOT.format(40, 30, 5))
    write(demo, "figures/b.pt.svg", DOT.format(40, 30, 7))
    add(demo, "figures", PANELS, mention)
    return demo


def loaded(folder: Path, locales: tuple[Path, ...] = LOCALES) -> Case:
    case, findings = load_case(folder, locales)
    assert case is not None, findings
    return case


def composed(folder: Path, code: str = "en", **edition: object) -> tuple[Report, tuple[Finding, ...]]:
    return compose(loaded(folder), Edition(code, **{"templates": TEMPLATES, "locales": LOCALES, **edition}))  # type: ignore[arg-type]


def report_of(folder: Path, code: str = "en") -> Report:
    """Return the report of a case that nothing is wrong with."""
    report, findings = composed(folder, code)
    assert [finding for finding in findings if finding.is_error] == []
    return report


def block(report: Report, anchor: str) -> Block:
    return next(node for node in report.body if getattr(node, "anchor", "") == anchor)


def figure_of(report: Report, anchor: str = "fig-effusion") -> Figure:
    found = block(report, anchor)
    assert isinstance(found, Figure)
    return found


def table_of(report: Report, anchor: str = "tab-course") -> Table:
    found = block(report, anchor)
    assert isinstance(found, Table)
    return found


def mentions(report: Report) -> dict[str, str]:
    nodes = [node for part in report.body for node in walk(inlines_of(part))]
    return {node.label: node.target for node in nodes if isinstance(node, CrossReference)}


def said(table: Table) -> list[list[str]]:
    return [[plain(cell.children) for cell in row] for row in table.rows]


# Panels


@pytest.mark.parametrize(("code", "word"), [("en", "Figure"), ("pt", "Figura")])
def test_a_panel_is_mentioned_by_its_letter_and_the_mention_leads_to_it(demo: Path, code: str, word: str) -> None:
    report = report_of(with_panels(demo, "@fig:effusion.A, @fig:effusion.B, @fig:effusion.A-B and @fig:effusion"), code)
    figure = figure_of(report)
    assert figure.label == f"{word} 1"
    assert [(panel.label, panel.anchor) for panel in figure.panels] == [
        ("A", "fig-effusion.A"),
        ("B", "fig-effusion.B"),
    ]
    targets = mentions(report)
    assert targets[f"{word} 1A"] == targets[f"{word} 1A–B"] == "fig-effusion.A"
    assert targets[f"{word} 1B"] == "fig-effusion.B"
    assert targets[f"{word} 1"] == "fig-effusion"
    assert f"{word} 2" in targets


def test_a_figure_mentioned_by_a_panel_alone_stands_where_it_is_mentioned(demo: Path) -> None:
    report = report_of(with_panels(demo, "@fig:effusion.B"))
    kinds = [type(block).__name__ for block in report.body]
    mentioned = next(
        place
        for place, block in enumerate(report.body)
        if isinstance(block, Paragraph)
        and any(isinstance(node, CrossReference) and node.target == "fig-effusion.B" for node in block.children)
    )
    assert kinds[mentioned + 1] == "Figure"


def test_no_name_of_a_figure_section_or_table_can_be_the_anchor_of_a_part_of_another(demo: Path) -> None:
    report = report_of(with_panels(demo, "@fig:effusion.A"))
    anchors = [panel.anchor for panel in figure_of(report).panels]
    assert anchors
    assert all(not re.fullmatch(r"[a-z]+-[A-Za-z][A-Za-z0-9_-]*", anchor) for anchor in anchors)  # as read_name has it


def test_the_page_shows_every_panel_with_its_letter_its_alternative_and_its_caption(demo: Path) -> None:
    report = report_of(with_panels(demo, "@fig:effusion.B"))
    page = lxml.html.fromstring(html.write(report, TEMPLATES))
    figure = page.get_element_by_id("fig-effusion")
    assert figure.xpath(".//*[@class='letter']/text()") == ["A", "B", "A", "B"]
    assert figure.xpath(".//img/@alt") == ["Large heart.", "Fluid."]
    caption = " ".join(figure.find("figcaption").text_content().split())
    assert caption == "Figure 1. Pericardial effusion. A, Radiograph on admission. B, Echocardiogram."
    assert page.xpath("//a[@href='#fig-effusion.B']/text()") == ["Figure 1B"]
    assert len(page.xpath("//*[@id='fig-effusion.B']")) == 1


def test_a_picture_may_be_another_one_in_each_language(demo: Path) -> None:
    with_panels(demo, "@fig:effusion")
    shown = {code: figure_of(report_of(demo, code)).panels for code in ("en", "pt")}
    assert shown["en"][0].image.data.split(b"<circle")[1] == shown["pt"][0].image.data.split(b"<circle")[1]
    assert b'r="5"' in shown["en"][1].image.data
    assert b'r="7"' in shown["pt"][1].image.data


def test_a_picture_that_cannot_be_read_leaves_a_frame_that_mentions_still_lead_to(demo: Path) -> None:
    with_panels(demo, "@fig:effusion.A")
    (demo / "figures" / "a.svg").unlink()
    report, findings = composed(demo, is_draft=True)
    assert [finding.code for finding in findings if finding.is_error] == ["images.missing"]
    first = figure_of(report).panels[0]
    assert (first.anchor, first.image.alt) == ("fig-effusion.A", "Large heart.")
    assert b"stroke-dasharray" in first.image.data


def test_a_figure_whose_panels_all_speak_needs_no_caption_of_its_own(demo: Path) -> None:
    with_panels(demo, "@fig:effusion")
    text = (demo / "case.yaml").read_text(encoding="utf-8")
    own = "    caption: {en: Pericardial effusion., pt: Derrame pericárdico.}\n"
    assert own in text
    (demo / "case.yaml").write_text(text.replace(own, ""), encoding="utf-8")
    assert figure_of(report_of(demo)).caption == ()
    text = (demo / "case.yaml").read_text(encoding="utf-8")
    first = "        caption: {en: Radiograph on admission., pt: Radiografia na admissão.}\n"
    (demo / "case.yaml").write_text(text.replace(first, ""), encoding="utf-8")
    assert [f.fields["field"] for f in composed(demo)[1]] == ["figures.effusion.caption"]


def figure(*shapes: tuple[int, int], is_wide: bool = False) -> Figure:
    panels = tuple(
        Panel(f"fig-a-{letter}", letter, Image(b"", "image/png", width, height, ""), ())
        for letter, (width, height) in zip("ABCDEFGH", shapes, strict=False)
    )
    return Figure("fig-a", "Figure 1", panels, (), (), is_wide)


def rows_of(*shapes: tuple[int, int], is_wide: bool = False) -> list[str]:
    return ["".join(p.panel.label for p in row) for row in panel_rows(figure(*shapes, is_wide=is_wide))]


def test_panels_stand_side_by_side_where_they_fit() -> None:
    square, strip = (100, 100), (300, 100)
    assert rows_of(square, square) == ["AB"]
    assert rows_of(strip, strip) == ["A", "B"]
    assert rows_of(square, square, square) == ["AB", "C"]
    assert rows_of(square, square, square, is_wide=True) == ["ABC"]
    assert rows_of(*[square] * 4, is_wide=True) == ["AB", "CD"]
    assert rows_of(*[square] * 6, is_wide=True) == ["ABC", "DEF"]
    assert rows_of() == []


def test_panels_of_one_row_are_of_one_height() -> None:
    ((left, right),) = panel_rows(figure((100, 100), (150, 100)))
    assert left.share / 1.0 == pytest.approx(right.share / 1.5, abs=0.01)
    assert 97 < left.share + right.share <= 98
    assert (left.is_last, right.is_last) == (False, True)


# Rows from a file


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Exame,Test,Unit,D0\nHemoglobina,Hemoglobin,g/dL,4.8\nDHL,LDH,U/L,800\n", "utf-8"),
        ("Exame;Test;Unit;D0\r\nHemoglobina;Hemoglobin;g/dL;4.8\r\n;;;\r\nDHL;LDH;U/L;800\r\n", "utf-8-sig"),
        ("Exame\tTest\tUnit\tD0\nHemoglobina\tHemoglobin\tg/dL\t4.8\nDHL\tLDH\tU/L\t800", "utf-16"),
        ('"Exame";"Test";"Unit";"D0"\n"Hemoglobina";"Hemoglobin";"g/dL";"4.8"\nDHL; LDH ;U/L;800\n', "utf-8"),
        ("D0;Unit;Test;Exame;Room\n4.8;g/dL;Hemoglobin;Hemoglobina;3\n800;U/L;LDH;DHL;4\n", "utf-8"),
    ],
    ids=["comma", "semicolon with a mark and an empty line", "tab", "quoted", "other order, and a column to spare"],
)
def test_rows_are_read_from_a_file_as_spreadsheets_write_it(demo: Path, text: str, encoding: str) -> None:
    write(demo, "tables/course.csv", text, encoding)
    add(demo, "tables", COURSE, "@tab:course")
    assert said(table_of(report_of(demo, "en"))) == [["Hemoglobin", "g/dL", "4.8"], ["LDH", "U/L", "800"]]
    assert said(table_of(report_of(demo, "pt"))) == [["Hemoglobina", "g/dL", "4,8"], ["DHL", "U/L", "800"]]


def test_a_cell_between_quotation_marks_holds_signs_line_ends_and_quotation_marks(tmp_path: Path) -> None:
    file = write(tmp_path, "a.csv", 'Day,Note\n1,"fever, chills\nand ""rigor"""\n2,plain\n')
    rows, findings = read_sheet(file, "a.csv")
    assert findings == ()
    assert rows == (["Day", "Note"], ["1", 'fever, chills\nand "rigor"'], ["2", "plain"])
    assert [(cell.place().line, cell.place().column) for cell in rows[2]] == [(4, 1), (4, 3)]


def test_a_fault_in_a_cell_stands_in_the_file_at_its_line_and_column(demo: Path) -> None:
    write(demo, "tables/course.csv", "Exame;Test;Unit;D0\nHemoglobina;Hemoglobin;g/dL;4.x g/dL\n")
    add(demo, "tables", COURSE, "@tab:course")
    _, findings = load_case(demo, LOCALES)
    (fault,) = findings
    assert fault.place is not None
    assert (fault.place.file, fault.place.line) == ("cases/demo/tables/course.csv", 2)
    assert fault.place.text[fault.place.column - 1 :].startswith("4.x")


def test_columns_without_names_take_those_of_the_file_in_turn(demo: Path) -> None:
    write(demo, "tables/course.csv", "Test,Value\nPulse,72\n")
    block_of = """
  course:
    caption: {en: Course, pt: Evolução}
    columns: [{head: {same: Test}, as: name}, {head: {same: Value}, as: number}]
    rows: tables/course.csv
"""
    add(demo, "tables", block_of, "@tab:course")
    assert said(table_of(report_of(demo))) == [["Pulse", "72"]]


def test_words_that_the_file_has_in_one_language_are_a_gap_in_the_other(demo: Path) -> None:
    write(demo, "tables/course.csv", "Exame,Test,Unit,D0\n,Hemoglobin,g/dL,4.8\n")
    add(demo, "tables", COURSE, "@tab:course")
    report, findings = composed(demo, "pt", is_draft=True)
    assert [(f.code, f.place.file if f.place else "") for f in findings] == [
        ("text.gap", "cases/demo/tables/course.csv")
    ]
    assert "from:" in findings[0].kind.mend
    assert "tables.course.rows.1.1" in said(table_of(report))[0][0]


def test_a_changed_file_of_rows_builds_its_case_again(project: Project, demo: Path) -> None:
    write(demo, "tables/course.csv", "Exame,Test,Unit,D0\nHemoglobina,Hemoglobin,g/dL,4.8\n")
    add(demo, "tables", COURSE, "@tab:course")
    order = Order(("html",), ("en",))
    assert [outcome.is_current for outcome in build(project, (), order)] == [False]
    assert [outcome.is_current for outcome in build(project, (), order)] == [True]
    write(demo, "tables/course.csv", "Exame,Test,Unit,D0\nHemoglobina,Hemoglobin,g/dL,5.1\n")
    (outcome,) = build(project, (), order)
    assert not outcome.is_current
    assert ">5.1<" in (project.output / "demo/demo.en.draft.html").read_text(encoding="utf-8")


# Footnotes and lists in tables


NOTED = """
  course:
    caption: {en: "Course[^days]", pt: "Evolução[^days]"}
    columns:
      - {head: {en: "Test[^assay]", pt: "Exame[^assay]"}, as: name}
      - {head: {same: D0}, as: number}
      - {head: {en: Remark, pt: Observação}}
    rows:
      - [Potassium, "4.85 mmol/L[^hemolysed][^days]", {en: None, pt: Nada}]
      - ["Sodium[^assay]", 140 mmol/L, {en: "- 7", pt: "- 7"}]
      - [Chloride, "–[^hemolysed]", {en: "Low[^never]", pt: "Baixo[^never]"}]
      - - Calcium
        - "{k_admission}[^hemolysed]"
        - en: |
            - given by mouth
            - given by vein[^hemolysed]
          pt: |
            - por via oral
            - por via venosa[^hemolysed]
    footnotes:
      hemolysed: {en: Hemolysed sample., pt: Amostra hemolisada.}
      assay: {en: Of the same laboratory., pt: Do mesmo laboratório.}
      never: {en: Once., pt: Uma vez.}
      days: {en: Days of treatment., pt: Dias de tratamento.}
      unused: {en: Never., pt: Nunca.}
"""


def noted(demo: Path, code: str) -> Table:
    if "[^hemolysed]" not in (demo / "case.yaml").read_text(encoding="utf-8"):
        add(demo, "tables", NOTED, "@tab:course")
    return table_of(report_of(demo, code))


@pytest.mark.parametrize(("code", "last"), [("en", "Once."), ("pt", "Uma vez.")])
def test_footnotes_are_lettered_in_the_order_in_which_they_are_read(demo: Path, code: str, last: str) -> None:
    table = noted(demo, code)
    assert [(note.anchor, note.mark) for note in table.footnotes] == [
        ("tab-course.note.days", "a"),
        ("tab-course.note.assay", "b"),
        ("tab-course.note.hemolysed", "c"),
        ("tab-course.note.never", "d"),
    ]
    assert plain(table.footnotes[-1].children) == last


def test_marks_and_footnotes_lead_to_each_other(demo: Path) -> None:
    table = noted(demo, "en")
    marks = [node for node in walk(inlines_of(table)) if isinstance(node, NoteMark)]
    assert len(marks) == 9
    assert max(Counter(mark.anchor for mark in marks).values()) == 1
    for note in table.footnotes:
        own = [mark for mark in marks if mark.target == note.anchor]
        assert {mark.mark for mark in own} == {note.mark}
        assert tuple(mark.anchor for mark in own) == note.citations
    page = lxml.html.fromstring(html.write(report_of(demo), TEMPLATES))
    ids = Counter(page.xpath("//@id"))
    assert max(ids.values()) == 1
    assert {link.removeprefix("#") for link in page.xpath("//figure[@id='tab-course']//a/@href")} <= set(ids)
    assert page.xpath("//p[@id='tab-course.note.hemolysed']/a[@class='back']/@href") == [
        f"#tab-course.mark.hemolysed.{n}" for n in (1, 2, 3, 4)
    ]


def test_two_marks_on_one_number_are_parted_by_a_comma_and_close_up(demo: Path) -> None:
    number = noted(demo, "en").rows[0][1]
    assert number.children[0] == Unbroken("4.85\N{NO-BREAK SPACE}mmol/L")
    assert [type(node).__name__ for node in number.children[1:]] == ["NoteMark", "Superscript", "NoteMark"]


@pytest.mark.parametrize("code", ["en", "pt"])
def test_numbers_stand_below_each_other_with_a_mark_or_without(demo: Path, code: str) -> None:
    table = noted(demo, code)
    assert [row[1].fraction for row in table.rows] == [2, 0, 0, 1]
    cells = [row[1] for row in table_cells(table)]
    assert [plain(cell.children)[:1] for cell in cells] == ["4", "1", "–", "2"]
    assert [len(cell.marks) for cell in cells] == [3, 0, 1, 1]
    bare = cells[0].missing
    assert bare > 0, "the last column of all has no room of its own for a mark"
    assert [cell.missing - bare for cell in cells] == [0, 2.5, 2.5, 1]


@pytest.mark.parametrize(("numbers", "is_short"), [(2, True), (4, False)])
def test_row_names_keep_one_line_where_the_table_has_room_for_them(numbers: int, is_short: bool) -> None:
    name, number = Cell((Paragraph((Words("TSH receptor antibodies"),)),)), Cell((Paragraph((Words("1,250.75"),)),), 2)
    heads = (Column((Words("Test"),), True, "start"), *(Column((Words("Day 1"),), False, "decimal"),) * numbers)
    table = Table("t", "Table 1", (), heads, ((name, *(number,) * numbers),), (), (), False)
    assert table_cells(table)[0][0].is_short is is_short
    assert all(cell.is_short for cell in table_cells(table)[0][1:])


def test_a_cell_of_several_lines_may_hold_a_list_and_one_of_a_line_does_not(demo: Path) -> None:
    table = noted(demo, "pt")
    (listed,) = table.rows[3][2].blocks
    assert isinstance(listed, ItemList)
    assert [plain(item) for item in listed.items] == ["por via oral", "por via venosa"]
    assert table.rows[1][2] == Cell((Paragraph((Words("- 7"),)),))
    page = lxml.html.fromstring(html.write(report_of(demo), TEMPLATES))
    items = page.xpath("//figure[@id='tab-course']//td/ul/li")
    assert [item.text_content() for item in items] == ["given by mouth", "given by veinc"]


def test_numbers_with_units_are_aligned_by_their_decimal_marks_alone(demo: Path) -> None:
    block_of = """
  course:
    caption: {en: Doses, pt: Doses}
    columns: [{head: {same: Day}, as: name}, {head: {same: Dose}, as: number}]
    rows: [["1", 37.5 mg], ["2", 25 mg], ["3", 12.5–37.5 mg], ["4", 37.5%]]
"""
    add(demo, "tables", block_of, "@tab:course")
    assert [row[1].fraction for row in table_of(report_of(demo, "pt")).rows] == [1, 0, len("5–37,5"), 1]


# Tabela and Quadro


SERIES = """
  course:
    caption: {en: Course, pt: Evolução}
    columns: [{head: {same: Day}, as: name}, {head: {same: Dose}, as: number}]
    rows: [["1", 25 mg]]
  words:
    caption: {en: Words, pt: Palavras}
    columns: [{head: {same: Day}, as: name}, {head: {en: Finding, pt: Achado}}]
    rows: [["1", {en: Fever, pt: Febre}]]
  printed:
    caption: {en: Values, pt: Valores}
    columns: [{head: {same: Day}, as: name}, {head: {en: Finding, pt: Achado}}]
    rows: [["1", {same: "{k_admission}"}]]
  others:
    caption: {en: Others, pt: Outras}
    columns: [{head: {same: Day}, as: name}, {head: {en: Finding, pt: Achado}}]
    rows: [["1", {en: Chills, pt: Calafrios}]]
"""


def series(demo: Path, tmp_path: Path, code: str, quadro: str) -> list[str]:
    """Return what the tables of a case are called, in the order of their mention."""
    journal = tmp_path / "templates" / "journals" / "brazilian"
    profile = (TEMPLATES[0] / "journals" / "generic" / "profile.yaml").read_text(encoding="utf-8")
    journal.mkdir(parents=True)
    (journal / "profile.yaml").write_text(profile + f"quadro: {quadro}\n", encoding="utf-8")
    add(demo, "tables", SERIES, "@tab:course, @tab:words, @tab:printed, @tab:others")
    search = (tmp_path / "templates", *TEMPLATES)
    report, _ = compose(loaded(demo), Edition(code, "brazilian", templates=search, locales=LOCALES))
    return list(mentions(report))[:4]


@pytest.mark.parametrize(
    ("code", "quadro", "labels"),
    [
        ("pt", "yes", ["Tabela 1", "Quadro 1", "Tabela 2", "Quadro 2"]),
        ("pt", "no", ["Tabela 1", "Tabela 2", "Tabela 3", "Tabela 4"]),
        ("en", "yes", ["Table 1", "Table 2", "Table 3", "Table 4"]),
    ],
)
def test_a_table_of_words_counts_in_a_series_of_its_own_where_it_has_a_name_of_its_own(
    demo: Path, tmp_path: Path, code: str, quadro: str, labels: list[str]
) -> None:
    assert series(demo, tmp_path, code, quadro) == labels


# Large tables on paper


def numbers(count: int, *rows: tuple[str, ...], is_wide: bool) -> Table:
    columns = (
        Column((Words("Day"),), True, "start"),
        *(Column((Words(f"Day {n}"),), False, "decimal") for n in range(1, count)),
    )
    cells = tuple(
        tuple(Cell((Paragraph((Words(text),)),), None if n == 0 else 0) for n, text in enumerate(row)) for row in rows
    )
    return Table(f"tab-large-{count}", "Table 9", (Words("Course."),), columns, cells, (), (), is_wide)


def test_a_table_of_many_columns_is_wide_unless_its_author_says_otherwise(demo: Path) -> None:
    heads = ", ".join(f"{{head: {{same: D{n}}}, as: number}}" for n in range(12))
    row = ", ".join(str(n) for n in range(12))
    block_of = f"\n  course:\n    caption: {{same: Course}}\n    columns: [{heads}]\n    rows: [[{row}]]\n"
    add(demo, "tables", block_of, "@tab:course")
    assert table_of(report_of(demo)).is_wide
    page = lxml.html.fromstring(html.write(report_of(demo), TEMPLATES))
    assert page.get_element_by_id("tab-course").get("class") == "table wide dense"
    text = (demo / "case.yaml").read_text(encoding="utf-8")
    (demo / "case.yaml").write_text(text.replace(f"    rows: [[{row}]]\n", f"    rows: [[{row}]]\n    width: column\n"))
    assert not table_of(report_of(demo)).is_wide


LONG_HEADS = (
    "Examination", "Leukocytes (/µL)", "Lactate dehydrogenase", "Hemoglobin", "Thrombocytes", "Creatinine", "Urea",
    "Transaminases", "Bilirubin", "Immunophenotyping", "Antibiotics", "Microbiology",
)  # fmt: skip


def with_large_tables() -> Report:
    """Return the sample article with a table of 12 columns, one of 80 rows, and one of 60 rows across the page."""
    report = sample_report()
    twelve = numbers(12, *[(f"Sample {n}", *["145,730"] * 11) for n in range(6)], is_wide=True)
    heads = tuple(replace(column, head=(Words(word),)) for column, word in zip(twelve.columns, LONG_HEADS, strict=True))
    twelve = replace(twelve, columns=heads)
    narrow = numbers(3, *[(f"Narrow {n}", "4", "5") for n in range(80)], is_wide=False)
    broad = numbers(4, *[(f"Broad {n}", "4", "5", "6") for n in range(60)], is_wide=True)
    place = next(n for n, node in enumerate(report.body) if isinstance(node, Paragraph))
    return replace(report, body=(*report.body[: place + 1], twelve, narrow, broad, *report.body[place + 1 :]))


SHEETS = """\
casebook: 1
languages: [pt]
status: draft
decimal: ","
title: Um caso
sections: {case: "Os exames estão nas tabelas (@tab:long, @tab:broad)."}
tables:
  long:
    caption: Potássio.
    columns: [{head: Hora, as: name}, {head: K, as: number}]
    rows: tables/long.csv
  broad:
    caption: Exames.
    columns:
      - {head: Dia, as: name}
COLUMNS
    rows: tables/broad.csv
"""


def test_eighty_rows_and_twelve_columns_go_from_their_csv_files_to_the_page(demo: Path) -> None:
    long = "".join(f"Hora {n};{n + 1},25\n" for n in range(80))
    days = "".join(f"Dia {n};" + ";".join(f"{n}{column:02},5" for column in range(11)) + "\n" for n in range(1, 7))
    write(demo, "tables/long.csv", f"Hora;K\n{long}")
    write(demo, "tables/broad.csv", "Dia;" + ";".join(f"T{n}" for n in range(11)) + f"\n{days}")
    columns = "\n".join(f"      - {{head: T{n}, as: number}}" for n in range(11))
    write(demo, "case.yaml", SHEETS.replace("COLUMNS", columns))
    case, found = load_case(demo)
    assert case, found
    report, more = compose(case, Edition("pt", is_draft=True))
    tables = {node.anchor: node for node in report.body if isinstance(node, Table)}
    assert [len(table.rows) for table in tables.values()] == [80, 6]
    assert tables["tab-broad"].is_wide, "a table of many columns stands across the page by itself"
    document = pdf.lay_out(report, TEMPLATES)
    cells = [(page, cell) for page in laid_out.page_boxes(document) for cell in laid_out.cells(page)]
    shown = [laid_out.words(cell).replace("\u00a0", " ").strip() for _, cell in cells]
    assert [n for n in range(80) if f"Hora {n}" not in shown or f"{n + 1},25" not in shown] == []
    assert [(n, c) for n in range(1, 7) for c in range(11) if f"{n}{c:02},5" not in shown] == []
    edges = [page.content_box_x() + page.width - cell.position_x - cell.width for page, cell in cells]
    assert min(edges) > -0.5, "no cell leaves the text area"
    assert min(cell.style["font_size"] for _, cell in cells) >= 6.5 * 4 / 3


ENDS = (("Narrow", 79), ("Broad", 59))


def first_page(document: Document, words: str) -> int:
    """Return the number of the page on which these words stand first."""
    pages = [" ".join(laid_out.words(box) for box in laid_out.cells(page)) for page in laid_out.page_boxes(document)]
    return 1 + next(number for number, page in enumerate(pages) if words in page)


def test_large_tables_lose_nothing_repeat_their_heads_and_leave_the_text_as_it_should_be() -> None:
    document = pdf.lay_out(with_large_tables(), TEMPLATES)
    printed = laid_out.text_of(document) + " "
    for name, count in (("Sample", 6), ("Narrow", 80), ("Broad", 60)):
        assert [n for n in range(count) if f"{name} {n} " not in printed] == [], name
    assert printed.count("Day 1 Day 2 Day 3 ") >= 2, "the head of “Broad” on each of its pages"
    assert len(re.findall(r"Day Day 1 Day 2 (?!Day 3)", printed)) >= 2, "the head of “Narrow” in each of its columns"
    over = [first_page(document, f"{n} {last} ") - first_page(document, f"{n} 0 ") for n, last in ENDS]
    assert printed.count("TABLE 9 (CONTINUED)") == sum(over) > 1, "at the head of each page that begins with more of it"
    for fault in laid_out.FAULTS:
        if fault is not laid_out.meagre_last_page:  # it holds the end of a table
            assert fault(document) == [], fault.__name__
    cells = [(page, cell) for page in laid_out.page_boxes(document) for cell in laid_out.cells(page)]
    assert len(cells) > 500
    edges = [page.content_box_x() + page.width - cell.position_x - cell.width for page, cell in cells]
    assert min(edges) > -0.5, "no cell leaves the text area"
    sizes = [cell.style["font_size"] for _, cell in cells]
    assert min(sizes) >= 6.5 * 4 / 3, "6.5 pt is the least that is read with ease"


def test_no_photograph_of_a_pdf_asks_to_be_smoothed(tmp_path: Path) -> None:
    picture = io.BytesIO()
    Photograph.new("RGB", (40, 30), "gray").save(picture, "PNG")
    image = Image(picture.getvalue(), "image/png", 40, 30, "A grey field")
    panels = tuple(Panel(f"fig-a-{letter}", letter, image, ()) for letter in "AB")
    body = (Paragraph((Words("See it."),)), Figure("fig-a", "Figure 1", panels, (Words("Grey."),), (), False))
    file = write_bytes(tmp_path / "a.pdf", pdf.write(replace(sample_report(), body=body, back=()), TEMPLATES))
    with pikepdf.open(file) as opened:
        images = [
            part for part in opened.objects if isinstance(part, pikepdf.Stream) and part.get("/Subtype") == "/Image"
        ]
        assert images
        assert [bool(part.get("/Interpolate", False)) for part in images] == [False] * len(images)


def write_bytes(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    return file
