"""One thing that casebook leans on, and the command that brings it on this system.

Names of packages: WeasyPrint's installation guide and the systems' own lists; only Debian's were tried.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from casebook.errors import N_

TYPE = N_("to get it: {what}")
Packages = Mapping[str, str]  # the name of a package by the program that installs it

_INSTALL = {
    "apt-get": "sudo apt-get install {}",
    "dnf": "sudo dnf install {}",
    "brew": "brew install {}",
    "pacman": "pacman -S {}",  # in an MSYS2 terminal
    "winget": "winget install {}",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that casebook leans on; `name`, `serves` (what for) and `advice` are message ids.

    Without a `version` it is absent or cannot be used; then `mends` (each a message id and its field {what}) and
    `advice` say what to do. `details` is where it is, or what of it is missing.
    """

    name: str
    serves: str
    version: str = ""
    details: str = ""
    is_needed: bool = True
    mends: tuple[tuple[str, str], ...] = ()
    advice: str = ""


def mends(packages: Packages) -> tuple[tuple[str, str], ...]:
    """Return what to type on this system; without an installer that we know, the names that Debian has."""
    typed = [_INSTALL[name].format(packages[name]) for name in _installers() if name in packages]
    return (
        ((TYPE, typed[0]),) if typed else ((N_("to get it, install what Debian calls: {what}"), packages["apt-get"]),)
    )


def _installers() -> list[str]:
    """Return the programs that install things here, the likeliest first."""
    if sys.platform in ("win32", "cygwin", "msys"):
        return ["pacman", "winget"]
    return [name for name in ("apt-get", "dnf", "brew") if shutil.which(name)]
