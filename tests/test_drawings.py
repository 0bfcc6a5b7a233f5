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
from casebook.drawings.labels import Box, Stroke
from casebook.drawings.legend import WORDS
from casebook.drawings.metrics import ITALIC, REGULAR, SIZE, width_of, wrapped
from casebook.drawings.palette import BAND, BARS, DASHES, INK, MARKERS, PAPER, QUIET, SERIES
from casebook.drawings.plan import (
    COLUMN,
    WIDE,
    Bar,
    Lane,
    Mark,
    Moment,
    Point,
    Series,
    Stretch,
    Timeline,
    Trend,
    TrendPanel,
)
from casebook.drawings.ticks import ticks_of
from casebook.drawings.timeline import draw_timeline
from casebook.drawings.trend import draw_trend
from casebook.drawings.values import scale_of
from casebook.images.svg import clean_svg
from casebook.languages import Language, load_language

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "docs" / "gallery"
EN, PT = load_language("en"), load_language("pt")
LEAST = 6.5 * 96 / 72  # px: 6.5 pt, what journals ask for in print (shared design, figures)


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
LANGUAGES = {"en": EN, "pt": PT}


def words_of(svg: bytes) -> list[tuple[str, Box]]:
    """Return every word group of a drawing with the box that it fills."""
    found = []
    for text in etree.fromstring(svg).iter("{*}text"):
        size, weight = float(text.get("font-size", SIZE)), text.get("font-style") or text.get("font-weight", REGULAR)
        x, y, words = float(text.get("x", "0")), float(text.get("y", "0")), str(text.text)
        width = float(text.get("textLength", "0"))
        assert abs(width - width_of(words, size, weight)) < 0.01, (
            "a font that is not ours is fitted to the width of ours"
        )
        left = {"start": x, "middle": x - width / 2, "end": x - width}[text.get("text-anchor", "start")]
        found.append((words, Box(left, y - size * 0.72, left + width, y + size * 0.2)))
    return found


def touching(svg: bytes) -> list[tuple[str, str]]:
    return [(a[0], b[0]) for a, b in combinations(words_of(svg), 2) if a[1].touches(b[1])]


def outside(svg: bytes, width: float) -> list[str]:
    frame = Box(0, 0, width, float(etree.fromstring(svg).get("height", "0")))
    return [text for text, box in words_of(svg) if not box.is_within(frame)]


def all_words(svg: bytes) -> str:
    return " ".join(words for words, _ in words_of(svg))


def at(days: float, stretch: int = 0) -> Moment:
    return Moment(stretch, Decimal(str(days)))


def point(days: float, value: str, bound: str = "", stretch: int = 0) -> Point:
    moment = at(days, stretch)
    return Point(moment, moment, Decimal(value), f"{bound}{value}", bound)  # type: ignore[arg-type]


def trend(*series: Series, end: float, is_log: bool = False, lanes: tuple[Lane, ...] = ()) -> Trend:
    panel = TrendPanel("Test", "U/L", series, is_log=is_log)
    return Trend((Stretch("Admission", Decimal(0), Decimal(str(end))),), lanes, (panel,), "t", "d")


def timeline(*marks: Mark, end: float, lanes: tuple[Lane, ...] = ()) -> Timeline:
    return Timeline((Stretch("Admission", Decimal(0), Decimal(str(end))),), lanes, marks, "t", "d")


def drops(root: etree._Element) -> list[float]:
    """Return where the lines down from the axis to events stand."""
    lines = (line for line in root.iter("{*}line") if line.get("stroke") == QUIET and line.get("x1") == line.get("x2"))
    return [float(line.get("x1", "0")) for line in lines]


def test_the_gallery_shows_what_is_drawn_now_and_nothing_else() -> None:
    pages = DRAW.pages()
    assert {file.name for file in GALLERY.glob("*.svg")} == {name for name in pages if name.endswith(".svg")}
    old = [name for name, data in pages.items() if (GALLERY / name).read_bytes() != data]
    assert old == [], "run: make gallery, and look at the difference"


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_what_is_drawn_is_seen_and_told_apart_where_it_is_printed_in_grey() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    inks = (INK, QUIET, *SERIES, *BARS)
    assert len(inks) >= 12
    assert [ink for ink in inks if contrast(ink, PAPER) < 3] == [], "seen on paper (WCAG 2.1, 1.4.11)"
    assert [ink for ink in (*SERIES, INK, QUIET) if contrast(ink, BAND) < 3] == [], "seen on the reference range"
    assert len(SERIES) == len(DASHES) == len(MARKERS), "each series has a marker and a dash of its own"
    assert len(set(DASHES)) == len(DASHES)
    assert len(set(MARKERS)) == len(MARKERS)


def test_series_beside_each_other_differ_by_marker_and_dash_and_each_is_named_at_its_line() -> None:
    series = tuple(Series(f"Test {n}", (point(0, str(n + 1)), point(5, str(n + 2)))) for n in range(len(SERIES)))
    svg = draw_trend(trend(*series, end=5), EN, WIDE).svg
    root = etree.fromstring(svg)
    lines = [line for line in root.iter("{*}path", "{*}line", "{*}polyline") if line.get("stroke") in SERIES]
    dashed = {(line.get("stroke"), line.get("stroke-dasharray", "none")) for line in lines}
    assert {stroke for stroke, _ in dashed} == set(SERIES)
    assert set(zip(SERIES, DASHES, strict=True)) <= dashed
    assert all(f"Test {n}" in all_words(svg) for n in range(len(SERIES)))


def test_bars_are_told_apart_by_the_words_beside_them_and_not_by_colour() -> None:
    lanes = tuple(Lane(f"Drug {n}", (Bar(at(0), at(3), "1 mg"),)) for n in range(len(BARS) + 1))
    svg = draw_timeline(timeline(end=5, lanes=lanes), EN).svg
    bars = [rect for rect in etree.fromstring(svg).iter("{*}rect", "{*}path") if rect.get("fill") in BARS]
    assert len(bars) >= len(lanes)
    heights = {box.top for words, box in words_of(svg) if words.startswith("Drug ")}
    assert len(heights) == len(lanes), "every lane has its name on a line of its own"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("name", PLANS)
def test_no_words_touch_each_other_or_leave_the_frame(name: str, language: Language, width: float) -> None:
    svg = DRAW.drawn(name, language, width)
    assert len(words_of(svg)) > 3
    assert outside(svg, width) == []
    assert touching(svg) == []


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
    assert all(DRAW.drawn(name, PT, WIDE) == DRAW.drawn(name, PT, WIDE) for name in PLANS)


def test_the_gallery_says_everything_in_both_languages() -> None:
    for name, plan in PLANS.items():
        tellers = [sys.modules["plans"].Teller(language) for language in (EN, PT)]
        assert plan(tellers[0]).title != plan(tellers[1]).title, name


# Signs


BREAKS = (Stretch("a", Decimal(0), Decimal(5)), Stretch("b", Decimal(0), Decimal(5)))
OPEN_LANE = Lane("x", (Bar(at(0), at(0), "", True),))
EVENT, LAST = Mark(at(0), at(0), "x", "D0"), Mark(at(5), at(5), "y", "D5", "last")
BETWEEN = Mark(at(1), at(4), "z", "", "finding")


@pytest.mark.parametrize(
    ("plan", "signs"),
    [
        (timeline(EVENT, end=5), set()),
        (timeline(EVENT, LAST, end=5), {"event", "last"}),
        (timeline(EVENT, BETWEEN, end=5), {"event", "finding", "between"}),
        (timeline(EVENT, end=5, lanes=(OPEN_LANE,)), {"open"}),
        (timeline(*(Mark(at(d), at(d), "x", "") for d in (0, 1, 2, 3, 900)), end=900), {"cut"}),
        (Timeline(BREAKS, (), (EVENT, Mark(at(5, 1), at(5, 1), "y")), "t", "d"), {"unknown"}),
        (trend(Series("", (point(0, "3"), point(1, "2"))), end=1), set()),
        (trend(Series("", (point(0, "3"), point(1, "2", "<"))), end=1), {"less"}),
        (trend(Series("", (point(0, "3"), point(1, "9", ">"))), end=1), {"more"}),
        (trend(Series("", (point(0, "3"), point(1, "0"))), end=1, is_log=True), {"less"}),
        (trend(Series("", (Point(at(0), at(3), Decimal(3), "3"),)), end=3), {"between"}),
    ],
)
def test_the_legend_explains_every_sign_that_is_used_and_no_other(plan: Timeline | Trend, signs: set[str]) -> None:
    for language in (EN, PT):
        drawing = draw_timeline(plan, language) if isinstance(plan, Timeline) else draw_trend(plan, language)
        said = [words for words, _ in words_of(drawing.svg)]
        assert {sign for sign, words in WORDS.items() if language.words(words) in said} == signs


def test_events_of_unknown_moment_hang_from_brackets_of_their_own() -> None:
    marks = [Mark(at(0), at(30), "one"), Mark(at(0), at(30), "two"), Mark(at(15), at(15), "three", "D15")]
    root = etree.fromstring(draw_timeline(timeline(*marks, end=30), EN).svg)
    lines = [line for line in root.iter("{*}line") if line.get("stroke") == QUIET]
    assert len({line.get("x1") for line in lines}) == 3, "three lines down, apart"
    assert len({line.get("y1") for line in lines}) == 3, "from the axis, and from a bracket each"


def test_a_species_is_in_italics_and_nothing_else() -> None:
    mark = Mark(at(0), at(0), "Infection by Fusarium, treated", "D0", italics=frozenset({"Fusarium"}))
    root = etree.fromstring(draw_timeline(timeline(mark, end=0), EN).svg)
    assert [text.text for text in root.iter("{*}text") if text.get("font-style") == ITALIC] == ["Fusarium,"]


def test_a_treatment_whose_end_is_not_told_never_reaches_beyond_an_unknown_distance() -> None:
    lanes = (Lane("x", (Bar(at(5), at(5), "", True), Bar(at(5, 1), at(5, 1), "", True))),)
    marks = (EVENT, Mark(at(0, 1), at(0, 1), "y"))
    for width in WIDTHS:
        root = etree.fromstring(draw_timeline(Timeline(BREAKS, lanes, marks, "t", "d"), EN, width).svg)
        guides = [float(line.get("x1", "0")) for line in root.iter("{*}line") if line.get("stroke-dasharray") == "2 3"]
        bars = [path.get("d", "") for path in root.iter("{*}path") if path.get("d", "").endswith("Z")]
        tips = sorted(float(found[1]) for bar in bars if (found := re.search(r"L([\d.]+) ", bar)))
        assert len(guides) == 1
        assert tips[-2] < guides[0], "one is the legend's"
        assert tips[-1] < width


@given(st.lists(st.text("abcdef-/ ", min_size=1, max_size=90), min_size=1, max_size=12), st.integers(0, 8))
@settings(max_examples=40)
def test_however_long_their_names_and_many_their_doses_treatments_stay_apart(names: list[str], changes: int) -> None:
    doses = tuple(Bar(at(n), at(n + 1), f"{n * 25} mg/day") for n in range(changes))
    lanes = tuple(Lane(" ".join(name.split()) or "x", doses or (Bar(at(0), at(9)),)) for name in names)
    for width in WIDTHS:
        svg = draw_timeline(timeline(LAST, end=60, lanes=lanes), EN, width).svg
        assert touching(svg) == []
        assert outside(svg, width) == []


@given(st.text("abc /", min_size=1, max_size=200), st.integers(20, 200))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(words: str, room: int) -> None:
    lines = wrapped(" ".join(words.split()) or "x", room)
    assert max(width_of(line) for line in lines) <= room
    letters = re.sub("[ -]", "", words) or "x"
    assert re.sub("[ -]", "", "".join(lines)) == letters


# Time


@given(st.lists(st.integers(0, 4000), min_size=1, max_size=30, unique=True), st.booleans())
def test_later_is_always_further_right(days: list[int], are_two: bool) -> None:
    stretches = (Stretch("", Decimal(0), Decimal(max(days))), Stretch("b", Decimal(0), Decimal(9)))[: 1 + are_two]
    moments = [Moment(0, Decimal(day)) for day in sorted(days)]
    axis = axis_of(stretches, moments, 50, 600)
    places = [axis.x(moment) for moment in moments]
    assert places == sorted(places)
    assert len(set(places)) == len(places), "no two moments fall together"
    assert all(50 <= round(x, 6) <= 600 for x in places)


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
    assert [tick.label for tick in ticks_of(axis, EN)] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("end", "first", "counts", "ticks"),
    [
        ("90", 0, "days", "0 10 20 30 40 50 60 70 80 90"),
        ("27", 1, "days", "1 7 14 21 28"),
        ("17", 0, "days", "0 2 4 6 8 10 12 14 16 17"),
        ("2", 0, "hours", "0 6 12 18 24 30 36 42 48"),
        ("1", 0, "hours", "0 2 4 6 8 10 12 14 16 18 20 22 24"),
        ("101", 0, "weeks", "0 2 4 6 8 10 12 14+3"),
        ("730.5", 0, "days", "0 2 4 6 8 10 12 14 16 18 20 22 24"),
    ],
)
def test_ticks_are_round_and_show_the_first_and_the_last_day(end: str, first: int, counts: str, ticks: str) -> None:
    stretch = Stretch("", Decimal(0), Decimal(end), first, counts)  # type: ignore[arg-type]
    axis = axis_of((stretch,), [at(0), Moment(0, Decimal(end))], 0, 500)
    assert " ".join(tick.label for tick in ticks_of(axis, EN)) == ticks


def test_the_day_after_the_last_of_a_treatment_is_no_day_of_the_case() -> None:
    stretch = Stretch("cycle", Decimal(0), Decimal(75), 1)
    axis = axis_of((stretch,), [at(0)], 0, 400, reached=[at(75)])
    assert ticks_of(axis, EN)[-1].label != "76"


@given(st.lists(st.integers(-400, 4000), min_size=1, max_size=30, unique=True), st.integers(100, 600))
def test_the_numbers_of_an_axis_never_touch(days: list[int], width: int) -> None:
    stretch = Stretch("", Decimal(min(days)), Decimal(max(days)))
    ticks = ticks_of(axis_of((stretch,), [at(day) for day in days], 0, width), EN)
    assert ticks
    ends = [(tick.x - width_of(tick.label, 8.8) / 2, tick.x + width_of(tick.label, 8.8) / 2) for tick in ticks]
    assert all(a[1] < b[0] for a, b in zip(ends, ends[1:], strict=False))


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
    marks = tuple(Mark(at(day), at(day), " ".join(label.split()) or "x", f"D{day}") for day, label in events)
    for width in WIDTHS:
        svg = draw_timeline(timeline(*marks, end=7, lanes=(Lane("A", ()),)), EN, width).svg
        assert touching(svg) == []
        assert outside(svg, width) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_down_to_an_event_passes_through_the_words_of_another(width: float) -> None:
    svg = DRAW.drawn("week", EN, width)
    lines = [line for line in etree.fromstring(svg).iter("{*}line") if line.get("stroke") == QUIET]
    strokes = [Stroke(*(float(line.get(side, "0")) for side in ("x1", "y1", "x2", "y2"))) for line in lines]
    words = [(text, box) for text, box in words_of(svg) if text.startswith(("Event", "day", "few", "in a"))]
    assert len(strokes) > 20
    assert [text for text, box in words for stroke in strokes if stroke.crosses(box)] == []


# Results


WORDY = st.sampled_from(["not detected", "positive", "weakly positive", "invalid, for the sample was too small"])


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 30), WORDY | st.integers(1, 900)), min_size=1, max_size=12), st.booleans())
def test_no_result_that_is_a_word_is_ever_lost(results: list[tuple[int, str | int]], is_log: bool) -> None:
    points = tuple(
        Point(at(day), at(day), None, said) if isinstance(said, str) else point(day, str(said))
        for day, said in sorted(results, key=lambda pair: pair[0])
    )
    wordy = [p for p in points if p.value is None]
    for width in WIDTHS:
        svg = draw_trend(trend(Series("a", points), end=30, is_log=is_log), EN, width).svg
        assert touching(svg) == []
        assert outside(svg, width) == []
        assert all(p.printed.split()[-1] in all_words(svg) for p in wordy)
        hollow = [c for c in etree.fromstring(svg).iter("{*}circle") if c.get("fill") == PAPER]
        assert len(hollow) == len(wordy), "each has a marker of its own"


def test_few_results_are_all_printed_and_of_many_the_telling_ones() -> None:
    few = tuple(point(day * 3, str(10 + day)) for day in range(10))
    said = [words for words, _ in words_of(draw_trend(trend(Series("", few), end=27), EN).svg)]
    assert {p.printed for p in few} <= set(said)
    many = tuple(point(day, f"{value}.0") for day, value in enumerate((31, 47, 23, 59, *range(30, 50), 37)))
    said = [words for words, _ in words_of(draw_trend(trend(Series("", many), end=24), EN).svg)]
    assert {words for words in said if words.endswith(".0")} == {"31.0", "23.0", "59.0", "37.0"}


def test_a_pressure_reaches_from_one_number_to_the_other() -> None:
    taken = Point(at(0), at(0), Decimal(200), "200/100", least=Decimal(100))
    plan = trend(Series("", (taken,)), end=0)
    scale = scale_of(plan.panels[0], 100, 0)
    assert scale.low <= 100
    root = etree.fromstring(draw_trend(plan, EN).svg)
    assert len(list(root.iter("{*}circle"))) == 2
    assert "200/100" in all_words(etree.tostring(root))


def test_the_band_of_a_reference_range_is_where_its_numbers_are() -> None:
    points = (point(0, "2"), point(1, "5"), point(2, "3"), point(3, "8"))
    for band, top, bottom in (((3, 5), 1, 2), ((None, 5), 1, None), ((3, None), None, 2)):
        ends = tuple(None if end is None else Decimal(end) for end in band)
        panel = TrendPanel("K", "mEq/L", (Series("", points),), ends, "", is_log=False)  # type: ignore[arg-type]
        plan = Trend((Stretch("", Decimal(0), Decimal(3)),), (), (panel,), "t", "d")
        root = etree.fromstring(draw_trend(plan, EN).svg)
        heights = [float(mark.get("cy", "0")) for mark in root.iter("{*}circle")]
        (tint,) = (rect for rect in root.iter("{*}rect") if rect.get("fill") == BAND)
        y, height = float(tint.get("y", "0")), float(tint.get("height", "0"))
        assert len(heights) == 4
        assert heights[3] < heights[1] < heights[2] < heights[0]
        assert y == pytest.approx(heights[top], abs=0.2) if top is not None else y <= heights[3]
        assert y + height == pytest.approx(heights[bottom], abs=0.2) if bottom is not None else y + height > heights[0]


def test_a_bar_begins_and_ends_where_its_moments_are() -> None:
    lanes = (Lane("x", (Bar(at(1), at(5)), Bar(at(7), at(8)))),)
    plan = timeline(*(Mark(at(day), at(day), f"e{day}") for day in (1, 5, 7, 8)), end=10, lanes=lanes)
    root = etree.fromstring(draw_timeline(plan, EN).svg)
    guides = sorted(drops(root))
    bars = [rect for rect in root.iter("{*}rect") if rect.get("fill") == BARS[0]]
    sides = [(float(bar.get("x", "0")), float(bar.get("x", "0")) + float(bar.get("width", "0"))) for bar in bars]
    assert len(guides) == 4
    assert sides[:2] == [pytest.approx(guides[:2], abs=0.2), pytest.approx(guides[2:], abs=0.2)]


def test_a_reference_range_is_named_in_words_and_a_log_scale_says_so() -> None:
    panel = TrendPanel("K", "mEq/L", (Series("", (point(0, "4"),)),), (Decimal(3), Decimal(5)), "3–5", is_log=True)
    plan = Trend((Stretch("", Decimal(0), Decimal(0)),), (), (panel,), "t", "d")
    assert "Reference range 3–5" in all_words(draw_trend(plan, EN).svg)
    assert "K, mEq/L (logarithmic scale)" in all_words(draw_trend(plan, EN).svg)
    assert "K, mEq/L (escala logarítmica)" in all_words(draw_trend(plan, PT).svg)
