"""Spellings of another country: Portugal's in a Brazilian text, British beside American, two names of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from casebook.checks.passages import Passage
from casebook.checks.tables import rows_of
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal
from casebook.languages import Language

EUROPEAN = Kind(
    "language.european-portuguese",
    Severity.WARNING,
    N_("“{typed}” is written so in Portugal; the article is in Brazilian Portuguese."),
    N_("Write “{right}”."),
)
OTHER_ENGLISH = Kind(
    "language.other-english",
    Severity.WARNING,
    N_("“{typed}” is British spelling; {journal} wants American spelling."),
    N_("Write “{right}”."),
)
MIXED_ENGLISH = Kind(
    "language.mixed-english",
    Severity.NOTE,
    N_("“{typed}” is British spelling; elsewhere the article has American spelling (“{example}”)."),
    N_("Keep to one of the two: here that would be “{right}”."),
)
# By the variety of the word that is told of
UNWANTED = {
    "uk": OTHER_ENGLISH.what,
    "us": N_("“{typed}” is American spelling; {journal} wants British spelling."),
}
MIXED = {
    "uk": MIXED_ENGLISH.what,
    "us": N_("“{typed}” is American spelling; elsewhere the article has British spelling (“{example}”)."),
}
TWO_SPELLINGS = Kind(
    "language.two-spellings",
    Severity.NOTE,
    N_("“{typed}” here, “{other}” elsewhere: one thing with two names."),
    N_("Keep to one of the two in the whole article."),
)
_WORD = re.compile(r"(?<![\w*-])[^\W\d_]+(?:-[^\W\d_]+)*")
_STARTS = re.compile(r"(?:^|[.!?:]\s+|\n\s*)$")


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A word of one variety of English, where it stands, and how the other spells it; whether it is proof of one."""

    passage: Passage
    match: re.Match[str]
    variety: str
    right: str
    is_proof: bool


def varieties(passages: tuple[Passage, ...], language: Language, journal: Journal) -> Iterator[Finding]:
    """Yield what another country spells so, in the languages of which two varieties are known here."""
    if language.tag == "pt-BR":
        yield from _european(passages)
    if language.code == "en":
        spelt = tuple(_spelt(passages))
        wanted = journal.profile.english
        yield from _unwanted(spelt, wanted, journal) if wanted else _mixed(spelt)


def _european(passages: tuple[Passage, ...]) -> Iterator[Finding]:
    whole = "\n".join(passage.prose for passage in passages)
    rules = [rule for rule in _portuguese() if rule[0].search(whole)]
    for passage in passages:
        for pattern, right, is_sure in rules:
            for match in pattern.finditer(passage.prose):
                mend = _cased(match.expand(right), match[0])
                yield passage.tell_at(EUROPEAN, match.start(), match.end(), mend if is_sure else None, right=mend)
        for match in re.finditer(r"«\s?([^«»]{1,300}?)\s?»", passage.words):
            inside = passage.raw[match.start(1) : match.end(1)]
            yield passage.tell_at(EUROPEAN, match.start(), match.end(), f"“{inside}”", right=" ".join(inside.split()))


@lru_cache(maxsize=1)
def _portuguese() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    """Return each pattern of Portugal's; words in small letters also where they begin a sentence."""
    return tuple(
        (re.compile(rf"(?<![\w*-])(?:{_either(row['portugal'])})(?![\w*])"), row["brazil"], row["sure"] == "yes")
        for row in rows_of("portuguese")
    )


def _either(pattern: str) -> str:
    return pattern if pattern[:1] in "([" or pattern[0].isupper() else f"(?i:{pattern[0]}){pattern[1:]}"


def _cased(words: str, typed: str) -> str:
    """Return words that begin in a capital where the typed ones do, and are not all capitals."""
    return words[0].upper() + words[1:] if typed[:1].isupper() and not typed[:2].isupper() else words


def _spelt(passages: tuple[Passage, ...]) -> Iterator[_Spelt]:
    """Yield the words that one variety of English spells otherwise; a capital within a sentence begins a name."""
    for passage in passages:
        for match in _WORD.finditer(passage.prose):
            typed = match[0]
            found = _variety_of(typed.lower()) if typed[1:].islower() else None
            if not found:
                continue
            before = passage.prose[max(0, match.start() - 4) : match.start()]
            if typed[0].islower() or _STARTS.search(before):
                variety, right, is_proof = found
                yield _Spelt(passage, match, variety, _cased(right, typed), is_proof)


@lru_cache(maxsize=16384)
def _variety_of(word: str) -> tuple[str, str, bool] | None:
    """Return the variety of English that spells a word so, how the other one does, and whether it is proof."""
    exact, loose = _english()
    if word in exact:
        return exact[word]
    for pattern, variety, right, is_proof in loose:
        if found := pattern.fullmatch(word):
            return variety, right.replace("*", found[1]), is_proof
    return None


@lru_cache(maxsize=1)
def _english() -> tuple[dict[str, tuple[str, str, bool]], tuple[tuple[re.Pattern[str], str, str, bool], ...]]:
    exact: dict[str, tuple[str, str, bool]] = {}
    loose: list[tuple[re.Pattern[str], str, str, bool]] = []
    for row in rows_of("english"):
        for variety, other in (("uk", "us"), ("us", "uk")):  # “hypoglycaemia” ends in “emia” too
            is_proof = row["good"] != other
            if "*" in row[variety]:
                pattern = re.compile(re.escape(row[variety]).replace(r"\*", r"(\w*)"))
                loose.append((pattern, variety, row[other], is_proof))
            else:
                exact[row[variety]] = (variety, row[other], is_proof)
    return exact, tuple(loose)


def _unwanted(spelt: tuple[_Spelt, ...], wanted: str, journal: Journal) -> Iterator[Finding]:
    for word in spelt:
        if word.variety != wanted and word.is_proof:
            kind = replace(OTHER_ENGLISH, what=UNWANTED[word.variety])
            start, end = word.match.span()
            yield word.passage.tell_at(kind, start, end, word.right, journal=journal.name, right=word.right)


def _mixed(spelt: tuple[_Spelt, ...]) -> Iterator[Finding]:
    """Yield a note for each word of the variety that an article has less of, where it has both."""
    by_variety = {name: [word for word in spelt if word.variety == name and word.is_proof] for name in ("uk", "us")}
    rare, common = sorted(by_variety, key=lambda name: len(by_variety[name]))
    for word in by_variety[rare]:
        kind, example = replace(MIXED_ENGLISH, what=MIXED[rare]), by_variety[common][0].match[0]
        yield word.passage.tell_at(kind, *word.match.span(), example=example, right=word.right)


def two_spellings(passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """Yield a note for each use of the rarer of two names; one that stands in brackets explains the other."""
    for row in rows_of("doublets"):
        if row["language"] != passages[0].code:
            continue
        found = [_uses(passages, row[name]) for name in ("other", "one")]
        if all(found) and not any(_is_bracketed(passage, match) for uses in found for passage, match in uses):
            rare, common = sorted(found, key=len)
            for passage, match in rare:
                yield passage.tell_at(TWO_SPELLINGS, match.start(), match.end(), other=common[0][1][0])


def _uses(passages: tuple[Passage, ...], pattern: str) -> list[tuple[Passage, re.Match[str]]]:
    whole = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)
    return [(passage, match) for passage in passages for match in whole.finditer(passage.prose)]


def _is_bracketed(passage: Passage, match: re.Match[str]) -> bool:
    around = passage.prose[max(0, match.start() - 1) : match.end() + 1]
    return around[:1] in "([" and around[-1:] in ")];,"
