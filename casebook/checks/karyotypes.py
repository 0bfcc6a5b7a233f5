"""Karyotypes in prose that are not written as ISCN has them, or that contradict themselves or one another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import Passage, passages
from casebook.clinical.chromosomes import Change, band_exists, bands_like, changes_in, loci_in
from casebook.clinical.karyotypes import karyotypes_in
from casebook.clinical.notations import miscounted
from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity

ABOUT = About(
    N_("Karyotypes in the text that are not in the notation of ISCN, or that contradict themselves or one another."),
    N_(
        "A karyotype is read to the sign: a comma for a semicolon makes one chromosome of two, and a band that does "
        "not exist can be looked up by nobody."
    ),
    ("ISCN 2020, chapters 2 to 4 and 9", "NCBI ideograms (data/bands.tsv)"),
)
SPACES = Kind(
    "clinical.iscn-spaces",
    Severity.WARNING,
    N_("“{typed}” has spaces, and the notation of ISCN has none."),
    N_("Write {mended}."),
)
SEPARATOR = Kind(
    "clinical.iscn-separator",
    Severity.WARNING,
    N_("In “{typed}” a semicolon must part what belongs to two chromosomes."),
    N_("Write {mended}."),
)
ONE = Kind(
    "clinical.iscn-one-chromosome",
    Severity.WARNING,
    N_("“{typed}” is a change within one chromosome, and nothing parts its bands."),
    N_("Write {mended}."),
)
BRACKETS = Kind(
    "clinical.iscn-brackets",
    Severity.WARNING,
    N_("In “{typed}” the chromosome belongs in parentheses."),
    N_("Write {mended}."),
)
LETTER = Kind(
    "clinical.iscn-letter",
    Severity.WARNING,
    N_("“{typed}” does not say what became of these chromosomes."),
    N_("Write the letter before it: t for a translocation, as in t{mended}."),
)
FORM = Kind(
    "clinical.iscn-karyotype",
    Severity.WARNING,
    N_("The karyotype “{typed}” is not in the notation of ISCN."),
    N_("Write {mended}, after comparing it with the report of the laboratory."),
)
COUNT = Kind(
    "clinical.chromosome-count",
    Severity.WARNING,
    N_("“{typed}” says {said} chromosomes; with its gains and losses there would be {counted}."),
    N_("Compare it with the report of the laboratory."),
)
NO_BAND = Kind(
    "clinical.no-such-band",
    Severity.WARNING,
    N_("Chromosome {chromosome} has no band {band}."),
    N_("Compare it with the report of the laboratory; there are: {names}."),
)
DIFFER = Kind(
    "clinical.bands-differ",
    Severity.WARNING,
    N_("“{typed}” has other bands here than elsewhere in the article ({other})."),
    N_("Name the bands of one change alike throughout, as the laboratory reports them."),
)
IN_WORDS = Kind(
    "clinical.translocation-in-words",
    Severity.NOTE,
    N_("The words name a translocation between chromosomes {chromosomes}, and the notation elsewhere is {other}."),
    N_("Compare both with the report of the laboratory."),
)

# “del 5q” and “t 9;22”; “add”, “i” and “r” are words too
_LOOSE = re.compile(
    r"(?<![\w(])(?P<name>del|dup|inv) ?(?P<one>(?:2[0-2]|1\d|[1-9]|X|Y)[pq](?:\d{1,2}(?:\.\d{1,2})?)?)(?![\w.]\w|\w)"
    r"|(?<![\w(])(?P<t>t) ?(?P<two>(?:2[0-2]|1\d|[1-9]|X) ?; ?(?:2[0-2]|1\d|[1-9]|X|Y))(?![\w;])"
)
_BETWEEN = re.compile(
    r"\btransloca(?:tion|ção)\s(?:between|entre)\b[^.;,()]{0,60}?\b(?P<one>2[0-2]|1\d|[1-9]|X)\b[^.;,()\d]{1,50}?"
    r"\b(?P<other>2[0-2]|1\d|[1-9]|X|Y)\b",
    re.IGNORECASE,
)
_AMBIGUOUS = ("t", "i", "r", "add", "ins", "der")


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for every karyotype and change whose form, count or bands are wrong, and where they differ."""
    named: list[tuple[Passage, Change]] = []
    for passage in passages(case):
        misformed = []
        for karyotype in karyotypes_in(passage.words):
            start, end = karyotype.start, karyotype.end
            counted = miscounted(re.sub(r"\[.*", "", karyotype.written))
            if karyotype.typed.replace("−", "-") != karyotype.written:
                misformed.append((start, end))
                yield passage.tell_at(FORM, start, end, mended=karyotype.written)
            if counted is not None:
                yield passage.tell_at(COUNT, start, end, said=karyotype.written[:2], counted=counted)
        changes = list(changes_in(passage.words))
        named += [(passage, change) for change in changes]
        outside = [c for c in changes if not any(start <= c.start < end for start, end in misformed)]
        yield from _forms(passage, outside)
        yield from _lost_bands(passage, changes)
    yield from _differing(case, named)
    yield from _in_words(case, {frozenset(change.chromosomes): change for _, change in named if change.name == "t"})


def _forms(passage: Passage, changes: list[Change]) -> Iterator[Finding]:
    """Yield a warning for each change that ISCN writes otherwise, the gravest of its faults named."""
    for change in changes:
        is_spaced_word = change.is_bare and " " in change.typed and change.name in _AMBIGUOUS
        if not change.name:
            yield passage.tell_at(LETTER, change.start, change.end, None, mended=change.written)
        elif change.typed != change.written and not is_spaced_word:
            yield passage.tell_at(_fault_of(change), change.start, change.end, change.written)
    for found in _LOOSE.finditer(passage.words):
        name, inside = found["name"] or found["t"], found["one"] or found["two"].replace(" ", "")
        yield passage.tell(BRACKETS, found, fix=f"{name}({inside})")


def _fault_of(change: Change) -> Kind:
    if re.sub(r"\s", "", change.typed) == change.written:
        return SPACES
    return SEPARATOR if len(change.chromosomes) > 1 else ONE


def _lost_bands(passage: Passage, changes: list[Change]) -> Iterator[Finding]:
    """Yield a warning for each band that its chromosome does not have."""
    for change in changes:
        for chromosome, band in change.loci():
            if not band_exists(chromosome, band):
                start = change.start + change.typed.rindex(band)
                yield _no_band(passage, start, start + len(band), chromosome, band)
    for found in loci_in(passage.words):
        if not band_exists(found["chromosome"], found["band"]) and bands_like(found["chromosome"], found["band"]):
            yield _no_band(passage, *found.span("band"), found["chromosome"], found["band"])


def _no_band(passage: Passage, start: int, end: int, chromosome: str, band: str) -> Finding:
    names = ", ".join(bands_like(chromosome, band)) or "–"
    return passage.tell_at(NO_BAND, start, end, chromosome=chromosome, band=band, names=names)


def _differing(case: Case, named: list[tuple[Passage, Change]]) -> Iterator[Finding]:
    """Yield a warning for each change whose bands elsewhere are the same but for what follows their dots."""
    seen: dict[tuple[str, ...], list[str]] = {}
    told: list[tuple[Place | None, Change, Passage | None]] = [
        (case.at(("values", name)), change, None)
        for name, notation in case.notations().items()
        for change in changes_in(notation.text)
    ]
    told += [(None, change, passage) for passage, change in named]
    for place, change, passage in told:
        if not change.bands:
            continue
        written = change.written if change.name else f"t{change.written}"
        key = (written.partition("(")[0], *change.chromosomes, *(band.partition(".")[0] for band in change.bands))
        forms = seen.setdefault(key, [])
        if forms and written not in forms:
            fields = {"other": ", ".join(forms)}
            if passage:
                yield passage.tell_at(DIFFER, change.start, change.end, **fields)
            else:
                yield DIFFER.at(place, typed=written, **fields)
        forms += [] if written in forms else [written]


def _in_words(case: Case, translocations: dict[frozenset[str], Change]) -> Iterator[Finding]:
    """Yield a note where words name a translocation between chromosomes, and the article writes only others."""
    for passage in passages(case) if translocations else ():
        for found in _BETWEEN.finditer(passage.words):
            pair = frozenset((found["one"], found["other"]))
            if pair not in translocations:
                other = ", ".join(sorted(change.written for change in translocations.values()))
                chromosomes = f"{found['one']}, {found['other']}"
                yield passage.tell(IN_WORDS, found, chromosomes=chromosomes, other=other)
