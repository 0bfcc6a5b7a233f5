"""The authors' own hospital in the text of a blinded copy: institution, department, city."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.case import Case
from casebook.case.people import Affiliation
from casebook.checks.blinding.passages import bare, is_of_authors, is_of_others
from casebook.checks.identity.places import is_called_like_its_state
from casebook.checks.passages import Passage
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

WORKPLACE = Kind(
    "blinding.workplace",
    Severity.WARNING,
    N_("“{typed}” tells reviewers where the authors work, and {journal} wants a copy that does not."),
    N_("Write “our hospital”, “a tertiary hospital”, “a city in the southeast of Brazil”."),
)
_SHORTEST = 4  # letters of an institution's initials; of three, HIV and ECG are some
_OF_A_CITY = re.compile(r"\b(?:cit(?:y|ies)|town|cidades?|munic[ií]pio) (?:of|de|do|da) $", re.IGNORECASE)
# What bears the name of a city, and is no place: a journal, a school, a scale, a consensus, a state
_NAMED_AFTER = re.compile(
    r"\b(?:Universi\w+|Journal|Revista|Escola|School|Escala|Scale|Crit\w+|Consensus|Consenso|Carta|Declara\w+|[Ss]tate"
    r"|[Ee]stado|Prote[ií]n\w*|Hemoglobina?)(?: \w+){0,3} (?:of|de|do|da) $"
)
_GOES_ON = re.compile(r" (?:\w+ )?(?:Journal|Revista|criteria|crit[ée]rios|scale|Consensus|Charter|classification)\b")


def workplaces(passage: Passage, case: Case, journal: str) -> Iterator[Finding]:
    """Yield a finding for every place in a passage where the authors work, each place once."""
    taken: set[int] = set()
    for home in case.file.affiliations.values():
        for start, end in (*_institutions(passage, home), *_departments(passage, home), *_cities(passage, home)):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                yield passage.tell_at(WORKPLACE, start, end, journal=journal)


def _institutions(passage: Passage, home: Affiliation) -> Iterator[tuple[int, int]]:
    """Yield where an institution stands, in full or by its initials, but as the author of what is cited."""
    letters = "".join(word[0] for word in re.findall(r"[^\W\d_]+", home.institution) if word[0].isupper())
    names = (home.institution, *([letters] if len(letters) >= _SHORTEST else []))
    for start, end in (span for name in names for span in _spans(passage, name)):
        if not is_of_others(passage, start):
            yield start, end


def _departments(passage: Passage, home: Affiliation) -> Iterator[tuple[int, int]]:
    """Yield where a department stands under the very name, capitals and all, that the byline gives it."""
    for name in dict.fromkeys(map(str, home.department.versions.values())):
        yield from (span for span in _spans(passage, name) if is_of_authors(passage, span[0]))


def _cities(passage: Passage, home: Affiliation) -> Iterator[tuple[int, int]]:
    """Yield where the city of the authors stands, but one that is of a state, of a name, or of somebody's study."""
    if passage.path.startswith("tables.") and ".rows." in passage.path:
        return
    for start, end in _spans(passage, home.city):
        before, after = passage.words[:start], passage.words[end:]
        is_state = is_called_like_its_state(home.city) and not _OF_A_CITY.search(before)
        if is_state or _NAMED_AFTER.search(before) or _GOES_ON.match(after):
            continue
        if is_of_authors(passage, start):
            yield start, end


def _spans(passage: Passage, name: str) -> Iterator[tuple[int, int]]:
    if name.strip():
        words = r"\s+".join(re.escape(bare(word)) for word in name.split())
        yield from (found.span() for found in re.finditer(rf"(?<!\w){words}(?!\w)", bare(passage.words)))
