"""The one door out of many languages: numbering, fronts, gaps, marks, and a language that only the tests know."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from casebook.case import Case, load_case
from casebook.case.texts import every_text
from casebook.findings import Finding, Severity
from casebook.nodes import Citation, CrossReference, Figure, Gap, Paragraph, Ref, Table, Unbroken, Words, plain
from casebook.report.body import ordered
from casebook.report.compose import Edition, compose
from casebook.report.marks import set_marks
from casebook.report.model import Report
from casebook.report.numbering import inlines_of, walk
from tests.shipped import CASES, LOCALES, TEMPLATES, shipped_case, shipped_report

AML = "aml-azacitidine-lenalidomide"


def report_of(
    folder: Path, code: str = "en", draft: bool = True, **edition: object
) -> tuple[Report, tuple[Finding, ...]]:
    case = loaded(folder)
    return compose(case, Edition(code, is_draft=draft, **{"templates": TEMPLATES, "locales": LOCALES, **edition}))


def loaded(folder: Path, locales: tuple[Path, ...] = LOCALES) -> Case:
    case, findings = load_case(folder, locales)
    assert case is not None, findings
    return case


def change(folder: Path, *pairs: tuple[str, str]) -> None:
    """Replace words of the case file; every one of them must be there."""
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    (folder / "case.yaml").write_text(text, encoding="utf-8")


def inlines(report: Report) -> list[object]:
    return [node for block in (*report.body, *report.back) for node in walk(inlines_of(block))]


def words(report: Report) -> str:
    return "\n".join(plain(inlines_of(block)) for block in (*report.body, *report.back))


# Numbers


def test_citations_count_in_order_of_first_mention_and_link_both_ways() -> None:
    report, _ = shipped_report(AML, "en")
    refs = [
        part for node in inlines(report) if isinstance(node, Citation) for part in node.parts if isinstance(part, Ref)
    ]
    first_mentions = list(dict.fromkeys(ref.number for ref in refs))
    assert [reference.number for reference in report.references] == list(range(1, 13))
    assert first_mentions == sorted(first_mentions)
    anchors = {ref.anchor for ref in refs}
    assert len(anchors) == len(refs)
    assert all(reference.citations and set(reference.citations) <= anchors for reference in report.references)
    assert {ref.target for ref in refs} <= {reference.anchor for reference in report.references}


def test_three_neighbours_collapse_into_a_range(demo: Path) -> None:
    entries = "".join(
        f"@article{{k{n},\n title={{T{n}}}, author={{A, B}}, journal={{J}}, year={{2020}}\n}}\n" for n in range(1, 5)
    )
    (demo / "references.bib").write_text(entries)
    change(demo, ("[@omar2012]", "[@k1; @k2; @k3]"), ("[@gagnier2013]", "[@k4; @k2]"))
    report, _ = report_of(demo)
    marks = [
        "".join(str(p.number) if isinstance(p, Ref) else p for p in n.parts)
        for n in inlines(report)
        if isinstance(n, Citation)
    ]
    assert marks == ["[1–3]", "[1–3]", "[2, 4]"]
    assert all(reference.citations for reference in report.references[:3])


def test_a_reference_that_only_abstract_or_statements_cite_has_the_last_number(demo: Path) -> None:
    file = demo / "case.yaml"
    conclusion = "  conclusion:\n    en: |\n"
    text = file.read_text(encoding="utf-8").replace(conclusion, conclusion + "      X [@gagnier2013]. ", 1)
    text = text.replace(" This report follows the CARE guidelines [@gagnier2013].", "")
    text = text.replace("funding: none", "funding: {en: 'Y [@gagnier2013].', pt: Z.}")
    file.write_text(text, encoding="utf-8")
    case, findings = load_case(demo)
    assert case, findings
    report, _ = compose(case, Edition("en", is_draft=True))
    assert [entry.key for entry in report.references] == ["omar2012", "gagnier2013"]
    marks = [node for part in report.fronts[0].abstract for node in walk(part.children) if isinstance(node, Citation)]
    marks += [node for block in report.back for node in walk(inlines_of(block)) if isinstance(node, Citation)]
    assert [part.number for mark in marks for part in mark.parts if isinstance(part, Ref)] == [2, 2]


def test_figures_and_tables_stand_after_the_paragraph_that_first_mentions_them() -> None:
    for code in ("en", "pt"):
        report, _ = shipped_report(AML, code)
        seen: set[str] = set()
        for before, block in zip(report.body, report.body[1:], strict=False):
            seen |= {node.target for node in walk(inlines_of(before)) if isinstance(node, CrossReference)}
            if isinstance(block, Figure | Table):
                assert block.anchor in seen
                seen.discard(block.anchor)
            else:
                assert not {anchor for anchor in seen if anchor not in placed(report, block)}, "one came too late"


def placed(report: Report, until: object) -> set[str]:
    stop = report.body.index(until)  # type: ignore[arg-type]
    return {block.anchor for block in report.body[:stop] if isinstance(block, Figure | Table)}


# Two languages


@pytest.mark.parametrize("slug", [folder.name for folder in CASES])
def test_every_full_text_of_a_shipped_case_says_the_same(slug: str) -> None:
    case = shipped_case(slug)
    reports = [shipped_report(slug, code)[0] for code in case.file.languages]
    assert len(reports) == len(case.file.languages) >= 1
    shapes = [[(type(block).__name__, getattr(block, "anchor", "")) for block in report.body] for report in reports]
    assert all(shape == shapes[0] for shape in shapes)
    for counted in (citations, crossings):
        assert all(counted(report) == counted(reports[0]) for report in reports), counted.__name__
    tokens = [values(case, code) for code in case.file.languages]
    assert all(used == tokens[0] for used in tokens)
    assert sum(tokens[0].values()) >= 6


def citations(report: Report) -> list[Counter[str]]:
    blocks = [[n for n in walk(inlines_of(block)) if isinstance(n, Citation)] for block in report.body]
    return [Counter(p.key for node in nodes for p in node.parts if isinstance(p, Ref)) for nodes in blocks]


def crossings(report: Report) -> list[Counter[str]]:
    return [
        Counter(n.target for n in walk(inlines_of(block)) if isinstance(n, CrossReference)) for block in report.body
    ]


def values(case: Case, code: str) -> Counter[str]:
    texts = [text.get(code) or "" for _, text in every_text(case.file.sections)]
    return Counter(re.findall(r"\{([a-z][a-z0-9_.]*)(?::\w+)?\}", " ".join(texts)))


@pytest.mark.parametrize("slug", [folder.name for folder in CASES])
def test_shipped_cases_have_no_findings(slug: str) -> None:
    for code in shipped_case(slug).file.languages:
        found = [finding for finding in shipped_report(slug, code)[1] if finding.code != "languages.not-promised"]
        assert found == []


def test_one_shipped_case_promises_no_english_article_and_composing_says_so() -> None:
    promised = {folder.name: shipped_case(folder.name).file.languages for folder in CASES}
    alone = [slug for slug, codes in promised.items() if codes == ("pt",)]
    assert alone == ["esporotricose-linfocutanea"]
    report, (note,) = shipped_report(alone[0], "pt")
    assert (note.code, note.fields["code"], note.kind.severity) == ("languages.not-promised", "en", Severity.NOTE)
    assert [front.lang for front in report.fronts] == ["pt-BR", "en-US"]
    assert all(front.title and front.abstract and front.keywords for front in report.fronts)
    assert [note.code for note in shipped_report(AML, "en")[1]] == []


def test_the_other_language_stands_in_the_front_under_its_own_labels() -> None:
    for code, tags, labels in (("en", ["en-US", "pt-BR"], "CONTEXT"), ("pt", ["pt-BR", "en-US"], "CONTEXTO")):
        report, _ = shipped_report(AML, code)
        assert [front.lang for front in report.fronts] == tags
        assert report.fronts[0].abstract[0].label == labels
    english, portuguese = report.fronts[1], report.fronts[0]
    assert (english.abstract_label, english.keywords_label) == ("Abstract", "Key words")
    assert (portuguese.abstract_label, portuguese.keywords_label) == ("Resumo", "Palavras-chave")
    assert [part.label for part in portuguese.abstract] == ["CONTEXTO", "RELATO DE CASO", "CONCLUSÃO"]


def test_one_value_is_printed_as_each_language_writes_it() -> None:
    english, portuguese = (words(shipped_report(AML, code)[0]) for code in ("en", "pt"))
    for in_english, in_portuguese in [
        ("4.8\u00a0g/dL", "4,8\u00a0g/dL"), ("45,730/µL", "45.730/µL"), ("313–618\u00a0U/L", "313–618\u00a0U/L"),
        ("5\u00a0×\u00a010⁶", "5\u00a0×\u00a010⁶"), ("75\u00a0mg/m²", "75\u00a0mg/m²"), ("88.4%", "88,4%"),
        ("75\u00a0mg/day", "75\u00a0mg/dia"),
    ]:  # fmt: skip
        assert in_english in english, in_english
        assert in_portuguese in portuguese, in_portuguese


def test_a_number_never_parts_from_its_unit() -> None:
    for code in ("en", "pt"):
        report, _ = shipped_report(AML, code)
        loose = re.compile(r"\d (?:g/dL|mg|U/L|fL|%|µL|mm|mL)\b")
        texts = [node.text for node in inlines(report) if isinstance(node, Words)]
        assert len(texts) > 50
        assert [hit[0] for text in texts for hit in loose.finditer(text)] == []
        assert any(isinstance(node, Unbroken) for node in inlines(report))


# A text that is missing


def test_without_portuguese_the_english_article_stands_with_a_list_of_gaps(tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "aml"
    shutil.copytree(shipped_case(AML).folder, folder)
    whole_case = yaml.load((folder / "case.yaml").read_bytes(), yaml.BaseLoader)
    only_english = yaml.safe_dump({**without(whole_case, "pt"), "status": "draft"}, allow_unicode=True, sort_keys=False)
    (folder / "case.yaml").write_text(only_english, encoding="utf-8")
    report, findings = report_of(folder, "en")
    whole, _ = shipped_report(AML, "en")
    assert words(report) == words(whole)
    assert report.fronts[0] == whole.fronts[0]
    assert all(isinstance(part.children[0], Gap) for part in report.fronts[1].abstract)
    assert {finding.code for finding in findings} == {"text.gap"}
    assert {finding.fields["code"] for finding in findings} == {"pt"}
    portuguese, gaps = report_of(folder, "pt")
    assert len(gaps) > len(findings)
    assert "refractory" not in words(portuguese).lower().replace("refratária", ""), "the other language slipped in"


def without(part: object, code: str) -> Any:
    """Return a case file's tree without one language's texts."""
    if isinstance(part, dict):
        return {name: without(value, code) for name, value in part.items() if name != code}
    return [without(value, code) for value in part] if isinstance(part, list) else part


def test_a_missing_text_is_an_error_in_a_release(demo: Path) -> None:
    change(demo, ("      Ask patients who have hypokalemia and hypertension about licorice, by name.\n", ""))
    assert {f.code for f in report_of(demo, draft=True)[1]} == {"text.gap"}
    found = report_of(demo, draft=False)[1]
    assert [(f.code, f.fields["field"]) for f in found] == [("text.missing", "sections.conclusion")]
    assert found[0].place is not None
    assert found[0].place.text.strip().startswith(("conclusion:", "en:"))


# Marks


def test_the_journal_sets_the_mark_before_or_after_the_full_stop(demo: Path) -> None:
    brackets, _ = report_of(demo)
    superscript, _ = report_of(demo, journal="spmj")
    shown = [ends(report) for report in (brackets, superscript)]
    assert shown == [("hypokalemia ", "[1]", "."), ("hypokalemia.", "1", "")]


def ends(report: Report) -> tuple[str, str, str]:
    paragraph = next(block for block in report.body if isinstance(block, Paragraph))
    *_, before, mark, after = (
        (*paragraph.children, Words(""))[-3:]
        if isinstance(paragraph.children[-1], Citation)
        else paragraph.children[-3:]
    )
    assert isinstance(before, Words)
    assert isinstance(mark, Citation)
    assert isinstance(after, Words)
    return before.text[-12:], "".join(str(p.number) if isinstance(p, Ref) else p for p in mark.parts), after.text


def test_a_mark_goes_behind_a_comma_and_before_a_semicolon() -> None:
    mark = Citation((Ref("a", 1, "ref-a", "cite-1"),), True)
    assert set_marks((Words("del(5q) "), mark, Words(", whereas")), True) == (
        Words("del(5q),"),
        mark,
        Words(" whereas"),
    )
    assert set_marks((Words("one "), mark, Words("; two")), True) == (Words("one"), mark, Words("; two"))
    assert set_marks((Words("one "), mark, Words(". Two")), False) == (Words("one"), mark, Words(". Two"))


def test_sections_of_one_s_own_stay_behind_the_one_they_were_written_after() -> None:
    written = ("introduction", "discussion", "methods", "case", "conclusion", "thanks")
    assert ordered(written, ("introduction", "case", "discussion", "conclusion")) == (
        "introduction", "case", "discussion", "methods", "conclusion", "thanks",
    )  # fmt: skip


# A language that only the tests know


def test_a_third_language_costs_one_catalogue_and_its_texts(demo: Path, tmp_path: Path) -> None:
    locales = tmp_path / "locales"
    shutil.copytree(LOCALES[0], locales)
    german = (locales / "en.po").read_text(encoding="utf-8").replace("Language: en_US", "Language: de_DE")
    german = re.sub(
        r'msgid "Figure \{number\}"\nmsgstr ".*"', 'msgid "Figure {number}"\nmsgstr "Abbildung {number}"', german
    )
    (locales / "de.po").write_text(german, encoding="utf-8")
    change(
        demo,
        ("languages: [en, pt] ", "languages: [en, pt, de] "),
        ("    pt: Hipocalemia por alcaçuz", "    pt: Hipocalemia por alcaçuz\n    de: Lakritze"),
    )
    case = loaded(demo, (locales,))
    assert list(case.file.languages) == ["en", "pt", "de"]
    report, findings = compose(case, Edition("de", is_draft=True, templates=TEMPLATES, locales=(locales,)))
    assert (report.lang, report.running_title) == ("de-DE", "Lakritze")
    assert [front.lang for front in report.fronts] == ["de-DE", "en-US", "pt-BR"]
    assert any(isinstance(block, Figure) and block.label == "Abbildung 1" for block in report.body)
    assert any(
        "2,1" in plain(cell.children)
        for block in report.body
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    )
    assert {finding.fields["code"] for finding in findings} == {"de"}
