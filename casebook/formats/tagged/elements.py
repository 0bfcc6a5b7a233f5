"""Elements of JATS: made with their attributes and contents, and indented where white space says nothing."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

Element = etree._Element
Content = str | Element

XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_SPACES = {"xml": _XML, "xlink": XLINK}

# What holds elements only, so that it may be indented; a cell of a table is among what may not.
_STRUCTURAL = frozenset(
    "article front body back sub-article front-stub journal-meta journal-title-group publisher article-meta"
    " article-categories subj-group title-group trans-title-group contrib-group contrib name aff addr-line author-notes"
    " fn-group fn pub-date history date permissions license abstract trans-abstract kwd-group funding-group award-group"
    " counts custom-meta-group custom-meta sec list list-item fig graphic caption table-wrap table-wrap-foot table thead"
    " tbody tr boxed-text ack ref-list ref element-citation person-group".split()
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


def some(*contents: Element | None) -> tuple[Element, ...]:
    """Return those that are there."""
    return tuple(content for content in contents if content is not None)


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
    if element.tag not in _STRUCTURAL or not len(element):
        for child in element:
            indent(child, level)  # a list or a figure within a paragraph
        return
    element.text = "\n" + " " * (level + 1)
    for child in element:
        indent(child, level + 1)
        child.tail = element.text
    element[-1].tail = "\n" + " " * level
