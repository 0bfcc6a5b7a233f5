"""What a build needs: Python's libraries, Pango, HarfBuzz's subsetter, our fonts; and what searches a site."""

from __future__ import annotations

import hashlib
import re
import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module, metadata
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from casebook.doctor.part import TYPE, Packages, Part, mends
from casebook.errors import N_, reason_of
from casebook.formats.faults import LibraryMissing, needing_libraries

_PANGO: Packages = {
    "apt-get": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "pango harfbuzz",
    "brew": "pango",
    "pacman": "mingw-w64-ucrt-x86_64-pango",
}
_SUBSETTER: Packages = {
    "apt-get": "libharfbuzz-subset0",
    "dnf": "harfbuzz",
    "brew": "harfbuzz",
    "pacman": "mingw-w64-ucrt-x86_64-harfbuzz",
}
# What is left to do where the package is there and its library is not found.
_ELSEWHERE = {
    "darwin": N_(
        "If it is installed and not found: export DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib, and use Homebrew’s"
        " own Python."
    ),
    "win32": N_(
        "Type it in the terminal MSYS2 UCRT64. If MSYS2 is not in C:\\msys64, name its folder ucrt64\\bin in the"
        " variable WEASYPRINT_DLL_DIRECTORIES."
    ),
}
_AGAIN = N_("Install casebook again.")


def python_libraries() -> tuple[Part, ...]:
    """Return one part for all libraries that casebook asks for and has, and one for each that is absent or unfit."""
    asked = [line for line in metadata.requires("casebook") or () if ";" not in line]
    versions = {line: _version(_name(line)) for line in asked}
    good = [f"{_name(line)} {version}" for line, version in sorted(versions.items()) if fits(version, line)]
    serves = N_("everything else rests on them")
    return (
        Part(N_("Python libraries"), serves, str(len(good)), details=", ".join(good)),
        *(
            Part(line, serves, details=version, mends=_pip(line))
            for line, version in versions.items()
            if not fits(version, line)
        ),
    )


def search_library() -> Part:
    """Return Pagefind, which is two libraries: casebook starts the one, and its program is in the other."""
    serves = N_("searches the whole text on a site; without it, readers filter the list of cases")
    version = _version("pagefind") if find_spec("pagefind_bin") else ""
    return Part("Pagefind", serves, version, is_needed=False, mends=_pip("pagefind[bin]"))


def _pip(requirement: str) -> tuple[tuple[str, str], ...]:
    """Return what brings a Python library to where casebook runs."""
    return ((TYPE, f'"{sys.executable}" -m pip install "{requirement}"'),)


def _name(requirement: str) -> str:
    """Return "weasyprint" of "weasyprint<71,>=70"."""
    return re.split(r"[^\w.-]", requirement)[0]


def _version(name: str) -> str:
    """Return the installed version of a Python library, or nothing."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def fits(version: str, requirement: str) -> bool:
    """Say whether "70.1" is what "weasyprint<71,>=70" asks for; no version fits nothing."""
    bounds = [(sign, _numbers(bound)) for sign, bound in re.findall(r"(>=|<)([\d.]+)", requirement)]
    have = _numbers(version)
    return bool(version) and all(have >= bound if sign == ">=" else have < bound for sign, bound in bounds)


def _numbers(version: str) -> tuple[int, ...]:
    """Return the parts of a version without the zeros at its end, which say nothing: 70 is 70.0."""
    return tuple(map(int, re.findall(r"\d+", re.sub(r"(?:\.0+)+$", "", version))))


def layout_libraries() -> tuple[Part, ...]:
    """Return Pango and HarfBuzz's subsetter as WeasyPrint meets them.

    Where it cannot begin, Pango alone, with the library that was asked for in vain: of the other nothing is known then.
    """
    pango = Part("Pango", N_("lays out the PDF"), mends=mends(_PANGO), advice=_ELSEWHERE.get(sys.platform, ""))
    cutter = Part("libharfbuzz-subset", N_("cuts the fonts in a PDF, fast"), mends=mends(_SUBSETTER))
    try:
        with needing_libraries(), warnings.catch_warnings(action="ignore"):
            loaded = import_module("weasyprint.text.ffi")
    except LibraryMissing as missing:
        return (replace(pango, details=missing.where),)
    except ImportError as missing:
        return (replace(pango, details=str(missing.name or missing)),)
    try:
        number = int(loaded.pango.pango_version())
        cutting = highest(loaded.harfbuzz.hb_version_atleast) if loaded.harfbuzz_subset else ""
    except AttributeError as missing:  # a WeasyPrint that meets them otherwise: nothing is known, and nothing is wrong
        return (replace(pango, details=str(missing)),)
    version = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return replace(pango, version=version), replace(cutter, version=cutting)


def highest(is_at_least: Callable[..., object]) -> str:
    """Return the version of a library that only says whether it is at least of some version."""
    found: list[int] = []
    for rest in ((0, 0), (0,), ()):
        found.append(next(number for number in count() if not is_at_least(*found, number + 1, *rest)))
    return ".".join(map(str, found))


def fonts(folder: Path) -> Part:
    """Return our fonts: how many, or the files that are not as their list, README.md, has them."""
    part = Part(N_("Font files"), N_("make the same PDF on every machine"), advice=_AGAIN)
    try:
        stated = re.findall(r"^([0-9a-f]{64})  (\S+\.ttf)$", (folder / "README.md").read_text("utf-8"), re.MULTILINE)
    except (OSError, UnicodeError) as error:
        return replace(part, details=f"{folder}: {reason_of(error)}")
    wrong = [name for digest, name in stated if _digest(folder / name) != digest]
    return replace(part, details=", ".join(wrong)) if wrong or not stated else replace(part, version=str(len(stated)))


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
