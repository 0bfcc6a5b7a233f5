"""What was laid out before, kept for when it is laid out again: in a preview nearly all of an article is as it was.

Pages come out the same, to the byte; only sooner.
"""

from __future__ import annotations

from collections.abc import Hashable
from copy import copy
from typing import Any, Generic, TypeVar

from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

V = TypeVar("V")

_MOST_LINES = 30_000
# All that a style says of how its text is broken into lines.
STYLES = (
    "direction", "font_family", "font_feature_settings", "font_kerning", "font_language_override", "font_size",
    "font_stretch", "font_style", "font_variant_alternates", "font_variant_caps", "font_variant_east_asian",
    "font_variant_ligatures", "font_variant_numeric", "font_variant_position", "font_variation_settings", "font_weight",
    "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphens", "lang", "letter_spacing",
    "line_height", "overflow_wrap", "tab_size", "text_decoration_line", "white_space", "word_break", "word_spacing",
)  # fmt: skip

_break, _create = line_break.split_first_line, line_break.create_layout


class Memory(Generic[V]):
    """Things by all that they depend on; of more than `most`, those that were asked for last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._young: dict[Hashable, V] = {}
        self._old: dict[Hashable, V] = {}

    def get(self, key: Hashable) -> V | None:
        """Return what was put at a key, None where it is not known any more."""
        if (found := self._young.get(key)) is None and (found := self._old.get(key)) is not None:
            self.put(key, found)
        return found

    def put(self, key: Hashable, value: V) -> None:
        if len(self._young) >= self._most:
            self._old, self._young = self._young, {}
        self._young[key] = value


class _Resting(line_break.Layout):  # type: ignore[misc]
    """The words of a line, without what Pango needs to draw them: that is made again where they are drawn."""

    def deactivate(self) -> None:
        """Let it rest again once it was drawn; before, it rests already."""
        if hasattr(self, "layout"):
            super().deactivate()


_lines: Memory[tuple[Any, ...]] = Memory(_MOST_LINES)


def remember_lines() -> None:
    """Let this process break no line again that it has broken before."""
    for module in (inline, preferred, line_break):
        module.split_first_line = _first_line
    inline.create_layout = _resting


def _first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
    """Return what WeasyPrint's `split_first_line` returned for the same words in the same style and measure."""
    key = (text, _key_of(style), max_width, justification_spacing, is_line_start, minimum)
    found = _lines.get(key)
    if found is None:
        found = _break(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        _lines.put(key, found)
    layout, *measures = found
    return copy(layout), *measures  # it is drawn later, and that changes it


def _resting(text: str, style: Any, context: Any, max_width: float | None, justification_spacing: float) -> Any:
    """Return a justified piece of a line as WeasyPrint's `create_layout` made it, already at rest."""
    key = (text, _key_of(style), max_width, justification_spacing)
    found = _lines.get(key)
    if found is None:
        layout = _create(text, style, context, max_width, justification_spacing)
        layout.deactivate()
        layout.__class__ = _Resting
        found = (layout,)
        _lines.put(key, found)
    return copy(found[0])


def _key_of(style: Any) -> tuple[Any, str]:
    """Return what a style has to do with lines; asked for often, so a style keeps it."""
    if (key := getattr(style, "of_lines", None)) is None:
        key = style.of_lines = (style.font_config, repr([style[name] for name in STYLES]))
    return key
