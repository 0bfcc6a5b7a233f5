"""Where words stand so that they touch neither each other nor a point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

_STEP = 2.0


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def is_within(self, other: Box) -> bool:
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line from its left end to its right one."""

    x1: float
    y1: float
    x2: float
    y2: float

    def crosses(self, box: Box) -> bool:
        """Say whether the line passes through a box."""
        left, right = max(self.x1, box.left), min(self.x2, box.right)
        if left > right:
            return False
        ends = (self._y(left), self._y(right)) if self.x1 < self.x2 else (self.y1, self.y2)
        return max(ends) > box.top and min(ends) < box.bottom

    def _y(self, x: float) -> float:
        return self.y1 + (self.y2 - self.y1) * (x - self.x1) / (self.x2 - self.x1)


def path_to(x: float, y: float, box: Box) -> Stroke:
    """Return the shortest line from a point to a box."""
    near = (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))
    (x1, y1), (x2, y2) = sorted(((x, y), near))
    return Stroke(x1, y1, x2, y2)


@dataclass
class Labels:
    """The boxes that are taken within `frame`, the lines of its series and the faint rules of its scale."""

    frame: Box
    taken: list[Box] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    rules: list[Stroke] = field(default_factory=list)

    def take(self, box: Box) -> None:
        self.taken.append(box)

    def is_free(self, box: Box) -> bool:
        return not any(box.touches(other) for other in self.taken)

    def is_crossed(self, box: Box) -> bool:
        """Say whether a line passes through a box."""
        return any(stroke.crosses(box) for stroke in self.strokes)

    def around(self, x: float, y: float, width: float, height: float) -> Box | None:
        """Return and take the best free place around a point; None where there is none.

        The nearest is best, unless a line passes through it. Between a far one and the point there is nothing.
        """
        best: tuple[float, Box] | None = None
        for cost, left, top in _around(x, y, width, height):
            box = Box(left, top, left + width, top + height + 1)
            if box.is_within(self.frame) and self.is_free(box) and self._is_in_sight(x, y, box):
                cost += 3.0 * self.is_crossed(box) + 0.15 * any(rule.crosses(box) for rule in self.rules)
                best = min(best or (cost, box), (cost, box), key=lambda pair: pair[0])
        if best is None:
            return None
        self.take(best[1])
        return best[1]

    def _is_in_sight(self, x: float, y: float, box: Box) -> bool:
        path = path_to(x, y, box)
        here = Box(x - 0.1, y - 0.1, x + 0.1, y + 0.1)
        return not any(path.crosses(other) for other in self.taken if not here.touches(other))

    def beside(self, left: float, y: float, width: float, height: float) -> Box:
        """Return and take the free place of that size nearest to `y` within the height of the frame.

        Where the frame is full, the place lies above it.
        """
        top = min(y - height / 2, self.frame.bottom - height)
        for step in range(400):
            for moved in (top + step * _STEP, top - step * _STEP):
                box = Box(left, moved, left + width, moved + height)
                if box.bottom <= self.frame.bottom and self.is_free(box):
                    self.take(box)
                    return box
        return Box(left, top, left + width, top + height)


def _around(x: float, y: float, width: float, height: float) -> Iterator[tuple[float, float, float]]:
    """Yield where words around a point may begin, and what the distance costs."""
    for cost, away in ((0.0, 0.0), (1.5, 4.0), (2.5, 9.0), (2.8, 15.0)):
        above, below, left, right = y - height - 5 - away, y + 5 + away, x - 6 - away - width, x + 6 + away
        for beside, more in ((x - width / 2, 0.0), (right - 2, 0.2), (left + 2, 0.2)):
            yield from ((cost + more, beside, above), (cost + more, beside, below))
        yield from ((cost + 0.4, right, y - height / 2), (cost + 0.4, left, y - height / 2))
