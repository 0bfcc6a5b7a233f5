"""The guide to the case format, as Markdown: chapters from a template, fields from what the model tells of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.case.file import CaseFile
from casebook.errors import N_
from casebook.fields import Model
from casebook.fields.outline import Entry, Shape, outline, typed
from casebook.languages import Language
from casebook.meant import meant, unknown
from casebook.quantity import parse_quantity, printed
from casebook.report.patient import patient_in_words
from casebook.templating import load_templates

_HOLDS = {
    "text": N_("text, in each language"),
    "number": N_("number with its unit"),
    "date": N_("day: year-month-day"),
    "word": N_("plain words"),
    "parts": N_("the parts below"),
    "rows": N_("list of rows; each row: a list of cells"),
}
_MANY = {
    "one": "{what}",
    "list": N_("list; each item: {what}"),
    "named": N_("short names of your choice; below each: {what}"),
}
_ALIKE = 0.8  # nearly the name itself: another chapter than the one asked for would be no answer
# As typed in English; the guide types each with the words and the decimal mark of its own language
_NUMBERS = (
    "4.8 g/dL", "45730 /µL", "5.2 x 10^6 /µL", "313–618 U/L", "<0.01 ng/mL", "120/80 mmHg", "20–30%",
    N_("75 mg/m²/day"), N_("52 years"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One field as the guide shows it: its path below the chapter's field, its words, its example as typed."""

    path: str
    label: str
    help: str
    holds: str
    care: str
    is_needed: bool
    example: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One field of the file with all that stands below it."""

    field: Row
    parts: tuple[Row, ...]


def write_guide(language: Language, known: tuple[str, ...], search: tuple[Path, ...], only: str = "") -> str:
    """Return the guide in `language`, or its chapter on the field `only`; `known` are the codes of all languages.

    Raises UnknownName where there is no such field.
    """
    chapters = tuple(_chapter(entry, language) for entry in outline(CaseFile))
    if only:
        only = _meant(only, chapters)
    template = load_templates(search, language).get_template("guide/field.md" if only else "guide/guide.md")
    shown = tuple(chapter for chapter in chapters if only in ("", chapter.field.path))
    return template.render(chapters=shown, codes=known, **_samples(language)).rstrip("\n") + "\n"


def _meant(typed: str, chapters: tuple[Chapter, ...]) -> str:
    """Return the field that was asked for: by its name, or by that of one of its parts; raise UnknownName."""
    names = [chapter.field.path for chapter in chapters]
    name = meant(typed.partition(".")[0], names, _ALIKE)
    parts = {part.path.rpartition(".")[2]: c.field.path for c in reversed(chapters) for part in c.parts}
    if not name and not (part := meant(typed, parts, _ALIKE)):
        raise unknown(typed, names)
    return name or parts[part]


def _chapter(entry: Entry, language: Language) -> Chapter:
    parts = entry.shape.parts
    return Chapter(_row(entry, entry.name, language), tuple(_below(parts, "", language)) if parts else ())


def _below(model: type[Model], path: str, language: Language) -> Iterator[Row]:
    """Yield the fields of a model in their order, each before its own parts."""
    for entry in outline(model):
        yield _row(entry, path + entry.name, language)
        if entry.shape.parts:
            yield from _below(entry.shape.parts, f"{path}{entry.name}.", language)


def _row(entry: Entry, path: str, language: Language) -> Row:
    told = entry.told
    assert told is not None, f"{path} tells nothing of itself"
    return Row(
        path,
        language.words(told.label),
        language.words(told.help),
        _holding(entry.shape, language),
        told.care,
        entry.is_needed,
        typed(entry, language),
    )


def _holding(shape: Shape, language: Language) -> str:
    """Return what is written in a field, in words."""
    if shape.holds == "choice":
        what = language.words(N_("one of: {words}"), words=", ".join(f"`{word}`" for word in shape.words))
    else:
        what = language.words(_HOLDS[shape.holds])
    return language.words(_MANY[shape.many], what=what)


def _samples(language: Language) -> dict[str, object]:
    """Return numbers and the patient as this language types and prints them, so that the guide shows what is so."""
    mark = language.decimal_mark
    numbers = {language.words(number).replace(".", mark): parse_quantity(number, ".") for number in _NUMBERS}
    hb, proportion, age = (parse_quantity(number, ".") for number in ("4.8 g/dL", "20–30%", "52 years"))
    return {
        "hb": f"4{mark}8 g/dL",
        "later": f"9{mark}1 g/dL",
        "low": f"2{mark}1",
        "high": f"3{mark}4",
        "range": f"3{mark}5–5{mark}0",
        "numbers": {number: printed(quantity, language) for number, quantity in numbers.items()},
        "forms": {
            "{hb}": printed(hb, language),
            "{hb:number}": printed(hb, language, "number"),
            "{hb:unit}": printed(hb, language, "unit"),
            "{ldh.reference}": printed(parse_quantity("313–618 U/L", "."), language),
            "{response:to}": printed(proportion, language, "to"),
            "{patient}": patient_in_words("female", age, "", language),
            "{patient:inside}": patient_in_words("female", age, "inside", language),
            "{patient.age}": printed(age, language),
            "{patient.age:adjective}": printed(age, language, "adjective"),
        },
    }
