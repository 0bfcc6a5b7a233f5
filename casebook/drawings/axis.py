"""The axis of time: straight pieces of one scale each, and a break between them.

Every stretch begins a piece. A gap within a stretch becomes a break, too, where nothing happens in it and it would
crush the rest: longer than two fifths of the stretch and than four times the middle one of its other gaps. Pieces get
widths as the square roots of their lengths, so that a dense phase is not crushed by a long one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from casebook.drawings.plan import Moment, Stretch
from casebook.errors import N_
from casebook.languages import Language

HOURS, DAYS, WEEKS, MONTHS, YEARS = N_("hours"), N_("days"), N_("weeks"), N_("months"), N_("years")
NAMED = N_("{name} ({unit})")
_SHARE, _TIMES = 0.4, 4.0
CUT, BREAK = 16.0, 26.0  # px: a gap that is known, a distance that is not
MOST_HOURS = 7  # days, beyond which nobody counts hours
_LEAST = 34.0  # px that a piece is wide at least


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the axis with one scale: days `start` to `end` of a stretch, drawn from `left` to `right`."""

    stretch: int
    start: float
    end: float
    left: float
    right: float
    unit: str
    is_end_told: bool = True  # whether something was at its end, and not only a bar that reaches there

    def x(self, days: float) -> float:
        """Return where a day of the stretch is drawn."""
        length = self.end - self.start
        return self.left + (self.right - self.left) * ((days - self.start) / length if length else 0.5)


@dataclass(frozen=True, slots=True)
class Axis:
    """The pieces from left to right."""

    pieces: tuple[Piece, ...]
    stretches: tuple[Stretch, ...]

    def x(self, moment: Moment) -> float:
        """Return where a moment is drawn; one in a break stands at the nearer end of it."""
        pieces = [piece for piece in self.pieces if piece.stretch == moment.stretch]
        days = float(moment.days)
        piece = pieces[max(0, bisect_right([piece.start for piece in pieces], days) - 1)]
        return piece.x(min(max(days, piece.start), piece.end))

    def breaks(self) -> Iterator[tuple[float, float, bool]]:
        """Yield where each break begins and ends, and whether its length is known."""
        for before, after in zip(self.pieces, self.pieces[1:], strict=False):
            yield before.right, after.left, before.stretch == after.stretch

    def titles(self, language: Language) -> tuple[tuple[float, str], ...]:
        """Return what each piece counts, and where its words begin; a later piece only where it counts otherwise."""
        told: list[tuple[float, str]] = []
        for number, piece in enumerate(self.pieces):
            before = self.pieces[number - 1] if number else None
            name, unit = self.stretches[piece.stretch].name, language.words(piece.unit)
            if before is None or before.stretch != piece.stretch:
                told.append((piece.left, language.words(NAMED, name=name, unit=unit) if name else unit))
            elif before.unit != piece.unit:
                told.append((piece.left, unit))
        return tuple(told)


def axis_of(
    stretches: tuple[Stretch, ...],
    moments: Iterable[Moment],
    left: float,
    right: float,
    reached: Iterable[Moment] = (),
) -> Axis:
    """Return the axis on which `moments` stand between `left` and `right`, in px; where it is `reached`, a bar ends."""
    told = {(moment.stretch, float(moment.days)) for moment in moments}
    every = told | {(moment.stretch, float(moment.days)) for moment in reached}
    days = [{day for stretch, day in every if stretch == number} for number in range(len(stretches))]
    parts = [
        (number, start, end) for number, stretch in enumerate(stretches) for start, end in _parts(stretch, days[number])
    ]
    gaps = [CUT if one[0] == other[0] else BREAK for one, other in zip(parts, parts[1:], strict=False)]
    widths = _widths([end - start for _, start, end in parts], right - left - sum(gaps))
    pieces, x = [], left
    for (number, start, end), width, gap in zip(parts, widths, (*gaps, 0.0), strict=True):
        within = {day for day in days[number] if start <= day <= end}
        unit = _unit(start, end, stretches[number].counts, within)
        pieces.append(Piece(number, start, end, x, x + width, unit, (number, end) in told))
        x += width + gap
    return Axis(tuple(pieces), stretches)


def _parts(stretch: Stretch, days: set[float]) -> list[tuple[float, float]]:
    """Return the parts of a stretch that are left when its crushing gaps are cut out."""
    knots = sorted(days | {float(stretch.start), float(stretch.end)})
    parts = [knots]
    while True:
        cut = next(((part, at) for part in parts if (at := _crushing(part))), None)
        if cut is None:
            return [(part[0], part[-1]) for part in parts]
        part, at = cut
        where = parts.index(part)
        parts[where : where + 1] = [part[:at], part[at:]]


def _crushing(knots: list[float]) -> int:
    """Return the number of the knot behind the gap that crushes the others; 0 where there is none."""
    gaps = [after - before for before, after in zip(knots, knots[1:], strict=False)]
    if len(gaps) < 3:  # of two, neither is the rule
        return 0
    longest = max(range(len(gaps)), key=gaps.__getitem__)
    others = median(gap for number, gap in enumerate(gaps) if number != longest)
    is_crushing = gaps[longest] > _SHARE * sum(gaps) and gaps[longest] > _TIMES * others
    return longest + 1 if is_crushing else 0


def _widths(lengths: list[float], room: float) -> list[float]:
    roots = [length**0.5 for length in lengths]
    least = min(_LEAST, room / max(len(lengths), 1))
    total, free = sum(roots), room - least * len(lengths)
    return [least + free * (root / total if total else 1 / len(lengths)) for root in roots]


def _unit(start: float, end: float, counts: str, days: set[float]) -> str:
    """Return the unit that a piece is ticked in: as its clock counts, else as its length and its moments ask."""
    length = end - start
    if counts in ("weeks", "months"):
        return {"weeks": WEEKS, "months": MONTHS}[counts]
    are_hours = counts == "hours" or (length <= 3 and any(day % 1 for day in days))
    if are_hours and max(abs(start), abs(end)) <= MOST_HOURS:
        return HOURS
    return DAYS if length <= 240 else MONTHS if length <= 1500 else YEARS
