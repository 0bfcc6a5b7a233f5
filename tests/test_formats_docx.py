"""The Word manuscript: every word in its style, language and place, and a file that Word and LibreOffice take."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx as python_docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from PIL import Image as Picture

from casebook.formats import docx
from casebook.formats.faults import OwnTemplates
from casebook.formats.word.painting import paint
from casebook.nodes import Cell, Column, Figure, Image, Link, Paragraph, Table, Unbroken, Words, plain
from casebook.report.model import Byline, Report
from tests.every_node import every_node, without_abstract
from tests.judges import judge
from tests.sample_report import sample_report
from tests.shipped import BARE, CASES, TEMPLATES, shipped_case, shipped_report
from tests.words_of import left_of, words_of

SHIPPED = [(folder.name, code) for folder in CASES for code in shipped_case(folder.name).file.languages]


NAMES = ["sample.en", "sample.pt", "every.en", "every.pt", *(f"{slug}.{code}" for slug, code in SHIPPED)]


@cache
def named(name: str) -> Report:
    stem, _, code = name.rpartition(".")
    made = {"sample": sample_report, "every": every_node}
    return made[stem](code) if stem in made else shipped_report(stem, code)[0]


@pytest.fixture(params=NAMES)
def report(request: pytest.FixtureRequest) -> Report:
    """Every article that we have, one after the other."""
    return named(request.param)


@cache
def written(report: Report) -> bytes:
    return docx.write(report, TEMPLATES)


def opened(report: Report) -> Document:
    return python_docx.Document(io.BytesIO(written(report)))


def parts(report: Report) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written(report))) as package:
        return {name: package.read(name) for name in package.namelist()}


def paragraphs(document: Document) -> list[WordParagraph]:
    """Return all paragraphs in reading order, those of tables among them."""
    found: list[WordParagraph] = []
    for block in document.iter_inner_content():
        found += [block] if isinstance(block, WordParagraph) else paragraphs_of(block)
    return found


def paragraphs_of(table: WordTable) -> list[WordParagraph]:
    return [WordParagraph(p, table) for p in table._tbl.iter(qn("w:p"))]


def styled(document: Document, style: str) -> list[str]:
    return [p.text for p in paragraphs(document) if p.style and p.style.name == style]


def find(document: Document, tag: str) -> list[etree._Element]:
    return list(document.element.body.iter(qn(tag)))


# The words


def test_every_word_of_the_report_is_there_once_and_in_order(report: Report) -> None:
    text = " ".join(" ".join(p.text.split()) for p in paragraphs(opened(report)))
    left = left_of(text, words_of(report))
    letters = {panel.label for node in report.body if isinstance(node, Figure) for panel in node.panels}
    assert set(left) <= {*" .,:;·", *letters}, left
    assert len(text) > 2000


def test_every_part_of_the_article_has_a_style_of_its_own() -> None:
    document = opened(every_node())
    assert styled(document, "Title") == ["Deletion of NPM1"]
    assert styled(document, "Subtitle")[0].startswith("Azacitidina e lenalidomida")
    assert styled(document, "Author")[0].endswith("Carla Regina D’Ávila1,2, João Pedro de Oliveira Neto2")
    assert len(styled(document, "Affiliation")) == 2
    assert styled(document, "Abstract Heading") == ["Abstract", "Resumo"]
    assert styled(document, "Heading 1") == ["Case of NPM1", "Conclusion", "Statements", "References"]
    assert styled(document, "Heading 2")[:2] == ["Examination", "Again"]
    assert styled(document, "Caption") == ["Figure 1. Before and after. A, part A. B, part B. By the authors."]
    assert styled(document, "Table Caption") == ["Table 1. Valuesa", "Table 2. Every day."]
    assert styled(document, "Table Note")[:2] == ["Hb: hemoglobin.", "a After transfusion."]
    assert styled(document, "Notice") == ["Draft. Not to be cited.", "Retracted (May 1). Why.", "A note in the text."]
    assert [text.split(".")[0] for text in styled(document, "Bibliography")] == [str(n) for n in range(1, 13)]


def test_every_style_is_defined_and_headings_have_their_level_for_the_navigation_pane() -> None:
    for report in (every_node(), sample_report("pt")):
        document = opened(report)
        defined = {style.style_id for style in document.styles}
        used = {element.get(qn("w:val")) for element in find(document, "w:pStyle") + find(document, "w:rStyle")}
        assert len(used) > 15
        assert used <= defined
    levels = {
        name: document.styles[name].element.find(f".//{qn('w:outlineLvl')}").get(qn("w:val"))
        for name in ("Heading 1", "Heading 2", "Heading 3")
    }
    assert levels == {"Heading 1": "0", "Heading 2": "1", "Heading 3": "2"}
    assert document.styles["Abstract Heading"].base_style == document.styles["Heading 1"]


def test_an_article_without_an_abstract_has_no_heading_for_one() -> None:
    document = opened(without_abstract(sample_report()))
    assert styled(document, "Abstract Heading") == []
    assert "Abstract" not in [p.text for p in document.paragraphs]


def said_by(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def properties_of(document: Document, text: str) -> etree._Element:
    """Return the properties of the run that says exactly this."""
    (run,) = [r for r in find(document, "w:r") if said_by(r) == text]
    properties = run.find(qn("w:rPr"))
    assert properties is not None, text
    return properties


def test_inline_nodes_look_like_what_they_are() -> None:
    document = opened(every_node())
    properties = {
        text: {etree.QName(element).localname: element.get(qn("w:val")) for element in properties_of(document, text)}
        for text in ("very ", "low", "+", "45,XX,t(3;3)(q21;q26.2)", "novo", "their page", "[missing: sections.case]")
    }
    assert properties == {
        "very ": {"b": None, "bCs": None},
        "low": {"b": None, "bCs": None, "i": None, "iCs": None},
        "+": {"vertAlign": "superscript"},
        "45,XX,t(3;3)(q21;q26.2)": {"noProof": None},
        "novo": {"i": None, "iCs": None, "lang": "la-VA"},
        "their page": {"rStyle": "Hyperlink"},
        "[missing: sections.case]": {"rStyle": "Gap"},
    }
    assert "4.8\N{NO-BREAK SPACE}g/dL" in "".join(p.text for p in document.paragraphs)
    shade = document.styles["Gap"].element.find(f".//{qn('w:shd')}")
    assert shade.get(qn("w:fill")) == "FFF200"


def test_lists_are_lists_and_each_that_counts_begins_at_one() -> None:
    document = opened(every_node())
    numbers = [(p.text, p._p.find(f".//{qn('w:numId')}")) for p in paragraphs(document)]
    lists: dict[str, list[str]] = {}
    for text, number in numbers:
        if number is not None:
            lists.setdefault(number.get(qn("w:val")), []).append(text)
    assert list(lists.values()) == [
        ["first", "second"],
        ["a point", "another point", "high"],
        ["anew", "onward"],
        ["one", "two"],
    ]
    numbering = document.part.numbering_part.element
    begun = {
        num.get(qn("w:numId"))
        for num in numbering.iter(qn("w:num"))
        if num.find(f".//{qn('w:startOverride')}") is not None
    }
    assert begun == set(lists) - {"1"}


# Languages


@pytest.mark.parametrize(("code", "own", "other"), [("en", "en-US", "pt-BR"), ("pt", "pt-BR", "en-US")])
def test_words_are_proofread_in_their_own_language(code: str, own: str, other: str) -> None:
    report = sample_report(code)
    document = opened(report)
    (default,) = document.styles.element.iter(qn("w:lang"))
    assert set(default.attrib.values()) == {own}
    assert document.settings.element.find(qn("w:themeFontLang")).get(qn("w:val")) == own
    assert document.core_properties.language == own
    foreign = report.fronts[1]
    for words in (foreign.title[0], foreign.abstract[0].children[0]):
        assert isinstance(words, Words)
        assert properties_of(document, words.text).find(qn("w:lang")).get(qn("w:val")) == other
    label = properties_of(document, f"{foreign.keywords_label}:")
    assert label.find(qn("w:lang")).get(qn("w:val")) == other


# Links


def test_every_link_leads_somewhere_and_no_two_bookmarks_are_alike(report: Report) -> None:
    document = opened(report)
    names = [element.get(qn("w:name")) for element in find(document, "w:bookmarkStart")]
    links = [element.get(qn("w:anchor")) for element in find(document, "w:hyperlink")]
    assert len(names) > 8
    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[^\W\d]\w{0,39}", name) for name in names)
    assert {link for link in links if link} <= set(names)
    ids = [element.get(qn("w:id")) for element in find(document, "w:bookmarkStart")]
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(element.get(qn("w:id")) for element in find(document, "w:bookmarkEnd"))


def test_a_citation_leads_to_the_reference_of_its_number() -> None:
    document = opened(sample_report())
    entries = {}
    for p in paragraphs(document):
        start = p._p.find(qn("w:bookmarkStart"))
        if start is not None:
            entries[start.get(qn("w:name"))] = p.text
    cited = [
        (link.get(qn("w:anchor")), said_by(link))
        for link in find(document, "w:hyperlink")
        if (link.get(qn("w:anchor")) or "").startswith("ref_")
    ]
    assert len(cited) > 12
    assert all(entries[anchor].startswith(f"{number}.") for anchor, number in cited)
    raised = [link for link in find(document, "w:hyperlink") if link.find(f".//{qn('w:vertAlign')}") is not None]
    assert len(raised) >= len(cited)


def test_links_out_keep_their_addresses() -> None:
    report = every_node()
    document = opened(report)
    targets = {relation.target_ref for relation in document.part.rels.values() if relation.is_external}
    asked = {
        node.href
        for entry in (*report.references, *report.rail, *(b for b in report.body if isinstance(b, Paragraph)))
        for node in entry.children
        if isinstance(node, Link)
    }
    assert len(asked) > 13
    assert asked <= targets
    assert "https://orcid.org/0000-0002-1825-0097" in targets


# Figures and tables


def test_every_picture_has_its_text_alternative_and_fits_the_page(report: Report) -> None:
    document = opened(report)
    panels = [panel for node in report.body if isinstance(node, Figure) for panel in node.panels]
    named = list(document.element.body.iter(qn("wp:docPr")))
    said = [element.get("descr") for element in named]
    assert len({element.get("id") for element in named}) == len(named)
    assert said == [panel.image.alt for panel in panels]
    assert bool(said) == (report.stem.partition(".")[0] not in BARE)
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    for panel, shape in zip(panels, document.inline_shapes, strict=True):
        assert shape.width <= width
        assert shape.width / shape.height == pytest.approx(panel.image.width / panel.image.height, rel=0.01)
        assert shape.width <= panel.image.width * 9525 + 1


def test_photographs_are_left_as_they_are_and_drawings_become_png() -> None:
    report = every_node()
    media = {data for name, data in parts(report).items() if name.startswith("word/media/")}
    assert media == {panel.image.data for node in report.body if isinstance(node, Figure) for panel in node.panels}
    drawn = [data for name, data in parts(sample_report()).items() if name.startswith("word/media/")]
    assert len(drawn) == 2
    assert all(Picture.open(io.BytesIO(data)).format == "PNG" for data in drawn)


def test_a_drawing_is_painted_sharply_and_with_nothing_of_the_page_around_it() -> None:
    half = '<rect width="48" height="48" fill="#f00"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48">{half}</svg>'
    picture = Picture.open(io.BytesIO(paint(Image(drawing.encode(), "image/svg+xml", 96, 48, "a"), TEMPLATES)))
    assert picture.size == (300, 150)
    assert round(picture.info["dpi"][0]) == 300
    assert picture.crop((0, 0, 149, 150)).getcolors() == [(149 * 150, (255, 0, 0))]
    assert picture.crop((151, 0, 300, 150)).getcolors() == [(149 * 150, (255, 255, 255))]


def test_the_parts_of_a_figure_stand_side_by_side_under_their_letters() -> None:
    document = opened(every_node())
    letters = next(p for p in document.paragraphs if p.style and p.style.name == "Panel Letter")
    assert letters.text == "A\tB"
    shown = next(p for p in document.paragraphs if p.style and p.style.name == "Figure")
    assert len(list(shown._p.iter(qn("wp:inline")))) == 2
    assert shown._p.find(f".//{qn('w:tab')}").attrib == letters._p.find(f".//{qn('w:tab')}").attrib
    heights = {shape.height for shape in document.inline_shapes}
    assert max(heights) - min(heights) < 9525


def test_tables_are_tables_whose_head_repeats_and_whose_rows_hold_together(report: Report) -> None:
    tables = [node for node in report.body if isinstance(node, Table)]
    found = opened(report).tables
    assert bool(found) == (report.stem.partition(".")[0] not in BARE)
    for node, table in zip(tables, found, strict=True):
        rows = table._tbl.tr_lst
        assert [len(row.tc_lst) for row in rows] == [len(node.columns)] * (len(node.rows) + 1)
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * len(node.rows)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        assert table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val")) == node.label


def test_a_table_of_many_columns_stands_alone_on_a_page_turned_on_its_side() -> None:
    sections = opened(every_node()).sections
    assert [section.page_width > section.page_height for section in sections] == [False, True, False]
    assert [section.header.is_linked_to_previous for section in sections] == [False, True, True]
    assert len(opened(sample_report()).sections) == 1
    ending = replace(every_node(), body=every_node().body[:-2], back=(), references=())
    assert [section.page_width > section.page_height for section in opened(ending).sections] == [False, True]
    for report in (every_node(), sample_report()):
        for table in opened(report).tables:
            widths = [int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))]
            assert sum(widths) <= (16838 if len(widths) > 8 else 11906) - 2 * 1418
            assert min(widths) > 400


def test_numbers_of_a_column_leave_room_so_that_their_marks_stand_in_line() -> None:
    (table, _) = opened(sample_report()).tables
    room = {}
    for row in table._tbl.tr_lst[1:]:
        p = WordParagraph(row.tc_lst[1].p_lst[0], table)
        room[p.text] = p.paragraph_format.right_indent.twips if p.paragraph_format.right_indent else 0
    assert room == {"4.8": 100, "45,730": 250, "64,000": 250, "800": 250, "0.91": 0, "88.4": 100, "1,204.5": 100}


# The page and the file


def test_the_page_is_a_manuscript_s() -> None:
    section = opened(sample_report()).sections[0]
    assert round(section.page_width.cm, 1), round(section.page_height.cm, 1) == (21.0, 29.7)
    assert {round(side.cm, 1) for side in (section.left_margin, section.right_margin, section.top_margin)} == {2.5}
    assert section._sectPr.find(qn("w:lnNumType")).get(qn("w:restart")) == "continuous"
    (number,) = section.footer._element.iter(qn("w:fldSimple"))
    assert number.get(qn("w:instr")) == "PAGE"
    body = opened(sample_report()).styles["Body Text"].paragraph_format
    assert body.line_spacing == 1.5


def test_the_running_head_says_what_nobody_may_overlook() -> None:
    sample = replace(sample_report("pt"), is_fictional=False)
    heads = {
        "": sample,
        "Rascunho": replace(sample, is_draft=True),
        "Artigo de exemplo": replace(sample, is_fictional=True),
    }
    for state, report in heads.items():
        head = opened(report).sections[0].header.paragraphs[0].text
        assert head == (f"{state} · " if state else "") + sample.running_title
    retracted = opened(replace(sample_report(), standing="retracted")).sections[0].header.paragraphs[0].text
    assert retracted.startswith("Retracted article · ")


def test_the_file_says_whose_it_is_and_nothing_of_the_machine() -> None:
    said = opened(sample_report()).core_properties
    assert said.title.startswith("Azacitidine and lenalidomide on the way")
    assert said.author == "Maria Aparecida da Silva Souza Filho; Carla Regina D’Ávila; João Pedro de Oliveira Neto"
    assert said.keywords.startswith("Leukemia, myeloid, acute; Azacitidine")
    assert (said.created.isoformat()[:10], said.modified.isoformat()[:10]) == ("2026-07-01", "2026-07-01")
    assert (said.last_modified_by, said.comments) == ("", "")
    assert b"created" not in parts(every_node())["docProps/core.xml"]


def test_properties_hold_no_more_than_word_keeps() -> None:
    authors = tuple(Byline(f"Maria Aparecida da Conceição Número {n}", (), None) for n in range(25))
    title = (Words("A very long title " * 30),)
    report = sample_report()
    report = replace(report, authors=authors, fronts=(replace(report.fronts[0], title=title), *report.fronts[1:]))
    said = opened(report).core_properties
    assert said.author.endswith("Número 5")
    assert len(said.title) <= 255
    assert "Número 24" in styled(opened(report), "Author")[0]


def test_the_package_holds_nothing_that_the_article_does_not_need() -> None:
    with zipfile.ZipFile(io.BytesIO(written(every_node()))) as package:
        entries = package.infolist()
    names = [entry.filename for entry in entries]
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {name for name in names if "media" not in name} == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    }


def test_two_processes_write_the_same_bytes() -> None:
    program = (
        "import hashlib; from casebook.formats import docx; from tests.every_node import every_node;"
        "from tests.shipped import TEMPLATES; print(hashlib.sha256(docx.write(every_node(), TEMPLATES)).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_an_article_without_drawings_needs_no_weasyprint() -> None:
    program = (
        "import sys; from casebook.formats import docx; from tests.every_node import every_node;"
        "from tests.shipped import TEMPLATES; docx.write(every_node(), TEMPLATES); print('weasyprint' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout
    assert said.strip() == "False"


# What the schema demands: ECMA-376, the order of elements, since Word refuses a file that does not keep it.

ORDER = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr suppressLineNumbers pBdr shd tabs spacing "
    "ind contextualSpacing jc outlineLvl rPr sectPr",
    "w:rPr": "rStyle rFonts b bCs i iCs noProof color sz szCs highlight u shd vertAlign lang",
    "w:sectPr": "headerReference footerReference type pgSz pgMar lnNumType pgNumType cols",
    "w:tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "w:tcPr": "tcW tcBorders shd vAlign",
    "w:tbl": "tblPr tblGrid tr",
    "w:tr": "trPr tc",
    "w:tc": "tcPr p",
    "w:p": "pPr *",
    "w:r": "rPr *",
    "w:style": "name basedOn next link uiPriority semiHidden qFormat pPr rPr tblPr trPr tcPr tblStylePr",
    "w:styles": "docDefaults latentStyles style",
    "w:numbering": "abstractNum num",
    "w:lvl": "start numFmt lvlText lvlJc pPr rPr",
    "w:pBdr": "top left bottom right between",
    "w:tblBorders": "top left bottom right insideH insideV",
    "w:settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang",
}


PYTHON_DOCX_S = ("word/fontTable.xml", "word/theme/theme1.xml")


def disorder(part: bytes) -> tuple[list[str], int]:
    """Return the elements whose children the schema would not have so, and how many were looked at."""
    wrong, seen = [], 0
    for tag, order in ORDER.items():
        names = order.split()
        for element in etree.fromstring(part).iter(qn(tag)):
            children = [etree.QName(child).localname for child in element if isinstance(child.tag, str)]
            known = [name if name in names else "*" for name in children]
            seen += 1
            if not set(known) <= set(names) or known != sorted(known, key=names.index):
                wrong.append(f"{tag}: {children}")
    return wrong, seen


def test_elements_stand_in_the_order_of_the_schema(report: Report) -> None:
    for name, part in parts(report).items():
        if name.startswith("word/") and name.endswith(".xml") and name not in PYTHON_DOCX_S:
            wrong, seen = disorder(part)
            assert wrong == [], name
            assert seen > 0, name


def test_the_guard_of_the_order_sees_disorder() -> None:
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    assert disorder(f"<w:pPr {namespace}><w:jc/><w:pStyle/></w:pPr>".encode()) == (["w:pPr: ['jc', 'pStyle']"], 1)
    assert disorder(f"<w:pPr {namespace}><w:font/></w:pPr>".encode())[0] == ["w:pPr: ['font']"]


def faults_by_schema(file: Path) -> list[str]:
    """Return what Microsoft's own rules for the format, as openxml-audit keeps them, find wrong with a file."""
    return [str(error) for error in OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(file).errors]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_valid_by_schema(name: str, tmp_path: Path) -> None:
    file = tmp_path / "article.docx"
    file.write_bytes(written(named(name)))
    assert faults_by_schema(file) == []


@pytest.mark.slow
def test_the_schema_sees_a_paragraph_in_disorder(tmp_path: Path) -> None:
    document = opened(every_node())
    heading = next(p for p in document.paragraphs if p.style and p.style.name == "Heading 1")
    heading._p.pPr.insert(0, document.element.makeelement(qn("w:jc"), {qn("w:val"): "left"}))
    document.save(str(tmp_path / "article.docx"))
    assert "pStyle" in " ".join(faults_by_schema(tmp_path / "article.docx"))


# A look of one's own


def test_a_project_has_styles_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    (own / "word").mkdir(parents=True)
    styles = (TEMPLATES[0] / "word" / "styles.xml").read_text(encoding="utf-8")
    (own / "word" / "styles.xml").write_text(styles.replace("Times New Roman", "Garamond"), encoding="utf-8")
    document = python_docx.Document(io.BytesIO(docx.write(every_node(), (own, *TEMPLATES))))
    assert document.styles.element.find(f".//{qn('w:rFonts')}").get(qn("w:ascii")) == "Garamond"


def test_faulty_styles_of_a_project_are_named(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    (own / "word").mkdir(parents=True)
    (own / "word" / "styles.xml").write_text("<w:styles>", encoding="utf-8")
    with pytest.raises(OwnTemplates) as caught:
        docx.write(every_node(), (own, *TEMPLATES))
    assert "templates/word/styles.xml" in str(caught.value.where)


# LibreOffice


def converted(folder: Path, kind: str) -> None:
    """Let LibreOffice convert every manuscript in a folder, all in one run."""
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [judge("soffice"), home, "--headless", "--convert-to", kind, "--outdir", folder, *folder.glob("*.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


@pytest.mark.slow
def test_libreoffice_reads_every_word_and_prints_every_page(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / f"{name}.docx").write_bytes(written(named(name)))
    converted(tmp_path, "txt:Text (encoded):UTF8")
    converted(tmp_path, "pdf")
    for name in NAMES:
        text = " ".join((tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig").split())
        left = left_of(text, words_of(named(name)))
        assert set(left) <= set(" .,:;·•0123456789AB"), (name, left)
        known = subprocess.run([judge("pdfinfo"), tmp_path / f"{name}.pdf"], capture_output=True, text=True, check=True)
        assert plain(named(name).fronts[0].title) in known.stdout
        assert 2 <= int(re.findall(r"Pages: +(\d+)", known.stdout)[0]) <= 20


def test_a_number_in_a_narrow_column_is_never_parted() -> None:
    """ "1.860" among decimals needs room on its right, too; the words of the other columns give way."""
    words = "a long heading of many words that would like to have the whole width of the page for itself alone"
    columns = (
        *(Column((Words(f"{words} {number}"),), False, "start") for number in range(5)),
        Column((Words("n"),), False, "decimal"),
    )
    cells = [Cell((Paragraph((Words(words),)),)) for _ in range(5)]
    numbers = [Cell((Paragraph((Unbroken("1.860"),)),), 0), Cell((Paragraph((Unbroken("0,125"),)),), 3)]
    table = Table("t", "Table 1", (), columns, tuple((*cells, number) for number in numbers), (), (), False)
    report = replace(sample_report(), body=(table,))
    (made,) = opened(report).tables
    width = int([*made._tbl.iter(qn("w:gridCol"))][-1].get(qn("w:w")))
    for row in made._tbl.tr_lst[1:]:
        indent = row.tc_lst[-1].find(f".//{qn('w:ind')}")
        room = int(indent.get(qn("w:right"))) if indent is not None else 0
        assert width - 216 - room >= 5 * 0.5 * 200, "five digits at half the type's size"


def test_a_word_fits_its_column_in_a_type_wider_than_ours_where_the_page_has_room() -> None:
    """A machine without Times New Roman takes another serif: a letter of its bold is about 0.66 em wide."""
    column = Column((Words("Unidade"),), False, "start")
    rows = tuple((Cell((Paragraph((Words("mg"),)),)),) for _ in range(2))
    report = replace(sample_report(), body=(Table("t", "Table 1", (), (column,), rows, (), (), False),))
    (made,) = opened(report).tables
    (width,) = (int(each.get(qn("w:w"))) for each in made._tbl.iter(qn("w:gridCol")))
    assert width - 216 >= len("Unidade") * 0.66 * 200
