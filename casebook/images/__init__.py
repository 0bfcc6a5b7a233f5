"""The pictures of a case: found inside its folder, told by their content, and cleaned of all but what they show."""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath

from casebook.findings import Finding, Kind, Place
from casebook.images import faults
from casebook.images.clean import CleanImage
from casebook.images.faults import BadImage
from casebook.images.raster import clean_raster
from casebook.images.signatures import DICOM, SUFFIXES, SVG, kind_of
from casebook.images.svg import FONT, clean_svg
from casebook.registry import nearest

__all__ = ["CleanImage", "read_image"]

_MEGABYTES = 40
_MOST_NAMES = 1000
_ADDRESS = re.compile(r"data:|[a-z][a-z\d+.-]*:[\\/]|[\\/]", re.IGNORECASE)  # https://…, C:\…, \\server\…, /…


def read_image(
    folder: Path, relative: str, place: Place, prefix: str = "drawing-"
) -> tuple[CleanImage | None, tuple[Finding, ...]]:
    """Return the picture `relative` in `folder`, cleaned, and what is wrong with it; all stands at `place`.

    `place` is in a file of the folder. The picture is None when a finding is an error. Ids inside a drawing are renamed
    and begin with `prefix`; give each drawing of a page another one.
    """
    name = relative if len(relative) <= 120 else relative[:119] + "…"
    try:
        data = _read(_find(folder, relative))
        kind = kind_of(data)
        image, features = _clean(data, kind, prefix)
    except BadImage as bad:
        return None, (bad.kind.at(place, name=name, file=PurePosixPath(place.file).name, **bad.fields),)
    return image, tuple(kind.at(place, name=name, **more) for kind, more in _warnings(name, kind, features))


def _find(folder: Path, relative: str) -> Path:
    """Return the file, every link followed; raise BadImage when it is not there or not inside the folder."""
    if _ADDRESS.match(relative):
        raise BadImage(faults.OUTSIDE)
    try:
        home = folder.resolve()
        file = _inside(home, home / relative)
        if file.exists():
            return file
        twin = next((entry for entry in _entries(file.parent) if _composed(entry.name) == _composed(file.name)), None)
        if twin is None:
            raise _missing(home, relative)
        return _inside(home, twin)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle (Python < 3.13)
        raise BadImage(faults.UNREADABLE) from error
    except ValueError as error:  # a NUL in the name
        raise BadImage(faults.MISSING) from error


def _inside(home: Path, path: Path) -> Path:
    file = path.resolve()
    if not file.is_relative_to(home):
        raise BadImage(faults.OUTSIDE)
    return file


def _composed(name: str) -> str:
    """Return a file name with composed accents: macOS writes "ç" as two characters, a keyboard as one."""
    return unicodedata.normalize("NFC", name)


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _missing(home: Path, relative: str) -> BadImage:
    """Return the refusal of a file that is not there, with the nearest name in its folder, else in the whole case."""
    wanted = home / relative.replace("\\", "/")
    entries = _entries(wanted.parent) if wanted.resolve().is_relative_to(home) else []
    names = {entry.name.casefold(): entry for entry in entries or sorted(islice(home.rglob("*"), _MOST_NAMES))}
    found = nearest(wanted.name.casefold(), tuple(names))
    if not found:
        return BadImage(faults.MISSING)
    return BadImage(faults.MISSPELT, nearest=names[found].relative_to(home).as_posix())


def _read(file: Path) -> bytes:
    """Return the bytes of a file that is a file (a pipe would wait for ever) and not too large."""
    try:
        facts = file.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise BadImage(faults.UNREADABLE)
        if facts.st_size > _MEGABYTES * 1_000_000:
            raise BadImage(faults.TOO_HEAVY, limit=_MEGABYTES)
        return file.read_bytes()
    except OSError as error:
        raise BadImage(faults.UNREADABLE) from error


def _clean(data: bytes, kind: str, prefix: str) -> tuple[CleanImage, frozenset[str]]:
    """Return the cleaned picture and what of it print cannot draw; raise BadImage when there is none."""
    if kind == SVG:
        return clean_svg(data, prefix)
    if kind == DICOM:
        raise BadImage(faults.DICOM)
    if kind in SUFFIXES:
        return clean_raster(data, kind), frozenset()
    if kind:
        raise BadImage(faults.UNSUPPORTED, format=kind)
    raise BadImage(faults.FALSE if data else faults.DAMAGED)


def _warnings(name: str, kind: str, features: frozenset[str]) -> Iterator[tuple[Kind, dict[str, str]]]:
    """Yield the kind and the fields of every warning about a picture that can be used."""
    path = PurePosixPath(name)
    if path.suffix.lower() not in SUFFIXES[kind]:
        yield faults.SUFFIX, {"format": kind, "better": str(path.with_suffix(SUFFIXES[kind][0]))}
    if "image" in features:
        yield faults.EMBEDDED, {}
    if "text" in features:
        yield faults.HIDDEN_WORDS, {}
    fonts = {feature for feature in features if feature.startswith(FONT)}
    for font in sorted(fonts):
        yield faults.FOREIGN_FONT, {"font": font.removeprefix(FONT)}
    if others := sorted(features - fonts - {"image", "text"}):
        yield faults.FEATURE, {"features": ", ".join(others)}
