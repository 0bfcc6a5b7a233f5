"""Results in conventional or SI units, as precise as they were typed.

The last figure printed stands for the largest power of ten that is no more than the last one typed, converted: 313 U/L
is 5.22 µkat/L, since 1 U/L is 0.017. So the same significant figures are printed, or one more (NIST Special Publication
1038, 2006, section 4.4), no number moves by more than half of its last typed figure, and two that differ as typed
differ as printed. Two significant figures are the least (1 mg/dL of bilirubin is 17 µmol/L); the zeros that end a whole
number count; rounding is half to even.
An exact shift of the decimal mark moves nothing; the zeros that it would bring behind the mark of a whole number fall
away: 64000 is 64. The ends of a range take as many decimals as the one that was typed more precisely, a typed zero or
one new figure at most; a second figure that the lower end needs is its own, so that a result at the upper end prints
like it (5–40 U/L is 0.083–0.67 µkat/L, and 40 U/L 0.67). Zero has no precision to convert, and stays as it was typed.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal

from casebook.clinical.assays import Assay, dimension, is_measured
from casebook.quantity import Number, Quantity, Unit, find_unit

SYSTEMS = ("as-typed", "conventional", "si", "conventional-si", "si-conventional")
_PREFIXES = {"": 0, "M": 6, "k": 3, "d": -1, "c": -2, "m": -3, "µ": -6, "n": -9, "p": -12, "f": -15}
_CUBIC_METRE = 3  # of its prefix, and the power of ten of the litres in it
_VOLUMES = ("/µL", "/mm³")
_EXACT = Context(prec=400, rounding=ROUND_HALF_EVEN)  # room for 30 digits between 10⁻⁹⁹ and 10⁹⁹


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
    if target is None or quantity.unit is None:
        return quantity
    typed, wanted = _in_si(quantity.unit, assay), _in_si(target, assay)
    if typed is None or wanted is None:
        return quantity
    power = assay.power if to_si else None
    if quantity.unit == target and not power:
        return quantity
    factor = (typed / wanted).scaleb(-(power or 0))
    return replace(quantity, numbers=_shown(quantity.numbers, factor, power), unit=target)


def _in_si(unit: Unit, assay: Assay) -> Decimal | None:
    """Return how many of the SI unit of a test one of `unit` is; None where no result of it is in such a unit."""
    known = ((find_unit(text), factor) for text, factor in assay.units.items())
    same = ((one, factor) for one, factor in known if one and dimension(one) == dimension(unit))
    return next((_scale(unit, one) * factor for one, factor in same), None)


def _scale(unit: Unit, target: Unit) -> Decimal:
    """Return how many of `target` one of `unit` is; both measure the same."""
    return Decimal(1).scaleb(_power(unit) - _power(target))


def _power(unit: Unit) -> int:
    """Return the power of ten that the prefixes of a unit stand for, volumes in litres."""
    parts = [(unit.above, 1), *((below, -1) for below in unit.below)]
    return sum(sign * _prefix(part.prefix, part.sign) for part, sign in parts if part)


def _prefix(prefix: str, sign: str) -> int:
    return _PREFIXES[prefix] * _CUBIC_METRE + _CUBIC_METRE if sign == "m³" else _PREFIXES[prefix]


def _shown(numbers: tuple[Number, ...], factor: Decimal, power: int | None) -> tuple[Number, ...]:
    """Return one number, or both ends of a range, multiplied by `factor`."""
    decimals = [_decimals(number, factor) for number in numbers]
    typed = zip(numbers, decimals, strict=True)
    wanted = max((precise for number, (precise, _, _) in typed if number.value), default=0)
    return tuple(
        Number(_digits(number, factor, min(max(wanted, least), most)), power)
        for number, (_, least, most) in zip(numbers, decimals, strict=True)
    )


def _decimals(number: Number, factor: Decimal) -> tuple[int, int, int]:
    """Return how many decimals a converted number is worth, has alone, and may have beside another; -1: tens."""
    if not number.value:
        typed = len(number.digits.partition(".")[2])
        return typed, typed, typed
    precise = -(_last(number.value) + factor.adjusted())
    if factor != Decimal(1).scaleb(factor.adjusted()):
        least = max(precise, 1 - (number.value * factor).adjusted())
        return precise, least, max(least, precise + 1)
    zeros = len(number.digits) - len(number.digits.rstrip("0")) if "." not in number.digits else 0
    least = max(precise - zeros, 0) if precise > 0 else precise
    return least, least, precise


def _digits(number: Number, factor: Decimal, decimals: int) -> str:
    if not number.value:
        return number.digits
    return f"{_EXACT.quantize(_EXACT.multiply(number.value, factor), Decimal(1).scaleb(-decimals)):f}"


def _last(value: Decimal) -> int:
    """Return the power of ten that the last figure of a number stands for."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "it is a number"
    return exponent
