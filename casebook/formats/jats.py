"""A Publication as one JATS file for all its languages: SciELO PS 1.10 on JATS 1.3, or 1.9 on JATS 1.1.

The main text is the article, each other full text a `sub-article`. Sources: SciELO Publishing Schema 1.10; JATS Journal
Publishing (ANSI/NISO Z39.96-2021).
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from casebook.formats.tagged.back import back
from casebook.formats.tagged.body import Writer, is_empty
from casebook.formats.tagged.elements import XLINK, Element, el, indent
from casebook.formats.tagged.front import front, front_stub
from casebook.formats.tagged.ids import Ids, language_of
from casebook.report.model import Report
from casebook.report.picturenames import figure_names
from casebook.report.publication import Publication

SUFFIX = ".xml"
TAKES = Publication

# By the version of SciELO PS: the version of JATS, its public name and its address.
_NAME = "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v{}//EN"
_ADDRESS = "https://jats.nlm.nih.gov/publishing/{}.dtd"
DTDS = {
    "1.9": ("1.1", _NAME.format("1.1 20151215"), _ADDRESS.format("1.1/JATS-journalpublishing1")),
    "1.10": ("1.3", _NAME.format("1.3 20210610"), _ADDRESS.format("1.3/JATS-journalpublishing1-3")),
}
_COUNTED = {"fig-count": "fig", "table-count": "table-wrap", "equation-count": "disp-formula", "ref-count": "ref"}


def write(publication: Publication, search: tuple[Path, ...]) -> bytes:
    """Return the publication as XML; nothing in it depends on the template folders `search`."""
    version, name, address = DTDS[publication.jats]
    article = etree.Element("article", nsmap={"xlink": XLINK})
    for key, value in (("article-type", "case-report"), ("dtd-version", version)):
        article.set(key, value)
    article.set("specific-use", f"sps-{publication.jats}")
    article.set("{http://www.w3.org/XML/1998/namespace}lang", language_of(publication.main.lang))
    ids = Ids(publication, publication.main)
    article.append(front(publication, ids))
    article.extend(_text(publication, publication.main, ids))
    for number, report in enumerate(publication.translations, 1):
        article.append(_translation(publication, report, number))
    _count(article)
    indent(article)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE article PUBLIC "{name}" "{address}">\n'
    return head.encode() + etree.tostring(article, encoding="UTF-8", xml_declaration=False) + b"\n"


def _text(publication: Publication, report: Report, ids: Ids) -> tuple[Element, ...]:
    """Return the body and what follows it, each where there is one; notices stand first."""
    pictures = {one.anchor: one.name for one in figure_names(publication) if one.code == report.language.code}
    writer = Writer(ids, publication.parts, pictures)
    body = writer.fill(el("body"), (*report.notices, *report.body))
    return tuple(part for part in (body, el("back", *back(publication, report, ids))) if not is_empty(part))


def _translation(publication: Publication, report: Report, number: int) -> Element:
    ids = Ids(publication, report)
    parts = (front_stub(publication, report, ids), *_text(publication, report, ids))
    lang = language_of(report.lang)
    return el("sub-article", *parts, article_type="translation", id=f"S{number}", xml_lang=lang)


def _count(article: Element) -> None:
    """Say in the front how much of everything there is, in all languages together, as SciELO's checker counts."""
    counts = (el(tag, count=str(sum(1 for _ in article.iter(name)))) for tag, name in _COUNTED.items())
    meta = article.find("front/article-meta")
    custom = meta.find("custom-meta-group") if meta is not None else None
    if meta is not None:
        meta.insert(len(meta) if custom is None else meta.index(custom), el("counts", *counts))
