"""What is wrong with the results of a test, though each of them by itself can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casebook.clinical.assays import Assay, fits, nearest_assay
from casebook.clinical.labs import MISSPELT_TEST, UNKNOWN_TEST, Lab, holds_results
from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity
from casebook.quantity import Quantity
from casebook.source import Scalar, Source

UNKNOWN_IN_FILE = Kind(
    UNKNOWN_TEST.code,
    Severity.ERROR,
    UNKNOWN_TEST.what,
    N_("Write its name in the file of the case, beside “labs-file:”: labs: {{{name}: {{name: {{en: …, pt: …}}}}}}"),
)
MISSPELT_IN_FILE = Kind(
    UNKNOWN_TEST.code,
    Severity.ERROR,
    UNKNOWN_TEST.what,
    N_(
        "Did you mean “{nearest}”? If not, write its name in the file of the case, beside “labs-file:”: "
        "labs: {{{name}: {{name: {{en: …, pt: …}}}}}}"
    ),
)
IMPOSSIBLE_UNIT = Kind(
    "labs.impossible-unit",
    Severity.ERROR,
    N_("Results of this test cannot be in {unit}."),
    N_("It is reported in {names}: correct the unit, or give another test a short name of its own and a “name:”."),
)
NO_UNIT = Kind(
    "labs.no-unit",
    Severity.ERROR,
    N_("Results of this test stand without a unit."),
    N_("It is reported in {names}: write the unit behind each number, or once for all behind “unit:”."),
)
NEGATIVE = Kind(
    "labs.negative",
    Severity.ERROR,
    N_("A result of this test cannot be negative."),
    N_("Correct the number; a dash for “not done” stands alone, and a range is written 3.5–5.0."),
)
NO_RESULTS = Kind(
    "labs.none",
    Severity.WARNING,
    N_("“{name}” has no results."),
    N_("Write each behind its moment, such as “admission: 4.8 g/dL”, or take the test out."),
)
ALIKE = Kind(
    "labs.alike",
    Severity.WARNING,
    N_("“{name}” and “{other}” print under one name: a reader cannot tell them apart."),
    N_("Write the results of one test under one name; else say “specimen:” or “method:” of each."),
)
LABS = "labs"


def lab_faults(labs: Mapping[str, Lab], source: Source) -> Iterator[Finding]:
    """Yield what is wrong with each test, and with two that print alike; `source` knows where each field stands."""
    seen: dict[object, str] = {}
    for name, lab in labs.items():
        place = source.key((LABS, name))
        if lab.test is None and not lab.name.codes:
            near, is_in_sheet = nearest_assay(name), place.file != source.name
            kinds = (UNKNOWN_IN_FILE, MISSPELT_IN_FILE) if is_in_sheet else (UNKNOWN_TEST, MISSPELT_TEST)
            yield kinds[bool(near)].at(place, name=name, nearest=near)
        if not lab.results and not _has_any(source, name):
            yield NO_RESULTS.at(place, name=name)
        if lab.test and lab.measured:
            yield from _impossible(lab.test, lab, place)
        other = seen.setdefault(_printed_as(name, lab), name)
        if other != name:
            yield ALIKE.at(place, name=name, other=other)


def _impossible(assay: Assay, lab: Lab, place: Place) -> Iterator[Finding]:
    """Yield a finding where the results of a known test cannot be what they say."""
    unit, names = lab.result_unit, ", ".join(filter(None, assay.units)) or "–"
    if not fits(assay, unit):
        yield IMPOSSIBLE_UNIT.at(place, unit=unit.symbol, names=names) if unit else NO_UNIT.at(place, names=names)
    for result in lab.results:
        if isinstance(result.value, Quantity) and not assay.is_signed and result.value.numbers[0].value < 0:
            yield NEGATIVE.at(result.place)


def _printed_as(name: str, lab: Lab) -> object:
    """Return what makes two assays print alike: the test, or the author's own name of it; specimen and method."""
    test = None if lab.name.codes else lab.test or name
    return test, *(tuple(sorted(text.versions.items())) for text in (lab.name, lab.specimen, lab.method))


def _has_any(source: Source, name: str) -> bool:
    """Say whether any result is written for a test, be it one that cannot be read."""
    written = source.data.get(Scalar(LABS))
    fields = written.get(Scalar(name)) if isinstance(written, Mapping) else None
    if not isinstance(fields, Mapping):
        return False
    return bool(fields if holds_results(fields) else fields.get(Scalar("results")))
