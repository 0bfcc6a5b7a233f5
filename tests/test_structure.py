"""Titles in capitals, and pictures that two figures show; and what is neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.case import Case, load_case
from casebook.checks import pictures, titles

HEAD = 'casebook: 1\nlanguages: [en, pt]\nstatus: draft\ndecimal: "."\n'
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><circle r="9"/></svg>'


def case_of(folder: Path, rest: str) -> Case:
    """Return the case of a file with these fields."""
    (folder / "case.yaml").write_text(HEAD + rest, encoding="utf-8")
    case, findings = load_case(folder)
    assert case, findings
    return case


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("{en: ACUTE MYELOID LEUKEMIA IN A WOMAN, pt: LEUCEMIA MIELOIDE AGUDA EM MULHER}", 2),
        ('{en: "Acute leukemia", pt: "LEUCEMIA MIELOIDE COM T(3;3): RELATO DE CASO"}', 1),
        ("{same: HTLV-1 AND HIV}", 0),
        ("{en: SARS-COV-2 and MALT lymphoma, pt: SARS-COV-2 e linfoma MALT}", 0),
        ("{en: ANCA and VEXAS, pt: ANCA e VEXAS}", 0),
    ],
)
def test_a_title_in_capitals_is_told_and_abbreviations_are_not(title: str, count: int, tmp_path: Path) -> None:
    assert len(list(titles.run(case_of(tmp_path, f"title: {title}\n")))) == count


def test_one_picture_of_two_figures_is_told_at_the_second(tmp_path: Path) -> None:
    for name in ("a", "copy"):
        (tmp_path / f"{name}.svg").write_text(DOT, encoding="utf-8")
    (tmp_path / "b.svg").write_text(DOT.replace("9", "8"), encoding="utf-8")

    def told(figures: str) -> list[tuple[str, str]]:
        case = case_of(tmp_path, f"figures:\n{figures}")
        return [(f.fields["typed"], f.fields["other"]) for f in pictures.run(case)]

    assert told("  x: {file: a.svg}\n  y: {file: a.svg}\n") == [("a.svg", "x")]
    assert told("  x: {file: a.svg}\n  y: {file: copy.svg}\n") == [("copy.svg", "x")]
    panels = "  x: {panels: {A: {file: a.svg}, B: {file: b.svg}, C: {file: a.svg}}}\n"
    assert told(panels) == [("a.svg", "x.A")]
    assert told("  x: {file: gone.png}\n  y: {file: gone.png}\n") == [("gone.png", "x")]
    assert told("  x: {file: {en: a.svg, pt: copy.svg}}\n  y: {file: b.svg}\n") == []
    assert told("  x: {file: gone.png}\n  y: {file: lost.png}\n") == []
