"""The numbers typed into a passage, as its language writes them, and everything else there that may stand for one.

`said` are the numbers that stand alone, by their value: 4.8 in English is 4,8 in Portuguese. `hinted` is what the other
language may say with them in another way: digits within words (D14, CA-125), numbers in words, Roman numerals, months.
A number is missing in the other language only where nothing there answers it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from casebook.checks.parity.words import number_words
from casebook.quantity import find_unit

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_POWER = r"10(?:\^(?P<{typed}>[-−]?\d{{1,2}})\^?|(?P<{raised}>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}))"
_DIGITS = r"\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)*|\.\d+"
_NUMBER = re.compile(
    rf"""
    (?<![\w.,])(?<![^\s(][\^~])                              # not in CD34, not in m^2^
    (?P<minus>(?<![^\s(=<>≤≥:;])[-−–]|(?:minus|menos)\s)?
    (?:{_POWER.format(typed="bare", raised="bare_raised")}
      |(?P<digits>{_DIGITS})(?:\s?[x×*·]\s?{_POWER.format(typed="power", raised="raised")})?)
    """,
    re.VERBOSE,
)
_BEHIND = re.compile(
    r"(?P<ordinal>(?:st|nd|rd|th|[ºª°oa])(?!\w))?"
    r"(?P<percent>\s?%|\s(?:percent|per\scent|por\scento)\b)?"
    r"(?:\s(?P<large>thousand|mil|million|milhão|milhões|billion|bilhão|bilhões)\b)?"
)
_LARGE = {"thousand": 3, "mil": 3, "million": 6, "milhão": 6, "milhões": 6, "billion": 9, "bilhão": 9, "bilhões": 9}
_WITHIN_A_NAME = re.compile(r"(?:[A-Za-z][-‑–]|\bCA )$")  # IL-6, CA 19-9
_LETTERS = re.compile(r"-?([^\W\d_]+)")
_BETWEEN = re.compile(r"[\s,;/–—-]*(?:(?:to|and|or|a|e|ou|até|para|vs\.?|versus|through)\s+)?")
_OFTEN = re.compile(r"\b(\d{1,2})/\1(?= ?h)")  # 12/12 h, which may be twice a day
_SIDES = re.compile(r"(?<=\d)[xX](?=\d)")  # 120x80
_MINUTES = re.compile(r"(?<=\d)[hH:](?=\d\d\b)")  # 14h30, 14:30
_AFTERNOON = re.compile(r"\b(\d{1,2})(?::\d\d)? ?p\.?m\b", re.IGNORECASE)
_FROM_13 = re.compile(r"\b(1[3-9]|2[0-3]) ?(?:[hH]|:\d\d)")
_ROMAN = re.compile(r"\b[IVX]+\b")
_NUMERALS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# Karyotypes, and what is written like them, are names; so is the 4 of ++/4+
_NOTATION = re.compile(
    r"\b\d{2,3}(?:~\d{2,3})?, ?X\S*|(?<![^\W_])[a-z]{1,4} ?\([\dXY][\dXY;, pq.]*\)(?: ?\([pq][^()]*\))?|(?<=\+)/4\b\+?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a passage: its value, how and where it was typed, and whether it is a percentage."""

    value: Decimal
    typed: str
    start: int
    end: int
    is_percent: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of a passage, what else there may answer one, and all its digits as they were typed."""

    said: tuple[Number, ...]
    hinted: frozenset[Decimal]
    typed: frozenset[str]

    def answers(self, number: Number) -> bool:
        """Say whether the passage may say the same number; one typed alike is for other checks to judge."""
        return not self.hinted.isdisjoint((number.value, *_per_microliter(number))) or number.typed in self.typed


def _per_microliter(number: Number) -> Iterator[Decimal]:
    """Yield the number in which cells are counted per µL where they may be counted per liter: 78 × 10⁹, 78 000."""
    if number.value >= 10**9:
        yield number.value.scaleb(-6)


def count(words: str, code: str, decimal_mark: str) -> Counted:
    """Return the numbers of a passage in the language `code`, whose decimal mark that is."""
    often = {Decimal(found[1]) for found in _OFTEN.finditer(words)}
    words = _OFTEN.sub(lambda found: " " * len(found[0]), words)
    hours = {Decimal(int(found[1]) + 12) for found in _AFTERNOON.finditer(words)}
    hours |= {Decimal(int(found[1]) - 12) for found in _FROM_13.finditer(words)}
    words = _MINUTES.sub(" ", _SIDES.sub("×", _NOTATION.sub(lambda found: " " * len(found[0]), words)))
    said = _with_percent(words, tuple(_said(words, decimal_mark)))
    digits = [found[0] for found in re.finditer(_DIGITS, words)]
    hinted = {value for typed in digits for value in _readings(typed, decimal_mark)}
    hinted |= {value for number in said for value in (number.value, *_per_microliter(number))}
    hinted |= set(number_words(words, code))
    hinted |= {Decimal(_NUMERALS.index(found)) for found in _ROMAN.findall(words) if found in _NUMERALS}
    hinted |= often | hours | {Decimal(len(found[0])) for found in re.finditer(r"\+{2,}", words)}
    return Counted(said, frozenset(hinted), frozenset((*digits, *(number.typed for number in said))))


def _said(words: str, decimal_mark: str) -> Iterator[Number]:
    """Yield the numbers that stand alone, with their powers of ten."""
    for found in _NUMBER.finditer(words):
        behind = _BEHIND.match(words, found.end())
        assert behind, "nothing need stand behind a number"
        value = _value(found["digits"], decimal_mark) if found["digits"] else Decimal(1)
        if value is None or _WITHIN_A_NAME.search(words, 0, found.start()) or not _stands_alone(words, found, behind):
            continue
        raised = found["bare"] or found["bare_raised"] or found["power"] or found["raised"]
        power = int(raised.translate(_SUPERSCRIPTS)) if raised else _LARGE.get(behind["large"], 0)
        value = (-value if found["minus"] else value).scaleb(power)
        typed = words[found.start() : behind.end()].strip()
        yield Number(value, typed, found.start(), behind.end(), bool(behind["percent"]))


def _stands_alone(words: str, found: re.Match[str], behind: re.Match[str]) -> bool:
    """Say whether no letters but those of a unit follow: not 5q, 18F, 5-FU; but 5mg, 1.5T, 52-year-old."""
    letters = _LETTERS.match(words, behind.end())
    return letters is None or bool(re.search(r"[.,]", found[0])) or find_unit(letters[1]) is not None


def _with_percent(words: str, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """Return the numbers, those before a percentage in a range or a list being percentages too: 20 to 30%."""
    signed: list[Number] = []
    for number in reversed(numbers):
        behind = signed[-1] if signed else number
        shares = behind.is_percent and bool(_BETWEEN.fullmatch(words, number.end, max(behind.start, number.end)))
        signed.append(replace(number, is_percent=number.is_percent or shares))
    return tuple(reversed(signed))


def _readings(typed: str, decimal_mark: str) -> Iterator[Decimal]:
    """Yield what some digits may mean; the parts of dates and of what may be several numbers count, too."""
    value = _value(typed, decimal_mark)
    if value is not None:
        yield value
    if value is None or " " in typed:
        yield from (Decimal(part) for part in re.findall(r"\d+", typed))


def _value(typed: str, decimal_mark: str) -> Decimal | None:
    """Return the value of some digits; None where the marks make no number of them, as in a date or a version."""
    marks = re.findall(r"\D", typed)
    plain = re.sub(r"[\u00a0\u202f ]", "", typed)
    groups = r"[1-9]\d{0,2}(?:[.,]\d{3})+"
    if not set(marks) & set(".,"):
        return Decimal(plain)
    if re.fullmatch(groups, plain) and len(set(marks)) == 1 and (marks[0] != decimal_mark or len(marks) > 1):
        return Decimal(re.sub(r"[.,]", "", plain))
    whole, mark, fraction = re.split(r"([.,])(?=\d+$)", plain)
    if whole and mark in whole or not re.fullmatch(rf"\d*|{groups}", whole):
        return None
    return Decimal(f"{re.sub('[.,]', '', whole) or 0}.{fraction}")
