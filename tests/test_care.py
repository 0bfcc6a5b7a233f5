"""The CARE checklist: 30 lines, each shown by what shows it, with its part and page in the article."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest

from casebook.care import judge
from casebook.care.evidence import patterns
from casebook.care.items import ITEMS
from casebook.case import load_case
from casebook.checks.about import examples_of
from casebook.cli import run
from casebook.journals import load_journal
from tests.shipped import CASES, shipped_case
from tests.test_checks import case_of

GENERIC = load_journal("generic")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the one case of a project, in which the test stands."""
    case = tmp_path / "cases" / "demo"
    case.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASEBOOK_LANG", "en")
    return case


def test_the_checklist_has_its_thirty_lines() -> None:
    assert len(ITEMS) == 30
    assert len({item.code for item in ITEMS}) == 30
    assert {re.match(r"\d+", item.code)[0] for item in ITEMS} == {str(number) for number in range(1, 14)}  # type: ignore[index]


def test_a_case_that_says_nothing_shows_no_line(folder: Path) -> None:
    (folder / "case.yaml").write_text(case_of("status: submitted\nsections: {case: .}\n"), encoding="utf-8")
    case, _ = load_case(folder)
    assert case
    assert [line.item.code for line in judge(case, GENERIC) if line.shown] == []


def test_every_line_is_tried_by_an_example() -> None:
    assert {f"care.{item.code}" for item in ITEMS} == set(examples_of("care"))


@pytest.mark.parametrize("slug", [case.name for case in CASES])
def test_of_a_shipped_case_every_line_is_shown_or_excused(slug: str) -> None:
    case = shipped_case(slug)
    lines = judge(case, load_journal(case.file.article.journal))
    assert [line.item.code for line in lines if line.is_open] == []
    for line in lines:
        if line.shown:
            assert line.shown.place.text.strip(), line.item.code


def test_words_are_known_in_every_shipped_language_and_match_whole_words() -> None:
    found = list(patterns())
    assert {language for _, language, _ in found} == {"en", "pt"}
    assert {code for code, language, _ in found if language == "en"} == {code for code, _, _ in found}
    pattern = next(pattern for code, language, pattern in found if (code, language) == ("10a", "pt"))
    assert pattern.search("Recebeu alta.")
    assert not pattern.search("A dose era exalta."), "a word is taken from its beginning"


SHOWN = [
    ("5b", "pt", "A menina foi trazida pela mãe ao serviço com febre havia quatro dias."),
    ("5b", "pt", "Veio com tosse seca e febre\nhá 3 dias."),
    ("5b", "en", "The girl was brought by her mother with fever for four days."),
    ("5b", "en", "He came with a three-day history of cough."),
    ("8a", "pt", "O anticorpo IgM foi não reagente no dia 3."),
    ("8a", "en", "The IgM antibody was non-reactive on day 3."),
    ("10b", "pt", "A alta foi no sétimo dia, com 98.000 plaquetas por mm³."),
    ("10b", "pt", "A função hepática normalizou."),
    ("10b", "en", "She was discharged on day seven, with 98,000\nplatelets per mm³."),
    ("10b", "en", "Her liver tests returned to normal."),
    ("5d", "pt", "Em outro hospital, recebera cefalexina."),
    ("5d", "en", "She had been given fluids in another service."),
    ("8b", "pt", "Sem a aranha, não se pôde confirmá-lo."),
    ("8d", "pt", "Era um caso grave, pela hemólise."),
    ("9c", "pt", "Não foi preciso mudar o tratamento."),
    ("10c", "pt", "Um mês depois, compareceu à consulta."),
    ("10c", "en", "He came to the appointment one month later."),
    ("12", "pt", "‘Ela voltou a brincar’, disse a mãe."),
    ("12", "pt", "“Voltei a andar\nsem dor” — contou ele."),
    ("12", "pt", "A mãe ficou satisfeita com o tratamento."),
    ("12", "en", "‘She doesn’t cry any more’, said her mother."),
    ("12", "en", "“I can walk again,” the patient wrote."),
    ("12", "en", "She was very grateful that the pain had gone."),
]
NOT_SHOWN = [
    ("5b", "en", "She took licorice for two years."),
    ("5b", "pt", "Fumou por dez anos."),
    ("8a", "en", "She was active and took antiplatelet drugs."),
    ("8a", "pt", "Era ativa e tomava antiplaquetários."),
    ("10b", "en", "The international normalized ratio was 1. She was discharged on 50 mg of it a day. Platelets fell."),
    ("10b", "pt", "Recebeu alta dose, 500 mg/dia, e alta. A relação normalizada era 1."),
    ("8d", "en", "He had severe pain, and strength of grade 2."),
    ("9c", "pt", "O tratamento foi o de sempre."),
    ("12", "pt", "A mãe disse que tinha febre; havia o sinal da “gaveta”, ausente no pai."),
    ("12", "en", "Her mother said that she had fever. The “kissing” sign was seen, and the patients' age was noted."),
]


@pytest.mark.parametrize(("code", "language", "words"), [*SHOWN, *NOT_SHOWN])
def test_a_line_is_shown_by_the_words_for_it_and_not_by_others_like_them(
    code: str, language: str, words: str, folder: Path
) -> None:
    lines = "\n".join(f"    {line}" for line in words.splitlines())
    (folder / "case.yaml").write_text(
        case_of(f"languages: [{language}]\nstatus: submitted\nsections:\n  case: |\n{lines}\n"), encoding="utf-8"
    )
    case, _ = load_case(folder)
    assert case
    shown = {line.item.code for line in judge(case, GENERIC) if line.shown}
    assert (code in shown) == ((code, language, words) in SHOWN)


def test_a_journal_that_bars_the_words_asks_for_none(folder: Path) -> None:
    (folder / "case.yaml").write_text(case_of("title: Severe hypokalemia\nsections: {case: .}\n"), encoding="utf-8")
    case, _ = load_case(folder)
    assert case
    first = {name: judge(case, load_journal(name))[0] for name in ("generic", "bmj-case-reports")}
    assert first["generic"].is_open
    assert first["bmj-case-reports"].rule
    assert not first["bmj-case-reports"].is_open


@pytest.mark.slow
def test_the_filled_checklist_names_part_and_page_in_every_language(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = """\
languages: [en, pt]
patient: {sex: female, age: 46 years}
sections:
  case:
    en: "{patient} presented with weak legs."
    pt: "{patient} queixava-se de fraqueza nas pernas."
"""
    (folder / "case.yaml").write_text(case_of(text), encoding="utf-8")
    assert run(["care", "demo"]) == 0
    assert "page" not in capsys.readouterr().out.replace("Title page", "")
    assert run(["build", "demo", "--to", "pdf", "--quiet"]) == 0
    assert run(["care", "demo"]) == 0
    assert "Case report, from page 1 (case.yaml:" in capsys.readouterr().out
    for code, expected in (("en", "Case report, from page 1"), ("pt", "Relato de caso, a partir da página 1")):
        page = lxml.html.parse(str(folder.parents[1] / "build" / "demo" / f"demo.care.{code}.html"))
        rows = {row[0].text_content(): [cell.text_content() for cell in row] for row in page.xpath("//tbody/tr")}
        assert len(rows) == 30
        assert rows["5b"][3] == expected
        assert rows["5b"][2] != rows["5c"][2]
    (folder / "case.yaml").write_text(case_of(text + "funding: none\n"), encoding="utf-8")
    assert run(["care", "demo"]) == 0
    assert "page 1" not in capsys.readouterr().out, "pages of a PDF that is out of date are not named"


CHART = """\
languages: [en]
status: submitted
abstract: A boy had hemolysis after a spider bite.
values: {antivenom: 500 mg every 8 h, red_cells: 10 mL/kg, hb: 6.9 g/dL}
sections:
  case:
    investigations: Hemoglobin was {hb}.
    intervention: We gave {antivenom}.
    follow-up: An MRI was clear.
"""


def test_a_chart_shows_lines_by_what_stands_in_its_parts_and_an_abstract_of_one_text_its_four(folder: Path) -> None:
    anchors = {}
    for text in (CHART, CHART.replace("{antivenom}", "{hb}").replace("An MRI was clear", "He played again")):
        (folder / "case.yaml").write_text(case_of(text), encoding="utf-8")
        case, _ = load_case(folder)
        assert case
        anchors[text] = {line.item.code: line.shown.anchor for line in judge(case, GENERIC) if line.shown}
    dosed, undosed = anchors.values()
    assert [dosed[code] for code in ("3a", "3b", "3c", "3d")] == ["article"] * 4
    assert (dosed["9b"], dosed["10b"]) == ("sec-case.intervention", "sec-case.follow-up")
    assert not {"9b", "10b"} & set(undosed)
