"""A figure of results over time: one panel or several, the reference range as a band, treatments above."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, model_validator

from casebook.blocks.chronicle import head
from casebook.blocks.courseplan import axis_of, lanes, panels, places_of, positions_of
from casebook.blocks.facts import Voice
from casebook.blocks.results import bare_result, unit_of
from casebook.clinical.course import Course
from casebook.clinical.labs import Result
from casebook.drawings.plan import Drawing, Trend
from casebook.drawings.trend import draw_trend
from casebook.errors import N_
from casebook.fields import Flag, Model, Told
from casebook.nodes import plain
from casebook.quantity import Quantity
from casebook.source import Scalar

TITLE = N_("Results over time: {tests}")
TOLD = N_("{test}: {results}")
AT = N_("{value} ({when})")


class PanelOfTests(Model):
    """Tests that share one unit, and one field of the figure."""

    tests: Annotated[
        tuple[str, ...],
        Told(N_("Tests"), N_("Their names under “labs”; all of one unit."), "[marrow, blood]"),
    ]
    log: Annotated[Flag, Told(N_("Logarithmic"), N_("true: a scale of powers of ten."), "true")] = False

    @model_validator(mode="before")
    @classmethod
    def _wrap(cls, raw: object) -> object:
        if isinstance(raw, Scalar):
            return {"tests": [raw]}
        return {"tests": raw} if isinstance(raw, list) else raw


class TrendBlock(Model):
    """Which results a figure shows."""

    panels: Annotated[
        tuple[PanelOfTests, ...],
        Told(N_("Panels"), N_("One below another; each a test, or tests of one unit."), "[[marrow, blood], ldh]"),
    ] = Field(min_length=1)
    regimens: Annotated[
        tuple[str, ...],
        Told(N_("Treatments"), N_("Their names under “regimens”: bars above the results."), "[salvage]"),
    ] = ()

    @model_validator(mode="before")
    @classmethod
    def _wrap(cls, raw: object) -> object:
        if isinstance(raw, Scalar):
            return {"panels": [raw]}
        return {"panels": raw} if isinstance(raw, list) else raw

    def names(self, course: Course) -> Mapping[str, tuple[str, ...]]:
        """Return what the figure shows, by where it stands in the case."""
        return {"labs": tuple(name for panel in self.panels for name in panel.tests), "regimens": self.regimens}

    def _tests(self, course: Course) -> tuple[str, ...]:
        return tuple(name for name in self.names(course)["labs"] if name in course.labs)

    def draw(self, voice: Voice, width: float) -> Drawing:
        """Return the figure in one language."""
        course = voice.wording.course
        regimens = tuple(name for name in self.regimens if name in course.regimens)
        groups = tuple(tuple(name for name in panel.tests if name in course.labs) for panel in self.panels)
        spans = (span for group in groups for name in group for span, _ in course.results(name))
        measured = (place for span in spans for place in places_of(span))
        axis = axis_of((*measured, *positions_of(regimens, (), voice)), voice)
        shown = tuple(
            panel
            for group, block in zip(groups, self.panels, strict=True)
            for panel in panels((group,) if group else (), axis, voice, is_log=block.log)
        )
        plan = Trend(axis.stretches, lanes(regimens, axis, voice), shown, self._title(voice), self.in_words(voice))
        return draw_trend(plan, voice.language, width)

    def in_words(self, voice: Voice) -> str:
        """Return every result as one paragraph, for who cannot see the figure."""
        words, told = voice.language.words, []
        for name in self._tests(voice.wording.course):
            results = (
                words(AT, value=_said(name, result, voice), when=head(result.moment, voice))
                for _, result in voice.wording.course.results(name)
            )
            told.append(words(TOLD, test=voice.wording.test(name), results=", ".join(results)))
        return "; ".join(told) + "."

    def _title(self, voice: Voice) -> str:
        tests = tuple(voice.wording.test(name) for name in self._tests(voice.wording.course))
        return voice.language.words(TITLE, tests=voice.language.listing(tests))


def _said(name: str, result: Result, voice: Voice) -> str:
    assay = voice.wording.course.assay(name)
    bare = plain(bare_result(result, assay, voice, ("labs", name)))
    if not isinstance(result.value, Quantity):
        return bare
    unit = unit_of(voice.systems(result.value, assay)[0], voice)
    is_close = unit.startswith(("/", "%"))
    return f"{bare}{unit}" if is_close or not unit else f"{bare}\u00a0{unit}"
