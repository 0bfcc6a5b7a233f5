"""What a check says of itself: what it asks, why, where the rule was read, and examples of what it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TypedDict

import yaml


@dataclass(frozen=True, slots=True)
class About:
    """`asks` and `why` are message ids, each of one sentence or a few; `sources` are named in no language."""

    asks: str
    why: str
    sources: tuple[str, ...]


class Example(TypedDict):
    """Two pieces of a case file: one that the code is told of, and the same without the fault."""

    bad: str
    good: str


def examples_of(check: str) -> Mapping[str, Example]:
    """Return the examples of a check's codes, by code (casebook/data/examples/<check>.yaml)."""
    text = files("casebook").joinpath(f"data/examples/{check}.yaml").read_text(encoding="utf-8")
    examples: Mapping[str, Example] = yaml.load(text, yaml.CBaseLoader)  # every scalar a string
    return examples
