"""What may be on the web: which cases, by status and consent, and which of their figures; the others say why."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdfium2 import PdfDocument, raw

from casebook.case import Case, load_case
from casebook.case.publicity import why_private
from casebook.case.specialties import SPECIALTIES
from casebook.formats import docx, html, pdf, text
from casebook.languages import load_language
from casebook.nodes import CrossReference, Figure, plain
from casebook.report.compose import Edition, compose
from casebook.report.model import Report
from casebook.report.numbering import inlines_of, walk
from tests.shipped import LOCALES, TEMPLATES

HEAD = 'casebook: 1\nlanguages: [en, pt]\ndecimal: "."\n'
WEB = "consent: {by: patient, written: true, uses: [journal, website, images]}\n"
PRINT = "consent: {by: patient, written: true, uses: [journal]}\n"
FIGURES = """sections:
  case: {en: "Seen (@fig:skin) and again (@fig:face.A).", pt: "Visto (@fig:skin) e de novo (@fig:face.A)."}
figures:
  skin: {file: skin.png, caption: {en: Skin., pt: Pele.}, alt: {en: Red skin, pt: Pele vermelha}}
  face:
    use: USE
    panels:
      A: {file: skin.png, caption: {en: Face, pt: Rosto}, alt: {en: A face, pt: Um rosto}}
      B: {file: skin.png, caption: {en: Hand, pt: Mão}, alt: {en: A hand, pt: Uma mão}}
"""


def case_of(folder: Path, rest: str) -> Case:
    home = folder / "cases" / "demo"
    home.mkdir(parents=True, exist_ok=True)
    (home / "case.yaml").write_text(HEAD + rest, encoding="utf-8")
    Image.new("RGB", (400, 300), "brown").save(home / "skin.png")
    case, findings = load_case(home)
    assert case, findings
    return case


def article(case: Case, code: str, use: str) -> Report:
    report, _ = compose(case, Edition(code, templates=TEMPLATES, locales=LOCALES, use=use))  # type: ignore[arg-type]
    return report


def figures(report: Report) -> dict[str, Figure]:
    return {node.anchor: node for node in report.body if isinstance(node, Figure)}


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        ("status: draft\n" + WEB, "draft"),
        ("status: submitted\n" + WEB, "submitted"),
        ("status: accepted\n" + WEB, ""),
        ("status: published\n" + WEB, ""),
        ("status: published\n" + PRINT, "the consent does not name the web"),
        ("status: published\n", "says nothing of consent"),
        ("status: published\nconsent: {by: patient}\n", "the consent does not name the web"),
        ("status: published\nconsent: {en: She consented., pt: Ela consentiu.}\n", "\n    statement: …"),
        (
            "status: published\nconsent: {statement: {en: S., pt: S.}, uses: [journal]}\n",
            "the consent does not name the web",
        ),
        ("status: published\nfictional: true\n", ""),
        ("status: corrected\n" + WEB, ""),
        ("status: retracted\n" + WEB, ""),
        ("status: withdrawn\n", ""),
        ("status: publishd\n" + WEB, "cannot be read"),
        ("status: published\nconsent: {uses: [websites]}\n", "cannot be read"),
        ("status: withdrawn\nconsent: {uses: [websites]}\n", ""),
    ],
)
def test_a_case_is_public_by_status_and_consent_and_else_says_why_not(tmp_path: Path, rest: str, why: str) -> None:
    told = why_private(case_of(tmp_path, rest))
    assert why in told
    assert bool(told) == bool(why)


@pytest.mark.parametrize(
    ("code", "words"), [("en", "says nothing of consent"), ("pt", "não diz nada sobre o consentimento")]
)
def test_of_a_case_without_consent_it_is_said_what_to_write(tmp_path: Path, code: str, words: str) -> None:
    told = load_language(code).words(why_private(case_of(tmp_path, "status: published\n")))
    assert words in told
    (shown,) = re.findall("“(consent: .+)”", told)
    assert why_private(case_of(tmp_path, f"status: published\n{shown}\n")) == ""


def test_a_consent_of_one_sentence_may_be_on_the_web_with_the_two_lines_that_are_shown(tmp_path: Path) -> None:
    sentence = "{en: She consented., pt: Ela consentiu.}"
    told = load_language("pt").words(why_private(case_of(tmp_path, f"status: published\nconsent: {sentence}\n")))
    lines = "\n".join(told.splitlines()[1:]).replace("…", sentence)
    assert why_private(case_of(tmp_path, f"status: published\nconsent:\n{lines}\n")) == ""


@pytest.mark.parametrize(
    ("code", "word"), [("en", "Not shown on the web"), ("pt", "Não exibida na web")]
)  # fmt: skip
def test_a_figure_for_print_alone_keeps_its_number_and_caption_and_says_why(
    tmp_path: Path, code: str, word: str
) -> None:
    case = case_of(tmp_path, "status: published\n" + WEB + FIGURES.replace("USE", "print"))
    web, printed = article(case, code, "web"), article(case, code, "print")
    shown, withheld = figures(web)["fig-skin"], figures(web)["fig-face"]
    assert shown == figures(printed)["fig-skin"]
    assert (withheld.label, withheld.panels) == (figures(printed)["fig-face"].label, ())
    assert word in plain(withheld.caption)
    for panel in figures(printed)["fig-face"].panels:
        assert plain(panel.caption) in plain(withheld.caption)
    page = html.write(web, TEMPLATES).decode()
    assert page.count("<img ") == 1
    assert page.count("<img ") < html.write(printed, TEMPLATES).decode().count("<img ")
    assert ("A face" if code == "en" else "Um rosto") not in page, "its alternative would tell what it shows"
    assert word in text.write(web, TEMPLATES).decode()
    mentions = [node for block in web.body for node in walk(inlines_of(block)) if isinstance(node, CrossReference)]
    assert {node.target for node in mentions} <= set(figures(web)), "no mention leads to a panel that is not there"
    assert len(mentions) == 2


def test_the_files_that_are_taken_away_withhold_the_same_figure(tmp_path: Path) -> None:
    report = article(case_of(tmp_path, "status: published\n" + WEB + FIGURES.replace("USE", "print")), "pt", "web")
    with PdfDocument(pdf.write(report, TEMPLATES)) as document:
        words = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
        pictures = [each for page in document for each in page.get_objects() if each.type == raw.FPDF_PAGEOBJ_IMAGE]
    assert "Não exibida na web" in words.replace("- ", "")
    assert "Rosto" in words
    assert len(pictures) == 1
    with ZipFile(io.BytesIO(docx.write(report, TEMPLATES))) as package:
        assert len([name for name in package.namelist() if name.startswith("word/media/")]) == 1
        assert "Não exibida na web" in package.read("word/document.xml").decode()


def test_a_figure_s_own_word_goes_before_that_of_the_case(tmp_path: Path) -> None:
    case = case_of(tmp_path, "status: published\n" + PRINT + FIGURES.replace("USE", "print and web"))
    shown = figures(article(case, "en", "web"))
    assert [bool(shown[name].panels) for name in ("fig-skin", "fig-face")] == [False, True]


DRAWN = """clocks: {admission: {}}
events: {fever: {start: admission, label: {en: Fever, pt: Febre}}}
sections: {case: {en: "Seen (@fig:skin; @fig:course).", pt: "Visto (@fig:skin; @fig:course)."}}
figures:
  skin: {file: skin.png, caption: {en: Skin., pt: Pele.}, alt: {en: Red skin, pt: Pele vermelha}}
  course: {timeline: {clock: admission}, caption: {en: Course., pt: Curso.}}
"""


@pytest.mark.parametrize(("code", "word"), [("en", "does not name images"), ("pt", "não menciona imagens")])
def test_a_consent_that_does_not_name_images_keeps_pictures_from_the_web_but_nothing_drawn_from_data(
    tmp_path: Path, code: str, word: str
) -> None:
    case = case_of(tmp_path, "status: published\n" + WEB.replace(", images", "") + DRAWN)
    web = figures(article(case, code, "web"))
    assert [bool(web[name].panels) for name in ("fig-skin", "fig-course")] == [False, True]
    assert word in plain(web["fig-skin"].caption)
    assert all(figure.panels for figure in figures(article(case, code, "print")).values())


def test_every_specialty_has_a_label_of_its_own_in_every_language() -> None:
    for code in ("en", "pt"):
        labels = [load_language(code).words(label) for label in SPECIALTIES.values()]
        assert len(set(labels)) == len(labels) > 40
    assert load_language("pt").words(SPECIALTIES["critical-care"]) == "Medicina intensiva"
