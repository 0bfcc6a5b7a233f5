"""The Word file around the text: page, running head, styles, properties; the same bytes for the same article."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.section import Section

from casebook.formats.word.elements import Element, paragraph, w
from casebook.formats.word.page import Page, sideways
from casebook.formats.word.runs import STRONG, run
from casebook.formats.word.styles import set_as_asked
from casebook.nodes import plain
from casebook.report.model import Report
from casebook.report.standing import states
from casebook.templating import find_template

_LONGEST_PROPERTY = 255  # characters that Word keeps of a property
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip knows
_OWN = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS}
_KEPT = _OWN | {RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.FONT_TABLE}  # Word misses these two where they lack
_KEPT_OUTSIDE = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}


def open_document(report: Report, page: Page, search: tuple[Path, ...]) -> Document:
    """Return a document with no text yet; of python-docx's own model nothing is left but the parts that must be."""
    document = docx.Document()
    part = document.part
    for relations, kept in ((part.rels, _KEPT), (part.package.rels, _KEPT_OUTSIDE)):
        for name in [name for name, relation in relations.items() if relation.reltype not in kept]:
            del relations[name]
    for own in (relation.target_part for relation in part.rels.values() if relation.reltype in _OWN):
        own._element = _look(find_template(search, own.partname.strip("/")), report)
    document.element.body.replace(document.sections[0]._sectPr, page.section())
    _set_heads(document.sections[0], report)
    _set_properties(document, report)
    return document


def _look(file: Path, report: Report) -> Element:
    """Return one of our own parts (styles, numbering, settings), in the language of the article."""
    element = parse_xml(file.read_bytes())
    for language in element.iter(qn("w:lang"), qn("w:themeFontLang")):
        language.attrib.update(dict.fromkeys(language.attrib, report.lang))
    assert isinstance(element, Element)
    if element.tag == qn("w:styles"):
        set_as_asked(element, report.manuscript)
    return element


def end_section(body: Element, is_sideways: bool) -> None:
    """End a section behind what was written last; what comes next stands on a new page, upright.

    Nothing is done where the last paragraph ends a section already.
    """
    last, page = body[-2], body[-1]
    if last.tag != qn("w:p"):
        last = paragraph("TableNote", [])
        page.addprevious(last)
    properties = last[0]
    if properties.find(qn("w:sectPr")) is not None:
        return
    ended = deepcopy(page)
    properties.append(ended)
    if is_sideways:
        for size in ended.findall(qn("w:pgSz")):
            ended.replace(size, sideways())
    for reference in (*page.findall(qn("w:headerReference")), *page.findall(qn("w:footerReference"))):
        page.remove(reference)  # what comes later inherits the heads of the first


def end_last_section(body: Element) -> None:
    """Let a section that ended with the text be the last one: no empty page follows."""
    last, properties = body[-1], body[-2][0]
    ended = properties.find(qn("w:sectPr"))
    if ended is not None:
        body.replace(last, ended)


def _set_heads(section: Section, report: Report) -> None:
    """Write the running head, which says what nobody may overlook, and the page number."""
    head = [run("".join(f"{state} · " for state in states(report)), STRONG)] if states(report) else []
    number = w("fldSimple", run("1"), instr="PAGE")
    for place, style, content in (
        (section.header, "Header", [*head, run(report.running_title)]),
        (section.footer, "Footer", [number]),
    ):
        place.is_linked_to_previous = False
        (empty,) = place._element
        place._element.replace(empty, paragraph(style, content))


def _set_properties(document: Document, report: Report) -> None:
    """Write what the file says of itself; a date only where the article has one."""
    document.core_properties._element.clear()
    said = document.core_properties
    said.title = _within(plain(report.fronts[0].title).split(), " ")
    said.author = _within((author.name for author in report.authors), "; ")
    said.keywords = _within(report.fronts[0].said_keywords, "; ")
    said.subject = _within(report.article_type.split(), " ")
    said.language = report.lang
    if report.doi:
        said.identifier = f"doi:{report.doi}"
    if report.date:
        said.created = said.modified = datetime.fromisoformat(report.date)


def _within(items: Iterable[str], between: str) -> str:
    """Return as many whole items as a property holds."""
    text = ""
    for item in items:
        longer = f"{text}{between}{item}" if text else item
        if len(longer) > _LONGEST_PROPERTY:
            break
        text = longer
    return text


def saved(document: Document) -> bytes:
    """Return the file: its parts in order, and no hour of the day in it."""
    made, written = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            package.writestr(entry, parts.read(name))
    return written.getvalue()
