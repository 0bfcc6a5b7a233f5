"""The printed article: what stands where, in what, and what it refuses to print."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from weasyprint import Document

from casebook.formats import FORMATS, pdf
from casebook.formats.archive.writer import write_archive
from casebook.formats.faults import LayoutWarning, MissingCharacters, OwnTemplates
from casebook.formats.layout.printer import heard_warnings, load_printer
from casebook.nodes import (
    Block,
    Breakable,
    Cell,
    Figure,
    Gap,
    Heading,
    Notice,
    Paragraph,
    Table,
    Unbroken,
    Words,
    plain,
)
from casebook.project import bundled
from casebook.report.model import Report
from tests import laid_out
from tests.sample_report import sample_report
from tests.shipped import ARTICLES, shipped_report

TEMPLATES = (bundled("templates"),)
LANGUAGES = ("en", "pt")


@lru_cache
def laid_out_sample(code: str) -> pdf.LaidOut:
    with heard_warnings():
        return pdf.arrange(sample_report(code), TEMPLATES)


def document(code: str) -> Document:
    return laid_out_sample(code).document


@lru_cache
def written(code: str) -> bytes:
    return write_archive(document(code), laid_out_sample(code).places)


def opened(code: str) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(written(code)))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("faults", laid_out.FAULTS, ids=lambda faults: faults.__name__)
def test_the_pages_have_no_faults(code: str, faults: Callable[[Document], list[str]]) -> None:
    assert len(laid_out.columns(document(code))) >= 6
    assert faults(document(code)) == []


SHIPPED = ARTICLES


@lru_cache
def shipped_document(slug: str, code: str) -> Document:
    with heard_warnings():
        return pdf.lay_out(shipped_report(slug, code)[0], TEMPLATES)


def test_every_shipped_case_has_its_pages_looked_at() -> None:
    assert SHIPPED


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "code"), SHIPPED)
@pytest.mark.parametrize("faults", laid_out.FAULTS, ids=lambda faults: faults.__name__)
def test_the_pages_of_the_shipped_cases_have_no_faults(
    slug: str, code: str, faults: Callable[[Document], list[str]]
) -> None:
    assert len(laid_out.columns(shipped_document(slug, code))) >= 4
    assert faults(shipped_document(slug, code)) == []


def test_pages_shortened_for_the_sake_of_the_last_one_are_measured_in_full() -> None:
    page = f'<html lang="en"><body><article><div class="text">{f"<p>{LONG}</p>" * 70}</div></article>'
    whole, shortened = (
        load_printer(TEMPLATES).lay_out(page, rules)
        for rules in ("", f"@page {{ margin-bottom: {60 + 12 * laid_out.GRID}px }}")
    )
    assert len(whole.pages) > 1
    assert laid_out.short_columns(whole) == []
    assert laid_out.short_columns(shortened)


@pytest.mark.parametrize("code", LANGUAGES)
def test_wide_figures_stand_at_the_head_of_a_page_in_their_order(code: str) -> None:
    report = sample_report(code)
    wide = [node.anchor for node in report.body if isinstance(node, Figure | Table) and node.is_wide]
    pages = [[anchor for anchor in wide if anchor in ids(page)] for page in laid_out.page_boxes(document(code))]
    assert [anchor for page in pages for anchor in page] == wide
    assert len(wide) == 2


def ids(box: laid_out.Box) -> set[str]:
    return {found.element.get("id") for found in box.descendants() if getattr(found, "element", None) is not None}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_figure_comes_before_the_page_that_mentions_it(code: str) -> None:
    places: dict[str, int] = {}
    mentions: dict[str, int] = {}
    for number, page in enumerate(laid_out.page_boxes(document(code)), 1):
        for box in page.descendants():
            element = getattr(box, "element", None)
            if element is not None and element.tag == "figure":
                places.setdefault(element.get("id"), number)
            if element is not None and "mention" in element.get("class", ""):
                mentions.setdefault(element.get("href")[1:], number)
    assert len(places) == 4
    assert all(mentions[anchor] <= page for anchor, page in places.items())


def test_a_column_figure_that_would_leave_a_column_short_moves_on() -> None:
    report = sample_report()
    figure = next(node for node in report.body if isinstance(node, Figure) and not node.is_wide)
    many: list[Block] = []
    for place, node in enumerate(report.body):
        is_followed = isinstance(node, Paragraph) and place % 4 == 0
        many += [node, replace(figure, anchor=f"extra-{place}")] if is_followed else [node]
    assert len(many) == len(report.body) + 3
    crowded = pdf.lay_out(replace(report, body=tuple(many)), TEMPLATES)
    assert laid_out.short_columns(crowded) == []
    assert laid_out.stranded_headings(crowded) == []


def test_a_long_wide_table_stands_behind_the_text_and_loses_no_row() -> None:
    report = sample_report()
    table = next(node for node in report.body if isinstance(node, Table) and node.is_wide)
    names = (Cell((Paragraph((Words(f"Database {number}"),)),)) for number in range(27))
    rows = tuple((name, *row[1:]) for name, row in zip(names, table.rows * 9, strict=True))
    long = replace(report, body=tuple(replace(table, rows=rows) if node is table else node for node in report.body))
    printed = laid_out.text_of(pdf.lay_out(long, TEMPLATES))
    assert [n for n in range(27) if f"Database {n} " not in printed + " "] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_file_says_what_it_is(code: str) -> None:
    report, file = sample_report(code), opened(code)
    assert file.docinfo["/Title"] == report.fronts[0].title[0].text  # type: ignore[union-attr]
    assert file.docinfo["/Author"] == ", ".join(author.name for author in report.authors)
    assert all(keyword in str(file.docinfo["/Keywords"]) for keyword in report.fronts[0].keywords)
    assert str(file.Root.Lang) == report.lang
    assert file.Root.MarkInfo.Marked
    assert "/CreationDate" not in file.docinfo


def test_bookmarks_follow_the_headings() -> None:
    with opened("en").open_outline() as outline:
        top = outline.root[0]
        titles = [item.title for item in top.children]
        below = {item.title: [child.title for child in item.children] for item in top.children}
    assert top.title.startswith("Azacitidine and lenalidomide")
    sections = [plain(node.children) for node in sample_report().body if isinstance(node, Heading) and node.level == 2]
    assert len(sections) == 5
    assert [title for title in titles if title in sections] == sections
    assert len(below["Case report"]) == 3


@pytest.mark.parametrize("code", LANGUAGES)
def test_only_our_fonts_are_in_the_file_and_all_of_them_embedded(code: str) -> None:
    fonts = {
        str(font.BaseFont)[8:]: "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        for page in opened(code).pages
        for font in page.Resources.Font.values()
    }
    assert {"Casebook-Serif", "Casebook-Serif-Italic", "Casebook-Sans", "Casebook-Sans-Semi-Bold"} <= set(fonts)
    assert all(name.startswith(("Casebook-", "Source-S")) for name in fonts)
    assert all(fonts.values())


def test_citations_are_links_to_their_references() -> None:
    names = {str(annotation.Dest) for page in opened("en").pages for annotation in page.Annots if "/Dest" in annotation}
    cited = {reference.anchor for reference in sample_report().references if reference.citations}
    assert len(cited) > 10
    assert cited <= names


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_address_is_a_link_once_on_each_of_its_lines(code: str) -> None:
    links = Counter(
        str(annotation.A.URI) for page in opened(code).pages for annotation in page.Annots if "/A" in annotation
    )
    assert len(links) > 10
    own = "https://doi.org/10.5555/casebook.sample.2026"  # in the band, and on two lines of the rail
    assert {address: count for address, count in links.items() if count > 2 + (address == own)} == {}


@pytest.mark.slow
def test_the_same_report_gives_the_same_bytes_in_every_process() -> None:
    """Two processes of their own: in this one, tests of images may have woken fontconfig with the system's fonts."""
    script = (
        "import sys; sys.path.insert(0, '.');"
        "from casebook.formats import pdf; from casebook.project import bundled;"
        "from tests.sample_report import sample_report;"
        "sys.stdout.buffer.write(pdf.write(sample_report('en'), (bundled('templates'),)))"
    )
    one, other = (
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    )
    assert one.startswith(b"%PDF")
    assert one == other


def test_a_character_that_no_font_has_is_named() -> None:
    report = replace(small_report(), body=(Paragraph((Words("A rare sign: 漢."),)),))
    with pytest.raises(MissingCharacters, match=r"漢 \(U\+6F22\)"):
        pdf.write(report, TEMPLATES)


def test_a_complaint_of_weasyprint_about_our_styles_is_our_fault(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES[0], tmp_path / "shipped")
    own_sheet(tmp_path / "shipped", "p { colour: red }")
    with pytest.raises(LayoutWarning, match="colour"):
        pdf.write(small_report(), (tmp_path / "shipped",))


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ("p { colour: red }", "colour"),
        ('.text { background: url("https://example.org/a.png") }', "outside the templates"),
        ('.text { background: url("file:///etc/hostname") }', "outside the templates"),
        ('.text { background: url("http://localhost/") }', "outside the templates"),
    ],
)
def test_what_the_projects_own_style_may_not_do_is_told_with_its_file(tmp_path: Path, rules: str, reason: str) -> None:
    own_sheet(tmp_path / "templates", rules)
    with pytest.raises(OwnTemplates, match=reason) as caught:
        pdf.write(small_report(), (tmp_path / "templates", *TEMPLATES))
    assert caught.value.where == "templates/styles/print.css"


def test_an_article_template_of_ones_own_without_the_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "article.html").write_text("<html lang='en'><body><p>{{ report.stem }}</p></body></html>")
    with pytest.raises(OwnTemplates, match="text"):
        pdf.write(small_report(), (tmp_path, *TEMPLATES))


def test_what_lies_in_the_templates_and_data_addresses_are_read(tmp_path: Path) -> None:
    own_sheet(tmp_path, '.text { background: url("dot.svg") }')
    dot = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    (tmp_path / "styles" / "dot.svg").write_bytes(dot)
    assert pdf.write(small_report(), (tmp_path, *TEMPLATES)).startswith(b"%PDF")
    own_sheet(tmp_path, f'.text {{ background: url("data:image/svg+xml;base64,{base64.b64encode(dot).decode()}") }}')
    assert pdf.write(small_report(), (tmp_path, *TEMPLATES)).startswith(b"%PDF")


def own_sheet(folder: Path, rules: str) -> None:
    """Put a print style of one's own before ours: ours, and `rules`."""
    (folder / "styles").mkdir(parents=True, exist_ok=True)
    ours = (TEMPLATES[0] / "styles" / "print.css").read_text(encoding="utf-8")
    (folder / "styles" / "print.css").write_text(ours + rules, encoding="utf-8")
    load_printer.cache_clear()


def small_report() -> Report:
    """An article of one paragraph."""
    report = sample_report()
    return replace(report, body=(Paragraph((Words("One sentence."),)),), back=(), references=())


def test_an_article_with_next_to_nothing_in_it_is_printed() -> None:
    bare = replace(
        small_report(),
        body=(),
        authors=(),
        affiliations=(),
        rail=(),
        notices=(),
        alternates=(),
        doi=None,
        license="",
    )
    assert pdf.write(bare, TEMPLATES).startswith(b"%PDF")


def test_a_draft_shows_its_gaps_and_says_that_it_is_one() -> None:
    report = replace(
        small_report(),
        is_draft=True,
        notices=(Notice("draft", (Words("Draft. Not for publication."),)),),
        body=(Heading(2, "case", (Words("Case"),)), Paragraph((Gap("missing: sections.case"),))),
    )
    printed = laid_out.text_of(pdf.lay_out(report, TEMPLATES))
    assert "Not for publication" in printed
    assert "missing: sections.case" in printed


def test_pdf_is_a_format_like_any_other() -> None:
    assert FORMATS.load("pdf") is pdf
    assert pdf.SUFFIX == ".pdf"


# The readers above are only worth something if they see what they look for: each is shown a page with its fault.

LONG = "A sentence of ordinary words that fills the line and a little more of the next one. " * 3
FAULTY = {
    "stranded_headings": ("<p>x</p>" * 56 + "<h2>Late</h2>" + "<p>y</p>" * 60, ".text > h2 { break-after: auto }"),
    "outside": ('<p><span class="unbroken">' + "unbreakable" * 9 + "</span></p>", ""),
    "short_columns": ("<p>x</p>" * 20 + '<figure style="height: 600pt"></figure>' + f"<p>{LONG}</p>" * 60, ""),
    "meagre_last_page": (f"<p>{LONG}</p>" * 29, ""),
    "torn": ('<p style="width: 42pt">It is <i class="unbroken">4.8 g/dL</i>.</p>', ".unbroken { white-space: normal }"),
    "off_grid": ('<p>x</p><p style="padding-top: 5pt">y</p><p>z</p>', ""),
    "gaping": ('<p>one two <span class="unbroken">' + "unbreakable" * 4 + "</span> three</p>", ""),
    "unprintable": ("<p>A rare sign, 漢, among the ordinary ones of a sentence: bcfghjkmpquvwxz.</p>", ""),
}


@pytest.mark.parametrize("faults", laid_out.FAULTS, ids=lambda faults: faults.__name__)
def test_the_readers_of_pages_see_what_they_look_for(faults: Callable[[Document], list[str]]) -> None:
    text, rules = FAULTY[faults.__name__]
    page = f'<html lang="en"><body><article><div class="text">{text}</div></article>'
    assert faults(load_printer(TEMPLATES).lay_out(page, rules)) != []


def test_a_mark_that_begins_a_line_is_seen() -> None:
    mark = '<sup class="citation"><a role="doc-biblioref">1</a>,<a role="doc-biblioref">6</a></sup>'
    text = "".join(f'<p style="width: {width}pt">In the adverse group.{mark} It is so.</p>' for width in range(40, 120))
    page = f'<html lang="en"><body><article><div class="text">{text}</div></article>'
    assert any("begins with a mark" in fault for fault in laid_out.torn(load_printer(TEMPLATES).lay_out(page)))


def test_a_number_keeps_its_unit_and_a_karyotype_breaks_between_its_pieces() -> None:
    karyotype = Breakable(("45,XX,", "t(3;3)", "(q21;q26.2),", "del(5)", "(q31q35),", "−7[20]"))
    for width in range(0, 12, 2):
        words, value = Words("w" * width + " The hemoglobin was "), Unbroken("4.8\N{NO-BREAK SPACE}g/dL")
        sentence = Paragraph((words, value, Words(", the karyotype "), karyotype, Words(".")))
        printed = pdf.lay_out(replace(small_report(), body=(sentence,)), TEMPLATES)
        lines = [line.text for column in laid_out.columns(printed) for line in column.lines]
        assert len(lines) > 1
        assert laid_out.torn(printed) + laid_out.outside(printed) == []
        assert not [line for line in lines if line.lstrip("\N{ZERO WIDTH SPACE}")[0] in ".,);[7"]
