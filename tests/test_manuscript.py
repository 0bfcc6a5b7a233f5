"""The manuscript as a journal asks for it: its look, where its parts stand, its title page, the way home of a field."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx as python_docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from casebook.formats import docx
from casebook.formats.word.fields import bookmark_of, fields_of
from casebook.journals.submission import ManuscriptRules
from casebook.nodes import Figure, Heading, Origin, Table, plain
from casebook.prose import Text, masked, to_inlines
from casebook.report.compose import Edition, compose
from casebook.report.model import Report
from tests.every_node import every_node
from tests.judges import judge
from tests.sample_report import sample_report
from tests.shipped import ARTICLES, BARE, LOCALES, TEMPLATES, shipped_case, shipped_report
from tests.test_formats_docx import disorder, faults_by_schema, paragraphs
from tests.words_of import left_of, spoken, words_of

PLACINGS = {
    "as-ever": {},
    "all-at-end": {"captions": "at-end", "figures": "at-end", "tables": "at-end", "title_page": "apart"},
    "figures-at-end": {"figures": "at-end"},
    "captions-at-end": {"captions": "at-end"},
    "files": {"figures": "files", "title_page": "apart"},
    "files-captions-at-end": {"figures": "files", "captions": "at-end", "tables": "at-end"},
}
NAMES = ["sample.en", "every.en", *(f"{slug}.{code}" for slug, code in ARTICLES)]


def rules(**said: object) -> ManuscriptRules:
    """Return the rules of a profile that says this and nothing else."""
    unsaid = {name: field.default for name, field in ManuscriptRules.model_fields.items()}
    return ManuscriptRules.model_construct(set(said), **{**unsaid, **said})


@cache
def named(name: str) -> Report:
    stem, _, code = name.rpartition(".")
    made = {"sample": sample_report, "every": every_node}
    return made[stem](code) if stem in made else shipped_report(stem, code)[0]


@cache
def written(name: str, placing: str) -> bytes:
    return docx.write(replace(named(name), manuscript=rules(**PLACINGS[placing])), TEMPLATES)


def opened(data: bytes) -> Document:
    return python_docx.Document(io.BytesIO(data))


def read(document: Document) -> str:
    return " ".join(" ".join(p.text.split()) for p in paragraphs(document))


def expected(report: Report, *, is_apart: bool, captions: str, figures: str, tables: str) -> Iterator[str]:
    """Yield the words of a report in the order in which the rules want them."""
    if is_apart:
        report = replace(report, authors=(), affiliations=(), rail=())
    moved = tuple(
        (Figure,) * (captions == "at-end" or figures == "at-end") + (Table,) * (tables == "at-end")
    )  # a picture has no words: of a figure only its caption is read
    body = tuple(block for block in report.body if not isinstance(block, moved))
    yield from words_of(replace(report, body=body))
    shown = [block for block in report.body if isinstance(block, Figure)]
    yield from spoken(tuple(block for block in report.body if isinstance(block, Table)) if Table in moved else ())
    if captions == "at-end" and shown:
        yield from (report.language.words("Figure legends"), *spoken(tuple(shown)))
    if figures == "at-end":
        for figure in shown:
            yield from [figure.label] if captions == "at-end" else spoken(figure)


@pytest.mark.parametrize("placing", PLACINGS)
@pytest.mark.parametrize("name", NAMES)
def test_every_word_stands_once_where_the_journal_wants_it(name: str, placing: str) -> None:
    report, asked = named(name), rules(**PLACINGS[placing])
    words = expected(
        report,
        is_apart=asked.title_page == "apart",
        captions=asked.captions,
        figures=asked.figures,
        tables=asked.tables,
    )
    left = left_of(read(opened(written(name, placing))), words)
    letters = {panel.label for node in report.body if isinstance(node, Figure) for panel in node.panels}
    assert set(left) <= {*" .,:;·", *letters}, left


@pytest.mark.parametrize("placing", PLACINGS)
@pytest.mark.parametrize("name", NAMES)
def test_pictures_and_tables_stand_where_the_journal_wants_them(name: str, placing: str) -> None:
    report, asked, document = named(name), rules(**PLACINGS[placing]), opened(written(name, placing))
    panels = [panel for node in report.body if isinstance(node, Figure) for panel in node.panels]
    shown = [element.get("descr") for element in document.element.body.iter(qn("wp:docPr"))]
    assert shown == ([] if asked.figures == "files" else [panel.image.alt for panel in panels])
    with zipfile.ZipFile(io.BytesIO(written(name, placing))) as package:
        assert any("media" in part for part in package.namelist()) == (asked.figures != "files" and bool(panels))
    body = document.element.body
    end = body.index(next(p for p in document.paragraphs if p.text == report.language.words("References"))._p)
    tables = body.findall(qn("w:tbl"))
    assert len(tables) == sum(isinstance(node, Table) for node in report.body)
    assert {body.index(table) > end for table in tables} <= {asked.tables == "at-end"}
    pictures = [p for p in body.findall(qn("w:p")) if p.find(f".//{qn('wp:docPr')}") is not None]
    assert {body.index(p) > end for p in pictures} <= {asked.figures == "at-end"}
    for table in tables:
        assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in table.tr_lst][:2] == [True, False]


@pytest.mark.parametrize("placing", PLACINGS)
def test_what_stands_apart_begins_a_page_and_every_link_leads_somewhere(placing: str) -> None:
    for name in NAMES:
        document, asked = opened(written(name, placing)), rules(**PLACINGS[placing])
        report, body = named(name), opened(written(name, placing)).element.body
        breaks = len(list(body.iter(qn("w:pageBreakBefore"))))
        figures, tables = (sum(isinstance(node, kind) for node in report.body) for kind in (Figure, Table))
        wanted = (asked.title_page == "inside" and bool(report.fronts[0].abstract)) + tables * (
            asked.tables == "at-end"
        )
        wanted += (asked.captions == "at-end" and figures > 0) + figures * (asked.figures == "at-end")
        assert breaks == wanted, name
        marks = [element.get(qn("w:name")) for element in document.element.body.iter(qn("w:bookmarkStart"))]
        assert len({mark.casefold() for mark in marks}) == len(marks)
        links = {element.get(qn("w:anchor")) for element in document.element.body.iter(qn("w:hyperlink"))} - {None}
        assert links
        assert links <= set(marks), name
        assert disorder(etree.tostring(document.element))[0] == []


# The look


def look(**said: object) -> Document:
    return opened(docx.write(replace(sample_report(), manuscript=rules(**said)), TEMPLATES))


def test_a_profile_that_says_nothing_changes_nothing() -> None:
    sheet = parse_xml((TEMPLATES[0] / "word" / "styles.xml").read_bytes())
    for language in sheet.iter(qn("w:lang")):
        language.attrib.update(dict.fromkeys(language.attrib, "en-US"))
    said = [etree.tostring(root, method="c14n", with_comments=False) for root in (look().styles.element, sheet)]
    assert said[0] == said[1]
    assert b"Times New Roman" in said[0]


def test_font_size_spacing_and_margins_are_those_of_the_journal() -> None:
    document = look(font="Arial", size=11.0, spacing="double", margins=3.0)
    styles = document.styles
    fonts = {value for fonts in styles.element.iter(qn("w:rFonts")) for value in fonts.attrib.values()}
    assert fonts == {"Arial"}
    default = styles.element.find(f"{qn('w:docDefaults')}//{qn('w:sz')}")
    assert default.get(qn("w:val")) == "22"
    sizes = {name: styles[name].font.size.pt for name in ("Caption", "Affiliation", "Title", "Table Text", "Heading 1")}
    assert sizes == {"Caption": 11, "Affiliation": 11, "Title": 16.5, "Table Text": 10, "Heading 1": 13}
    assert {styles[name].paragraph_format.line_spacing for name in ("Body Text", "Caption", "Bibliography")} == {2}
    assert styles["Table Text"].paragraph_format.line_spacing is None
    for section in document.sections:
        sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
        assert {round(side.cm, 1) for side in sides} == {3.0}
    width = document.sections[0].page_width - 2 * document.sections[0].left_margin
    assert all(shape.width <= width for shape in document.inline_shapes)


def test_lines_are_counted_where_the_journal_wants_it_and_pages_always() -> None:
    for has_numbers in (True, False):
        document = look(line_numbers=has_numbers)
        assert (document.sections[0]._sectPr.find(qn("w:lnNumType")) is not None) is has_numbers
        assert document.sections[0].footer._element.find(f".//{qn('w:fldSimple')}").get(qn("w:instr")) == "PAGE"


def test_the_rules_are_read_from_the_profile(tmp_path: Path) -> None:
    profile = tmp_path / "journals" / "own" / "profile.yaml"
    profile.parent.mkdir(parents=True)
    generic = (TEMPLATES[0] / "journals" / "generic" / "profile.yaml").read_text(encoding="utf-8")
    asked = "manuscript: {font: Arial, size: 11, title-page: apart, line-numbers: no, tables: at-end}\n"
    profile.write_text(generic + asked, encoding="utf-8")
    case = shipped_case(ARTICLES[0][0])
    report, _ = compose(case, Edition("en", "own", templates=(tmp_path, *TEMPLATES), locales=LOCALES))
    document = opened(docx.write(report, (tmp_path, *TEMPLATES)))
    assert document.styles["Body Text"].base_style.name == "Normal"
    assert document.styles.element.find(f".//{qn('w:rFonts')}").get(qn("w:ascii")) == "Arial"
    assert document.sections[0]._sectPr.find(qn("w:lnNumType")) is None
    assert case.file.authors[0].name.full not in read(document)
    assert case.file.authors[0].name.full in read(opened(docx.write_title_page(report, TEMPLATES)))


# The title page


@pytest.mark.parametrize(("slug", "code"), ARTICLES)
def test_a_title_page_tells_what_editors_want_of_it(slug: str, code: str) -> None:
    report, _ = shipped_report(slug, code)
    document = opened(docx.write_title_page(report, TEMPLATES))
    text = read(document)
    told = [plain(front.title) for front in report.fronts]
    told += [author.name for author in report.authors] + [place.text for place in report.affiliations]
    told += [author.orcid for author in report.authors if author.orcid] + [report.running_title]
    told += [plain(item.children) for item in report.rail if item.role == "correspondence"]
    told += [f"{item.label}: {plain(item.children)}" for item in report.title_page.counts]
    told += list(spoken(report.title_page.statements))
    left = text.replace("\xa0", " ")
    assert [each for each in told if " ".join(each.replace("\xa0", " ").split()) not in left] == []
    assert len(report.title_page.counts) >= 3 + (slug not in BARE)
    headings = [block.anchor for block in report.title_page.statements if isinstance(block, Heading)]
    assert {"stm-funding", "stm-conflicts"} <= set(headings)
    assert plain(report.fronts[0].abstract[0].children)[:40] not in text
    assert document.sections[0]._sectPr.find(qn("w:lnNumType")) is None
    assert disorder(etree.tostring(document.element))[0] == []


def test_words_are_counted_by_the_white_space_between_them() -> None:
    report, _ = shipped_report("aml-azacitidine-lenalidomide", "en")
    counts = {item.label: plain(item.children) for item in report.title_page.counts}
    abstract = " ".join(plain(part.children) for part in report.fronts[0].abstract)
    assert counts["Words in the abstract"] == str(len(abstract.split()))
    assert counts["Figures"] == str(sum(isinstance(block, Figure) for block in report.body))
    assert counts["References"] == str(len(report.references))


# The way home


def under_bookmarks(document: Document) -> dict[str, str]:
    """Return what stands under each bookmark that begins and ends in one paragraph."""
    texts: dict[str, str] = {}
    for p in document.element.body.iter(qn("w:p")):
        open_: dict[str, str] = {}
        for element in p.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:t")):
            number = element.get(qn("w:id"))
            if element.tag == qn("w:bookmarkStart"):
                open_[number] = element.get(qn("w:name"))
                texts[open_[number]] = ""
            elif element.tag == qn("w:bookmarkEnd"):
                del open_[number]
            else:
                for name in open_.values():
                    texts[name] += element.text or ""
        assert open_ == {}, "no bookmark ends in another paragraph"
    return texts


@pytest.mark.parametrize(("slug", "code"), ARTICLES)
def test_a_bookmark_leads_to_the_field_that_says_what_stands_there(slug: str, code: str) -> None:
    case, (report, _) = shipped_case(slug), shipped_report(slug, code)
    home, compared = fields_of(report), 0
    for name, words in under_bookmarks(opened(written(f"{slug}.{code}", "as-ever"))).items():
        origin = home.get(name)
        if origin is None:
            assert not name.startswith("of_"), name
            continue
        field: object = case.file
        for step in origin.path:
            step = step.replace("-", "_") if isinstance(step, str) and not isinstance(field, dict) else step
            if isinstance(field, dict | list | tuple):
                field = field[step]
            else:
                field = getattr(field, step) if hasattr(field, str(step)) else field.chart[step]  # type: ignore[attr-defined]
        field = getattr(field, "text", getattr(field, "words", getattr(field, "statement", field)))
        passage = field.get(origin.language) if isinstance(field, Text) else None
        if passage is not None and not origin.part and not re.search(r"[\[{@]", passage):
            typed = plain(to_inlines(passage, lambda token: ()))
            assert " ".join(words.split()).rstrip(".") == " ".join(typed.split()).rstrip("."), name
            compared += 1
        if passage is not None and len(origin.part) == 1 and origin.part != (0,):
            first = re.findall(r"[^\W\d_]{4,}", re.split(r"\n[ \t]*\n", masked(passage))[origin.part[0] - 1])
            assert first[-1] in words, name
            compared += 1
    assert compared > (15 if slug in BARE else 25)


@pytest.mark.parametrize(("slug", "code"), ARTICLES)
def test_no_words_of_the_authors_stand_without_a_bookmark(slug: str, code: str) -> None:
    report, _ = shipped_report(slug, code)
    document = opened(written(f"{slug}.{code}", "as-ever"))
    ours = {report.language.words(heading) for heading in ("Statements", "References")}
    ours |= {front.abstract_label for front in report.fronts}
    bare = [
        (p.style.name if p.style else "", p.text)
        for p in document.paragraphs
        if p.text
        and p.text not in ours
        and not any(mark.get(qn("w:name")) in fields_of(report) for mark in p._p.iter(qn("w:bookmarkStart")))
    ]
    made = {"Article Type", "Notice", "Bibliography", "Front Matter", "Table Note", "Panel Letter"}
    assert [(style, text) for style, text in bare if style not in made] == []


def test_a_name_is_one_that_word_takes_and_the_same_in_every_file() -> None:
    long = Origin(("sections", "a-very-long-name-of-a-section-of-our-own", "text"), "pt", (12, 3))
    names = {
        bookmark_of(replace(origin, part=(number,)))
        for origin in (long, Origin(("sections", "case"), "en"), Origin(("tables", "search", "rows", 1, 2), "en"))
        for number in range(300)
    }
    assert len(names) == 900
    assert all(re.fullmatch(r"[a-z]\w{0,39}", name, re.ASCII) for name in names)
    assert bookmark_of(Origin(("sections", "case"), "en", (2,))) == "of_sections_case_en_2_397136ac2e"
    assert bookmark_of(Origin(("a", "b"))) != bookmark_of(Origin(("a_b",)))


# LibreOffice


@pytest.mark.slow
@pytest.mark.parametrize("placing", [placing for placing in PLACINGS if placing != "as-ever"])
def test_libreoffice_prints_it_and_the_schema_takes_it(placing: str, tmp_path: Path) -> None:
    names = [name for name in NAMES if not name.startswith("sample")]
    for name in names:
        (tmp_path / f"{name}.docx").write_bytes(written(name, placing))
        assert faults_by_schema(tmp_path / f"{name}.docx") == []
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [judge("soffice"), home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*command, *tmp_path.glob("*.docx")], check=True, capture_output=True, timeout=300)
    for name in names:
        pages = subprocess.run([judge("pdftotext"), "-layout", tmp_path / f"{name}.pdf", "-"], capture_output=True,
                               text=True, check=True).stdout.split("\f")[:-1]  # fmt: skip
        head, foot = 0, 1
        blank = [n for n, page in enumerate(pages, 1) if len(page.split()) <= head + foot]
        assert blank == [], (name, blank)
        figures = sum(isinstance(node, Figure) for node in named(name).body)
        if PLACINGS[placing].get("figures") == "at-end":
            assert len(pages) > figures + (3 if name.partition(".")[0] in BARE else 4)
