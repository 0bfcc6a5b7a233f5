"""Inline nodes as plain text: raised and lowered signs by Unicode where it has them all, citations in brackets."""

from __future__ import annotations

from collections.abc import Iterable
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

_RAISED = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyz",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
        strict=True,
    )
)
_LOWERED = dict(zip("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def written(nodes: Iterable[Inline]) -> str:
    """Return inline nodes as one line of text."""
    return "".join(map(_inline, nodes))


def _inline(node: Inline) -> str:
    match node:
        case Words(text) | Unbroken(text):
            return text
        case Breakable(pieces):
            return "".join(pieces)
        case Emphasis(children) | Strong(children) | Foreign(_, children):
            return written(children)
        case Superscript(children):
            return raised(written(children))
        case Subscript(children):
            return _shifted(written(children), _LOWERED, "_")
        case Link(href, children):
            return _linked(href, written(children))
        case Citation(parts, superscript):
            text = "".join(str(part.number) if isinstance(part, Ref) else part for part in parts)
            return f"[{text}]" if superscript else text
        case CrossReference(_, label) | Gap(label):
            return label
        case NoteMark(_, _, mark):
            return raised(mark)
        case _:
            assert_never(node)


def raised(text: str) -> str:
    """Return a text as a superscript."""
    return _shifted(text, _RAISED, "^")


def _shifted(text: str, signs: dict[str, str], mark: str) -> str:
    """Return a raised or lowered text by Unicode's own signs; where one is missing, in brackets behind `mark`."""
    return "".join(signs[sign] for sign in text) if all(sign in signs for sign in text) else f"{mark}({text})"


def _linked(href: str, text: str) -> str:
    """Return a link as its words and, unless they say it already, its address."""
    said = text.removeprefix("doi:").strip()
    return text if said and href.endswith(said) else f"{text} <{href}>"
