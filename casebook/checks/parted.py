"""Words that the end of a line of another page parted, and whose hyphen was pasted with them: “lenalido- mide”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import passages_of_languages
from casebook.checks.tables import rows_of
from casebook.clinical.assays import ASSAYS
from casebook.clinical.drugs import DRUGS
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal
from casebook.languages import Language
from casebook.report.model import Report

ABOUT = About(
    N_("Words that the end of a line of another page parted, and whose hyphen was pasted with them."),
    N_(
        "Text copied from a PDF keeps the hyphens of its lines, and they are printed in the middle of ours. Only a "
        "word that the case, the list of drugs or that of abbreviations knows whole is told; “pre- and postnatal” "
        "is none."
    ),
    ("ISO 32000-1 (PDF), 14.8.2.2.3: the hyphen of a line end is no part of the text",),
)
PARTED = Kind(
    "language.parted-word",
    Severity.WARNING,
    N_("“{typed}” is one word, “{whole}”, that the end of a line has parted."),
    N_("Write “{whole}”."),
)
# A line end in a paragraph is printed as a space, and so leaves the hyphen of “dose-dependent” with a space behind it
_PARTED = re.compile(
    r"(?<![\w-])(?P<head>[^\W\d_]{2,})-(?:[ \t]*\n[ \t]*|[ ])(?P<tail>[^\W\d_]{2,}(?:-[^\W\d_]+)*)(?![\w-])"
)
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{4,}(?:-[^\W\d_]+)*(?![\w-])")
_JOINS = frozenset(("and", "or", "to", "nor", "e", "ou", "a", "nem"))  # “pre- and”: two words share what comes behind


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield a warning for every word in two parts that is known whole."""
    read = passages_of_languages(case)
    parted = [(passage, match) for passage in read for match in _PARTED.finditer(passage.words)]
    for code in {passage.code for passage, _ in parted}:
        known = _words_of(passage.words for passage in read if passage.code == code)
        known |= {word for report in reports if report.language.code == code for word in _ours(report.language)}
        for passage, match in parted:
            if passage.code == code and (whole := _whole(match, known)):
                yield passage.tell(PARTED, match, fix=whole, whole=whole)


def _whole(match: re.Match[str], known: set[str]) -> str:
    """Return the word that two parts make, with the hyphen or without it; "" where none such is known."""
    head, tail = match["head"], match["tail"]
    wholes = (head + tail, f"{head}-{tail}") if tail not in _JOINS else ()
    return next((whole for whole in wholes if whole.casefold() in known), "")


def _words_of(texts: Iterable[str]) -> set[str]:
    return {word.casefold() for text in texts for word in _WORD.findall(text)}


def _ours(language: Language) -> set[str]:
    """Return the words of the drugs, the tests and the abbreviations that casebook knows in one language."""
    names = [language.words(name) for name in (*DRUGS, *(assay.name for assay in ASSAYS.values()))]
    return _words_of((*names, *(row.get(f"{language.code}_long", "") for row in rows_of("abbreviations"))))
