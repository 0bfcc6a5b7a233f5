"""Where a citation mark stands: before the full stop, as authors write it, or where the journal wants it."""

from __future__ import annotations

from dataclasses import replace

from casebook.nodes import Citation, Inline, NoteMark, Superscript, Words

# Superscript marks follow a full stop and a comma, and precede a colon and a semicolon (AMA Manual of Style, 3.6).
_BEFORE_THE_MARK = ".,"


def set_marks(nodes: tuple[Inline, ...], after_stop: bool) -> tuple[Inline, ...]:
    """Return the nodes with superscript marks closed up to their word and, where asked, set after the full stop."""
    placed: list[Inline] = []
    for node in nodes:
        last = placed[-1] if placed else None
        if _is_raised(node) and isinstance(last, Words):
            placed[-1] = Words(last.text.rstrip(" "))
        if isinstance(node, NoteMark) and isinstance(last, NoteMark):
            placed.append(Superscript((Words(","),)))
        if after_stop and isinstance(node, Words) and isinstance(last, Citation) and node.text[:1] in _BEFORE_THE_MARK:
            stop, rest = node.text[:1], node.text[1:]
            before = placed[-2] if len(placed) > 1 else None
            if isinstance(before, Words):  # a mark in brackets stood apart from its word; the stop does not
                placed[-2] = Words(before.text.rstrip(" "))
            placed[-1:] = [Words(stop), last]
            node = Words(rest)
        placed.append(node)
    return tuple(_joined([n for n in placed if not (isinstance(n, Words) and not n.text)]))


def _is_raised(node: Inline) -> bool:
    return isinstance(node, NoteMark) or (isinstance(node, Citation) and node.superscript)


def _joined(nodes: list[Inline]) -> list[Inline]:
    """Return the nodes with neighbouring words made one."""
    joined: list[Inline] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if isinstance(node, Words) and isinstance(last, Words):
            joined[-1] = replace(last, text=last.text + node.text)
        else:
            joined.append(node)
    return joined
