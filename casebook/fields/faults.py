"""What can be wrong with one field, and the exception that carries such findings through pydantic."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic_core import PydanticCustomError

from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity
from casebook.source import Scalar

MISSING = Kind(
    "case.missing", Severity.ERROR, N_("“{name}” is missing here."), N_("Add a line that begins with “{name}:”.")
)
UNKNOWN = Kind(
    "case.unknown-field",
    Severity.ERROR,
    N_("“{name}” is not a field that belongs here."),
    N_("Take it out, or use one of: {names}."),
)
MISSPELT = Kind(
    "case.misspelt-field",
    Severity.ERROR,
    N_("“{name}” is not a field that belongs here."),
    N_("Did you mean “{nearest}”?"),
)
NOT_IN_LIST = Kind(
    "case.not-in-list",
    Severity.ERROR,
    N_("“{value}” is not one of the words that may stand here."),
    N_("Write one of: {names}."),
)
MISSPELT_WORD = Kind(
    NOT_IN_LIST.code,
    Severity.ERROR,
    NOT_IN_LIST.what,
    N_("Did you mean “{nearest}”? Here stands one of: {names}."),
)
NOT_WORDS = Kind(
    "case.wrong-shape",
    Severity.ERROR,
    N_("“{name}” takes plain words, and here is a list or something with parts of its own."),
    N_("Write the words behind the colon, without brackets: “{name}: …”."),
)
NOT_A_LIST = Kind(
    "case.wrong-shape",
    Severity.ERROR,
    N_("“{name}” takes a list, and this is none."),
    N_("Begin each item on a line of its own with a dash and a space, or write [first, second]."),
)
NOT_PARTS = Kind(
    "case.wrong-shape",
    Severity.ERROR,
    N_("“{name}” takes parts, each with a name and a colon, and here is something else."),
    N_("Write each part on a line of its own below “{name}:”, such as “{example}: …”."),
)
NOT_AN_ITEM = Kind(
    "case.wrong-shape",
    Severity.ERROR,
    N_("Each item of “{name}” has parts, each with a name and a colon, and here is something else."),
    N_("Write “- {example}: …” and the other parts below it, each on a line of its own."),
)
TOO_FEW = Kind(
    "case.wrong-shape", Severity.ERROR, N_("“{name}” is empty."), N_("At least one thing must be named there.")
)
NOT_A_TEXT = Kind(
    "case.not-a-text",
    Severity.ERROR,
    N_("A text is expected here, and this is a list or has parts of its own."),
    N_("Write the words, or below this field one line for each language (known here: {names})."),
)
LIST_FOR_TEXT = Kind(
    NOT_A_TEXT.code,
    Severity.ERROR,
    N_("A text is expected here, and this is a list."),
    N_("Write “|” behind the colon, and below it a line for each item that begins with “- ”: a list in a text."),
)
NOT_A_LANGUAGE = Kind(
    "case.unknown-language", Severity.ERROR, N_("“{name}” is not a language known here."), N_("Use one of: {names}.")
)
NO_LANGUAGE_BUT_FIELD = Kind(
    NOT_A_LANGUAGE.code,
    NOT_A_LANGUAGE.severity,
    NOT_A_LANGUAGE.what,
    N_("Use one of: {names}. If it is a field, begin it further left, under the fields beside it."),
)
NOT_A_DATE = Kind(
    "case.not-a-date", Severity.ERROR, N_("“{value}” is not a date."), N_("Write year-month-day, such as 2026-03-05.")
)
BAD_PATTERN = Kind(
    "case.malformed",
    Severity.ERROR,
    N_("“{value}” does not have the form of {what}."),
    N_("It looks like this: {example}."),
)
NOT_A_QUANTITY_HERE = Kind(
    "case.not-a-quantity",
    Severity.ERROR,
    N_("One number with its unit is expected here."),
    N_("Write it as in “hb: 4.8 g/dL”."),
)


def fault(kind: Kind, place: Place | None, **fields: object) -> PydanticCustomError:
    """Return the exception that carries one finding through pydantic."""
    return faults((kind.at(place, **fields),))


def faults(findings: tuple[Finding, ...]) -> PydanticCustomError:
    """Return the exception that carries findings through pydantic."""
    return PydanticCustomError("findings", "findings", {"findings": findings})


def place_of(raw: object) -> Place | None:
    """Return where a piece of the source stands: its own place, or that of its first word; None when it is empty."""
    if isinstance(raw, Scalar):
        return raw.place(width=max(1, len(raw.split("\n")[0])))
    parts = list(raw) if isinstance(raw, Mapping | list | tuple) else []
    return place_of(parts[0]) if parts else None
