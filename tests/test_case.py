"""The case file: words stay as typed, names are cited as they should be, no file leaves the folder, nothing runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml

from casebook.build import Order
from casebook.case import Case, load_case
from casebook.case.file import CaseFile
from casebook.case.people import PersonName, orcid_is_valid
from casebook.case.schema import case_schema
from casebook.checks import check, history, unread
from casebook.findings import Finding, in_order
from casebook.formats import html
from casebook.languages import load_language
from casebook.making import make
from casebook.project import Project, bundled
from casebook.report.compose import Edition, compose
from tests.shipped import CASES, LOCALES, TEMPLATES

HEAD = "casebook: 1\nlanguages: [en, pt]\nstatus: draft\n"
SAMPLES = tuple(bundled("templates") / "sample" / code for code in ("en", "pt"))


def load(folder: Path, text: str = "", head: str = HEAD) -> tuple[Case | None, tuple[Finding, ...]]:
    """Write a case file and load it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.yaml").write_text(head + text, encoding="utf-8")
    return load_case(folder)


def sound(folder: Path, text: str = "", head: str = HEAD) -> Case:
    """Return a case in which nothing is wrong."""
    case, findings = load(folder, text, head)
    assert findings == ()
    assert case is not None
    return case


def said(findings: tuple[Finding, ...]) -> list[tuple[str, int, int]]:
    return [(f.code, f.place.line if f.place else 0, f.place.column if f.place else 0) for f in findings]


# Words as typed


def test_a_scalar_is_read_as_the_author_typed_it(tmp_path: Path) -> None:
    case = sound(
        tmp_path,
        "article: {volume: 007, issue: 1e3, elocation: 3:12}\n"
        "title: {en: no, pt: 7.10}\n"
        "acknowledgements: {en: 1:40, pt: 0x1F}\n"
        "data: {en: 2026-03-05, pt: ~}\n"
        "values: {titre: 1:40, ph: 7.10, cells: 3e5 /µL}\n",
    )
    file = case.file
    assert (file.article.volume, file.article.issue, file.article.elocation) == ("007", "1e3", "3:12")
    assert (file.title.get("en"), file.title.get("pt")) == ("no", "7.10")
    assert (file.acknowledgements.get("en"), file.acknowledgements.get("pt")) == ("1:40", "0x1F")
    assert (file.data.get("en"), file.data.get("pt")) == ("2026-03-05", "~")
    assert file.values["ph"].value.numbers[0].digits == "7.10"


def test_an_empty_scalar_means_not_given(tmp_path: Path) -> None:
    case = sound(
        tmp_path,
        "article:\n  doi:\n  dates: {received: , accepted: 2026-06-14}\nauthors:\n"
        "title: {en: , pt: Um caso}\nethics:\nvalues: {hb: , wbc: 45730 /µL}\nfictional:\n",
    )
    assert case.file.article.doi is None
    assert case.file.article.dates.received is None
    assert case.file.article.dates.accepted == date(2026, 6, 14)
    assert case.file.authors == ()
    assert case.file.ethics is None
    assert case.file.title.codes == ("pt",)
    assert list(case.file.values) == ["wbc"]
    assert not case.is_fictional


def test_a_bare_text_is_in_the_main_language_and_same_is_in_all(tmp_path: Path) -> None:
    text = (
        "title: Um caso\nkeywords:\n  - Fungos\n  - {same: Fusarium, mesh: D005670}\nsections:\n  case: Era uma vez.\n"
    )
    case = sound(tmp_path, text, HEAD.replace("[en, pt]", "[pt, en]"))
    assert case.file.title.codes == ("pt",)
    assert case.file.sections["case"].text.codes == ("pt",)
    assert [keyword.words.codes for keyword in case.file.keywords] == [("pt",), ("en", "pt")]
    assert case.file.keywords[1].mesh == "D005670"


def test_a_language_s_own_words_go_before_those_that_are_the_same_everywhere(tmp_path: Path) -> None:
    title = sound(tmp_path, "title: {same: Fusarium, pt: Fusário}\n").file.title
    assert (title.get("en"), title.get("pt")) == ("Fusarium", "Fusário")


@pytest.mark.parametrize("age", ["-1 years", "126 years", "1501 months", "200 years", "-3 days"])
def test_an_age_that_no_patient_has_is_an_error(tmp_path: Path, age: str) -> None:
    _, findings = load(tmp_path, f"patient: {{sex: female, age: {age}}}\n")
    assert [(f.code, f.is_error) for f in findings] == [("case.impossible-age", True)]
    for good in ("0 days", "125 years", "1500 months"):
        sound(tmp_path, f"patient: {{sex: female, age: {good}}}\n")


def test_days_of_the_history_may_be_the_same_and_may_be_left_out(tmp_path: Path) -> None:
    day = "2026-05-04"
    for dates in (f"received: {day}, accepted: {day}", f"published: {day}", f"revised: {day}, published: {day}"):
        assert list(history.run(sound(tmp_path, f"article: {{dates: {{{dates}}}}}\n"))) == []


def test_a_day_of_the_history_that_is_still_to_come_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> Clock:
            return cls(2026, 5, 4)

    monkeypatch.setattr(history, "date", Clock)
    notice = "notice: {date: 2026-06-01, text: {same: Wrong.}}"
    case = sound(tmp_path, f"article: {{dates: {{accepted: 2026-05-04, published: 2030-05-10}}, {notice}}}\n")
    told = [(f.code, f.fields["name"]) for f in history.run(case) if f.code == "history.to-come"]
    assert told == [("history.to-come", "dates.published"), ("history.to-come", "notice.date")]
    place = next(history.run(case)).place
    assert place
    assert place.text[place.column - 1 :][: place.width] == "2030-05-10"
    assert list(history.run(sound(tmp_path, "article: {dates: {received: 2026-05-03, published: 2026-05-04}}\n"))) == []


@pytest.mark.parametrize(
    "words",
    [
        "A median of 5 [3–8] days.",
        "PET with [18]F-FDG.",
        "See [1](https://example.org).",
        "The karyotype was 46,XX,t(9;22)(q34;q11.2)[20] or 46,XY,del(5)(q13q33)[12]/46,XY[8].",
        "Figures were drawn, and table salt 2 g was given.",
        "A stable 3-day course, 2 tablets 3 times a day.",
    ],
)
def test_what_looks_like_a_number_typed_by_hand_and_is_none_is_left_alone(tmp_path: Path, words: str) -> None:
    found = {f.code for f in unread.run(sound(tmp_path, f"sections:\n  case: |\n    {words}\n"))}
    assert found == set()


VALUES = "patient: {sex: female, age: 52 years}\nvalues: {spo2: 90 %, bp: 120/80 mmHg}\n"


@pytest.mark.parametrize(
    ("words", "typed", "name"),
    [
        ("A saturação era de {spo2 em ar ambiente, e a pressão, de {bp}.", "{spo2", "spo2"),
        ("A saturação era de spo2} em ar ambiente, e a pressão, de {bp}.", "spo2}", "spo2"),
        ("Era de {spo2 em ar ambiente} no dia.", "{spo2", "spo2"),
        ("It was { SpO2, then {bp}.", "{ SpO2", "spo2"),
        ("It was {spo2. The set {1, 2} is none.", "{spo2", "spo2"),
        ("Then {patient.age:adjective of age.", "{patient.age:adjective", "patient.age:adjective"),
    ],
)
def test_a_brace_of_a_value_without_its_other_is_told(tmp_path: Path, words: str, typed: str, name: str) -> None:
    found = list(unread.run(sound(tmp_path, f"{VALUES}sections:\n  case: |\n    {words}\n")))
    assert [(f.code, f.fields["typed"], f.fields["name"]) for f in found] == [("unread.value", typed, name)]
    place = found[0].place
    assert place
    assert place.text[place.column - 1 :][: place.width] == typed


@pytest.mark.parametrize(
    "words",
    ["{bp} and {spo2}.", r"A brace: \{spo2} or \{bp of it.", "The sets {spo2, 1} and {1, bp}, {1.", "x}, {y or {2."],
)
def test_braces_that_are_no_half_of_a_value_are_left_alone(tmp_path: Path, words: str) -> None:
    assert list(unread.run(sound(tmp_path, f"{VALUES}sections:\n  case: |\n    {words}\n"))) == []


@pytest.mark.parametrize("age", ["52", "52 kg", "50-60 years", "'> 89 years'", "3 mg/day", "5 x 10^1 years"])
def test_an_age_is_one_number_of_years_months_or_days(tmp_path: Path, age: str) -> None:
    _, findings = load(tmp_path, f"patient: {{sex: female, age: {age}}}\n")
    assert [f.code for f in findings] == ["case.not-an-age"]
    for good in ("52 years", "7 meses", "3 dias", "1.5 years"):
        sound(tmp_path, f"decimal: '.'\npatient: {{sex: female, age: {good}}}\n")


def test_none_stands_for_the_standard_sentence_only_by_itself(tmp_path: Path) -> None:
    case = sound(tmp_path, "ethics: None\nfunding: {en: none, pt: nenhum}\nconflicts: None was received.\n")
    assert case.file.ethics is not None
    assert case.file.ethics.statement == "none"
    assert case.file.funding != "none"
    assert case.file.conflicts != "none"
    case = sound(tmp_path, "ethics: Não se aplica.\nfunding: Nenhum.\nconflicts: não há\n")
    assert case.file.ethics is not None
    assert case.file.ethics.statement == case.file.funding == case.file.conflicts == "none"


def test_an_abstract_has_parts_or_is_one_text(tmp_path: Path) -> None:
    parts = sound(tmp_path, "abstract: {background: {en: A, pt: B}, case: C}\n").file.abstract
    assert {name: text.codes for name, text in parts.items()} == {"background": ("en", "pt"), "case": ("en",)}
    assert list(sound(tmp_path, "abstract: {en: A, pt: B}\n").file.abstract) == [""]
    assert list(sound(tmp_path, "abstract: A\n").file.abstract) == [""]


def test_a_section_may_have_a_title_of_its_own(tmp_path: Path) -> None:
    sections = "sections:\n  course: {title: {en: Course}, text: {en: Well.}}\n  case: {en: Ill.}\n"
    case = sound(tmp_path, sections + "consent: {statement: Yes.}\n")
    assert case.file.sections["course"].title.get("en") == "Course"
    assert case.file.sections["case"].title.codes == ()
    bare = sound(tmp_path, "sections: {course: {title: Course, text: Well.}}\n").file.sections["course"]
    assert (bare.title.get("en"), bare.text.get("en")) == ("Course", "Well.")
    assert case.file.consent is not None
    assert case.file.consent.statement.get("en") == "Yes."


def test_fields_are_quoted_or_in_blocks_or_plain_and_mean_the_same(tmp_path: Path) -> None:
    ways = [
        "title: {en: A case}\n",
        "title:\n  en: 'A case'\n",
        "title:\n  en: |\n    A case\n",
        '"title": {"en": "A case"}\n',
    ]
    titles = [sound(tmp_path, way).file.title.get("en") for way in ways]
    assert [(title or "").strip() for title in titles] == ["A case"] * 4


# Fields


def test_a_misspelt_field_names_the_one_that_was_meant(tmp_path: Path) -> None:
    _, findings = load(tmp_path, "titel: A case\nauthors:\n  - name: {given: Ana, family: Lima, sufix: Neto}\n")
    assert [(f.code, f.fields["nearest"]) for f in in_order(findings)] == [
        ("case.misspelt-field", "title"), ("case.misspelt-field", "suffix"),
    ]  # fmt: skip
    assert [at[1:] for at in said(in_order(findings))] == [(4, 1), (6, 38)]


def test_a_misspelt_field_is_not_reported_as_missing_too(tmp_path: Path) -> None:
    _, findings = load(tmp_path, "authors:\n  - name: {given: Ana, famly: Lima}\n")
    assert [f.code for f in findings] == ["case.misspelt-field"]


def test_a_field_given_twice_keeps_the_first_and_says_so(tmp_path: Path) -> None:
    case, findings = load(tmp_path, "title: One\ntitle: Two\n")
    assert case is not None
    assert case.file.title.get("en") == "One"
    assert said(findings) == [("source.duplicate", 5, 1)]


def test_one_fault_hides_no_other(tmp_path: Path) -> None:
    """YAML, fields, numbers, names, references: all that is wrong is told in one run."""
    (tmp_path / "references.bib").write_text("@article{silva2019, title = {A}, author = {A, B}, year = {2019}}\n")
    case, findings = load(
        tmp_path,
        "title: One: two\n"
        "status: ready\n"
        "authors: [{name: {given: Ana}, affiliations: [nowhere]}]\n"
        "values: {hb: 4;8 g/dL}\n"
        "references: references.bib\n",
    )  # fmt: skip
    assert case is not None
    assert not case.is_whole
    assert {f.code for f in findings} >= {
        "source.colon", "source.duplicate", "case.missing", "case.unknown-affiliation", "quantity.unreadable",
        "references.missing-field",
    }  # fmt: skip


def test_what_could_not_be_read_is_not_reported_as_missing_by_those_who_name_it(tmp_path: Path) -> None:
    case, findings = load(
        tmp_path,
        "title: {same: A}\nabstract: {case: {same: A}}\nvalues: {hb: high, ldh: {value: 8 U/L, reference: low}}\n"
        "figures: {a: {fil: a.png}}\ntables: {b: {columns: [], rows: []}}\nreferences: lost.bib\n"
        "patient: {sex: woman, age: 5 years}\n"
        "sections: {case: {same: '{patient} {hb} {ldh.reference} {ldh} {wbc} @fig:a @tab:b [@c]'}}\n",
    )
    assert case is not None
    assert len(findings) == 6
    _, found = compose(case, Edition("en", is_draft=True, templates=TEMPLATES, locales=LOCALES))
    assert [(f.code, f.fields["name"]) for f in found] == [("text.unknown-value", "wbc")]


def test_a_place_stays_right_when_an_item_before_it_could_not_be_read(tmp_path: Path) -> None:
    case, findings = load(
        tmp_path, "keywords:\n  - {mesh: 1, same: A, en: B}\n  - [A]\n  - {en: Fungi}\ntitle: {same: A}\n"
    )
    assert case is not None
    assert [f.code for f in findings] == ["case.malformed", "case.not-a-text"]
    _, found = compose(case, Edition("pt", is_draft=True, templates=TEMPLATES, locales=LOCALES))
    assert ("text.gap", 7, 6) in said(found)


def test_a_fault_in_any_text_is_told_at_its_very_place(demo: Path) -> None:
    """In fronts, body, captions, cells, notes and statements alike."""
    typed: list[str] = []
    sample = with_every_field(yaml.load((demo / "case.yaml").read_bytes(), yaml.BaseLoader))
    tree = poisoned(sample, typed, "{{nothing{n}}}", TEXTS)
    tree["tables"]["potassium"]["rows"] = [[*row, "a", "b"] for row in tree["tables"]["potassium"]["rows"]]
    text = yaml.dump(tree, Dumper=InBlocks, allow_unicode=True, sort_keys=False, width=10_000)
    (demo / "case.yaml").write_text(text, encoding="utf-8")
    case, findings = load_case(demo)
    assert findings == ()
    assert case is not None
    found = [f for code in ("en", "pt") for f in compose(case, Edition(code, templates=TEMPLATES, locales=LOCALES))[1]]
    for finding in found:
        assert finding.place is not None
        line = text.split("\n")[finding.place.line - 1]
        assert line[finding.place.column - 1 :].startswith(f"{{{finding.fields['name']}}}")
    assert len(typed) > 60
    assert {f"{{{finding.fields['name']}}}" for finding in found} == set(typed)


def test_every_gap_has_a_place(demo: Path) -> None:
    text = (demo / "case.yaml").read_text(encoding="utf-8").replace("en: Hypokalemia, pt: Hipopotassemia, ", "")
    text = re.sub(r" +pt: \|\n.*\n", "", text).replace("{en: None, pt: Nenhum}", "{pt: Nenhum}")
    (demo / "case.yaml").write_text(text, encoding="utf-8")
    case, _ = load_case(demo)
    assert case is not None
    found = [f for code in ("en", "pt") for f in compose(case, Edition(code, templates=TEMPLATES, locales=LOCALES))[1]]
    gaps = [finding for finding in found if finding.code == "text.missing"]
    assert len(gaps) > 12
    for finding in gaps:
        assert finding.place is not None
        assert finding.place.line > 1
        assert finding.place.text[finding.place.column - 1 :].strip()


def test_a_draft_with_faulty_fields_is_not_written_without_them(project: Project, demo: Path) -> None:
    case = (demo / "case.yaml").read_text(encoding="utf-8")
    (demo / "case.yaml").write_text(case.replace("    city: São Paulo", "    cty: São Paulo"), encoding="utf-8")
    outcome = make(project, "demo", Order(("html",)), "")
    assert [f.code for f in outcome.findings] == ["checks.not-run", "case.misspelt-field"]
    assert outcome.written == ()
    assert not project.output.exists()


def test_a_list_of_references_that_cannot_be_read_is_one_finding_and_marked_gaps(project: Project, demo: Path) -> None:
    (demo / "references.bib").write_bytes("@article{omar2012, author = {João}}".encode("latin-1"))
    outcome = make(project, "demo", Order(("html",), ("en",)), "")
    assert [f.code for f in outcome.findings] == ["references.encoding"]
    assert "[@omar2012]" in outcome.written[0].read_text(encoding="utf-8")


def test_a_decimal_mark_that_is_not_declared_is_not_guessed(tmp_path: Path) -> None:
    values = "values: {wbc: 64.000 /mm³, dose: '1,500 mg', hb: '4,8 g/dL', k: 2.1 mmol/L}\n"
    _, findings = load(tmp_path, values)
    assert [f.code for f in findings] == ["quantity.undeclared", "quantity.undeclared"]
    _, findings = load(tmp_path, "decimal: ','\n" + values)
    assert [f.code for f in findings] == ["quantity.ambiguous", "quantity.decimal-mark"]
    assert (
        sound(tmp_path, "decimal: ','\nvalues: {dose: '1,500 mg'}\n").file.values["dose"].value.numbers[0].digits
        == "1.500"
    )


# Languages


def test_a_text_in_a_language_that_is_not_known_is_told_at_its_name(tmp_path: Path) -> None:
    _, findings = load(tmp_path, "title: {en: A, fr: B, de: C}\nsections:\n  case: {en: A, spa: B}\n")
    assert [(f.code, f.fields["name"]) for f in findings] == [
        ("case.unknown-language", "fr"), ("case.unknown-language", "de"), ("case.unknown-language", "spa"),
    ]  # fmt: skip
    assert [at[1:] for at in said(findings)] == [(4, 16), (4, 23), (6, 17)]


def test_a_full_text_in_a_language_that_is_not_known_does_not_stop_the_others(tmp_path: Path) -> None:
    case, findings = load(tmp_path, head="casebook: 1\nlanguages: [en, klingon, pt]\n")
    assert said(findings) == [("case.unknown-full-text", 2, 17)]
    assert case is not None
    assert case.file.languages == ("en", "pt")


# People


@pytest.mark.parametrize(
    ("name", "full", "cited"),
    [
        ({"given": "Maria Aparecida da Silva", "family": "Souza", "suffix": "Filho"},
         "Maria Aparecida da Silva Souza Filho", "Souza Filho MAS"),
        ({"given": "José Eduardo", "family": "Almeida", "suffix": "Neto"}, 
         "José Eduardo Almeida Neto", "Almeida Neto JE"),
        ({"given": "Pedro", "family": "Nunes", "suffix": "Júnior"}, "Pedro Nunes Júnior", "Nunes Júnior P"),
        ({"given": "Ana Luísa", "particle": "de", "family": "Castro"}, "Ana Luísa de Castro", "Castro AL"),
        ({"given": "Jean-Pierre", "family": "Dupont"}, "Jean-Pierre Dupont", "Dupont JP"),
        ({"given": "João dos Santos e Silva", "family": "Lima"}, "João dos Santos e Silva Lima", "Lima JSS"),
        ({"given": "Élodie", "family": "Étienne"}, "Élodie Étienne", "Étienne É"),
        ({"given": "John R.", "family": "Sample"}, "John R. Sample", "Sample JR"),
        ({"given": "J. R. R.", "family": "Sample"}, "J. R. R. Sample", "Sample JRR"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_a_name_is_printed_whole_and_cited_as_vancouver_does(name: dict[str, str], full: str, cited: str) -> None:
    person = PersonName.model_validate(name)
    assert (person.full, person.cited) == (full, cited)


def test_an_author_may_say_how_the_name_is_cited(tmp_path: Path) -> None:
    authors = sound(
        tmp_path,
        "authors:\n"
        "  - {name: {given: Ana, family: Lima}, cited-as: Lima-Verde A}\n"
        "  - {name: {given: Ana, family: Lima}}\n",
    ).file.authors
    assert [author.cited for author in authors] == ["Lima-Verde A", "Lima A"]


@pytest.mark.parametrize("bare", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_an_orcid_id_is_checked_by_its_last_sign(bare: str, tmp_path: Path) -> None:
    assert orcid_is_valid(bare)
    for sign in set("0123456789X") - {bare[-1]}:
        assert not orcid_is_valid(bare[:-1] + sign)
    author = "authors: [{name: {given: Ana, family: Lima}, orcid: %s}]\n"
    for written in (bare, f"https://orcid.org/{bare}"):
        assert sound(tmp_path, author % written).file.authors[0].orcid == bare
    _, findings = load(tmp_path, author % (bare[:-1] + ("1" if bare[-1] != "1" else "2")))
    assert [f.code for f in findings] == ["case.malformed"]


def test_digits_of_other_scripts_are_no_doi_no_date_and_no_orcid(tmp_path: Path) -> None:
    _, findings = load(
        tmp_path,
        "article: {doi: 10.٥٥٥٥/x, dates: {received: ٢٠٢٦-٠٣-٠٥, accepted: 20260305, published: 2026-W10-4}}\n"
        "authors: [{name: {given: Ana, family: Lima}, orcid: ٠٠٠٠-0002-1825-0097}]\n",
    )
    assert [f.code for f in findings] == ["case.malformed"] + ["case.not-a-date"] * 3 + ["case.malformed"]


def test_an_affiliation_that_nobody_describes_is_told_at_its_name(tmp_path: Path) -> None:
    _, findings = load(
        tmp_path,
        "authors:\n  - {name: {given: Ana, family: Lima}, affiliations: [ward, lab]}\n"
        "affiliations: {lab: {institution: L}}\n",
    )
    assert said(findings) == [("case.unknown-affiliation", 5, 55)]
    assert findings[0].fields == {"name": "ward", "names": "lab"}


# Files


@pytest.mark.parametrize(
    "name", ["../outside.bib", "/etc/hostname.bib", "sub/../../outside.bib", "link.bib", "folder/x.bib"]
)
def test_no_list_of_references_is_read_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.bib").write_text("@article{secret, title = {Secret}}")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.bib").write_text("@article{secret, title = {Secret}}")
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "link.bib").symlink_to(tmp_path / "outside.bib")
    (folder / "folder").symlink_to(tmp_path / "elsewhere")
    case, findings = load(folder, f"references: {name}\n")
    assert said(findings) == [("case.file-outside", 4, 13)]
    assert case is not None
    assert case.references == {}


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.bib").symlink_to(tmp_path / "b.bib")
    (tmp_path / "b.bib").symlink_to(tmp_path / "a.bib")
    _, findings = load(tmp_path, "references: a.bib\n")
    assert [f.code for f in findings] == ["case.file-in-a-circle"]


@pytest.mark.parametrize("name", ["../secret.svg", "link.svg", "/etc/hostname", "file:///etc/hostname", "//host/a.png"])
def test_no_picture_is_read_out_of_the_folder(tmp_path: Path, name: str) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9" stroke="red"/></svg>'
    (tmp_path / "secret.svg").write_text(drawing)
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "link.svg").symlink_to(tmp_path / "secret.svg")
    text = (
        "title: {same: A}\nabstract: {case: {same: A}}\nfigures: {a: {file: %s, caption: {same: A}, alt: {same: A}}}\n"
    )
    case = sound(folder, text % name)
    report, found = compose(case, Edition("en", is_draft=True, templates=TEMPLATES, locales=LOCALES))
    assert [f.code for f in found] == ["images.outside"]
    assert b"stroke" not in html.write(report, TEMPLATES).split(b"</style>")[-1]


def test_a_folder_without_a_case_file_is_a_finding(tmp_path: Path) -> None:
    case, findings = load_case(tmp_path)
    assert case is None
    assert [f.code for f in findings] == ["source.missing"]


def test_a_case_file_that_is_a_folder_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").mkdir()
    case, findings = load_case(tmp_path)
    assert case is None
    assert [f.code for f in findings] == ["source.not-a-file"]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs /proc, where a file can be there and unreadable")
def test_a_case_file_that_may_not_be_read_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").symlink_to("/proc/self/mem")  # not even root reads it from its beginning
    case, findings = load_case(tmp_path)
    assert case is None
    assert [f.code for f in findings] == ["source.unreadable"]


def test_a_case_larger_than_any_report_is_a_finding(tmp_path: Path) -> None:
    case, findings = load(tmp_path, "# " + "x" * 3_000_000)
    assert case is None
    assert [f.code for f in findings] == ["source.too-large"]


# Prose in files


def test_a_section_and_an_abstract_may_stand_in_files_beside_the_case(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "case.md").write_bytes("\ufeffEra uma vez.\r\n\r\nFim.\r\n".encode())
    (tmp_path / "text" / "caso clínico.md").write_text("Curto.", encoding="utf-8")
    case = sound(
        tmp_path,
        "title: text/case.md\nabstract: {case: {pt: text/caso clínico.md, en: Short.}}\nsections:\n"
        "  case: {pt: text/case.md, en: Once.}\n  course: {title: Course, text: text/case.md}\n"
        "  discussion: {concerns: text/case.md}\n  conclusion: Read text/case.md.\n",
    )
    sections = case.file.sections
    assert sections["case"].text.get("pt") == "Era uma vez.\n\nFim.\n"
    assert sections["course"].text.get("en") == sections["case"].text.get("pt")
    assert sections["discussion"].chart["concerns"].get("en") == sections["case"].text.get("pt")
    assert case.file.abstract["case"].get("pt") == "Curto."
    assert (case.file.title.get("en"), sections["conclusion"].text.get("en")) == ("text/case.md", "Read text/case.md.")


def test_every_character_of_a_file_of_prose_has_its_place(tmp_path: Path) -> None:
    words = "Um caso.\n\n  - {hb} recuado\n\nFim {hb}"
    (tmp_path / "case.md").write_text(words, encoding="utf-8")
    passage = sound(tmp_path, "values: {hb: 4 g/dL}\nsections: {case: case.md}\n").file.sections["case"].text.get("en")
    assert passage == words
    lines = words.split("\n")
    for offset, sign in enumerate(words):
        place = passage.place(offset)
        assert place.file.endswith("/case.md")
        assert place.text == lines[place.line - 1]
        assert (place.text + "\n")[place.column - 1] == sign


@pytest.mark.parametrize("name", ["../secret.md", "link.md", "/etc/secret.md", "folder/x.md"])
def test_no_prose_is_read_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.md").write_text("Secret.")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.md").write_text("Secret.")
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "folder").symlink_to(tmp_path / "elsewhere")
    case, findings = load(folder, f"sections: {{case: {name}}}\n")
    assert said(findings) == [("case.file-outside", 4, 18)]
    assert case is not None
    assert case.file.sections["case"].text.codes == ()


def test_a_file_of_prose_that_cannot_be_read_is_one_finding_and_no_gap_too(tmp_path: Path) -> None:
    (tmp_path / "cp.md").write_bytes("função".encode("cp1252"))
    (tmp_path / "dir.md").mkdir()
    text = "title: {same: A}\nabstract: {case: {same: cp.md}}\nsections: {case: {en: dir.md, pt: no.md}}\n"
    case, findings = load(tmp_path, text)
    assert [f.code for f in findings] == ["source.encoding", "source.not-a-file", "case.file-missing"]
    assert [(f.place.file.rpartition("/")[2], f.place.line) for f in findings if f.place] == [
        ("cp.md", 1), ("case.yaml", 6), ("case.yaml", 6),
    ]  # fmt: skip
    assert case is not None
    assert not case.is_whole
    for code in ("en", "pt"):
        assert compose(case, Edition(code, templates=TEMPLATES, locales=LOCALES))[1] == ()


def test_checks_read_the_words_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("See @fig:a, (@Silva2019) 漢 and { hb }.\n\nMore.\n", encoding="utf-8")
    text = "values: {hb: 4 g/dL}\nfigures: {a: {file: a.png}}\nsections: {case: {en: a.md, pt: Ver.}}\n"
    found = {finding.code for finding in check(sound(tmp_path, text))}
    assert found == {"characters.unprintable", "structure.unused-value", "unread.value"}


# Charts


def test_the_parts_of_a_chart_are_told_in_the_standard_order(tmp_path: Path) -> None:
    parts = "follow-up: Well., title: Chart, history: None., adverse-events: , concerns: {pt: Febre}"
    text = f"sections: {{case: {{{parts}}}}}\n"
    section = sound(tmp_path, text).file.sections["case"]
    assert list(section.chart) == ["concerns", "history", "follow-up"]
    assert (section.title.get("en"), section.text.codes) == ("Chart", ())
    schema = case_schema(load_language("en"))
    assert faults_of(as_json(yaml.load(HEAD + text, yaml.SafeLoader)), schema, schema) == []
    wrong = yaml.load(HEAD + "sections: {case: {histroy: {en: None.}}}", yaml.SafeLoader)
    assert any("histroy" in fault for fault in faults_of(as_json(wrong), schema, schema))


# Heaps of YAML


@pytest.mark.parametrize(
    "text",
    [
        "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)),
        "keywords: " + "[" * 3_000 + "]" * 3_000 + "\n",
        "keywords: " + "{a: " * 3_000,
        "title: " + "- " * 3_000 + "x\n",
        "".join("  " * level + "sections:\n" for level in range(1_000)),
        "sections: {case: {same: " + "{" * 3_000 + "}}\n",
        "sections: {case: {same: '" + "*(" * 3_000 + "'}}\n",
        "sections: {case: {same: '" + "[@a; " * 3_000 + "'}}\n",
        "values: {hb: " + "9" * 5_000 + "}\n",
    ],
    ids=["aliases", "lists", "maps", "dashes", "levels", "braces", "marks", "citations", "digits"],
)
def test_a_heap_of_signs_is_told_and_never_stops_us(project: Project, text: str) -> None:
    case = project.cases / "heap" / "case.yaml"
    case.parent.mkdir()
    case.write_text("casebook: 1\nlanguages: [en]\nstatus: draft\n" + text)
    outcome = make(project, "heap", Order(("html",)), "")
    assert outcome.bug == ""
    assert outcome.findings


# The schema


def faults_of(part: object, schema: Mapping[str, Any], whole: Mapping[str, Any], at: str = "") -> list[str]:
    """Return where `part` is not as `schema` says: as much of JSON Schema 2020-12 as case_schema uses."""
    if "$ref" in schema:
        return faults_of(part, whole["$defs"][schema["$ref"].rsplit("/", 1)[-1]], whole, at)
    if "anyOf" in schema:
        tried = [faults_of(part, option, whole, at) for option in schema["anyOf"]]
        return [] if [] in tried else max(tried, key=lambda faults: max(map(len, faults)))
    if "enum" in schema and part not in schema["enum"]:
        return [f"{at}: {part!r} is none of {schema['enum']}"]
    kinds: dict[str, Any] = {
        "string": str, "number": (int, float), "boolean": bool, "null": type(None), "array": list, "object": dict,
    }  # fmt: skip
    types = schema.get("type", list(kinds))
    if not isinstance(part, tuple(kinds[name] for name in ([types] if isinstance(types, str) else types))):
        return [f"{at}: {part!r} is no {types}"]
    found: list[str] = []
    if isinstance(part, str) and "pattern" in schema and not re.search(schema["pattern"], part):
        found.append(f"{at}: {part!r} is not {schema['pattern']}")
    if isinstance(part, list):
        found += [f"{at}: too short"] if len(part) < schema.get("minItems", 0) else []
        found += [
            f for n, item in enumerate(part) for f in faults_of(item, schema.get("items", {}), whole, f"{at}/{n}")
        ]
    if isinstance(part, dict):
        found += [f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in part]
        for name, value in part.items():
            names = schema.get("propertyNames", {})
            rest = schema.get("additionalProperties", True)
            below = schema.get("properties", {}).get(name, rest)
            found += faults_of(name, names, whole, f"{at}/{name}")
            found += [f"{at}: {name} is unknown"] if below is False else []
            found += faults_of(value, below, whole, f"{at}/{name}") if isinstance(below, dict) else []
    return found


def as_json(part: object) -> object:
    """Return what an editor's YAML parser made of a file as JSON would hold it."""
    return json.loads(json.dumps(part, default=str))


class Newer(yaml.SafeLoader):
    """YAML 1.2: `yes` and `no` are words, and only `true` and `false` are not."""


Newer.yaml_implicit_resolvers = {
    sign: [
        (tag, expression)
        for tag, expression in found
        if not (tag.endswith((":bool", ":timestamp")) and sign not in "tTfF")
    ]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("loader", [yaml.SafeLoader, Newer, yaml.BaseLoader], ids=["yaml-1.1", "yaml-1.2", "all-text"])
@pytest.mark.parametrize("folder", [*SAMPLES, *CASES], ids=lambda folder: folder.name)
def test_the_schema_takes_what_any_editor_makes_of_a_sound_case(folder: Path, loader: type[yaml.SafeLoader]) -> None:
    schema = case_schema(load_language("en"))
    read = yaml.load((folder / "case.yaml").read_bytes(), loader)
    assert len(read) > 10
    assert faults_of(as_json(read), schema, schema) == []


@pytest.mark.parametrize("loader", [yaml.SafeLoader, Newer], ids=["yaml-1.1", "yaml-1.2"])
def test_the_schema_takes_words_that_a_parser_takes_for_numbers_and_the_like(
    tmp_path: Path, loader: type[yaml.SafeLoader]
) -> None:
    text = (
        "article: {volume: 131, issue: 1e3, dates: {received: 2026-03-05}}\n"
        "title: {en: no, pt: 7.10}\nabstract: 12\nkeywords: [1918, {same: true, mesh: D007008}]\n"
        "authors: [{name: {given: Ana, family: null}, corresponding: true, email: }]\n"
        "affiliations: {lab: {institution: 7, country: NO}}\n"
        "values: {ph: 7.4, titre: 1:40, hb: {value: 4, reference: 3}}\n"
        "sections: {case: 1, course: {title: 2, text: off}}\nconsent: yes\nethics: none\nreferences:\n"
    )
    sound(tmp_path, text)
    schema = case_schema(load_language("en"))
    assert faults_of(as_json(yaml.load(HEAD + text, loader)), schema, schema) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("titel: A case", "titel is unknown"),
        ("status: finished", "'finished' is none of"),
        ("sections: {case: {titel: A, text: B}}", "titel"),
        ("authors: [{name: {given: Ana}}]", "family is missing"),
        ("authors: [{name: {given: Ana, family: Lima}, orcid: 0000-0002-1825}]", "'0000-0002-1825' is not"),
        ("keywords: Leukemia", "'Leukemia' is no"),
        ("languages: []", "too short"),
        ("patient: {sex: woman, age: 52 years}", "'woman' is none of"),
        ("figures: {a: {file: a.png, width: full}}", "'full' is none of"),
        ("title: {english: A case}", "english"),
    ],
)
def test_the_schema_refuses_what_casebook_refuses(tmp_path: Path, text: str, fault: str) -> None:
    schema = case_schema(load_language("en"))
    head = HEAD if not text.startswith(("status", "languages")) else "casebook: 1\n"
    head += "languages: [en]\n" if text.startswith("status") else ""
    found = faults_of(as_json(yaml.load(head + text, yaml.SafeLoader)), schema, schema)
    assert any(fault in one for one in found), found
    assert load(tmp_path, text, head)[1]


def test_the_schema_lists_every_field_and_refers_to_nothing_that_is_not_there() -> None:
    schema = case_schema(load_language("en"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    properties = schema["properties"]
    assert isinstance(properties, dict)
    names = {field.alias or name.replace("_", "-") for name, field in CaseFile.model_fields.items()}
    assert names == set(properties)
    text = json.dumps(schema)
    assert len(set(re.findall(r'"#/\$defs/(\w+)"', text))) > 10
    assert set(re.findall(r'"#/\$defs/(\w+)"', text)) <= set(schema["$defs"])  # type: ignore[arg-type]


# Nothing that is typed ever runs


HOSTILE = "<script>run({n})</script> {{{{ 7*{n} }}}} {{% include x{n} %}} <u>{n}</u> &amp;{n}"
TEXTS = ("en", "pt")
WORDS = ("given", "family", "suffix", "particle", "cited-as", "institution", "city", "state", "volume", "issue")


class InBlocks(yaml.SafeDumper):
    """Writes texts of several lines as an author does, behind a `|`."""


InBlocks.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, "|" if "\n" in text else None)
)


def poisoned(
    part: Any,
    typed: list[str],
    what: str = HOSTILE,
    names: tuple[str, ...] = (*TEXTS, *WORDS),
    *,
    is_text: bool = False,
) -> Any:
    """Return a tree with `what` behind every text of a field in `names`; `typed` gathers what was typed."""
    if isinstance(part, list):
        return [poisoned(item, typed, what, names, is_text=is_text) for item in part]
    if isinstance(part, dict):
        return {
            name: poisoned(value, typed, what, names, is_text=isinstance(value, str) and name in names)
            for name, value in part.items()
        }
    if is_text:
        typed.append(what.format(n=1000 + len(typed)))
    return f"{part.strip()} {typed[-1]}" if is_text else part


def with_every_field(tree: Any) -> Any:
    """Return the sample's tree with the fields that it leaves out."""
    both = {"en": "Said.", "pt": "Dito."}
    tree["authors"][0] |= {"cited-as": "Exemplo J", "email": 'ana@example.org"><script>run()</script>'}
    tree["authors"][0]["name"]["particle"] = "de"
    tree["article"] |= {"volume": "1", "issue": "2", "elocation": "<u>3", "doi": '10.5555/"><script>run()</script>'}
    tree |= dict.fromkeys(("fictional-notice", "ethics", "funding", "conflicts", "acknowledgements", "data"), both)
    tree["sections"]["own"] = {"title": both, "text": both}
    table = tree["tables"]["potassium"]
    table["notes"] = [both]
    table["columns"] += [{"head": both, "as": "verbatim"}, {"head": both, "as": "name"}]
    return tree


def hostile_case(folder: Path) -> list[str]:
    """Put something hostile into every kind of text field of the sample, and return what was typed."""
    typed: list[str] = []
    tree = poisoned(with_every_field(yaml.load((folder / "case.yaml").read_bytes(), yaml.BaseLoader)), typed)
    table = tree["tables"]["potassium"]
    table["rows"] = [[*row, *poisoned(["verbatim", "name"], typed, is_text=True)] for row in table["rows"]]
    (folder / "case.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return typed


def attributes_and_text(page: lxml.html.HtmlElement) -> Iterator[str]:
    yield page.text_content()
    for element in page.iter():
        yield from element.attrib.values()


def test_what_is_typed_into_any_text_prints_as_typed_and_never_runs(project: Project, demo: Path) -> None:
    typed = hostile_case(demo)
    assert len(typed) > 90
    outcome = make(project, "demo", Order(("html",)), "")
    assert [f for f in outcome.findings if f.is_error] == []
    assert len(outcome.written) == 2
    shown: set[str] = set()
    for file in outcome.written:
        page = lxml.html.fromstring(file.read_bytes())
        assert page.xpath("//script") == []
        assert page.xpath("//u") == []
        assert [name for element in page.iter() for name in element.attrib if name.startswith("on")] == []
        everything = " ".join(" ".join(attributes_and_text(page)).split())
        shown |= {words for words in typed if words in everything}
        assert str(7 * 1007) not in everything
    assert [words for words in typed if words not in shown] == []


def test_what_is_typed_into_a_reference_never_runs(project: Project, demo: Path) -> None:
    text = (demo / "references.bib").read_text(encoding="utf-8")
    (demo / "references.bib").write_text(
        re.sub(r"(title|author|journal)( *= *\{)", r"\1\2<script>run()</script> & <img src=x onerror=run()> ", text),
        encoding="utf-8",
    )
    outcome = make(project, "demo", Order(("html",), ("en",)), "")
    page = lxml.html.fromstring(outcome.written[0].read_bytes())
    assert page.xpath("//script") == []
    assert page.xpath("//img[@onerror]") == []
    assert "<script>run()</script>" in page.xpath("string(//ol[@class='references'])")


def test_a_link_leads_only_to_the_web_to_mail_or_to_a_doi(project: Project, demo: Path) -> None:
    case = (demo / "case.yaml").read_text(encoding="utf-8")
    links = (
        "[a](javascript:run()) [b](data:text/html,x) [c](file:///etc/hostname) [d](HTTPS://example.org) [e](//x.org)"
    )
    (demo / "case.yaml").write_text(case.replace("She took no medicines.", f"She took no medicines. {links}"), "utf-8")
    outcome = make(project, "demo", Order(("html",), ("en",)), "")
    page = lxml.html.fromstring(outcome.written[0].read_bytes())
    targets = {link.get("href").split(":")[0].lower() for link in page.xpath("//a") if ":" in link.get("href", "")}
    assert targets <= {"https", "mailto"}
    assert "[a](javascript:run())" in page.text_content()


def test_a_name_or_a_reference_that_no_font_can_print_is_told_in_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "one"
    folder.mkdir(parents=True)
    (folder / "case.yaml").write_text(
        "casebook: 1\nlanguages: [en]\nauthors:\n  - name: {given: Ana, family: Lima 漢}\nreferences: references.bib\n",
        encoding="utf-8",
    )
    entry = "@article{a,\n title={T 漢字}, author={Lima, Ana}, journal={J}, year={2020}\n}\n"
    (folder / "references.bib").write_text(entry, encoding="utf-8")
    case, _ = load_case(folder)
    assert case
    found = [finding for finding in check(case) if finding.code == "characters.unprintable"]
    assert [(f.place.file, f.place.line) for f in found if f.place] == [
        ("cases/one/case.yaml", 4),
        ("cases/one/references.bib", 1),
    ]


# What a physician mistypes in the sample: the words, what became of them, and the one fault to be told of it
SLIPS = {
    "a bracket left open before a note": ("[en, pt] ", "[en, pt ", "source.unclosed-bracket", "languages: [en, pt]  "),
    "a bracket left open": ("[medicine]\n", "[medicine\n", "source.unclosed-bracket", "affiliations: [medicine]"),
    "a brace left open": (", family: Sample}", ", family: Sample", "source.unclosed-bracket", "family: Sample}"),
    "a brace left open lines above": (
        "{given: John, family: Sample}", "{given: John,\n      family: Sample",
        "source.unclosed-bracket", "      family: Sample}",
    ),
    "a brace left open within another": ("Dia}, as", "Dia, as", "source.unclosed-bracket", "as: name}}   #"),
    "a bracket closed by a brace": ("[en, pt]", "[en, pt}", "source.unclosed-bracket", "languages: [en, pt]"),
    "a quotation mark left open": (": Example Hosp", ': "Example Hosp', "source.unclosed-quote", '"Example Hospital"'),
    "a quotation mark left open in a list": ('["1", "{k', '["1, "{k', "source.unclosed-quote", '["1", "{k'),
    "a tab": ("  bp: 178", "\tbp: 178", "source.tab", "  bp: 178/96 mmHg"),
    "no colon behind a part": ("abstract:\n", "abstract\n", "source.colon-missing", "abstract:"),
    "no colon behind a part of a part": ("  conclusion:\n", "  conclusion\n", "source.colon-missing", "  conclusion:"),
    "no colon in a first field": ("  bp: 178", "  bp 178", "source.no-colon", ""),
    "no colon in a first field before a text": ("  type: case", "  type case", "source.no-colon", ""),
    "no colon before a text below a text": (
        "  pt: |\n    Hipoc", "  pt |\n    Hipoc", "source.colon-missing", "  pt: |"
    ),
    "no colon in a later field": ("  k_day2: 2.6", "  k_day2 2.6", "source.no-colon", ""),
    "no space behind a colon": ("status: draft", "status:draft", "source.colon-space", "status: draft"),
    "a colon in a text": (": Example Hosp", ": Example: Hosp", "source.colon", ': "Example: Hospital"'),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_of_typing_is_told_once_where_it_was_made(demo: Path, slip: tuple[str, str, str, str]) -> None:
    typed, mistyped, code, corrected = slip
    text = (demo / "case.yaml").read_text(encoding="utf-8")
    before, _, _ = text.partition(typed)
    assert before != text
    (demo / "case.yaml").write_text(text.replace(typed, mistyped, 1), encoding="utf-8")
    (found,) = (finding for finding in load_case(demo, LOCALES)[1] if finding.is_error)
    assert found.place
    assert (found.code, found.place.line) == (code, before.count("\n") + 1)
    assert bool(corrected) == ("corrected" in found.fields)
    assert corrected in found.fields.get("corrected", "")


def test_faults_beside_a_field_that_stands_twice_are_told(demo: Path) -> None:
    text = (demo / "case.yaml").read_text(encoding="utf-8")
    first, _, rest = text.partition("\npatient:")
    (demo / "case.yaml").write_text(f"{first}\nzygosity: none\nzygosity: none\npatient:{rest}", encoding="utf-8")
    told = sorted(found.code for found in load_case(demo, LOCALES)[1] if found.is_error)
    assert told == ["case.unknown-field", "source.duplicate"]
    one_line = "patient: {sex: femal, sex: male, age: 52 yeers}\n"
    (demo / "case.yaml").write_text(f"casebook: 1\nlanguages: [en]\nstatus: draft\n{one_line}", encoding="utf-8")
    told = sorted(found.code for found in load_case(demo, LOCALES)[1] if found.is_error)
    assert {"source.duplicate", "case.not-in-list", "quantity.misspelt-unit"} <= set(told)


def test_each_of_the_first_fields_without_colons_is_told(demo: Path) -> None:
    text = (demo / "case.yaml").read_text(encoding="utf-8")
    before, article, behind = text.partition("article:\n")
    _, gap, rest = behind.partition("\n\n")
    fields = "  type case-report\n  journal spmj\n  license: CC-BY-4.0"
    (demo / "case.yaml").write_text(before + article + fields + gap + rest, encoding="utf-8")
    first = before.count("\n") + 2
    faults = [finding for finding in load_case(demo, LOCALES)[1] if finding.is_error]
    assert [(found.code, found.place and found.place.line) for found in faults] == [
        ("source.no-colon", first),
        ("source.no-colon", first + 1),
    ]


def test_a_fault_on_a_line_that_was_mended_for_reading_is_not_told_as_another(demo: Path) -> None:
    text = (demo / "case.yaml").read_text(encoding="utf-8")
    text = text.replace('decimal: "."', 'decimal: ,"').replace("status: draft", "status: drat")
    (demo / "case.yaml").write_text(text, encoding="utf-8")
    assert sorted(f.code for f in load_case(demo, LOCALES)[1]) == ["case.not-in-list", "source.begins-with"]
