"""The articles before the judges of the web: the W3C's checker of HTML, and axe (WCAG 2.2 AA and best practices)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casebook.case import load_case
from casebook.checklist import rows_of, write_checklist
from casebook.diff.differences import Comparison, Picture
from casebook.diff.facts import Fact
from casebook.diff.page import write_page
from casebook.formats import html
from casebook.journals import load_journal
from casebook.languages import load_language
from casebook.project import bundled
from casebook.report.compose import Edition, compose
from casebook.report.model import Imprint, Report
from tests.every_node import every_node
from tests.judges import CHROMIUM, ROOT, judge
from tests.sample_report import sample_report
from tests.shipped import ARTICLES, LOCALES, TEMPLATES, shipped_case, shipped_report

pytestmark = pytest.mark.slow
WIDTHS, SCHEMES = (390, 1280), ("light", "dark")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LARGE = ("figure-course", "figure-effusion")


def reports() -> Iterator[Report]:
    """Yield the shipped cases, the samples of `casebook new`, and the articles that have everything; each language."""
    for name, code in ARTICLES:
        yield shipped_report(name, code)[0]
    for code in ("en", "pt"):
        sample, found = load_case(bundled("templates") / "sample" / code)
        assert sample, found
        yield replace(compose(sample, Edition(code, is_draft=True))[0], stem=f"new.{code}")
        yield published(sample_report(code))
    yield replace(published(every_node()), stem="everything")


def published(report: Report) -> Report:
    return replace(report, is_fictional=False, imprint=Imprint("2026-07-01", journal="Example Journal & <Others>"))


def checklist(code: str) -> bytes:
    """Return the filled CARE checklist of a shipped case, with lines of every standing."""
    slug, _ = ARTICLES[0]
    case, language = shipped_case(slug), load_language(code)
    rows = rows_of(case, load_journal(case.file.article.journal), language, shipped_report(slug, code)[0], {})
    rows = (*rows[:-1], replace(rows[-1], is_open=True, where=""))
    return write_checklist(rows, slug, language, TEMPLATES, is_paged=False)


def differences(code: str) -> bytes:
    """Return the page of what changed between two cases that have little in common, so that everything changed."""
    one, other = (load_case(bundled("templates") / "sample" / name)[0] for name in ("en", "pt"))
    assert one
    assert other
    text = replace(one, file=one.file.model_copy(update={"title": other.file.title, "sections": other.file.sections}))
    language = load_language(code)
    found = Comparison(language, TEMPLATES, LOCALES).differences(one, text)
    value = Fact("k", "k <admission>", "2.1 mmol/L", "2.3 mmol/L", ("Abstract", "Table 1"))
    picture = Picture("Figure 1", "23dc7952", "ceb7c0f5", is_drawn=False)
    whole = replace(found, facts=(value,), pictures=(picture,), come=("pt-BR",), gone=("en-US",))
    return write_page(whole, "v1 (3f2a1bc)", language, TEMPLATES)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("judged")
    written = {report.stem: html.write(report, TEMPLATES) for report in reports()}
    written |= {f"care.{code}": checklist(code) for code in ("en", "pt")}
    written |= {f"diff.{code}": differences(code) for code in ("en", "pt")}
    for stem, page in written.items():
        (folder / f"{stem}.html").write_bytes(page)
    assert len(written) >= 8
    return tuple(folder / f"{stem}.html" for stem in written)


def told_by_vnu(files: tuple[Path, ...]) -> list[str]:
    """Return the errors and warnings of the W3C's checker."""
    command = [judge("java"), "-jar", judge("vnu"), "--format", "json", "--exit-zero-always", *files]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True, timeout=300).stderr)
    return [f"{m['url'].rpartition('/')[2]}:{m['lastLine']}: {m['message']}" for m in told["messages"]]


def seen_by_axe(addresses: list[str], widths: tuple[int, ...], schemes: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return what axe finds, one entry for each address, width and colour scheme."""
    asked = {
        "playwright": str(judge("playwright-core")),
        "axe": str(judge("axe-core")),
        "chromium": str(judge("chromium")),
        "flags": CHROMIUM,
        "addresses": addresses,
        "widths": widths,
        "schemes": schemes,
        "tags": TAGS,
    }
    command = [judge("node"), ROOT / "tests" / "judges" / "axe.mjs", json.dumps(asked)]
    views = json.loads(subprocess.run(command, capture_output=True, check=True, text=True, timeout=900).stdout)
    assert isinstance(views, list)
    return views


def test_the_checker_of_html_finds_nothing(pages: tuple[Path, ...]) -> None:
    assert told_by_vnu(pages) == []


def test_the_checker_of_html_sees_a_fault(pages: tuple[Path, ...], tmp_path: Path) -> None:
    faulty = pages[0].read_text(encoding="utf-8").replace('<main id="article">', '<main id="article-contents">', 1)
    (tmp_path / "faulty.html").write_text(faulty, encoding="utf-8")
    told = told_by_vnu((tmp_path / "faulty.html",))
    assert any("Duplicate ID" in line for line in told)


def test_axe_finds_nothing_on_a_phone_or_a_wide_screen_in_light_or_in_dark(pages: tuple[Path, ...]) -> None:
    addresses = [page.as_uri() for page in pages]
    addresses += [f"{page.as_uri()}#close-{name}" for page in pages if page.stem == "sample.en" for name in LARGE]
    assert len(addresses) == len(pages) + 2
    views = seen_by_axe(addresses, WIDTHS, SCHEMES)
    assert len(views) == len(addresses) * 4
    whole = [view for view in views if "#" not in view["address"]]
    linked = [view for view in whole if "/diff." not in view["address"]]
    assert all("color-contrast" in view["passed"] for view in whole)
    assert all("link-name" in view["passed"] for view in linked)
    articles = [view for view in linked if "/care." not in view["address"]]  # whose only link stands in a sentence
    assert all("target-size" in view["passed"] for view in articles)
    assert {f"{v['address']} {v['width']} {v['scheme']}": v["violations"] for v in views if v["violations"]} == {}


def test_axe_sees_a_fault_in_the_dark(pages: tuple[Path, ...], tmp_path: Path) -> None:
    page = pages[0].read_text(encoding="utf-8")
    faint = page.replace("--ink: #dde6e8", "--ink: #3a4245", 1).replace(' lang="', ' data-lang="', 1)
    assert faint.count(' data-lang="') == 1
    (tmp_path / "faulty.html").write_text(faint, encoding="utf-8")
    light, dark = seen_by_axe([(tmp_path / "faulty.html").as_uri()], (390,), SCHEMES)
    assert {told.partition(":")[0] for told in light["violations"]} == {"html-has-lang"}
    assert {told.partition(":")[0] for told in dark["violations"]} == {"html-has-lang", "color-contrast"}
