"""Make a kit: examine the case, refuse what cannot be submitted, make each part, name the files, write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from casebook.build import Order
from casebook.bundles.folder import write_folder
from casebook.bundles.kit import FOR_THE_AUTHOR, PARTS
from casebook.bundles.kit.readme import Listed, Readme, write_readme
from casebook.bundles.kit.submission import Made, Submission, Told
from casebook.case import Case
from casebook.checks.submission import texts_taken
from casebook.errors import N_, CasebookError
from casebook.findings import Finding
from casebook.journals import Journal, load_journal, template_folders
from casebook.languages import Language
from casebook.making import examine
from casebook.project import Project
from casebook.report.model import Report

README = "README.txt"
_ADD = N_("To add: {what}.")
_PRIVATE = N_("The patient’s identity: {what} ({where})")
_READ = N_("Read the warnings of the check, further down ({count}), and mend them in the case.")


class NothingToSubmit(CasebookError):
    """A case whose consent was withdrawn."""

    what = N_("{where} is withdrawn: nothing of it goes to a journal.")
    mend = N_("A withdrawn case keeps its address and nothing else; “status:” in its file says so.")


class Retracted(CasebookError):
    """A case that was retracted."""

    what = N_("{where} is retracted: a retracted article is not submitted again.")
    mend = N_("Change “status:” in its file only where it was never retracted.")


class Refused(CasebookError):
    """A case that lacks something without which it cannot be submitted."""

    what = N_("No kit of {where} for {journal}: what is said above stands in the way (errors: {count}).")
    mend = N_("Mend it and make the kit again; --draft makes one anyway, marked as a draft on every page.")


class Unreadable(Refused):
    """A case of which something cannot be read."""

    mend = N_("Mend it and make the kit again; nothing is guessed, so that not even a draft is made.")


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit that was written: its folder, its ZIP, its files in order, what its README says, and how many warnings."""

    folder: Path
    archive: Path
    files: tuple[str, ...]
    readme: Readme
    warnings: int = 0


Teller = Callable[[Finding], Told]


def make_kit(project: Project, slug: str, order: Order, language: Language, tell: Teller) -> Kit:
    """Write the kit of one case for one journal and return it; `language` is the author's, `tell` words a finding.

    1. examine the case as the journal sees it, and refuse what cannot be submitted
    2. make every part that the profile asks for
    3. name the files in the order in which they are uploaded, and list them in the README
    4. write them all, or none

    Raises NothingToSubmit, Retracted, Refused, Unreadable, ChangedByHand, CannotWrite, and what a format raises.
    """
    submission = _examined(project, slug, order, language, tell)
    files, readme = _files(submission)
    name = f"kit-{submission.journal.slug}" + (".draft" if submission.is_draft else "")
    folder, archive = write_folder(project.output / slug / name, files)
    return Kit(folder, archive, tuple(sorted(files)), readme, sum(one.is_open for one in submission.told))


def _examined(project: Project, slug: str, order: Order, language: Language, tell: Teller) -> Submission:
    """Return a case as the journal sees it; raise NothingToSubmit, Retracted, Refused or Unreadable."""
    case, findings, reports = examine(project, slug, replace(order, checks=(*order.checks, "submission", "jats")))
    if case is None:
        raise _refusal(Unreadable, slug, order.journal or "–", findings)
    _must_be_alive(case)
    journal = load_journal(order.journal or case.file.article.journal, project.search("templates"))
    if "jats" not in journal.profile.submission.files:
        findings = tuple(finding for finding in findings if not finding.code.startswith("jats."))
    is_refused = not order.is_draft and any(finding.is_error for finding in findings)
    if is_refused or not case.is_whole:
        raise _refusal(Refused if case.is_whole else Unreadable, slug, journal.name, findings)
    return Submission(
        case,
        journal,
        _handed_over_first(case, journal, reports),
        tuple(map(tell, findings)),
        language,
        template_folders(journal.slug, project.search("templates")),
        project.search("templates"),
        project.search("locales"),
    )


def _must_be_alive(case: Case) -> None:
    """Raise the error for a case that no journal may be sent."""
    if case.is_withdrawn:
        raise NothingToSubmit(case.slug)
    if case.file.status == "retracted":
        raise Retracted(case.slug)


def _refusal(kind: type[Refused], slug: str, journal: str, findings: tuple[Finding, ...]) -> Refused:
    errors = tuple(finding for finding in findings if finding.is_error)
    return kind(slug, errors, journal=journal, count=len(errors))


def _handed_over_first(case: Case, journal: Journal, reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """Return the articles, first the one in the first language that the journal takes, else in the case's main one."""
    code = next(iter(texts_taken(case, journal)), case.file.languages[0])
    return tuple(sorted(reports, key=lambda report: report.language.code != code))


def _files(submission: Submission) -> tuple[Mapping[str, bytes], Readme]:
    """Return all files of a kit by their names, those to be uploaded numbered in that order, and its README."""
    made = {part: _part(part, submission) for part in submission.journal.profile.submission.files}
    uploaded = [part for part, each in made.items() if each.files and part not in FOR_THE_AUTHOR]
    files: dict[str, bytes] = {}
    listed: list[Listed] = []
    for part, each in made.items():
        number = uploaded.index(part) + 1 if part in uploaded else 0
        for file in each.files:
            name = f"{number}-{_marked(file.name, submission)}"
            files[name] = file.data
            listed.append(Listed(name, file.what, is_uploaded=number > 0))
    absent = {part: each.why_not for part, each in made.items() if not each.files}
    to_do = (*_warned(submission), *(todo for each in made.values() for todo in each.to_do), *_added(submission))
    readme = Readme(f"0-{_marked(README, submission)}", tuple(listed), absent, to_do)
    return {**files, readme.name: write_readme(readme, submission).encode()}, readme


def _warned(submission: Submission) -> Iterator[str]:
    """Yield what could identify the patient, each by itself, and that there are other warnings to read."""
    words = submission.language.words
    private, others = (
        [one for one in submission.told if one.is_open and one.code.startswith("privacy.") == is_private]
        for is_private in (True, False)
    )
    yield from (words(_PRIVATE, where=one.where, what=one.what) for one in private)
    if others:
        yield words(_READ, count=len(others))


def _added(submission: Submission) -> Iterator[str]:
    """Yield what the journal asks for and only the authors can bring."""
    language = submission.language
    for what in submission.journal.profile.submission.author_adds:
        said = what.get(language.code) or next(iter(what.versions.values()), "")
        yield language.words(_ADD, what=said)


def _part(name: str, submission: Submission) -> Made:
    """Return what a part of the kit gives."""
    made = PARTS.load(name.replace("-", "_")).make(submission)
    assert isinstance(made, Made)
    return made


def _marked(name: str, submission: Submission) -> str:
    """Return the name of a file, with “draft” before its suffix where it is one and does not say so yet."""
    path = PurePosixPath(name)
    is_said = not submission.is_draft or "draft" in path.name.split(".")
    return name if is_said else str(path.with_name(f"{path.stem}.draft{path.suffix}"))
