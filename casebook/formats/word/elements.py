"""The elements of WordprocessingML (ECMA-376), written as calls; whoever calls keeps the order that Word demands."""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml.etree import _Element as Element

__all__ = ["TWIP", "Element", "paragraph", "w", "words"]

TWIP = 635  # EMU (1/914400 inch) in a twip, the twentieth part of a point


def w(tag: str, *children: Element, **attributes: object) -> Element:
    """Return an element of the main namespace with its children and attributes: `w("pStyle", val="Title")`."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def words(text: str) -> Element:
    """Return a text whose spaces are kept."""
    made = w("t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def paragraph(style: str, content: Iterable[Element], *properties: Element) -> Element:
    """Return a paragraph of a style; `properties` are what it has besides, in the order of the schema."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *content)
