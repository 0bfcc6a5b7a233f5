"""What was made last of one case, for as many browsers as look at it: a bad save leaves the last good article."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from threading import Condition, Thread
from time import monotonic

from casebook.build import Order
from casebook.preview.maker import follow
from casebook.preview.news import Gone, News, Outdated, Page, Recorded, Reviewed, Stopped, Told
from casebook.project import Project
from casebook.workers import context_with

MAKER = "casebook.preview.maker"
_ANSWER = 20.0  # seconds that marking a text may take
_TRIES = 3  # processes in a row that may die without having made anything


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

    def __init__(self, project: Project, slug: str, order: Order, renewed: Callable[[], None]) -> None:
        self.slug = slug
        self.listeners = 0
        self.left = monotonic()
        self._work = (project, slug, order)
        self._renewed = renewed
        self._changed = Condition()
        self._shown = Shown()
        self._recorded: dict[str, bool] = {}
        self._is_open = True
        self._link = self._started()
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    @property
    def shown(self) -> Shown:
        return self._shown

    def wait(self, version: int, seconds: float) -> Shown:
        """Return what is shown once it is newer than `version`, or after some seconds as it is."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown.version > version or not self._is_open, seconds)
            return self._shown

    def record(self, key: str) -> bool:
        """Ask that what stands in a row be recorded as compared; return whether it was."""
        with self._changed:
            self._recorded.pop(key, None)
            with suppress(OSError):
                self._link.send(Reviewed(key))
            self._changed.wait_for(lambda: key in self._recorded, _ANSWER)
            return self._recorded.pop(key, False)

    def close(self) -> None:
        """End the process, and with it the thread that listens to it."""
        with self._changed:
            self._is_open = False
            self._changed.notify_all()
        self.process.terminate()
        self._thread.join()

    def _started(self) -> Connection:
        """Start a process that knows nothing yet, forked from one that has imported everything."""
        context = context_with(MAKER)
        here, there = context.Pipe()
        self.process = context.Process(target=follow, args=(there, *self._work), daemon=True)
        self.process.start()
        there.close()
        return here

    def _listen(self) -> None:
        """Take what the process tells, and start another where it has ended."""
        tries = 0
        while self._is_open and tries < _TRIES:
            try:
                news = self._link.recv()
                tries = 0
                self._take(news)
                is_over = isinstance(news, Outdated)
            except (EOFError, OSError):
                tries, is_over = tries + 1, True
            if is_over:
                self._renew()
        self._link.close()

    def _renew(self) -> None:
        """Start another process in the place of one that has ended."""
        self.process.join()
        with self._changed:
            if self._is_open:
                self._link.close()
                self._link = self._started()

    def _take(self, news: News) -> None:
        before, version = self._shown, self._shown.version + 1
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
                case Recorded(key=key, is_done=is_done):
                    self._recorded[key] = is_done
                case Outdated():
                    self._renewed()
            self._changed.notify_all()
