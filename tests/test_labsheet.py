"""Results as laboratories and spreadsheets write them: their letters, their names of tests, their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.case import Case, load_case
from casebook.clinical.assays import find_assay, nearest_assay
from casebook.findings import Finding, Severity
from casebook.formats.text import write as written
from casebook.quantity import parse_quantity
from casebook.report.compose import Edition, compose

SHEET_HEAD = 'casebook: 1\nlanguages: [en]\nstatus: draft\ndecimal: ","\nclocks: {admission: {}}\nlabs-file: labs.csv\n'


def found_in_sheet(sheet: bytes, more: str, folder: Path) -> tuple[Case | None, list[Finding]]:
    """Return the case whose results stand in a file of these bytes, and what is wrong with it."""
    (folder / "labs.csv").write_bytes(sheet)
    (folder / "case.yaml").write_text(SHEET_HEAD + more, encoding="utf-8")
    case, findings = load_case(folder)
    return case, [*findings, *(compose(case, Edition("en", is_draft=True))[1] if case else ())]


def test_a_file_of_results_as_a_spreadsheet_in_brazil_saves_it(tmp_path: Path) -> None:
    lines = "Exame;Unidade;Valor de referência;admission", "plaquetas;/mm³;150000–450000;6,80E+04"
    sheet = "\n".join((*lines, "Haptoglobina;mg/dL;;nao detectado", ""))
    more = "labs: {haptoglobina_2: {name: Other, results: {admission: 1 mg/dL}}}\n"
    case, found = found_in_sheet(sheet.encode("cp1252"), more, tmp_path)
    assert case
    assert {(f.code, f.kind.severity) for f in found if f.place and f.place.file.endswith("csv")} == {
        ("source.windows", Severity.NOTE), ("labs.shortened", Severity.WARNING)
    }  # fmt: skip
    labs = case.file.labs
    assert list(labs) == ["haptoglobina_2", "plaquetas", "Haptoglobina"]
    assert labs["plaquetas"].range
    assert labs["plaquetas"].results[0].value == parse_quantity("68000 /mm³", ",")
    assert labs["Haptoglobina"].results[0].value == "not detected"


@pytest.mark.parametrize("letters", ["mac_roman", "utf-8-broken"])
def test_letters_that_may_be_those_of_another_machine_are_not_guessed(letters: str, tmp_path: Path) -> None:
    sheet = "exame;admission;método\nk;2,1 mEq/L;\n"
    broken = (sheet + "não").encode("utf-8") + b"\xe9" if letters == "utf-8-broken" else sheet.encode(letters)
    _, found = found_in_sheet(broken, "", tmp_path)
    assert "source.encoding" in {finding.code for finding in found}


def test_the_lines_of_a_file_keep_their_order_where_the_case_names_one_of_its_tests(tmp_path: Path) -> None:
    sheet = b"test;admission\nthis;1 mg/dL\nk;2,1 mEq/L\n"
    case, _ = found_in_sheet(sheet, "labs: {k: {specimen: blood}, this: {name: This}}\n", tmp_path)
    assert case
    assert list(case.file.labs) == ["this", "k"]


@pytest.mark.parametrize(
    ("name", "code", "nearest"),
    [
        ("AST (TGO)", "labs.not-a-short-name", "ast"),
        ("Bilirrubina total", "labs.not-a-short-name", "bilirrubina-total"),
        ("plaquetas (/µL)", "labs.not-a-short-name", "plaquetas"),
        ("Anti-HBs (qualitativo)", "labs.not-a-short-name", ""),
        ("plaquets", "labs.unknown-test", "plaquetas"),
        ("hemoglobinuria-x", "labs.unknown-test", ""),
    ],
)
def test_a_name_of_the_laboratory_is_told_once_and_not_at_each_mention(
    name: str, code: str, nearest: str, tmp_path: Path
) -> None:
    sheet = f"exame;admission\n{name};5\n".encode()
    _, found = found_in_sheet(sheet, "sections: {case: 'It was {some_test@admission}.'}\n", tmp_path)
    (told,) = (finding for finding in found if finding.is_error)
    assert (told.code, told.fields["nearest"]) == (code, nearest)
    assert "labs-file" in told.kind.mend or nearest


def test_no_analyte_is_taken_for_another_that_sounds_alike() -> None:
    assert nearest_assay("hemoglobna") == "hemoglobina"
    for name in ("haptoglobina", "transferrina", "troponina-t", "procalcitonina", "c3", "Fosfatase alcalina", "AST"):
        assert find_assay(name), name
    for name in ("hemopexina", "calcitonina", "mioglobina", "albuminuria-de-24-h"):
        assert not nearest_assay(name), (name, nearest_assay(name))


@pytest.mark.parametrize("typed", ["ND", "n.d.", "nd", "N/D"])
def test_two_letters_for_not_detected_or_not_done_are_told(typed: str, tmp_path: Path) -> None:
    _, found = found_in_sheet(f"exame;admission\nk;{typed}\n".encode(), "", tmp_path)
    (told,) = (finding for finding in found if finding.is_error)
    assert (told.code, told.fields["what"]) == ("labs.not-a-result", "not detected")


@pytest.mark.parametrize("typed", ["não realizado", "nao realizada", "not done", "-", "–"])
def test_what_was_not_done_is_no_result(typed: str, tmp_path: Path) -> None:
    case, found = found_in_sheet(f"exame;admission\nk;{typed}\n".encode(), "", tmp_path)
    assert case
    assert not case.file.labs["k"].results
    assert not [finding for finding in found if finding.is_error]


UNREAD = """\
casebook: 1
languages: [en]
status: draft
decimal: ","
clocks: {admission: {}}
events:
  delivery: {what: Delivery, after: admission}
  discharge: {what: Discharge, at: nowhere at all}
labs:
  plt: {admission: 68.000 /µL, admission + 1: 41000 /µL}
regimens:
  salt:
    start: admission
    drugs:
      magnesium: {drug: magnesium, dose: 4 g + 1 g/h}
sections:
  case: |
    It was {plt@admission}, {plt@admission + 1}, {salt.magnesium.dose}, {discharge:on}, {delivery:on}.
"""


def test_what_could_not_be_read_is_not_told_again_where_the_text_prints_it(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(UNREAD, encoding="utf-8")
    case, findings = load_case(tmp_path)
    assert case
    said = {(f.code, f.fields.get("name")) for f in compose(case, Edition("en", is_draft=True))[1] if f.is_error}
    assert said == {("text.unknown-value", "delivery")}
    told = {finding.code for finding in findings if finding.is_error}
    assert told == {"quantity.ambiguous", "quantity.unreadable", "time.not-a-moment"}


BARE = """\
casebook: 1
languages: [pt]
status: {status}
patient: {{sex: {sex}, age: 31 anos}}
values: {{ast: 5 U/L}}
labs:
  alt: {{reference: 5–40 U/L, results: {{admission: 412 U/L}}}}
clocks: {{admission: {{}}}}
article: {{units: conventional-si}}
sections:
  case: A ALT (intervalo de referência {{alt.reference}}) era de {{alt@admission}}.
  patient-perspective: Achei que era gastrite.
  discussion: {{en: Elsewhere.}}
"""


def body_of(folder: Path, status: str = "draft", sex: str = "female") -> str:
    (folder / "case.yaml").write_text(BARE.format(status=status, sex=sex), encoding="utf-8")
    case, _ = load_case(folder)
    assert case
    return written(compose(case, Edition("pt", is_draft=True))[0], ()).decode()


def test_headings_agree_with_the_patient_gaps_have_their_heading_and_brackets_stand_inside_parentheses(
    tmp_path: Path,
) -> None:
    said = body_of(tmp_path).replace("\u00a0", " ")
    assert "Perspectiva da paciente" in said
    assert "Perspectiva do paciente" in body_of(tmp_path, sex="male")
    assert "[falta: Discussão]" in said
    assert "(intervalo de referência 5–40 U/L [0,083–0,67 µkat/L])" in said
    assert "412 U/L (6,87 µkat/L)" in said
