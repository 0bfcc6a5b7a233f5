"""The live preview in a real browser, while the case is saved: scroll kept, clicks that lead to lines, pairs marked."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import pytest

from casebook.case.ledger import NAME
from casebook.cli.voice import choose_language
from casebook.project import Project
from tests.judges import ROOT, judge
from tests.previewed import AUTHORS, CASE, previewing, write_case
from tests.test_formats_browser import FLAGS
from tests.test_formats_judged import TAGS, told_by_vnu

pytestmark = pytest.mark.slow
MANY = 40


def long_case() -> str:
    head = CASE.partition("sections:\n")[0]
    english = "\n\n".join(f"      Paragraph {number} of the text." for number in range(1, MANY + 1))
    portuguese = "\n\n".join(f"      Parágrafo {number} do texto." for number in range(1, MANY + 1))
    return f"{head}sections:\n  case:\n    en: |\n{english}\n    pt: |\n{portuguese}\n{AUTHORS}"


@contextmanager
def project_of(text: str) -> Iterator[Project]:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "cases").mkdir()
        project = Project(root, root / "build")
        write_case(project, text=text)
        yield project


@cache
def seen(code: str) -> dict[str, Any]:
    """Return what a browser saw of a preview in one language, and the ledger that its click wrote."""
    choose_language(["--ui-lang", code])
    with project_of(long_case()) as project, previewing(project, "demo") as asker:
        asked = {
            "playwright": str(judge("playwright-core")),
            "axe": str(judge("axe-core")),
            "chromium": str(judge("chromium")),
            "flags": FLAGS,
            "tags": TAGS,
            "address": f"{asker.server.address}demo/",
            "file": str(project.cases / "demo" / "case.yaml"),
            "templates": str(project.root / "templates"),
            "long": "And more. " * 120,
        }
        command = [judge("node"), ROOT / "tests" / "judges" / "preview.mjs", json.dumps(asked)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=500, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        ledger = (project.cases / "demo" / NAME).read_text(encoding="utf-8")
    choose_language(["--ui-lang", "en"])
    return {**json.loads(done.stdout), "ledger": ledger, "host": asker.host}


def test_a_save_above_what_is_read_keeps_it_where_it_is() -> None:
    before, after = seen("en")["before"], seen("en")["after"]
    assert before["scroll"] > 300
    assert after["scroll"] > before["scroll"] + 300
    assert abs(after["top"] - before["top"]) <= 2
    assert after["isKept"]


def test_a_click_on_a_paragraph_leads_to_its_line() -> None:
    file, line, _ = seen("en")["paragraph"].split(":")
    lines = long_case().splitlines()
    assert file == "cases/demo/case.yaml"
    assert lines[int(line) - 1].strip() == "Paragraph 21 of the text."
    assert seen("en")["isHidden"]


def test_a_click_on_an_author_leads_to_that_author() -> None:
    lines = long_case().splitlines()
    assert ["family: Costa" in lines[int(where.split(":")[1]) - 1] for where in seen("en")["authors"]] == [False, True]
    assert lines[int(seen("en")["affiliation"].split(":")[1]) - 1].strip().startswith("north:")


def test_the_articles_stand_in_the_order_of_the_languages() -> None:
    assert seen("en")["turned"] == ["pt", "en"]


def test_a_finding_leads_to_the_paragraph() -> None:
    assert seen("en")["lit"].startswith("Paragraph 1 of the text")


def test_both_languages_stand_side_by_side_or_one_alone() -> None:
    assert seen("en")["sides"] == "2,1"


def test_a_broken_save_keeps_the_article_and_its_finding_leads_to_the_line() -> None:
    assert seen("en")["kept"]["scroll"] > 300
    assert seen("en")["finding"].startswith("cases/demo/case.yaml:6:")
    assert "save before" in seen("en")["brokenStatus"]


def test_two_browsers_follow_and_a_phone_is_wide_enough() -> None:
    assert seen("en")["fits"]


def test_more_tabs_than_connections_follow_when_they_are_seen() -> None:
    assert seen("en")["tabs"] == 8


def test_a_fault_of_the_templates_of_the_preview_is_said_and_the_findings_stay() -> None:
    assert seen("en")["isPanelKept"]


def test_a_pair_is_marked_by_the_keyboard_and_the_next_is_at_hand() -> None:
    assert seen("en")["marks"] == MANY + 1  # the title
    assert seen("en")["isNextFocused"]
    assert seen("en")["ledger"].count("\n- ") == 1
    assert seen("en")["side"].startswith("cases/demo/case.yaml:")


def test_a_click_that_is_not_heard_is_told_and_can_be_made_again() -> None:
    assert seen("en")["isMarkKept"]


def test_articles_stay_while_a_case_is_read_again_after_a_pause() -> None:
    assert seen("en")["framesKept"] == 2


@pytest.mark.parametrize("code", ["en", "pt"])
def test_nothing_is_asked_of_anybody_else_and_nothing_is_complained_of(code: str) -> None:
    assert {urlsplit(url).netloc for url in seen(code)["requests"] if not url.startswith("data:")} == {
        seen(code)["host"]
    }
    assert seen(code)["console"] == []


@pytest.mark.parametrize("code", ["en", "pt"])
def test_axe_finds_nothing_in_any_view(code: str) -> None:
    assert seen(code)["looked"] == 10
    assert seen(code)["violations"] == []


@pytest.mark.parametrize("code", ["en", "pt"])
def test_the_checker_of_html_finds_nothing(code: str, tmp_path: Path) -> None:
    files = []
    for name, page in seen(code)["pages"].items():
        files.append(tmp_path / f"{name}.html")
        files[-1].write_text(page, encoding="utf-8")
    told = told_by_vnu(tuple(files))
    assert [line for line in told if "appears to be written in" not in line] == []  # its texts are in two languages
