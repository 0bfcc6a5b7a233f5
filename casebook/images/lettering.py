"""The letters of a cleaned drawing: what words it paints, and in which fonts it wants them that casebook has not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from casebook.images.vocabulary import GENERIC

_OURS = GENERIC | {"source sans 3", "source serif 4", "arial", "helvetica"}  # see templates/fonts/fonts.conf
_FAMILY = re.compile(r"(?:^|;)font-family:([^;]*)")


def painted_words(data: bytes) -> str:
    """Return the words that a cleaned drawing paints, each text on a line of its own."""
    texts = etree.fromstring(data).iter("{*}text")
    return "\n".join(" ".join("".join(map(str, text.itertext())).split()) for text in texts)


def foreign_fonts(root: etree._Element) -> set[str]:
    """Return the first font that each text of a cleaned drawing wants, where it names none that casebook has."""
    wanted = (_names(family) for family in _families(root, ""))
    return {names[0] for names in wanted if names and not _OURS & {name.lower() for name in names[:-1] or names}}


def _families(element: etree._Element, inherited: str) -> Iterator[str]:
    """Yield the font families of every element that has words of its own."""
    said = _FAMILY.search(element.get("style", ""))
    own = (said[1] if said else element.get("font-family", "")).strip()
    family = own if own and own != "inherit" else inherited
    words = [element.text, *(child.tail for child in element)]
    if any(part and part.strip() for part in words):
        yield family
    for child in element:
        yield from _families(child, family)


def _names(family: str) -> list[str]:
    return [name for part in family.split(",") if (name := part.strip().strip("\"'"))]
