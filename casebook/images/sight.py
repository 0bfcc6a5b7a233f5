"""What of a drawing nobody sees: words that are not painted, covered or outside the picture can still be copied."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Set
from dataclasses import dataclass, replace

from casebook.images.geometry import Box, Matrix, lengths
from casebook.images.painting import Scene, said
from casebook.images.runs import Reading
from casebook.images.shapes import Shape, named_shapes, settled
from casebook.images.vocabulary import ASIDE

_TEXTS = ("text", "tspan")
_BOXED = ("rect", "circle", "ellipse", "line", "polyline", "polygon")
_UNKNOWN = Matrix(*[float("inf")] * 6)


@dataclass(frozen=True, slots=True)
class Sight:
    """The shapes of which nothing is seen, the texts whose own words are not painted, and whether others may hide."""

    gone: Set[Shape]
    mute: Set[Shape]
    is_doubtful: bool


def look(drawing: Shape, seen: set[Shape], view: Box, frame: Box) -> Sight:
    """Return what of the `seen` shapes does not show in `frame`, the part of the page that the picture shows.

    What cannot be told is left, and makes the answer doubtful: words in patterns, in drawings within the drawing.
    """
    eye = _Eye(drawing, seen, view)
    eye.follow(drawing, Scene(Matrix(), frame))
    wordy = {shape for shape in seen if shape.name in _TEXTS and _has_words(shape)}
    kept = _kept_aside(seen, eye.named)
    told = eye.met - kept
    return Sight(eye.judged - eye.shown - kept, (wordy & told) - eye.spoken, eye.is_doubtful or not wordy <= told)


def _has_words(shape: Shape) -> bool:
    return any(isinstance(part, str) and part.strip() for part in shape.content)


def _kept_aside(seen: set[Shape], named: dict[str, Shape]) -> set[Shape]:
    """Return what patterns, markers and clip paths are made of: whether it is seen cannot be told by where it is."""
    pending = [shape for shape in seen if shape.name in ASIDE and shape.name not in ("defs", "symbol")]
    kept: set[Shape] = set()
    while pending:
        shape = pending.pop()
        if shape not in kept:
            kept.add(shape)
            pending += [*shape.children, *(named[link] for link in shape.links if link in named)]
    return kept


class _Eye:
    """Follows the drawing as it is painted, a shape that is used again each time that it is."""

    def __init__(self, drawing: Shape, seen: set[Shape], view: Box) -> None:
        self._drawing, self._seen, self._view = drawing, seen, view
        self.named = named_shapes(drawing)
        self._names = dict.fromkeys(self.named, "x")
        self._words: list[Box] = []
        self.met: set[Shape] = set()
        self.spoken: set[Shape] = set()
        self.judged: set[Shape] = set()
        self.shown: set[Shape] = set()
        self.is_doubtful = False

    def follow(self, shape: Shape, scene: Scene) -> None:
        """Look at `shape` and all that is drawn with it."""
        scene = scene.into(shape, self._settle)
        scene = replace(scene, frame=self._clipped(shape, scene))
        if (shape.name == "svg" and shape is not self._drawing) or (shape.name == "symbol" and shape.get("viewBox")):
            scene = replace(scene, matrix=None)
        if shape.name in _TEXTS:
            self._read(shape, scene)
        elif shape.name in _BOXED:
            self._see(shape, scene)
        elif shape.name == "use":
            for used in shape.links & {shape.get("href")[1:]} & self.named.keys():
                self.follow(self.named[used], self._set_off(shape, scene))
        else:
            for child in shape.children:
                if child in self._seen and child.name not in ASIDE:
                    self.follow(child, scene)

    def _settle(self, value: str) -> str:
        return settled(value, self._names) if "(" in value else value

    def _lengths(self, shape: Shape, *names: str) -> list[float]:
        """Return the first length of each attribute, 0 where there is none; shares of the page are not worked out."""
        sizes = {"x": self._view.width, "width": self._view.width, "y": self._view.height, "height": self._view.height}
        values = (lengths(said(shape, name, self._settle), 16, sizes.get(name, float("inf"))) for name in names)
        return [value[0] if value else 0 for value in values]

    def _set_off(self, shape: Shape, scene: Scene) -> Scene:
        x, y = self._lengths(shape, "x", "y")
        return replace(scene, matrix=scene.matrix.after(Matrix(e=x, f=y)) if scene.matrix else None)

    def _clipped(self, shape: Shape, scene: Scene) -> Box:
        """Return where `shape` may show itself, when it is clipped to a plain rectangle."""
        link = re.fullmatch(r"url\(\s*[\"']?#([^\"')\s]+)[\"']?\s*\)", shape.get("clip-path"))
        clip = self.named.get(link[1]) if link else None
        if clip is None or clip.name != "clipPath" or scene.matrix is None or clip.get("transform"):
            return scene.frame
        parts = [part for part in clip.children if part.name not in ("title", "desc", "")]
        plain = [part for part in parts if part.name == "rect" and not part.get("transform")]
        if len(parts) != 1 or not plain or clip.get("clipPathUnits").lower() == "objectboundingbox":
            return scene.frame
        box = scene.matrix.moved(self._outline(plain[0]))
        return scene.frame.within(box) if box.is_known else scene.frame

    def _outline(self, shape: Shape) -> Box:
        if shape.name == "rect":
            x, y, width, height = self._lengths(shape, "x", "y", "width", "height")
            return Box(x, y, x + width, y + height)
        if shape.name in ("circle", "ellipse"):
            x, y, *radii = self._lengths(shape, "cx", "cy", "r", "rx", "ry")
            return Box(x, y, x, y).grown(max(radii))
        if shape.name == "line":
            x, y, other_x, other_y = self._lengths(shape, "x1", "y1", "x2", "y2")
            return Box(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))
        points = lengths(said(shape, "points", self._settle), 0, 0) or [float("inf")] * 2
        return Box(min(points[::2]), min(points[1::2] or points), max(points[::2]), max(points[1::2] or points))

    def _see(self, shape: Shape, scene: Scene) -> None:
        """Judge a shape without words, and whether it covers some."""
        self.judged.add(shape)
        box = self._outline(shape)
        if scene.matrix is None or scene.has_markers:
            self.shown.add(shape)
            return
        reach = scene.matrix.moved(box.grown(scene.margin))
        if not (reach.is_known and reach.misses(scene.frame)):
            self.shown.add(shape)
        if shape.name == "rect" and scene.is_solid and scene.matrix.is_upright:
            self._cover(scene.matrix.moved(box).within(scene.frame))

    def _cover(self, box: Box) -> None:
        first, last = bisect_left(self._words, (box.left,)), bisect_right(self._words, (box.right,))
        self.is_doubtful = self.is_doubtful or any(box.holds(words) for words in self._words[first:last])

    def _read(self, text: Shape, scene: Scene) -> None:
        """Judge a text: gone when all its words are surely outside, doubtful when some words probably are."""
        reading = Reading(self._seen, self._settle, self._view)
        reading.read(text, scene)
        self.judged.add(text)
        self.met |= reading.met
        self.spoken |= reading.spoken
        runs = [run for run in reading.runs if run.is_painted]
        is_turned = any(said(part, "transform", self._settle) for part in reading.met - {text})
        matrix = scene.matrix if scene.matrix and not is_turned else _UNKNOWN
        limits = [matrix.moved(run.most(reading.width)) for run in runs]
        if all(limit.is_known and limit.misses(scene.frame) for limit in limits):
            return
        self.shown.add(text)
        for words in [matrix.moved(run.least) for run in runs]:
            if not words.is_known or words.misses(scene.frame):
                self.is_doubtful = True
            else:
                insort(self._words, words)
