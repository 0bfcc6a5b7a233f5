"""Each language as its own readers write it: abbreviations, spelling, marks of numbers, quotation marks, names."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.language.drugs import drug_names
from casebook.checks.language.forms import AMBIGUOUS, FOREIGN_FORM, forms
from casebook.checks.language.names import DATABASE, names
from casebook.checks.language.numbers import AMBIGUOUS_MARK, DECIMAL_MARK, marks_of_numbers
from casebook.checks.language.punctuation import (
    MIXED_QUOTES,
    MIXED_SERIAL_COMMA,
    SERIAL_COMMA,
    STRAIGHT_QUOTES,
    commas,
    quotes,
)
from casebook.checks.language.reform import OLD_SPELLING, old_spellings
from casebook.checks.language.varieties import (
    EUROPEAN,
    MIXED_ENGLISH,
    OTHER_ENGLISH,
    TWO_SPELLINGS,
    two_spellings,
    varieties,
)
from casebook.checks.passages import passages_of_languages
from casebook.errors import N_
from casebook.findings import Finding
from casebook.journals import Journal
from casebook.languages import load_language
from casebook.report.model import Report

__all__ = [
    "ABOUT",
    "AMBIGUOUS",
    "AMBIGUOUS_MARK",
    "DATABASE",
    "DECIMAL_MARK",
    "EUROPEAN",
    "FOREIGN_FORM",
    "MIXED_ENGLISH",
    "MIXED_QUOTES",
    "MIXED_SERIAL_COMMA",
    "OLD_SPELLING",
    "OTHER_ENGLISH",
    "SERIAL_COMMA",
    "STRAIGHT_QUOTES",
    "TWO_SPELLINGS",
    "run",
]

ABOUT = About(
    N_("Whether each language is written as its own readers write it."),
    N_(
        "Who writes in two languages carries the habits of one into the other: an abbreviation, a decimal comma, a "
        "spelling of another country. Readers stumble over them, and a comma in the wrong language changes a dose."
    ),
    ("casebook/data/language", "Unicode CLDR (marks of numbers, lists)", "ICMJE Recommendations, IV.A.3.j–k"),
)


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield what is written in each language against its own usage; facts are known of some languages only."""
    passages = passages_of_languages(case)
    yield from names(case, passages)
    for code in dict.fromkeys(passage.code for passage in passages):
        language = load_language(code)
        said = tuple(passage for passage in passages if passage.code == code)
        yield from forms(said)
        yield from drug_names(said)
        yield from varieties(said, language, journal)
        yield from old_spellings(said, language)
        yield from two_spellings(said)
        yield from marks_of_numbers(said, language)
        yield from quotes(said)
        yield from commas(said, language)
