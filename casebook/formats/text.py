"""A Report as plain text (UTF-8): every word of it once, in reading order, a paragraph a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import assert_never

from casebook.columns import width_of
from casebook.formats.typed.inlines import raised, written
from casebook.formats.typed.tables import table_lines
from casebook.nodes import Block, Figure, Heading, ItemList, Notice, Paragraph, Table
from casebook.report.model import Front, Report

TAKES = Report
SUFFIX = ".txt"

_UNDERLINES = "=-~"  # of the title, of a section, of what is below it


def write(report: Report, search: tuple[Path, ...]) -> bytes:
    """Return the article as text; nothing in it depends on the template folders `search`."""
    return ("\n\n".join(filter(None, _article(report))) + "\n").encode()


def _article(report: Report) -> Iterator[str]:
    """Yield what blank lines part: title page, abstracts, text, statements, references."""
    yield from _title_page(report)
    for front in report.fronts:
        yield from _front(front)
    yield from (_block(node, report) for node in report.body)
    if report.back:
        yield _heading(report.language.words("Statements"), 2)
        yield from (_block(node, report) for node in report.back)
    if report.references:
        yield _heading(report.language.words("References"), 2)
        yield "\n".join(f"{entry.number}. {written(entry.children)}" for entry in report.references)


def _title_page(report: Report) -> Iterator[str]:
    """Yield what stands before the abstract: who, where, when, how to cite."""
    yield from (_block(notice, report) for notice in report.notices)
    yield " · ".join(filter(None, (report.article_type, report.journal)))
    yield _heading(written(report.fronts[0].title), 1)
    yield from (written(front.title) for front in report.fronts[1:])
    yield ", ".join(name + (f" [{','.join(marks)}]" if marks else "") for name, marks in _authors(report))
    yield "\n".join(f"[{place.mark}] {place.text}" for place in report.affiliations)
    known = "; ".join(f"{author.name} {author.orcid}" for author in report.authors if author.orcid)
    rail = [_labelled(item.label, written(item.children)) for item in report.rail]
    yield "\n".join(chain([f"ORCID: {known}"] if known else [], rail))


def _authors(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    return [(author.name, author.marks) for author in report.authors]


def _front(front: Front) -> Iterator[str]:
    """Yield an abstract with its key words."""
    if front.abstract:
        yield _heading(front.abstract_label, 2)
    for part in front.abstract:
        yield _labelled(part.label, written(part.children)) if part.label else written(part.children)
    if front.keywords:
        yield _labelled(front.keywords_label, "; ".join(front.keywords))


def _labelled(label: str, text: str) -> str:
    return f"{label if label.endswith((':', '.')) else f'{label}:'} {text}"


def _heading(text: str, level: int) -> str:
    return f"{text}\n{_UNDERLINES[level - 1] * width_of(text)}"


def _block(node: Block, report: Report) -> str:
    """Return one block as lines."""
    match node:
        case Paragraph(children):
            return written(children)
        case Heading(level, _, children):
            return _heading(written(children), min(level, len(_UNDERLINES)))
        case ItemList(ordered, items):
            return "\n".join(f"{f'{n}.' if ordered else '-'} {written(item)}" for n, item in enumerate(items, 1))
        case Figure():
            return "\n".join(_figure(node, report))
        case Table():
            return "\n".join(_table(node))
        case Notice(_, children):
            return f"*** {written(children)} ***"
        case _:
            assert_never(node)


def _figure(node: Figure, report: Report) -> Iterator[str]:
    """Yield the lines of a figure: its caption, then what can be seen in each picture."""
    letters = [f"{panel.label}, " if panel.label else "" for panel in node.panels]
    captions = [
        letter + written(panel.caption) for letter, panel in zip(letters, node.panels, strict=True) if panel.caption
    ]
    said = "[" + " ".join(filter(None, (f"{node.label}.", written(node.caption), *captions, written(node.credit))))
    yield said if node.panels else f"{said}]"
    for letter, panel in zip(letters, node.panels, strict=True):
        seen = report.language.words("Picture: {alt}", alt=panel.image.alt)
        yield letter + seen + ("]" if panel is node.panels[-1] else "")


def _table(node: Table) -> Iterator[str]:
    """Yield the lines of a table: caption, rows, notes."""
    yield f"{node.label}. {written(node.caption)}"
    yield ""
    yield from table_lines(node)
    if node.notes or node.footnotes:
        yield ""
    yield from map(written, node.notes)
    yield from (f"{raised(footnote.mark)} {written(footnote.children)}" for footnote in node.footnotes)
