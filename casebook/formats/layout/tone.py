"""Word and letter spaces a little closer or wider, in those paragraphs whose justified lines would gape otherwise.

WeasyPrint breaks line by line and never looks back; another tone makes it break elsewhere. The reader does not see
four hundredths of an em, but does see a line of five words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle

from markupsafe import Markup, escape

from casebook.formats.layout.boxes import LOOSE, Box, lines_of, looseness, page_boxes, text_of
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
_TONES = (Tone(-0.02, 0), Tone(-0.04, 0), Tone(0.03, 0))
_FURTHER = (Tone(0.02, 0.005), Tone(-0.03, -0.005), Tone(-0.01, -0.01), Tone(0.01, 0.009))  # for the worst alone
_WORST = 8 * LOOSE


@dataclass(frozen=True, slots=True)
class Toned:
    """A paragraph in its best tone, the lines that it has then, and how loose they still are."""

    tone: Tone
    lines: tuple[Line, ...]
    looseness: float


def best_tones(paragraphs: Mapping[int, tuple[Box, Markup]], lang: str, printer: Printer) -> dict[int, Toned]:
    """Return the best tone for each of these paragraphs (measured box, and its content), where one is better."""
    keys = {n: (lang, _indent(box), _IDENTITY.sub("", content)) for n, (box, content) in paragraphs.items()}
    known = {number: toned for number, key in keys.items() if (toned := printer.tones.get(key))}
    best = known | _best({number: pair for number, pair in paragraphs.items() if number not in known}, lang, printer)
    for number, toned in best.items():
        printer.tones.put(keys[number], toned)
    return {number: best[number] for number in paragraphs if best[number].looseness < looseness(paragraphs[number][0])}


def _best(paragraphs: Mapping[int, tuple[Box, Markup]], lang: str, printer: Printer) -> dict[int, Toned]:
    """Return the best of all tones for each paragraph."""
    first = _tried(paragraphs, _TONES, lang, printer)
    worst = {number: pair for number, pair in paragraphs.items() if first[number].looseness >= _WORST}
    second = _tried(worst, _FURTHER, lang, printer)
    return {number: min(toned, second.get(number, toned), key=_looseness) for number, toned in first.items()}


def _indent(box: Box) -> float:
    return float(box.style["text_indent"].value)


def _looseness(toned: Toned) -> float:
    return toned.looseness


def _tried(
    paragraphs: Mapping[int, tuple[Box, Markup]], tones: tuple[Tone, ...], lang: str, printer: Printer
) -> dict[int, Toned]:
    """Return the best of these tones for each paragraph."""
    if not paragraphs:
        return {}
    page = Markup('<html lang="{}"><body><article><div class="text">{}</div></article>').format(
        lang, Markup("").join(_variants(box, content, tones) for box, content in paragraphs.values())
    )
    (laid_out,) = page_boxes(printer.lay_out(page, measuring(printer.geometry)))
    boxes = text_of(laid_out).children
    variants = [Toned(tone, lines_of(box), looseness(box)) for tone, box in zip(cycle(tones), boxes, strict=False)]
    return {
        number: min(variants[place * len(tones) : (place + 1) * len(tones)], key=_looseness)
        for place, number in enumerate(paragraphs)
    }


def _variants(box: Box, content: Markup, tones: tuple[Tone, ...]) -> Markup:
    """Return a paragraph once in each tone."""
    indent = _indent(box)
    content = Markup(_IDENTITY.sub("", content))
    return Markup("").join(
        Markup('<p style="text-indent: {}px; {}">{}</p>').format(escape(indent), tone.rule, content) for tone in tones
    )
