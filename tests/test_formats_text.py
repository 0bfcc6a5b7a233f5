"""The plain text: every word of the article once, in order, and nothing that a plain editor would garble."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from casebook.columns import width_of
from casebook.formats import text
from casebook.formats.typed.inlines import written
from casebook.nodes import (
    Breakable,
    Cell,
    Citation,
    Column,
    CrossReference,
    Emphasis,
    Figure,
    Foreign,
    Gap,
    Inline,
    ItemList,
    Link,
    NoteMark,
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
from tests.every_node import every_node, without_abstract
from tests.sample_report import sample_report
from tests.shipped import BARE, CASES, TEMPLATES, shipped_case, shipped_report
from tests.words_of import left_of, words_of

SHIPPED = [(folder.name, code) for folder in CASES for code in shipped_case(folder.name).file.languages]
NAMES = ["sample.en", "sample.pt", *(f"{slug}.{code}" for slug, code in SHIPPED)]


@cache
def named(name: str) -> Report:
    stem, _, code = name.rpartition(".")
    return sample_report(code) if stem == "sample" else shipped_report(stem, code)[0]


def printed(report: Report) -> str:
    return text.write(report, TEMPLATES).decode()


def without_tables(report: Report) -> Report:
    return replace(report, body=tuple(node for node in report.body if not isinstance(node, Table)))


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_report_is_there_once_and_in_order(name: str) -> None:
    report = without_tables(named(name))
    seen = " ".join(printed(report).split())
    for panel in (panel for node in report.body if isinstance(node, Figure) for panel in node.panels):
        alt = report.language.words("Picture: {alt}", alt=" ".join(panel.image.alt.split()))
        assert seen.count(alt) == 1
        seen = seen.replace(alt, "")
    addresses = [f"<{node.href}>" for item in report.rail for node in item.children if isinstance(node, Link)]
    for address in addresses:
        seen = seen.replace(address, "")
    left = left_of(seen, words_of(report))
    lists = sum(len(node.items) for node in report.body if isinstance(node, ItemList) and node.ordered)
    assert set(left) <= set(" .,:;·-=~*[]0123456789"), left
    assert sum(sign.isdigit() for sign in left) == lists


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_a_table_is_there(name: str) -> None:
    report = named(name)
    seen = " ".join(printed(report).split())
    cells = [cell for node in report.body if isinstance(node, Table) for row in node.rows for cell in row]
    assert bool(cells) == (name.partition(".")[0] not in BARE)
    for cell in cells:
        for block in cell.blocks:
            assert isinstance(block, Paragraph)
            assert " ".join(written(block.children).split()) in seen


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (Words("a <b> & c"), "a <b> & c"),
        (Emphasis((Strong((Words("NPM1"),)),)), "NPM1"),
        (Superscript((Words("+"),)), "⁺"),
        (Superscript((Words("10 "),)), "^(10 )"),
        (Superscript((Words("Q"),)), "^(Q)"),
        (Subscript((Words("2"),)), "₂"),
        (Subscript((Words("max"),)), "ₘₐₓ"),
        (Subscript((Words("Q"),)), "_(Q)"),
        (Unbroken("4.8\N{NO-BREAK SPACE}g/dL"), "4.8\N{NO-BREAK SPACE}g/dL"),
        (Breakable(("45,XX,", "t(3;3)")), "45,XX,t(3;3)"),
        (Foreign("la", (Words("de novo"),)), "de novo"),
        (Link("https://doi.org/10.1/x", (Words("doi:10.1/x"),)), "doi:10.1/x"),
        (Link("mailto:a@example.org", (Words("a@example.org"),)), "a@example.org"),
        (Link("https://example.org", (Words("here"),)), "here <https://example.org>"),
        (Citation((Ref("a", 5, "t", "x"), "–", Ref("b", 7, "t", "y")), superscript=True), "[5–7]"),
        (Citation(("[", Ref("a", 5, "t", "x"), "]"), superscript=False), "[5]"),
        (CrossReference("fig-a", "Figure 1"), "Figure 1"),
        (NoteMark("t", "x", "a"), "ᵃ"),
        (Gap("[missing: title]"), "[missing: title]"),
    ],
)
def test_inline_nodes_are_written_so_that_nothing_is_lost(node: Inline, said: str) -> None:
    assert written((node,)) == said


def test_exponents_and_indices_never_run_into_the_line() -> None:
    assert written((Words("CD4"), Superscript((Words("+"),)), Words(" 10"), Superscript((Words("−6"),)))) == "CD4⁺ 10⁻⁶"


def test_a_paragraph_is_a_line_and_blank_lines_part_them() -> None:
    seen = printed(sample_report())
    assert "\n\n\n" not in seen
    assert seen.endswith("\n")
    assert not any(line != line.rstrip() for line in seen.split("\n"))
    paragraph = next(node for node in sample_report().body if isinstance(node, Paragraph))
    assert f"\n\n{written(paragraph.children)}\n\n" in seen


def test_headings_are_underlined_by_their_level_as_wide_as_they_are() -> None:
    lines = printed(every_node()).split("\n")
    assert lines[lines.index("Deletion of NPM1") + 1] == "=" * 16
    assert lines[lines.index("Case of NPM1") + 1] == "-" * 12
    assert lines[lines.index("Examination") + 1] == "~" * 11
    assert width_of("e\N{COMBINING ACUTE ACCENT}日") == 3


def test_a_narrow_table_has_columns_and_its_decimal_marks_in_line() -> None:
    assert """
                    Admission  Before transplant  Reference range
------------------  ---------  -----------------  ---------------
Hemoglobin (g/dL)        4.8                10.2  12.0–15.5
Leukocytes (/µL)    45,730               3,120    4,000–11,000
""" in printed(sample_report()).replace("\N{NO-BREAK SPACE}", " ")


def test_a_wide_table_has_a_record_for_each_row() -> None:
    assert """
Database: LILACS
  Search strategy: (tw:(leucemia mieloide aguda)) AND (tw:(azacitidina)) AND (tw:(lenalidomida))
  Results: 0
  Relevant findings: –
""" in printed(sample_report()).replace("\N{NO-BREAK SPACE}", " ")


def test_lists_in_cells_keep_their_items_and_footnotes_their_letters() -> None:
    assert """Table 1. Valuesᵃ

Hb
  Value: 4.8ᵃ
  Remarks:
    1. one
    2. two
    and so on

WBC
  Value: 45,730
  Remarks: - high

LDH
  Value: not done
  Remarks:

Hb: hemoglobin.
ᵃ After transfusion.
""" in printed(every_node())


def test_a_table_without_rows_is_a_caption_and_heads() -> None:
    table = Table("t", "Table 1", (Words("Nothing."),), (_column("Drug"), _column("Dose")), (), (), (), is_wide=False)
    assert "Table 1. Nothing.\n\nDrug  Dose\n----  ----\n" in printed(replace(sample_report(), body=(table,)))


def _column(head: str) -> Column:
    return Column((Words(head),), False, "start")


def test_the_parts_of_a_figure_follow_its_caption() -> None:
    assert """
[Figure 1. Before and after. A, part A. B, part B. By the authors.
A, Picture: A chest film.
B, Picture: A “smear” & cells.]
""" in printed(every_node())


def test_what_a_reader_must_know_stands_first() -> None:
    assert printed(every_node()).startswith("*** Draft. Not to be cited. ***\n\n*** Retracted (May 1). Why. ***\n")


def test_an_article_without_an_abstract_has_no_heading_for_one() -> None:
    seen = printed(without_abstract(sample_report()))
    assert "\nAbstract\n" not in seen
    assert "\nIntroduction\n" in seen


def test_an_empty_cell_does_not_move_its_neighbours() -> None:
    cells = (Cell(()), Cell((Paragraph((Words("b"),)),)))
    table = Table("t", "Table 1", (Words("x"),), (_column("One"), _column("Two")), (cells,), (), (), is_wide=False)
    assert "\nOne  Two\n---  ---\n     b\n" in printed(replace(sample_report(), body=(table,)))
