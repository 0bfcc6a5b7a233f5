"""Reads one YAML file: composes it, mends each trap found on a copy of its lines, and composes it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from casebook.findings import Finding, Place, in_order
from casebook.source import kinds
from casebook.source.compose import Reading, compose
from casebook.source.diagnosis import diagnose
from casebook.source.events import Fault
from casebook.source.line import take_apart
from casebook.source.page import Page, Source
from casebook.source.text import Text, load_text
from casebook.source.traps import Trap

MOST_MENDS = 50
MOST_BYTES = 2_000_000  # the longest case report is about a twentieth of this
_ROOM = 40  # characters that mends may add to a short line


def read_source(file: Path, name: str) -> tuple[Source | None, tuple[Finding, ...]]:
    """Return the fields of `file` (None if they cannot be had) and everything that is wrong with it as a file.

    Content never raises. Where faults were mended, the fields are those of the mended copy, and the findings remain.
    `name` stands for the file in every place.

    1. Read the bytes as text.
    2. Compose the lines; mend what was found on a copy; again, until YAML reads it all (at most 50 times).
    3. Make sure that the whole is fields.
    """
    text, findings = load_text(file, name, MOST_BYTES)
    if text is None:
        return None, findings
    if not any(line.strip() for line in text.read):
        return None, (*findings, kinds.EMPTY.at(Place(name, 1, 1)))
    reading, traps = _mend(Page(name, text.written, text.read))
    findings = in_order((*findings, *traps, *reading.findings))
    return _source(file, name, text, reading, findings)


def _source(
    file: Path, name: str, text: Text, reading: Reading, findings: tuple[Finding, ...]
) -> tuple[Source | None, tuple[Finding, ...]]:
    if reading.fault is not None or reading.hopeless or not text.sure:
        return None, findings
    if isinstance(reading.tree, dict):
        return Source(file, name, reading.tree, text.written), findings
    if reading.tree is None and findings:
        return None, findings
    said = ((n, line.strip()) for n, line in enumerate(text.read))
    first = next((n for n, line in said if line not in ("", "---") and line[0] != "#"), None)
    kind = kinds.EMPTY if reading.tree is None and first is None else kinds.NOT_FIELDS
    return None, (*findings, kind.at(reading.page.place(first or 0, 0)))


def _mend(page: Page) -> tuple[Reading, list[Finding]]:
    """Return the last reading of `page`, mended as far as possible, and a finding for each trap."""
    findings: list[Finding] = []
    reading = compose(page)
    done: list[Trap] = []
    for _ in range(MOST_MENDS):
        silent = _apart(trap for trap in reading.traps if trap not in done and _is_small(trap, page))
        if silent:
            done += silent
            findings += [_found(trap, reading.page) for trap in silent]
            mended = compose(_edited(reading.page, silent))
            reading = reading if _is_worse(mended, silent) else mended
        elif reading.fault is None:
            break
        else:
            trap, reading = _mend_fault(reading, reading.fault)
            if trap is None:
                break
            findings.append(trap)
    if reading.fault is not None:
        findings.append(kinds.STOPPED.at(reading.page.place(reading.fault.line, reading.fault.column)))
    return reading, findings + [_found(trap, reading.page) for trap in reading.traps if trap not in done]


def _mend_fault(reading: Reading, fault: Fault) -> tuple[Finding | None, Reading]:
    """Return the finding for `fault` and the reading without it: the first diagnosis whose mend lets YAML go on."""
    for trap in diagnose(reading.page.read, fault):
        if not _is_small(trap, reading.page):
            continue
        page = _edited(reading.page, [trap])
        mended = compose(page)
        if mended.fault is None or _goes_on(fault, mended.fault, trap, reading.page, page):
            return _found(trap, reading.page), mended
    return None, reading


def _goes_on(fault: Fault, later: Fault, trap: Trap, before: Page, after: Page) -> bool:
    """Tell whether `later` is another fault, not the same one still there after the mend."""
    if later.line == fault.line:
        grown = len(after.read[fault.line]) - len(before.read[fault.line])
        return later.column > max(fault.column + grown, take_apart(after.read[fault.line]).lead)
    return later.line > min(fault.line, max(trap.edits))


def _is_small(trap: Trap, page: Page) -> bool:
    """Tell whether `trap` can be mended without lines growing beyond measure (quotation marks within quoted ones)."""
    edits = trap.edits.items()
    return bool(edits) and all(len(line) <= 2 * len(page.written[number]) + _ROOM for number, line in edits)


def _is_worse(mended: Reading, traps: Iterable[Trap]) -> bool:
    return mended.fault is not None and any(mended.fault.line in trap.edits for trap in traps)


def _apart(traps: Iterable[Trap]) -> list[Trap]:
    """Return those traps whose mends do not touch the same lines; the others are found again afterwards."""
    chosen: list[Trap] = []
    taken: set[int] = set()
    for trap in traps:
        if taken.isdisjoint(trap.edits):
            chosen.append(trap)
            taken.update(trap.edits)
    return chosen


def _edited(page: Page, traps: Iterable[Trap]) -> Page:
    lines = list(page.read)
    for trap in traps:
        for number, line in trap.edits.items():
            lines[number] = line
    return replace(page, read=tuple(lines))


def _found(trap: Trap, page: Page) -> Finding:
    return trap.kind.at(page.place(trap.line, trap.column, trap.width), **trap.fields)
