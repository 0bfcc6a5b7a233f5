"""Findings: what is wrong with a manuscript, as data; never raised, and worded only by the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum


class Severity(IntEnum):
    """How grave a finding is; an ERROR keeps a release from being written."""

    ERROR = 0
    WARNING = 1
    NOTE = 2


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: file, line and column (both from 1), the line itself, and how wide the fault is."""

    file: str
    line: int = 0
    column: int = 0
    text: str = ""
    width: int = 1


KINDS: dict[str, dict[Kind, None]] = {}  # by code, of the modules that are imported


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fault: a stable code, its severity, and two message ids (what is wrong, what to do).

    The message ids are English sentences with `{fields}`; wrap them in `N_` so that the catalogues hold them.
    """

    code: str
    severity: Severity
    what: str
    mend: str

    def __post_init__(self) -> None:
        KINDS.setdefault(self.code, {})[self] = None

    def at(self, place: Place | None, **fields: object) -> Finding:
        """Return the finding of this kind at `place` (None: it concerns the whole case)."""
        return Finding(self, place, {name: str(value) for name, value in fields.items()})


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of one manuscript.

    `fix` is what to write for the words at its place, where only one mend is right; `excuse` is the reason for which
    its authors let it stand.
    """

    kind: Kind
    place: Place | None
    fields: Mapping[str, str] = field(default_factory=dict)
    fix: str | None = None
    excuse: str = ""

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def is_error(self) -> bool:
        return self.kind.severity is Severity.ERROR

    def mended_by(self, words: str) -> Finding:
        """Return the finding with `words` as the one right mend of what stands at its place.

        Where that is not what was typed (behind an escape the place is all of the first line, over a line end what
        stands before it), there is no mend.
        """
        typed, place = self.fields.get("typed"), self.place
        is_there = typed is None or (place and place.text[place.column - 1 :][: place.width] == typed)
        return replace(self, fix=words) if is_there else self


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings once each, by file, line and column, then by code."""
    unique = {(f.code, f.place, tuple(sorted(f.fields.items()))): f for f in findings}
    return tuple(sorted(unique.values(), key=lambda f: (f.place or Place(""), f.kind.severity, f.code)))
