"""What happened, and when: at one moment, or at one that is only known to lie after this and before that."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from casebook.clinical.clocks import MomentField
from casebook.clinical.moments import Moment
from casebook.errors import N_
from casebook.fields import Model, TextField, Told, choice, fault, no_text
from casebook.findings import Kind, Severity

NO_TIME = Kind(
    "time.no-time",
    Severity.ERROR,
    N_("Nothing says when this event was."),
    N_("Write “at: …”; or “after: …”, “before: …” or both, where only that is known."),
)
TWO_TIMES = Kind(
    "time.two-times",
    Severity.ERROR,
    N_("This event has an “at” and, besides, an “after” or “before”."),
    N_("Keep “at” where the moment is known, else the others."),
)

EventKind = Literal["event", "finding", "last"]


class Event(Model):
    """One event of the course."""

    what: Annotated[
        TextField,
        Told(N_("What"), N_("What happened, in a few words, as figures print it."), N_("Pericardial drainage"), "7"),
    ] = Field(default_factory=no_text)
    at: Annotated[
        MomentField | None,
        Told(N_("At"), N_("When: the name of a clock, and the day or how long after."), "transplant + 12"),
    ] = None
    after: Annotated[
        MomentField | None,
        Told(N_("After"), N_("Where the moment is not told: after what it was."), "cycle-1"),
    ] = None
    before: Annotated[
        MomentField | None,
        Told(N_("Before"), N_("Where the moment is not told: before what it was."), "cycle-2"),
    ] = None
    kind: Annotated[
        EventKind,
        choice("event", "finding", "last"),
        Told(N_("Kind"), N_("event, finding (a result), or last: the last follow-up."), "last"),
    ] = "event"

    @model_validator(mode="after")
    def _has_one_time(self) -> Self:
        around = self.after or self.before
        if self.at is None and around is None:
            raise fault(NO_TIME, None)
        if self.at is not None and around is not None:
            raise fault(TWO_TIMES, None)
        return self

    @property
    def limits(self) -> tuple[Moment | None, Moment | None]:
        """Between which moments it was; both are one where that is told."""
        return (self.at, self.at) if self.at else (self.after, self.before)
