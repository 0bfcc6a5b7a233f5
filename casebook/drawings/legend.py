"""The legend: a line of words for every sign of a figure that does not speak for itself, and for no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from casebook.drawings import signs
from casebook.drawings.axis import Axis
from casebook.drawings.metrics import LINE, SMALL, width_of
from casebook.drawings.palette import INK, QUIET
from casebook.drawings.plan import Lane
from casebook.drawings.svg import Pen
from casebook.errors import N_
from casebook.languages import Language

EVENT, FINDING, LAST = "event", "finding", "last"
UNKNOWN, CUT, OPEN, BETWEEN, LESS, MORE = "unknown", "cut", "open", "between", "less", "more"
WORDS = {
    EVENT: N_("event"),
    FINDING: N_("finding"),
    LAST: N_("last follow-up"),
    BETWEEN: N_("at a moment not reported, within these limits"),
    UNKNOWN: N_("interval not reported"),
    CUT: N_("axis shortened"),
    OPEN: N_("end not reported"),
    LESS: N_("true value lower"),
    MORE: N_("true value higher"),
}
_SIGN, _GAP, _APART = 24.0, 6.0, 14.0


def signs_of(lanes: tuple[Lane, ...], axis: Axis) -> set[str]:
    """Return which signs treatments and axis use."""
    used = {CUT if is_known else UNKNOWN for _, _, is_known in axis.breaks()}
    return used | ({OPEN} if any(bar.is_open for lane in lanes for bar in lane.bars) else set())


def draw_legend(pen: Pen, used: Iterable[str], left: float, top: float, language: Language) -> float:
    """Draw the signs that are used, each with its words, below `top`; return where they end."""
    used = set(used)
    if not used:
        return top
    x, y = left, top + LINE + 4
    for sign, draw in _DRAWN.items():
        if sign in used:
            words = language.words(WORDS[sign])
            wide = _SIGN + _GAP + width_of(words, SMALL)
            if x > left and x + wide > pen.width - 2:
                x, y = left, y + LINE + 2
            draw(pen, x, y - 3)
            pen.text(x + _SIGN + _GAP, y, words, size=SMALL, colour=QUIET)
            x += wide + _APART
    return y + 4


def _between(pen: Pen, x: float, y: float) -> None:
    signs.bracket(pen, x, x + _SIGN, y)
    signs.mark(pen, EVENT, x + _SIGN / 2, y)


def _kind(kind: str) -> Callable[[Pen, float, float], None]:
    return lambda pen, x, y: signs.mark(pen, kind, x + _SIGN / 2, y)


_DRAWN: dict[str, Callable[[Pen, float, float], None]] = {
    EVENT: _kind(EVENT),
    FINDING: _kind(FINDING),
    LAST: _kind(LAST),
    BETWEEN: _between,
    UNKNOWN: lambda pen, x, y: signs.zigzag(pen, x, x + _SIGN, y),
    CUT: lambda pen, x, y: signs.shortened(pen, x + 2, x + _SIGN - 2, y),
    OPEN: lambda pen, x, y: signs.open_bar(pen, x, x + _SIGN, y, QUIET),
    LESS: lambda pen, x, y: signs.arrow(pen, x + _SIGN / 2, y - 5, "<", INK),
    MORE: lambda pen, x, y: signs.arrow(pen, x + _SIGN / 2, y + 5, ">", INK),
}
