"""Checks: every code tells of its bad example and not of its good one; what is told can be chosen, mended and read."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from casebook.build import Order
from casebook.case.ledger import NAME, fingerprint
from casebook.checks import ARTICLE_CHECKS, CHECKS, WHERE_ASKED, kinds_of
from casebook.checks.about import About, examples_of
from casebook.cli import run
from casebook.edit import ChangedMeanwhile, Edit, NotUtf8, apply
from casebook.findings import Place, Severity
from casebook.making import examine
from casebook.project import bundled, find_project
from tests.shipped import CASES, ROOT

NAMES = (*CHECKS, *ARTICLE_CHECKS)
EXAMPLES = {code: example for name in NAMES for code, example in examples_of(name).items()}
BASE = {"casebook": "casebook: 1\n", "languages": "languages: [en]\n", "status": "status: draft\n",
        "decimal": 'decimal: "."\n'}  # fmt: skip
REFERENCE = "@article{omar2012, title = {Licorice}, author = {Omar, H}, journal = {Ther Adv}, year = {2012}}\n"
SLIPS = """@article{omar2012, title = {Licorice}, author = {Omar, H and others}, journal = {Ther Adv},
  year = {2012}, doi = {https://doi.org/10.5555/licorice}}
"""
COMPARED = (("She was well.", "Estava bem."), ("She went home.", "Recebeu alta."))
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" viewBox="0 0 40 30"><circle r="9"/></svg>'


def located() -> bytes:
    """Return a photograph that holds the place where it was taken."""
    file, exif = BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[1] = "S"
    Image.new("RGB", (40, 30), "grey").save(file, "JPEG", exif=exif)
    return file.getvalue()


def signed(name: str) -> bytes:
    """Return a photograph that says who took it."""
    file, exif = BytesIO(), Image.Exif()
    exif[0x013B] = name
    Image.new("RGB", (40, 30), "grey").save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the case folder of a project that holds what the examples speak of."""
    folder = tmp_path / "cases" / "demo"
    (folder / "figures").mkdir(parents=True)
    (folder / "text").mkdir()
    (folder / "figures" / "effusion.svg").write_text(DOT, encoding="utf-8")
    mood = DOT.replace("<circle", '<text y="20">😀</text><circle')
    (folder / "figures" / "mood.svg").write_text(mood, encoding="utf-8")
    (folder / "references.bib").write_text(REFERENCE, encoding="utf-8")
    (folder / "sound.bib").write_text(REFERENCE.replace("title", "doi = {10.5555/licorice}, title"), encoding="utf-8")
    (folder / "slips.bib").write_text(SLIPS, encoding="utf-8")
    (folder / "figures" / "located.jpg").write_bytes(located())
    (folder / "twice.bib").write_text(REFERENCE + REFERENCE.replace("omar2012", "Omar_2012"), encoding="utf-8")
    american = tmp_path / "templates" / "journals" / "of-america" / "profile.yaml"
    american.parent.mkdir(parents=True)
    generic = (bundled("templates") / "journals" / "generic" / "profile.yaml").read_text("utf-8")
    american.write_text(generic + "english: us\n", encoding="utf-8")
    blind = tmp_path / "templates" / "journals" / "of-the-blind" / "profile.yaml"
    blind.parent.mkdir(parents=True)
    blind.write_text(generic + "submission:\n  files: [manuscript, blinded]\n", encoding="utf-8")
    (folder / "figures" / "signed.jpg").write_bytes(signed("Ana Lima"))
    (folder / "text" / "case.md").write_text("She was well.\n", encoding="utf-8")
    (folder / "text" / "name.md").write_text("text/case.md\n", encoding="utf-8")
    pairs = "".join(f"- {{en: {fingerprint(en)}, pt: {fingerprint(pt)}}}\n" for en, pt in COMPARED)
    (folder / NAME).write_text("pairs:\n" + pairs, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASEBOOK_LANG", "en")
    return folder


def case_of(fragment: str) -> str:
    """Return a whole case file with the fields of a fragment, and our own where it has none."""
    own = {line.partition(":")[0] for line in fragment.splitlines() if line[:1].isalpha()}
    return "".join(words for name, words in BASE.items() if name not in own) + fragment


def codes_of(folder: Path, fragment: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Return the codes that `casebook check` tells of a case."""
    (folder / "case.yaml").write_text(case_of(fragment), encoding="utf-8")
    assert run(["check", "--format", "json"]) in (0, 1)
    return {finding["code"] for finding in json.loads(capsys.readouterr().out)}


@pytest.mark.parametrize("name", [*NAMES, *WHERE_ASKED])
def test_every_check_says_what_it_asks_and_shows_each_of_its_codes(name: str) -> None:
    module = next(registry.load(name) for registry in (CHECKS, ARTICLE_CHECKS, WHERE_ASKED) if name in registry.names)
    about = module.ABOUT
    assert isinstance(about, About)
    assert all((about.asks, about.why, *about.sources))
    assert about.sources, "a rule says where it was read"
    codes = {kind.code for kind in kinds_of(module)}
    assert codes
    assert set(examples_of(name)) == codes


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_code_is_told_of_its_bad_example_and_not_of_its_good_one(
    code: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code in codes_of(project, EXAMPLES[code]["bad"], capsys)
    assert code not in codes_of(project, EXAMPLES[code]["good"], capsys)


HEDGE = re.compile(r"(?:If|After|Compare)\b|.*\bafter comparing\b")


def test_what_may_be_meant_otherwise_is_never_mended_by_itself(project: Path) -> None:
    hedged: set[str] = set()
    for example in EXAMPLES.values():
        (project / "case.yaml").write_text(case_of(example["bad"]), encoding="utf-8")
        _, findings, _ = examine(find_project(project.parent.parent), "demo", Order(()))
        unsure = [finding for finding in findings if HEDGE.match(finding.kind.mend)]
        hedged |= {finding.code for finding in unsure}
        assert [(f.code, f.fields.get("typed"), f.fix) for f in unsure if f.fix is not None] == []
    assert {"clinical.iscn-karyotype", "clinical.marker"} <= hedged


# What is told, and how

ODD = """\
languages: [en, pt]
values: {hb: 4.8 g/dL}
sections:
  case: {en: "Hemoglobin was {hb}.", pt: "Estava anêmica, {hb}, {hb}."}
"""


def told(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    (folder / "case.yaml").write_text(case_of(ODD), encoding="utf-8")
    code = run(["check", *more])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_json_holds_every_finding_with_its_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(project, capsys, "--format", "json")
    (found,) = (finding for finding in json.loads(out) if finding["code"] == "parity.only-here")
    assert (code, err) == (0, "")
    assert {name: found[name] for name in ("case", "severity", "file", "line", "width")} == {
        "case": "demo", "severity": "warning", "file": "cases/demo/case.yaml", "line": 7, "width": 4,
    }  # fmt: skip
    line = (project / "case.yaml").read_text("utf-8").splitlines()[found["line"] - 1]
    assert line[found["column"] - 1 :].startswith("{hb}")
    assert found["message"].startswith("{hb} stands in Portuguese and not")
    assert found["advice"]


def test_github_is_told_in_commands_that_one_line_holds(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = told(project, capsys, "--format", "github", "--select", "parity.only-here")
    (line,) = out.splitlines()
    assert line.startswith("::warning title=parity.only-here,file=cases/demo/case.yaml,line=7,col=")
    assert "%0A" in line


def test_codes_are_chosen_and_left_out_by_how_they_begin(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "[parity.only-here]" in told(project, capsys, "--select", "parity")[2]
    assert "[text.gap]" not in told(project, capsys, "--select", "parity")[2]
    assert "[parity.only-here]" not in told(project, capsys, "--ignore", "parity")[2]
    assert "[text.gap]" in told(project, capsys, "--ignore", "parity")[2]
    code, _, err = told(project, capsys, "--select", "parityy")
    assert code == 2
    assert "parity" in err.splitlines()[1]


def test_a_warning_counts_as_an_error_where_that_is_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(project, capsys, "--select", "parity")[0] == 0
    assert told(project, capsys, "--select", "parity", "--strict")[0] == 1
    assert told(project, capsys, "--select", "consent", "--strict")[0] == 0


def test_a_code_is_explained_and_a_wrong_one_leads_to_the_right_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["checks"]) == 0
    assert all(code in capsys.readouterr().out for code in ("parity.only-here",))
    assert run(["checks", "parity.only-here"]) == 0
    said = capsys.readouterr().out
    assert "Told of:" in said
    assert "{hb}" in said
    assert run(["checks", "parity.only-her"]) == 2
    assert "parity.only-here" in capsys.readouterr().err


COMMAS = """\
decimal: "."
values:
  hb: 4,8 g/dL
  ldh: {value: 800 U/L, reference: "313,5–618,5 U/L"}
  k: {value: "2,1 mEq/L"}
sections:
  case: |
    Hemoglobin was {hb}, LDH {ldh}, potassium {k}.
"""


def test_decimal_marks_are_mended_where_that_is_asked_for_and_one_advice_settles_them_all(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / "case.yaml"
    file.write_text(case_of(COMMAS), encoding="utf-8")
    run(["check", "--select", "quantity"])
    told = capsys.readouterr().err
    assert told.count("[quantity.decimal-mark]") == 3
    assert told.count('decimal: ","') == 1
    assert run(["check", "--fix", "--select", "quantity"]) == 0
    assert capsys.readouterr().err == "cases/demo/case.yaml: 4 mended\n"
    for typed in ("hb: 4.8 g/dL", '"313.5–618.5 U/L"', '"2.1 mEq/L"'):
        assert typed in file.read_text("utf-8")
    assert run(["check", "--fix", "--select", "quantity"]) == 0
    assert "nothing mended" in capsys.readouterr().err


def test_a_code_of_no_check_is_explained_by_its_words_and_a_group_by_its_codes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for code in ("time.unknown-name", "labs.unknown-test", "source.tab", "references.doi", "case.missing"):
        assert run(["checks", code]) == 0
        said = capsys.readouterr().out
        assert said.startswith(code)
        assert "{nearest}" not in said
    assert run(["checks", "labs"]) == 0
    assert capsys.readouterr().out.count("\nlabs.") > 5
    assert run(["checks", "qwertyuiop"]) == 2
    told = capsys.readouterr().err
    assert "labs, " in told
    assert "labs.unknown-test" not in told


# Mending in place


def place(text: str, line: int, words: str) -> Place:
    row = text.split("\n")[line - 1].rstrip("\r")
    return Place("a.yaml", line, row.index(words) + 1, row, len(words))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_edit_changes_its_words_and_nothing_else(tmp_path: Path, end: str, mark: str) -> None:
    text = end.join(["a:   75 mg/m2 # dose, mg", "b:  5 x 106, 5 x 106", "", "c: é"])
    (tmp_path / "a.yaml").write_bytes((mark + text).encode())
    first, second = place(text, 1, "mg/m2"), place(text, 2, "5 x 106")
    third = place(text, 1, "dose")
    edits = [Edit(second, "5 × 10^6"), Edit(third, "twice a day"), Edit(first, "mg/m²"), Edit(second, "twice")]
    written = apply(edits, tmp_path)
    assert [edit.words for edit in written] == ["mg/m²", "twice a day", "5 × 10^6"], "of two that overlap, the first"
    changed = text.replace("mg/m2", "mg/m²").replace("dose", "twice a day").replace("5 x 106", "5 × 10^6", 1)
    assert (tmp_path / "a.yaml").read_bytes() == (mark + changed).encode()


def test_a_file_that_changed_meanwhile_is_left_alone_and_so_are_the_others(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("one\ntwo\n", encoding="utf-8")
    edits = [Edit(Place("a.yaml", 1, 1, "one", 3), "1"), Edit(Place("b.yaml", 1, 1, "won", 3), "1")]
    with pytest.raises(ChangedMeanwhile, match="b.yaml"):
        apply(edits, tmp_path)
    assert {(tmp_path / name).read_text("utf-8") for name in ("a.yaml", "b.yaml")} == {"one\ntwo\n"}
    (tmp_path / "b.yaml").write_bytes("é".encode("latin-1"))
    with pytest.raises(NotUtf8):
        apply([Edit(Place("b.yaml", 1, 1, "é"), "e")], tmp_path)


def test_what_has_one_right_mend_is_mended_where_that_is_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = case_of(EXAMPLES["unread.value"]["bad"])
    (project / "case.yaml").write_text(text, encoding="utf-8")
    assert run(["check", "--select", "unread.value"]) == 0
    assert "[unread.value]" in capsys.readouterr().err
    assert (project / "case.yaml").read_text("utf-8") == text, "a check alone changes nothing"
    assert run(["check", "--fix", "--select", "unread.value"]) == 0
    said = capsys.readouterr()
    assert said.err == "cases/demo/case.yaml: 1 mended\n"
    assert said.out.startswith("demo: errors: 0; warnings: 0")
    assert (project / "case.yaml").read_text("utf-8") == text.replace("{{ hb }}", "{hb}")


@pytest.mark.parametrize("slug", [folder.name for folder in CASES])
def test_a_shipped_case_gives_no_warning(slug: str) -> None:
    _, findings, _ = examine(find_project(ROOT), slug, Order(()))
    assert [(f.code, f.place) for f in findings if not f.excuse and f.kind.severity is not Severity.NOTE] == []


# Findings that may stand

LET_STAND = "status: submitted\nsections: {case: She was well.}\n"


def test_a_finding_let_stand_is_shown_with_its_reason_and_counts_no_more(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("check", "--select", "consent,exceptions", "--strict")
    (project / "case.yaml").write_text(case_of(LET_STAND), encoding="utf-8")
    assert run([*asked]) == 1
    assert "[consent.missing]" in capsys.readouterr().err
    excuse = "exceptions: [{code: consent.missing, reason: The family is being asked.}]\n"
    (project / "case.yaml").write_text(case_of(LET_STAND + excuse), encoding="utf-8")
    assert run([*asked]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "consent.missing" in said.out.splitlines()[0]
    assert "The family is being asked." in said.out
    assert run([*asked, "--format", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["excuse"] == "The family is being asked."
    idle = excuse.replace("consent.missing", "consent.mising")
    (project / "case.yaml").write_text(case_of(LET_STAND + idle), encoding="utf-8")
    assert run([*asked]) == 1
    assert "[exceptions.idle]" in capsys.readouterr().err


FOLDED = """\
values: {hb: 4.8 g/dL}
sections:
  case: >
    Her blood was thin.
    Hemoglobin was {{ hb }} and more.
  discussion: "Her \\"blood\\" was {{ hb }}."
  conclusion: 'Her blood was {{ hb }}.'
"""


def test_what_does_not_stand_where_the_place_says_is_not_mended(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = case_of(FOLDED)
    (project / "case.yaml").write_text(text, encoding="utf-8")
    run(["check", "--fix", "--select", "unread.value"])
    mended = text.replace("{{ hb }}", "{hb}").replace('was {hb}."', 'was {{ hb }}."')
    assert (project / "case.yaml").read_text("utf-8") == mended


def test_a_check_needs_no_page(project: Path) -> None:
    (project / "case.yaml").write_text(case_of(ODD), encoding="utf-8")
    script = "import sys; from casebook.cli import run; run(['check']); print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.splitlines()[-1] == "False"
    assert "[parity.only-here]" in done.stderr


# What cannot be looked at

HALF_READ = """\
values: {hb: 4.8 g/dX}
figures: {effusion: {file: figures/effusion.svg, alt: A dot, caption: A dot}}
exceptions: [{code: care.7, reason: All in one day}]
"""


@pytest.mark.parametrize("codes", ["care", "structure", "privacy"])
def test_what_could_not_be_looked_at_is_told_whatever_is_chosen(
    codes: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "case.yaml").write_text(case_of(HALF_READ), encoding="utf-8")
    run(["check", "--select", codes])
    said = capsys.readouterr().err
    assert said.count("[checks.not-run]") == 1
    assert said.count("[quantity.unknown-unit]") == 1, "why it could not be read"
    assert "look at everything here: care, structure." in said
    assert "[structure.unmentioned-figure]" not in said, "it may be mentioned in what was not read"


def test_an_exception_of_a_check_that_could_not_be_run_is_not_idle(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "exceptions.idle" not in codes_of(project, HALF_READ, capsys)
    whole = HALF_READ.replace("g/dX", "g/dL").replace("care.7", "privacy.town")
    assert "exceptions.idle" in codes_of(project, whole, capsys)


def test_of_a_case_that_cannot_be_read_it_is_told_why_whatever_is_chosen(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "case.yaml").write_text("casebook: 1\ntitle: [A, {B\n", encoding="utf-8")
    assert run(["check", "--select", "care"]) == 1
    assert "[source." in capsys.readouterr().err


def test_a_form_is_told_but_not_mended_where_words_would_have_to_agree_with_others(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = case_of('languages: [pt]\nsections: {case: "O ECG era normal, a GCS era 13 e o ALT era baixo."}\n')
    (project / "case.yaml").write_text(text, encoding="utf-8")
    run(["check", "--select", "language", "--fix"])
    said = capsys.readouterr().err
    assert "Write “escala de coma de Glasgow”." in said
    assert "a GCS era 13" in (project / "case.yaml").read_text("utf-8"), "ECG is another thing"


def test_a_finding_says_a_language_by_its_name_in_the_language_of_messages(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEBOOK_LANG", "pt")
    _, out, _ = told(project, capsys, "--format", "json", "--select", "parity.only-here")
    (found,) = json.loads(out)
    assert found["message"].startswith("{hb} aparece em português e não aparece, ou aparece menos vezes, em inglês")
