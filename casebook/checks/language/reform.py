"""Portuguese spelt as before the Orthographic Agreement of 1990: freqüência, diarréia, auto-imune."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.checks.passages import Passage
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.languages import Language

OLD_SPELLING = Kind(
    "language.old-spelling",
    Severity.WARNING,
    N_("“{typed}” is spelt as before the Orthographic Agreement of 1990."),
    N_("Write “{right}”."),
)
# Bases IX (open diphthongs, ôo, êem), XIV (diaeresis) and XVI (hyphen); no word keeps the older form
_ENDS = (
    (r"(.*[gq])ü([eiéêí].*)", r"\1u\2"),
    (r"(.+)éi(as?|c[oa]s?)", r"\1ei\2"),
    (r"(.+)ói(as?|des?|c[oa]s?)", r"\1oi\2"),
    (r"(.+)ôo(s?)", r"\1oo\2"),
    (r"(.*[crdlv])êem", r"\1eem"),
)
_RULES = tuple((re.compile(pattern), right) for pattern, right in _ENDS)
_WORD = re.compile(r"(?<![\w*/-])[^\W\d_]+(?![\w-])")
_HYPHEN = re.compile(
    r"(?<![\w*/-])(?P<first>(?i:a)uto|(?i:a)nti|(?i:e)xtra|(?i:i)ntra|(?i:s)upra|(?i:i)nfra|(?i:c)ontra|(?i:s)emi"
    r"|(?i:p)seudo|(?i:u)ltra|(?i:m)icro|(?i:m)ulti|(?i:c)o|(?i:n)ão)-(?P<second>[a-zà-ÿ]{3,})(?![\w-])"
)
_BEGINS = re.compile(r"(?:^|[.!?:]\s+|\n\s*)$")


def old_spellings(passages: tuple[Passage, ...], language: Language) -> Iterator[Finding]:
    """Yield a warning for each Brazilian word in the older spelling; a capital inside a sentence is a name."""
    for passage in passages if language.tag == "pt-BR" else ():
        for match in _WORD.finditer(passage.prose):
            right = _reformed(match[0])
            if right and (match[0][0].islower() or _begins_sentence(passage, match)):
                yield passage.tell_at(OLD_SPELLING, *match.span(), right, right=right)
        for match in _HYPHEN.finditer(passage.prose):
            right = _joined(match["first"], match["second"])
            if right:
                yield passage.tell_at(OLD_SPELLING, *match.span(), right, right=right)


def _begins_sentence(passage: Passage, match: re.Match[str]) -> bool:
    return _BEGINS.search(passage.prose[max(0, match.start() - 4) : match.start()]) is not None


def _reformed(word: str) -> str:
    """Return a word as it is spelt today; "" for one that is spelt so, or is no common noun."""
    if word.isascii() or not word[1:].islower():
        return ""
    for pattern, right in _RULES:
        if found := pattern.fullmatch(word):
            return found.expand(right)
    return ""


def _joined(first: str, second: str) -> str:
    """Return a prefix and its word as one; "" where the hyphen stays: before h, and between two equal vowels."""
    if first.lower() == "não":
        return f"{first} {second}"
    if second[0] == "h" or (first[-1] == second[0] and first.lower() != "co"):
        return ""
    return first + (second[0] + second if second[0] in "rs" else second)
