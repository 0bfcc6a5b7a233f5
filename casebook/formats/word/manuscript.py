"""The text of a manuscript, top to bottom: title page, abstracts, text, statements, references, and what is apart."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import assert_never

from docx.document import Document
from docx.oxml.ns import qn

from casebook.formats.word.elements import Element, paragraph, w
from casebook.formats.word.fields import author_origin, keyword_origin
from casebook.formats.word.package import end_last_section, end_section
from casebook.formats.word.page import Page
from casebook.formats.word.pictures import pictures
from casebook.formats.word.placing import placed
from casebook.formats.word.runs import PLAIN, RAISED, STRONG, Look, Pen, run
from casebook.formats.word.tables import WIDEST_UPRIGHT, table
from casebook.nodes import Block, Figure, Heading, ItemList, Notice, Paragraph, Table
from casebook.report.model import Byline, Front, RailItem, Report

_BULLETS, _COUNTED = 1, 1  # in word/numbering.xml: the list with bullets, and the kind of list that counts


class Manuscript:
    """Writes a report into a document, one block after the other."""

    def __init__(self, document: Document, report: Report, page: Page, search: tuple[Path, ...]) -> None:
        self._part, self._report, self._page, self._search = document.part, report, page, search
        self._placing = placed(report.body, report.manuscript)
        self._body: Element = document.element.body
        self._lists: Element = document.part.numbering_part.element
        self._pen = Pen(document.part)

    def write(self) -> None:
        """Write all of the article, but what its journal wants in files of their own."""
        is_apart = self._report.manuscript.title_page == "apart"
        self._head()
        if not is_apart:
            self._authors()
            self._rail(self._report.rail)
        for number, front in enumerate(self._report.fronts):
            self._front(front, begins_page=not number and not is_apart)
        self._blocks(self._placing.text)
        self._back()
        self._references()
        self._apart()
        end_last_section(self._body)

    def write_title_page(self) -> None:
        """Write a title page that stands apart: who wrote the article, how long it is, what the authors state."""
        report, words = self._report, self._report.language.words
        self._head()
        self._authors()
        self._rail(item for item in report.rail if item.role == "correspondence")
        self._add("FrontMatter", _labelled(words("Running title"), [run(report.running_title)]))
        self._rail(report.title_page.counts)
        for block in report.title_page.statements:
            if isinstance(block, Paragraph):  # closer set than what reviewers write into
                self._add("FrontMatter", self._pen.write(block.children))
            else:
                self._block(block)

    def _add(self, style: str, content: Iterable[Element], *properties: Element) -> None:
        self._append(paragraph(style, content, *properties))

    def _append(self, element: Element) -> None:
        self._body[-1].addprevious(element)  # the last is the page of the last section

    def _head(self) -> None:
        """Write what the article is: its kind, and its title in every language."""
        report, write = self._report, self._pen.write
        for notice in report.notices:
            self._block(notice)
        self._add("ArticleType", [run(" · ".join(filter(None, (report.article_type, report.journal))))])
        self._add("Title", write(report.fronts[0].title))
        for front in report.fronts[1:]:
            self._add("Subtitle", write(front.title, Look(lang=front.lang)))

    def _authors(self) -> None:
        """Write who the authors are, and where they work."""
        report = self._report
        if report.authors:
            named = (each for pair in enumerate(report.authors) for each in self._author(*pair))
            self._add("Author", named)
        for place in report.affiliations:
            text = [run(place.text)]
            said = self._pen.said(place.origin, text) if place.origin else text
            self._add("Affiliation", [run(place.mark, RAISED), run(" "), *said])
        if known := [(author.name, author.orcid) for author in report.authors if author.orcid]:
            self._add("FrontMatter", _labelled("ORCID", self._identities(known)))

    def _rail(self, items: Iterable[RailItem]) -> None:
        for item in items:
            self._add("FrontMatter", _labelled(item.label, self._pen.write(item.children)))

    def _author(self, number: int, author: Byline) -> list[Element]:
        """Return a name with its marks, and a comma unless it is the last."""
        comma = [run(", ")] if author is not self._report.authors[-1] else []
        marks = [run(",".join(author.marks), RAISED)] if author.marks else []
        return [*self._pen.said(author_origin(number), [run(author.name)]), *marks, *comma]

    def _identities(self, known: list[tuple[str, str]]) -> list[Element]:
        """Return names, each with its ORCID iD, linked."""
        content: list[Element] = []
        for name, orcid in known:
            content += [run(f"; {name} " if content else f"{name} ")]
            content += [self._pen.link_out(f"https://orcid.org/{orcid}", orcid)]
        return content

    def _front(self, front: Front, *, begins_page: bool) -> None:
        """Write an abstract with its key words, in its own language."""
        look = Look(lang=front.lang if front.lang != self._report.lang else "")
        label = Look(is_strong=True, lang=look.lang)
        breaks = [_new_page()] if begins_page else []
        if front.abstract:
            self._add("AbstractHeading", [run(front.abstract_label, look)], *breaks)
        for part in front.abstract:
            said = self._pen.write(part.children, look)
            self._add("BodyText", _labelled(part.label, said, label) if part.label else said)
        if front.keywords:
            self._add("BodyText", _labelled(front.keywords_label, self._keywords(front, look), label))

    def _keywords(self, front: Front, look: Look) -> list[Element]:
        content: list[Element] = []
        for number, word in enumerate(front.keywords):
            content += [run("; ", look)] if content else []
            content += self._pen.said(keyword_origin(front, number), [run(word, look)])
        return content

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
        """Write a figure in the text: its picture, its caption, or whichever of them stands there."""
        if self._placing.shows_pictures:
            for lines in self._pictures(node):
                self._append(lines)
        if self._placing.has_captions:
            self._add("Caption", self._caption_of(node))

    def _pictures(self, node: Figure) -> list[Element]:
        return list(pictures(node, self._pen, self._part, self._page, self._search))

    def _caption_of(self, node: Figure) -> list[Element]:
        """Return the caption of a figure with those of its panels; links lead to it where no picture is shown."""
        mark = (lambda _, content: content) if self._placing.shows_pictures else self._pen.bookmark
        label = mark(node.anchor, [run(f"{node.label}.", STRONG)])
        panels = [
            element
            for panel in node.panels
            if panel.caption
            for element in (run(" "), *mark(panel.anchor, _letter(panel.label)), *self._pen.write(panel.caption))
        ]
        credit = [run(" "), *self._pen.write(node.credit)] if node.credit else []
        return [*label, run(" "), *self._pen.write(node.caption), *panels, *credit]

    def _apart(self) -> None:
        """Write what stands behind the references, tables and figures each on a page of its own."""
        placing = self._placing
        for node in placing.tables:
            self._table(node, _new_page())
        if placing.captions:
            self._add("Heading1", [run(self._report.language.words("Figure legends"))], _new_page())
        for figure in placing.captions:
            self._add("Caption", self._caption_of(figure))
        for figure in placing.figures:
            self._figure_apart(figure)

    def _figure_apart(self, node: Figure) -> None:
        """Write a figure on a page of its own: with its caption, or named, where its caption stands apart too."""
        first, *others = self._pictures(node)
        if self._placing.has_captions:
            first[0].insert(1, _new_page())  # behind the name of the style
        else:
            self._add("Caption", [run(node.label, STRONG)], w("keepNext"), _new_page())
        for lines in (first, *others):
            self._append(lines)
        if self._placing.has_captions:
            self._add("Caption", self._caption_of(node))

    def _table(self, node: Table, *begins: Element) -> None:
        """Write a table with its caption and notes; one of many columns on a page of its own, turned on its side."""
        is_sideways = len(node.columns) > WIDEST_UPRIGHT
        if is_sideways:
            end_section(self._body, is_sideways=False)
        caption = [run(f"{node.label}.", STRONG), run(" "), *self._pen.write(node.caption)]
        self._add("TableCaption", self._pen.bookmark(node.anchor, caption), *begins)
        self._append(table(node, self._pen, self._page.width(is_sideways), self._list))
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


def _new_page() -> Element:
    return w("pageBreakBefore")


def _letter(label: str) -> list[Element]:
    return [run(label, STRONG), run(", ")] if label else []


def _labelled(label: str, content: list[Element], look: Look = STRONG) -> list[Element]:
    """Return `content` behind its label, parted from it by more than its weight."""
    return [run(label if label.endswith((":", ".")) else f"{label}:", look), run(" ", PLAIN), *content]
