"""Names of markers and genes that lost or changed a letter: C34 for CD34, CBPA for CEBPA."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import Passage, passages
from casebook.clinical.genes import genes, meant_gene
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("Names of markers and genes that lost or changed a letter, such as C34 among CD markers."),
    N_(
        "No speller knows these names, and one letter makes another antigen or another gene; they are looked for only "
        "where markers or genes stand."
    ),
    ("HCDM, CD nomenclature (cd1 to cd371)", "HGNC, genenames.org (data/genes.tsv)"),
)
MARKER = Kind(
    "clinical.marker",
    Severity.WARNING,
    N_("“{typed}” stands among CD markers, and is none."),
    N_("If {mended} is meant, write that."),
)
NO_MARKER = Kind(
    "clinical.no-such-marker",
    Severity.WARNING,
    N_("There is no marker {typed}: the numbers end with {last}."),
    N_("Compare it with the report of the laboratory."),
)
GENE = Kind(
    "clinical.gene",
    Severity.WARNING,
    N_("No gene called “{typed}” is known here."),
    N_("Did you mean {name}? If not, compare it with the report of the laboratory."),
)

LAST = "CD371"
_CD = r"CD\d{1,3}[a-zA-Z]{0,2}[+−-]?"
_JOINT = r"(?:\s*[,;/+]\s*(?:and|e|or|ou)?\s*|\s+(?:and|e|or|ou)\s+)"
# C1 to C9 are complement, and vertebrae end with C7
_LOST_D = re.compile(
    rf"(?:(?<=\w)|(?<=[+−-])){_JOINT}(?P<after>C[1-9]\d{{1,2}}[a-z]?)(?!\w|\.\d|\*)"
    rf"|(?<![\w-])(?P<before>C[1-9]\d{{1,2}}[a-z]?)(?={_JOINT}{_CD})"
)
_CD_BEFORE = re.compile(rf"(?<!\w){_CD}$")
_MARKER = re.compile(r"(?<![\w-])CD(?P<number>\d{3})[a-z]?(?!\w|\.\d)")
# What tells a marker from Crohn disease ("CD 10 years ago") and from a grade of staining ("CD3 2+")
_SIGNED = r"(?:[+−](?!\w)|-?(?=[  ]?(?:positiv|negativ|cells?\b|células?\b|express|bright\b|dim\b)))"
_APART = re.compile(r"(?:(?<![\w-])|(?P<anti>(?<=anti-)))CD[  ]\d{1,3}[a-z]?(?![\w.,]?\d)(?![^\W_])")
_MARKED = re.compile(rf"{_SIGNED}|{_JOINT}CD[  ]?\d")
_CD_LISTED = re.compile(rf"(?<!\w){_CD.replace('CD', 'CD[  ]?')}{_JOINT}$")
_BROKEN = re.compile(r"(?<![\w-])CD(?P<first>\d{1,2})[  ](?P<rest>(?:0|[4-9]|\d\d))(?=[+−](?!\w))")
_GRADED = re.compile(r"[  (][1-3]\+|\+/|score|escore|intens|grad|stain|colora", re.IGNORECASE)
# Letters in the place of digits
_LIKE_DIGITS = re.compile(r"(?<![\w-])CD(?=\w{2,3}(?!\w))(?:l\d{1,2}|\d+[OoIl]\d?)(?!\w)")
_DIGITS = str.maketrans("OoIl", "0011")
_SYMBOL = re.compile(r"(?<![\w@./^~-])\*?(?P<symbol>[A-Z][A-Z0-9]{2,8}(?:-\d{1,2})?)\*?(?![\w/^~]|\.\w|-[a-z])")
_ABOUT_GENES = re.compile(
    r"\b(?:genes?|proto-?onc\w+|onc?ogen\w*|mutations?|muta(?:ção|ções)|mutated|mutad[oa]s?|rearrange\w+|rearranj\w+"
    r"|transcription factors?|fator(?:es)? de transcrição|fusions?|fus(?:ão|ões)|exons?|éxons?|variants?|variantes?"
    r"|polymorphisms?|polimorfismos?|wild[- ]type|selvage[mn]s?|heterozyg\w+|heterozig\w+|homozyg\w+|homozig\w+)\b",
    re.IGNORECASE,
)
_NEAR = 40  # characters around a symbol within which genes must be spoken of


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each name among markers or genes that is like one of them and is none."""
    for passage in passages(case):
        if "CD" in passage.words:
            yield from _markers(passage)
        yield from _genes(passage)


def _markers(passage: Passage) -> Iterator[Finding]:
    for found in _LOST_D.finditer(passage.words):
        group = "after" if found["after"] else "before"
        if group == "before" or _CD_BEFORE.search(passage.words[: found.start()]):
            yield passage.tell(MARKER, found, group, fix=f"CD{found[group][1:]}")
    yield from _misprinted(passage)
    for found in _MARKER.finditer(passage.words):
        if int(found["number"]) > int(LAST[2:]):
            yield passage.tell(NO_MARKER, found, last=LAST)


def _misprinted(passage: Passage) -> Iterator[Finding]:
    """Yield a warning for CD 34, CD3 4+ and CD3O; the second may be two markers, and is not mended."""
    for found in _APART.finditer(passage.words):
        before = passage.words[max(0, found.start() - 20) : found.start()]
        if found["anti"] is not None or _MARKED.match(passage.words, found.end()) or _CD_LISTED.search(before):
            yield passage.tell(MARKER, found, fix=re.sub(r"\s", "", found[0]))
    for found in _BROKEN.finditer(passage.words):
        number = int(found["first"] + found["rest"])
        if number <= int(LAST[2:]) and not _GRADED.search(passage.words):
            yield passage.tell(MARKER, found, mended=f"CD{number}")
    for found in _LIKE_DIGITS.finditer(passage.words):
        yield passage.tell(MARKER, found, fix=found[0].translate(_DIGITS))


def _genes(passage: Passage) -> Iterator[Finding]:
    """Yield a warning for each word like a gene's symbol, where a gene stands beside it or genes are spoken of."""
    for found in _SYMBOL.finditer(passage.words):
        gene = meant_gene(found["symbol"])
        if gene is not None and _is_among_genes(passage.words, found):
            yield passage.tell(GENE, found, "symbol", name=gene.name)


def _is_among_genes(words: str, found: re.Match[str]) -> bool:
    """Say whether a symbol stands beside a known one, or near a word for genes or what becomes of them."""
    near = words[max(0, found.start() - _NEAR) : found.start()] + " " + words[found.end() : found.end() + _NEAR]
    beside = {other["symbol"] for other in _SYMBOL.finditer(near)}
    return bool(beside & set(genes())) or _ABOUT_GENES.search(near) is not None
