"""HTML and Markdown that would be printed as typed, and medicine that only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.case import Case, load_case
from casebook.checks.language import run as read_language
from casebook.checks.markup import run
from casebook.findings import Finding
from casebook.journals import load_journal
from casebook.project import bundled
from casebook.report.compose import Edition, compose

HEAD = 'casebook: 1\nlanguages: [en]\nstatus: draft\ndecimal: "."\nsections:\n  case: |\n'


def case_of(folder: Path, words: str) -> Case:
    """Return a case with these words for its text."""
    text = HEAD + "\n".join(f"    {line}".rstrip() for line in words.split("\n")) + "\n"
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    case, findings = load_case(folder)
    assert case, findings
    return case


def typed(found: Finding) -> str:
    """Return the words under the caret of a finding."""
    assert found.place
    return found.place.text[found.place.column - 1 :][: found.place.width]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<p>She <b>was</b> well.</p><br/>", ["<p>", "<b>", "<br/>"]),
        ("H<sub>2</sub>O and 10<SUP>6</SUP>", ["<sub>", "<SUP>"]),
        ('<span style="color:red">She</span> was well.', ['<span style="color:red">']),
        ("She was well.</div>", ["</div>"]),
        ("5&nbsp;mg, &lt; 10 &amp; more, &#176;C, &alpha;", ["&nbsp;", "&lt;", "&amp;", "&#176;", "&alpha;"]),
        ("The film ![chest](a.png) was read.", ["![chest](a.png)"]),
        ("See [the page](http://example.org).", ["[the page](http://example.org)"]),
        ("Seen:\n| Day | K |\n|---|---|\n| 1 | 2 |\n| 2 | 3 |", ["| Day | K |"]),
        ("| 1 | 2 |\n| 2 | 3 |", ["| 1 | 2 |"]),
        ("Day | K\n--- | ---\n1 | 2", ["Day | K"]),
    ],
)
def test_what_would_be_printed_as_typed_is_told(words: str, expected: list[str], tmp_path: Path) -> None:
    assert [typed(found) for found in run(case_of(tmp_path, words))] == expected


@pytest.mark.parametrize(
    "words",
    [
        "p<0.01, a <b and c> d, x<5>y, <LOD, CD4<200>100, the <i> allele and <p> stood alone, <5 mm> wide.",
        "R&D; A&E; B&B;, AT&T, P&nbs;, one & two; Smith &Jones;",
        "Wow! [The page](https://example.org) and [5](x); a [note] (http://x.y) in round brackets.",
        "The sum |x| + |y| is\n|z|, and P(A|B) = P(B|A)\nas in P(C|D).",
        "In 12|3\nand --- | it ends.",
    ],
)
def test_what_only_looks_like_it_is_left_alone(words: str, tmp_path: Path) -> None:
    assert [typed(found) for found in run(case_of(tmp_path, words))] == []


def test_a_character_is_mended_and_one_that_a_file_reads_otherwise_is_not(tmp_path: Path) -> None:
    found = list(run(case_of(tmp_path, "5&nbsp;mg &lt; 10 &quot;x&quot; &#123;")))
    assert [one.fix for one in found] == [" ", "<", None, None, None]


def test_the_quotation_marks_of_a_tag_are_not_curled(tmp_path: Path) -> None:
    case = case_of(tmp_path, 'She <span style="color:red">was</span> "well".')
    report, _ = compose(case, Edition("en", None, True, (bundled("templates"),), (bundled("locales"),)))
    found = read_language(case, load_journal("generic", (bundled("templates"),)), (report,))
    assert [typed(one) for one in found if one.code == "language.straight-quotes"] == ['"well"']
