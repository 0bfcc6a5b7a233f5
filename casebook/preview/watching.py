"""Which files of a case, or shared by all cases, have changed: asked of the disk again and again.

Asking costs less than a millisecond, and works where no system tells of changes: network drives, synchronised folders,
containers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from casebook.project import TESTS, Project
from casebook.record import walk

Stamp = tuple[int, int, int]  # when it was changed, its size, and which file it is (one put in its place is another)
_PASSING = ("~", ".part", ".tmp", ".swp", ".pyc")


@dataclass(frozen=True, slots=True)
class Watch:
    """The files that one case is made of."""

    project: Project
    slug: str

    def own(self) -> Mapping[str, Stamp]:
        """Return how the files of the case are now, those of prose and figures too."""
        found = dict(below(self.project.cases / self.slug))
        with suppress(OSError):
            found[TESTS] = _stamp(os.stat(self.project.cases / TESTS))
        return found


def shared(project: Project) -> Mapping[str, Stamp]:
    """Return how the templates and catalogues are now."""
    folders = (*project.search("templates"), *project.search("locales"))
    made = (project.root / "templates", project.root / "locales")  # by the project, perhaps later
    return {name: stamp for folder in dict.fromkeys((*folders, *made)) for name, stamp in below(folder)}


def below(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield every file below a folder; not what editors leave for a moment."""
    return ((file, _stamp(facts)) for file, facts in walk(folder, _is_passing))


def _is_passing(name: str) -> bool:
    return name.startswith(".") or name.endswith(_PASSING)


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_size, status.st_ino
