"""What `casebook site` says: which cases and figures stay out, why, and what to write; and what that then does."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from PIL import Image

from casebook.cli import run
from casebook.project import Project
from tests.many_cases import case_text
from tests.test_site import PRINT, keep_fonts, write

FIGURES = """figures:
  arm: {file: arm.png, caption: {en: The arm, pt: O braço}, alt: {en: A red arm, pt: Um braço vermelho}}
  face: {file: arm.png, use: print, caption: {en: The face, pt: O rosto}, alt: {en: A face, pt: Um rosto}}
"""
SEEN = "seen"
LINES = "\n    uses: [journal, website]\n    statement: …"
TOLD = {
    "en": (
        f"{SEEN}: the figure “arm” is not shown on the site: the consent does not name images; where it was given "
        "for them too, write “images” among its “uses:”, or “use: print and web” below this figure alone",
        f"{SEEN}: the figure “face” is not shown on the site: “use: print” stands below it; where consent to the web "
        "was given too, write “use: print and web”",
        f"{PRINT}: not on the site: the consent is told in a sentence, and casebook looks for the web under “uses:”; "
        "where it was given for that too, write these two lines below “consent:”, and behind the second what stands "
        f"there already:{LINES}",
    ),
    "pt": (
        f"{SEEN}: a figura “arm” não aparece no site: o consentimento não menciona imagens; se ele foi dado também "
        "para elas, escreva “images” entre os seus “uses:” ou, só para esta figura, “use: print and web” abaixo dela",
        f"{SEEN}: a figura “face” não aparece no site: abaixo dela está “use: print”; se o consentimento foi dado "
        "também para a web, escreva “use: print and web”",
        f"{PRINT}: fora do site: o consentimento está em uma frase, e o casebook procura a web em “uses:”; se ele foi "
        "dado também para ela, escreva estas duas linhas abaixo de “consent:” e, depois da segunda, o que já está ali:"
        f"{LINES}",
    ),
}


@pytest.fixture
def consented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published case for the web, of which no picture may be shown, and one whose consent is a sentence alone."""
    project = Project(tmp_path, tmp_path / "build")
    text = case_text(141, uses="journal, website").replace("was given.\n", "was given (@fig:arm, @fig:face).\n")
    home = write(project, SEEN, text.replace("e recebeu ", "(@fig:arm, @fig:face) e recebeu ") + FIGURES)
    Image.new("RGB", (900, 900), "brown").save(home / "arm.png")
    said = "{en: The patient gave written consent., pt: A paciente consentiu por escrito.}"
    facts = "{by: patient, written: true, uses: [journal]}"
    write(project, PRINT, case_text(103, uses="journal").replace(facts, said))
    keep_fonts(project.output)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    assert run(["site", "--downloads", "none", "--jobs", "1", *options]) == 0
    return [line for line in capsys.readouterr().err.splitlines() if line]


def test_each_figure_and_case_that_the_consent_keeps_out_is_told_with_what_to_write(
    consented: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for code, words in TOLD.items():  # the second time there is nothing to do, and it is told all the same
        monkeypatch.setenv("CASEBOOK_LANG", code)
        assert sorted(told(consented, capsys)) == sorted(line for each in words for line in each.splitlines())
    assert told(consented, capsys, "--quiet") == []


def test_what_it_says_to_write_brings_them_onto_the_site(
    consented: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CASEBOOK_LANG", "en")
    for slug, typed, written in (
        (SEEN, "uses: [journal, website]", "uses: [journal, website, images]"),
        (SEEN, "use: print", "use: print and web"),
        (PRINT, "consent: {en:", "consent:\n  uses: [journal, website]\n  statement: {en:"),
    ):
        file = consented / "cases" / slug / "case.yaml"
        assert typed in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(typed, written), encoding="utf-8")
    assert told(consented, capsys) == []
    site = consented / "build" / "site" / "en" / "cases"
    assert len(lxml.html.parse(site / f"{SEEN}.html").findall(".//figure//img")) == 2
    assert (site / f"{PRINT}.html").is_file()
