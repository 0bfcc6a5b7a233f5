"""A timeline: a figure of what happened when, and the same as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import model_validator

from casebook.blocks.chronicle import chronicle, span_of, told
from casebook.blocks.courseplan import Axis, axis_of, intervals, lanes, marks, positions_of
from casebook.blocks.facts import Voice
from casebook.blocks.labtable import ALL, Lowered
from casebook.clinical.course import Course
from casebook.drawings.plan import Drawing, Timeline
from casebook.drawings.timeline import draw_timeline
from casebook.errors import N_
from casebook.fields import Model, Told
from casebook.nodes import Cell, Column, Paragraph, Words
from casebook.source import Scalar

TITLE = N_("Timeline of the case")
TIME, EVENT = N_("Time"), N_("Event")


class TimelineBlock(Model):
    """Which treatments and events a timeline shows."""

    regimens: Annotated[
        tuple[str, ...] | None,
        Told(N_("Treatments"), N_("Their names under “regimens”; without it, all."), "[salvage]"),
    ] = None
    events: Annotated[
        tuple[str, ...] | None,
        Told(N_("Events"), N_("Their names under “events”; without it, all."), "[drainage, follow-up]"),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _wrap(cls, raw: object) -> object:
        """Take `all` for every treatment and event."""
        return {} if isinstance(raw, Scalar) and raw.strip() in ALL else raw

    def names(self, course: Course) -> Mapping[str, tuple[str, ...]]:
        """Return what the timeline shows, by where it stands in the case."""
        regimens = tuple(course.regimens) if self.regimens is None else self.regimens
        return {"regimens": regimens, "events": tuple(course.events) if self.events is None else self.events}

    def draw(self, voice: Voice, width: float) -> Drawing | None:
        """Return the figure in one language; None where there is nothing to draw."""
        regimens, events = self._chosen(voice)
        axis = self._axis(voice)
        title = voice.language.words(TITLE)
        plan = Timeline(
            axis.stretches, lanes(regimens, axis, voice), marks(events, axis, voice), title, self.in_words(voice)
        )
        return draw_timeline(plan, voice.language, width) if axis.stretches else None

    def halves(self, voice: Voice) -> tuple[Self, ...]:
        """Return its earlier and its later events, each with all treatments; none of a single event."""
        _, events = self._chosen(voice)
        spans = ((name, span_of(name, voice)) for name in events)
        order = [name for name, span in sorted(((n, s) for n, s in spans if s), key=lambda one: one[1].order)]
        middle = (len(order) + 1) // 2
        parts = (tuple(order[:middle]), tuple(order[middle:])) if len(order) > 1 else ()
        return tuple(self.model_copy(update={"events": part}) for part in parts)

    def in_words(self, voice: Voice) -> str:
        """Return the timeline as one paragraph, for who cannot see it."""
        return f"{told(chronicle(*self._chosen(voice), voice), voice)} {intervals(self._axis(voice), voice)}".strip()

    def lower(self, voice: Voice) -> Lowered:
        """Return the columns, the rows and the note of the timeline as a table."""
        words = voice.language.words
        columns = tuple(Column((Words(words(head)),), head == TIME, "start") for head in (TIME, EVENT))
        rows = tuple((_cell(e.when), _cell(e.what)) for e in chronicle(*self._chosen(voice), voice))
        note = intervals(self._axis(voice), voice)
        return columns, rows, (note,) if note else ()

    def _axis(self, voice: Voice) -> Axis:
        return axis_of(positions_of(*self._chosen(voice), voice), voice)

    def _chosen(self, voice: Voice) -> tuple[tuple[str, ...], tuple[str, ...]]:
        course = voice.wording.course
        named = self.names(course)
        regimens = tuple(name for name in named["regimens"] if name in course.regimens)
        return regimens, tuple(name for name in named["events"] if name in course.events)


def _cell(text: str) -> Cell:
    return Cell((Paragraph((Words(text),)),))
