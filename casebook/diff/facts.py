"""What texts print by name (values, results, doses, the patient): changed once, wherever it is printed.

The old texts are said with the facts of today, so that a number that changed is told once, with the places that print
it, and is no change of each sentence around it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from casebook.case import Case
from casebook.case.file import CaseFile
from casebook.case.texts import every_text
from casebook.errors import N_
from casebook.nodes import plain
from casebook.prose import tokens
from casebook.quantity import QuantityError
from casebook.report.values import Facts
from casebook.report.voice import CaseVoice

NUMBERS = ("values",)
COURSE = (*NUMBERS, "clocks", "events", "labs", "regimens")
PATIENT = N_("Patient")
_HEADLESS = ("text", "title")
Wording = Callable[[Case], CaseVoice]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that changed: its name, also in a reader’s words (`label`), how it printed, how it prints, and where."""

    name: str
    label: str
    old: str
    new: str
    places: tuple[str, ...]


def with_facts(old: Case, new: Case, homes: tuple[str, ...]) -> Case:
    """Return the old case with the patient and, in the fields `homes`, what the new case says; what it lacks stays."""
    facts: dict[str, object] = {home: {**getattr(old.file, home), **getattr(new.file, home)} for home in homes}
    if new.file.patient:
        facts["patient"] = new.file.patient
    return replace(old, file=_copied(old.file, facts))


def _copied(file: CaseFile, facts: dict[str, object]) -> CaseFile:
    copy = file.model_copy(update=facts)
    vars(copy).pop("course", None)  # made of the facts that were there before
    return copy


def facts_of(old: Case, new: Case, said_by: Wording, label: Callable[[str], str]) -> tuple[Fact, ...]:
    """Return the facts that some text prints by name, as one did before, and that print otherwise now.

    `said_by` gives each case its voice, `label` the printed name of a part of the article ("" for what is none).
    """
    changed = []
    for name, uses in _printed(new).items():
        was, now = (_said(case, said_by(case), name, uses[0][0]) for case in (old, new))
        places = dict.fromkeys(label(anchor) for _, anchor in uses)
        if was and was != now:
            changed.append(Fact(name, _label(name, said_by(new)), was, now, tuple(filter(None, places))))
    return tuple(fact for fact in changed if fact.places)


def _printed(case: Case) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return every name that a text prints, each with the forms and the anchors of the fields where it does."""
    found: dict[str, list[tuple[str, str]]] = {}
    for field, text in every_text(case.file):
        for passage in text.versions.values():
            for token in tokens(passage):
                if token.kind == "value":
                    found.setdefault(token.keys[0], []).append((token.form, anchor_of(field)))
    return {name: tuple(uses) for name, uses in found.items()}


def anchor_of(field: str) -> str:
    """Return the anchor of the part of the article that a text of the case stands in: "sections.case" → "sec-case"."""
    home, *rest = field.split(".")
    rest = [step for step in rest if step not in _HEADLESS]
    match home:
        case "sections":
            return "sec-" + ".".join(rest[:2])
        case "figures" | "tables":
            return f"{home[:3]}-{rest[0]}"
        case _:
            return home


def _label(name: str, voice: CaseVoice) -> str:
    """Return what a fact is called: that of a test by the test, another one by the short name that its author chose."""
    first = name.partition("@")[0].partition(".")[0]
    if first == "patient":
        return voice.language.words(PATIENT)
    return voice.wording.test(first) if first in voice.case.file.labs else name.replace("_", " ")


def _said(case: Case, voice: CaseVoice, name: str, form: str) -> str:
    try:
        said = Facts(voice, case, voice.journal).say(name, form)
    except QuantityError:
        return ""
    return plain(said) if said else ""
