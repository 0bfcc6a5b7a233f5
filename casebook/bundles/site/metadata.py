"""What catalogues and networks read in a page of the site: addresses besides what an article tells of itself.

Only what is published is catalogued (report/imprint.py). Sources: Google Scholar, “Inclusion Guidelines for
Webmasters”; DCMI, “Expressing Dublin Core metadata using HTML” (2008); The Open Graph protocol.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.bundles.site.frame import Frame
from casebook.formats.html import description
from casebook.formats.metadata import linked_data, scholar_tags
from casebook.nodes import plain
from casebook.report.model import Report

Tags = tuple[tuple[str, str], ...]


def site_tags(report: Report, root: str, folder: str) -> Tags:
    """Return the `citation_*` tags; those with addresses only where that of the site is told (`root`)."""
    tags = scholar_tags(report)
    if not (tags and root):
        return tags
    page = f"{root}{folder}{report.stem}"
    pdf = () if report.printed in report.absent else (("citation_pdf_url", f"{page}.pdf"),)
    return (*tags, ("citation_fulltext_html_url", f"{page}.html"), ("citation_abstract_html_url", f"{page}.html"), *pdf)


def site_data(report: Report, root: str, folder: str, *, has_picture: bool) -> dict[str, object]:
    """Return the article as schema.org describes it, its addresses whole where that of the site is told."""
    if not root:
        return linked_data(report)
    others = tuple(replace(other, stem=root + other.stem.removeprefix("../../")) for other in report.alternates)
    data = linked_data(replace(report, alternates=others))
    page = f"{root}{folder}{report.stem}"
    picture = {"image": f"{page}.png"} if has_picture else {}
    return {**data, "@id": f"{page}.html", "url": f"{page}.html", **picture} if data else {}


def dublin_core(report: Report) -> tuple[tuple[str, str, str], ...]:
    """Return the Dublin Core of an article: name, content, and the language of the words ("" for none)."""
    return tuple(_core(report)) if report.imprint else ()


def _core(report: Report) -> Iterator[tuple[str, str, str]]:
    assert report.imprint is not None
    for front in report.fronts:
        yield "DC.title", plain(front.title), front.lang
    yield from (("DC.creator", author.name, "") for author in report.authors)
    yield from (("DC.subject", word, front.lang) for front in report.fronts for word in front.said_keywords)
    if words := description(report):
        yield "DC.description", words, report.lang
    if report.imprint.journal:
        yield "DC.source", report.imprint.journal, ""
    yield "DC.date", report.imprint.date, ""
    yield "DC.type", "Text", ""
    yield "DC.format", "text/html", ""
    if report.doi:
        yield "DC.identifier", f"doi:{report.doi}", ""
    yield "DC.language", report.lang, ""
    if report.imprint.license:
        yield "DC.rights", report.imprint.license, ""


def graph_tags(report: Report, frame: Frame, picture: str) -> Tags:
    """Return the Open Graph of an article; addresses only where that of the site is told."""
    if report.imprint is None:
        return ()
    tags = (
        ("og:type", "article"),
        ("og:title", plain(report.fronts[0].title)),
        ("og:description", description(report)),
        ("og:site_name", frame.title),
        ("og:locale", str(report.language.locale)),
        ("og:url", frame.url),
        ("og:image", picture),
        ("article:published_time", report.imprint.date),
    )
    return tuple((name, content) for name, content in tags if content)
