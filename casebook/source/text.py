"""Bytes → text: finds out the encoding, and takes out the characters that no text file should hold."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from casebook.errors import reason_of
from casebook.findings import Finding, Kind, Place
from casebook.source import kinds

MOST_BYTES = 20_000_000  # a reference manager's whole library
_MOST_CHARACTERS = 20  # findings of this sort in one run; a picture renamed to .yaml has thousands
_WINDOWS_MARKS = frozenset("€‚„…‰‘’“”•–—™".encode("cp1252"))
_LINE_BREAKS = "\x85\u2028\u2029"
# The reverse of YAML 1.2, production 1 (c-printable), without its line breaks of other scripts
_BAD = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text file as read: `read` has a space for every bad character, `written` shows it; `sure`: not guessed."""

    read: tuple[str, ...]
    written: tuple[str, ...]
    findings: tuple[Finding, ...]
    sure: bool


def read_text(file: Path, name: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text of `file` (line ends as `\\n`; None if it cannot be trusted) and its faults, shown under `name`.

    UTF-8 and UTF-16 are read, with or without a byte order mark; every other encoding is a finding.
    """
    text, findings = load_text(file, name, MOST_BYTES)
    return ("\n".join(text.read) if text and text.sure else None), findings


def load_text(file: Path, name: str, most: int, *, windows: bool = False) -> tuple[Text | None, tuple[Finding, ...]]:
    """Return the lines of `file` (at most `most` bytes), also where their letters had to be guessed, and its faults.

    With `windows`, letters that can only be those of Windows (cp1252) are no guess.
    """
    try:
        if file.exists() and not file.is_file():
            return None, (kinds.NOT_A_FILE.at(Place(name)),)
        with file.open("rb") as stream:
            data = stream.read(most + 1)
    except FileNotFoundError:
        return None, (kinds.MISSING.at(Place(name)),)
    except (OSError, ValueError) as error:
        return None, (kinds.UNREADABLE.at(Place(name), reason=reason_of(error)),)
    if len(data) > most:
        return None, (kinds.TOO_LARGE.at(Place(name)),)
    text = decode(data, name, windows=windows)
    return text, text.findings


def decode(data: bytes, name: str, *, windows: bool = False) -> Text:
    """Return `data` as lines, with what is wrong with its letters."""
    encoding, data = _encoding(data)
    try:
        raw, wrong = data.decode(encoding), None
    except UnicodeDecodeError as error:
        raw, wrong = data.decode(encoding, errors="casebook-guess"), error
    lines = tuple(raw.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    if wrong is None and _BAD.search(raw.replace("\r", "")) is None:
        return Text(lines, lines, (), True)
    written = tuple(_BAD.sub(_picture, line) for line in lines)
    is_sure = wrong is None or (windows and _is_windows(data, raw))
    findings = [] if wrong is None else [_wrong_encoding(wrong, encoding, written, name, is_sure=is_sure)]
    findings += _bad_characters(lines, written, name)
    return Text(tuple(_BAD.sub(" ", line) for line in lines), written, tuple(findings), is_sure)


def _is_windows(data: bytes, guessed: str) -> bool:
    """Say whether all letters of `data` beyond ASCII are those of Windows: none in UTF-8, none that a Mac would write.

    Of what cp1252 has between 0x80 and 0x9F, only its punctuation marks are taken: elsewhere letters stand there.
    """
    high = {byte for byte in data if 0x80 <= byte < 0xA0}
    return high <= _WINDOWS_MARKS and data.decode("cp1252", errors="replace") == guessed


def _encoding(data: bytes) -> tuple[str, bytes]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    pairs = len(data) // 2
    if pairs and not len(data) % 2:
        # Western text in UTF-16 is every second byte NUL
        for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if data[start::2].count(0) > pairs * 0.7 and not data[1 - start :: 2].count(0):
                return encoding, data
    return "utf-8", data


def _guess(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 as Windows (cp1252) text, so that the search for faults can go on."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("casebook-guess", _guess)


def _wrong_encoding(
    error: UnicodeDecodeError, encoding: str, written: tuple[str, ...], name: str, *, is_sure: bool
) -> Finding:
    before = error.object[: error.start].decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n"), len(before) - before.rfind("\n")
    place = Place(name, line + 1, column, written[min(line, len(written) - 1)])
    if is_sure:
        return kinds.WINDOWS.at(place)
    return kinds.ENCODING.at(place, character=_BAD.sub(_picture, _guess(error)[0]))


def _bad_characters(lines: tuple[str, ...], written: tuple[str, ...], name: str) -> list[Finding]:
    findings: list[Finding] = []
    for number, line in enumerate(lines):
        for found in {match.group(): match for match in reversed(list(_BAD.finditer(line)))}.values():
            kind: Kind = kinds.LINE_BREAK if found.group() in _LINE_BREAKS else kinds.CHARACTER
            place = Place(name, number + 1, found.start() + 1, written[number])
            corrected = _BAD.sub(" ", line)
            findings.append(kind.at(place, character=f"U+{ord(found.group()):04X}", corrected=corrected))
        if len(findings) >= _MOST_CHARACTERS:
            break
    return findings[:_MOST_CHARACTERS]


def _picture(found: re.Match[str]) -> str:
    """Return a visible sign of the same width, so that no control character ever reaches a terminal."""
    code = ord(found.group())
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


def without_bad_characters(text: str) -> str:
    """Return `text` with a space for every character that no text file should hold (escapes can bring them in)."""
    return _BAD.sub(" ", text)
