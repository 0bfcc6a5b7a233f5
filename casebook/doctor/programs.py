"""The programs of others that casebook builds without: most serve its own tests and pictures alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, replace

from casebook.doctor.part import Packages, Part, mends
from casebook.errors import N_

_SECONDS = 20  # a program that has not told its version by then counts as absent


@dataclass(frozen=True, slots=True)
class _Program:
    """A program: what it serves, how it may be called, how it is asked for its version, what brings it."""

    name: str
    serves: str
    calls: tuple[str, ...]
    question: str
    packages: Packages


_ALL = (
    _Program(
        "Java",
        N_("judges PDF and HTML in the tests"),
        ("java",),
        "-version",
        {
            "apt-get": "default-jre-headless",
            "dnf": "java-latest-openjdk-headless",
            "brew": "openjdk",
            "winget": "EclipseAdoptium.Temurin.21.JRE",
        },
    ),
    _Program(
        "Chromium",
        N_("judges HTML in the tests, takes the pictures of the README"),
        (
            *("chromium", "chromium-browser", "google-chrome", "chrome"),
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        ),
        "--version",
        {"apt-get": "chromium", "dnf": "chromium", "brew": "--cask google-chrome", "winget": "Google.Chrome"},
    ),
    _Program(
        "LibreOffice",
        N_("judges the Word file in the tests"),
        ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        "--version",
        {
            "apt-get": "libreoffice-writer",
            "dnf": "libreoffice-writer",
            "brew": "--cask libreoffice",
            "winget": "TheDocumentFoundation.LibreOffice",
        },
    ),
    _Program(
        "Poppler",
        N_("judges PDF in the tests, takes the pictures of the README"),
        ("pdftoppm",),
        "-v",
        {
            "apt-get": "poppler-utils",
            "dnf": "poppler-utils",
            "brew": "poppler",
            "pacman": "mingw-w64-ucrt-x86_64-poppler",
        },
    ),
    _Program(
        "hunspell",
        N_("looks words up for casebook check --spelling, with a dictionary for each language"),
        ("hunspell",),
        "--version",
        {
            "apt-get": "hunspell hunspell-en-us hunspell-en-med hunspell-pt-br",
            "dnf": "hunspell hunspell-en-US hunspell-pt-BR",
            "brew": "hunspell",
            "pacman": "mingw-w64-ucrt-x86_64-hunspell",
        },
    ),
)


def programs() -> tuple[Part, ...]:
    """Return every such program, there or not."""
    return tuple(_part(program) for program in _ALL)


def _part(program: _Program) -> Part:
    found = next(filter(None, map(shutil.which, program.calls)), "")
    version = version_told([found, program.question]) if found else ""
    part = Part(program.name, program.serves, version, is_needed=False, mends=mends(program.packages))
    return part if version else replace(part, details=found)


def version_told(command: list[str]) -> str:
    """Return the version that a program tells of itself, or nothing where it cannot be run or fails."""
    try:
        told = subprocess.run(command, capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    version = re.search(rb"\d+(?:\.\d+)+", told.stdout + told.stderr)
    return version[0].decode() if version else ""
