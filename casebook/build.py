"""The pipeline: what is out of date, load, check, compose, write, record. Start reading here.

This module imports nothing heavy, so that a build with nothing to do costs next to nothing; the work on one case is
in making.py, imported when there is work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from casebook import __version__
from casebook.errors import N_, CasebookError, UsageError
from casebook.findings import Finding
from casebook.meant import meant
from casebook.project import TESTS, Project
from casebook.record import Entry, Record, fingerprint, fingerprint_folders, load_record, remove
from casebook.registry import Registry
from casebook.workers import spread

_WORK = Registry("casebook", ("making",))


class UnknownCase(UsageError):
    """A case that is not in this project."""

    what = N_("There is no case “{where}” in {folder}.")
    mend = N_("The cases are: {names}. A new one: casebook new NAME.")


class MisspeltCase(UnknownCase):
    """A case that is not in this project, called much like one that is."""

    mend = N_("Did you mean “{nearest}”? The cases are: {names}.")


class NoCases(UsageError):
    """A project without cases."""

    what = N_("There are no cases in {where}.")
    mend = N_("Begin one with: casebook new NAME.")


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: formats, languages (none: all full texts), journal (None: the case's own), draft.

    `checks` are those that are only made where somebody asks for them; `use` says where readers will see it.
    """

    formats: tuple[str, ...]
    languages: tuple[str, ...] = ()
    journal: str | None = None
    is_draft: bool = False
    checks: tuple[str, ...] = ()
    use: Literal["print", "web"] = "print"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case: files written, findings, and the error that stopped it, if one did.

    `bug` is the text of an exception that is our fault; `older` are the files of an earlier build that still stand.
    Of an unreadable case something had to be left out, so that not even a draft is made of it.
    """

    slug: str
    written: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: CasebookError | None = None
    bug: str = ""
    is_current: bool = False
    is_withdrawn: bool = False
    is_unreadable: bool = False
    entry: Entry | None = field(default=None, repr=False)
    older: tuple[Path, ...] = ()

    @property
    def is_good(self) -> bool:
        return not (self.error or self.bug or any(finding.is_error for finding in self.findings))


def build(project: Project, slugs: tuple[str, ...], order: Order, jobs: int = 1) -> Iterator[Outcome]:
    """Yield the outcome of every case as it is done: first the ones that are up to date, then the others.

    1. choose the cases, and keep those whose inputs changed since the record was written
    2. make each: load, compose, write, in `jobs` processes; one that fails does not stop the others
    3. record what was written
    """
    record = load_record(project.output)
    inputs = _inputs(project, chosen(project, slugs))
    current = {
        slug for slug in inputs if record.is_current(_name(slug, order), inputs[slug], order.languages, order.formats)
    }
    yield from (Outcome(slug, is_current=True) for slug in sorted(current))
    stale = [slug for slug in inputs if slug not in current]
    for outcome in _made(project, stale, order, inputs, jobs):
        record, outcome = _recorded(record, outcome, order)
        yield outcome


def _made(project: Project, slugs: list[str], order: Order, inputs: Mapping[str, str], jobs: int) -> Iterator[Outcome]:
    """Yield the outcome of each case as it is done, in this process or in several."""
    if not slugs:
        return
    tasks = {slug: (project, slug, order, inputs[slug]) for slug in slugs}
    yield from spread(_WORK.load("making").make, tasks, jobs, lambda slug, bug: Outcome(slug, bug=bug))


def chosen(project: Project, slugs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cases asked for, or all; raise UnknownCase or NoCases."""
    known = project.slugs()
    if not known:
        raise NoCases(project.cases)
    slugs = tuple(map(project.named, slugs))
    for slug in slugs:
        if slug not in known:
            near = meant(slug, known)
            kind = MisspeltCase if near else UnknownCase
            raise kind(slug, folder=project.cases, nearest=near, names=", ".join(known))
    return tuple(dict.fromkeys(slugs)) or known


def pages_of(project: Project, slug: str, order: Order) -> Mapping[str, Mapping[str, int]]:
    """Return, for each language whose PDF was made of the case as it is now, on which page each anchor stands."""
    entry = load_record(project.output).entries.get(_name(slug, order))
    if entry is None or entry["inputs"] != _inputs(project, (slug,))[slug]:
        return {}
    pages = {which.split()[0]: output.get("pages", {}) for which, output in entry["outputs"].items()}
    return {code: found for code, found in pages.items() if found}


def _name(slug: str, order: Order) -> str:
    return f"{slug} {order.journal or '-'} {'draft' if order.is_draft else 'as-is'}"


def _inputs(project: Project, slugs: tuple[str, ...]) -> dict[str, str]:
    """Return one fingerprint of everything that the outputs of each case are made of."""
    shared = fingerprint_folders(_shared(project), __version__, fingerprint(project.cases / TESTS))
    return {slug: fingerprint_folders((project.cases / slug,), shared) for slug in slugs}


def _shared(project: Project) -> tuple[Path, ...]:
    """Return the folders whose files every output depends on, our own code among them."""
    return (*project.search("templates"), *project.search("locales"), Path(__file__).parent)


def _recorded(record: Record, outcome: Outcome, order: Order) -> tuple[Record, Outcome]:
    """Record what was written, and take away what an older build left without a place (a draft now released).

    Of a withdrawn case nothing stays that was made before.
    """
    if outcome.entry is None:
        return record, replace(outcome, older=record.standing(outcome.slug))
    name = _name(outcome.slug, order)
    left = record.superseded(name, outcome.entry)
    left += record.outdated(outcome.slug, outcome.entry) if outcome.is_withdrawn else ()
    newer = record.with_entry(name, outcome.entry)
    try:
        for file in left:
            remove(file)
        newer.save()
    except CasebookError as error:  # as if nothing had been made, so that it is done again
        return record, replace(outcome, error=error)
    return newer, outcome
