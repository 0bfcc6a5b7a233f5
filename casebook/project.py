"""Where everything is: the cases, templates and catalogues of a project, and what casebook itself ships."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
SETTINGS = "casebook.yaml"  # beside `cases/`: what the site is called, how it looks
TESTS = "tests.yaml"  # beside the cases: the laboratory tests of a project's own


def bundled(name: str) -> Path:
    """Return the folder `name` (templates, locales) that casebook ships, in the wheel or in the source tree."""
    shipped = _PACKAGE / "shipped" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name


@dataclass(frozen=True, slots=True)
class Project:
    """One folder of somebody's work: `cases/` below `root`, outputs below `output`."""

    root: Path
    output: Path

    @property
    def cases(self) -> Path:
        return self.root / "cases"

    def search(self, name: str) -> tuple[Path, ...]:
        """Return the folders where `name` (templates, locales) is looked for: the project's own first."""
        own, shipped = self.root / name, bundled(name)
        return (own, shipped) if own.is_dir() and own != shipped else (shipped,)

    def slugs(self) -> tuple[str, ...]:
        """Return the names of all case folders, sorted."""
        return tuple(sorted(file.parent.name for file in self.cases.glob("*/case.yaml")))

    def named(self, typed: str) -> str:
        """Return the name of the case that somebody typed: its name, the path of its folder, or that of its case.yaml.

        What leads to no folder of the cases is returned as it is.
        """
        path = Path(typed)
        folder = path.parent if path.name == "case.yaml" else path
        wholes = map(Path, (os.path.abspath(folder), os.path.realpath(folder)))  # it may be a link to elsewhere
        for whole in wholes:
            if typed and whole.parent in (self.cases, self.cases.resolve()):
                return whole.name
        return folder.name if str(folder) == folder.name else typed


def find_project(start: Path, output: Path | None = None) -> Project:
    """Return the project around `start`: the nearest folder upwards that holds `cases/`, else `start` itself."""
    start = start.resolve()
    root = next((folder for folder in (start, *start.parents) if (folder / "cases").is_dir()), start)
    return Project(root, (output or root / "build").absolute())
