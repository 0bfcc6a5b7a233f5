"""Powers and units that lost their superscripts, 5 x 106 for 5 × 10⁶, mg/m2 for mg/m²; the letter x for ×."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import Passage, passages
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.quantity import is_unit

ABOUT = About(
    N_("Powers and units that lost their superscripts, such as 5 x 106 and mg/m2."),
    N_(
        "Copied from a PDF or a record, 10⁶ becomes 106: a dose or a count changes ten-thousandfold, and every word "
        "around it still reads well."
    ),
    ("SI Brochure, 9th edition, 5.4", "AMA Manual of Style, 11th edition, chapter 17"),
)
LOST = Kind(
    "clinical.lost-exponent",
    Severity.ERROR,
    N_("“{typed}” looks like a power of ten that has lost its superscript."),
    N_("Write {mended}."),
)
RAW = Kind(
    "clinical.raw-exponent",
    Severity.WARNING,
    N_("“{typed}” is printed as typed, and not as an exponent."),
    N_("Write {mended}."),
)
FLAT = Kind(
    "clinical.flat-superscript",
    Severity.WARNING,
    N_("The exponent of “{typed}” is not raised."),
    N_("Write {mended}."),
)
TIMES = Kind(
    "clinical.times-sign",
    Severity.WARNING,
    N_("In “{typed}” the letter x stands for the sign ×."),
    N_("Write {mended}."),
)

_RAISED = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_FACTOR = r"(?<![\w.,])(?P<factor>\d{1,3}(?:[.,]\d+)?)(?P<before>\s?)(?P<sign>[x×X*·])(?P<after>\s?)10"
_EXPONENT = r"(?P<power>[1-9]|1[0-9]|[−–-][1-9](?!\d))"
_FLAT_POWER = re.compile(rf"{_FACTOR}(?:\s?{_EXPONENT}|\((?P<inside>\d{{1,2}})\))(?![\w.,:%–-]*\d|\s?[x×])(?![^\W\d_])")
_LETTER = re.compile(rf"{_FACTOR}(?P<rest>[⁰¹²³⁴-⁹⁻]+|\^[-−+]?\d{{1,2}}\^?)")
# The sides of something: 3 x 4 cm, 33x9,5x8,5cm
_SIDES = re.compile(
    r"(?<![\w.,×*/–-])(?P<sides>\d{1,3}(?:[.,]\d+)?(?:\s?[cmµ]?m)?(?:\s?[xX]\s?\d{1,3}(?:[.,]\d+)?){1,2})"
    r"\s?(?:[cmµμ]?m)(?![\w²³/]| ?Hg)"
)
# A number of cells or of molecules follows, or its unit
_COUNTED_BEHIND = re.compile(
    r"\s?(?:/\s?(?:[mµμud]?[lL]\b|mm|kg|campo)|(?:per|por) (?:[mµμ]?[lL]\b|kg|mm|micro|mili|milli|lit)"
    r"|(?:[\w+-]+ ){0,4}(?:cells?|células?|leu[ck]\w+|platelets|plaquetas|copies|cópias|blasts?|blastos|UFC|CFU|UI|IU"
    r"|units|unidades|par(?:ticles|tículas)|lymph\w+|linf\w+|neutr\w+|eryth\w+|eritr\w+|hem[áa]cias)\b)"
)
_COUNTED_BEFORE = re.compile(
    r"(?:cell|célula|count|contage|leu[ck]\w+|platelet|plaqueta|neutr[oó]|lymphoc|linf[oó]c|viral load|carga viral"
    r"|copies|cópias|red cells|hem[áa]cias|eritr[oó]|eryth|CD34)[^.;,\n]{0,40}$",
    re.IGNORECASE,
)
_RAW_POWER = re.compile(
    r"(?<![\w.,*/])(?<![xX])(?<![xX*] )(?:10|(?:\w*/)?[cmkdµ]?m)(?P<mark>\^|(?<=10)\*)"
    r"(?P<power>[-−+]?\d{1,2})(?![\d^~])"
)
_FLAT_UNIT = re.compile(
    r"(?<![^\s\d(/])(?P<left>(?:[^\W\d][^\s()/]{0,11})?/)?(?P<unit>[cmkdµ]?m)(?P<power>[23])(?![\w^²³])"
)
_NUMBER_BEFORE = re.compile(r"\d[  ]?$")


def run(case: Case) -> Iterator[Finding]:
    """Yield an error for each power of ten that reads as another number, and a warning for each slip of form."""
    for passage in passages(case):
        if "10" in passage.words:
            yield from _powers(passage)
        for found in _SIDES.finditer(passage.words):
            sides = re.split(r"\s?[xX]\s?", found["sides"])
            yield passage.tell(TIMES, found, "sides", " × ".join(sides))
        yield from _raw_powers(passage)
        yield from _flat_units(passage)


def _powers(passage: Passage) -> Iterator[Finding]:
    for found in _FLAT_POWER.finditer(passage.words):
        is_negative = (found["power"] or "")[:1] in ("-", "−", "–")
        if found["inside"] or is_negative or _is_count(passage.words, found):
            power = (found["inside"] or found["power"]).translate(_RAISED)
            yield passage.tell(LOST, found, fix=f"{found['factor']} × 10{power}")
    for found in _LETTER.finditer(passage.words):
        if found["sign"] in "xX*":
            power = found["rest"].strip("^").translate(_RAISED)
            yield passage.tell(TIMES, found, fix=f"{found['factor']} × 10{power}")


def _is_count(words: str, found: re.Match[str]) -> bool:
    """Say whether what is counted stands right behind, or before in the same clause; not the sides of something."""
    before, behind = words[max(0, found.start() - 60) : found.start()], words[found.end() : found.end() + 60]
    return bool(_COUNTED_BEHIND.match(behind) or (_COUNTED_BEFORE.search(before) and not re.match(r"\s?\w+", behind)))


def _raw_powers(passage: Passage) -> Iterator[Finding]:
    """Yield a warning for each exponent behind a ^ that nothing closes, or behind the * of a laboratory's file."""
    for found in _RAW_POWER.finditer(passage.words):
        bare = passage.raw[found.start() : found.start("mark")]
        if not (bare.endswith("10") or _is_of_unit(passage.words, found.start(), bare)):
            continue
        power = found["power"].translate(_RAISED)
        yield passage.tell(RAW, found, fix=bare + power)


def _flat_units(passage: Passage) -> Iterator[Finding]:
    """Yield a warning for each m2, m3 and the like that belongs to a unit or a number: no receptor, no macrophage."""
    for found in _FLAT_UNIT.finditer(passage.words):
        bare = (found["left"] or "") + found["unit"]
        if _is_of_unit(passage.words, found.start(), bare):
            yield passage.tell(FLAT, found, fix=bare + {"2": "²", "3": "³"}[found["power"]])


def _is_of_unit(words: str, start: int, bare: str) -> bool:
    """Say whether a length stands below a slash of a unit, or behind a number."""
    left, slash, _ = bare.rpartition("/")
    if slash and left:
        return is_unit(left) or left.casefold() in ("mil", "k", "cells", "células")
    return bool(_NUMBER_BEFORE.search(words[:start])) or bool(slash)
