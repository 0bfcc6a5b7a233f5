"""A figure of results over time: one panel or several, the reference range as a band, treatments above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from casebook.blocks.chronicle import chronicle, heads_of, told
from casebook.blocks.courseplan import Axis, axis_of, intervals, lanes, panels, places_of, positions_of
from casebook.blocks.facts import Voice
from casebook.blocks.results import Line, bare_result, whole_value
from casebook.clinical.course import Course
from casebook.clinical.heads import Heads
from casebook.clinical.results import Result
from casebook.drawings.plan import Drawing, Trend
from casebook.drawings.trend import draw_trend
from casebook.errors import N_
from casebook.fields import Flag, Model, Told
from casebook.nodes import plain
from casebook.quantity import Quantity
from casebook.source import Scalar

TITLE = N_("Results over time: {tests}")
TOLD = N_("{test}: {results}.")
IN_SHORT = N_("{test}: {n} results, from {first} to {last}; the lowest, {lowest}; the highest, {highest}.")
ALL = N_("All results: {results}.")
RANGE = N_("Reference range: {range}.")
AT = N_("{value} ({when})")
_FEW, _MANY = 10, 60  # results that are told without a summary; more than which nobody can listen to


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

    def draw(self, voice: Voice, width: float) -> Drawing | None:
        """Return the figure in one language; None where there is nothing to draw."""
        course = voice.wording.course
        axis = self._axis(voice)
        groups = tuple(tuple(name for name in panel.tests if name in course.labs) for panel in self.panels)
        shown = tuple(
            panel
            for group, block in zip(groups, self.panels, strict=True)
            for panel in panels((group,) if group else (), axis, voice, is_log=block.log)
        )
        bars = lanes(self._regimens(voice), axis, voice)
        plan = Trend(axis.stretches, bars, shown, self._title(voice), self.in_words(voice))
        return draw_trend(plan, voice.language, width) if axis.stretches else None

    def halves(self, voice: Voice) -> tuple[Self, ...]:
        """Return its upper and its lower panels, each with all treatments; none of a single panel."""
        middle = (len(self.panels) + 1) // 2
        parts = (self.panels[:middle], self.panels[middle:]) if len(self.panels) > 1 else ()
        return tuple(self.model_copy(update={"panels": part}) for part in parts)

    def in_words(self, voice: Voice) -> str:
        """Return the results and the treatments as one paragraph, for who cannot see the figure.

        Where a test has many results, what they come to is told first.
        """
        regimens, course = self._regimens(voice), voice.wording.course
        measured = tuple(result.moment for name in self._tests(course) for _, result in course.results(name))
        heads = heads_of(regimens, (), voice, measured)
        told_tests = (part for name in self._tests(course) for part in _told_test(name, heads, voice))
        treatments = told(chronicle(regimens, (), voice, measured), voice)
        return " ".join(part for part in (*told_tests, treatments, intervals(self._axis(voice), voice)) if part)

    def _regimens(self, voice: Voice) -> tuple[str, ...]:
        return tuple(name for name in self.regimens if name in voice.wording.course.regimens)

    def _axis(self, voice: Voice) -> Axis:
        course = voice.wording.course
        spans = (span for name in self._tests(course) for span, _ in course.results(name))
        measured = (place for span in spans for place in places_of(span))
        return axis_of((*measured, *positions_of(self._regimens(voice), (), voice)), voice)

    def _title(self, voice: Voice) -> str:
        tests = tuple(voice.wording.test(name) for name in self._tests(voice.wording.course))
        return voice.language.words(TITLE, tests=voice.language.listing(tests))


def _told_test(name: str, heads: Heads, voice: Voice) -> Iterator[str]:
    """Yield the sentences that tell a test: its results, before them what they come to, and its reference range."""
    words, lab = voice.language.words, voice.wording.course.labs[name]
    results = tuple(result for _, result in voice.wording.course.results(name))
    measured = sorted((r for r in results if isinstance(r.value, Quantity)), key=_value)
    called = voice.wording.test(name)
    if len(results) <= _FEW or not measured:
        yield words(TOLD, test=called, results=_listed(name, results, heads, voice, with_unit=True))
    else:
        ends = {"first": results[0], "last": results[-1], "lowest": measured[0], "highest": measured[-1]}
        at = {which: _listed(name, (result,), heads, voice, with_unit=True) for which, result in ends.items()}
        yield words(IN_SHORT, test=called, n=voice.language.number(str(len(results))), **at)
    if lab.range:
        yield words(RANGE, range=" ".join(whole_value(lab.range, voice.wording.course.assay(name), voice)))
    if _FEW < len(results) <= _MANY and measured:
        yield words(ALL, results=_listed(name, results, heads, voice, with_unit=False))


def _value(result: Result) -> Decimal:
    assert isinstance(result.value, Quantity)
    return result.value.numbers[-1].value


def _listed(name: str, results: Iterable[Result], heads: Heads, voice: Voice, *, with_unit: bool) -> str:
    told_each = (_said(name, result, voice, with_unit=with_unit) for result in results)
    moments = (heads.head(result.moment) for result in results)
    return ", ".join(
        voice.language.words(AT, value=value, when=when) for value, when in zip(told_each, moments, strict=True)
    )


def _said(name: str, result: Result, voice: Voice, *, with_unit: bool) -> str:
    assay = voice.wording.course.assay(name)
    if not isinstance(result.value, Quantity):
        return plain(bare_result(result, assay, voice, ("labs", name), Line()))
    if with_unit:
        return " ".join(whole_value(result.value, assay, voice))
    return voice.quantity(voice.systems(result.value, assay)[0], "number")
