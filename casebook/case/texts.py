"""Every human sentence of a case file, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from casebook.prose import Text
from casebook.source import Scalar


def every_passage(part: object) -> Iterator[tuple[str, Scalar]]:
    """Yield (language code, words) for every text below a part of a case file, in the order of its fields."""
    match part:
        case Text():
            yield from part.versions.items()
        case BaseModel():
            for name in type(part).model_fields:
                yield from every_passage(getattr(part, name))
        case Mapping():
            for value in part.values():
                yield from every_passage(value)
        case tuple() | list():
            for value in part:
                yield from every_passage(value)
        case _:
            pass
