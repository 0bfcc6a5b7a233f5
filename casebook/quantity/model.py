"""A Quantity as it was typed: its numbers to the digit, what joins them, and its unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from casebook.quantity.units import Unit

Joint = Literal["", "–", "/", ":", "×"]


@dataclass(frozen=True, slots=True)
class Number:
    """One number: the digits typed, with a dot as decimal mark ("7.10", "-3"; "" in a bare 10⁶); its power of ten."""

    digits: str
    exponent: int | None = None

    @property
    def value(self) -> Decimal:
        return Decimal(self.digits or "1").scaleb(self.exponent or 0)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One or more numbers with one unit.

    `joint` says how several numbers belong together: "–" a range, "/" a pressure or ratio (120/80, 10/10),
    ":" a titre (1:40), "×" the sides of something measured (5 × 3 cm). `comparator` is one of < > ≤ ≥ ≈ or "".
    `is_interval` says that it is how often something happens (every 12 h); `every` is how often this amount is given
    (1 g every 12 h), `plus` what a length of time is besides (14 weeks and 3 days).
    """

    numbers: tuple[Number, ...]
    unit: Unit | None = None
    joint: Joint = ""
    comparator: str = ""
    is_interval: bool = False
    every: Quantity | None = None
    plus: Quantity | None = None

    @property
    def low(self) -> str:
        """The digits of the only number, or of the first."""
        return self.numbers[0].digits

    @property
    def high(self) -> str:
        """The digits of the only number, or of the last."""
        return self.numbers[-1].digits

    @property
    def exponent(self) -> int | None:
        """The power of ten of the last number, None where none was typed."""
        return self.numbers[-1].exponent

    @property
    def is_range(self) -> bool:
        return self.joint == "–"
