"""What the checks of words read: every passage of a case without its tokens and addresses; findings in its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from casebook.case import Case
from casebook.case.texts import every_text
from casebook.findings import Finding, Kind
from casebook.prose import masked
from casebook.source import Scalar

# Digits in an address are no clinical numbers
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\w[\w.-]+|(?<![\w.])10\.\d{4,9}/\S+|\bdoi:\S+", re.IGNORECASE)
_SIGNS = re.compile(r"[,\[\]{}#]|: ")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\")]?\s+(?=[“\"(*]*[A-ZÀ-Ý])|\n[ \t]*\n\s*|\n(?=- |\d\. )")


@dataclass(frozen=True, slots=True)
class Passage:
    """One text in one language: its field (“sections.case”), its words as typed, and these as long without tokens."""

    path: str
    code: str
    raw: Scalar
    words: str

    def tell(
        self, kind: Kind, match: re.Match[str], group: int | str = 0, fix: str | None = None, **fields: object
    ) -> Finding:
        """Return a finding at a match, or one group of it; `typed` is what stands there, `mended` the fix."""
        start, end = match.span(group)
        return self.tell_at(kind, start, end, fix, **fields)

    def tell_at(self, kind: Kind, start: int, end: int, fix: str | None = None, **fields: object) -> Finding:
        """Return a finding between two offsets; what runs over a line end, or stands in no one line, is not mended."""
        typed = self.raw[start:end]
        place = self.raw.place(start, len(typed.partition("\n")[0]))
        found = kind.at(place, **{"typed": " ".join(typed.split()), "mended": fix or "", **fields})
        is_there = place.text[place.column - 1 :].startswith(typed)
        return found.mended_by(fix) if fix is not None and is_there and self._holds(fix, start) else found

    def _holds(self, words: str, start: int) -> bool:
        """Say whether YAML reads words at `start` as words: without quotation marks, few signs are."""
        is_plain = self.raw.mark is not None and not self.raw.mark.style
        return not is_plain or not (_SIGNS.search(words) or (start == 0 and words[0] in "*&!%@`"))

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Yield each sentence with the offset at which it begins."""
        start = 0
        for end in _SENTENCE_END.finditer(self.words):
            yield start, self.words[start : end.start()]
            start = end.end()
        yield start, self.words[start:]

    def sentence_at(self, offset: int) -> str:
        """Return the sentence that the character at `offset` belongs to."""
        return next(words for start, words in reversed(list(self.sentences())) if start <= offset)


def passages(case: Case) -> Iterator[Passage]:
    """Yield every text of a case file in every language, in the order of its fields; one that is alike in all, once."""
    for path, text in every_text(case.file):
        told: list[Scalar] = []
        for code, raw in text.versions.items():
            if not any(raw is other for other in told) and raw.strip():
                told.append(raw)
                yield Passage(path, code, raw, read(raw))


@lru_cache(maxsize=4096)
def read(raw: Scalar) -> str:
    """Return the words of a passage with spaces in the place of its tokens and of addresses, as long as before."""
    return _ADDRESS.sub(lambda found: " " * len(found[0]), masked(raw))
