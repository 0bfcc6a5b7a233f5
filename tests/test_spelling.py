"""Spelling: looked at where somebody asks for it, by the dictionaries that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.build import Order
from casebook.checks import spelling
from casebook.checks.about import examples_of
from casebook.findings import Finding
from casebook.making import examine
from casebook.project import find_project
from tests.judges import judge
from tests.shipped import ROOT

HEAD = 'casebook: 1\nlanguages: [en, pt]\nstatus: draft\ndecimal: "."\n'
TEXT = """\
sections:
  case:
    en: |
      She was admited, and admited again; azacitidine was given.
    pt: |
      Foi admitida com febbre; recebeu azacitidina.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case = tmp_path / "cases" / "demo"
    case.mkdir(parents=True)
    (case / "case.yaml").write_text(HEAD + TEXT, encoding="utf-8")
    return case


def told(folder: Path, *checks: str) -> list[tuple[str, str]]:
    """Return the codes of spelling and the words that they are about."""
    findings = examine(find_project(folder.parents[1]), folder.name, Order((), checks=checks))[1]
    return [(f.code, _about(f)) for f in findings if f.code.startswith("spelling.")]


def _about(finding: Finding) -> str:
    return finding.fields.get("typed", finding.fields["code"])


def test_nobody_is_told_who_did_not_ask(folder: Path) -> None:
    assert told(folder) == []


def test_an_exception_for_spelling_is_idle_only_where_spelling_was_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    excuse = "exceptions: [{code: spelling.unknown-word, reason: Names of places.}]\n"
    (folder / "case.yaml").write_text(HEAD + excuse + TEXT, encoding="utf-8")
    monkeypatch.setenv("PATH", str(folder))
    spelling.dictionaries.cache_clear()
    try:
        for checks, idle in (((), []), (("spelling",), ["exceptions.idle"])):
            findings = examine(find_project(folder.parents[1]), folder.name, Order((), checks=checks))[1]
            assert [f.code for f in findings if f.code.startswith("exceptions.")] == idle
    finally:
        spelling.dictionaries.cache_clear()


def test_a_machine_without_dictionaries_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    spelling.dictionaries.cache_clear()
    try:
        assert told(folder, "spelling") == [("spelling.not-run", "en"), ("spelling.not-run", "pt")]
    finally:
        spelling.dictionaries.cache_clear()


@pytest.mark.slow
def test_a_misspelt_word_is_told_once_in_each_language(folder: Path) -> None:
    judge("hunspell")
    assert told(folder, "spelling") == [("spelling.unknown-word", "admited"), ("spelling.unknown-word", "febbre")]
    (folder / spelling.WORDS).write_text("Admited\n", encoding="utf-8")
    assert told(folder, "spelling") == [("spelling.unknown-word", "febbre")]


@pytest.mark.slow
def test_the_example_is_told_and_its_correction_is_not(folder: Path) -> None:
    judge("hunspell")
    example = examples_of("spelling")["spelling.unknown-word"]
    for text, expected in ((example["bad"], ["admited"]), (example["good"], [])):
        (folder / "case.yaml").write_text(HEAD.replace("[en, pt]", "[en]") + text, encoding="utf-8")
        assert [word for _, word in told(folder, "spelling")] == expected


@pytest.mark.slow
def test_of_the_shipped_cases_hardly_a_word_is_unknown() -> None:
    judge("hunspell")
    cases = [file.parent for file in sorted((ROOT / "cases").glob("*/case.yaml"))]
    unknown = {word for case in cases for _, word in told(case, "spelling")}
    assert len(unknown) < 20, unknown
