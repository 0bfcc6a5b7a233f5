"""The structure of an article as its HTML has it: whole paragraphs, lists and tables, whatever pages they stand on.

WeasyPrint builds a tree of each page's boxes: a paragraph that goes on in the next column is two there, figures stand
where the pages have room for them, and no part says its language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from casebook.formats.archive.roles import holds_no_text, role_of


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the content of a page: its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Target:
    """The area of a page that is a link: its annotation."""

    page: int
    annotation: Any


@dataclass(eq=False)
class Part:
    """One element of the structure.

    `lang` is its language where that differs from its parent's; `area` is where an image stands, in points.
    """

    role: str
    element: Any
    above: Part | None = None
    lang: str | None = None
    area: tuple[float, ...] = ()
    kids: list[Part | Mark | Target] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        """Yield this part and all below it, parents first."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Part):
                yield from kid.parts()

    @property
    def paragraph(self) -> Part:
        """The part itself, or the one in whose run of text it stands."""
        return self.above.paragraph if self.role in ("Link", "Span") and self.above else self

    @property
    def marks(self) -> list[Mark]:
        return [kid for kid in self.kids if isinstance(kid, Mark)]


class Tree:
    """The structure while it grows: each element of the HTML gets its part when the first of it is met on a page."""

    def __init__(self, root: Any) -> None:
        self.document = Part("Document", root)
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._parts: dict[tuple[Any, str], Part] = {(root, ""): self.document}

    def add(self, element: Any, kid: Mark | Target, is_label: bool = False) -> Part:
        """Add a piece of a page to the part of its element, and return that; `is_label`: it marks a list's item."""
        part = self.part_of(element)
        if part.role == "LI":
            part = self._below(part, "Lbl" if is_label else "LBody")
        elif holds_no_text(part.role):
            part = self._below(part, "P")
        part.kids.append(kid)
        return part

    def part_of(self, element: Any) -> Part:
        """Return the part of an element, or of the nearest one around it that has any."""
        if (element, "") in self._parts:
            return self._parts[element, ""]
        own = self._lang(element)
        changed = own if own != self._lang(self._parents[element]) else None
        role = role_of(element, changed is not None)
        above = self.part_of(self._parents[element])
        if role is None:
            return above
        if above.role == "LI":
            above = self._below(above, "LBody")
        return self._new(Part(role, element, above, changed), "")

    def _below(self, part: Part, role: str) -> Part:
        """Return the part of this role below an element's own; a paragraph ends where another part begins."""
        found = self._parts.get((part.element, role))
        is_open = found is not None and (role != "P" or part.kids[-1] is found)
        return found if found and is_open else self._new(Part(role, part.element, part), role)

    def _new(self, part: Part, key: str) -> Part:
        assert part.above is not None
        part.above.kids.append(part)
        self._parts[part.element, key] = part
        return part

    def _lang(self, element: Any) -> Any:
        """Return the language that an element is in, or None."""
        while element is not None and not element.get("lang"):
            element = self._parents.get(element)
        return element.get("lang") if element is not None else None

    def arrange(self, places: Mapping[Any, int]) -> None:
        """Put parts in the order of the places that their elements have; what has none comes first, as it stands."""
        for part in list(self.document.parts()):
            places_of = {id(kid): self._place(kid if isinstance(kid, Part) else part, places) for kid in part.kids}
            part.kids.sort(key=lambda kid: places_of[id(kid)])
            tables = [kid for kid in part.kids if isinstance(kid, Part) and kid.role == "Table"]
            if len(tables) == 1 and part.role == "Div":
                captions = [kid for kid in part.kids if isinstance(kid, Part) and kid.role == "Caption"]
                part.kids = [kid for kid in part.kids if kid not in captions]
                tables[0].kids[:0] = captions

    def _place(self, part: Part, places: Mapping[Any, int]) -> int:
        element = part.element
        while element is not None and element not in places:
            element = self._parents.get(element)
        return places.get(element, -1)
