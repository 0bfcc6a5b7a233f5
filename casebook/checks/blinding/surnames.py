"""The bare family name of an author in a blinded copy, and what only bears the name: an eponym, a place, a stranger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from casebook.case import Case
from casebook.case.people import Author
from casebook.checks.blinding.passages import bare, cites
from casebook.checks.identity.people import is_abbreviation, listed
from casebook.checks.passages import Passage
from casebook.meant import fold
from casebook.prose import tokens

_SHORTEST = 4  # letters of a family name; a shorter one is a part of too many words
_ITEM = (
    r"(?:disease|syndrome|sign|test|reaction|stain\w*|bod(?:y|ies)|cells?|fever|tumou?rs?|scale|score"
    r"|index|criteri(?:a|on)|classification|class|grade|formula|equation|method|technique|operation|procedure|protocol"
    r"|man(?:eu|oeu)v(?:er|re)|law|phenomenon|triad|reflex|lines?|nodes?|nodules?|ulcer|palsy|hernia|fracture|virus|agar"
    r"|medium|solution|catheter|tube|needle|lamp|position|point|space|duct|loop|rings?|canal|glands?|serology"
    r"|chorea|ataxia|dystrophy|contracture|purpura|esophagus|pouch|valve|ligament"
    r"|\w+(?:oma|itis|osis|emia|opathy|plasia|plegia|phyma)"
    r"|rivers?|lake|street|beans?|hospital|institute|foundation|prize|awards?)"
)
_ITEM_OF = (
    r"(?:doença|mal|síndrome|sinal|teste|reação|coloração|corp(?:o|úsculo)s?|células?|febre|tumor(?:es)?"
    r"|escala|escore|índice|critérios?|classificação|classe|grau|fórmula|equação|método|técnica|cirurgia|operação"
    r"|protocolo|manobra|lei|fenômeno|tríade|reflexo|linhas?|nódulos?|úlcera|paralisia|hérnia|fratura|vírus|ágar|meio"
    r"|solução|cateter|tubo|agulha|lâmpada|posição|ponto|espaço|ducto|alça|an(?:el|éis)|canal|glândulas?"
    r"|coreia|ataxia|distrofia|contratura|púrpura|esôfago|bolsa|válvula|ligamento"
    r"|\w+(?:oma|ite|ose|emia|opatia|plasia|plegia)"
    r"|sorologia|rio|lago|rua|avenida|hospital|instituto|fundação|escola|faculdade|universidade|prêmio)"
)
_OF = r"(?:d[aeo]s?|of|van|von|del|la)"
OF_OTHERS = re.compile(
    r"\s*(?:,?\s*et al\b|(?:and|e|&) (?:colleagues|co-?workers|cols?\b|colaboradores\b)"
    r"|(?:,? (?:and|e|&) [A-ZÀ-Ý]\w+)?,? \(?(?:19|20)\d\d\b)"
)
_ANOTHER_NAME = re.compile(r"(?P<word>[^\W\d_]+)\.?(?:[\s-]+|\s+" + _OF + r"\s+)$")
_SMALL = {"by", "por", "the", "a", "o", "and", "e", "with", "com", "from", "to", "as"}  # they begin a sentence
_BY = re.compile(r"\b(?:by|por)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Others:
    """Family names of authors that a text gives to a disease, a sign, a place; rows of tables that cite a work."""

    eponyms: frozenset[str]
    rows: frozenset[str]


def surnames(passage: Passage, author: Author, others: Others) -> Iterator[tuple[int, int]]:
    """Yield where an author's family name stands alone and means the author: in no citing sentence, in no other name.

    A name that is a word as well counts only where it says by whom something is.
    """
    family = author.name.family
    if len(family) < _SHORTEST or family in others.eponyms or _row_of(passage) in others.rows:
        return
    is_word = fold(family) in listed("family-names-that-are-words")
    read = bare(passage.words)
    for found in _pattern(family, author.name.suffix).finditer(read):
        is_meant = not is_word or _BY.search(read[: found.start()])
        is_strange = OF_OTHERS.match(read, found.end()) or _is_part_of_another(found, read)
        if is_meant and not (is_strange or is_abbreviation(found[0]) or cites(passage, found.start())):
            yield found.span()


def others_in(case: Case, said: Iterable[Passage]) -> Others:
    """Return whose names the passages of a case hold besides those of its authors."""
    said = tuple(said)
    texts = [bare(passage.words) for passage in said]
    names = {author.name.family for author in case.file.authors if len(author.name.family) >= _SHORTEST}
    return Others(
        frozenset(name for name in names if any(_eponym(name).search(text) for text in texts)),
        frozenset(_row_of(one) for one in said if any(token.kind == "citation" for token in tokens(one.raw))) - {""},
    )


def _row_of(passage: Passage) -> str:
    """Return the row of a table that a passage stands in; "" where it stands in none."""
    found = re.match(r"tables\..+\.rows\.\d+(?=\.)", passage.path)
    return found[0] if found else ""


@lru_cache(maxsize=256)
def _pattern(family: str, suffix: str) -> re.Pattern[str]:
    """Return what a family name looks like alone: as it is typed, or in capitals; a suffix may follow."""
    forms = dict.fromkeys(r"\s+".join(map(re.escape, bare(form).split())) for form in (family, family.upper()))
    after = rf"(?:\s+(?i:{re.escape(bare(suffix))}))?" if suffix else ""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)}){after}(?![\w-])")


@lru_cache(maxsize=256)
def _eponym(family: str) -> re.Pattern[str]:
    name = re.escape(bare(family))
    hyphen = r"[-–]"
    return re.compile(
        rf"\b(?i:{bare(_ITEM_OF)})(?:\s\w+)?\s{_OF}\s{name}\b|\b{name}(?:['’]s?)?(?:[\s–-]+\w+){{0,2}}?\s(?i:{_ITEM})\b"
        rf"|\w{hyphen}{name}\b|\b{name}{hyphen}[A-Z]"
    )


def _is_part_of_another(found: re.Match[str], read: str) -> bool:
    """Say whether capitals around a name make it a part of another: “Rio Lima”, “Carla Lima”, “Lima Barreto”."""
    if re.match(r"[\s-]+[A-Z]", read[found.end() :]):
        return True
    before = _ANOTHER_NAME.search(read[: found.start()])
    if before is None or not before["word"][0].isupper():
        return False
    begins = not read[: before.start()].strip() or re.search(r"[.!?;:]\s+$|\n\s*$", read[: before.start()]) is not None
    is_small = fold(before["word"]) in _SMALL
    joins = before[0][len(before["word"]) :].strip(" .-\n")  # “of”, where one stands between
    return not (begins and (is_small or joins))
