"""What the checks of words read: every passage of a case, with what is no prose blanked; findings in its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from casebook.case import Case
from casebook.case.texts import every_text
from casebook.findings import Finding, Kind, Place
from casebook.prose import masked
from casebook.source import Scalar

# Names of people and places have their own spelling, and abbreviate states: "Joinville, SC"
_NAMES = ("authors", "affiliations", "article.license", "fictional-notice")
# Digits in an address are no clinical numbers; what stands between backticks is meant to the letter
_UNREAD = re.compile(
    r"(?<![\w`])`[^`\n]{1,120}`(?![\w`])|https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|\bdoi:\S+|(?<![\w.])10\.\d{4,9}/\S+",
    re.IGNORECASE,
)
# Genes, species and foreign words stand in italics
_ITALICS = re.compile(r"(?<![\w*])\*(?=[^\s*])[^*\n]{0,80}[^\s*]\*(?![\w*])")
_QUOTED = re.compile(r"“[^“”]{1,120}”|‘[^‘’]{1,120}’(?!\w)|«[^«»]{1,120}»|(?<!\w)\"[^\"\n]{1,120}\"")
_SIGNS = re.compile(r"[,\[\]{}#]|: ")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\")]?\s+(?=[“\"(*]*[A-ZÀ-Ý])|\n[ \t]*\n\s*|\n(?=- |\d\. )")
_CLAUSE_END = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-zà-ÿ{*(])|\n\s*\n")


@dataclass(frozen=True)
class Passage:
    """One text in one language: its field (“sections.case”), its language, and its words as typed.

    `words` and `prose` are as long as `raw`, so that offsets agree. `stands_at` is where all of it stands when that is
    not told by the words themselves: those of a drawing.
    """

    path: str
    code: str
    raw: Scalar
    stands_at: Place | None = None

    @cached_property
    def words(self) -> str:
        """The words without tokens, addresses and what is verbatim."""
        return _read(self.raw)

    @cached_property
    def prose(self) -> str:
        """The authors' own words: what they set in italics or quote is another's, or no word at all."""
        return _blanked(_QUOTED, _blanked(_ITALICS, self.words))

    def tell(
        self, kind: Kind, match: re.Match[str], group: int | str = 0, fix: str | None = None, **fields: object
    ) -> Finding:
        """Return a finding at a match, or one group of it (see `tell_at`)."""
        start, end = match.span(group)
        return self.tell_at(kind, start, end, fix, **fields)

    def tell_at(self, kind: Kind, start: int, end: int, fix: str | None = None, **fields: object) -> Finding:
        """Return a finding between two offsets: `typed` is what stands there, `mended` the fix.

        What runs over a line end, stands in no one line, or would not be read as words by YAML is not mended.
        """
        typed = self.raw[start:end]
        place = self.stands_at or self.raw.place(start, len(typed.partition("\n")[0]))
        said = {"typed": " ".join(typed.split()), "mended": fix or "", "code": self.code, "language": self.code}
        found = kind.at(place, **{**said, **fields})
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

    def clause(self, offset: int) -> tuple[int, int]:
        """Return where the sentence, or the part of one before a semicolon, around an offset begins and ends."""
        ends = [0, *(gap.end() for gap in _CLAUSE_END.finditer(self.words)), len(self.words)]
        start = max(end for end in ends if end <= offset)
        return start, min(end for end in ends if end > offset or end == len(self.words))


def passages(case: Case) -> Iterator[Passage]:
    """Yield every text of a case file in every language, in the order of its fields; one that is alike in all, once."""
    for path, text in every_text(case.file):
        told: list[Scalar] = []
        for code, raw in text.versions.items():
            if not any(raw is other for other in told) and raw.strip():
                told.append(raw)
                yield Passage(path, code, raw)


def passages_of_languages(case: Case) -> tuple[Passage, ...]:
    """Return every passage that is said in one language; what is the same in all is in none, and names are not read."""
    found = []
    for path, text in every_text(case.file):
        given = [] if path.startswith(_NAMES) else [(code, text.versions[code]) for code in text.codes]
        for code, raw in given:
            if sum(other is raw for _, other in given) == 1:
                found.append(Passage(path, code, raw))
    return tuple(found)


@lru_cache(maxsize=4096)
def _read(raw: Scalar) -> str:
    return _blanked(_UNREAD, masked(raw))


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
