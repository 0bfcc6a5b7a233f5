"""One number with two units: 100 mg/day in one language, 100 mg/kg/dia in the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from casebook.checks.parity.apart import Thing, numbers_of
from casebook.checks.parity.numbers import Counted, Number
from casebook.checks.parity.passages import Passage
from casebook.checks.parity.words import number_words
from casebook.quantity import Unit, find_unit

_UNIT = re.compile(r"[ \u00a0-]?(mm ?Hg|cm ?H[2₂]O|(?:[µμ]?[^\W\d_]+)?(?:/[µμ]?[^\W\d_]+[23]?)*)(?![\w²³⁻^/-])")
_SCALE = {"": 0, "k": 3, "M": 6, "d": -1, "c": -2, "m": -3, "µ": -6, "n": -9, "p": -12, "f": -15}
# What is counted or measured in either of two units under one sign
_ALIKE = {"IU": "U", "UI": "U", "Eq": "mol", "cell": "", "m³": "L"}
_TIMES = ("s", "min", "h", "d", "wk", "mo", "a", "ms")
_DOUBTFUL = ("", "s")  # nothing, and the weeks of a pregnancy: 38s
# By what a dose may be told in words: 5 mg per kilogram of body weight
_BASIS = re.compile(r"\b(?:kg|kilo|quilo|m²|m2|m\^2|square|metro|weight|peso|surface|superf)", re.IGNORECASE)
_BEHIND = 60  # characters in which such words may stand


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a unit measures, tenfold how often the plain unit, by which weight or surface, and in which time."""

    kind: tuple[str, ...]
    scale: int
    basis: str
    time: str


def units_apart(one: Passage, other: Passage) -> Iterator[tuple[Thing, str]]:
    """Yield each number of the second text whose unit is another in the first, with that one as it is typed there.

    Only a number that each of the two says once, and neither in words, is surely the same one.
    """
    for piece, counts in enumerate(zip(numbers_of(one), numbers_of(other), strict=True)):
        texts = (one.piece(piece), other.piece(piece))
        mine, theirs = (_said_once(*said) for said in zip(texts, counts, (one.side.code, other.side.code), strict=True))
        for value, number in theirs.items():
            if value in mine:
                here, typed = _with_unit(texts[0], mine[value])
                there, wrong = _with_unit(texts[1], number)
                if here and there and _differ(here, there):
                    yield Thing(piece, value, wrong, other.side, other.place(piece, number.start, len(wrong))), typed


def _said_once(words: str, counted: Counted, code: str) -> dict[Decimal, Number]:
    """Return the numbers that some words say once, and not in words too, by their value."""
    often = Counter(number.value for number in counted.said)
    worded = set(number_words(words, code))
    return {n.value: n for n in counted.said if often[n.value] == 1 and n.value not in worded}


def _with_unit(words: str, number: Number) -> tuple[_Measured | None, str]:
    """Return what stands behind a number, and both as they are typed; what words say of weight counts too."""
    found = _UNIT.match(words, number.end)
    unit = find_unit(found[1]) if found and found[1] not in _DOUBTFUL else None
    if found is None or unit is None:
        return None, number.typed
    read = _read(unit)
    behind = words[found.end() : found.end() + _BEHIND]
    is_told = not read.basis and _BASIS.search(behind)
    typed = " ".join(words[number.start : found.end()].split())
    return _Measured(read.kind, read.scale, "told" if is_told else read.basis, read.time), typed


def _read(unit: Unit) -> _Measured:
    kinds, scale, basis, time = [], 0, "", ""
    parts = [(unit.above, 1)] if unit.above else []
    for part, sign in (*parts, *((below, -1) for below in unit.below)):
        if part.code in _TIMES:
            time = part.code
        elif sign < 0 and (part.symbol in ("kg", "m²")):
            basis = part.symbol
        elif part.sign not in ("1.73 m²", "dose"):
            kinds.append(("/" if sign < 0 else "") + _ALIKE.get(part.sign, part.sign))
            scale += sign * (3 * _SCALE[part.prefix] + 3 if part.sign == "m³" else _SCALE[part.prefix])
    return _Measured(tuple(filter(None, kinds)), scale, basis, time)


def _differ(one: _Measured, other: _Measured) -> bool:
    """Say whether two units of one kind are another size, or by another weight, surface or time than the other."""
    if one.kind != other.kind:
        return False
    is_by_time = bool(one.time and other.time and one.time != other.time)
    is_by_basis = one.basis != other.basis and "told" not in (one.basis, other.basis)
    return one.scale != other.scale or is_by_basis or is_by_time
