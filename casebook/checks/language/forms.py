"""Abbreviations of one language in a text of another: VCM in English, AML in Portuguese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from casebook.checks.definitions import definitions_in, folded
from casebook.checks.passages import Passage
from casebook.checks.tables import Row, rows_of
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

FOREIGN_FORM = Kind(
    "language.foreign-form",
    Severity.WARNING,
    N_("“{typed}” is not how {language} writes it."),
    N_("Write “{right}”{long}."),
)
AMBIGUOUS = Kind(
    "language.ambiguous-form",
    Severity.NOTE,
    N_("In {language}, “{typed}” stands for “{own}”; the words beside it speak of another thing."),
    N_("If the form of another language slipped in, write “{right}”."),
)
# Of a form that means little in the language
_UNUSUAL = N_("In {language}, “{typed}” is no usual form of what the words beside it speak of.")
TOLD_OF = re.compile(
    r"\b(?:do inglês|em inglês|no inglês|sigla inglesa|(?:in|from) (?:the )?Portuguese|em português)\b", re.IGNORECASE
)
_EDGE, _END = r"(?<![\w*/&-])", r"(?P<plural>s?)(?![\w*&]|-[\dA-Z])"


@dataclass(frozen=True, slots=True)
class _Forms:
    """What is told in the texts of one language: forms by name, and one pattern that finds any of them."""

    slips: Mapping[str, Row]
    traps: Mapping[str, tuple[Row, ...]]
    pattern: re.Pattern[str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=8)
def _forms_of(code: str) -> _Forms | None:
    rows = rows_of("abbreviations")
    if code not in rows[0]:
        return None
    other = next(name for name in rows[0] if f"{name}_long" in rows[0] and name != code)
    slips: dict[str, Row] = {}
    for row in rows:
        if code in row["told"].split():
            long, there = row[f"{code}_long"], row[f"{other}_long"]
            slips.setdefault(row[other], {"right": row[code], "long": long, "there": there})
    traps: dict[str, list[Row]] = {}
    for row in rows_of("traps"):
        if row["language"] == code:
            traps.setdefault(row["form"], []).append(row)
    names = sorted({*slips, *traps}, key=len, reverse=True)
    pattern = re.compile(f"{_EDGE}(?P<form>{'|'.join(map(re.escape, names))}){_END}")
    phrases = tuple(
        (re.compile(rf"(?<![\w*]){row['typed']}(?!\w)"), row["right"])
        for row in rows_of("phrases")
        if row["language"] == code
    )
    return _Forms(slips, {name: tuple(found) for name, found in traps.items()}, pattern, phrases)


def forms(passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """Yield a finding for each form of another language in the passages of one.

    An abbreviation that the text explains in its own words, or says to be the other language's, is the authors' choice.
    """
    known = _forms_of(passages[0].code)
    if known is None:
        return
    chosen = _chosen(passages, known)
    for passage in passages:
        for pattern, right in known.phrases:
            for match in pattern.finditer(passage.prose):
                mend = match.expand(right)
                yield passage.tell_at(FOREIGN_FORM, match.start(), match.end(), mend, right=mend, long="")
        for match in known.pattern.finditer(passage.prose):
            if match["form"] not in chosen:
                yield from _found(passage, match, known)


def _found(passage: Passage, match: re.Match[str], known: _Forms) -> Iterator[Finding]:
    form, start, end = match["form"], match.start(), match.end()
    if slip := known.slips.get(form):
        right = slip["right"] + match["plural"]
        yield passage.tell_at(FOREIGN_FORM, start, end, right, right=right, long=f" ({slip['long']})")
        return
    begin, stop = passage.clause(start)
    sentence = passage.words[begin:stop]
    for trap in known.traps[form]:
        if _is_beside(_near(trap["near"], form), form, sentence, start - begin):
            kind = AMBIGUOUS if trap["own"] else replace(AMBIGUOUS, what=_UNUSUAL)
            own = trap["own"].replace(", ", "”, “")
            yield passage.tell_at(kind, start, end, own=own, right=trap["right"] + match["plural"])
            return


@lru_cache(maxsize=512)
def _near(near: str, form: str) -> re.Pattern[str]:
    return re.compile(near.replace("@", rf"(?<![\w-]){re.escape(form)}s?"), re.IGNORECASE)


def _is_beside(near: re.Pattern[str], form: str, sentence: str, offset: int) -> bool:
    """Say whether a sentence betrays the form at `offset`; words that name the form must be those around it."""
    return any(match.start() <= offset < match.end() or form not in match[0] for match in near.finditer(sentence))


def _chosen(passages: tuple[Passage, ...], known: _Forms) -> set[str]:
    """Return the forms that the authors explain in words of this language, or tell to be of another one."""
    chosen: set[str] = set()
    for passage in passages:
        for definition in definitions_in(passage.words):
            row = known.slips.get(definition.short)
            if definition.long and not (row and folded(row["there"]) in folded(definition.long)):
                chosen.add(definition.short)
        for told in TOLD_OF.finditer(passage.words):
            begin, end = passage.clause(told.start())
            chosen |= {match["form"] for match in known.pattern.finditer(passage.words[begin:end])}
    return chosen
