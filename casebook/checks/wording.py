"""The words of a case in one language, as checks of wording read them: what is no prose is blanked, nothing moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from casebook.case import Case
from casebook.case.texts import every_text
from casebook.findings import Finding, Kind
from casebook.prose import masked
from casebook.source import Scalar

# Names of people and places have their own spelling, and abbreviate states: "Joinville, SC"
_NAMES = ("authors", "affiliations", "article.license", "fictional-notice")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\bdoi:\S+|(?<![\w.])10\.\d{4,9}/\S+|[\w.+-]+@[\w-]+\.[\w.-]+")
# Genes, species and foreign words stand in italics
_ITALICS = re.compile(r"(?<![\w*])\*(?=[^\s*])[^*\n]{0,80}[^\s*]\*(?![\w*])")
_QUOTED = re.compile(r"“[^“”]{1,120}”|‘[^‘’]{1,120}’(?!\w)|«[^«»]{1,120}»|(?<!\w)\"[^\"\n]{1,120}\"")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-zà-ÿ{*(])|\n\s*\n")


@dataclass(frozen=True)
class Passage:
    """The words of one field in one language; `words` and `prose` are as long as `raw`, so that offsets agree."""

    field: str
    code: str
    raw: Scalar

    @cached_property
    def words(self) -> str:
        """The words without tokens and addresses."""
        return _blanked(_ADDRESS, masked(self.raw))

    @cached_property
    def prose(self) -> str:
        """The authors' own words: what they set in italics or quote is another's, or no word at all."""
        return _blanked(_QUOTED, _blanked(_ITALICS, self.words))

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return where the sentence around an offset begins and ends."""
        ends = [0, *(gap.end() for gap in _SENTENCE.finditer(self.words)), len(self.words)]
        start = max(end for end in ends if end <= offset)
        return start, min(end for end in ends if end > offset or end == len(self.words))

    def told(self, kind: Kind, start: int, end: int, mend: str | None = None, **fields: object) -> Finding:
        """Return the finding on the words from `start` to `end`, with what to write for them where that is sure."""
        typed = self.raw[start:end]
        place = self.raw.place(start, len(typed.partition("\n")[0]))
        found = kind.at(place, typed=" ".join(typed.split()), code=self.code, language=self.code, **fields)
        return found if mend is None else found.mended_by(mend)


def passages_of(case: Case) -> tuple[Passage, ...]:
    """Return every passage of a case that is said in one language; what is the same in all is in none."""
    return tuple(_passages(case))


def _passages(case: Case) -> Iterator[Passage]:
    for field, text in every_text(case.file):
        if field.startswith(_NAMES):
            continue
        given = [(code, text.versions[code]) for code in text.codes]
        for code, raw in given:
            if sum(other is raw for _, other in given) == 1:
                yield Passage(field, code, raw)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
