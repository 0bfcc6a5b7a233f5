"""Make one case: load it, compose each of its languages, write each format; the heavy half of the pipeline."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from casebook.build import Order, Outcome
from casebook.case import Case, load_case
from casebook.checks import WHERE_ASKED, check, check_articles, every_check
from casebook.checks.excuses import with_excuses
from casebook.errors import CasebookError
from casebook.findings import KINDS, Finding, Kind, in_order
from casebook.formats import FORMATS
from casebook.formats.faults import needing_libraries
from casebook.journals import Journal, load_journal, template_folders
from casebook.project import Project
from casebook.record import Entry, Output, write_whole
from casebook.references.readers import READERS
from casebook.registry import Registry
from casebook.report.compose import Edition, compose
from casebook.report.model import Report
from casebook.report.publication import Publication, publish
from casebook.sample import MOST_LETTERS, BadSlug, example_for, slug_is_good

_SETTINGS = Registry("casebook", ("settings",))


def every_kind() -> Mapping[str, tuple[Kind, ...]]:
    """Return all kinds of finding that a case, or the settings of a project, can give, by code."""
    every_check()
    _SETTINGS.load("settings")
    for reader in READERS:
        READERS.load(reader)
    return {code: tuple(kinds) for code, kinds in sorted(KINDS.items())}


def make(project: Project, slug: str, order: Order, inputs: str) -> Outcome:
    """Return the outcome of one case; whatever goes wrong is in it, nothing is raised."""
    try:
        return _make(project, slug, order, inputs)
    except CasebookError as error:
        return Outcome(slug, error=error)
    except Exception:
        return Outcome(slug, bug=traceback.format_exc())


def _make(project: Project, slug: str, order: Order, inputs: str) -> Outcome:
    case, findings, reports = examine(project, slug, order)
    if case is None or not (case.is_withdrawn or _may_be_written(case, findings, order)):
        return Outcome(slug, findings=findings, is_unreadable=case is None or not case.is_whole)
    into = folder(project, case, order)
    outputs = {
        which: _write(into / made.file, made.data, project, made.pages, made.absent)
        for made in _all_made(case, project, order, reports, {file.name for file in into.glob("*")})
        for which in made.keys
    }
    entry = Entry(inputs=inputs, languages=list(case.file.languages), outputs=outputs)
    written = tuple(dict.fromkeys(project.output / output["path"] for output in outputs.values()))
    return Outcome(slug, written, findings, is_withdrawn=case.is_withdrawn, entry=entry)


@dataclass(frozen=True, slots=True)
class _Made:
    """One file before it is written: the keys of the record that it answers ("en pdf"), its name, its bytes."""

    keys: tuple[str, ...]
    file: str
    data: bytes
    pages: dict[str, int] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()


def _all_made(
    case: Case, project: Project, order: Order, reports: tuple[Report, ...], standing: set[str]
) -> tuple[_Made, ...]:
    """Return every file asked for, of each report or of all of them together; none is written before all are made.

    `standing` are the names of files that lie there already.
    """
    search = template_folders(_journal(case, order), project.search("templates"))
    asked = tuple(report for report in reports if report.language.code in order.languages or not order.languages)
    single = tuple(name for name in order.formats if not takes_publication(name))
    there = standing | {report.stem + _suffix(name) for report in asked for name in single}
    asked = tuple(replace(report, absent=report.beside - there) for report in asked)
    made = [_of_report(report, name, search) for report in asked for name in single]
    if asked and len(single) < len(order.formats):
        whole = publish(case, reports, journal_of(case, project, order))
        made += [_of_publication(whole, name, search) for name in order.formats if name not in single]
    return tuple(made)


def _may_be_written(case: Case, findings: tuple[Finding, ...], order: Order) -> bool:
    """Say whether nothing stands against a case; a withdrawn one is written whatever is wrong with it."""
    return case.is_whole and (_is_draft(case, order) or not any(finding.is_error for finding in findings))


def examine(project: Project, slug: str, order: Order) -> tuple[Case | None, tuple[Finding, ...], tuple[Report, ...]]:
    """Return a case (None where it cannot be read), everything found wrong with it, and its reports."""
    case, findings = read(project, slug)
    if case is None:
        return None, in_order(findings), ()
    reports, found = reports_of(case, project, order)
    return case, judged(case, (*findings, *found), reports, project, order), reports


def read(project: Project, slug: str) -> tuple[Case | None, tuple[Finding, ...]]:
    """Return a case, None where it cannot be read, and what reading it found; raise BadSlug."""
    if not slug_is_good(slug):
        raise BadSlug(slug, example=example_for(slug), most=MOST_LETTERS)
    return load_case(project.cases / slug, project.search("locales"), project.search("templates"))


def judged(
    case: Case, findings: tuple[Finding, ...], reports: tuple[Report, ...], project: Project, order: Order
) -> tuple[Finding, ...]:
    """Return what was found so far, and what the checks find in a case and its reports."""
    journal = journal_of(case, project, order)
    asked = (*order.checks, *(name for name in order.formats if name in WHERE_ASKED.names))
    findings += (*check(case), *check_articles(case, journal, reports, asked))
    return with_excuses(in_order(findings), case, asked)


def journal_of(case: Case, project: Project, order: Order) -> Journal:
    """Return the journal whose rules apply to a case; raise FaultyProfile."""
    return load_journal(_journal(case, order), project.search("templates"))


def reports_of(case: Case, project: Project, order: Order) -> tuple[tuple[Report, ...], tuple[Finding, ...]]:
    """Return a report of each full text asked for, or of all where one file holds them, and what composing found."""
    is_whole = not order.languages or any(map(takes_publication, order.formats))
    codes = tuple(code for code in case.file.languages if is_whole or code in order.languages)
    search, locales = project.search("templates"), project.search("locales")
    editions = (Edition(code, order.journal, _is_draft(case, order), search, locales, use=order.use) for code in codes)
    composed = [compose(case, edition) for edition in editions]
    return tuple(report for report, _ in composed), tuple(f for _, found in composed for f in found)


def _journal(case: Case, order: Order) -> str:
    return order.journal or case.file.article.journal


def _is_draft(case: Case, order: Order) -> bool:
    return order.is_draft or case.file.status == "draft"


def folder(project: Project, case: Case, order: Order) -> Path:
    """Return the folder of a case's outputs: its own journal's, or one below it for another journal."""
    own, journal = project.output / case.slug, _journal(case, order)
    return own if journal == case.file.article.journal else own / journal


def _suffix(name: str) -> str:
    with needing_libraries():
        return str(FORMATS.load(name).SUFFIX)


def takes_publication(name: str) -> bool:
    """Say whether a format writes one file for all languages."""
    with needing_libraries():
        return FORMATS.load(name).TAKES is Publication


def _of_report(report: Report, name: str, search: tuple[Path, ...]) -> _Made:
    format_ = FORMATS.load(name)
    data = format_.write(report, search)
    pages = format_.pages(data) if hasattr(format_, "pages") else {}
    return _Made((f"{report.language.code} {name}",), report.stem + _suffix(name), data, pages, report.absent)


def _of_publication(publication: Publication, name: str, search: tuple[Path, ...]) -> _Made:
    keys = tuple(f"{report.language.code} {name}" for report in publication.reports)
    return _Made(keys, publication.stem + _suffix(name), FORMATS.load(name).write(publication, search))


def _write(file: Path, data: bytes, project: Project, pages: dict[str, int], absent: frozenset[str]) -> Output:
    path = file.relative_to(project.output)
    output = Output(path=path.as_posix(), fingerprint=write_whole(file, data))
    if pages:
        output["pages"] = pages
    if absent:
        output["absent"] = sorted(path.with_name(name).as_posix() for name in absent)
    return output
