"""Broken manuscripts and what is said of them: tests/broken/<name>.yaml beside <name>.findings.txt.

A folder tests/broken/<name>/ holds the further files of that case, and its `templates` are those of its project.
`pytest --rewrite` writes the findings anew; read the difference like code.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import casebook
from casebook.checks import kinds_of, submission
from casebook.cli import run
from casebook.findings import Kind

TESTS = Path(__file__).parent
BROKEN = TESTS / "broken"
PAIRS = sorted(BROKEN.glob("*.yaml"))
CODE = r"\[([a-z]+\.[a-z0-9-]+)\]\n"

# Kinds that no file in a repository can show; each is shown by the test named.
SHOWN_ELSEWHERE = {
    "case.file-in-a-circle": "test_case.py::test_links_in_a_circle_are_told",
    "jats.no-orcid": "test_formats_jats.py::test_what_scielo_would_miss_is_told_where_the_file_is_built",
    "jats.no-abstract": "test_formats_jats.py::test_what_scielo_would_miss_is_told_where_the_file_is_built",
    "jats.no-country": "test_formats_jats.py::test_what_scielo_would_miss_is_told_where_the_file_is_built",
    "jats.no-license": "test_formats_jats.py::test_what_scielo_would_miss_is_told_where_the_file_is_built",
    "jats.no-references": "test_formats_jats.py::test_what_scielo_would_miss_is_told_where_the_file_is_built",
    "jats.no-issue": "test_formats_jats.py::test_what_scielo_would_miss_is_told_where_the_file_is_built",
    "journal.crossed-limits": "test_journals.py::test_a_profile_that_contradicts_itself_is_told_so",
    "journal.implausible-number": "test_journals.py::test_a_number_that_no_journal_asks_for_is_told",
    "journal.figures-nowhere": "test_journals.py::test_a_profile_that_contradicts_itself_is_told_so",
    "journal.no-limit": "test_journals.py::test_a_profile_that_contradicts_itself_is_told_so",
    "journal.part-twice": "test_journals.py::test_a_profile_that_contradicts_itself_is_told_so",
    "journal.unknown-origin": "test_journals.py::test_a_profile_that_contradicts_itself_is_told_so",
    "journal.unknown-part": "test_journals.py::test_a_profile_that_contradicts_itself_is_told_so",
    "journal.unknown-rule": "test_journals.py::test_a_profile_that_contradicts_itself_is_told_so",
    "languages.lacking": "test_languages.py::test_words_that_a_catalogue_lacks_are_told_and_stop_a_release",
    "language.other-english": "test_language.py::test_the_english_that_a_journal_wants_is_data",
    "spelling.not-run": "test_spelling.py::test_a_machine_without_dictionaries_says_so",
    "spelling.unknown-word": "test_spelling.py::test_a_misspelt_word_is_told_once_in_each_language",
    "site.missing-text": "test_site_settings.py::test_a_text_that_lacks_a_language_of_the_site_is_told",
    "site.faint-colour": "test_site_settings.py::test_a_colour_that_could_hardly_be_read_is_told_where_it_stands",
    "site.address": "test_site_settings.py::test_a_host_that_no_browser_could_open_is_told",
    "source.missing": "test_case.py::test_a_folder_without_a_case_file_is_a_finding",
    "source.not-a-file": "test_case.py::test_a_case_file_that_is_a_folder_is_a_finding",
    "figure.in-pieces": "test_pieces.py::test_events_that_do_not_fit_a_page_are_drawn_in_pieces_and_told",
    "figure.too-high": "test_pieces.py::test_treatments_that_do_not_fit_a_page_are_told",
    "source.unreadable": "test_case.py::test_a_case_file_that_may_not_be_read_is_a_finding",
    "tests.unknown-field": "test_clinical.py::test_what_is_wrong_with_the_tests_of_a_project_is_told_where_it_stands",
    "source.too-large": "test_case.py::test_a_case_larger_than_any_report_is_a_finding",
}
_DEMANDS = "test_kit.py::test_what_the_journal_demands_is_told_where_it_is_missing_and_not_where_it_is_there"
SHOWN_ELSEWHERE |= dict.fromkeys((kind.code for kind in kinds_of(submission)), _DEMANDS)


def findings_of(source: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what `casebook check` says of a broken case, in English."""
    case = folder / "cases" / source.stem
    companions = BROKEN / source.stem
    if companions.is_dir():
        shutil.copytree(companions, case, ignore=shutil.ignore_patterns("templates"))
    if (companions / "templates").is_dir():
        shutil.copytree(companions / "templates", folder / "templates")
    case.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, case / "case.yaml")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CASEBOOK_LANG", "en")
    # Nearly every broken case lacks most lines of CARE; they are told in the pairs that are about them.
    exit_code = run(["check", "--quiet", *([] if source.stem.startswith("care") else ["--ignore", "care"])])
    said = capsys.readouterr().err
    assert exit_code == (1 if " error: " in said else 0), "the exit code says whether there is an error"
    return said


@pytest.mark.parametrize("source", PAIRS, ids=lambda source: source.stem)
def test_a_broken_case_gets_these_findings(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    found = findings_of(source, tmp_path, capsys, monkeypatch)
    expected = source.with_suffix(".findings.txt")
    if request.config.getoption("--rewrite"):
        expected.write_text(found, encoding="utf-8")
    assert found, "a broken case must have findings"
    assert found == expected.read_text(encoding="utf-8")


def test_every_finding_points_at_a_line_and_says_what_to_do() -> None:
    places = 0
    for file in sorted(BROKEN.glob("*.findings.txt")):
        for said in re.split(r"\n(?=cases/)", file.read_text(encoding="utf-8").rstrip("\n")):
            place, what, *rest = re.split(r" (error|warning|note): ", said.partition("\n")[0])
            assert re.fullmatch(rf"cases/{file.name.removesuffix('.findings.txt')}/[\w./-]+:\d+:\d+", place), said
            assert re.search(CODE, said), said
            assert re.search(r"\n  \S", said), f"nothing is said of what to do: {said}"
            caret = re.search(r"\n(    .*\S.*)\n    ( *\^+)\n", said)
            assert caret or "[source.empty]" in said, f"no line is shown: {said}"
            places += bool(caret)
            assert what
            assert rest
    assert places > 150


def every_kind() -> dict[str, Kind]:
    """Return all kinds of finding that any module defines, by code; one code may have several wordings."""
    kinds: dict[str, Kind] = {}
    for module in pkgutil.walk_packages(casebook.__path__, "casebook."):
        for kind in kinds_of(importlib.import_module(module.name)):
            assert kinds.setdefault(kind.code, kind).severity == kind.severity, kind.code
    return kinds


def test_every_kind_of_finding_is_shown_by_a_pair() -> None:
    kinds = every_kind()
    assert len(kinds) > 50
    shown = {code for file in BROKEN.glob("*.findings.txt") for code in re.findall(CODE, file.read_text("utf-8"))}
    assert sorted(set(kinds) - shown - set(SHOWN_ELSEWHERE)) == []
    assert sorted(shown - set(kinds)) == []
    assert sorted(shown & set(SHOWN_ELSEWHERE)) == [], "what a pair shows needs no other test"


def test_what_no_pair_can_show_is_shown_by_the_test_named(tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    names = sorted({str(TESTS / test) for test in SHOWN_ELSEWHERE.values()})
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "tests.told", f"--told-into={told}", *names],
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    codes = json.loads(told.read_text("utf-8"))
    assert [code for code, test in SHOWN_ELSEWHERE.items() if code not in codes.get(test, ())] == []
    for code, test in SHOWN_ELSEWHERE.items():
        file, name = test.split("::")
        body = (TESTS / file).read_text(encoding="utf-8").partition(f"\ndef {name}(")[2].partition("\ndef ")[0]
        assert code in body, "the test asks for the code itself"
