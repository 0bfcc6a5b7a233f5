"""Every word that a report prints, in reading order, by a walk of its own: what formats are compared with."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.nodes import (
    Breakable,
    Citation,
    CrossReference,
    Figure,
    Footnote,
    Gap,
    Heading,
    ItemList,
    NoteMark,
    Notice,
    Paragraph,
    Ref,
    Table,
    Unbroken,
    Words,
)
from casebook.report.model import Report


def words_of(report: Report) -> Iterator[str]:
    """Yield the words from the first notice to the last reference; text alternatives are not among them."""
    for notice in report.notices:
        yield from spoken(notice)
    yield from (report.article_type, report.journal)
    for front in report.fronts:
        yield from spoken(front.title)
    for author in report.authors:
        yield from (author.name, *author.marks)
    for place in report.affiliations:
        yield from (place.mark, place.text)
    for author in report.authors:
        yield from ("ORCID" if author.orcid and author is report.authors[0] else "", author.name, author.orcid) * bool(
            author.orcid
        )
    for item in report.rail:
        yield item.label
        yield from spoken(item.children)
    for front in report.fronts:
        yield from (front.abstract_label,) * bool(front.abstract)
        for part in front.abstract:
            yield part.label or ""
            yield from spoken(part.children)
        yield from (front.keywords_label, *front.keywords) * bool(front.keywords)
    yield from spoken(report.body)
    yield from (report.language.words("Statements"),) * bool(report.back)
    yield from spoken(report.back)
    yield from (report.language.words("References"),) * bool(report.references)
    for entry in report.references:
        yield str(entry.number)
        yield from spoken(entry.children)


def spoken(node: object) -> Iterator[str]:
    """Yield the words of a node, or of many."""
    match node:
        case tuple():
            for each in node:
                yield from spoken(each)
        case str() | Ref():
            yield node if isinstance(node, str) else str(node.number)
        case Words(text) | Unbroken(text):
            yield text
        case Breakable(pieces):
            yield "".join(pieces)
        case Citation(parts, _):
            yield from spoken(parts)
        case CrossReference(_, label) | Gap(label):
            yield label
        case NoteMark(_, _, mark):
            yield mark
        case Figure():
            yield from spoken((node.label, node.caption, *((p.label, p.caption) for p in node.panels), node.credit))
        case Table():
            rows = tuple(tuple(cell.blocks for cell in row) for row in node.rows)
            heads = tuple(column.head for column in node.columns)
            yield from spoken((node.label, node.caption, heads, rows, node.notes, node.footnotes))
        case Footnote():
            yield from spoken((node.mark, node.children))
        case ItemList():
            yield from spoken(node.items)
        case Paragraph() | Heading() | Notice() | object(children=_):
            yield from spoken(node.children)  # type: ignore[attr-defined]


def left_of(text: str, words: Iterator[str]) -> str:
    """Return what `text` says besides these words, in this order; fail where one of them is missing."""
    left, place = "", 0
    for word in (" ".join(word.split()) for word in words):
        found = text.find(word, place)
        assert found >= 0, f"missing after “{text[max(0, place - 60) : place]}”: {word}"
        left += text[place:found]
        place = found + len(word)
    return left + text[place:]
