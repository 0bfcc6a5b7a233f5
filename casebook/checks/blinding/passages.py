"""The passages that a blinded copy prints, and which of their sentences tell of the authors or of their patient."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.identity.pictures import drawings
from casebook.checks.passages import Passage, passages
from casebook.prose import tokens
from casebook.source import Scalar

# What a blinded edition does not print, or what is not of these authors
_NOT_PRINTED = (
    "authors",
    "affiliations",
    "exceptions",
    "article.license",
    "article.notice",
    "fictional-notice",
    *("ethics", "funding", "conflicts", "data", "acknowledgements"),
)
_STORY = (
    *("title", "abstract", "sections.case", "sections.patient-perspective", "article.running-title", "consent"),
    *("figures", "tables", "events", "clocks", "labs", "regimens", "drawing"),
)
OURS = re.compile(
    r"\b(?:we|ours?|(?-i:us)|this (?:patient|case|report)|the present case|noss[oa]s?|nós"
    r"|n?est[ea] (?:caso|paciente|relato)"
    r"|(?:relat|descrev|public|observ|trat|apresent|encontr|estud|mostr|demonstr|atend|acompanh|diagnostic)[aei]mos)\b",
    re.IGNORECASE,
)


def printed(case: Case) -> Iterator[Passage]:
    """Yield every passage that a blinded copy prints, the words of drawings among them."""
    yield from (passage for passage in passages(case) if not passage.path.startswith(_NOT_PRINTED))
    for drawn in drawings(case):
        yield Passage("drawing", "", drawn.words, stands_at=drawn.stands_at)


def is_of_authors(passage: Passage, offset: int) -> bool:
    """Say whether a sentence is of the authors or of their patient, and not of what others have written."""
    if passage.path.startswith(_STORY) and not _cites(passage, offset):
        return True
    return OURS.search(passage.sentence_at(offset)) is not None


def is_of_others(passage: Passage, offset: int) -> bool:
    """Say whether a sentence cites a work, and says nothing of the authors."""
    return _cites(passage, offset) and not OURS.search(passage.sentence_at(offset))


def bare(words: str) -> str:
    """Return words without accents, each sign in its place."""
    return "".join(unicodedata.normalize("NFD", sign)[0] for sign in words)


def _cites(passage: Passage, offset: int) -> bool:
    start, end = sentence_of(passage, offset)
    return any(token.kind == "citation" for token in tokens(Scalar(passage.raw[start:end])))


def sentence_of(passage: Passage, offset: int) -> tuple[int, int]:
    """Return where the sentence around an offset begins and ends."""
    start, words = next((at, said) for at, said in reversed(list(passage.sentences())) if at <= offset)
    return start, start + len(words)
