"""A title all in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import passages
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("A title all in capitals."),
    N_(
        "Capitals hide which words are abbreviations, genes and names (“MALT” and “malt”), and every index sets the "
        "title in small letters; where a journal prints capitals, its own style sets them."
    ),
    ("SciELO PS 1.10, article-title",),
)
CAPITALS = Kind(
    "structure.title-in-capitals",
    Severity.WARNING,
    N_("The title is all in capitals ({language})."),
    N_("Write it in small letters, with capitals only where the words have them in a sentence."),
)
_LEAST = 3  # words of four letters or more; “HTLV-1 AND HIV” has one
_WORD = re.compile(r"[^\W\d_]{4,}")


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each title of several words that are all in capitals."""
    for passage in passages(case):
        words = _WORD.findall(passage.words) if passage.path in ("title", "article.running-title") else []
        if len(words) >= _LEAST and all(map(str.isupper, words)):
            start = len(passage.raw) - len(passage.raw.lstrip())
            yield passage.tell_at(CAPITALS, start, len(passage.raw.rstrip()))
