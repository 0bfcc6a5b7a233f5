"""Findings let stand: all of a code, or those at the words that an exception names; each with a reason, and shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casebook.care import judge
from casebook.case import load_case
from casebook.cli import run
from casebook.journals import load_journal
from casebook.project import bundled

TWO = """\
casebook: 1
languages: [en]
status: draft
sections:
  case: |
    She was seen at Hospital Santa Isabel in Campinas, later at Hospital Novo.
    At Hospital Santa Isabel she was well.
exceptions:
"""


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a case, still to be written."""
    folder = tmp_path / "cases" / "demo"
    folder.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASEBOOK_LANG", "en")
    return folder / "case.yaml"


def told(case: Path, exceptions: str, capsys: pytest.CaptureFixture[str], text: str = TWO) -> list[tuple[str, str]]:
    """Return the words under the caret and the excuse of every finding of hospitals and of exceptions."""
    case.write_text(text + exceptions, encoding="utf-8")
    run(["check", "--format", "json", "--select", "privacy.hospital,exceptions"])
    found = json.loads(capsys.readouterr().out)
    lines = (text + exceptions).split("\n")
    return [
        (
            lines[f["line"] - 1][f["column"] - 1 :][: f["width"]] if "hospital" in f["code"] else f["code"],
            f.get("excuse", ""),
        )
        for f in found
    ]


def test_words_narrow_an_exception_to_what_stands_at_them(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, other = "Hospital Santa Isabel", "Hospital Novo"
    broad = "  - {code: privacy.hospital, reason: It is public.}\n"
    assert told(case, broad, capsys) == [(first, "It is public."), (other, "It is public."), (first, "It is public.")]
    narrow = broad.replace(", reason", ", words: Santa Isabel, reason")
    assert told(case, narrow, capsys) == [(first, "It is public."), (other, ""), (first, "It is public.")]
    around = broad.replace(", reason", ", words: Hospital Santa Isabel in Campinas, reason")
    assert told(case, around, capsys) == [(first, "It is public."), (other, ""), (first, "")]
    both = broad.replace("It is", "All are") + narrow
    assert told(case, both, capsys) == [(first, "It is public."), (other, "All are public."), (first, "It is public.")]


def test_words_narrow_an_exception_where_a_line_is_only_the_first_of_its_text(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, _, words = TWO.partition("case: |\n")
    text = f'{head}case: "Her \\"home\\" came first. {" ".join(words.split()[:-1])}"\nexceptions:\n'
    narrow = '  - {code: privacy.hospital, words: "Hospital Novo", reason: It is public.}\n'
    assert sorted(excuse for _, excuse in told(case, narrow, capsys, text)) == ["", "It is public."]


@pytest.mark.parametrize(
    ("exception", "code", "said"),
    [
        ("{code: privacy.hospital, words: Hospital Velho, reason: x}", "exceptions.idle", "Hospital Velho"),
        ("{code: privacy.hospital, words: Campinas, reason: x}", "exceptions.idle", "Campinas"),
        ("{code: privacy.hopital, words: Hospital Novo, reason: x}", "exceptions.idle", "privacy.hopital"),
        ('{code: privacy.hospital, reason: ""}', "exceptions.no-reason", "reason"),
        ("{code: privacy.hospital, reason: {en: }}", "exceptions.no-reason", "reason"),
    ],
)
def test_an_exception_that_lets_nothing_stand_is_told(
    exception: str, code: str, said: str, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told(case, f"  - {exception}\n", capsys)
    assert [one for one in found if one[0].startswith("exceptions")] == [(code, "")]
    assert not any(excuse for _, excuse in found)
    run(["check", "--select", "exceptions"])
    line, caret = capsys.readouterr().err.splitlines()[1:3]
    assert line[caret.index("^") : caret.rindex("^") + 1] == said


def test_how_much_is_let_stand_is_shown_with_its_lines(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case.write_text(TWO + "  - {code: privacy.hospital, words: Isabel, reason: It is public.}\n", encoding="utf-8")
    run(["check", "--select", "privacy.hospital"])
    shown = "Let stand (2): privacy.hospital, cases/demo/case.yaml:6, 7. It is public."
    assert capsys.readouterr().out.splitlines()[0] == shown


def test_github_shows_what_is_let_stand_as_a_notice(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case.write_text(TWO + "  - {code: privacy.hospital, words: Isabel, reason: It is public.}\n", encoding="utf-8")
    run(["check", "--select", "privacy.hospital", "--format", "github"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::notice", "::warning", "::notice"]
    assert lines[0].endswith("%0ALet stand: privacy.hospital. It is public.")


@pytest.mark.parametrize(
    ("excuse", "is_open"),
    [("reason: All in one day", False), ('reason: ""', True), ("words: case, reason: All in one day", True)],
)
def test_only_a_reason_for_a_whole_line_of_the_checklist_answers_it(excuse: str, is_open: bool, case: Path) -> None:
    case.write_text(TWO + f"  - {{code: care.7, {excuse}}}\n", encoding="utf-8")
    read, _ = load_case(case.parent)
    assert read
    lines = judge(read, load_journal("generic", (bundled("templates"),)))
    assert [line.is_open for line in lines if line.item.code == "7"] == [is_open]
