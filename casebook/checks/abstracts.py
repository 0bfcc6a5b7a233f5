"""A measurement that the abstract gives with a number which stands nowhere in the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.numerals import NUMBER, readings
from casebook.checks.passages import Passage, passages
from casebook.checks.plausibility import measurements_in, measures_of
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.quantity import Quantity, find_unit

ABOUT = About(
    N_("A measurement that the abstract gives with another number than the article."),
    N_(
        "Most readers see the abstract alone, and a number that was corrected in the text stays as it was there. Told "
        "is only a number that stands nowhere else, of what the article measures in the same unit."
    ),
    ("CARE 2013, items 3a to 3d", "ICMJE Recommendations, IV.A.3.b"),
)
OTHER = Kind(
    "clinical.value-in-abstract",
    Severity.WARNING,
    N_("The abstract gives “{typed}”, which stands nowhere in the article; there it is “{there}”."),
    N_("Correct the one that is wrong; a number under “values:” is written once, and both print it."),
)

Key = tuple[str, str]  # what is measured, and in which unit
_HERE = re.compile(r"abstract(?:\.case(?:\..+)?)?")
_PLAIN = ("pH", "arterial pH", "INR")
_CHANGED = re.compile(r"\b(?:fell|rose|dropped|caiu|subiu)\b")
_MOST = 3  # numbers of the text that are shown


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each measurement in the abstract that the rest of the case has only with other numbers."""
    read = tuple(passages(case))
    text = [passage for passage in read if not passage.path.startswith("abstract")]
    for passage in (passage for passage in read if _HERE.fullmatch(passage.path)):
        found = list(_measured(passage))
        there, known = (_there(case, text, passage.code), _numbers(case, text)) if found else ({}, set())
        for key, match in found:
            if key in there and not _CHANGED.search(match[0]) and not _is_known(match["number"], known):
                shown = "”, “".join(tuple(dict.fromkeys(there[key]))[:_MOST])
                yield passage.tell_at(OTHER, *_span(key, match), there=shown)


def _measured(passage: Passage) -> Iterator[tuple[Key, re.Match[str]]]:
    """Yield each measurement in a passage by what is measured and in which unit; few go without one."""
    for name, match in measurements_in(passage.words):
        unit = find_unit(match["unit"] or "")
        if unit or name in _PLAIN:
            yield (name, unit.code if unit else ""), match


def _there(case: Case, text: list[Passage], code: str) -> Mapping[Key, list[str]]:
    """Return what the texts in one language and the values say of each measurement."""
    found: dict[Key, list[str]] = {}
    for passage in (passage for passage in text if passage.code == code):
        for key, match in _measured(passage):
            found.setdefault(key, []).append(passage.words[slice(*_span(key, match))])
    for name, quantity in case.quantities().items():
        unit = quantity.unit
        shown = f"{quantity.low} {unit.symbol}" if unit else quantity.low
        for measure in measures_of(name) if len(quantity.numbers) == 1 else ():
            found.setdefault((measure, unit.code if unit else ""), []).append(shown)
    return found


def _span(key: Key, match: re.Match[str]) -> tuple[int, int]:
    """Return where a number and its unit begin and end; what stands behind one without a unit is a word."""
    return match.start("number"), match.end("unit" if key[1] else "number")


def _numbers(case: Case, text: list[Passage]) -> set[Decimal]:
    """Return every number of a case outside the abstract, however it is read."""
    words = [str(passage.raw) for passage in text] + list(_scalars(case.source.data))
    results = (result.value for lab in case.file.labs.values() for result in lab.results)
    measured = {number.value for value in results if isinstance(value, Quantity) for number in value.numbers}
    return measured | {value for said in words for found in re.findall(NUMBER, said) for value in readings(found)}


def _scalars(data: object) -> Iterator[str]:
    if isinstance(data, Mapping):
        yield from (said for name, part in data.items() if str(name) != "abstract" for said in _scalars(part))
    elif isinstance(data, list):
        yield from (said for part in data for said in _scalars(part))
    elif data is not None:
        yield str(data)


def _is_known(number: str, known: set[Decimal]) -> bool:
    """Say whether a number may be one of those known, or one of them rounded."""
    for value in readings(number):
        places = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
        if value in known or any(abs(other - value) * 2 <= places for other in known):
            return True
    return False
