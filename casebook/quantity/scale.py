"""The unit, with its power of ten, that is written once for many numbers: in a column, or behind `unit:`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from casebook.quantity.faults import TWO_POWERS, UNKNOWN_UNIT, QuantityError
from casebook.quantity.model import Quantity
from casebook.quantity.parsing import is_pressure, parse_quantity, refuse_thousandths
from casebook.quantity.printing import raised
from casebook.quantity.units import Unit


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit, and the power of ten before it: 10⁹/L."""

    unit: Unit
    power: int | None = None

    @property
    def symbol(self) -> str:
        """The printed sign, in English where it holds a word."""
        space = "" if self.power is None or self.unit.above is None else " "
        return ("" if self.power is None else raised(self.power)) + space + self.unit.symbol

    def of(self, quantity: Quantity, decimal: str) -> Quantity:
        """Return a bare number as it were with this unit typed behind it; one that has a unit, a titre: as it is.

        Raises QuantityError where the two do not go together.
        """
        if quantity.unit is not None or quantity.joint == ":":
            return quantity
        numbers = quantity.numbers
        if self.power is not None:
            if any(number.exponent is not None for number in numbers):
                raise QuantityError(TWO_POWERS, unit=self.symbol)
            numbers = tuple(replace(number, exponent=self.power) for number in numbers)
        joint = "/" if quantity.joint == "×" and len(numbers) == 2 and is_pressure(self.unit) else quantity.joint
        refuse_thousandths(numbers, self.unit, joint, decimal)
        return replace(quantity, numbers=numbers, unit=self.unit, joint=joint)


def read_scale(text: str, decimal: str) -> Scale:
    """Return what `text` spells: "g/dL", "10^9/L", "mil/mm³"; raise QuantityError where it is no unit."""
    try:
        quantity = parse_quantity(f"1 {text.strip()}", decimal)
    except QuantityError as error:
        raise (error if "unit" in error.fields else QuantityError(UNKNOWN_UNIT, unit=text.strip())) from None
    if quantity.unit is None or len(quantity.numbers) > 1 or quantity.plus or quantity.every:
        raise QuantityError(UNKNOWN_UNIT, unit=text.strip())
    return Scale(quantity.unit, quantity.exponent)


def common_power(quantities: Iterable[Quantity]) -> int | None:
    """Return the one power of ten that all numbers of `quantities` have, None where any has another or none."""
    powers = {number.exponent if number.digits else None for quantity in quantities for number in quantity.numbers}
    return powers.pop() if len(powers) == 1 else None
