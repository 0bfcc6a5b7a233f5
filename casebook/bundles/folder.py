"""A folder of outputs and the same as a ZIP: written as a whole or not at all, byte for byte the same each time."""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from casebook.errors import N_, UsageError, reason_of
from casebook.record import CannotWrite

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP knows

_NOBODYS = (".", "~$", "Thumbs.db", "desktop.ini")  # what systems and Word leave in a folder


class ChangedByHand(UsageError):
    """Files that somebody changed since they were written, and that would be lost."""

    exit_code = 1
    what = N_("{where} holds what was changed since it was made, and would be lost: {names}.")
    mend = N_("Move these files elsewhere, or rename the folder; then make it again.")


class NobodyCanTell(ChangedByHand):
    """Files of which no ZIP tells whether they are as they were written."""

    what = N_(
        "{where} holds files that may have been changed since they were made, and would be lost: {names}. {archive}, "
        "which could tell, is missing or cannot be read."
    )
    mend = N_("Keep what was filled in or signed elsewhere, delete the folder or rename it, and make it again.")


def zipped(files: Mapping[str, bytes], inside: str = "") -> bytes:
    """Return files, by their names, as a ZIP: sorted, with no hour of the day in it, below a folder `inside` if any."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{inside}/{name}" if inside else name, _EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            package.writestr(entry, files[name])
    return written.getvalue()


def write_folder(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, Path]:
    """Write files, by their names, into `folder` and into the ZIP beside it; return both.

    Both are made under temporary names and then put in place; an older folder goes as a whole, and with it what a run
    that was killed left beside it (its ZIP may know a folder that was put in place without it). Raises ChangedByHand
    where it holds what no ZIP does, or no ZIP tells, and CannotWrite; what stood there before is then unharmed.
    """
    archive = folder.with_name(f"{folder.name}.zip")
    older = _left_over(folder)
    _must_be_unchanged(folder, (archive, *(path for path in older if path.suffix == ".zip")))
    ours = f".{folder.name}.{os.getpid()}"
    part, packed, *aside = (folder.with_name(f"{ours}.{end}") for end in ("part", "zip", "old", "old.zip"))
    try:
        for name, data in files.items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            (part / name).write_bytes(data)
        packed.write_bytes(zipped(files, folder.name))
        _put_in_place(list(zip((part, packed), (folder, archive), aside, strict=True)))
        aside += older
    except OSError as error:
        raise CannotWrite(folder.name, reason=reason_of(error)) from error
    finally:
        for left in (part, packed, *aside):
            with suppress(OSError):
                shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink(missing_ok=True)
    return folder, archive


def _left_over(folder: Path) -> list[Path]:
    """Return what stands beside a folder under the temporary names of a run that was killed."""
    names = re.compile(rf"\.{re.escape(folder.name)}\.[0-9]+\.(part|zip|old|old\.zip)")
    return sorted(path for path in folder.parent.glob(f".{folder.name}.*") if names.fullmatch(path.name))


def _put_in_place(made: list[tuple[Path, Path, Path]]) -> None:
    """Let each first path stand where the second stood, which goes to the third; should one fail, undo all."""
    done: list[tuple[Path, Path, Path]] = []
    try:
        for new, place, aside in made:
            done.append((new, place, aside))
            if place.exists():
                place.rename(aside)
            new.rename(place)
    except OSError:
        for new, place, aside in reversed(done):
            if not new.exists():
                place.rename(new)
            if aside.exists():
                aside.rename(place)
        raise


def _must_be_unchanged(folder: Path, archives: Iterable[Path]) -> None:
    """Raise ChangedByHand for the files of a folder that none of its ZIPs knows as they are."""
    there = sorted(file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(_NOBODYS))
    files = {f"{folder.name}/{file.relative_to(folder).as_posix()}": file.read_bytes() for file in there}
    known = [packed for packed in map(_unpacked, archives) if packed]
    changed = min(([name for name in files if packed.get(name) != files[name]] for packed in known or [{}]), key=len)
    if changed:
        names = ", ".join(name.removeprefix(f"{folder.name}/") for name in changed)
        raise (ChangedByHand if known else NobodyCanTell)(folder.name, names=names, archive=f"{folder.name}.zip")


def _unpacked(archive: Path) -> Mapping[str, bytes]:
    """Return the files of a ZIP by their names; none where it cannot be read."""
    try:
        with zipfile.ZipFile(archive) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return {}
