"""What is to be drawn: positions in time, and words and numbers already in the language of the figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

WIDE, COLUMN = 656, 312  # px: what the page has across both columns, and across one
HIGHEST = 840  # px: what the page has above a caption of six lines, see .data in templates/styles/print.css


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the time axis within which every distance is known; between two of them, the distance is unknown.

    `start` and `end` are days (6 hours are 0.25) as this stretch counts them; `first` is the number that it gives to
    its zero (1 where the first day of a cycle is day 1), so that offset 13 is printed as day 14. `name` says from what
    it counts ("MIDAM", "transplant"); "" where nothing needs to be said.
    """

    name: str
    start: Decimal
    end: Decimal
    first: int = 0
    counts: Literal["days", "hours", "weeks", "months"] = "days"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of time: the number of its stretch, from 0, and its offset there in days."""

    stretch: int
    days: Decimal


@dataclass(frozen=True, slots=True)
class Bar:
    """A treatment from one moment to another, with what is printed on it or beside it (a dose, a cycle).

    `is_open` where its end is not told: it is drawn as going on into the unknown.
    """

    start: Moment
    end: Moment
    label: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One treatment: its name, and its bars in order of time."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """An event: at one moment, or at an unknown moment between `start` and `end`; `when` is worded ("day 14").

    `italics` are the words of its label that belong in italics, as those of a species do.
    """

    start: Moment
    end: Moment
    label: str
    when: str = ""
    kind: Literal["event", "finding", "last"] = "event"
    italics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The course of a case; `title` and `description` go into the drawing for readers who cannot see it."""

    stretches: tuple[Stretch, ...]
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Point:
    """One result: its moment, its value in the unit of the panel (None for a word), and what is printed of it.

    Where the moment is not told, `at` and `end` are its limits. `bound` is "<" or ">" where only a limit was measured:
    the point stands at the limit with an arrow. `least` is the lower of two numbers: of a range, of a blood pressure.
    """

    at: Moment
    end: Moment
    value: Decimal | None
    printed: str
    bound: Literal["", "<", ">"] = ""
    least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The results of one assay (test, specimen and method), in order of time."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class TrendPanel:
    """Series that share one unit and one axis; `band` is the reference range (either end may be open)."""

    label: str
    unit: str
    series: tuple[Series, ...]
    band: tuple[Decimal | None, Decimal | None] | None = None
    band_label: str = ""
    is_log: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """Panels one below another over one time axis, with treatment lanes above."""

    stretches: tuple[Stretch, ...]
    lanes: tuple[Lane, ...]
    panels: tuple[TrendPanel, ...]
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished figure: SVG, its size in CSS pixels, and what it shows, in words."""

    svg: bytes
    width: int
    height: int
    words: str
