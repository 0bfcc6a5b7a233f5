"""Dates as bibliographies write them → year, month and day."""

from __future__ import annotations

import re
from datetime import date as Date

# First letters of the months in English and, where they differ, Portuguese.
_MONTHS = (
    ("jan",), ("feb", "fev"), ("mar",), ("apr", "abr"), ("may", "mai"), ("jun",),
    ("jul",), ("aug", "ago"), ("sep", "set"), ("oct", "out"), ("nov",), ("dec", "dez"),
)  # fmt: skip


def date_parts(written: str, month: str = "", day: str = "") -> tuple[int, ...] | None:
    """Return (year), (year, month) or (year, month, day); None when the words are no date a work can have.

    `written` is "2010", "2010-01" or "2010-01-31" (of a range the beginning), `month` "1", "jan" or "Jan 31".
    """
    found = re.fullmatch(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:/\d{4}\S*)?", written.strip())
    if not found:
        return None
    year, number, day_number = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if month and not number:
        number, day_number = _month(month), day_number or _day(month, day)
        if not number:
            return (year,)
    parts = tuple(part for part in (year, number, day_number) if part)
    return parts if _can_be(parts) else None


def _month(written: str) -> int:
    """Return the number of a month in letters or digits, 0 for other words (a season)."""
    if written.isdigit():
        return int(written)
    letters = re.search(r"[a-z]{3}", written.lower())
    return next((i for i, names in enumerate(_MONTHS, 1) if letters and letters[0] in names), 0)


def _day(month: str, day: str) -> int:
    found = re.fullmatch(r"\d{1,2}", day) or (None if month.isdigit() else re.search(r"\b\d{1,2}\b", month))
    return int(found[0]) if found else 0


def _can_be(parts: tuple[int, ...]) -> bool:
    try:
        Date(*(parts + (1, 1))[:3])
    except ValueError:
        return False
    return 1450 <= parts[0] <= Date.today().year + 1
