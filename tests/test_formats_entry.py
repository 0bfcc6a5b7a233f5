"""An article's own entry in BibTeX, RIS and CSL-JSON, read back by parsers of others and by our own."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rispy
from pybtex.database import Entry, Person, parse_string

from casebook.case import load_case
from casebook.findings import Place
from casebook.formats import bibtex, csl_json, ris
from casebook.nodes import Emphasis, Gap, Subscript, Superscript, Words, plain
from casebook.project import bundled
from casebook.prose import typeset
from casebook.references.entries import reference_entries
from casebook.references.item import Item
from casebook.references.readers import read_references
from casebook.report.compose import Edition, compose
from casebook.report.model import AbstractPart, Byline, Report
from tests.references import text_of
from tests.shipped import ARTICLES, shipped_report

TEMPLATES = (bundled("templates"),)
PUBLISHED = (
    "  journal: spmj\n  doi: 10.5555/licorice_1\n  volume: 144\n  issue: 3\n  elocation: e2026001\n"
    "  dates: {published: 2026-07-01}\n"
)
AUTHORS = (
    "  - name: {given: Maria Aparecida da Silva, particle: de, family: Souza, suffix: Filho}\n"
    "  - name: {given: João, family: d’Ávila}\n  - name: {given: Ana Eva, family: da Cruz e Sá}\n"
    "  - name: {given: John, family: Sample}"
)


def composed(demo: Path, code: str = "en", journal: str | None = None, **changed: str) -> Report:
    """Return the sample case as if it were real and published, or differing from that by some lines."""
    file = demo / "case.yaml"
    lines = {"status: draft": "status: published", "fictional: true\n": "", "  journal: generic": PUBLISHED}
    lines |= {"  - name: {given: John, family: Sample}": AUTHORS}
    text = file.read_text(encoding="utf-8")
    for old, new in (lines | changed).items():
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    case, findings = load_case(demo)
    assert case, findings
    return compose(case, Edition(code, journal, is_draft=case.file.status == "draft"))[0]


def as_csl(report: Report) -> dict[str, Any]:
    (entry,) = json.loads(csl_json.write(report, TEMPLATES))
    assert isinstance(entry, dict)
    return entry


def as_bibtex(report: Report) -> Entry:
    """Return the entry as pybtex reads it."""
    ((key, entry),) = parse_string(bibtex.write(report, TEMPLATES).decode(), "bibtex").entries.items()
    assert key == report.stem
    assert isinstance(entry, Entry)
    return entry


def in_parts(person: Person) -> tuple[str, str]:
    """Return family and given names as BibTeX parts them."""
    family = " ".join(person.prelast_names + person.last_names).strip("{}")
    return family, " ".join(person.first_names + person.middle_names)


def as_ris(report: Report) -> dict[str, Any]:
    """Return the entry as rispy reads it."""
    written = ris.write(report, TEMPLATES).decode()
    assert written.count("\n") == written.count("\r\n")
    (entry,) = rispy.loads(written)
    assert isinstance(entry, dict)
    return entry


def by_us(report: Report, folder: Path) -> Item:
    """Return the entry in BibTeX as our own reader reads it, which must find nothing wrong with it."""
    (folder / "own.bib").write_bytes(bibtex.write(report, TEMPLATES))
    items, findings = read_references(folder / "own.bib", "own.bib")
    assert findings == ()
    (item,) = items.values()
    return item


def test_a_published_article_is_read_back_from_bibtex(demo: Path, tmp_path: Path) -> None:
    report = composed(demo)
    entry = as_bibtex(report)
    assert entry.type == "article"
    assert {name: entry.fields[name] for name in entry.fields if name not in ("abstract", "keywords")} == {
        "title": "{Severe hypokalemia from licorice tea: a case report}",
        "journal": "São Paulo Medical Journal", "shortjournal": "Sao Paulo Med J", "issn": "1516-3180",
        "volume": "144", "number": "3", "pages": "e2026001", "year": "2026", "month": "7",
        "doi": "10.5555/licorice_1", "language": "en-US",
    }  # fmt: skip
    assert entry.fields["abstract"].startswith("CONTEXT: Licorice inhibits")
    assert [in_parts(person) for person in entry.persons["author"]] == [
        ("Exemplo Neto", "João Paulo dos Santos"),
        ("Souza Filho", "Maria Aparecida da Silva de"),
        ("d’Ávila", "João"),
        ("da Cruz e Sá", "Ana Eva"),
        ("Sample", "John"),
    ]
    csl = by_us(report, tmp_path).csl
    assert csl["DOI"] == "10.5555/licorice_1"
    assert (csl["volume"], csl["issue"], csl["page"]) == ("144", "3", "e2026001")
    assert [name["family"] for name in csl["author"]] == [  # type: ignore[attr-defined]
        "Exemplo Neto", "Souza Filho", "d’Ávila", "da Cruz e Sá", "Sample",
    ]  # fmt: skip


def test_a_published_article_is_read_back_from_ris(demo: Path) -> None:
    entry = as_ris(composed(demo, "pt"))
    assert entry["type_of_reference"] == "JOUR"
    assert entry["title"] == "Hipocalemia grave por chá de alcaçuz: um relato de caso"
    assert entry["authors"][:2] == ["Exemplo Neto, João Paulo dos Santos", "Souza Filho, Maria Aparecida da Silva de"]
    assert (entry["secondary_title"], entry["alternate_title1"]) == ("São Paulo Medical Journal", "Sao Paulo Med J")
    assert (entry["volume"], entry["number"], entry["start_page"], entry["issn"]) == (
        "144", "3", "e2026001", "1516-3180",
    )  # fmt: skip
    assert (entry["year"], entry["date"], entry["doi"]) == ("2026", "2026/07/01", "10.5555/licorice_1")
    assert entry["language"] == "pt-BR"
    assert len(entry["keywords"]) == 3
    assert "notes" not in entry


def test_csl_json_prints_what_the_article_says_of_how_to_cite_it(demo: Path) -> None:
    for code in ("en", "pt"):
        report = composed(demo, code) if code == "en" else composed_again(demo, code)
        csl = as_csl(report)
        assert csl["author"][1] == {
            "family": "Souza Filho", "given": "Maria Aparecida da Silva", "dropping-particle": "de"
        }  # fmt: skip
        assert (csl["type"], csl["issued"]) == ("article-journal", {"date-parts": [[2026, 7, 1]]})
        csl["container-title"] = csl["container-title-short"]
        del csl["author"][1]["dropping-particle"]  # cited without it, as Vancouver cites Brazilians
        (entry,) = reference_entries((Item("own", csl, Place("own.json")),), "nlm", report.language)
        told = next(item.children for item in report.rail if item.role == "how-to-cite")
        assert text_of(entry).replace("2026 Jul 1", "2026").replace("2026 jul 1", "2026") == text_of(told)


def composed_again(demo: Path, code: str) -> Report:
    case, _ = load_case(demo)
    assert case
    return compose(case, Edition(code))[0]


def test_what_is_no_publication_says_so_and_has_neither_journal_nor_doi(demo: Path) -> None:
    has_doi = 0
    for report in (
        *(shipped_report(slug, code)[0] for slug, code in ARTICLES),
        composed(demo, **{"fictional: true\n": "fictional: true\n"}),
    ):
        assert report.is_fictional
        has_doi += bool(report.doi)
        of_bibtex, of_ris, of_csl = as_bibtex(report), as_ris(report), as_csl(report)
        assert (of_bibtex.type, of_ris["type_of_reference"], of_csl["type"]) == ("unpublished", "UNPB", "manuscript")
        assert not {"doi", "journal", "volume", "issn"} & set(of_bibtex.fields)
        assert not {"doi", "secondary_title", "volume", "issn"} & set(of_ris)
        assert not {"DOI", "container-title", "volume", "ISSN"} & set(of_csl)
        (notice,) = report.notices
        assert of_csl["note"] == plain(notice.children).replace("\u00a0", " ")
        assert of_ris["notes"] == [of_csl["note"]]
    assert has_doi > 5


@pytest.mark.parametrize(
    ("journal", "changed", "note"),
    [
        (None, {"status: draft": "status: draft"}, "Draft. Not for publication, and not to be cited."),
        (None, {"status: draft": "status: submitted"}, "Not published in this form."),
        ("generic", {}, "Not published in this form."),
    ],
)
def test_a_draft_and_another_journal_s_edition_say_what_they_are(
    demo: Path, journal: str | None, changed: dict[str, str], note: str
) -> None:
    report = composed(demo, "en", journal, **changed)
    assert as_csl(report)["note"] == note
    assert "DOI" not in as_csl(report)
    assert as_bibtex(report).fields["note"] == note
    assert as_ris(report)["notes"] == [note]


def test_a_retracted_article_says_so_in_its_title_and_its_note(demo: Path) -> None:
    notice = PUBLISHED + "  notice: {date: 2026-09-01, text: {en: Wrong dose.}}\n"
    report = composed(demo, **{"status: draft": "status: retracted", "  journal: generic": notice})
    csl = as_csl(report)
    assert csl["title"].startswith("[RETRACTED ARTICLE]: ")
    assert csl["note"].startswith("Retracted article (September 1, 2026). Wrong dose.")
    assert csl["DOI"] == "10.5555/licorice_1"


def odd(demo: Path) -> Report:
    """Return an article whose words hold every sign that a notation could take for its own."""
    report = composed(demo)
    title = (Words("Response to 10⁶ cells of "), Emphasis((Words("Aspergillus"),)), Words(" {x}, Na"))
    title += (Superscript((Words("+"),)), Words(" & T"), Subscript((Words("3"),)))
    title += typeset(": 5% “cure” #1_a $2 ~ ^ \\ <i> não")
    part = AbstractPart(None, (Words("Dose 10"), Superscript((Words("6"),)), Words(" }{ "), Gap("missing")))
    return replace(report, fronts=(replace(report.fronts[0], title=title, abstract=(part,)),))


def test_signs_and_marks_survive_every_notation(demo: Path, tmp_path: Path) -> None:
    report = odd(demo)
    said = "Response to 10⁶ cells of Aspergillus {x}, Na⁺ & T₃: 5% “cure” #1_a $2 ~ ^ \\ <i> não"
    assert as_ris(report)["title"] == said
    tagged = said.replace("Aspergillus", "<i>Aspergillus</i>").replace("⁺", "<sup>+</sup>").replace("₃", "<sub>3</sub>")
    assert as_csl(report)["title"] == tagged
    assert by_us(report, tmp_path).csl["title"] == tagged
    assert as_bibtex(report).fields["title"].count("{") == as_bibtex(report).fields["title"].count("}")
    assert as_ris(report)["abstract"].strip() == "Dose 10⁶ }{"
    assert as_csl(report)["abstract"].strip() == "Dose 10<sup>6</sup> }{"


def test_a_group_a_page_range_and_a_key_word_with_commas(demo: Path) -> None:
    report = composed(demo)
    assert report.imprint
    front = replace(report.fronts[0], keywords=("Leukemia, Myeloid, Acute", "Azacitidine"), gaps=frozenset())
    report = replace(
        report,
        authors=(Byline("Grupo de Estudos, Brasil and others", (), None),),
        imprint=replace(report.imprint, elocation="123–130"),
        fronts=(front,),
    )
    assert as_bibtex(report).fields["pages"] == "123--130"
    assert as_bibtex(report).fields["keywords"] == "{Leukemia, Myeloid, Acute}, Azacitidine"
    assert len(as_bibtex(report).persons["author"]) == 1
    assert as_ris(report)["end_page"] == "130"
    assert as_csl(report)["page"] == "123-130"
    assert as_csl(report)["author"] == [{"literal": "Grupo de Estudos, Brasil and others"}]
