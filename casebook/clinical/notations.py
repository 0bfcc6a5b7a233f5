"""What has a notation of its own: karyotypes (ISCN), sequence variants (HGVS), genes, species and CD markers.

Sources: ISCN 2020, chapters 2 to 4 (no spaces in a karyotype, a semicolon between chromosomes, the cells in square
brackets; “nuc ish” and “arr” have rules of their own); HGVS nomenclature 21 (a prefix such as c. or p., no spaces);
genes and species are set in italics, what stands between the parts of a name (subsp., cf.) upright.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import ValidationInfo

from casebook.errors import N_
from casebook.fields import fault, place_of, word
from casebook.findings import Kind, Severity
from casebook.nodes import Breakable, Emphasis, Inline, Superscript, Unbroken, Words
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
    r"(?P<count>\d{2,3})(?:~\d{2,3})?(?:<\d+n>)?,(?P<sex>[XYU?]+|idem|sl)(?P<changes>(?:,(?:[^,()\[\]]|\([^()]*\))+)*)"
    r"(?:\[(?:cp)?\d+\])?"
)
_CHANGE = re.compile(r",(?![^(]*\))")
_TRANSLOCATION = re.compile(r"(?P<name>t|dic|ins)\((?P<chromosomes>[^()]*)\)(?:\((?P<bands>[^()]*)\))?")
# A karyotype whose chromosomes cannot be counted by its gains and losses alone: a range, a ploidy, a marker; whole
# arms joined; a changed sex chromosome, which is not among the sex chromosomes before it
_UNCOUNTED = re.compile(r"[~<]|x\d|mar|dic|rob|tas|dmin|inc|der\([^()]*;|(?:^|,)[a-z]+\([XY]")
_MOST_DIPLOID = 57  # from 58 chromosomes on a clone is near-triploid (ISCN 2020, section 8.1)
_ASIDE = re.compile(r"(?:nuc ish|ish|arr)\b\S*(?: \S+)*")  # in situ hybridization, arrays
_OF_SEQUENCE = r"(?:[A-Z]{2}_\d+(?:\.\d+)?|LRG_\d+(?:[tp]\d+)?|ENS[GPT]\d+(?:\.\d+)?)(?:\([A-Z0-9-]+\))?:"
_HGVS = re.compile(rf"(?:{_OF_SEQUENCE})?[cpgmnr]\.\S+")
_UPRIGHT = r"spp?\.|subsp\.|var\.|cf\.|aff\."
_SPECIES = re.compile(rf"[A-Z](?:[a-z]+(?:-[a-z]+)?|\.)(?: (?:{_UPRIGHT}|[a-z]+(?:-[a-z]+)*)){{0,4}}")
_MARKER = re.compile(r"(?P<name>(?:cy|c|s)?CD\d{1,3}[a-zA-Z]{0,2}|HLA-DR|TdT|MPO)(?P<sign>[+−–-]?)")


@dataclass(frozen=True, slots=True)
class Notation:
    """Something written in a notation of its own, and how it is set."""

    kind: str
    text: str

    def nodes(self) -> tuple[Inline, ...]:
        """Return it as it prints, alike in every language."""
        match self.kind:
            case "iscn":
                return (Breakable(tuple(re.findall(r"[^,/]+[,/]*|[,/]+", self.text))),)
            case "hgvs":
                return (Unbroken(self.text),)
            case "species":
                return tuple(_species(self.text))
            case "cd":
                return tuple(_markers(self.text))
            case _:
                return (Emphasis((Words(self.text),)),)


def _species(text: str) -> Iterator[Inline]:
    """Yield the parts of a name in italics, and upright what stands between them."""
    for part in re.split(rf"((?:^| )(?:{_UPRIGHT}))(?= |$)", text):
        if re.fullmatch(rf"(?:^| )(?:{_UPRIGHT})", part):
            yield Words(part.replace(" ", "\u00a0", 1))
        elif part:
            space, name = part[: len(part) - len(part.lstrip())], part.lstrip()
            yield from ((Words(space),) if space else ())
            yield Emphasis((Words(name),))


def _markers(text: str) -> Iterator[Inline]:
    """Yield the markers, each with its sign raised."""
    for number, found in enumerate(map(_MARKER.fullmatch, _listed(text))):
        assert found, "it was read"
        yield Words((", " if number else "") + found["name"])
        if found["sign"]:
            yield Superscript((Words("+" if found["sign"] == "+" else "−"),))


def _listed(text: str) -> list[str]:
    return re.findall(r"[^\s,;]+", text)


def read_iscn(raw: object, info: ValidationInfo) -> Notation:
    """Return a karyotype; raise what is wrong with its form, its bands or its count."""
    typed = word(raw)
    if _ASIDE.fullmatch(typed):
        return Notation("iscn", typed)
    mended = re.sub(r"\s*([,;()\[\]+−–-])\s*", r"\1", typed.removeprefix("mos ")).replace("−", "-").replace("–", "-")
    mended = re.sub(r"\s+", ",", mended)
    parts = re.split("//?", mended.removeprefix("//"))  # two strokes part the cells of two persons (a chimera)
    clones = [_CLONE.fullmatch(clone) for clone in parts]
    if None in clones:
        raise fault(NOT_ISCN, place_of(raw), typed=typed)
    if " " in typed.removeprefix("mos "):
        raise fault(SPACES, place_of(raw), mended=mended)
    for clone in clones:
        assert clone, "there is none that is no clone"
        _read_changes(clone, raw)
    return Notation("iscn", ("mos\u00a0" if typed.startswith("mos ") else "") + mended)


def _read_changes(clone: re.Match[str], raw: object) -> None:
    for change in _CHANGE.split(clone["changes"])[1:]:
        for found in _TRANSLOCATION.finditer(change):
            _read_translocation(found, raw)
    counted = miscounted(clone[0])
    if counted is not None:
        raise fault(OTHER_COUNT, place_of(raw), typed=clone["count"], counted=counted)


def miscounted(text: str) -> int | None:
    """Return how many chromosomes the changes of a clone leave where it says another number, else None.

    Nothing is said of what is not near-diploid (35 to 57 chromosomes), of a range, of markers, nor of what is no clone.
    """
    clone = _CLONE.fullmatch(text)
    if clone is None or not set(clone["sex"]) <= {"X", "Y"} or _UNCOUNTED.search(text):
        return None
    changes = _CHANGE.split(clone["changes"])[1:]
    gains = sum(change.startswith("+") for change in changes) - sum(change.startswith("-") for change in changes)
    counted = 44 + len(clone["sex"]) + gains
    lost = sum(change in ("-X", "-Y") for change in changes)
    said = int(clone["count"])
    return counted if 35 <= said <= _MOST_DIPLOID and said not in (counted, counted + lost) else None


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
NOT_A_MARKER = Kind(
    "notation.not-a-marker",
    Severity.ERROR,
    N_("“{typed}” is no marker."),
    N_("Write the markers, each with its sign, such as CD34+ CD117+ CD19-."),
)


def _read_markers(raw: object, info: ValidationInfo) -> Notation:
    for marker in _listed(word(raw)):
        if not _MARKER.fullmatch(marker):
            raise fault(NOT_A_MARKER, place_of(raw), typed=marker)
    return Notation("cd", word(raw))


_GENE = r"(?:[A-Z][A-Za-z0-9-]{1,14}|[a-z]{3}[A-Z][A-Za-z0-9]{0,5})"
READERS: dict[str, Callable[[object, ValidationInfo], Notation]] = {
    "iscn": read_iscn,
    "hgvs": _shaped("hgvs", _HGVS, NOT_HGVS),
    "gene": _shaped("gene", re.compile(rf"{_GENE}(?:::{_GENE})?"), NOT_A_GENE),
    "species": _shaped("species", _SPECIES, NOT_A_SPECIES),
    "cd": _read_markers,
}


def is_notation(raw: object) -> bool:
    """Say whether a piece of the source is `{iscn: …}`, `{hgvs: …}`, `{gene: …}`, `{species: …}` or `{cd: …}`."""
    return isinstance(raw, dict) and len(raw) == 1 and all(isinstance(key, Scalar) and key in READERS for key in raw)
