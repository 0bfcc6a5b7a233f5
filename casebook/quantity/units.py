"""Units: what may follow a number, by UCUM code, printed sign and the spellings that clinicians type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import NotRequired, TypedDict

import yaml

from casebook.registry import nearest


class _Prefix(TypedDict):
    code: str
    power: str
    also: NotRequired[list[str]]


class _Row(TypedDict):
    code: str
    prefixes: NotRequired[str]
    also: NotRequired[list[str]]
    manner: NotRequired[str]
    space: NotRequired[str]
    whole: NotRequired[str]


_Table = TypedDict(
    "_Table",
    {
        "range-words": list[str],
        "powers": dict[str, str],
        "powers-per-liter": dict[str, str],
        "slips": dict[str, str],
        "prefixes": dict[str, _Prefix],
        "units": dict[str, _Row],
    },
)


@dataclass(frozen=True, slots=True)
class SimpleUnit:
    """A unit without a slash, one row of data/units.yaml: UCUM `code` ("mg"), `sign` ("g") and its `prefix` ("m").

    Those of one code are one unit, however they are printed: a day and 24 h.
    """

    code: str
    sign: str = field(compare=False)
    prefix: str = field(compare=False)
    manner: str = field(compare=False)
    space: str = field(compare=False)
    is_whole: bool = field(default=False, compare=False)

    @property
    def symbol(self) -> str:
        return self.prefix + self.sign

    @property
    def power(self) -> int:
        """The power of ten that its prefix means: −3 in "mg", 0 in "g"."""
        return int(TABLE["prefixes"][self.prefix]["power"]) if self.prefix else 0


@dataclass(frozen=True)
class Unit:
    """A unit: what stands before the first slash (None in "/µL") and what stands below, in order."""

    above: SimpleUnit | None
    below: tuple[SimpleUnit, ...] = ()

    @cached_property
    def code(self) -> str:
        """The UCUM code: "g/dL", "/uL", "mg/kg/d"."""
        return "/".join((self.above.code if self.above else "", *(unit.code for unit in self.below)))

    @property
    def is_count(self) -> bool:
        """Whether it counts what is whole: cells, copies, colonies, or so many in a volume."""
        return bool(self.below) if self.above is None else self.above.is_whole

    @property
    def is_proportion(self) -> bool:
        """Whether the sign belongs to each number by itself, as % and ‰ do."""
        return self.above is not None and self.above.space == "profile"

    @cached_property
    def symbol(self) -> str:
        """The printed sign, in English where it holds a word: "g/dL", "/µL", "mg/kg/day"."""
        return "/".join((self.above.symbol if self.above else "", *(unit.symbol for unit in self.below)))


def _read_table() -> _Table:
    text = files("casebook").joinpath("data/units.yaml").read_text(encoding="utf-8")
    table: _Table = yaml.load(text, yaml.CBaseLoader)  # every scalar a string
    return table


def _spelt(sign: str, row: _Row, prefixes: Mapping[str, _Prefix]) -> Iterator[tuple[str, SimpleUnit]]:
    """Yield every spelling of one row, prefixes and all, with the unit that it means."""
    rest = row.get("manner", "symbol"), row.get("space", ""), row.get("whole") == "yes"
    spellings = (sign, *row.get("also", ()))
    plain = SimpleUnit(row["code"], sign, "", *rest)
    yield from ((spelling, plain) for spelling in spellings)
    for name in row.get("prefixes", "").split():
        unit = SimpleUnit(prefixes[name]["code"] + row["code"], sign, name, *rest)
        starts = (name, *prefixes[name].get("also", ()))
        yield from ((start + spelling, unit) for start in starts for spelling in spellings)


def _all_spellings(table: _Table) -> dict[str, SimpleUnit]:
    return {text: unit for sign, row in table["units"].items() for text, unit in _spelt(sign, row, table["prefixes"])}


TABLE = _read_table()
POWERS = {word: int(power) for words in (TABLE["powers"], TABLE["powers-per-liter"]) for word, power in words.items()}
SPELLINGS: Mapping[str, SimpleUnit] = _all_spellings(TABLE)


def tidy(text: str) -> str:
    """Return `text` with one micro sign (U+00B5), single plain spaces, composed letters; never NFKC (m² is not m2)."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).replace("\u03bc", "µ")).strip()


def find_unit(text: str) -> Unit | None:
    """Return the unit that `text` spells ("g/dl", "/mm3", "UI/L", "mg/kg/dia"), or None."""
    text = re.sub(r" ?/ ?", "/", tidy(text))
    if text in SPELLINGS:
        return Unit(SPELLINGS[text])
    first, *rest = text.split("/")
    if not rest or (first and first not in SPELLINGS) or not all(part in SPELLINGS for part in rest):
        return None
    return Unit(SPELLINGS[first] if first else None, tuple(SPELLINGS[part] for part in rest))


def is_unit(text: str) -> bool:
    """Say whether `text` spells a unit known here."""
    return find_unit(text) is not None


def nearest_unit(text: str) -> str:
    """Return the known unit most like `text`, each part between slashes by itself; "" when none is near.

    A part is never dropped: "lakh/µL" must not be taken for "/µL".
    """
    typed = re.sub(r" ?/ ?", "/", tidy(text)).split("/")
    parts = [_nearest_spelling(part) for part in typed]
    found = find_unit("/".join(parts))
    if not found or not all(part or not word for part, word in zip(parts, typed, strict=True)):
        return ""
    return "/".join(parts) if found.above and found.above.manner == "counted" else found.symbol


def _nearest_spelling(text: str) -> str:
    if text in TABLE["powers"]:
        return ""
    if text in TABLE["slips"]:
        return TABLE["slips"][text]
    bare = text.rstrip("s.")  # "mgs", "mL."
    if not text or bare in SPELLINGS:
        return bare
    alike = [spelling for spelling in SPELLINGS if spelling.lstrip("°").casefold() == text.casefold()]
    is_one_unit = len({SPELLINGS[spelling] for spelling in alike}) == 1
    if is_one_unit or not text.isalpha():  # in "mg%" the sign is meant, and no suggestion may drop it
        return alike[0] if is_one_unit else ""
    return _one_letter_off(text) or nearest(text, tuple(SPELLINGS), cutoff=0.78)


def _one_letter_off(text: str) -> str:
    """Return the unit that differs by one letter behind the first ("mEg" → "mEq"); "" where none or several do."""
    found = [spelling for spelling in SPELLINGS if len(text) > 2 and _differs_by_one(spelling, text)]
    return found[0] if len({SPELLINGS[spelling] for spelling in found}) == 1 else ""


def _differs_by_one(one: str, other: str) -> bool:
    """Say whether two words of one length and one pattern of capitals differ in a single letter, not the first."""
    if len(one) != len(other) or one[0] != other[0]:
        return False
    pairs = list(zip(one, other, strict=True))
    return sum(a != b for a, b in pairs) == 1 and all(a.isupper() == b.isupper() for a, b in pairs)
