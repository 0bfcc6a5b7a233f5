"""The article in a real browser: it fits a phone, is dark in the dark, shows references on focus, enlarges figures."""

from __future__ import annotations

import json
import subprocess
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageColor

from casebook.formats import html
from casebook.nodes import plain
from tests.judges import CHROMIUM, judge
from tests.shipped import ARTICLES, BARE, TEMPLATES, shipped_report

FLAGS = (*CHROMIUM, "--allow-file-access-from-files", "--hide-scrollbars", "--window-size=1400,1000")
PATIENCE = "--virtual-time-budget=20000"
WIDTHS = (320, 390, 1280)
WRAPPER = """<!doctype html><meta charset="utf-8"><body><pre id="found"></pre><script>
const found = {}
function measured(frame) {
  const page = frame.contentDocument, look = element => frame.contentWindow.getComputedStyle(element).backgroundColor
  return {
    width: frame.contentWindow.innerWidth,
    needed: Math.max(page.documentElement.scrollWidth, page.body.scrollWidth),
    paper: look(page.body),
    ink: frame.contentWindow.getComputedStyle(page.body).color,
    plates: [...page.querySelectorAll(".images img")].map(look),
    size: page.body.innerText.length,
    notes: [...page.querySelectorAll("[role=doc-biblioref]")].map(mark => noted(mark, frame)),
    figures: [...page.querySelectorAll(".enlarge")].map(link => enlarged(link, frame)),
  }
}
function noted(mark, frame) {
  mark.focus({ focusVisible: true })
  const note = () => frame.contentWindow.getComputedStyle(mark, "::after").content
  const needed = frame.contentDocument.documentElement.scrollWidth
  const seen = { number: mark.textContent, words: note(), needed }
  mark.blur()
  return { ...seen, after: note() }
}
function enlarged(link, frame) {
  const view = frame.contentWindow, page = frame.contentDocument, figure = link.closest("figure")
  const state = () => ({
    box: ["x", "y", "width", "height"].map(side => figure.getBoundingClientRect()[side]),
    image: figure.querySelector("img").getBoundingClientRect().width,
    rest: view.getComputedStyle(page.querySelector("h1")).visibility,
    focus: page.activeElement.id,
  })
  const before = state()
  view.location.hash = link.hash
  const open = state()
  view.location.hash = page.querySelector(link.hash).hash
  return { before, open, closed: state(), height: view.innerHeight, opening: link.id, closing: link.hash.slice(1) }
}
for (const width of WIDTHS) {
  const frame = document.createElement("iframe")
  frame.style.cssText = `width: ${width}px; height: 900px; border: 0; color-scheme: SCHEME`
  frame.onload = () => {
    found[width] = measured(frame)
    document.getElementById("found").textContent = JSON.stringify(found)
  }
  frame.src = "article.html"
  document.body.append(frame)
}
</script>"""
SCHEMES = {"light": "blink-settings=preferredColorScheme=1", "dark": "blink-settings=preferredColorScheme=0"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser")


@lru_cache
def seen(slug: str, code: str, scheme: str, folder: Path) -> dict[str, Any]:
    """Return what a browser measures of an article in frames of each width."""
    place = folder / f"{slug}-{code}-{scheme}"
    place.mkdir()
    (place / "article.html").write_bytes(html.write(shipped_report(slug, code)[0], TEMPLATES))
    return shown(place, scheme)


def shown(place: Path, scheme: str) -> dict[str, Any]:
    wrapper = WRAPPER.replace("WIDTHS", str(list(WIDTHS))).replace("SCHEME", scheme)
    (place / "wrapper.html").write_text(wrapper, encoding="utf-8")
    command = [
        str(judge("chromium")),
        *FLAGS,
        PATIENCE,
        f"--{SCHEMES[scheme]}",
        f"--user-data-dir={place / 'user'}",
        "--dump-dom",
        (place / "wrapper.html").as_uri(),
    ]
    dump = subprocess.run(command, capture_output=True, check=True, timeout=120, text=True, encoding="utf-8").stdout
    found = json.loads(unescape(dump.partition('<pre id="found">')[2].partition("</pre>")[0]))
    assert isinstance(found, dict)
    return found


def brightness(colour: str) -> float:
    red, green, blue = ImageColor.getrgb(colour)[:3]
    return (red + green + blue) / 3 / 255


SHIPPED = ARTICLES


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "code"), SHIPPED)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_page_is_wider_than_its_window(slug: str, code: str, scheme: str, folder: Path) -> None:
    found = seen(slug, code, scheme, folder)
    assert [found[str(width)]["width"] for width in WIDTHS] == list(WIDTHS)
    assert all(found[str(width)]["size"] > 5000 for width in WIDTHS)
    assert {width: view["needed"] for width, view in found.items() if view["needed"] > view["width"]} == {}


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "code"), SHIPPED)
def test_the_dark_page_is_dark_and_its_figures_stand_on_white(slug: str, code: str, folder: Path) -> None:
    light, dark = (seen(slug, code, scheme, folder)["390"] for scheme in ("light", "dark"))
    assert brightness(light["paper"]) > 0.9 > 0.3 > brightness(light["ink"])
    assert brightness(dark["paper"]) < 0.15 < 0.7 < brightness(dark["ink"])
    whites = set() if slug in BARE else {"rgb(255, 255, 255)"}
    assert set(light["plates"]) == set(dark["plates"]) == whites


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "code"), SHIPPED)
def test_a_citation_shows_its_reference_on_focus_and_within_the_window(slug: str, code: str, folder: Path) -> None:
    references = shipped_report(slug, code)[0].references
    entries = {str(reference.number): plain(reference.children)[:30] for reference in references}
    for width, view in seen(slug, code, "light", folder).items():
        assert len(view["notes"]) >= len(entries) > 1
        assert all(f"{note['number']}. {entries[note['number']]}" in note["words"] for note in view["notes"])
        assert {note["after"] for note in view["notes"]} == {"none"}
        assert [note for note in view["notes"] if note["needed"] > int(width)] == []


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "code"), [(slug, code) for slug, code in SHIPPED if slug not in BARE])
def test_an_enlarged_figure_fills_the_window_and_gives_it_back(slug: str, code: str, folder: Path) -> None:
    for width, view in seen(slug, code, "light", folder).items():
        assert view["figures"]
        for figure in view["figures"]:
            assert figure["open"]["box"] == [0, 0, int(width), figure["height"]]
            assert figure["open"]["image"] > figure["before"]["image"]
            assert (figure["open"]["rest"], figure["open"]["focus"]) == ("hidden", figure["closing"])
            assert (figure["closed"]["rest"], figure["closed"]["focus"]) == ("visible", figure["opening"])
            assert figure["closed"]["box"][2:] == figure["before"]["box"][2:]


@pytest.mark.slow
def test_a_page_that_is_too_wide_is_seen(tmp_path: Path) -> None:
    (tmp_path / "article.html").write_text(f"<!doctype html><p>{'unbreakable' * 40}</p>", encoding="utf-8")
    assert all(view["needed"] > view["width"] for view in shown(tmp_path, "light").values())
