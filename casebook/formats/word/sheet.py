"""A sheet that goes with a manuscript, as a Word file: a letter, a statement to sign, a checklist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import assert_never

from casebook.formats.faults import blamed
from casebook.formats.word.elements import Element, paragraph, w
from casebook.formats.word.package import open_document, saved
from casebook.formats.word.page import Page
from casebook.formats.word.runs import Pen, run
from casebook.formats.word.tables import table
from casebook.nodes import Heading, Inline, ItemList, Notice, Paragraph, Table, Words, plain
from casebook.report.model import Report

_BULLETS = 1  # in word/numbering.xml
_CLOSE, _LOOSE = 40, 140  # twips: below an item of a list, below a paragraph
_SIGNING = 680  # twips: room for a signature


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stand close together on one page: an address, a signature; one of low lines alone is to sign on."""

    lines: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Rows to fill in by hand under their heads: the first cell of each is said, the others are empty."""

    heads: tuple[str, ...]
    rows: tuple[str, ...]


Part = Paragraph | Heading | ItemList | Notice | Table | Lines | Form


@dataclass(frozen=True, slots=True)
class Sheet:
    """One such sheet: its title ("" where it has none in sight, as a letter), what the file calls itself, its parts."""

    title: str
    name: str
    parts: tuple[Part, ...]


def write_sheet(sheet: Sheet, report: Report, search: tuple[Path, ...]) -> bytes:
    """Return a sheet as a Word file, in the language of `report`, under the heads that its article has.

    Raises OwnTemplates when a style sheet of the project's own is not right.
    """
    front = replace(report.fronts[0], title=(Words(sheet.name),), keywords=())
    rules = report.manuscript.model_copy(update={"spacing": "single", "line_numbers": False})
    page = Page.of(rules)
    with blamed(search):
        plain_report = replace(report, fronts=(front,), article_type="", doi=None, manuscript=rules)
        document = open_document(plain_report, page, search)
        body: Element = document.element.body
        writer = _Writer(Pen(document.part), page.width())
        if sheet.title:
            body[-1].addprevious(paragraph("Title", [run(sheet.title)], _spaced(after=240)))
        for part in sheet.parts:
            for element in writer.write(part):
                body[-1].addprevious(element)
        return saved(document)


class _Writer:
    """Writes parts of a sheet with the pen of one document, `width` twips wide."""

    def __init__(self, pen: Pen, width: int) -> None:
        self._pen, self._width = pen, width

    def write(self, part: Part) -> list[Element]:
        """Return one part as paragraphs and tables."""
        write = self._pen.write
        match part:
            case Paragraph(children):
                return [paragraph("BodyText", write(children), _spaced(_LOOSE))]
            case Heading(_, _, children):
                return [paragraph("Heading2", write(children))]
            case ItemList(_, items):
                gaps = [_CLOSE] * (len(items) - 1) + [_LOOSE]
                return [
                    paragraph("ListBullet", write(item), _spaced(gap)) for item, gap in zip(items, gaps, strict=True)
                ]
            case Notice(_, children):
                return [paragraph("Notice", write(children))]
            case Table():
                return [table(part, self._pen, self._width, lambda is_counted: _BULLETS)]
            case Lines(lines):
                return list(self._lines(lines))
            case Form():
                return [_form(part, self._width), paragraph("Normal", [])]
            case _:
                assert_never(part)

    def _lines(self, lines: tuple[tuple[Inline, ...], ...]) -> Iterable[Element]:
        for number, line in enumerate(lines, 1):
            is_last = number == len(lines)
            kept = [] if is_last else [w("keepNext")]
            room = _SIGNING if not plain(line).strip("_") else 0
            yield paragraph("BodyText", self._pen.write(line), *kept, _spaced(_LOOSE if is_last else 0, before=room))


def _form(form: Form, width: int) -> Element:
    """Return a table with room to write by hand: lines all round, heads repeated on every page."""
    shares = [2, *[2] * (len(form.heads) - 2), 1]  # the last is for a day
    widths = [width * share // sum(shares) for share in shares]
    line = {"val": "single", "sz": 4, "space": 0, "color": "7F7F7F"}
    borders = w("tblBorders", *(w(side, **line) for side in ("top", "left", "bottom", "right", "insideH", "insideV")))
    properties = w("tblPr", w("tblW", w=sum(widths), type="dxa"), borders, w("tblLayout", type="fixed"))
    head = _row(form.heads, widths, "TableHead", w("cantSplit"), w("tblHeader"))
    empty = ("",) * (len(form.heads) - 1)
    rows = [
        _row((words, *empty), widths, "TableText", w("cantSplit"), w("trHeight", val=_SIGNING, hRule="atLeast"))
        for words in form.rows
    ]
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=each) for each in widths)), head, *rows)


def _row(cells: tuple[str, ...], widths: list[int], style: str, *properties: Element) -> Element:
    made = [
        w("tc", w("tcPr", w("tcW", w=width, type="dxa")), paragraph(style, [run(words)] if words else []))
        for words, width in zip(cells, widths, strict=True)
    ]
    return w("tr", w("trPr", *properties), *made)


def _spaced(after: int, before: int = 0) -> Element:
    return w("spacing", before=before, after=after, line=259, lineRule="auto")
