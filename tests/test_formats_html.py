"""The article on the screen: one file that needs nothing else, in which everything links to what it speaks of."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from lxml import html as lxml_html

from casebook.case import load_case
from casebook.formats import FORMATS, html
from casebook.formats.faults import OwnTemplates
from casebook.formats.markup import inline, inlines, template
from casebook.formats.tooltips import tooltip_rules
from casebook.nodes import (
    Block,
    Breakable,
    Cell,
    Citation,
    Column,
    CrossReference,
    Emphasis,
    Figure,
    Foreign,
    Gap,
    Heading,
    Image,
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
    plain,
)
from casebook.project import bundled
from casebook.report.compose import Edition, compose
from casebook.report.model import AbstractPart, Imprint, Reference, Report
from tests.sample_report import sample_report
from tests.shipped import shipped_report

TEMPLATES = (bundled("templates"),)
LANGUAGES = ("en", "pt")


@lru_cache
def written(code: str) -> str:
    return html.write(sample_report(code), TEMPLATES).decode()


def page(report: Report) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(html.write(report, TEMPLATES))


def sample(code: str = "en") -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(written(code).encode())


def with_body(*nodes: Block) -> lxml_html.HtmlElement:
    return page(replace(sample_report(), body=nodes, back=(), references=()))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_needs_nothing_but_itself(code: str) -> None:
    found = sample(code)
    assert found.xpath("//script | //iframe | //object | //link[@rel='stylesheet']") == []
    images = found.xpath("//img/@src")
    assert len(images) == 2
    assert all(image.startswith("data:image/svg+xml;base64,") for image in images)
    sheets = found.xpath("//style")
    assert [sheet.get("media") for sheet in sheets] == ["screen", "print", "screen"]
    assert not [sheet for sheet in sheets if re.search(r"url\(|@import|@font-face", sheet.text)]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_link_within_the_page_leads_somewhere_and_no_id_stands_twice(code: str) -> None:
    found = sample(code)
    identities = found.xpath("//@id")
    assert len(identities) == len(set(identities))
    targets = [address[1:] for address in found.xpath("//a/@href") if address.startswith("#")]
    assert len(targets) > 40
    assert set(targets) <= set(identities)


@pytest.mark.parametrize("code", LANGUAGES)
def test_citations_and_references_lead_to_each_other(code: str) -> None:
    found = sample(code)
    marks = {link.get("id"): link.get("href") for link in found.xpath("//a[@role='doc-biblioref']")}
    backs = {
        link.get("href")[1:]: "#" + entry.get("id")
        for entry in found.xpath("//ol[@class='references']/li")
        for link in entry.xpath("./a[@role='doc-backlink']")
    }
    assert len(marks) > 15
    assert marks == backs
    labels = found.xpath("//a[@role='doc-backlink']/@aria-label")
    assert len(set(labels)) == len(labels) == len(backs)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_part_says_its_language(code: str) -> None:
    report, found = sample_report(code), sample(code)
    own, other = (front.lang for front in report.fronts)
    assert found.get("lang") == report.lang
    assert found.xpath("//section[@class='abstract']/@lang") == [own, other]
    assert found.xpath("//p[@class='translated-title']/@lang") == [other]
    assert found.xpath("//p[contains(@class, 'keywords')]/@lang") == [own, other]
    assert found.xpath("//p[@class='elsewhere']/a[1]/@lang") == [other]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_other_language_and_the_pdf_are_one_click_away(code: str) -> None:
    other = "pt" if code == "en" else "en"
    found = sample(code)
    assert found.xpath("//p[@class='elsewhere']/a/@href")[:2] == [f"sample.{other}.html", f"sample.{code}.pdf"]
    assert f"sample.{other}.html" in found.xpath("//link[@rel='alternate']/@href")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_has_its_landmarks_and_a_strict_order_of_headings(code: str) -> None:
    found = sample(code)
    for landmark in ("header", "nav", "main", "aside", "footer"):
        assert len(found.xpath(f"//{landmark}")) == 1, landmark
    assert found.xpath("//a[@class='skip']/@href") == ["#" + found.xpath("//main/@id")[0]]
    levels = [int(heading.tag[1]) for heading in found.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_contents_list_sections_and_what_is_below_them() -> None:
    found = sample()
    sections = found.xpath("//nav/ol/li/a/text()")
    assert sections[:3] == ["Introduction", "Case report", "Discussion"]
    assert found.xpath("//nav/ol/li[2]/ol/li/a/text()")[0] == "Induction and salvage chemotherapy"


def test_the_contents_lead_to_every_heading_and_are_one_click_from_the_top() -> None:
    found = sample()
    listed = found.xpath("//nav//a/@href")
    headings = found.xpath("//div[@class='text']/*[self::h2 or self::h3]/@id")
    assert len(headings) > 8
    assert listed == [f"#{heading}" for heading in headings]
    assert found.xpath("//p[@class='elsewhere']/a/@href")[-1] == "#" + found.xpath("//nav/h2/@id")[0]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_citation_is_described_by_its_reference(code: str) -> None:
    found = sample(code)
    marks = found.xpath("//a[@role='doc-biblioref']")
    assert len(marks) > 15
    for mark in marks:
        (entry,) = found.xpath(f"//*[@id='{mark.get('aria-describedby')}']")
        assert "#" + entry.getparent().get("id") == mark.get("href")
        assert len(entry.text_content()) > 80


def test_the_style_sheet_has_the_words_of_every_reference_once() -> None:
    report = sample_report()
    rules = tooltip_rules(report.references).splitlines()
    assert len(rules) == len(report.references) > 8
    assert rules[0].startswith('a[href="#ref-')
    assert f'--reference: "1. {plain(report.references[0].children)}"' in rules[0]
    assert written("en").count(rules[0]) == 1


def test_no_reference_ends_the_style_sheet_or_its_rule() -> None:
    hostile = 'A "quoted" \\ title</style><script>alert(1)</script>\\n'
    reference = Reference(1, 'a"]', 'ref-a"]', (Words(hostile),), ())
    (rule,) = tooltip_rules((reference,)).splitlines()
    assert "<" not in rule
    assert rule.count('"') == 4
    found = page(replace(sample_report(), references=(reference,)))
    assert found.xpath("//script") == []
    assert rule in [line for sheet in found.xpath("//style") for line in sheet.text.splitlines()]


def test_a_figure_opens_and_closes_by_links_of_its_own() -> None:
    figures = sample().xpath("//figure[contains(@class, 'figure')]")
    assert len(figures) == 2
    for figure in figures:
        opening, closing = figure.xpath("./a[@class='enlarge']")[0], figure.xpath("./a[@class='close']")[0]
        assert opening.get("href") == "#" + closing.get("id")
        assert closing.get("href") == "#" + opening.get("id")
        assert opening.get("aria-label") == f"Enlarge {figure.xpath('.//b')[0].text_content().rstrip('.')}"
        assert len(figure.xpath(".//img")) == 1


def test_the_text_is_flat_so_that_wide_figures_may_span_the_columns_of_print() -> None:
    tags = {child.tag for child in sample().xpath("//div[@class='text']/*")}
    assert {"h2", "h3", "p", "figure", "ol"} <= tags
    assert "section" not in tags


@pytest.mark.parametrize(("imprint", "robots"), [(None, ["noindex"]), (Imprint("2026-07-01"), [])])
def test_search_engines_are_kept_from_what_is_not_published(imprint: Imprint | None, robots: list[str]) -> None:
    found = page(replace(sample_report(), imprint=imprint))
    assert found.xpath("//meta[@name='robots']/@content") == robots


def test_the_notice_stands_before_the_title() -> None:
    found = sample()
    notice, title = found.xpath("//p[@class='notice fictional']")[0], found.xpath("//h1")[0]
    order = list(found.iter())
    assert order.index(notice) < order.index(title)


def test_tables_have_heads_of_columns_and_rows_and_scroll_by_keyboard() -> None:
    table = sample().xpath("//figure[@id='table-values']")[0]
    assert table.xpath(".//thead//th/@scope") == ["col"] * 3
    assert table.xpath(".//tbody//th/@scope") == ["row"] * 7
    region = table.xpath("./div[@role='region']")[0]
    assert region.get("tabindex") == "0"
    assert table.xpath(f"./figcaption[@id='{region.get('aria-labelledby')}']")
    assert {len(row.xpath("./th | ./td")) for row in table.xpath(".//tr")} == {4}


def test_numbers_leave_the_room_that_their_missing_decimals_would_take() -> None:
    cells = sample().xpath("//figure[@id='table-values']//tbody/tr/td[1]")
    room = {cell.text_content(): (cell.xpath("./span/@style") or [""])[0] for cell in cells}
    assert room["0.91"] == ""
    assert room["4.8"] == "padding-right: 1ch"
    assert room["45,730"] == "padding-right: 2.5ch"
    assert all("number" in cell.get("class") for cell in cells)


def test_what_an_author_types_is_printed_and_never_run() -> None:
    hostile = "<script>alert(1)</script> {{ 7 * 7 }} {% raw %} &amp; \" ' <b>"
    report = replace(sample_report(), running_title=hostile, journal=hostile, article_type=hostile)
    everywhere = Paragraph((Words(hostile), Unbroken(hostile), Gap(hostile), Breakable((hostile,))))
    found = page(replace(report, body=(everywhere, Notice("note", (Words(hostile),))), back=(), references=()))
    assert found.xpath("//script | //div[@class='text']//b") == []
    assert found.xpath("//div[@class='text']/p[1]")[0].text_content() == hostile * 4
    assert found.xpath("//article/@data-title") == [hostile]


def test_every_inline_node_is_written() -> None:
    citation = Citation((Ref("a", 5, "ref-a", "cite-a-1"), "–", Ref("b", 7, "ref-b", "cite-b-1")), superscript=True)
    on_the_line = replace(citation, superscript=False)
    assert inline(Words("a < b")) == "a &lt; b"
    assert inline(Emphasis((Words("FLT3"),))) == "<em>FLT3</em>"
    assert inline(Strong((Words("b"),))) == "<strong>b</strong>"
    assert inline(Subscript((Words("2"),))) + inline(Superscript((Words("+"),))) == "<sub>2</sub><sup>+</sup>"
    assert inline(Unbroken("4.8 g/dL")) == '<span class="unbroken">4.8 g/dL</span>'
    assert inline(Foreign("la", (Words("in vitro"),))) == '<span lang="la">in vitro</span>'
    assert inline(Link("https://x.org/?a=1&b=2", (Words("x"),))) == '<a href="https://x.org/?a=1&amp;b=2">x</a>'
    assert inline(CrossReference("fig-a", "Figure 1")) == '<a class="mention" href="#fig-a">Figure 1</a>'
    mark = '<a href="#tab-a-note-x" id="tab-a-mark-1" role="doc-noteref">a</a>'
    assert inline(NoteMark("tab-a-note-x", "tab-a-mark-1", "a")) == f'<sup class="note-mark">{mark}</sup>'
    assert inline(Gap("missing")) == '<mark class="gap">missing</mark>'
    link = '<a href="#ref-a" id="cite-a-1" role="doc-biblioref" aria-describedby="entry-a">5</a>'
    assert inline(citation).startswith(f'<sup class="citation">{link}–<a ')
    assert inline(on_the_line).startswith(f'<span class="citation unbroken">{link}–<a ')


def test_long_tokens_break_between_their_pieces_and_nowhere_else() -> None:
    written = inline(Breakable(("45,XX,", "t(3;3)", "x" * 40)))
    assert written.count("<wbr>") == 2
    assert '<span class="unbroken">t(3;3)</span>' in written
    assert f'<span class="long">{"x" * 40}</span>' in written


def test_a_citation_mark_is_tied_to_the_sign_before_it() -> None:
    mark = Citation((Ref("a", 1, "ref-a", "cite-a-1"),), superscript=True)
    assert inlines((Words("the group."), mark)).startswith('the group<span class="unbroken">.<sup class="citation">')
    value = '<span class="unbroken">4.8 g/dL</span>'
    assert inlines((Unbroken("4.8 g/dL"), mark)).startswith(f'<span class="unbroken">{value}<sup')


def test_the_stop_behind_a_karyotype_stays_with_its_last_piece() -> None:
    written = inlines((Breakable(("45,XX,", "−7[20]")), Words("). Then")))
    assert written.endswith('<span class="unbroken">−7[20]).</span></span> Then')


def test_every_block_node_has_its_template() -> None:
    image = Image(b"\x89PNG", "image/png", 10, 20, "A dot")
    column, cell = Column((Words("h"),), True, "start"), Cell((Paragraph((Words("x"),)),))
    nodes: list[Block] = [
        Paragraph((Words("p"),)),
        Heading(3, "below", (Words("h"),)),
        ItemList(False, ((Words("i"),),)),
        Figure("fig-a", "Figure 1", tuple(Panel(f"fig-a-{n}", n, image, ()) for n in "AB"), (Words("c"),), (), False),
        Table("tab-a", "Table 1", (Words("c"),), (column,), ((cell,),), (), (), False),
        Notice("note", (Words("n"),)),
    ]
    assert {template(node) for node in nodes} == {file.stem for file in (TEMPLATES[0] / "nodes").glob("*.html")}
    found = with_body(*nodes)
    assert found.xpath("//div[@class='text']/*/@class") == ["items", "figure", "table", "notice note"]
    assert found.xpath("//img/@alt") == ["A dot", "A dot"]


def test_an_article_with_next_to_nothing_in_it_is_written() -> None:
    bare = replace(
        sample_report(),
        body=(),
        back=(),
        references=(),
        authors=(),
        affiliations=(),
        rail=(),
        notices=(),
        alternates=(),
        doi=None,
        license="",
        date=None,
    )
    assert page(bare).xpath("//h1")
    assert html.contents(bare) == ()
    assert html.statements(bare) == ()


def test_statements_stand_with_their_headings() -> None:
    found = sample().xpath("//div[@class='statement']")
    assert len(found) == 5
    assert all([child.tag for child in statement] == ["h3", "p"] for statement in found)


def test_the_description_is_the_beginning_of_the_abstract() -> None:
    (text,) = sample().xpath("//meta[@name='description']/@content")
    assert text.startswith("Refractory acute myeloid leukemia")
    assert 200 < len(text) < 310


def test_a_project_may_put_a_template_of_its_own_before_ours(tmp_path: Path) -> None:
    (tmp_path / "nodes").mkdir()
    (tmp_path / "nodes" / "paragraph.html").write_text('<p class="own">{{ node.children | inlines }}</p>')
    own = html.write(sample_report(), (tmp_path, *TEMPLATES)).decode()
    assert own.count('<p class="own">') > 15


def test_a_draft_tells_search_engines_nothing_of_its_gaps(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES[0] / "sample" / "en", tmp_path / "gaps")
    file = tmp_path / "gaps" / "case.yaml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace(", pt: Glycyrrhiza", ""), encoding="utf-8")
    assert file.read_text(encoding="utf-8") != whole
    case, _ = load_case(tmp_path / "gaps")
    assert case
    draft, _ = compose(case, Edition("pt", is_draft=True))
    assert "falta" in draft.fronts[0].keywords[1]
    assert page(draft).xpath("//meta[@name='keywords']/@content") == ["Hipopotassemia; Relatos de casos"]
    empty = replace(draft.fronts[0], abstract=(AbstractPart(None, (Gap("[falta: abstract]"),)),))
    assert page(replace(draft, fronts=(empty,))).xpath("//meta[@name='description']") == []


def test_only_the_marks_of_citations_are_called_so() -> None:
    reports = [sample_report(), shipped_report("aml-azacitidine-lenalidomide", "en")[0]]
    found = [page(report).xpath("//*[contains(concat(' ', @class, ' '), ' citation ')]") for report in reports]
    assert all(found)
    assert {element.tag for elements in found for element in elements} == {"sup"}


@pytest.mark.parametrize(
    ("name", "text", "place", "reason"),
    [
        ("front.html", "<p>\n{{ report.fronts[0].titel }}", "front.html:2", "titel"),
        ("article.html", "<p>{{ 1 + }}</p>", "article.html:1", "unexpected"),
        ("nodes/paragraph.html", "{{ node.children | nosuch }}", "nodes/paragraph.html:1", "nosuch"),
        ("nodes/notice.html", "\n\n{{ 1 + 'a' }}", "nodes/notice.html:3", "unsupported"),
        ("article.html", "Citação".encode("cp1252"), "article.html", "utf-8"),
        ("styles/screen.css", "/* Citação */".encode("cp1252"), "styles/screen.css", "utf-8"),
    ],
)
def test_a_fault_in_the_projects_own_template_is_told_with_its_place(
    tmp_path: Path, name: str, text: str | bytes, place: str, reason: str
) -> None:
    own = tmp_path / "templates" / name
    own.parent.mkdir(parents=True)
    own.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(OwnTemplates, match=reason) as caught:
        html.write(sample_report(), (tmp_path / "templates", *TEMPLATES))
    assert caught.value.where == f"templates/{place}"


def test_a_fault_in_the_shipped_templates_is_not_the_projects(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES[0], tmp_path / "shipped")
    (tmp_path / "shipped" / "front.html").write_text("{{ report.fronts[0].titel }}")
    (tmp_path / "own").mkdir()
    for search in ((tmp_path / "shipped",), (tmp_path / "own", tmp_path / "shipped")):
        with pytest.raises(UndefinedError, match="titel"):
            html.write(sample_report(), search)


def test_templates_know_no_language() -> None:
    files = sorted(TEMPLATES[0].glob("*.html")) + sorted((TEMPLATES[0] / "nodes").glob("*.html"))
    assert len(files) >= 8
    named = re.compile(r"\.code\b|lang *[!=]=|[\"'](?:en|pt|pt-BR|en-US)[\"']")
    assert [file.name for file in files if named.search(file.read_text(encoding="utf-8"))] == []


def test_the_same_report_gives_the_same_bytes() -> None:
    assert html.write(sample_report(), TEMPLATES) == html.write(sample_report(), TEMPLATES)
    assert FORMATS.load("html") is html
    assert html.SUFFIX == ".html"


def test_templates_are_read_once_for_all_articles_of_a_language() -> None:
    html._templates.cache_clear()
    for slug in ("aml-azacitidine-lenalidomide", "thyrotoxic-periodic-paralysis"):
        for code in ("en", "pt"):
            html.write(shipped_report(slug, code)[0], TEMPLATES)
    assert html._templates.cache_info().misses == 2
