"""What a shape of a drawing inherits, and whether its words are painted at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from casebook.images.geometry import Box, Matrix, lengths, matrix
from casebook.images.shapes import Shape
from casebook.images.vocabulary import FORMS, SYNONYMS, WIDE

_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")
_INHERITED = (
    *("fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "visibility", *_MARKERS),
    *("text-anchor", "direction", "letter-spacing", "word-spacing", "xml:space"),
)
_ZERO = r"\s*0*\.?0*%?\s*"
_ALPHA = r"(?:rgb|hsl)a?\((?:(?:[^,]*,){3}|[^/]*/)"
_NO_COLOUR = re.compile(rf"none|transparent|#(?:[\da-f]{{3}}0|[\da-f]{{6}}00)|{_ALPHA}{_ZERO}\)", re.IGNORECASE)
_SEE_THROUGH = re.compile(rf"url.*|#(?:[\da-f]{{4}}|[\da-f]{{8}})|{_ALPHA}.*", re.IGNORECASE)

Settle = Callable[[str], str]
"""Rewrites a value as it will be printed: links to nothing and the colours of a dark page are gone."""


@dataclass(frozen=True, slots=True)
class Scene:
    """How a shape is drawn: its transform (None: not known), the part of the page that it may show on, its style."""

    matrix: Matrix | None
    frame: Box
    style: Mapping[str, str] = field(default_factory=dict)
    em: float = 16
    is_opaque: bool = True

    def into(self, shape: Shape, settle: Settle) -> Scene:
        """Return the scene of `shape` and all inside it."""
        own = {name: value for name in _INHERITED if (value := said(shape, name, settle))}
        colour = said(shape, "color", settle)
        own["color"] = colour if colour.lower() not in ("", "currentcolor") else self.style.get("color", "black")
        size = said(shape, "font-size", settle)
        return replace(
            self,
            matrix=self._turned(shape, settle),
            style={**self.style, **own},
            em=lengths(size, self.em, self.em)[0] if size else self.em,
            is_opaque=self.is_opaque and _share(said(shape, "opacity", settle)) >= 1,
        )

    def _turned(self, shape: Shape, settle: Settle) -> Matrix | None:
        transform = said(shape, "transform", settle)
        own = None if transform and said(shape, "transform-origin", settle) else matrix(transform)
        return self.matrix.after(own) if self.matrix and own else None

    @property
    def is_painted(self) -> bool:
        """Whether words leave a mark here: of some size, not hidden, filled or outlined."""
        outlined = any(lengths(self.style.get("stroke-width", "1"), self.em, 1)) and self._is_coloured("stroke")
        return self.em > 0 and self._is_visible and (outlined or self._is_coloured("fill"))

    @property
    def is_solid(self) -> bool:
        """Whether a closed shape hides here all that was drawn before it."""
        whole = self.is_opaque and self._is_visible and _share(self.style.get("fill-opacity", "")) >= 1
        return whole and self._is_coloured("fill") and not _SEE_THROUGH.fullmatch(self._colour("fill"))

    @property
    def margin(self) -> float:
        """How far the outline may stand out of a shape: at a sharp corner some widths of the line."""
        width = lengths(self.style.get("stroke-width", "1"), self.em, float("inf"))[0]
        mitres = 10
        return width * mitres if self._colour("stroke") != "none" else 0

    @property
    def has_markers(self) -> bool:
        return any(self.style.get(name, "none") != "none" for name in _MARKERS)

    @property
    def _is_visible(self) -> bool:
        return self.style.get("visibility", "visible").lower() not in ("hidden", "collapse")

    def _is_coloured(self, name: str) -> bool:
        return _share(self.style.get(f"{name}-opacity", "")) > 0 and not _NO_COLOUR.fullmatch(self._colour(name))

    def _colour(self, name: str) -> str:
        colour = self.style.get(name, "black" if name == "fill" else "none")
        return self.style["color"] if colour.lower() == "currentcolor" else colour


def said(shape: Shape, name: str, settle: Settle) -> str:
    """Return what `shape` itself says of a property; "" when that is nothing, or would not be printed."""
    form = FORMS[name if name != "color" else "stop-color"]
    for part in (shape.style, shape.attributes):
        if name not in part:
            continue
        value = settle(part[name].strip())
        value = SYNONYMS.get((name, value.lower()), value)
        if value.lower() == "inherit":
            return ""
        if value.lower() not in (*WIDE, "auto") and form.fullmatch(value):
            return value
    return ""


def _share(opacity: str) -> float:
    """Return an opacity as a number; 100% is 1, and so is none."""
    return float(opacity.rstrip("%") or 1) / (100 if opacity.endswith("%") else 1)
