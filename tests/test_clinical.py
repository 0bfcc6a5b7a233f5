"""The clinical room: clocks that nobody joins by guessing, results with one home, doses by cycle, notations, units."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from pydantic_core import PydanticCustomError

from casebook.blocks.chronicle import chronicle
from casebook.blocks.facts import Voice
from casebook.blocks.results import sign_of
from casebook.build import Order, build
from casebook.case import Case, load_case
from casebook.checks import check
from casebook.clinical.assays import ASSAYS, find_assay, fits
from casebook.clinical.clocks import Calendar, Position
from casebook.clinical.conversion import SYSTEMS, counted_in, in_system
from casebook.clinical.drugs import DRUGS, find_drug
from casebook.clinical.labs import Lab
from casebook.clinical.moments import Moment, parse_moment
from casebook.clinical.notations import READERS, miscounted
from casebook.clinical.qualitative import read_word
from casebook.clinical.wording import Wording
from casebook.languages import load_language
from casebook.nodes import (
    Breakable,
    Emphasis,
    Figure,
    Inline,
    Paragraph,
    Strong,
    Superscript,
    Table,
    Unbroken,
    Words,
    plain,
)
from casebook.project import Project
from casebook.quantity import Number, Quantity, QuantityError, find_unit, parse_printed, parse_quantity, printed
from casebook.quantity.faults import COUNT, UPSIDE_DOWN
from casebook.quantity.units import SPELLINGS
from casebook.report.compose import Edition, compose
from casebook.report.names import typed
from casebook.report.numbering import inlines_of
from casebook.source import Scalar

EN, PT = load_language("en"), load_language("pt")

SHORT = 'casebook: 1\nlanguages: [en]\nstatus: draft\ndecimal: "."\n'
POSITION = Calendar.position
COURSE = """\
casebook: 1
languages: [en, pt]
status: draft
decimal: "."
clocks:
  admission: {name: {en: Admission, pt: Admissão}, counts: hours}
  midam: {name: {same: MIDAM}, after: admission, day: unknown, first: 1}
  cycle-2: {name: {en: Cycle 2, pt: Ciclo 2}, after: midam, day: 29, first: 1}
  transplant: {name: {en: Transplant, pt: Transplante}, after: cycle-2, day: unknown}
  pregnancy: {name: {en: Gestation, pt: Gestação}, counts: weeks}
events:
  engraftment: {what: {en: Engraftment, pt: Enxertia}, at: transplant + 12}
  remission: {what: {en: Remission, pt: Remissão}, after: midam day 19, before: cycle-2}
labs:
  hb: {reference: 12.0–16.0, results: {admission: 7.10 g/dL, transplant + 12: 9.1 g/dL}}
  platelets: {admission: 64000 /µL}
  marrow:
    test: blasts
    specimen: {en: bone marrow, pt: medula óssea}
    results: {midam day 14: 70.4%, remission: none seen}
regimens:
  salvage:
    start: midam day 2
    cycles: 3
    interval: 28 days
    drugs:
      azacitidine: {dose: 75 mg/m2, days: 1–5}
      lenalidomide: {dose: {1: 25 mg/m2, 2-3: 25 mg/day}, days: "6–19, 21"}
"""


def case_of(text: str, folder: Path) -> Case:
    """Return the case that `text` describes."""
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    case, found = load_case(folder)
    assert case is not None, found
    assert not [finding for finding in found if finding.is_error], found
    return case


def said(folder: Path, words: str, code: str = "en", journal: str = "generic", more: str = "") -> str:
    """Return what a sentence of the case says in one language."""
    text = f"{COURSE}{more}sections:\n  case: {{same: '{words}'}}\n"
    report, found = compose(case_of(text, folder), Edition(code, journal, is_draft=True))
    assert not [f for f in found if f.is_error], found
    paragraph = report.body[1]
    assert isinstance(paragraph, Paragraph)
    return plain(paragraph.children)


# Time


@pytest.mark.parametrize(
    ("typed", "name", "day", "after"),
    [
        ("admission", "admission", None, 0),
        ("midam day 14", "midam", 14, 0),
        ("midam dia 14", "midam", 14, 0),
        ("midam D14", "midam", 14, 0),
        ("transplant + 12", "transplant", None, 12),
        ("transplant - 7", "transplant", None, -7),
        ("cycle-2 + 6 h", "cycle-2", None, Fraction(1, 4)),
        ("admission + 1 h + 30 min", "admission", None, Fraction(1, 16)),
        ("admission + 1 h 30 min", "admission", None, Fraction(1, 16)),
        ("admission - 1 h e 30 min", "admission", None, Fraction(-1, 16)),
        ("pregnancy + 14 weeks + 3 days", "pregnancy", None, 101),
    ],
)
def test_a_moment_is_a_name_and_a_day_or_how_long_after(
    typed: str, name: str, day: int | None, after: Fraction
) -> None:
    moment = parse_moment(typed)
    assert moment is not None
    assert (moment.name, moment.day, moment.after) == (name, day, after)


@pytest.mark.parametrize(
    "typed",
    ["", "14", "2026-03-01", "admission 14", "admission + 6 mg", "admission +", "a day", "admission + every 6 h",
     "admission + 30 min 1 h"],
)  # fmt: skip
def test_what_does_not_say_when_is_no_moment(typed: str) -> None:
    assert parse_moment(typed) is None


@pytest.mark.parametrize("decimal", [".", ","])
@pytest.mark.parametrize("minutes", [0, 10, 390, 1440, 2160, -90])
def test_a_moment_is_suggested_so_that_it_can_be_typed_under_either_decimal_mark(minutes: int, decimal: str) -> None:
    moment = Moment("admission", None, Fraction(minutes, 1440))
    assert parse_moment(typed(moment), decimal) == moment


def test_what_no_distance_joins_stands_on_stretches_of_its_own(tmp_path: Path) -> None:
    calendar = case_of(COURSE, tmp_path).file.course.calendar
    where = {typed: calendar.position(moment) for typed in ("midam day 14", "cycle-2", "transplant + 12", "engraftment")
             if (moment := parse_moment(typed))}  # fmt: skip
    assert calendar.stretches == ["admission", "midam", "transplant", "pregnancy"]
    assert where["midam day 14"] == Position(1, Fraction(13)), "its first day is day 1"
    assert where["cycle-2"] == Position(1, Fraction(28)), "day 29 of MIDAM"
    assert where["transplant + 12"] == where["engraftment"] == Position(2, Fraction(12))


def test_a_moment_that_is_not_told_lies_between_its_limits(tmp_path: Path) -> None:
    calendar = case_of(COURSE, tmp_path).file.course.calendar
    moment = parse_moment("remission")
    assert moment is not None
    span = calendar.span(moment)
    assert span is not None
    assert (span.start, span.end) == (Position(1, Fraction(18)), Position(1, Fraction(28)))


@pytest.mark.parametrize(
    ("clocks", "typed", "where"),
    [
        ("admission:", "admission + 1", Position(0, Fraction(1))),
        ("admission: {}\n  surgery: {after: admission + 3}", "surgery + 1", Position(0, Fraction(4))),
        ("admission: {}\n  surgery: {after: admission}", "surgery + 1", Position(1, Fraction(1))),
        ("admission: {first: 1}\n  surgery: {after: admission day 3}", "surgery", Position(0, Fraction(2))),
    ],
)
def test_a_clock_begins_where_it_says(tmp_path: Path, clocks: str, typed: str, where: Position) -> None:
    calendar = case_of(f"{SHORT}clocks:\n  {clocks}\n", tmp_path).file.course.calendar
    moment = parse_moment(typed)
    assert moment is not None
    assert calendar.position(moment) == where


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ("admission: 2026-03-10\ndrainage: 2026-03-08\n", "day −2"),
        ("admission: 2026-03-10 00:00\ndrainage: 2026-03-10 06:30\n", "6.5 h"),
        ("admission: 2026-03-10\ndrainage: 2026-03-10 06:30\n", "day 0"),
        ("admission: 2026-03-10 22:00\ndrainage: 2026-03-10 21:00\n", "−1 h"),
    ],
)
def test_private_dates_become_days_before_and_after_the_clocks(tmp_path: Path, dates: str, said: str) -> None:
    (tmp_path / "dates.private.yaml").write_text(dates, encoding="utf-8")
    (tmp_path / ".gitignore").write_text("*.private.yaml\n", encoding="utf-8")
    text = f"{SHORT}clocks:\n  admission:\nevents:\n  drainage:\nsections: {{case: '{{drainage}}'}}\n"
    report, _ = compose(case_of(text, tmp_path), Edition("en", is_draft=True))
    paragraph = report.body[1]
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.children).replace("\u00a0", " ") == said


def found_in(text: str, folder: Path) -> tuple[list[str], str]:
    """Return the codes of the errors in a case, and the words of its text and of its tables in English."""
    (folder / "case.yaml").write_text(SHORT + text, encoding="utf-8")
    case, found = load_case(folder)
    assert case is not None, found
    report, more = compose(case, Edition("en", is_draft=True))
    codes = [finding.code for finding in (*found, *more, *check(case)) if finding.is_error]
    return sorted(set(codes)), " ".join(plain(inlines_of(block)) for block in report.body).replace("\u00a0", " ")


def test_what_counts_from_itself_is_told_and_never_followed(tmp_path: Path) -> None:
    text = (
        "clocks: {x: {}, k: {}}\nevents: {x: {at: x + 3}, y: {at: z + 1}, z: {at: y}, late: {at: nowhere + 1}}\n"
        "labs: {hb: {k: 3 g/dL}}\nsections: {case: '{x} {y} {late} @tab:t @fig:f'}\n"
        "figures: {f: {timeline: all}}\ntables: {t: {labs: {tests: [hb], at: [y, k]}}}\n"
    )
    codes, _ = found_in(text, tmp_path)
    assert codes == ["case.two-homes", "time.in-a-circle", "time.unknown-name"]


@pytest.mark.parametrize(
    "drawn", ["timeline: all", "trend: [hb]", "trend: [nobody]", "timeline: {events: [nobody], regimens: []}"]
)
def test_a_figure_of_nothing_is_a_frame_and_a_finding(tmp_path: Path, drawn: str) -> None:
    text = f"clocks:\n  admission:\nlabs: {{hb: {{admission: –}}}}\nfigures: {{f: {{{drawn}}}}}\n"
    codes, _ = found_in(text, tmp_path)
    assert set(codes) - {"structure.unknown-name"} == {"figure.nothing-to-draw"}


def test_a_treatment_that_ends_on_another_clock_says_so(tmp_path: Path) -> None:
    text = (
        "clocks:\n  admission: {name: Admission}\n  visit: {name: Visit, after: admission}\n"
        "regimens: {iron: {name: Iron, start: admission, end: visit day 3}}\n"
        "sections: {case: '@tab:t'}\ntables: {t: {timeline: all, caption: T}}\n"
    )
    assert "Admission to Visit, day 3" in found_in(text, tmp_path)[1]


def test_a_trend_tells_a_result_with_its_power_of_ten(tmp_path: Path) -> None:
    text = f"{SHORT}clocks:\n  k:\nlabs: {{plt: {{k: 45.7 x 10^9 /L}}}}\nfigures: {{f: {{trend: [plt]}}}}\n"
    report, _ = compose(case_of(text, tmp_path), Edition("en", is_draft=True))
    (figure,) = (block for block in report.body if isinstance(block, Figure))
    assert "45.7 × 10⁹/L" in figure.panels[0].image.alt.replace("\u00a0", " ")


def test_a_dose_is_that_of_a_cycle_that_there_was(tmp_path: Path) -> None:
    text = (
        "clocks:\n  k:\nvalues: {v: {value: 3 mg, reference: 1–2 mg}}\n"
        "regimens: {s: {start: k, cycles: 2, interval: 28, drugs: {azacitidine: {dose: 75 mg, days: 1}}}}\n"
    )
    said = "sections: {case: '{s.azacitidine.dose@2} {v.reference}'}\n"
    assert found_in(text + said, tmp_path)[1].endswith("75 mg 1–2 mg")
    for wrong in ("s.azacitidine.dose@3", "s.azacitidine.dose@x", "s.azacitidine@2", "s.azacitidine.days@2"):
        codes, _ = found_in(f"{text}sections: {{case: '{{{wrong}}} {{v.reference}}'}}\n", tmp_path)
        assert codes in (["text.no-result"], ["text.unknown-value"]), wrong


@pytest.mark.parametrize(
    ("clock", "start", "days", "told", "times"),
    [
        ("{first: 1}", "k", "1–4", "days 1 to 4", "Day 1 to day 4"),
        ("{}", "k", "1–4", "days 0 to 3", "Day 0 to day 3"),
        ("{}", "k + 1", "1, 3–6", "days 1 and 3–6", "Day 1 Day 3 to day 6"),
        ("{}", "k - 6", "1–4", "days −6 to −3", "Day −6 to day −3"),
        ("{}", "k - 6", "1, 3–4", "days −6 and −4 to −3", "Day −6 Day −4 to day −3"),
    ],
)
def test_text_and_table_count_the_days_of_one_cycle_alike(
    tmp_path: Path, clock: str, start: str, days: str, told: str, times: str
) -> None:
    text = (
        f"clocks: {{k: {clock}}}\n"
        f"regimens: {{s: {{start: {start}, drugs: {{busulfan: {{dose: 3.2 mg/kg, days: '{days}'}}}}}}}}\n"
        "sections: {case: '{s.busulfan.days} @tab:t'}\ntables: {t: {timeline: all, caption: T.}}\n"
    )
    report, _ = compose(case_of(SHORT + text, tmp_path), Edition("en", is_draft=True))
    (table,) = (block for block in report.body if isinstance(block, Table))
    assert plain(inlines_of(report.body[1])).replace("\u00a0", " ").startswith(told)
    assert " ".join(plain(row[0].children) for row in table.rows).replace("\u00a0", " ") == times


def test_a_treatment_without_a_name_is_told_by_its_short_one(tmp_path: Path) -> None:
    text = "clocks: {k: {}}\nregimens: {boost: {start: k}}\ntables: {t: {timeline: all, caption: T.}}\n"
    codes, told = found_in(text + "sections: {case: '@tab:t'}\n", tmp_path)
    assert codes == ["regimen.nothing-given"]
    assert "Boost" in told


def test_five_hundred_results_are_no_matter(tmp_path: Path) -> None:
    results = ", ".join(f"k + {day}: 4.{day % 10} g/dL" for day in range(500))
    text = f"clocks:\n  k:\nlabs: {{hb: {{{results}}}}}\nsections: {{case: '@tab:t'}}\ntables: {{t: {{labs: all}}}}\n"
    counted = 0

    def position(self: Calendar, moment: Moment) -> Position | None:
        nonlocal counted
        counted += 1
        return POSITION(self, moment)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Calendar, "position", position)
        codes, _ = found_in(text, tmp_path)
    assert codes == []
    assert 500 < counted < 20_000


@pytest.mark.parametrize(
    ("form", "days", "english", "portuguese"),
    [
        ("", "plain", "day 12", "dia 12"),
        (":on", "plain", "on day 12", "no dia 12"),
        ("", "ordinal", "12th day", "12º dia"),
        (":on", "ordinal", "on the 12th day", "no 12º dia"),
        ("", "short", "D12", "D12"),
        (":on", "short", "on D12", "no D12"),
    ],
)
def test_a_day_is_written_as_the_journal_writes_days(
    tmp_path: Path, form: str, days: str, english: str, portuguese: str
) -> None:
    journal = tmp_path / "templates" / "journals" / "own"
    journal.mkdir(parents=True)
    generic = Path(__file__).parent.parent / "templates" / "journals" / "generic" / "profile.yaml"
    (journal / "profile.yaml").write_text(generic.read_text("utf-8") + f"days: {days}\n", encoding="utf-8")
    case = case_of(COURSE + f"sections:\n  case: {{same: '{{engraftment{form}}}'}}\n", tmp_path)
    for code, expected in (("en", english), ("pt", portuguese)):
        folders = (tmp_path / "templates", Path(__file__).parent.parent / "templates")
        report, _ = compose(case, Edition(code, "own", is_draft=True, templates=folders))
        paragraph = report.body[1]
        assert isinstance(paragraph, Paragraph)
        assert plain(paragraph.children).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("moment", "days", "english", "portuguese"),
    [
        ("pregnancy + 1 week", "plain", "at 1 week", "com 1 semana"),
        ("pregnancy + 14 weeks + 3 days", "plain", "at 14+3 weeks", "com 14+3 semanas"),
        ("transplant - 3", "plain", "on day −3", "no dia −3"),
        ("transplant - 3", "ordinal", "on day −3", "no dia −3"),
        ("transplant + 1", "ordinal", "on the 1st day", "no 1º dia"),
        ("transplant + 2", "ordinal", "on the 2nd day", "no 2º dia"),
        ("transplant + 3", "ordinal", "on the 3rd day", "no 3º dia"),
        ("transplant + 11", "ordinal", "on the 11th day", "no 11º dia"),
        ("transplant + 21", "ordinal", "on the 21st day", "no 21º dia"),
        ("pregnancy - 3", "plain", "on day −3", "no dia −3"),
        ("pregnancy - 3 h", "plain", "on day −1 + 21 h", "no dia −1 + 21 h"),
        ("pregnancy + 101 + 12 h", "plain", "at 14+3 weeks + 12 h", "com 14+3 semanas + 12 h"),
        ("transplant + 36 h", "plain", "at hour 36", "após 36 h"),
        ("transplant + 1 h + 30 min", "plain", "at 1.5 h", "após 1,5 h"),
        ("transplant + 80 min", "plain", "at 1 h 20 min", "após 1 h 20 min"),
        ("transplant + 10 min", "plain", "at 10 min", "após 10 min"),
        ("transplant + 10 s", "plain", "at 10 s", "após 10 s"),
        ("transplant - 6 h", "plain", "6 h before", "6 h antes"),
        ("transplant - 90 s", "plain", "1 min 30 s before", "1 min 30 s antes"),
        ("transplant + 8 + 6 h", "plain", "on day 8", "no dia 8"),
        ("transplant + 10 years", "plain", "on day 3,652", "no dia 3.652"),
    ],
)
def test_a_moment_agrees_with_its_sentence_however_near_or_far(
    tmp_path: Path, moment: str, days: str, english: str, portuguese: str
) -> None:
    found = parse_moment(moment)
    assert found is not None
    course = case_of(COURSE, tmp_path).file.course
    for language, expected in ((EN, english), (PT, portuguese)):
        wording = Wording(course, language, lambda text, path: "", days)
        assert wording.when(found, "on").replace("\u00a0", " ") == expected


TOGETHER = """\
clocks:
  admission: {name: {same: Admission}}
  transplant: {name: {same: Transplant}, after: admission, day: 10}
labs: {k: {RESULTS}}
events:
  fever: {what: {same: fever}, at: admission + 2}
  EVENT
sections: {case: "@tab:labs @tab:course @fig:k @fig:course"}
tables:
  labs: {labs: {rows: moments}, caption: T.}
  course: {timeline: all, caption: T.}
figures:
  k: {trend: k, caption: F.}
  course: {timeline: all, caption: F.}
"""


def told_in(text: str, folder: Path) -> tuple[list[str], list[str], str, str, str]:
    """Return the times of the table of results and of the course, both alternatives, and the words of the drawing."""
    report, found = compose(case_of(SHORT + text, folder), Edition("en", is_draft=True))
    assert not [finding for finding in found if finding.is_error]
    labs, course = (
        [plain(row[0].children).replace("\u00a0", " ") for row in block.rows]
        for block in report.body
        if isinstance(block, Table)
    )
    trend, timeline = (block.panels[0].image for block in report.body if isinstance(block, Figure))
    marks = " ".join(str(part.text) for part in etree.fromstring(timeline.data).iter("{*}text"))
    told = (words.replace("\u00a0", " ") for words in (trend.alt, timeline.alt, marks))
    return labs, course, next(told), next(told), next(told)


def test_moments_of_several_clocks_that_stand_together_name_them(tmp_path: Path) -> None:
    text = TOGETHER.replace("RESULTS", "admission + 2: 3.5 mEq/L, transplant + 2: 5.2 mEq/L")
    rash = "rash: {what: {same: rash}, at: transplant + 2}"
    labs, course, trend, timeline, marks = told_in(text.replace("EVENT", rash), tmp_path)
    for said in (labs, course):
        assert said == ["Admission, day 2", "Transplant, day 2"]
    assert "3.5 mEq/L (Admission, day 2), 5.2 mEq/L (Transplant, day 2)" in trend
    assert timeline.startswith("Admission, day 2: fever. Transplant, day 2: rash.")
    assert "Admission, day 2" in marks
    assert "Transplant, day 2" in marks


def test_moments_of_one_clock_that_stand_together_need_no_name(tmp_path: Path) -> None:
    text = TOGETHER.replace("RESULTS", "admission + 2: 3.5 mEq/L, admission + 3: 5.2 mEq/L")
    labs, course, trend, timeline, marks = told_in(text.replace("EVENT", ""), tmp_path)
    assert (labs, course) == (["Day 2", "Day 3"], ["Day 2"])
    assert "(Day 2)" in trend
    assert timeline == "Day 2: fever."
    assert "day 2 fever" in marks


def test_a_private_date_on_a_clock_of_weeks_says_that_it_counts_days(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.private.yaml\n", encoding="utf-8")
    dates = "admission: 2026-03-01\ndrainage: 2026-03-11\n"
    (tmp_path / "dates.private.yaml").write_text(dates, encoding="utf-8")
    text = PRIVATE.replace("admission: {", "admission: {counts: weeks, ").replace("cycle day 3", "admission")
    assert case_of(text, tmp_path).file.course.calendar.zero("drainage") == Position(0, Fraction(10))


def test_no_two_moments_that_stand_together_read_alike(tmp_path: Path) -> None:
    results = ", ".join(f"admission + {when}: 4.{n} mEq/L" for n, when in enumerate((7, "7.25", 8, "8.25", "8.5", 9)))
    rash = "rash: {what: {same: rash}, at: admission + 8.5}\n  cough: {what: {same: cough}, at: admission + 8.75}"
    text = TOGETHER.replace("RESULTS", results).replace("admission + 2", "admission + 8").replace("EVENT", rash)
    labs, course, trend, _, marks = told_in(text, tmp_path)
    assert labs == ["Day 7", "Day 7 + 6 h", "Day 8", "Day 8 + 6 h", "Day 8 + 12 h", "Day 9"]
    assert course == ["Day 8", "Day 8 + 12 h", "Day 8 + 18 h"]
    assert "(Day 8), 4.3 mEq/L (Day 8 + 6 h)" in trend
    assert "day 8 + 12 h rash" in marks


@pytest.mark.parametrize(("code", "said"), [("en", "Between the 2nd day and the 11th day"),
                                            ("pt", "Entre o 2º dia e o 11º dia")])  # fmt: skip
def test_an_ordinal_day_has_its_article_within_a_sentence(tmp_path: Path, code: str, said: str) -> None:
    clocks = "languages: [en, pt]\nclocks:\n  admission: {name: {same: A}}\n"
    fever = "events: {fever: {what: {same: fever}, after: admission + 2, before: admission + 11}}\n"
    course = case_of(SHORT.replace("languages: [en]\n", "") + clocks + fever, tmp_path).file.course
    language = load_language(code)
    wording = Wording(course, language, lambda text, path: text.versions[code], "ordinal")
    voice = cast("Voice", SimpleNamespace(wording=wording, language=language))
    assert chronicle((), ("fever",), voice)[0].when == said


# Results


@pytest.mark.parametrize(
    ("words", "english", "portuguese"),
    [
        ("{hb@admission}", "7.10 g/dL", "7,10 g/dL"),
        ("{hb@transplant + 12}", "9.1 g/dL", "9,1 g/dL"),
        ("{hb@engraftment}", "9.1 g/dL", "9,1 g/dL"),
        ("{hb.reference}", "12.0–16.0 g/dL", "12,0–16,0 g/dL"),
        ("{hb@admission:number}", "7.10", "7,10"),
        ("{platelets}", "64,000/µL", "64.000/µL"),
        ("{marrow@midam day 14}", "70.4%", "70,4%"),
        ("{marrow@remission}", "none seen", "nenhum observado"),
        ("{salvage.azacitidine}", "azacitidine", "azacitidina"),
        ("{salvage.azacitidine.dose}", "75 mg/m²", "75 mg/m²"),
        ("{salvage.azacitidine.days}", "days 1 to 5", "dias 1 a 5"),
        ("{salvage.lenalidomide.dose@1}", "25 mg/m²", "25 mg/m²"),
        ("{salvage.lenalidomide.dose@3}", "25 mg/day", "25 mg/dia"),
        ("{salvage.lenalidomide.dose@2–3}", "25 mg/day", "25 mg/dia"),
        ("{salvage.lenalidomide.dose@2-3}", "25 mg/day", "25 mg/dia"),
        ("{salvage.lenalidomide.days}", "days 6–19 and 21", "dias 6–19 e 21"),
    ],
)
def test_prose_names_a_fact_and_each_language_prints_it(
    tmp_path: Path, words: str, english: str, portuguese: str
) -> None:
    assert said(tmp_path, words).replace("\u00a0", " ") == english
    assert said(tmp_path, words, "pt").replace("\u00a0", " ") == portuguese


@pytest.mark.parametrize(
    ("words", "code", "mend"),
    [
        ("{salvage.lenalidomide.dose}", "text.which-result", "{salvage.lenalidomide.dose@2–3}"),
        ("{salvage.lenalidomide.dose@1-3}", "text.which-result", "{salvage.lenalidomide.dose@1}"),
        ("{salvage.lenalidomide.dose@9}", "text.no-result", "{salvage.lenalidomide.dose@2–3}"),
        ("{salvage.azacitidine.dose@3–4}", "text.no-result", "{salvage.azacitidine.dose@1–3}"),
        ("{salvage.azacitidine.dose@0}", "text.no-result", "{salvage.azacitidine.dose@1–3}"),
        ("{salvage.azacitidine.dose@3-2}", "text.no-result", "{salvage.azacitidine.dose@1–3}"),
        ("{salvage.azacitidine.dose@cycle-2}", "text.no-result", "{salvage.azacitidine.dose@1–3}"),
        ("{salvage.azacitidine.dose@1–99999999999}", "text.no-result", "{salvage.azacitidine.dose@1–3}"),
        ("{salvage.azacitidine@3}", "text.no-result", "@3"),
        ("{salvage.azacitidine.days@3}", "text.no-result", "@3"),
        ("{hb.reference@admission}", "text.no-result", "@admission"),
        ("{engraftment@transplant}", "text.no-result", "@transplant"),
        ("{weight@admission}", "text.no-result", "@admission"),
        ("{patient.age@admission}", "text.no-result", "@admission"),
    ],
)
def test_a_cycle_or_a_moment_that_says_nothing_is_told_and_never_passed_over(
    tmp_path: Path, words: str, code: str, mend: str
) -> None:
    more = "patient: {sex: female, age: 52 years}\nvalues: {weight: 61 kg}\n"
    text = f"{COURSE}{more}sections:\n  case: {{same: '{words}'}}\n"
    _, found = compose(case_of(text, tmp_path), Edition("en", is_draft=True))
    (finding,) = (finding for finding in found if finding.is_error)
    assert finding.kind.code == code
    assert mend in EN.words(finding.kind.mend, **finding.fields)


@pytest.mark.parametrize(
    ("units", "hb", "platelets"),
    [
        ("as-typed", "7.10 g/dL", "64,000/µL"),
        ("conventional", "7.10 g/dL", "64,000/µL"),
        ("si", "71.0 g/L", "64 × 10⁹/L"),
        ("conventional-si", "7.10 g/dL (71.0 g/L)", "64,000/µL (64 × 10⁹/L)"),
        ("si-conventional", "71.0 g/L (7.10 g/dL)", "64 × 10⁹/L (64,000/µL)"),
    ],
)
def test_a_case_asks_for_conventional_or_si_units_or_for_both(
    tmp_path: Path, units: str, hb: str, platelets: str
) -> None:
    more = f"article: {{units: {units}}}\n"
    assert said(tmp_path, "{hb@admission}", more=more).replace("\u00a0", " ") == hb
    assert said(tmp_path, "{platelets}", more=more).replace("\u00a0", " ") == platelets


@pytest.mark.parametrize(
    ("test", "typed", "conventional", "si"),
    [
        ("hb", "4.8 g/dL", "4.8 g/dL", "48 g/L"),
        ("platelets", "64 x 10^9/L", "64,000/µL", "64 × 10⁹/L"),
        ("wbc", "45730 /mm3", "45,730/µL", "45.73 × 10⁹/L"),
        ("ldh", "800 U/L", "800 U/L", "13.34 µkat/L"),
        ("ldh", "313–618 U/L", "313–618 U/L", "5.22–10.30 µkat/L"),
        ("creatinine", "106 µmol/L", "1.20 mg/dL", "106 µmol/L"),
        ("urea", "40 mg/dL", "40 mg/dL", "6.7 mmol/L"),
        ("bun", "40 mg/dL", "40 mg/dL", "14.3 mmol/L"),
        ("crp", "12 mg/L", "1.2 mg/dL", "12 mg/L"),
        ("tsh", "<0.01 µIU/mL", "<0.01 µIU/mL", "<0.01 mIU/L"),
        ("k", "2.1 mEq/L", "2.1 mEq/L", "2.1 mmol/L"),
        ("k", "1e30 mEq/L", "1 × 10³⁰ mEq/L", f"1{',000' * 10} mmol/L"),
        ("glucose", "1e-30 mg/dL", "1 × 10⁻³⁰ mg/dL", f"0.{'0' * 31}56 mmol/L"),
        ("mg", "1.6 mEq/L", "1.9 mg/dL", "0.80 mmol/L"),
        ("ica", "2.2–2.6 mEq/L", "4.4–5.2 mg/dL", "1.10–1.30 mmol/L"),
        # an exact shift keeps every digit of each end
        ("k", "3.5–5 mEq/L", "3.5–5 mEq/L", "3.5–5 mmol/L"),
        ("tsh", "0.27–4.2 mIU/L", "0.27–4.2 µIU/mL", "0.27–4.2 mIU/L"),
        ("troponin-i", "0–0.04 ng/mL", "0–0.04 ng/mL", "0–0.04 µg/L"),
        ("hb", "115–160 g/L", "11.5–16.0 g/dL", "115–160 g/L"),
        ("hb", "12–15.5 g/dL", "12–15.5 g/dL", "120–155 g/L"),
        ("crp", "0–5 mg/L", "0–0.5 mg/dL", "0–5 mg/L"),
        ("wbc", "4000–11000 /µL", "4,000–11,000/µL", "4–11 × 10⁹/L"),
        ("wbc", "4500–11000 /µL", "4,500–11,000/µL", "4.5–11.0 × 10⁹/L"),
        ("platelets", "1.5e5 /µL", "1.5 × 10⁵/µL", "150 × 10⁹/L"),
        # another factor keeps their precision, and invents one digit at most
        ("creatinine", "0.6–1.20 mg/dL", "0.6–1.20 mg/dL", "53.0–106.1 µmol/L"),
        ("cortisol", "5–25 µg/dL", "5–25 µg/dL", "140–690 nmol/L"),
        ("bilirubin", "1 mg/dL", "1 mg/dL", "17 µmol/L"),
        ("creatinine", "1 mg/dL", "1 mg/dL", "88 µmol/L"),
        ("glucose", "70–99 mg/dL", "70–99 mg/dL", "3.88–5.49 mmol/L"),
        ("glucose", "1000 mg/dL", "1,000 mg/dL", "55.50 mmol/L"),
        ("glucose", "1e27 mg/dL", "1 × 10²⁷ mg/dL", f"{'56' + ',000' * 8} mmol/L"),
        # and zero is zero
        ("glucose", "0 mg/dL", "0 mg/dL", "0 mmol/L"),
        ("glucose", "0.0–100 mg/dL", "0.0–100 mg/dL", "0.0–5.55 mmol/L"),
        ("crp", "0.0 mg/L", "0.0 mg/dL", "0.0 mg/L"),
    ],
)
def test_a_result_is_converted_by_the_factor_of_its_own_test(test: str, typed: str, conventional: str, si: str) -> None:
    quantity, assay = parse_quantity(typed, "."), find_assay(test)
    shown = [printed(in_system(quantity, assay, system)[0], EN).replace("\u00a0", " ") for system in SYSTEMS[1:3]]
    assert shown == [conventional, si]


@given(st.sampled_from(sorted(ASSAYS)), st.integers(10, 9999), st.integers(0, 3))
def test_a_conversion_there_and_back_keeps_the_number_within_its_figures(test: str, digits: int, decimals: int) -> None:
    assay = ASSAYS[test]
    unit = find_unit(assay.conventional)
    assume(unit is not None and (unit.above is not None or not decimals))  # nobody counts thousandths of a cell
    typed = f"{Decimal(digits).scaleb(-decimals):f} {assay.conventional}"
    quantity = parse_quantity(typed, ".")
    (there,) = in_system(quantity, assay, "si")
    (back,) = in_system(there, assay, "conventional")
    assert back.unit == unit
    before, after = quantity.numbers[0].value, back.numbers[0].value
    assert abs(before - after) <= Decimal(1).scaleb(-decimals), (typed, there, back)


@given(
    st.sampled_from(sorted(ASSAYS)), st.booleans(),
    *(st.tuples(st.integers(0, 99_999), st.integers(0, 3)) for _ in range(3)),
)  # fmt: skip
@example("acido-folico", False, (1, 1), (10, 1), (10, 1))
@example("alt", False, (5, 0), (40, 0), (40, 0))
def test_no_conversion_moves_a_number_by_more_than_half_of_its_last_figure_or_past_its_range(
    test: str, is_si: bool, low: tuple[int, int], high: tuple[int, int], result: tuple[int, int]
) -> None:
    assay = ASSAYS[test]
    unit = find_unit(assay.si if is_si else assay.conventional)
    low, high = sorted((low, high), key=lambda end: Decimal(end[0]).scaleb(-end[1]))
    typed = [Number(f"{Decimal(digits).scaleb(-decimals):f}") for digits, decimals in (low, high, result)]
    assume(unit is not None and typed[0].value < typed[1].value)
    (there,) = in_system(Quantity(tuple(typed[:2]), unit, "–"), assay, "conventional" if is_si else "si")
    (value,) = in_system(Quantity((typed[2],), unit), assay, "conventional" if is_si else "si")
    shift = Decimal(1).scaleb(assay.power or 0)  # 1 /L is 10⁻¹² × 10¹²/L
    factor = 1 / assay.factor / shift if is_si else assay.factor * shift
    converted, precisions = (*there.numbers, *value.numbers), (low[1], high[1], result[1])
    for before, after, decimals in zip(typed, converted, precisions, strict=True):
        moved = abs(before.value * factor - after.value)
        assert moved <= Decimal("0.5001").scaleb(-decimals) * factor, (typed, there, value)
    if low[1] == high[1] == result[1]:  # numbers of one precision stand to each other as they did
        sign = sign_of(Quantity((typed[2],), unit), Quantity(tuple(typed[:2]), unit, "–"))
        assert sign_of(value, there) == sign, (typed, there, value)


def test_every_known_test_has_units_that_can_be_read_and_one_name() -> None:
    assert len(set(map(id, ASSAYS.values()))) > 70
    for short, assay in ASSAYS.items():
        assert short == short.casefold()
        for unit in (assay.conventional, assay.si):
            assert not unit or find_unit(unit), (short, unit)
            assert fits(assay, find_unit(unit))


def results_of(labs: str, folder: Path, decimal: str = ",") -> Mapping[str, Lab]:
    """Return the tests of a case whose `labs` are these lines."""
    head = f'casebook: 1\nlanguages: [en, pt]\nstatus: draft\ndecimal: "{decimal}"\nclocks: {{admission: {{}}}}\n'
    return case_of(f"{head}labs:\n{labs}", folder).file.labs


@pytest.mark.parametrize("decimal", [".", ","])
@pytest.mark.parametrize("test", ["urine-density", "densidade-urinaria", "inr", "rni", "ph"])
def test_what_is_never_a_thousand_is_known_by_its_test_whatever_mark_is_typed(
    tmp_path: Path, decimal: str, test: str
) -> None:
    lines = f'  {test}: {{reference: "1,005–1,030", results: {{admission: 1.025, admission + 1: "1,025"}}}}\n'
    lab = results_of(lines, tmp_path, decimal)[test]
    assert [printed(value, PT) for value in lab.measured] == ["1,025", "1,025"]
    assert lab.range == parse_quantity("1.005–1.030", ".")


def test_a_unit_written_once_holds_for_results_and_range_and_keeps_the_refusals(tmp_path: Path) -> None:
    lines = '  plt: {unit: 10^9/L, reference: 150–400, results: {admission: 64, admission + 1: "<5,0"}}\n'
    lab = results_of(lines, tmp_path)["plt"]
    assert [printed(value, EN).replace("\u00a0", " ") for value in lab.measured] == ["64 × 10⁹/L", "<5.0 × 10⁹/L"]
    assert lab.range == parse_quantity("150–400 × 10^9 /L", ".")
    with pytest.raises(AssertionError, match="ambiguous-count"):
        results_of('  plt: {unit: /mm³, results: {admission: "64,000"}}\n', tmp_path)


def test_a_bare_range_is_in_the_power_of_ten_that_all_results_have(tmp_path: Path) -> None:
    lines = "  plt: {reference: 150–400, results: {admission: 64 × 10^9 /L, admission + 1: 32 × 10^9 /L}}\n"
    lab = results_of(lines, tmp_path)["plt"]
    assert lab.range == parse_quantity("150–400 × 10^9 /L", ".")
    assert [sign_of(value, lab.range) for value in lab.measured] == ["↓", "↓"]


def test_a_bare_range_beside_several_powers_of_ten_is_asked_for_its_unit(tmp_path: Path) -> None:
    results = "{admission: 45 × 10^9 /L, admission + 1: 900 × 10^6 /L}"
    with pytest.raises(AssertionError, match="labs.range-without-unit"):
        results_of(f"  wbc: {{reference: 4–11, results: {results}}}\n", tmp_path)
    lab = results_of(f"  wbc: {{reference: 4–11 × 10^9 /L, results: {results}}}\n", tmp_path)["wbc"]
    assert [sign_of(value, lab.range) for value in lab.measured] == ["↑", "↓"]


def test_a_pressure_may_be_typed_with_an_x_where_the_unit_stands_apart(tmp_path: Path) -> None:
    lab = results_of("  bp: {unit: mmHg, results: {admission: 120x80}}\n", tmp_path)["bp"]
    assert printed(lab.measured[0], EN).replace("\u00a0", " ") == "120/80 mmHg"


@pytest.mark.parametrize(
    ("value", "reference", "sign"),
    [
        ("4.8 g/dL", "12.0–16.0 g/dL", "↓"), ("17 g/dL", "12.0–16.0 g/dL", "↑"), ("12.0 g/dL", "12.0–16.0 g/dL", ""),
        ("<0.01 µIU/mL", "0.4–4.0 µIU/mL", "↓"), (">5 mg/dL", "<0.5 mg/dL", "↑"), ("<5 mg/dL", "<0.5 mg/dL", ""),
        ("0.04 ng/mL", "<0.04 ng/mL", "↑"), (">0.04 ng/mL", "<0.04 ng/mL", "↑"), ("0.04 ng/mL", "≤0.04 ng/mL", ""),
        ("<3.5 mEq/L", "≥3.5 mEq/L", "↓"), ("≤3.5 mEq/L", "≥3.5 mEq/L", ""), ("3.5 mEq/L", ">3.5 mEq/L", "↓"),
        (">5 mEq/L", "3–5 mEq/L", "↑"), ("≥5 mEq/L", "3–5 mEq/L", ""), ("<3 mEq/L", "3–5 mEq/L", "↓"),
        ("≈5 mEq/L", "<5 mEq/L", ""), ("<0.04 ng/mL", "<0.04 ng/mL", ""), ("1:80", "<1:80", "↑"),
        ("1:640", "<1:80", "↑"), ("1:40", "<1:80", ""), ("1:640", "<80", ""), ("120/80 mmHg", "<90 mmHg", ""),
    ],
)  # fmt: skip
def test_a_sign_says_what_lies_beyond_its_range(value: str, reference: str, sign: str) -> None:
    assert sign_of(parse_quantity(value, "."), parse_quantity(reference, ".")) == sign


def test_a_result_without_a_number_may_have_a_word_for_a_range(tmp_path: Path) -> None:
    more = "tables:\n  t: {caption: {same: T}, labs: [hiv]}\n"
    hiv = "  hiv: {name: {same: HIV}, reference: não reagente, results: {admission: reagente}}\n"
    text = COURSE.replace("labs:\n", f"labs:\n{hiv}")
    case = case_of(f"{text}{more}sections:\n  case: {{same: '{{hiv.reference}} @tab:t'}}\n", tmp_path)
    for code, word in (("en", "non-reactive"), ("pt", "não reagente")):
        report, _ = compose(case, Edition(code, is_draft=True))
        (table,) = (node for node in report.body if isinstance(node, Table))
        paragraph = report.body[1]
        assert isinstance(paragraph, Paragraph)
        assert plain(paragraph.children).startswith(word)
        assert plain(table.rows[0][-1].children) == word


def test_a_word_of_the_other_sense_than_the_reference_is_marked_and_the_mark_explained(tmp_path: Path) -> None:
    hiv = "  hiv: {name: {same: HIV}, reference: não reagente, results: {admission: reagente, transplant: neg}}\n"
    more = "tables:\n  t: {caption: {same: T}, labs: [hiv]}\n"
    text = COURSE.replace("labs:\n", f"labs:\n{hiv}") + more + "sections:\n  case: {same: '@tab:t'}\n"
    report, _ = compose(case_of(text, tmp_path), Edition("pt", is_draft=True))
    (table,) = (node for node in report.body if isinstance(node, Table))
    (row,) = table.rows
    assert [plain(cell.children).replace("\u00a0", " ") for cell in row[1:3]] == ["* reagente", "negativo"]
    assert isinstance(row[1].children[0], Strong)
    assert [plain(note) for note in table.notes] == ["* diferente da referência."]


@pytest.mark.parametrize(
    ("result", "reference", "sign"),
    [
        ("positive", "negative", "*"), ("detected", "not detected", "*"), ("reactive", "negative", "*"),
        ("negative", "reactive", "*"), ("negative", "not detected", ""), ("indeterminate", "negative", ""),
        ("negative", "negative", ""), ("normal", "negative", ""),
    ],
)  # fmt: skip
def test_a_word_is_marked_where_it_says_the_opposite_of_the_reference(result: str, reference: str, sign: str) -> None:
    assert sign_of(read_word(result), read_word(reference)) == sign


def test_a_bare_range_of_a_value_is_in_its_unit(tmp_path: Path) -> None:
    more = "values: {lipase: {value: 64 × 10^3 U/L, reference: 13–60}}\n"
    assert said(tmp_path, "{lipase.reference}", more=more).replace("\u00a0", " ") == "13–60 × 10³ U/L"


def test_a_name_of_its_own_changes_what_a_test_is_called_and_not_what_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (tmp_path / "tests.yaml").write_text("glucose: {name: {en: Plasma glucose, pt: Glicose no plasma}}\n", "utf-8")
    lines = "  hb: {name: {en: Hgb, pt: Hb}, results: {admission: 48 g/L}}\n  glucose: {admission: 180 mg/dL}\n"
    lines += "  fasting: {test: glucose, method: {en: fasting, pt: em jejum}, results: {admission: 90 mg/dL}}\n"
    case = case_of(f'casebook: 1\nlanguages: [en]\ndecimal: "."\nclocks: {{admission: {{}}}}\nlabs:\n{lines}', folder)
    wording = Wording(case.file.course, EN, lambda text, path: text.get("en") or "")
    assert [wording.test(name) for name in case.file.labs] == ["Hgb", "Plasma glucose", "Plasma glucose (fasting)"]
    shown = [in_system(lab.measured[0], lab.test, "conventional-si") for lab in case.file.labs.values()]
    said = [[printed(value, EN).replace("\u00a0", " ") for value in values] for values in shown]
    assert said == [["4.8 g/dL", "48 g/L"], ["180 mg/dL", "9.99 mmol/L"], ["90 mg/dL", "5.00 mmol/L"]]


def test_a_range_prints_with_its_unit_where_no_result_is_a_number(tmp_path: Path) -> None:
    lab = "  crp: {reference: <0.5 mg/dL, results: {admission: not detected}}\n"
    text = COURSE.replace("labs:\n", f"labs:\n{lab}") + "tables:\n  t: {caption: {same: T}, labs: [crp]}\n"
    case = case_of(f"{text}sections:\n  case: {{same: '@tab:t'}}\n", tmp_path)
    report, _ = compose(case, Edition("en", is_draft=True))
    (table,) = (node for node in report.body if isinstance(node, Table))
    assert [plain(cell.children) for cell in table.rows[0]] == ["C-reactive protein", "mg/dL", "not detected", "<0.5"]


TESTS_OF_OUR_OWN = """\
sirolimus:
  name: {en: Sirolimus, pt: Sirolimo}
  unit: ng/mL
  reference: 5–15
marrow:
  test: blasts
  specimen: {en: bone marrow, pt: medula óssea}
"""


def test_a_project_has_tests_of_its_own_for_all_its_cases(tmp_path: Path) -> None:
    (tmp_path / "tests.yaml").write_text(TESTS_OF_OUR_OWN, encoding="utf-8")
    folder = tmp_path / "demo"
    folder.mkdir()
    lines = (
        "  sirolimus: {admission: 22}\n"
        "  level: {test: sirolimus, method: {same: LC-MS}, reference: 4–12, results: {admission: 7}}\n"
        "  marrow: {admission: 5%}\n"
    )
    case = case_of(f'casebook: 1\nlanguages: [en]\ndecimal: "."\nclocks: {{admission: {{}}}}\nlabs:\n{lines}', folder)
    wording = Wording(case.file.course, PT, lambda text, path: text.get("pt") or text.get("same") or "")
    assert wording.test("marrow") == "Blastos (medula óssea)"
    assert wording.test("sirolimus") == "Sirolimo"
    labs = case.file.labs
    assert labs["sirolimus"].measured == (parse_quantity("22 ng/mL", "."),)
    assert labs["sirolimus"].range == parse_quantity("5–15 ng/mL", ".")
    assert labs["level"].range == parse_quantity("4–12 ng/mL", "."), "what the case says goes first"


def test_what_is_wrong_with_the_tests_of_a_project_is_told_where_it_stands(tmp_path: Path) -> None:
    wrong = "sirolimus:\n  unit: ng/mL\n  results: {admission: 5}\nfoo: bar\ncyclosporine: {name: C, unit: ng/mml}\n"
    (tmp_path / "tests.yaml").write_text(wrong, encoding="utf-8")
    folder = tmp_path / "demo"
    folder.mkdir()
    text = "casebook: 1\nlanguages: [en]\nclocks: {admission: {}}\nlabs: {cyclosporine: {admission: 5}}\n"
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    _, found = load_case(folder)
    told = [(f.code, f.place.file.rpartition("/")[2], f.place.line) for f in found if f.place and f.is_error]
    assert told == [
        ("tests.unknown-field", "tests.yaml", 3),
        ("tests.unknown-field", "tests.yaml", 4),
        ("quantity.misspelt-unit", "tests.yaml", 5),
    ]


def test_a_changed_test_of_the_project_builds_its_cases_again(project: Project, demo: Path) -> None:
    order = Order(formats=("text",))
    assert [outcome.is_current for outcome in build(project, (), order)] == [False]
    assert [outcome.is_current for outcome in build(project, (), order)] == [True]
    (project.cases / "tests.yaml").write_text(TESTS_OF_OUR_OWN, encoding="utf-8")
    assert [outcome.is_current for outcome in build(project, (), order)] == [False]


@pytest.mark.parametrize("journal", ["generic", "spmj", "einstein", "bmj-case-reports"])
@pytest.mark.parametrize(
    ("age", "english", "portuguese"),
    [
        ("89 years", "89", "89"),
        ("90 years", "a woman aged 90 years or older", "uma mulher de 90 anos ou mais"),
        ("103 anos", "a woman aged 90 years or older", "uma mulher de 90 anos ou mais"),
        ("1100 months", "a woman aged 90 years or older", "uma mulher de 90 anos ou mais"),
    ],
)
def test_ages_over_89_are_pooled_in_every_journal(
    tmp_path: Path, journal: str, age: str, english: str, portuguese: str
) -> None:
    more = f"patient: {{sex: female, age: {age}}}\n"
    for code, expected in (("en", english), ("pt", portuguese)):
        words = said(tmp_path, "{patient:inside}; {patient.age}", code, journal, more).replace("\u00a0", " ")
        is_exact = expected.isdecimal() and journal != "bmj-case-reports"
        assert expected in words if is_exact or not expected.isdecimal() else "80" in words
        assert "103" not in words


def test_a_count_is_printed_in_the_volume_that_the_journal_wants() -> None:
    count = parse_quantity("45730 /µL", ".")
    assert printed(counted_in(count, "/mm³"), PT) == "45.730/mm³"
    assert counted_in(parse_quantity("4.8 g/dL", "."), "/mm³") == parse_quantity("4.8 g/dL", ".")


def test_words_for_results_and_drugs_are_read_in_both_languages_and_printed_in_each() -> None:
    assert read_word("Não detectado") == "not detected"
    assert read_word("cerca de") is None
    assert find_drug("Azacitidine") == "azacitidine"
    common = (
        "imipenem morphine midazolam teicoplanin fentanyl propofol isoniazid rifampicin clozapine tigecycline"
        " polymyxin-b albendazole atenolol aciclovir epinephrine valproic-acid metamizole"
    )
    assert [name for name in common.split() if find_drug(name) is None] == []
    assert [PT.words(drug) for drug in ("imipenem", "fentanyl")] == ["imipeném", "fentanila"]
    assert [drug for drug in DRUGS if not PT.translations.ugettext(drug)] == []
    different = [drug for drug in DRUGS if PT.words(drug) != drug]
    assert len(different) > 60, "most names differ between INN and DCB"


# Notations


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("iscn", "45,XX,t(3;3)(q21;q26.2),del(5)(q31q35),-7[20]"),
        ("iscn", "47,XXY[15]/46,XY[5]"),
        ("iscn", "45,X,-Y[10]"),
        ("iscn", "92,XXXX[3]"),
        ("iscn", "69,XXX"),
        ("iscn", "45,XY,der(13;14)(q10;q10)"),
        ("iscn", "46,XX,+1,der(1;7)(q10;p10)[10]"),
        ("iscn", "46,X,del(X)(q24)"),
        ("iscn", "43~45,XX,-5,add(7)(q22),+mar[cp20]"),
        ("iscn", "46,XX,t(9;22)(q34;q11.2)[19]/46,idem,+8[1]"),
        ("iscn", "nuc ish(ABL1,BCR)x2[200]"),
        ("iscn", "arr(X,1-22)x2"),
        ("iscn", "45,XY,rob(14;21)(q10;q10)"),
        ("iscn", "46,X,i(X)(q10)"),
        ("iscn", "48,XX,+8x2[4]"),
        ("iscn", "46,XY[20]//46,XX[10]"),
        ("iscn", "//46,XX[20]"),
        ("hgvs", "NM_004333.6:c.1799T>A"),
        ("hgvs", "p.(Val600Glu)"),
        ("hgvs", "LRG_199t1:c.11T>G"),
        ("hgvs", "ENST00000288602.11:c.1799T>A"),
        ("gene", "BCR::ABL1"),
        ("gene", "mecA"),
        ("species", "Fusarium solani"),
        ("species", "Salmonella enterica subsp. enterica"),
        ("cd", "CD34+ CD117+, CD19-"),
    ],
)
def test_a_notation_prints_as_it_is_typed(kind: str, typed: str) -> None:
    notation = READERS[kind](Scalar(typed), None)  # type: ignore[arg-type]
    assert notation.text == typed
    assert kind != "iscn" or plain(notation.nodes()) == typed


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("iscn", "45, XX, -7[20]", "notation.spaces"),
        ("iscn", "46,XX,-7[20]", "notation.chromosome-count"),
        ("iscn", "46,XY,t(9,22)(q34;q11.2)[20]", "notation.chromosomes"),
        ("iscn", "46,XX,t(3;3)(q21)[3]", "notation.bands"),
        ("iscn", "normal", "notation.not-iscn"),
        ("iscn", "46,XX t(9;22)(q34;q11.2)", "notation.spaces"),
        ("iscn", "46,XX,t(9;22", "notation.not-iscn"),
        ("iscn", f"45,XX,{'del(5)(q13q33)' * 20}[20", "notation.not-iscn"),  # in no time, however long it is
        ("iscn", "46,XX[20]/", "notation.not-iscn"),
        ("hgvs", "c. 1799 T>A", "notation.not-hgvs"),
        ("gene", "C EBPA", "notation.not-a-gene"),
        ("iscn", "46,xx", "notation.not-iscn"),
        ("species", "fusarium", "notation.not-a-species"),
        ("gene", "brca1", "notation.not-a-gene"),
        ("cd", "CD 34", "notation.not-a-marker"),
    ],
)
def test_a_slip_in_a_notation_is_told(kind: str, typed: str, code: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        READERS[kind](Scalar(typed), None)  # type: ignore[arg-type]
    assert caught.value.context
    assert [finding.code for finding in caught.value.context["findings"]] == [code]


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        ("iscn", "mos 45,X[10]/46,XX[20]", (Breakable(("mos\u00a045,", "X[10]/", "46,", "XX[20]")),)),
        ("hgvs", "c.1799T>A", (Unbroken("c.1799T>A"),)),
        ("gene", "CEBPA", (Emphasis((Words("CEBPA"),)),)),
        ("species", "Candida spp.", (Emphasis((Words("Candida"),)), Words("\u00a0spp."))),
        (
            "species",
            "Candida cf. auris",
            (Emphasis((Words("Candida"),)), Words("\u00a0cf."), Words(" "), Emphasis((Words("auris"),))),
        ),
        (
            "cd",
            "CD34+ CD19-",
            (Words("CD34"), Superscript((Words("+"),)), Words(", CD19"), Superscript((Words("−"),))),
        ),
    ],
)
def test_a_notation_is_set_as_its_field_sets_it(kind: str, typed: str, expected: tuple[Inline, ...]) -> None:
    assert READERS[kind](Scalar(typed), None).nodes() == expected  # type: ignore[arg-type]


def test_the_mend_of_a_karyotype_with_spaces_is_one_that_can_be_read() -> None:
    with pytest.raises(PydanticCustomError) as caught:
        READERS["iscn"](Scalar("46, XX t(9;22)(q34;q11.2) [20]"), None)  # type: ignore[arg-type]
    assert caught.value.context
    mended = caught.value.context["findings"][0].fields["mended"]
    assert mended == "46,XX,t(9;22)(q34;q11.2)[20]"
    assert READERS["iscn"](Scalar(mended), None).text == mended  # type: ignore[arg-type]


# What is printed reads back

_SIMPLE = sorted(spelling for spelling, unit in SPELLINGS.items() if "/" not in spelling + unit.symbol)
_COMPOUNDS = ("mg/kg/day", "mL/min/1.73 m²", "µg/kg/min", "copies/mL", "UI/kg/dia", "")
_TIMES = ("h", "min", "days", "semanas", "meses", "years")
_FORMS = (
    "{a} {u}", "<{a} {u}", "≥ {a} {u}", "<= {a} {u}", "~{a} {u}", "-{a} {u}", "+{a} {u}", "{a}–{b} {u}",
    "{a} a {b} {u}", "-{b} to -{a} {u}", "-{a} – {b} {u}", "{a} × 10^{p} {u}", "<{a}e{p} {u}", "{a} mil/mm³",
    "{a}–{b} × 10^{p} {u}", "10^{p} {u}", "{a} × 10^{p} – {b} × 10^{q} {u}", "{a}/{b} {u}", "1:{n}", "≥1:{n}",
    "{n}/{m} mmHg", "{n}x{m} mmHg", "<{n}/{m} mmHg", "{a} x {b} {l}", "{a} × {b} × {a} {l}", "every {n} {t}",
    "{n}/{n} h", "{a} {u} every {n} {t}", "{a}–{b} {u} a cada {n} {t}", "{n} weeks + {m} days", "{a} h and {n} min",
    "{n} years + {m} months", "de {a} a {b} {u}", "every {m}–1{n} {t}", "{a} {u} de {n} em {n} h",
)  # fmt: skip


def _digits(of: Random) -> str:
    whole = of.choice(("0", str(of.randint(1, 999)), str(of.randint(1000, 9999999))))
    return whole + of.choice(("", f".{of.randint(0, 9)}", f".{of.randint(0, 9999):04}", f".{of.randint(0, 999):03}"))


def _typed(form: str, seed: int, decimal: str) -> str:
    """Return what an author types in this form, with numbers and units drawn from `seed`; the smaller number is `a`."""
    of = Random(seed)  # one number to draw: a hundred times faster than to draw each digit
    low, high = sorted((_digits(of), _digits(of)), key=Decimal)
    units = (of.choice(sorted(SPELLINGS)), f"/{of.choice(_SIMPLE)}", f"{of.choice(_SIMPLE)}/{of.choice(_SIMPLE)}")
    low_power, high_power = sorted((of.randint(-12, 12), of.randint(-12, 12)))
    return form.format(
        a=low.replace(".", decimal), b=high.replace(".", decimal), p=low_power, q=high_power,
        n=of.randint(1, 9999), m=of.randint(1, 999), t=of.choice(_TIMES), l=of.choice(("cm", "mm", "m", "µm")),
        u=of.choice((*units, of.choice(_COMPOUNDS))),
    )  # fmt: skip


@settings(max_examples=5000, deadline=None)
@given(st.sampled_from(_FORMS), st.integers(0, 2**32), st.sampled_from((".", ",")), st.booleans())
def test_what_is_printed_reads_back_as_the_same_quantity_in_both_languages(
    form: str, seed: int, decimal: str, percent_space: bool
) -> None:
    typed = _typed(form, seed, decimal)
    try:
        quantity = parse_quantity(typed, decimal)
    except QuantityError as error:
        assume(error.kind not in (COUNT, UPSIDE_DOWN))  # 64.000 cells; 5 × 10² – 3 × 10²
        raise
    is_one = quantity.unit is not None and not (quantity.every or quantity.plus or quantity.is_interval)
    for language in (EN, PT):
        shown = [printed(quantity, language, percent_space=percent_space)]
        if is_one:
            shown.append(" ".join(printed(quantity, language, part) for part in ("number", "unit")))
        assert [parse_printed(words, language) for words in shown] == [quantity] * len(shown), (typed, shown)


@pytest.mark.parametrize(
    ("typed", "english", "portuguese"),
    [
        ("every 12 h", "every 12 h", "a cada 12 h"),
        ("de 12/12 h", "every 12 h", "a cada 12 h"),
        ("8/8h", "every 8 h", "a cada 8 h"),
        ("de 6 em 6 horas", "every 6 hours", "a cada 6 horas"),
        ("1 g every 4 to 6 h", "1 g every 4–6 h", "1 g a cada 4–6 h"),
        ("de 20 a 30 mg", "20–30 mg", "20–30 mg"),
        ("from 20% to 30%", "20–30%", "20%–30%"),
        ("1 g 24/24 h", "1 g every 24 h", "1 g a cada 24 h"),
        ("1 g every 12 h", "1 g every 12 h", "1 g a cada 12 h"),
        ("14 weeks + 3 days", "14 weeks and 3 days", "14 semanas e 3 dias"),
        ("14 semanas e 3 dias", "14 weeks and 3 days", "14 semanas e 3 dias"),
        ("1 h 30 min", "1 h 30 min", "1 h 30 min"),
        ("1h30min", "1 h 30 min", "1 h 30 min"),
        ("2 anos 6 meses", "2 years and 6 months", "2 anos e 6 meses"),
        ("120x80 mmHg", "120/80 mmHg", "120/80 mmHg"),
        ("7.10 mg/L", "7.10 mg/L", "7,10 mg/L"),
    ],
)
def test_how_often_and_how_long_are_read_as_they_are_typed(typed: str, english: str, portuguese: str) -> None:
    quantity = parse_quantity(typed, ".")
    for language, expected in ((EN, english), (PT, portuguese)):
        assert printed(quantity, language).replace("\u00a0", " ") == expected
        assert parse_printed(printed(quantity, language), language) == quantity


# Private dates

PRIVATE = """\
casebook: 1
languages: [en]
status: draft
decimal: "."
clocks:
  admission: {name: Admission}
  cycle: {name: Cycle, after: admission, first: 1}
events:
  drainage: {what: Drainage}
  told: {what: Told, at: cycle day 3}
sections:
  case: "{drainage} {told}"
tables:
  course: {caption: Course., timeline: all}
"""
PRIVATE_NAMES = ("admission", "cycle", "drainage")


def test_private_dates_become_days_and_never_leave(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.private.yaml\n", encoding="utf-8")
    dates = "admission: 2026-03-01\ncycle: 2026-03-09\ndrainage: 2026-03-20\n"
    (tmp_path / "dates.private.yaml").write_text(dates, encoding="utf-8")
    case = case_of(PRIVATE, tmp_path)
    calendar = case.file.course.calendar
    assert calendar.zero("cycle") == Position(0, Fraction(8))
    assert calendar.zero("drainage") == Position(0, Fraction(19))
    report, found = compose(case, Edition("en", is_draft=True))
    paragraph = report.body[1]
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.children).replace("\u00a0", " ") == "day 12 day 3", "counted from the last clock before it"
    assert "2026" not in repr(report) + repr(found)


def test_an_hour_is_counted_where_both_moments_tell_it(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.private.yaml\n", encoding="utf-8")
    dates = "admission: 2026-03-01 08:00\ndrainage: 2026-03-01 14:30\n"
    (tmp_path / "dates.private.yaml").write_text(dates, encoding="utf-8")
    calendar = case_of(PRIVATE, tmp_path).file.course.calendar
    assert calendar.zero("drainage") == Position(0, Fraction(13, 48))


@pytest.mark.parametrize("decimal", [".", ","])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    begun=st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1)),
    minutes=st.lists(st.integers(0, 40_000), min_size=2, max_size=2).map(sorted),
)
def test_hours_of_private_dates_are_counted_across_midnight(
    tmp_path: Path, decimal: str, begun: datetime, minutes: list[int]
) -> None:
    (tmp_path / ".gitignore").write_text("*.private.yaml\n", encoding="utf-8")
    moments = (begun, *(begun + timedelta(minutes=number) for number in minutes))
    lines = (f"{name}: {moment:%Y-%m-%d %H:%M}\n" for name, moment in zip(PRIVATE_NAMES, moments, strict=True))
    (tmp_path / "dates.private.yaml").write_text("".join(lines), encoding="utf-8")
    calendar = case_of(PRIVATE.replace('decimal: "."', f'decimal: "{decimal}"'), tmp_path).file.course.calendar
    for name, number in zip(PRIVATE_NAMES, (0, *minutes), strict=True):
        assert calendar.zero(name) == Position(0, Fraction(number, 1440)), name


def test_a_private_date_is_counted_as_the_clock_before_it_numbers_its_days(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.private.yaml\n", encoding="utf-8")
    dates = "admission: 2026-03-01\ncycle: 2026-03-09 08:00\ndrainage: 2026-03-09\n"
    (tmp_path / "dates.private.yaml").write_text(dates, encoding="utf-8")
    text = PRIVATE.replace("admission: {", "admission: {first: 1, ")
    calendar = case_of(text, tmp_path).file.course.calendar
    assert text != PRIVATE
    assert calendar.zero("cycle") == calendar.zero("drainage") == Position(0, Fraction(8)), "without an hour, a day"


def test_results_lie_on_their_side_or_upright_in_a_file_and_are_the_same(tmp_path: Path) -> None:
    upright = "Test;Unit;REFERENCE;admission;admission + 6 h\nplt;10^9/L;150–400;64;\nk;mEq/L;3,5–5,0;2,10;–\n"
    aside = "Moment;plt;k\nUnit;10^9/L;mEq/L\nreference;150–400;3,5–5,0\nadmission;64;2,10\nadmission + 6 h;;–\n"
    read = []
    for name, sheet in (("upright", upright), ("aside", aside)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "labs.csv").write_text(sheet, encoding="utf-8")
        head = 'casebook: 1\nlanguages: [en]\nstatus: draft\ndecimal: ","\nclocks: {admission: {}}\n'
        labs = case_of(f"{head}labs-file: labs.csv\n", folder).file.labs
        read.append({test: (lab.range, [(r.moment.key, r.value) for r in lab.results]) for test, lab in labs.items()})
    assert read[0] == read[1]
    assert [value for _, value in read[0]["plt"][1]] == [parse_quantity("64 × 10^9 /L", ".")]


@pytest.mark.parametrize(
    ("clone", "counted"),
    [
        ("45,XX,-7", None), ("46,XX,-7", 45), ("47,XY,+8", None), ("46,XY,+8", 47), ("45,X,-Y", None),
        ("45,XX,der(13;14)(q10;q10)", None), ("46,XX,+1,der(1;7)(q10;p10)", None), ("46,X,i(X)(q10)", None),
        ("92,XXYY", None), ("69,XXX", None), ("45~47,XX,+8", None), ("47,XX,+mar", None), ("no karyotype", None),
    ],
)  # fmt: skip
def test_chromosomes_are_counted_where_they_can_be(clone: str, counted: int | None) -> None:
    assert miscounted(clone) == counted


# Weeks and hours that clocks count

GESTATION = """\
casebook: 1
languages: [en]
status: draft
decimal: "."
clocks:
  gestation: {name: Gestation, counts: weeks}
  admission: {name: Admission, after: gestation, DAY, counts: hours}
events:
  delivery: {what: Delivery, at: AT}
sections:
  case: "{delivery}"
"""


@pytest.mark.parametrize(
    "day", ["day: 27+4", "day: 27 weeks + 4 days", "day: 27 weeks and 4 days", "day: 193 days", "day: 27+4 weeks"]
)
def test_weeks_and_days_are_read_to_the_day(day: str, tmp_path: Path) -> None:
    case = case_of(GESTATION.replace("DAY", day).replace("AT", "admission + 52 h"), tmp_path)
    assert case.file.course.calendar.zero("admission") == Position(0, Fraction(27 * 7 + 4))


@pytest.mark.parametrize(
    "at", ["gestation 27+4", "gestation + 27+4", "gestation week 27+4", "gestation + 27 weeks and 4 days",
           "gestation + 27 weeks + 4 days", "gestation semana 27+4"],
)  # fmt: skip
def test_a_moment_of_a_pregnancy_is_typed_as_it_is_said(at: str, tmp_path: Path) -> None:
    case = case_of(GESTATION.replace("DAY", "day: unknown").replace("AT", at), tmp_path)
    assert case.file.course.calendar.zero("delivery") == Position(0, Fraction(27 * 7 + 4))


@pytest.mark.parametrize(
    ("day", "at", "example"),
    [("day: 27", "admission + 52 h", "27+4"), ("day: 27+4", "admission + 52", "72 h"),
     ("day: 27+4", "gestation + 27", "27+4")],
)  # fmt: skip
def test_a_bare_number_on_a_clock_that_counts_no_days_is_asked_about(
    day: str, at: str, example: str, tmp_path: Path
) -> None:
    (tmp_path / "case.yaml").write_text(GESTATION.replace("DAY", day).replace("AT", at), encoding="utf-8")
    _, found = load_case(tmp_path)
    assert [f.fields["example"] for f in found if f.code == "time.no-unit"] == [example]
