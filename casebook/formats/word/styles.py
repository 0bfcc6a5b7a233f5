"""The style sheet of a manuscript with the type, the size and the spacing that its journal asks for.

What a journal does not say stays as the sheet has it, which may be a project's own.
"""

from __future__ import annotations

from docx.oxml.ns import qn

from casebook.formats.word.elements import Element
from casebook.journals.submission import SPACINGS, ManuscriptRules

_LINE = 240  # of a style: one line, in the units of `w:line`
# What is read through; tables, running heads and what stands on a title page keep their own measures
_SPACED = ("BodyText", "Caption", "Bibliography")
_TEXT = (*_SPACED, "Author", "Affiliation", "FrontMatter")
_OF_TABLES = "Table"
_USUAL = 24  # half points


def set_as_asked(styles: Element, rules: ManuscriptRules) -> None:
    """Change a style sheet to what a journal says of its manuscript."""
    said = rules.model_fields_set
    if "font" in said:
        for fonts in styles.iter(qn("w:rFonts")):
            fonts.attrib.update(dict.fromkeys(fonts.attrib, rules.font))
    if "size" in said:
        _set_size(styles, rules.size)
    if "spacing" in said:
        for style in _SPACED:
            _set_spacing(styles, style, round(SPACINGS[rules.spacing] * _LINE))


def _set_size(styles: Element, points: float) -> None:
    """Set the text in `points`, and headings as much larger as they are; tables stay as they are."""
    sizes = [(_style_of(size), size) for size in (*styles.iter(qn("w:sz")), *styles.iter(qn("w:szCs")))]
    own = next((int(size.get(qn("w:val"), "")) for style, size in sizes if not style), _USUAL)
    for style, size in sizes:
        if not style.startswith(_OF_TABLES):
            usual = own if style in _TEXT else int(size.get(qn("w:val"), ""))
            size.set(qn("w:val"), str(round(usual * 2 * points / own)))


def _style_of(part: Element) -> str:
    """Return the id of the style that a part belongs to; "" of what holds where no style says otherwise."""
    return next((style.get(qn("w:styleId"), "") for style in part.iterancestors(qn("w:style"))), "")


def _set_spacing(styles: Element, name: str, line: int) -> None:
    """Set how far the lines of a style stand apart; a sheet of somebody's own may lack the style."""
    for style in styles.iter(qn("w:style")):
        if style.get(qn("w:styleId")) == name:
            for spacing in style.iter(qn("w:spacing")):
                spacing.attrib.update({qn("w:line"): str(line), qn("w:lineRule"): "auto"})
