"""Figures and tables of the course of a case: one set of facts, told alike in drawing, table and words."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from casebook.case import load_case
from casebook.drawings.palette import BARS
from casebook.nodes import Figure, Table, plain
from casebook.report.compose import Edition, compose
from casebook.report.model import Report
from tests.test_drawings import drops

CASES = Path(__file__).parent.parent / "cases"
COURSE = """\
casebook: 1
languages: [en, pt]
status: draft
decimal: "."
clocks:
  admission: {name: {en: Admission, pt: Admissão}, counts: hours}
  cycle: {name: {en: Cycle, pt: Ciclo}, after: admission, day: unknown, first: 1}
events:
  infection:
    what:
      en: "*Fusarium solani* infection"
      pt: "Infecção por *Fusarium solani*"
    at: admission + 6 h
  fever: {what: {en: Fever, pt: Febre}, after: cycle day 2, before: cycle day 9, kind: finding}
regimens:
  drip:
    start: admission + 1 h
    end: admission + 24 h
    drugs: {furosemide: {dose: 1.5 mg/h}}
  chemo:
    start: cycle
    cycles: 2
    interval: 7 days
    drugs: {azacitidine: {dose: 75 mg/m2, days: 1–5}}
  open:
    start: cycle day 3
    drugs: {prednisone: {}}
labs:
  k:
    reference: 3.5–5.0 mEq/L
    results:
RESULTS
  pressure:
    name: {en: Blood pressure, pt: Pressão arterial}
    results: {admission: 160/70 mmHg, admission + 2 h: 120/80 mmHg}
  load:
    name: {en: Viral load, pt: Carga viral}
    results: {admission: 12000000 copies/mL, admission + 4 h: 2e3 copies/mL}
  wbc:
    reference: 4.0e9–10.0e9 /L
    results: {admission: 4.5e9 /L, admission + 4 h: 11.2e9 /L}
sections:
  case: {same: "@fig:course @fig:k @fig:pressure @fig:load @fig:wbc @tab:course {k@admission}"}
figures:
  course: {caption: {same: Course.}, timeline: all}
  k: {caption: {same: K.}, trend: {panels: [k], regimens: [drip]}}
  pressure: {caption: {same: P.}, trend: pressure}
  load: {caption: {same: L.}, trend: {panels: [{tests: [load], log: true}]}}
  wbc: {caption: {same: W.}, trend: wbc}
tables:
  course: {caption: {same: Course.}, timeline: all}
"""
FEW = ("2.10", "3.4", "5.8")
MANY = (*(f"{2.5 + hour / 10:.1f}" for hour in range(20)), "4.0")


def report_of(folder: Path, code: str, results: tuple[str, ...] = FEW) -> Report:
    """Return the article of the course above with these results of potassium, one every hour."""
    lines = "\n".join(f"      admission + {hour} h: {value} mEq/L" for hour, value in enumerate(results))
    (folder / "case.yaml").write_text(COURSE.replace("RESULTS", lines), encoding="utf-8")
    case, found = load_case(folder)
    assert case, found
    report, more = compose(case, Edition(code, is_draft=True))
    assert not [finding for finding in (*found, *more) if finding.is_error]
    return report


def figure(report: Report, name: str) -> Figure:
    return next(block for block in report.body if isinstance(block, Figure) and block.anchor == f"fig-{name}")


def alternative(report: Report, name: str) -> str:
    return figure(report, name).panels[0].image.alt.replace("\u00a0", " ")


def drawing(report: Report, name: str) -> etree._Element:
    return etree.fromstring(figure(report, name).panels[0].image.data)


def words(report: Report, name: str) -> list[str]:
    return [str(text.text).replace("\u00a0", " ") for text in drawing(report, name).iter("{*}text")]


def rows(report: Report) -> list[tuple[str, ...]]:
    table = next(block for block in report.body if isinstance(block, Table))
    return [tuple(plain(cell.children).replace("\u00a0", " ") for cell in row) for row in table.rows]


def test_the_table_tells_line_by_line_what_the_figure_shows(tmp_path: Path) -> None:
    report = report_of(tmp_path, "en")
    assert rows(report) == [
        ("Admission, 1 h to 24 h", "Furosemide, 1.5 mg/h"),
        ("Admission, 6 h", "Fusarium solani infection"),
        ("Cycle, day 1 to day 5", "Azacitidine, cycle 1, 75 mg/m²"),
        ("Between Cycle, day 2 and Cycle, day 9", "Fever"),
        ("Cycle, day 3 onward", "Prednisone"),
        ("Cycle, day 8 to day 12", "Azacitidine, cycle 2, 75 mg/m²"),
    ]
    shown = " ".join(words(report, "course"))
    for said in ("Furosemide", "1.5 mg/h", "infection", "Azacitidine", "75 mg/m²", "Fever", "Prednisone", "6 h"):
        assert said in shown
    table = next(block for block in report.body if isinstance(block, Table))
    assert [plain(note) for note in table.notes] == ["The intervals between Admission and Cycle are not reported."]


def test_the_alternative_of_a_timeline_says_the_same_in_sentences_of_each_language(tmp_path: Path) -> None:
    english, portuguese = (alternative(report_of(tmp_path, code), "course") for code in ("en", "pt"))
    assert english.startswith("Admission, 1 h to 24 h: Furosemide, 1.5 mg/h. Admission, 6 h: Fusarium")
    assert english.endswith("The intervals between Admission and Cycle are not reported.")
    assert "Ciclo, dia 3 em diante: Prednisona. " in portuguese
    assert "Furosemida, 1,5 mg/h. " in portuguese
    assert portuguese.endswith("Os intervalos entre Admissão e Ciclo não são informados.")


def test_a_treatment_of_24_hours_ends_where_the_24th_hour_does(tmp_path: Path) -> None:
    said = words(report_of(tmp_path, "en"), "course")
    hours = said[: said.index("Admission (hours)")]
    assert "24" in hours
    assert "48" not in hours


def test_a_bar_ends_at_the_end_of_its_last_day(tmp_path: Path) -> None:
    course = """
casebook: 1
languages: [en]
clocks: {cycle: {name: {same: Cycle}, first: 1}}
events:
  first: {what: {same: First}, at: cycle day 1}
  rest: {what: {same: Rest}, at: cycle day 6}
regimens: {aza: {start: cycle, drugs: {azacitidine: {dose: 75 mg/m2, days: 1–5}}}}
sections: {case: {same: "@fig:course"}}
figures: {course: {caption: {same: Course.}, timeline: all}}
"""
    (tmp_path / "case.yaml").write_text(course, encoding="utf-8")
    case, _ = load_case(tmp_path)
    assert case
    root = drawing(compose(case, Edition("en", is_draft=True))[0], "course")
    first, rest = sorted(drops(root))
    bar = next(rect for rect in root.iter("{*}rect") if rect.get("fill") == BARS[0])
    start, width = float(bar.get("x", "0")), float(bar.get("width", "0"))
    assert start == pytest.approx(first, abs=0.2)
    assert start + width == pytest.approx(rest, abs=0.2), "day 6 begins where day 5 ends"


def test_few_results_are_told_one_by_one_and_many_are_summed_up_first(tmp_path: Path) -> None:
    few = alternative(report_of(tmp_path, "en"), "k")
    assert few == (
        "Potassium: 2.10 mEq/L (Admission), 3.4 mEq/L (Admission, 1 h), 5.8 mEq/L (Admission, 2 h). "
        "Reference range: 3.5–5.0 mEq/L. Admission, 1 h to 24 h: Furosemide, 1.5 mg/h."
    )
    many = alternative(report_of(tmp_path, "pt", MANY), "k")
    assert many.startswith(
        "Potássio: 21 resultados, de 2,5 mEq/L (Admissão) a 4,0 mEq/L (Admissão, 20 h); "
        "o menor, 2,5 mEq/L (Admissão); o maior, 4,4 mEq/L (Admissão, 19 h). "
        "Intervalo de referência: 3,5–5,0 mEq/L. Todos os resultados: 2,5 (Admissão), 2,6 (Admissão, 1 h), "
    )
    assert many.count("(Admissão") == 4 + len(MANY)


@pytest.mark.parametrize(("code", "printed"), [("en", {"2.10", "3.5–5.0"}), ("pt", {"2,10", "3,5–5,0"})])
def test_a_figure_prints_the_digits_typed_in_the_marks_of_its_language(
    tmp_path: Path, code: str, printed: set[str]
) -> None:
    assert printed <= set(words(report_of(tmp_path, code), "k"))


def test_a_blood_pressure_is_drawn_from_the_one_number_to_the_other(tmp_path: Path) -> None:
    report = report_of(tmp_path, "en")
    assert {"160/70", "120/80"} <= set(words(report, "pressure"))
    assert len(list(drawing(report, "pressure").iter("{*}circle"))) == 4


def test_powers_of_ten_typed_in_one_series_and_not_are_drawn_to_one_scale(tmp_path: Path) -> None:
    report = report_of(tmp_path, "en")
    shown = words(report, "load")
    assert "Viral load, copies/mL (logarithmic scale)" in shown
    assert {"12,000,000", "2 × 10³", "10,000,000"} <= set(shown)
    heights = [float(dot.get("cy", "0")) for dot in drawing(report, "load").iter("{*}circle")]
    ticks = {str(text.text): float(text.get("y", "0")) - 3 for text in drawing(report, "load").iter("{*}text")}
    assert ticks["10,000"] < heights[1] < ticks["1,000"], "two thousand stands between one thousand and ten"
    assert "2 × 10³ copies/mL" in alternative(report, "load")


def test_a_power_of_ten_that_all_share_stands_with_the_unit(tmp_path: Path) -> None:
    shown = words(report_of(tmp_path, "en"), "wbc")
    assert "Leukocytes, 10⁹/L" in shown
    assert {"4.5", "11.2", "4.0–10.0"} <= set(shown)


def test_a_species_stands_in_italics_in_a_figure_too(tmp_path: Path) -> None:
    texts = drawing(report_of(tmp_path, "pt"), "course").iter("{*}text")
    assert [text.text for text in texts if text.get("font-style") == "italic"] == ["Fusarium solani"]


@pytest.mark.parametrize("folder", sorted(file.parent.name for file in CASES.glob("*/case.yaml")))
def test_every_event_of_a_shipped_case_is_in_the_alternative_of_its_timeline(folder: str) -> None:
    case, _ = load_case(CASES / folder)
    assert case
    timelines = [name for name, block in case.file.figures.items() if block.timeline]
    assert bool(timelines) == bool(case.file.events)
    for code in case.file.languages if timelines else ():
        report, _ = compose(case, Edition(code))
        told = [str(event.what.get(code)).replace("*", "") for event in case.file.events.values()]
        assert [event for event in told for name in timelines if event not in alternative(report, name)] == []


TWO_SYSTEMS = """\
casebook: 1
languages: [pt]
status: draft
decimal: "."
article: {units: conventional-si}
clocks: {admission: {name: Admissão}}
labs:
  hb: {admission: 4.8 g/dL, admission + 1: 10.25 g/dL, admission + 2: 12.1–14.5 g/dL}
sections: {case: "@tab:hb"}
tables:
  hb: {caption: Hemoglobina., labs: todas}
"""


def test_numbers_in_two_systems_stand_with_their_decimal_marks_below_each_other(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(TWO_SYSTEMS, encoding="utf-8")
    case, found = load_case(tmp_path)
    assert case, found
    report, _ = compose(case, Edition("pt", is_draft=True))
    cells = next(block for block in report.body if isinstance(block, Table)).rows[0][2:]
    behind = [(plain(cell.children), cell.fraction) for cell in cells]
    assert behind == [("4,8 (48)", 6), ("10,25 (102,5)", 10), ("12,1–14,5 (121–145)", 16)]
    assert all(len(text.partition(",")[2]) == fraction for text, fraction in behind)
