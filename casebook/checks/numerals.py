"""Numbers as prose holds them, whichever of their marks is the decimal one."""

from __future__ import annotations

import re
from decimal import Decimal

NUMBER = r"\d+(?:[.,]\d+)*"


def readings(number: str) -> tuple[Decimal, ...]:
    """Return what a number in prose may mean, whichever of its marks is the decimal one; nothing where it is none."""
    marks = re.findall(r"[.,]", number)
    if not marks:
        return (Decimal(number),)
    is_grouped = all(len(group) == 3 for group in re.split("[.,]", number)[1:]) and len(re.split("[.,]", number)[0]) < 4
    whole = (Decimal(re.sub("[.,]", "", number)),) if is_grouped and len(set(marks)) == 1 else ()
    if len(marks) == 1:
        return (*whole, Decimal(number.replace(",", ".")))
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        before, _, fraction = number.rpartition(marks[-1])
        return (Decimal(f"{re.sub('[.,]', '', before)}.{fraction}"),)
    return whole
