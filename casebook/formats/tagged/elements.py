"""Elements of JATS: made with their attributes and contents, and indented where white space says nothing."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

Element = etree._Element
Content = str | Element

XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_SPACES = {"xml": _XML, "xlink": XLINK}

# What holds words and elements beside each other, so that white space in it would print; all else may be indented.
_MIXED = frozenset(
    (
        *("p", "title", "article-title", "trans-title", "chapter-title", "source", "comment", "td", "th", "attrib"),
        *("mixed-citation", "corresp", "italic", "bold", "sup", "sub", "xref", "ext-link", "email", "named-content"),
        "funding-statement",
    )
)


def el(name: str, *contents: Content, **attributes: str) -> Element:
    """Return an element; `xml_lang` and `xlink_href` name their spaces, `_` is a hyphen, an empty attribute is none."""
    element = etree.Element(name)
    for key, value in attributes.items():
        if value:
            element.set(_attribute(key), value)
    return put(element, contents)


def put(element: Element, contents: Iterable[Content]) -> Element:
    """Append words and elements to an element, and return it."""
    for content in contents:
        if not isinstance(content, str):
            element.append(content)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + content
        else:
            element.text = (element.text or "") + content
    return element


def told(name: str, words: str, **attributes: str) -> tuple[Element, ...]:
    """Return an element that says `words`; nothing where there are none."""
    return (el(name, words, **attributes),) if words else ()


def _attribute(key: str) -> str:
    space, _, rest = key.partition("_")
    if space in _SPACES:
        return f"{{{_SPACES[space]}}}{rest}"
    return key.strip("_").replace("_", "-")


def indent(element: Element, level: int = 0) -> None:
    """Put every child of what holds elements only on a line of its own."""
    if element.tag in _MIXED or not len(element):
        for child in element:
            indent(child, level)  # a list or a figure within a paragraph
        return
    element.text = "\n" + " " * (level + 1)
    for child in element:
        indent(child, level + 1)
        child.tail = element.text
    element[-1].tail = "\n" + " " * level
