"""Outputs and what they were made of: files written whole or not at all, fingerprints kept in build/.record.json."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict

from casebook.errors import N_, MachineError, reason_of


class CannotWrite(MachineError):
    """A file cannot be written: the disk is full, or the folder is not ours to write in."""

    what = N_("{where} cannot be written: {reason}.")
    mend = N_("Free some room on the disk or choose another folder with --output; what was there before is unharmed.")


class CannotRemove(CannotWrite):
    """A file of an older build cannot be taken away: another program holds it."""

    what = N_("{where} is out of date and cannot be taken away: {reason}.")
    mend = N_("Close the program in which it is open, and start again.")


class Output(TypedDict):
    """One file that was written: where (below the output folder), and the fingerprint of its bytes.

    `pages` says on which page, from 1, each anchor of the article stands, where the file has pages.
    `absent` are the files beside it that it would lead to, had they been there.
    """

    path: str
    fingerprint: str
    pages: NotRequired[dict[str, int]]
    absent: NotRequired[list[str]]


class Entry(TypedDict):
    """One case for one journal: the fingerprint of its inputs, its languages, its outputs by "en pdf"."""

    inputs: str
    languages: list[str]
    outputs: dict[str, Output]


@dataclass(frozen=True, slots=True)
class Record:
    """The entries of one output folder; the file may be deleted at any time."""

    folder: Path
    entries: Mapping[str, Entry]

    def is_current(self, name: str, inputs: str, languages: tuple[str, ...], formats: tuple[str, ...]) -> bool:
        """Say whether every output asked for was made of these very inputs and still stands as it was written."""
        entry = self.entries.get(name)
        if entry is None or entry["inputs"] != inputs:
            return False
        wanted = [f"{code} {format_}" for code in languages or entry["languages"] for format_ in formats]
        outputs = [entry["outputs"].get(which) for which in wanted]
        return all(o and self._is_as_written(o) for o in outputs)

    def _is_as_written(self, output: Output) -> bool:
        """Say whether a file stands as it was written, and nothing that it missed has come since."""
        has_come = any((self.folder / path).exists() for path in output.get("absent", ()))
        return not has_come and fingerprint(self.folder / output["path"]) == output["fingerprint"]

    def with_entry(self, name: str, entry: Entry) -> Record:
        """Return a record that also knows `entry`; what was made of the same inputs before is kept."""
        old = self.entries.get(name)
        if old and old["inputs"] == entry["inputs"]:
            entry = Entry(
                inputs=entry["inputs"], languages=entry["languages"], outputs={**old["outputs"], **entry["outputs"]}
            )
        return Record(self.folder, {**self.entries, name: entry})

    def superseded(self, name: str, entry: Entry) -> tuple[Path, ...]:
        """Return the files that an older entry made and `entry` leaves without a place: another name, or no language.

        A file that somebody changed since is not among them.
        """
        old = self.entries.get(name)
        kept = {output["path"] for output in entry["outputs"].values()}
        return tuple(
            self.folder / output["path"]
            for which, output in (old["outputs"] if old else {}).items()
            if output["path"] not in kept
            and (which in entry["outputs"] or which.split()[0] not in entry["languages"])
            and fingerprint(self.folder / output["path"]) == output["fingerprint"]
        )

    def outdated(self, slug: str, entry: Entry) -> tuple[Path, ...]:
        """Return the files that were made of other inputs of a case than `entry`: of any journal, drafts and releases.

        A file that somebody changed since is not among them.
        """
        kept = {output["path"] for output in entry["outputs"].values()}
        older = (old for name, old in self.entries.items() if name.split()[0] == slug)
        return tuple(
            self.folder / output["path"]
            for old in older
            if old["inputs"] != entry["inputs"]
            for output in old["outputs"].values()
            if output["path"] not in kept and fingerprint(self.folder / output["path"]) == output["fingerprint"]
        )

    def standing(self, slug: str) -> tuple[Path, ...]:
        """Return the files that were made of a case, for any journal, and are still there."""
        made = (entry["outputs"].values() for name, entry in self.entries.items() if name.split()[0] == slug)
        files = (self.folder / output["path"] for outputs in made for output in outputs)
        return tuple(dict.fromkeys(file for file in files if file.is_file()))

    def save(self) -> None:
        """Write the record; raise CannotWrite."""
        write_whole(self.folder / ".record.json", json.dumps(self.entries, indent=1, sort_keys=True).encode())


def load_record(folder: Path) -> Record:
    """Return the record of an output folder; an unreadable one counts as none."""
    try:
        entries = json.loads((folder / ".record.json").read_bytes())
    except (OSError, ValueError):
        entries = {}
    return Record(folder, entries if _is_record(entries) else {})


def _is_record(entries: object) -> bool:
    """Say whether what was read has the shape of a record; anything else counts as none."""
    return isinstance(entries, dict) and all(
        isinstance(entry, dict)
        and isinstance(entry.get("inputs"), str)
        and isinstance(entry.get("languages"), list)
        and isinstance(entry.get("outputs"), dict)
        and all(isinstance(o, dict) and {"path", "fingerprint"} <= set(o) for o in entry["outputs"].values())
        for entry in entries.values()
    )


def _is_compiled(name: str) -> bool:
    return name.endswith(".pyc")


def write_whole(file: Path, data: bytes) -> str:
    """Write `data` under a temporary name, then put it in place; return its fingerprint.

    Raises CannotWrite, and leaves what stood there before as it was.
    """
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(file)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise CannotWrite(file.name, reason=reason_of(error)) from error
    return hashlib.sha256(data).hexdigest()


def remove(file: Path) -> None:
    """Take a file away, if it is there; raise CannotRemove."""
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise CannotRemove(file.name, reason=reason_of(error)) from error


def walk(folder: Path, is_left_out: Callable[[str], bool] = _is_compiled) -> Iterator[tuple[str, os.stat_result]]:
    """Yield all files below a folder, by their paths in order, with what the system knows of them.

    A link to a folder is followed once, and never upwards, so that circles end. What cannot be read, such as a link
    that leads nowhere, is passed over by itself. `is_left_out` is asked about the name of each file and folder.
    """
    followed = {os.path.realpath(folder)}
    followed |= {str(parent) for path in followed for parent in Path(path).parents}
    yield from _below(str(folder), is_left_out, followed)


def _below(folder: str, is_left_out: Callable[[str], bool], followed: set[str]) -> Iterator[tuple[str, os.stat_result]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError:
        return
    for entry in (each for each in entries if not is_left_out(each.name)):
        with suppress(OSError):
            if entry.is_file():
                yield entry.path, entry.stat()
            elif entry.is_dir() and (not entry.is_symlink() or _is_first(os.path.realpath(entry.path), followed)):
                yield from _below(entry.path, is_left_out, followed)


def _is_first(target: str, followed: set[str]) -> bool:
    """Say whether a link leads to a folder that no other led to, and note it."""
    is_first = target not in followed
    followed.add(target)
    return is_first


def fingerprint_folders(folders: Iterable[Path], *words: str) -> str:
    """Return one fingerprint of some words and of the names and bytes of all files below some folders."""
    whole = hashlib.sha256("\0".join(words).encode())
    for folder in folders:
        for path, _ in walk(folder):
            name = Path(path).relative_to(folder).as_posix()
            whole.update(f"\0{name}\0{fingerprint(Path(path))}".encode(errors="surrogateescape"))
    return whole.hexdigest()


def fingerprint(file: Path) -> str:
    """Return the fingerprint of a file's bytes; an empty string where it cannot be read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
