"""Hospitals and towns of the patient: those of the authors, those of a list, those that words announce."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

from casebook.case import Case
from casebook.checks.identity.passages import Passage
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.languages import countries

HOSPITAL = Kind(
    "privacy.hospital",
    Severity.WARNING,
    N_("“{typed}” tells where the patient was treated."),
    N_("Write “our hospital”, “a tertiary hospital”; the authors' affiliations stand in the byline."),
)
TOWN = Kind(
    "privacy.town",
    Severity.WARNING,
    N_("“{typed}” tells where the patient lives or was treated."),
    N_("Write a state or a region, or take it out."),
)

_CAPITAL = r"[A-ZÀ-Ý][\wà-ÿ’'-]+"
_TITLED = rf"{_CAPITAL}(?:\s(?:(?:d[aeo]s?|e|of|the|and|del|la)\s)?{_CAPITAL})*"
# What says of which kind a hospital is, and what makes of the word something else than a house
_KIND = (
    r"(?:Universitári[oa]|Geral|Terciário|Escola|Públic[oa]|Privado|Regional|Municipal|Estadual|Federal|Infantil|Dia"
    r"|Militar|Veterinário)"
)
_NO_HOUSE = r"(?:Anxiety|Day|Discharge|Course|Stay|Admission|Acquired|Infection|Frail\w*|Readmission|Mortality)"
_NO_NAME = (
    r"(?:The|An?|Our|This|General|University|Children|Hospital|In|At|On|After|Before|During|Following|Upon|Since|Tertiary"
    r"|Teaching|Local|Public|Private|Community|Regional|Rural|Referral|Field|Day|Acute|Academic)"
)
_SCALE = r"(?!\s+(?:[Ss]c(?:ale|ore)|[Cc]riteria|[Cc]lassification|[Ss]taging|[Ii]ndex|[Mm]ethod|[Pp]rotocol)\b)"
_UNIVERSITY = r"(?:UF[A-Z][A-Za-z]{0,3}|FM(?:USP|RP)|U(?:SP|ERJ|NICAMP|nicamp|NESP|nesp|PE|EL|EM|EPG|NB|nB))"
_HOSPITAL = re.compile(
    rf"""(?<![\w-])(?:
      (?:Hospital|Maternidade|Santa\sCasa|UPA|UBS)\s(?!{_NO_HOUSE}\b)(?:{_KIND}\s)*
        (?:(?:d[aeo]s?|of)\s)?(?!{_KIND}\b){_TITLED}
    | (?!{_NO_NAME}\s+(?:Hospital|Medical|Infirmary))(?:{_CAPITAL}\s){{1,4}}
        (?:Hospital|Medical\sCent(?:er|re)|Infirmary)\b{_SCALE}
    | Instituto\s(?:Nacional\s)?d[aeo]\s
        (?:Medicina|Coração|C[âa]ncer|Criança|Cardiologia|Infectologia|Neurologia|Psiquiatria)
        (?:\s(?:(?:d[aeo]s?|e)\s)?{_CAPITAL})*
    | (?:Mayo|Cleveland)\sClinic\b{_SCALE}
    | (?<=\b[Tt]he\s)(?!{_NO_NAME}\s)(?:{_CAPITAL}\s){{1,3}}(?:UPA|UBS)\b
    | H[CU](?:[-–/]|\sd[ao]\s){_UNIVERSITY}\b
    )""",
    re.VERBOSE,
)
_TOWARDS = "|".join(rf"(?<=\b{word}\s)" for word in ("ao", "no", "do", "pelo", "à", "na", "da", "pela"))
# Whose numbers are told (“segundo o INCA”), where nobody was treated
_SOURCE = re.compile(
    r"\b(?:segundo|conforme|de acordo com|dados|estimativas?|recomendaç\w+|diretrizes?|according to|data (?:of|from)"
    r"|estimates? (?:of|by)|guidelines? (?:of|by))\s(?:d?[oa]|the)?\s?$",
    re.IGNORECASE,
)
_SCALED = re.compile(r"\s+(?:e|and)\s+Depress|\s*[-–]?\s*(?:[Ss]cale|[Ee]scala|HADS)")
_REST = _TITLED.removeprefix("[A-ZÀ-Ý]")
_NO_TOWN = (
    r"(?:Unidade|Pronto|Hospital|Serviço|Centro|Ambulatório|Enfermaria|Emergência|Zona|Área|Região|Interior|Internal"
    r"|Medicine|Department|Emergency|Clínica|Nursing|Rural|Rua"
    r"|Avenida|Estrada|Travessa|Casa|Asilo|Instituição)"
)
_ANNOUNCED = re.compile(
    rf"""\b(?i:
      (?:natural(?:\se\s(?:procedente|residente))?|procedente|residente|moradora?|nascid[oa]|reside|vive)
        \s(?:(?:e\s(?:procedente|residente|moradora?)\s)?(?:d[aeo]|em|n[ao])\s)(?:cidade\sde\s|município\sde\s)?
    | (?:cidade|município)\sde\s
    | (?:born|living|lives|lived|resid(?:ing|es|ed)|raised)\sin\s(?:the\s(?:city|town)\sof\s)?
    | (?:resident|native|inhabitant)\sof\s | (?:city|town|village)\sof\s | hometown\sof\s
    )(?!{_NO_TOWN}\b)(?P<town>[A-ZÀ-Ý](?=[a-zà-ÿ]){_REST})""",
    re.VERBOSE,
)


def places(passage: Passage, case: Case) -> Iterator[Finding]:
    """Yield a finding for every hospital and town in what is told of the patient, each place once."""
    if passage.home not in ("story", "discussion"):
        return
    taken: set[int] = set()
    for kind, start, end in (*_of_authors(passage, case), *_hospitals(passage), *_towns(passage)):
        is_theirs = passage.tells_of_patient(start) and not passage.tells_of_others(start)
        if is_theirs and taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield kind.at(passage.place(start, end), typed=passage.read[start:end])


def _of_authors(passage: Passage, case: Case) -> Iterator[tuple[Kind, int, int]]:
    """Yield where the institutions and the cities of the authors stand, but a city that is called like its state."""
    for home in case.file.affiliations.values():
        for kind, name in ((HOSPITAL, home.institution), (TOWN, home.city)):
            if name and not (kind is TOWN and is_called_like_its_state(name)):
                for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", passage.read):
                    yield kind, *match.span()


def is_called_like_its_state(city: str) -> bool:
    """Say whether the name of a city is that of a state as well, and then tells little: São Paulo."""
    return city in _listed("states")


def _hospitals(passage: Passage) -> Iterator[tuple[Kind, int, int]]:
    for match in _HOSPITAL.finditer(passage.read):
        if not _SCALED.match(passage.read, match.end()):
            yield HOSPITAL, *match.span()
    for match in _listed_houses().finditer(passage.read):
        if not _SOURCE.search(passage.read, max(0, match.start() - 40), match.start()):
            yield HOSPITAL, *match.span()


def _towns(passage: Passage) -> Iterator[tuple[Kind, int, int]]:
    for match in _ANNOUNCED.finditer(passage.read):
        is_city = re.search(r"(?i:city|town|cidade|município)", match[0]) is not None
        if is_city or not _is_wide(match["town"]):
            yield TOWN, *match.span("town")
    for match in _listed_towns().finditer(passage.read):
        yield TOWN, *match.span()


def _is_wide(name: str) -> bool:
    """Say whether a place is a state, a region or a country."""
    return name in _listed("states") or name.split()[0] in _listed("regions") or name in countries()


@cache
def _listed(group: str) -> frozenset[str]:
    """Return the names of a group of data/places.yaml."""
    text = files("casebook").joinpath("data/places.yaml").read_text(encoding="utf-8")
    names: str = yaml.load(text, yaml.CBaseLoader)[group]
    return frozenset(name.strip() for name in names.split(";"))


@cache
def _listed_houses() -> re.Pattern[str]:
    """Return what finds a hospital by its letters: capitals anywhere, “Imip” behind a word that leads to a house."""
    names = "|".join(_listed("houses"))
    return re.compile(rf"(?<![\w-])(?:{names}|(?:{_TOWARDS})(?=[A-Z])(?i:{names}))(?![\w-])")


@cache
def _listed_towns() -> re.Pattern[str]:
    longest_first = sorted(_listed("towns"), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
