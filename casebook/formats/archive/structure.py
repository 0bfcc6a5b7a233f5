"""The structure tree of a PDF: parts in reading order, each with its language, and every link with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pydyf

from casebook.formats.archive.marks import Box, Painted, boxes_of, is_cell, is_image, is_line, is_text, set_aside
from casebook.formats.archive.roles import attributes_of
from casebook.formats.archive.tree import Mark, Part, Target, Tree
from casebook.formats.archive.words import Piece, Sign, end_pieces, signs_between

_POINTS = 0.75  # in a CSS pixel
_OURS = ("/StructElem", "/OBJR")


def read_tree(pages: Sequence[Painted], root: Any, places: Mapping[Any, int]) -> Tree:
    """Return the structure of painted pages; content that belongs to nothing becomes an artifact on its page.

    `places` are numbers of elements in reading order, where that is not the order of the HTML.
    """
    tree = Tree(root)
    heads: set[Any] = set()
    pieces: dict[Part, list[Piece]] = defaultdict(list)
    line = 0
    for number, painted in enumerate(pages):
        rest = dict(painted.numbers)
        for box in boxes_of(painted, heads):
            line += is_line(box)
            if is_cell(box):
                tree.part_of(box.element)
            if box.link_annotation:
                tree.add(box.element, Target(number, box.link_annotation))
            if box in rest and is_image(box):
                tree.add(box.element, Mark(number, rest.pop(box))).area = _area(box, painted)
            if box in rest and is_text(box):
                piece = Piece(number, rest.pop(box), line, box.text)
                is_label = box.element_tag.endswith("::marker")
                part = tree.add(box.element, Mark(number, piece.number), is_label)
                pieces[part.paragraph].append(piece)
        set_aside(painted, frozenset(rest.values()))
    _separate_words(pages, pieces)
    tree.arrange(places)
    return tree


def _separate_words(pages: Sequence[Painted], pieces: Mapping[Part, list[Piece]]) -> None:
    """Write the spaces and soft hyphens at the ends of lines into the content of the pages."""
    ends: list[dict[int, Sign]] = [{} for _ in pages]
    for part, found in pieces.items():
        for piece, sign in signs_between(found, "".join(part.element.itertext())):
            ends[piece.page][piece.number] = sign
    for painted, signs in zip(pages, ends, strict=True):
        end_pieces(painted.stream.stream, signs, painted.fonts)


def _area(box: Box, painted: Painted) -> tuple[float, ...]:
    """Return where an image stands, in points from the lower left corner of the page."""
    left, top = box.content_box_x(), box.content_box_y()
    height = painted.page.height
    corners = (left, height - top - box.height, left + box.width, height - top)
    return tuple(round(corner * _POINTS, 2) for corner in corners)


class TreeWriter:
    """Puts a structure into a file about to be written, in the place of WeasyPrint's own."""

    def __init__(self, pdf: Any, pages: Sequence[Painted]) -> None:
        self.pdf = pdf
        self.root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
        self.spare = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") in _OURS]
        self.marks = [[b"null"] * len(painted.numbers) for painted in pages]
        self.targets: list[bytes] = []
        self.named: dict[str | None, Any] = {}

    def write(self, tree: Tree) -> None:
        """Write the tree, and which part each piece of a page and each link belongs to."""
        self.named = {element.get("id"): element for element in tree.document.element.iter() if element.get("id")}
        objects = {part: self._object() for part in tree.document.parts()}
        for part, found in objects.items():
            found.update(self._describe(part))
            found["K"] = pydyf.Array([self._kid(kid, part, objects) for kid in part.kids])
            for kid in part.kids:
                if isinstance(kid, Part):
                    objects[kid]["P"] = found.reference
        document = objects[tree.document]
        document["P"] = self.root.reference
        self.root["K"] = pydyf.Array([document.reference])
        numbered = [*map(pydyf.Array, self.marks), *self.targets]
        numbers = self.pdf.objects[int(self.root["ParentTree"].split()[0])]
        numbers["Nums"] = pydyf.Array([item for pair in enumerate(numbered) for item in pair])
        self.root["ParentTreeNextKey"] = len(numbered)
        for unused in self.spare:
            unused.clear()

    def _object(self) -> Any:
        """Return an object of the file for a part: one that WeasyPrint made, as long as there are any."""
        if self.spare:
            found = self.spare.pop(0)
            found.clear()
            return found
        found = pydyf.Dictionary()
        self.pdf.add_object(found)
        return found

    def _describe(self, part: Part) -> dict[str, Any]:
        found: dict[str, Any] = {"Type": "/StructElem", "S": f"/{part.role}"}
        if part.marks:
            found["Pg"] = self.pdf.page_references[part.marks[0].page]
        if part.lang:
            found["Lang"] = pydyf.String(part.lang)
        if part.role == "Figure":
            found["Alt"] = pydyf.String(part.element.get("alt", ""))
        if part.role == "Link" and part.element.get("aria-label"):
            found["Alt"] = pydyf.String(part.element.get("aria-label"))
        if attributes := attributes_of(part.element, part.role):
            found["A"] = pydyf.Dictionary(attributes)
        if part.area:
            found["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(part.area), "Placement": "/Block"})
        return found

    def _kid(self, kid: Part | Mark | Target, part: Part, objects: Mapping[Part, Any]) -> Any:
        """Return how a part names what belongs to it; a piece of its first page goes by its number alone."""
        own = objects[part].reference
        if isinstance(kid, Part):
            return objects[kid].reference
        page = self.pdf.page_references[kid.page]
        if isinstance(kid, Mark):
            self.marks[kid.page][kid.number] = own
            if kid.page == part.marks[0].page:
                return kid.number
            return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.number})
        kid.annotation["StructParent"] = len(self.marks) + len(self.targets)
        kid.annotation["Contents"] = pydyf.String(self._link_words(part.element))
        self.targets.append(own)
        return pydyf.Dictionary({"Type": "/OBJR", "Pg": page, "Obj": kid.annotation.reference})

    def _link_words(self, link: Any) -> str:
        """Return what a link says to who cannot see what stands around it: its words, and the reference it cites."""
        cited = self.named.get(link.get("aria-describedby"))
        said = [link.get("aria-label") or _words(link), _words(cited) if cited is not None else ""]
        return ". ".join(filter(None, said))


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
