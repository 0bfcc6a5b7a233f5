"""CSL names, and the initials that medical styles make of them."""

from __future__ import annotations

import re

Name = dict[str, str]

# More authors than the file names (BibTeX's `and others`); each language has its own words for it.
OTHERS: Name = {"literal": "others"}

# In Portuguese these are the end of the family name: "Souza Filho MA" (indexed so by MEDLINE and SciELO).
KIN = frozenset({"Filho", "Filha", "Neto", "Netto", "Neta", "Júnior", "Junior", "Sobrinho", "Sobrinha"})


def initials(given: str) -> tuple[str, ...]:
    """Return the initials of given names: "Maria Aparecida da Silva" → M A S, "Soo-jin" → S J, "J.-P." → J P.

    Words in lower case (da, de, dos, van) have none (Citing Medicine, 2nd ed., chapter 1).
    """
    words = [word for word in re.split(r"[\s.]+", given) if word and not word[0].islower()]
    parts = [part for word in words for part in re.split(r"[-‐‑]", word) if part]
    return tuple(letter for part in parts for letter in _letters(part))


def _letters(part: str) -> str:
    """Return the initials in one word: all of "SJ", which are initials already, else the first letter."""
    return part if len(part) <= 3 and part.isalpha() and part.isupper() else part[0].upper()
