"""When something happened, as authors write it without dates: "admission", "midam day 14", "transplant + 12".

NAME              the zero of a clock, or the moment of an event
NAME day 14       the day that this clock calls 14 (its first day may be day 1)
NAME + 6 h        so long after; a number alone means days; "- 7" is a week before
NAME 27+4         completed weeks and days, as obstetricians count them
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from pydantic import ValidationInfo

from casebook.errors import N_
from casebook.fields import fault, place_of, reading, word
from casebook.findings import Kind, Place, Severity
from casebook.quantity import Quantity, QuantityError, parse_quantity

NOT_A_MOMENT = Kind(
    "time.not-a-moment",
    Severity.ERROR,
    N_("“{value}” does not say when."),
    N_(
        "Write the name of a clock or an event, and how long after it, such as “transplant + 12”, “admission + 6 h” or "
        "“gestation 27+4”."
    ),
)
NOT_A_TIME = Kind(
    "time.not-a-time",
    Severity.ERROR,
    N_("“{value}” is not a length of time."),
    N_("Write a number of days, or a number and its unit, such as 6 h or 14 weeks."),
)
TOO_FAR = Kind(
    "time.too-far",
    Severity.ERROR,
    N_("“{value}” is longer than any life."),
    N_("Correct the number or its unit."),
)

_NAME = r"[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*"
_MOMENT = re.compile(
    rf"(?P<name>{_NAME})(?: (?i:day|dia|d) ?(?P<day>[-−–]?\d{{1,5}})|(?P<steps>(?: ?[+−–-] ?\d[^+−–-]*)+))?", re.ASCII
)
# 27+4, tightly written: completed weeks and days
_WEEKS = r"(?P<weeks>\d{1,2})\+(?P<days>[0-6])(?: ?(?:weeks?|semanas?|wk|sem))?"
_IN_WEEKS = re.compile(rf"(?P<name>{_NAME})(?: (?:week|semana))?(?: ?(?P<sign>[+−–-]))? {_WEEKS}")
_BARE = re.compile(r"\d+(?:[.,]\d+)?")
_STEP = re.compile(r"(?P<sign>[+−–-]) ?(?P<length>[^+−–-]+)")
DAYS = {
    "s": Fraction(1, 86400),
    "min": Fraction(1, 1440),
    "h": Fraction(1, 24),
    "d": Fraction(1),
    "wk": Fraction(7),
    "mo": Fraction(487, 16),  # 30.4375 days, the mean month of the Julian year that UCUM takes (`mo`)
    "a": Fraction(1461, 4),  # 365.25 days (UCUM `a`)
}
MOST_DAYS = 125 * DAYS["a"]  # the oldest life that is proven: 122 years


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment as typed: the clock or event it counts from, and the day that it is called, or how long after.

    `day` is the number that the clock gives to that day, None where only a distance is told; `after` is in days.
    `is_bare` says that the distance was told by a number alone, without a unit.
    """

    name: str
    day: int | None = None
    after: Fraction = Fraction(0)
    place: Place | None = None
    is_bare: bool = False

    @property
    def key(self) -> tuple[str, int | None, Fraction]:
        """What makes two moments the same words, wherever they stand."""
        return self.name, self.day, self.after

    @property
    def is_apart(self) -> bool:
        """Whether it is told by a day or a distance, and not by the name alone."""
        return self.day is not None or bool(self.after)


def parse_moment(text: str, decimal: str = ".", place: Place | None = None) -> Moment | None:
    """Return the moment that `text` names, or None where it has not the form of one."""
    typed = " ".join(text.replace("\u00a0", " ").split())
    if in_weeks := _IN_WEEKS.fullmatch(typed):
        after = _in_weeks(in_weeks)
        return Moment(in_weeks["name"], None, -after if in_weeks["sign"] not in (None, "+") else after, place)
    found = _MOMENT.fullmatch(typed)
    if found is None:
        return None
    if found["day"]:
        return Moment(found["name"], int(re.sub("[−–]", "-", found["day"])), place=place)
    after = Fraction(0)
    for step in _STEP.finditer(found["steps"] or ""):
        days = days_of(step["length"].strip(), decimal)
        if days is None:
            return None
        after += days if step["sign"] == "+" else -days
    is_bare = any(_BARE.fullmatch(step["length"].strip()) for step in _STEP.finditer(found["steps"] or ""))
    return Moment(found["name"], None, after, place, is_bare)


def _in_weeks(found: re.Match[str]) -> Fraction:
    return Fraction(int(found["weeks"]) * 7 + int(found["days"]))


def days_of(text: str, decimal: str = ".") -> Fraction | None:
    """Return a length of time in days ("12" and "12 days" are 12, "6 h" a quarter, "27+4" 193), else None."""
    if in_weeks := re.fullmatch(_WEEKS, text):
        return _in_weeks(in_weeks)
    try:
        return days_in(parse_quantity(text, decimal))
    except QuantityError:
        return None


def days_in(length: Quantity) -> Fraction | None:
    """Return how many days a quantity of time lasts; a bare number is days; None for a range or another unit."""
    unit = length.unit
    code = "d" if unit is None else unit.code
    if length.joint or length.comparator or length.is_interval or length.every or code not in DAYS:
        return None
    rest = days_in(length.plus) if length.plus else Fraction(0)
    return None if rest is None else Fraction(length.numbers[0].value) * DAYS[code] + rest


def read_moment(raw: object, info: ValidationInfo) -> Moment:
    """Return the moment that a field names."""
    moment = parse_moment(word(raw), reading(info).decimal, place_of(raw))
    if moment is None:
        raise fault(NOT_A_MOMENT, place_of(raw), value=raw)
    within_a_life(moment.after if moment.day is None else Fraction(moment.day), raw)
    return moment


def read_days(raw: object, info: ValidationInfo) -> Fraction:
    """Return the length of time, in days and more than none, that a field holds."""
    days = days_of(word(raw), reading(info).decimal)
    if days is None or days <= 0:
        raise fault(NOT_A_TIME, place_of(raw), value=raw)
    return within_a_life(days, raw)


def within_a_life(days: Fraction, raw: object) -> Fraction:
    """Return a length of time; raise TOO_FAR where no life is so long, as where a date was typed for it."""
    if abs(days) > MOST_DAYS:
        raise fault(TOO_FAR, place_of(raw), value=raw)
    return days
