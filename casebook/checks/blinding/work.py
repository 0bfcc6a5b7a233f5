"""The authors' own earlier work in a blinded copy: said to be theirs, or cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casebook.case import Case
from casebook.case.people import Author
from casebook.checks.blinding.passages import OURS, printed, sentence_of
from casebook.checks.passages import Passage
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.meant import fold
from casebook.prose import located
from casebook.references.item import Item
from casebook.references.names import initials

SELF_CITATION = Kind(
    "blinding.self-citation",
    Severity.WARNING,
    N_("“{typed}” says that an earlier work is the authors' own."),
    N_("Write of it as of somebody else's: “Silva et al. reported …”; it may stay among the references."),
)
READS_AS_OWN = Kind(
    SELF_CITATION.code,
    SELF_CITATION.severity,
    N_(
        "“{typed}” stands in a sentence that cites “{key}”, by an author of this case, as if the work were the "
        "authors' own."
    ),
    SELF_CITATION.mend,
)
OWN_WORK = Kind(
    "blinding.own-work",
    Severity.NOTE,
    N_("The reference “{key}” seems to be by {author}, who is an author of this case."),
    N_("It may stay among the references, if no sentence says whose it is; many references to one group tell, too."),
)
_WORK = r"(?:reports?|stud(?:y|ies)|works?|papers?|articles?|series|publications?|experience|cohort|findings|data)"
_TRABALHO = r"(?:trabalhos?|estudos?|relatos?|artigos?|séries?|publicaç(?:ão|ões)|experiência|coorte|achados|dados)"
_TOLD = r"(?:report|describ|publish|show|demonstrat|propos|observ|present)\w*"
_CONTADO = r"(?:relat|descrev|public|mostr|demonstr|propôs|propu|observ|apresent)\w*"
_WE_TOLD = r"(?:relatamos|descrevemos|publicamos|demonstramos|mostramos)"
_BEFORE = r"(?:previously|earlier|already|recently|elsewhere|before)"
_ANTES = r"(?:já|anteriormente|previamente|recentemente|em\soutr[oa])"
_OWN = re.compile(
    rf"""\b(?:
      our\s(?:own\s)?(?:previous(?:ly\s\w+)?|earlier|prior|former|recent(?:ly\s\w+)?|published|group[’']s)
        \s(?:\w+\s){{0,2}}?{_WORK}
    | (?:we|our\s(?:group|team|service|institution))\s(?:ha(?:ve|s|d)\s)?{_BEFORE}\s{_TOLD}
    | as\s(?:we|our\s(?:group|team))\s(?:ha(?:ve|s)\s)?(?:reported|described|published)(?:\s{_BEFORE})?
    | (?:we|our\s(?:group|team))\s(?:ha(?:ve|s)\s)?{_TOLD}\s(?:\w+\s){{0,6}}?(?:elsewhere|before|previously)
    | noss[oa]s?\s(?:própri[oa]s?\s)?{_TRABALHO}\s(?:anterior(?:es)?|prévi[oa]s?|recentes?|publicad[oa]s?)
    | noss[oa]\s(?:grupo|equipe|serviço|instituição)\s{_ANTES}\s{_CONTADO}
    | (?:já\s)?{_WE_TOLD}\s{_ANTES} | {_ANTES},?\s{_WE_TOLD}
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


def own_work(case: Case) -> Iterator[Finding]:
    """Yield a warning where the text calls a work its authors', and a note for each work of theirs that it cites."""
    own = {key: author for key, item in case.references.items() if (author := _author_of(item, case))}
    told: set[str] = set()
    for passage in printed(case):
        said = [found.span() for found in _OWN.finditer(passage.words)]
        for start, end in said:
            yield passage.tell_at(SELF_CITATION, start, end)
        yield from _cited(passage, own, [start for start, _ in said], told)


def _cited(passage: Passage, own: Mapping[str, str], said: list[int], told: set[str]) -> Iterator[Finding]:
    """Yield what the citations of works of the authors' tell; those in a sentence of `said` are told already."""
    for offset, token in located(passage.raw):
        keys = [key for key in token.keys if key in own] if token.kind == "citation" else []
        if not keys:
            continue
        start, end = sentence_of(passage, offset)
        spoken = OURS.search(passage.words, start, end)
        if spoken and not any(start <= place < end for place in said):
            yield passage.tell_at(READS_AS_OWN, *spoken.span(), key=keys[0])
        for key in keys:
            if key not in told:
                told.add(key)
                yield passage.tell_at(OWN_WORK, offset, offset + len(token.raw), key=key, author=own[key])


def _author_of(item: Item, case: Case) -> str:
    """Return the name of the first author of the case who seems to have written a work; "" for none."""
    writers = item.csl.get("author", ())
    people = [person for person in writers if isinstance(person, Mapping)] if isinstance(writers, list | tuple) else []
    return next((a.name.full for a in case.file.authors if any(_is(a, person) for person in people)), "")


def _is(author: Author, person: Mapping[str, object]) -> bool:
    """Say whether a name of a reference is an author's: the family name, and no given name that is another's."""
    name = author.name
    family = fold(" ".join(str(person.get(part) or "") for part in ("family", "suffix")))
    families = {fold(f"{name.particle} {name.family} {name.suffix}"), fold(f"{name.family} {name.suffix}")}
    given = str(person.get("given") or "")
    if not given or family not in families | {fold(name.family)}:
        return False
    first = given.split()[0]
    if len(first) > 3 and fold(first) != fold(name.given.split()[0]):
        return False
    rest = iter(fold(letter) for letter in initials(name.given))
    return fold(given)[0] == fold(name.given)[0] and all(fold(letter) in rest for letter in initials(given))
