"""Chromosomes and their bands, and the changes of a karyotype as prose names them: t(3;3)(q21;q26.2), del(5q)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_CHROMOSOME = r"(?:2[0-2]|1\d|[1-9]|X|Y)"
_BAND = r"[pq](?:\d{1,2}(?:\.\d{1,3})?)?"
_ONE = rf"{_CHROMOSOME}(?:{_BAND}){{0,2}}"
# Changes within or between chromosomes (ISCN 2020, chapter 9); a spaced “t (14) = 2.3” is a statistic
NAMES = "t|inv|del|dup|ins|der|dic|idic|add|trp|rob|i|r"
_PARTS = (
    rf"\(\s*(?P<chromosomes>{_ONE}(?:\s*[;,:]\s*{_ONE})*)\s*\)"
    rf"(?:\s*\(\s*(?P<bands>{_BAND}(?:\s*[;,:]?\s*{_BAND})*)\s*\))?"
)
_DESIGNATION = re.compile(rf"(?<![\w-])(?P<name>{NAMES})\s*{_PARTS}")
_NAMELESS = re.compile(
    rf"(?<![\w)\]])\(\s*(?P<chromosomes>{_CHROMOSOME}\s*[;,:]\s*{_CHROMOSOME})\s*\)"
    rf"\s*\(\s*(?P<bands>{_BAND}\s*[;,:]\s*{_BAND})\s*\)"
)
_NAME_BEFORE = re.compile(rf"(?<![\w-])(?:{NAMES})\s*$")
_BREAK = re.compile(r"\s*[;,:]\s*")
_LOCUS = re.compile(rf"(?<![\w.])(?P<chromosome>{_CHROMOSOME})(?P<band>[pq]\d{{1,2}}(?:\.\d{{1,3}})?)(?!\w|\.\d)")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a karyotype as typed, from `start` to `end`: "t", the chromosomes, the bands of each.

    `name` is "" where two chromosomes and their bands stand without the letter that says what became of them.
    """

    typed: str
    start: int
    end: int
    name: str
    chromosomes: tuple[str, ...]
    bands: tuple[str, ...]

    @property
    def is_bare(self) -> bool:
        """Whether a name and one chromosome are all there is, which with a space between may be a statistic."""
        is_one = len(self.chromosomes) == 1 and re.fullmatch(_CHROMOSOME, self.chromosomes[0]) is not None
        return is_one and not self.bands

    @property
    def written(self) -> str:
        """The change in the notation of ISCN: no spaces, a semicolon between chromosomes, none within one."""
        between = ";" if len(self.chromosomes) > 1 else ""
        bands = f"({between.join(self.bands)})" if self.bands else ""
        return f"{self.name}({';'.join(self.chromosomes)}){bands}"

    def loci(self) -> Iterator[tuple[str, str]]:
        """Yield each chromosome with a band that is named on it: ("3", "q26.2")."""
        for chromosome in self.chromosomes:
            whole = re.match(_CHROMOSOME, chromosome)
            assert whole, "a change names chromosomes"
            yield from ((whole[0], band) for band in re.findall(_BAND, chromosome[whole.end() :]))
        if len(self.chromosomes) == 1:
            yield from ((self.chromosomes[0], band) for band in self.bands)
        elif len(self.chromosomes) == len(self.bands):
            yield from zip(self.chromosomes, self.bands, strict=True)


def changes_in(words: str) -> Iterator[Change]:
    """Yield every change that a text names, also one whose form is wrong."""
    for found in _DESIGNATION.finditer(words):
        yield _change(found, found["name"])
    for found in _NAMELESS.finditer(words):
        if not _NAME_BEFORE.search(words[max(0, found.start() - 12) : found.start()]):
            yield _change(found, "")


def _change(found: re.Match[str], name: str) -> Change:
    chromosomes = tuple(_BREAK.split(found["chromosomes"]))
    bands = tuple(re.findall(_BAND, found["bands"] or ""))
    return Change(found[0], found.start(), found.end(), name, chromosomes, bands)


def loci_in(words: str) -> Iterator[re.Match[str]]:
    """Yield every locus such as 3q26.2: a match with the groups `chromosome` and `band`."""
    return _LOCUS.finditer(words)


def band_exists(chromosome: str, band: str) -> bool:
    """Say whether a chromosome can have a band ("q26.2"): only what surely cannot exist is denied."""
    major, _, part = band[1:].partition(".")
    known = _bands().get((chromosome, band[0]), ())
    if len(major) < 2 or major == "10" or not known:  # an arm, a region, the centromere
        return True
    parts = [other.partition(".")[2] for other in known if other.partition(".")[0] == major]
    divided = [other for other in parts if other]
    if not parts:
        return False
    return not part or not divided or any(other.startswith(part) or part.startswith(other) for other in divided)


def bands_like(chromosome: str, band: str) -> tuple[str, ...]:
    """Return the bands that stand where one that does not exist was named: of q26.6, q26.1 to q26.3."""
    arm, major = band[0], band[1:].partition(".")[0]
    known = _bands().get((chromosome, arm), ())
    return tuple(arm + other for other in known if other.partition(".")[0] == major and len(other) <= len(major) + 2)


@cache
def _bands() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the bands of every arm (data/bands.tsv): ("3", "q") → ("11.1", …)."""
    text = files("casebook").joinpath("data/bands.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    return {(chromosome, arm): tuple(bands.split()) for chromosome, arm, bands in rows}
