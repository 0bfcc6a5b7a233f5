"""A Text is one thing said in each language, as its authors wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.source import Scalar


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in each language: language code → words as written; blank words count as missing."""

    versions: Mapping[str, Scalar]

    def get(self, code: str) -> Scalar | None:
        """Return the words in the language `code`, or None where they are missing or blank."""
        words = self.versions.get(code)
        return words if words is not None and words.strip() else None

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages that have words, in the order in which they were written."""
        return tuple(code for code in self.versions if self.get(code) is not None)
