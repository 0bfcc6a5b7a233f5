"""Words changed in place: nothing else in the file is touched, and a file that changed meanwhile is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from casebook.errors import N_, CasebookError
from casebook.findings import Place
from casebook.record import write_whole

_LINE_ENDS = re.compile(r"\r\n|[\n\r]")


class ChangedMeanwhile(CasebookError):
    """A file that is no longer as it was when it was read."""

    what = N_("{where} has changed since it was read, and was left as it is.")
    mend = N_("Save it in your editor, and run the command again.")


class NotUtf8(CasebookError):
    """A file that could be read, and cannot be written back as it was."""

    what = N_("{where} is not saved as UTF-8, and was left as it is.")
    mend = N_("Save it as UTF-8, and run the command again.")


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words for those that stand at a place."""

    place: Place
    words: str


def apply(edits: Iterable[Edit], root: Path) -> tuple[Edit, ...]:
    """Write the edits into their files below `root`, and return those written: of two that overlap, the first.

    Every file is written whole or not at all. Raises ChangedMeanwhile where a line is no longer as it was read, and
    NotUtf8 where its letters cannot be written back.
    """
    by_file: dict[str, list[Edit]] = {}
    for edit in sorted(edits, key=lambda edit: (edit.place.file, edit.place.line, edit.place.column)):
        before = by_file.setdefault(edit.place.file, [])
        if not before or not _overlap(before[-1].place, edit.place):
            before.append(edit)
    changed = {name: _changed(root / name, found) for name, found in by_file.items()}
    for name, text in changed.items():
        write_whole(root / name, text)
    return tuple(edit for found in by_file.values() for edit in found)


def _changed(file: Path, edits: list[Edit]) -> bytes:
    """Return a file with its edits; the byte order mark and the ends of its lines stay."""
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8(file) from error
    except OSError as error:
        raise ChangedMeanwhile(file) from error
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    ends = _LINE_ENDS.findall(text)
    read = tuple(_LINE_ENDS.split(text.removeprefix(mark)))
    lines = list(read)
    for edit in reversed(edits):
        number, start = edit.place.line - 1, edit.place.column - 1
        if number >= len(read) or read[number] != edit.place.text:
            raise ChangedMeanwhile(file)
        line = lines[number]
        lines[number] = line[:start] + edit.words + line[start + edit.place.width :]
    return (mark + "".join(line + end for line, end in zip(lines, (*ends, ""), strict=True))).encode()


def _overlap(before: Place, after: Place) -> bool:
    return before.line == after.line and before.column + before.width > after.column
