"""The set-up that a person and CI run: the locks, the Makefile, the shipped fonts and licences."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from tests.judges import FILES, PROGRAMS, find_judge, judge

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")
STYLECHECKER = "tests/judges/stylechecker.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FONTS = ROOT / "templates" / "fonts"


def package_name(requirement: str) -> str:
    """Return the normalised name at the start of a requirement: "pyyaml" of "PyYAML>=6.0.3"."""
    name = re.match(r"[\w.-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name.group()).lower()


def locked(lock: str) -> dict[str, str]:
    """Return each locked package's name and everything the lock says of it (version, marker, hashes)."""
    text = re.sub(r"^ *#.*\n", "", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {package_name(entry): entry for entry in text.replace("\\\n", " ").splitlines()}


def named(group: str) -> set[str]:
    return {package_name(requirement) for requirement in PROJECT["dependency-groups"][group]}


NEEDED = {package_name(requirement) for requirement in PROJECT["project"]["dependencies"]}


# The locks


@pytest.mark.parametrize(("lock", "least"), [*((lock, 20) for lock in LOCKS), (STYLECHECKER, 5)])
def test_every_locked_package_has_one_version_and_a_hash(lock: str, least: int) -> None:
    packages = locked(lock)
    assert len(packages) >= least
    unhashed = [name for name, entry in packages.items() if "--hash=sha256:" not in entry or "==" not in entry]
    assert unhashed == []


@pytest.mark.parametrize("lock", [*LOCKS, STYLECHECKER, "tests/judges/package-lock.json"])
def test_no_lock_names_an_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert text
    assert re.findall(r"\S*://\S*|--(?:extra-)?index-url|--find-links|\"resolved\"|\S+\.(?:org|com|io)/\S*", text) == []


def test_every_dependency_is_locked() -> None:
    assert NEEDED
    assert NEEDED | named("build") <= locked("requirements.txt").keys()
    assert NEEDED | named("build") | named("dev") <= locked("requirements-dev.txt").keys()


def test_both_locks_agree() -> None:
    run, dev = (locked(lock) for lock in LOCKS)
    assert {name: dev.get(name) for name in run} == run


def test_every_library_that_casebook_imports_is_a_declared_dependency() -> None:
    imported = {name for file in (ROOT / "casebook").rglob("*.py") for name in imports(file)}
    foreign = imported - sys.stdlib_module_names - {"casebook"}
    assert {"babel", "pydantic"} <= foreign
    packages = packages_distributions()
    assert {name: packages.get(name) for name in foreign if not declared(packages.get(name, []))} == {}


def imports(file: Path) -> set[str]:
    """Return the top-level names that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def declared(distributions: list[str]) -> bool:
    return bool({package_name(name) for name in distributions} & {*NEEDED, "pydantic-core"})  # core: part of pydantic


# The wheel


def test_the_wheel_holds_the_package_and_all_that_it_reads(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.iterdir()
    held = {name for name in ZipFile(wheel).namelist() if name.startswith("casebook/")}
    assert "casebook/shipped/templates/fonts/SourceSerif4-Regular.ttf" in held
    assert "casebook/shipped/locales/pt.po" in held
    wanted = {*files("casebook"), *(f"casebook/shipped/{name}" for name in (*files("templates"), *files("locales")))}
    assert held == wanted


def files(folder: str) -> set[str]:
    """Return the files below a folder of the project, without what running it leaves there."""
    found = {file.relative_to(ROOT).as_posix() for file in (ROOT / folder).rglob("*") if file.is_file()}
    return {name for name in found if "__pycache__" not in name}


# The Makefile


def test_help_lists_every_target_that_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    documented = re.findall(r"^([^\s#:][^:\n]*):[^\n]*##", makefile, flags=re.MULTILINE)
    assert {"all", "test", "test-quick", "check", "clean", "help"} <= set(documented)
    assert [line.removeprefix("make ").split("  ")[0].strip() for line in make("help").splitlines()] == documented
    english, portuguese = (make("help", CASEBOOK_LANG=code).splitlines() for code in ("en", "pt"))
    assert [line[:17] for line in portuguese] == [line[:17] for line in english], "the same targets, in columns"
    assert [line for line in portuguese if line in english] == []


@pytest.mark.parametrize(
    ("environment", "is_portuguese"),
    [
        ({"CASEBOOK_LANG": "pt"}, True),
        ({"CASEBOOK_LANG": "en", "LANG": "pt_BR.UTF-8"}, False),
        ({"CASEBOOK_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "pt_BR.UTF-8"}, True),
        ({"CASEBOOK_LANG": "de", "LC_ALL": "C", "LC_MESSAGES": "", "LANG": "pt_BR.UTF-8"}, True),
        ({"CASEBOOK_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8"}, False),
    ],
)
def test_the_set_up_speaks_the_language_that_casebook_would(environment: dict[str, str], is_portuguese: bool) -> None:
    told = [make("help", **environment), make("-n", "-B", ".venv/.run", **environment)]
    assert ("Mostra esta lista" in told[0]) == is_portuguese
    assert ("say" in told[1], "{2}" in told[1]) == (True, is_portuguese)
    refused = system("run", PYTHON="no-such-python", **environment)
    assert ("O casebook precisa do Python 3.11 ou mais novo" in refused.stderr) == is_portuguese
    assert ("casebook needs Python 3.11 or newer" in refused.stderr) != is_portuguese


def test_every_sentence_of_the_set_up_is_there_in_both_languages() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", "")
    system_ = (ROOT / ".ci" / "system").read_text(encoding="utf-8").replace("\\\n", "")
    said = re.findall(r"\$\(SAY\)(.*)", makefile) + re.findall(r"\b(?:say|stop) (\"(?!\$@).*)", system_)
    assert len(said) > 12
    assert [words for words in said if len(re.findall(r'"(?:[^"\\]|\\.)*"', words)) != 2] == []
    assert re.findall(r"^\t.*\becho \"", makefile, flags=re.MULTILINE) == []


def test_every_target_for_people_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    assert phony
    listed = " ".join(re.findall(r"^([^\s#:][^:\n]*):[^\n]*##", makefile, flags=re.MULTILINE)).split()
    assert set(phony.group(1).split()) == {*listed, "judges"}


def make(*arguments: str, **spoken: str) -> str:
    """Return what `make` prints in the project's root. Raises CalledProcessError when it fails."""
    environment = {**os.environ, "CASEBOOK_LANG": "en", **spoken}
    return subprocess.run(
        ["make", *arguments],
        cwd=ROOT, env=environment, check=True, capture_output=True, encoding="utf-8",
    ).stdout  # fmt: skip


# The pages for people

DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("README*.md")), *sorted(DOCS.glob("install*.md")), *sorted(DOCS.glob("site*.md"))]
SHOWING = [*sorted(DOCS.glob("kit*.md")), *sorted(DOCS.glob("preview*.md"))]  # pages with pictures of their own


def test_every_picture_of_a_page_is_there_is_told_in_words_and_is_taken_by_make_pictures() -> None:
    taking = (ROOT / "docs" / "pictures" / "take.py").read_text(encoding="utf-8")
    pictures = {file.name for file in (ROOT / "docs" / "pictures").glob("*.png")}
    assert len(pictures) > 1
    assert {name for name in pictures if f'"{name}"' not in taking} == set()
    seen = set()
    for page, own in zip(PAGES[:2], ("told.en.png", "told.pt.png"), strict=True):
        shown = re.findall(r"!\[([^]]*)\]\(docs/pictures/([^)]+)\)", page.read_text(encoding="utf-8"))
        assert own in {name for _, name in shown}, page.name
        assert all(len(words.split()) > 8 for words, _ in shown), page.name
        seen |= {name for _, name in shown}
    for page in SHOWING:
        shown = re.findall(r"!\[([^]]*)\]\(pictures/([^)]+)\)", page.read_text(encoding="utf-8"))
        assert shown, page.name
        assert all(len(words.split()) > 8 for words, _ in shown), page.name
        seen |= {name for _, name in shown}
    assert seen == pictures


@pytest.mark.parametrize("page", [*PAGES, *SHOWING], ids=lambda page: page.name)
def test_every_file_that_a_page_links_to_is_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_both_languages_of_a_page_have_the_same_commands() -> None:
    for english, portuguese in (("README.md", "README.pt-BR.md"), ("docs/install.md", "docs/install.pt-BR.md")):
        pages = [(ROOT / name).read_text(encoding="utf-8") for name in (english, portuguese)]
        typed = r"^ *(?:make|brew|pacman|sudo|py|\.venv\S+)\b.*?(?= *#|$)"
        commands = [re.findall(typed, page, flags=re.MULTILINE) for page in pages]
        assert len(commands[0]) > 3
        assert [
            line.replace("meu-caso", "my-case").replace("casos-clinicos", "case-reports") for line in commands[1]
        ] == commands[0]


@pytest.mark.slow
def test_the_pictures_can_be_taken_anew(tmp_path: Path) -> None:
    judge("chromium")
    judge("pdftoppm")
    judge("soffice")
    subprocess.run([sys.executable, ROOT / "docs" / "pictures" / "take.py", tmp_path], check=True, capture_output=True)
    kept = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    assert [file.name for file in kept] == sorted(file.name for file in tmp_path.iterdir())
    for file in kept:
        with Image.open(file) as old, Image.open(tmp_path / file.name) as new:
            assert old.size == new.size
            assert len(new.convert("RGB").getcolors(1 << 20) or ()) > 20, "a picture with something on it"


# The machine


def test_an_old_python_is_refused_in_words(tmp_path: Path) -> None:
    old = tmp_path / "python-old"
    old.write_text('#!/bin/sh\ncase "$2" in *exit*) exit 1 ;; *) echo 3.9 ;; esac\n', encoding="utf-8")
    old.chmod(0o755)
    refused = system("run", PYTHON=str(old))
    assert refused.returncode == 1
    assert "Python 3.11 or newer" in refused.stderr
    assert "is 3.9" in refused.stderr
    assert "make PYTHON=" in refused.stderr


def test_missing_libraries_are_met_with_the_one_command(tmp_path: Path) -> None:
    """A machine with apt but no right to use it, whose Python can load none of WeasyPrint's libraries."""
    python = tmp_path / "python-bare"
    python.write_text(f'#!/bin/sh\nif [ "$1" = - ]; then echo pango-1.0; else exec "{sys.executable}" "$@"; fi\n')
    for name, words in {"apt-get": "exit 1", "sudo": "exit 1", "id": "echo 1000"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
    for file in tmp_path.iterdir():
        file.chmod(0o755)
    refused = system("run", PYTHON=str(python), PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert refused.returncode == 1
    assert "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n" in refused.stderr


def system(words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Return how `.ci/system` ended on a machine made to look different by `environment`."""
    return subprocess.run(
        [ROOT / ".ci" / "system", words],
        env={**os.environ, "CASEBOOK_LANG": "en", **environment}, capture_output=True, encoding="utf-8",
    )  # fmt: skip


# The judges


def test_an_absent_judge_skips_its_test_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEBOOK_JUDGES", raising=False)
    monkeypatch.setitem(PROGRAMS, "nobody", ("casebook-has-no-such-judge",))
    with pytest.raises(pytest.skip.Exception, match="judge nobody did not run: it is not installed"):
        judge("nobody")


def test_an_absent_judge_fails_its_test_where_judges_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEBOOK_JUDGES", "required")
    monkeypatch.setitem(PROGRAMS, "nobody", ("casebook-has-no-such-judge",))
    with pytest.raises(pytest.fail.Exception, match="judge nobody did not run"):
        judge("nobody")


@pytest.mark.slow
@pytest.mark.parametrize("name", [*PROGRAMS, *FILES])
def test_every_judge_is_there(name: str) -> None:
    assert judge(name).is_file()


def test_a_present_judge_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PROGRAMS, "somebody", ("casebook-has-no-such-judge", "sh"))
    assert find_judge("somebody") == Path(shutil.which("sh") or "")


# The fonts and licences


def test_the_shipped_fonts_are_the_unmodified_files_that_their_page_names() -> None:
    stated = set(re.findall(r"^([0-9a-f]{64})  (\S+)$", (FONTS / "README.md").read_text("utf-8"), re.MULTILINE))
    shipped = {*FONTS.glob("*.ttf"), *FONTS.glob("OFL-*.md")}
    assert len(shipped) > 5
    assert {(hashlib.sha256(file.read_bytes()).hexdigest(), file.name) for file in shipped} == stated


CLINICAL = "≥≤≈≠→−×±µμ°‰†‡⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉“”‘’–—…·•∞√½¼¾←↑↓§¶®™©€′″\u00a0\u2007\u202f\u2009\u200b\u2011"
GREEK = "".join(map(chr, [*range(0x391, 0x3A2), *range(0x3A3, 0x3CA)]))


@pytest.mark.parametrize("file", sorted(FONTS.glob("*.ttf")), ids=lambda file: file.stem)
def test_every_face_has_the_letters_and_signs_of_a_clinical_text(file: Path) -> None:
    wanted = {*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x180)), *GREEK, *CLINICAL} - set("ĬĭĲĳŦŧ")
    with TTFont(file, lazy=True) as font:
        assert wanted - set(map(chr, font.getBestCmap())) == set()


def test_the_licence_names_the_fonts_as_an_exception() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("MIT License")
    assert "templates/fonts/" in licence
    assert sorted(file.name for file in FONTS.glob("OFL-*.md")) == ["OFL-SourceSans3.md", "OFL-SourceSerif4.md"]
