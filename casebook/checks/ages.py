"""An age in the text that is not the patient's, and one in a form that no journal prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import Passage, passages
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("An age in the title, the abstract or the case that is not the age under “patient:”."),
    N_("A number has one home; where an age is typed again, the one that was corrected and the one that was not part."),
    ("CARE 2013, item 5a",),
)
OTHER = Kind(
    "clinical.other-age",
    Severity.WARNING,
    N_("“{typed}” is said here, and under “patient:” the age is {age} years."),
    N_("Correct the one that is wrong; {{patient}} and {{patient.age}} print the age for you."),
)
ADJECTIVE = Kind(
    "clinical.age-adjective",
    Severity.WARNING,
    N_("“{typed}” stands before a noun, and has no hyphens."),
    N_("Write {mended}."),
)

_OLD = r"[  -]years?[  -]old"
_PERSON = (
    r"(?:patient|woman|man|female|male|boy|girl|lady|gentleman|child|adolescent|paciente|mulher|homem|menin[oa]|criança"
    r"|adolescente|gestante|idos[oa]|feminin[oa]|masculin[oa]|jovem|senhora?|sexo)"
)
# Not “6 years old when the patient …”
_NO_JOINT = r"(?!(?:and|or|but|when|while|at|with|without|in|on|who|whose|that|as|if|because|since|before|after|the) )"
# “a 52-year-old woman”, “52 years old AML patient”; “paciente de 52 anos”, “mulher, 52 anos de idade”
_AGES = re.compile(
    rf"(?<![\w.,–-])(?P<en>\d{{1,3}}){_OLD}(?=(?:,? {_NO_JOINT}[\w/-]+){{0,4}},? {_PERSON}\b)"
    rf"|\b{_PERSON},? (?:was |is |aged )?(?P<was>\d{{1,3}}){_OLD}\b"
    rf"|\b{_PERSON}\b(?:,? (?!há|por|durante|faz|desde|com)[^\W\d_]+){{0,4}},? (?:de |com )?(?P<pt>\d{{1,3}}) anos"
    r"(?! de (?!idade)| atrás| antes| depois| após)",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?:her|his|their|whose|donors?|doador[ae]?s?|father|mother|brother|sister|son|daughter|wife|husband|cousin|aunt"
    r"|uncle|pai|mãe|irmão|irmã|filh[oa]|prim[oa]|ti[oa]|av[óô]|espos[oa]|marido|parent|sibling|than|under|over|above"
    r"|since|until|aged|acima|abaixo|mais|menos|maior|menor|menos|até|between|entre|reported|relatad\w+|described"
    r"|descrit\w+|another|outr[oa]s?|when|quando|at|aos)\W*(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
# “2-years-old” anywhere; without its hyphens only before the noun
_LOOSE = re.compile(
    r"(?<![\w.,–-])(?:(?P<joined>\d{1,3}|[^\W\d_]+)-(?P<many>year|month|week|day)s-old\b"
    r"|(?P<age>\d{1,3})(?!-[a-z]+-)[ -](?P<unit>year|month|week|day)s?[ -]old"
    rf"(?= (?:{_NO_JOINT}[\w-]+ ){{0,2}}{_PERSON}\b))"
)
_HERE = re.compile(r"(?:title|abstract(?:\..*)?|sections\.(?:introduction|case)(?:\..+)?)")


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each age of a patient in title, abstract and case that is none of this one."""
    patient = case.file.patient
    unit = patient.age.unit if patient else None
    age = patient.age.low if patient and unit and unit.code == "a" else ""
    for passage in passages(case):
        for found in _LOOSE.finditer(passage.words):
            number, span = found["age"] or found["joined"], found["unit"] or found["many"]
            yield passage.tell_at(ADJECTIVE, found.start(), found.end(), f"{number}-{span}-old")
        if age and _HERE.fullmatch(passage.path):
            yield from _others(passage, age)


def _others(passage: Passage, age: str) -> Iterator[Finding]:
    """Yield a warning for the first age of a passage, where it is another: the next may be of another person."""
    for start, sentence in passage.sentences():
        for found in _AGES.finditer(sentence):
            said = found["en"] or found["was"] or found["pt"]
            is_cited = "[@" in passage.raw[start : start + len(sentence)]
            if is_cited or _OF_ANOTHER.search(sentence[: found.start()]):
                continue
            if said != age:
                yield passage.tell_at(OTHER, start + found.start(), start + found.end(), age=age)
            return
