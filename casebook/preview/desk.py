"""What was made last of one case, for as many browsers as look at it: a bad save leaves the last good article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from threading import Condition, Thread
from time import monotonic

from casebook.build import Order
from casebook.errors import N_, MachineError
from casebook.preview.maker import MAKER, follow
from casebook.preview.news import Gone, News, Outdated, Page, Recorded, Reviewed, Stopped, Told
from casebook.preview.watching import Watch
from casebook.project import Project
from casebook.workers import start_with

_ANSWER = 20.0  # seconds that marking a text may take
_TRIES = 3  # processes in a row that may die without having told everything
_PAUSE = 0.2  # seconds between two looks at the files of a case that was given up


class Died(MachineError):
    """The processes of a case die, one after the other: the system ends them, mostly for want of memory."""

    what = N_("The case {where} cannot be shown: what reads it was ended {count} times before it was done.")
    mend = N_("Close other programs if memory is short; then save the case again, or load this page anew.")


class Unanswered(MachineError):
    """A click came while the process of the case was ended or replaced, or it took too long."""

    what = N_("That these texts were compared could not be recorded just now.")
    mend = N_("Mark them again in a moment.")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a browser may ask for now: pages with how often each was made, the last good facts, the last findings."""

    version: int = 0
    pages: dict[str, tuple[int, Page]] = field(default_factory=dict)
    good: Told | None = None
    last: Told | Stopped | Gone | None = None
    told: int = 0

    @property
    def state(self) -> str:
        """One word for the last save: making, good, broken, stopped, gone."""
        match self.last:
            case None:
                return "making"
            case Told(is_whole=is_whole):
                return "good" if is_whole else "broken"
            case Stopped():
                return "stopped"
            case Gone():
                return "gone"


class Desk:
    """One case that is looked at: its process, and what this one tells."""

    def __init__(
        self, project: Project, slug: str, order: Order, renewed: Callable[[], None], numbers: Iterator[int]
    ) -> None:
        """Follow a case; `renewed` is told of another process, `numbers` are those of no other page."""
        self.slug = slug
        self.listeners = 0
        self.left = monotonic()
        self._work = (project, slug, order)
        self._renewed = renewed
        self._changed = Condition()
        self._shown = Shown()
        self._asked: dict[int, Recorded | None] = {}  # of the clicks that wait now, by number
        self._numbers = numbers
        self._is_open, self._is_given_up = True, False
        self._watch = Watch(project, slug)
        self._link = self._started()
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    @property
    def shown(self) -> Shown:
        return self._shown

    def wait(self, version: int, seconds: float) -> Shown | None:
        """Return what is shown once it is newer than `version`, or after some seconds as it is; None after the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown.version > version or not self._is_open, seconds)
            return self._shown if self._is_open else None

    @contextmanager
    def listened(self) -> Iterator[None]:
        """Count somebody who listens for as long as this lasts."""
        with self._changed:
            self.listeners += 1
        try:
            yield
        finally:
            with self._changed:
                self.listeners, self.left = self.listeners - 1, monotonic()

    def record(self, key: str) -> Recorded:
        """Ask that what stands in a row be recorded as compared; return whether it was, or what stopped it."""
        with self._changed:
            number = next(self._numbers)
            self._asked[number] = None
            with suppress(OSError):  # it has died, and another is on its way
                self._link.send(Reviewed(number, key))
                self._changed.wait_for(lambda: self._asked[number] or not self._is_open, _ANSWER)
            return self._asked.pop(number) or Recorded(number, False, Stopped(Unanswered()))

    def again(self) -> None:
        """Begin again if it was given up."""
        with self._changed:
            self._is_given_up = False
            self._changed.notify_all()

    def close(self) -> None:
        """End the process, and with it the thread that listens to it."""
        with self._changed:
            self._is_open = False
            self._changed.notify_all()
        self.process.terminate()
        self._thread.join()

    def _started(self) -> Connection:
        """Start a process that knows nothing yet, forked from one that has imported everything."""
        self._seen = self._watch.own()
        self.process, link = start_with(MAKER, follow, *self._work)
        return link

    def _listen(self) -> None:
        """Take what the process tells, and start another where it has ended."""
        tries, is_over = 0, False
        while self._is_open:
            try:
                if is_over:
                    self._renew()
                    self._renewed()
                news = self._link.recv()
                is_over = isinstance(news, Outdated)
                tries = tries if isinstance(news, Page) else 0
                self._take(news)
            except (EOFError, OSError):
                tries, is_over = tries + 1, True
                if tries == _TRIES:
                    tries = 0
                    self._give_up()
        self._link.close()

    def _renew(self) -> None:
        """Start another process in the place of one that has ended; what it was asked is not answered any more."""
        self.process.join()
        with self._changed:
            for number in self._asked:
                self._asked[number] = self._asked[number] or Recorded(number, False, Stopped(Unanswered()))
            self._changed.notify_all()
            if self._is_open:
                self._link.close()
                self._link = self._started()

    def _give_up(self) -> None:
        """Say that processes only die, and wait until a file of the case changes or somebody loads the page anew."""
        with self._changed:
            self._is_given_up = self._is_open
        self._take(Stopped(Died(self.slug, count=_TRIES)))
        with self._changed:
            while self._is_given_up and self._is_open and self._watch.own() == self._seen:
                self._changed.wait(_PAUSE)

    def _take(self, news: News) -> None:
        before, version = self._shown, next(self._numbers)
        with self._changed:
            match news:
                case Page(code=code):
                    self._shown = Shown(
                        version, {**before.pages, code: (version, news)}, before.good, before.last, before.told
                    )
                case Told(is_whole=True):
                    pages = {code: page for code, page in before.pages.items() if code in news.languages}
                    self._shown = Shown(version, pages, news, news, version)
                case Told() | Stopped() | Gone():
                    self._shown = Shown(version, before.pages, before.good, news, version)
                case Recorded(number=number) if number in self._asked:  # else nobody waits any more
                    self._asked[number] = news
            self._changed.notify_all()
