"""From a passage to nodes: its tokens resolved, its marks read, its words set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import quote
from xml.etree.ElementTree import Element

from casebook.nodes import (
    Emphasis,
    Inline,
    ItemList,
    Link,
    Paragraph,
    Strong,
    Subscript,
    Superscript,
    Unbroken,
    Words,
)
from casebook.prose.marks import Span, folded, read_blocks, read_inlines, read_spans
from casebook.prose.tokens import LITERAL_SIGN, TOKEN_SIGN, Scan, Token, scan, unmoved
from casebook.prose.typography import set_unchanged, set_words
from casebook.source import Scalar

Resolve = Callable[[Token], tuple[Inline, ...]]

_SIGNS = re.compile(f"([{TOKEN_SIGN}{LITERAL_SIGN}])")


def to_blocks(passage: Scalar, resolve: Resolve) -> tuple[Paragraph | ItemList, ...]:
    """Return a passage as paragraphs and lists; `resolve` is asked once for each token, in reading order."""
    scanned = scan(passage)
    lowering = _Lowering(scanned, resolve)
    return tuple(lowering.block(element) for element in read_blocks(scanned.text))


@lru_cache(maxsize=256)
def spans(passage: Scalar) -> tuple[tuple[Span, ...], ...]:
    """Return where each block of `to_blocks` begins and ends: a paragraph once, a list by its items."""
    return read_spans(unmoved(passage))


def to_inlines(passage: Scalar, resolve: Resolve) -> tuple[Inline, ...]:
    """Return a passage for a caption, a cell or a title: paragraphs joined by a space, no lists."""
    scanned = scan(passage)
    return _Lowering(scanned, resolve).children(read_inlines(scanned.text))


LONGEST_VERBATIM = 24  # a search strategy has spaces to break at; "(tw:(lenalidomide))" stays whole


def typeset(text: str) -> tuple[Inline, ...]:
    """Return plain words without any marks (a name, a DOI) in typographic form."""
    return set_words(folded(text))


def verbatim(text: str) -> tuple[Inline, ...]:
    """Return words whose every character stays (a search strategy); only the places to break a line are chosen."""
    return tuple(
        held
        for node in set_unchanged(folded(text), longest=LONGEST_VERBATIM)
        for held in (_held(node.text) if isinstance(node, Words) else (node,))
    )


def _held(text: str) -> Iterator[Inline]:
    """Yield words, the tokens that a line would part at a sign of theirs held together: "(tw:(lenalidomide))"."""
    for index, piece in enumerate(re.split(r"(\S+[:/]\S+)", text)):
        if piece:
            yield Unbroken(piece) if index % 2 else Words(piece)


class _Lowering:
    """One walk over the tree of a passage; what the scan took out comes back in reading order."""

    def __init__(self, scanned: Scan, resolve: Resolve) -> None:
        self.kept = iter(scanned.kept)
        self.resolve = resolve

    def block(self, element: Element) -> Paragraph | ItemList:
        if element.tag == "p":
            return Paragraph(self.children(element))
        return ItemList(element.tag == "ol", tuple(self.children(item) for item in element))

    def children(self, element: Element) -> tuple[Inline, ...]:
        nodes = [*self._words(element.text or "")]
        for child in element:
            nodes += [self._marked(child), *self._words(child.tail or "")]
        return tuple(nodes)

    def _marked(self, element: Element) -> Inline:
        children = self.children(element)
        match element.tag:
            case "strong":
                return Strong(children)
            case "em":
                return Emphasis(children)
            case "sup":
                return Superscript(children)
            case "sub":
                return Subscript(children)
        return Link(_address("".join(self._literals(element.get("href", "")))), children)

    def _words(self, text: str) -> Iterator[Inline]:
        words = ""
        for piece in _SIGNS.split(text):
            if piece == TOKEN_SIGN:
                yield from set_words(words)
                words = ""
                token = next(self.kept)
                assert isinstance(token, Token)
                yield from self.resolve(token)
            else:
                words += "".join(self._literals(piece))
        yield from set_words(words)

    def _literals(self, text: str) -> Iterator[str]:
        for piece in _SIGNS.split(text):
            if piece == LITERAL_SIGN:
                literal = next(self.kept)
                assert isinstance(literal, str)
                yield literal
            else:
                yield piece


def _address(typed: str) -> str:
    """Return the address of a link."""
    scheme, _, rest = typed.partition(":")
    if scheme.lower() == "doi":
        return doi_address(rest)
    return scheme.lower() + ":" + quote(rest, safe="%/:?#[]@!$&'()*+,;=~-._")


def doi_address(doi: str) -> str:
    """Return the address at which doi.org answers to a DOI (DOI Handbook 3.8)."""
    return "https://doi.org/" + quote(doi, safe="/:;()")
