"""The paragraphs of a passage: what stands between blank lines."""

from __future__ import annotations

import re

_GAP = re.compile(r"\n[ \t]*\n\s*")


def paragraphs(passage: str) -> tuple[tuple[int, int], ...]:
    """Return where each paragraph of a passage begins and ends; none of a blank one."""
    start, end = len(passage) - len(passage.lstrip()), len(passage.rstrip())
    found = []
    for gap in _GAP.finditer(passage, start, end):
        found.append((start, gap.start()))
        start = gap.end()
    return (*found, (start, end)) if start < end else ()
