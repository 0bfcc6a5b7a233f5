"""The blinded edition: nothing of those who wrote it stands in any file, and what the text gives away is told."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from PIL import Image as Picture
from PIL.PngImagePlugin import PngInfo

from casebook.build import Order
from casebook.case import Case, load_case
from casebook.formats import docx, html, text
from casebook.making import examine
from casebook.project import Project
from casebook.report.compose import Edition, compose
from casebook.report.model import Report
from tests.shipped import ARTICLES, LOCALES, TEMPLATES, shipped_case

# A case all of whose names stand nowhere else: what is found of them in a file was let through.
CASE = """\
casebook: 1
languages: [en, pt]
status: published
decimal: "."
article:
  journal: generic
  doi: 10.5555/xyzzydoi.1
  license: CC-BY-4.0
  dates: {received: 2026-02-14, published: 2026-05-04}
title: {en: Potassium and licorice, pt: Potássio e alcaçuz}
authors:
  - name: {given: Zuleica Qoppa, particle: dos, family: Wyvernes, suffix: Filho}
    cited-as: Wyvernes Filho ZQ
    orcid: 0000-0002-1825-0097
    email: zuleica@xyzzymail.example
    affiliations: [ward]
    corresponding: true
    roles: [conceptualization]
  - {name: {given: Nazare, family: Kestrelha}, affiliations: [ward], roles: [supervision]}
affiliations:
  ward:
    department: {en: Department of Quuxology, pt: Serviço de Quuxologia}
    institution: Hospital Plughstein
    city: Foobarópolis
    state: ZQ
    country: BR
abstract: {en: A woman was weak., pt: Uma mulher tinha fraqueza.}
keywords: [{en: Potassium, pt: Potássio}, {en: Licorice, pt: Alcaçuz}]
patient: {sex: female, age: 52 years}
sections:
  case:
    en: "{patient} was weak [@wyvernes2019] (@fig:chest; @fig:film; @fig:sketch)."
    pt: "{patient} tinha fraqueza [@wyvernes2019] (@fig:chest; @fig:film; @fig:sketch)."
figures:
  chest:
    file: figures/chest.jpg
    caption: {en: The chest., pt: O tórax.}
    alt: {en: A gray square., pt: Um quadrado cinza.}
  film: {file: figures/film.png, caption: {en: The film., pt: O filme.}, alt: {en: White., pt: Branco.}}
  sketch: {file: figures/sketch.svg, caption: {en: A sketch., pt: Um esboço.}, alt: {en: A disc., pt: Um disco.}}
references: references.bib
consent: {by: patient, written: true}
ethics: {committee: {en: Committee of Plughstein, pt: Comitê do Plughstein}, caae: 98765432.1.0000.5555}
funding: {en: Grant 77-GRUNNION of Kestrelha., pt: Auxílio 77-GRUNNION de Kestrelha.}
conflicts: {en: Wyvernes has shares., pt: Wyvernes tem ações.}
acknowledgements: {en: We thank Nurse Borogove., pt: Agradecemos à enfermeira Borogove.}
data: {en: Ask zuleica@xyzzymail.example., pt: Peça a zuleica@xyzzymail.example.}
"""
BIB = (
    "@article{wyvernes2019, author={Wyvernes, Zuleica}, title={Roots}, journal={J Test}, year={2019}, doi={10.5555/r}}"
)
SECRETS = (
    "Zuleica", "Qoppa", "Wyvernes", "Nazare", "Kestrelha", "0000-0002-1825-0097", "xyzzymail", "xyzzydoi", "Quuxolog",
    "Plughstein", "Foobarópolis", "98765432", "GRUNNION", "Borogove", "2026-05-04", "2026-02-14",
)  # fmt: skip
WORD = {"en": "blinded for review", "pt": "omitido para avaliação cega"}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case of unique names, whose picture names its author."""
    (tmp_path / "figures").mkdir()
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "references.bib").write_text(BIB, encoding="utf-8")
    exif = Picture.Exif()
    exif[0x013B], exif[0x010E] = "Zuleica Wyvernes", "Hospital Plughstein"
    Picture.new("RGB", (60, 40), "gray").save(
        tmp_path / "figures" / "chest.jpg", "JPEG", exif=exif, comment=b"Kestrelha", xmp=b"<x>Borogove</x>"
    )
    told = PngInfo()
    told.add_text("Author", "Zuleica Wyvernes")
    told.add_itxt("XML:com.adobe.xmp", "<x>Plughstein</x>")
    Picture.new("RGBA", (60, 40), "white").save(tmp_path / "figures" / "film.png", "PNG", pnginfo=told, exif=exif)
    shape = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><metadata>Kestrelha</metadata><circle r="9"/></svg>'
    )
    (tmp_path / "figures" / "sketch.svg").write_text(f"<!-- Wyvernes -->{shape}", encoding="utf-8")
    loaded, found = load_case(tmp_path, LOCALES, TEMPLATES)
    assert loaded, found
    return loaded


def composed(case: Case, code: str, **more: bool) -> Report:
    return compose(case, Edition(code, templates=TEMPLATES, locales=LOCALES, **more))[0]


def parts_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {entry.filename: opened.read(entry) + entry.comment + entry.extra for entry in opened.infolist()}


def without_references(name: str, part: bytes) -> bytes:
    """Return a part without the list of references, and without the addresses that its links lead to."""
    part = re.sub(rb'<w:p><w:pPr><w:pStyle w:val="Bibliography"/>.*?</w:p>', b"", part, flags=re.S)
    return (
        re.sub(rb'<Relationship [^>]*Target="https://doi.org/10.5555/r"[^>]*/>', b"", part) if "rels" in name else part
    )


def found_in(package: bytes) -> set[tuple[str, str]]:
    return {
        (name, secret)
        for name, part in parts_of(package).items()
        for secret in SECRETS
        if secret.encode() in name.encode() + without_references(name, part)
    }


@pytest.mark.parametrize("code", ["en", "pt"])
def test_no_part_of_a_blinded_word_file_tells_who_wrote_it(case: Case, code: str) -> None:
    told = {secret for _, secret in found_in(docx.write(composed(case, code), TEMPLATES))}
    assert {*SECRETS} - told <= {"2026-02-14"}, "each of them stands in a file that is not blinded"
    package = docx.write(composed(case, code, is_blinded=True), TEMPLATES)
    assert found_in(package) == set()
    assert b"Wyvernes" in parts_of(package)["word/document.xml"], "the list of references stays as it is"
    assert len(parts_of(package)) > 10
    said = python_docx.Document(io.BytesIO(package)).core_properties
    assert (said.author, said.comments, said.last_modified_by, said.identifier, said.created) == ("", "", "", "", None)


@pytest.mark.parametrize("code", ["en", "pt"])
def test_no_other_format_tells_it_either(case: Case, code: str) -> None:
    report = composed(case, code, is_blinded=True)
    for format_ in (html, text):
        written = re.sub(r"Wyvernes\sZ", "", format_.write(report, TEMPLATES).decode())  # as the reference does
        assert [secret for secret in SECRETS if secret in written] == []


@pytest.mark.parametrize("code", ["en", "pt"])
def test_where_something_was_left_out_it_is_said_in_the_language_of_the_article(case: Case, code: str) -> None:
    document = python_docx.Document(io.BytesIO(docx.write(composed(case, code, is_blinded=True), TEMPLATES)))
    assert sum(WORD[code] in p.text for p in document.paragraphs) == 3 + 6  # the byline; all statements but consent
    assert not any(other in p.text for other in {*WORD.values()} - {WORD[code]} for p in document.paragraphs)
    assert composed(case, code, is_blinded=True).stem.endswith(f"{code}.blinded")
    assert composed(case, code, is_blinded=True, is_draft=True).stem.endswith(f"{code}.blinded.draft")


def test_what_names_nobody_stays(case: Case) -> None:
    plain, blinded = (composed(case, "en", is_blinded=is_blinded) for is_blinded in (False, True))
    assert blinded.body == plain.body
    assert blinded.references == plain.references
    assert blinded.fronts == plain.fronts
    assert blinded.notices == plain.notices
    consent = [(block, after) for block, after in zip(blinded.back, blinded.back[1:], strict=False)][0]
    assert consent[1] == plain.back[1]


@pytest.mark.parametrize(("slug", "code"), ARTICLES)
def test_no_shipped_case_names_its_authors_in_a_blinded_copy(slug: str, code: str) -> None:
    case = shipped_case(slug)
    report = composed(case, code, is_blinded=True)
    names = {author.name.family for author in case.file.authors} | {
        a.institution for a in case.file.affiliations.values()
    }
    mails = {author.email for author in case.file.authors if author.email}
    for name, part in parts_of(docx.write(report, TEMPLATES)).items():
        words = without_references(name, part).decode("utf-8", "replace")
        assert [each for each in names | mails if re.search(rf"\b{re.escape(each)}\b", words)] == [], name


# What the text itself gives away

PROFILE = """\
journal: 1
name: Blind
abbreviation: Blind
languages: [en]
abstract: {structured: no}
citations: {mark: superscript, position: after-stop}
order: [case, discussion]
"""
HEAD = """\
casebook: 1
languages: [en]
status: draft
decimal: "."
article: {journal: JOURNAL}
authors:
  - {name: {given: Ana Maria da Silva, family: Souza, suffix: Filho}, email: ana@example.org, affiliations: [ward]}
  - {name: {given: João, family: Lima}, affiliations: [ward]}
affiliations:
  ward:
    {department: {en: Department of Hematology}, institution: Hospital das Clínicas de Itu, city: Itu, country: BR}
  other: {institution: Faculdade Modelo, city: São Paulo, state: SP, country: BR}
references: references.bib
"""
CITED = """\
@article{own, author={Souza Filho, Ana M S and Reis, P}, title={A}, journal={J}, year={2019}, doi={10.5555/a}}
@article{same, author={Souza, Bruno and Lima, Carla}, title={B}, journal={J}, year={2018}, doi={10.5555/b}}
"""


def told(project: Project, sentence: str, section: str = "discussion", blinds: bool = True) -> list[tuple[str, str]]:
    folder = project.cases / "demo"
    journal = "blind" if blinds else "open"
    profile = project.root / "templates" / "journals" / journal / "profile.yaml"
    for home in (folder, profile.parent):
        home.mkdir(parents=True, exist_ok=True)
    profile.write_text(PROFILE + "submission: {files: [manuscript, blinded]}\n" * blinds, encoding="utf-8")
    (folder / "references.bib").write_text(CITED, encoding="utf-8")
    (folder / "case.yaml").write_text(
        HEAD.replace("JOURNAL", journal) + f"sections:\n  {section}: |\n    {sentence}\n", encoding="utf-8"
    )
    _, found, _ = examine(project, "demo", Order(()))
    return [(f.code.removeprefix("blinding."), f.place.text[f.place.column - 1 :][: f.place.width])
            for f in found if f.code.startswith("blinding.")]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The films were read by Ana Maria da Silva Souza Filho.", [("author", "Ana Maria da Silva Souza")]),
        ("The films were read by Joao Lima.", [("author", "Joao Lima")]),
        ("A.M.S. Souza read them.", [("author", "A.M.S. Souza")]),
        ("Dr. Lima read them.", [("author", "Dr. Lima")]),
        ("Two of us (AMSS and J.L.) read them.", [("author", "AMSS"), ("author", "J.L.")]),
        ("Write to ANA@example.org.", [("author", "ANA@example.org")]),
        ("Our patient was seen in the Department of Hematology.", [("workplace", "Department of Hematology")]),
        ("All came to the Hospital das Clinicas de Itu.", [("workplace", "Hospital das Clinicas de Itu")]),
        ("At HCI we see many.", []),
        ("Our patient lives in Itu.", [("workplace", "Itu")]),
        ("We have previously reported two patients.", [("self-citation", "We have previously reported")]),
        ("In our earlier series all were women.", [("self-citation", "our earlier series")]),
        ("Nosso grupo já descreveu dois casos.", [("self-citation", "Nosso grupo já descreveu")]),
        ("Roots are rich in it [@own].", [("own-work", "[@own]")]),
        ("We measured it as in that study [@own].", [("self-citation", "We"), ("own-work", "[@own]")]),
    ],
)
def test_what_gives_the_authors_away_is_told(project: Project, sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(project, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Souza et al. saw it, and so did Lima [@same].",
        "Lima and colleagues described ten patients [@same].",
        "A series from Itu had ten patients [@same].",
        "The Hospital das Clínicas de Itu has published a large series [@same].",
        "The Itu criteria were met, and lima beans are rich in it.",
        "We used the scale of the state of São Paulo.",
        "Our patient came from the state of São Paulo.",
        "Our patient was seen by the department of hematology.",
        "We reported the case to the agency, and we describe it here.",
        "US guidelines advise it [@same].",
        "Ana went on to ask a Lima.",
        "At 10 (A.M.) she slept (JL waves were absent).",
    ],
)
def test_what_gives_nobody_away_is_not(project: Project, sentence: str) -> None:
    assert told(project, sentence) == []


def test_nobody_is_asked_where_the_journal_does_not_blind(project: Project) -> None:
    assert told(project, "Ana Souza read them.") == [("author", "Ana Souza")]
    assert told(project, "Ana Souza read them.", blinds=False) == []


def test_the_text_of_statements_that_are_left_out_is_not_read(project: Project) -> None:
    assert told(project, "She was well.\nfunding: Ana Souza paid for it.") == []
    assert told(project, "She was well.\nconsent: She told Ana Souza so.") == [("author", "Ana Souza")]


def test_a_drawing_and_a_picture_that_name_an_author_are_told(project: Project) -> None:
    figures = project.cases / "demo" / "figures"
    figures.mkdir(parents=True)
    shape = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" viewBox="0 0 40 30">{}<circle r="9"/></svg>'
    (figures / "a.svg").write_text(shape.format("<text>Drawn by João Lima</text>"), encoding="utf-8")
    (figures / "b.svg").write_text(shape.format("<metadata>Lima, J</metadata>"), encoding="utf-8")
    Picture.new("RGB", (40, 30)).save(figures / "lima-2.png")
    named = ", ".join(f"{n}: {{file: figures/{f}, caption: C., alt: A.}}" for n, f in
                      (("a", "a.svg"), ("b", "b.svg"), ("c", "lima-2.png")))  # fmt: skip
    found = told(project, "See @fig:a, @fig:b, @fig:c.\nfigures: {" + named + "}")
    assert [code for code, _ in found] == ["author", "image-metadata", "file-name"]
