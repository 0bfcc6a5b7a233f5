"""A pen that draws on SVG: concrete colours and plain attributes, since print knows no variables, masks or filters."""

from __future__ import annotations

from lxml import etree

from casebook.drawings.metrics import FAMILY, REGULAR, SIZE
from casebook.drawings.palette import INK, PAPER
from casebook.drawings.plan import Drawing

_SPACE = "http://www.w3.org/2000/svg"


def shown(number: float) -> str:
    """Return a coordinate with at most two decimals: "12", "12.5"."""
    return f"{number:.2f}".rstrip("0").rstrip(".").replace("-0", "-0") if round(number, 2) else "0"


class Pen:
    """One drawing being made; shapes lie over those drawn before."""

    def __init__(self, width: float, title: str, description: str, language: str) -> None:
        self.width = width
        self.root = etree.Element(f"{{{_SPACE}}}svg", nsmap={None: _SPACE})  # type: ignore[dict-item]  # lxml-stubs do not know the default
        self.root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
        self.root.set("role", "img")
        self._add("title").text = title
        self._add("desc").text = description
        self._ground = self._add("rect", x="0", y="0", fill=PAPER)
        self._group = etree.SubElement(self.root, f"{{{_SPACE}}}g")
        self._group.set("font-family", f"'{FAMILY}', sans-serif")
        self._group.set("font-size", shown(SIZE))

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str = INK, width: float = 0.8, dash: str = "none"
    ) -> None:
        ends = {"x1": shown(x1), "y1": shown(y1), "x2": shown(x2), "y2": shown(y2)}
        self._draw("line", stroke=colour, stroke_width=shown(width), **ends, **_dash(dash))

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
        turned: bool = False,
    ) -> None:
        """Write words; `y` is their baseline."""
        more = {"font_weight": weight} if weight != REGULAR else {}
        more |= {"font_size": shown(size)} if size != SIZE else {}
        more |= {"text_anchor": anchor} if anchor != "start" else {}
        more |= {"transform": f"rotate(-90 {shown(x)} {shown(y)})"} if turned else {}
        self._draw("text", x=shown(x), y=shown(y), fill=colour, **more).text = words

    def marker(self, shape: str, x: float, y: float, colour: str, size: float = 3) -> None:
        """Draw one of the shapes that tell series and events apart."""
        match shape:
            case "circle":
                self._draw("circle", cx=shown(x), cy=shown(y), r=shown(size), fill=colour)
            case "ring":
                self._draw("circle", cx=shown(x), cy=shown(y), r=shown(size), fill=PAPER, stroke=colour)
            case "square":
                self.rect(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8, colour)
            case "triangle":
                self._polygon(
                    ((x, y - size * 1.2), (x + size * 1.1, y + size * 0.8), (x - size * 1.1, y + size * 0.8)), colour
                )
            case "diamond":
                self._polygon(
                    ((x, y - size * 1.3), (x + size * 1.3, y), (x, y + size * 1.3), (x - size * 1.3, y)), colour
                )
            case "last":
                self._polygon(
                    ((x + size * 1.4, y), (x - size, y - size * 1.3), (x - size, y + size * 1.3)), PAPER, colour
                )
            case _:
                self.line(x - size, y - size, x + size, y + size, colour, 1.4)
                self.line(x - size, y + size, x + size, y - size, colour, 1.4)

    def finished(self, height: float) -> Drawing:
        """Return the drawing, as high as it has become."""
        width, high = round(self.width), round(height)
        self.root.set("viewBox", f"0 0 {width} {high}")
        for element in (self.root, self._ground):
            element.set("width", str(width))
            element.set("height", str(high))
        return Drawing(etree.tostring(self.root, encoding="utf-8", pretty_print=True), width, high)

    def _polygon(self, corners: tuple[tuple[float, float], ...], fill: str, stroke: str = "none") -> None:
        self._draw("polygon", points=" ".join(f"{shown(x)},{shown(y)}" for x, y in corners), fill=fill, stroke=stroke)

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
