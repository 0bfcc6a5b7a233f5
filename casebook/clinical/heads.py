"""The heads of moments that stand together: with their clock where they come from several, never two that read alike.

"Day 8" and "Day 8 + 6 h" head two columns of one table; alone, either is "Day 8".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from casebook.clinical.moments import Moment
from casebook.clinical.wording import Wording


class Heads:
    """How the moments of one table, one text or one stretch of a figure are told apart."""

    def __init__(self, wording: Wording, moments: Iterable[Moment], named: str = "") -> None:
        """Take all the moments that stand together; a clock that is `named` beside them needs no name of its own."""
        self._wording, together = wording, {wording.on_clock(moment): moment for moment in moments}
        clocks = {clock for (clock, _), moment in together.items() if not wording.is_event(moment)}
        stretches = () if named else wording.course.calendar.stretches
        self._with_clock = len(stretches) > 1 or bool(clocks - {named} if named else len(clocks) > 1)
        alike: dict[str, list[tuple[str, object]]] = defaultdict(list)
        for place, moment in together.items():
            alike[self.head(moment)].append(place)
        self._exact = frozenset(place for places in alike.values() if len(places) > 1 for place in places)

    _exact: frozenset[tuple[str, object]] = frozenset()

    def head(self, moment: Moment) -> str:
        """Return a moment as the head of a column or of a row words it: "Transplant, day 12"."""
        return self._named(moment, "head")

    def inside(self, moment: Moment, form: str = "") -> str:
        """Return a moment as it stands within a sentence: "day 12", "the 12th day"."""
        return self._named(moment, form)

    def when(self, moment: Moment) -> str:
        """Return a moment as its clock counts it, without the name of the clock."""
        return self._wording.when(moment, is_exact=self._wording.on_clock(moment) in self._exact)

    def mark(self, moment: Moment) -> str:
        """Return a moment as a mark of a figure words it, where the axis names the clock from which most count."""
        return self._named(moment, "") if self._with_clock else self.when(moment)

    def _named(self, moment: Moment, form: str) -> str:
        is_exact = self._wording.on_clock(moment) in self._exact
        return self._wording.head(moment, form, with_clock=self._with_clock, is_exact=is_exact)
