"""A Report as a PDF to print: measure every block, plan the pages, lay them out.

The page is the HTML article under `styles/print.css`, written by WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Mapping
from ctypes import c_long, create_string_buffer
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pypdfium2 import PdfDocument, raw
from weasyprint import Document

from casebook.formats.archive.writer import write_archive
from casebook.formats.faults import blamed
from casebook.formats.html import render
from casebook.formats.layout.boxes import blocks_of, find, identities, is_loose, page_boxes, text_of
from casebook.formats.layout.columns import Block
from casebook.formats.layout.memory import remember_lines
from casebook.formats.layout.plan import Plan, plan_pages
from casebook.formats.layout.printer import heard_warnings, load_printer
from casebook.formats.layout.rules import measuring, placing, spacing, toning
from casebook.formats.layout.tone import best_tones
from casebook.formats.markup import inlines
from casebook.nodes import Figure, Paragraph, Table
from casebook.report.model import Report

TAKES = Report
SUFFIX = ".pdf"
_PARTS = ("article", "sec-", "fig-", "tab-", "stm-")


def write(report: Report, search: tuple[Path, ...]) -> bytes:
    """Return the article as a tagged PDF; `search` are the template folders, the project's own first.

    Raises MissingCharacters when no font has what the article says; when WeasyPrint complains, OwnTemplates where the
    project has templates or styles of its own, else LayoutWarning.
    """
    with blamed(search), heard_warnings():
        laid_out = arrange(report, search)
        return write_archive(laid_out.document, laid_out.places)


def ready(search: tuple[Path, ...]) -> None:
    """Prepare a process that writes nearly the same article many times: what one needs is kept for the next."""
    remember_lines()
    with blamed(search), heard_warnings():
        _ = load_printer(search).geometry


def pages(data: bytes) -> dict[str, int]:
    """Return on which page of a PDF, from 1, each part of the article begins, by its anchor; citations are left out."""
    found: dict[str, int] = {}
    with PdfDocument(data) as document:
        for number in range(raw.FPDF_CountNamedDests(document.raw)):
            size = c_long(0)
            raw.FPDF_GetNamedDest(document.raw, number, None, size)
            name = create_string_buffer(size.value)
            place = raw.FPDF_GetNamedDest(document.raw, number, name, size)
            anchor = name.raw[: size.value].decode("utf-16-le").rstrip("\0")
            found[anchor] = raw.FPDFDest_GetDestPageIndex(document.raw, place) + 1
    return {anchor: page for anchor, page in found.items() if anchor.startswith(_PARTS)}


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The laid-out article, and the places that elements of its text have in reading order."""

    document: Document
    places: Mapping[Any, int]


def lay_out(report: Report, search: tuple[Path, ...]) -> Document:
    """Return the laid-out article."""
    return arrange(report, search).document


def arrange(report: Report, search: tuple[Path, ...]) -> LaidOut:
    """Return the laid-out article with its reading order.

    1. measure the blocks of the text, all in one endless column
    2. plan the pages
    3. lay them out; should a wide figure miss its page, leave all of them in the run of the text
    """
    printer = load_printer(search)
    measured = measure(report, search)
    plan = plan_pages(measured.blocks, printer.geometry, measured.front)
    body = tuple(report.body[number] for number in plan.order if number < len(report.body))
    page = render(replace(report, body=body), search, plates=tuple(report.body[number] for number in plan.plates))
    rules = spacing(measured.blocks, plan.order, printer.geometry.grid) + toning(measured.tones, plan.order)
    document = printer.lay_out(page, rules + placing(plan, printer.geometry))
    if not _is_as_planned(document, plan, report):
        document = printer.lay_out(page, rules)
    return LaidOut(document, _places(document, plan))


def _places(document: Document, plan: Plan) -> dict[Any, int]:
    """Return where blocks stand in the article, whatever pages have room for them."""
    pages = page_boxes(document)
    found: dict[Any, int] = {}
    for name, numbers in (("text", plan.order), ("plates", plan.plates)):
        box = next(filter(None, (find(page, name) for page in pages)), None)
        children = [child for child in box.element if isinstance(child.tag, str)] if box is not None else []
        found |= dict(zip(children, numbers, strict=False))
    return found


@dataclass(frozen=True, slots=True)
class Measured:
    """The children of the text; what stands above the text on page one, in px; the tones of single paragraphs."""

    blocks: tuple[Block, ...]
    front: float
    tones: Mapping[int, str]


def measure(report: Report, search: tuple[Path, ...]) -> Measured:
    """Return the text, measured in one endless column; paragraphs that gape are measured in a better tone."""
    printer = load_printer(search)
    grid = printer.geometry.grid
    (page,) = page_boxes(printer.lay_out(render(report, search), measuring(printer.geometry)))
    text = text_of(page)
    gaping = {
        number: (box, inlines(node.children))
        for number, (node, box) in enumerate(zip(report.body, text.children, strict=False))
        if isinstance(node, Paragraph) and is_loose(box)
    }
    toned = best_tones(gaping, report.lang, printer)
    blocks = [replace(block, is_back=n >= len(report.body)) for n, block in enumerate(blocks_of(text, grid))]
    for number, better in toned.items():
        blocks[number] = replace(blocks[number], lines=better.lines)
    tones = {number: better.tone.rule for number, better in toned.items()}
    return Measured(tuple(blocks), text.content_box_y() - page.content_box_y(), tones)


def _is_as_planned(document: Document, plan: Plan, report: Report) -> bool:
    """Say whether every wide figure stands on its page."""
    there = [identities(page) for page in page_boxes(document)]
    nodes = [(float_.page, report.body[float_.block]) for float_ in plan.floats]
    return all(
        page <= len(there) and isinstance(node, Figure | Table) and node.anchor in there[page - 1]
        for page, node in nodes
    )
