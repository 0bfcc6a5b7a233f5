"""The Case as its authors wrote it, in all its languages.

`load_case` reads a folder's case.yaml and references and returns the Case, or None, with everything found wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from casebook.case.decimals import with_one_advice
from casebook.case.declared import with_bare_names
from casebook.case.file import CaseFile
from casebook.case.files import at_home, find_file, with_prose
from casebook.case.labsheet import with_labs
from casebook.case.private import with_private_dates
from casebook.case.sheets import with_sheets
from casebook.case.tests import with_tests
from casebook.clinical.labs import UNKNOWN_TEST
from casebook.clinical.notations import Notation
from casebook.errors import N_
from casebook.fields import FieldPath, Reading, read_model, without_faults
from casebook.findings import Finding, Kind, Place, Severity
from casebook.journals import journal_names
from casebook.languages import available
from casebook.meant import likely
from casebook.prose import Text
from casebook.quantity import Quantity
from casebook.references.item import Item
from casebook.references.readers import read_references
from casebook.source import Scalar, Source, Tree, kinds, read_source

NO_SUCH_AFFILIATION = Kind(
    "case.unknown-affiliation",
    Severity.ERROR,
    N_("There is no affiliation called “{name}”."),
    N_("Describe it under “affiliations”, or use one of: {names}."),
)
TWO_HOMES = Kind(
    "case.two-homes",
    Severity.ERROR,
    N_("“{name}” stands under “{first}” and under “{second}”: nobody can tell which one is meant."),
    N_("Keep one of them, or give one another name."),
)
RESERVED = Kind(
    "case.reserved-name",
    Severity.ERROR,
    N_("“{name}” in braces stands for the patient, so that nothing else can be called so."),
    N_("Give it another name."),
)
UNSAID_GRANTS = Kind(
    "case.unsaid-grants",
    Severity.WARNING,
    N_("“funding” does not say “{name}”, and what stands under “grants” is not printed."),
    N_("Write under “funding”, in every language, who paid, with the number of the grant."),
)


_READ_AS_TYPED = (kinds.DUPLICATE.code, kinds.FIELD_NAME.code)  # of the errors of a file: no line is mended for them


@dataclass(frozen=True)
class Case:
    """One case in all its languages: the typed file, its references, its folder, and where every field stands.

    `unread` are the fields that were left out because they are faulty, so that the search for faults can go on.
    `handed_to` is the journal for which it is being made ready, where that is another one than its file names.
    """

    slug: str
    folder: Path
    file: CaseFile
    references: Mapping[str, Item]
    source: Source = field(repr=False)
    unread: frozenset[FieldPath] = frozenset()
    handed_to: str = ""

    @property
    def journal(self) -> str:
        """The journal to whose rules it must keep."""
        return self.handed_to or self.file.article.journal

    @property
    def is_fictional(self) -> bool:
        return self.file.fictional

    @property
    def is_published(self) -> bool:
        """Whether it stands in its journal, as it was or with a notice."""
        return self.file.status in ("published", "corrected", "retracted")

    @property
    def is_withdrawn(self) -> bool:
        """Whether consent was withdrawn: nothing of the case may be printed, and nothing of it is checked."""
        return self.file.status == "withdrawn"

    @property
    def is_whole(self) -> bool:
        """Whether the file was read to the last field; references that were not read leave marked gaps."""
        return self.unread <= {("references",)}

    def is_unread(self, path: FieldPath) -> bool:
        """Say whether a field, a part of it, or one that it is part of, is there and could not be read.

        Items of lists are not told: with one left out, the others have other numbers.
        """
        named = (other for other in self.unread if all(isinstance(step, str) for step in other))
        return any(path[: len(other)] == other[: len(path)] for other in named)

    def quantities(self) -> Mapping[str, Quantity]:
        """Return every number that prose may name: "hb", "ldh.reference", "patient.age"."""
        values = self.file.values.items()
        named = {name: value.value for name, value in values if isinstance(value.value, Quantity)}
        named |= {f"{name}.reference": value.reference for name, value in values if value.reference}
        return named | ({"patient.age": self.file.patient.age} if self.file.patient else {})

    def notations(self) -> Mapping[str, Notation]:
        """Return every karyotype, variant, gene and species that prose may name."""
        values = self.file.values.items()
        return {name: value.value for name, value in values if isinstance(value.value, Notation)}

    def at(self, path: FieldPath) -> Place:
        """Return where a field stands in case.yaml; where it is missing, its nearest parent."""
        return self.source.at(path)


def load_case(
    folder: Path, locales: tuple[Path, ...] = (), templates: tuple[Path, ...] = ()
) -> tuple[Case | None, tuple[Finding, ...]]:
    """Return the case in `folder`, or None where it cannot be told, and all that was found wrong on the way.

    1. read the file and the prose and tables that stand in files beside it, and type its fields
    2. where fields are faulty, type what is left without them, and remember which they are
    3. read the references, and look for what one field says of another that is not so
    """
    name = f"{folder.parent.name}/{folder.name}"
    written, findings = read_source(folder / "case.yaml", f"{name}/case.yaml")
    if written is None:
        return None, findings
    written = with_bare_names(written)
    written, prose_faults, unwritten = with_prose(written, folder, name)
    written, sheet_faults, unfilled = with_sheets(written, folder, name)
    written, lab_faults, unmeasured = with_labs(written, folder, name)
    written, test_faults = with_tests(written, folder)
    written, date_faults = with_private_dates(written, folder, name)
    known = _reading(written, available(locales), journal_names(templates))
    file, faults = read_model(CaseFile, written, known)
    source, unread = written, frozenset[FieldPath]()
    if file is None:
        stand_ins: dict[Scalar, Tree] = {Scalar("casebook"): Scalar("1"), Scalar("languages"): [Scalar(known.main)]}
        file, source, unread = without_faults(CaseFile, written, known, stand_ins)
    beside = prose_faults + sheet_faults + lab_faults + test_faults + date_faults
    findings += (*beside, *with_one_advice(_of_their_own(faults, findings)), *_contradictions(written))
    if file is None:
        return None, findings
    course_faults = tuple(file.course.found(written))
    findings += course_faults + (*_two_homes(file, written), *_unsaid_grants(file, written))
    if any(
        fault.code == UNKNOWN_TEST.code and fault.place and fault.place.file != written.name for fault in course_faults
    ):
        unread |= {("labs",)}
    references, faults = _references(folder, name, file, source)
    if not references and any(fault.is_error for fault in faults):
        unread |= {("references",)}
    unread |= unwritten | unfilled | unmeasured
    return Case(folder.name, folder, file, references, source, unread), findings + faults


def _of_their_own(faults: tuple[Finding, ...], unreadable: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the faults of fields on lines that were read as they were typed; on others they follow from the mend."""
    mended = (f for f in unreadable if f.is_error and f.code not in _READ_AS_TYPED)
    lines = {(f.place.file, f.place.line) for f in mended if f.place}
    return tuple(f for f in faults if not f.place or (f.place.file, f.place.line) not in lines)


def _reading(source: Source, languages: tuple[str, ...], journals: tuple[str, ...]) -> Reading:
    """Return what the file declares of itself, as far as it can be read before the model is."""
    data = source.data
    listed = data.get(Scalar("languages"))
    main = str(listed[0]) if isinstance(listed, list) and listed else ""
    decimal = str(data.get(Scalar("decimal"), ""))
    main = main if main in languages else languages[0]
    return Reading(main, languages, decimal if decimal in (".", ",") else "", journals)


def _references(
    folder: Path, name: str, file: CaseFile, source: Source
) -> tuple[Mapping[str, Item], tuple[Finding, ...]]:
    """Return the references by key, and their faults; those of the list as a whole stand where the case names it."""
    if not file.references:
        return {}, ()
    place = source.at(("references",))
    path, findings = find_file(folder, file.references, place)
    if path is None:
        return {}, findings
    items, faults = read_references(path, f"{name}/{file.references}")
    return items, at_home(faults, place)


def _contradictions(written: Source) -> Iterator[Finding]:
    """Yield a finding for every affiliation that an author names and nobody describes, other faults notwithstanding."""
    authors, described = written.data.get(Scalar("authors")), written.data.get(Scalar("affiliations"))
    known = [str(name) for name in described] if isinstance(described, Mapping) else []
    for author in authors if isinstance(authors, list) else []:
        named = author.get(Scalar("affiliations")) if isinstance(author, Mapping) else None
        for name in named if isinstance(named, list) else []:
            if isinstance(name, Scalar) and name not in known:
                yield NO_SUCH_AFFILIATION.at(name.place(width=len(name)), name=name, names=likely(name, known))


def _unsaid_grants(file: CaseFile, written: Source) -> Iterator[Finding]:
    """Yield a finding for every grant of which the article does not say, in each language, who paid and its number."""
    said = file.funding.versions.values() if isinstance(file.funding, Text) else ("",)
    for number, grant in enumerate(file.grants):
        for name in filter(None, (grant.funder, grant.number)):
            if not all(name in words for words in said):
                yield UNSAID_GRANTS.at(written.at(("grants", number)), name=name)


def _two_homes(file: CaseFile, written: Source) -> Iterator[Finding]:
    """Yield a finding for every name under which prose, or a moment, would find two things."""
    homes = {
        "values": tuple(file.values),
        "labs": tuple(file.labs),
        "events": tuple(file.events),
        "regimens": tuple(file.regimens),
    }
    pairs = [*combinations(homes.items(), 2), (("clocks", tuple(file.clocks)), ("events", homes["events"]))]
    for (home, names), (other, others) in pairs:
        for name in names:
            if name in others:
                yield TWO_HOMES.at(written.key((other, name)), name=name, first=home, second=other)
    for home in (*homes, "regimens"):
        if "patient" in getattr(file, home):
            yield RESERVED.at(written.key((home, "patient")), name="patient")
