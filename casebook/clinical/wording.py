"""Moments, tests and drugs in the words of one language: "day 14", "14º dia", "D14"; "Blasts (bone marrow)"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from casebook.clinical.course import Course
from casebook.clinical.drugs import find_drug
from casebook.clinical.moments import Moment
from casebook.errors import N_
from casebook.fields import FieldPath
from casebook.languages import Language
from casebook.prose import Text
from casebook.quantity.words import PN_

FORMS = ("", "on")
# How a journal writes a day (profile.yaml, `days`): as a noun with its number, as an ordinal, or in short.
_DAYS = {
    "plain": {"": N_("day {n}"), "on": N_("on day {n}"), "head": N_("Day {n}")},
    "short": {"": N_("D{n}"), "on": N_("on D{n}")},
}
# English has four ordinal endings (CLDR ordinal categories); a language with fewer words several alike.
_ORDINALS = {
    "one": {"": N_("{n}st day"), "on": N_("on the {n}st day"), "between": N_("the {n}st day")},
    "two": {"": N_("{n}nd day"), "on": N_("on the {n}nd day"), "between": N_("the {n}nd day")},
    "few": {"": N_("{n}rd day"), "on": N_("on the {n}rd day"), "between": N_("the {n}rd day")},
    "other": {"": N_("{n}th day"), "on": N_("on the {n}th day"), "between": N_("the {n}th day")},
}
_UNITS = ((N_("{n} h"), 3600), (N_("{n} min"), 60), (N_("{n} s"), 1))
_AT_HOUR, _AT, _BEFORE = N_("at hour {n}"), N_("at {time}"), N_("{time} before")
_AND_HOURS = N_("{when} + {time}")
_WEEKS = {"": PN_("{n} week", "{n} weeks"), "on": PN_("at {n} week", "at {n} weeks")}
_MONTHS = {"": N_("month {n}"), "on": N_("in month {n}"), "head": N_("Month {n}")}
_OF_CLOCK = N_("{clock}, {when}")
_MONTH = Fraction(487, 16)
_DAY = 86_400  # seconds
_MOST_HOURS = 7  # days, beyond which hours are read in whole days
DAY_STYLES = ("plain", "ordinal", "short")


@dataclass(frozen=True, slots=True)
class Wording:
    """What words the course of one case in one language, days in the way of one journal.

    `say` returns a text of the author's in that language, where it is missing its gap.
    """

    course: Course
    language: Language
    say: Callable[[Text, FieldPath], str]
    days: str = "plain"

    def when(self, moment: Moment, form: str = "", *, is_exact: bool = False) -> str:
        """Return a moment as its clock counts it ("day 14"), or the day of the clock that an event is counted from.

        Beyond some days hours are left out, unless it `is_exact`.
        """
        clock, after = self.on_clock(moment)
        return self._counted(after, self.course.calendar.first(clock), self.counts(moment), form, is_exact=is_exact)

    def on_clock(self, moment: Moment) -> tuple[str, Fraction]:
        """Return the clock that a moment is counted by, through the event that it names, and the days since its zero.

        An event that has no moment, or is counted from itself, counts for itself.
        """
        first = self.course.calendar.first(moment.name)
        after = moment.after if moment.day is None else Fraction(moment.day - first)
        event = None if moment.name in self.course.clocks else self.course.events.get(moment.name)
        if event is None or event.at is None or self.course.calendar.zero(moment.name) is None:
            return moment.name, after
        clock, before = self.on_clock(event.at)
        return clock, before + after

    def number(self, moment: Moment) -> int | None:
        """Return the number that its clock gives to the day of a moment; None where it does not count days."""
        clock, after = self.on_clock(moment)
        counted = self.course.clocks.get(clock)
        return floor(after) + int(counted.first) if counted and counted.counts == "days" else None

    def counts(self, moment: Moment) -> str:
        """Return in what the clock of a moment is read: "days", "hours", "weeks" or "months"."""
        clock, _ = self.on_clock(moment)
        return self.course.clocks[clock].counts if clock in self.course.clocks else "days"

    def head(self, moment: Moment, form: str = "head", *, with_clock: bool, is_exact: bool = False) -> str:
        """Return a moment by the event or the clock that it is, else as its clock counts it, with its clock or not."""
        if self.is_event(moment):
            return self.name(moment.name)
        clock, after = self.on_clock(moment)
        first = self.course.calendar.first(clock)
        is_zero = not after and not first and moment.day is None
        if is_zero and clock in self.course.clocks and self.course.clocks[clock].name.codes:
            return self.name(clock)
        when = self.when(moment, "" if with_clock else form, is_exact=is_exact)
        return self.language.words(_OF_CLOCK, clock=self.name(clock), when=when) if with_clock else when

    def is_event(self, moment: Moment) -> bool:
        """Say whether a moment is told by the name of an event alone."""
        return moment.name in self.course.events and not moment.is_apart

    def name(self, name: str) -> str:
        """Return the name of a clock or an event; the short one where it has no other."""
        if name in self.course.events:
            return self._own(self.course.events[name].what, ("events", name, "what")) or name
        clock = self.course.clocks.get(name)
        return (self._own(clock.name, ("clocks", name, "name")) if clock else "") or name

    def test(self, name: str) -> str:
        """Return the name of a test, and what tells its specimen and method from those of another."""
        called, lab = self.bare_test(name), self.course.labs[name]
        texts = {"specimen": lab.specimen, "method": lab.method}
        told = [words for field, text in texts.items() if (words := self._own(text, ("labs", name, field)))]
        return f"{called} ({', '.join(told)})" if told else called

    def bare_test(self, name: str) -> str:
        """Return the name of a test alone."""
        assay = self.course.assay(name)
        own = self._own(self.course.labs[name].name, ("labs", name, "name"))
        return own or (self.language.words(assay.name) if assay else name)

    def drug(self, regimen: str, drug: str) -> str:
        """Return the name of a drug in this language."""
        given = self.course.regimens[regimen].drugs[drug]
        known = find_drug(drug)
        own = self._own(given.drug, ("regimens", regimen, "drugs", drug, "drug"))
        return own or (self.language.words(known) if known else drug)

    def regimen(self, name: str) -> str:
        """Return what a regimen is called; without a name of its own, its drugs, and without these its short name."""
        regimen = self.course.regimens[name]
        own = self._own(regimen.name, ("regimens", name, "name"))
        return own or self.language.listing(tuple(self.drug(name, drug) for drug in regimen.drugs)) or name

    def _own(self, text: Text, path: FieldPath) -> str:
        return self.say(text, path) if text.codes else ""

    def _counted(self, after: Fraction, first: int, counts: str, form: str, *, is_exact: bool) -> str:
        are_weeks = counts == "weeks" and after >= 0  # before its zero, days are counted
        if counts == "months" and not (after / _MONTH) % 1:
            return self._said(_MONTHS, form, n=self._number(after / _MONTH))
        if abs(after) <= _MOST_HOURS and counts != "weeks" and (after % 1 or counts == "hours"):
            return self._in_hours(after, form)
        said = self._in_weeks(after, form) if are_weeks else self._in_days(floor(after) + first, form)
        if not after % 1 or not (is_exact or counts == "weeks"):
            return said
        return self.language.words(_AND_HOURS, when=said, time=self._time(after % 1)).replace(" ", "\u00a0")

    def _in_days(self, number: int, form: str) -> str:
        if self.days != "ordinal" or number < 1:  # nobody says “the −3rd day”
            days = _DAYS["plain" if self.days == "ordinal" else self.days]
            return self._said(days, form, n=self._number(Fraction(number))).replace(" ", "\u00a0")
        category = self.language.locale.ordinal_form(abs(number))
        return self._said(_ORDINALS.get(category, _ORDINALS["other"]), form, n=self._number(Fraction(number)))

    def _in_weeks(self, after: Fraction, form: str) -> str:
        """Return completed weeks and days, as obstetricians count: "14 weeks", "14+3 weeks"."""
        weeks, days = divmod(floor(after), 7)
        n = f"{weeks}+{days}" if days else str(weeks)
        return self.language.plural(*_WEEKS.get(form, _WEEKS[""]), max(weeks, 2) if days else weeks, n=n)

    def _in_hours(self, after: Fraction, form: str) -> str:
        if form != "on":
            return self._time(after)
        if after >= 0 and not after * 24 % 1:
            return self.language.words(_AT_HOUR, n=self._number(after * 24)).replace(" h", "\u00a0h")
        return self.language.words(_BEFORE if after < 0 else _AT, time=self._time(abs(after)))

    def _time(self, days: Fraction) -> str:
        """Return a time of less than some days: "6 h", "6.5 h", "6 h 20 min", "10 min", "10 s"."""
        seconds = round(abs(days) * _DAY)
        (hours, hour), *_ = _UNITS
        sign = "-" if days < 0 else ""
        if not seconds or (seconds > hour and not seconds % (hour // 10)):
            return self.language.words(
                hours, n=self.language.number(f"{sign}{seconds / hour:.1f}".removesuffix(".0"))
            ).replace(" ", "\u00a0")
        parts = []
        for unit, length in _UNITS:
            number, seconds = divmod(seconds, length)
            parts += [self.language.words(unit, n=self.language.number(f"{sign}{number}"))] if number else []
            sign = "" if number else sign
        return " ".join(parts).replace(" ", "\u00a0")

    def _said(self, wordings: Mapping[str, str], form: str, n: str) -> str:
        """Return the wording for a place in a sentence; where there is none for it, that which stands anywhere."""
        return self.language.words(wordings.get(form, wordings[""]), n=n)

    def _number(self, value: Fraction) -> str:
        shown = f"{float(value):.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
        return self.language.number(shown)
