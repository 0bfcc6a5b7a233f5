"""What a passage names alike in every language: drugs by their names in each, genes by their symbols, CD markers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from unicodedata import combining, normalize

from casebook.checks.parity.words import drug_names
from casebook.clinical.drugs import DRUGS
from casebook.languages import Language, available, load_language

_GENE = re.compile(r"\*(?P<set>[A-Z][A-Z0-9]{1,9}(?:-[A-Z0-9]{1,6})*)\*|\b(?P<typed>[A-Z]{2,6}\d{1,2}[A-Z]?)\b")
_MARKER = re.compile(r"\bCD ?-?(?P<first>\d{1,3}[a-z]?)(?P<more>(?:/\d{1,3}[a-z]?)*)(?!\w)")
# Not symbols of genes, or abbreviations that each language has of its own
_NO_GENE = re.compile(
    r"(?:ASA|CD|CID|CIE|CKD|CO|COVID|DAS|DM|DRC|ECG|ECOG|EDSS|EVA|FEV|FIO|FT|GCS|HHV|HIV|HPV|HSV|HTLV|IC|ICD|LD|MRC|NYHA|"
    r"PCO|PM|PO|SO|TNM|VAS|VEF|VHS)\d"
)
_WORD = re.compile(r"\w+")
_BEGINNING = 3  # letters
_ENDING = re.compile(r"(?:[eao]|us)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a passage: what it names, how it is typed there, and where."""

    key: str
    typed: str
    start: int


@cache
def language_called(code: str) -> Language | None:
    """Return the language of a text; None for one that only somebody's own catalogue has."""
    return load_language(code) if code in available() else None


def drugs_in(words: str, languages: tuple[Language, ...]) -> Iterator[Named]:
    """Yield the first mention of every drug, by its name in any of the languages or by another common one."""
    plain, named, patterns = _plain(words), set(), _patterns(languages)
    for word in _WORD.finditer(plain):
        for inn, pattern in patterns.get(word[0][:_BEGINNING], ()):
            if inn not in named and (found := pattern.match(plain, word.start())):
                named.add(inn)
                yield Named(inn, words[found.start() : found.end()], found.start())


def hints_at(words: str, inn: str) -> bool:
    """Say whether a word of a passage may speak of a drug, and perhaps of something else."""
    plain = _plain(words)
    return any(re.search(rf"\b{_form(hint)}", plain) for hint in drug_names("drug-synonyms", "hints").get(inn, ()))


def genes_in(words: str) -> Iterator[Named]:
    """Yield every symbol that is set as a gene's, or is letters and a digit as those of genes are."""
    for found in _GENE.finditer(words):
        symbol = found["set"] or found["typed"]
        if not _NO_GENE.match(symbol):
            yield Named(symbol.replace("-", ""), symbol, found.start("set" if found["set"] else "typed"))


def markers_in(words: str) -> Iterator[Named]:
    """Yield every CD marker: CD34, CD 34, and both of CD13/33."""
    for found in _MARKER.finditer(words):
        for number in (found["first"], *filter(None, found["more"].split("/"))):
            yield Named(f"CD{number}", found[0], found.start())


def mentions(words: str, symbol: str) -> bool:
    """Say whether a symbol stands anywhere in a passage, within another or with hyphens, too."""
    return re.search(re.escape(symbol) + r"(?!\d)", re.sub(r"[\s‑–*-]", "", words)) is not None


@cache
def _patterns(languages: tuple[Language, ...]) -> Mapping[str, list[tuple[str, re.Pattern[str]]]]:
    """Return the drugs by how a name of theirs begins, each with what finds that name in a plain passage."""
    others, found = (drug_names("drug-synonyms", "names"), drug_names("brands", "older")), defaultdict(list)
    for inn in DRUGS:
        also = (name for table in others for name in table.get(inn, ()))
        for name in sorted({inn, *(language.words(inn) for language in languages), *also}):
            found[_plain(name)[:_BEGINNING]].append((inn, re.compile(_form(name))))
    return found


def _form(name: str) -> str:
    """Return the pattern of a name; the end of a long word does not count (insulin, insulínico)."""
    plain = _plain(name)
    if " " in plain or len(plain) < 6:
        return re.escape(plain) + r"\b"
    return re.escape(_ENDING.sub("", plain)) + r"\w*"


def _plain(words: str) -> str:
    """Return words in small letters without their accents, as long as before."""
    return "".join(_letter(letter) for letter in words)


@cache
def _letter(letter: str) -> str:
    """Return one letter, small and without its accent."""
    small = "".join(part for part in normalize("NFD", letter) if not combining(part)).lower()
    return small if len(small) == 1 else letter
