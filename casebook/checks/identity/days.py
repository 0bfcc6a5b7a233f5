"""Calendar dates finer than the year, in words and in digits, of either language; ages over 89; exact ages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.checks.identity.passages import Passage
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal

DATE = Kind(
    "privacy.date",
    Severity.WARNING,
    N_("“{typed}” tells when the patient was there, to the month or to the day."),
    N_("Write days from the admission (“on day 3”, “two weeks later”), or the year alone."),
)
OLD = Kind(
    "privacy.great-age",
    Severity.WARNING,
    N_("“{typed}”: so few people are older than 89 that the age tells who the patient is."),
    N_("Write {{patient}} or {{patient.age}}, which print “aged 90 years or older”, or these words."),
)
EXACT = Kind(
    "privacy.exact-age",
    Severity.WARNING,
    N_("“{typed}” tells the exact age, and {journal} prints an age band."),
    N_("Write {{patient}} or {{patient.age}}, which print the band, or “in her fifties”."),
)
_OLDEST = 89  # 45 CFR 164.514(b)(2)(i)(C)

_DAY, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:19|20)\d\d"
_EN = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_MES = r"(?:janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro)"
_PT = rf"(?:{_MES}|(?:jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)\b\.?)"
_BEFORE, _AFTER = r"(?<![\w./,-])", r"(?![\w]|[./,-]\d)"
_COUNT = (  # of a fraction, not a day
    r"[ ]?(?:%|°|mm|cm|mg|h\b|(?:d[aoe]s?|of|cas[oe]s|patients|pacientes|slides|samples|sites|nodes|cores|doses|cycles"
    r"|lâminas|amostras|sítios|linfonodos|ciclos)\b)"
)
# “May 2 doses suffice?”, “Type 2 May Present Late”: the verb, where it begins a sentence or stands in a title
_HOW_MANY = (
    r"(?:%|mg|g\b|patients|cases|(?:minutes|hours|days|weeks|months|years|times|doses|tablets|drops|more|or\ \d"
    r"|of\ \d{1,2})\b)"
)
_NO_VERB = r"(?!(?<=\bMay)[ ](?:[A-Z][a-z]|be\b|have\b|not\b|also\b|only\b))"
_OF_TIME = ("on", "since", "until", "dated", "admitted", "discharged", "dia", "desde")
# Two digits each, one of them after a nought, behind a word of time: 2/3 and 08/10 are parts and scores
_AHEAD = "|".join(rf"(?<=\b(?i:{word})\ )" for word in _OF_TIME)
_TWO = r"(?:0[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"""{_BEFORE}(?:
      {_DAY}(?:st|nd|rd|th)?(?:\ of)?[ ]{_EN}{_NO_VERB}(?:,?[ ]{_YEAR}\b)?
    | {_EN}[ ]{_DAY}(?:st|nd|rd|th)?\b(?![.,]\d|[ ]?{_HOW_MANY})(?:,?[ ]{_YEAR}\b)?
    | {_EN}(?:,|\ of)?[ ]{_YEAR}\b
    | (?:{_DAY}|1º)[ ]de[ ](?i:{_PT})(?:[ ]de[ ]{_YEAR}\b)?
    | (?i:{_PT})(?:[ ]de[ ]|/){_YEAR}\b
    | (?i:{_MES})[ ]{_YEAR}\b
    | {_DAY}[-/](?i:{_EN}|{_PT})[-/](?:{_YEAR}|\d\d)\b
    | {_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]){_AFTER}
    | {_DAY}([-/.])(?:0?[1-9]|1[0-2])\1{_YEAR}{_AFTER}
    | (?:0?[1-9]|1[0-2])/{_DAY}/{_YEAR}{_AFTER}
    | (?:0[1-9]|[12]\d|3[01])([/.])(?:0[1-9]|1[0-2])\2\d\d{_AFTER}(?![ ]?(?:mg|mL|g|mm|cm|%|h)\b)
    | (?:0?[1-9]|1[0-2])/{_YEAR}{_AFTER}
    | (?:{_AHEAD})(?:0[1-9]/{_TWO}|(?:1[0-2]|[12]\d|3[01])/0[1-9]){_AFTER}(?!{_COUNT})
    | (?:(?<=\b[Ee]m\ )|(?<=\bdia\ )|(?<=\b[Oo]n\ ))(?P<day>{_DAY})/(?P<month>0?[1-9]|1[0-2]){_AFTER}(?!{_COUNT})
    | (?<=\bOn\ )(?:[1-9]|1[0-2])/{_DAY}(?=,\ |\ (?:s?he|the|her|his|a|an|we|our)\b)
    )""",
    re.VERBOSE,
)
_NUMBERED = re.compile(r"(?:\bn[.º°]*|nº|/|grants?|processo|CEP|CNS|RDC|CONEP|protocolo?)\s*$", re.IGNORECASE)
_OF_WORK = re.compile(  # “the series of Souza, of 10/2019”
    r"\b(?:s[ée]ries?|coorte|cohort)\s(?:de|of|by)\s[A-ZÀ-Ý]\w+(?:\s(?:et\sal|e\scols?)\b\.?)?"
    r",?\s(?:publi\w+\s)?(?:de|of|from|in|em)\s$"
)
_LONGEST_WORK = 60  # characters
_WHO = (
    r"(?:paciente|mulher|homem|menin[oa]|idos[oa]|senhora?|criança|adolescente|gestante|(?:pré-)?escolar|estudante"
    r"|lactente|sexo\s+\w+)"
)
_WHOM = r"(?:patient|(?:wo)?man|boy|girl|child|infant|adolescent|teenager|student|school(?:girl|boy|child)|(?:fe)?male)"
_APART = r"(?:ago|later|earlier|before|after|previously|prior|since|depois|antes|após|atrás|desde|mais\starde)\b"
_AGE = re.compile(
    rf"""(?<![\w.,/–-])(?:
      (?P<a>\d{{1,3}})[\s‑-]years?[\s‑-]old\b
    | (?P<b>\d{{1,3}})[\s‑-]?y(?:/|\.)?o\b
    | \baged\s+(?P<c>\d{{1,3}})\b(?!\s*(?:days|weeks|months|hours|%|[-–]\s?\d|to\s\d|or\b|and\b))
    | (?P<d>\d{{1,3}})\s+anos\s+de\s+idade\b
    | {_WHO}(?:,?\s+(?:de|com|aos)|,)\s+(?P<e>\d{{1,3}})\s+anos\b(?!\s+(?:de\s+(?!idade)\w|{_APART}))
    | {_WHOM}(?:,|\s+of)\s+(?P<f>\d{{1,3}})\s+years\b(?!\s+(?:of\s+(?!age)\w|{_APART})|['’])
    | (?:(?<=was\s)|(?<=,\s))(?P<g>\d{{1,3}})\s+years\s+of\s+age\b
    )(?!\s*(?:years?(?:\s+of\s+age)?\s+)?(?:or\s+(?:older|over|more)|and\s+(?:over|above|older)|ou\s+mais|e\s+mais))""",
    re.VERBOSE | re.IGNORECASE,
)


def days(passage: Passage) -> Iterator[Finding]:
    """Yield a finding for every date of the patient that is finer than a year."""
    if passage.home == "statement" or not passage.has_digits:
        return
    for match in _DATE.finditer(passage.read):
        start = match.start()
        is_part = match["day"] and int(match["day"]) <= int(match["month"])  # two thirds, 3 of 12
        is_number = is_part or _NUMBERED.search(passage.read, max(0, start - 15), start)
        is_of_work = _OF_WORK.search(passage.read, max(0, start - _LONGEST_WORK), start)
        if passage.tells_of_patient(start) and not passage.tells_of_world(start) and not (is_number or is_of_work):
            yield DATE.at(passage.place(*match.span()), typed=match[0])


def ages(passage: Passage, journal: Journal) -> Iterator[Finding]:
    """Yield a finding for every age of the patient in words over 89, or exact where the journal prints a band."""
    if passage.home not in ("story", "discussion") or not passage.has_digits:
        return
    for match in _AGE.finditer(passage.read):
        years = int(next(filter(None, match.groups())))
        if passage.tells_of_patient(match.start()):
            place = passage.place(*match.span())
            if years > _OLDEST:
                yield OLD.at(place, typed=match[0])
            elif journal.profile.age == "band":
                yield EXACT.at(place, typed=match[0], journal=journal.name)
