"""A pen that draws on SVG: concrete colours and plain attributes, since print knows no variables, masks or filters."""

from __future__ import annotations

from lxml import etree

from casebook.drawings.metrics import FAMILY, ITALIC, REGULAR, SIZE, width_of
from casebook.drawings.palette import FAINT, INK, PAPER
from casebook.drawings.plan import Drawing

_SPACE = "http://www.w3.org/2000/svg"
_FAMILIES = f"'{FAMILY}', 'Source Sans Pro', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_CORNERS = {
    "triangle": ((0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)),
    "wedge": ((-1.1, -0.8), (1.1, -0.8), (0.0, 1.2)),
    "diamond": ((0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)),
    "last": ((1.4, 0.0), (-1.0, -1.3), (-1.0, 1.3)),
}


def shown(number: float) -> str:
    """Return a coordinate with at most two decimals: "12", "12.5"."""
    return f"{number:.2f}".rstrip("0").rstrip(".") if round(number, 2) else "0"


class Pen:
    """One drawing being made; shapes lie over those drawn before."""

    def __init__(self, width: float, title: str, description: str, language: str) -> None:
        self.width, self.words = width, description
        self.root = etree.Element(f"{{{_SPACE}}}svg", nsmap={None: _SPACE})  # type: ignore[dict-item]  # lxml-stubs do not know the default
        self.root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
        self.root.set("role", "img")
        self._add("title").text = title
        self._add("desc").text = description
        self._ground = self._add("rect", x="0", y="0", fill=PAPER)
        self._under = self._add("g")
        self._group = etree.SubElement(self.root, f"{{{_SPACE}}}g")
        self._group.set("font-family", _FAMILIES)
        self._group.set("font-size", shown(SIZE))

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str = INK, width: float = 0.8, dash: str = "none"
    ) -> None:
        ends = {"x1": shown(x1), "y1": shown(y1), "x2": shown(x2), "y2": shown(y2)}
        self._draw("line", stroke=colour, stroke_width=shown(width), **ends, **_dash(dash))

    def guide(self, x: float, top: float, bottom: float, dash: str) -> None:
        """Draw an upright line that lies below everything else, whenever that is drawn."""
        ends = {"x1": shown(x), "y1": shown(top), "x2": shown(x), "y2": shown(bottom)}
        self._add("line", self._under, stroke=FAINT, stroke_width="0.8", **ends, **_dash(dash))

    def tint(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Draw an area that lies below everything else."""
        sides = {"x": shown(x), "y": shown(y), "width": shown(width), "height": shown(height)}
        self._add("rect", self._under, fill=fill, **sides)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "none", radius: float = 0
    ) -> None:
        sides = {"x": shown(x), "y": shown(y), "width": shown(width), "height": shown(height)}
        self._draw("rect", fill=fill, stroke=stroke, **sides, **({"rx": shown(radius)} if radius else {}))

    def path(self, d: str, stroke: str = INK, width: float = 0.8, fill: str = "none", dash: str = "none") -> None:
        self._draw("path", d=d, fill=fill, stroke=stroke, stroke_width=shown(width), **_dash(dash))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "start",
        colour: str = INK,
        weight: str = REGULAR,
        size: float = SIZE,
    ) -> None:
        """Write words; `y` is their baseline.

        Their width is told, so that another font than ours, which a browser may have, does not make them touch others.
        """
        more = {"font_style": ITALIC} if weight == ITALIC else {"font_weight": weight} if weight != REGULAR else {}
        more |= {"font_size": shown(size)} if size != SIZE else {}
        more |= {"text_anchor": anchor} if anchor != "start" else {}
        more |= {"textLength": shown(width_of(words, size, weight)), "lengthAdjust": "spacingAndGlyphs"}
        self._draw("text", x=shown(x), y=shown(y), fill=colour, **more).text = words

    def marker(self, shape: str, x: float, y: float, colour: str, size: float = 3, *, is_hollow: bool = False) -> None:
        """Draw one of the shapes that tell series and events apart."""
        fill = PAPER if is_hollow or shape == "last" else colour
        match shape:
            case "circle":
                self._draw("circle", cx=shown(x), cy=shown(y), r=shown(size), fill=fill, stroke=colour)
            case "square":
                self.rect(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8, fill, colour)
            case "cross":
                self.line(x - size, y - size, x + size, y + size, colour, 1.4)
                self.line(x - size, y + size, x + size, y - size, colour, 1.4)
            case _:
                corners = (f"{shown(x + size * a)},{shown(y + size * b)}" for a, b in _CORNERS[shape])
                self._draw("polygon", points=" ".join(corners), fill=fill, stroke=colour)

    def finished(self, height: float) -> Drawing:
        """Return the drawing, as high as it has become."""
        width, high = round(self.width), round(height)
        self.root.set("viewBox", f"0 0 {width} {high}")
        for element in (self.root, self._ground):
            element.set("width", str(width))
            element.set("height", str(high))
        return Drawing(etree.tostring(self.root, encoding="utf-8", pretty_print=True), width, high, self.words)

    def _draw(self, name: str, **attributes: str) -> etree._Element:
        return self._add(name, self._group, **attributes)

    def _add(self, name: str, parent: etree._Element | None = None, **attributes: str) -> etree._Element:
        above = self.root if parent is None else parent
        element = etree.SubElement(above, f"{{{_SPACE}}}{name}")
        for key, value in attributes.items():
            element.set(key.replace("_", "-"), value)
        return element


def _dash(dash: str) -> dict[str, str]:
    return {} if dash == "none" else {"stroke_dasharray": dash}
