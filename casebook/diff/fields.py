"""An article as fields of passages: title, abstract, sections, figures, tables, statements, under printed labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from casebook.diff.words import Unit, key_of, units_of
from casebook.errors import N_
from casebook.nodes import Block, Figure, Heading, Inline, ItemList, Notice, Paragraph, Table, Words, plain
from casebook.report.model import Front, Report

TITLE, BYLINE, PLACES, RAIL = N_("Title"), N_("Authors"), N_("Affiliations"), N_("Title page")
_HOW_TO_CITE = "how-to-cite"  # made of what stands elsewhere


@dataclass(frozen=True, slots=True)
class Field:
    """One part of an article: its anchor, its printed label, its passages; of text, paragraphs that are counted."""

    anchor: str
    label: str
    passages: tuple[tuple[Unit, ...], ...]
    is_text: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(map(key_of, self.passages))


def front_fields(front: Front, title: str) -> Iterator[Field]:
    """Yield the fields of one language's front: title, the parts of the abstract, key words."""
    yield Field("title", title, (units_of(front.title),))
    for number, part in enumerate(front.abstract):
        label = f"{front.abstract_label}: {part.label}" if part.label else front.abstract_label
        yield Field(f"abstract-{number}", label, (units_of(part.children),))
    yield Field("keywords", front.keywords_label, tuple((Unit(word, word),) for word in front.keywords))


def text_fields(report: Report) -> Iterator[Field]:
    """Yield the sections and statements of an article, each from its heading on, without figures and tables."""
    for blocks in (report.body, report.back):
        prose = [block for block in blocks if not isinstance(block, Figure | Table)]
        starts = [number for number, block in enumerate(prose) if isinstance(block, Heading)]
        for start, end in pairwise((*starts, len(prose))):
            heading = prose[start]
            assert isinstance(heading, Heading)
            passages = (passage for block in prose[start:end] for passage in _passages(block))
            yield Field(heading.anchor, plain(heading.children), tuple(map(units_of, passages)), is_text=True)


def shown_fields(report: Report) -> Iterator[Field]:
    """Yield the figures and tables of an article, with their words."""
    for block in (*report.body, *report.back):
        if isinstance(block, Figure | Table):
            lines = _figure(block) if isinstance(block, Figure) else _table(block)
            yield Field(block.anchor, block.label, tuple(filter(None, map(units_of, lines))))


def page_fields(report: Report) -> Iterator[Field]:
    """Yield what else a title page says: where the authors work, notices, dates, correspondence, licence."""
    words = report.language.words
    yield Field("affiliations", words(PLACES), tuple(units_of((Words(place.text),)) for place in report.affiliations))
    entries = [(Words(f"{item.label}: "), *item.children) for item in report.rail if item.role != _HOW_TO_CITE]
    entries += [notice.children for notice in report.notices if notice.role not in ("draft", "fictional")]
    yield Field("rail", words(RAIL), tuple(map(units_of, entries)))


def _passages(block: Block) -> tuple[tuple[Inline, ...], ...]:
    match block:
        case Paragraph(children) | Heading(_, _, children) | Notice(_, children):
            return (children,)
        case ItemList(_, items):
            return items
        case _:
            return ()


def _figure(figure: Figure) -> Iterator[tuple[Inline, ...]]:
    """Yield the words of a figure: captions, what can be seen, credit."""
    yield figure.caption
    for panel in figure.panels:
        name = (Words(f"{panel.label}, "),) if panel.label else ()
        if panel.caption:
            yield (*name, *panel.caption)
        if not panel.image.is_of_data:
            yield (*name, Words(panel.image.alt))
    yield figure.credit


def _table(table: Table) -> Iterator[tuple[Inline, ...]]:
    """Yield the words of a table: caption, heads, rows, notes."""
    yield table.caption
    yield _row(column.head for column in table.columns)
    yield from (_row(cell.children for cell in row) for row in table.rows)
    yield from table.notes
    yield from (footnote.children for footnote in table.footnotes)


def _row(cells: Iterable[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    return tuple(node for cell in cells for node in (Words(" | "), *cell))[1:]
