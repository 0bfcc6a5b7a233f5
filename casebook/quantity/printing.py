"""A Quantity as one language prints it, with non-breaking spaces, real minus signs and superscripts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from casebook.languages import Language
from casebook.quantity.faults import NO_AGE, NO_RANGE, NO_UNIT, UNKNOWN_FORM, QuantityError
from casebook.quantity.model import Number, Quantity
from casebook.quantity.units import SimpleUnit, Unit
from casebook.quantity.words import (
    AGES,
    COUNTED,
    EVERY,
    HOW_MUCH_HOW_OFTEN,
    PERCENT_RANGE,
    RANGE_IN_WORDS,
    TIME_AND_TIME,
)

FORMS = ("number", "unit", "to", "adjective")
NBSP = "\u00a0"
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def printed(quantity: Quantity, language: Language, form: str = "", percent_space: bool = False) -> str:
    """Return `quantity` as `language` prints it: its marks from CLDR, its words from the catalogue.

    Forms: "" (4.8 g/dL, 313–618 U/L) · "number" (4.8) · "unit" (g/dL) · "to" (20% to 30%, with breakable spaces)
    · "adjective" (52-year-old). `percent_space` parts % from its number. Raises QuantityError if a form does not fit.
    """
    press = _Press(language, percent_space)
    match form:
        case "":
            return press.whole(quantity)
        case "number":
            return press.numbers(quantity)
        case "unit":
            return press.unit_alone(quantity)
        case "to":
            return press.range_in_words(quantity)
        case "adjective":
            return press.age(quantity)
        case _:
            raise QuantityError(UNKNOWN_FORM, form=form, forms=", ".join(FORMS))


@dataclass(frozen=True, slots=True)
class _Press:
    """What prints the parts of a quantity: one language, and the journal's way with the percent sign."""

    language: Language
    percent_space: bool

    def whole(self, quantity: Quantity) -> str:
        if quantity.every:
            amount, often = replace(quantity, every=None), self.whole(quantity.every)
            return self.language.words(HOW_MUCH_HOW_OFTEN, amount=self.whole(amount), often=often)
        if quantity.is_interval:
            return self.language.words(EVERY, time=self.whole(replace(quantity, is_interval=False)))
        if quantity.plus:
            first, rest = self.whole(replace(quantity, plus=None)), self.whole(quantity.plus)
            if _is_sign(quantity.unit) and _is_sign(quantity.plus.unit):
                return f"{first}\u00a0{rest}"  # 1 h 30 min
            return self.language.words(TIME_AND_TIME, first=first, rest=rest)
        unit = quantity.unit
        if _needs_words(quantity):
            return self.range_in_words(quantity)
        if quantity.is_range and unit and unit.is_proportion:
            low, high = (self.number(number) for number in quantity.numbers)
            percent = self.space(unit) + self.unit(unit)
            return self.language.words(PERCENT_RANGE, low=low, high=high, percent=percent)
        return self.with_unit(self.numbers(quantity), quantity.numbers[-1], unit)

    def numbers(self, quantity: Quantity) -> str:
        """Return the numbers with their comparator and joint, without the unit."""
        texts = [self.number(number) for number in quantity.numbers]
        if _needs_words(quantity):
            return self.language.words(RANGE_IN_WORDS, low=texts[0], high=texts[1])
        match quantity.joint:
            case "–" if quantity.exponent is not None:
                return f"{self.digits(quantity.low)}–{texts[1]}"
            case "/" | ":":
                return quantity.comparator + quantity.joint.join(self.digits(n.digits, False) for n in quantity.numbers)
            case "×":
                return f"{NBSP}×{NBSP}".join(texts)
            case _:
                return quantity.comparator + quantity.joint.join(texts)

    def range_in_words(self, quantity: Quantity) -> str:
        """Return "20% to 30%", "60 to 80 mg": the percent sign stands with both numbers, another unit with the last."""
        if not quantity.is_range:
            raise QuantityError(NO_RANGE)
        low, high = quantity.numbers
        unit_of_low = quantity.unit if quantity.unit and quantity.unit.is_proportion else None
        return self.language.words(
            RANGE_IN_WORDS,
            low=self.with_unit(self.number(low), low, unit_of_low),
            high=self.with_unit(self.number(high), high, quantity.unit),
        )

    def age(self, quantity: Quantity) -> str:
        """Return an age as it stands with a noun: "52-year-old", "de 52 anos"."""
        unit, is_plain = quantity.unit, not quantity.joint and not quantity.comparator and quantity.exponent is None
        if not unit or not unit.above or unit.below or unit.above.sign not in AGES or not is_plain:
            raise QuantityError(NO_AGE)
        phrase = self.agreeing(AGES[unit.above.sign], quantity.numbers[0], self.digits(quantity.low))
        return phrase.replace(f"{quantity.low[-1]} ", f"{quantity.low[-1]}{NBSP}")

    def unit_alone(self, quantity: Quantity) -> str:
        if quantity.unit is None:
            raise QuantityError(NO_UNIT)
        return self.with_unit("", quantity.numbers[-1], quantity.unit).strip(NBSP)

    def with_unit(self, text: str, number: Number, unit: Unit | None) -> str:
        """Return `text`, the printed number, with its unit; a counted noun agrees with `number`."""
        if unit is None:
            return text
        if unit.above and unit.above.manner == "counted":
            noun = self.agreeing(COUNTED[unit.above.sign], number, text)
            return "/".join((noun.strip().replace(" ", NBSP), *(self.simple_unit(below) for below in unit.below)))
        return text + self.space(unit) + self.unit(unit)

    def unit(self, unit: Unit) -> str:
        return "/".join((self.simple_unit(unit.above) if unit.above else "", *map(self.simple_unit, unit.below)))

    def simple_unit(self, unit: SimpleUnit) -> str:
        sign = unit.sign if unit.manner == "symbol" else self.language.words(unit.sign)
        return (unit.prefix + sign).replace(" ", NBSP)

    def space(self, unit: Unit) -> str:
        """Return what parts a number from its unit: nothing in "45/µL" and "37°"; in "92%" what the journal wants."""
        if unit.above is None or unit.above.space == "none" or (unit.is_proportion and not self.percent_space):
            return ""
        return NBSP

    def number(self, number: Number) -> str:
        if number.exponent is None:
            return self.digits(number.digits)
        power = raised(number.exponent)
        return f"{self.digits(number.digits)}{NBSP}×{NBSP}{power}" if number.digits else power

    def digits(self, digits: str, is_grouped: bool = True) -> str:
        """Return typed digits in this language's marks; a titre or ratio has no thousands marks (1:1280)."""
        sign, plain = (digits[:1], digits[1:]) if digits[:1] in ("-", "+") else ("", digits)
        shown = self.language.number(plain) if is_grouped else plain.replace(".", self.language.decimal_mark)
        return sign.replace("-", "−") + shown

    def agreeing(self, forms: tuple[str, str], number: Number, text: str) -> str:
        return self.language.plural(*forms, _count(number.value, self.language), n=text)


def raised(power: int) -> str:
    """Return a power of ten: "10⁹"."""
    return "10" + str(power).translate(_SUPERSCRIPTS)


def _is_sign(unit: Unit | None) -> bool:
    """Say whether a unit prints as a sign, such as h, and not as a word."""
    return unit is not None and unit.above is not None and unit.above.manner == "symbol"


def _needs_words(quantity: Quantity) -> bool:
    """Say whether a range reads badly with a dash: "−3–5", or powers of ten that differ."""
    exponents = {number.exponent for number in quantity.numbers}
    return quantity.is_range and (quantity.low[:1] in ("-", "+") or len(exponents) > 1 or not quantity.low)


def _count(value: Decimal, language: Language) -> int:
    """Return a whole number that takes the plural form of `value`, since gettext only knows whole numbers.

    CLDR says to which category a decimal belongs: 1.5 is plural in English ("1.5 years"), singular in Portuguese.
    """
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= 0:
        return abs(int(value))
    category = language.locale.plural_form(value)
    return next((n for n in range(101) if language.locale.plural_form(n) == category), abs(int(value)))
