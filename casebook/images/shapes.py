"""A drawing as a tree of shapes: read from XML, and looked through for what is really seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from cssselect2 import ElementWrapper
from lxml import etree

from casebook.images.cascade import Cascade, Declarations
from casebook.images.faults import TOO_INTRICATE, BadImage
from casebook.images.vocabulary import ASIDE, ELEMENTS, FORMS

SVG_NAMES = "http://www.w3.org/2000/svg"
_ATTRIBUTES = {
    "{http://www.w3.org/1999/xlink}href": "href",
    "{http://www.w3.org/XML/1998/namespace}space": "xml:space",
    "{http://www.w3.org/XML/1998/namespace}lang": "lang",
}
_LINK = re.compile(r"""url\(\s*(["']?)#([^"')\s]+)\1\s*\)""", re.IGNORECASE)
_LIGHT = re.compile(r"light-dark\(\s*((?:[^(),]|\([^()]*\))*),.*\)", re.DOTALL)
_LINKING = frozenset(("use", "linearGradient", "radialGradient", "pattern"))
_DEEPEST = 100
_MOST = 50_000  # WeasyPrint draws some 4000 a second


@dataclass(slots=True, eq=False)
class Shape:
    """One element: its name, its attributes, its style (stronger), its words and children in order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    style: Declarations = field(default_factory=dict)
    content: list[Shape | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.style.get(name, self.attributes.get(name, "")).strip()

    @property
    def children(self) -> list[Shape]:
        return [part for part in self.content if isinstance(part, Shape)]

    def walk(self) -> Iterator[Shape]:
        """Yield this shape and all below it, in document order."""
        pending = [self]
        while pending:
            shape = pending.pop()
            yield shape
            pending += reversed(shape.children)

    @property
    def links(self) -> set[str]:
        """The ids that this shape needs to be drawn: gradients, patterns, clips, markers, the shape that it uses."""
        values = [value for part in (self.attributes, self.style) for name, value in part.items() if name in FORMS]
        found = {match[2] for value in values for match in _LINK.finditer(value)}
        if self.name in _LINKING and self.get("href").startswith("#"):
            found.add(self.get("href")[1:])
        return found


def settled(value: str, names: dict[str, str]) -> str:
    """Return a property's value with its ids renamed (a link to nothing becomes `none`) and without a dark side."""
    renamed = _LINK.sub(lambda link: f"url(#{names[link[2]]})" if link[2] in names else "none", value)
    return _LIGHT.sub(r"\1", renamed).strip()


def named_shapes(root: Shape) -> dict[str, Shape]:
    """Return the shapes by their ids, the first of each."""
    named: dict[str, Shape] = {}
    for shape in root.walk():
        named.setdefault(shape.attributes.get("id", ""), shape)
    return named


def read_shapes(root: etree._Element, cascade: Cascade) -> Shape:
    """Return the drawing under `root`; raise BadImage when it is nested too deeply."""
    return _read(ElementWrapper.from_xml_root(root), cascade, 1, False)


def _read(wrapper: ElementWrapper, cascade: Cascade, depth: int, is_text: bool) -> Shape:
    if depth > _DEEPEST:
        raise BadImage(TOO_INTRICATE)
    element = wrapper.etree_element
    name = _name(element)
    children = list(wrapper.iter_children())
    if name == "switch":
        name, children = "g", _chosen(children)
    elif name == "a":  # a link; WeasyPrint would take it for a text
        name = "tspan" if is_text else "g"
    attributes = {_ATTRIBUTES.get(key, key): value for key, value in element.attrib.items()}
    shape = Shape(name, attributes, cascade.declared(wrapper), [element.text or ""])
    for child in children:
        if name in ELEMENTS:
            shape.content.append(_read(child, cascade, depth + 1, is_text or name == "text"))
        shape.content.append(child.etree_element.tail or "")
    return shape


def _name(element: etree._Element) -> str:
    """Return the name of an SVG element, or "" for one of another language (an editor's notes, HTML)."""
    namespace, _, name = element.tag.rpartition("}")
    return name if namespace in ("", "{" + SVG_NAMES) else ""


def _chosen(children: list[ElementWrapper]) -> list[ElementWrapper]:
    """Return the one child of a `switch` that a plain reader draws: editors offer a richer one before it."""
    plain = [child for child in children if _name(child.etree_element) in ELEMENTS | {"a", "switch"}]
    fit = [child for child in plain if not {*child.etree_element.keys()} & {"requiredExtensions", "systemLanguage"}]
    return (fit or plain)[:1]


def seen_shapes(root: Shape, gone: Set[Shape] = frozenset()) -> set[Shape]:
    """Return the shapes that are seen, and those that they need; not what is hidden, `gone` or defined in vain."""
    named = {name: shape for name, shape in named_shapes(root).items() if shape not in gone}
    seen: set[Shape] = set()
    pending = [(root, "visible")]
    while pending:
        shape, visibility = pending.pop()
        if shape in seen:
            continue
        seen.add(shape)
        pending += [(named[link], "visible") for link in shape.links if link in named]
        for child in shape.children:
            shown = child.get("visibility") or visibility
            if child.name not in ASIDE and child not in gone and not _is_hidden(child, shown, shape.name == "clipPath"):
                pending.append((child, shown))
    _weigh(root, seen, named, 1, {})
    return seen


def with_holders(root: Shape, shapes: set[Shape]) -> set[Shape]:
    """Return `shapes` with every shape that has one of them inside it."""
    kept = set(shapes)
    for shape in reversed(list(root.walk())):  # children come before those that hold them
        if not kept.isdisjoint(shape.children):
            kept.add(shape)
    return kept


def _is_hidden(shape: Shape, visibility: str, in_clip: bool) -> bool:
    """Tell whether nothing of `shape` is seen (within a clip path opacity does not matter)."""
    if shape.get("display") == "none" or (not in_clip and re.fullmatch(r"0*\.?0*%?", shape.get("opacity") or "1")):
        return True
    return visibility in ("hidden", "collapse") and all(s.get("visibility") != "visible" for s in shape.walk())


def _weigh(
    shape: Shape, seen: set[Shape], named: dict[str, Shape], depth: int, known: dict[Shape, tuple[int, int]]
) -> tuple[int, int]:
    """Return how many shapes are drawn for `shape`, all repetitions counted, and how deeply they are nested.

    Raises BadImage beyond what a page could hold: ten lines of `use` can ask for a thousand million shapes.
    """
    if shape not in known:
        if depth > _DEEPEST:
            raise BadImage(TOO_INTRICATE)
        parts = [child for child in shape.children if child in seen]
        parts += [named[link] for link in shape.links if link in named]
        weights = [_weigh(part, seen, named, depth + 1, known) for part in parts]
        known[shape] = (1 + sum(count for count, _ in weights), 1 + max((deep for _, deep in weights), default=0))
    count, deep = known[shape]
    if count > _MOST or depth + deep > _DEEPEST:
        raise BadImage(TOO_INTRICATE)
    return count, deep
