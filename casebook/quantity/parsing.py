"""Typed text → Quantity: comparator, numbers, what joins them, unit; every fault named, nothing guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from casebook.quantity.faults import (
    COUNT,
    EMPTY,
    LOST_EXPONENT,
    MISSPELT_UNIT,
    NAME_FIRST,
    ROUTE,
    TWO_DOSES,
    UNKNOWN_UNIT,
    UNREADABLE,
    UPSIDE_DOWN,
    QuantityError,
)
from casebook.quantity.model import Joint, Number, Quantity
from casebook.quantity.numbers import EXAMPLES, MINUS, SIGN, TYPED_NUMBER, read_number
from casebook.quantity.units import POWERS, SPELLINGS, TABLE, Unit, find_unit, is_unit, nearest_unit, tidy

_COMPARATORS = {"<": "<", ">": ">", "≤": "≤", "≥": "≥", "≈": "≈", "~": "≈", "<=": "≤", "=<": "≤", ">=": "≥", "=>": "≥"}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

_COMPARATOR = re.compile(r"(?:<=|=<|>=|=>|[<>≤≥≈~]) ?")
_POWER = rf"10(?:[*^] ?(?P<typed_power>[{MINUS}]?[0-9]{{1,2}})\^?|(?P<raised>⁻?[⁰¹²³⁴-⁹]{{1,2}}))"
_POWERS = "|".join(map(re.escape, TABLE["powers"]))
_PER_LITER = "|".join(map(re.escape, TABLE["powers-per-liter"]))
_BARE_POWER = re.compile(_POWER)
_TERM = re.compile(
    rf"(?P<number>{TYPED_NUMBER})"
    rf"(?:[eE](?P<e>{SIGN}?[0-9]{{1,2}})(?![0-9])| ?[xX×*·] ?{_POWER}| {_POWER.replace('P<', 'P<after_space_')}"
    rf"| ?(?P<word>(?:{_POWERS})(?= ?/)|(?:{_PER_LITER})(?= ?/ ?[Ll]$)))?"
)
_RANGE_WORDS = "|".join(map(re.escape, TABLE["range-words"]))
# "60 to 80 mg", "20% – 30%", "5 cm x 3 cm"; but nothing stands between the numbers of 120/80 and 1:40.
_JOINT = re.compile(
    rf"(?: ?(?P<tight>[/:]) ?|(?P<unit>.*?)(?: (?:{_RANGE_WORDS}) | ?(?P<sign>[{MINUS}—xX×]) ?))(?={SIGN}?[.,]?[0-9])"
)
_JOINTS: dict[str, Joint] = {"/": "/", ":": ":", "x": "×", "X": "×", "×": "×"}
_LONGEST = 200
_LONG_FIRST = ("a", "mo", "wk", "d", "h", "min", "s")
_TIMES = "|".join(sorted((re.escape(s) for s, unit in SPELLINGS.items() if unit.code in _LONG_FIRST), key=len)[::-1])
_EVERY = r"(?:every|a cada|cada|de) "
# "every 12 h", "1 g de 12/12 h", "12/12 h" and "de 12 em 12 horas" as Brazilians write it
_OFTEN = re.compile(
    rf"(?:(?P<amount>\S.*?) )??(?:(?:{_EVERY})?(?P<twice>[0-9]{{1,4}})(?:/| em )(?P=twice) ?(?P<unit>{_TIMES})"
    rf"|{_EVERY}(?P<time>[0-9].*))",
    re.IGNORECASE,
)
_FROM = re.compile(rf"(?:from|de) (?=[^ ]+ (?:\S+ )?(?:{_RANGE_WORDS}) )", re.IGNORECASE)  # "de 20 a 30 mg"
_PLUS = re.compile(r"(?P<first>[0-9]\S* [^\W\d]+)(?: \+ | and | e )(?P<rest>[0-9]\S* [^\W\d]+)")
_TIMED = re.compile(rf"(?P<first>[0-9][0-9.,]* ?(?:{_TIMES})) ?(?P<rest>[0-9][0-9.,]* ?(?:{_TIMES}))")  # 1 h 30 min


_MORE = re.compile(r"([0-9]\S* [^\W\d]\S*) \+ ([0-9]\S* [^\W\d]\S*)")
_NAMED = re.compile(r"(?P<name>[^\W\d_]{2,}(?: [^\W\d_]{2,}){0,2}):? (?P<rest>[0-9].*)")
_ROUTE = re.compile(r"(?<=[^\W\d] )(?:IM|IV|EV|SC|VO|PO|SL|IT|IN|oral|orally|intra(?:venous|muscular|venos[ao]))\b")


@dataclass(frozen=True, slots=True)
class _Scan:
    """The numbers of one quantity, what joins them, the units between them, and the text after the last."""

    typed: str
    numbers: tuple[Number, ...]
    joints: tuple[Joint, ...]
    units_between: tuple[str, ...]
    rest: str


def parse_quantity(text: str, decimal: str) -> Quantity:
    """Return the Quantity that `text` means when `decimal` ("." or ","; "" undeclared) is the decimal mark.

    Raises QuantityError, which holds the kind of fault and its fields, but not the place.
    """
    typed = tidy(text)
    if not typed:
        raise QuantityError(EMPTY, example=f"{EXAMPLES[decimal]} g/dL")
    if len(typed) > _LONGEST:
        raise _unreadable(typed, decimal)
    typed = _FROM.sub("", typed)
    if often := _OFTEN.fullmatch(typed):
        return _often(often["amount"], often["time"] or f"{often['twice']} {often['unit']}", decimal)
    if parts := _PLUS.fullmatch(typed) or _TIMED.fullmatch(typed):
        return _long(parts["first"], parts["rest"], decimal)
    if more := _MORE.fullmatch(typed):
        raise _two_doses(more, decimal)
    if named := _NAMED.fullmatch(typed):
        raise _named_first(named, decimal)
    return _simple(typed, decimal)


def _two_doses(more: re.Match[str], decimal: str) -> QuantityError:
    """Return the error for two doses in one, each of which can be read; else for what cannot."""
    try:
        first, rest = (_simple(part, decimal) for part in more.groups())
    except QuantityError:
        return _unreadable(more[0], decimal)
    return QuantityError(TWO_DOSES, typed=more[0]) if first.unit and rest.unit else _unreadable(more[0], decimal)


def _named_first(named: re.Match[str], decimal: str) -> QuantityError:
    """Return the error for a quantity behind its name (“PA 170x110 mmHg”), if the rest can be read."""
    try:
        _simple(named["rest"], decimal)
    except QuantityError:
        return _unreadable(named[0], decimal)
    return QuantityError(NAME_FIRST, typed=named[0], name=named["name"], mended=named["rest"])


def _often(amount: str | None, time: str, decimal: str) -> Quantity:
    """Return how often ("every 12 h"), or how much how often ("1 g every 12 h")."""
    interval = replace(_simple(time, decimal), is_interval=True)
    if _time(interval) is None:
        raise _unreadable(time, decimal)
    return replace(_simple(amount, decimal), every=interval) if amount else interval


def _long(first: str, rest: str, decimal: str) -> Quantity:
    """Return a length of time in two units, the larger first: 14 weeks + 3 days."""
    long, short = _simple(first, decimal), _simple(rest, decimal)
    units = [_time(length) if not length.joint else None for length in (long, short)]
    if None in units or units != sorted(units, key=_LONG_FIRST.index) or units[0] == units[1]:
        raise _unreadable(f"{first} + {rest}", decimal)
    return replace(long, plus=short)


def _time(length: Quantity) -> str | None:
    """Return the code of the unit of a length of time or of a range of them; None where it is something else."""
    is_plain = length.unit is not None and length.joint in ("", "–") and not length.comparator
    return length.unit.code if is_plain and length.unit and length.unit.code in _LONG_FIRST else None


def _simple(typed: str, decimal: str) -> Quantity:
    """Return one quantity with one unit."""
    comparator = _COMPARATOR.match(typed)
    scan = _scan(typed, comparator.end() if comparator else 0, decimal)
    unit = _read_unit(scan, decimal)
    joint = _joint(scan, unit, bool(comparator))
    if joint is None:
        raise _unreadable(typed, decimal)
    numbers = _ranged(scan) if joint == "–" else scan.numbers
    refuse_thousandths(numbers, unit, joint, decimal)
    return Quantity(numbers, unit, joint, _COMPARATORS[comparator[0].strip()] if comparator else "")


def _scan(typed: str, start: int, decimal: str) -> _Scan:
    """Return the numbers of `typed` from `start` on, up to what must be their unit."""
    number, end = _read_term(typed, start, decimal)
    numbers, joints, units = [number], [], []
    while end < len(typed) and not is_unit(typed[end:]) and (found := _JOINT.match(typed, end)):
        joints.append(_JOINTS.get(found["tight"] or found["sign"] or "", "–"))
        units.append((found["unit"] or "").strip())
        number, end = _read_term(typed, found.end(), decimal)
        numbers.append(number)
    return _Scan(typed, tuple(numbers), tuple(joints), tuple(units), typed[end:].strip())


def _read_term(typed: str, start: int, decimal: str) -> tuple[Number, int]:
    """Return the number at `start` with its power of ten, and where the text goes on."""
    power = _BARE_POWER.match(typed, start)
    if power:
        return Number("", _exponent(power)), power.end()
    term = _TERM.match(typed, start)
    if not term:
        raise _unreadable(typed, decimal)
    return Number(read_number(term["number"], decimal), _exponent(term)), term.end()


def _exponent(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if word := groups.pop("word", None):
        return POWERS[word]
    groups.pop("number", None)
    typed = next(filter(None, groups.values()), None)
    return int(re.sub(f"[{MINUS}]", "-", typed.translate(_SUPERSCRIPTS))) if typed else None


def _read_unit(scan: _Scan, decimal: str) -> Unit | None:
    unit = find_unit(scan.rest)
    if unit or not scan.rest:
        return unit
    if not re.match(r"[^\W\d_]|[%‰°º/-]", scan.rest):
        raise _unreadable(scan.typed, decimal)
    if route := _ROUTE.search(scan.rest):
        raise QuantityError(ROUTE, unit=scan.rest, route=route[0])
    nearest = nearest_unit(scan.rest)
    raise QuantityError(MISSPELT_UNIT if nearest else UNKNOWN_UNIT, unit=scan.rest, nearest=nearest)


def refuse_thousandths(numbers: tuple[Number, ...], unit: Unit | None, joint: Joint, decimal: str) -> None:
    """Raise where a count has exactly three decimals: in `64.000 /mm³` and `1:1.280` the dot parts thousands."""
    is_count = joint == ":" or (unit is not None and unit.is_count)
    for number in numbers:
        if is_count and number.exponent is None and re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", number.digits):
            typed = number.digits.replace(".", decimal or ".")
            raise QuantityError(COUNT, typed=typed, whole=number.digits.replace(".", ""), few=typed[:-2])


def _joint(scan: _Scan, unit: Unit | None, is_compared: bool) -> Joint | None:
    """Return what joins the numbers ("" for one alone), or None where they make no quantity together."""
    if not scan.joints:
        return ""
    joint, count = scan.joints[0], len(scan.numbers)
    if len(set(scan.joints)) > 1 or count > (3 if joint == "×" else 2) or (is_compared and joint == "–"):
        return None
    if any(between and find_unit(between) != unit for between in scan.units_between):
        return None
    if joint != "×":
        return joint
    if is_pressure(unit) and count == 2:
        return "/"
    _refuse_lost_exponent(scan, unit)
    return joint if all(number.exponent is None for number in scan.numbers) else None


def is_pressure(unit: Unit | None) -> bool:
    """Say whether two numbers of a unit are a blood pressure: 120x80 mmHg."""
    return unit is not None and unit.code == "mm[Hg]"


def _refuse_lost_exponent(scan: _Scan, unit: Unit | None) -> None:
    """Raise where "5 x 106" stands for 5 × 10⁶; sides are measured in lengths, so "5 x 106 mm" is what it says."""
    last = scan.numbers[-1]
    is_length = unit is not None and not unit.below and unit.above is not None and unit.above.sign == "m"
    if len(scan.numbers) == 2 and last.exponent is None and re.fullmatch("10[0-9]{1,2}", last.digits) and not is_length:
        mended = re.sub(r"([xX×] ?10)([0-9]{1,2})", r"\1^\2", scan.typed)
        raise QuantityError(LOST_EXPONENT, typed=scan.typed, mended=mended)


def _ranged(scan: _Scan) -> tuple[Number, ...]:
    """Return the ends of a range, a power of ten typed once belonging to both ("5–6 × 10^6"); raise if upside down."""
    low, high = scan.numbers
    low = Number(low.digits, high.exponent) if low.exponent is None else low
    if low.value > high.value:
        raise QuantityError(UPSIDE_DOWN, typed=scan.typed)
    return low, high


def _unreadable(typed: str, decimal: str) -> QuantityError:
    return QuantityError(UNREADABLE, typed=typed[:_LONGEST], example=f"{EXAMPLES[decimal]} g/dL")
