"""Results in conventional or SI units: exact shifts of the decimal mark keep every digit, others the significant ones.

Where a factor is no power of ten, the result has as many significant figures as were typed, at least two (the zeros
that end a whole number count); rounding is half to even (AMA Manual of Style, 11th edition, section 17.5).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal

from casebook.clinical.assays import Assay, dimension, is_measured
from casebook.quantity import Number, Quantity, Unit, find_unit

SYSTEMS = ("as-typed", "conventional", "si", "conventional-si", "si-conventional")
_PREFIXES = {"": 0, "M": 6, "k": 3, "d": -1, "c": -2, "m": -3, "µ": -6, "n": -9, "p": -12, "f": -15}
_OF_ANY_SIZE = Context(prec=999)  # a slip such as 1e30 is told by a check, and prints
_CUBIC_METRE = 3  # of its prefix, and the power of ten of the litres in it
_VOLUMES = ("/µL", "/mm³")


def in_system(quantity: Quantity, assay: Assay | None, system: str) -> tuple[Quantity, ...]:
    """Return a result in the unit, or the two units, that `system` (one of SYSTEMS) asks for; else as it was typed."""
    if system == "as-typed" or assay is None or not is_measured(quantity):
        return (quantity,)
    wanted = tuple(_converted(quantity, assay, to_si=name == "si") for name in system.split("-"))
    return tuple(dict.fromkeys(wanted))


def counted_in(quantity: Quantity, unit: str) -> Quantity:
    """Return a count per volume in `unit` ("/µL" or "/mm³", which are one volume); any other quantity as it is."""
    is_count = quantity.unit is not None and quantity.unit.symbol in _VOLUMES
    return replace(quantity, unit=find_unit(unit)) if is_count and unit in _VOLUMES else quantity


def _converted(quantity: Quantity, assay: Assay, *, to_si: bool) -> Quantity:
    target = find_unit(assay.si if to_si else assay.conventional)
    other = find_unit(assay.conventional if to_si else assay.si)
    if target is None or other is None or quantity.unit is None:
        return quantity
    power = assay.power if to_si else None
    if dimension(quantity.unit) == dimension(target):
        factor = _scale(quantity.unit, target)
    elif dimension(quantity.unit) == dimension(other):
        factor = _scale(quantity.unit, other) * (assay.factor if to_si else 1 / assay.factor)
    else:
        return quantity
    if quantity.unit == target and not power:
        return quantity
    factor = factor.scaleb(-(power or 0))
    numbers = _alike(tuple(_number(n, factor, power) for n in quantity.numbers))
    return replace(quantity, numbers=numbers, unit=target)


def _scale(unit: Unit, target: Unit) -> Decimal:
    """Return how many of `target` one of `unit` is; both measure the same."""
    return Decimal(1).scaleb(_power(unit) - _power(target))


def _power(unit: Unit) -> int:
    """Return the power of ten that the prefixes of a unit stand for, volumes in litres."""
    parts = [(unit.above, 1), *((below, -1) for below in unit.below)]
    return sum(sign * _prefix(part.prefix, part.sign) for part, sign in parts if part)


def _prefix(prefix: str, sign: str) -> int:
    return _PREFIXES[prefix] * _CUBIC_METRE + _CUBIC_METRE if sign == "m³" else _PREFIXES[prefix]


def _number(number: Number, factor: Decimal, power: int | None) -> Number:
    value = number.value * factor
    if factor == Decimal(1).scaleb(factor.adjusted()):
        shown = f"{value:f}"
        is_whole = "." not in number.digits
        return Number(shown.rstrip("0").rstrip(".") if is_whole and "." in shown else shown, power)
    figures = max(2, len(number.digits.replace(".", "").lstrip("-+0")))
    return Number(f"{Context(prec=figures, rounding=ROUND_HALF_EVEN).plus(value):f}", power)


def _alike(numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """Return the ends of a range with as many decimals as the one that has fewer: 5.2–10.3."""
    decimals = min(len(number.digits.partition(".")[2]) for number in numbers)
    step = Decimal(1).scaleb(-decimals)
    shown = (Decimal(number.digits).quantize(step, context=_OF_ANY_SIZE) for number in numbers)
    return tuple(replace(number, digits=f"{digits:f}") for number, digits in zip(numbers, shown, strict=True))
