"""The names of picture files, what their files tell besides the picture, the words in drawings, and bars over eyes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from casebook.case import Case
from casebook.checks.identity.passages import Passage
from casebook.checks.identity.people import is_given_name
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.images.metadata import told_besides, words_in_drawing
from casebook.source import Scalar, Tree

FILE_NAME = Kind(
    "privacy.file-name",
    Severity.WARNING,
    N_("The name of the file “{name}” holds “{typed}”, which may tell who the patient is."),
    N_("Rename it by what it shows, such as radiograph-admission.png, here and in its folder."),
)
METADATA = Kind(
    "privacy.image-metadata",
    Severity.NOTE,
    N_("The file “{name}” tells more than the picture: {said}."),
    N_("casebook takes it out of all that it writes; take it out of the file too before you send the file itself."),
)
EYE_BAR = Kind(
    "privacy.eye-bar",
    Severity.NOTE,
    N_("“{typed}”: covered eyes do not keep a patient from being recognised (ICMJE)."),
    N_("Show less of the face, or have the patient's consent to this very picture."),
)

_MOST_BYTES = 40_000_000
_EYE_BAR = re.compile(
    r"""\b(?:eyes?(?:\s+region)?\s+(?:(?:is|are|was|were|has|have|been)\s+)*(?:covered|masked|obscured|hidden|blacked|blurred)
    | (?:black|eye)[\s-](?:bars?|bands?|boxe?s?)(?:\s+(?:over|across)\s+(?:the\s+)?eyes)?
    | (?:covered|masked|obscured|blurred|blacked-out)\s+eyes
    | tarjas?(?:\s+pretas?)?(?:\s+(?:sobre|n)?os\s+olhos)? | olhos\s+(?:cobertos|ocultos|tarjados|borrados)
    | (?:faixa|tarja)\s+(?:preta\s+)?(?:sobre|n)\s?os\s+olhos )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0[1-9]|[12]\d|3[01])[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:19|20)\d\d)(?!\d)"
)
_LONG_NUMBER = re.compile(r"(?<![\dA-Za-z])\d{6,}(?!\d)")
_SHORTEST_NAME = 4


def pictures(case: Case) -> Iterator[Finding]:
    """Yield a finding for every picture whose name tells of a person, and one for all that its file tells besides."""
    for named in files_of(case):
        place = named.place(width=len(named))
        if typed := _telling(PurePosixPath(named.replace("\\", "/")).stem):
            yield FILE_NAME.at(place, name=named, typed=typed)
        if told := told_besides(bytes_of(case.folder, named)):
            yield METADATA.at(place, name=named, said="; ".join(told))


def drawings(case: Case) -> Iterator[Passage]:
    """Yield the words of every drawing, which all stand where the case names its file."""
    for named in files_of(case):
        if words := words_in_drawing(bytes_of(case.folder, named)):
            yield Passage(Scalar(words), "story", stands_at=named.place(width=len(named)))


def eye_bars(passage: Passage) -> Iterator[Finding]:
    """Yield a note for every passage that speaks of a bar over the eyes."""
    for match in _EYE_BAR.finditer(passage.read) if passage.home == "story" else ():
        yield EYE_BAR.at(passage.place(*match.span()), typed=match[0])


def files_of(case: Case) -> Iterator[Scalar]:
    """Yield the name of every picture of a case, as it is typed."""
    yield from files_below(case.source.data.get(Scalar("figures")))


def files_below(part: Tree, name: str = "") -> Iterator[Scalar]:
    """Yield the name of every file below a part of the case."""
    if isinstance(part, Mapping):
        for field, value in part.items():
            yield from files_below(value, "file" if name == "file" else str(field))
    elif isinstance(part, Scalar) and name == "file" and part.strip():
        yield part


def _telling(stem: str) -> str:
    """Return what in the name of a file tells of a person: a given name, a day, a long number; "" for none."""
    if found := _DAY.search(stem) or _LONG_NUMBER.search(stem):
        return found[0]
    words = (word for word in _WORD.findall(stem) if len(word) >= _SHORTEST_NAME)
    return next((word for word in words if is_given_name(word)), "")


def bytes_of(folder: Path, name: str) -> bytes:
    """Return the bytes of a picture inside the folder; none of what is not there, which is told of elsewhere."""
    try:
        file = (folder / name).resolve()
        if not file.is_relative_to(folder.resolve()) or not file.is_file() or file.stat().st_size > _MOST_BYTES:
            return b""
        return file.read_bytes()
    except (OSError, ValueError):
        return b""
