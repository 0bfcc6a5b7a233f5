"""The text of a manuscript, top to bottom: title page, abstracts, text, statements, references."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import assert_never

from docx.document import Document
from docx.oxml.ns import qn

from casebook.formats.word.elements import Element, paragraph, w
from casebook.formats.word.package import end_last_section, end_section, text_width
from casebook.formats.word.pictures import pictures
from casebook.formats.word.runs import PLAIN, RAISED, STRONG, Look, Pen, run
from casebook.formats.word.tables import WIDEST_UPRIGHT, table
from casebook.nodes import Block, Figure, Heading, Inline, ItemList, Notice, Paragraph, Table
from casebook.report.model import Byline, Front, Report

_BULLETS, _COUNTED = 1, 1  # in word/numbering.xml: the list with bullets, and the kind of list that counts


class Manuscript:
    """Writes a report into a document, one block after the other."""

    def __init__(self, document: Document, report: Report, search: tuple[Path, ...]) -> None:
        self._part, self._report, self._search = document.part, report, search
        self._body: Element = document.element.body
        self._lists: Element = document.part.numbering_part.element
        self._pen = Pen(document.part)

    def write(self) -> None:
        """Write all of the article."""
        self._title_page()
        for front in self._report.fronts:
            self._front(front)
        self._blocks(self._report.body)
        self._back()
        self._references()
        end_last_section(self._body)

    def _add(self, style: str, content: Iterable[Element], *properties: Element) -> None:
        self._append(paragraph(style, content, *properties))

    def _append(self, element: Element) -> None:
        self._body[-1].addprevious(element)  # the last is the page of the last section

    def _title_page(self) -> None:
        """Write what stands before the abstract: who, where, when, how to cite."""
        report, write = self._report, self._pen.write
        for notice in report.notices:
            self._block(notice)
        self._add("ArticleType", [run(" · ".join(filter(None, (report.article_type, report.journal))))])
        self._add("Title", write(report.fronts[0].title))
        for front in report.fronts[1:]:
            self._add("Subtitle", write(front.title, Look(lang=front.lang)))
        if report.authors:
            self._add("Author", [element for author in report.authors for element in self._author(author)])
        for place in report.affiliations:
            self._add("Affiliation", [run(place.mark, RAISED), run(f" {place.text}")])
        if known := [(author.name, author.orcid) for author in report.authors if author.orcid]:
            self._add("FrontMatter", _labelled("ORCID", self._identities(known)))
        for item in report.rail:
            self._add("FrontMatter", _labelled(item.label, write(item.children)))

    def _author(self, author: Byline) -> list[Element]:
        """Return a name with its marks, and a comma unless it is the last."""
        comma = [run(", ")] if author is not self._report.authors[-1] else []
        marks = [run(",".join(author.marks), RAISED)] if author.marks else []
        return [run(author.name), *marks, *comma]

    def _identities(self, known: list[tuple[str, str]]) -> list[Element]:
        """Return names, each with its ORCID iD, linked."""
        content: list[Element] = []
        for name, orcid in known:
            content += [run(f"; {name} " if content else f"{name} ")]
            content += [self._pen.link_out(f"https://orcid.org/{orcid}", orcid)]
        return content

    def _front(self, front: Front) -> None:
        """Write an abstract with its key words, in its own language; the first begins a page."""
        look = Look(lang=front.lang if front.lang != self._report.lang else "")
        label = Look(is_strong=True, lang=look.lang)
        breaks = [w("pageBreakBefore")] if front is self._report.fronts[0] else []
        if front.abstract:
            self._add("AbstractHeading", [run(front.abstract_label, look)], *breaks)
        for part in front.abstract:
            said = self._pen.write(part.children, look)
            self._add("BodyText", _labelled(part.label, said, label) if part.label else said)
        if front.keywords:
            self._add("BodyText", _labelled(front.keywords_label, [run("; ".join(front.keywords), look)], label))

    def _blocks(self, blocks: Iterable[Block]) -> None:
        clear: list[Element] = []
        for node in blocks:
            self._block(node, *clear)
            bare = isinstance(node, Table) and not (node.notes or node.footnotes)
            clear = [w("spacing", before=240)] if bare else []

    def _block(self, node: Block, *clear: Element) -> None:
        """Write one block; `clear` keeps a paragraph away from a table right above it."""
        write = self._pen.write
        match node:
            case Paragraph(children):
                self._add("BodyText", write(children), *clear)
            case Heading(level, anchor, children):
                self._add(f"Heading{level - 1}", self._pen.bookmark(anchor, write(children)))
            case ItemList(ordered, items):
                number = self._list(ordered)
                for item in items:
                    counted = w("numPr", w("ilvl", val=0), w("numId", val=number))
                    self._add("ListNumber" if ordered else "ListBullet", write(item), counted, *clear)
                    clear = ()
            case Figure():
                self._figure(node)
            case Table():
                self._table(node)
            case Notice(_, children):
                self._add("Notice", write(children))
            case _:
                assert_never(node)

    def _list(self, ordered: bool) -> int:
        """Return the number of a list: one that counts begins anew."""
        if not ordered:
            return _BULLETS
        number = len(self._lists.findall(qn("w:num"))) + 1
        begins = w("lvlOverride", w("startOverride", val=1), ilvl=0)
        self._lists.append(w("num", w("abstractNumId", val=_COUNTED), begins, numId=number))
        return number

    def _figure(self, node: Figure) -> None:
        for lines in pictures(node, self._pen, self._part, text_width(False), self._search):
            self._append(lines)
        panels = [
            element
            for panel in node.panels
            if panel.caption
            for element in (run(" "), *_letter(panel.label), *self._pen.write(panel.caption))
        ]
        credit = [run(" "), *self._pen.write(node.credit)] if node.credit else []
        self._add("Caption", [*self._caption(node.label, node.caption), *panels, *credit])

    def _caption(self, label: str, caption: tuple[Inline, ...]) -> list[Element]:
        return [run(f"{label}.", STRONG), run(" "), *self._pen.write(caption)]

    def _table(self, node: Table) -> None:
        """Write a table with its caption and notes; one of many columns on a page of its own, turned on its side."""
        is_sideways = len(node.columns) > WIDEST_UPRIGHT
        if is_sideways:
            end_section(self._body, is_sideways=False)
        self._add("TableCaption", self._pen.bookmark(node.anchor, self._caption(node.label, node.caption)))
        self._append(table(node, self._pen, text_width(is_sideways), self._list))
        for note in node.notes:
            self._add("TableNote", self._pen.write(note))
        for footnote in node.footnotes:
            mark = self._pen.bookmark(footnote.anchor, [run(footnote.mark, RAISED)])
            self._add("TableNote", [*mark, run(" "), *self._pen.write(footnote.children)])
        if is_sideways:
            end_section(self._body, is_sideways=True)

    def _back(self) -> None:
        if self._report.back:
            self._add("Heading1", [run(self._report.language.words("Statements"))])
            self._blocks(self._report.back)

    def _references(self) -> None:
        """Write the list of references, numbered as the report has them; citations in the text lead here."""
        if self._report.references:
            self._add("Heading1", [run(self._report.language.words("References"))])
        for entry in self._report.references:
            number = self._pen.bookmark(entry.anchor, [run(f"{entry.number}.")])
            self._add("Bibliography", [*number, w("r", w("tab")), *self._pen.write(entry.children)])


def _letter(label: str) -> list[Element]:
    return [run(label, STRONG), run(", ")] if label else []


def _labelled(label: str, content: list[Element], look: Look = STRONG) -> list[Element]:
    """Return `content` behind its label, parted from it by more than its weight."""
    return [run(label if label.endswith((":", ".")) else f"{label}:", look), run(" ", PLAIN), *content]
