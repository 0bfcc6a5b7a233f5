"""Which language a paragraph is in, as far as the small words tell that every sentence is full of."""

from __future__ import annotations

import re
from collections import Counter

from casebook.checks.parity.words import small_words

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
    small = Counter(word.casefold() for word in said)
    counts = {other: sum(small[word] for word in known[other]) for other in known}
    found = max(known, key=lambda other: counts[other])
    return found if counts[found] >= max(_LEAST_SMALL, _TIMES * counts[code]) else code
