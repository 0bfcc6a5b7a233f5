"""Decimal and thousands marks typed into prose: each language has its own, and the other's may be read as the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.checks.passages import Passage
from casebook.checks.plausibility import measurements_in
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.languages import Language
from casebook.quantity import QUANTITY_IN_PROSE

DECIMAL_MARK = Kind(
    "language.decimal-mark",
    Severity.WARNING,
    N_("In {language} the decimal mark is “{mark}”: “{typed}”."),
    N_("Write “{right}”; a number under “values:” is printed with the mark of each language."),
)
AMBIGUOUS_MARK = Kind(
    "language.thousands-mark",
    Severity.NOTE,
    N_("“{typed}” reads as a number below a thousand in {language}; a count like this may be a thousandfold."),
    N_("If the mark parts thousands, write “{right}”."),
)
_PART = re.compile(r"(?<![\d.,/:])(\d{1,3})([.,])(\d+)(?![.,/:]?\d)(?!\w)")
_COUNTED = re.compile(r"\s?(?:/\s?[µμu]L|/\s?mm[³3]|/\s?mL|U/L|UI/L|IU/L|UI/mL|IU/mL|c[óo]pi[ae]s|copies|cells|células|"
                      r"ng/mL|pg/mL|plaquetas|platelets|leucócitos|leukocytes)\b")  # fmt: skip
_NAMED = re.compile(
    r"(?:\b(?:vers(?:ão|ion)|vs?|ver|n[.º°o]|seção|section|item|grau|grade|capítulo|chapter"
    r"|[Ff]ig(?:ure|ura)?|[Tt]ab(?:le|ela)?)s?\.?|[A-Z][\w+-]*)"
    r"[ \u00a0]v?$"
)
_INSIDE = re.compile(r"[\w*]$|[^\W\d_]-$|\b[àÀ]s $")  # q26.2, HLA-A*02.01, IL-1.5, às 14.30
_CHEMICAL = re.compile(r"[,\d]*-[^\W\d_]|-\(")  # 1,25-dihydroxyvitamin D
_WHOLE = re.compile(r"Apgar|Glasgow|GCS|rate|puls|freq|FC", re.IGNORECASE)
_LISTED = re.compile(r"(?:,| and| or| e| ou) ?\d")
_UNIT = re.compile(r"[ \u00a0]?(?:%|‰|°)|[ \u00a0](?:mil|milhões|milhão|million|thousand|billion|bilhões)\b")


def marks_of_numbers(passages: tuple[Passage, ...], language: Language) -> Iterator[Finding]:
    """Yield a finding for each number with another language's marks; three digits behind one may be thousands."""
    mark, group = language.decimal_mark, language.group_mark
    for passage in passages:
        for match in _PART.finditer(passage.words):
            whole, typed, fraction = match.groups()
            is_slip = typed == group and len(fraction) != 3
            has_unit = _has_unit(passage.words, match) or (is_slip and _is_measured(passage.words, match))
            if _is_in_a_name(passage.words, match, has_unit=has_unit):
                continue
            if typed == group and (whole == "0" or (is_slip and (typed == "." or has_unit))):
                right = match[0].replace(typed, mark)
                yield passage.tell_at(DECIMAL_MARK, match.start(), match.end(), right, mark=mark, right=right)
            is_count = len(fraction) == 3 and whole[0] != "0" and _COUNTED.match(passage.words, match.end())
            if typed == mark and is_count:
                yield passage.tell_at(AMBIGUOUS_MARK, match.start(), match.end(), right=whole + group + fraction)


def _has_unit(words: str, match: re.Match[str]) -> bool:
    """Say whether a unit follows; a comma also parts the items of a list, "days 1,3", which have none."""
    quantity = QUANTITY_IN_PROSE.match(words, match.start())
    behind = words[match.end() : quantity.end()] if quantity else ""
    return re.search(r"[^\W\d_]|[%‰°/]", behind) is not None or _UNIT.match(words, match.end()) is not None


def _is_measured(words: str, match: re.Match[str]) -> bool:
    """Say whether the name of what has decimals stands before a number ("pH was 7,35"), and no list begins."""
    found = next((found for _, found in measurements_in(words) if found.start("number") == match.start(1)), None)
    return found is not None and not _WHOLE.search(found["name"]) and not _LISTED.match(words, match.end())


def _is_in_a_name(words: str, match: re.Match[str], *, has_unit: bool) -> bool:
    """Say whether digits are part of a name: a version, a section, a band of a chromosome, a chemical."""
    before = words[max(0, match.start() - 30) : match.start()]
    if _INSIDE.search(before) or _CHEMICAL.match(words, match.end()):
        return True
    return not has_unit and _NAMED.search(before) is not None
