"""Inline nodes as JATS writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from casebook.formats.tagged.elements import Content, el
from casebook.formats.tagged.ids import Ids, language_of
from casebook.nodes import (
    Breakable,
    Citation,
    CrossReference,
    Emphasis,
    Foreign,
    Gap,
    Inline,
    Link,
    NoteMark,
    Ref,
    Strong,
    Subscript,
    Superscript,
    Unbroken,
    Words,
)

_MAIL = "mailto:"


def tagged(nodes: Iterable[Inline], ids: Ids) -> Iterator[Content]:
    """Yield inline nodes as words and elements, ready to be put into one."""
    for node in nodes:
        yield from _inline(node, ids)


def _inline(node: Inline, ids: Ids) -> Iterator[Content]:
    match node:
        case Words(text) | Unbroken(text):
            yield text
        case Breakable(pieces):
            yield "".join(pieces)
        case Emphasis(children):
            yield el("italic", *tagged(children, ids))
        case Strong(children):
            yield el("bold", *tagged(children, ids))
        case Superscript(children):
            yield el("sup", *tagged(children, ids))
        case Subscript(children):
            yield el("sub", *tagged(children, ids))
        case Foreign(lang, children):
            yield el("named-content", *tagged(children, ids), content_type="foreign", xml_lang=language_of(lang))
        case Link(href, children):
            yield _link(href, tuple(tagged(children, ids)))
        case Citation(parts, superscript):
            marks = tuple(_part(part, ids) for part in parts)
            yield from (el("sup", *marks),) if superscript else marks
        case CrossReference(target, label):
            yield el("xref", label, ref_type=ids.kind(target), rid=ids.of(target))
        case NoteMark(target, _, mark):
            yield el("xref", el("sup", mark), ref_type="table-fn", rid=ids.of(target))
        case Gap(label):
            yield el("named-content", label, content_type="gap")
        case _:
            assert_never(node)


def _link(href: str, contents: tuple[Content, ...]) -> Content:
    if href.startswith(_MAIL):
        return el("email", *contents)
    return el("ext-link", *contents, ext_link_type="uri", xlink_href=href)


def _part(part: Ref | str, ids: Ids) -> Content:
    """Return one number of a citation, linked to its reference, or the sign between two."""
    if isinstance(part, str):
        return part
    return el("xref", str(part.number), ref_type="bibr", rid=ids.of(part.target))
