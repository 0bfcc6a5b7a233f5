"""Authors named in the text of a blinded copy: by name, by initials, by address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from casebook.case import Case
from casebook.case.people import Author
from casebook.checks.blinding.passages import bare, is_of_others
from casebook.checks.identity.people import is_abbreviation
from casebook.checks.passages import Passage
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.references.names import initials

AUTHOR = Kind(
    "blinding.author",
    Severity.WARNING,
    N_("“{typed}” tells reviewers who wrote this article, and {journal} wants a copy that does not."),
    N_("Leave it out; write “one of the authors”, “two reviewers”."),
)
_TITLE = r"(?:Dra?|Profa?|Professora?|Doctor|Doutora?)\.?"
_OF_OTHERS = re.compile(r"\s*(?:,?\s*et al\b|and (?:colleagues|co-?workers)\b|e (?:cols?\b|colaboradores\b))")


def authors(passage: Passage, case: Case, journal: str) -> Iterator[Finding]:
    """Yield a finding for every author whom a passage names, each place once."""
    taken: set[int] = set()
    for author in case.file.authors:
        for start, end in (*_addresses(passage, author), *_names(passage, author)):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                yield passage.tell_at(AUTHOR, start, end, journal=journal)


def _addresses(passage: Passage, author: Author) -> Iterator[tuple[int, int]]:
    """Yield where an author's e-mail address or ORCID iD stands."""
    for address in filter(None, (author.email, author.orcid)):
        yield from (found.span() for found in re.finditer(re.escape(address), passage.raw, re.IGNORECASE))


def _names(passage: Passage, author: Author) -> Iterator[tuple[int, int]]:
    """Yield where an author is named; as somebody whom the text cites, an author is a stranger."""
    if not (initials(author.name.given) and author.name.family.strip()):
        return
    whole, short, letters = _patterns(author)
    read = bare(passage.words)
    yield from (found.span() for found in whole.finditer(read))
    for found in short.finditer(read):
        if not _OF_OTHERS.match(read, found.end()) and not is_of_others(passage, found.start()):
            yield found.span()
    yield from (found.span("typed") for found in letters.finditer(read))


@lru_cache(maxsize=256)
def _patterns(author: Author) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what an author's whole name looks like, the short forms of it, and initials in parentheses."""
    name = author.name
    called = re.escape(bare(name.given.split()[0]))
    family = re.escape(bare(name.family)).replace(r"\ ", r"\s+")
    whole = rf"\b{called}\b(?:[\s-]+(?:[A-Z][\w’'.]*|d[aeo]s?|e|v[ao]n|del|la)){{0,6}}?\s+{family}\b"
    capitals = initials(name.given)
    dotted = r"\s?".join(rf"{letter}\." for letter in capitals)
    short = rf"(?:{_TITLE}\s+|{dotted}\s+){family}\b|\b{re.escape(bare(author.cited))}\b"
    every = (*capitals, *initials(name.family), *initials(name.suffix))
    surnames = "".join(every[len(capitals) :])
    forms = {
        "".join(every),
        "".join((*capitals, *initials(name.family))),
        capitals[0] + surnames,
    }
    plain = (form for form in sorted(forms) if len(form) > 2 and not is_abbreviation(form))
    with_dots = (r"\.\s?".join(form) + r"\." for form in sorted(forms) if len(form) > 1)
    letters = "|".join((*plain, *with_dots))
    inside = rf"\([^()\n]*?(?<=[(;,\s])(?P<typed>{letters})(?=[^()\n]*\))"
    return re.compile(whole), re.compile(short), re.compile(inside)
