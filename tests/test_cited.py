"""References: what a reader could not find by them, and what is only written in another way."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.case import load_case
from casebook.checks.references import run
from casebook.cli import run as casebook

WORK = {"author": "Omar, H. and Gagnier, J.", "title": "Licorice", "journal": "Ther Adv", "year": "2012",
        "doi": "10.5555/licorice"}  # fmt: skip
MANY = " and ".join(f"Author{letter}, A." for letter in "ABCDEF")


def told(folder: Path, dates: str = "", kind: str = "article", **fields: str) -> list[tuple[str, str]]:
    """Return the code and the words under the caret of all that is told of one reference."""
    home = folder / "cases" / "demo"
    home.mkdir(parents=True, exist_ok=True)
    written = {name: value for name, value in (WORK | fields).items() if value}
    entry = "".join(f"  {name} = {{{value}}},\n" for name, value in written.items())
    (home / "references.bib").write_text(f"@{kind}{{omar,\n{entry}}}\n", encoding="utf-8")
    article = f"article:\n  dates: {{{dates}}}\n" if dates else ""
    text = f"casebook: 1\nlanguages: [en]\nstatus: draft\n{article}references: references.bib\n"
    (home / "case.yaml").write_text(text, encoding="utf-8")
    case, _ = load_case(home)
    assert case
    return [(f.code, f.place.text[f.place.column - 1 :][: f.place.width]) for f in run(case) if f.place]


def test_a_sound_reference_is_left_alone(tmp_path: Path) -> None:
    assert told(tmp_path) == []


@pytest.mark.parametrize("kind", ["book", "online", "incollection", "techreport"])
def test_only_an_article_needs_a_doi(kind: str, tmp_path: Path) -> None:
    assert told(tmp_path, doi="") == [("references.no-doi", "omar")]
    assert told(tmp_path, doi="", pmid="12345678") == []
    assert told(tmp_path, kind=kind, doi="") == []


@pytest.mark.parametrize(
    "doi", ["https://doi.org/10.5555/licorice", "http://dx.doi.org/10.5555/licorice", "doi:10.5555/licorice",
            "DOI 10.5555/licorice", "10.5555/ licorice", "doi.org/10.5555/licorice"],
)  # fmt: skip
def test_more_than_a_doi_is_told_and_mended_in_place(doi: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(tmp_path, doi=doi) == [("references.doi-form", doi)]
    monkeypatch.chdir(tmp_path)
    casebook(["check", "--fix", "--select", "references.doi-form"])
    mended = (tmp_path / "cases" / "demo" / "references.bib").read_text("utf-8")
    assert "doi = {10.5555/licorice}," in mended
    assert doi not in mended.replace("{10.5555/licorice}", "")


@pytest.mark.parametrize(
    "doi", ["10.1016/S1470-2045(09)70003-8", r"10.1007/978-3\_4", "10.1002/(SICI)1097-0258", "10.5555/a."]
)
def test_a_strange_doi_is_one(doi: str, tmp_path: Path) -> None:
    assert told(tmp_path, doi=doi) == []


@pytest.mark.parametrize(
    ("authors", "typed"),
    [
        ("Omar, H. and others", "and others"), ("Omar, H. and et al.", "and et al."), ("Omar H, et al", "et al"),
        ("Omar, H. and colleagues", "and colleagues"), ("Omar, H. e colaboradores", "e colaboradores"),
        (f"{MANY} et al.", "et al."),
    ],
)  # fmt: skip
def test_authors_cut_short_are_told(authors: str, typed: str, tmp_path: Path) -> None:
    assert told(tmp_path, author=authors) == [("references.cut-short", typed)]


@pytest.mark.parametrize(
    "authors", [f"{MANY} and others", "{The Others}", "Alcol, B.", "{CARE Group and Colleagues of Care}", "Al, E. T."]
)
def test_a_list_that_the_journal_cuts_too_and_names_alike_are_left_alone(authors: str, tmp_path: Path) -> None:
    assert told(tmp_path, author=authors) == []


@pytest.mark.parametrize(
    ("dates", "year", "is_told"),
    [
        ("published: 2013-05-04", "2014", True), ("published: 2013-05-04", "2013", False),
        ("received: 2013-05-04", "2014", False), ("received: 2013-05-04", "2015", True),
        ("received: 2013-05-04, accepted: 2014-01-04", "2015", False), ("", "2020", False), ("", "1799", True),
        ("", "1817", False),
    ],
)  # fmt: skip
def test_a_year_after_the_article_or_before_all_journals_is_told(
    dates: str, year: str, is_told: bool, tmp_path: Path
) -> None:
    assert told(tmp_path, dates, year=year) == [("references.year", year)] * is_told


def test_a_short_last_page_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for pages, is_right in (("284-7", True), ("1456--65", True), ("e101-5", True), ("474--453", False)):
        told(tmp_path, pages=pages)
        casebook(["check", "--select", "references.pages"])
        assert ("[references.pages]" not in capsys.readouterr().err) is is_right, pages
