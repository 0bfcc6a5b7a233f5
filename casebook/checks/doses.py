"""One drug's dose that differs from place to place: in its unit, between abstract and text, or from the regimens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.dosages import Dose, Typed, dose_of, doses_in
from casebook.checks.passages import passages
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal
from casebook.languages import Language
from casebook.report.model import Report

ABOUT = About(
    N_("One drug’s dose that differs from place to place: in its unit, between abstract and text, from the regimens."),
    N_(
        "A reader may give what is printed. Whether two doses are a change of treatment or a slip no machine can tell; "
        "that they differ, it can."
    ),
    ("CARE 2013, items 9b and 9c", "ISMP, error-prone dose designations"),
)
UNITS = Kind(
    "clinical.dose-units",
    Severity.WARNING,
    N_("The dose of {drug} is “{typed}” here and “{other}” elsewhere: one number, two units."),
    N_("Compare both with the prescription."),
)
SEVERAL = Kind(
    "clinical.several-doses",
    Severity.NOTE,
    N_("Several doses of {drug} are typed by hand: {doses}."),
    N_("Say of each when it was given; under “regimens:” a dose has one home, and texts print it."),
)
ABSTRACT = Kind(
    "clinical.dose-in-abstract",
    Severity.WARNING,
    N_("The abstract gives {drug} as “{typed}”, and the text as {doses}."),
    N_("Correct the one that is wrong."),
)
REGIMEN = Kind(
    "clinical.dose-not-in-regimens",
    Severity.WARNING,
    N_("“{typed}” of {drug} is none of the doses under “regimens:” ({doses})."),
    N_("Correct the one that is wrong, or print the dose from there."),
)


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield a finding for each drug of which two doses do not agree, in every language of the full texts."""
    regimens = _of_regimens(case)
    yield from _regimen_units(case)
    read = list(passages(case))
    for language in (report.language for report in reports):
        typed = [
            dose
            for passage in read
            if passage.code == language.code
            for dose in doses_in(passage, language)
            if not _is_cited(dose)
        ]
        for drug in dict.fromkeys(dose.drug for dose in typed):
            own = [dose for dose in typed if dose.drug == drug]
            yield from _differing(language, own, regimens.get(drug, []))


def _of_regimens(case: Case) -> dict[str, list[Dose]]:
    """Return the doses under `regimens`, by drug; of a range, both ends."""
    found: dict[str, list[Dose]] = {}
    for regimen in case.file.regimens.values():
        for drug, given in regimen.drugs.items():
            for quantity in given.dose.values():
                doses = (dose_of(quantity, number) for number in range(len(quantity.numbers)))
                found.setdefault(drug.replace("-", " "), []).extend(dose for dose in doses if dose)
    return found


def _regimen_units(case: Case) -> Iterator[Finding]:
    """Yield a warning for each dose under `regimens` whose number stands there with another basis too."""
    for name, regimen in case.file.regimens.items():
        for drug, given in regimen.drugs.items():
            doses = [dose for quantity in given.dose.values() if (dose := dose_of(quantity))]
            other = next((one for one in doses[1:] if one.contradicts(doses[0])), None)
            if other:
                place = case.at(("regimens", name, "drugs", drug, "dose"))
                yield UNITS.at(place, drug=drug, typed=doses[0].shown, other=other.shown)


def _is_cited(typed: Typed) -> bool:
    """Say whether the sentence of a dose cites somebody, whose dose it may be."""
    sentences = [(start, words) for start, words in typed.passage.sentences() if start <= typed.start]
    start, words = sentences[-1]
    return "[@" in typed.passage.raw[start : start + len(words) + 1]


def _differing(language: Language, typed: list[Typed], given: list[Dose]) -> Iterator[Finding]:
    """Yield what does not agree among the doses of one drug in one language, the gravest first."""
    drug = language.words(typed[0].drug)
    pairs = ((one, other.dose) for number, one in enumerate(typed) for other in typed[:number])
    for one, other in (pair for pair in pairs if pair[0].dose.contradicts(pair[1])):
        yield one.passage.tell_at(UNITS, one.start, one.end, drug=drug, other=other.shown)
        break
    text = [one.dose for one in typed if one.passage.path.startswith("sections")]
    for one in typed:
        where = one.passage.path
        if where.startswith("abstract") and text and not _is_among(one.dose, (*text, *given)):
            yield one.passage.tell_at(ABSTRACT, one.start, one.end, drug=drug, doses=_listed(text))
        elif given and where.startswith(("sections.case", "abstract")) and not _is_among(one.dose, given):
            yield one.passage.tell_at(REGIMEN, one.start, one.end, drug=drug, doses=_listed(given))
    different = [one for n, one in enumerate(typed) if n and not one.dose.is_same(typed[0].dose)]
    if different:
        one = different[0]
        yield one.passage.tell_at(SEVERAL, one.start, one.end, drug=drug, doses=_listed(other.dose for other in typed))


def _is_among(dose: Dose, others: Iterable[Dose]) -> bool:
    return any(dose.is_same(other) for other in others)


def _listed(doses: Iterable[Dose]) -> str:
    return ", ".join(dict.fromkeys(dose.shown for dose in doses))
