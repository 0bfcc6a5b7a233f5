"""The marks of light Markdown: Python-Markdown with nothing registered in it but what stands here.

    *em*  **strong**  ***both***    not opened after, nor closed before, a letter or digit; not opened after ) ] };
                                    *em* that begins with a digit is one word (*5q*), since alleles begin so (*3A)
    ^sup^  ~sub~                    without spaces inside, and not before a digit (10^3-10^6, 45~46,XX/47~48 stay)
    m^2^  10^-3^                    an exponent: printed with the superscript characters that values are printed with
    [words](https:…|mailto:…|doi:…)
    - item   1. item                after a blank line, counting from 1; a list within a list prints as typed

Python-Markdown's own inline engine reads nested text anew without the character before it, on which these rules
rest; hence a tree processor of our own.
"""

from __future__ import annotations

import re
from threading import Lock
from typing import Self
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import Registry

from casebook.prose.tokens import TOKEN_SIGN

Span = tuple[int, int]  # where something begins and ends in a passage

_SPACES = " \t\r\n"
SPACE = re.compile(f"[{_SPACES}]+")
_BLANK_LINES = re.compile(r"\n(?:[ \t\r]*\n)+")
_ITEM = re.compile(r"(?P<indent> {0,3})(?:-|(?P<number>\d{1,9})\.) +(?P<words>\S.*)", re.DOTALL)

# Possessive and bounded (100 asterisks inside), so that a page of lone asterisks is read in linear time.
_INSIDE = r"[^*]*+(?:\*[^*]*+){0,100}?"
_WORD = r"[^*\s]*+(?:\*[^*\s]*+){0,100}?"
_OPEN, _FIRST, _LAST = r"(?<![\w*)\]}])", r"(?![\s*)\],.;:!?])", r"(?<![\s(\[{])"
_MARK = re.compile(
    rf"""
    (?=[\[*^~])
    (?: (?<!!)\[(?=\s*[^\s\]])(?P<words>[^\[\]{TOKEN_SIGN}]+)\]
        \((?P<address>(?i:https://|mailto:|doi:10\.)[^\s(){TOKEN_SIGN}]+(?:\([^\s(){TOKEN_SIGN}]*\)[^\s(){TOKEN_SIGN}]*)*)\)
      | {_OPEN}\*\*\*{_FIRST}(?P<both>{_INSIDE}){_LAST}(?<!\*)\*\*\*(?![\w*])
      | {_OPEN}\*\*{_FIRST}(?P<strong>{_INSIDE}){_LAST}\*\*(?![\w*])
      | {_OPEN}\*{_FIRST}(?P<em>(?!\d){_INSIDE}|{_WORD}){_LAST}(?:(?<!\*)|(?<=[^*]\*\*))\*(?![\w*])
      | (?<!\^)\^(?![,;:.)\]/])(?P<sup>[^\s^]*[^\s^,;:(\[{{/])\^(?![\d^])
      | (?<!~)~(?![,;:.)\]/])(?P<sub>[^\s~]*[^\s~,;:(\[{{/])~(?![\d~])
    )
    """,
    re.VERBOSE,
)
_EXPONENT = re.compile(r"(?<=[^\W_])\^([-−+]?[0-9]{1,3})\^(?![\w^])")
_RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")


def read_blocks(text: str) -> Element:
    """Return a tree of p, ul, ol and li, which hold em, strong, sup, sub and a."""
    with _LOCK:
        return _marked(_parsed(text))


def read_spans(text: str) -> tuple[tuple[Span, ...], ...]:
    """Return where each block that `read_blocks` finds begins and ends: a paragraph once, a list by its items."""
    with _LOCK:
        root = _parsed(text)
    return tuple(tuple(_span(part) for part in block) or (_span(block),) for block in root)


def read_inlines(text: str) -> Element:
    """Return one p with all of `text`; lists print as typed, since "- 7" in a cell is no list."""
    root = Element("div")
    SubElement(root, "p").text = folded(text)
    with _LOCK:
        return _marked(root)[0]


def folded(text: str) -> str:
    """Return `text` with its spaces and line ends folded; other spaces (non-breaking, thin) are meant and stay."""
    return SPACE.sub(" ", text).strip(" ")


def _parsed(text: str) -> Element:
    root, start, blocks = Element("div"), 0, []
    for gap in _BLANK_LINES.finditer("\n\n" + text):
        blocks.append(_Block(text[start : max(0, gap.start() - 2)], start))
        start = gap.end() - 2
    _READER.parser.parseBlocks(root, [*blocks, _Block(text[start:], start)])
    return root


def _span(element: Element) -> Span:
    return int(element.attrib["start"]), int(element.attrib["end"])


def _marked(root: Element) -> Element:
    for processor in _READER.treeprocessors:
        processor.run(root)
    return root


class _Block(str):
    """Some lines of a passage, which know where in it they begin."""

    __slots__ = ("start",)
    start: int

    def __new__(cls, words: str, start: int) -> Self:
        """Hold `words`, which begin at `start`."""
        block = super().__new__(cls, words)
        block.start = start
        return block


class _Lists(BlockProcessor):
    """A block whose first line is an item; it carries on a list of its kind that stands right before it."""

    def test(self, parent: Element, block: str) -> bool:
        item = _ITEM.match(block)
        return item is not None and (item["number"] is None or _continues(parent, item) or item["number"] == "1")

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        first = _ITEM.match(block)
        assert first is not None
        assert isinstance(block, _Block)
        tag, start = "ol" if first["number"] else "ul", block.start
        home = parent[-1] if _continues(parent, first) else SubElement(parent, tag)
        for line in block.split("\n"):
            item = _ITEM.match(line)
            if item and len(item["indent"]) <= len(first["indent"]) and _is_next(home, item):
                SubElement(home, "li", start=str(start + len(item["indent"]))).text = item["words"]
            else:
                home[-1].text = f"{home[-1].text} {line}"
            home[-1].set("end", str(start + len(line.rstrip(_SPACES))))
            start += len(line) + 1
        for item_element in home:
            item_element.text = folded(item_element.text or "")


class _Paragraphs(BlockProcessor):
    """Everything else."""

    def test(self, parent: Element, block: str) -> bool:
        return True

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        assert isinstance(block, _Block)
        words = folded(block)
        if words:
            start, end = block.start + len(block) - len(block.lstrip(_SPACES)), block.start + len(block.rstrip(_SPACES))
            SubElement(parent, "p", start=str(start), end=str(end)).text = words


class _Marks(Treeprocessor):
    """Turns the marks in the text of every element into elements."""

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            text, element.text = element.text or "", None
            _grow(element, _EXPONENT.sub(lambda match: match[1].translate(_RAISED), text))


class _Reader(Markdown):
    """Python-Markdown without anything of its own: raw HTML, headings, code, quotes and rules are plain words."""

    def build_parser(self) -> _Reader:
        self.preprocessors = Registry()
        self.inlinePatterns = Registry()
        self.postprocessors = Registry()
        self.treeprocessors = Registry()
        self.parser = BlockParser(self)
        self.parser.blockprocessors.register(_Lists(self.parser), "lists", 20)
        self.parser.blockprocessors.register(_Paragraphs(self.parser), "paragraphs", 10)
        self.treeprocessors.register(_Marks(self), "marks", 10)
        return self


_READER, _LOCK = _Reader(), Lock()


def _continues(parent: Element, item: re.Match[str]) -> bool:
    return len(parent) > 0 and _is_next(parent[-1], item)


def _is_next(home: Element, item: re.Match[str]) -> bool:
    return home.tag == "ol" and item["number"] == str(len(home) + 1) if item["number"] else home.tag == "ul"


def _grow(parent: Element, text: str) -> None:
    """Give `parent` the children that the marks in `text` stand for."""
    end = 0
    for match in _MARK.finditer(text):
        _add_words(parent, text[end : match.start()])
        end = match.end()
        kind = match.lastgroup
        if kind == "address":
            _grow(SubElement(parent, "a", href=match["address"]), match["words"])
        elif kind == "both":
            _grow(SubElement(SubElement(parent, "strong"), "em"), match["both"])
        elif kind:
            _grow(SubElement(parent, kind), match[kind])
    _add_words(parent, text[end:])


def _add_words(parent: Element, words: str) -> None:
    if len(parent):
        parent[-1].tail = words
    else:
        parent.text = words
