"""The patient in words: "A 52-year-old woman", "Mulher de 52 anos"."""

from __future__ import annotations

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


def patient_in_words(sex: str, age: Quantity, form: str, language: Language) -> str:
    """Return the patient as a sentence begins (form "") or as it goes on (form "inside")."""
    years = int(age.numbers[0].value) if age.unit and age.unit.code == "a" else 0
    phrases = _PHRASES[sex, "adult" if years >= 18 else "child"]
    takes_an = age.low[:1] == "8" or age.low in ("11", "18")
    return language.words(phrases[2 * FORMS.index(form) + takes_an], age=printed(age, language, "adjective"))
