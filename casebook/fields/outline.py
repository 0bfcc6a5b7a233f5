"""The outline of a model: every field in the order of the file, with what it says of itself and what is written in it.

The JSON Schema, the guide to the format and any form editor are made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import PlainValidator
from pydantic.fields import FieldInfo

from casebook.fields.model import Model
from casebook.fields.told import Told
from casebook.languages import Language
from casebook.prose import Text
from casebook.quantity import Quantity

Holding = Literal["text", "number", "date", "word", "choice", "parts", "rows"]
_LEAVES: Mapping[object, Holding] = {Text: "text", Quantity: "number", Date: "date"}


@dataclass(frozen=True, slots=True)
class Shape:
    """What is written in a field: what it holds, alone, in a list or under names; `words` are those of a closed list.

    `parts` is the model of what holds "parts".
    """

    holds: Holding
    many: Literal["one", "list", "named"] = "one"
    words: tuple[str, ...] = ()
    parts: type[Model] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a model: its name in the file, its words (None where it has none), its shape."""

    name: str
    told: Told | None
    shape: Shape
    is_needed: bool


def outline(model: type[Model]) -> tuple[Entry, ...]:
    """Return the fields of `model` in their order."""
    return tuple(_entry(field) for field in model.model_fields.values())


def models_of(model: type[Model]) -> tuple[type[Model], ...]:
    """Return `model` and every model that its fields lead to, each once."""
    found: dict[type[Model], None] = {}
    left = [model]
    while left:
        one = left.pop(0)
        if one not in found:
            found[one] = None
            left += [entry.shape.parts for entry in outline(one) if entry.shape.parts]
    return tuple(found)


def typed(entry: Entry, language: Language) -> str:
    """Return the example of a field as an author of `language` types it, behind the name of the field or below it."""
    example = entry.told.example if entry.told else ""
    if example not in entry.shape.words:  # those are typed alike in every language
        example = language.translations.ugettext(example)
    first, *others = example.split("\n")
    if first == "|" or not (others or first.startswith("- ")):
        return f"{entry.name}: {example}"
    return "\n".join([f"{entry.name}:", *(f"  {line}".rstrip() for line in (first, *others))])


def _entry(field: FieldInfo) -> Entry:
    told = next((said for said in field.metadata if isinstance(said, Told)), None)
    return Entry(field.alias or "", told, _shape(field.annotation, tuple(field.metadata)), field.is_required())


def _shape(annotation: Any, said: tuple[object, ...]) -> Shape:
    """Return the shape of a type and of what its `Annotated` says of it."""
    kind, parts = get_origin(annotation), get_args(annotation)
    if kind is Annotated:
        return _shape(parts[0], (*said, *parts[1:]))
    if words := next(_closed(annotation, said), ()):
        return Shape("choice", words=words)
    if kind in (Union, UnionType):  # what may be left out, or said in more than one way: the first way tells it
        return _shape(next(part for part in parts if part is not NoneType), said)
    if kind in (tuple, dict):
        inner = _shape(parts[0] if kind is tuple else parts[1], ())
        if inner.many != "one":
            return Shape("rows")
        return Shape(inner.holds, "list" if kind is tuple else "named", inner.words, inner.parts)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return Shape("parts", parts=annotation)
    return Shape(_LEAVES.get(annotation, "word"))


def _closed(annotation: Any, said: tuple[object, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words of a closed list, as its validator or its type names them."""
    given = [one.json_schema_input_type for one in said if isinstance(one, PlainValidator)]
    for one in (*given, annotation):
        if get_origin(one) is Literal:
            yield get_args(one)
