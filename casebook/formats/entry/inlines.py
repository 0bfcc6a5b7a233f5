"""Inline nodes in the notation of an entry: each kind of mark between the two signs that the notation has for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import assert_never

from casebook.nodes import (
    Breakable,
    Citation,
    CrossReference,
    Emphasis,
    Foreign,
    Gap,
    Inline,
    Link,
    NoteMark,
    Ref,
    Strong,
    Subscript,
    Superscript,
    Unbroken,
    Words,
)

# Spaces and hyphens at which no line of an article breaks are set anew where the entry is printed.
_SPACING = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u2060": None, "\n": " "})
Signs = tuple[str, str]


def marked(nodes: Iterable[Inline], signs: Mapping[type[Inline], Signs], escape: Callable[[str], str]) -> str:
    """Return inline nodes as one line; `signs` are what a notation has before and after a kind of node.

    `escape` makes words of what the notation would take for signs of its own.
    """
    return "".join(_inline(node, signs, escape) for node in nodes)


def unset(text: str) -> str:
    """Return words as they are typed, without what only a printed line needs."""
    return text.translate(_SPACING)


def _inline(node: Inline, signs: Mapping[type[Inline], Signs], escape: Callable[[str], str]) -> str:
    match node:
        case Words(text) | Unbroken(text):
            return escape(unset(text))
        case Breakable(pieces):
            return escape(unset("".join(pieces)))
        case Emphasis(children) | Strong(children) | Superscript(children) | Subscript(children):
            before, after = signs.get(type(node), ("", ""))
            return before + marked(children, signs, escape) + after
        case Foreign(_, children) | Link(_, children):
            return marked(children, signs, escape)
        case CrossReference(_, label) | Gap(label):
            return escape(unset(label))
        case Citation(parts, _):
            return escape("".join(str(part.number) if isinstance(part, Ref) else part for part in parts))
        case NoteMark(_, _, mark):
            return escape(mark)
        case _:
            assert_never(node)
