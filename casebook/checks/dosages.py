"""Doses typed in prose, each with the drug that it belongs to; what cannot be told apart is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from casebook.checks.parity.words import drug_names
from casebook.checks.passages import Passage
from casebook.clinical.drugs import DRUGS
from casebook.languages import Language
from casebook.quantity import Quantity, Unit, find_unit

_AMOUNTS = ("g", "IU", "U", "Eq", "mol")
_VOLUMES = ("L", "m³")
_SCALE = {"": 0, "k": 3, "M": 6, "d": -1, "c": -2, "m": -3, "µ": -6, "n": -9, "p": -12}
_DOSE = re.compile(
    r"(?<![\w.,/–-])(?P<number>\d+(?:[.,]\d+)*)[  ]?(?P<unit>[µμ]?[^\W\d_]+(?:/(?:[^\W\d_]+[²2]?))*)(?![\w²/-])"
    r"(?P<of>[  ](?:of|de)[  ])?"
)
# What may stand between a drug and its dose; after any other word, the dose may be of a drug unknown here
_BETWEEN = re.compile(
    r"\)?[\s,(:–-]*(?:(?:at|in|was|were|is|given|dose|doses|dosage|of|an?|the|reduced|increased|decreased|higher|lower|high|low"
    r"|to|from|with|initial|daily|oral|orally|IV|i\.v\.|intravenous|intravenously|once|then|started|begun|administered"
    r"|maintained|continued|therapy|treatment|tablets?|standard|full|loading|and|on|na|no|em|de|do|da|dose|doses|dosagem"
    r"|foi|foram|por|via|oral|venosa|intravenosa|endovenosa|EV|VO|reduzid[oa]|aumentad[oa]|mantid[oa]|inicial|iniciad[oa]"
    r"|diári[oa]|alta|baixa|maior|menor|plena|ataque|manutenção|a|para|com|depois)\b[\s,(:–-]*)*",
    re.IGNORECASE,
)
_MULTIPLES = range(1, 7)  # a daily dose is given in one to six parts


@dataclass(frozen=True, slots=True)
class Dose:
    """One dose: how much (in grams, units …), of what it depends (m², kg or nothing), and its time, as units say it."""

    amount: Decimal
    sign: str
    basis: str
    per: tuple[str, ...]
    shown: str

    def is_same(self, other: Dose) -> bool:
        """Say whether two doses can be one, told once by the day and once by what is given at a time."""
        if self.sign != other.sign or self.basis != other.basis:
            return False
        if self.per == other.per:
            return self.amount == other.amount
        small, large = sorted((self.amount, other.amount))
        return any(small * times == large for times in _MULTIPLES)

    def contradicts(self, other: Dose) -> bool:
        """Say whether one number stands once by body surface or weight, and once by nothing: one unit is wrong."""
        return self.amount == other.amount and self.sign == other.sign and self.basis != other.basis


@dataclass(frozen=True, slots=True)
class Typed:
    """A dose typed in a passage, from `start` to `end`, and the drug (its INN) that it belongs to."""

    drug: str
    dose: Dose
    passage: Passage
    start: int
    end: int


def doses_in(passage: Passage, language: Language) -> Iterator[Typed]:
    """Yield every dose that stands behind the name of a drug in one sentence, or right before it with “of”."""
    pattern, names = _drugs(language)
    for offset, sentence in passage.sentences():
        doses = [(found, dose) for found in _DOSE.finditer(sentence) if (dose := _dose(found, language))]
        drugs = pattern.finditer(sentence) if doses else ()
        named = [(m.start(), m.end(), names[m[0].casefold()]) for m in drugs]
        for found, dose in doses if named else ():
            if drug := _drug_of(sentence, found, named):
                yield Typed(drug, dose, passage, offset + found.start(), offset + found.end("unit"))


def dose_of(quantity: Quantity, number: int = 0) -> Dose | None:
    """Return the dose that a quantity under `regimens` means, of a range one end; None where it is no amount."""
    if quantity.unit is None:
        return None
    numbers = "–".join(dict.fromkeys((quantity.low, quantity.high)))
    shown = f"{numbers} {quantity.unit.symbol}"
    return _made(quantity.numbers[number].value, quantity.unit, quantity.every is not None, shown)


def _drug_of(sentence: str, found: re.Match[str], named: list[tuple[int, int, str]]) -> str | None:
    """Return the drug of a dose: the one that “of” names behind it, else the last before it in its clause."""
    if found["of"]:
        return next((name for start, _, name in named if start == found.end()), None)
    before = [place for place in named if place[1] <= found.start()]
    if not before:
        return None
    _, end, name = before[-1]
    between = sentence[end : found.start()]
    is_pair = len(before) > 1 and _is_joint(sentence[before[-2][1] : before[-1][0]])
    return name if not is_pair and _BETWEEN.fullmatch(between) else None


def _is_joint(between: str) -> bool:
    """Say whether two drugs are named together ("azacitidine and lenalidomide"), so that a dose may be either's."""
    return re.fullmatch(r"[\s,/+]*(?:and|plus|with|e|com|mais|or|ou)?[\s,]*", between) is not None


def _dose(found: re.Match[str], language: Language) -> Dose | None:
    unit = find_unit(found["unit"])
    digits = found["number"].replace(language.group_mark, "").replace(language.decimal_mark, ".")
    if unit is None or digits.count(".") > 1 or "," in digits:
        return None
    return _made(Decimal(digits), unit, False, found[0][: found.end("unit") - found.start()])


def _made(value: Decimal, unit: Unit, is_repeated: bool, shown: str) -> Dose | None:
    above = unit.above
    signs = [part.sign for part in unit.below]
    if above is None or above.sign not in _AMOUNTS or any(sign in _VOLUMES for sign in signs):
        return None
    basis = next((sign for sign in signs if sign in ("m²", "g")), "")
    per = (*(sign for sign in signs if sign not in ("m²", "g")), *(("every",) if is_repeated else ()))
    return Dose(value.scaleb(_SCALE[above.prefix]).normalize(), above.sign, basis, per, " ".join(shown.split()))


@lru_cache(maxsize=8)
def _drugs(language: Language) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of every name that a drug has in one language, its other and older ones too, and its INN."""
    drugs = [drug for drug in DRUGS if drug not in ("saline", "hypertonic saline")]
    tables = (("drug-synonyms", "names"), ("brands", "older"), ("brands", "brands"))
    names = {name.casefold(): drug for table in tables for drug in drugs for name in drug_names(*table).get(drug, ())}
    names |= {language.words(drug).casefold(): drug for drug in drugs}
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE), names
