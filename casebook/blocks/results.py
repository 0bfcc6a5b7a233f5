"""A result of a test as text and tables print it: in the units asked for, with a sign where it is out of range."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from casebook.blocks.facts import FieldPath, Voice
from casebook.clinical.assays import Assay, is_measured
from casebook.clinical.labs import Result
from casebook.nodes import Inline, Unbroken, Words
from casebook.prose import Text
from casebook.quantity import Quantity

ABOVE, BELOW = "↑", "↓"
_LESS, _MORE = ("<", "≤"), (">", "≥")


def bare_result(result: Result, assay: Assay | None, voice: Voice, path: FieldPath) -> tuple[Inline, ...]:
    """Return a result without its unit: "4.8", "4.8 (48)" in two systems, "not detected"."""
    match result.value:
        case Quantity():
            first, *others = (bare(value, voice) for value in voice.systems(result.value, assay))
            return (Unbroken(f"{first} ({', '.join(others)})" if others else first),)
        case Text():
            return voice.say(result.value, path)
        case _:
            return (Words(voice.language.words(result.value)),)


def bare(value: Quantity, voice: Voice) -> str:
    """Return a quantity without its unit, and without the power of ten that `unit_of` puts before that."""
    return voice.quantity(_unpowered(value), "number")


def unit_of(value: Quantity, voice: Voice) -> str:
    """Return the unit of a quantity, behind its power of ten where it has one: "10⁹/L"; "" where it has none."""
    if value.unit is None:
        return ""
    power = value.exponent
    unit = voice.quantity(value, "unit")
    if power is None or any(number.exponent != power for number in value.numbers):
        return unit
    ten = "10" + str(power).translate(str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))
    return ten + unit if unit.startswith("/") else f"{ten}\u00a0{unit}"


def sign_of(value: object, reference: Quantity | None) -> str:
    """Return ↑ for a result above its reference range, ↓ for one below, else ""; both in one unit."""
    if not isinstance(value, Quantity) or reference is None or not (is_measured(value) and is_measured(reference)):
        return ""
    low, high = ends(reference)
    number = value.numbers[-1].value
    if high is not None and value.comparator not in _LESS and number > high:
        return ABOVE
    if low is not None and value.comparator not in _MORE and value.numbers[0].value < low:
        return BELOW
    return ""


def ends(reference: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """Return the lower and the upper end of a reference range; None where it is open: "<5" is (None, 5)."""
    if reference.is_range:
        return reference.numbers[0].value, reference.numbers[1].value
    only = reference.numbers[0].value
    if reference.comparator in _LESS:
        return None, only
    return (only, None) if reference.comparator in _MORE else (None, None)


def _unpowered(value: Quantity) -> Quantity:
    powers = {number.exponent for number in value.numbers}
    if len(powers) > 1 or None in powers or any(not number.digits for number in value.numbers):
        return value
    return replace(value, numbers=tuple(replace(number, exponent=None) for number in value.numbers))
