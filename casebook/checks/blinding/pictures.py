"""Pictures that name an author of a blinded copy: in the name of their file, or in what the file tells besides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from casebook.case import Case
from casebook.checks.identity.pictures import bytes_of, files_of
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.images.metadata import words_besides
from casebook.meant import fold

FILE_NAME = Kind(
    "blinding.file-name",
    Severity.WARNING,
    N_("The name of the file “{name}” holds “{typed}”, the name of an author."),
    N_("Rename it by what it shows, such as radiograph-admission.png, here and in its folder."),
)
METADATA = Kind(
    "blinding.image-metadata",
    Severity.WARNING,
    N_("The file “{name}” tells besides its picture that it is by “{typed}”, an author."),
    N_("casebook takes it out of all that it writes; take it out of the file too before you send the file itself."),
)
_SHORTEST = 4  # letters of a family name; a shorter one is a part of too many words


def pictures(case: Case) -> Iterator[Finding]:
    """Yield a finding for every picture of a case whose file names an author."""
    names = {author.name.family for author in case.file.authors if len(author.name.family) >= _SHORTEST}
    for named in files_of(case):
        place = named.place(width=len(named))
        stem = PurePosixPath(named.replace("\\", "/")).stem
        for kind, words in ((FILE_NAME, stem), (METADATA, words_besides(bytes_of(case.folder, named)))):
            if typed := next((name for name in sorted(names) if _holds(words, name)), ""):
                yield kind.at(place, name=named, typed=typed)


def _holds(words: str, name: str) -> bool:
    """Say whether some words hold a name, whole, whatever its accents, capitals and hyphens."""
    return re.search(rf"(?<![^\W\d_]){re.escape(fold(name))}(?![^\W\d_])", fold(words)) is not None
