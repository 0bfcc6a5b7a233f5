"""Drawings of the course: every word apart, within the frame and large enough; every point where its number says."""

from __future__ import annotations

import importlib.util
import re
import sys
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from casebook.drawings.axis import axis_of
from casebook.drawings.labels import Box
from casebook.drawings.metrics import SIZE, width_of
from casebook.drawings.plan import Lane, Mark, Moment, Point, Series, Stretch, Timeline, Trend, TrendPanel
from casebook.drawings.timeline import COLUMN, WIDE, draw_timeline
from casebook.drawings.trend import draw_trend
from casebook.drawings.values import scale_of
from casebook.images.svg import clean_svg
from casebook.languages import load_language

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "docs" / "gallery"
EN, PT = load_language("en"), load_language("pt")
LEAST = 6.5 * 96 / 72  # px: 6.5 pt, what journals ask for in print (shared design, figures)
_SLACK = 1.06


def gallery() -> ModuleType:
    """Return the module that draws the gallery, which stands in no package."""
    spec = importlib.util.spec_from_file_location("draw", GALLERY / "draw.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


DRAW = gallery()
PLANS = sys.modules["plans"].PLANS
WIDTHS = (WIDE, COLUMN)


def words_of(svg: bytes) -> list[tuple[str, Box]]:
    """Return every word group of a drawing with the box that it fills."""
    found = []
    for text in etree.fromstring(svg).iter("{*}text"):
        size, weight = float(text.get("font-size", SIZE)), text.get("font-weight", "400")
        x, y, words = float(text.get("x", "0")), float(text.get("y", "0")), str(text.text)
        width = width_of(words, size, weight) / _SLACK
        left = {"start": x, "middle": x - width / 2, "end": x - width}[text.get("text-anchor", "start")]
        found.append((words, Box(left, y - size * 0.72, left + width, y + size * 0.2)))
    return found


def drawn(plan: Timeline | Trend, width: float) -> bytes:
    data: bytes = DRAW.drawn(plan, PT, width)
    return data


def test_the_gallery_shows_what_is_drawn_now_and_nothing_else() -> None:
    pages = DRAW.pages()
    assert {file.name for file in GALLERY.glob("*.svg")} == {name for name in pages if name.endswith(".svg")}
    old = [name for name, data in pages.items() if (GALLERY / name).read_bytes() != data]
    assert old == [], "run: make gallery, and look at the difference"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PLANS)
def test_no_words_touch_each_other_or_leave_the_frame(name: str, width: float) -> None:
    svg = drawn(PLANS[name], width)
    words = words_of(svg)
    assert len(words) > 3
    frame = Box(0, 0, width, float(etree.fromstring(svg).get("height", "0")))
    assert [text for text, box in words if not box.is_within(frame)] == []
    assert [(a[0], b[0]) for a, b in combinations(words, 2) if a[1].touches(b[1])] == []


@pytest.mark.parametrize("name", [file.name for file in sorted(GALLERY.glob("*.svg"))])
def test_every_kept_drawing_is_large_enough_named_and_clean(name: str) -> None:
    root = etree.fromstring((GALLERY / name).read_bytes())
    sizes = [float(size) for size in root.xpath("//@font-size")]
    assert sizes
    assert min(sizes) >= LEAST
    assert root.findtext("{*}title")
    assert root.findtext("{*}desc")
    colours = set(root.xpath("//@fill | //@stroke")) - {"none"}
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours), "print knows no names of its own"
    cleaned, lost = clean_svg((GALLERY / name).read_bytes(), "x-")
    assert not lost
    assert [t.text for t in etree.fromstring(cleaned.data).iter("{*}text")] == [t.text for t in root.iter("{*}text")]


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert all(drawn(plan, WIDE) == drawn(plan, WIDE) for plan in PLANS.values())


# Time


@given(st.lists(st.integers(0, 4000), min_size=1, max_size=30, unique=True), st.booleans())
def test_later_is_always_further_right(days: list[int], are_two: bool) -> None:
    stretches = (Stretch("", Decimal(0), Decimal(max(days))), Stretch("b", Decimal(0), Decimal(9)))[: 1 + are_two]
    moments = [Moment(0, Decimal(day)) for day in sorted(days)]
    axis = axis_of(stretches, moments, 50, 600)
    places = [axis.x(moment) for moment in moments]
    assert places == sorted(places)
    assert len(set(places)) == len(places), "no two moments fall together"
    assert all(50 <= x <= 600 for x in places)


def test_a_follow_up_of_ten_years_does_not_crush_the_first_days() -> None:
    days = (0, 5, 9, 12, 3650)
    axis = axis_of((Stretch("", Decimal(0), Decimal(3650)),), [Moment(0, Decimal(d)) for d in days], 0, 600)
    x = [axis.x(Moment(0, Decimal(day))) for day in days]
    assert x[3] - x[0] > 400, "the first twelve days keep most of the width"
    assert [known for _, _, known in axis.breaks()] == [True]


def test_an_unknown_distance_is_a_break_that_no_line_crosses() -> None:
    stretches = (Stretch("a", Decimal(0), Decimal(5)), Stretch("b", Decimal(0), Decimal(5)))
    moments = [Moment(0, Decimal(5)), Moment(1, Decimal(0))]
    points = tuple(Point(moment, moment, Decimal(3), "3") for moment in moments)
    plan = Trend(stretches, (), (TrendPanel("a", "", (Series("a", points),)),), "t", "d")
    root = etree.fromstring(draw_trend(plan, EN, WIDE).svg)
    joined = [line for line in root.iter("{*}line") if line.get("stroke-width") == "1.3"]
    assert joined == []
    assert [known for _, _, known in axis_of(stretches, moments, 0, 600).breaks()] == [False]


def test_days_are_counted_as_their_clock_counts_them() -> None:
    axis = axis_of((Stretch("cycle", Decimal(0), Decimal(4), 1),), [Moment(0, Decimal(4))], 0, 600)
    assert [tick.label for tick in axis.ticks(EN)] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("end", "counts", "unit"),
    [
        ("2.5", "days", "hours"), ("2", "hours", "hours"), ("40", "days", "days"), ("90", "hours", "days"),
        ("280", "weeks", "weeks"), ("900", "days", "months"), ("3650", "days", "years"),
    ],
)  # fmt: skip
def test_the_axis_counts_in_what_the_span_asks_for(end: str, counts: str, unit: str) -> None:
    stretch = Stretch("", Decimal(0), Decimal(end), 0, counts)  # type: ignore[arg-type]
    axis = axis_of((stretch,), [Moment(0, Decimal(0)), Moment(0, Decimal(end))], 0, 600)
    assert [words for _, words in axis.titles(EN)] == [unit]


# Values


@given(st.lists(st.decimals(-5000, 90000, places=2), min_size=1, max_size=20))
def test_a_point_stands_where_its_number_says(values: list[Decimal]) -> None:
    moment = Moment(0, Decimal(0))
    panel = TrendPanel("", "", (Series("", tuple(Point(moment, moment, value, "") for value in values)),))
    scale = scale_of(panel, 100, 0)
    for value in values:
        y = scale.y(value)
        back = scale.low + (scale.bottom - y) / (scale.bottom - scale.top) * (scale.high - scale.low)
        assert abs(back - float(value)) < (scale.high - scale.low) * 1e-6


def test_a_power_of_ten_has_the_same_height_everywhere_on_a_log_scale() -> None:
    moment = Moment(0, Decimal(0))
    numbers = [Decimal(value) for value in ("0.01", "0.1", "1", "10", "92")]
    points = tuple(Point(moment, moment, value, "") for value in (*numbers, Decimal(0), Decimal(-3)))
    scale = scale_of(TrendPanel("", "%", (Series("", points),), is_log=True), 100, 0)
    heights = [scale.y(value) for value in numbers[:4]]
    steps = {round(a - b, 6) for a, b in zip(heights, heights[1:], strict=False)}
    assert len(steps) == 1
    assert scale.y(Decimal(0)) == scale.y(Decimal(-3)) == 100, "what has no logarithm stands at the foot"


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 7), st.text("abcdef ", min_size=1, max_size=60)), min_size=1, max_size=20))
def test_however_crowded_a_week_is_its_words_stay_apart(events: list[tuple[int, str]]) -> None:
    marks = tuple(
        Mark(Moment(0, Decimal(day)), Moment(0, Decimal(day)), label.strip() or "x", f"D{day}") for day, label in events
    )
    plan = Timeline((Stretch("Admission", Decimal(0), Decimal(7)),), (Lane("A", ()),), marks, "t", "d")
    for width in WIDTHS:
        words = words_of(draw_timeline(plan, EN, width).svg)
        assert [(a[0], b[0]) for a, b in combinations(words, 2) if a[1].touches(b[1])] == []
