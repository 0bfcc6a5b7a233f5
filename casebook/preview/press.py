"""The PDF of an article as it is saved, from a process that has WeasyPrint, fonts and the article’s lines ready."""

from __future__ import annotations

import gc
import signal
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

from casebook.build import Order
from casebook.errors import N_, CasebookError, MachineError
from casebook.formats import FORMATS
from casebook.formats.faults import needing_libraries
from casebook.journals import template_folders
from casebook.making import journal_of, read, reports_of
from casebook.preview.maker import MAKER
from casebook.preview.news import Stopped
from casebook.preview.watching import Stamp, shared
from casebook.project import Project
from casebook.workers import start_with

_LONGEST = 180.0  # seconds
_TRIES = 2  # processes that may die over one PDF


class NotPrinted(MachineError):
    """The processes die over a PDF, or hang: the system ends them, mostly for want of memory."""

    what = N_("The PDF of {where} could not be made: what makes it was ended {count} times, or took too long.")
    mend = N_("Close other programs if memory is short; then ask for the PDF again.")


class Unfinished(CasebookError):
    """The case as it is saved makes no article."""

    what = N_("No PDF can be made of what is saved: it cannot be read to its end.")
    mend = N_("The findings say why.")


@dataclass(frozen=True, slots=True)
class Asked:
    """Asked of the process: the PDF of a case in one language; with "", to make all of them once, and keep them."""

    slug: str
    code: str
    order: Order


class Press:
    """One process that makes PDFs, one after the other; another takes its place when templates change, or it dies."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._starting, self._asking = Lock(), Lock()
        self._link: Connection | None = None
        self._shared: Mapping[str, Stamp] = {}
        self._rehearsed: set[str] = set()
        self._is_open = True

    def prepare(self, slug: str, order: Order) -> None:
        """Let the process make the PDFs of a case once, unasked: what is asked for later takes it less than half."""
        with self._starting:
            link = self._running()
            if slug not in self._rehearsed:
                self._rehearsed.add(slug)
                with suppress(OSError):
                    link.send(Asked(slug, "", order))

    def pdf(self, slug: str, code: str, order: Order) -> bytes | Stopped | None:
        """Return the article in one language as PDF, or what stands against it; None where there is no such article."""
        tries = 0
        with self._asking:
            while tries < _TRIES and (link := self._sent(Asked(slug, code, order))):
                with suppress(EOFError, OSError):
                    if link.poll(_LONGEST):
                        return link.recv()  # type: ignore[no-any-return]
                with self._starting:
                    if link is self._link:  # else templates were changed meanwhile, and another has taken its place
                        tries += 1
                        self._end()
        return Stopped(NotPrinted(slug, count=_TRIES))

    def renew(self) -> None:
        """Have another process ready, if there was one, where templates or catalogues were changed since it started."""
        with self._starting, suppress(OSError):
            if self._link:
                self._running()

    def close(self) -> None:
        """End the process."""
        with self._starting:
            self._is_open = False
            if self._link:
                self._end()

    def _sent(self, asked: Asked) -> Connection | None:
        """Ask, and return where the answer comes from; None after the end."""
        with self._starting:
            if not self._is_open:
                return None
            link = self._running()
            with suppress(OSError):
                link.send(asked)
            return link

    def _running(self) -> Connection:
        """Return the way to a process that knows templates and catalogues as they are; start it if there is none."""
        now = shared(self._project)
        if self._link and self._shared != now:
            self._end()
        if self._link is None:
            self._shared = now
            self._process, self._link = start_with(MAKER, serve, self._project)
        return self._link

    def _end(self) -> None:
        """End the process; whoever waits for it hears that it is gone."""
        self._process.terminate()
        self._process.join()
        self._link = None
        self._rehearsed.clear()


def serve(link: Connection, project: Project) -> None:
    """Make what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server stops, and its end of the pipe with it
    warm(project.search("templates"))
    gc.freeze()
    gc.disable()  # between two PDFs there is time for it
    with suppress(EOFError, OSError):
        while True:
            asked = link.recv()
            if asked.code:
                link.send(tried(project, asked))
            else:
                _rehearse(link, project, asked)
            gc.collect()


def warm(search: tuple[Path, ...]) -> None:
    """Import WeasyPrint and read fonts and style sheets, so that the first PDF need not wait for them."""
    with suppress(CasebookError), needing_libraries():
        FORMATS.load("pdf").ready(search)


def _rehearse(link: Connection, project: Project, asked: Asked) -> None:
    """Make every PDF of a case, unless somebody asks for one meanwhile."""
    with suppress(CasebookError):
        case, _ = read(project, asked.slug)
        for code in case.file.languages if case else ():
            if not link.poll():
                tried(project, replace(asked, code=code))


def tried(project: Project, asked: Asked) -> bytes | Stopped | None:
    """Return a PDF; whatever goes wrong is told, nothing is raised."""
    try:
        return printed(project, asked.slug, asked.code, asked.order)
    except CasebookError as error:
        return Stopped(error)
    except Exception:
        return Stopped(bug=traceback.format_exc())


def printed(project: Project, slug: str, code: str, order: Order) -> bytes | None:
    """Return a case in one language as PDF; None where it has no such article. Raises Unfinished."""
    case, _ = read(project, slug)
    if case is None or not case.is_whole:
        raise Unfinished(slug)
    search = template_folders(journal_of(case, project, order).slug, project.search("templates"))
    reports, _ = reports_of(case, project, replace(order, languages=(code,)))
    with needing_libraries():
        written = [FORMATS.load("pdf").write(report, search) for report in reports]
    return next(iter(written), None)
