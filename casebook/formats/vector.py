"""A picture alone on a page, as an article shows it: laid out in casebook's own fonts, painted by PDFium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
from PIL.Image import Image as Dots

from casebook.formats.layout.printer import heard_warnings, load_printer
from casebook.formats.markup import data_uri
from casebook.nodes import Image

_EDGES = ("top-left", "top-right", "bottom-left", "bottom-right")
_ROUNDING = 0.01  # of a dot: PDFium begins another one for any remainder
_NO_HEADS = " ".join(f"@{edge} {{ content: none }}" for edge in _EDGES)


def page_of(image: Image, search: tuple[Path, ...], width: float) -> bytes:
    """Return a picture as a PDF of one page of its shape, `width` CSS pixels wide; its fonts are within.

    The file says nothing of itself. Raises MissingCharacters, or LayoutWarning.
    """
    sides = f"width: {width:.4f}px; height: {width * image.height / image.width:.4f}px"
    sheet = f"size: {sides.replace('width: ', '').replace('; height:', '')}; margin: 0"
    box = f"position: absolute; left: 0; top: 0; {sides}; max-width: none"
    rules = f"@page {{ {sheet} }} @page :first {{ {sheet}; {_NO_HEADS} }} html, body {{ margin: 0 }} img {{ {box} }}"
    page = f'<html><body><img src="{data_uri(image)}" alt="{image.media_type}"></body></html>'
    with heard_warnings():
        written = load_printer(search).lay_out(page, rules).write_pdf(finisher=_forget)
    assert isinstance(written, bytes)
    return written


def _forget(document: Any, pdf: Any) -> None:
    """Take out which program wrote the file."""
    pdf.info.clear()


def dots_of(page: bytes, across: int) -> Dots:
    """Return the page of a PDF in RGB, so many dots across."""
    pages = pypdfium2.PdfDocument(page)
    try:
        first = pages[0]
        scale = (across - _ROUNDING) / first.get_width()
        painted = first.render(scale=scale).to_pil().convert("RGB")
    finally:
        pages.close()
    assert isinstance(painted, Dots)
    return painted
