"""Drawings: an SVG file written anew with nothing but what is seen: no script, link, note, name or outside file."""

from __future__ import annotations

import re

from lxml import etree

from casebook.images.cascade import Cascade
from casebook.images.clean import CleanImage
from casebook.images.faults import BROKEN_DRAWING, EMPTY, ENTITIES, FALSE, NO_SIZE, TOO_INTRICATE, BadImage
from casebook.images.geometry import Box, pixels
from casebook.images.lettering import foreign_fonts
from casebook.images.shapes import SVG_NAMES, Shape, read_shapes, seen_shapes, settled, with_holders
from casebook.images.sight import Sight, look
from casebook.images.vocabulary import ELEMENTS, FORMS, GENERIC, LOST, PAINTED, SYNONYMS, UNSEEN, WIDE

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LARGEST = 100_000
FONT = "font: "
_PLACING = ("x", "y", "width", "height", "viewBox")


def clean_svg(data: bytes, prefix: str) -> tuple[CleanImage, frozenset[str]]:
    """Return the drawing `data` rewritten, and the names of what it used and print cannot draw.

    Among those names is `text` when words may be left in the drawing that nobody sees, and, behind `FONT`, that of each
    font that its words want and casebook has not. Ids begin with `prefix`.
    Raises BadImage when the file is no sound drawing, has no size, or nothing is left of it.
    """
    root = _parsed(data)
    try:
        cascade = Cascade(root)
        drawing = read_shapes(root, cascade)
        seen = seen_shapes(drawing)
        width, height, view = _size(drawing)
        sight = look(drawing, seen, view, _frame(view, width / height))
        seen = seen_shapes(drawing, sight.gone)
    except RecursionError as error:
        raise BadImage(TOO_INTRICATE) from error
    if not any(shape.name in PAINTED for shape in seen):
        raise BadImage(EMPTY)
    for name in _PLACING:
        drawing.attributes.pop(name, None)
        drawing.style.pop(name, None)
    pen = _Pen(drawing, seen, sight, prefix)
    sides = " ".join(f"{part:.10g}" for part in (view.left, view.top, view.width, view.height))
    written = etree.fromstring(f'<svg xmlns="{SVG_NAMES}" viewBox="{sides}" width="{width}" height="{height}"/>')
    pen.draw(written, drawing, "black")
    text = etree.tostring(written, encoding="unicode")
    fonts = {FONT + name for name in foreign_fonts(written)}
    return CleanImage(text.encode(), "image/svg+xml", width, height), frozenset(pen.lost | cascade.lost | fonts)


def _parsed(data: bytes) -> etree._Element:
    """Return the root of an SVG file, read without entities, document types or network."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        kind = ENTITIES if b"<!ENTITY" in data.replace(b"\x00", b"") else BROKEN_DRAWING
        raise BadImage(kind, line=error.lineno or 1) from error
    if _defines_entities(root):
        raise BadImage(ENTITIES)
    if root.tag not in ("svg", f"{{{SVG_NAMES}}}svg"):
        raise BadImage(FALSE)
    return root


def _defines_entities(root: etree._Element) -> bool:
    doctype = root.getroottree().docinfo.internalDTD
    own = () if doctype is None else doctype.iterentities()  # type: ignore[attr-defined]  # lxml-stubs lack it
    return any(True for _ in own) or any(True for _ in root.iter(etree.Entity))


def _size(drawing: Shape) -> tuple[int, int, Box]:
    """Return width and height in CSS pixels and the view box; one missing side follows from the view box."""
    given, view = drawing.get("viewBox"), (0.0, 0.0, 0.0, 0.0)
    if FORMS["viewBox"].fullmatch(given):
        left, top, across, down = (float(part) for part in re.split(r"[\s,]+", given))
        view = (left, top, across, down)
    width, height = pixels(drawing.get("width")), pixels(drawing.get("height"))
    if view[2] > 0 and view[3] > 0:
        ratio = view[2] / view[3]
        width = width or (height * ratio if height else view[2])
        height = height or width / ratio
    else:
        view = (0.0, 0.0, width, height)
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        raise BadImage(NO_SIZE)
    left, top, across, down = view
    return max(1, round(width)), max(1, round(height)), Box(left, top, left + across, top + down)


def _frame(view: Box, ratio: float) -> Box:
    """Return what a picture of that ratio may show: more than the view box where the two differ in shape."""
    across, down = max(0, view.height * ratio - view.width), max(0, view.width / ratio - view.height)
    return Box(view.left - across, view.top - down, view.right + across, view.bottom + down)


class _Pen:
    """Writes the shapes that are seen; `lost` gathers the names of what it had to leave out."""

    def __init__(self, drawing: Shape, seen: set[Shape], sight: Sight, prefix: str) -> None:
        self.lost = _lost(seen) | ({"text"} if sight.is_doubtful else set())
        self._seen, self._mute, self._kept = seen, sight.mute, with_holders(drawing, seen)
        linked = {link for shape in seen for link in shape.links}
        self._names: dict[str, str] = {}
        self._named: dict[Shape, str] = {}
        for shape in drawing.walk():
            name = shape.attributes.get("id", "")
            if shape in seen and shape.name in ELEMENTS and name in linked and name not in self._names:
                self._names[name] = self._named[shape] = f"{prefix}{len(self._names) + 1}"

    def draw(self, element: etree._Element, shape: Shape, colour: str) -> None:
        """Make `element` the picture of `shape` and all below it; `colour` is what `currentColor` stands for here."""
        if shape in self._named:
            element.set("id", self._named[shape])
        colour = self._colour(shape, colour)
        self._describe(element, shape, colour)
        for part in shape.content:
            if isinstance(part, str):
                if shape.name in ("text", "tspan") and shape in self._seen:
                    _add_words(element, _blank(part) if shape in self._mute else part)
            elif part in self._kept and part.name in ELEMENTS:
                self.draw(etree.SubElement(element, f"{{{SVG_NAMES}}}{part.name}"), part, colour)

    def _colour(self, shape: Shape, colour: str) -> str:
        own = shape.get("color")
        return own if FORMS["stop-color"].fullmatch(own) and own.lower() not in ("currentcolor", "inherit") else colour

    def _describe(self, element: etree._Element, shape: Shape, colour: str) -> None:
        """Give the element its attributes and, stronger than those, what the style sheets said."""
        style = self._checked(shape.style, colour)
        for name, value in self._checked(shape.attributes, colour).items():
            if name not in style:
                element.set(_SPACE if name == "xml:space" else name, value)
        if style:
            element.set("style", ";".join(f"{name}:{value}" for name, value in style.items()))

    def _checked(self, values: dict[str, str], colour: str) -> dict[str, str]:
        checked = {name: self._value(name, value.strip(), colour) for name, value in values.items()}
        return {name: value for name, value in checked.items() if value}

    def _value(self, name: str, value: str, colour: str) -> str:
        """Return a value as it is printed, or "" when it must go; note what is lost with it."""
        if value.lower() in WIDE or (value == "auto" and name != "orient"):
            return ""
        if name in LOST and not LOST[name].fullmatch(value):
            self.lost.add(name)
        if name not in FORMS:
            return ""
        if name == "href":
            return "#" + self._names[value[1:]] if value[1:] in self._names else ""
        if "(" in value or value.lower() == "currentcolor":
            value = re.sub("currentcolor", colour, settled(value, self._names), flags=re.IGNORECASE)
        value = SYNONYMS.get((name, value.lower()), value)
        if name == "font-family":
            value = _with_generic(value)
        if FORMS[name].fullmatch(value) or value == "inherit":
            return value
        self.lost.add("var()" if "var(" in value else name)
        return ""


def _lost(seen: set[Shape]) -> set[str]:
    """Return the names of elements that would be seen, were they not left out."""
    return {shape.name for shape in seen} - ELEMENTS - UNSEEN - {""}


def _with_generic(families: str) -> str:
    """Return a list of fonts that ends well where none of them is there: browsers would take Times."""
    names = {family.strip().lower() for family in families.split(",")}
    return families if names & GENERIC or "inherit" in names else f"{families}, sans-serif"


def _blank(words: str) -> str:
    """Return blanks as wide as digits instead of words that are not painted, so that those beside them stay put."""
    return re.sub(r"\S", "\N{FIGURE SPACE}", words)


def _add_words(element: etree._Element, words: str) -> None:
    """Add words after the last child; a line's end is a space, as in browsers (WeasyPrint would join the words)."""
    words = re.sub(r"[\r\n\t]+", " ", words)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words
