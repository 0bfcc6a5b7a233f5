"""Word and letter spaces a little closer or wider, in those paragraphs whose justified lines would gape otherwise.

WeasyPrint breaks line by line and never looks back; another tone makes it break elsewhere. The reader does not see
four hundredths of an em, but does see a line of five words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from casebook.formats.layout.boxes import Box, lines_of, looseness, page_boxes, text_of
from casebook.formats.layout.columns import Line
from casebook.formats.layout.printer import Printer
from casebook.formats.layout.rules import measuring


@dataclass(frozen=True, slots=True)
class Tone:
    """What is added to the spaces between words and between letters, in em."""

    words: float
    letters: float

    @property
    def rule(self) -> str:
        return f"word-spacing: {self.words}em; letter-spacing: {self.letters}em"


_IDENTITY = re.compile(r' id="[^"]*"')  # of a citation mark; each may stand only once in a page
_TONES = (Tone(-0.02, 0), Tone(-0.04, 0), Tone(0.03, 0), Tone(0.02, 0.005))


@dataclass(frozen=True, slots=True)
class Toned:
    """A paragraph in its best tone, and the lines that it has then."""

    tone: Tone
    lines: tuple[Line, ...]


def best_tones(paragraphs: Mapping[int, tuple[Box, Markup]], lang: str, printer: Printer) -> dict[int, Toned]:
    """Return the best tone for each of these paragraphs (measured box, and its content), where one is better."""
    if not paragraphs:
        return {}
    page = Markup('<html lang="{}"><body><article><div class="text">{}</div></article>').format(
        lang, Markup("").join(_variants(box, content) for box, content in paragraphs.values())
    )
    (laid_out,) = page_boxes(printer.lay_out(page, measuring(printer.geometry)))
    boxes = text_of(laid_out).children
    best: dict[int, Toned] = {}
    for place, (number, (box, _)) in enumerate(paragraphs.items()):
        variants = boxes[place * len(_TONES) : (place + 1) * len(_TONES)]
        variant, tone = min(zip(variants, _TONES, strict=True), key=lambda pair: looseness(pair[0]))
        if looseness(variant) < looseness(box):
            best[number] = Toned(tone, lines_of(variant))
    return best


def _variants(box: Box, content: Markup) -> Markup:
    """Return a paragraph once in each tone."""
    indent = box.style["text_indent"].value
    content = Markup(_IDENTITY.sub("", content))
    return Markup("").join(
        Markup('<p style="text-indent: {}px; {}">{}</p>').format(escape(indent), tone.rule, content) for tone in _TONES
    )
