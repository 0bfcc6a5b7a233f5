"""A process that makes one case anew whenever its files change: first the article, at once; then all that is wrong.

It tells the server by one end of a pipe, and ends when the other does, or when templates or catalogues change.
"""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from time import sleep

from casebook.build import Order
from casebook.case import Case
from casebook.errors import CasebookError
from casebook.findings import Finding, in_order
from casebook.formats.faults import blamed
from casebook.formats.html import render
from casebook.journals import template_folders
from casebook.making import journal_of, judged, read, reports_of
from casebook.preview.counting import counts, sections
from casebook.preview.news import Gone, News, Outdated, Page, Recorded, Reviewed, Stopped, Told
from casebook.preview.places import places_in, written
from casebook.preview.review import mark, rows
from casebook.preview.watching import Stamp, Watch, shared
from casebook.project import Project
from casebook.report.model import Report
from casebook.templating import find_template

MAKER = __name__  # what processes are forked from once it is imported
_PAUSE = 0.02  # seconds between two looks at the files of the case
_SELDOM = 10  # so many looks at these for one at templates and catalogues
_HALF_SAVED = 5  # looks that an empty file is given to be filled: many editors empty a file before they write it


def follow(link: Connection, project: Project, slug: str, order: Order) -> None:
    """Make the case, tell what was made, and wait for the next change, until nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server stops, and its end of the pipe with it
    watch = Watch(project, slug)
    known = shared(project)
    seen: Mapping[str, Stamp] = {}
    with suppress(EOFError, OSError):
        while True:
            seen = settled(watch, seen)
            for news in made(project, slug, order):
                link.send(news)
                if watch.own() != seen:  # a newer save goes before the rest of this one
                    break
            while watch.own() == seen:
                if shared(project) != known:
                    link.send(Outdated())
                    return
                for _ in range(_SELDOM):
                    if link.poll(_PAUSE):
                        link.send(answered(link.recv(), project, slug))
                    if watch.own() != seen:
                        break


def settled(watch: Watch, before: Mapping[str, Stamp]) -> Mapping[str, Stamp]:
    """Return how the files are, once none that was not empty `before` has been emptied a moment ago to be written."""
    seen = watch.own()
    were_empty = {name for name, (_, size, _) in before.items() if not size}
    for _ in range(_HALF_SAVED):
        if all(size or name in were_empty for name, (_, size, _) in seen.items()):
            break
        sleep(_PAUSE)
        seen = watch.own()
    return seen


def made(project: Project, slug: str, order: Order) -> Iterator[News]:
    """Yield what is made of a case as it is now; whatever goes wrong is told, nothing is raised."""
    try:
        yield from _made(project, slug, order)
    except CasebookError as error:
        yield Stopped(error) if _is_there(project, slug) else Gone()
    except Exception:
        yield Stopped(bug=traceback.format_exc()) if _is_there(project, slug) else Gone()


def _is_there(project: Project, slug: str) -> bool:
    return (project.cases / slug / "case.yaml").is_file()


def _made(project: Project, slug: str, order: Order) -> Iterator[News]:
    """Yield the article in each language as soon as it is made, then everything else."""
    if not _is_there(project, slug):
        yield Gone()
        return
    case, found = read(project, slug)
    if case is None:
        yield Told(in_order(found))
        return
    reports: tuple[Report, ...] = ()
    pages: list[str] = []
    for code in (code for code in case.file.languages if code in order.languages or not order.languages):
        composed, faults = reports_of(case, project, replace(order, languages=(code,)))
        reports, found = reports + composed, found + faults
        if case.is_whole:
            for report in composed:
                page = _page(case, report, project, order)
                pages.append(page.html)
                yield page
    yield _told(case, found, reports, project, order, pages)


def _page(case: Case, report: Report, project: Project, order: Order) -> Page:
    """Return the article in one language, without links to files that are not beside it."""
    search = template_folders(journal_of(case, project, order).slug, project.search("templates"))
    report = replace(report, absent=report.beside)
    with blamed(search):
        html = render(report, search, ("screen",), write_inlines=written)
    style = find_template(search, "preview/article.css").read_text(encoding="utf-8")
    return Page(report.language.code, html.replace("</head>", f"<style>\n{style}</style>\n</head>", 1))


def _told(
    case: Case,
    found: tuple[Finding, ...],
    reports: tuple[Report, ...],
    project: Project,
    order: Order,
    pages: list[str],
) -> Told:
    """Return everything known of a case but its pages."""
    journal = journal_of(case, project, order)
    return Told(
        judged(case, found, reports, project, order),
        case.is_whole,
        tuple(report.language.code for report in reports),
        journal.profile.name,
        counts(case, journal, reports),
        sections(reports),
        rows(case),
        places_in(case, pages),
        {report.language.code: report.language.tag for report in reports},
    )


def answered(asked: Reviewed, project: Project, slug: str) -> Recorded:
    """Record what somebody has compared, and return whether it could be; nothing is raised."""
    try:
        case, _ = read(project, slug)
        return Recorded(asked.number, case is not None and mark(case, project, asked.key))
    except CasebookError as error:
        return Recorded(asked.number, False, Stopped(error))
    except Exception:
        return Recorded(asked.number, False, Stopped(bug=traceback.format_exc()))
