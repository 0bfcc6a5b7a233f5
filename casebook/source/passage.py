"""Reads a file of prose as one string that knows where each of its characters stands."""

from __future__ import annotations

from pathlib import Path

from casebook.findings import Finding
from casebook.source.page import Mark, Page, Scalar
from casebook.source.text import load_text

MOST_BYTES = 2_000_000  # as of a case file


def read_passage(file: Path, name: str) -> tuple[Scalar | None, tuple[Finding, ...]]:
    """Return the words of `file`, shown under `name` (None if they cannot be trusted), and what is wrong with them."""
    text, findings = load_text(file, name, MOST_BYTES)
    if text is None or not text.sure:
        return None, findings
    # A file is a block whose “|” would stand on the line above its first
    return Scalar("\n".join(text.read), Mark(Page(name, text.written, text.read), -1, 0, "|")), findings
