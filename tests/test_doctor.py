"""The doctor: what is there and in which version, what is missing and what brings it; never a traceback."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casebook.doctor import examine, is_ready
from casebook.doctor.libraries import fits, fonts, highest
from casebook.doctor.part import Part, mends
from casebook.doctor.programs import version_told
from casebook.languages import load_language
from casebook.project import Project, bundled

START = "from casebook.cli import main; main()"

# What Python runs first in a process of its own: the library named is not on this machine.
WITHOUT = """
import cffi
import_of, absent = cffi.FFI.dlopen, {absent!r}
def dlopen(self, name, flags=0):
    if absent in str(name):
        raise OSError(f"cannot load library '{{name}}': no such file")
    return import_of(self, name, flags)
cffi.FFI.dlopen = dlopen
"""


@pytest.fixture
def without(tmp_path: Path, project: Project):
    """Type a command on a machine without a library, with or without programs."""

    def typed(absent: str, *words: str, path: str = os.environ["PATH"], lang: str = "en"):
        ours = tmp_path / "absent" / absent
        ours.mkdir(parents=True, exist_ok=True)
        (ours / "sitecustomize.py").write_text(WITHOUT.format(absent=absent), encoding="utf-8")
        return subprocess.run(
            [sys.executable, "-c", START, *words], cwd=project.root, capture_output=True, encoding="utf-8",
            env={"PATH": path, "PYTHONPATH": os.pathsep.join([str(ours), *sys.path]), "CASEBOOK_LANG": lang},
        )  # fmt: skip

    return typed


@pytest.fixture(scope="module")
def parts() -> dict[str, Part]:
    """What the doctor finds on this machine, by name."""
    return {part.name: part for part in examine()}


# A machine that has everything


def test_this_machine_can_build(parts: dict[str, Part]) -> None:
    assert is_ready(tuple(parts.values()))
    needed = {part.name for part in parts.values() if part.is_needed}
    assert needed == {"Python", "casebook", "Python libraries", "Pango", "libharfbuzz-subset", "Font files"}
    assert parts.keys() - needed == {"Pagefind", "Java", "Chromium", "LibreOffice", "Poppler", "hunspell"}


def test_versions_are_those_that_the_libraries_tell(parts: dict[str, Part]) -> None:
    assert re.fullmatch(r"1\.\d+\.\d+", parts["Pango"].version)
    assert re.fullmatch(r"\d+\.\d+\.\d+", parts["libharfbuzz-subset"].version)
    assert "weasyprint 70." in parts["Python libraries"].details
    assert parts["Font files"].version == str(len(list((bundled("templates") / "fonts").glob("*.ttf"))))


def test_a_version_is_found_by_asking_whether_it_is_at_least() -> None:
    for version in [(6, 0, 0), (12, 3, 1), (0, 9, 40)]:
        assert highest(lambda *asked, version=version: version >= asked) == ".".join(map(str, version))


@pytest.mark.parametrize(
    ("version", "requirement", "is_fit"),
    [
        ("70.1", "weasyprint<71,>=70", True),
        ("71.0", "weasyprint<71,>=70", False),
        ("69.9", "weasyprint<71,>=70", False),
        ("3.1.10", "jinja2>=3.1.6", True),
        ("2.10rc1", "babel>=2.9", True),
        ("1", "click", True),
        ("", "click", False),
    ],
)
def test_a_library_of_another_version_is_unfit(version: str, requirement: str, is_fit: bool) -> None:
    assert fits(version, requirement) == is_fit


# A machine that lacks something


@pytest.mark.parametrize(
    ("absent", "name", "installer", "typed"),
    [
        (
            "pango-1.0",
            "Pango",
            "apt-get",
            "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        ),
        ("gobject", "Pango", "brew", "brew install pango"),
        ("harfbuzz-subset", "libharfbuzz-subset", "dnf", "sudo dnf install harfbuzz"),
    ],
)
def test_a_missing_library_is_named_with_the_command_that_brings_it(
    without, tmp_path: Path, absent: str, name: str, installer: str, typed: str
) -> None:
    told = without(absent, "doctor", path=only(tmp_path / "bare", installer))
    assert (told.returncode, told.stderr) == (1, "")
    assert re.search(rf"^  missing  {name} ", told.stdout, re.MULTILINE)
    assert absent in told.stdout
    assert "WeasyPrint could not" not in told.stdout
    assert f"to get it: {typed}\n" in told.stdout
    assert "not ready yet" in told.stdout


def only(folder: Path, *programs: str) -> str:
    """Return a search path on which there are these programs and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in programs:
        (folder / name).write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return str(folder)


def test_programs_that_only_tests_need_may_be_missing(without, tmp_path: Path) -> None:
    told = without("no-library-at-all", "doctor", path=only(tmp_path / "bare", "java", "apt-get"))
    assert (told.returncode, told.stderr) == (0, "")
    for name in ("Java", "Chromium", "LibreOffice", "Poppler", "hunspell"):
        assert re.search(rf"^  missing  {name} ", told.stdout, re.MULTILINE)
    assert "sudo apt-get install libreoffice-writer" in told.stdout
    assert "This machine is ready." in told.stdout


def test_the_search_of_a_site_may_be_missing_and_is_told_with_what_brings_it(
    parts: dict[str, Part], project: Project
) -> None:
    assert re.fullmatch(r"1\.\d+\.\d+", parts["Pagefind"].version)
    start = f"import sys; sys.modules['pagefind_bin'] = None; {START}"
    told = subprocess.run(
        [sys.executable, "-c", start, "doctor"], cwd=project.root, capture_output=True, encoding="utf-8",
        env=os.environ | {"CASEBOOK_LANG": "en"},
    )  # fmt: skip
    assert (told.returncode, told.stderr) == (0, "")
    assert re.search(r"^  missing  Pagefind +searches the whole text on a site", told.stdout, re.MULTILINE)
    assert f'to get it: "{sys.executable}" -m pip install "pagefind[bin]"\n' in told.stdout


def test_a_build_without_pango_leads_to_the_doctor(without, project: Project, demo: Path) -> None:
    told = without("pango-1.0", "build", "demo", "--lang", "en")
    assert told.returncode == 1
    assert "error: The PDF cannot be made: this machine lacks " in told.stderr
    assert "“casebook doctor” says what to install." in told.stderr
    assert "WeasyPrint could not" not in told.stdout + told.stderr
    assert without("pango-1.0", "build", "demo", "--lang", "en", "--to", "html").returncode == 0
    assert list(project.output.rglob("*.html"))


def test_the_doctor_speaks_portuguese(without, parts: dict[str, Part], tmp_path: Path) -> None:
    told = without("pango-1.0", "doctor", lang="pt", path=only(tmp_path / "brew", "brew")).stdout
    assert re.search(r"^  ausente +Pango ", told, re.MULTILINE)
    assert "para obter: brew install pango" in told
    portuguese = load_language("pt")
    sentences = {each for part in parts.values() for each in (part.serves, part.advice) if each}
    assert len(sentences) > 8
    assert [words for words in sentences if portuguese.words(words) == words] == []
    assert [words for words in sentences if words in told] == []


def test_a_font_that_is_missing_or_changed_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    shutil.copytree(bundled("templates") / "fonts", folder)
    assert fonts(folder).version
    (folder / "SourceSans3-It.ttf").unlink()
    with (folder / "SourceSerif4-Regular.ttf").open("ab") as file:
        file.write(b"!")
    told = fonts(folder)
    assert (told.version, told.details) == ("", "SourceSans3-It.ttf, SourceSerif4-Regular.ttf")
    assert not fonts(tmp_path / "nowhere").version


def test_a_program_that_fails_or_hangs_counts_as_absent(tmp_path: Path) -> None:
    assert version_told(["sh", "-c", "echo Java 17.0.15 >&2"]) == "17.0.15"
    assert version_told(["sh", "-c", "echo Java 17.0.15; exit 1"]) == ""
    assert version_told([str(tmp_path / "nothing")]) == ""


# Other systems


def test_each_system_is_told_its_own_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    packages = {"apt-get": "a", "dnf": "d", "brew": "b", "pacman": "p", "winget": "w"}
    install = {"apt-get": "sudo apt-get install a", "dnf": "sudo dnf install d", "brew": "brew install b"}
    for installer, typed in install.items():
        monkeypatch.setenv("PATH", only(tmp_path / installer, installer))
        assert what(packages) == typed
    monkeypatch.setenv("PATH", str(tmp_path))
    assert mends(packages) == (("to get it, install what Debian calls: {what}", "a"),)
    monkeypatch.setattr(sys, "platform", "win32")
    assert what(packages) == "pacman -S p"
    assert what({"apt-get": "a", "winget": "w"}) == "winget install w"


def what(packages: dict[str, str]) -> str:
    """Return the one command that brings what has these names."""
    ((words, typed),) = mends(packages)
    assert words == "to get it: {what}"
    return typed
