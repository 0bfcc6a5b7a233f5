"""The footnotes of one table: lettered in the order in which their marks are read, linked there and back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import PlainValidator

from casebook.errors import N_
from casebook.fields import shaped
from casebook.nodes import NoteMark

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

NoteName = Annotated[
    str,
    PlainValidator(
        shaped(
            r"[A-Za-z][A-Za-z0-9_-]*",
            N_("a short name (letters without accents, digits, - and _; a letter first)"),
            "hemolysed",
        )
    ),
]


@dataclass
class Notes:
    """The marks that the texts of one table have set so far; `anchor` is the table's own."""

    anchor: str
    names: tuple[str, ...]
    marks: dict[str, list[str]] = field(default_factory=dict)

    def mark(self, name: str) -> NoteMark | None:
        """Return the mark of the footnote called `name`, lettered where it is the first; None where there is none."""
        if name not in self.names:
            return None
        set_before = self.marks.setdefault(name, [])
        set_before.append(f"{self.anchor}.mark.{name}.{len(set_before) + 1}")
        return NoteMark(self.target(name), set_before[-1], self.letter(name))

    def target(self, name: str) -> str:
        """Return the anchor of a footnote."""
        return f"{self.anchor}.note.{name}"

    def letter(self, name: str) -> str:
        """Return the letter of a footnote that has a mark: a to z, then aa, ab …"""
        first, last = divmod(list(self.marks).index(name), len(_LETTERS))
        return (_LETTERS[first - 1] if first else "") + _LETTERS[last]
