"""Journals: the shipped case under each of them, the limits, the profiles' own faults, and what a folder overrides."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from lxml import html as lxml_html

from casebook.build import Order
from casebook.cli import run
from casebook.findings import Finding, Place
from casebook.formats.markup import inlines
from casebook.journals import FaultyProfile, UnknownJournal, journal_names, load_journal, template_folders
from casebook.journals.profile import RULES
from casebook.journals.submission import FigureRules, ManuscriptRules, SubmissionRules
from casebook.languages import load_language
from casebook.making import examine, make
from casebook.nodes import Citation, Heading, Ref, Words, plain
from casebook.project import Project, bundled
from casebook.quantity import parse_quantity
from casebook.report.compose import Edition, compose
from casebook.report.marks import set_marks
from casebook.report.model import Report
from casebook.report.numbering import inlines_of
from casebook.report.patient import SEXES, age_by_band, patient_by_band
from tests.shipped import LOCALES, TEMPLATES, shipped_case

AML = "aml-azacitidine-lenalidomide"
JOURNALS = ("autopsy-case-reports", "bmj-case-reports", "einstein", "generic", "jbp", "jmcr", "rsbmt", "spmj")


@cache
def article(journal: str, code: str = "en") -> Report:
    edition = Edition(code, journal, templates=TEMPLATES, locales=LOCALES)
    report, findings = compose(shipped_case(AML), edition)
    assert [finding for finding in findings if finding.is_error] == []
    return report


def found(project: Project, journal: str | None = None) -> tuple[Finding, ...]:
    """Return what is said of the case "demo" when it is meant for a journal."""
    findings = examine(project, "demo", Order((), journal=journal))[1]
    return tuple(finding for finding in findings if finding.code.startswith("journal."))


def change(demo: Path, *pairs: tuple[str, str]) -> None:
    """Replace words of the case file, once each; every one of them must be there."""
    text = (demo / "case.yaml").read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    (demo / "case.yaml").write_text(text, encoding="utf-8")


def words(report: Report) -> str:
    return "\n".join(plain(inlines_of(block)) for block in report.body)


# One case, eight journals


@pytest.mark.parametrize(
    ("journal", "code", "abstract", "labels", "headings"),
    [
        ("spmj", "en", "Abstract", ["CONTEXT", "CASE REPORT", "CONCLUSION"], ["Introduction", "Case report"]),
        ("spmj", "pt", "Resumo", ["CONTEXTO", "RELATO DE CASO", "CONCLUSÃO"], ["Introdução", "Relato de caso"]),
        ("generic", "en", "Abstract", ["Context", "Case report", "Conclusion"], ["Introduction", "Case report"]),
        ("generic", "pt", "Resumo", ["Contexto", "Relato de caso", "Conclusão"], ["Introdução", "Relato de caso"]),
        ("bmj-case-reports", "en", "Summary", [None], ["Background", "Case presentation"]),
        ("bmj-case-reports", "pt", "Resumo", [None], ["Contexto", "Apresentação do caso"]),
        ("einstein", "en", "ABSTRACT", [None], ["Introduction", "Case report"]),
        ("einstein", "pt", "RESUMO", [None], ["Introdução", "Relato de caso"]),
        (
            "jmcr",
            "en",
            "Abstract",
            ["Background", "Case presentation", "Conclusions"],
            ["Background", "Case presentation"],
        ),
        (
            "jmcr",
            "pt",
            "Resumo",
            ["Contexto", "Apresentação do caso", "Conclusões"],
            ["Contexto", "Apresentação do caso"],
        ),
        ("jbp", "en", "ABSTRACT", [None], ["Introduction", "Case report"]),
        ("jbp", "pt", "RESUMO", [None], ["Introdução", "Relato de caso"]),
        ("rsbmt", "en", "ABSTRACT", [None], ["Introduction", "Case report"]),
        ("rsbmt", "pt", "RESUMO", [None], ["Introdução", "Relato de caso"]),
        ("autopsy-case-reports", "en", "Abstract", [None], ["Introduction", "Case report"]),
        ("autopsy-case-reports", "pt", "Resumo", [None], ["Introdução", "Relato de caso"]),
    ],
)
def test_each_journal_words_abstract_and_sections_in_its_way(
    journal: str, code: str, abstract: str, labels: list[str | None], headings: list[str]
) -> None:
    report = article(journal, code)
    front = report.fronts[0]
    assert (front.abstract_label, [part.label for part in front.abstract]) == (abstract, labels)
    assert [plain(block.children) for block in report.body if isinstance(block, Heading)][:2] == headings


@pytest.mark.parametrize(
    ("journal", "english", "portuguese"),
    [
        ("spmj", "can be considered.1 New", "medula óssea.1 São"),
        ("einstein", "can be considered.1 New", "medula óssea.1 São"),
        ("generic", "can be considered [1]. New", "medula óssea [1]. São"),
        ("bmj-case-reports", "can be considered.[1] New", "medula óssea.[1] São"),
        ("jmcr", "can be considered [1]. New", "medula óssea [1]. São"),
        ("rsbmt", "can be considered.1 New", "medula óssea.1 São"),
    ],
)
def test_each_journal_sets_its_citation_marks(journal: str, english: str, portuguese: str) -> None:
    for code, expected in (("en", english), ("pt", portuguese)):
        text = "\n".join(with_marks(block) for block in article(journal, code).body)
        assert expected in re.sub(r"\s+", " ", text)


def with_marks(block: object) -> str:
    nodes = inlines_of(block)  # type: ignore[arg-type]
    return "".join(
        "".join(str(part.number) if isinstance(part, Ref) else part for part in node.parts)
        if isinstance(node, Citation)
        else plain((node,))
        for node in nodes
    )


def test_a_mark_in_brackets_behind_the_full_stop_leaves_no_space_before_it() -> None:
    mark = Citation(("[", Ref("a", 1, "ref-a", "cite-1"), "]"), False)
    assert set_marks((Words("fever "), mark, Words(". Then")), True) == (Words("fever."), mark, Words(" Then"))
    assert set_marks((Words("fever "), mark, Words(" and")), True) == (Words("fever "), mark, Words(" and"))


def test_no_line_breaks_before_or_within_a_mark_in_brackets() -> None:
    mark = Citation(("[", Ref("a", 1, "ref-a", "cite-1"), ", ", Ref("c", 3, "ref-c", "cite-2"), "]"), False)
    behind, apart = (str(inlines((Words(before), mark))) for before in ("fever.", "fever "))
    assert behind.startswith('fever<span class="unbroken">.<span class="citation unbroken">[<a')
    assert apart.startswith('fever <span class="citation unbroken">[<a')


def test_one_journal_wants_an_age_band_and_the_others_the_age() -> None:
    for journal in JOURNALS:
        english, portuguese = (words(article(journal, code)) for code in ("en", "pt"))
        is_band = journal == "bmj-case-reports"
        assert ("in a woman in her 50s whose" in english) == is_band
        assert ("in a 52-year-old woman whose" in english) != is_band
        assert ("uma mulher na faixa dos 50 anos cuja" in portuguese) == is_band
        assert ("uma mulher de 52\u00a0anos cuja" in portuguese) != is_band
        assert not (is_band and re.search(r"52.(?:year|anos)", english + portuguese))


def test_a_journal_puts_the_sections_in_its_order(demo: Path, project: Project) -> None:
    points = "  learning-points:\n    en: |\n      - One.\n      - Two.\n    pt: |\n      - Um.\n      - Dois.\n"
    change(demo, ("sections:\n", "sections:\n" + points))
    orders = {}
    for journal in ("generic", "bmj-case-reports"):
        report = examine(project, "demo", Order((), ("en",), journal))[2][0]
        orders[journal] = [block.anchor for block in report.body if isinstance(block, Heading)]
    assert orders["generic"][0] == "sec-learning-points"
    assert orders["bmj-case-reports"][-1] == "sec-learning-points"
    assert sorted(orders["generic"]) == sorted(orders["bmj-case-reports"])


# Age bands


@pytest.mark.parametrize(
    ("age", "woman", "alone"),
    [
        ("5 hours", "A newborn girl", "in the first month of life"),
        ("3 weeks", "A newborn girl", "in the first month of life"),
        ("1 month", "An infant girl", "in the first two years of life"),
        ("23 months", "An infant girl", "in the first two years of life"),
        ("24 months", "A preschool-aged girl", "of preschool age"),
        ("5 years", "A preschool-aged girl", "of preschool age"),
        ("6 years", "A school-aged girl", "of school age"),
        ("12 years", "A school-aged girl", "of school age"),
        ("13 years", "A teenage girl", "in her teens"),
        ("19 years", "A teenage girl", "in her teens"),
        ("20 years", "A woman in her 20s", "in her 20s"),
        ("52 years", "A woman in her 50s", "in her 50s"),
        ("89 years", "A woman in her 80s", "in her 80s"),
        ("90 years", "A woman aged 90 years or older", "aged 90 years or older"),
        ("103 years", "A woman aged 90 years or older", "aged 90 years or older"),
    ],
)
def test_every_age_has_a_band(age: str, woman: str, alone: str) -> None:
    english, quantity = load_language("en"), parse_quantity(age, ".")
    assert patient_by_band("female", quantity, "", english) == woman
    assert patient_by_band("female", quantity, "inside", english) == woman[0].lower() + woman[1:]
    assert age_by_band("female", quantity, english) == alone


def test_bands_are_worded_for_every_sex_in_portuguese_too() -> None:
    portuguese, age = load_language("pt"), parse_quantity("34 years", ".")
    said = [patient_by_band(sex, age, "", portuguese) for sex in SEXES]
    assert said == ["Mulher na faixa dos 30 anos", "Homem na faixa dos 30 anos", "Paciente na faixa dos 30 anos"]
    assert age_by_band("male", age, portuguese) == "na faixa dos 30 anos"
    infant = parse_quantity("7 months", ".")
    assert patient_by_band("male", infant, "", portuguese) == "Lactente do sexo masculino"


def test_a_form_that_no_band_fits_is_a_finding_and_prints_no_age(demo: Path, project: Project) -> None:
    change(demo, ("{patient} came to", "A {patient.age:adjective} woman, {patient.age}, came to"))
    _, findings, reports = examine(project, "demo", Order((), ("en",), "bmj-case-reports"))
    (said,) = [finding for finding in findings if finding.code == "text.unknown-form"]
    assert said.fields["journal"] == "BMJ Case Reports"
    text = words(reports[0])
    assert "woman, in her 40s, came to" in text
    assert "46" not in text
    own = examine(project, "demo", Order((), ("en",)))[2][0]
    assert "A 46-year-old woman, 46\u00a0years, came to" in words(own)


# Limits


def test_the_shipped_case_under_other_journals_gets_their_limits(tmp_path: Path) -> None:
    shutil.copytree(shipped_case(AML).folder, tmp_path / "cases" / "demo")
    project = Project(tmp_path, tmp_path / "build")
    said = {
        journal: [(f.code, f.fields.get("what", ""), f.fields.get("words", "")) for f in found(project, journal)]
        for journal in JOURNALS
    }
    assert (said["spmj"], said["generic"]) == ([], [])
    assert said["bmj-case-reports"][:2] == [
        ("journal.unverified-limit", "", "case report"),
        ("journal.unverified-limit", "", "relato de caso"),
    ]
    assert {code for code, _, _ in said["einstein"]} == {"journal.unverified-limit"}
    assert {what for _, what, _ in said["einstein"]} == {"Words in the text", "References"}


def test_a_finding_names_the_journal_the_count_the_limit_and_its_origin(demo: Path, project: Project) -> None:
    change(
        demo, ("Few patients mention", "word " * 240 + "Few patients mention"), ("status: draft", "status: accepted")
    )
    (said,) = [finding for finding in found(project, "einstein") if finding.fields["what"] == "Words in the abstract"]
    assert (said.code, said.is_error) == ("journal.limit", False)
    assert said.fields | {"source": ""} == {
        "what": "Words in the abstract", "count": str(240 + 72), "limit": "250", "language": "en", "code": "en",
        "journal": "einstein (São Paulo)", "source": "", "checked": "2026-11-22",
    }  # fmt: skip
    assert "journal.einstein.br" in said.fields["source"]
    assert said.place is not None
    assert said.place.text == "abstract:"


def test_too_little_is_told_only_of_a_case_that_is_no_draft(demo: Path, project: Project) -> None:
    assert [f for f in found(project, "einstein") if f.fields["what"] == "Key words"] == []
    change(demo, ("status: draft", "status: accepted"))
    (said,) = [f for f in found(project, "einstein") if f.fields["what"] == "Key words"]
    assert (said.fields["count"], said.fields["limit"]) == ("3", "5")


def test_a_verified_rule_of_its_own_journal_refuses_a_submitted_case_and_no_other(demo: Path, project: Project) -> None:
    change(demo, ("journal: generic ", "journal: einstein "), ("status: draft", "status: submitted"))
    assert [(f.code, f.is_error) for f in found(project)] == [("journal.refused", True)]
    own_profile(project)
    assert [(f.code, f.is_error) for f in found(project, "mine")] == [("journal.limit", False)]
    outcome = make(project, "demo", Order(("html",), ("en",)), "")
    assert outcome.written == ()
    change(demo, ("status: submitted", "status: accepted"))
    assert [(f.code, f.is_error) for f in found(project)] == [("journal.limit", False)]


def test_a_rule_that_is_not_verified_only_warns_and_sends_the_author_to_its_source(
    demo: Path, project: Project
) -> None:
    more = "".join(f"  - name: {{given: A{n}, family: B}}\n    affiliations: [medicine]\n" for n in range(3))
    change(
        demo,
        ("journal: generic ", "journal: bmj-case-reports "),
        ("status: draft", "status: submitted"),
        ("\naffiliations:\n", "\n" + more + "\naffiliations:\n"),
    )
    (said,) = [f for f in found(project) if f.fields.get("what") == "Authors"]
    assert (said.code, said.is_error, said.fields["count"]) == ("journal.unverified-limit", False, "5")
    assert "not verified" in said.kind.mend


def test_learning_points_are_counted_by_their_items(demo: Path, project: Project) -> None:
    points = "".join(f"      - Point {n}.\n" for n in range(6))
    change(demo, ("sections:\n", f"sections:\n  learning-points:\n    en: |\n{points}    pt: |\n{points}"))
    (said,) = [f for f in found(project, "bmj-case-reports") if f.fields.get("what") == "Learning points"]
    assert (said.fields["count"], said.fields["limit"]) == ("6", "5")


def own_profile(project: Project, *pairs: tuple[str, str], name: str = "mine") -> Path:
    """Write a profile of the project's own: einstein's, with words replaced."""
    text = (TEMPLATES[0] / "journals" / "einstein" / "profile.yaml").read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    folder = project.root / "templates" / "journals" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "profile.yaml").write_text(text, encoding="utf-8")
    return folder


def test_titles_are_held_to_their_words_and_length(demo: Path, project: Project) -> None:
    rules = (
        "limits:\n  - {of: title, must-say: {en: [case study, trial]}, origin: instructions}\n"
        "  - {of: title-words, most: 7, origin: instructions}\n"
        "  - {of: title-characters, most: 50, origin: instructions}\n"
        "  - {of: figures-and-tables, most: 1, origin: instructions}\n"
    )
    own_profile(project, ("limits:\n", rules))
    said = [f.fields.get("what", f.fields.get("words")) for f in found(project, "mine")]
    assert sorted(str(what) for what in said) == [
        "Characters in the title", "Characters in the title", "Figures and tables", "Words in the title",
        "Words in the title", "case study",
    ]  # fmt: skip
    change(demo, ("licorice tea: a case report", "licorice tea: a Case Study!"))
    assert "case study" not in [f.fields.get("words") for f in found(project, "mine")]


def test_an_exception_lets_a_limit_stand(demo: Path, project: Project) -> None:
    own_profile(project, ("- {of: references, most: 10,", "- {of: references, most: 1,"))
    change(
        demo,
        ("journal: generic ", "journal: mine "),
        ("funding: none", "exceptions:\n  - {code: journal.unverified-limit, reason: agreed}\nfunding: none"),
    )
    assert [finding.excuse for finding in found(project)] == ["agreed"]


# Profiles


def test_every_rule_of_a_shipped_profile_names_its_origin() -> None:
    assert journal_names() == JOURNALS
    for name in JOURNALS:
        profile = load_journal(name).profile
        read = {rule for origin in profile.origins.values() for rule in origin.rules}
        assert read <= set(RULES)
        assert {"abstract", "citations", "order"} <= read, name
        assert profile.limits
        given = {"headings": bool(profile.headings), "age": profile.age == "band", "issn": bool(profile.issn)}
        given |= {
            "manuscript": profile.manuscript != ManuscriptRules(),
            "submission": profile.submission != SubmissionRules(),
        }
        given |= {"figure-files": profile.figure_files != FigureRules()}
        assert {rule for rule, is_given in given.items() if is_given} <= read, name


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("most: 250", "most: some", "case.malformed", "some"),
        ("of: keywords", "of: kewyords", "case.not-in-list", "kewyords"),
        ("age: exact", "age: about", "case.not-in-list", "about"),
        ("checked: 2026-11-22", "checked: 2026", "case.not-a-date", "2026"),
        ("percent-space: no", "percent-spaces: no", "case.misspelt-field", "percent-spaces"),
        ("journal: 1", "journal: 2", "case.not-in-list", "2"),
        ("style: nlm", "style: vancouver", "case.not-in-list", "vancouver"),
        ("font: Arial", "fount: Arial", "case.misspelt-field", "fount"),
        ("files: [blinded,", "files: [manuscripts,", "case.not-in-list", "manuscripts"),
        ("demands: [consent,", "demands: [consents,", "case.not-in-list", "consents"),
        ("files: [blinded, cover-letter", "file: [blinded, cover-letter", "case.misspelt-field", "file"),
        ("  author-adds:\n", "  author-adds:\n    - {fr: une lettre}\n", "case.unknown-language", "fr"),
        ("  author-adds:", "  jats: 1.8\n  author-adds:", "case.not-in-list", "1.8"),
        ("margins: 2.5", "title-page: appart", "case.not-in-list", "appart"),
        ("margins: 2.5", "margins: 2.5 cm", "case.malformed", "2.5 cm"),
        ("margins: 2.5", "margins: -2", "case.malformed", "-2"),
        ("spacing: double", "spacing: 2", "case.not-in-list", "2"),
        ("margins: 2.5", "line-numbers: true", "case.not-in-list", "true"),
        ("age: exact", "age: exact\nfigure-files: {formats: []}", "case.wrong-shape", "formats"),
        ("age: exact", "age: exact\nfigure-files: {formats: [tiff, bmp]}", "case.not-in-list", "bmp"),
        ("age: exact", "age: exact\nfigure-files: {dpi: 118 dots/cm}", "case.malformed", "118 dots/cm"),
        ("age: exact", "age: exact\nfigure-files: {widht: 8}", "case.misspelt-field", "widht"),
        ("languages: [en, pt]", "languages: [en, zz]", "case.not-in-list", "zz"),
        ("languages: [en, pt]", "languages: []", "case.wrong-shape", "languages"),
    ],
)
def test_a_fault_of_a_profile_is_told_in_its_place(project: Project, old: str, new: str, code: str, line: str) -> None:
    own_profile(project, (old, new))
    assert fault_of(project, "mine") == (code, line)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("size: 12,", "size: 120,", "120"),
        ("margins: 2.5", "margins: 25", "25"),
        ("age: exact", "age: exact\nfigure-files: {dpi: 3000}", "3000"),
        ("age: exact", "age: exact\nfigure-files: {width: 85}", "85"),
    ],
)
def test_a_number_that_no_journal_asks_for_is_told(project: Project, old: str, new: str, line: str) -> None:
    own_profile(project, (old, new))
    assert fault_of(project, "mine") == ("journal.implausible-number", line)


def test_a_profile_that_contradicts_itself_is_told_so(project: Project) -> None:
    for name, old, new, code, line in (
        ("one", "most: 250, origin: instructions", "most: 250, origin: hearsay", "journal.unknown-origin", "hearsay"),
        ("two", "rules: [languages,", "rules: [langauges,", "journal.unknown-rule", "langauges"),
        ("three", "most: 250, ", "", "journal.no-limit", "abstract-words"),
        ("four", "order: [introduction,", "order: [introdution,", "journal.unknown-part", "introdution"),
        ("five", "[introduction, case,", "[introduction, case, case,", "journal.part-twice", "case"),
        ("six", "languages: [en, pt]", "languages: [en, en]", "journal.part-twice", "en"),
        ("seven", "\n  keywords: {", "\n  key-words: {", "journal.unknown-part", "key-words"),
        ("eight", "structured: no", "structured: yes\n  labels: {backround: A}", "journal.unknown-part", "backround"),
        ("ten", "of: keywords, least: 5, most: 10", 'of: title, must-say: {en: [""]}', "journal.no-limit", "title"),
        ("eleven", "age: exact", "age: exact\nfigure-files: {formats: [tiff, tiff]}", "journal.part-twice", "tiff"),
        ("twelve", "files: [blinded,", "files: [blinded, blinded,", "journal.part-twice", "blinded"),
        ("thirteen", "demands: [consent,", "demands: [consent, consent,", "journal.part-twice", "consent"),
        ("fourteen", "cover-letter, figures,", "cover-letter,", "journal.figures-nowhere", "files"),
        ("nine", "least: 5, most: 10", "least: 10, most: 5", "journal.crossed-limits", "10"),
    ):
        own_profile(project, (old, new), name=name)
        assert fault_of(project, name) == (code, line)


def test_the_faults_of_a_profile_are_told_from_top_to_bottom(project: Project) -> None:
    own_profile(project, ("[introduction, case,", "[introdution, case, case,"), ("style: nlm", "style: vancouver"))
    with pytest.raises(FaultyProfile) as caught:
        load_journal("mine", project.search("templates"))
    places = [fault.place for fault in caught.value.findings if isinstance(fault, Finding)]
    assert len(places) == 3
    assert places == sorted(places, key=lambda place: place or Place(""))


@pytest.mark.parametrize(
    "rule", ["counts: {zz: /mm³}", "limits: [{of: title, must-say: {zz: [case]}, origin: articles}]"]
)
def test_a_profile_s_words_in_an_unknown_language_are_told(project: Project, rule: str) -> None:
    folder = own_profile(project)
    text = (folder / "profile.yaml").read_text(encoding="utf-8")
    before, _, after = text.partition("limits:")
    origins = after[after.index("origins:") :]
    (folder / "profile.yaml").write_text(f"{before}{rule}\n{origins}", encoding="utf-8")
    assert fault_of(project, "mine") == ("case.not-in-list", "zz")


def test_a_profile_may_name_a_language_of_the_project_s_own(project: Project) -> None:
    (project.root / "locales").mkdir()
    (project.root / "locales" / "fr.po").write_text('msgid ""\nmsgstr ""\n"Language: fr\\n"\n', encoding="utf-8")
    own_profile(project, ("languages: [en, pt]", "languages: [en, fr]"), ("abstract: {en:", "abstract: {fr: R, en:"))
    assert load_journal("mine", project.search("templates")).profile.languages == ("en", "fr")


def test_a_journal_may_order_sections_that_are_an_author_s_own(project: Project) -> None:
    own_profile(project, ("order: [introduction,", "order: [methods, introduction,"))
    assert load_journal("mine", project.search("templates")).profile.order[0] == "methods"


def fault_of(project: Project, name: str) -> tuple[str, str]:
    """Return the code of the only fault of a profile, and the words that the caret points at."""
    with pytest.raises(FaultyProfile) as caught:
        load_journal(name, project.search("templates"))
    (said,) = [finding for finding in caught.value.findings if isinstance(finding, Finding)]
    assert said.place is not None
    assert said.place.file == f"templates/journals/{name}/profile.yaml"
    start = said.place.column - 1
    return said.code, said.place.text[start : start + said.place.width]


def test_an_unknown_journal_is_answered_with_the_nearest() -> None:
    for asked, near in (("bmj-case-report", "bmj-case-reports"), ("bmj", "bmj-case-reports"), ("x", "")):
        with pytest.raises(UnknownJournal) as caught:
            load_journal(asked)
        assert caught.value.fields["nearest"] == near
        assert ("{nearest}" in caught.value.mend) == bool(near)
        assert caught.value.fields["names"] == ", ".join(JOURNALS)
    with pytest.raises(UnknownJournal):
        load_journal("../journals/spmj")


# casebook journals


RULES_OF_OUR_OWN = """
manuscript:
  {font: Garamond, size: 11.5, spacing: double, margins: 3, line-numbers: no, title-page: apart, captions: at-end,
   figures: files, tables: at-end}
figure-files: {formats: [png, tiff], dpi: 450, line-dpi: 900, width: 12.5}
submission:
  files: [blinded, title-page, figures, jats]
  demands: [consent, data]
  author-adds: [{en: a letter of the hospital, pt: uma carta do hospital}]
  jats: 1.9
"""


def test_a_new_journal_is_one_folder_and_no_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, project: Project
) -> None:
    folder = own_profile(project, ("name: einstein (São Paulo)", "name: Mine"))
    text = (folder / "profile.yaml").read_text(encoding="utf-8")
    before, after = text[: text.index("manuscript: {")], text[text.index("limits:") :]
    (folder / "profile.yaml").write_text(before + RULES_OF_OUR_OWN + after, encoding="utf-8")
    monkeypatch.chdir(project.root)
    exit_code, page, complaint = typed(capsys, "journals", "mine")
    said = re.sub(r"\s+", " ", page)
    assert (exit_code, complaint) == (0, "")
    for words in (
        "Manuscript Garamond, 11.5 pt; line spacing 2; margins of 3 cm; a title page in a file of its own; "
        "captions at the end; figures in files of their own; tables at the end [instructions]",
        "Files of figures PNG, TIFF; 450 dots per inch, drawings 900; at least 12.5 cm wide",
        "Handed over a copy of the manuscript that does not name its authors; a title page; a file for each figure; "
        "JATS XML [instructions]",
        "JATS XML SciELO PS 1.9",
        "Not without the patient’s consent; where the data are [instructions]",
        "The authors add a letter of the hospital [instructions]",
    ):
        assert words in said, words
    assert "numbered lines" not in page
    run(["--ui-lang", "pt", "journals", "mine"])
    assert "Os autores acrescentam" in (page := capsys.readouterr().out)
    assert "uma carta do hospital" in page
    assert "11,5 pt" in page


def typed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    exit_code = run(["--ui-lang", "en", *arguments])
    said = capsys.readouterr()
    return exit_code, said.out, said.err


def test_a_journal_is_shown_as_a_page(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, project: Project
) -> None:
    monkeypatch.chdir(project.root)
    exit_code, page, _ = typed(capsys, "journals", "bmj-case-reports")
    assert exit_code == 0
    assert page.startswith("BMJ Case Reports (bmj-case-reports)\n")
    for line in (
        "Name                              BMJ Case Reports",
        "Name in references                BMJ Case Rep",
        "Percentages                       “40%”",
        "A table of words alone            “Table 1”",
        "Summary                           an abstract without labels [template, not verified]",
        "Background · Case presentation · Discussion",
        "“… in one study.[1, 3–5]” [references, not verified]",
        "“A woman in her 50s” [template, not verified] [guide]",
        "Words in the abstract  at most 150 [template, not verified]",
        "Learning points        at least 3; at most 5 [instructions, not verified]",
        "does not say “case report”",
        "srmedicineggh.blogspot.com",
    ):
        assert line in page, line
    assert max(map(len, page.splitlines())) <= 100


def test_the_page_of_a_journal_has_every_rule_of_its_profile(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, project: Project
) -> None:
    origin = "  o-{0}: {{source: S, checked: 2026-11-22, verified: yes, rules: [{0}]}}\n"
    folder = own_profile(project)
    rules, _, _ = (folder / "profile.yaml").read_text(encoding="utf-8").partition("limits:")
    rules += "days: ordinal\nunits: si-conventional\ncounts: {pt: /mm³}\nenglish: uk\norigins:\n"
    (folder / "profile.yaml").write_text(rules + "".join(map(origin.format, RULES)), encoding="utf-8")
    monkeypatch.chdir(project.root)
    exit_code, page, complaint = typed(capsys, "journals", "mine")
    assert (exit_code, complaint) == (0, "")
    assert [rule for rule in RULES if f"[o-{rule}]" not in page] == []
    assert "“14th day” [o-days]" in page
    assert "“5.00 mmol/L (90 mg/dL)” [o-units]" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "“45.730/mm³” (pt-BR) [o-counts]" in page


def test_the_list_has_a_line_for_each_and_tells_of_a_faulty_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, project: Project
) -> None:
    monkeypatch.chdir(project.root)
    exit_code, listed, _ = typed(capsys, "journals")
    assert (exit_code, [line.split()[0] for line in listed.splitlines()]) == (0, list(JOURNALS))
    assert [line.split()[0] for line in listed.splitlines() if "an age band instead of the age" in line] == [
        "bmj-case-reports"
    ]
    own_profile(project, ("age: exact", "age: about"))
    exit_code, listed, complaint = typed(capsys, "journals")
    assert (exit_code, len(listed.splitlines())) == (1, len(JOURNALS))
    assert "journals/mine/profile.yaml:" in complaint


# A folder of one's own


def test_the_search_goes_from_the_project_to_casebook_and_from_the_journal_to_all(project: Project) -> None:
    own = own_profile(project)
    shipped = bundled("templates")
    assert template_folders("mine", project.search("templates")) == (own.parent.parent, shipped)
    (own / "article.html").write_text("", encoding="utf-8")
    assert template_folders("mine", project.search("templates")) == (own, own.parent.parent, shipped)
    assert template_folders("spmj", project.search("templates")) == (own.parent.parent, shipped)


def overriding(project: Project) -> None:
    """Give the project a journal that overrides a block, a style and an entry of the catalogue."""
    folder = own_profile(project, ("name: einstein (São Paulo)", "name: Mine"))
    colophon = '{% block colophon %}<footer>{{ _("Key words") }} of Mine</footer>{% endblock %}'
    (folder / "article.html").write_text('{% extends "article.html" %}\n' + colophon, encoding="utf-8")
    (folder / "styles").mkdir()
    ours = (bundled("templates") / "styles" / "print.css").read_text(encoding="utf-8")
    (folder / "styles" / "print.css").write_text(ours + "/* of Mine */ h1 { color: #112233 }\n", encoding="utf-8")
    (project.root / "locales").mkdir()
    entry = 'msgid "Figure {number}"\nmsgstr "Imagem {number}"\n\n'
    entry += '#, fuzzy\nmsgid "Table {number}"\nmsgstr "?"\n\nmsgid "Contents"\nmsgstr ""\n'
    (project.root / "locales" / "pt.po").write_text(entry, encoding="utf-8")


def built_page(project: Project, journal: str | None, code: str) -> str:
    outcome = make(project, "demo", Order(("html",), (code,), journal), "")
    assert outcome.written, (outcome.error, outcome.bug, outcome.findings)
    return outcome.written[0].read_text(encoding="utf-8")


def test_a_folder_overrides_one_block_a_style_and_an_entry_of_the_catalogue(demo: Path, project: Project) -> None:
    overriding(project)
    page = built_page(project, "mine", "pt")
    footers = lxml_html.document_fromstring(page).xpath("//footer")
    assert [footer.text_content() for footer in footers] == ["Palavras-chave of Mine"]
    assert "<h1>" in page, "the other blocks are casebook’s"
    assert "/* of Mine */" in page
    assert "Imagem 1" in page
    assert "Tabela 1" in page, "what the project does not word is worded by casebook"
    assert "Sumário" in page


def test_a_journal_may_bring_a_citation_style_in_its_folder(demo: Path, project: Project) -> None:
    folder = own_profile(project, ("style: nlm", "style: house"))
    style = (bundled("templates") / "csl" / "nlm.csl").read_text(encoding="utf-8")
    assert style.count("\n    <layout>\n") == 1
    (folder / "csl").mkdir()
    house = style.replace("\n    <layout>\n", '\n    <layout suffix=" (house)">\n')
    (folder / "csl" / "house.csl").write_text(house, encoding="utf-8")
    assert "(house)" in built_page(project, "mine", "en")
    assert "(house)" not in built_page(project, None, "en")


def test_the_look_of_one_journal_is_not_that_of_another(demo: Path, project: Project) -> None:
    overriding(project)
    page = built_page(project, None, "en")
    assert "of Mine" not in page
    assert '<footer class="colophon">' in page


def test_templates_of_the_project_and_of_the_journal_extend_one_another(demo: Path, project: Project) -> None:
    overriding(project)
    common = '{% extends "article.html" %}\n{% block masthead %}<p>our hospital</p>{% endblock %}\n'
    (project.root / "templates" / "article.html").write_text(common, encoding="utf-8")
    page = built_page(project, "mine", "en")
    assert "our hospital" in page
    assert "Key words of Mine" in page
    assert "<h1>" in page


def test_a_fault_in_a_journal_s_own_template_is_told_with_its_file(demo: Path, project: Project) -> None:
    overriding(project)
    file = project.root / "templates" / "journals" / "mine" / "article.html"
    file.write_text('{% extends "article.html" %}\n{% block text %}{{ nobody }}{% endblock %}', encoding="utf-8")
    outcome = make(project, "demo", Order(("html",), ("en",), "mine"), "")
    assert outcome.error is not None
    assert outcome.error.where == "templates/journals/mine/article.html:2"
