"""The site in a real browser, and before the judges of the web: read, searched, switched, filtered, by keyboard too."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from casebook.bundles.site.finding import index
from casebook.project import Project
from tests.judges import CHROMIUM, ROOT, judge
from tests.many_cases import name_of
from tests.test_formats_jats import faults_of_grammar
from tests.test_formats_judged import seen_by_axe, told_by_vnu
from tests.test_site import FACE, MADE_UP, MARKED, READ, attributes, made, page, write_project

pytestmark = pytest.mark.slow

AML, TPP = "aml-azacitidine-lenalidomide", "thyrotoxic-periodic-paralysis"
YEAR = "2026"
IN_EACH_LANGUAGE = (
    *("index", "all", "specialties", "keywords", "drugs", "authors", "years", "keywords/D007918", "years/2026"),
    *(f"cases/{slug}" for slug in (AML, TPP, FACE, MADE_UP, MARKED, name_of(3), name_of(5), name_of(7), name_of(13))),
)
KINDS = ("index.html", "404.html", *(f"{code}/{name}.html" for code in ("en", "pt") for name in IN_EACH_LANGUAGE))


WALKED = (
    *("index.html", "404.html", "en/all.html", "pt/index.html", "en/keywords.html", f"en/cases/{TPP}.html"),
    *("pt/all.html", "en/index.html", "pt/specialties.html", "en/drugs.html", "pt/authors.html", "en/years.html"),
    *("pt/keywords/D007918.html", "pt/years/2026.html", "en/authors/almeida-ana.html", f"pt/cases/{name_of(7)}.html"),
    *(f"en/cases/{name_of(7)}.html", f"en/cases/{name_of(5)}.html", f"pt/cases/{AML}.html", f"en/cases/{AML}.html"),
)  # every kind of page, the withdrawn notice among them; the first six on a phone too


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = write_project(tmp_path_factory.mktemp("browsed"))
    for slug in (AML, TPP, "exantema-fixo", "wernicke-hyperemesis", "esporotricose-linfocutanea"):
        shutil.copytree(ROOT / "cases" / slug, project.cases / slug)
    # Without an address: the pages are looked at where they lie.
    made(Project(project.root, project.output), "pdf", "jats", "bibtex", "ris")
    return project.output / "site"


def write_crowd(site: Path, crowd: Path) -> None:
    """Write a site in which 250 texts have a word, the twenty cases of 1999 among those that have it least."""
    shutil.copytree(site, crowd, ignore=shutil.ignore_patterns("cases", "pagefind"))
    for code in ("en", "pt"):
        article = (site / code / "cases" / f"{name_of(1)}.html").read_text(encoding="utf-8")
        (crowd / code / "cases").mkdir()
        for number in range(250):
            words = "zanzibar " * (3 if number < 150 else 1)
            text = re.sub(r"(<(?:main|article)[^>]*data-pagefind-body[^>]*>)", rf"\1<p>{words}</p>", article)
            assert words in text
            (crowd / code / "cases" / f"crowd-{number}.html").write_text(text, encoding="utf-8")
        data = crowd / code / "cases.js"
        name, _, told = data.read_text(encoding="utf-8").partition(" = ")
        cases = [
            {**json.loads(told)[0], "slug": f"crowd-{n}", "title": f"Crowd {n}", "year": "1999" if n >= 230 else "2020"}
            for n in range(250)
        ]
        data.write_text(f"{name} = {json.dumps(cases)}", encoding="utf-8")
        listed = crowd / code / "all.html"
        options = listed.read_text(encoding="utf-8").replace("<option>2026<", "<option>1999</option><option>2026<")
        listed.write_text(options, encoding="utf-8")
    index(crowd)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    root = site.parent / "served"
    root.mkdir()
    (root / "reports").symlink_to(site)  # where casebook.yaml says that it stands
    write_crowd(site, root / "crowd")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/reports/"
        server.shutdown()


@pytest.fixture(scope="module")
def seen(site: Path, address: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what a reader sees who tries everything."""
    shots = ROOT / "build" / "site-shots"
    shots.mkdir(parents=True, exist_ok=True)
    asked = {
        "playwright": str(judge("playwright-core")),
        "chromium": str(judge("chromium")),
        "flags": CHROMIUM,
        "address": address,
        "folder": str(site),
        "shots": str(shots),
        "article": AML,
        "figure": TPP,
        "words": {
            "own": "azacitidine",
            "foreign": "hanseniase",
            "text": "monosomy",
            "author": "amostra modelo",
            "nothing": "xyzzy",
            "pair": "esporotricose",
            "marked": "silicovolcano",
        },
        "specialty": "Neurology",
        "year": YEAR,
        "photograph": FACE,
        "several": MARKED,
        "pages": KINDS,
        "walked": [*((name, 1280) for name in WALKED), *((name, 390) for name in WALKED[:6])],
        "crowd": address.replace("reports", "crowd"),
    }
    command = [judge("node"), ROOT / "tests" / "judges" / "site.mjs", json.dumps(asked)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told


def test_nothing_is_asked_for_from_elsewhere_and_the_policy_is_kept(seen: dict[str, Any]) -> None:
    assert seen["elsewhere"] == []
    assert seen["complaints"] == []


def test_the_language_is_guessed_once_remembered_and_switched_on_the_same_case(seen: dict[str, Any]) -> None:
    assert (seen["guessed"], seen["remembered"]) == ("pt/index.html", "en/index.html")
    assert seen["same"] == f"pt/cases/{AML}.html"
    assert seen["told"] == "Referência copiada"
    assert "Azacitidina" in seen["copied"]
    assert seen["copied"].startswith("Modelo AA")


def test_a_figure_opens_large_and_closes_and_a_citation_shows_its_reference(seen: dict[str, Any]) -> None:
    before, large, after = seen["figure"]
    assert large > before * 1.2
    assert after == before
    assert len(seen["reference"]) > 60
    assert seen["hovered"] == ["none", seen["reference"]]


def test_a_printed_article_is_black_on_white_and_has_no_way_through_the_site(seen: dict[str, Any]) -> None:
    paper = seen["paper"]
    assert (paper["ways"], paper["pale"]) == ([], [])
    assert paper["words"] > 5000
    assert paper["text"] > 300
    assert paper["size"] > 12
    assert paper["ground"] == ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"]


def test_every_stop_of_the_keyboard_on_every_kind_of_page_is_reached_in_its_turn_and_seen(seen: dict[str, Any]) -> None:
    assert len(seen["walked"]) == len(WALKED) + 6
    assert {name: told["faults"] for name, told in seen["walked"].items() if told["faults"]} == {}
    assert seen["walked"][f"en/cases/{AML}.html at 1280"]["wanted"] > 40
    assert {
        name.partition("/")[2].partition(" ")[0] for name, told in seen["walked"].items() if told["wanted"] < 10
    } == {""}, "but for the first page of all and that which there is not, each has its frame"


def test_the_skip_link_of_every_page_with_a_frame_leads_into_its_content(seen: dict[str, Any]) -> None:
    told = {name: walked.get("skip") for name, walked in seen["walked"].items() if "/" in name}
    assert len(told) > 20
    assert {name: skip for name, skip in told.items() if skip != ["skip", True, True]} == {}


def test_the_list_is_filtered_and_cleared_by_the_keyboard(seen: dict[str, Any]) -> None:
    for name, focus in (("typed", "words"), ("chosen", "year")):
        shown, where, address, can_clear = seen[name]
        assert 0 < len(shown) < len(seen["all"]) or name == "chosen"
        assert (where, can_clear) == (focus, True)
        assert "q=azacitidine" in address
    assert "year=" in seen["chosen"][2]
    assert len(seen["chosen"][0]) < len(seen["typed"][0])
    assert seen["cleared"] == [seen["all"], "words", "", False]


def test_no_hit_in_the_text_is_kept_back_and_what_is_not_looked_into_yet_is_said(seen: dict[str, Any]) -> None:
    for code, so_far, all_of_them in (
        ("en", "{} cases found so far", "{} cases found"),
        ("pt", "{} casos encontrados até aqui", "{} casos encontrados"),
    ):
        first, second, third, different, filtered = seen["crowd"][code]
        assert first[:3] == [so_far.format(100), 100, True]
        assert second[:3] == [so_far.format(200), 200, True]
        assert third[:3] == [all_of_them.format(250), 250, False]
        assert "Crowd" in second[3], "the focus is on the first that is new"
        assert different == 250
        assert filtered[:3] == [all_of_them.format(20), 20, False]


def test_of_very_many_cases_the_others_are_shown_when_they_are_asked_for(seen: dict[str, Any]) -> None:
    (told, button), *shown = seen["many"]
    assert (told, button) == ("412 cases found", "Show more")
    assert shown == [[400, "Repeated 201", True], [412, "Repeated 401", False]]


def test_a_shipped_article_weighs_little_with_all_that_it_asks_for(site: Path) -> None:
    weights = {}
    for file in site.glob("*/cases/*.html"):
        tree = page(file.parent, file.name)
        asked = attributes(tree, "//link[@rel='stylesheet']/@href | //script/@src")
        assert len(asked) == 6
        loaded = [file, *((file.parent / name.partition("?")[0]).resolve() for name in asked)]
        weights[file.relative_to(site).as_posix()] = sum(each.stat().st_size for each in loaded)
    assert f"en/cases/{AML}.html" in weights
    assert {name: weight for name, weight in weights.items() if weight >= 150_000} == {}


def test_panels_stand_side_by_side_and_numbers_below_each_other_on_screen_and_paper(seen: dict[str, Any]) -> None:
    assert len(seen["looks"]) == 2
    for panels, width, room in seen["looks"]:
        (left, top, wide), (other_left, other_top, other_wide) = panels
        assert top == other_top
        assert left + wide <= other_left
        assert 0.9 * width < wide + other_wide < width
        assert room > 5, "3.4 has one digit less than 2.15"


def test_a_phone_takes_the_small_file_of_a_photograph_and_a_wide_screen_the_large_one(seen: dict[str, Any]) -> None:
    assert seen["photograph"] == ["-800.webp", ".webp"]


def test_on_a_phone_the_title_has_its_width_and_no_light_lies_over_a_table_in_the_dark(seen: dict[str, Any]) -> None:
    assert seen["narrow"]["lines"] == 1
    assert len(seen["narrow"]["shades"]) == 8
    assert max(seen["narrow"]["shades"]) < 30


def test_words_of_either_language_and_of_the_text_find_cases(seen: dict[str, Any]) -> None:
    assert any("Azacitidine" in title for title in seen["own"]["titles"])
    assert len(seen["own"]["titles"]) < len(seen["all"])
    assert seen["foreign"]["titles"]
    assert all("Leprosy" in title or "number" in title for title in seen["foreign"]["titles"])
    said = seen["foreign"]["said"] + seen["pair"]["said"]
    assert "Hanseníase;" not in said, "no excerpt of the words that are there for the search alone"
    assert any("leukemia" in title for title in seen["text"]["titles"]), "only the text says it"
    assert seen["text"]["excerpts"] > 0
    assert "monosomy\xa07" in seen["text"]["said"].replace(" 7", "\xa07")
    assert "Modelo, José" in seen["author"]["said"], "no mark of an affiliation is glued to a name"
    assert seen["nothing"] == {"titles": [], "found": "No case has these words.", "excerpts": 0, "said": ""}
    assert seen["marked"]["titles"] == [READ]
    assert "sporotrichosis" in seen["pair"]["titles"][0].lower(), "the key words go first, whatever their language"
    assert not any("Azacitidine" in title for title in seen["pair"]["titles"]), "no word that only begins alike"


def test_the_first_page_asks_and_the_list_still_holds_the_words_when_a_reader_comes_back(seen: dict[str, Any]) -> None:
    assert any("Azacitidine" in title for title in seen["asked"])
    assert len(seen["asked"]) < len(seen["all"])
    assert 0 < len(seen["narrowed"]) < len(seen["all"])
    assert seen["narrowed"] != seen["asked"]
    assert seen["returned"] == seen["narrowed"]


def test_the_list_is_filtered_and_comes_back(seen: dict[str, Any]) -> None:
    assert any("Wernicke" in title for title in seen["filtered"])
    assert 0 < len(seen["filtered"]) < len(seen["all"])
    assert seen["again"] == seen["all"]


def test_the_list_is_filtered_by_year(seen: dict[str, Any], site: Path) -> None:
    shown, days = seen["year"]
    links = page(site, f"en/years/{YEAR}.html").xpath("//h2[@class='case-title']/a")
    assert shown == [link.text_content() for link in links]
    assert 0 < len(shown) < len(seen["all"])
    assert all(YEAR in day for day in days)


def test_a_site_on_a_disk_is_filtered_too(seen: dict[str, Any]) -> None:
    assert any("Leprosy" in title for title in seen["disk"]["titles"])
    assert seen["reach"] == [True, False], "a list that looks into no text says so"
    assert seen["opened"] in seen["disk"]["titles"]
    assert seen["font"]


def test_everything_can_be_read_without_script(seen: dict[str, Any]) -> None:
    assert seen["plain"]["page"] == "pt/all.html"
    assert not seen["plain"]["form"]
    assert seen["plain"]["cases"] == len(seen["all"])


def test_every_kind_of_page_fits_every_screen(seen: dict[str, Any]) -> None:
    assert seen["overflow"] == []


def test_the_checker_of_html_finds_nothing_in_any_page(site: Path) -> None:
    files = tuple(file for file in sorted(site.rglob("*.html")) if "pagefind" not in file.parts)
    assert len(files) > 100
    told = told_by_vnu(files)
    # Files have no origin that would be “self”, and data are no script: Chromium, on a server, judges the policy.
    assert [message for message in told if "Content Security Policy" not in message] == []


def test_the_xml_of_every_case_of_a_known_journal_keeps_to_its_dtd(site: Path) -> None:
    files = sorted(file for file in site.glob("*/cases/*.xml") if not file.stem.startswith("many-"))
    assert {file.stem for file in files} >= {AML, TPP, FACE, "esporotricose-linfocutanea"}
    assert faults_of_grammar(files) == {}


def test_lychee_finds_no_dead_link(site: Path) -> None:
    lychee = Path(sys.executable).with_name("lychee")
    root = site.parent / "linked"
    root.mkdir()
    (root / "reports").symlink_to(site)
    command = [
        lychee,
        "--offline",
        "--include-fragments",
        "--format",
        "json",
        "--root-dir",
        root,
        root / "reports" / "**" / "*.html",
    ]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, timeout=300).stdout)
    assert told["successful"] > 1000
    assert told["error_map"] == {}


def test_axe_finds_nothing_on_any_kind_of_page(site: Path, address: str) -> None:
    assert all((site / kind).is_file() for kind in KINDS)
    views = seen_by_axe([address + kind for kind in KINDS], (390, 820, 1440), ("light", "dark"))
    assert len(views) == 6 * len(KINDS)
    assert [
        (view["address"], view["width"], view["scheme"], view["violations"]) for view in views if view["violations"]
    ] == []
    assert all(len(view["passed"]) > 10 for view in views)
