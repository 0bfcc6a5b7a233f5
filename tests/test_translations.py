"""The ledger of translations: what somebody compared stays current wherever it moves, and a change makes it stale."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebook.case import Case, load_case
from casebook.case.ledger import NAME, Ledger, fingerprint, read_ledger
from casebook.checks import translations
from casebook.cli import run
from casebook.findings import Finding
from tests.shipped import CASES

HEAD = 'casebook: 1\nlanguages: [en, pt]\nstatus: {status}\ndecimal: "."\n'
SECTIONS = ("introduction", "case", "discussion")
Texts = dict[str, list[tuple[str, str]]]  # section → paragraphs, in English and in Portuguese
TEXTS: Texts = {
    name: [(f"The {name} says {word}.", f"A parte {name} diz {word}.") for word in ("alpha", "beta", "gamma")]
    for name in SECTIONS
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "cases" / "demo").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASEBOOK_LANG", "en")
    return tmp_path / "cases" / "demo"


def write(folder: Path, texts: Texts, status: str = "submitted") -> None:
    lines = [HEAD.format(status=status), "sections:\n"]
    for name, paragraphs in texts.items():
        lines.append(f"  {name}:\n")
        for position, code in enumerate(("en", "pt")):
            lines.append(f"    {code}: |\n" + "\n".join(f"      {words[position]}\n" for words in paragraphs))
    (folder / "case.yaml").write_text("".join(lines), encoding="utf-8")


def found(folder: Path) -> list[Finding]:
    case, _ = load_case(folder)
    assert isinstance(case, Case)
    return list(translations.run(case))


def codes(folder: Path) -> list[tuple[str, str]]:
    """Return what is told: the code, and the language that it is told of."""
    return [(finding.code.removeprefix("translations."), finding.fields.get("code", "")) for finding in found(folder)]


def record(folder: Path, *field: str) -> int:
    return run(["translated", folder.name, *field])


# What the ledger remembers


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_moves_in_both_languages_stays_current(folder: Path, data: st.DataObject) -> None:
    write(folder, TEXTS)
    (folder / NAME).unlink(missing_ok=True)
    assert record(folder) == 0
    paragraphs = data.draw(st.permutations([pair for name in SECTIONS for pair in TEXTS[name]]))
    sizes = data.draw(st.sampled_from([(3, 3, 3), (1, 4, 4), (2, 2, 5), (7, 1, 1)]))
    names = data.draw(st.permutations(SECTIONS))
    taken = iter(paragraphs)
    write(folder, {name: [next(taken) for _ in range(size)] for name, size in zip(names, sizes, strict=True)})
    assert codes(folder) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    section=st.sampled_from(SECTIONS),
    number=st.integers(0, 2),
    position=st.integers(0, 1),
    words=st.text(st.characters(categories=["L"]), min_size=1, max_size=8),
)
def test_a_change_in_one_language_makes_exactly_that_one_stale(
    folder: Path, section: str, number: int, position: int, words: str
) -> None:
    write(folder, TEXTS)
    (folder / NAME).unlink(missing_ok=True)
    assert record(folder) == 0
    texts = {name: list(paragraphs) for name, paragraphs in TEXTS.items()}
    pair = list(texts[section][number])
    pair[position] += f" Also {words}."
    texts[section][number] = (pair[0], pair[1])
    write(folder, texts)
    (finding,) = found(folder)
    assert finding.code == "translations.stale"
    assert finding.fields["code"] == ("en", "pt")[position]
    assert finding.fields["field"] == f"sections.{section}.text"
    assert finding.place
    assert pair[position].startswith(finding.place.text.strip()[:20])
    assert record(folder, f"sections.{section}") == 0
    assert codes(folder) == []


class Change(NamedTuple):
    """A change of the paragraphs of one section, and what is told of it."""

    change: Callable[[list[tuple[str, str]]], list[tuple[str, str]]]
    told: list[tuple[str, str]]


ADDED = ("It is new.", "É nova.")
CHANGES = {
    "changed in both": Change(lambda p: [*p[:2], ADDED], [("unreviewed", "en")]),
    "added in both": Change(lambda p: [*p, ADDED], [("unreviewed", "en")]),
    "taken out of both": Change(lambda p: p[1:], []),
    "added in English": Change(lambda p: [*p, ("It is new.", "")], [("stale", "en")]),
    "taken out of the Portuguese": Change(lambda p: [*p[:2], (p[2][0], "")], [("mispaired", "pt")]),
    "swapped in Portuguese": Change(
        lambda p: [(p[0][0], p[1][1]), (p[1][0], p[0][1]), p[2]], [("mispaired", "pt"), ("mispaired", "pt")]
    ),
    "white space": Change(lambda p: [(p[0][0].replace(" ", "  "), p[0][1]), *p[1:]], []),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_told_by_what_is_known_of_its_words(folder: Path, name: str) -> None:
    write(folder, TEXTS)
    assert record(folder) == 0
    write(folder, {**TEXTS, "case": CHANGES[name].change(TEXTS["case"])})
    assert codes(folder) == CHANGES[name].told


def test_a_value_counts_by_its_name_and_not_by_its_number(folder: Path) -> None:
    text = "values: {hb: 4.8 g/dL}\nsections:\n  case: {en: 'Was {hb}.', pt: 'Era {hb}.'}\n"
    text = HEAD.format(status="submitted") + text
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    assert record(folder) == 0
    (folder / "case.yaml").write_text(text.replace("4.8", "5.8"), encoding="utf-8")
    assert codes(folder) == []


def test_accents_are_the_same_however_they_are_coded() -> None:
    assert fingerprint("não  é\n") == fingerprint("na\u0303o e\u0301")
    assert fingerprint("m²") != fingerprint("m2")


def test_texts_of_other_paragraphs_are_compared_as_wholes(folder: Path) -> None:
    texts: Texts = {"case": [("One.", "Um."), ("Two.", "")]}
    write(folder, texts)
    assert record(folder) == 0
    assert codes(folder) == []
    write(folder, {"case": [("One.", "Um."), ("Two.", "Dois.")]})
    assert ("stale", "pt") in codes(folder)


# What is told, and how much


def test_a_case_without_a_ledger_is_told_of_once_when_it_is_no_draft(folder: Path) -> None:
    write(folder, TEXTS, "draft")
    assert found(folder) == []
    write(folder, TEXTS, "submitted")
    (finding,) = found(folder)
    assert (finding.code, finding.kind.severity.name) == ("translations.unreviewed", "NOTE")
    assert finding.fields == {"case": "demo"}


def test_a_case_in_one_language_is_told_of_nothing(folder: Path) -> None:
    head = HEAD.format(status="draft").replace("[en, pt]", "[en]")
    text = head + "sections: {case: She was well.}\ntitle: {same: X-y}\n"
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    assert found(folder) == []


def test_what_was_never_compared_is_one_note_in_a_draft_and_one_for_each_text_later(folder: Path) -> None:
    write(folder, {"case": [ADDED]})
    assert record(folder) == 0
    write(folder, TEXTS, "draft")
    (finding,) = found(folder)
    assert finding.fields["count"] == "3"
    write(folder, TEXTS)
    assert [finding.fields["field"] for finding in found(folder)] == [f"sections.{name}.text" for name in SECTIONS]


# What writes the ledger, and what does not


def test_check_and_build_never_write_it(folder: Path) -> None:
    write(folder, TEXTS, "draft")
    run(["check", "--fix"])
    run(["build", "--to", "html"])
    assert not (folder / NAME).exists()
    record(folder)
    before = (folder / NAME).read_bytes()
    write(folder, {**TEXTS, "case": [ADDED]}, "draft")
    run(["check", "--fix"])
    run(["build", "--to", "html"])
    assert (folder / NAME).read_bytes() == before


def test_it_holds_fingerprints_and_no_names(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, TEXTS)
    assert record(folder) == 0
    assert capsys.readouterr().out == "cases/demo/translations.yaml: new: 9; in all: 9\n"
    lines = (folder / NAME).read_text("utf-8").splitlines()
    assert lines[2:] == sorted(lines[2:])
    assert all(re.fullmatch(r"- \{en: [0-9a-f]{16}, pt: [0-9a-f]{16}\}", line) for line in lines[2:])
    assert record(folder) == 0
    assert capsys.readouterr().out == "cases/demo/translations.yaml: new: 0; in all: 9\n"


def test_one_field_is_recorded_and_no_other(folder: Path) -> None:
    write(folder, TEXTS)
    assert record(folder, "sections.case") == 0
    left = [finding.fields["field"] for finding in found(folder)]
    assert left == ["sections.introduction.text", "sections.discussion.text"]
    assert record(folder, "sections.introduction.text") == 0
    assert len(found(folder)) == 1


def test_what_has_gone_is_forgotten(folder: Path) -> None:
    write(folder, TEXTS)
    assert record(folder) == 0
    write(folder, {"case": [*TEXTS["case"], ADDED]})
    assert record(folder) == 0
    ledger, _ = read_ledger(folder, NAME)
    assert isinstance(ledger, Ledger)
    assert len(ledger.entries) == 4


@pytest.mark.parametrize(
    ("field", "said"),
    [("sections.cases", "No text of the case is called “sections.cases”"), ("title", "nothing to compare in “title”")],
)
def test_a_field_that_cannot_be_recorded_is_said_so(
    folder: Path, capsys: pytest.CaptureFixture[str], field: str, said: str
) -> None:
    write(folder, TEXTS)
    (folder / "case.yaml").write_text((folder / "case.yaml").read_text("utf-8") + "title: A case\n", encoding="utf-8")
    assert record(folder, field) == 2
    assert said in capsys.readouterr().err
    assert not (folder / NAME).exists()


def test_a_damaged_ledger_is_told_of_and_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, TEXTS)
    record(folder)
    (folder / NAME).write_text((folder / NAME).read_text("utf-8") + "<<<<<<< HEAD\n", encoding="utf-8")
    before = (folder / NAME).read_bytes()
    assert [finding.code for finding in found(folder)] == ["translations.unreadable"]
    assert record(folder) == 1
    said = capsys.readouterr().err
    assert "[translations.unreadable]" in said
    assert said.endswith("Nothing was recorded.\n")
    assert (folder / NAME).read_bytes() == before


def test_an_unreadable_case_is_not_recorded(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "case.yaml").write_text("", encoding="utf-8")
    assert record(folder) == 1
    assert "Nothing was recorded." in capsys.readouterr().err


def test_what_could_not_be_read_is_not_forgotten(folder: Path) -> None:
    write(folder, TEXTS)
    record(folder)
    text = (folder / "case.yaml").read_text("utf-8")
    (folder / "case.yaml").write_text(text.replace("  discussion:", "  discussion: {en: {}}\n  authors-note:"), "utf-8")
    assert record(folder) == 0
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    assert codes(folder) == []


def test_the_shipped_cases_are_current() -> None:
    assert len(CASES) > 3
    assert {folder.name: found(folder) for folder in CASES if found(folder)} == {}
