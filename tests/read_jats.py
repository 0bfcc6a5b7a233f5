"""A reader of JATS that knows nothing of how casebook writes it: what a file says, by its own walk with another parser.

`lines_of` and `said_by` give the same lines of the same article, one from the file and one from the report.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator

from casebook.nodes import Block, Cell, Figure, Heading, ItemList, Notice, Paragraph, Table
from casebook.report.model import Report
from tests.words_of import spoken

Line = tuple[str, str]
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HREF = "{http://www.w3.org/1999/xlink}href"


def read(data: bytes) -> ET.Element:
    return ET.fromstring(data)


def texts_of(article: ET.Element) -> dict[str, ET.Element]:
    """Return the main text and its translations by their languages."""
    return {text.get(LANG, ""): text for text in (article, *article.findall("sub-article"))}


def words(element: ET.Element | None) -> str:
    """Return all words of an element, white space as it prints."""
    return squeezed("".join(element.itertext())) if element is not None else ""


def squeezed(text: str) -> str:
    return re.sub(r"[ \n]+", " ", text).strip()


def lines_of(text: ET.Element) -> list[Line]:
    """Return every line of a text's body as the file has it, with what it is."""
    body = text.find("body")
    return [line for child in (body if body is not None else ()) for line in _lines(child)]


def _lines(element: ET.Element) -> Iterator[Line]:
    match element.tag:
        case "sec":
            for child in element:
                yield from _lines(child)
        case "title" | "p":
            yield element.tag, words(element)
        case "list":
            for item in element.findall("list-item"):
                yield element.get("list-type", ""), words(item)
        case "boxed-text":
            yield "notice", words(element)
        case "fig":
            yield "label", words(element.find("label"))
            yield from (("caption", words(part)) for part in element.findall("caption/*"))
            for graphic in element.findall("graphic"):
                long = graphic.find("long-desc")
                yield "seen", words(long if long is not None else graphic.find("alt-text"))
            yield from (("credit", words(part)) for part in element.findall("attrib"))
        case "table-wrap":
            yield "label", words(element.find("label"))
            yield "caption", words(element.find("caption"))
            for row in element.iter("tr"):
                yield "row", " | ".join(_cell(cell) for cell in row)
            yield from (("note", words(note)) for note in element.findall("table-wrap-foot/fn"))
        case _:
            raise AssertionError(f"{element.tag} is not looked for in a body")


def _cell(cell: ET.Element) -> str:
    blocks = [part for child in cell for part in ([child] if child.tag == "p" else child.findall("list-item"))]
    parts = [child for child in cell if child.tag in ("p", "list")]
    return " / ".join(map(words, blocks)) if parts else words(cell)


def said_by(report: Report) -> list[Line]:
    """Return every line of a report's body, with what it is."""
    return [line for block in (*report.notices, *report.body) for line in _said(block)]


def _said(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph():
            yield "p", _text(block.children)
        case Heading():
            yield "title", _text(block.children)
        case Notice():
            yield "notice", _text(block.children)
        case ItemList():
            for item in block.items:
                yield "order" if block.ordered else "bullet", _text(item)
        case Figure():
            captions = [block.caption, *((p.label, " " * bool(p.label), p.caption) for p in block.panels if p.caption)]
            yield "label", block.label
            yield from (("caption", _text(caption)) for caption in captions if caption)
            yield from (("seen", squeezed(panel.image.alt)) for panel in block.panels)
            yield from (("credit", _text(credit)) for credit in (block.credit,) if credit)
        case Table():
            yield "label", block.label
            yield "caption", _text(block.caption)
            yield "row", " | ".join(_text(column.head) for column in block.columns)
            yield from (("row", " | ".join(map(_said_in, row))) for row in block.rows)
            yield from (("note", _text(note)) for note in block.notes)
            yield from (("note", f"{note.mark} {_text(note.children)}") for note in block.footnotes)


def _said_in(cell: Cell) -> str:
    blocks = [block.items if isinstance(block, ItemList) else (block.children,) for block in cell.blocks]
    return " / ".join(_text(item) for items in blocks for item in items)


def _text(nodes: object) -> str:
    return squeezed("".join(spoken(nodes)))


def statements_of(text: ET.Element) -> dict[str, str]:
    """Return what the authors state, by headings, wherever the file holds it."""
    front = text.find("front/article-meta") if text.tag == "article" else text.find("front-stub")
    notes = [*_all(front, "author-notes/fn"), *_all(text.find("back"), "fn-group/fn")]
    told = {words(note.find("label")): " ".join(map(words, note.findall("p"))) for note in notes}
    for part in (*_all(text.find("back"), "ack"), *_all(text.find("back"), "sec")):
        told[words(part.find("title"))] = " ".join(words(child) for child in part if child.tag != "title")
    return told


def statements_said(report: Report) -> dict[str, str]:
    told: dict[str, list[str]] = {}
    for block in report.back:
        if isinstance(block, Heading):
            told[_text(block.children)] = []
        else:
            told[list(told)[-1]].append(" ".join(said for _, said in _said(block)))
    return {heading: " ".join(said) for heading, said in told.items()}


def _all(element: ET.Element | None, path: str) -> Iterable[ET.Element]:
    return element.findall(path) if element is not None else ()
