"""Which language a paragraph is in, as far as the small words tell that every sentence is full of."""

from __future__ import annotations

import re
from collections import Counter

from casebook.checks.parity.words import Names, small_words, title_words

_LEAST_WORDS = 5
_LEAST_SMALL = 2
_TIMES = 5  # as many small words of another language as of its own, where it has some
# What may stand in another language: what is quoted, what is set apart, names of several words, search strategies
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|«[^»]*»|\"[^\"]*\"|\*[^*]{12,}\*|\*\*[^*]{12,}\*\*")
_NAME = re.compile(r"\b[A-ZÀ-Ý][\w’-]+(?:(?: (?:d[aeo]s?|em|e|para|of|the|and|for|in))+ [A-ZÀ-Ý][\w’-]+)+")
_SEARCH = re.compile(r"\b(?:AND|OR|NOT)\b|\[(?:MeSH|tiab|tw|mh)\]|\btw:")


def language_of(words: str, code: str) -> str:
    """Return the code of the language that a passage in the language `code` is in; `code` itself where it is not clear.

    A paragraph of fewer than five words tells nothing, nor does one in a language whose small words are not known.
    """
    known = small_words()
    if code not in known or _SEARCH.search(words):
        return code
    rest = _NAME.sub(" ", _QUOTED.sub(" ", words))
    said = [word for word in re.findall(r"[^\W\d_]+", rest) if len(word) == 1 or not word.isupper()]
    if len(said) < _LEAST_WORDS:
        return code
    counts = _counts(said, known)
    found = max(known, key=lambda other: counts[other])
    return found if counts[found] >= max(_LEAST_SMALL, _TIMES * counts[code]) else code


def are_swapped(one: str, code: str, other: str, others_code: str) -> bool:
    """Say whether each of two titles has words of the other's language, and none of its own."""
    known = title_words()
    if code not in known or others_code not in known:
        return False
    ones, others = (_counts(re.findall(r"[^\W\d_]+", words), known) for words in (one, other))
    return ones[others_code] > ones[code] == 0 == others[others_code] < others[code]


def _counts(said: list[str], known: Names) -> dict[str, int]:
    """Return how many of some words each language has among its own."""
    small = Counter(word.casefold() for word in said)
    return {code: sum(small[word] for word in words) for code, words in known.items()}
