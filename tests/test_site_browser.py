"""The site in a real browser, and before the judges of the web: read, searched, switched, filtered, by keyboard too."""

from __future__ import annotations

import json
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

from casebook.project import Project
from tests.judges import ROOT, judge
from tests.many_cases import name_of
from tests.test_formats_jats import faults_of_grammar
from tests.test_formats_judged import seen_by_axe, told_by_vnu
from tests.test_site import FACE, MADE_UP, MARKED, READ, attributes, made, page, write_project

pytestmark = pytest.mark.slow

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
AML, TPP = "aml-azacitidine-lenalidomide", "thyrotoxic-periodic-paralysis"
YEAR = "2026"
IN_EACH_LANGUAGE = (
    *("index", "all", "specialties", "keywords", "drugs", "authors", "years", "keywords/D007918", "years/2026"),
    *(f"cases/{slug}" for slug in (AML, TPP, FACE, MADE_UP, MARKED, name_of(3), name_of(5), name_of(7), name_of(13))),
)
KINDS = ("index.html", "404.html", *(f"{code}/{name}.html" for code in ("en", "pt") for name in IN_EACH_LANGUAGE))


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


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    root = site.parent / "served"
    root.mkdir()
    (root / "reports").symlink_to(site)  # where casebook.yaml says that it stands
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
        "flags": FLAGS,
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


def test_every_stop_of_the_keyboard_in_an_article_is_seen(seen: dict[str, Any]) -> None:
    assert len(seen["walked"]) > 40
    assert [stop["what"] for stop in seen["walked"] if not stop["is_good"]] == []


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


def test_words_of_either_language_and_of_the_text_find_cases(seen: dict[str, Any]) -> None:
    assert any("Azacitidine" in title for title in seen["own"]["titles"])
    assert len(seen["own"]["titles"]) < len(seen["all"])
    assert seen["foreign"]["titles"]
    assert all("Leprosy" in title or "number" in title for title in seen["foreign"]["titles"])
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


def test_everything_can_be_read_without_script_and_reached_by_keys(seen: dict[str, Any]) -> None:
    assert seen["plain"]["page"] == "pt/all.html"
    assert not seen["plain"]["form"]
    assert seen["plain"]["cases"] == len(seen["all"])
    name, left = seen["skip"]
    assert name == "skip"
    assert left >= 0
    assert all(tag in ("A", "INPUT", "BUTTON") and outline == "solid" for tag, outline in seen["stops"]), seen["stops"]


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
