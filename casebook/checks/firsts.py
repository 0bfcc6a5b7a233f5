"""“The first case” of an article that tells of no literature search."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import passages
from casebook.checks.searches import database_in, search_tables
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("“The first case”, in an article that tells of no literature search."),
    N_("That there was none before can only be said of what was searched, when and how; reviewers ask for it."),
    ("CARE 2013, items 4 and 11b", "ICMJE Recommendations, IV.A.3.f"),
)
FIRST = Kind(
    "clinical.first-claim",
    Severity.WARNING,
    N_("“{typed}”: the article tells of no literature search that this rests on."),
    N_("Say which databases were searched, with which terms and when, in the text or a table; or take the claim out."),
)

_CASE = r"(?:case|report|description|patient|instance|publication|caso|relato|descrição|paciente)s?"
# A patient reports and describes, too (“não foi relatada febre”): what makes it a claim stands behind it
_SO_FAR = (
    r"(?=[^.;]{0,80}\b(?:literature|before|previously|to date|so far|until now|worldwide|literatura|previamente"
    r"|anteriormente|até (?:o momento|hoje|agora|a presente data)|no mundo|no Brasil)\b)"
)
_CLAIM = re.compile(
    r"\bto (?:the best of )?our knowledge\b[^.;]{0,80}?"
    r"\b(?:first|only|no (?:other|previous|similar|prior)|never|not been)\b"
    rf"|\b(?:this is|we (?:report|describe|present)|represents?|constitutes?)[^.;,:]{{0,25}}?\bthe first\b"
    r"[^.;,:]{0,40}?\b(?:case|report|description|instance|publication)s?\b"
    rf"|\b(?:first|only) (?:ever |such )?(?:reported|described|published|documented|known) {_CASE}\b"
    r"|\b(?:has|have) (?:never been|(?:never|not) (?:previously|yet|so far) been|not been previously)"
    r" (?:reported|described|published)\b(?! by (?:the|her|his|our) )"
    rf"|\b(?:has|have) not been (?:reported|described|published)\b{_SO_FAR}"
    r"|\b(?:até onde (?:sabemos|se sabe)|(?:ao|que (?:seja|é)|no melhor) d?e? ?(?:o )?nosso conhecimento)\b[^.;]{0,80}?"
    r"\b(?:primeir[oa]|únic[oa]|não há|nunca|nenhum)\b"
    r"|\b(?:este é|trata-se d|relatamos|descrevemos|apresentamos|reportamos|representa)\s?[^.;,:]{0,20}?\bo primeiro\b"
    r"[^.;,:]{0,30}?\b(?:caso|relato)s?\b"
    r"|\bprimeiro (?:caso|relato) (?:\w+ )?(?:descrito|relatado|publicado|reportado|documentado)\b"
    r"|\bnunca (?:foi|foram|havia sido) (?:antes |previamente )?(?:descrit|relatad|publicad)[oa]s?\b(?! pel[oa]s? )"
    r"|\b(?:ainda não (?:foi|foram)|não (?:foi|foram|havia sido) (?:antes|previamente|anteriormente))"
    r" (?:descrit|publicad)[oa]s?\b"
    rf"|\bnão (?:foi|foram|havia sido) (?:antes |previamente )?(?:descrit|relatad|publicad)[oa]s?\b{_SO_FAR}",
    re.IGNORECASE,
)
_SEARCHED = re.compile(
    r"\b(?:literature (?:search|review)|search(?:ed|es|ing)? (?:of |in |through )?(?:the )?(?:literature|databases?)"
    r"|review(?:ed)? (?:of )?the literature|systematic (?:search|review)|(?:busca|pesquisa|revisão|levantamento)"
    r"(?: \w+)? (?:da|na|de|em) (?:literatura|bases?)|bases? de dados)\b",
    re.IGNORECASE,
)


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each claim to be the first, where neither a table nor a sentence tells of a search."""
    read = list(passages(case))
    if search_tables(case.file.tables) or any(database_in(p.words) or _SEARCHED.search(p.words) for p in read):
        return
    for passage in read:
        for start, sentence in passage.sentences():
            found = _CLAIM.search(sentence)
            if found and "[@" not in passage.raw[start : start + len(sentence) + 1]:
                yield passage.tell_at(FIRST, start + found.start(), start + found.end())
