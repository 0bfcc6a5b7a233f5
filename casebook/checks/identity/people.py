"""Names and initials of the patient and of her family; given names as IBGE counts them (data/names.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

from casebook.checks.identity.passages import Passage
from casebook.checks.tables import rows_of
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
    r"(?:had|came|presented|reported|denied|complained|received|tinha|veio|apresent(?:ou|ava)|procurou"
    r"|relat(?:ou|ava)|refer(?:iu|ia)|neg(?:ou|ava)|queixava|receb(?:eu|ia))"
)
_TELLS = (
    r"(?:brought|took|said|told|reported|noticed|asked|who|aged|trouxe|levou|disse|contou|relatou|referiu|informou|negou"
    r"|percebeu|notou|procurou|que|de\s\d|\d)"
)
_WAS = "(?:was|era|foi|estava)"
_NAME = re.compile(
    rf"""\b(?:
      (?<!Noss[oa]\s)(?P<title>Mr|Mrs|Ms|Miss|Sr|Sra|Srta|[Ss]enhora?|[Dd]ona|Seu)\.?\s+(?P<a>{_FULL})
    | (?i:named|called|nicknamed|by\sthe\sname\sof|chamad[oa]|de\snome|por\snome|apelidad[oa])\s+[“"']?(?P<b>{_FULL})
    | (?i:{_FAMILY}),\s+(?P<d>{_FULL}),\s+(?={_TELLS})
    | (?!(?i:sister\sMary|irmã\sMaria)\sJos)
      (?i:{_PATIENT})(?:['’]s\sname\sis)?,?\s+[“"(]?(?P<c>{_FULL})(?!\s+(?:et\s+al|e\s+col|and\s+co))
    )""",
    re.VERBOSE,
)
_INITIALS = re.compile(
    rf"""(?<![\w.])(?:
      (?:(?i:{_PATIENT}|initials|iniciais)|Mr|Mrs|Ms|Sr|Sra)\.?,?:?\s+(?:\(|de\snome\s)?(?P<a>{_CAPITALS})(?=[\s,;:)]|$)
    | (?P<b>{_CAPITALS}),?\s+(?:(?:an?|uma?|de|com)\s+)?(?:\d{{1,3}}[\s‑-](?i:years?|months?|anos|meses)
        |\d{{1,3}}[\s-]?y/?o|(?:the|[ao])\s+(?i:{_PATIENT})\b|(?i:sexo|female|male|feminin[oa]|masculin[oa]|mulher|homem)\b)
    | (?i:{_PATIENT}|initials|iniciais)\s+(?P<c>[A-Z]{{2,5}}),\s+
        (?=(?:(?:an?|uma?|de|com)\s+)?\d{{1,3}}[\s‑-](?i:years?|months?|anos|meses))
    | (?i:{_PATIENT})\s+(?P<d>[A-ZÀ-Ý]\.(?=\s+(?:{_DID}|{_WAS})\b)|[A-Z]{{2,4}}(?=\s+{_DID}\b))
    )""",
    re.VERBOSE,
)


def people(passage: Passage) -> Iterator[Finding]:
    """Yield a finding for every name and for the initials of somebody who is written of."""
    if passage.home == "statement":
        return
    for match in _INITIALS.finditer(passage.read):
        span = _span(match)
        typed = match.string[slice(*span)].strip()
        letters = re.sub(r"\W", "", typed)
        if letters.lower() not in _listed("not-initials") and not is_abbreviation(letters):
            yield INITIALS.at(passage.place(span[0], span[0] + len(typed)), typed=typed)
    for match in _NAME.finditer(passage.read):
        span = _span(match)
        typed = match.string[slice(*span)]
        first = fold(typed.split()[0])
        is_apposed = match["d"] and first not in _listed("not-names")
        if is_apposed or match["title"] not in (None, "Seu") or is_given_name(first):
            yield NAME.at(passage.place(*span), typed=typed)


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.span(next(name for name in ("a", "b", "c", "d") if match[name]))


def is_given_name(word: str) -> bool:
    """Say whether a word is one of the commoner given names of Brazil or of the United States."""
    return fold(word) in _listed("brazil") | _listed("english")


def is_abbreviation(letters: str) -> bool:
    """Say whether some capitals are an abbreviation of medicine."""
    return letters in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    """Return the abbreviations of medicine, which are nobody's initials: HIV, DPOC."""
    return frozenset(row[code] for row in rows_of("abbreviations") for code in row if len(code) == 2)


@cache
def _listed(group: str) -> frozenset[str]:
    """Return a group of data/names.yaml, in small letters."""
    text = files("casebook").joinpath("data/names.yaml").read_text(encoding="utf-8")
    words: str = yaml.load(text, yaml.CBaseLoader)[group]
    return frozenset(words.split())
