"""What the authors state, as JATS sorts it: notes about authors before the text, the rest and the references behind."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.formats.tagged.body import statements
from casebook.formats.tagged.citations import reference
from casebook.formats.tagged.elements import Element, el
from casebook.formats.tagged.ids import Ids
from casebook.formats.tagged.inlines import tagged
from casebook.formats.tagged.people import correspondence
from casebook.formats.tagged.tables import said
from casebook.nodes import Heading, ItemList, Paragraph
from casebook.report.model import Report
from casebook.report.publication import Publication

# Statements that are notes about authors (SciELO PS, `fn`), by the version of SciELO PS; JATS 1.3 has its own word.
_OF_AUTHORS = {
    "conflicts": {"1.9": "conflict", "1.10": "coi-statement"},
    "contributions": {"1.9": "con", "1.10": "con"},
}
_FUNDING = {"none": "other", "told": "supported-by"}  # “financial-disclosure” asks for the number of a grant


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
                kind = _FUNDING.get(publication.funding, "other") if name == "funding" else "other"
                notes.append(_note(heading, words, kind, ids))
            case _:
                pass
    if report is publication.main and publication.works:
        title = el("title", report.language.words("References"))
        yield el("ref-list", title, *(reference(work, ids) for work in publication.works))
    if notes:
        yield el("fn-group", *notes)
    yield from parts


def _title(heading: Heading, ids: Ids) -> Element:
    return el("title", *tagged(heading.children, ids))


def _note(heading: Heading, words: tuple[Paragraph | ItemList, ...], kind: str, ids: Ids) -> Element:
    """Return a statement as a footnote, its heading as the label; a list in it needs a paragraph of its own."""
    blocks = (said(block, ids) for block in words)
    paragraphs = (block if block.tag == "p" else el("p", block) for block in blocks)
    return el("fn", el("label", *tagged(heading.children, ids)), *paragraphs, fn_type=kind, id=ids.new("fn"))
