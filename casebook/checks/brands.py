"""Drugs by a brand or an older name in the place of their international nonproprietary name (INN)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import yaml

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import passages
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal
from casebook.languages import Language
from casebook.report.model import Report

ABOUT = About(
    N_("Drugs by a brand, or by a second name, in the place of their international nonproprietary name (INN)."),
    N_("A brand is known in one country, and two names of one drug read as two drugs."),
    ("ICMJE Recommendations, IV.A.3.d", "WHO, International Nonproprietary Names", "data/brands.yaml"),
)
BRAND = Kind(
    "clinical.brand",
    Severity.WARNING,
    N_("“{typed}” is a brand."),
    N_("Write {name}, and the brand once in parentheses behind it where it matters."),
)
TWO_NAMES = Kind(
    "clinical.two-drug-names",
    Severity.WARNING,
    N_("“{typed}” is called {name} elsewhere in the article."),
    N_("Call it {name} throughout."),
)

_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,60}$")


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield a warning for each brand outside parentheses, and for each older name beside the INN."""
    languages = {report.language.code: report.language for report in reports}
    whole = dict.fromkeys(languages, "")
    read = list(passages(case))
    for passage in read:
        if passage.code in whole:
            whole[passage.code] += passage.words.casefold() + "\n"
    brands, older = (re.compile(_either(names)) for names in (_names("brands"), _names("older")))
    for passage in read:
        language = languages.get(passage.code)
        for found in brands.finditer(passage.words):
            if not _IN_BRACKETS.search(passage.words[: found.start()]):
                yield passage.tell(BRAND, found, name=_said(_names("brands")[found[0]], language))
        for found in older.finditer(passage.words) if language else ():
            name = _said(_names("older")[found[0]], language)
            is_beside = re.search(rf"\b{re.escape(name.casefold())}\b", whole[passage.code]) is not None
            if is_beside and name.casefold() != found[0].casefold() and not _is_explained(passage.words, found):
                yield passage.tell(TWO_NAMES, found, name=name)


def _is_explained(words: str, found: re.Match[str]) -> bool:
    """Say whether one name stands in parentheses behind the other."""
    return _IN_BRACKETS.search(words[: found.start()]) is not None or words[found.end() :].lstrip()[:1] == "("


def _said(drug: str, language: Language | None) -> str:
    """Return the INN as a language words it; in English where the article is not promised in that language."""
    return language.words(drug) if language else drug


def _either(names: Mapping[str, str]) -> str:
    return rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?![\w-])"


@cache
def _names(part: str) -> Mapping[str, str]:
    """Return the drug that each name of one part of data/brands.yaml stands for."""
    text = files("casebook").joinpath("data/brands.yaml").read_text(encoding="utf-8")
    table: Mapping[str, Mapping[str, list[str]]] = yaml.load(text, yaml.CBaseLoader)  # every scalar a string
    return {name: drug for drug, names in table[part].items() for name in names}
