"""What is called otherwise in the newer version of a case: a value, a figure, a table whose short name was changed.

A sentence that says the same but for such a name tells which name took the place of which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from casebook.case import Case
from casebook.case.texts import every_text
from casebook.diff.fields import Field
from casebook.diff.words import Unit
from casebook.prose.tokens import LITERAL_SIGN, TOKEN_SIGN, Token, scan

_HOMES = {"value": ("values", "labs", "events", "regimens"), "figure": ("figures",), "table": ("tables",)}
_SENTENCE = re.compile(r"\n\s*\n|(?<=[.!?])\s+")
_WORDS = re.compile(r"[^\W\d_]{3,}")  # a cell that holds a number alone tells nothing
_SIGN = re.compile(f"[{TOKEN_SIGN}{LITERAL_SIGN}]")
Name = tuple[str, str]  # kind and short name: ("value", "hb"), ("figure", "effusion")


@dataclass(frozen=True, slots=True)
class Renames:
    """The new names of what had another, by kind and old name."""

    names: Mapping[Name, str]

    def facts(self) -> Mapping[str, str]:
        """Return the old names of values, results, events and treatments, by the new ones."""
        return {new: old for (kind, old), new in self.names.items() if kind == "value"}

    def anchor(self, anchor: str) -> str:
        """Return the anchor of today of what had another: "fig-effusion.A" → "fig-fluid.A"."""
        home, _, name = anchor.partition("-")
        head, dot, panel = name.partition(".")
        new = self.names.get(({"fig": "figure", "tab": "table"}.get(home, ""), head))
        return f"{home}-{new}{dot}{panel}" if new else anchor

    def fields(self, fields: tuple[Field, ...]) -> tuple[Field, ...]:
        """Return fields of the older version under the names of today, and what they mention too."""
        return tuple(
            replace(
                field,
                anchor=self.anchor(field.anchor),
                passages=tuple(tuple(map(self._unit, passage)) for passage in field.passages),
            )
            for field in fields
        )

    def _unit(self, unit: Unit) -> Unit:
        return replace(unit, key=f"@{self.anchor(unit.key[1:])}") if unit.key.startswith("@") else unit


def renames_of(old: Case, new: Case) -> Renames:
    """Return what is called otherwise now: a name that is gone, in whose place one stands that was not there."""
    found: dict[Name, set[str]] = {}
    before, after = dict(_sentences(old)), dict(_sentences(new))
    for sentence in before.keys() & after.keys():
        for was, now in zip(before[sentence], after[sentence], strict=True):
            if was != now and was[0] == now[0] in _HOMES and not _is_known(was, new) and not _is_known(now, old):
                found.setdefault(was, set()).add(now[1])
    certain = {name: next(iter(names)) for name, names in found.items() if len(names) == 1}
    times = list(certain.items())
    return Renames(
        {name: now for name, now in times if sum(other == now and one[0] == name[0] for one, other in times) == 1}
    )


def _is_known(name: Name, case: Case) -> bool:
    kind, short = name
    return any(short in getattr(case.file, home) for home in _HOMES[kind])


def _sentences(case: Case) -> Iterator[tuple[tuple[str, str, str], list[Name]]]:
    """Yield each sentence of the case (field, language, words without names), and the names that stand in it."""
    for field, text in every_text(case.file):
        for code, passage in text.versions.items():
            seen = scan(passage)
            kept = iter(seen.kept)
            for sentence in _SENTENCE.split(seen.text):
                tokens = [next(kept) for _ in _SIGN.findall(sentence)]
                names = [_name(token) for token in tokens if isinstance(token, Token)]
                if names and _WORDS.search(sentence):
                    yield (field.partition(".")[0], code, sentence.strip()), names


def _name(token: Token) -> Name:
    return token.kind, re.split(r"[.@]", token.keys[0])[0]
