"""Names and initials of the patient and of her family; given names as IBGE counts them (data/names.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

from casebook.checks.identity.passages import Passage
from casebook.checks.tables import rows_of, well_known
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.meant import fold

NAME = Kind(
    "privacy.name",
    Severity.WARNING,
    N_("“{typed}” seems to be the name of the patient, or of somebody of the family."),
    N_("Write “the patient”, “her mother”, without any name, be it a changed one."),
)
INITIALS = Kind(
    "privacy.initials",
    Severity.WARNING,
    N_("“{typed}” seems to be the initials of the patient."),
    N_("Take them out: a relative would know by them who it is (ICMJE)."),
)

_CAPITALS = r"(?:[A-ZÀ-Ý]\.\s?){2,5}"
_NAMED = r"[A-ZÀ-Ý][a-zà-ÿ]+(?:[-’'][A-ZÀ-Ý][a-zà-ÿ]+)?"
_FULL = rf"{_NAMED}(?:\s(?:d[aeo]s?\s|e\s|van\s|von\s)?{_NAMED})*"
_FAMILY = (
    r"(?:(?:grand)?(?:mother|father)|wife|husband|sister|brother|daughter|son|aunt|uncle|cousin|mãe|pai|esposa|marido"
    r"|irmã|irmão|filh[oa]|av[óô]|ti[oa]|madrasta|padrasto)"
)
_PATIENT = (
    r"(?:patient|paciente|child|boy|girl|infant|newborn|toddler|teenager|adolescent|student|school(?:girl|boy|child)"
    r"|woman|(?<!in\s)man|criança|menin[oa]|menor|gestante|puérpera|idos[oa]|recém-nascid[oa]|lactente|(?:pré-)?escolar"
    rf"|estudante|adolescente|mulher|homem|{_FAMILY})"
)
_DID = (
    r"(?:had|came|presented|reported|denied|complained|received|died|underwent|lived|worked|smoked|signed"
    r"|returned(?!\sto\s(?:normal|base))"
    r"|tinha|veio|apresent(?:ou|ava|a)|procur(?:ou|ava|a)|relat(?:ou|ava|a)|refer(?:iu|ia|e)|neg(?:ou|ava|a)|queixa(?:va)?"
    r"|receb(?:eu|ia|e)|volt(?:ou|ava|a)|retorn(?:ou|ava|a)|cheg(?:ou|ava|a)|comparec(?:eu|ia|e)|evolu(?:iu|ía|i)|faleceu"
    r"|morreu|caiu|mora(?:va)?|trabalha(?:va)?|fuma(?:va)?|toma(?:va)?|assinou|consentiu|fez|deu\sentrada|recusou)"
)
_TELLS = (
    r"(?:brought|took|said|told|reported|noticed|asked|who|aged|trouxe|levou|disse|contou|relatou|referiu|informou|negou"
    r"|percebeu|notou|procurou|que|de\s\d|\d)"
)
_WAS = "(?:was|era|foi|estava)"
# What happens to a person and to no test: “Patient MAS was seen”, but “the patient KPS was 90”
_HAPPENED = (
    r"(?:(?:was|is|has\sbeen)\s(?:then\s|first\s)?(?:seen|admitted|referred|discharged|transferred|examined|hospitali[sz]ed"
    r"|operated|treated|brought|born|followed|lost|a\s\d)|(?:foi|é|era)\s(?:então\s)?(?:vist|internad|admitid|encaminhad"
    r"|transferid|examinad|hospitalizad|operad|tratad|trazid|atendid|acompanhad|levad|submetid)[oa])\b"
)
_PERSON = r"(?:(?:wo)?man|boy|girl|fe?male|patient|mulher|homem|menin[oa]|paciente|sexo|feminin[oa]|masculin[oa])"
_NAME = re.compile(
    rf"""\b(?:
      (?<!Noss[oa]\s)(?P<title>Mr|Mrs|Ms|Miss|Sr|Sra|Srta|[Ss]enhora?|[Dd]ona|Seu)\.?\s+(?P<a>(?:[A-ZÀ-Ý]\.\s?){{0,3}}{_FULL})
    | (?i:named|called|nicknamed|by\sthe\sname\sof|chamad[oa]|de\snome|por\snome|apelidad[oa])\s+[“"']?(?P<b>{_FULL})
    | (?i:{_FAMILY}),\s+(?P<d>{_FULL}),\s+(?={_TELLS})
    | (?i:filh[oa]s?)\s+de\s+(?P<e>{_FULL})
    | (?P<f>{_NAMED}(?:\s{_NAMED})+\sd[aeo]s?\s{_NAMED}(?:\s{_NAMED})*)(?!\s+(?:et\s+al|e\s+col))
    | (?!(?i:sister\sMary|irmã\sMaria)\sJos)
      (?i:{_PATIENT})(?:['’]s\sname\sis)?,?\s+[“"(]?(?!Dona\b|Seu\b|Sr)(?P<c>{_FULL})(?!\s+(?:et\s+al|e\s+col|and\s+co))
    )""",
    re.VERBOSE,
)
_INITIALS = re.compile(
    rf"""(?<![\w.])(?:
      (?:(?i:{_PATIENT}|initials|iniciais)|(?:Mr|Mrs|Ms|Sr|Sra)(?!\.?\s(?:[A-ZÀ-Ý]\.\s?)+[A-ZÀ-Ý][a-zà-ÿ]))
        \.?,?:?\s+(?:\(|de\snome\s)?(?P<a>{_CAPITALS})(?=[\s,;:)]|$)
    | (?P<b>{_CAPITALS}),?\s+\(?(?:(?:an?|uma?|de|com)\s+)?(?:\d{{1,3}}[\s‑-](?i:years?|months?|anos|meses)
        |\d{{1,3}}[\s-]?y/?o|(?:the|[ao])\s+(?i:{_PATIENT})\b|(?i:sexo|female|male|feminin[oa]|masculin[oa]|mulher|homem)\b)
    | (?i:{_PATIENT}|initials|iniciais)\s+(?P<c>[A-Z]{{2,5}}),\s+
        (?=(?:(?:an?|uma?|de|com)\s+)?\d{{1,3}}[\s‑-](?i:years?|months?|anos|meses))
    | (?i:{_PATIENT})\s+(?P<d>[A-ZÀ-Ý]\.(?=\s+(?:{_DID}|{_WAS})\b)|[A-Z]{{2,4}}(?=\s+(?:{_DID}\b|{_HAPPENED})))
    | (?:(?<=\()|(?<=\A)|(?<=[.!?]\s)|(?<=\n))(?P<e>[A-Z]{{2,4}}),\s+
        (?=(?:an?\s+)?\d{{1,3}}[\s‑-]?years?[\s‑-]?old\b|\d{{1,3}}\s+anos\b(?!\s+de\s(?!idade))
        |(?i:(?:(?:uma?|do)\s+)?{_PERSON})[^.;]{{0,20}}?\s(?:de|com)\s+\d{{1,3}}\s+anos\b)
    )""",
    re.VERBOSE,
)


# Before a whole name: it is that of a house, a street, a physician or an author
_NOT_HERS = ("por", "by", "segundo", "conforme", "rua", "avenida", "praça", "hospital", "dr", "dra", "prof", "profa")


def people(passage: Passage) -> Iterator[Finding]:
    """Yield a finding for every name and for the initials of somebody who is written of."""
    if passage.home == "statement":
        return
    for start, typed in initials(passage.read):
        yield INITIALS.at(passage.place(start, start + len(typed)), typed=typed)
    for match in _NAME.finditer(passage.read):
        span = _span(match)
        typed = match.string[slice(*span)]
        first = fold(next(word for word in typed.split() if not word.endswith(".")))
        is_apposed = match["d"] and first not in listed("not-names")
        if match["f"] and _belongs_to(match.string[: span[0]]):
            continue
        if is_apposed or match["title"] not in (None, "Seu") or is_given_name(first):
            yield NAME.at(passage.place(*span), typed=typed)


def initials(words: str) -> Iterator[tuple[int, str]]:
    """Yield what seems to be the initials of a patient in some words, and where each begins."""
    for match in _INITIALS.finditer(words):
        span = _span(match)
        typed = match.string[slice(*span)].strip()
        letters = re.sub(r"\W", "", typed)
        has_stops = "." in typed  # M.D.S. is a person, though MDS is a disease
        is_known = is_abbreviation(letters) or letters.lower() in listed("not-initials-without-stops")
        if letters.lower() not in listed("not-initials") and (has_stops or not is_known):
            yield span[0], typed


def _span(match: re.Match[str]) -> tuple[int, int]:
    known = match.groupdict()
    return match.span(next(name for name in "abcdef" if known.get(name)))


def _belongs_to(before: str) -> bool:
    """Say whether what stands before a whole name makes it that of a house, a street, a physician or an author."""
    last = re.sub(r"\s(?:d[aeo]s?|e|of|the)$", "", before.rstrip()).rpartition(" ")[2].strip("(“")
    return (last[:1].isupper() and not last.endswith((".", ":", ","))) or last.lower().rstrip(".") in _NOT_HERS


def is_given_name(word: str) -> bool:
    """Say whether a word is one of the commoner given names of Brazil or of the United States."""
    return fold(word) in listed("brazil") | listed("english")


def is_abbreviation(letters: str) -> bool:
    """Say whether some capitals are an abbreviation of medicine."""
    return letters in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    """Return the abbreviations of medicine, which are nobody's initials: HIV, DPOC."""
    return well_known() | {row[code] for row in rows_of("abbreviations") for code in row if len(code) == 2}


@cache
def listed(group: str) -> frozenset[str]:
    """Return a group of data/names.yaml, in small letters."""
    text = files("casebook").joinpath("data/names.yaml").read_text(encoding="utf-8")
    words: str = yaml.load(text, yaml.CBaseLoader)[group]
    return frozenset(words.split())
