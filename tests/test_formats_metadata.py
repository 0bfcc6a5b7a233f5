"""What catalogues read in the head of the page: everything known of a published article, nothing of any other."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from casebook.case import load_case
from casebook.formats import html
from casebook.nodes import Gap, Words
from casebook.project import bundled
from casebook.report.compose import Edition, compose
from casebook.report.model import AbstractPart, Imprint, Report
from tests.sample_report import sample_report

TEMPLATES = (bundled("templates"),)
PUBLISHED = (
    "  journal: spmj\n  doi: 10.5555/licorice.1\n  volume: 144\n  issue: 3\n  elocation: e2026001\n"
    "  dates: {published: 2026-07-01}\n"
)


@pytest.fixture
def published(demo: Path) -> Callable[..., Report]:
    """Composes the sample case as if it were real and published, or differing from that by some lines."""

    def composed(code: str = "en", journal: str | None = None, **changed: str) -> Report:
        file = demo / "case.yaml"
        lines = {"status: draft": "status: published", "fictional: true\n": "", "  journal: generic": PUBLISHED}
        text = file.read_text(encoding="utf-8")
        for old, new in (lines | changed).items():
            assert old in text
            text = text.replace(old, new, 1)
        file.write_text(text, encoding="utf-8")
        case, findings = load_case(demo)
        assert case, findings
        return compose(case, Edition(code, journal, is_draft=case.file.status == "draft"))[0]

    return composed


def head(report: Report) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(html.write(report, TEMPLATES).decode())


def tags(report: Report) -> list[tuple[str, str]]:
    found = head(report).xpath("//meta[starts-with(@name, 'citation_')]")
    return [(tag.get("name").removeprefix("citation_"), tag.get("content")) for tag in found]


def linked(report: Report) -> dict[str, Any]:
    (script,) = head(report).xpath("//script")
    assert script.get("type") == "application/ld+json"
    read = json.loads(script.text)
    assert isinstance(read, dict)
    return read


def test_a_published_case_has_the_tags_that_scholar_reads(published: Callable[..., Report]) -> None:
    found = tags(published())
    place = "Department of Medicine, Example Hospital, São Paulo (SP), Brazil"
    assert found[:6] == [
        ("title", "Severe hypokalemia from licorice tea: a case report"),
        ("author", "Exemplo Neto, João Paulo dos Santos"),
        ("author_institution", place),
        ("author_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("author", "Sample, John"),
        ("author_institution", place),
    ]
    assert found[6:15] == [
        ("publication_date", "2026/07/01"),
        ("journal_title", "São Paulo Medical Journal"),
        ("journal_abbrev", "Sao Paulo Med J"),
        ("issn", "1516-3180"),
        ("volume", "144"),
        ("issue", "3"),
        ("firstpage", "e2026001"),
        ("doi", "10.5555/licorice.1"),
        ("language", "en-US"),
    ]
    assert [name for name, _ in found[15:]] == ["keywords"] * 3


def test_a_published_case_is_linked_data(published: Callable[..., Report]) -> None:
    found = linked(published())
    assert (found["@type"], found["publicationType"]) == ("MedicalScholarlyArticle", "Case Reports")
    assert found["headline"] == "Severe hypokalemia from licorice tea: a case report"
    assert found["alternativeHeadline"] == ["Hipocalemia grave por chá de alcaçuz: um relato de caso"]
    assert (found["datePublished"], found["inLanguage"]) == ("2026-07-01", "en-US")
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["identifier"]["url"] == "https://doi.org/10.5555/licorice.1"
    first, second = found["author"]
    assert (first["name"], first["familyName"]) == ("João Paulo dos Santos Exemplo Neto", "Exemplo Neto")
    assert first["sameAs"] == "https://orcid.org/0000-0002-1825-0097"
    assert "sameAs" not in second
    assert second["affiliation"][0]["@type"] == "Organization"
    volume = found["isPartOf"]["isPartOf"]
    assert (found["isPartOf"]["issueNumber"], volume["volumeNumber"]) == ("3", "144")
    assert volume["isPartOf"]["issn"] == "1516-3180"
    assert found["abstract"].startswith("CONTEXT: Licorice inhibits")
    assert len(found["keywords"]) == 3


def test_a_doi_of_odd_signs_leads_to_its_article(published: Callable[..., Report]) -> None:
    report = replace(published(), doi="10.1002/(SICI)1<1::AID>3.0.CO;2-#")
    address = "https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0.CO;2-%23"
    assert linked(report)["identifier"]["url"] == address
    assert head(report).xpath("//p[@class='band']//a/@href") == [address]


def test_a_translation_that_is_not_there_has_no_address(published: Callable[..., Report]) -> None:
    report = published()
    (alternate,) = report.alternates
    assert linked(report)["workTranslation"][0]["url"] == alternate.page
    assert "url" not in linked(replace(report, absent=frozenset((alternate.page,))))["workTranslation"][0]


def test_the_main_language_names_its_translations(published: Callable[..., Report]) -> None:
    assert linked(published())["workTranslation"] == [
        {
            "@type": "MedicalScholarlyArticle",
            "url": "demo.pt.html",
            "inLanguage": "pt-BR",
            "headline": "Hipocalemia grave por chá de alcaçuz: um relato de caso",
        }
    ]


def test_a_translation_names_what_it_translates(published: Callable[..., Report]) -> None:
    found = linked(published("pt"))
    assert found["translationOfWork"] == {
        "@type": "MedicalScholarlyArticle",
        "url": "demo.en.html",
        "inLanguage": "en-US",
        "headline": "Severe hypokalemia from licorice tea: a case report",
    }
    assert "workTranslation" not in found
    assert found["inLanguage"] == "pt-BR"


@pytest.mark.parametrize(
    "lines",
    [
        {"status: draft": "status: draft"},
        {"status: draft": "status: accepted"},
        {"fictional: true\n": "fictional: true\n"},
        {"  journal: generic": PUBLISHED.replace("  dates: {published: 2026-07-01}\n", "")},
    ],
    ids=["draft", "accepted", "fictional", "undated"],
)
def test_nothing_else_is_catalogued(published: Callable[..., Report], lines: dict[str, str]) -> None:
    report = published(**lines)
    assert head(report).xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert tags(report) == []
    assert head(report).xpath("//script") == []


def test_another_journals_edition_is_not_catalogued_as_its_article(published: Callable[..., Report]) -> None:
    report = published(journal="generic")
    assert report.imprint is None
    assert tags(report) == []


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(sample_report(), imprint=Imprint("2026-07-01"), doi=None, alternates=(), affiliations=(), authors=())
    found = tags(bare)
    assert ("publication_date", "2026/07/01") in found
    assert all(content for _, content in found)
    names = {name for name, _ in found}
    assert names == {"title", "publication_date", "language", "keywords"}
    assert not {"isPartOf", "identifier", "author", "workTranslation", "license"} & set(linked(bare))


def test_a_journal_without_volume_or_issue_is_named_all_the_same() -> None:
    report = replace(sample_report(), imprint=Imprint("2026-07-01", journal="Example Journal", volume="3"))
    assert linked(report)["isPartOf"] == {
        "@type": "PublicationVolume",
        "volumeNumber": "3",
        "isPartOf": {"@type": "Periodical", "name": "Example Journal"},
    }


def test_no_title_ends_the_data_or_begins_a_script() -> None:
    hostile = "</script><script>alert(1)</script><!-- \" ' & \\ \u2028 ]]> é"
    front = replace(sample_report().fronts[0], title=(Words(hostile),))
    report = replace(sample_report(), fronts=(front,), imprint=Imprint("2026-07-01", journal=hostile))
    found = linked(report)
    assert found["headline"] == found["isPartOf"]["name"] == hostile
    assert ("title", hostile) in tags(report)


def test_the_mark_of_a_gap_is_no_part_of_the_abstract() -> None:
    parts = (AbstractPart("CONTEXT", (Gap("[missing]"),)), AbstractPart("CASE", (Words("Here."),)))
    front = replace(sample_report().fronts[0], abstract=parts)
    assert linked(replace(sample_report(), fronts=(front,), imprint=Imprint("2026-07-01")))["abstract"] == "CASE: Here."
