"""One cited work: its key, its facts as CSL-JSON, and where its author wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from casebook.findings import Place


@dataclass(frozen=True, slots=True)
class Typed:
    """What a field of a reference says, as its author typed it, and where its words stand."""

    text: str
    place: Place

    def at(self, start: int, end: int) -> Place:
        """Return where some of the words stand; of a field of several lines, where it begins."""
        if self.place.width != len(self.text):
            return self.place
        return replace(self.place, column=self.place.column + start, width=end - start)


@dataclass(frozen=True, slots=True)
class Item:
    """One cited work.

    `csl` holds CSL-JSON variables (https://docs.citationstyles.org/en/stable/specification.html, appendix IV), texts
    with CSL's rich-text tags (`<i>`, `<b>`, `<sup>`, `<sub>`), titles in the letter case of their author.
    `genre` may be one of GENRES, which every language words for itself. `typed` holds, by the same variables, what was
    typed for some of them.
    """

    key: str
    csl: Mapping[str, object]
    place: Place
    typed: Mapping[str, Typed] = field(default_factory=dict)
