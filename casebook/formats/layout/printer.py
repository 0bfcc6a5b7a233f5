"""WeasyPrint, set up once for a process: our fonts alone, our style sheets, no address but ours, no warning unheard."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.request import url2pathname

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from casebook.formats.faults import LayoutWarning, MissingCharacters
from casebook.formats.layout.boxes import keep_whole_links, page_boxes, text_of
from casebook.formats.layout.memory import Memory
from casebook.formats.layout.plan import Geometry
from casebook.templating import find_template

_LOGGER = logging.getLogger("weasyprint")
_MOST_TONES = 1000
_MISSING = ".notdef"  # how WeasyPrint begins to say that no font has a character; the character is its argument
_PROBE = """
<html><body><article><div class="text"><p>1</p></div></article>
<article style="break-before: page"><div class="text"><p>2</p></div></article>
"""


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Reads what lies in the template folders and what an address itself holds; refuses everything else."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols=("file", "data"))
        self.folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """Return what is at `url`; raise PermissionError, which WeasyPrint logs, when it is not ours."""
        if not url.startswith("data:"):
            file = Path(url2pathname(url.removeprefix("file:"))).resolve()
            if not url.startswith("file:///") or not any(file.is_relative_to(folder) for folder in self.folders):
                raise PermissionError(f"outside the templates: {url}")
        return super().fetch(url, headers)


class _Listener(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.heard: list[tuple[str, tuple[object, ...]]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append((str(record.msg), record.args if isinstance(record.args, tuple) else (record.args,)))


class Printer:
    """The fonts and style sheets of one set of template folders, read once: WeasyPrint leaks if this is repeated."""

    def __init__(self, search: tuple[Path, ...]) -> None:
        self._fetcher = _Fetcher(search)
        self.tones: Memory[Any] = Memory(_MOST_TONES)  # of paragraphs that were laid out before
        with _fontconfig(find_template(search, "fonts/fonts.conf")):
            self._fonts = FontConfiguration()
        with heard_warnings():
            self._sheets = [
                self._sheet(filename=find_template(search, f"styles/{name}.css")) for name in ("print", "pages")
            ]

    def _sheet(self, **source: Any) -> Any:
        return CSS(**source, font_config=self._fonts, url_fetcher=self._fetcher)

    def lay_out(self, page: str, rules: str = "") -> Document:
        """Return the laid-out page, with `rules` added to the style sheets."""
        sheets = [*self._sheets, self._sheet(string=rules)]
        html = HTML(string=page, url_fetcher=self._fetcher)
        document = html.render(stylesheets=sheets, font_config=self._fonts, pdf_tags=True)
        keep_whole_links(document)
        return document

    @cached_property
    def geometry(self) -> Geometry:
        """What the style sheets make of the page, as seen on one with nothing on it."""
        first, later = page_boxes(self.lay_out(_PROBE))
        text = text_of(later)
        line = text.children[0].children[0].children[0]
        return Geometry(
            grid=line.height,
            first_height=first.height,
            height=later.height,
            first_margin_top=first.margin_top,
            margin_top=later.margin_top,
            margin_bottom=later.margin_bottom,
            column_width=text.children[0].width,
            width=text.width,
        )


@lru_cache(maxsize=4)
def load_printer(search: tuple[Path, ...]) -> Printer:
    """Return the printer of these template folders."""
    return Printer(search)


@contextmanager
def heard_warnings() -> Iterator[None]:
    """Raise, at the end, MissingCharacters or LayoutWarning for whatever WeasyPrint logged in between."""
    handler = _Listener(logging.WARNING)
    _LOGGER.addHandler(handler)
    try:
        yield
    finally:
        _LOGGER.removeHandler(handler)
    missing = {str(args[0]) for message, args in handler.heard if message.startswith(_MISSING)}
    others = {message % args for message, args in handler.heard if not message.startswith(_MISSING)}
    if others:
        raise LayoutWarning("\n".join(sorted(others)))
    if missing:
        raise MissingCharacters(", ".join(f"{sign} (U+{ord(sign):04X})" for sign in sorted(missing)))


@contextmanager
def _fontconfig(file: Path) -> Iterator[None]:
    """Let fontconfig read `file` instead of the system's own, for as long as it takes to begin."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(file)
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before
