"""A result of a test as text and tables print it: in the units asked for, with a sign where it is out of range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from casebook.blocks.facts import FieldPath, Voice
from casebook.clinical.assays import Assay, is_measured
from casebook.clinical.qualitative import Word, are_opposite
from casebook.clinical.results import Result
from casebook.nodes import Inline, Unbroken, Words
from casebook.prose import Text
from casebook.quantity import Number, Quantity, common_power, raised

ABOVE, BELOW, OTHER = "↑", "↓", "*"
_LESS, _MORE = ("<", "≤"), (">", "≥")
_SEVERAL = Number("2")


@dataclass(frozen=True, slots=True)
class Line:
    """How results print where their unit stands once: the units asked for, and the power of ten shared in each."""

    units: tuple[str, ...] = ()
    powers: tuple[int | None, ...] = ()

    @property
    def unit(self) -> str:
        """The unit, the second one in parentheses: "g/dL", "/µL (10⁹/L)"; "" where there is none."""
        first, *others = self.units or ("",)
        return f"{first} ({', '.join(others)})" if others else first

    def bare(self, values: tuple[Quantity, ...], voice: Voice) -> str:
        """Return a value, in each of the units, without what the line says once: "4.8", "4.8 (48)"."""
        first, *others = (bare(value, power, voice) for value, power in zip(values, self.powers, strict=False))
        return f"{first} ({', '.join(others)})" if others else first


def line_of(names: tuple[str, ...], voice: Voice) -> Line:
    """Return how the results and reference ranges of tests, all of one unit, print in one line or one panel."""
    labs = {name: voice.wording.course.labs[name] for name in names}
    values = ((name, value) for name, lab in labs.items() for value in (*lab.measured, lab.range) if value)
    shown = [voice.systems(value, voice.wording.course.assay(name)) for name, value in values]
    ranks = [[value[n] for value in shown if len(value) > n] for n in range(max(map(len, shown), default=0))]
    powers = tuple(common_power(rank) for rank in ranks)
    return Line(tuple(_unit(rank[0], power, voice) for rank, power in zip(ranks, powers, strict=True)), powers)


def bare_result(result: Result, assay: Assay | None, voice: Voice, path: FieldPath, line: Line) -> tuple[Inline, ...]:
    """Return a result without its unit: "4.8", "4.8 (48)" in two systems, "not detected"."""
    match result.value:
        case Quantity():
            return (Unbroken(line.bare(voice.systems(result.value, assay), voice)),)
        case Text():
            return voice.say(result.value, path)
        case _:
            return (Words(voice.language.words(result.value)),)


def whole_value(value: Quantity, assay: Assay | None, voice: Voice) -> tuple[str, ...]:
    """Return a result with its unit, then in parentheses in the second one that is asked for."""
    first, *others = (voice.quantity(shown) for shown in voice.systems(value, assay))
    return first, *(f"({other})" for other in others)


def bare(value: Quantity, power: int | None, voice: Voice) -> str:
    """Return a quantity without its unit, and without the power of ten that is told once for all."""
    if power is not None:
        value = replace(value, numbers=tuple(replace(number, exponent=None) for number in value.numbers))
    return voice.quantity(value, "number")


def _unit(sample: Quantity, power: int | None, voice: Voice) -> str:
    """Return the unit of `sample` as it stands for any number, behind the power of ten: "10⁹/L"; "" for none."""
    if sample.unit is None:
        return ""
    unit = voice.quantity(Quantity((_SEVERAL,), sample.unit), "unit")
    if power is None:
        return unit
    return raised(power) + unit if unit.startswith("/") else f"{raised(power)}\u00a0{unit}"


def sign_of(value: object, reference: Quantity | Word | None) -> str:
    """Return ↑ for a result that is surely above its reference range, ↓ for one below, both in one unit.

    "*" for a word of the other sense than the reference ("reactive", "non-reactive"); else "".
    """
    if isinstance(value, str) and isinstance(reference, str):
        return OTHER if are_opposite(value, reference) else ""
    if not isinstance(value, Quantity) or not isinstance(reference, Quantity) or not _compare(value, reference):
        return ""
    low, high = ends(reference)
    last, first = value.numbers[-1].value, value.numbers[value.joint == ":"].value
    if high is not None and value.comparator not in _LESS and _is_beyond(last - high, value, reference, ">", "<"):
        return ABOVE
    if low is not None and value.comparator not in _MORE and _is_beyond(low - first, value, reference, "<", ">"):
        return BELOW
    return ""


def _is_beyond(distance: Decimal, value: Quantity, reference: Quantity, away: str, open_: str) -> bool:
    """Say whether a number lies past an end; at the end itself where either excludes it: 5 of <5, >5 of 3–5."""
    is_open = reference.comparator == open_ and value.comparator != "≈"
    return distance > 0 or (distance == 0 and (value.comparator == away or is_open))


def _compare(value: Quantity, reference: Quantity) -> bool:
    """Say whether one can lie above or below the other: two numbers, or two titres of one beginning (1:640, <1:80)."""
    if ":" in (value.joint, reference.joint):
        return value.joint == reference.joint and value.low == reference.low
    return is_measured(value) and is_measured(reference)


def ends(reference: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """Return the lower and the upper end of a reference range; None where it is open: "<5" is (None, 5)."""
    if reference.is_range:
        return reference.numbers[0].value, reference.numbers[1].value
    only = reference.numbers[-1].value
    if reference.comparator in _LESS:
        return None, only
    return (only, None) if reference.comparator in _MORE else (None, None)
