"""Ranges that run from the larger number to the smaller, and shares of more than all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.numerals import NUMBER, readings
from casebook.checks.passages import Passage, passages
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.quantity import is_unit

ABOUT = About(
    N_("Ranges that run from the larger number to the smaller, and shares of more than 100%."),
    N_("Digits that changed places or lost their decimal mark leave such numbers behind, and no eye stops at them."),
    ("AMA Manual of Style, 11th edition, chapter 18",),
)
UPSIDE_DOWN = Kind(
    "clinical.range-upside-down",
    Severity.WARNING,
    N_("The range “{typed}” runs from the larger number to the smaller."),
    N_("Write the smaller number first, or correct the one that is wrong."),
)
OVER_ALL = Kind(
    "clinical.over-hundred",
    Severity.WARNING,
    N_("A share of “{typed}” is more than the whole."),
    N_("Correct the number, or say of what it is an increase or a multiple."),
)

_UNIT = r"(?P<unit>%|(?:[^\W\d_]|[µμ°])[^\W\d_²³]*[²³]?(?:/[^\W\d_]+[²³]?)*|/[µμ]?[^\W\d_]+[²³]?)(?![\w-])"
_DASHED = re.compile(rf"(?<![\w.,/–−:-])(?P<low>{NUMBER})[  ]?%?[  ]?[-–][  ]?(?P<high>{NUMBER})[  ]?{_UNIT}")
_BETWEEN = re.compile(
    rf"\b(?:between|entre)[  ](?P<low>{NUMBER})[  ]?%?[  ](?:and|e)[  ](?P<high>{NUMBER})[  ]?{_UNIT}", re.IGNORECASE
)
_PERCENT = re.compile(rf"(?<![\w.,/–×x-])(?P<number>{NUMBER})[  ]?%")
_TAPERED = re.compile(r"taper|wean|reduc|reduz|desmam|diminu|decreas|lower|escalon|fall|fell|caiu|queda", re.IGNORECASE)
# What may be of more than all: increases, multiples, what is compared with a normal or a former value
_MAY_BE_MORE = re.compile(
    r"increas|rise|rising|rose|grow|grew|gain|aument|elev|cresc|ganho|predict|previst|expect|esperad|normal|baseline"
    r"|basal|ideal|limit|upper|superior|dose|requirement|necessid|recommend|recomend|activity|atividade|capacity"
    r"|capacidade|FEV|VEF|FVC|CVF|DLCO|TLC|CPT|fold|vezes|times|above|acima|exceed|exced|over|more|mais|higher|greater"
    r"|maior|compar|relative|relativ|recover|recuper|clearance|depura|humid|umid|weight|peso|percentil|variation|varia"
    r"|change|mudan|differ|diferen|target|meta|standard|padr|reference|refer|control|energy|energ|calor|nutri|valor|value"
    r"|ratio|raz[ãa]o|proof|concentra|supersatur|extra|surviv.{0,20}expos|amplif|stenosis index|overload|sobrecarga",
    re.IGNORECASE,
)
_OF_SHARES = re.compile(
    r"\b(?:blasts?|blastos?|cells?|células?|patients?|pacientes?|cases?|casos?|saturat\w+|satura[çd]\w+|SpO2|SpO₂|SatO2"
    r"|surviv\w+|sobrevida|responses?|respostas?|respond\w+|mortality|mortalidade|prevalence|prevalência|sensitivity"
    r"|sensibilidade|specificity|especificidade|ejection|ejeção|hematocrit|hematócrito|lymphocytes|linfócitos"
    r"|neutrophils|neutrófilos|metaphases|metáfases|marrow|medula|burn\w*|queimad\w+|body surface|superfície corporal"
    r"|reports?|studies|estudos|individuals|indivíduos|adults|adultos|children|crianças)\b",
    re.IGNORECASE,
)


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each range with a unit that is upside down, and for each share over 100%."""
    for passage in passages(case):
        for pattern in (_DASHED, _BETWEEN):
            for found in pattern.finditer(passage.words):
                is_range = found["unit"] == "%" or is_unit(found["unit"])
                if is_range and _falls(found["low"], found["high"]) and not _is_taper(passage, found):
                    yield passage.tell_at(UPSIDE_DOWN, found.start(), found.end("unit"))
        if "%" in passage.words:
            yield from _over_all(passage)


def _falls(low: str, high: str) -> bool:
    """Say whether a range falls under every reading of its numbers; 284-7 and 2013-14 are cut short, and rise."""
    is_cut_short = low.isdigit() and high.isdigit() and len(high) < len(low) and len(low) > 2
    pairs = [(one, other) for one in readings(low) for other in readings(high)]
    return bool(pairs) and not is_cut_short and all(one > other for one, other in pairs)


def _is_taper(passage: Passage, found: re.Match[str]) -> bool:
    """Say whether a dose is told on its way down, where the larger number stands first."""
    return _TAPERED.search(passage.words, max(0, found.start() - 80), found.start()) is not None


def _over_all(passage: Passage) -> Iterator[Finding]:
    for start, sentence in passage.sentences():
        for found in _PERCENT.finditer(sentence):
            shares = readings(found["number"])
            if shares and min(shares) > 100 and _OF_SHARES.search(sentence) and not _MAY_BE_MORE.search(sentence):
                yield passage.tell_at(OVER_ALL, start + found.start(), start + found.end())
