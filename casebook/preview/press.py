"""The PDF of an article as it is saved, from a process that has WeasyPrint and the fonts ready."""

from __future__ import annotations

import signal
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock

from casebook.build import Order
from casebook.errors import CasebookError
from casebook.formats import FORMATS
from casebook.formats.faults import needing_libraries
from casebook.journals import template_folders
from casebook.making import journal_of, read, reports_of
from casebook.preview.desk import MAKER
from casebook.project import Project
from casebook.workers import context_with

_LONGEST = 180.0  # seconds


class Press:
    """One process that makes PDFs, one after the other; another takes its place when templates change, or it dies."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None

    def prepare(self) -> None:
        """Start the process, if there is none, so that it is warm when the first PDF is asked for."""
        with self._lock:
            self._pool = self._pool or self._started()

    def pdf(self, slug: str, code: str, order: Order) -> bytes | None:
        """Return the article in one language as PDF, None where it cannot be made of what is saved.

        Raises CasebookError.
        """
        try:
            return self._asked(slug, code, order).result(_LONGEST)
        except BrokenProcessPool:
            self.renew()
            return self._asked(slug, code, order).result(_LONGEST)

    def renew(self) -> None:
        """Start afresh: what was read of templates and catalogues is not to be used again."""
        with self._lock:
            if self._pool:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = self._started()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            if self._pool:
                self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _asked(self, slug: str, code: str, order: Order) -> Future[bytes | None]:
        with self._lock:
            self._pool = self._pool or self._started()
            return self._pool.submit(printed, self._project, slug, code, order)

    def _started(self) -> ProcessPoolExecutor:
        context = context_with(MAKER)
        pool = ProcessPoolExecutor(1, context, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
        pool.submit(warm, self._project.search("templates"))
        return pool


def warm(search: tuple[Path, ...]) -> None:
    """Import WeasyPrint and read fonts and style sheets, so that the first PDF need not wait for them."""
    with suppress(CasebookError), needing_libraries():
        FORMATS.load("pdf").ready(search)


def printed(project: Project, slug: str, code: str, order: Order) -> bytes | None:
    """Return a case in one language as PDF; None where it cannot be read to its end, or has no such article."""
    case, _ = read(project, slug)
    if case is None or not case.is_whole:
        return None
    search = template_folders(journal_of(case, project, order).slug, project.search("templates"))
    reports, _ = reports_of(case, project, replace(order, languages=(code,)))
    with needing_libraries():
        written = [FORMATS.load("pdf").write(report, search) for report in reports]
    return next(iter(written), None)
