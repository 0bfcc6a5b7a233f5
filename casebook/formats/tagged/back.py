"""What the authors state, as JATS sorts it: notes about authors before the text, the rest and the references behind."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.formats.tagged.body import statements
from casebook.formats.tagged.citations import reference
from casebook.formats.tagged.elements import Element, el, told
from casebook.formats.tagged.ids import Ids
from casebook.formats.tagged.inlines import tagged
from casebook.formats.tagged.people import correspondence
from casebook.formats.tagged.tables import said
from casebook.nodes import Heading, Inline, ItemList, Paragraph, Words
from casebook.report.model import Report
from casebook.report.publication import Publication

# Statements that are notes about authors (SciELO PS, `fn`), by the version of SciELO PS; JATS 1.3 has its own word.
_OF_AUTHORS = {
    "conflicts": {"1.9": "conflict", "1.10": "coi-statement"},
    "contributions": {"1.9": "con", "1.10": "con"},
}


def author_notes(publication: Publication, report: Report, ids: Ids) -> Iterator[Element]:
    """Yield how authors are reached, what they did, and what they declare of their interests."""
    notes = [*correspondence(report, ids)]
    for heading, words in statements(report.back):
        kinds = _OF_AUTHORS.get(publication.parts.get(heading.anchor, ""))
        if kinds:
            notes.append(_note(heading, words, kinds[publication.jats], ids))
    if notes:
        yield el("author-notes", *notes)


def back(publication: Publication, report: Report, ids: Ids) -> Iterator[Element]:
    """Yield what follows a text: thanks, the other statements, and behind the main text the references."""
    notes: list[Element] = []
    parts: list[Element] = []
    for heading, words in statements(report.back):
        match publication.parts.get(heading.anchor, ""):
            case "acknowledgements":
                yield el("ack", _title(heading, ids), *(said(block, ids) for block in words))
            case "data":
                blocks = (said(block, ids) for block in words)
                kind = "data-availability"
                parts.append(el("sec", _title(heading, ids), *blocks, id=ids.new("sec"), sec_type=kind))
            case name if name not in _OF_AUTHORS:
                notes.append(_note(heading, words, _kind(name, publication), ids))
            case _:
                pass
    if report is publication.main and publication.works:
        title = el("title", report.language.words("References"))
        yield el("ref-list", title, *(reference(work, ids) for work in publication.works))
    if notes:
        yield el("fn-group", *notes)
    yield from parts


def funding(publication: Publication, ids: Ids) -> Iterator[Element]:
    """Yield who paid, in parts, which SciELO PS wants where a grant has a number, and in the words of the main text."""
    if not _has_numbers(publication):
        return
    awards = (
        el("award-group", el("funding-source", funder), *told("award-id", number))
        for funder, number in publication.grants
    )
    said_there = (
        words
        for heading, words in statements(publication.main.back)
        if publication.parts.get(heading.anchor) == "funding"
    )
    lines = [line for words in said_there for block in words for line in _lines(block)]
    inlines = [node for number, line in enumerate(lines) for node in ((Words(" "),) * bool(number) + line)]
    yield el("funding-group", *awards, el("funding-statement", *tagged(inlines, ids)))


def _has_numbers(publication: Publication) -> bool:
    return any(number for _, number in publication.grants)


def _lines(block: Paragraph | ItemList) -> tuple[tuple[Inline, ...], ...]:
    return (block.children,) if isinstance(block, Paragraph) else block.items


def _kind(name: str, publication: Publication) -> str:
    """Return the kind of note that a statement is: one on a grant, on other support, or none that SciELO PS knows."""
    if name != "funding" or publication.funding != "told":
        return "other"
    return "financial-disclosure" if _has_numbers(publication) else "supported-by"


def _title(heading: Heading, ids: Ids) -> Element:
    return el("title", *tagged(heading.children, ids))


def _note(heading: Heading, words: tuple[Paragraph | ItemList, ...], kind: str, ids: Ids) -> Element:
    """Return a statement as a footnote, its heading as the label; a list in it needs a paragraph of its own."""
    blocks = (said(block, ids) for block in words)
    paragraphs = (block if block.tag == "p" else el("p", block) for block in blocks)
    return el("fn", el("label", *tagged(heading.children, ids)), *paragraphs, fn_type=kind, id=ids.new("fn"))
