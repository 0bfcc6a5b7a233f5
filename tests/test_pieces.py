"""The size in which drawings of data are printed: never below what journals ask for, on as many pages as that takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from weasyprint import Document

from casebook.case import load_case
from casebook.drawings.plan import COLUMN, HIGHEST, WIDE
from casebook.findings import Finding
from casebook.formats import pdf
from casebook.nodes import Block, Figure, Image, Panel, Paragraph, Words
from casebook.project import bundled
from casebook.report.compose import Edition, compose
from casebook.report.model import Report
from tests.laid_out import page_boxes
from tests.sample_report import sample_report
from tests.shipped import shipped_report
from tests.test_drawings import DRAW, LANGUAGES, LEAST, PLANS

TEMPLATES = (bundled("templates"),)
EVENTS = """\
casebook: 1
languages: [en]
status: draft
decimal: "."
clocks: {admission: {name: Admission}}
events:
LINES
regimens: {drip: {start: admission, end: admission + 9, drugs: {DRUGS}}}
sections: {case: "She was ill for long (@fig:course)."}
figures:
  course: {caption: Course., timeline: all}
"""
DRUG = "furosemide: {dose: 1.5 mg/h}"


@dataclass(frozen=True)
class Printed:
    """A drawing of data as it is printed: the size of its smallest words, in px, and what of the page is below it."""

    smallest: float
    below: float


def printed(document: Document, report: Report) -> list[Printed]:
    """Return every drawing of data on the pages."""
    figures = (block for block in report.body if isinstance(block, Figure))
    images = {panel.image.alt: panel.image for figure in figures for panel in figure.panels}
    return [
        _printed(box, page, images[box.element.get("alt")]) for page in page_boxes(document) for box in _drawn(page)
    ]


def _drawn(box: Any) -> Iterator[Any]:
    if getattr(box, "element_tag", "") == "img" and "data" in box.element.get("class", "").split():
        yield box
    for child in getattr(box, "children", ()):
        yield from _drawn(child)


def _printed(box: Any, page: Any, image: Image) -> Printed:
    shrunk = min(box.width / image.width, box.height / image.height)
    sizes = [float(size) for size in etree.fromstring(image.data).xpath("//@font-size")]
    return Printed(min(sizes) * shrunk, page.content_box_y() + page.height - box.position_y - box.height)


def with_events(folder: Path, count: int, width: str = "", drugs: str = DRUG) -> tuple[Report, tuple[Finding, ...]]:
    """Return an article that draws so many events."""
    lines = "".join(f"  e{n}: {{what: Event number {n} of a long course, at: admission + {n}}}\n" for n in range(count))
    text = EVENTS.replace("LINES\n", lines).replace("DRUGS", drugs).replace("timeline: all", f"timeline: all{width}")
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    case, found = load_case(folder)
    assert case, found
    return compose(case, Edition("en", is_draft=True))


def is_legible(report: Report) -> int:
    """Hold every drawing of an article to the least size and to its page; return how many there are."""
    found = printed(pdf.lay_out(report, TEMPLATES), report)
    assert [one for one in found if one.smallest < LEAST] == []
    assert [one for one in found if one.below < -0.5] == []
    return len(found)


def height_of(svg: bytes) -> int:
    return int(float(etree.fromstring(svg).get("height", "0")))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("width", [WIDE, COLUMN])
def test_every_drawing_of_the_gallery_prints_in_a_size_that_can_be_read(code: str, width: float) -> None:
    report = sample_report(code)
    text = Paragraph((Words("She was ill. " * 120),))
    caption = (Words("A caption. " * 20),)
    body: list[Block] = []
    for name in PLANS:
        svg = DRAW.drawn(name, LANGUAGES[code], width)
        is_wide = width == WIDE or height_of(svg) > HIGHEST
        svg = DRAW.drawn(name, LANGUAGES[code], WIDE if is_wide else COLUMN)
        image = Image(svg, "image/svg+xml", WIDE if is_wide else COLUMN, height_of(svg), name, True)
        body += [text, Figure(f"fig-{name}", "Figure", (Panel(f"fig-{name}", "", image, ()),), caption, (), is_wide)]
    assert is_legible(replace(report, body=tuple(body))) == len(PLANS) >= 10


@pytest.mark.parametrize(
    ("slug", "drawings"), [("aml-azacitidine-lenalidomide", 2), ("thyrotoxic-periodic-paralysis", 2)]
)
def test_every_drawing_of_a_shipped_case_prints_in_a_size_that_can_be_read(slug: str, drawings: int) -> None:
    for code in LANGUAGES:
        report, _ = shipped_report(slug, code)
        assert is_legible(report) == drawings


@pytest.mark.parametrize("width", ["", ", width: wide", ", width: column"])
def test_events_that_do_not_fit_a_page_are_drawn_in_pieces_and_told(tmp_path: Path, width: str) -> None:
    report, found = with_events(tmp_path, 60, width)
    figure = next(block for block in report.body if isinstance(block, Figure))
    assert len(figure.panels) > 1
    assert all(panel.image.height <= HIGHEST for panel in figure.panels)
    assert is_legible(report) == len(figure.panels)
    assert [f.fields["count"] for f in found if f.code == "figure.in-pieces"] == [str(len(figure.panels))]
    drawn = " ".join(panel.image.data.decode() for panel in figure.panels)
    said = " ".join(panel.image.alt for panel in figure.panels)
    assert all(f"number {n} " in said for n in range(60))
    assert drawn.count("Furosemide") >= len(figure.panels), "the treatments stand beside every piece"


def test_a_figure_too_high_for_a_column_is_wide_unless_its_author_wants_a_column(tmp_path: Path) -> None:
    seen = {}
    for width in ("", ", width: column", ", width: wide"):
        report, _ = with_events(tmp_path, 26, width)
        (figure,) = (block for block in report.body if isinstance(block, Figure))
        seen[width] = (figure.is_wide, len(figure.panels))
    assert seen == {"": (True, 1), ", width: column": (False, 2), ", width: wide": (True, 1)}


def test_treatments_that_do_not_fit_a_page_are_told(tmp_path: Path) -> None:
    drugs = ", ".join(f"drug{n}: {{}}" for n in range(70))
    report, found = with_events(tmp_path, 1, drugs=drugs)
    (figure,) = (block for block in report.body if isinstance(block, Figure))
    assert [panel.image.height > HIGHEST for panel in figure.panels] == [True]
    assert [f.fields["count"] for f in found if f.code == "figure.too-high"] == ["1"]
    (drawing,) = printed(pdf.lay_out(report, TEMPLATES), report)
    assert drawing.below > -0.5, "what is printed too small is not cut"
