"""Marks of citations that lost their superscript, or were typed by hand: “monosomy 7.9-11”, “therapy1,2”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import Passage, passages
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("Marks of citations that lost their superscript, or were typed by hand, and now read as part of a word."),
    N_(
        "In “monosomy 7.9-11” nobody sees the references 9 to 11 any more, and the chromosome has become a number "
        "with decimals; marks typed by hand lead nowhere and are not renumbered."
    ),
    ("ICMJE Recommendations, IV.A.3.g.ii",),
)
GLUED = Kind(
    "clinical.glued-citation",
    Severity.WARNING,
    N_("In “{typed}”, “{marks}” looks like the mark of a citation that has run into the word before it."),
    N_("To cite, write [@KEY], with the key of the reference; if it is no citation, put a space before it."),
)

_LIST = r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*"
_ENDS = r"(?=\s*$|\s|[)”\"]|[.,;:](?:\s|$))"
# What is numbered behind a full stop: fig.1, vol.2, no.3
_NUMBERED = (
    "fig|figs|figures?|figuras?|tables?|tabelas?|chapters?|sections?|items?|itens|vol|vols|num|art|arts|cap|chap|ref|refs|sec|sect|seç|tab|tabs|ver|pag|pág|págs|par|item|obs|sup|suppl|supl"
    "|approx|aprox|ser|eqs|vers|version|versão|cód|cod|res|inc|doc|port|lei|min|max|máx|mín|med|tel|cel|fone|ramal|proc|prot|reg|lot|dec|apt|sala|room|bloco|lote|parag|parág"
)
_AFTER_STOP = re.compile(rf"(?P<word>[a-zà-ÿ]{{3}}|(?<=\bet )al)[.,;?!](?P<marks>{_LIST}){_ENDS}")
_BARE = re.compile(rf"(?P<word>[a-zà-ÿ]{{3}})(?P<marks>{_LIST}){_ENDS}")
# The whole word that such an end belongs to; a dot, a slash or a digit before it makes it a name of something
_BEGINNING = re.compile(r"[\w@./-]*$")
_IS_NUMBERED = re.compile(rf"(?:{_NUMBERED})")
# Ends of words that no number belongs to: “therapy1”, “patients5-7”, “tratamento3”
_NO_NUMBER = re.compile(
    r"(?:[a-z]{2}(?:tions?|sions?|isms?|ities|ity|ances?|ences?|ing|ed)|therap(?:y|ies)|diseases?|patients|studies"
    r"|reports|cases|protocols?|syndromes?|treatments?|outcomes?|adults|children"
    r"|ção|ções|dades?|ências?|âncias?|terapias?|doenças?|pacientes|estudos|relatos|casos|protocolos?|síndromes?"
    r"|tratamentos?|desfechos?|adultos|crianças|ados?|adas?|idos?|idas?)$"
)
_AFTER_BRACKET = re.compile(rf"(?<!\S)(?P<word>\([^()\n]*[^\W\d_]{{2}}[^()\n]*\))(?P<marks>{_LIST}){_ENDS}")
_AFTER_PERCENT = re.compile(rf"(?<![\w.,])(?P<word>\d+(?:[.,]\d+)?\s?%)\.(?P<marks>{_LIST}){_ENDS}")
# A chromosome has no decimals, and no list follows an arm without a space
_AFTER_CHROMOSOME = re.compile(
    r"(?P<word>\b(?:monosom\w+|trisom\w+|monossom\w+|trissom\w+|chromosome|cromossomo|(?P<many>chromosomes|cromossomos))"
    r"(?: (?:do|of|cromossomo|chromosome|\d{1,2} (?:and|or|e|ou))){0,3} (?:\d{1,2}|X|Y))(?(many)\.|[.,])"
    rf"(?P<marks>{_LIST})(?=\s|$)"
)
_AFTER_ARM = re.compile(
    rf"(?<![\w.])(?P<word>(?:(?:del|dup|inv|add)\(?[  ]?)?(?:\d{{1,2}}|X|Y)[pq]\)?)[.,](?P<marks>{_LIST})(?=\s|$)"
)
_AFTER_YEAR = re.compile(
    rf"(?P<word>\b(?:in|em|since|desde|of|de) (?:19|20)\d\d)\.(?P<marks>{_LIST})(?=\s*$|\s+[A-ZÀ-Ý])"
)
_RAISED = re.compile(
    r"(?P<word>(?<![\w^])[^\W\d_]*[a-zà-ÿ]{3}[.,;:)”]?)"
    r"(?P<marks>\^\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\^|[⁰¹²³⁴-⁹]{1,3}(?:[,⁻–-][⁰¹²³⁴-⁹]{1,3})*)(?![\w⁺⁻])"
)
_PATTERNS = (
    _AFTER_STOP, _BARE, _AFTER_BRACKET, _AFTER_PERCENT, _AFTER_CHROMOSOME, _AFTER_ARM, _AFTER_YEAR, _RAISED,
)  # fmt: skip
_ENUMERATED = re.compile(
    r"(?:days?|dias?|grades?|graus?|types?|tipos?|exons?|éxons?|stages?|lines?|weeks?|levels?|cycles?|ciclos?|points?"
    r"|segments?|phases?|cases?|casos?|covid|group[s]?|grupos?|fed|used|speed|bed|need|seed|ring|spring|string)$",
    re.IGNORECASE,
)  # fmt: skip


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each number that a word, a bracket, a percentage or a chromosome is glued to."""
    for passage in passages(case):
        if any(sign in passage.words for sign in "0123456789¹²³⁴⁵⁶⁷⁸⁹"):
            yield from _glued(passage)


def _glued(passage: Passage) -> Iterator[Finding]:
    taken: set[int] = set()
    for pattern in _PATTERNS:
        for found in pattern.finditer(passage.words):
            start = _start(passage.words, found) if pattern in (_AFTER_STOP, _BARE) else found.start()
            if start is None or found.start("marks") in taken:
                continue
            if pattern is _BARE and not _takes_no_number(passage.words[start : found.end("word")]):
                continue
            taken.add(found.start("marks"))
            yield passage.tell_at(GLUED, start, found.end(), marks=found["marks"].strip("^"))


def _start(words: str, found: re.Match[str]) -> int | None:
    """Return where the word of a match begins; None where it is an address, a code or a word that is numbered."""
    before = _BEGINNING.search(words[max(0, found.start() - 40) : found.start()])
    assert before, "the pattern can be empty"
    whole = before[0] + found["word"]
    if re.search(r"[\d@./_]", whole) or _IS_NUMBERED.fullmatch(whole):
        return None
    return found.start() - len(before[0]) if found["word"] != "al" else found.start() - len("et ")


def _takes_no_number(word: str) -> bool:
    return _NO_NUMBER.search(word) is not None and _ENUMERATED.search(word) is None
