"""Every human sentence of a case file, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from casebook.prose import Text
from casebook.source import Scalar, Tree


def every_text(part: object, name: str = "") -> Iterator[tuple[str, Text]]:
    """Yield (field name, text) for every text below a part of a case file, in the order of its fields."""
    match part:
        case Text():
            yield name, part
        case BaseModel():
            for field in type(part).model_fields:
                yield from every_text(getattr(part, field), _below(name, field.replace("_", "-")))
        case Mapping():
            for key, value in part.items():
                yield from every_text(value, _below(name, str(key)))
        case tuple() | list():
            for number, value in enumerate(part, 1):
                yield from every_text(value, _below(name, str(number)))
        case _:
            pass


def every_passage(part: object) -> Iterator[tuple[str, Scalar]]:
    """Yield (language code, words) for every text below a part of a case file, in the order of its fields."""
    for _, text in every_text(part):
        yield from text.versions.items()


def as_written(name: str, data: Tree) -> str:
    """Return the name of a text without the parts that the file leaves out: "sections.case" of "sections.case.text"."""
    there = []
    for part in name.split("."):
        below = _part(data, part)
        there += [part] if below else []
        data = below[0] if below else data
    return ".".join(there)


def _part(data: Tree, name: str) -> tuple[Tree, ...]:
    """Return what stands below one part of a file under a name, or as the item of that number; nothing where none."""
    if isinstance(data, Mapping):
        return tuple(value for key, value in data.items() if key == name)
    is_item = isinstance(data, list) and name.isdecimal() and 0 < int(name) <= len(data)
    return (data[int(name) - 1],) if isinstance(data, list) and is_item else ()


def _below(name: str, part: str) -> str:
    return ".".join(filter(None, (name, part)))  # the one part of an unstructured abstract has no name
