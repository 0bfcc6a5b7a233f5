"""The page of a manuscript as its journal asks for it: paper, margins, lines counted or not."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from docx.shared import Cm, Emu

from casebook.formats.word.elements import TWIP, Element, w
from casebook.journals.submission import ManuscriptRules

HEAD = 709  # twips (1.25 cm) between the edge of the paper and what stands on every page
_SHORT, _LONG = 11906, 16838  # twips: A4
_CAPTION = Cm(5.7)  # what a picture leaves of a page, at least, for its caption


@dataclass(frozen=True, slots=True)
class Page:
    """A4 with one margin on all sides, in twips; its lines are counted through the whole file, or not at all."""

    margin: int
    has_line_numbers: bool = True

    @classmethod
    def of(cls, rules: ManuscriptRules, *, is_title_page: bool = False) -> Page:
        """Return the page that a journal asks for; nobody reviews a title page by its lines."""
        return cls(ceil(Cm(rules.margins) / TWIP), rules.line_numbers and not is_title_page)

    def width(self, is_sideways: bool = False) -> int:
        """Return the width between the margins, in twips."""
        return (_LONG if is_sideways else _SHORT) - 2 * self.margin

    @property
    def highest_picture(self) -> Emu:
        """How high a picture may be so that its caption stands below it."""
        return Emu((_LONG - 2 * self.margin) * TWIP - _CAPTION)

    def section(self) -> Element:
        """Return the properties of a section of the document, upright."""
        sides = dict.fromkeys(("top", "right", "bottom", "left"), self.margin)
        counted = [w("lnNumType", countBy=1, restart="continuous")] if self.has_line_numbers else []
        return w(
            "sectPr",
            w("pgSz", w=_SHORT, h=_LONG),
            w("pgMar", **sides, header=HEAD, footer=HEAD, gutter=0),
            *counted,
            w("cols", space=HEAD),
        )


def sideways() -> Element:
    """Return the size of a page turned on its side."""
    return w("pgSz", w=_LONG, h=_SHORT, orient="landscape")
