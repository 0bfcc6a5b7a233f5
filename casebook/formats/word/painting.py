"""A drawing as PNG, as the PDF shows it: laid out by WeasyPrint in casebook's own fonts, painted by PDFium.

It is not put in as SVG too, as newer Words allow: the fonts that its labels were measured with are not on a
reviewer's machine, so that Word would take others, and labels of a chart would run into each other.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import pypdfium2

from casebook.formats.layout.printer import heard_warnings, load_printer
from casebook.formats.markup import data_uri
from casebook.nodes import Image

_EDGES = ("top-left", "top-right", "bottom-left", "bottom-right")
_NO_HEADS = " ".join(f"@{edge} {{ content: none }}" for edge in _EDGES)
_DOTS = 300  # an inch of paper, as journals ask for


@lru_cache(maxsize=64)
def paint(image: Image, search: tuple[Path, ...]) -> bytes:
    """Return a drawing as PNG at 300 dots an inch; raise MissingCharacters, or LayoutWarning."""
    sheet = f"size: {image.width}px {image.height}px; margin: 0"
    box = f"position: absolute; left: 0; top: 0; width: {image.width}px; height: {image.height}px; max-width: none"
    rules = f"@page {{ {sheet} }} @page :first {{ {sheet}; {_NO_HEADS} }} html, body {{ margin: 0 }} img {{ {box} }}"
    page = f'<html><body><img src="{data_uri(image)}" alt="{image.media_type}"></body></html>'
    with heard_warnings():
        written = load_printer(search).lay_out(page, rules).write_pdf()
    pages = pypdfium2.PdfDocument(written)
    try:
        bitmap = pages[0].render(scale=_DOTS / 72).to_pil()
    finally:
        pages.close()
    saved = io.BytesIO()
    bitmap.convert("RGB").save(saved, "PNG", dpi=(_DOTS, _DOTS), optimize=True)
    return saved.getvalue()
