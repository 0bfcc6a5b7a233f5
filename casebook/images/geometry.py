"""Where the shapes of a drawing lie: transforms as matrices, and boxes that hold what they move."""

from __future__ import annotations

import re
from math import cos, hypot, inf, isfinite, radians, sin, tan
from typing import NamedTuple

_STEP = re.compile(r"([a-z]+)\s*\(([^)]*)\)", re.IGNORECASE)
_NUMBER = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)([a-z%]*)", re.IGNORECASE)
_PIXELS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}  # CSS Values 4, § 6.2


class Box(NamedTuple):
    """A rectangle that stands upright."""

    left: float
    top: float
    right: float
    bottom: float

    def misses(self, other: Box) -> bool:
        """Tell whether the boxes have no point in common."""
        shared = self.within(other)
        return shared.right < shared.left or shared.bottom < shared.top

    def holds(self, other: Box) -> bool:
        return self.within(other) == other

    def within(self, other: Box) -> Box:
        """Return what both boxes share; a box of nothing has its right side before its left one."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    @property
    def is_known(self) -> bool:
        return all(isfinite(side) for side in self)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Matrix(NamedTuple):
    """A transform: x' = ax + cy + e, y' = bx + dy + f (SVG 1.1, § 7.4)."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def after(self, inner: Matrix) -> Matrix:
        """Return the transform that does `inner` first and then this one."""
        a, b, c, d, e, f = inner
        return Matrix(
            self.a * a + self.c * b, self.b * a + self.d * b,
            self.a * c + self.c * d, self.b * c + self.d * d,
            self.a * e + self.c * f + self.e, self.b * e + self.d * f + self.f,
        )  # fmt: skip

    def moved(self, box: Box) -> Box:
        """Return the upright box around the moved `box`; it is not known when a number is too large."""
        corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        across = [self.a * x + self.c * y + self.e for x, y in corners]
        down = [self.b * x + self.d * y + self.f for x, y in corners]
        if not isfinite(sum(across) + sum(down)):  # min() would overlook what is not a number
            return Box(-inf, -inf, inf, inf)
        return Box(min(across), min(down), max(across), max(down))

    @property
    def is_upright(self) -> bool:
        return self.b == self.c == 0

    @property
    def scale(self) -> float:
        """How much the transform enlarges, in the direction in which it does so less."""
        return min(hypot(self.a, self.b), hypot(self.c, self.d))


def matrix(transform: str) -> Matrix | None:
    """Return what a `transform` does; None when it has a step or a unit that is not known here."""
    whole = Matrix()
    if transform in ("", "none"):
        return whole
    for name, values in _STEP.findall(transform):
        numbers = [(float(number), unit.lower()) for number, unit in _NUMBER.findall(values)]
        if not all(isfinite(number) and unit in ("", "px", "deg") for number, unit in numbers):
            return None
        step = _step(name.lower(), [number for number, _ in numbers])
        if step is None:
            return None
        whole = whole.after(step)
    return whole


def _step(name: str, numbers: list[float]) -> Matrix | None:
    match name, numbers:
        case "matrix", [a, b, c, d, e, f]:
            return Matrix(a, b, c, d, e, f)
        case "translate", [x, y]:
            return Matrix(e=x, f=y)
        case (("translate" | "translatex"), [x]):
            return Matrix(e=x)
        case "translatey", [y]:
            return Matrix(f=y)
        case "scale", [x, y]:
            return Matrix(a=x, d=y)
        case "scale", [both]:
            return Matrix(a=both, d=both)
        case "scalex", [x]:
            return Matrix(a=x)
        case "scaley", [y]:
            return Matrix(d=y)
        case "rotate", [angle, *centre] if len(centre) in (0, 2):
            return _rotation(radians(angle), *centre)
        case "skewx", [angle]:
            return Matrix(c=tan(radians(angle)))
        case "skewy", [angle]:
            return Matrix(b=tan(radians(angle)))
    return None


def _rotation(angle: float, x: float = 0, y: float = 0) -> Matrix:
    turn = Matrix(cos(angle), sin(angle), -sin(angle), cos(angle))
    return Matrix(e=x, f=y).after(turn).after(Matrix(e=-x, f=-y))


def lengths(value: str, em: float, whole: float) -> list[float]:
    """Return the lengths of a list in user units; `whole` is what a percentage is of.

    A length that cannot be told (in heights of an x, in sizes of the page's font) is infinite.
    """
    units = {**_PIXELS, "em": em, "%": whole / 100}
    parts = [(float(number), unit.lower()) for number, unit in _NUMBER.findall(value)]
    return [number * units.get(unit, inf) if number else 0 for number, unit in parts]


def pixels(length: str) -> float:
    """Return an absolute length in CSS pixels; 0 when it is not given, negative, or relative to something."""
    match = _NUMBER.fullmatch(length)
    return max(0.0, float(match[1]) * _PIXELS.get(match[2].lower(), 0)) if match else 0.0
