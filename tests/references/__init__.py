"""Twelve difficult references, what they print like, and how tests write entries down."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from casebook.nodes import Emphasis, Foreign, Inline, Link, Strong, Subscript, Superscript, plain

FOLDER = Path(__file__).parent
DIFFICULT = FOLDER / "difficult.bib"


def text_of(nodes: Iterable[Inline]) -> str:
    """Return nodes with CSL's tags, links and foreign titles as their words, every space a plain one."""
    return "".join(map(_text, nodes)).replace("\N{NO-BREAK SPACE}", " ")


def _text(node: Inline) -> str:
    match node:
        case Emphasis(children):
            return f"<i>{text_of(children)}</i>"
        case Strong(children):
            return f"<b>{text_of(children)}</b>"
        case Superscript(children):
            return f"<sup>{text_of(children)}</sup>"
        case Subscript(children):
            return f"<sub>{text_of(children)}</sub>"
        case Foreign(_, children) | Link(_, children):
            return text_of(children)
        case _:
            return plain((node,))
