"""Is this machine ready? What casebook leans on, in which version, and the command that brings what is absent."""

from __future__ import annotations

import sys
from pathlib import Path

from casebook import __version__
from casebook.doctor.libraries import fonts, layout_libraries, python_libraries, search_library
from casebook.doctor.part import Part
from casebook.doctor.programs import programs
from casebook.errors import N_
from casebook.project import bundled


def examine() -> tuple[Part, ...]:
    """Return every part, those that a build needs first; nothing is raised, whatever is missing."""
    python = ".".join(map(str, sys.version_info[:3]))
    return (
        Part("Python", N_("runs casebook"), python, details=sys.executable),
        Part("casebook", N_("writes the articles"), __version__, details=str(Path(__file__).parents[1])),
        *python_libraries(),
        *layout_libraries(),
        fonts(bundled("templates") / "fonts"),
        search_library(),
        *programs(),
    )


def is_ready(parts: tuple[Part, ...]) -> bool:
    """Say whether all that a build needs is there."""
    return all(part.version for part in parts if part.is_needed)
