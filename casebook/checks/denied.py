"""Words that say that nobody consents: consent that was withdrawn, or that was asked for and never given.

That it may be withdrawn, that it was not, or that only pictures or a name were kept back, is none of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CONSENT = r"(?:consent|permission|authori[sz]ation|agreement)"
_ITS = (
    r"(?:(?:the|his|her|their|this|that|its|such|any|all|informed|written|previous|initial|earlier|own|patient['’]s)"
    r"\s+){0,4}"
)
_THEN = r"(?:(?:then|later|afterwards|subsequently|since|eventually|finally|already|now|formally|by\s+\w+)\s+){0,2}"
_ABOUT = r"(?:\s+(?:to|for|of|by)\s+(?:[\w’'-]+\s+){0,6}?[\w’'-]+)?"  # consent to the publication of this report
_CONSENTIMENTO = r"(?:consentimento|autorização|anuência|permissão|TCLE|termo\s+de\s+consentimento)"
_SEU = r"(?:(?:o|a|os|as|seu|sua|seus|suas|este|esta|esse|essa|tal|termo\s+de)\s+){0,3}"
_DEPOIS = r"(?:(?:depois|posteriormente|então|mais\s+tarde|em\s+seguida|já|formalmente|por\s+escrito)\s+){0,2}"
_SOBRE = r"(?:\s+(?:livre\s+e\s+esclarecido|(?:d[aoe]s?|para|à|ao|com|por)\s+(?:[\w-]+\s+){0,6}?[\w-]+))?"

_WITHDRAWN = re.compile(
    rf"""\b(?<!never\s)(?<!not\s)(?:withdrew|revoked|retracted|rescinded)\s+{_ITS}{_CONSENT}\b
    | \b(?:has|have|had)\s+{_THEN}(?:withdrawn|revoked|retracted|rescinded)\s+{_ITS}{_CONSENT}\b
    | \b{_CONSENT}{_ABOUT}\s+(?:was|were|is|has\s+been|have\s+been|had\s+been)\s+{_THEN}
        (?:withdrawn|revoked|retracted|rescinded|cancell?ed)\b
    | \b(?<!não\s)(?<!nunca\s)(?<!jamais\s)(?:revog|retir|cancel|rescind|suspend)(?:ou|aram|iu|iram|eu|eram)
        \s+{_DEPOIS}{_SEU}{_CONSENTIMENTO}\b
    | \b{_CONSENTIMENTO}{_SOBRE}\s+(?<!não\s)(?<!nunca\s)(?:foi|foram|fora|está|havia\s+sido|tinha\s+sido)\s+{_DEPOIS}
        (?:revogad|retirad|cancelad|rescindid|suspens)[oa]s?\b""",
    re.VERBOSE | re.IGNORECASE,
)
_REFUSED = re.compile(
    rf"""\b(?:(?:did|does|do|has|have|had)\s+not|didn['’]t|never)\s+(?:consent(?:ed)?|agreed?)\b(?!\s+(?:himself|herself))
    | \b(?:(?:did|does|do|has|have|had)\s+not|didn['’]t|never)\s+(?:give|gave|given|provided?|grant(?:ed)?|sign(?:ed)?)
        \s+{_ITS}{_CONSENT}\b
    | \b(?:refused|declined|denied|withheld)\s+(?:to\s+(?:give|sign|provide|grant)\s+|to\s+)?{_ITS}{_CONSENT}\b
    | \b{_CONSENT}{_ABOUT}\s+(?:was|were|has\s+been|had\s+been|is)\s+(?:not\s+(?:given|obtained|granted|provided)
        |never\s+(?:given|obtained)|refused|denied|declined|withheld)\b
    | \bno\s+(?:written\s+|informed\s+)*{_CONSENT}{_ABOUT}
        \s+(?:was|were|has\s+been|could\s+be)\s+(?:given|obtained|granted)\b
    | \b(?:não|nunca|jamais)\s+(?:consenti(?:u|ram)|concord(?:ou|aram)|autoriz(?:ou|aram)|permiti(?:u|ram))\b
    | \b(?:não|nunca|jamais)\s+(?:d(?:eu|eram)|assin(?:ou|aram)|conced(?:eu|eram)|fornec(?:eu|eram))
        \s+{_SEU}{_CONSENTIMENTO}\b
    | \b(?:recus|neg)(?:ou|aram)(?:-se)?\s+(?:a\s+)?(?:(?:dar|assinar|conceder)\s+)?{_SEU}
        (?:{_CONSENTIMENTO}|consentir)\b
    | \b{_CONSENTIMENTO}{_SOBRE}\s+(?:não\s+(?:foi|foram)\s+(?:dad|obtid|concedid|assinad|fornecid)
        |(?:foi|foram)\s+(?:negad|recusad))[oa]s?\b
    | \bnão\s+(?:houve|há|existe)\s+{_CONSENTIMENTO}\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ONLY_IF = re.compile(r"\b(?:if|unless|until|whether|should|in\s+case|in\s+the\s+event)\b[^.;]*$", re.IGNORECASE)
_OF_A_PART = re.compile(
    r"^[^.;]*?\b(?:images?|photo\w*|pictures?|videos?|faces?|nam(?:ed?|es)|identi\w*|imagens|imagem|fotos?|vídeos?|rosto|nome"
    r"|autopsy|necropsy|autópsia|necropsia|surgery|treatment|biopsy|transfusion|cirurgia|tratamento|biópsia|transfusão)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?<!not\s)(?<!never\s)(?:gave|signed|provided|granted|consented|agreed|obtained\s+from)\b"
    r"|\bconsent\b[^.;]{0,60}\b(?:was|were)\s+(?:obtained|given)\b"
    r"|\b(?<!não\s)(?<!nunca\s)(?:deu|deram|assin(?:ou|aram)|conced(?:eu|eram)|consenti(?:u|ram)|concord(?:ou|aram)"
    r"|autoriz(?:ou|aram)|foi\s+obtido)\b",
    re.IGNORECASE,
)


def withdrawn(words: str) -> Iterator[re.Match[str]]:
    """Yield where a statement says that consent was withdrawn."""
    yield from (found for found in _WITHDRAWN.finditer(words) if not _ONLY_IF.search(words[: found.start()]))


def refused(words: str) -> Iterator[re.Match[str]]:
    """Yield where a statement says that consent was not given, unless it says beside it that somebody gave it."""
    for found in _REFUSED.finditer(words):
        before, behind = words[: found.start()], words[found.end() :]
        is_given = _GIVEN.search(before) or _GIVEN.search(behind)
        if not (is_given or _ONLY_IF.search(before) or _OF_A_PART.match(behind)):
            yield found
