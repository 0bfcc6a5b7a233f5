"""Units that are not written as journals print them: g/dl, 20 to 30%, 4.8g/dL, mg%, a range with a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import Passage, passages
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.quantity.units import SPELLINGS, TABLE, find_unit

ABOUT = About(
    N_("Units, ranges and percentages that are not written as journals print them."),
    N_(
        "One unit has one sign: L for litre, since l is read as 1, and µ for micro; the space before it, the dash of a "
        "range and the unit of a reference range leave nothing to guess."
    ),
    ("SI Brochure, 9th edition, 5.2 to 5.4", "AMA Manual of Style, 11th edition, 17 and 18", "data/units.yaml"),
)
STYLE = Kind(
    "clinical.unit-style",
    Severity.WARNING,
    N_("“{typed}” is not the sign of this unit."),
    N_("Write {mended}."),
)
SPACE = Kind(
    "clinical.unit-space",
    Severity.WARNING,
    N_("In “{typed}” the space between the number and its unit is missing."),
    N_("Write {mended}."),
)
HYPHEN = Kind(
    "clinical.range-hyphen",
    Severity.WARNING,
    N_("The range “{typed}” has a hyphen in the place of a dash."),
    N_("Write {mended}."),
)
NO_UNIT = Kind(
    "clinical.range-without-unit",
    Severity.WARNING,
    N_("The reference range “{typed}” has no unit."),
    N_("Write {mended}."),
)
PERCENT = Kind(
    "clinical.percent-once",
    Severity.WARNING,
    N_("In “{typed}” only the second number has its percent sign."),
    N_("Write {mended}."),
)

_NUMBER = r"\d+(?:[.,]\d+)*"
_SIGN = r"(?:[^\W\d_]|[µμ°])[^\W\d_²³]*(?:/[^\W\d_]+[²³]?)*|/[µμ]?[^\W\d_]+[²³]?"
_BEHIND_NUMBER = re.compile(
    rf"(?<![\w.,/-])(?P<number>{_NUMBER})(?P<space>[  ]?)"
    r"(?P<unit>m?g%|(?:[^\W\d_]|[µμ°º%])[^\W\d_²³₂%º]*(?:/ ?[^\W\d_²³]+)*|/ ?[µμ]?[^\W\d_]+)"
    r"(?![\w²³^%*~₂]|/(?!1[.,]73|\d{1,2} ?h)|-[^\W\d])"
)
# What is no unit of its own, and the one that it stands for
_ALIASES = {
    "mg%": "mg/dL", "g%": "g/dL", "gm": "g", "cc": "mL", "hs": "h", "mcL": "µL", "Kg": "kg", "KG": "kg", "ML": "mL",
    "Ml": "mL",
}  # fmt: skip
_DOUBTFUL = ("l", "gr", "seg", "º", "m2", "m3")  # right in other styles, an ordinal, or told by another check
# Of many patients: what stands in brackets is no reference range
_SPREAD = re.compile(r"median|mean|média|IQR|interquart|\bCI\b|\bIC\b|\brange|varia|\bn ?=", re.IGNORECASE)
_RANGE_WORDS = "|".join(map(re.escape, (*TABLE["range-words"], "para")))  # "caiu de 48 para 38%"
_HYPHEN = re.compile(
    rf"(?<![\w.,/–−-])(?P<low>{_NUMBER})[  ]?-[  ]?(?P<high>{_NUMBER})[  ]?(?P<unit>%|{_SIGN})(?![\w-])"
)
_REFERENCE = re.compile(
    rf"(?<![\w.,/-])(?P<value>{_NUMBER})[  ]?(?P<unit>{_SIGN})[  ]"
    rf"(?P<range>\((?P<low>{_NUMBER})[  ]?[-–][  ]?(?P<high>{_NUMBER})\))"
)
_PERCENT = re.compile(
    rf"(?<![\w.,/–-])(?P<low>{_NUMBER}) (?P<word>{_RANGE_WORDS}) (?P<high>{_NUMBER})(?P<sign>[  ]?%)(?!\w)"
)


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each unit, range and percentage in the text that is written otherwise than in print."""
    for passage in passages(case):
        if any(digit in passage.words for digit in "0123456789"):
            yield from _signs(passage)
            yield from _ranges(passage)


def _signs(passage: Passage) -> Iterator[Finding]:
    """Yield a warning for each sign that is a known unit in another spelling, or that stands too near its number."""
    for found in _BEHIND_NUMBER.finditer(passage.words):
        typed = found["unit"]
        sign = _sign_of(typed)
        if not sign:
            continue
        start, end = found.span("unit")
        if sign != re.sub(r"^/ ", "/", typed.replace("\u03bc", "µ")):
            yield passage.tell_at(STYLE, start, end, sign)
        elif not found["space"] and len(sign) > 1 and sign[0] not in "/%°":
            yield passage.tell_at(SPACE, found.start(), end, f"{found['number']} {sign}")


def _sign_of(typed: str) -> str:
    """Return the sign that a journal prints for a unit as typed, words in it as they are; "" for what is no unit."""
    if typed in _ALIASES:
        return _ALIASES[typed]
    parts = [part.strip() for part in typed.split("/")]
    spelt = [_ALIASES.get(part, part) for part in parts]
    if not any(parts) or not all(part in SPELLINGS for part in spelt if part) or typed in _DOUBTFUL:
        return ""
    printed = "/".join(_printed(part) if part else "" for part in spelt)
    return typed if SPELLINGS[next(filter(None, spelt))].manner == "counted" else printed


def _printed(part: str) -> str:
    """Return one part of a unit as it is printed; words, and what has a subscript, stay as they are typed."""
    unit = SPELLINGS[part]
    stays = unit.manner != "symbol" or unit.sign in ("cmH₂O", "m²", "m³", "bpm") or part == "mm Hg"
    return part if stays else unit.symbol


def _ranges(passage: Passage) -> Iterator[Finding]:
    for found in _HYPHEN.finditer(passage.words):
        if found["unit"] == "%" or _is_sign(found["unit"]):
            low, high = found["low"], found["high"]
            yield passage.tell_at(HYPHEN, found.start(), found.end("high"), f"{low}–{high}")
    for found in _REFERENCE.finditer(passage.words):
        is_spread = _SPREAD.search(passage.words, max(0, found.start() - 60), found.start()) is not None
        if _is_of_laboratory(found["unit"]) and not is_spread:
            unit = _sign_of(found["unit"]) or found["unit"]
            yield passage.tell(NO_UNIT, found, "range", f"({found['low']}–{found['high']} {unit})")
    for found in _PERCENT.finditer(passage.words):
        low, sign = found["low"], found["sign"]
        yield passage.tell(PERCENT, found, fix=f"{low}{sign} {found['word']} {found['high']}{sign}")


def _is_sign(typed: str) -> bool:
    """Say whether a word is the sign of a unit, and not a noun such as years."""
    unit = find_unit(typed)
    return unit is not None and all(part.manner == "symbol" for part in (unit.above, *unit.below) if part)


def _is_of_laboratory(typed: str) -> bool:
    """Say whether a unit is one that results come in, so that what stands behind it in brackets is their range."""
    unit = find_unit(typed)
    is_in_volume = unit is not None and any(part.sign in ("L", "m³") for part in unit.below)
    return _is_sign(typed) and (is_in_volume or typed in ("fL", "fl", "pg"))
