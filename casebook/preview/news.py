"""What the process that makes a case tells the server, and what it is asked: plain data between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casebook.errors import CasebookError
from casebook.findings import Finding, Place


@dataclass(frozen=True, slots=True)
class Page:
    """The article in one language: its code in the case, its HTML."""

    code: str
    html: str


@dataclass(frozen=True, slots=True)
class Count:
    """How much there is of something that journals limit; `what` is a message id, `language` "" where any is meant."""

    what: str
    language: str
    count: int
    least: int | None = None
    most: int | None = None
    source: str = ""
    is_verified: bool = True

    @property
    def state(self) -> str:
        """Whether it is within its limits."""
        over = self.most is not None and self.count > self.most
        under = self.least is not None and self.count < self.least
        return "over" if over else "under" if under else "within"


@dataclass(frozen=True, slots=True)
class Section:
    """The words of one section of an article, and its printed heading."""

    language: str
    heading: str
    anchor: str
    words: int


@dataclass(frozen=True, slots=True)
class Side:
    """What a text says in one language, as it is typed; nothing where it is missing."""

    code: str
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """A text in two languages side by side; `key` names it where somebody says that the two were compared.

    `state` is one of those of the ledger, or "missing"; `changed` is the language that was changed or is missing.
    """

    field: str
    state: str
    changed: str
    sides: tuple[Side, Side]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Everything known of a case as it was saved last.

    Of one that cannot be read to its end only the findings are new; `languages` are those of its full texts, `tags`
    their names in a page (BCP 47).
    """

    findings: tuple[Finding, ...]
    is_whole: bool = False
    languages: tuple[str, ...] = ()
    journal: str = ""
    counts: tuple[Count, ...] = ()
    sections: tuple[Section, ...] = ()
    rows: tuple[Row, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stopped:
    """Nothing could be made: by a fault in the author's hands, or by one of ours, with its details."""

    error: CasebookError | None = None
    bug: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """The file of the case is not there."""


@dataclass(frozen=True, slots=True)
class Outdated:
    """Templates or catalogues were changed: what was read of them is not to be used again."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Asked: record that what stands in the row of this key was compared; `number` tells one click from another."""

    number: int
    key: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """Answered: whether it was recorded; not where the words are no longer those, or where something stopped it."""

    number: int
    is_done: bool
    stopped: Stopped | None = None


News = Page | Told | Stopped | Gone | Outdated | Recorded
