"""The files that a case names: looked for inside its folder, and those of prose read in the place of their name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from errno import ELOOP
from itertools import islice
from pathlib import Path

from casebook.errors import N_
from casebook.fields import FieldPath
from casebook.findings import Finding, Kind, Place, Severity
from casebook.meant import meant
from casebook.source import Scalar, Source, Tree, read_passage

OUTSIDE = Kind(
    "case.file-outside",
    Severity.ERROR,
    N_("“{name}” lies outside the folder of the case."),
    N_("Copy the file into the folder of the case and write its name."),
)
NO_SUCH_FILE = Kind(
    "case.file-missing",
    Severity.ERROR,
    N_("There is no file “{name}” in the folder of the case."),
    N_("Copy it there, or correct its name."),
)
MISSPELT_FILE = Kind(
    NO_SUCH_FILE.code,
    Severity.ERROR,
    NO_SUCH_FILE.what,
    N_("Did you mean “{nearest}”?"),
)
CIRCLE = Kind(
    "case.file-in-a-circle",
    Severity.ERROR,
    N_("“{name}” is a link that leads back to itself."),
    N_("Put the file itself in its place."),
)
EMPTY = Kind(
    "case.file-empty",
    Severity.WARNING,
    N_("The file “{name}” is empty."),
    N_("Write the text in it, or write the text here in its place."),
)
SUFFIX = ".md"
_MOST_FILES = 500
_WITH_PROSE = ("abstract", "sections")


def find_file(folder: Path, name: str, place: Place) -> tuple[Path | None, tuple[Finding, ...]]:
    """Return the file called `name` in the folder of a case, or None and why; `place` is where the case names it."""
    path = folder / name
    if _leads_in_a_circle(path):
        return None, (CIRCLE.at(place, name=name),)
    try:
        is_inside = path.resolve().is_relative_to(folder.resolve())
        is_there = is_inside and path.exists()
    except (OSError, ValueError):
        is_inside = is_there = False
    if not is_inside:
        return None, (OUTSIDE.at(place, name=name),)
    if is_there:
        return path, ()
    near = _nearest(folder, path)
    return None, ((MISSPELT_FILE if near else NO_SUCH_FILE).at(place, name=name, nearest=near),)


def _nearest(folder: Path, wanted: Path) -> str:
    """Return the file in the folder of a case that is called most like the wanted one; "" where none is."""
    there = [file for file in islice(folder.rglob(f"*{wanted.suffix}"), _MOST_FILES) if file.is_file()]
    names = {file.stem: file.relative_to(folder).as_posix() for file in there}
    return names.get(meant(wanted.stem, names), "")


def _leads_in_a_circle(path: Path) -> bool:
    try:
        path.stat()
    except OSError as error:
        return error.errno == ELOOP
    except ValueError:  # a name that no file can have
        return False
    return False


def at_home(findings: tuple[Finding, ...], place: Place) -> tuple[Finding, ...]:
    """Return the findings of a file, those without a line at the `place` where the case names the file."""
    return tuple(f if f.place and f.place.line else f.kind.at(place, **f.fields) for f in findings)


@dataclass(slots=True)
class _Prose:
    """One walk through the texts of a case; `faulty` are the fields whose file could not be read."""

    folder: Path
    name: str
    findings: list[Finding] = field(default_factory=list)
    faulty: set[FieldPath] = field(default_factory=set)

    def read(self, part: Tree, path: FieldPath) -> Tree:
        """Return a part of the case with the words of each file in the place of its name."""
        if isinstance(part, Mapping):
            return {name: self.read(value, (*path, str(name))) for name, value in part.items()}
        if isinstance(part, Scalar) and names_prose(part):
            return self._passage(part, path)
        return part

    def _passage(self, named: Scalar, path: FieldPath) -> Scalar:
        """Return the words of the file that is named; where it cannot be read, blank ones in the place of its name."""
        typed = named.strip()
        place = named.place(named.find(typed), len(typed))
        file, findings = find_file(self.folder, typed, place)
        words = None
        if file is not None:
            inside = file.resolve().relative_to(self.folder.resolve()).as_posix()
            words, findings = read_passage(file, f"{self.name}/{inside}")
        self.findings += at_home(findings, place)
        if words is None:
            self.faulty.add(path)
            return Scalar("", named.mark)
        if not words.strip():
            self.findings.append(EMPTY.at(place, name=typed))
        return words


def names_prose(words: str) -> bool:
    """Say whether a text is the name of a file of prose: one line that ends in .md."""
    typed = words.strip()
    return typed.endswith(SUFFIX) and "\n" not in typed and len(typed) > len(SUFFIX)


def with_prose(source: Source, folder: Path, name: str) -> tuple[Source, tuple[Finding, ...], frozenset[FieldPath]]:
    """Return `source` with the words of its files of prose, their faults, and the fields whose file cannot be read.

    Sections and the abstract may stand in files beside the case; `name` stands for its folder in every place.
    """
    prose = _Prose(folder, name)
    data = {
        field: prose.read(value, (str(field),)) if field in _WITH_PROSE else value
        for field, value in source.data.items()
    }
    return replace(source, data=data), tuple(prose.findings), frozenset(prose.faulty)
