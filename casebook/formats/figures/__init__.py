"""The files of an article's figures, as a journal wants them handed over: one for each figure or panel.

A photograph keeps every pixel that it has and gets no more: one that is too small is refused. A drawing has no pixels;
it goes as PDF where the journal takes that, else in as many dots as are asked for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

from casebook.errors import N_, CasebookError
from casebook.formats.faults import blamed, needing_libraries
from casebook.journals.submission import CENTIMETRES, FigureRules, dots, is_drawing
from casebook.nodes import Figure, Image, Panel
from casebook.registry import Registry
from casebook.report.model import Report

SUFFIXES = {"tiff": ".tif", "png": ".png", "jpeg": ".jpg", "pdf": ".pdf"}
_WORKS = Registry("casebook.formats", ("vector",))  # WeasyPrint is slow to begin: only where it must
_FILES = Registry(__name__, ("pixels",))
_INCH = 96  # CSS pixels
_PAGE = (17.4, 24.0)  # cm: as large as a drawing gets, whatever size its program gave it


class TooFewPixels(CasebookError):
    """Photographs that are too small for what the journal asks."""

    what = N_("These figures have too few pixels for the journal: {where}.")
    mend = N_("It asks for {needed} pixels across. Take the camera’s or the station’s own file; none is blown up.")


@dataclass(frozen=True, slots=True)
class FigureFile:
    """The file of one figure or panel: the anchor that it has in the article, and its name without `suffix`.

    `pixels` are its width and height, and `dpi` its dots an inch; of a PDF of lines, nought.
    """

    anchor: str
    name: str
    suffix: str
    data: bytes = field(repr=False)
    pixels: tuple[int, int] = (0, 0)
    dpi: int = 0

    @property
    def file_name(self) -> str:
        return self.name + self.suffix


def figure_files(report: Report, rules: FigureRules, search: tuple[Path, ...]) -> tuple[FigureFile, ...]:
    """Return a file for each figure or panel of an article, in its order; `search` are the template folders.

    Raises TooFewPixels where a photograph is too small, unless the article is a draft, which shows what it has;
    MissingCharacters where no font has what a drawing says; LibraryMissing where this machine cannot paint.
    """
    pictures = tuple(_pictures(report))
    small = [f"{name} ({image.width} × {image.height})" for _, name, image in pictures if rules.is_too_small(image)]
    if small and not report.is_draft:
        raise TooFewPixels(", ".join(small), needed=rules.pixels)
    with blamed(search):
        return tuple(_file(anchor, name, image, rules, search) for anchor, name, image in pictures)


def _pictures(report: Report) -> Iterator[tuple[str, str, Image]]:
    """Yield anchor, name and image of every panel."""
    for figure in (block for block in report.body if isinstance(block, Figure)):
        for number, panel in enumerate(figure.panels):
            yield panel.anchor, _name(figure, panel, number), panel.image


def _name(figure: Figure, panel: Panel, number: int) -> str:
    """Return "Figure1", "Figura1A", or "Figure1-2" for the second piece of one drawing: no space and no accent."""
    plain = unicodedata.normalize("NFD", figure.label)
    piece = panel.label or (f"-{number + 1}" if len(figure.panels) > 1 else "")
    return "".join(letter for letter in plain if letter.isalnum()) + piece


def _file(anchor: str, name: str, image: Image, rules: FigureRules, search: tuple[Path, ...]) -> FigureFile:
    """Return the file of one picture in the format that the journal would rather have."""
    kind, dpi = _kind(rules, image), ceil(rules.line_dpi if is_drawing(image) else rules.dpi)
    if is_drawing(image):
        page = _page(image, _width(image, rules), search)
        if kind == "pdf":
            return FigureFile(anchor, name, SUFFIXES[kind], page)
        picture = _WORKS.load("vector").dots_of(page, dots(_width(image, rules), dpi))
        data = _FILES.load("pixels").saved(picture, kind, dpi)
        return FigureFile(anchor, name, SUFFIXES[kind], data, picture.size, dpi)
    if kind == "pdf":
        data = _page(image, rules.widest(image.width), search)
    else:
        files = _FILES.load("pixels")
        data = files.saved(files.opened(image.data), kind, dpi, image.data)
    return FigureFile(anchor, name, SUFFIXES[kind], data, (image.width, image.height), dpi)


def _kind(rules: FigureRules, image: Image) -> str:
    """Return the format of a drawing, PDF wherever it is taken, or of a photograph, PDF where nothing else is."""
    if is_drawing(image) and "pdf" in rules.formats:
        return "pdf"
    return next((kind for kind in rules.formats if kind != "pdf"), "pdf")


def _width(image: Image, rules: FigureRules) -> float:
    """Return how wide a drawing is, in centimetres: its own width or the least that is asked for, and within a page."""
    across, down = _PAGE
    own = image.width / _INCH * CENTIMETRES
    return min(max(own, rules.width), max(across, rules.width), down * image.width / image.height)


def _page(image: Image, width: float, search: tuple[Path, ...]) -> bytes:
    with needing_libraries():
        vector = _WORKS.load("vector")
    page = vector.page_of(image, search, width / CENTIMETRES * _INCH)
    assert isinstance(page, bytes)
    return page
