"""A laid-out article as a file: PDF/A-2a and PDF/UA-1 in one, the same bytes whenever it is written."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from typing import Any

from weasyprint import Document
from weasyprint.css import ColorProfile

from casebook.formats.archive.marks import note_marks, root_of
from casebook.formats.archive.metadata import claim_accessibility
from casebook.formats.archive.structure import TreeWriter, read_tree

_SCREEN_COLOURS = "sRGB2014.icc"


def write_archive(document: Document, places: Mapping[Any, int]) -> bytes:
    """Return the file; `places` are numbers of HTML elements in reading order, where that is not their order."""
    pages = note_marks(document)
    document.color_profiles["srgb"] = _screen_colours()

    def finish(document: Document, pdf: Any) -> None:
        claim_accessibility(pdf)
        TreeWriter(pdf, pages).write(read_tree(pages, root_of(pages[0]), places))

    # No intent by name: WeasyPrint would open the profile itself, and leave the file open.
    written = document.write_pdf(pdf_variant="pdf/a-2a", output_intent="", finisher=finish)
    assert isinstance(written, bytes)
    return written


def _screen_colours() -> Any:
    """Return what the colours of the file mean: those of an ordinary screen."""
    profile = (files("weasyprint.pdf") / _SCREEN_COLOURS).read_bytes()
    return ColorProfile(BytesIO(profile), _SCREEN_COLOURS, "relative-colorimetric", (["r"], ["g"], ["b"]))
