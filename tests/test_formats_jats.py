"""One JATS file for all languages: it keeps to the DTDs and to SciELO PS, and another parser reads all of it back."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from casebook.build import Order, build
from casebook.case import Case, load_case
from casebook.cli import run
from casebook.formats import jats
from casebook.formats.tagged.citations import reference
from casebook.formats.tagged.ids import Ids
from casebook.journals import load_journal
from casebook.nodes import plain
from casebook.project import Project
from casebook.report.compose import Edition, compose
from casebook.report.model import Report
from casebook.report.picturenames import figure_names, file_stem
from casebook.report.publication import NO_DAY, NO_ISSN, CitedWork, Publication, publish
from tests import test_kinds
from tests.every_node import every_node, without_abstract
from tests.judges import ROOT, judge
from tests.read_jats import HREF, LANG, lines_of, read, said_by, statements_of, statements_said, texts_of, words
from tests.sample_publication import publication_of
from tests.sample_report import sample_report
from tests.shipped import CASES, LOCALES, TEMPLATES, shipped_case
from tests.test_journals import JOURNALS
from tests.test_kinds import search
from tests.words_of import spoken

SLUGS = tuple(folder.name for folder in CASES)
AML, CAT = "aml-azacitidine-lenalidomide", "esporotricose-linfocutanea"
VERSIONS = ("1.9", "1.10")
__all__ = ["search"]  # a fixture
CREDIT = "https://credit.niso.org/contributor-roles/"


def published(case: Case, journal: str | None = None, codes: tuple[str, ...] = ()) -> Publication:
    """Return the publication of a case in all its languages, or in some of them."""
    name = journal or case.file.article.journal
    is_draft = case.file.status == "draft"
    editions = (Edition(code, name, is_draft, TEMPLATES, LOCALES) for code in codes or case.file.languages)
    return publish(case, tuple(compose(case, edition)[0] for edition in editions), load_journal(name, TEMPLATES))


@cache
def shipped(slug: str) -> Publication:
    return published(shipped_case(slug))


@cache
def publications() -> dict[str, Publication]:
    """Return the shipped cases for every journal, one in one language alone, and the articles that hold everything."""
    made = {f"{slug} for {name}": published(shipped_case(slug), name) for slug in SLUGS for name in JOURNALS}
    made |= {f"aml in {code}": published(shipped_case(AML), codes=(code,)) for code in ("en", "pt")}
    pairs = (("en", "pt"), ("pt", "en"))
    made |= {f"sample from {a}": publication_of(sample_report(a), sample_report(b)) for a, b in pairs}
    made["everything"] = publication_of(every_node("en"), every_node("pt"))
    made["without abstract"] = publication_of(without_abstract(sample_report()))
    return made


def written(publication: Publication, version: str = "1.10") -> bytes:
    return jats.write(replace(publication, jats=version), TEMPLATES)


def files(folder: Path, version: str) -> list[Path]:
    """Write every publication, and return the files."""
    named = [(folder / f"{name.replace(' ', '-')}.xml", made) for name, made in publications().items()]
    for file, publication in named:
        file.write_bytes(written(publication, version))
    assert len(named) > 15
    return [file for file, _ in named]


# The judges of others


def faults_of_grammar(names: list[Path]) -> dict[str, list[str]]:
    """Return what each file has against the DTD that it names."""
    env = os.environ | {"XML_CATALOG_FILES": str(judge("jats-dtds"))}
    command = [sys.executable, ROOT / "tests" / "judges" / "dtd.py", *names]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True, env=env).stdout)
    assert len(told) == len(names)
    return {Path(name).stem: faults for name, faults in told.items() if faults}


def faults_of_style(names: list[Path]) -> dict[str, list[str]]:
    """Return what SciELO's checker has against each file, by the rules that are asked in Brazil."""
    command = [judge("stylechecker"), "--nonetwork", "--nocolors", "--extrasch", "@scielo-br", *names]
    done = subprocess.run(command, capture_output=True, text=True, cwd=names[0].parent)
    told = json.loads(done.stdout)
    assert len(told) == len(names), done.stderr
    faults = {}
    for one in told:
        assert "is_valid" in one, one
        style = one["style_errors"]
        faults[Path(one["_xml"]).stem] = [*map(str, one["dtd_errors"]), *(style and [json.dumps(style)])]
        assert one["is_valid"] is (not faults[Path(one["_xml"]).stem])
    assert done.returncode == (1 if any(faults.values()) else 0)
    return {name: found for name, found in faults.items() if found}


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_every_publication_keeps_to_its_dtd(version: str, tmp_path: Path) -> None:
    assert faults_of_grammar(files(tmp_path, version)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_the_dtds_see_a_fault(version: str, tmp_path: Path) -> None:
    whole = written(shipped(AML), version).decode()
    broken = {
        "order": ("<back>", "<back><body/>"),
        "element": ("<p>", "<para/><p>"),
        "id": (' id="t1"', ' id="f1"'),
        "xref": ('rid="B1"', 'rid="B99"'),
    }
    for name, (old, new) in broken.items():
        assert old in whole
        (tmp_path / f"{name}.xml").write_text(whole.replace(old, new, 1), encoding="utf-8")
    assert set(faults_of_grammar(sorted(tmp_path.glob("*.xml")))) == set(broken)


@pytest.mark.slow
def test_the_checker_of_scielo_finds_nothing(tmp_path: Path) -> None:
    names = [file for file in files(tmp_path, "1.9") if "abstract" not in file.stem]
    assert faults_of_style(names) == {}


@pytest.mark.slow
def test_the_checker_of_scielo_sees_a_fault(tmp_path: Path) -> None:
    whole = written(shipped(AML), "1.9").decode()
    broken = {
        "country": (' country="BR"', ""),
        "doi": ("article-id", "article-version"),
        "license": ("creativecommons.org", "example.org"),
        "mixed": ("mixed-citation", "comment"),
        "month": ("<month>03<", "<month>13<"),
        "head": ('<th scope="col"', '<td scope="col"'),
    }
    for name, (old, new) in broken.items():
        assert old in whole
        text = whole.replace(old, new) if name in ("doi", "mixed") else whole.replace(old, new, 1)
        text = text if name != "head" else re.sub(r'<td scope="col"(.*?)</th>', r'<td scope="col"\1</td>', text)
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    assert set(faults_of_style(sorted(tmp_path.glob("*.xml")))) == set(broken)


@pytest.mark.slow
def test_a_real_article_that_is_published_satisfies_both(real: Callable[..., Publication], tmp_path: Path) -> None:
    words = "funding: {en: CNPq paid (123/2026)., pt: O CNPq pagou (123/2026).}"
    grants = f"{words}\ngrants: [{{funder: CNPq, number: 123/2026}}]"
    publication = real(**{"funding: none": grants})
    (tmp_path / "real.xml").write_bytes(written(publication, "1.9"))
    assert faults_of_style([tmp_path / "real.xml"]) == {}
    (tmp_path / "real.xml").write_bytes(written(publication))
    assert faults_of_grammar([tmp_path / "real.xml"]) == {}


@pytest.mark.slow
def test_drafts_with_gaps_and_what_is_left_of_an_article_keep_to_the_dtds(
    real: Callable[..., Publication], demo: Path, tmp_path: Path
) -> None:
    whole = (demo / "case.yaml").read_text(encoding="utf-8")
    notice = "\narticle: {notice: {date: 2027-01-02, text: The dose was wrong.}, "
    made = {"gaps": lambda: _draft_of(demo, GAPS), "bare": lambda: _draft_of(demo, "casebook: 1\nlanguages: [en]\n")}
    made |= {
        "withdrawn": lambda: real(**{"status: published": "status: withdrawn"}),
        "corrected": lambda: real(("en",), **{"status: published": "status: corrected", "\narticle: {": notice}),
    }
    for version in VERSIONS:
        for name, make in made.items():
            (demo / "case.yaml").write_text(whole, encoding="utf-8")
            (tmp_path / f"{name}-{version}.xml").write_bytes(written(make(), version))
    assert faults_of_grammar(sorted(tmp_path.glob("*.xml"))) == {}
    assert b"[missing: " in (tmp_path / "gaps-1.10.xml").read_bytes()


GAPS = """\
casebook: 1
languages: [pt, en]
authors: [{name: {given: Ana, family: Modelo}, corresponding: true}]
abstract: {background: {pt: Contexto.}}
keywords: [{pt: Alcaçuz}]
sections:
  case: {pt: "Veja @fig:x e @tab:empty."}
figures: {x: {file: none.png}}
tables: {empty: {caption: {pt: Nada.}, columns: [{head: {pt: Exame}}], rows: []}}
"""


def _draft_of(demo: Path, text: str) -> Publication:
    (demo / "case.yaml").write_text(text, encoding="utf-8")
    case, findings = load_case(demo)
    assert case, findings
    return published(case)


# Read back by a parser of another kind


EVERYTHING = ("everything", "sample from en", "sample from pt", "aml in en", f"{CAT} for generic")


def each_text(publication: Publication) -> list[tuple[Report, ET.Element]]:
    """Return every report with the part of the file that is in its language."""
    texts = texts_of(read(written(publication)))
    pairs = [(report, texts.pop(report.lang.partition("-")[0])) for report in publication.reports]
    assert not texts, "a language too many"
    return pairs


@pytest.mark.parametrize("name", [*(f"{slug} for {journal}" for slug in SLUGS for journal in JOURNALS), *EVERYTHING])
def test_the_text_is_read_back_line_by_line(name: str) -> None:
    for report, text in each_text(publications()[name]):
        assert lines_of(text) == said_by(report)
        assert len(said_by(report)) > 20
        assert statements_of(text) == statements_said(report)
        assert (len(list(text.iter("fig"))) > 0) is any(kind == "seen" for kind, _ in said_by(report))


def test_the_reader_sees_a_word_a_cell_and_a_number_that_differ() -> None:
    publication, (report, _) = shipped(AML), each_text(shipped(AML))[0]
    for old, new in (("103.7 fL", "108.7 fL"), (">45,730</td>", ">46,730</td>"), ("<italic>NPM1", "<italic>NPM2")):
        changed = written(publication).decode().replace("\xa0", " ")
        assert old in changed
        text = read(changed.replace(old, new, 1).encode())
        assert [pair for pair in zip(lines_of(text), said_by(report), strict=True) if _differ(*pair)]


def _differ(read_: tuple[str, str], said: tuple[str, str]) -> bool:
    return read_ != (said[0], said[1].replace("\xa0", " "))


@pytest.mark.parametrize("name", [*(f"{slug} for generic" for slug in SLUGS), *EVERYTHING])
def test_titles_abstracts_and_key_words_stand_once_for_each_language(name: str) -> None:
    publication = publications()[name]
    texts = each_text(publication)
    for report, text in texts:
        meta = text.find("front/article-meta") or text.find("front-stub")
        others = [] if report is not publication.main else report.fronts[1:]
        others = [o for o in others if o.lang not in {r.lang for r in publication.reports}]
        own = report.fronts[0]
        assert words(meta.find("title-group/article-title")) == plain(own.title)
        told = {one.get(LANG): words(one) for one in meta.iter("trans-title-group")}
        assert told == {o.lang.partition("-")[0]: plain(o.title) for o in others}
        abstracts = [meta.find("abstract"), *meta.findall("trans-abstract")]
        assert [one.get(LANG) for one in abstracts] == [None, *(o.lang.partition("-")[0] for o in others)]
        for abstract, front in zip(abstracts, (own, *others), strict=True):
            assert words(abstract.find("title")) == front.abstract_label
            parts = [(words(sec.find("title")), words(sec.find("p"))) for sec in abstract.findall("sec")]
            parts += [("", words(p)) for p in abstract.findall("p")]
            assert parts == [(part.label or "", words_of_nodes(part.children)) for part in front.abstract]
        groups = {group.get(LANG): group for group in meta.findall("kwd-group")}
        assert list(groups) == [front.lang.partition("-")[0] for front in (own, *others)]
        for group, front in zip(groups.values(), (own, *others), strict=True):
            assert words(group.find("title")) == front.keywords_label
            assert tuple(kwd.text for kwd in group.findall("kwd")) == front.keywords


def words_of_nodes(nodes: object) -> str:
    return " ".join("".join(spoken(nodes)).split(" ")).strip()


@pytest.mark.parametrize("name", [*(f"{slug} for generic" for slug in SLUGS), *EVERYTHING])
def test_every_reference_is_there_twice_and_every_mark_leads_to_it(name: str) -> None:
    publication = publications()[name]
    article = read(written(publication))
    refs = {ref.get("id"): ref for ref in article.iter("ref")}
    main = publication.main
    printed = {ref.findtext("label"): words(ref.find("mixed-citation")) for ref in refs.values()}
    assert printed == {str(entry.number): words_of_nodes(entry.children) for entry in main.references}
    for ref, work in zip(refs.values(), publication.works, strict=True):
        (facts,) = ref.findall("element-citation")
        _facts_are_told(facts, work)
    marks = [mark for mark in article.iter("xref") if mark.get("ref-type") == "bibr"]
    assert len(marks) > 3
    assert all(refs[mark.get("rid")].findtext("label") == mark.text for mark in marks)


def _facts_are_told(facts: ET.Element, work: CitedWork) -> None:
    """Hold the facts of a reference against its CSL."""
    csl = work.csl
    title = re.sub(r"</?(?:i|b|sup|sub)>", "", str(csl["title"]))
    assert title in [words(facts.find(tag)) for tag in ("article-title", "chapter-title", "source")]
    assert not [part.tag for tag in ("article-title", "source") for part in facts.findall(f"{tag}/italic")]
    years = csl["issued"].get("date-parts") if isinstance(csl.get("issued"), dict) else None
    assert facts.findtext("year") == (str(years[0][0]) if years else None)
    for variable, kind in (("DOI", "doi"), ("PMID", "pmid")):
        assert facts.findtext(f"pub-id[@pub-id-type='{kind}']", "") == str(csl.get(variable, ""))
    names = [words(name) for name in facts.findall("person-group[@person-group-type='author']/*")]
    assert len(names) == len(csl.get("author", ()))  # type: ignore[arg-type]
    assert facts.findtext("volume", "") == str(csl.get("volume", ""))


IN_ANOTHER_ORDER = """\
casebook: 1
languages: [pt, en]
status: draft
decimal: "."
article: {journal: generic}
title: {en: Roots, pt: Raízes}
abstract: {en: She was weak., pt: Estava fraca.}
authors: [{name: {given: Ana, family: Exemplo}}]
sections:
  case:
    pt: |
      Raízes [@a]. Depois alcaçuz [@b; @c]. Por fim chá [@d] (@fig:root; @fig:leaf).
    en: |
      Licorice [@b; @c; @d]. Then roots [@a]. All of it [@a; @b; @c; @d; @e] (@fig:leaf; @fig:root).
figures:
  root: {file: root.png, caption: {en: A root., pt: Uma raiz.}, alt: {en: A root., pt: Uma raiz.}}
  leaf: {file: leaf.png, caption: {en: A leaf., pt: Uma folha.}, alt: {en: A leaf., pt: Uma folha.}}
references: references.bib
"""


@pytest.fixture
def in_another_order(tmp_path: Path) -> Publication:
    """A case whose English text cites and shows in an order that is not that of its Portuguese one."""
    (tmp_path / "case.yaml").write_text(IN_ANOTHER_ORDER, encoding="utf-8")
    entries = (
        f"@article{{{key}, author={{Silva, A}}, title={{{key}}}, journal={{J}}, year={{2019}}}}" for key in "abcde"
    )
    (tmp_path / "references.bib").write_text("\n".join(entries), encoding="utf-8")
    case, findings = load_case(tmp_path, LOCALES, TEMPLATES)
    assert case, findings
    return published(case)


def test_a_translation_cites_by_the_numbers_of_the_one_list_whatever_its_order(in_another_order: Publication) -> None:
    article = read(written(in_another_order))
    refs = {ref.get("id"): ref for ref in article.iter("ref")}
    assert {ref.findtext("label"): words(ref.find("element-citation/article-title")) for ref in refs.values()} == {
        "1": "a", "2": "b", "3": "c", "4": "d", "5": "e",
    }  # fmt: skip
    marks = [mark for mark in article.iter("xref") if mark.get("ref-type") == "bibr"]
    assert all(refs[mark.get("rid")].findtext("label") == mark.text for mark in marks)
    assert [mark.text for mark in article.find("sub-article").iter("xref") if mark in marks] == [
        "2",
        "4",
        "1",
        "1",
        "5",
    ]
    assert "2–4" in " ".join(text for _, text in lines_of(article.find("sub-article")))


def test_a_figure_has_the_file_of_the_same_number_in_every_language(in_another_order: Publication) -> None:
    names = {(one.code, one.anchor): one.name for one in figure_names(in_another_order)}
    stem = file_stem(in_another_order)
    assert names == {
        ("pt", "fig-root"): f"{stem}-gf01.tif",
        ("pt", "fig-leaf"): f"{stem}-gf02.tif",
        ("en", "fig-leaf"): f"{stem}-gf02-en.tif",
        ("en", "fig-root"): f"{stem}-gf01-en.tif",
    }


def test_every_mark_of_a_figure_table_or_note_leads_to_what_it_names() -> None:
    for name in EVERYTHING:
        article = read(written(publications()[name]))
        ids = {one.get("id"): one for one in article.iter() if one.get("id")}
        assert len(ids) == sum(1 for one in article.iter() if one.get("id")), "an id twice"
        kinds = {"fig": "fig", "table": "table-wrap", "table-fn": "fn", "bibr": "ref"}
        kinds |= {"aff": "aff", "corresp": "corresp"}
        for mark in article.iter("xref"):
            target = ids[mark.get("rid")]
            assert target.tag == kinds[mark.get("ref-type")]
            if mark.get("ref-type") != "bibr" and mark.get("ref-type") != "corresp":
                assert words(mark).startswith(words(target.find("label")))
        for text in texts_of(article).values():
            tail = "" if text is article else f"-{text.get(LANG)}"
            forms = {"sec": "sec", "fig": "f", "table-wrap": "t", "aff": "aff", "corresp": "c"}
            own = [one for one in text.iter() if text is not article or one not in set(_translated(article))]
            for tag, start in forms.items():
                found = [one.get("id") for one in own if one.tag == tag and one.get("id")]
                assert found == [f"{start}{number}{tail}" for number in range(1, len(found) + 1)]


def _translated(article: ET.Element) -> list[ET.Element]:
    return [one for text in article.findall("sub-article") for one in text.iter()]


@pytest.fixture
def of_kind(tmp_path: Path, search: tuple[Path, ...]) -> Callable[[str], Publication]:
    """Makes the sample case as one of the kinds of case that there are."""

    def made(kind: str) -> Publication:
        folder = test_kinds.written(tmp_path / kind, test_kinds.KINDS[kind])
        case, findings = load_case(folder, LOCALES, search)
        assert case, findings
        name = case.file.article.journal
        reports = (compose(case, Edition(code, name, False, search, LOCALES))[0] for code in case.file.languages)
        return publish(case, tuple(reports), load_journal(name, search))

    return made


@pytest.mark.parametrize("kind", test_kinds.KINDS)
def test_every_kind_of_case_is_read_back(kind: str, of_kind: Callable[[str], Publication]) -> None:
    for report, text in each_text(of_kind(kind)):
        assert lines_of(text) == said_by(report)
        assert statements_of(text) == statements_said(report)
        assert bool(text.findall(".//abstract")) is (kind != "no_abstract")


@pytest.mark.slow
def test_every_kind_of_case_keeps_to_its_dtd(of_kind: Callable[[str], Publication], tmp_path: Path) -> None:
    made = {kind: of_kind(kind) for kind in test_kinds.KINDS}
    for version in VERSIONS:
        for kind, publication in made.items():
            (tmp_path / f"{kind}-{version}.xml").write_bytes(written(publication, version))
    assert faults_of_grammar(sorted(tmp_path.glob("*.xml"))) == {}
    styled = sorted(file for file in tmp_path.glob("*-1.9.xml") if not file.stem.startswith(LACKING))
    assert faults_of_style(styled) == {}


LACKING = ("no_reference", "nothing_but_text", "many_authors")  # of references, of a country


# Who, where, when


@pytest.fixture
def real(demo: Path) -> Callable[..., Publication]:
    """Makes the sample case as if it were real and published in a journal, or differing from that by some lines."""

    def made(codes: tuple[str, ...] = (), **changed: str) -> Publication:
        place = "{doi: 10.1590/1516-3180.2026.1, license: CC-BY-4.0, volume: '144', issue: '3', elocation: e2026001"
        dates = "dates: {received: 2026-01-05, revised: 2026-02-06, accepted: 2026-03-07, published: 2026-07-01}"
        lines = {
            "status: draft": "status: published",
            "fictional: true\n": "",
            re.search(r"article:\n(?:  .*\n)+", (demo / "case.yaml").read_text("utf-8"))[0]:  # type: ignore[index]
            f"article: {place}, journal: spmj, {dates}}}\n",
        }
        text = (demo / "case.yaml").read_text(encoding="utf-8")
        for old, new in (lines | changed).items():
            assert old in text
            text = text.replace(old, new, 1)
        (demo / "case.yaml").write_text(text, encoding="utf-8")
        case, findings = load_case(demo)
        assert case, findings
        return published(case, codes=codes)

    return made


def test_a_real_article_says_where_and_when_it_was_published(real: Callable[..., Publication]) -> None:
    article = read(written(real()))
    meta, journal = article.find("front/article-meta"), article.find("front/journal-meta")
    assert journal.findtext("journal-id") == "spmj"
    assert journal.findtext("journal-title-group/journal-title") == "São Paulo Medical Journal"
    issns = {one.get("pub-type"): one.text for one in journal.findall("issn")}
    assert issns == {"ppub": "1516-3180", "epub": "1806-9460"}
    assert journal.findtext("publisher/publisher-name") == "Associação Paulista de Medicina"
    assert meta.findtext("article-id") == "10.1590/1516-3180.2026.1"
    dates = (*meta.findall("pub-date"), *meta.iter("date"))
    days = {one.get("date-type"): words(one).replace(" ", "-") for one in dates}
    assert days == {
        "pub": "01-07-2026", "collection": "2026", "received": "05-01-2026", "rev-recd": "06-02-2026",
        "accepted": "07-03-2026",
    }  # fmt: skip
    assert [meta.findtext(tag) for tag in ("volume", "issue", "elocation-id")] == ["144", "3", "e2026001"]
    license_ = meta.find("permissions/license")
    assert license_.get(HREF) == "https://creativecommons.org/licenses/by/4.0/"
    assert license_.get(LANG) == "en"
    assert "CC BY 4.0" in words(license_)
    assert meta.find("custom-meta-group") is None
    assert article.find("body/boxed-text") is None


def test_authors_stand_in_parts_with_bare_orcid_and_credit(real: Callable[..., Publication]) -> None:
    address = "orcid: https://orcid.org/0000-0002-1825-0097"
    article = read(written(real(**{"orcid: 0000-0002-1825-0097": address})))
    for text, role in ((article, "Conceptualization"), (article.find("sub-article"), "Conceituação")):
        first = text.find(".//contrib")
        assert {part.tag: part.text for part in first.find("name")} == {
            "surname": "Exemplo", "given-names": "João Paulo dos Santos", "suffix": "Neto",
        }  # fmt: skip
        assert first.findtext("contrib-id") == "0000-0002-1825-0097"
        roles = first.findall("role")
        assert [one.get("content-type") for one in roles] == [
            f"{CREDIT}conceptualization/", f"{CREDIT}writing-original-draft/",
        ]  # fmt: skip
        assert roles[0].text == role
        assert roles[0].get("vocab-term") == "Conceptualization"
        assert text.findtext(".//corresp/email") == "joao@example.org"
    place = article.find("front/article-meta/aff")
    parts = {one.get("content-type"): one.text for one in place.findall("institution")}
    assert parts == {
        "original": "Department of Medicine, Example Hospital, São Paulo (SP), Brazil",
        "orgname": "Example Hospital",
        "orgdiv1": "Department of Medicine",
    }
    assert (place.findtext("addr-line/city"), place.findtext("addr-line/state")) == ("São Paulo", "SP")
    assert (place.find("country").get("country"), place.findtext("country")) == ("BR", "Brazil")
    (own,) = article.findall("sub-article/front-stub/aff/institution")
    assert own.text == "Departamento de Clínica Médica, Example Hospital, São Paulo (SP), Brasil"


def test_no_statement_ends_in_a_space(real: Callable[..., Publication]) -> None:
    article = read(written(real()))
    paragraphs = ["".join(one.itertext()) for note in article.iter("fn") for one in note.findall("p")]
    assert [text for text in paragraphs if text != text.strip()] == []
    assert any(text.startswith("Conceptualization: ") and ". " in text for text in paragraphs)


def test_statements_are_sorted_into_the_notes_that_scielo_knows(real: Callable[..., Publication]) -> None:
    publication = real()
    articles = {version: read(written(publication, version)) for version in VERSIONS}
    kinds = {v: {words(note.find("label")): note.get("fn-type") for note in a.iter("fn")} for v, a in articles.items()}
    assert kinds["1.10"]["Conflicts of interest"] == "coi-statement"
    assert kinds["1.9"]["Conflicts of interest"] == "conflict"
    assert kinds["1.10"]["Author contributions"] == "con"
    assert kinds["1.10"]["Informed consent"] == "other"
    assert kinds["1.10"]["Funding"] == "other"


NUMBERED = "grants: [{funder: CNPq, number: 123/2026}, {funder: Example Fund}]"


@pytest.mark.parametrize(
    ("said", "grants", "kind", "told"),
    [
        ("CNPq paid.", "", "supported-by", []),
        ("Example Fund paid.", "grants: [{funder: Example Fund}]", "supported-by", []),
        (
            "CNPq paid (123/2026), with Example Fund.",
            NUMBERED,
            "financial-disclosure",
            [("CNPq", "123/2026"), ("Example Fund", None)],
        ),
        ("CNPq paid (123/2026).", NUMBERED, "financial-disclosure", [("CNPq", "123/2026")]),
        ("Somebody paid.", NUMBERED, "supported-by", []),
    ],
)
def test_grants_that_are_printed_stand_in_parts_where_they_have_numbers(
    real: Callable[..., Publication], said: str, grants: str, kind: str, told: list[tuple[str, str | None]]
) -> None:
    funding = f'funding: {{en: "{said}", pt: "Nós: {said}"}}\n{grants}'
    article = read(written(real(**{"funding: none": funding})))
    groups = article.findall("front/article-meta/funding-group")
    found = [(one.findtext("funding-source"), one.findtext("award-id")) for one in article.iter("award-group")]
    assert found == told
    assert [group.findtext("funding-statement") for group in groups] == [said] * bool(told)
    notes = {words(note.find("label")): note for note in article.iter("fn")}
    assert notes["Funding"].get("fn-type") == kind
    assert words(notes["Financiamento"].find("p")) == f"Nós: {said}"


# What nobody may take for published


@pytest.mark.parametrize("slug", SLUGS)
def test_a_fictional_article_says_so_and_carries_nothing_to_catalogue(slug: str) -> None:
    article = read(written(shipped(slug)))
    meta = article.find("front/article-meta")
    assert [one.text for one in article.iter("issn")] == [NO_ISSN]
    assert meta.findtext("article-id").startswith("10.5555/")
    assert words(meta.find("pub-date")).replace(" ", "-") == "-".join(reversed(NO_DAY.split("-")))
    assert meta.findtext("custom-meta-group/custom-meta/meta-value") == "fictional"
    for report, text in each_text(shipped(slug)):
        assert text.find("body/boxed-text").get("content-type") == "fictional"
        assert report.journal == article.findtext(".//journal-title") or report is not shipped(slug).main
    journal = load_journal(shipped_case(slug).file.article.journal).profile
    head = words(article.find("front/journal-meta"))
    assert not [name for name in (journal.name, journal.issn, journal.publisher) if name and name in head]


def test_a_draft_of_a_real_article_names_no_journal_and_has_no_doi_of_its_own(real: Callable[..., Publication]) -> None:
    article = read(written(real(**{"status: published": "status: draft"})))
    said = words(article)
    own = ("10.1590/", "1516-3180", "São Paulo Medical Journal", "Paulista", "e2026001")
    assert not [one for one in own if one in said]
    assert article.findtext("front/article-meta/article-id") == "10.5555/casebook.demo.draft"
    assert article.findtext(".//meta-value") == "draft"
    assert all(text.find("body/boxed-text").get("content-type") == "draft" for text in texts_of(article).values())


def test_an_invented_doi_of_a_real_prefix_is_not_kept() -> None:
    case = shipped_case(AML)
    article = case.file.article.model_copy(update={"doi": "10.1590/real"})
    lied = replace(case, file=case.file.model_copy(update={"article": article}))
    assert published(lied).doi == f"10.5555/casebook.{AML}"


def test_what_is_withdrawn_leaves_only_a_notice(real: Callable[..., Publication]) -> None:
    article = read(written(real(**{"status: published": "status: withdrawn"})))
    assert [*article.iter("contrib"), *article.iter("abstract"), *article.iter("ref"), *article.iter("sec")] == []
    assert article.find("body/boxed-text").get("content-type") == "withdrawn"
    assert article.findtext("front/article-meta/article-id") == "10.1590/1516-3180.2026.1"
    assert article.findtext(".//meta-value") == "withdrawn"


def test_what_is_retracted_says_so_in_title_notice_and_data(real: Callable[..., Publication]) -> None:
    notice = "\narticle: {notice: {date: 2027-01-02, text: The dose was wrong.}, "
    article = read(written(real(("en",), **{"status: published": "status: retracted", "\narticle: {": notice})))
    assert article.findtext(".//article-title").startswith("[RETRACTED ARTICLE]:")
    assert article.find("body/boxed-text").get("content-type") == "retracted"
    assert words(article.find(".//date[@date-type='retracted']")) == "02 01 2027"
    assert article.findtext(".//meta-value") == "retracted"


# The files of its figures


def test_pictures_are_called_as_scielo_asks(real: Callable[..., Publication]) -> None:
    publication = real()
    assert file_stem(publication) == "1516-3180-spmj-144-3-e2026001"
    names = {(one.code, one.anchor): one.name for one in figure_names(publication)}
    assert names
    assert all(name.startswith("1516-3180-spmj-144-3-e2026001-gf0") for name in names.values())
    article = read(written(publication))
    linked = [one.get(HREF) for one in article.iter("graphic")]
    assert linked == list(names.values())
    assert {name.removesuffix(".tif")[-3:] == "-pt" for (code, _), name in names.items() if code == "pt"} == {True}
    assert len(set(linked)) == len(linked)
    assert file_stem(replace(publication, volume="")) == "demo"
    assert not [name for name in linked if "_" in name]


def test_panels_and_pieces_have_a_file_each() -> None:
    names = [one.name for one in figure_names(publication_of(every_node("en"), every_node("pt")))]
    assert names == [f"sample-gf01{letter}{tail}.tif" for tail in ("", "-pt") for letter in "ab"]


def test_a_long_alternative_is_told_in_short_and_whole() -> None:
    for graphic in read(written(shipped(AML))).iter("graphic"):
        assert 0 < len(graphic.findtext("alt-text")) <= 120
        assert len(graphic.findtext("long-desc")) > 120


# What its own file asks


def test_no_element_is_empty_and_no_title_is_missing() -> None:
    for name, publication in publications().items():
        article = read(written(publication))
        empty = {one.tag for one in article.iter() if not words(one) and not list(one)}
        assert empty <= {"fig-count", "table-count", "equation-count", "ref-count", "th", "td", "etal"}, name
        for one in (*article.iter("abstract"), *article.iter("trans-abstract"), *article.iter("sec")):
            assert words(one.find("title"))


def test_a_reference_without_a_title_has_no_empty_one() -> None:
    publication = publication_of(sample_report())
    work = CitedWork(1, publication.works[0].key, {"type": "article-journal"}, publication.works[0].entry)
    element = reference(work, Ids(publication, publication.main)).find("element-citation")
    assert element is not None
    assert len(element) == 0


def test_the_end_of_a_family_name_is_a_suffix_in_references_too() -> None:
    publication = publication_of(sample_report())
    names = [name for name in read(written(publication)).iter("name") if name.findtext("suffix") == "Filho"]
    assert {(name.findtext("surname"), name.findtext("given-names")) for name in names} >= {("Souza", "Maria A.")}


def test_elements_of_a_reference_keep_raised_signs_and_lose_italics() -> None:
    text = written(publication_of(sample_report())).decode()
    assert "Dose of 75 mg/m<sup>2</sup> in Fusarium &amp; others 1<" in text


def test_the_same_article_gives_the_same_bytes() -> None:
    assert written(published(shipped_case(AML))) == written(published(shipped_case(AML)))


def test_counts_are_those_of_the_file() -> None:
    article = read(written(shipped(AML)))
    for tag, counted in (("fig-count", "fig"), ("table-count", "table-wrap"), ("ref-count", "ref")):
        assert int(article.find(f".//{tag}").get("count")) == len(list(article.iter(counted))) > 0


# On the command line


def built(project: Project, *formats: str, languages: tuple[str, ...] = ()) -> list[str]:
    (outcome,) = build(project, ("demo",), Order(formats, languages))
    assert not outcome.bug, outcome.bug
    return [str(file.relative_to(project.output)) for file in outcome.written]


def test_one_file_is_made_for_all_languages_whatever_is_asked(demo: Path, project: Project) -> None:
    assert built(project, "jats") == ["demo/demo.draft.xml"]
    assert built(project, "jats") == [], "nothing to do"
    whole = (project.output / "demo" / "demo.draft.xml").read_bytes()
    assert built(project, "jats", "text", languages=("pt",)) == ["demo/demo.pt.draft.txt", "demo/demo.draft.xml"]
    assert (project.output / "demo" / "demo.draft.xml").read_bytes() == whole
    assert list(texts_of(read(whole))) == ["en", "pt"]


def test_a_released_file_takes_the_place_of_its_draft_of_the_same_order(demo: Path, project: Project) -> None:
    built(project, "jats")
    file = demo / "case.yaml"
    file.write_text(file.read_text("utf-8").replace("languages: [en, pt]", "languages: [pt, en]"), encoding="utf-8")
    assert built(project, "jats") == ["demo/demo.draft.xml"]
    assert list(texts_of(read((project.output / "demo" / "demo.draft.xml").read_bytes()))) == ["pt", "en"]


def test_the_journal_says_which_version_it_takes(demo: Path, project: Project) -> None:
    own = project.root / "templates" / "journals" / "mine"
    own.mkdir(parents=True)
    generic = (ROOT / "templates" / "journals" / "generic" / "profile.yaml").read_text("utf-8")
    (own / "profile.yaml").write_text(generic + 'submission: {jats: "1.9"}\n', encoding="utf-8")
    for journal, version, dtd in ((None, "sps-1.10", "1.3"), ("mine", "sps-1.9", "1.1")):
        (outcome,) = build(project, ("demo",), Order(("jats",), journal=journal))
        article = read(outcome.written[0].read_bytes())
        assert (article.get("specific-use"), article.get("dtd-version")) == (version, dtd)


SPARSE = """\
casebook: 1
languages: [en]
status: published
article: {journal: mine}
title: {en: "Licorice: a case report"}
authors:
  - name: {given: Ana, family: Modelo}
    affiliations: [ward]
affiliations:
  ward: {institution: Hospital Exemplo}
patient: {sex: female, age: 46 years}
sections:
  case: {en: "{patient} was well."}
"""


def test_what_scielo_would_miss_is_told_where_the_file_is_built(
    demo: Path, project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = project.root / "templates" / "journals" / "mine"
    own.mkdir(parents=True)
    generic = (ROOT / "templates" / "journals" / "generic" / "profile.yaml").read_text("utf-8")
    forbidding = generic.replace("structured: yes", "structured: no\n  forbidden: yes")
    assert forbidding != generic
    (own / "profile.yaml").write_text(forbidding, encoding="utf-8")
    (demo / "case.yaml").write_text(SPARSE, encoding="utf-8")
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("CASEBOOK_LANG", "en")
    run(["build", "--to", "text"])
    assert "[jats." not in capsys.readouterr().err
    run(["build", "--to", "jats"])
    said = capsys.readouterr().err
    codes = (
        "jats.no-orcid", "jats.no-abstract", "jats.no-country", "jats.no-license", "jats.no-references",
        "jats.no-issue",
    )  # fmt: skip
    assert {code: said.count(f"[{code}]") for code in codes} == dict.fromkeys(codes, 1) | {"jats.no-issue": 2}


def test_a_complete_case_misses_nothing(demo: Path, project: Project) -> None:
    (outcome,) = build(project, ("demo",), Order(("jats",)))
    assert [finding.code for finding in outcome.findings if finding.code.startswith("jats.")] == []


def test_words_in_another_language_and_verbatim_searches_stay_what_they_are() -> None:
    everything = written(publications()["everything"]).decode()
    assert '<named-content content-type="foreign" xml:lang="la">de <italic>novo</italic></named-content>' in everything
    article = read(written(shipped(AML)))
    for text in texts_of(article).values():
        said = [words(cell) for cell in text.iter("td")]
        assert "((“leukemia myeloid acute”) AND “lenalidomide”) AND “azacitidine”" in said


def test_sections_have_the_types_that_scielo_knows() -> None:
    article = read(written(shipped(CAT)))
    kinds = [sec.get("sec-type") for sec in article.findall("body/sec")]
    assert kinds == ["intro", "cases", "discussion", "conclusions", None, None]
    assert len(article.findall("body/sec[@sec-type='cases']/sec")) > 5
    data = read(written(shipped(AML))).find("back/sec")
    assert data.get("sec-type") == "data-availability"


def test_rows_are_named_and_heads_are_heads() -> None:
    for table in read(written(shipped(AML))).iter("table"):
        assert [part.tag for part in table] == ["thead", "tbody"]
        assert {cell.get("scope") for cell in table.findall("thead/tr/th")} == {"col"}
        rows = table.findall("tbody/tr")
        assert {len(row) for row in rows} == {len(table.find("thead/tr"))}
        assert {row[0].get("scope") for row in rows} == {"row"}
        assert list(table.findall("tbody//th")) == []


def test_white_space_between_elements_is_all_that_is_added() -> None:
    text = written(publications()["everything"]).decode()
    for line, below in pairwise(text.splitlines()[2:]):
        assert line.lstrip(" ").startswith("<"), below
