"""The static site: which cases are where, what pages and catalogues say of them, what is made again when."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import extruct
import lxml.html
import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image
from pypdfium2 import PdfDocument, raw

from casebook.bundles.site.addresses import told
from casebook.bundles.site.assets import FONTS
from casebook.bundles.site.building import DOWNLOADS, Done, Finished, build_site
from casebook.bundles.site.frame import site_templates
from casebook.bundles.site.lists import near
from casebook.bundles.site.pictures import pictures_of
from casebook.case import load_case
from casebook.cli import run
from casebook.languages import load_language
from casebook.nodes import Figure, Panel
from casebook.nodes import Image as Picture
from casebook.project import Project
from tests.conftest import ROOT
from tests.many_cases import NOTICE_DAY, case_text, languages_of, name_of, status_of, write_cases
from tests.sample_report import sample_report

COUNT = 16
URL = "https://cases.example.org/reports/"
SETTINGS = f"site:\n  title: {{en: Example Cases, pt: Casos de Exemplo}}\n  url: {URL}\n  license: CC-BY-4.0\n"
UTF8 = lxml.html.HTMLParser(encoding="utf-8")
TEXTS = (".html", ".js", ".xml")
MADE_UP, PRINT, FACE, MARKED = "made-up", "print-alone", "face", "marked"
TITLE = (
    "*Sporothrix* & 10^6^ cells/mm^3^ <b>CD4^+^</b> </script> 5 < 7 in "
    + 2 * "pneumonoultramicroscopicsilicovolcanoconiosis"
)
READ = TITLE.replace("*", "").replace("10^6^", "10⁶").replace("mm^3^", "mm³").replace("^", "")
FIGURE = """figures:
  skin: {file: skin.jpg, caption: {en: The arm, pt: O braço}, alt: {en: A red arm, pt: Um braço vermelho}}
  face: {file: face.png, use: print, caption: {en: The face, pt: O rosto}, alt: {en: A face, pt: Um rosto}}
"""


WITHHELD = {"en": "Not shown on the web", "pt": "Não exibida na web"}
SEVERAL = """figures:
  pair:
    panels:
      A: {file: a.png, caption: {en: Before, pt: Antes}, alt: {en: A red arm, pt: Um braço vermelho}}
      B: {file: b.png, caption: {en: After, pt: Depois}, alt: {en: A pale arm, pt: Um braço claro}}
    caption: {en: The arm, pt: O braço}
tables:
  course:
    caption: {en: Potassium by day, pt: Potássio por dia}
    columns: [{head: {en: Day, pt: Dia}, as: name}, {head: {en: Potassium, pt: Potássio}, as: number}]
    rows: [["1", 2.15], ["4", 3.4]]
"""


def keep_fonts(output: Path) -> None:
    """Begin with the fonts that an earlier site has packed, where there is one: it takes ten seconds."""
    kept = ROOT / "build" / ".fonts"
    if kept.is_dir():
        shutil.copytree(kept, output / ".fonts", dirs_exist_ok=True)


def write(project: Project, slug: str, text: str) -> Path:
    home = project.cases / slug
    home.mkdir(parents=True, exist_ok=True)
    (home / "case.yaml").write_text(text, encoding="utf-8")
    return home


def write_project(root: Path) -> Project:
    """Write cases of every kind: generated ones, a fictional one, one without web consent, one with two photographs."""
    project = Project(root, root / "build")
    write_cases(root, COUNT)
    write(project, MADE_UP, case_text(101, is_fictional=True))
    write(project, PRINT, case_text(103, uses="journal"))
    titles = f"title:\n  en: |\n    {TITLE}\n  pt: |\n    {TITLE}\n"
    several = case_text(143, journal="spmj").replace("was given.\n", "was given (@fig:pair, @tab:course).\n")
    several = several.replace("e recebeu ", "(@fig:pair, @tab:course) e recebeu ") + SEVERAL
    home = write(project, MARKED, re.sub(r"title:\n.*\n.*\n", lambda _: titles, several))
    for name, colour in (("a.png", "brown"), ("b.png", "beige")):
        Image.new("RGB", (900, 900), colour).save(home / name)
    write_photographs(project)
    (root / "casebook.yaml").write_text(SETTINGS, encoding="utf-8")
    keep_fonts(project.output)
    return project


def write_photographs(project: Project) -> None:
    shown = case_text(141, journal="spmj").replace("was given.\n", "was given (@fig:skin, @fig:face).\n")
    home = write(project, FACE, shown.replace("e recebeu ", "(@fig:skin, @fig:face) e recebeu ") + FIGURE)
    place = Image.Exif()
    place[0x8825] = {1: "S", 2: (25.0, 25.0, 42.0)}  # where it was taken
    for name, colour in (("skin.jpg", "brown"), ("face.png", "beige")):
        Image.new("RGB", (1300, 900), colour).save(home / name, exif=place)


def made(project: Project, *downloads: str) -> tuple[dict[str, Done], Finished]:
    told = list(build_site(project, downloads, 1))
    assert not [done for done in told if isinstance(done, Done) and (done.bug or done.error)], told
    (finished,) = (each for each in told if isinstance(each, Finished))
    return {done.slug: done for done in told if isinstance(done, Done)}, finished


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[str, Done], Finished]:
    project = write_project(tmp_path_factory.mktemp("site"))
    return project, *made(project, "bibtex", "ris")


@pytest.fixture
def site(whole: tuple[Project, dict[str, Done], Finished]) -> Path:
    return whole[0].output / "site"


def page(site: Path, name: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((site / name).read_bytes(), parser=UTF8)


def pages(site: Path) -> list[Path]:
    found = sorted(file for file in site.rglob("*.html") if "pagefind" not in file.parts)
    assert len(found) > 100
    return found


def attributes(tree: lxml.html.HtmlElement, path: str) -> list[str]:
    return [str(value) for value in tree.xpath(path)]


def listed(site: Path, code: str) -> str:
    """Return the words of everything that lists cases in one language, but for articles."""
    lists = [file for file in (site / code).rglob("*.*") if file.suffix in TEXTS and file.parent.name != "cases"]
    assert len(lists) > 40
    return "\n".join(file.read_text(encoding="utf-8") for file in lists)


def test_every_public_case_has_a_page_in_its_languages_and_no_other(
    whole: tuple[Project, dict[str, Done], Finished], site: Path
) -> None:
    there = {(file.parent.parent.name, file.stem) for file in site.glob("*/cases/*.html")}
    public = {number for number in range(COUNT) if status_of(number) not in ("draft", "submitted")}
    wanted = {(code, name_of(number)) for number in public for code in languages_of(number).split(", ")}
    others = ((MADE_UP, 101), (FACE, 141), (MARKED, 143))
    wanted |= {(code, slug) for slug, number in others for code in languages_of(number).split(", ")}
    assert there == wanted
    why = {slug: done.why for slug, done in whole[1].items() if done.why}
    assert set(why) == {name_of(9), name_of(11), PRINT}
    assert "draft" in why[name_of(9)]
    assert "submitted" in why[name_of(11)]
    assert "consent" in why[PRINT]
    assert PRINT not in listed(site, "en")


def test_hreflang_and_the_switch_lead_to_the_same_case_where_it_has_that_language(site: Path) -> None:
    both, alone = page(site, f"en/cases/{name_of(1)}.html"), page(site, f"pt/cases/{name_of(2)}.html")
    assert languages_of(2) == "pt"
    assert attributes(both, "//link[@hreflang='pt-BR']/@href") == [f"{URL}pt/cases/{name_of(1)}.html"]
    assert attributes(both, "//link[@hreflang='en-US']/@href") == [f"{URL}en/cases/{name_of(1)}.html"]
    assert attributes(both, "//nav[@class='languages']//a/@href") == [f"../../pt/cases/{name_of(1)}.html"]
    assert attributes(alone, "//link/@hreflang") == []
    assert attributes(alone, "//nav[@class='languages']//a/@href") == ["../../en/index.html"]


def test_a_page_stands_where_it_says_and_the_first_ones_say_what_the_first_of_all_says(site: Path) -> None:
    homes = {"en-US": f"{URL}en/", "pt-BR": f"{URL}pt/", "x-default": URL}
    for name, own in (("index.html", URL), ("en/index.html", f"{URL}en/"), ("pt/index.html", f"{URL}pt/")):
        links = page(site, name).xpath("//link[@hreflang]")
        assert attributes(page(site, name), "//link[@rel='canonical']/@href") == [own]
        assert {str(link.get("hreflang")): str(link.get("href")) for link in links} == homes, name
    years = page(site, "pt/years.html")
    assert attributes(years, "//link[@hreflang]/@href") == [f"{URL}pt/years.html", f"{URL}en/years.html"]
    lost = page(site, "404.html")
    assert attributes(lost, "//link[@rel='canonical' or @hreflang]/@href") == [], "it stands in the place of any page"
    shown = told(f"{URL}pt/cases/shock-index.html"), told(f"{URL}pt/index.html"), told(URL)
    assert shown == (f"{URL}pt/cases/shock-index.html", f"{URL}pt/", URL)


def test_a_sheet_of_an_article_has_an_address_that_changes_with_it(site: Path) -> None:
    (href,) = attributes(page(site, f"en/cases/{name_of(1)}.html"), "//link[@rel='stylesheet']/@href[contains(., '-')]")
    name, _, mark = href.partition("?")
    assert hashlib.sha256((site / "en" / "cases" / name).read_bytes()).hexdigest().startswith(mark)
    assert len(mark) == 8


def test_an_accepted_manuscript_stands_by_the_day_of_its_acceptance(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "build")
    text = case_text(13)
    assert status_of(13) == "accepted"
    days = "accepted: 2019-02-10, published: 2019-04-02"
    for name, status in (("older", "accepted"), ("newest", "published"), ("accepted", "accepted")):
        day = {"older": "2018-02-10", "accepted": "2020-02-10"}.get(name)
        dates = f"accepted: {day}" if day else days
        dated = re.sub(r"received: .*?\}", f"received: 2018-01-05, {dates}}}", text)
        write(project, name, dated.replace("accepted\n", f"{status}\n", 1))
    keep_fonts(project.output)
    made(project)
    shown = attributes(page(project.output / "site", "en/index.html"), "//article//h3/a/@href | //li//h3/a/@href")
    assert [Path(href).stem for href in shown] == ["accepted", "newest", "older"]


def test_a_withdrawn_case_keeps_a_neutral_notice_and_is_nowhere_else(site: Path) -> None:
    assert status_of(7) == "withdrawn"
    case, _ = load_case(site.parent.parent / "cases" / name_of(7))
    assert case
    said = {str(words) for keyword in case.file.keywords for words in keyword.words.versions.values()}
    said |= {author.name.family for author in case.file.authors}
    assert len(said) > 5
    for code in languages_of(7).split(", "):
        text = (site / code / "cases" / f"{name_of(7)}.html").read_text(encoding="utf-8")
        assert "number 7" not in text
        assert "número 7" not in text
        assert [words for words in said if words in text] == [], "nobody can tell of what the patient was ill"
        assert 'content="noindex"' in text
        assert "data-pagefind-body" not in text
        kinds = {file.suffix for file in (site / code / "cases").glob(f"{name_of(7)}.*")}
        assert kinds == {".html", ".css"}, "nothing can be taken away of it"
    for code in ("en", "pt"):
        assert name_of(7) not in listed(site, code)
    assert name_of(7) not in (site / "sitemap.xml").read_text()


def test_retracted_and_corrected_cases_are_marked_and_lead_to_their_notice(site: Path) -> None:
    shown = page(site, "en/all.html")
    for number, role, words in ((5, "retracted", "Retracted article"), (3, "corrected", "Corrected article")):
        (entry,) = shown.xpath(f"//li[.//a[contains(@href, '{name_of(number)}')]]")
        assert attributes(entry, ".//span[contains(@class, 'mark')]/@class") == [f"mark {role}"]
        article = page(site, f"en/cases/{name_of(number)}.html")
        assert words in article.xpath("string(//p[starts-with(@class, 'state')])")
        assert "https://doi.org/10.5555/notice" in attributes(article, "//p[contains(@class, 'notice')]//a/@href")


def test_a_fictional_case_has_a_banner_and_nothing_for_catalogues(site: Path) -> None:
    for code in ("en", "pt"):
        text = (site / code / "cases" / f"{MADE_UP}.html").read_text(encoding="utf-8")
        assert 'class="notice fictional"' in text
        assert '<meta name="robots" content="noindex">' in text
        for mark in ("citation_", "DC.", "og:", "ld+json", "canonical"):
            assert mark not in text
        assert MADE_UP not in (site / code / "feed.xml").read_text()
        assert MADE_UP in (site / code / "all.html").read_text()
    assert MADE_UP not in (site / "sitemap.xml").read_text()


def test_catalogues_read_what_the_page_says(site: Path) -> None:
    name = f"pt/cases/{name_of(1)}.html"
    text = (site / name).read_text(encoding="utf-8")
    read = extruct.extract(text, syntaxes=["json-ld", "opengraph", "dublincore"], uniform=False)
    (data,) = read["json-ld"]
    assert (data["@type"], data["inLanguage"], data["url"]) == ("MedicalScholarlyArticle", "pt-BR", URL + name)
    main = data.get("translationOfWork") or data["workTranslation"][0]
    assert main["url"] == f"{URL}en/cases/{name_of(1)}.html"
    graph = dict(read["opengraph"][0]["properties"])
    assert (graph["og:title"], graph["og:url"], graph["og:locale"]) == (data["headline"], URL + name, "pt_BR")
    core = read["dublincore"][0]["elements"]
    titles = [each["content"] for each in core if each["name"].lower().endswith("title")]
    assert data["headline"] in titles
    tags = [(str(tag.get("name")), str(tag.get("content"))) for tag in page(site, name).xpath("//meta[@name]")]
    cited = [content for tag, content in tags if tag.startswith("citation_")]
    assert ("citation_title", data["headline"]) in tags
    assert ("citation_language", "pt-BR") in tags
    assert ("citation_fulltext_html_url", URL + name) in tags
    assert all(content.strip() for _, content in tags)
    assert len(cited) > 8


def test_the_picture_of_a_card_is_the_first_figure_and_one_without_web_consent_is_nowhere(site: Path) -> None:
    code = languages_of(141).split(", ")[0]
    shown = page(site, f"{code}/cases/{FACE}.html")
    (picture,) = attributes(shown, "//meta[@property='og:image']/@content")
    file = site / picture.removeprefix(URL)
    with Image.open(file) as opened:
        assert opened.size == (1200, 630)
    (address,), (several,) = (attributes(shown, f"//figure//img/@{name}") for name in ("src", "srcset"))
    small = address.replace(".webp", "-800.webp")
    assert several == f"{small} 800w, {address} 1300w"
    assert attributes(shown, "//figure//img/@*[name() = 'width' or name() = 'height' or name() = 'loading']") == [
        *("lazy", "1300", "900")
    ]
    for name, size in ((address, (1300, 900)), (small, (800, 554))):
        with Image.open(site / code / "cases" / name) as opened:
            assert (opened.format, opened.size) == ("WEBP", size)
            assert not opened.getexif()
            pixel = opened.convert("RGB").getpixel((5, 5))
        assert max(abs(a - b) for a, b in zip(pixel, (165, 42, 42), strict=True)) < 4
    others = attributes(page(site, f"{code}/cases/{MARKED}.html"), "//figure//img/@src")
    assert {f"figures/{file.name}" for file in (site / code / "cases" / "figures").iterdir()} == {
        *(address, small, *others)
    }, "the other photograph is nowhere"
    (withheld,) = shown.xpath("//figure[contains(@class, 'withheld')]")
    assert withheld.get("id") == "fig-face"
    for each in ("en", "pt"):
        (withheld,) = page(site, f"{each}/cases/{FACE}.html").xpath("//figure[contains(@class, 'withheld')]")
        assert WITHHELD[each] in withheld.text_content(), "it is said in words"


def test_photographs_are_never_blown_up_and_drawings_have_no_style_within() -> None:
    def files(data: bytes, kind: str, size: tuple[int, int]) -> dict[str, bytes]:
        panel = Panel("fig-a", "", Picture(data, kind, *size, "Seen"), ())
        return dict(
            pictures_of(replace(sample_report(), body=(Figure("fig-a", "Figure 1", (panel,), (), (), False),), back=()))
        )

    for size, widths in (((640, 480), [640]), ((1100, 50), [1100]), ((3000, 2000), [800, 2400])):
        saved = io.BytesIO()
        Image.new("RGB", size, "brown").save(saved, "PNG")
        kept = files(saved.getvalue(), "image/png", size)
        assert [Image.open(io.BytesIO(data)).width for data in kept.values()] == widths
        assert kept == files(saved.getvalue(), "image/png", size), "the same bytes again"
    path = '<path d="M0 0h9" style="fill:red;transform:rotate(45deg)"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{path}</svg>'.encode()
    (data,) = files(drawing, "image/svg+xml", (9, 9)).values()
    assert b'<path d="M0 0h9" fill="red" transform="rotate(45)"/>' in data
    assert b"style" not in data


def test_no_page_has_style_or_script_within_or_asks_for_anything_from_elsewhere(site: Path) -> None:
    for file in pages(site):
        tree = page(site, str(file.relative_to(site)))
        (policy,) = attributes(tree, "//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "unsafe-inline" not in policy
        assert tree.xpath("//style | //@style | //script[not(@src) and not(@type='application/ld+json')]") == []
        assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
        loaded = attributes(tree, "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert [address for address in loaded if re.match(r"[a-z]+:|//", address)] == [], file
        assert file.stat().st_size < 150_000
    sheets = "".join(file.read_text() for file in (site / "assets").glob("*.css"))
    assert re.findall(r"url\((?!fonts/)|@import", sheets) == []


def test_what_a_page_says_of_its_looks_stands_in_a_sheet_for_screen_and_paper(site: Path) -> None:
    seen = 0
    for file in site.glob("*/cases/*.html"):
        sheet, tree = file.with_suffix(".css").read_text(encoding="utf-8"), page(file.parent, file.name)
        assert re.findall(r"&#?\w+;", sheet) == []
        looks, for_all = set(attributes(tree, "//@data-look")), sheet.partition("@media")[0]
        assert set(re.findall(r'^\[data-look="(\d+)"\] \{ [\w-]+: [^;}]+ \}$', for_all, re.M)) == looks
        assert attributes(tree, f"//link[@rel='stylesheet' and @href='{file.stem}.css']/@media") == []
        seen += len(looks)
    assert seen > 1, "two panels stand side by side, and a table has numbers"


def links(site: Path, files: list[Path]) -> Iterator[tuple[Path, str]]:
    for file in files:
        tree = page(site, str(file.relative_to(site)))
        for address in attributes(tree, "//@href | //@src"):
            yield file, address


def dead_links(site: Path, files: list[Path]) -> tuple[list[str], int]:
    """Return the links of pages that lead nowhere, and how many were followed."""
    broken, seen, ids = [], 0, dict[Path, set[str]]()
    for file, address in links(site, files):
        parts = urlsplit(address)
        local = address.startswith(URL)
        if parts.scheme and not local:
            continue
        path = unquote(address.removeprefix(URL).partition("#")[0].partition("?")[0] if local else parts.path)
        path = path.removeprefix(urlsplit(URL).path) if path.startswith("/") else path
        root = site if local or file.name == "404.html" else file.parent
        target = (root / path).resolve() if path else file
        target = target / "index.html" if target.is_dir() else target
        if target.suffix == ".html" and target not in ids and target.is_file():
            ids[target] = set(attributes(page(target.parent, target.name), "//@id"))
        if not target.is_file() or (parts.fragment and parts.fragment not in ids[target]):
            broken.append(f"{file.relative_to(site)}: {address}")
        seen += 1
    return broken, seen


def test_every_link_leads_somewhere(site: Path) -> None:
    broken, seen = dead_links(site, pages(site))
    assert seen > 3000
    assert broken == []


def test_lists_count_their_cases_and_stand_at_the_same_place_in_every_language(site: Path) -> None:
    here = {code: {str(f.relative_to(site / code)) for f in (site / code).rglob("*.html")} for code in ("en", "pt")}
    lists = {code: {name for name in names if not name.startswith("cases/")} for code, names in here.items()}
    assert lists["en"] == lists["pt"]
    for section in ("specialties", "keywords", "drugs", "authors", "years"):
        terms = page(site, f"pt/{section}.html").xpath("//ul[contains(@class, 'terms')]/li")
        assert terms
        for term in terms:
            shown = page(site, "pt/" + attributes(term, "a/@href")[0])
            count = int(term.xpath("string(span)"))
            assert len(shown.xpath("//li[@class='case']")) == count
            assert str(count) in shown.xpath("string(//p[@class='count'])")
    word = page(site, "pt/keywords/D007918.html")
    assert word.xpath("string(//h1)") == "Hanseníase"
    assert attributes(word, "//nav[@class='languages']//a/@href") == ["../../en/keywords/D007918.html"]
    assert page(site, "en/keywords/D007918.html").xpath("string(//h1)") == "Leprosy"


def with_keyword(number: int, words: str) -> str:
    return re.sub(r"keywords:\n  - .*", f"keywords:\n  - {{{words}}}", case_text(number))


def test_what_is_called_the_same_is_one_key_word_with_or_without_a_number(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "build")
    pair, other = "en: Cat Scratch, pt: Arranhão de Gato", "en: β-Thalassemia, pt: Talassemia β"
    told = {
        1: f"{pair}, mesh: D002372",
        6: pair.lower(),
        4: "en: Cat scratch, pt: Arranhadura por gato",
        2: "en: Scratch of a Cat, pt: Arranhão de gato",
        8: other,
        10: other,
        14: "en: Thalassemia, pt: Talassemia",
    }
    assert {languages_of(number) for number in told} == {"en, pt", "pt, en", "en", "pt"}
    for number, words in told.items():
        write(project, name_of(number), with_keyword(number, words))
    keep_fonts(project.output)
    made(project)
    site = project.output / "site"
    for code in ("en", "pt"):
        terms = page(site, f"{code}/keywords.html").xpath("//ul[contains(@class, 'terms')]/li")
        counts = {term.xpath("string(a)"): term.xpath("string(span)") for term in terms}
        assert [count for words, count in counts.items() if "cat" in words.lower() or "gato" in words.lower()] == ["4"]
        blood = sorted(count for words, count in counts.items() if "alassemia" in words)
        assert blood == ["1", "2"], "a letter that no address can hold tells them apart"
    shown = page(site, f"en/cases/{name_of(4)}.html").xpath("string(//main)")
    assert "Cat scratch" in shown, "the article has its own words"


def test_what_differs_by_a_sign_alone_has_an_address_of_its_own_whatever_comes_first(tmp_path: Path) -> None:
    signs, shown = {"CD4+": "CD4+", "CD4−": "CD4−", "CD4": "CD4", "CD4-": "CD4−"}, []
    for name, order in (("one", [*signs]), ("other", [*reversed(signs)])):
        project = Project(tmp_path / name, tmp_path / name / "build")
        cases = dict(zip((1, 3, 6, 10), order, strict=True))
        for number, words in cases.items():
            text = case_text(number)
            given = f'drugs: {{cells: {{drug: {{en: "{words} cells", pt: "Células {words}"}}}}, '
            keyword = f'keywords:\n  - {{en: "{words} lymphocytes", pt: "Linfócitos {words}"}}\n'
            write(project, name_of(number), text.replace("drugs: {", given).replace("keywords:\n", keyword))
        keep_fonts(project.output)
        made(project)
        site, told = project.output / "site", {}
        for section, word in (("keywords", "Linfócitos"), ("drugs", "Células")):
            for link in page(site, f"pt/{section}.html").xpath(f"//ul[@class]//a[contains(., '{word}')]"):
                sign, href = link.text_content().removeprefix(f"{word} ").replace("-", "−"), str(link.get("href"))
                told[section, sign] = href
                same = {name_of(number) for number, words in cases.items() if signs[words] == sign}
                assert slugs(page(site, f"pt/{href}"), "//main") == slugs(page(site, f"en/{href}"), "//main") == same
                assert page(site, f"en/{href}").xpath("string(//h1)").replace("- ", "− ").startswith(f"{sign} ")
        assert len({*told.values()}) == 6
        shown.append(told)
    assert shown[0] == shown[1]
    assert shown[0]["drugs", "CD4"] == "drugs/cd4-cells.html", "what an address tells whole needs no mark"


def with_authors(number: int, *authors: str) -> str:
    """Return a case by authors of one family, each a given name, with an ORCID iD or without."""
    parts = [each.split() for each in authors]
    written = [
        f"name: {{given: {given}, family: Amostra}}" + "".join(f", orcid: {n}" for n in more) for given, *more in parts
    ]
    lines = "".join(f"  - {{{each}, affiliations: [ward], email: a@example.org}}\n" for each in written)
    lines = lines.replace("example.org}", "example.org, corresponding: true}", 1)
    return re.sub(r"(?s)authors:\n.*(?=affiliations:\n  ward)", lambda _: "authors:\n" + lines, case_text(number))


def test_an_author_has_one_page_with_or_without_orcid_and_shares_it_with_nobody(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "build")
    first, second, third = "0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0001-2345-6789"
    told = {
        1: ("João", "José"),
        3: (f"João {first}", f"Ana {second}"),
        4: ("João", "Ana"),
        6: (f"Ana {third}", "Rui"),
        8: ("Rui",),
    }
    for number, authors in told.items():
        write(project, name_of(number), with_authors(number, *authors))
    keep_fonts(project.output)
    made(project)
    folder = project.output / "site" / "en"
    found = {
        file.stem: slugs(page(folder, f"authors/{file.name}"), "//main") for file in (folder / "authors").iterdir()
    }
    assert found == {
        first: {name_of(1), name_of(3), name_of(4)},
        "amostra-jose": {name_of(1)},
        second: {name_of(3)},
        third: {name_of(6)},
        "amostra-ana": {name_of(4)},
        "amostra-rui": {name_of(6), name_of(8)},
    }, "which of two Anas it is nobody can tell"


def test_a_page_of_a_long_list_leads_to_the_first_the_last_and_those_beside_it() -> None:
    assert [[*near(here, 20)] for here in (1, 2, 4, 5, 10, 17, 20)] == [
        [1, 2, 0, 20],
        [1, 2, 3, 0, 20],
        [1, 2, 3, 4, 5, 0, 20],
        [1, 0, 4, 5, 6, 0, 20],
        [1, 0, 9, 10, 11, 0, 20],
        [1, 0, 16, 17, 18, 19, 20],
        [1, 0, 19, 20],
    ]
    assert [[*near(here, count)] for here, count in ((1, 1), (2, 3), (3, 5))] == [[1], [1, 2, 3], [1, 2, 3, 4, 5]]
    templates = site_templates((ROOT / "templates",), load_language("en", (ROOT / "locales",)))
    steps = [("a.html", "1", False), ("", "…", False), ("b.html", "9", True)]
    shown = lxml.html.fromstring(templates.get_template("site/steps.html").render(steps=steps))
    assert attributes(shown, "//a/@href") == ["a.html"]
    assert [each.text_content() for each in shown.xpath("//li")] == ["1", "…", "9"]


def test_fonts_are_the_shipped_ones_in_another_wrapper(site: Path) -> None:
    for name in FONTS:
        shipped, packed = TTFont(ROOT / f"templates/fonts/{name}.ttf"), TTFont(site / f"assets/fonts/{name}.woff2")
        assert packed.flavor == "woff2"
        assert packed.getGlyphOrder() == shipped.getGlyphOrder()
        tables = set(shipped.reader.keys()) - {"DSIG"}  # WOFF2 leaves the signature of the file out
        assert set(packed.reader.keys()) == tables
        for tag in tables - {"head", "glyf", "loca"}:  # WOFF2 packs outlines in its own way
            assert packed.reader[tag] == shipped.reader[tag], f"{name}: {tag}"
        ours, theirs = ({**vars(font["head"])} for font in (packed, shipped))
        for head in (ours, theirs):
            head["checkSumAdjustment"], head["flags"] = 0, head["flags"] | 1 << 11  # “went through WOFF2”
        assert ours == theirs
        outlines, others = packed["glyf"], shipped["glyf"]
        assert all(outlines[glyph] == others[glyph] for glyph in shipped.getGlyphOrder()), name


def slugs(tree: lxml.html.HtmlElement, path: str) -> set[str]:
    return {Path(address).stem for address in attributes(tree, f"{path}//*[@class='case-title']/a/@href")}


def test_related_cases_share_a_term_and_are_others(site: Path) -> None:
    terms = [file for kind in ("keywords", "drugs", "specialties") for file in (site / "en" / kind).glob("*.html")]
    groups = [slugs(page(file.parent, file.name), "//main") for file in terms if file.stem != "D002363"]
    seen = 0
    for file in site.glob("en/cases/*.html"):
        alike = {slug for group in groups if file.stem in group for slug in group} - {file.stem}
        others = slugs(page(file.parent, file.name), "//aside[@class='related']")
        assert others <= alike
        assert len(others) == min(3, len(alike))
        seen += len(others)
    assert seen > 20
    assert not page(site, f"en/cases/{name_of(7)}.html").xpath("//*[@class='related']"), "it is withdrawn"


def test_an_article_leads_to_the_lists_that_it_stands_in(site: Path) -> None:
    seen = 0
    for file in site.glob("*/cases/*.html"):
        for href in attributes(page(file.parent, file.name), "//ul[@class='topics']//a/@href"):
            assert file.stem in slugs(page(file.parent, href), "//main")
            seen += 1
    own = attributes(page(site, f"pt/cases/{FACE}.html"), "//ul[@class='topics']//a/@href")
    assert {href.split("/")[1] for href in own} == {"keywords", "drugs", "specialties"}
    assert seen > 60


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
LOOKS = (
    "  description: {en: Cases of ours., pt: Casos nossos.}\n  footer: {en: Example Hospital, pt: Hospital Exemplo}\n"
    "  logo: logo.svg\n  colours: {accent: '#7a1f3d', accent-dark: '#f0a0c0'}\n"
)


def test_the_settings_are_seen_on_every_page(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "build")
    write_cases(tmp_path, 2)
    (tmp_path / "logo.svg").write_text(LOGO)
    (tmp_path / "casebook.yaml").write_text(SETTINGS + LOOKS, encoding="utf-8")
    keep_fonts(project.output)
    made(project)
    site = project.output / "site"
    told = {"en": ("Example Cases", "Example Hospital"), "pt": ("Casos de Exemplo", "Hospital Exemplo")}
    for code, (title, footer) in told.items():
        for name in ("index.html", "all.html", "years.html", f"cases/{name_of(1)}.html"):
            shown = page(site, f"{code}/{name}")
            assert title in shown.xpath("string(//head/title)")
            assert title in shown.xpath("string(//header)")
            assert footer in shown.xpath("string(//footer[@class='site-footer'])")
            (license_,) = attributes(shown, "//a[@rel='license']/@href")
            assert license_ == "https://creativecommons.org/licenses/by/4.0/"
            (logo,) = attributes(shown, "//header//img/@src")
            assert (site / code / Path(name).parent / logo).resolve() == (site / "assets" / "logo.svg").resolve()
    assert "Casos nossos." in page(site, "pt/index.html").xpath("string(//main)")
    colours = (site / "assets" / "colours.css").read_text()
    assert colours.index("#7a1f3d") < colours.index("prefers-color-scheme: dark") < colours.index("#f0a0c0")


def test_the_search_finds_an_article_by_its_words_in_other_languages_behind_its_own(site: Path) -> None:
    title = {code: page(site, f"{code}/cases/{FACE}.html").xpath("string(//h1)") for code in ("en", "pt")}
    for code, other in (("en", "pt"), ("pt", "en")):
        tree = page(site, f"{code}/cases/{FACE}.html")
        (also,) = tree.xpath("//h2[@id='article-also']")
        assert " ".join(title[other].split()) in also.text_content()
        assert title[code] not in also.text_content()
        assert also.get("hidden") is not None
        assert also.getnext() is None, "nothing stands behind it that an excerpt could have with it"


def test_the_list_to_filter_has_the_key_words_of_every_language(site: Path) -> None:
    told = (site / "en" / "cases.js").read_text(encoding="utf-8")
    cases = json.loads(told.removeprefix("window.casebookCases = "))
    by_slug = {case["slug"]: case for case in cases}
    assert "Hanseníase" in by_slug[name_of(8)]["words"]
    assert by_slug[name_of(2)]["href"] == f"../pt/cases/{name_of(2)}.html"
    assert by_slug[name_of(1)]["href"] == f"cases/{name_of(1)}.html"
    assert len(cases) == len(page(site, "en/all.html").xpath("//li[@class='case']"))


def test_signs_and_italics_of_a_title_are_kept_wherever_it_stands(site: Path) -> None:
    (link,) = page(site, "en/all.html").xpath(f"//h2/a[contains(@href, '{MARKED}')]")
    assert (link.text_content(), attributes(link, "em/text() | sup/text()")) == (READ, ["Sporothrix", "+"])
    told = json.loads((site / "en" / "cases.js").read_text("utf-8").removeprefix("window.casebookCases = "))
    (case,) = (case for case in told if case["slug"] == MARKED)
    assert case["title"] == READ
    assert case["marked"] == lxml.html.tostring(link, encoding="unicode").partition(">")[2].rpartition("</a>")[0]
    assert [other for other in told if "marked" in other] == [case]
    atom = etree.parse(site / "en" / "feed.xml")
    assert READ in [each.text for each in atom.iter("{*}title")]
    shown = page(site, f"en/cases/{MARKED}.html")
    (data,) = extruct.extract((site / f"en/cases/{MARKED}.html").read_text("utf-8"), syntaxes=["json-ld"])["json-ld"]
    assert data["headline"] == READ
    for name in ("citation_title", "og:title", "DC.title"):
        assert READ in attributes(shown, f"//meta[@name='{name}' or @property='{name}']/@content")
    assert READ in attributes(shown, "//button/@data-copy")[0]
    words = searched(site)
    assert "João Henriques, Célia Lima" in words, "no mark of an affiliation stands within the words"


def test_feeds_and_the_map_name_each_language_s_own_articles(site: Path) -> None:
    atom, space = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    for code in ("en", "pt"):
        feed = etree.parse(site / code / "feed.xml").getroot()
        addresses = [entry.findtext(f"{atom}id") or "" for entry in feed.iter(f"{atom}entry")]
        assert all(address.startswith(f"{URL}{code}/cases/") for address in addresses)
        assert len(addresses) > 5
        days = [entry.findtext(f"{atom}updated") or "" for entry in feed.iter(f"{atom}entry")]
        assert days == sorted(days, reverse=True)
        assert feed.findtext(f"{atom}updated") == days[0] == f"{NOTICE_DAY}T00:00:00Z"
        entries = {Path(entry.findtext(f"{atom}id") or "").stem: entry for entry in feed.iter(f"{atom}entry")}
        for number in (3, 5):
            entry = entries[name_of(number)]
            assert entry.findtext(f"{atom}updated") == f"{NOTICE_DAY}T00:00:00Z"
            assert (entry.findtext(f"{atom}published") or "")[:4] == str(2017 + number)
    urls = list(etree.parse(site / "sitemap.xml").iter(f"{space}url"))
    changed = {url.findtext(f"{space}loc"): url.findtext(f"{space}lastmod") for url in urls}
    assert [changed[f"{URL}en/cases/{name_of(number)}.html"] for number in (3, 5)] == 2 * [NOTICE_DAY]
    assert changed[f"{URL}en/cases/{name_of(1)}.html"] == "2018-04-02"
    locations = [each.text or "" for each in etree.parse(site / "sitemap.xml").iter(f"{space}loc")]
    assert f"{URL}pt/cases/{name_of(2)}.html" in locations
    assert f"{URL}en/cases/{name_of(2)}.html" not in locations
    alternates = {
        entry.findtext(f"{space}loc"): {
            str(link.get("hreflang")): str(link.get("href")) for link in entry.iter("{*}link")
        }
        for entry in etree.parse(site / "sitemap.xml").iter(f"{space}url")
    }
    tags = (("en-US", "en"), ("pt-BR", "pt"))
    assert alternates[f"{URL}en/cases/{name_of(1)}.html"] == {
        tag: f"{URL}{code}/cases/{name_of(1)}.html" for tag, code in tags
    }
    assert alternates[f"{URL}pt/cases/{name_of(2)}.html"] == {}
    for address in locations:
        path = address.removeprefix(URL)
        assert (site / (path + "index.html" if path.endswith("/") else path)).is_file()
    assert f"Sitemap: {URL}sitemap.xml" in (site / "robots.txt").read_text()


def times(site: Path) -> dict[str, int]:
    return {str(file.relative_to(site)): file.stat().st_mtime_ns for file in site.rglob("*") if file.is_file()}


def of_cases(names: set[str]) -> set[str]:
    return {name for name in names if re.match(r"\w+/cases/", name)}


def searched(site: Path) -> str:
    """Return all words that the search knows."""
    fragments = (gzip.decompress(file.read_bytes()) for file in site.glob("pagefind/fragment/*"))
    return "\n".join(fragment.decode("utf-8") for fragment in fragments)


def test_what_did_not_change_is_not_made_again(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    made(project)
    site = project.output / "site"
    before = times(site)
    told, finished = made(project)
    assert finished.is_current
    assert all(done.is_current for done in told.values())
    assert times(site) == before
    (list_before,) = attributes(page(site, "en/all.html"), "//form/@data-cases")

    changed = project.cases / name_of(1) / "case.yaml"
    changed.write_text(changed.read_text().replace("number 1:", "number one:"))
    told, finished = made(project)
    assert {slug for slug, done in told.items() if not done.is_current} == {name_of(1)}
    after = times(site)
    pages = of_cases({name for name in after if after[name] != before.get(name)})
    own = {name for name in pages if name_of(1) in name}
    related = {name for name in pages - own if name.startswith("en/")}
    assert own
    assert all("number one" in (site / name).read_text() for name in related)
    assert attributes(page(site, "en/all.html"), "//form/@data-cases") != [list_before], "no old list is taken for it"
    assert len(pages) < 0.5 * len(of_cases(set(after)))

    assert "number one" in searched(site).replace("\xa0", " ")
    changed.write_text(changed.read_text().replace("status: published", "status: draft"))
    told, _ = made(project)
    assert "draft" in told[name_of(1)].why
    assert "number one" not in searched(site).replace("\xa0", " ")
    assert not [name for name in times(site) if name_of(1) in name]
    assert not [n for n in times(site) if n.endswith((".html", ".js", ".xml")) and name_of(1) in (site / n).read_text()]

    (site / "en" / "years.html").unlink()
    made(project)
    assert (site / "en" / "years.html").is_file()
    shutil.rmtree(project.cases / name_of(0))
    made(project)
    assert not [name for name in times(site) if name_of(0) in name]


def test_lists_stand_where_no_card_changed_and_are_those_of_a_whole_new_site(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "build")
    write_cases(tmp_path, 16)
    keep_fonts(project.output)
    made(project)
    site, file = project.output / "site", project.cases / name_of(1) / "case.yaml"
    years, mine = site / "en" / "years.html", site / "en" / "cases" / f"{name_of(1)}.html"
    rendered, facts = years.read_text("utf-8"), years.stat()
    assert rendered.count("Years") > 1
    years.write_text(rendered.replace("Years", "YEARS"), encoding="utf-8")  # as only one who makes it again would see
    os.utime(years, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    others = times(site)
    file.write_text(file.read_text("utf-8").replace("within days", "within hours"), encoding="utf-8")
    made(project)
    assert "YEARS" in years.read_text("utf-8")
    assert "within hours" in mine.read_text("utf-8")
    assert page(site, f"en/cases/{name_of(1)}.html").xpath("//aside[@class='related']//li")
    changed = of_cases({name for name, time in times(site).items() if time != others.get(name)})
    assert {Path(name).stem for name in changed} == {name_of(1)}
    file.write_text(file.read_text("utf-8").replace("number 1:", "number one:"), encoding="utf-8")
    made(project)
    assert years.read_text("utf-8") == rendered
    kept = {name: (site / name).read_bytes() for name in times(site)}
    shutil.rmtree(site)
    (project.output / ".site.json").unlink()
    made(project)
    assert {name: (site / name).read_bytes() for name in times(site)} == kept


def left_of(site: Path, slug: str) -> list[str]:
    """Return every file of a site that is called as a case, or names it."""
    assert times(site)
    own = [name for name in times(site) if slug in name]
    return own + [name for name in times(site) if name.endswith(TEXTS) and slug in (site / name).read_text("utf-8")]


def test_what_a_site_that_was_cut_off_had_begun_does_not_stay(tmp_path: Path) -> None:
    project, secret = Project(tmp_path, tmp_path / "build"), "secret"
    site, record = project.output / "site", project.output / ".site.json"
    keep_fonts(project.output)
    file = write(project, secret, case_text(1)) / "case.yaml"
    told = build_site(project, ("bibtex",), 1)
    assert isinstance(next(told), Done), "its pages stand, and it is not told of in any record"
    told.close()  # type: ignore[attr-defined]
    assert left_of(site, secret)
    file.write_text(file.read_text().replace("status: published", "status: draft"))
    made(project)
    assert left_of(site, secret) == []
    assert searched(site) == "", "no page but those of cases is searched"

    file.write_text(file.read_text().replace("status: draft", "status: published"))
    write(project, name_of(0), case_text(0))
    made(project)
    assert "number\xa01:" in searched(site)
    record.unlink()
    (site / "en" / "cases" / ".secret.html.99.part").touch()
    shutil.rmtree(file.parent)
    made(project)
    assert left_of(site, secret) == []
    assert "number\xa01:" not in searched(site)

    file = write(project, secret, case_text(1)) / "case.yaml"
    told = build_site(project, ("bibtex",), 1)
    while next(told).slug != secret:  # type: ignore[union-attr]
        pass
    told.close()  # type: ignore[attr-defined]
    assert left_of(site, secret)
    shutil.rmtree(file.parent)
    assert not made(project)[1].is_current, "the cases are those of the record, the files are not"
    assert left_of(site, secret) == []


def test_what_is_no_longer_public_stays_in_no_list_and_no_map_whatever_became_of_the_record(tmp_path: Path) -> None:
    project, secret = Project(tmp_path, tmp_path / "build"), "secret"
    site, settings = project.output / "site", tmp_path / "casebook.yaml"
    keep_fonts(project.output)
    settings.write_text(f"site: {{url: {URL}}}\n")
    assert languages_of(2) == "pt"
    file = write(project, secret, case_text(2)) / "case.yaml"
    made(project)
    (project.output / ".site.json").unlink()
    assert [name for name in left_of(site, secret) if name.startswith("en/")], "lists of a language without any case"
    assert "sitemap.xml" in left_of(site, secret)
    settings.write_text("site: {}\n")
    file.write_text(file.read_text().replace("status: published", "status: draft"))
    made(project)
    assert left_of(site, secret) == []


def test_a_folder_that_never_was_a_site_keeps_what_it_has_and_a_site_what_others_put_there(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "build")
    keep_fonts(project.output)
    own = project.output / "site" / "en" / "cases" / "mine.txt"
    own.parent.mkdir(parents=True)
    own.touch()
    for number in range(2):
        write(project, name_of(number), case_text(number))
        assert not made(project)[1].is_current
    assert own.is_file()
    others = [project.output / "site" / name for name in ("archive/cases/old.html", "lab/all.html", "lab/data.csv")]
    for file in others:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    write(project, name_of(2), case_text(2))
    told = build_site(project, (), 1)
    while next(told).is_current:
        pass
    told.close()  # type: ignore[attr-defined]
    made(project)
    assert all(file.is_file() for file in others), "a run that was cut off owns no more folders than one that was not"


def test_records_and_search_may_be_deleted(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "build")
    write_cases(tmp_path, 3)
    keep_fonts(project.output)
    made(project)
    site = project.output / "site"
    whole = (site / "en" / "cases.js").read_text()
    (project.output / ".site.json").unlink()
    changed = project.cases / name_of(1) / "case.yaml"
    changed.write_text(changed.read_text() + "\n")
    made(project)
    assert (site / "en" / "cases.js").read_text() == whole
    shutil.rmtree(site / "pagefind")
    made(project)
    assert searched(site)
    changed.parent.rename(project.cases / "renamed")
    made(project)
    assert left_of(site, name_of(1)) == []
    assert left_of(site, "renamed")


def test_the_same_cases_give_the_same_bytes_in_one_process_or_in_four(tmp_path: Path) -> None:
    write_photographs(Project(tmp_path, tmp_path))
    write_cases(tmp_path, 3)
    seen = []
    for jobs, name in ((1, "um sítio & outro"), (4, "saída")):
        project = Project(tmp_path, tmp_path / name)
        keep_fonts(project.output)
        assert not [
            done for done in build_site(project, DOWNLOADS, jobs) if isinstance(done, Done) and not done.is_good
        ]
        site = project.output / "site"
        seen.append({name: (site / name).read_bytes() for name in times(site)})
    assert len(seen[0]) > 150
    assert {name for name in seen[0] if seen[0][name] != seen[1].get(name)} == set()
    assert seen[0].keys() == seen[1].keys()


def test_a_site_with_nothing_to_do_imports_nothing_heavy(whole: tuple[Project, dict[str, Done], Finished]) -> None:
    code = (
        "import sys; from pathlib import Path; from casebook.project import Project\n"
        "from casebook.bundles.site.building import build_site\n"
        f"root = Path({str(whole[0].root)!r})\n"
        "told = list(build_site(Project(root, root / 'build'), ('bibtex', 'ris'), 2))\n"
        "assert told[-1].is_current, told\n"
        "print(*sorted({'jinja2', 'weasyprint', 'babel', 'pydantic', 'lxml', 'PIL'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_faulty_case_is_told_stays_out_and_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project(tmp_path, tmp_path / "build")
    write_cases(tmp_path, 2)
    write(project, "faulty", case_text(1).replace("and {drug}", "").replace("{patient} was", "{nobody} was"))
    keep_fonts(project.output)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASEBOOK_LANG", "en")
    assert run(["site", "--downloads", "none", "--jobs", "2"]) == 1
    said = capsys.readouterr()
    assert "[text.unknown-value]" in said.err
    assert "faulty: not on the site" in said.err
    assert "casebook.yaml tells no" in said.out
    site = project.output / "site"
    assert not [name for name in times(site) if "faulty" in name or name.endswith((".xml", ".bib", ".pdf"))]
    text = (site / "en" / "cases" / f"{name_of(1)}.html").read_text()
    assert "canonical" not in text
    assert "og:url" not in text
    assert "../../pt/cases/" in text
    assert "Sitemap" not in (site / "robots.txt").read_text()
    assert run(["site", "--downloads", "none", "--quiet"]) == 1, "what is faulty is told again"


def read_pdf(file: Path) -> tuple[str, int]:
    """Return the words of a PDF and how many pictures it has."""
    with PdfDocument(file) as document:
        words = " ".join("".join(sheet.get_textpage().get_text_range() for sheet in document).split())
        kinds = [each.type for sheet in document for each in sheet.get_objects()]
    return words.replace("- ", ""), kinds.count(raw.FPDF_PAGEOBJ_IMAGE)


def read_docx(file: Path) -> tuple[str, int]:
    with ZipFile(file) as package:
        pictures = [name for name in package.namelist() if name.startswith("word/media/")]
        return package.read("word/document.xml").decode(), len(pictures)


def test_downloads_stand_beside_the_page_and_withhold_what_it_withholds(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "build")
    write_photographs(project)
    (tmp_path / "casebook.yaml").write_text(SETTINGS)
    keep_fonts(project.output)
    made(project, *DOWNLOADS)
    site = project.output / "site"
    original, other = languages_of(141).split(", ")
    for code in (original, other):
        folder, word = site / code / "cases", WITHHELD[code]
        shown = page(folder, f"{FACE}.html")
        addresses = attributes(shown, "//ul[@class='tools']//a/@href")
        assert [address.rpartition(".")[2] for address in addresses] == ["pdf", "docx", "xml", "bib", "ris"]
        assert all((folder / address).stat().st_size > 100 for address in addresses)
        (pdf,) = attributes(shown, "//meta[@name='citation_pdf_url']/@content")
        assert pdf == f"{URL}{code}/cases/{FACE}.pdf"
        assert word in shown.text_content()
        for words, pictures in (read_pdf(folder / f"{FACE}.pdf"), read_docx(folder / f"{FACE}.docx")):
            assert word in words
            assert pictures == 1
        tree = etree.parse(folder / addresses[2]).getroot()
        assert set(tree.xpath("//fig[.//graphic]/label/text()")) == {"Figure 1", "Figura 1"}
        assert [word in "".join(fig.itertext()) for fig in tree.xpath("//fig[not(.//graphic)]")].count(True) == 1
    assert [file.parent.parent.name for file in site.glob(f"*/cases/{FACE}.xml")] == [original], "one for all languages"


# What is extended is extended again; all else is taken up as it is, with a mark before it.
EXTENDED = {
    "article.html": '{% extends "article.html" %}'
    "{% block text %}<!-- ours: article.html -->{{ super() }}{% endblock %}",
    "page.html": '{% extends "site/page.html" %}{% block top %}<!-- ours: page.html -->{{ super() }}{% endblock %}',
    "picture.html": '<!-- ours: picture.html -->{% include "picture.html" %}',
}


def test_every_template_may_be_replaced(tmp_path: Path) -> None:
    project = Project(tmp_path, tmp_path / "build")
    write_cases(tmp_path, 2)
    write_photographs(project)
    own = tmp_path / "templates" / "site"
    own.mkdir(parents=True)
    shipped = {file.name: file for file in (ROOT / "templates" / "site").iterdir()}
    assert len(shipped) > 15
    for name, file in shipped.items():
        plain = f'<!-- ours: {name} -->{{% include "site/{name}" %}}'
        words = EXTENDED.get(name, plain) if file.suffix == ".html" else f"{file.read_text()}\n<!-- ours: {name} -->"
        (own / name).write_text(words)
    keep_fonts(project.output)
    made(project)
    site = project.output / "site"
    files = [file for file in site.rglob("*.*") if file.suffix in (".html", ".css", ".js", ".svg")]
    text = "".join(file.read_text("utf-8") for file in files if "pagefind" not in file.parts)
    assert [name for name in shipped if f"<!-- ours: {name} -->" not in text] == []


def test_a_faulty_template_of_its_own_is_told_by_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project(tmp_path, tmp_path / "build")
    own = tmp_path / "templates" / "site"
    own.mkdir(parents=True)
    keep_fonts(project.output)
    write(project, name_of(9), case_text(9))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASEBOOK_LANG", "en")
    for name, words in (("foot.html", "{{ nosuch }}"), ("home.html", "{% if %}"), ("foot.html", "{{ 1 + 'a' }}")):
        (own / name).write_text(words)
        assert run(["site", "--downloads", "none"]) == 1
        said = capsys.readouterr().err
        assert f"site/{name}:1" in said, said
        (own / name).unlink()


def test_a_page_that_is_not_there_is_told_in_every_language_from_wherever(site: Path) -> None:
    lost = page(site, "404.html")
    assert lost.xpath("//p[@class='lost']/text()") == ["There is no such page here.", "Esta página não existe aqui."]
    assert attributes(lost, "//div/@lang") == ["en-US", "pt-BR"]
    assert all(address.startswith("/reports/") for address in attributes(lost, "//a/@href | //script/@src"))
    start = page(site, "index.html")
    assert attributes(start, "//main//a/@href") == ["en/index.html", "pt/index.html"]


def test_a_site_without_a_case_says_so(project: Project) -> None:
    keep_fonts(project.output)
    _, finished = made(project)
    assert (finished.cases, finished.has_address) == (0, False)
    site = project.output / "site"
    assert "There is no public case yet." in (site / "en" / "index.html").read_text()
    assert "No public case names one." in (site / "en" / "drugs.html").read_text()
    broken, seen = dead_links(site, sorted(site.rglob("*.html")))
    assert seen > 200
    assert broken == []


def test_the_generated_cases_are_of_every_status_and_language() -> None:
    seen: set[Any] = {status_of(number) for number in range(40)}
    assert len(seen) == 7
    assert {languages_of(number) for number in range(40)} == {"pt", "en", "en, pt", "pt, en"}
