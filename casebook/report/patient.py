"""The patient in words: "A 52-year-old woman", "Mulher de 52 anos"; or by an age band: "A woman in her 50s".

Bands: an adult by the decade, as BMJ Case Reports writes them ("in his 20s"); a child by the age groups of MeSH and
DeCS (newborn to 1 month, infant to 23 months, preschool 2 to 5 years, school age 6 to 12), then the teens. Ages from 90
on are one band, whatever the journal, since those over 89 identify (45 CFR 164.514(b)(2)(i)(C)).
"""

from __future__ import annotations

from dataclasses import dataclass

from casebook.errors import N_
from casebook.languages import Language
from casebook.quantity import Quantity, printed

# English says "an" before 8, 11, 18 and 80 to 89; a language without that distinction translates both alike.
_PHRASES = {
    ("female", "adult"): (N_("A {age} woman"), N_("An {age} woman"), N_("a {age} woman"), N_("an {age} woman")),
    ("male", "adult"): (N_("A {age} man"), N_("An {age} man"), N_("a {age} man"), N_("an {age} man")),
    ("other", "adult"): (N_("A {age} patient"), N_("An {age} patient"), N_("a {age} patient"), N_("an {age} patient")),
    ("female", "child"): (N_("A {age} girl"), N_("An {age} girl"), N_("a {age} girl"), N_("an {age} girl")),
    ("male", "child"): (N_("A {age} boy"), N_("An {age} boy"), N_("a {age} boy"), N_("an {age} boy")),
    ("other", "child"): (N_("A {age} child"), N_("An {age} child"), N_("a {age} child"), N_("an {age} child")),
}
FORMS = ("", "inside")
SEXES = {"female": N_("female"), "male": N_("male"), "other": N_("other")}


@dataclass(frozen=True, slots=True)
class _Band:
    """An age band below `years`: the patient as a sentence begins and as it goes on, and the age alone, by sex."""

    years: float
    begins: dict[str, str]
    goes_on: dict[str, str]
    alone: dict[str, str]


def _by_sex(female: str, male: str, other: str) -> dict[str, str]:
    return {"female": female, "male": male, "other": other}


_MONTH = 1 / 12
_BANDS = (
    _Band(
        _MONTH,
        _by_sex(N_("A newborn girl"), N_("A newborn boy"), N_("A newborn")),
        _by_sex(N_("a newborn girl"), N_("a newborn boy"), N_("a newborn")),
        dict.fromkeys(SEXES, N_("in the first month of life")),
    ),
    _Band(
        2,
        _by_sex(N_("An infant girl"), N_("An infant boy"), N_("An infant")),
        _by_sex(N_("an infant girl"), N_("an infant boy"), N_("an infant")),
        dict.fromkeys(SEXES, N_("in the first two years of life")),
    ),
    _Band(
        6,
        _by_sex(N_("A preschool-aged girl"), N_("A preschool-aged boy"), N_("A preschool-aged child")),
        _by_sex(N_("a preschool-aged girl"), N_("a preschool-aged boy"), N_("a preschool-aged child")),
        dict.fromkeys(SEXES, N_("of preschool age")),
    ),
    _Band(
        13,
        _by_sex(N_("A school-aged girl"), N_("A school-aged boy"), N_("A school-aged child")),
        _by_sex(N_("a school-aged girl"), N_("a school-aged boy"), N_("a school-aged child")),
        dict.fromkeys(SEXES, N_("of school age")),
    ),
    _Band(
        20,
        _by_sex(N_("A teenage girl"), N_("A teenage boy"), N_("A teenage patient")),
        _by_sex(N_("a teenage girl"), N_("a teenage boy"), N_("a teenage patient")),
        _by_sex(N_("in her teens"), N_("in his teens"), N_("in their teens")),
    ),
    _Band(
        90,
        _by_sex(N_("A woman in her {decade}s"), N_("A man in his {decade}s"), N_("A patient in their {decade}s")),
        _by_sex(N_("a woman in her {decade}s"), N_("a man in his {decade}s"), N_("a patient in their {decade}s")),
        _by_sex(N_("in her {decade}s"), N_("in his {decade}s"), N_("in their {decade}s")),
    ),
    _Band(
        float("inf"),
        _by_sex(
            N_("A woman aged 90 years or older"), N_("A man aged 90 years or older"),
            N_("A patient aged 90 years or older"),
        ),
        _by_sex(
            N_("a woman aged 90 years or older"), N_("a man aged 90 years or older"),
            N_("a patient aged 90 years or older"),
        ),
        dict.fromkeys(SEXES, N_("aged 90 years or older")),
    ),
)  # fmt: skip
_YEARS = {"a": 1.0, "mo": _MONTH, "wk": 7 / 365.25, "d": 1 / 365.25, "h": 1 / 8766}  # of the units of an age, in years


def patient_in_words(sex: str, age: Quantity, form: str, language: Language) -> str:
    """Return the patient as a sentence begins (form "") or as it goes on (form "inside")."""
    years = int(age.numbers[0].value) if age.unit and age.unit.code == "a" else 0
    phrases = _PHRASES[sex, "adult" if years >= 18 else "child"]
    takes_an = age.low[:1] == "8" or age.low in ("11", "18")
    return language.words(phrases[2 * FORMS.index(form) + takes_an], age=printed(age, language, "adjective"))


def patient_by_band(sex: str, age: Quantity, form: str, language: Language) -> str:
    """Return the patient by an age band, as a sentence begins (form "") or as it goes on (form "inside")."""
    band, decade = _band(age)
    return language.words((band.begins if form == "" else band.goes_on)[sex], decade=decade)


def age_by_band(sex: str, age: Quantity, language: Language) -> str:
    """Return the age band alone: "in her 50s", "na faixa dos 50 anos"."""
    band, decade = _band(age)
    return language.words(band.alone[sex], decade=decade)


def is_pooled(age: Quantity) -> bool:
    """Say whether an age is one of those over 89, which no journal's article tells apart."""
    return _band(age)[0] is _BANDS[-1]


def _band(age: Quantity) -> tuple[_Band, int]:
    """Return the band of an age, and its decade."""
    assert age.unit is not None
    years = float(age.numbers[0].value) * _YEARS[age.unit.code]
    return next(band for band in _BANDS if years < band.years), int(years) // 10 * 10
