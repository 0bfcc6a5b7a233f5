"""One number as typed, read under the decimal mark that the case declares; nothing is ever guessed.

A dot or comma before exactly three digits, with a whole part that is not zero, against the declaration or without one,
is an error: `64.000 /mm³` read wrongly is a thousandfold (design, section 4).
"""

from __future__ import annotations

import re

from casebook.quantity.faults import AMBIGUOUS, BAD_NUMBER, DECIMAL_MARK, THOUSANDS, UNDECLARED, QuantityError

MINUS = "-−–"  # a word processor makes an en dash of a hyphen
SIGN = f"[{MINUS}+]"
# One number as it may be typed, wrong ones too: _digits judges them.
TYPED_NUMBER = rf"{SIGN}?(?:[0-9]{{1,3}}(?:[ '’][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?|[.,]?[0-9][0-9.,]*)"
_GROUPED = re.compile(
    r"(?P<whole>[0-9]{1,3}(?P<mark>[., '’])[0-9]{3}(?:(?P=mark)[0-9]{3})*)(?:(?!(?P=mark))[.,](?P<fraction>[0-9]+))?"
)
_LONGEST = 30
EXAMPLES = {".": "4.8", ",": "4,8", "": "4.8"}


def read_number(typed: str, decimal: str) -> str:
    """Return the digits of `typed` with a dot as decimal mark and "-" as minus, every digit kept ("7,10" → "7.10").

    `decimal` is the declared mark, "." or ",", or "" where none is declared. Raises QuantityError.
    """
    sign, body = (typed[0], typed[1:]) if typed[0] in MINUS + "+" else ("", typed)
    return ("-" if sign and sign in MINUS else sign) + _digits(body, decimal)


def _digits(typed: str, decimal: str) -> str:
    if len(typed) > _LONGEST or not (typed[0] + typed[-1]).isdecimal():
        raise QuantityError(BAD_NUMBER, typed=typed[:_LONGEST], example=EXAMPLES[decimal])
    marks = re.findall(r"[^0-9]", typed)
    if not marks:
        return typed
    if len(marks) > 1 or marks[0] not in ".,":
        raise _with_thousands(typed, decimal)
    whole, fraction = re.split(r"[.,]", typed)
    if marks[0] != decimal and len(fraction) == 3 and len(whole) <= 3 and whole.strip("0"):
        shown = f"{whole}{decimal or marks[0]}{fraction}"
        kind = AMBIGUOUS if decimal else UNDECLARED
        raise QuantityError(kind, typed=typed, whole=whole + fraction, fraction=shown, mark=marks[0])
    if decimal and marks[0] != decimal:
        raise QuantityError(DECIMAL_MARK, typed=typed, mark=decimal, mended=f"{whole}{decimal}{fraction}")
    return f"{whole}.{fraction}"


def _with_thousands(typed: str, decimal: str) -> QuantityError:
    """Return the error for a number of several marks: thousands that can be taken out, or no number at all."""
    grouped = _GROUPED.fullmatch(typed)
    if not grouped:
        return QuantityError(BAD_NUMBER, typed=typed, example=EXAMPLES[decimal])
    whole, fraction = re.sub(r"[^0-9]", "", grouped["whole"]), grouped["fraction"]
    return QuantityError(THOUSANDS, typed=typed, mended=whole + (f"{decimal or '.'}{fraction}" if fraction else ""))
