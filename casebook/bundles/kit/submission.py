"""What the parts of a kit are made of, and what each of them gives: files, and what its authors still have to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from casebook.case import Case
from casebook.case.people import Author
from casebook.errors import N_
from casebook.formats import FORMATS
from casebook.formats.faults import needing_libraries
from casebook.formats.word.sheet import Sheet, write_sheet
from casebook.journals import Journal
from casebook.languages import Language
from casebook.nodes import Notice, Words
from casebook.report.compose import DRAFT, FICTIONAL, Edition, compose
from casebook.report.model import Report


@dataclass(frozen=True, slots=True)
class Told:
    """One finding in the author's words: how grave it is, where it stands, what is wrong, what to do, its code.

    `excuse` is the reason for which the authors let it stand; a note is none of what must be mended.
    """

    severity: str
    where: str
    what: str
    mend: str
    code: str
    excuse: str = ""
    is_note: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is an error or a warning, and stands there unexplained."""
        return not (self.excuse or self.is_note)


@dataclass(frozen=True)
class Submission:
    """One case as it goes to one journal.

    `reports` are its articles, first the one that is handed over; `language` is that in which its author reads.
    `templates` are the template folders of the journal, `search` those of all journals.
    """

    case: Case
    journal: Journal
    reports: tuple[Report, ...]
    told: tuple[Told, ...]
    language: Language
    templates: tuple[Path, ...]
    search: tuple[Path, ...]
    locales: tuple[Path, ...]

    @property
    def report(self) -> Report:
        """The article that is handed over."""
        return self.reports[0]

    @property
    def addressee(self) -> str:
        """The journal, as its author reads of it."""
        return self.journal.profile.name or self.language.words(N_("any journal that follows ICMJE and CARE"))

    @property
    def is_draft(self) -> bool:
        return self.report.is_draft

    @property
    def correspondents(self) -> tuple[Author, ...]:
        """The authors to write to."""
        return tuple(author for author in self.case.file.authors if author.corresponding)

    @cached_property
    def for_reviewers(self) -> Report:
        """The article as its reviewers see it: where they may not know who wrote it, the blinded edition."""
        if not self.journal.wants_blinded:
            return self.report
        code, slug = self.report.language.code, self.journal.slug
        edition = Edition(code, slug, self.is_draft, self.search, self.locales, is_blinded=True)
        return compose(self.case, edition)[0]

    @cached_property
    def printed(self) -> tuple[bytes, Mapping[str, int]]:
        """The article for reviewers as PDF, and on which page each part begins; it links to no file beside it."""
        with needing_libraries():
            pdf = FORMATS.load("pdf")
        report = self.for_reviewers
        data = pdf.write(replace(report, absent=report.beside), self.templates)
        return data, pdf.pages(data)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a reader of every sheet must know first."""
        words = self.report.language.words
        said = {"draft": (self.is_draft, DRAFT), "fictional": (self.case.is_fictional, FICTIONAL)}
        return tuple(Notice(role, (Words(words(told)),)) for role, (is_so, told) in said.items() if is_so)

    def sheet(self, sheet: Sheet, report: Report | None = None) -> bytes:
        """Return a sheet as a Word file, behind what its reader must know first; it is that of `report`, if given."""
        return write_sheet(replace(sheet, parts=(*self.notices, *sheet.parts)), report or self.report, self.templates)


@dataclass(frozen=True, slots=True)
class KitFile:
    """One file: its name ("cover-letter.docx"), its bytes, and what it is, in the author's language."""

    name: str
    data: bytes
    what: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a part of the kit gives: files, what the author must still do, or why there is nothing, in her language."""

    files: tuple[KitFile, ...] = ()
    to_do: tuple[str, ...] = ()
    why_not: str = ""
