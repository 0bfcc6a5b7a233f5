"""Where the words of a drawing stand, as nearly as can be told without their font: at least here, at most there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from casebook.images.geometry import Box, lengths
from casebook.images.painting import Scene, Settle, said
from casebook.images.shapes import Shape

_NARROW, _WIDE = 0.25, 1.2  # of the size of the font: the letter i and the letter W, with something to spare
_LOW, _TALL = 0.5, 1.3  # of the same: the height of an x, and that of an accented capital or a deep descender
_SPECK = 20_000  # a size that goes so often into the side of a picture is under a hundredth of a millimetre in print
_BEFORE = {"middle": 0.5, "end": 1.0}
_POSITIONS = ("x", "y", "dx", "dy")

Span = tuple[float, float]


@dataclass(slots=True)
class Run:
    """Words that stand together: where they are anchored, their baseline, and how wide they are, from … to."""

    start: Span
    baseline: Span
    before: float
    is_reversible: bool
    em: float = 0
    narrow: float = 0
    wide: float = 0
    is_painted: bool = False

    @property
    def end(self) -> Span:
        """Where the next words stand when they do not say so themselves."""
        if self.before or self.is_reversible:
            return self.start[0] - self.wide, self.start[1] + self.wide
        return self.start[0] + self.narrow, self.start[1] + self.wide

    @property
    def least(self) -> Box:
        left, right = self.start[0] - self.narrow * self.before, self.start[1] + self.narrow * (1 - self.before)
        return Box(left, self.baseline[0] - _LOW * self.em, right, self.baseline[1])

    def most(self, whole: float) -> Box:
        """Return the box that the words surely do not leave; the `whole` text moves words that are centred."""
        both = self.is_reversible
        before, after = (whole, whole) if both else (whole * self.before, whole * (1 - self.before))
        after = after if self.before or both else self.wide
        reach = _TALL * self.em
        (left, right), (top, bottom) = self.start, self.baseline
        return Box(left - before - reach, top - reach, right + after + reach, bottom + reach)


@dataclass(slots=True)
class Reading:
    """One text as it is drawn: its runs, the parts that were met, and those whose own words are painted."""

    seen: Collection[Shape]
    settle: Settle
    view: Box
    runs: list[Run] = field(default_factory=list)
    met: set[Shape] = field(default_factory=set)
    spoken: set[Shape] = field(default_factory=set)

    @property
    def width(self) -> float:
        """How wide all the words are at most."""
        return sum(run.wide for run in self.runs)

    def read(self, shape: Shape, scene: Scene) -> None:
        """Take in the words of a `text` or `tspan` and of all inside it."""
        self.met.add(shape)
        self._place(shape, scene)
        for part in shape.content:
            if isinstance(part, str):
                self._speak(shape, part, scene)
            elif part in self.seen and part.name == "tspan":
                self.read(part, scene.into(part, self.settle))
        self.runs[-1].wide += sum(lengths(said(shape, "textLength", self.settle), scene.em, self.view.width))

    def _place(self, shape: Shape, scene: Scene) -> None:
        """Begin a new run where a position is given."""
        sizes = {"x": self.view.width, "y": self.view.height, "dx": self.view.width, "dy": self.view.height}
        given = {name: lengths(said(shape, name, self.settle), scene.em, sizes[name]) for name in _POSITIONS}
        last = self.runs[-1] if self.runs else None
        if last and not any(given.values()):
            return
        start = _span(given["x"]) or (last.end if last else (0, 0))
        baseline = _span(given["y"]) or (last.baseline if last else (0, 0))
        before = _BEFORE.get(scene.style.get("text-anchor", "").lower(), 0.0)
        reversible = scene.style.get("direction", "").lower() == "rtl"
        self.runs.append(Run(_shifted(start, given["dx"]), _shifted(baseline, given["dy"]), before, reversible))

    def _speak(self, shape: Shape, words: str, scene: Scene) -> None:
        if not words.strip():
            return
        letters = len(words if scene.style.get("xml:space") == "preserve" else " ".join(words.split()))
        spacing = [sum(lengths(scene.style.get(name, ""), scene.em, scene.em)) for name in
                   ("letter-spacing", "word-spacing")]  # fmt: skip
        run = self.runs[-1]
        run.em = max(run.em, scene.em)
        run.narrow += letters * max(0, scene.em * _NARROW + min(0, *spacing))
        run.wide += letters * (scene.em * _WIDE + max(0, *spacing))
        if scene.is_painted and not self._is_speck(scene):
            run.is_painted = True
            self.spoken.add(shape)

    def _is_speck(self, scene: Scene) -> bool:
        side = max(self.view.width, self.view.height)
        return scene.matrix is not None and scene.em * scene.matrix.scale * _SPECK < side


def _span(values: list[float]) -> Span | None:
    return (min(values), max(values)) if values else None


def _shifted(span: Span, by: list[float]) -> Span:
    """Return the span moved once, or moved letter by letter."""
    if len(by) == 1:
        return span[0] + by[0], span[1] + by[0]
    return span[0] + sum(min(0, step) for step in by), span[1] + sum(max(0, step) for step in by)
