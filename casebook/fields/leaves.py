"""The typed leaves of a file: texts, quantities, dates, words of closed lists.

Every reader here takes what `source` read and either returns a value or raises findings with their places.
`Reading`, the validation context, says what the file declares of itself: its main language and its decimal mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from casebook.fields.faults import (
    BAD_PATTERN,
    LIST_FOR_TEXT,
    MISSPELT_WORD,
    NO_LANGUAGE_BUT_FIELD,
    NOT_A_DATE,
    NOT_A_LANGUAGE,
    NOT_A_QUANTITY_HERE,
    NOT_A_TEXT,
    NOT_IN_LIST,
    fault,
    faults,
    place_of,
)
from casebook.findings import Finding
from casebook.meant import meant
from casebook.prose import Text
from casebook.quantity import Quantity, QuantityError, parse_quantity
from casebook.quantity.faults import DECIMAL_MARK
from casebook.source import Scalar

SAME = "same"
_CODE = 3  # letters of a language's code at most
_TYPED = ("mended", "whole", "fraction", "few")  # fields of faults of quantities: what the author is told to type


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says of itself (its main language, and its decimal mark or "") and what is known here."""

    main: str
    languages: tuple[str, ...]
    decimal: str
    journals: tuple[str, ...] = ()


def reading(info: ValidationInfo) -> Reading:
    """Return the context of a validation."""
    assert isinstance(info.context, Reading), "models are validated with a Reading as context"
    return info.context


def read_text(raw: object, info: ValidationInfo) -> Text:
    """Return the Text of a bare string (main language), of `{en: …, pt: …}` or of `{same: …}`."""
    known = reading(info)
    if isinstance(raw, Text):
        return raw
    if raw is None:
        return Text({})
    if isinstance(raw, Scalar):
        return Text({known.main: raw})
    if not isinstance(raw, Mapping):
        raise fault(
            LIST_FOR_TEXT if isinstance(raw, list) else NOT_A_TEXT, place_of(raw), names=", ".join(known.languages)
        )
    if found := tuple(_text_faults(raw, known)):
        raise faults(found)
    versions = {str(code): words for code, words in raw.items() if isinstance(words, Scalar)}
    same = versions.pop(SAME, None)
    return Text({**(dict.fromkeys(known.languages, same) if same else {}), **versions})


def _text_faults(raw: Mapping[object, object], known: Reading) -> Iterator[Finding]:
    """Yield a finding for every part of a text that is no language, or holds something other than words."""
    for code, words in raw.items():
        if code not in (*known.languages, SAME):
            kind = NOT_A_LANGUAGE if len(str(code)) <= _CODE else NO_LANGUAGE_BUT_FIELD
            yield kind.at(place_of(code), name=code, names=", ".join((*known.languages, SAME)))
        elif not isinstance(words, Scalar | None):
            kind = LIST_FOR_TEXT if isinstance(words, list) else NOT_A_TEXT
            yield kind.at(place_of(words) or place_of(code), names=", ".join(known.languages))


def no_text() -> Text:
    """Return the Text of what was not given."""
    return Text({})


def is_text(raw: object, parts: tuple[str, ...]) -> bool:
    """Say whether a piece of the source is meant as one Text rather than as something that has the named `parts`.

    It may be a faulty one, whose words are a list.
    """
    return not isinstance(raw, Mapping) or all(
        isinstance(words, Scalar | list | None) and code not in parts for code, words in raw.items()
    )


def read_quantity(raw: object, info: ValidationInfo, decimal: str | None = None) -> Quantity:
    """Return the Quantity that the words mean under `decimal`, without it under the declared decimal mark."""
    if not isinstance(raw, Scalar):
        raise fault(NOT_A_QUANTITY_HERE, place_of(raw))
    try:
        return parse_quantity(raw, reading(info).decimal if decimal is None else decimal)
    except QuantityError as error:
        raise quantity_fault(error, raw) from None


def quantity_fault(error: QuantityError, raw: Scalar) -> PydanticCustomError:
    """Return what is wrong with a quantity as findings, where in `raw` it stands."""
    part = error.fields.get("unit") or error.fields.get("typed") or raw
    place = raw.place(raw.find(part), len(part)) if part in raw else place_of(raw)
    to_type = _to_type(raw, error.fields)
    found = error.kind.at(place, **to_type)
    is_mended = error.kind is DECIMAL_MARK and to_type["mended"] == error.fields["mended"]
    return faults((found.mended_by(to_type["mended"]) if is_mended else found,))


def _to_type(raw: Scalar, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a fault; where a comma would part it, what is to be typed is shown whole and quoted."""
    typed = fields.get("typed", "")
    is_parted = raw.mark is not None and raw.mark.parted
    return {
        name: f'"{raw.replace(typed, said) if typed else said}"'
        if is_parted and "," in said and name in _TYPED
        else said
        for name, said in fields.items()
    }


def read_date(raw: object, info: ValidationInfo) -> Date:
    """Return the date of a year-month-day; nothing shorter, since history dates are whole days (JATS `date`)."""
    written = word(raw)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written, re.ASCII):
            return Date.fromisoformat(written)
    except ValueError:
        pass
    raise fault(NOT_A_DATE, place_of(raw), value=written)


def word(raw: object) -> str:
    """Return plain words without the spaces around them; raise what pydantic raises where a list or parts stand."""
    if not isinstance(raw, str):
        raise PydanticCustomError("string_type", "words")
    return raw.strip()


def one_of(*names: str) -> Callable[[object, ValidationInfo], str]:
    """Return a reader that takes only one of `names`."""

    def read(raw: object, info: ValidationInfo) -> str:
        written = word(raw)
        if written not in names:
            near = meant(written, names)
            kind = MISSPELT_WORD if near else NOT_IN_LIST
            raise fault(kind, place_of(raw), value=written, nearest=near, names=", ".join(names))
        return written

    return read


def shaped(pattern: str, what: str, example: str) -> Callable[[object, ValidationInfo], str]:
    """Return a reader that takes only words of one form (`what` is a message id)."""
    whole = re.compile(pattern, re.ASCII)

    def read(raw: object, info: ValidationInfo) -> str:
        written = word(raw)
        if not whole.fullmatch(written):
            raise fault(BAD_PATTERN, place_of(raw), value=written, what=what, example=example)
        return written

    return read


def choice(*names: str) -> PlainValidator:
    """Return the validator of a closed list; an editor offers its words."""
    return PlainValidator(one_of(*names), json_schema_input_type=Literal[names])


def form(pattern: str, what: str, example: str) -> PlainValidator:
    """Return the validator of words of one form (`what` is a message id); an editor shows the example."""
    words = Annotated[str, Field(pattern=f"^(?:{pattern})$", examples=[example])]
    return PlainValidator(shaped(pattern, what, example), json_schema_input_type=words)


def _read_flag(raw: object, info: ValidationInfo) -> bool:
    return one_of("true", "false")(raw, info) == "true"


WORD_SCHEMA: dict[str, object] = {"type": "string"}
TEXT_SCHEMA: dict[str, object] = {
    "anyOf": [
        WORD_SCHEMA,
        {
            "type": "object",
            "propertyNames": {"pattern": f"^(?:{SAME}|[a-z]{{2,3}})$"},
            "additionalProperties": WORD_SCHEMA,
        },
    ]
}

TextField = Annotated[Text, PlainValidator(read_text), WithJsonSchema(TEXT_SCHEMA)]
QuantityField = Annotated[Quantity, PlainValidator(read_quantity), WithJsonSchema(WORD_SCHEMA)]
DateField = Annotated[Date, PlainValidator(read_date), WithJsonSchema({"type": "string", "format": "date"})]
Flag = Annotated[bool, PlainValidator(_read_flag, json_schema_input_type=Literal["true", "false"])]
