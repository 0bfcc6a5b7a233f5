"""The site, made anew where something changed: what is out of date, its pages, then all that lists them.

This module imports nothing heavy, so that a site with nothing to do costs next to nothing. What was made of what is
noted in build/.site.json (see record.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.bundles.site.record import (
    Made,
    Record,
    Shared,
    State,
    alone,
    begin_record,
    files_of,
    load_record,
    older_files,
    save_record,
    shared_state,
    site_folder,
    stamps,
    stand,
    state_of,
    was_cut_off,
)
from casebook.errors import CasebookError
from casebook.findings import Finding
from casebook.project import Project
from casebook.registry import Registry
from casebook.workers import spread

if TYPE_CHECKING:
    from casebook.bundles.site.article import Page, Plan
    from casebook.bundles.site.card import Card
    from casebook.bundles.site.whole import Whole

_WORK = Registry("casebook.bundles.site", ("article", "whole"))
_SETTINGS = Registry("casebook", ("settings",))
DOWNLOADS = ("pdf", "docx", "jats", "bibtex", "ris")


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one case; `why` is a message id where it is not on the site.

    `withheld` has its figures that the site does not show, by their names in the case, and why, as message ids.
    """

    slug: str
    why: str = ""
    findings: tuple[Finding, ...] = ()
    error: CasebookError | None = None
    bug: str = ""
    is_current: bool = False
    withheld: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        return not (self.error or self.bug or self.findings)


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole site: where it is, how many cases and pages it has, and what it could not have."""

    folder: Path
    cases: int
    pages: int
    has_address: bool
    is_searchable: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands: what was noted, and that of all pages as they would be made now; the cases, and the current ones."""

    noted: Record | None
    record: Record | None
    shared: Shared
    states: Mapping[str, State]
    current: Mapping[str, Made]

    @property
    def is_current(self) -> bool:
        """Whether no case changed, came or went."""
        return self.record is not None and self.record["cases"].keys() == self.states.keys() == self.current.keys()

    @property
    def told(self) -> Iterator[Done]:
        """What is to be said of the cases that are current."""
        for slug, made in self.current.items():
            yield Done(slug, made["why"], is_current=True, withheld=made["withheld"])

    @property
    def stale(self) -> list[str]:
        return [slug for slug in self.states if slug not in self.current]


def build_site(project: Project, downloads: tuple[str, ...], jobs: int) -> Iterator[Done | Finished]:
    """Yield what became of each case as it is done, then of the whole.

    1. find the cases whose folder changed since the record was written, or all where what they share did
    2. write their pages, in `jobs` processes
    3. write what depends on more than one case, take away what is no longer public, and note all of it

    Raises FaultySettings, Busy, CannotWrite, CannotRemove, and what the lists of a project's own templates raise.
    """
    folder, found = site_folder(project), _look(project, downloads)
    if found.record and found.is_current and not was_cut_off(project) and stand(folder, found.record["whole"]):
        yield from found.told
        yield _finished(folder, found.record, is_current=True)
        return
    with alone(project):
        found = _look(project, downloads)  # what was saved meanwhile counts, and what another process has written
        yield from found.told
        site, logo = _SETTINGS.load("settings").load_settings(project)
        is_same_logo = site.logo == found.shared["logo"]
        shared = found.shared if is_same_logo else shared_state(project, downloads, {**found.shared, "logo": site.logo})
        older = older_files(project, found.noted)
        begin_record(project)
        plan = _WORK.load("article").plan_of(site, logo, downloads, shared["inputs"][:8])
        cases = dict(found.current)
        for page in _pages(project, found.stale, plan, jobs):
            yield Done(page.slug, page.why, page.findings, page.error, page.bug, withheld=page.withheld)
            if not page.is_faulty:
                cases[page.slug] = _noted(page, found.states[page.slug])
        older -= {name for made in cases.values() for name in made["files"]}
        cards, standing = _cards(cases), _standing(folder, found.record, cases)
        whole = _WORK.load("whole").write_site(project, cards.values(), plan, logo, older, standing, {*found.stale})
        yield _finished(folder, _note(project, shared, cases, whole), is_current=False)


def _noted(page: Page, state: State) -> Made:
    """Return what the record holds of a case that was just made; its files are looked at when all of them stand."""
    files: dict[str, list[int]] = {name: [] for name in page.files}
    return Made(state=state, why=page.why, withheld=page.withheld, files=files, card=page.card)


def _look(project: Project, downloads: tuple[str, ...]) -> _Found:
    """Return what is there, and what of it was made of the very same."""
    noted = load_record(project)
    shared = shared_state(project, downloads, noted["shared"] if noted else None)
    record = noted if noted and noted["shared"]["inputs"] == shared["inputs"] else None
    known = record["cases"] if record else {}
    folder = site_folder(project)
    states = {
        slug: state_of(project.cases / slug, known[slug]["state"] if slug in known else None)
        for slug in project.slugs()
    }
    current = {
        slug: made
        for slug, made in known.items()
        if slug in states and made["state"]["inputs"] == states[slug]["inputs"] and stand(folder, made["files"])
    }
    kept: dict[str, Made] = {slug: {**made, "state": states[slug]} for slug, made in current.items()}
    return _Found(noted, record, shared, states, kept)


def _cards(cases: Mapping[str, Made]) -> dict[str, Card]:
    return {slug: made["card"] for slug, made in cases.items() if made["card"]}


def _standing(folder: Path, record: Record | None, cases: Mapping[str, Made]) -> tuple[str, ...]:
    """Return the files that depend on more than one case, where they stand and no card changed; else none."""
    if record is None or not stand(folder, record["whole"]):
        return ()
    before, now = (json.dumps(_cards(each), sort_keys=True) for each in (record["cases"], cases))
    return tuple(record["whole"]) if before == now else ()


def _note(project: Project, shared: Shared, cases: Mapping[str, Made], whole: Whole) -> Record:
    """Write down what was made of what, and return it."""
    folder = site_folder(project)
    record = Record(
        shared=shared,  # below, all files are asked: a related case may have changed a page of any
        cases={slug: {**made, "files": stamps(folder, made["files"])} for slug, made in cases.items()},
        whole=stamps(folder, whole.files),
        has_address=whole.has_address,
        is_searchable=whole.is_searchable,
    )
    save_record(project, record)
    return record


def _pages(project: Project, slugs: list[str], plan: Plan, jobs: int) -> Iterator[Page]:
    """Yield what became of each case as it is done, in this process or in several."""
    if not slugs:
        return
    article = _WORK.load("article")
    yield from spread(article.make_page, {slug: (project, slug, plan) for slug in slugs}, jobs, article.broken)


def _finished(folder: Path, record: Record, *, is_current: bool) -> Finished:
    cases = sum(made["card"] is not None for made in record["cases"].values())
    pages = sum(name.endswith(".html") for name in files_of(record))
    return Finished(folder, cases, pages, record["has_address"], record["is_searchable"], is_current)
