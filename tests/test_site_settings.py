"""casebook.yaml: what a project says of its site, and what is told of a faulty one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.cli import run
from casebook.journals import load_journal
from casebook.languages import load_language
from casebook.project import Project
from casebook.settings import FAINT, Colours, FaultySettings, Site, address, contrast, lightened, load_settings, said
from casebook.templating import find_template
from tests.shipped import ROOT, TEMPLATES


def codes(project: Project, text: str) -> list[str]:
    (project.root / "casebook.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultySettings) as caught:
        load_settings(project)
    return [finding.code for finding in caught.value.findings]  # type: ignore[attr-defined]


def test_a_project_without_settings_has_sensible_ones(project: Project) -> None:
    site, logo = load_settings(project)
    assert (logo, address(site)) == (None, "")
    assert said(site.title, load_language("pt"), "Case reports") == "Relatos de caso"


def test_settings_are_said_in_the_language_of_the_page_or_in_the_only_one(project: Project) -> None:
    (project.root / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    (project.root / "casebook.yaml").write_text(
        "site:\n  title: {en: Cases, pt: Casos}\n  footer: Hospital Exemplo\n  url: https://a.example/casos\n"
        "  logo: logo.svg\n  license: CC-BY-4.0\n  colours: {accent: '#7a1f3d'}\n"
    )
    site, logo = load_settings(project)
    assert [said(site.title, load_language(code)) for code in ("en", "pt")] == ["Cases", "Casos"]
    assert [said(site.footer, load_language(code)) for code in ("en", "pt")] == ["Hospital Exemplo"] * 2
    assert address(site) == "https://a.example/casos/"
    assert logo
    assert logo.media_type == "image/svg+xml"
    assert site.colours.accent == "#7a1f3d"


@pytest.mark.parametrize("text", ["", "---\n# notes\n", "# site:\n#   title: Casos\n", "site: {}\n"])
def test_a_file_that_says_nothing_is_as_good_as_none(project: Project, text: str) -> None:
    (project.root / "casebook.yaml").write_text(text, encoding="utf-8")
    assert load_settings(project)[0] == Site()


@pytest.mark.parametrize("host", ["...", "hospital\ufffd.example", "\u200b.org", "ã" * 61])
def test_a_host_that_no_browser_could_open_is_told(project: Project, host: str) -> None:
    assert codes(project, f"site: {{url: 'https://{host}/'}}\n") == ["site.address"]


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("https://médicos.example:8080/do%20mês", "https://xn--mdicos-bva.example:8080/do%20m%C3%AAs/"),
        ("https://fundação:8000", "https://xn--fundao-7ta5a:8000/"),
    ],
)
def test_an_address_with_accents_is_told_as_machines_take_it(project: Project, typed: str, taken: str) -> None:
    (project.root / "casebook.yaml").write_text(f"site:\n  url: {typed}\n", encoding="utf-8")
    assert address(load_settings(project)[0]) == taken


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("site: {colour: {}}\n", "case.misspelt-field"),
        ("site: {url: cases.example.org}\n", "case.malformed"),
        ("site: {url: 'https://<b>.example/'}\n", "case.malformed"),
        ("site: {url: 'https://a.example/\"q'}\n", "case.malformed"),
        ("site: {license: CC-BY}\n", "case.not-in-list"),
        ("site: {colours: {accent: teal}}\n", "case.malformed"),
        ("site: {logo: nowhere.svg}\n", "images.missing"),
        ("site: {title: [a, b]}\n", "text"),
        ("site: {title: a\n", "source"),
        ("site: {logo: ../logo.svg}\n", "images.outside"),
    ],
)
def test_what_is_wrong_with_the_settings_is_told(project: Project, text: str, code: str) -> None:
    assert any(code in found for found in codes(project, text)), codes(project, text)


@pytest.mark.parametrize(
    ("logo", "code", "word"),
    [
        ("nowhere.svg", "en", "There is no picture “nowhere.svg” in the folder of casebook.yaml."),
        ("../logo.svg", "en", "The picture “../logo.svg” lies outside the folder of casebook.yaml."),
        ("nowhere.svg", "pt", "Não há imagem “nowhere.svg” na pasta onde está casebook.yaml."),
        ("../logo.svg", "pt", "A imagem “../logo.svg” está fora da pasta onde está casebook.yaml."),
    ],
)
def test_a_logo_that_is_not_there_is_told_of_the_settings_and_of_no_case(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    logo: str,
    code: str,
    word: str,
) -> None:
    (project.root / "casebook.yaml").write_text(f"site:\n  title: Casos\n  logo: {logo}\n", encoding="utf-8")
    (project.cases / "first").mkdir()
    (project.cases / "first" / "case.yaml").touch()
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("CASEBOOK_LANG", code)
    assert run(["site"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("casebook.yaml:3:9 ")
    assert f"{word} [images." in said.splitlines()[0]
    assert f"  logo: {logo}\n" in said
    assert not re.search(r"\b(?:this|the) case\b|d[eo] caso\b", said)


FAULTY = """\
site:
  titel: Cases
  footer: {pt: Hospital Exemplo}
  logo: nowhere.svg
  colours: {accent: "#ffcc00", accent-dark: teal}
  url: cases.example.org
"""
FAULTS = [
    ("2:3", "case.misspelt-field"),
    ("3:3", "site.missing-text"),
    ("4:9", "images.missing"),
    ("5:22", "site.faint-colour"),
    ("5:45", "case.malformed"),
    ("6:8", "case.malformed"),
]


@pytest.mark.parametrize("command", ["check", "site"])
def test_every_fault_of_the_settings_is_told_at_once_with_its_line(
    command: str, project: Project, demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.root / "casebook.yaml").write_text(FAULTY, encoding="utf-8")
    monkeypatch.chdir(project.root)
    assert run([command]) == 1
    said = capsys.readouterr().err
    told = re.findall(r"^casebook\.yaml:(\d+:\d+) error: .+ \[(.+)\]\n    (.+)\n +\^+\n  \S", said, re.MULTILINE)
    assert [(place, code) for place, code, _ in told] == FAULTS
    assert ("An earlier one stays as it was" in said) == (command == "site")
    assert [line for *_, line in told] == [FAULTY.splitlines()[int(place.split(":")[0]) - 1] for place, _ in FAULTS]


def test_the_settings_are_no_part_of_a_case(
    project: Project, demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.root / "casebook.yaml").write_text(FAULTY, encoding="utf-8")
    monkeypatch.chdir(project.root)
    assert run(["check", "demo"]) == 0
    assert "casebook.yaml" not in "".join(capsys.readouterr())


def test_a_case_with_an_error_is_told_beside_the_settings(
    project: Project, demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.root / "casebook.yaml").write_text("site: {title: Cases}\n", encoding="utf-8")
    (demo / "case.yaml").write_text((demo / "case.yaml").read_text().replace("status: draft", "status: drat"))
    monkeypatch.chdir(project.root)
    assert run(["check", "--select", "case"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "casebook.yaml: errors: 0; warnings: 0; notes: 0"
    assert lines[1].startswith("demo: errors: 1;")
    assert lines[2].startswith("In all: errors: 1;")


def test_a_colour_that_could_hardly_be_read_is_told_where_it_stands(project: Project) -> None:
    assert codes(project, 'site:\n  colours:\n    accent: "#ffcc00"\n') == ["site.faint-colour"]
    assert codes(project, 'site:\n  colours:\n    accent-dark: "#0b5563"\n') == [FAINT.code]
    assert (round(contrast("#ffffff", "#000000")), contrast("#888888", "#888888")) == (21, 1)


@pytest.mark.parametrize(
    ("colours", "dark"),
    [
        ({}, "#82c7d2"),
        ({"accent": "#0B5563"}, "#82c7d2"),
        ({"accent": "#7a1f3d"}, "#b17d8e"),
        ({"accent": "#7a1f3d", "accent-dark": "#f0a0c0"}, "#f0a0c0"),
        ({"accent-dark": "#f0a0c0"}, "#f0a0c0"),
        ({"accent": "#000000"}, "#8c8c8c"),
    ],
)
def test_a_colour_of_the_site_is_its_colour_in_the_dark_too(colours: dict[str, str], dark: str) -> None:
    assert Colours.model_validate(colours).in_the_dark == dark


@pytest.mark.parametrize("colour", ["#000000", "#00007f", "#7a1f3d", "#8b0000", "#fefefe", "#ffffff"])
def test_a_lightened_colour_can_be_read_on_every_ground_of_the_dark_page(colour: str) -> None:
    dark = find_template(TEMPLATES, "styles/screen.css").read_text().partition("prefers-color-scheme: dark")[2]
    for name in ("paper", "tint"):
        (ground,) = re.findall(rf"--{name}: (#\w+)", dark)
        assert contrast(lightened(colour), ground) >= 4.5


@pytest.mark.parametrize(("page", "name"), [("site.md", "Cases of the"), ("site.pt-BR.md", "Revista de Casos da")])
def test_the_profile_that_the_docs_show_is_one(tmp_path: Path, page: str, name: str) -> None:
    (shown,) = re.findall(
        r"```yaml\n(journal: 1\n.+?)```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.DOTALL
    )
    home = tmp_path / "journals" / "santa-casa"
    home.mkdir(parents=True)
    (home / "profile.yaml").write_text(shown, encoding="utf-8")
    profile = load_journal("santa-casa", (tmp_path, *TEMPLATES)).profile
    assert profile.name == f"{name} Santa Casa"
    assert profile.publisher


def test_a_text_that_lacks_a_language_of_the_site_is_told(project: Project) -> None:
    assert codes(project, "site:\n  title: {pt: Casos}\n  footer: {en: Example}\n") == ["site.missing-text"] * 2
    (project.root / "casebook.yaml").write_text("site:\n  title: Casos\n", encoding="utf-8")
    assert said(load_settings(project)[0].title, load_language("en")) == "Casos"
