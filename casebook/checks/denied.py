"""Words that say that nobody consents to the publication: consent that was withdrawn, refused, or never given.

Read clause by clause, since a language has more ways to say it than any list. A clause says it where a word of consent
stands with a verb that denies it. It does not where the denial is itself denied ("never withdrew") or only supposed
("if consent was withdrawn"), or where what is denied is something else than this publication: a treatment, a name, the
pictures alone. Nor is it a refusal where the statement says that somebody else consents, or that consent was waived;
but a consent that was withdrawn is told whoever else gave one. What is told is a guess, and so no more than a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

WAIVED = re.compile(r"waive|not (?:needed|required|necessary)|dispens", re.IGNORECASE)

_NEAR = 200  # characters around a denial that are asked what it means
_WORD = r"[\w’'-]+\s+"
_CONSENT = r"(?:(?:consent|permission|authori[sz]ation|agreement)(?:\s+form)?)"
_ITS = (
    r"(?:(?:an?|the|his|her|their|our|this|that|its|such|any|all|us|with|informed|written|oral|verbal|signed|free|full"
    r"|explicit|previous|prior|initial|earlier|own|and|patient['’]s)\s+){0,6}"
)
_OF = rf"(?:\s+(?:to|for|of|by|from)\s+(?:{_WORD}){{0,6}}?[\w’'-]+)?"  # consent to the publication of this report
_WAS = rf"(?:was|were|(?:has|have|had)\s+(?:{_WORD})?been)"
_NOT = (
    r"(?:(?:(?:(?:did|does|do|has|have|had|would)(?:\s+not|n['’]t)|never|nobody|no\s+one)\s+"
    rf"|(?:neither|nor)\s+(?:{_WORD}){{1,3}}?)"
    r"(?:(?:yet|ever|(?!only)\w+ly)\s+)?)"
)
_PLAIN = r"(?:consentimento|autorização|anuência|permissão)"  # what may be withdrawn; a form is collected
_CONSENTIMENTO = rf"(?:(?:TCLE|(?:termo\s+de\s+)?{_PLAIN})(?:\s+livre\s+e\s+esclarecido)?)"
_SEU = r"(?:(?:os?|as?|um|uma|seus?|suas?|este|esta|esse|essa|tal|nenhum|nenhuma|qualquer)\s+){0,3}"
_DO = rf"(?:\s+(?:d[aoe]s?|para|à|ao|com|por|pel[ao]s?)\s+(?:{_WORD}){{0,6}}?[\w-]+)?"
_FOI = r"(?:foi|foram|fora|está|(?:havia|tinha)\s+sido)"
_NÃO = rf"(?:(?:(?:não|nunca|jamais|ninguém)\s+|nem\s+(?:{_WORD}){{1,3}}?)(?:(?:se|nos|me|lhes?|o|a)\s+)?)"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_WITHDRAWN = _any(
    rf"\b(?:withdrew|(?:has|have|had)\s+(?:{_WORD}){{0,2}}withdrawn|revoked|retracted|rescinded)\s+{_ITS}{_CONSENT}\b",
    rf"\b{_CONSENT}(?:{_OF}\s+{_WAS}(?:\s+\w+){{0,2}}|:?)\s+(?:withdrawn|revoked|retracted|rescinded|cancell?ed)\b",
    rf"^\s*{_ITS}{_CONSENT}\s+is\s+(?:\w+\s+)?(?:withdrawn|revoked)\s*$",
    rf"\b(?:{_CONSENT}|consented)\b[^.;]{{0,80}}?\b(?:withdrew|revoked|retracted|rescinded)\s+it\b",
    rf"\bretir(?:ou|aram)\s+(?:\w+\s+){{0,2}}?{_SEU}{_PLAIN}\b",
    rf"\b(?:revog|cancel|rescind|suspend)(?:ou|aram|iu|iram|eu|eram)\s+(?:\w+\s+){{0,2}}?{_SEU}{_CONSENTIMENTO}\b",
    rf"\b(?<!termo\sde\s){_PLAIN}(?:{_DO}\s+{_FOI}(?:\s+\w+){{0,2}}|:?)\s+retirad[oa]s?\b",
    rf"\b{_CONSENTIMENTO}(?:{_DO}\s+{_FOI}(?:\s+\w+){{0,2}}|:?)\s+(?:revogad|cancelad|rescindid|suspens)[oa]s?\b",
    rf"\b(?<!termo\sde\s)(?:{_PLAIN}|consenti(?:u|ram))\b[^.;]{{0,80}}?"
    r"\b(?:(?:retir|revog)(?:ou|aram)-n?[oa]|o\s+(?:retir|revog)(?:ou|aram))\b",
)
_REFUSED = _any(
    rf"\b(?:refused|declined|denied|withheld)\s+(?:to\s+(?:\w+\s+)?)?{_ITS}(?:{_CONSENT}|publication)\b",
    rf"\b{_CONSENT}(?:{_OF}\s+(?:{_WAS}|is)(?:\s+\w+){{0,2}}|:?)\s+(?:refused|denied|declined|withheld)\b",
    r"\b(?:recus|neg)(?:ou|aram)(?:-se)?\s+(?:a\s+)?(?:(?:dar|assinar|conceder|fornecer|autorizar)\s+)?"
    rf"{_SEU}(?:{_CONSENTIMENTO}|consentir|publicação)\b",
    rf"\b{_CONSENTIMENTO}(?:{_DO}\s+{_FOI}(?:\s+\w+){{0,2}}|:?)\s+(?:negad|recusad)[oa]s?\b",
)
_NOT_AGREED = _any(
    rf"\b{_NOT}(?:consent(?:ed)?|agreed?|authori[sz]ed?|permit(?:ted)?|allow(?:ed)?)\b(?!\s+(?:himself|herself))",
    rf"\b{_NOT}(?:give|gave|given|provided?|grant(?:ed)?|sign(?:ed)?)\s+{_ITS}{_CONSENT}\b",
    rf"\b{_NÃO}(?:consenti(?:u|ram)|concord(?:ou|aram)|autoriz(?:ou|aram)|permiti(?:u|ram))\b",
    rf"\b{_NÃO}(?:d(?:eu|eram)|assin(?:ou|aram)|conced(?:eu|eram)|fornec(?:eu|eram))\s+{_SEU}{_CONSENTIMENTO}\b",
)
_NOT_OBTAINED = _any(
    rf"\b{_CONSENT}(?:{_OF}\s+(?:{_WAS}|is|could|can)|:?)\s*(?:not|never)\s+(?:\w+\s+)?(?:given|obtained|granted|provided)\b",
    rf"\bno\s+{_ITS}{_CONSENT}{_OF}\s+(?:{_WAS}|could\s+be)\s+(?:given|obtained|granted|provided)\b",
    rf"\b(?:(?:did|could)\s+not|unable\s+to)\s+obtain\s+{_ITS}{_CONSENT}\b",
    rf"\bthere\s+(?:is|was)\s+no\s+{_ITS}{_CONSENT}\b",
    rf"^\s*(?:no|without|sem|nenhum)\s+{_ITS}{_SEU}(?:{_CONSENT}|{_CONSENTIMENTO})(?:{_OF}|{_DO})\s*$",
    rf"\b{_CONSENTIMENTO}(?:{_DO}\s+não\s+(?:{_FOI}|p(?:ôde|uderam)\s+ser)|:?\s+não)\s+(?:dad|obtid|concedid|assinad|fornecid)"
    r"[oa]s?\b",
    rf"\bnão\s+{_FOI}\s+(?:possível\s+obter|(?:dad|obtid|concedid|assinad|fornecid)[oa]s?)\s+{_SEU}{_CONSENTIMENTO}\b",
    rf"\bnão\s+(?:se\s+)?(?:obteve|obtivemos|houve|há|havia|existe)\s+{_SEU}{_CONSENTIMENTO}\b",
)
_GIVEN = _any(
    rf"\b(?:gave|given|signed|provided|granted|obtained)\s+{_ITS}{_CONSENT}\b|\b(?:consented|agreed)\b",
    rf"\b{_CONSENT}(?:{_OF}\s+{_WAS}(?:\s+\w+){{0,2}})?\s+(?:given|obtained|granted|provided|signed)\b",
    r"\b(?:d(?:eu|eram)|assin(?:ou|aram)|conced(?:eu|eram)|fornec(?:eu|eram)|obt(?:eve|ivemos)"
    rf"|(?:foi|foram)\s+(?:dad|obtid|concedid|assinad|fornecid)[oa]s?)\s+{_SEU}{_CONSENTIMENTO}\b",
    r"\b(?:consenti(?:u|ram)|concord(?:ou|aram)|autoriz(?:ou|aram))\b",
    rf"\b{_CONSENTIMENTO}{_DO}\s+(?:{_FOI}\s+(?:\w+\s+)?)?(?:dad|obtid|concedid|assinad|fornecid)[oa]s?\b",
)

# What a denial stands in
_CLAUSE = re.compile(r"(?:[^.;!?]|[.!?](?=\S))+")
_BREAK = re.compile(
    r",(?!\s*(?:nor|neither|or|nem|ou)\b)|[:()—–]|\b(?:and|but|because|e|mas|porém|pois|porque)\b", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:not|never|none|nobody|neither|nor|não|nunca|jamais|ninguém|nem|nenhum|nenhuma)\b|n['’]t\b"
    rf"|\bno\s+(?:one|time|patient|relative|{_ITS}{_CONSENT})\b",  # "no" alone is a Portuguese preposition
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:if|unless|until|whether|in\s+case|in\s+the\s+event|(?:c|w|sh)ould\s+have|m(?:ay|ight)\s+have"
    r"|(?:patients|those|anyone)\s+who|pacientes\s+que|quem|(?<!-)se\s+[oa]s?|caso\s+[oa]s?)\b",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(r"\s*(?:if|should|se|caso)\b", re.IGNORECASE)
_APPROVAL = re.compile(r"approval|aprovação", re.IGNORECASE)

# What is denied
_AGREES = r"(?:autoriz(?:ou|aram|ar)|authori[sz]ed?|permiti(?:u|ram)|permit(?:ted)?|allow(?:ed)?)"  # its object follows
_NAMED = _any(rf"\b(?:{_CONSENTIMENTO}|{_CONSENT}|consent\w+|agreed?|concord\w+|publica\w+|(?P<agrees>{_AGREES}))\b")
_WHO = (
    r"(?:patients?|famil(?:y|iar)|família|mother|father|parents|guardian|relatives?|daughter|son|husband|wife|paciente"
    r"|mãe|pais?|responsável|filh[oa]|espos[oa]|marido)(?:['’]s)?"
)
_WHOSE = re.compile(
    r"^(?:\s+(?:por\s+escrito|in\s+writing))*"
    rf"(?:\s+(?:of|by|from|d[aoe]s?|pel[ao]s?)\s+(?:{_WORD}){{0,2}}?{_WHO}\b)?",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s+(?:to|for(?!\s+(?:\w+\s+)?reasons?\b)|of|with|that|com|para|as?|à|às|aos?|d[aoe]s?|que|sobre"
    r"|(?:em|n[ao]s?)(?=\s+(?:\w+\s+)?(?:publi|divulg|us|utili|mostr)))\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r",|(?<=\w)\s+(?:in|on|em|n[ao]s?|nest[ae]|nesse)\b|\b(?:and|e)\b(?!\s+(?:of|to|for|d[aoe]s?|para|com)\b)"
    r"|\b(?:but|mas|was|were|is|has|have|had|foi|foram|não|not|because|porque|por)\b",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(
    r"publi|divulg|disclos|journal|revista|\b(?:web)?site|\b(?:it|this|that|isso)\s*$", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:images?|imagem|imagens|photo\w*|pictures?|videos?|faces?|nam(?:ed?|es)|identi\w*|fot\w+|vídeos?|rosto|nome"
    r"|autopsy|necropsy|aut[óo]psia|necr[óo]psia)\b",
    re.IGNORECASE,
)
_CASE = r"\b(?:case|report|article|story|history|data|information|caso|relato|artigo|história|dados|informações)\b"
_WHOLE = re.compile(_CASE, re.IGNORECASE)
_OF_WHOLE = re.compile(rf"\b({_PART.pattern})\s+(?:of|from|for|d[aoe]s?)\s+(?:{_WORD}){{0,2}}?{_CASE}", re.IGNORECASE)


def withdrawn(words: str) -> slice | None:
    """Return where a statement first says that consent was withdrawn."""
    return next((place for place, told in _found(words, _WITHDRAWN) if not _is_denied(told)), None)


def refused(words: str) -> slice | None:
    """Return where a statement first says that consent was not given, unless it says too that somebody gave it."""
    is_waived = any(_is_waived(clause[0]) for clause in _CLAUSE.finditer(words))
    refusals = (
        (place for place, told in _found(words, _REFUSED) if not _is_denied(told)),
        (place for place, told in _found(words, _NOT_AGREED) if not _is_waived(_around(told))),
        (place for place, _ in _found(words, _NOT_OBTAINED) if not is_waived),
    )
    firsts = [place for found in refusals if (place := next(found, None))]
    if not firsts or any(not _is_denied(told) for _, told in _found(words, _GIVEN)):
        return None
    return min(firsts, key=lambda place: place.start)


def _found(words: str, pattern: re.Pattern[str]) -> Iterator[tuple[slice, re.Match[str]]]:
    """Yield what a pattern finds in each clause: of this publication, and not only supposed."""
    for clause in _CLAUSE.finditer(words):
        for told in pattern.finditer(clause[0]):
            is_supposed = _SUPPOSES.match(clause[0]) or _SUPPOSED.search(_so_far(told))
            if not is_supposed and _is_of_publication(told):
                start = len(told[0]) - len(told[0].lstrip()) + told.start()
                yield slice(clause.start() + start, clause.start() + told.end()), told


def _so_far(told: re.Match[str]) -> str:
    """Return what was found, behind the part of its clause that leads to it."""
    before = told.string[max(0, told.start() - _NEAR) : told.start()]
    return _BREAK.split(before)[-1] + told[0]


def _around(told: re.Match[str]) -> str:
    return told.string[max(0, told.start() - _NEAR) : told.end() + _NEAR]


def _is_denied(told: re.Match[str]) -> bool:
    return bool(_DENIED.search(_so_far(told)))


def _is_waived(clause: str) -> bool:
    """Tell whether a clause says that consent was waived, and not the approval of a committee."""
    return bool(WAIVED.search(clause) and (_NAMED.search(clause) or not _APPROVAL.search(clause)))


def _is_of_publication(told: re.Match[str]) -> bool:
    """Tell whether what was found is about this publication: it names nothing else that is agreed to."""
    named = _NAMED.search(told.string, told.start(), told.end())
    if not named:
        return True
    behind = told.string[named.end() : named.end() + _NEAR]
    what = _ENDS.split(_WHOSE.sub("", behind, count=1))[0]
    if not what.strip() or not (named["agrees"] or _TO.match(what)):
        return True
    what = _OF_WHOLE.sub(r"\1", what)
    return bool(_WHOLE.search(what) or (_PUBLICATION.search(what) and not _PART.search(what)))
