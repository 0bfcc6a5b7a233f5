"""casebook diff: what changed in an article since an older version, by field and language."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import lxml.html
import pytest

from casebook.cli import run
from casebook.diff.words import END, Piece, Unit, as_printed, compared, units_of
from casebook.nodes import Citation, CrossReference, Emphasis, Ref, Superscript, Unbroken, Words
from casebook.project import Project

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="{}" height="9"/></svg>'
OLD = "the older one"


@pytest.fixture
def older(demo: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds the sample case as it was before anything is changed, in the working folder."""
    monkeypatch.chdir(project.root)
    shutil.copytree(demo, project.root / OLD)
    return project.root / OLD


def change(folder: Path, *pairs: tuple[str, str], file: str = "case.yaml") -> None:
    text = (folder / file).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / file).write_text(text, encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str], version: str = OLD, code: str = "en") -> list[str]:
    """Return the lines of what changed, each change whole on one line."""
    assert run(["--ui-lang", code, "diff", "demo", version]) == 0, capsys.readouterr().err
    said = capsys.readouterr().out.replace("\u00a0", " ")
    lines: list[str] = []
    for line in said.splitlines():
        if line.startswith("    "):
            lines[-1] += " " + line.strip()
        else:
            lines.append(line)
    return lines


def page(project: Project, code: str = "en") -> lxml.html.HtmlElement:
    return lxml.html.parse(str(project.output / "demo" / f"demo.diff.{code}.html")).getroot()


def test_where_nothing_changed_that_is_said(older: Path, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys)[:2] == [f"demo: Changes since {OLD}", "  Nothing in the article has changed."]
    assert "Nothing in the article has changed." in page(project).text_content()
    assert page(project).xpath("//ins | //del") == []


def test_words_are_told_by_language_field_and_paragraph(
    older: Path, demo: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    change(
        demo,
        ("Severe hypokalemia from licorice tea", "Severe hypokalemia after licorice tea"),
        ("had grown weak over three days", "had grown weak over two days"),
        ("Sua limitação é que renina", "Este relato é limitado porque renina"),
    )
    assert told(capsys) == [
        f"demo: Changes since {OLD}",
        "English",
        "  Title: Severe hypokalemia [-from-]{+after+} licorice tea: a case report",
        "  Case report, paragraph 1: … because her legs had grown weak over [-three-]{+two+} days. Her blood pressure "
        "was …",
        "Portuguese",
        "  Discussão, paragraph 1: … relato segue as diretrizes CARE [2]. [-Sua limitação é que-]{+Este relato é "
        "limitado porque+} renina e aldosterona não foram dosadas.",
        "build/demo/demo.diff.en.html written",
    ]  # fmt: skip
    (title,) = page(project).xpath("//h3[@lang='en-US'][.='Title']/following-sibling::div[1]")
    assert title.xpath("string(.//p[2])") == "Severe hypokalemia fromafter licorice tea: a case report"
    assert (title.xpath("string(.//del)"), title.xpath("string(.//ins)")) == ("from", "after")
    assert title.xpath("string(.//p[2]/@lang)") == "en-US"


def test_a_value_is_told_once_with_its_places_and_no_sentence_with_it(
    older: Path, demo: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    change(demo, ("value: 2.1 mmol/L", "value: 2.3 mmol/L"), ("age: 46 years", "age: 47 years"))
    assert told(capsys)[1:-1] == [
        "Values",
        "  patient: A 46-year-old woman → A 47-year-old woman (Abstract · Case report)",
        "  k_admission: 2.1 mmol/L → 2.3 mmol/L (Abstract · Case report · Figure 1 · Table 1)",
    ]
    assert [row.text_content().split("\n")[1] for row in page(project).xpath("//tbody/tr")] == [
        "Patient",
        "k admission",
    ]
    assert told(capsys, code="pt")[1:3] == [
        "Valores",
        "  patient: Mulher de 46 anos → Mulher de 47 anos (Resumo · Relato de caso)",
    ]


def test_a_sentence_that_is_gone_keeps_the_number_that_it_printed(
    older: Path, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(demo, ("value: 2.1 mmol/L", "value: 2.3 mmol/L"))
    change(demo, (" Potassium was {k_admission} (reference range {k_admission.reference}).", ""))
    (line,) = [line for line in told(capsys) if line.startswith("  Case report")]
    assert line.endswith("178/96 mmHg.[- Potassium was 2.1 mmol/L (reference range 3.5–5.1 mmol/L).-]")


def test_a_paragraph_that_was_parted_or_moved_stays_readable(
    older: Path, demo: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    last = "This report follows the CARE guidelines [@gagnier2013]. Its limitation is that neither"
    change(
        demo,
        ("a day for two months. The tea", "a day for two months.\n\n      The tea"),
        (last, "Its limitation is that neither"),
        ("  introduction:\n    en: |\n", "  introduction:\n    en: |\n      This report follows the CARE guidelines "
         "[@gagnier2013], as all of them should.\n\n"),
    )  # fmt: skip
    lines = told(capsys)
    parted = "  Case report, paragraph 2: … of licorice tea a day for two months.{+ ¶ +}The tea was stopped"
    assert any(line.startswith(parted) for line in lines)
    assert any(line.startswith("  Introduction, paragraph 1 (new): {+This report follows") for line in lines)
    change(older, (last, "Its limitation is that neither"))
    change(
        older,
        ("  discussion:\n    en: |\n", "  discussion:\n    en: |\n      This report follows the CARE guidelines "
         "[@gagnier2013], as all of them should.\n\n"),
    )  # fmt: skip
    moved = [line for line in told(capsys) if "moved" in line]
    assert moved == [
        "  Introduction, paragraph 1 (moved, from Discussion): This report follows the CARE guidelines [1], as all of "
        "them should."
    ]
    assert "moved, from Discussion" in page(project).text_content()


def test_neighbours_that_were_reworded_are_told_one_by_one(
    older: Path, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(demo, ("weak over three days", "weak over two days"), ("drunk one liter", "drunk two liters"))
    places = [line.partition(":")[0] for line in told(capsys)[2:-1]]
    assert places == ["  Case report, paragraph 1", "  Case report, paragraph 2"]


def test_pictures_tables_references_and_authors(older: Path, demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (demo / "figures" / "potassium.svg").write_text(SVG.format(50), encoding="utf-8")
    (older / "figures" / "potassium.svg").write_text(SVG.format(60), encoding="utf-8")
    change(
        demo,
        ("{en: Oral potassium, pt: Potássio oral}", "{en: Oral potassium chloride, pt: Cloreto de potássio oral}"),
        (" This report follows the CARE guidelines [@gagnier2013].", ""),
        (" Este relato segue as diretrizes CARE [@gagnier2013].", ""),
        ("  - name: {given: John, family: Sample}", "  - name: {given: Ana, family: Sample}"),
        ("    city: São Paulo", "    city: Campinas"),
        ("      Drawn by the authors from invented data.", "      Drawn by A. Sample from invented data."),
    )
    change(demo, ("pages = {125-138}", "pages = {125-139}"), file="references.bib")
    lines = told(capsys)
    (picture,) = [line for line in lines if line.startswith("  Figure 1: another picture (")]
    before, _, after = picture.partition("(")[2].rstrip(")").partition(" → ")
    assert (len(before), len(after)) == (8, 8)
    assert before != after
    for line in (
        "  Authors: [-John Sample-]{+Ana Sample+}",
        "  Table 1: 3 | 3.3 | Oral potassium{+ chloride+}",
        "  Tabela 1: 3 | 3,3 | [-Potássio-]{+Cloreto de potássio+} oral",
        "  Figure 1: Drawn by [-the authors-]{+A. Sample+} from invented data.",
    ):
        assert line in lines, (line, lines)
    assert any(line.startswith("  References (removed): [-Gagnier JJ") for line in lines)
    assert any(line.startswith("  References: ") and "125–[-38-]{+39+}" in line for line in lines)
    assert any(line.startswith("  Affiliations: ") and "[-São Paulo-]{+Campinas+}" in line for line in lines)
    assert not any("[1]" in line and "{+" in line for line in lines), "a number that moved is no change"


def test_a_full_text_that_came_is_told_as_one(
    older: Path, demo: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    change(older, ("languages: [en, pt]", "languages: [en]"))
    change(demo, ("uma pergunta sobre alcaçuz", "uma questão sobre alcaçuz"))
    lines = told(capsys)
    assert lines[1] == "  New full text: Portuguese"
    assert len(lines) == 3
    shutil.rmtree(older)
    shutil.copytree(demo, older)
    change(demo, ("languages: [en, pt]", "languages: [en]"), ("relato de caso", "caso clínico"))
    assert told(capsys)[1:-1] == [
        "  Full text that is gone: Portuguese",
        "Portuguese",
        "  Title: Hipocalemia grave por chá de alcaçuz: [-um relato de caso-]{+um caso clínico+}",
    ]


# Where the older version is


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def versioned(demo: Path, tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose project stands in a folder of it, the sample case at the tag v1."""
    monkeypatch.chdir(project.root)
    git(project.root, "init", "-q")
    git(project.root, "commit", "-q", "--allow-empty", "-m", "nothing")
    git(project.root, "tag", "v0")
    git(project.root, "add", ".")
    git(project.root, "commit", "-q", "-m", "the case")
    git(project.root, "tag", "v1")
    change(demo, ("from licorice tea", "after licorice tea"))
    return demo


@pytest.mark.parametrize("version", ["v1", "HEAD", "main", "HEAD~0"])
def test_a_version_of_git_is_compared(versioned: Path, version: str, capsys: pytest.CaptureFixture[str]) -> None:
    first, _, title, _ = told(capsys, version)
    assert first.startswith(f"demo: Changes since {version} (")
    assert "[-from-]{+after+}" in title
    assert "[-from-]{+after+}" in "".join(told(capsys, version))


@pytest.mark.parametrize("version", [OLD, f"{OLD}/case.yaml", "copy", "copy/cases"])
def test_a_folder_may_be_that_of_the_case_of_the_cases_or_of_the_project(
    older: Path, demo: Path, project: Project, version: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(project.cases, project.root / "copy" / "cases")
    change(demo, ("from licorice tea", "after licorice tea"))
    assert "[-from-]{+after+}" in "".join(told(capsys, version))


def test_what_git_does_not_keep_is_borrowed_from_today(
    versioned: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    labs = "clocks: {admission: {}}\nlabs: {sirolimus: {admission: 5 ng/mL}}\n"
    change(versioned, ("sections:\n", labs + "sections:\n"), ("after licorice", "from licorice"))
    git(project.root, "commit", "-q", "-am", "labs")
    tests = "sirolimus:\n  name: {en: Sirolimus, pt: Sirolimo}\n  unit: ng/mL\n"
    (project.cases / "tests.yaml").write_text(tests, encoding="utf-8")
    (versioned / "dates.private.yaml").write_text("admission: 2026-03-01\n", encoding="utf-8")
    assert told(capsys, "HEAD")[1] == "  Nothing in the article has changed."


@pytest.mark.parametrize(
    ("version", "said", "code"),
    [
        ("v9", "“v9” is neither a folder nor a version that git knows.", 2),
        ("--help-me", "", 2),
        ("v0", "The case “demo” did not exist in version v0, or was called otherwise.", 2),
        ("build", "The folder build holds no case.yaml.", 2),
    ],
)
def test_a_version_that_is_not_there_is_told(
    versioned: Path, project: Project, version: str, said: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    project.output.mkdir()
    assert run(["--ui-lang", "en", "diff", "demo", version]) == code
    assert said in capsys.readouterr().err
    assert list(project.output.iterdir()) == []


def test_without_git_or_a_repository_a_folder_is_asked_for(
    demo: Path, project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.root.parent))
    assert run(["--ui-lang", "en", "diff", "demo", "v1"]) == 2
    assert "git keeps no older versions of this project" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(project.root))
    assert run(["--ui-lang", "en", "diff", "demo", "v1"]) == 1
    assert "is not installed" in capsys.readouterr().err


def test_an_older_version_that_cannot_be_read_is_told_with_its_faults(
    older: Path, demo: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    for age in (b"age: old", b"age: 46 \xff"):
        text = (demo / "case.yaml").read_bytes().replace(b"age: 46 years", age)
        (older / "case.yaml").write_bytes(text)
        assert run(["--ui-lang", "en", "diff", "demo", OLD]) == 1
        complaint = capsys.readouterr().err
        assert f"{OLD}/demo/case.yaml:" in complaint
        assert f"The version {OLD} of the case cannot be read" in complaint


def test_a_case_of_today_that_cannot_be_read_or_is_withdrawn_is_not_compared(
    older: Path, demo: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    change(demo, ("age: 46 years", "age: old"))
    assert run(["--ui-lang", "en", "diff", "demo", OLD]) == 1
    assert "cases/demo/case.yaml:" in capsys.readouterr().err
    change(demo, ("age: old", "age: 46 years"), ("status: draft", "status: withdrawn"))
    assert run(["--ui-lang", "en", "diff", "demo", OLD]) == 2
    assert "is withdrawn" in capsys.readouterr().err
    assert not project.output.exists()


# Words


def pieces(old: str, new: str) -> str:
    runs = (units_of((Words(text),)) for text in (old, new))
    signs = {"same": "{}", "old": "[{}]", "new": "<{}>"}
    return "".join(signs[piece.standing].format(piece.text) for piece in compared(*runs))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("She had a fever of two days.", "She had a fever of three days.", "She had a fever of [two]<three> days."),
        ("She had fever.", "She had fever.", "She had fever."),
        ("no fever for a day of it", "no cough on a day of it", "no [fever for]<cough on> a day of it"),
        ("Nothing alike here", "Quite other words here", "[Nothing alike here]<Quite other words here>"),
        ("", "New words", "<New words>"),
        ("β2-agonist, 3.5 mg", "β2-agonist, 4.5 mg", "β2-agonist, [3.5]<4.5> mg"),
        ("in the patient’s arm", "in the patient's arm", "in the [patient’s]<patient's> arm"),
    ],
)  # fmt: skip
def test_words_are_compared_whole_and_small_islands_are_no_reason_to_part(old: str, new: str, expected: str) -> None:
    assert pieces(old, new) == expected


def test_numbers_that_moved_and_spaces_that_bind_are_no_change() -> None:
    def passage(number: int, space: str) -> tuple[Unit, ...]:
        mark = Citation(("[", Ref("omar2012", number, "ref-omar2012", "cite-1"), "]"), False)
        figure = CrossReference("fig-potassium", f"Figure {number}")
        nodes = (Words(f"Fever{space}came "), mark, Words(", "), figure, Unbroken(f"4.8{space}g/dL"))
        return units_of((*nodes, Emphasis((Words(" sp"),)), Superscript((Words("+"),))))

    old, new = passage(1, " "), passage(2, "\u00a0")
    assert compared(old, new) == (Piece("same", "Fever came [2], Figure 24.8\u00a0g/dL sp⁺"),)


def test_old_words_are_shown_as_they_were_printed() -> None:
    said, once = (units_of((Words("Potassium was "), Unbroken(value), Words(" today."))) for value in ("3 mmol/L", "2"))
    shown = as_printed(said, once)
    assert "".join(unit.text for unit in shown) == "Potassium was 2 today."
    assert [unit.key for unit in shown] == [unit.key for unit in said]
    assert END not in shown
