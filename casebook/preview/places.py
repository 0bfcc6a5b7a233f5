"""Where what an article says stands in the files of its case: a passage, a figure, a table, a reference."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape

from markupsafe import Markup

from casebook.case import Case
from casebook.findings import Place
from casebook.formats.markup import inlines
from casebook.nodes import Inline, Origin, Said
from casebook.prose import spans
from casebook.report.front import affiliation_marks
from casebook.report.gaps import written_at
from casebook.source import Scalar

_SAID = re.compile(r'data-said="([^"]*)"')


def written(nodes: Sequence[Inline]) -> Markup:
    """Return a passage as HTML that names where it comes from."""
    words = inlines(nodes)
    return (
        Markup('<span data-said="{}">{}</span>').format(key_of(nodes.origin), words)
        if isinstance(nodes, Said)
        else words
    )


def key_of(origin: Origin) -> str:
    """Return the name of an origin in the page."""
    return json.dumps((origin.path, origin.language, origin.part), ensure_ascii=False, separators=(",", ":"))


def origins_in(html: str) -> Mapping[str, Origin]:
    """Return the origins that a page names."""
    keys = dict.fromkeys(unescape(found[1]) for found in _SAID.finditer(html))
    read = ((key, json.loads(key)) for key in keys)
    return {key: Origin(tuple(path), language, tuple(part)) for key, (path, language, part) in read}


def places_in(case: Case, pages: Iterable[str]) -> Mapping[str, Place]:
    """Return the place of each origin, of figures, tables and references by their anchors, of authors and the rest.

    Authors and affiliations are counted as a page shows them, from 0.
    """
    found = {key: place_of(case, origin) for html in pages for key, origin in origins_in(html).items()}
    found |= {f"#fig-{name}": case.at(("figures", name)) for name in case.file.figures}
    found |= {f"#tab-{name}": case.at(("tables", name)) for name in case.file.tables}
    found |= {f"#ref-{key}": item.place for key, item in case.references.items()}
    found |= {f".{name}": case.source.key((name,)) for name in ("authors", "affiliations", "keywords", "article")}
    shown = [name for name in affiliation_marks(case) if name in case.file.affiliations]
    found |= {f".affiliations.{number}": case.at(("affiliations", name)) for number, name in enumerate(shown)}
    found |= {f".authors.{number}": case.at(("authors", number)) for number in range(len(case.file.authors))}
    return found


def place_of(case: Case, origin: Origin) -> Place:
    """Return where a passage stands: its paragraph or item where one is meant, else its text, else its field."""
    path = written_at(origin.path, case.source)
    words = case.source.value((*path, origin.language))
    words = words if isinstance(words, Scalar) else case.source.value(path)
    if not isinstance(words, Scalar) or not words.strip():
        return case.at(path)
    start, end = _span(words, origin.part)
    return words.place(start, len(words[start:end].partition("\n")[0]))


def _span(words: Scalar, part: tuple[int, ...]) -> tuple[int, int]:
    """Return where a part of a text begins and ends; the whole where it is not told apart."""
    blocks = spans(words)
    if not part or not 1 <= part[0] <= len(blocks):
        return blocks[0][0][0], blocks[-1][-1][1]
    items = blocks[part[0] - 1]
    return items[part[1] - 1] if part[1:] and 1 <= part[1] <= len(items) else (items[0][0], items[-1][1])
