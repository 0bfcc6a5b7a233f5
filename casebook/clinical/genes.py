"""Genes that case reports often name, and what is printed for one by mistake (data/genes.tsv)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Gene:
    """A gene by a symbol that is read; `now` is the approved symbol where that is another one."""

    symbol: str
    now: str
    misprints: frozenset[str]
    real: frozenset[str]

    @property
    def name(self) -> str:
        """The symbol, and the approved one behind it: "EVI1 (MECOM)"."""
        return f"{self.symbol} ({self.now})" if self.now else self.symbol


@cache
def genes() -> Mapping[str, Gene]:
    """Return every gene known here, by the symbol that is read."""
    text = files("casebook").joinpath("data/genes.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    return {
        symbol: Gene(symbol, now, frozenset(misprints.split()), frozenset(real.split()))
        for symbol, now, misprints, real in rows
    }


@cache
def meant_gene(typed: str) -> Gene | None:
    """Return the one gene that a word misspells by one letter ("CBPA"); None where none, or several, are near.

    The first letter and the digits must agree, since they tell the genes of one family apart; a symbol or a synonym of
    another gene is no misprint.
    """
    bare = typed.replace("-", "")
    if bare in genes() or len(bare) < 4:
        return None
    for gene in genes().values():
        if bare in gene.misprints:
            return gene
    alike = [gene for gene in genes().values() if bare[0] == gene.symbol[0] and _is_near(bare, gene.symbol)]
    is_other = any(bare in gene.real for gene in alike)
    return alike[0] if len(alike) == 1 and not is_other else None


def _is_near(typed: str, symbol: str) -> bool:
    """Say whether one letter is missing, too many, another, or two have changed places."""
    if len(symbol) < 4 or re.findall(r"\d+", typed) != re.findall(r"\d+", symbol):
        return False
    start = next((i for i, (a, b) in enumerate(zip(typed, symbol, strict=False)) if a != b), len(symbol))
    here, there = typed[start:], symbol[start:]
    is_swapped = here[:2] == there[1::-1] and here[2:] == there[2:] and len(there) > 1
    return here[1:] == there[1:] or here[1:] == there or here == there[1:] or is_swapped
