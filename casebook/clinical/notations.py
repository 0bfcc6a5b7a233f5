"""What has a notation of its own: karyotypes (ISCN), sequence variants (HGVS), genes and species.

Sources: ISCN 2020, chapters 2 to 4 (no spaces but after “idem”, a semicolon between chromosomes, the cells in square
brackets); HGVS nomenclature 21 (a prefix such as c. or p., no spaces); genes and species are set in italics.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import ValidationInfo

from casebook.errors import N_
from casebook.fields import fault, place_of, word
from casebook.findings import Kind, Severity
from casebook.nodes import Breakable, Emphasis, Inline, Unbroken, Words
from casebook.source import Scalar

SPACES = Kind(
    "notation.spaces",
    Severity.ERROR,
    N_("A karyotype has no spaces."),
    N_("Write {mended}."),
)
COMMA = Kind(
    "notation.chromosomes",
    Severity.ERROR,
    N_("In “{typed}” a semicolon must part the chromosomes."),
    N_("Write {mended}."),
)
BANDS = Kind(
    "notation.bands",
    Severity.ERROR,
    N_("“{typed}” names {chromosomes} chromosomes, but bands of {bands}."),
    N_("Give one band for each chromosome, with a semicolon between them, such as t(3;3)(q21;q26.2)."),
)
NOT_ISCN = Kind(
    "notation.not-iscn",
    Severity.ERROR,
    N_("“{typed}” is not a karyotype in the notation of ISCN."),
    N_("Write the number of chromosomes, the sex chromosomes, then each change, such as 45,XX,del(5)(q31q35),-7[20]."),
)
OTHER_COUNT = Kind(
    "notation.chromosome-count",
    Severity.ERROR,
    N_("This karyotype says {typed} chromosomes; with its gains and losses there would be {counted}."),
    N_("Compare it with the report of the laboratory."),
)
NOT_HGVS = Kind(
    "notation.not-hgvs",
    Severity.ERROR,
    N_("“{typed}” is not a variant in the notation of HGVS."),
    N_("Write it without spaces behind c., p., g., m., n. or r., such as c.1799T>A or p.(Val600Glu)."),
)
NOT_A_SPECIES = Kind(
    "notation.not-a-species",
    Severity.ERROR,
    N_("“{typed}” is not the name of a genus or a species."),
    N_("Write the genus with a capital letter and the species with a small one, such as Fusarium solani."),
)

_CLONE = re.compile(
    r"(?P<count>\d{2,3})(?:~\d{2,3})?(?:<\d+n>)?,(?P<sex>[XYU?]+|idem|sl)(?P<changes>(?:,[^,\[\]]+(?:\([^()]*\)[^,\[\]]*)*)*)"
    r"(?:\[(?:cp)?\d+\])?"
)
_CHANGE = re.compile(r",(?![^(]*\))")
_TRANSLOCATION = re.compile(r"(?P<name>t|dic|ins)\((?P<chromosomes>[^()]*)\)(?:\((?P<bands>[^()]*)\))?")
_HGVS = re.compile(r"(?:[A-Z]{2}_\d+(?:\.\d+)?(?:\([A-Z0-9-]+\))?:)?[cpgmnr]\.\S+")
_SPECIES = re.compile(r"[A-Z][a-z]+(?:-[a-z]+)?(?: (?:[a-z]+(?:-[a-z]+)*|spp?\.)){0,3}")


@dataclass(frozen=True, slots=True)
class Notation:
    """Something written in a notation of its own, and how it is set."""

    kind: str
    text: str

    def nodes(self) -> tuple[Inline, ...]:
        """Return it as it prints, alike in every language."""
        match self.kind:
            case "iscn":
                return (Breakable(tuple(re.findall(r"[^,/]+[,/]?", self.text))),)
            case "hgvs":
                return (Unbroken(self.text),)
            case "species":
                name, _, rest = self.text.partition(" sp")
                if rest and self.text.endswith("."):
                    return (Emphasis((Words(name),)), Words(f"\u00a0sp{rest}"))
                return (Emphasis((Words(self.text),)),)
            case _:
                return (Emphasis((Words(self.text),)),)


def read_iscn(raw: object, info: ValidationInfo) -> Notation:
    """Return a karyotype; raise what is wrong with its form, its bands or its count."""
    typed = word(raw)
    mended = re.sub(r"\s*([,;()\[\]+-])\s*", r"\1", typed).replace("−", "-").replace("–", "-")
    if " " in typed:
        raise fault(SPACES, place_of(raw), mended=mended)
    for clone in mended.split("/"):
        found = _CLONE.fullmatch(clone)
        if found is None:
            raise fault(NOT_ISCN, place_of(raw), typed=clone)
        _read_changes(found, raw)
    return Notation("iscn", mended)


def _read_changes(clone: re.Match[str], raw: object) -> None:
    changes = _CHANGE.split(clone["changes"])[1:]
    for change in changes:
        for found in _TRANSLOCATION.finditer(change):
            _read_translocation(found, raw)
    gains = sum(change.startswith("+") for change in changes) - sum(change.startswith("-") for change in changes)
    sexes = len(clone["sex"]) if set(clone["sex"]) <= {"X", "Y"} else 0
    counted = 44 + sexes + gains
    if sexes and "~" not in clone[0] and "<" not in clone[0] and "mar" not in clone[0] and "dic" not in clone[0]:
        lost = sum(change in ("-X", "-Y") for change in changes)
        if int(clone["count"]) not in (counted, counted + lost):
            raise fault(OTHER_COUNT, place_of(raw), typed=clone["count"], counted=counted)


def _read_translocation(found: re.Match[str], raw: object) -> None:
    chromosomes, bands = found["chromosomes"], found["bands"] or ""
    if "," in chromosomes:
        mended = found[0].replace(chromosomes, chromosomes.replace(",", ";"))
        raise fault(COMMA, place_of(raw), typed=found[0], mended=mended)
    counts = [len(part.split(";")) for part in (chromosomes, bands)]
    if bands and found["name"] == "t" and counts[0] != counts[1]:
        raise fault(BANDS, place_of(raw), typed=found[0], chromosomes=counts[0], bands=counts[1])


def _shaped(kind: str, pattern: re.Pattern[str], wrong: Kind) -> Callable[[object, ValidationInfo], Notation]:
    def read(raw: object, info: ValidationInfo) -> Notation:
        typed = word(raw)
        if not pattern.fullmatch(typed):
            raise fault(wrong, place_of(raw), typed=typed)
        return Notation(kind, typed)

    return read


NOT_A_GENE = Kind(
    "notation.not-a-gene",
    Severity.ERROR,
    N_("“{typed}” is not the symbol of a gene."),
    N_("Write its approved symbol (HGNC), without spaces, such as CEBPA."),
)
READERS: dict[str, Callable[[object, ValidationInfo], Notation]] = {
    "iscn": read_iscn,
    "hgvs": _shaped("hgvs", _HGVS, NOT_HGVS),
    "gene": _shaped("gene", re.compile(r"[A-Z][A-Za-z0-9-]{1,14}(?:::[A-Z][A-Za-z0-9-]{1,14})?"), NOT_A_GENE),
    "species": _shaped("species", _SPECIES, NOT_A_SPECIES),
}


def is_notation(raw: object) -> bool:
    """Say whether a piece of the source is `{iscn: …}`, `{hgvs: …}`, `{gene: …}` or `{species: …}`."""
    return isinstance(raw, dict) and len(raw) == 1 and all(isinstance(key, Scalar) and key in READERS for key in raw)
