"""Inline nodes as runs of a Word paragraph: superscripts, languages, links out and within, bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from babel.core import get_global
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.parts.story import StoryPart

from casebook.formats.word.elements import Element, w, words
from casebook.formats.word.fields import bookmark_of
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
    Origin,
    Ref,
    Said,
    Strong,
    Subscript,
    Superscript,
    Unbroken,
    Words,
)

_LONGEST_BOOKMARK = 40  # characters that Word allows a bookmark's name


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks; `lang` is the BCP 47 tag of its words where it is not the article's own."""

    style: str = ""
    is_strong: bool = False
    is_emphasis: bool = False
    is_checked: bool = True
    rise: str = ""
    lang: str = ""


PLAIN = Look()
STRONG = Look(is_strong=True)
RAISED = Look(rise="superscript")


def run(text: str, look: Look = PLAIN) -> Element:
    """Return a run of one look; its properties stand in the order of the schema (CT_RPr)."""
    properties = [
        *([w("rStyle", val=look.style)] if look.style else []),
        *([w("b"), w("bCs")] if look.is_strong else []),
        *([w("i"), w("iCs")] if look.is_emphasis else []),
        *([w("noProof")] if not look.is_checked else []),
        *([w("vertAlign", val=look.rise)] if look.rise else []),
        *([w("lang", val=_with_region(look.lang))] if look.lang else []),
    ]
    return w("r", *([w("rPr", *properties)] if properties else []), words(text))


def _with_region(tag: str) -> str:
    """Return a BCP 47 tag as Word proofreads by it: with the region where most speak the language, if it has none."""
    script_and_region = get_global("likely_subtags").get(tag, "").split("_")[1:]
    return f"{tag}-{script_and_region[-1]}" if script_and_region else tag


class Pen:
    """Writes inline nodes into one document, whose links and bookmarks it keeps apart from each other."""

    def __init__(self, part: StoryPart) -> None:
        self._part = part
        self._names: dict[str, str] = {}
        self._marked: set[str] = set()
        self._count = 0

    def write(self, nodes: Iterable[Inline], look: Look = PLAIN) -> list[Element]:
        """Return inline nodes as the content of a paragraph, bookmarked with the field that says them."""
        content = [element for node in nodes for element in self._inline(node, look)]
        return self.said(nodes.origin, content) if isinstance(nodes, Said) else content

    def said(self, origin: Origin, content: list[Element]) -> list[Element]:
        """Return `content` under the bookmark of its field; where a field is said again, that stays with the first."""
        name = bookmark_of(origin)
        if not content or name in self._marked:
            return content
        self._marked.add(name)
        return self._between(name, content)

    def _inline(self, node: Inline, look: Look) -> list[Element]:
        match node:
            case Words(text):
                return [run(text, look)] if text else []
            case Unbroken(text):
                return [run(text.replace(" ", "\N{NO-BREAK SPACE}"), look)]
            case Breakable(pieces):
                return [run("".join(pieces), replace(look, is_checked=False))]
            case Emphasis(children):
                return self.write(children, replace(look, is_emphasis=True))
            case Strong(children):
                return self.write(children, replace(look, is_strong=True))
            case Superscript(children):
                return self.write(children, replace(look, rise="superscript"))
            case Subscript(children):
                return self.write(children, replace(look, rise="subscript"))
            case Foreign(lang, children):
                return self.write(children, replace(look, lang=lang))
            case Link(href, children):
                return [self._link_out(href, self.write(children, replace(look, style="Hyperlink")))]
            case Citation(parts, superscript):
                look = replace(look, rise="superscript") if superscript else look
                return [self._part_of_citation(part, look) for part in parts]
            case CrossReference(target, label):
                return [self.link(target, [run(label, look)])]
            case NoteMark(target, anchor, mark):
                return self.bookmark(anchor, [self.link(target, [run(mark, replace(look, rise="superscript"))])])
            case Gap(label):
                return [run(label, replace(look, style="Gap"))]
            case _:
                assert_never(node)

    def _part_of_citation(self, part: Ref | str, look: Look) -> Element:
        if isinstance(part, str):
            return run(part, look)
        return self.link(part.target, [run(str(part.number), look)])

    def link(self, anchor: str, content: list[Element]) -> Element:
        """Return `content` as a link to a place in this document."""
        return w("hyperlink", *content, anchor=self.name(anchor), history=1)

    def link_out(self, href: str, text: str) -> Element:
        """Return a text as a link to an address outside."""
        return self._link_out(href, [run(text, Look("Hyperlink", is_checked=False))])

    def _link_out(self, href: str, content: list[Element]) -> Element:
        made = w("hyperlink", *content, history=1)
        made.set(qn("r:id"), self._part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return made

    def bookmark(self, anchor: str, content: list[Element]) -> list[Element]:
        """Return `content` as a place that links of this document lead to; as it is where it has no anchor."""
        if not anchor:
            return content
        return self._between(self.name(anchor), content)

    def _between(self, name: str, content: list[Element]) -> list[Element]:
        number = self.number()
        return [w("bookmarkStart", id=number, name=name), *content, w("bookmarkEnd", id=number)]

    def number(self) -> int:
        """Return a number that nothing else in the document has, to know a bookmark or picture by."""
        self._count += 1
        return self._count

    def name(self, anchor: str) -> str:
        """Return the name of an anchor's bookmark: 40 letters, digits and low lines at most, no two alike for Word."""
        if anchor not in self._names:
            name = re.sub(r"\W", "_", anchor)[:_LONGEST_BOOKMARK]
            taken = {other.casefold() for other in self._names.values()}
            number = 1
            while name.casefold() in taken:
                number += 1
                name = name[: _LONGEST_BOOKMARK - 1 - len(str(number))] + f"_{number}"
            self._names[anchor] = name
        return self._names[anchor]
