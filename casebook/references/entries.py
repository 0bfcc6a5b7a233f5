"""List entries: items in order → nodes, by citeproc-py with a CSL style of ours and the language's own words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON

from casebook.languages import Language
from casebook.nodes import Inline
from casebook.references.engine_input import engine_input
from casebook.references.item import Item
from casebook.references.markup import address_links, to_nodes
from casebook.references.styles import BrokenStyle, find_style, style_in


def reference_entries(
    items: Iterable[Item], style: str, language: Language, search: tuple[Path, ...] = ()
) -> tuple[tuple[Inline, ...], ...]:
    """Return the list entry of each item as nodes, without its number, in the words of `language`.

    `style` names a file `csl/<style>.csl` in one of the template folders `search` (else in those casebook ships).
    An item without any fact is printed as its key. Raises UnknownStyle, BrokenStyle.
    """
    file = find_style(style, search)
    engine = _engine(file.name, style_in(file, language))
    return tuple(_entry(item, engine, language) for item in items)


def _entry(item: Item, engine: CitationStylesStyle, language: Language) -> tuple[Inline, ...]:
    rendered = _render(json.dumps(engine_input(item.csl, language)), engine) or item.key
    return to_nodes(rendered, address_links(item.csl), str(item.csl.get("language", "")))


@lru_cache(maxsize=16)
def _engine(name: str, text: str) -> CitationStylesStyle:
    """Return the parsed style whose file is called so and says so."""
    try:
        return CitationStylesStyle(BytesIO(text.encode()), locale="en-US", validate=False)
    except SyntaxError as fault:  # of which lxml's XMLSyntaxError is a child
        raise BrokenStyle(name, reason=fault) from fault


@lru_cache(maxsize=2048)
def _render(csl: str, engine: CitationStylesStyle) -> str:
    """Return one entry, of CSL-JSON, as citeproc-py prints it; empty when it finds nothing to print."""
    cited = CitationItem("item")
    bibliography = CitationStylesBibliography(engine, CiteProcJSON([{**json.loads(csl), "id": "item"}]), _Tags)
    bibliography.register(Citation([cited]))
    return "".join(str(entry) for entry in engine.render_bibliography([cited]))


class _Tags:
    """The formatter given to citeproc-py: text as it is, between the tags that CSL-JSON knows."""

    preformat = Light = Oblique = Underline = SmallCaps = staticmethod(str)

    @staticmethod
    def Italic(text: object) -> str:
        return f"<i>{text}</i>"

    @staticmethod
    def Bold(text: object) -> str:
        return f"<b>{text}</b>"

    @staticmethod
    def Superscript(text: object) -> str:
        return f"<sup>{text}</sup>"

    @staticmethod
    def Subscript(text: object) -> str:
        return f"<sub>{text}</sub>"
