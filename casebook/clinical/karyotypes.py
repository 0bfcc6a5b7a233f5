"""Whole karyotypes as prose holds them, also in another form than ISCN gives them: (45, XX, t (3, 3), - {7} 20)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.clinical.chromosomes import changes_in

_CHROMOSOME = r"(?:2[0-2]|1\d|[1-9]|X|Y)"
_GROUP = r"\s*\([^()\n]{1,30}\)"
_HEAD = r"(?P<head>(?P<count>\d\d(?:[~-]\d\d)?)(?:<\dn>)?(?:\s*,\s*(?P<sex>X{1,4}Y{0,2})|\s?(?:XX|XY)))(?![A-Za-z])"
_GAIN = rf"[+−–-]\s*(?:\{{\s*{_CHROMOSOME}\s*\}}|(?:{_CHROMOSOME}(?!\d|[.]\d|%)|mar|r)(?!\w))"
_CHANGE = rf"\+?\s*(?:t|inv|del|dup|ins|der|dic|idic|add|trp|rob|i|r){_GROUP}(?:{_GROUP})?"
_ITEM = rf"(?:\s*,\s*|\s*(?=[+−–-])|\s+(?={_CHANGE}))(?:{_GAIN}|{_CHANGE}|mar|inc|c(?=\W))"
_ITEMS = re.compile(_ITEM)
_CELLS = r"\s*(?:\[\s*(?P<cells>(?:cp)?\s*\d{1,3})\s*\]|(?<=[})\d]) (?P<bare>\d{1,3})(?=\s*\)))"
_CLONE = rf"{_HEAD}(?:{_ITEM})*(?:{_CELLS})?"
# One that goes on with what is not read here is left alone
_KARYOTYPE = re.compile(rf"(?<![\w.,;~–-])(?:{_CLONE})(?![\w(]|,\S|\s*,\s*(?:\w+\s*\(|[?+−–-]))")


@dataclass(frozen=True, slots=True)
class Karyotype:
    """One clone as typed, from `start` to `end`, and the same in the notation of ISCN."""

    typed: str
    start: int
    end: int
    written: str


def karyotypes_in(words: str) -> Iterator[Karyotype]:
    """Yield every clone that a text writes out, from its number of chromosomes to its cells."""
    for found in _KARYOTYPE.finditer(words):
        is_sure = (found["sex"] or "").startswith("XX") or "XY" in found[0] or not re.search(r",\s+X$", found[0])
        if is_sure and (found["sex"] or 44 <= int(found["count"][:2]) <= 49):
            yield Karyotype(found[0], found.start(), found.end(), _written(found))


def _written(found: re.Match[str]) -> str:
    """Return a clone without spaces and braces, commas between its items, its cells in square brackets."""
    cells = found["cells"] or found["bare"] or ""
    end = found.start("cells") if found["cells"] else found.start("bare") if found["bare"] else found.end()
    rest = found.string[found.end("head") : end]
    items = [item[0].strip().removeprefix(",") for item in _ITEMS.finditer(rest)]
    parts = [re.sub(r"\s*,?\s*(?=X)", ",", found["head"], count=1), *map(_item, items)]
    clone = re.sub(r"[\s{}]", "", ",".join(parts)).replace("−", "-").replace("–", "-")
    return clone + (f"[{cells.replace(' ', '')}]" if cells else "")


def _item(typed: str) -> str:
    """Return one item of a clone with its change in the notation of ISCN."""
    for change in changes_in(typed):
        typed = typed.replace(change.typed, change.written, 1)
    return typed
