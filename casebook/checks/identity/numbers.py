"""Numbers that belong to one person: CPF, CNS, RG, record, telephone, postcode; and addresses of mail and of the web.

A number that only looks like one is left alone: identifiers of works, trials, samples, grants and products go first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from casebook.checks.identity.passages import Passage
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

CPF = Kind(
    "privacy.cpf",
    Severity.ERROR,
    N_("“{typed}” is a CPF: it tells who the person is."),
    N_("Take it out."),
)
CNS = Kind(
    "privacy.cns",
    Severity.ERROR,
    N_("“{typed}” is the number of a national health card (CNS): it tells who the person is."),
    N_("Take it out."),
)
RG = Kind(
    "privacy.rg",
    Severity.WARNING,
    N_("“{typed}” seems to be the number of an identity card (RG)."),
    N_("Take it out."),
)
RECORD = Kind(
    "privacy.record-number",
    Severity.WARNING,
    N_("“{typed}” seems to be the number of a medical record."),
    N_("Take it out; whoever needs it finds it with the authors."),
)
PHONE = Kind(
    "privacy.phone",
    Severity.WARNING,
    N_("“{typed}” seems to be a telephone number."),
    N_("Take it out; the corresponding author is reached by the e-mail under “authors”."),
)
EMAIL = Kind(
    "privacy.email",
    Severity.WARNING,
    N_("“{typed}” is the e-mail address of somebody who is no author."),
    N_("Take it out; an author's own address stands under “authors”."),
)
POSTCODE = Kind(
    "privacy.postcode",
    Severity.WARNING,
    N_("“{typed}” seems to be a postcode."),
    N_("Take the address out; a state or a region is as near as a reader may come."),
)
PROFILE = Kind(
    "privacy.web-profile",
    Severity.WARNING,
    N_("“{typed}” leads to the page of a person."),
    N_("Take it out, unless the page is an author's own."),
)

_INNOCENT = re.compile(
    r"""
      https?://\S+ | \bdoi:?\s*10\.\S+ | \b10\.\d{4,9}/\S+
    | \b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b                                    # ORCID
    | \b\d{8}\.\d\.\d{4}\.\d{4}\b                                         # CAAE
    | \b(?:NCT|ISRCTN|ACTRN|ChiCTR|CTRI|DRKS|EudraCT|UMIN|RBR|PMID|PMCID|PMC|ISBN|ISSN)[-:\s]*(?:\d[\dX\s/-]*|[\w/-]+)
    | \b(?:grants?|award|funding|cat|catalogu?e?|catálogo|ref|lot|lote|batch|accession|genbank|bioproject|geo|protocol
         |protocolo|processo|process|parecer|patent|patente|FAPESP|CNPq|CAPES|CRM|COREN|Anvisa|clone|serial)
      \b[.:\s(]*(?:n(?:umbers?|úmeros?|os?|r)?\b[.º°]*|nº|n°|\#)?[:\s]*[A-Z]{0,4}[-\s]?\d[\w./-]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PROFILE = re.compile(
    r"(?:https?://)?(?:\w+\.)?(?:(?:facebook|instagram|tiktok|twitter|x|threads|gofundme|vakinha)\.(?:com|net)(?:\.br)?"
    r"|linkedin\.com/in|lattes\.cnpq\.br|wa\.me|t\.me|youtube\.com/@)/[\w.@/-]*\w",
    re.IGNORECASE,
)
_LONGEST_STREET = 120  # characters of an address before its postcode
_BEFORE, _AFTER = r"(?<![\w.,/-])", r"(?![\w]|[.,/-]\w)"
_NUMBER = r"[\s:,(]*(?:[Nn](?:úmero|umber|os?)?\b[.º°]*|[Nn][º°]|\#)?[\s:]*"
_CPF = re.compile(rf"{_BEFORE}(\d{{3}}\.\d{{3}}\.\d{{3}}[-–/]\d{{2}}|\d{{9}}[-–]?\d{{2}}){_AFTER}")
_SAID_CPF = re.compile(r"\bCPF\b[\s:,(]*(?:n[.º°]*|nº|número)?[\s:]*$", re.IGNORECASE)
_GAP = "[ .\u00a0\u2009\u202f-]?"
_CNS = re.compile(rf"{_BEFORE}([12789]\d{{2}}(?:{_GAP}\d{{4}}){{3}}|[12789](?:{_GAP}\d){{14}}){_AFTER}")
_CARD = re.compile(rf"\d{{3}}(?:{_GAP}\d{{4}}){{3}}")  # as it stands on the card; other groups may be a row of counts
_SAID_CNS = re.compile(
    r"(?:\bCNS|\bcart(?:ão|eira)\s(?:nacional\sde\ssaúde|(?:do\s)?SUS)|\b(?:SUS|health)\scard)\b"
    r"[\s:,(]*(?:n(?:umber|úmero|o)?\b[.º°]*|nº|n°)?[\s:]*$",
    re.IGNORECASE,
)
_RG = re.compile(
    rf"(?<![\w-])(?:RG|R\.G\.|(?i:(?:carteira|cédula) de identidade)){_NUMBER}"
    rf"(\d[\d.\s]{{4,10}}\d(?:-?[\dXx])?){_AFTER}"
)
_MEASURED = (  # “at the second visit 45000 platelets”
    r"\s?(?:/|%|×|x\s?10|[µmnp]?g\b|[µmd]?L\b|mm|U\b|I[UL]\b|UI\b|cells?\b|células|platelet|plaqueta|leu[ck][oó]|lymph|linf"
    r"|neutr|eosin|h[ae]m|cop(?:y|ies|ia)|cópias|patients|pacientes)"
)
_OTHERWISE_TOLD = (  # days, years and pressures: “visit 05/04/2013”, “2010-2020”, “120/80”
    r"(?:(?:19|20)\d\d[-/](?:19|20)?\d\d\b|(?:\d\d?[./-]){1,2}(?:(?:19|20)\d\d|\d\d)\b|\d{2,3}/\d{2,3}\b)(?![./-]?\d)"
)
_RECORD = re.compile(
    rf"""(?<![\w-])(?:MRN|RGHC | (?i:
        (?:medical|hospital|clinical|patient)\s+(?:record|file|chart|registration|ID) | hospital\s+number | chart
      | prontu[áa]rio(?:\s+m[ée]dico)? | registro(?:\s+(?:hospitalar|geral|d[oa]\s+paciente))? | matr[íi]cula
      | (?:número\s+d[eo]\s+)?atendimento | (?:hospital\s+)?(?:visit|encounter|admission\s+(?:number|no|ID)|consulta)
      ))(?!\w){_NUMBER}
      (?!{_OTHERWISE_TOLD})((?:[A-Z]{{1,3}}[-\s]?)?\d[\d./-]{{3,}}\d){_AFTER}(?!{_MEASURED})""",
    re.VERBOSE,
)
_PHONE = re.compile(
    rf"""{_BEFORE}(
        (?:\+55[ ]?)?\(0?[1-9][1-9]\)[ ]?(?:9[ ]?\d{{4}}|[2-5]\d{{3}})[-–. ]?\d{{4}}
      | (?:\+?55[ ])?[1-9][1-9][ ]9[ ]?\d{{4}}-\d{{4}}
      | \+\d{{1,3}}(?:[ .-]\(?\d{{1,5}}\)?){{2,5}}
      | \(\d{{3}}\)[ ]?\d{{3}}-\d{{4}}
      ){_AFTER}(?!\s?(?:/|%|mg|g/|mL|U/|UI|IU|cells|células|mm|µ))""",
    re.VERBOSE,
)
_SAID_PHONE = re.compile(
    r"\b(?:tel(?:efone|ephone)?|phone|celular|cell\s?phone|mobile|whatsapp|fax|fone)\b[.:\s]*(?:n[.º°]*)?[:\s]*"
    r"(\+?\(?\d[\d()\s.-]{6,}\d)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.@])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_POSTCODE = re.compile(rf"{_BEFORE}(\d{{5}}-\d{{3}}|\d{{2}}\.\d{{3}}-\d{{3}}){_AFTER}")
_ADDRESS = re.compile(
    r"(?:\bCEP\b|\b(?:Rua|R\.|Av\.|Avenida|Travessa|Alameda|Estrada|Rodovia|Praça)\s+[A-ZÀ-Ý0-9].{0,80}|"
    r"\b[A-ZÀ-Ý]\w+\s*[-–/,]\s*[A-Z]{2})[\s:,–-]*$",
    re.DOTALL,
)


def is_cpf(digits: str) -> bool:
    """Say whether eleven digits are a CPF: the last two fit the others (Receita Federal, module 11)."""
    if len(set(digits)) == 1:
        return False
    return all(
        sum(int(digit) * (place - at) for at, digit in enumerate(digits[: place - 1])) * 10 % 11 % 10
        == int(digits[place - 1])
        for place in (10, 11)
    )


def is_cns(digits: str) -> bool:
    """Say whether fifteen digits are a CNS: weighted from 15 to 1 they divide by 11 (Ministério da Saúde, e-SUS APS).

    A definitive one, which begins with 1 or 2, ends with 000 or 001 and its check digit.
    """
    if digits[0] not in "12789" or (digits[0] in "12" and digits[11:14] not in ("000", "001")):
        return False
    return sum(int(digit) * (15 - at) for at, digit in enumerate(digits)) % 11 == 0


def numbers(passage: Passage, own: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for every number and address of a person but the e-mail addresses in `own`, each number once."""
    words = passage.read
    for match in _PROFILE.finditer(words) if "/" in words else ():
        yield PROFILE.at(passage.place(*match.span()), typed=match[0])
    for match in _EMAIL.finditer(words) if "@" in words else ():
        if match[0].lower() not in own:
            yield EMAIL.at(passage.place(*match.span()), typed=match[0])
    if not passage.has_digits:
        return
    left = _INNOCENT.sub(lambda match: " " * len(match[0]), words)
    taken: set[int] = set()
    for kind, pattern, is_one in _RULES if passage.home != "statement" else _RULES[:3]:
        for match in pattern.finditer(left):
            span = range(*match.span(1))
            if taken.isdisjoint(span) and is_one(match):
                taken.update(span)
                yield kind.at(passage.place(span.start, span.stop), typed=match[1])


def _is_cpf(match: re.Match[str]) -> bool:
    return is_cpf(re.sub(r"\D", "", match[1])) or _SAID_CPF.search(match.string, 0, match.start()) is not None


def _is_cns(match: re.Match[str]) -> bool:
    is_said = _SAID_CNS.search(match.string, 0, match.start()) is not None
    return is_said or (_CARD.fullmatch(match[1]) is not None and is_cns(re.sub(r"\D", "", match[1])))


def _is_phone(match: re.Match[str]) -> bool:
    return len(re.sub(r"\D", "", match[1])) >= 8


def _stands_in_address(match: re.Match[str]) -> bool:
    return _ADDRESS.search(match.string[max(0, match.start() - _LONGEST_STREET) : match.start()]) is not None


def _always(match: re.Match[str]) -> bool:
    return True


_RULES: tuple[tuple[Kind, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (CPF, _CPF, _is_cpf),
    (CNS, _CNS, _is_cns),
    (RG, _RG, _always),
    (RECORD, _RECORD, _always),
    (PHONE, _SAID_PHONE, _is_phone),
    (PHONE, _PHONE, _is_phone),
    (POSTCODE, _POSTCODE, _stands_in_address),
)
