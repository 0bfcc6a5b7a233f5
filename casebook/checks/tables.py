"""The tables of facts about languages (casebook/data/language), each read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import yaml

Row = Mapping[str, str]


@lru_cache(maxsize=16)
def rows_of(name: str) -> tuple[Row, ...]:
    """Return the rows of a table, each by the names of its columns; its first line names them, # begins a remark."""
    text = files("casebook").joinpath(f"data/language/{name}.tsv").read_text(encoding="utf-8")
    heads, *rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(dict(zip(heads, row, strict=True)) for row in rows)


@lru_cache(maxsize=4)
def well_known(*chosen: str) -> frozenset[str]:
    """Return the abbreviations that need no words beside them, of the groups that are asked for, or of all."""
    text = files("casebook").joinpath("data/language/well-known.yaml").read_text(encoding="utf-8")
    groups: Mapping[str, str] = yaml.load(text, yaml.CBaseLoader)
    return frozenset(word for group in chosen or groups for word in groups[group].split())
