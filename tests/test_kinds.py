"""Every kind of case, from one that has everything to one that has almost nothing: composed, written, laid out."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from zipfile import ZipFile

import docx as python_docx
import lxml.etree
import lxml.html
import pikepdf
import pytest
import yaml
from weasyprint import Document

from casebook.build import Order, build
from casebook.case import load_case
from casebook.findings import Finding
from casebook.formats import FORMATS, docx, html, pdf
from casebook.formats.layout.printer import heard_warnings
from casebook.nodes import Block, Heading, ItemList, plain
from casebook.project import Project, bundled
from casebook.record import load_record
from casebook.report.compose import Edition, compose
from casebook.report.model import Report
from casebook.report.standing import states
from tests import laid_out
from tests.judges import judge
from tests.sample_report import sample_report
from tests.shipped import LOCALES, TEMPLATES

Tree = dict[str, Any]
SAMPLE = bundled("templates") / "sample" / "en"
BOTH = ("en", "pt")
LOREM = {
    "en": "The patient was seen again, and what had been found was found once more without any change worth telling. ",
    "pt": "A paciente foi vista de novo, e o que se encontrara foi encontrado outra vez, sem mudança digna de nota. ",
}
NAMES = [
    ("Ana", "Souza"),
    ("Bruno", "Almeida"),
    ("Carla", "Nogueira"),
    ("Davi", "Figueiredo"),
    ("Elisa", "Vasconcelos"),
]


def both(words: str) -> Tree:
    """Return a text of so many words in each language."""
    return dict.fromkeys(BOTH, words)


def long_text(tree: Tree) -> None:
    """Give every section the length of a real report, so that there are pages to look at."""
    for name in ("introduction", "case", "discussion"):
        for code in BOTH:
            more = "\n\n".join([LOREM[code] * 4] * 5)
            tree["sections"][name][code] = f"{tree['sections'][name][code]}\n\n{more}\n"


def replaced(tree: Any, pattern: str, words: str) -> Any:
    """Return a tree with words replaced in every text."""
    if isinstance(tree, dict):
        return {name: replaced(value, pattern, words) for name, value in tree.items()}
    if isinstance(tree, list):
        return [replaced(value, pattern, words) for value in tree]
    return re.sub(pattern, words, tree)


def no_figure(tree: Tree) -> None:
    del tree["figures"]
    tree["sections"] = replaced(tree["sections"], "@fig:potassium", "ECG")


def no_table(tree: Tree) -> None:
    del tree["tables"]
    tree["sections"] = replaced(tree["sections"], "@tab:potassium", "ECG")


def no_reference(tree: Tree) -> None:
    del tree["references"]
    tree["sections"] = replaced(tree["sections"], r" \[@\w+\]", "")


def nothing_but_text(tree: Tree) -> None:
    for drop in (no_figure, no_table, no_reference):
        drop(tree)
    for name in ("funding", "conflicts", "ethics", "consent", "keywords"):
        del tree[name]


def no_abstract(tree: Tree) -> None:
    del tree["abstract"]
    tree["article"]["journal"] = "bare"


def unstructured(tree: Tree) -> None:
    tree["abstract"] = {code: LOREM[code] * 6 for code in BOTH}
    tree["article"]["journal"] = "bare-abstract"


def one_author(tree: Tree) -> None:
    tree["authors"] = tree["authors"][:1]


def many_authors(tree: Tree) -> None:
    places = [f"place{number}" for number in range(1, 8)]
    tree["affiliations"] = {name: {"institution": f"Hospital {name.title()}", "city": "Recife"} for name in places}
    names = [NAMES[number % 5] for number in range(25)]
    tree["authors"] = [
        {"name": {"given": f"{given} {chr(65 + number)}.", "family": family}, "affiliations": [places[number % 7]]}
        for number, (given, family) in enumerate(names)
    ]
    tree["authors"][0] |= {"corresponding": "true", "email": "ana@example.org"}


def long_title(tree: Tree) -> None:
    del tree["article"]["running-title"]
    words = {
        "en": "severe and long lasting hypokalemia from licorice ",
        "pt": "hipocalemia grave e prolongada por alcaçuz ",
    }
    tree["title"] = {code: " ".join((words[code] * 12).split()[:60]) for code in BOTH}


def short_title(tree: Tree) -> None:
    tree["title"] = {"en": "Licorice hypokalemia", "pt": "Hipocalemia alcaçuzeira"}


def chart(tree: Tree) -> None:
    parts = ("adverse-events", "concerns", "follow-up", "history", "examination", "intervention", "diagnosis")
    whole = tree["sections"]["case"]
    tree["sections"]["case"] = {part: {code: LOREM[code] * 4 for code in BOTH} for part in parts}
    tree["sections"]["case"]["investigations"] = whole
    tree["sections"]["case"]["differentials"] = {"same": "{patient} had nothing else."}


def points_and_perspective(tree: Tree) -> None:
    tree["sections"]["patient-perspective"] = {code: LOREM[code] * 3 for code in BOTH}
    tree["sections"]["learning-points"] = {code: f"- {LOREM[code]}\n- {LOREM[code]}\n- {LOREM[code]}" for code in BOTH}


def corrected(tree: Tree) -> None:
    notice = {"date": "2026-05-04", "doi": "10.5555/notice.1", "text": both("Dose.")}
    tree |= {"status": "corrected", "article": tree["article"] | {"notice": notice}}


def retracted(tree: Tree) -> None:
    tree |= {"status": "retracted", "article": tree["article"] | {"notice": {"text": both("Invented.")}}}


KINDS: dict[str, Callable[[Tree], None]] = {
    kind.__name__: kind
    for kind in (
        no_figure, no_table, no_reference, nothing_but_text, no_abstract, unstructured, one_author, many_authors,
        long_title, short_title, chart, points_and_perspective, corrected, retracted,
    )
}  # fmt: skip


@pytest.fixture
def search(tmp_path: Path) -> tuple[Path, ...]:
    """Template folders with two journals of the tests' own: one forbids an abstract, one wants no labels in it."""
    generic = (TEMPLATES[0] / "journals" / "generic" / "profile.yaml").read_text(encoding="utf-8")
    for name, rules in (("bare", "structured: no\n  forbidden: yes"), ("bare-abstract", "structured: no")):
        profile = tmp_path / "templates" / "journals" / name / "profile.yaml"
        profile.parent.mkdir(parents=True)
        assert "structured: yes" in generic
        text = generic.replace("structured: yes", rules).replace("age: exact", "chart: run-on")
        profile.write_text(text, encoding="utf-8")
    return (tmp_path / "templates", *TEMPLATES)


def written(folder: Path, kind: Callable[[Tree], None] | None = None, *, is_long: bool = False) -> Path:
    """Write the sample as a published case of one kind, and return its folder."""
    shutil.copytree(SAMPLE, folder)
    tree = yaml.load((folder / "case.yaml").read_bytes(), yaml.BaseLoader) | {"status": "published"}
    if is_long:
        long_text(tree)
    if kind:
        kind(tree)
    rewrite(folder, tree)
    return folder


def rewrite(folder: Path, tree: Tree) -> None:
    (folder / "case.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")


def composed(
    folder: Path, search: tuple[Path, ...], code: str = "en", journal: str | None = None
) -> tuple[Report, tuple[Finding, ...]]:
    case, findings = load_case(folder, LOCALES, search)
    assert findings == ()
    assert case is not None
    return compose(case, Edition(code, journal, templates=search, locales=LOCALES))


def page_of(report: Report, search: tuple[Path, ...]) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(html.write(report, search))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_of_case_is_a_whole_page(
    kind: Callable[[Tree], None], tmp_path: Path, search: tuple[Path, ...]
) -> None:
    for code in BOTH:
        folder = written(tmp_path / code, kind)
        report, findings = composed(folder, search, code)
        assert findings == ()
        page = page_of(report, search)
        assert page.xpath("//*[@class='gap']") == []
        said = "//h1 | //h2 | //h3 | //p | //li | //section | //nav | //figcaption | //td | //b"
        assert [element.tag for element in page.xpath(said) if not element.text_content().strip()] == []
        identities = page.xpath("//@id")
        assert len(identities) == len(set(identities))
        leading = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
        assert leading <= set(identities)
        assert len(page.xpath("//h1")) == 1
        others = [FORMATS.load(name) for name in FORMATS.names if name not in ("html", "pdf")]
        assert all(format_.write(report, search) for format_ in others if format_.TAKES is Report)


# How much white a page may have depends on the words, and these are nobody's; asked of the shipped cases instead.
LENGTHS = (laid_out.short_columns, laid_out.meagre_last_page)


WIDEST = (chart, many_authors, long_title, retracted)
LAID_OUT = [*((kind, "en") for kind in KINDS.values()), *((kind, "pt") for kind in WIDEST)]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "code"), LAID_OUT, ids=[f"{kind.__name__}-{code}" for kind, code in LAID_OUT])
def test_every_kind_of_case_is_laid_out_without_faults(
    kind: Callable[[Tree], None], code: str, tmp_path: Path, search: tuple[Path, ...]
) -> None:
    document = printed(composed(written(tmp_path / "case", kind, is_long=True), search, code)[0], search)
    columns = laid_out.columns(document)
    assert {column.page for column in columns} == set(range(1, len(document.pages) + 1)), "the text begins on page one"
    assert len(columns) >= 4
    assert [fault for faults in laid_out.FAULTS if faults not in LENGTHS for fault in faults(document)] == []


def printed(report: Report, search: tuple[Path, ...]) -> Document:
    with heard_warnings():
        return pdf.lay_out(report, search)


def headings(report: Report) -> list[tuple[int, str]]:
    return [(node.level, plain(node.children)) for node in report.body if isinstance(node, Heading)]


# Charts


def test_a_chart_is_printed_in_the_standard_order_whatever_order_it_was_typed_in(
    tmp_path: Path, search: tuple[Path, ...]
) -> None:
    folder = written(tmp_path / "case", chart)
    report, _ = composed(folder, search)
    assert headings(report)[1:11] == [
        (2, "Case report"), (3, "Presenting concerns"), (3, "History"), (3, "Physical examination"),
        (3, "Investigations"), (3, "Diagnosis"), (3, "Differential diagnosis"), (3, "Intervention"),
        (3, "Follow-up and outcomes"), (3, "Adverse events"),
    ]  # fmt: skip
    assert "A 46-year-old woman had nothing else." in [text_of(block) for block in report.body]


def text_of(block: Block) -> str:
    return plain(getattr(block, "children", ()))


def test_a_journal_may_let_the_parts_of_a_chart_run_on(tmp_path: Path, search: tuple[Path, ...]) -> None:
    folder = written(tmp_path / "case", chart)
    with_headings, run_on = (composed(folder, search, journal=journal)[0] for journal in ("generic", "bare-abstract"))
    assert [level for level, _ in headings(run_on)] == [2, 2, 2, 2]
    levels = [block for block in with_headings.body if not (isinstance(block, Heading) and block.level == 3)]
    assert [type(block) for block in levels] == [type(block) for block in run_on.body]


def test_a_journal_words_the_parts_of_a_chart_its_own_way(tmp_path: Path, search: tuple[Path, ...]) -> None:
    profile = search[0] / "journals" / "bare" / "profile.yaml"
    text = profile.read_text(encoding="utf-8").replace("chart: run-on", "headings: {history: {en: Past history}}")
    profile.write_text(text, encoding="utf-8")
    report, _ = composed(written(tmp_path / "case", chart), search, journal="bare")
    assert (3, "Past history") in headings(report)


# Abstracts


def test_a_journal_that_forbids_an_abstract_gets_none(tmp_path: Path, search: tuple[Path, ...]) -> None:
    folder = written(tmp_path / "case")
    for code in BOTH:
        report, findings = composed(folder, search, code, "bare")
        assert findings == ()
        assert [front.abstract for front in report.fronts] == [(), ()]
        page = page_of(report, search)
        assert "inhibits the enzyme" not in page.text_content()
        assert page.xpath("//section[contains(@class, 'abstract')] | //meta[@name='description']") == []


def test_a_journal_that_wants_an_abstract_misses_it(tmp_path: Path, search: tuple[Path, ...]) -> None:
    folder = written(tmp_path / "case", no_abstract)
    _, findings = composed(folder, search, journal="generic")
    assert [(f.code, f.fields["field"], f.fields["code"]) for f in findings] == [
        ("text.missing", "abstract", "en"), ("text.missing", "abstract", "pt"),
    ]  # fmt: skip


def test_the_parts_of_an_abstract_run_together_where_a_journal_wants_no_labels(
    tmp_path: Path, search: tuple[Path, ...]
) -> None:
    report, findings = composed(written(tmp_path / "case"), search, journal="bare-abstract")
    assert findings == ()
    for front in report.fronts:
        (part,) = front.abstract
        assert part.label is None
        assert len(re.findall(r"[.] [A-Z]", plain(part.children))) >= 4
    assert "about medicines. A 46-year-old woman" in plain(report.fronts[0].abstract[0].children)


def test_an_abstract_without_parts_is_told_where_the_journal_wants_parts(
    tmp_path: Path, search: tuple[Path, ...]
) -> None:
    folder = written(tmp_path / "case", unstructured)
    assert composed(folder, search)[1] == ()
    report, (finding,) = composed(folder, search, journal="generic")
    assert (finding.code, finding.is_error) == ("text.unstructured-abstract", False)
    assert [part.label for part in report.fronts[0].abstract] == [None]


# Learning points and the patient's own words


def test_learning_points_are_a_list_of_their_own_and_the_patient_speaks_in_a_section(
    tmp_path: Path, search: tuple[Path, ...]
) -> None:
    report, _ = composed(written(tmp_path / "case", points_and_perspective), search)
    assert headings(report)[-2:] == [(2, "Patient perspective"), (2, "Learning points")]
    assert isinstance(report.body[-1], ItemList)
    assert len(report.body[-1].items) == 3
    styles = [(TEMPLATES[0] / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in ("screen", "print")]
    assert all("#sec-learning-points + .items" in style for style in styles)
    (box,) = page_of(report, search).xpath("//*[@id='sec-learning-points']/following-sibling::*[1]")
    assert (box.tag, box.get("class")) == ("ul", "items")


# Authors and titles


def test_the_byline_of_many_authors_breaks_between_names(tmp_path: Path, search: tuple[Path, ...]) -> None:
    report, _ = composed(written(tmp_path / "case", many_authors), search)
    names = [author.name for author in report.authors]
    assert len(names) == 25
    lines = list(laid_out._line_boxes(laid_out._find(laid_out.page_boxes(printed(report, search))[0], "authors")))
    assert len(lines) > 3
    for line in map(laid_out.words, lines):
        assert re.match("|".join(map(re.escape, names)), line.strip()), "a line begins with a name"
    assert report.short_citation.startswith("Souza AA et al.")


def test_a_very_long_title_is_set_smaller_and_shortened_in_the_running_head(
    tmp_path: Path, search: tuple[Path, ...]
) -> None:
    report, _ = composed(written(tmp_path / "case", long_title), search)
    assert len(plain(report.fronts[0].title).split()) == 60
    assert len(report.running_title) <= 90
    assert report.running_title.endswith("…")
    assert page_of(report, search).xpath("//h1/@class") == ["long-title"]
    assert page_of(composed(written(tmp_path / "short", short_title), search)[0], search).xpath("//h1/@class") == []


# What became of an article


@pytest.mark.parametrize(
    ("kind", "code", "label", "date", "before"),
    [
        (corrected, "en", "Correction", "May 4, 2026", ""),
        (retracted, "en", "Retracted article", "", "[RETRACTED ARTICLE]: "),
    ],
)
def test_a_corrected_or_retracted_article_says_so_first(
    kind: Callable[[Tree], None], code: str, label: str, date: str, before: str,
    tmp_path: Path, search: tuple[Path, ...],
) -> None:  # fmt: skip
    report, findings = composed(written(tmp_path / "case", kind), search, code)
    assert findings == ()
    first = report.notices[0]
    assert (first.role, plain(first.children).partition(" (")[0].partition(".")[0]) == (kind.__name__, label)
    assert date in plain(first.children)
    assert plain(report.fronts[0].title).startswith(f"{before}Severe")
    page = page_of(report, search)
    (notice,) = page.xpath(f"//p[@class='notice {kind.__name__}']")
    assert notice.xpath(".//a/@href") == (["https://doi.org/10.5555/notice.1"] if date else [])
    assert page.xpath("//p[contains(@class, 'notice')]")[0] is notice
    assert f"· {'Corrected' if date else 'Retracted'} article" in page.xpath("//article/@data-kind")[0]


@pytest.mark.slow
def test_every_page_of_a_retracted_article_says_so(tmp_path: Path, search: tuple[Path, ...]) -> None:
    report, _ = composed(written(tmp_path / "case", retracted, is_long=True), search)
    pages = laid_out.page_boxes(printed(report, search))
    assert len(pages) > 2
    for page in pages:
        assert "retracted article" in " ".join(map(laid_out.words, laid_out._line_boxes(page))).lower()


def test_a_retraction_without_a_word_on_it_is_an_error(tmp_path: Path, search: tuple[Path, ...]) -> None:
    folder = written(tmp_path / "case", lambda tree: tree.update(status="retracted"))
    report, findings = composed(folder, search)
    assert [(f.code, f.fields["field"]) for f in findings] == [("text.missing", "article.notice")]
    assert report.notices[0].role == "retracted"


# A consent that was withdrawn


def withdraw(folder: Path) -> None:
    file = folder / "case.yaml"
    text = file.read_text(encoding="utf-8")
    assert "status: published" in text
    file.write_text(text.replace("status: published", "status: withdrawn"), encoding="utf-8")


def words_of_the_case(folder: Path) -> set[str]:
    """Return every long word of the case file's texts and of its references."""
    text = (folder / "case.yaml").read_text(encoding="utf-8") + (folder / "references.bib").read_text(encoding="utf-8")
    return {word.lower() for word in re.findall(r"[^\W\d_]{6,}", text)}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] if name == "pdf" else []) for name in FORMATS.names]
)
def test_of_a_withdrawn_case_no_word_is_left(name: str, project: Project) -> None:
    folder = written(project.cases / "one")
    typed = words_of_the_case(folder)
    assert len(typed) > 200
    (made,) = build(project, ("one",), Order((name,)))
    codes = {finding.code for finding in made.findings}
    assert {code for code in codes if not code.startswith("care.")} == {"translations.unreviewed"}
    files = sorted(made.written)
    assert len(typed & told_by(files)) > 50, "what is asked here finds the words of an article that is there"
    withdraw(folder)
    (made,) = build(project, ("one",), Order((name,)))
    assert (made.is_good, made.findings, sorted(made.written)) == (True, (), files)
    ours = {"article", "sample", "casebook", "artigo", "exemplo", "report", "relato", "status", "fictional"}
    assert typed & told_by(files) - ours == set()


def test_a_withdrawn_article_is_a_page_with_its_doi_and_no_more(tmp_path: Path, search: tuple[Path, ...]) -> None:
    folder = written(tmp_path / "case", lambda tree: tree["article"].update(doi="10.5555/casebook.1"))
    withdraw(folder)
    report, findings = composed(folder, search, journal="spmj")
    assert findings == ()
    page = page_of(report, search)
    assert page.xpath("//h1")[0].text_content() == "Article no longer available"
    assert [p.text_content() for p in page.xpath("//p[@class='notice withdrawn']")] == [
        "This article is no longer available."
    ]
    assert "https://doi.org/10.5555/casebook.1" in page.xpath("//a/@href")
    assert (
        page.xpath("//meta[@name='author'] | //img | //table | //section | //nav | //a[contains(@href, '.pdf')]") == []
    )
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert (report.body, report.back, report.references, report.authors) == ((), (), (), ())


@pytest.mark.slow
@pytest.mark.parametrize("code", BOTH)
def test_a_withdrawn_article_is_laid_out_without_faults(code: str, tmp_path: Path, search: tuple[Path, ...]) -> None:
    folder = written(tmp_path / "case")
    withdraw(folder)
    document = printed(composed(folder, search, code)[0], search)
    assert len(document.pages) == 1
    assert [fault for faults in laid_out.FAULTS for fault in faults(document)] == []


def told_by(files: list[Path]) -> set[str]:
    """Return the long words that files hold: text, attributes and metadata, styles and the names of tags aside."""
    readers = {".html": _of_page, ".pdf": _of_pdf, ".docx": _of_parts, ".xml": _of_elements}
    said = [words for file in files for words in readers.get(file.suffix, lambda file: [file.read_text("utf-8")])(file)]
    return set(re.findall(r"[^\W\d_]{6,}", " ".join(said).lower()))


def _of_elements(file: Path) -> Iterator[str]:
    yield from map(str, lxml.etree.fromstring(file.read_bytes()).itertext())


def _of_page(file: Path) -> Iterator[str]:
    page = lxml.html.fromstring(file.read_bytes())
    for style in page.xpath("//style"):
        style.drop_tree()
    yield page.text_content()
    for element in page.iter():
        yield from (value for name, value in element.attrib.items() if name != "class")


def _of_parts(file: Path) -> Iterator[str]:
    """Yield the texts of every part of a Word file but its styles, whose names are Word's."""
    with ZipFile(file) as parts:
        for name in parts.namelist():
            if name.endswith(".xml") and "styles" not in name:
                yield " ".join(lxml.etree.fromstring(parts.read(name)).itertext())


def _of_pdf(file: Path) -> Iterator[str]:
    """Yield what a reader, a search engine and a screen reader get of a PDF: strings, metadata, and the text itself."""
    with pikepdf.open(file) as document:
        for held in document.objects:
            yield from _strings(held)
        yield document.Root.Metadata.read_bytes().decode() if "/Metadata" in document.Root else ""
    yield subprocess.run([judge("pdftotext"), file, "-"], capture_output=True, text=True, check=True).stdout


def _strings(held: object) -> Iterator[str]:
    if isinstance(held, pikepdf.String):
        yield str(held)
    elif isinstance(held, pikepdf.Array):
        for item in held:
            yield from () if isinstance(item, pikepdf.Object) and item.is_indirect else _strings(item)
    elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        for _, item in held.items():
            yield from () if isinstance(item, pikepdf.Object) and item.is_indirect else _strings(item)


def test_what_was_built_of_a_case_before_it_was_withdrawn_is_taken_away(project: Project) -> None:
    folder = written(project.cases / "one")
    for order in (Order(("html",)), Order(("html",), journal="spmj"), Order(("html",), is_draft=True)):
        assert all(outcome.is_good for outcome in build(project, ("one",), order))
    written(project.cases / "other")
    assert all(outcome.is_good for outcome in build(project, ("other",), Order(("html",))))
    withdraw(folder)
    assert [outcome.is_good for outcome in build(project, ("one",), Order(("html",), ("en",)))] == [True]
    left = sorted(file.relative_to(project.output).as_posix() for file in project.output.rglob("*.html"))
    assert left == ["one/one.en.html", "other/other.en.html", "other/other.pt.html"]
    for languages in (("pt",), ("en",)):
        assert [outcome.is_good for outcome in build(project, ("one",), Order(("html",), languages))] == [True]
    assert [outcome.is_current for outcome in build(project, ("one",), Order(("html",)))] == [True]
    assert len(load_record(project.output).entries) == 4


def test_nothing_is_asked_of_a_withdrawn_case(project: Project) -> None:
    folder = project.cases / "one"
    folder.mkdir()
    (folder / "case.yaml").write_text("casebook: 1\nlanguages: [en, pt]\nstatus: withdrawn\n", encoding="utf-8")
    (made,) = build(project, ("one",), Order(("html",)))
    assert made.findings == ()
    assert [file.name for file in made.written] == ["one.en.html", "one.pt.html"]


def test_a_faulty_case_can_be_withdrawn(project: Project) -> None:
    folder = written(project.cases / "one")
    assert all(outcome.is_good for outcome in build(project, ("one",), Order(("html",))))
    withdraw(folder)
    file = folder / "case.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "mistyped: field\n", encoding="utf-8")
    (folder / "references.bib").unlink()
    (made,) = build(project, ("one",), Order(("html",)))
    assert made.findings
    assert [file.name for file in made.written] == ["one.en.html", "one.pt.html"]
    left = [file for file in project.output.rglob("*.html") if "inhibits the enzyme" in file.read_text("utf-8")]
    assert left == []


@pytest.mark.parametrize("standing", ["", "corrected", "retracted"])
@pytest.mark.parametrize("is_draft", [False, True])
@pytest.mark.parametrize("is_fictional", [False, True])
def test_nothing_that_nobody_may_overlook_is_lost_for_another(
    standing: Literal["", "corrected", "retracted"], is_draft: bool, is_fictional: bool
) -> None:
    report = replace(sample_report("en"), standing=standing, is_draft=is_draft, is_fictional=is_fictional)
    told = states(report)
    assert len(told) == bool(standing) + is_draft + is_fictional
    kind = lxml.html.fromstring(html.write(report, TEMPLATES)).xpath("string(//article/@data-kind)")
    assert kind == " · ".join((report.article_type, *told))
    head = python_docx.Document(BytesIO(docx.write(report, TEMPLATES))).sections[0].header.paragraphs[0].text
    assert head == " · ".join((*told, report.running_title))
