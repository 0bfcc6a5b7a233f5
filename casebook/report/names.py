"""The names that prose gives to the facts of a case: which there are, and under which field each stands."""

from __future__ import annotations

from casebook.blocks.facts import FieldPath
from casebook.case import Case
from casebook.clinical.course import Course
from casebook.clinical.moments import Moment


def typed(moment: Moment) -> str:
    """Return a moment as an author types it."""
    if moment.day is not None:
        return f"{moment.name} day {moment.day}"
    after = moment.after
    if not after:
        return moment.name
    sign, length = ("+", after) if after > 0 else ("-", -after)
    units = (("" if moment.is_bare else " d", 1), (" h", 24), (" min", 1440), (" s", 86_400))
    unit, times = next((pair for pair in units if not length * pair[1] % 1), units[-1])  # whole under any decimal mark
    return f"{moment.name} {sign} {round(length * times)}{unit}"


def names_of(case: Case) -> tuple[str, ...]:
    """Return every name that prose may write between braces."""
    course: Course = case.file.course
    given = (f"{name}.{drug}" for name, regimen in course.regimens.items() for drug in regimen.drugs)
    told = (
        f"{name}.{drug}.{part}"
        for name, regimen in course.regimens.items()
        for drug, one in regimen.drugs.items()
        for part, is_told in (("dose", one.dose), ("days", one.days))
        if is_told
    )
    ranges = (f"{name}.reference" for name, lab in course.labs.items() if lab.reference)
    has_patient = case.file.patient or case.is_unread(("patient",))
    people = ("patient", "patient.age", "patient.sex") if has_patient else ()
    timed = (name for name, event in course.events.items() if event.at)
    names = (*people, *case.quantities(), *case.notations(), *course.labs, *ranges, *given, *told, *timed)
    return tuple(dict.fromkeys(names))


def field_of(path: str, case: Case) -> FieldPath:
    """Return the field of the case file that a path in prose names: "ldh.reference", "patient.age"."""
    steps = tuple(path.partition("@")[0].split("."))
    if steps[0] == "patient":
        return steps
    home = next((home for home in ("labs", "regimens", "events") if case.is_unread((home, steps[0]))), "values")
    return (home, steps[0], "drugs", *steps[1:]) if home == "regimens" and steps[1:] else (home, *steps)
