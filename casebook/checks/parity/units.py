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
# What is counted or measured in either of two units under one sign
_ALIKE = {"IU": "U", "UI": "U", "Eq": "mol", "cell": "", "m³": "L"}
_DOSED = ("g", "U", "mol", "L")  # in one of them a dose is given, or something in blood is measured, never in two
_TIMES = ("s", "min", "h", "d", "wk", "mo", "a", "ms")
_DOUBTFUL = ("", "s")  # nothing, and the weeks of a pregnancy: 38s
# By what a dose may be told in words: 5 mg per kilogram of body weight
_BASIS = re.compile(r"\b(?:kg|kilo|quilo|m²|m2|m\^2|square|metro|weight|peso|surface|superf)", re.IGNORECASE)
_BEHIND = 60  # characters in which such words may stand
# An amount in words, whose number may be the one that the other language has in figures: one gram, vinte e um mg
_AMOUNT = re.compile(
    r"(?:[^\W\d_]+[\s-]){1,5}(?:(?:milli|mili|micro|nano|kilo|quilo)?(?:gram[ao]?|lit(?:er|re|ro)|unit|unidade|mol)s?"
    r"|[mnkµμ]?g|mcg|[mdµμ]?L|m?(?:IU|UI|U)|mEq|mmol)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a unit measures, tenfold how often the plain unit, by which weight or surface, and in which time."""

    kind: tuple[str, ...]
    scale: int
    basis: str
    time: str


def units_apart(one: Passage, other: Passage) -> Iterator[tuple[Thing, str]]:
    """Yield each number of the second text whose unit is another in the first, with that one as it is typed there.

    Only a number that each of the two says once, and neither in words, is surely the same one: of an amount, in words
    for an amount, since “daily” and “a” are no 1 mg.
    """
    for piece, counts in enumerate(zip(numbers_of(one), numbers_of(other), strict=True)):
        texts = (one.piece(piece), other.piece(piece))
        mine, theirs = (_said_once(*said) for said in zip(texts, counts, (one.side.code, other.side.code), strict=True))
        for value, (there, wrong, start) in theirs.items():
            if value in mine:
                here, typed, _ = mine[value]
                if _differ(here, there):
                    yield Thing(piece, value, wrong, other.side, other.place(piece, start, len(wrong))), typed


def _said_once(words: str, counted: Counted, code: str) -> dict[Decimal, tuple[_Measured, str, int]]:
    """Return, by a number that some words say once, and not in words too, its unit, how it is typed, and where."""
    often = Counter(number.value for number in counted.said)
    worded = set(number_words(words, code))
    amounts = set(number_words(" ".join(found[0] for found in _AMOUNT.finditer(words)), code))
    once = {}
    for number in (number for number in counted.said if often[number.value] == 1):
        read, typed = _with_unit(words, number)
        if read and number.value not in (amounts if read.kind else worded):
            once[number.value] = read, typed, number.start
    return once


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
            scale += sign * (3 * part.power + 3 if part.sign == "m³" else part.power)
    return _Measured(tuple(filter(None, kinds)), scale, basis, time)


def _differ(one: _Measured, other: _Measured) -> bool:
    """Say whether two units are of another kind or size, or by another weight, surface or time than the other.

    Of another kind are those of a dose alone: what else stands behind one number may be told in several ways.
    """
    if one.kind != other.kind:
        are_doses = all(unit.kind and unit.kind[0] in _DOSED for unit in (one, other))
        return are_doses and one.kind[1:] == other.kind[1:]
    is_by_time = bool(one.time and other.time and one.time != other.time)
    is_by_basis = one.basis != other.basis and "told" not in (one.basis, other.basis)
    return one.scale != other.scale or is_by_basis or is_by_time
