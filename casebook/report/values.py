"""What a name between braces stands for: the patient, a value, a result, a dose, the moment of an event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from casebook.blocks.chronicle import FROM_TO
from casebook.blocks.facts import Voice
from casebook.blocks.results import whole_value
from casebook.case import Case
from casebook.case.parts import Patient
from casebook.clinical.moments import Moment, parse_moment
from casebook.clinical.regimens import Given, Regimen
from casebook.clinical.results import Result
from casebook.clinical.wording import FORMS as MOMENT_FORMS
from casebook.errors import N_
from casebook.findings import Kind, Severity
from casebook.journals import Journal
from casebook.nodes import Gap, Inline, Unbroken, Words
from casebook.prose import Text
from casebook.quantity import Quantity, QuantityError
from casebook.report.names import typed
from casebook.report.patient import FORMS, SEXES, age_by_band, is_pooled, patient_by_band, patient_in_words

UNKNOWN_VALUE = Kind(
    "text.unknown-value",
    Severity.ERROR,
    N_("There is no value called “{name}”."),
    N_("Write it under “values”, or correct the name; for a brace as such write \\{{. Known here: {names}."),
)
NO_PATIENT = Kind(
    UNKNOWN_VALUE.code,
    UNKNOWN_VALUE.severity,
    N_("The text speaks of the patient, whom this case does not describe."),
    N_("Write “patient:” and, below it, “sex: female” (or male, other) and “age: 52 years”."),
)
NO_DAY = Kind(
    UNKNOWN_VALUE.code,
    UNKNOWN_VALUE.severity,
    N_("The day of “{name}” is not known, only what it came after or before."),
    N_("Write the sentence without it, or “at:” below the event, where its day is known."),
)
UNKNOWN_FORM = Kind(
    "text.unknown-form",
    Severity.ERROR,
    N_("“{name}” cannot be printed in the form “{form}”."),
    N_("Write one of these: {names}."),
)
NO_BAND = Kind(
    UNKNOWN_FORM.code,
    UNKNOWN_FORM.severity,
    N_("A band, which {journal} wants for an age, cannot be printed in the form “{form}”."),
    N_("Word the sentence so that it takes one of these: {names}."),
)
POOLED = Kind(
    UNKNOWN_FORM.code,
    UNKNOWN_FORM.severity,
    N_("An age over 89 prints as “90 or older”, since it may identify a patient, and not in the form “{form}”."),
    NO_BAND.mend,
)
WHICH_RESULT = Kind(
    "text.which-result",
    Severity.ERROR,
    N_("“{name}” has several results, and nothing says which is meant."),
    N_("Write the moment behind it: {names}."),
)
NO_RESULT = Kind(
    "text.no-result",
    Severity.ERROR,
    N_("“{name}” has no result at “{when}”."),
    N_("Write a moment at which it has one: {names}."),
)
WHICH_CYCLE = Kind(
    WHICH_RESULT.code,
    WHICH_RESULT.severity,
    N_("The dose “{name}” is not the same in all these cycles."),
    N_("Write cycles in which it is the same: {names}."),
)
NO_CYCLE = Kind(
    NO_RESULT.code,
    NO_RESULT.severity,
    N_("“{name}” has no dose in cycle “{when}”."),
    N_("Write a cycle, or several such as 2–3, in which it has one: {names}."),
)
STEADY = Kind(
    NO_RESULT.code,
    NO_RESULT.severity,
    N_("“{name}” is one and the same throughout the case: “@{when}” says nothing of it."),
    N_("Take “@{when}” out."),
)
NO_FORM_OF_WORDS = Kind(
    UNKNOWN_FORM.code,
    UNKNOWN_FORM.severity,
    N_("“{name}” is no number, and cannot be printed in the form “{form}”."),
    N_("Take “:{form}” out."),
)
DAYS_FROM_TO = N_("days {first} to {last}")
DAYS_LISTED = N_("days {days}")
_DASHED = "{first}–{last}"  # in every language


@dataclass(frozen=True, slots=True)
class Facts:
    """Every fact of a case by the name that prose gives it, said by one voice for one journal."""

    voice: Voice
    case: Case
    journal: Journal
    is_inside: bool = False  # parentheses of the text, in which others become brackets

    def say(self, path: str, form: str) -> tuple[Inline, ...] | None:
        """Return what a path stands for, None for nothing; raise QuantityError where it has not that form."""
        name, _, when = path.partition("@")
        steps, course = name.split("."), self.case.file.course
        if steps[0] in course.labs and len(steps) == 1:
            return self._result(name, when, form)
        if steps[0] in course.regimens and steps[2:] == ["dose"] and course.given(*steps[:2]):
            return self._dose(name, when, form)
        said = self._steady(name, form)
        if said is not None and when:
            raise QuantityError(STEADY, name=name, when=when)
        return said

    def _steady(self, name: str, form: str) -> tuple[Inline, ...] | None:
        """Return what a name stands for that is the same at every moment."""
        steps, course = name.split("."), self.case.file.course
        if steps[0] == "patient":
            return self._patient(name, form)
        if steps[0] in course.labs and steps[1:] == ["reference"] and course.labs[steps[0]].reference:
            return self._reference(steps[0], form)
        if len(steps) > 1 and course.given(steps[0], steps[1]):
            return self._given(name, form)
        if name in self.case.quantities():
            return (Unbroken(self.voice.quantity(self.case.quantities()[name], form)),)
        if name in self.case.notations():
            self._formless(name, form)
            return self.case.notations()[name].nodes()
        if name in course.events and course.events[name].at:
            return self._moment(name, form)
        if name in course.events and not (course.events[name].at or self.case.is_unread(("events", name))):
            raise QuantityError(NO_DAY, name=name)
        return None

    def _result(self, name: str, when: str, form: str) -> tuple[Inline, ...] | None:
        lab, course = self.case.file.course.labs[name], self.case.file.course
        moment = parse_moment(when, self.case.file.decimal)
        result = course.result_at(name, moment) if moment else None
        if not when and len(lab.results) == 1:
            result = lab.results[0]
        if result is None and self.case.is_unread(("labs", name)):
            return None
        if result is None:
            names = ", ".join(f"{{{name}@{typed(other.moment)}}}" for other in lab.results[:5])
            kind = NO_RESULT if when else WHICH_RESULT
            raise QuantityError(kind, name=name, when=when, names=names or "–")
        return self._said(name, result, form)

    def _said(self, name: str, result: Result, form: str) -> tuple[Inline, ...]:
        if isinstance(result.value, Quantity):
            return self._measured(name, result.value, form)
        self._formless(name, form)
        if isinstance(result.value, Text):
            return self.voice.say(result.value, ("labs", name, "results", typed(result.moment)))
        return (Words(self.voice.language.words(result.value)),)

    def _reference(self, name: str, form: str) -> tuple[Inline, ...]:
        lab = self.case.file.course.labs[name]
        if lab.range is not None:
            return self._measured(name, lab.range, form)
        self._formless(f"{name}.reference", form)
        return (Words(self.voice.language.words(str(lab.reference))),)

    def _measured(self, name: str, value: Quantity, form: str) -> tuple[Inline, ...]:
        """Return a result in the units of the journal, the second ones in parentheses."""
        assay = self.case.file.course.assay(name)
        if form:
            return (Unbroken(self.voice.quantity(self.voice.systems(value, assay)[0], form)),)
        brackets = str.maketrans("()", "[]") if self.is_inside else {}
        first, *others = whole_value(value, assay, self.voice)
        said = (Unbroken(words) for words in (first, *(other.translate(brackets) for other in others)))
        return tuple(node for one in said for node in (Words(" "), one))[1:]

    def _given(self, name: str, form: str) -> tuple[Inline, ...] | None:
        regimen, drug, *fields = name.split(".")
        given = self.case.file.course.given(regimen, drug)
        if given is None or fields not in ([], ["days"]):
            return None
        if not fields:
            self._formless(name, form)
            return (Words(self.voice.wording.drug(regimen, drug)),)
        if given.days is None:
            return None
        self._formless(name, form)
        return (Words(self._days(self.case.file.course.regimens[regimen], given)),)

    def _dose(self, name: str, cycles: str, form: str) -> tuple[Inline, ...] | None:
        """Return the dose of the cycles that are named, without names of all that have one."""
        regimen, drug, _ = name.split(".")
        doses = self.case.file.course.regimens[regimen].doses
        every, asked = doses(drug), doses(drug, cycles)
        if not every:
            return None
        if asked is None or len(set(asked.values())) > 1:
            kind = NO_CYCLE if asked is None else WHICH_CYCLE
            raise QuantityError(kind, name=name, when=cycles, names=", ".join(_alike(name, every)))
        return (Unbroken(self.voice.quantity(next(iter(asked.values())), form)),)

    def _days(self, regimen: Regimen, given: Given) -> str:
        """Return the days of a drug: of each cycle; where there is one cycle, as the clock from its start counts them.

        So the text of a single course says what the table and the figure say.
        """
        assert given.days is not None
        language, start = self.voice.language, self.voice.wording.number(regimen.start)
        later = 0 if regimen.cycles > 1 or start is None else start - 1
        runs = [[language.number(str(day + later)) for day in run] for run in given.days.runs]
        if len(runs) == 1 and runs[0][0] != runs[0][1]:
            return language.words(DAYS_FROM_TO, first=runs[0][0], last=runs[0][1])
        to = FROM_TO if given.days.runs[0][0] + later < 0 else _DASHED  # no dash beside a minus sign
        shown = (first if first == last else language.words(to, first=first, last=last) for first, last in runs)
        return language.words(DAYS_LISTED, days=language.listing(tuple(shown)))

    def _moment(self, name: str, form: str) -> tuple[Inline, ...]:
        if self.case.file.course.calendar.zero(name) is None:  # counted from nothing, as is told there
            return (Gap(f"{{{name}}}"),)
        if form not in MOMENT_FORMS:
            names = ", ".join(f"{{{name}:{other}}}" if other else f"{{{name}}}" for other in MOMENT_FORMS)
            raise QuantityError(UNKNOWN_FORM, name=name, form=form, names=names)
        return (Words(self.voice.wording.when(Moment(name), form)),)

    def _patient(self, path: str, form: str) -> tuple[Inline, ...] | None:
        patient = self.case.file.patient
        if patient is None:
            return None
        match path:
            case "patient":
                return (Words(self._in_words(patient, form)),)
            case "patient.sex":
                return (Words(self.voice.language.words(SEXES[patient.sex])),)
            case "patient.age" if self._takes_band(patient):
                return (Words(self._age_band(patient, form)),)
            case "patient.age":
                return (Unbroken(self.voice.quantity(patient.age, form)),)
        return None

    def _in_words(self, patient: Patient, form: str) -> str:
        if form not in FORMS:
            names = ", ".join(f"{{patient:{f}}}" if f else "{patient}" for f in FORMS)
            raise QuantityError(UNKNOWN_FORM, name="patient", form=form, names=names)
        in_words = patient_by_band if self._takes_band(patient) else patient_in_words
        return in_words(patient.sex, patient.age, form, self.voice.language)

    def _age_band(self, patient: Patient, form: str) -> str:
        if form:
            kind = NO_BAND if self.journal.profile.age == "band" else POOLED
            raise QuantityError(
                kind, journal=self.journal.name, form=form, names="{patient}, {patient:inside}, {patient.age}"
            )
        return age_by_band(patient.sex, patient.age, self.voice.language)

    def _takes_band(self, patient: Patient) -> bool:
        return self.journal.profile.age == "band" or is_pooled(patient.age)

    def _formless(self, name: str, form: str) -> None:
        if form:
            raise QuantityError(NO_FORM_OF_WORDS, name=name, form=form)


def _alike(name: str, doses: Mapping[int, Quantity]) -> Iterator[str]:
    """Yield what an author types for each run of cycles of one dose: "{aza.azacitidine.dose@2–3}"."""
    for _, run in groupby(sorted(doses), lambda cycle: doses[cycle]):
        first, *others = run
        yield f"{{{name}@{first}–{others[-1]}}}" if others else f"{{{name}@{first}}}"
