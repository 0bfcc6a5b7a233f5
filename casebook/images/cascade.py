"""The style sheets inside a drawing, worked out for each element, so that the cleaned drawing needs none.

A style sheet of an inline drawing would hold for the whole HTML page, and its class names may name somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import tinycss2
from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list
from lxml import etree

_STYLE = "{http://www.w3.org/2000/svg}style"
_HARMLESS = frozenset(("charset", "namespace"))
_UNREADABLE = (SelectorError, SyntaxError, RecursionError, MemoryError)  # cssselect2 compiles selectors to Python
_FONT = re.compile(
    r"(?P<before>(?:[a-z-]+\s+|[1-9]00\s+)*)(?P<size>[\d.]+[a-z%]*)(?:\s*/\s*[\d.]+[a-z%]*)?\s+(?P<family>\D.*)",
    re.IGNORECASE | re.DOTALL,
)

Declarations = dict[str, str]


class Cascade:
    """What the style sheets and `style` attributes of one drawing say; `lost` names the rules that cannot be kept."""

    def __init__(self, root: etree._Element) -> None:
        self.lost: set[str] = set()
        self._usual, self._important = Matcher(), Matcher()
        for style in root.iter(_STYLE, "style"):
            self._add("".join(str(words) for words in style.itertext()))

    def _add(self, sheet: str) -> None:
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
            if rule.type == "at-rule":
                self._note(rule.lower_at_keyword, tinycss2.serialize(rule.prelude))
            elif rule.type == "qualified-rule":
                self._add_rule(rule.prelude, *_declared(rule.content))
            else:
                self.lost.add("<style>")

    def _add_rule(self, prelude: Iterable[object], usual: Declarations, important: Declarations) -> None:
        try:
            selectors = compile_selector_list(prelude)
        except _UNREADABLE:
            self.lost.add("<style>")
            return
        for selector in selectors:
            if selector.pseudo_element is None and not selector.never_matches:
                self._usual.add_selector(selector, usual)
                self._important.add_selector(selector, important)

    def _note(self, keyword: str, condition: str) -> None:
        """Remember an at-rule, unless nothing is lost with it (figures stand on white in a dark page too)."""
        if keyword not in _HARMLESS and "prefers-color-scheme" not in condition:
            self.lost.add(f"@{keyword}")

    def declared(self, element: ElementWrapper) -> Declarations:
        """Return the declarations that win for `element`: sheets, then its own style, then the important ones."""
        usual, important = _declared_inline(element.etree_element.get("style", ""))
        sheets = [match[-1] for match in self._usual.match(element)]
        weighty = [match[-1] for match in self._important.match(element)]
        return {name: value for part in (*sheets, usual, *weighty, important) for name, value in part.items()}


def _declared(content: object) -> tuple[Declarations, Declarations]:
    """Return the usual and the important declarations of a rule or a `style` attribute."""
    usual: Declarations = {}
    important: Declarations = {}
    for part in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if part.type == "declaration":
            value = tinycss2.serialize(part.value).strip()
            chosen = important if part.important else usual
            chosen.update(_spelt_out(value) if part.lower_name == "font" else {part.lower_name: value})
    return usual, important


@lru_cache(maxsize=1024)
def _declared_inline(style: str) -> tuple[Declarations, Declarations]:
    """Return the same of a `style` attribute; programs write the same one at hundreds of shapes."""
    return _declared(style)


def _spelt_out(font: str) -> Declarations:
    """Return the parts of a `font` shorthand ("bold 12px Arial"), which WeasyPrint takes for a size and a family."""
    parts = _FONT.fullmatch(font)
    if parts is None:
        return {}
    words = parts["before"].lower().split()
    weight = next((word for word in words if word.isdigit() or word in ("bold", "bolder", "lighter")), "normal")
    style = next((word for word in words if word in ("italic", "oblique")), "normal")
    return {"font-style": style, "font-weight": weight, "font-size": parts["size"], "font-family": parts["family"]}
