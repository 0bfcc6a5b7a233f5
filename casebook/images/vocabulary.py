"""The words of SVG that a figure may use: elements, attributes and properties, and the form of their values.

What is not listed here is left out of a cleaned drawing. The lists are what WeasyPrint draws (probed with version 70),
less everything that could run, load or hide something. Values have to fit their pattern because WeasyPrint gives up a
whole drawing at the first number that it cannot read.
"""

from __future__ import annotations

import re

_CONTAINERS = ("defs", "symbol", "linearGradient", "radialGradient", "pattern", "clipPath", "marker")
PAINTED = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "use"))
"""The elements that leave something on the paper."""

ELEMENTS = PAINTED | {"svg", "g", "tspan", "stop", *_CONTAINERS}
"""The elements that a cleaned drawing may have."""

ASIDE = frozenset((*_CONTAINERS, "mask", "filter"))
"""The elements that are drawn only where another one refers to them."""

UNSEEN = frozenset(("title", "desc", "metadata", "style", "view", "cursor"))
"""Elements that leave nothing on the paper: nobody is told that they are gone."""

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
_LENGTH = rf"{_NUMBER}(?:px|pt|pc|mm|cm|in|em|ex|rem|%)?"
_LENGTHS = rf"{_LENGTH}(?:[\s,]+{_LENGTH})*"
_RATIO = rf"{_NUMBER}%?"
_COLOUR = r"#[\da-f]{3,8}|[a-z-]+|(?:rgb|hsl)a?\([-+\d.e%,/\sdgran]*\)"
_LOCAL = r"url\(#[\w-]+\)"
_WORD = r"[a-z-]+"
_SPACE = "userspaceonuse|objectboundingbox|strokewidth"
_TURNS = r"(?:(?:matrix|translate[xy]?|scale[xy]?|rotate|skew[xy]?)\s*\([-+\d.e,%\sa-z]*\)[\s,]*)+"

_PATTERNS = {
    _LENGTH: "x1 y1 x2 y2 cx cy r rx ry fx fy fr width height refX refY markerWidth markerHeight textLength offset"
    " stroke-width stroke-dashoffset font-size",
    _LENGTHS: "x y dx dy",
    rf"{_NUMBER}(?:[\s,]+{_NUMBER})*": "rotate",
    rf"{_NUMBER}(?:[\s,]+{_NUMBER}){{3}}": "viewBox",
    _NUMBER: "stroke-miterlimit pathLength",
    _RATIO: "opacity fill-opacity stroke-opacity stop-opacity",
    rf"none|{_LENGTHS}": "stroke-dasharray",
    rf"normal|{_LENGTH}": "letter-spacing word-spacing",
    r"[-+\d.e,\s]*": "points",
    r"[mzlhvcsqtae\d\s,.+-]*": "d",
    _TURNS + "|none": "transform gradientTransform patternTransform",
    rf"{_LENGTH}\s+{_LENGTH}|{_WORD}(?:\s+{_WORD})?": "transform-origin",
    rf"{_COLOUR}|{_LOCAL}(?:\s+(?:{_COLOUR}))?": "fill stroke",
    _COLOUR: "stop-color",
    rf"none|{_LOCAL}": "clip-path marker marker-start marker-mid marker-end",
    "nonzero|evenodd": "fill-rule clip-rule",
    _SPACE: "gradientUnits patternUnits patternContentUnits clipPathUnits markerUnits",
    _WORD: "spreadMethod lengthAdjust display visibility overflow stroke-linecap stroke-linejoin dominant-baseline"
    " alignment-baseline shape-rendering text-rendering font-variant font-stretch",
    r"x\w+(?:\s+(?:meet|slice))?|none": "preserveAspectRatio",
    rf"auto|auto-start-reverse|{_NUMBER}": "orient",
    "start|middle|end": "text-anchor",
    "ltr|rtl": "direction",
    "normal|italic|oblique": "font-style",
    r"normal|bold|[1-9]\d{0,2}": "font-weight",
    r"""[-\w\s,.'"]+""": "font-family",
    r"#[\w-]+": "href",
    "preserve|default": "xml:space",
    r"[a-z]{2,3}(?:-[a-z\d]{2,8})*": "lang",
}
FORMS = {name: re.compile(pattern, re.IGNORECASE) for pattern, names in _PATTERNS.items() for name in names.split()}
"""The form of the value of every attribute and property that a cleaned drawing may have."""

LOST = {
    name: re.compile(neutral + "|inherit", re.IGNORECASE)
    for name, neutral in {
        "mask": "none",
        "filter": "none",
        "paint-order": "normal|fill.*",
        "mix-blend-mode": "normal",
        "baseline-shift": r"baseline|0\w*|0%",
        "writing-mode": "lr|lr-tb|horizontal-tb",
        "vector-effect": "none",
        "text-decoration": "none.*",
        "text-decoration-line": "none",
        "animation": "none.*",
        "animation-name": "none",
    }.items()
}
"""Properties that change a drawing and that WeasyPrint passes over, with the values that change nothing."""

GENERIC = frozenset(
    ("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "emoji", "fangsong")
    + ("ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded")
)
"""The families that every reader has some font for (CSS Fonts 4, § 2.1.3)."""

WIDE = frozenset(("", "initial", "unset", "revert", "revert-layer"))
"""Values that ask for what is so anyway; WeasyPrint stumbles over them."""

SYNONYMS = {
    ("font-size", "xx-small"): "9",
    ("font-size", "x-small"): "10",
    ("font-size", "small"): "13",
    ("font-size", "medium"): "16",
    ("font-size", "large"): "18",
    ("font-size", "x-large"): "24",
    ("font-size", "xx-large"): "32",
    ("font-size", "smaller"): "0.83em",
    ("font-size", "larger"): "1.2em",
    ("font-weight", "bolder"): "bold",
    ("font-weight", "lighter"): "300",
}
"""Values in words that WeasyPrint reads as nothing, and what browsers make of them (CSS Fonts 4, § 2.5)."""
