"""The PDF as a file to keep, to hear and to copy from: PDF/A-2a, PDF/UA-1, its structure, its words."""

from __future__ import annotations

import inspect
import re
import subprocess
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from itertools import accumulate
from os.path import commonprefix
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pypdfium2
import pytest
import weasyprint
from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.text import ffi

from casebook import nodes
from casebook.formats import pdf
from casebook.formats.archive.metadata import claim_accessibility
from casebook.formats.archive.words import Piece, signs_between
from casebook.formats.layout.printer import load_printer
from casebook.project import bundled
from casebook.report.model import Report
from tests.every_node import DRUGS, VALUES, every_node
from tests.judges import judge
from tests.judges.verapdf import verdicts
from tests.read_aloud import read_aloud
from tests.sample_report import sample_report
from tests.shipped import ARTICLES as SHIPPED
from tests.shipped import shipped_report
from tests.spoken import bare, spoken, words

TEMPLATES = (bundled("templates"),)
LANGUAGES = ("en", "pt")
SAMPLES = [(name, code) for name in ("sample", "every-node") for code in LANGUAGES]
ARTICLES = SAMPLES + list(SHIPPED)


@lru_cache
def report_of(name: str, code: str) -> Report:
    made_here = {"sample": sample_report, "every-node": every_node}
    return made_here[name](code) if name in made_here else shipped_report(name, code)[0]


@lru_cache
def written(name: str, code: str) -> bytes:
    return pdf.write(report_of(name, code), TEMPLATES)


@lru_cache
def opened(name: str, code: str) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(written(name, code)))


@pytest.mark.slow
def test_verapdf_finds_nothing_wrong_as_pdf_a_2a_and_pdf_ua_1_and_something_in_a_plain_pdf(tmp_path: Path) -> None:
    plain = tmp_path / "plain.pdf"
    pdf.lay_out(sample_report(), TEMPLATES).write_pdf(plain, pdf_tags=True)
    files = {}
    for name, code in ARTICLES:
        files[name, code] = tmp_path / f"{name}.{code}.pdf"
        files[name, code].write_bytes(written(name, code))
    found = verdicts([plain, *files.values()])
    assert found[plain, "2a"]
    assert found[plain, "ua1"]
    assert len(files) >= 6
    assert {(file.name, flavour): found[file, flavour] for file in files.values() for flavour in ("2a", "ua1")} == {
        (file.name, flavour): [] for file in files.values() for flavour in ("2a", "ua1")
    }


def test_every_kind_of_node_is_in_the_article_that_is_judged() -> None:
    kinds = {type(node).__name__ for node in _nodes(every_node())}
    assert kinds >= {kind.__name__ for kind in (*get_args(nodes.Inline), *get_args(nodes.Block))}


def _nodes(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)
    elif type(value).__module__.startswith("casebook."):
        yield value
        for name in getattr(value, "__slots__", ()):
            yield from _nodes(getattr(value, name))


@pytest.mark.parametrize(("name", "code"), SAMPLES)
def test_one_description_says_pdf_a_and_pdf_ua_and_no_date(name: str, code: str) -> None:
    metadata = opened(name, code).Root.Metadata.read_bytes().decode()
    assert metadata.count("<rdf:RDF") == 1
    assert 'pdfaid:part="2"' in metadata
    assert 'pdfaid:conformance="A"' in metadata
    assert 'pdfuaid:part="1"' in metadata
    assert words(report_of(name, code).fronts[0].title) in metadata
    assert not re.search("CreateDate|ModifyDate|MetadataDate", metadata)
    assert opened(name, code).Root.ViewerPreferences.DisplayDocTitle


def test_metadata_that_are_not_as_expected_are_a_fault_of_ours() -> None:
    def finish(_: Document, file: Any) -> None:
        claim_accessibility(file)
        file.objects[int(file.catalog["Metadata"].split()[0])].stream.clear()
        claim_accessibility(file)

    laid_out = load_printer(TEMPLATES).lay_out('<html lang="en"><title>x</title><body>x')
    with pytest.raises(RuntimeError, match="metadata"):
        laid_out.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)


# The structure. Its text is taken out by poppler, its roles and languages by pikepdf.


@lru_cache
def structure(name: str, code: str) -> list[tuple[int, str, pikepdf.Dictionary]]:
    """Return every element of the structure in reading order: how deep it lies, its role, itself."""
    return list(_elements(opened(name, code).Root.StructTreeRoot.K[0], 0))


def _elements(element: Any, depth: int) -> Iterator[tuple[int, str, pikepdf.Dictionary]]:
    if isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield depth, str(element.S)[1:], element
        for kid in element.K:
            yield from _elements(kid, depth + 1)


def roles_of_kids(element: pikepdf.Dictionary) -> list[str]:
    return [str(kid.S)[1:] for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


@pytest.mark.parametrize(("name", "code"), SAMPLES)
def test_headings_follow_the_article_and_skip_no_level(name: str, code: str) -> None:
    report = report_of(name, code)
    levels = [int(role[1]) for _, role, _ in structure(name, code) if re.fullmatch("H[1-6]", role)]
    body = [node.level for node in report.body if isinstance(node, nodes.Heading)]
    assert levels[: 1 + len(report.fronts) + len(body)] == [1, *[2 for _ in report.fronts], *body]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


@pytest.mark.parametrize(("name", "code"), SAMPLES)
def test_lists_tables_and_figures_have_their_parts(name: str, code: str) -> None:
    counted: dict[str, int] = {}
    for _, role, element in structure(name, code):
        kids = roles_of_kids(element)
        counted[role] = counted.get(role, 0) + 1
        if role == "L":
            assert set(kids) == {"LI"}
        if role == "LI":
            assert kids == ["Lbl", "LBody"]
        if role == "Table":
            assert kids == ["Caption", "THead", "TBody"]
            rows = [roles_of_kids(row) for _, inner, row in _elements(element, 0) if inner == "TR"]
            assert len(set(map(len, rows))) == 1, "an empty head counts too"
        if role == "TR":
            assert set(kids) <= {"TH", "TD"}
        if role == "TH":
            assert str(element.A.Scope) in ("/Column", "/Row")
        if role == "Figure":
            assert len(str(element.Alt)) > 10
            assert element.A.BBox[0] < element.A.BBox[2]
            assert element.A.BBox[1] < element.A.BBox[3]
        assert role != "P" or "P" not in kids
    drawn = [panel for node in report_of(name, code).body if isinstance(node, nodes.Figure) for panel in node.panels]
    assert counted["Figure"] == len(drawn) >= 2
    assert counted["Table"] == 2
    assert min(counted[role] for role in ("L", "TH", "TD", "Link", "Caption")) >= 2


def test_a_table_of_several_pages_is_one_and_has_one_head() -> None:
    tables = [element for _, role, element in structure("every-node", "en") if role == "Table"]
    rows = [list(_elements(table, 0)) for table in tables]
    assert [sum(role == "THead" for _, role, _ in table) for table in rows] == [1, 1]
    assert [sum(role == "TR" for _, role, _ in table) for table in rows] == [4, 61]
    heads = [element for _, role, element in rows[1] if role == "TH" and element.A.Scope == "/Column"]
    assert [len(head.K) for head in heads] == [1] * 12
    assert len({str(element.Pg.objgen) for _, role, element in rows[1] if role == "TD"}) > 1


def test_each_image_says_its_own_alternative() -> None:
    said = [str(element.Alt) for _, role, element in structure("every-node", "en") if role == "Figure"]
    drawn = [panel for node in every_node().body if isinstance(node, nodes.Figure) for panel in node.panels]
    assert said == [panel.image.alt for panel in drawn]


@pytest.mark.parametrize(("name", "code"), SAMPLES)
def test_parts_in_another_language_say_so_and_no_others(name: str, code: str) -> None:
    report = report_of(name, code)
    assert str(opened(name, code).Root.Lang) == report.lang
    found = [(role, str(element.Lang)) for _, role, element in structure(name, code) if "/Lang" in element]
    others = [front.lang for front in report.fronts if front.lang != report.lang]
    titles = [front.lang for front in report.fronts[1:]]
    inside = [node.lang for node in _nodes(report) if isinstance(node, nodes.Foreign) and node.lang != report.lang]
    expected = [("P", titles), ("Sect", others), ("P", others), ("Span", inside)]  # titles, abstracts, key words, words
    assert found == [(role, lang) for role, langs in expected for lang in langs]
    assert titles
    assert inside


@pytest.mark.parametrize(("name", "code"), SAMPLES)
def test_links_say_where_they_lead(name: str, code: str) -> None:
    annotations = [annotation for page in opened(name, code).pages for annotation in page.get("/Annots", ())]
    assert len(annotations) > 5
    assert all(str(annotation.Contents).strip() for annotation in annotations)
    assert all("/StructParent" in annotation for annotation in annotations)
    first = report_of(name, code).references[0]
    assert any(bare(str(a.Contents)) == bare(f"1. {words(first.children)}") for a in annotations if "/Dest" in a), (
        "a citation says what it cites"
    )
    links = [element for _, role, element in structure(name, code) if role == "Link"]
    kids = [kid for link in links for kid in link.K if isinstance(kid, pikepdf.Dictionary) and kid.Type == "/OBJR"]
    assert len(kids) == len(annotations)
    assert all(any(isinstance(kid, int) for kid in link.K) for link in links), "a link has words"


def test_a_link_on_two_lines_is_one_link() -> None:
    links = [element for _, role, element in structure("sample", "en") if role == "Link"]
    areas = [sum(isinstance(kid, pikepdf.Dictionary) and kid.Type == "/OBJR" for kid in link.K) for link in links]
    assert {1, 2} <= set(areas)


def test_running_heads_belong_to_nobody() -> None:
    content = opened("sample", "en").pages[1].Contents.read_bytes()
    assert content.count(b"/Type /Pagination") >= 4  # kind and title above, citation and number below
    assert b"MCID" in content


@pytest.mark.parametrize(("name", "code"), SAMPLES)
def test_the_structure_reads_like_the_article(name: str, code: str) -> None:
    assert out_of_order(report_of(name, code), read_aloud(opened(name, code))) == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "code"), SHIPPED)
def test_the_structure_of_every_shipped_article_reads_like_it(name: str, code: str) -> None:
    assert out_of_order(report_of(name, code), read_aloud(opened(name, code))) == []


def out_of_order(report: Report, read: str, as_compared: Callable[[str], str] = bare) -> list[str]:
    """Return the parts, from title to last reference, that do not follow the one before: figures behind their text."""
    text, place, found = as_compared(read.replace("‐", "-")), 0, []
    parts = [as_compared(part) for part in spoken(report)]
    assert len(parts) > 30
    for part in parts:
        start = text.find(part, place)
        found += [part] if start < 0 else []
        place = start + len(part) if start >= 0 else place
    return found


@pytest.mark.slow
def test_poppler_reads_the_same_structure(tmp_path: Path) -> None:
    (tmp_path / "article.pdf").write_bytes(written("sample", "pt"))
    command = [judge("pdfinfo"), "-struct-text", tmp_path / "article.pdf"]
    said = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    pieces = re.findall(r'(?m)^ *"(.*)"$', said)
    assert len(pieces) > 100
    assert out_of_order(sample_report("pt"), "".join(pieces), without_hyphens) == []


def without_hyphens(text: str) -> str:
    return re.sub("[-‐]", "", bare(text))


@pytest.mark.parametrize(("name", "code"), SAMPLES)
def test_words_in_the_structure_are_parted_where_lines_break(name: str, code: str) -> None:
    """What a screen reader gets has no layout to go by: the space or soft hyphen at the end of a line is written."""
    contents = b"".join(page.Contents.read_bytes() for page in opened(name, code).pages)
    copied = copied_by_pdfium(written(name, code))
    assert contents.count(b"/ActualText <FEFF00AD>") > 5
    assert copied.count("\ufffe") == contents.count(b"/ActualText <FEFF00AD>"), "pdfium joins words at soft hyphens"
    assert copied.count("‐") == contents.count(b"/ActualText <FEFF2010>")


# Copying. Two extractors, and what each makes of the hyphen at the end of a line.


def copied_by_pdfium(file: bytes) -> str:
    document = pypdfium2.PdfDocument(file)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def copied_by_poppler(file: bytes, *how: str) -> str:
    command = [judge("pdftotext"), *how, "-", "-"]
    return subprocess.run(command, input=file, capture_output=True, check=True).stdout.decode()


def lost(report: Report, copied: str) -> list[str]:
    """Return the parts of an article that are not in what was copied; columns and pages may end within one."""
    lines = [bare(line) for line in re.split("[\r\n\u00ad\ufffe]+", copied.replace("‐", "-"))]
    ends = [*accumulate(map(len, lines))]
    return [part for part in spoken(report) if not _is_in(bare(part), "".join(lines), ends)]


def _is_in(part: str, text: str, ends: list[int]) -> bool:
    """Say whether a part is in the text, or pieces of it that end where lines do."""
    return _behind(part, text, ends, 0, in_order=False) is not None


def _behind(part: str, text: str, ends: list[int], start: int, breaks: int = 4, *, in_order: bool = True) -> int | None:
    """Return where a part ends that stands in the text from `start` on, whole or in pieces, in their order or not."""
    whole = text.find(part, start)
    if whole >= 0:
        return whole + len(part)
    for found in re.compile(re.escape(part[:4])).finditer(text, start) if breaks else ():
        place = found.start()
        length = len(commonprefix((part, text[place : place + len(part)])))
        end = ends[bisect_right(ends, place + length) - 1] - place
        goes_on = place + end if in_order else 0
        rest = _behind(part[end:], text, ends, goes_on, breaks - 1, in_order=in_order) if end > 0 else None
        if rest is not None:
            return rest
    return None


def astray(report: Report, copied: str) -> list[str]:
    """Return the parts of the running text that are not copied behind the part before them."""
    lines = [bare(line) for line in re.split("[\r\n\u00ad\ufffe]+", copied.replace("‐", "-"))]
    text, ends = "".join(lines), [*accumulate(map(len, lines))]
    running = tuple(node for node in report.body if not isinstance(node, nodes.Figure | nodes.Table | nodes.Notice))
    found, place = [], 0
    for part in spoken(replace(report, fronts=report.fronts[:1], body=running)):
        behind = _behind(bare(part), text, ends, place)
        found += [part] if behind is None else []
        place = place if behind is None else behind
    return found


@pytest.mark.parametrize(("name", "code"), SAMPLES)
def test_pdfium_copies_every_word_of_the_article(name: str, code: str) -> None:
    assert lost(report_of(name, code), copied_by_pdfium(written(name, code))) == []


@pytest.mark.slow
@pytest.mark.parametrize("copy", [copied_by_pdfium, copied_by_poppler])
@pytest.mark.parametrize(("name", "code"), ARTICLES)
def test_two_extractors_copy_every_word_of_the_article(name: str, code: str, copy: Any) -> None:
    assert lost(report_of(name, code), copy(written(name, code))) == []


def copied_in_order_by_poppler(file: bytes) -> str:
    """What a PDF holds in the order of the file; without -raw, poppler puts what stands side by side in its own."""
    return copied_by_poppler(file, "-raw")


@pytest.mark.parametrize(("name", "code"), SAMPLES)
def test_pdfium_copies_the_running_text_in_the_order_in_which_it_is_read(name: str, code: str) -> None:
    assert astray(report_of(name, code), copied_by_pdfium(written(name, code))) == []


@pytest.mark.slow
@pytest.mark.parametrize("copy", [copied_by_pdfium, copied_in_order_by_poppler])
@pytest.mark.parametrize(("name", "code"), ARTICLES)
def test_two_extractors_copy_the_running_text_in_the_order_in_which_it_is_read(name: str, code: str, copy: Any) -> None:
    assert astray(report_of(name, code), copy(written(name, code))) == []


def test_parts_that_are_copied_in_another_order_are_seen() -> None:
    report = report_of("sample", "en")
    first, second = [node for node in report.body if isinstance(node, nodes.Paragraph)][2:4]
    said = spoken(report)
    copied = "\n".join(said)
    assert astray(report, copied) == []
    one, other = words(first.children), words(second.children)
    swapped = copied.replace(one, "\0").replace(other, one).replace("\0", other)
    assert swapped != copied
    assert lost(report, swapped) == [], "presence alone does not show it"
    assert astray(report, swapped) != []


def test_a_lost_word_is_seen() -> None:
    copied = copied_by_pdfium(written("sample", "en"))
    assert lost(report_of("sample", "en"), copied.replace("lenalidomide", "lenaldomide")) != []
    assert lost(report_of("sample", "en"), copied.replace("75 mg/m²", "75 mg/m2")) != []


def test_drugs_values_and_exponents_are_copied_as_they_were_written() -> None:
    copied = bare(copied_by_pdfium(written("every-node", "en")).replace("‐", "-"))
    assert [said for said in (*DRUGS, *VALUES) if copied.count(bare(said)) < 4] == []
    assert "10⁶" in copied
    assert "novo.¹" in copied


def test_pieces_of_text_are_told_apart_as_they_were_written() -> None:
    def ends(source: str, *texts: str) -> dict[str, str]:
        pieces = [Piece(0, number, number, text) for number, text in enumerate(texts)]
        return {piece.text: sign for piece, sign in signs_between(pieces, source)}

    assert ends("in the morning", "in the", "morning") == {"in the": " "}
    assert ends("in the morning", "in the mor‐", "ning") == {"in the mor‐": "\N{SOFT HYPHEN}"}
    assert ends("a second-line regimen", "a second-", "line regimen") == {"a second-": "-"}
    assert ends("in the morning", "in the ", "morning") == {}
    assert ends("Case Report\n  of two", "CASE", "REPORT", " of two") == {"CASE": " "}
    assert ends("doi:10.1/x", "doi:10.1/\u200b", "x") == {}


# WeasyPrint ships no promise about these: should one go, this says what to look at.

PRIVATE = {
    "Page.paint(stream, scale), which draws a page": lambda: (
        list(inspect.signature(weasyprint.document.Page.paint).parameters) == ["self", "stream", "scale"]
    ),
    "Stream._tags, the numbers of what was drawn": lambda: "_tags" in source("pdf.stream"),
    "the number of a piece of content as 'mcid'": lambda: "'mcid': mcid" in source("pdf.stream"),
    "Stream._fonts, the fonts of a page": lambda: "self._fonts = fonts" in source("pdf.stream"),
    "Font.to_unicode, what each glyph stands for": lambda: "font.to_unicode[glyph_id]" in source("draw.text"),
    "Font.file_content, index and hash": lambda: all(
        f"self.{name} = " in source("pdf.fonts") for name in ("file_content", "index", "hash")
    ),
    "AbsolutePlaceholder._box": lambda: "_box" in source("layout.absolute"),
    "Box.link_annotation": lambda: hasattr(boxes.Box, "link_annotation"),
    "TableRowGroupBox.is_header and is_footer": lambda: (
        boxes.TableRowGroupBox.is_header is False and boxes.TableRowGroupBox.is_footer is False
    ),
    "css.ColorProfile(file_object, src, rendering_intent, components)": lambda: (
        list(inspect.signature(weasyprint.css.ColorProfile).parameters)
        == ["file_object", "src", "rendering_intent", "components"]
    ),
    "pdf/sRGB2014.icc": lambda: (Path(weasyprint.__file__).parent / "pdf" / "sRGB2014.icc").is_file(),
    "MarginBox, TableCellBox, ReplacedBox, TextBox, LineBox": lambda: all(
        hasattr(boxes, name) for name in ("MarginBox", "TableCellBox", "ReplacedBox", "TextBox", "LineBox")
    ),
    "pdf.page_references, where each page stands in the file": lambda: "page_references" in source("pdf.tags"),
    "text.ffi: pango and harfbuzz as they are loaded": lambda: all(
        hasattr(ffi, name) for name in ("pango", "harfbuzz", "harfbuzz_subset")
    ),
}


def source(module: str) -> str:
    return (Path(weasyprint.__file__).parent / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PRIVATE)
def test_weasyprint_still_has_what_the_archive_reads(name: str) -> None:
    assert PRIVATE[name](), f"WeasyPrint {weasyprint.__version__} has no longer: {name}; see casebook/formats/archive"
