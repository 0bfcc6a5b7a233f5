"""The README of a kit, in the author's language: what each file is, what is still to do, what the check found."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.bundles.kit.portal import counts, heading, warned
from casebook.bundles.kit.said import title_of
from casebook.bundles.kit.submission import Submission, Told
from casebook.columns import width_of
from casebook.errors import N_
from casebook.journals.submission import KIT_FILES

_WIDTH = 100
_WHAT = N_("This file.")
_MADE = N_(
    "casebook made this kit of the case {case}. What is wrong is better mended in the case than here: the next kit "
    "takes the place of this one as a whole, though not while a file of this one is changed by hand. Keep the letter "
    "and the statements elsewhere once they are filled in and signed."
)
_UPLOAD = N_("To be uploaded, in this order")
_FOR_YOU = N_("For you alone; not to be uploaded")
_TO_DO = N_("Still to sign, to fill in and to add")
_FOUND = N_("What the check found")
_NOTHING = N_("Nothing: no error, no warning, no note.")
_STAND = N_("let stand by the authors: {reason}")
_ABSENT = N_("What {journal} asks for, and this kit lacks")
_ALL_THERE = N_("Nothing.")
_UNVERIFIED = N_("Rules of the journal that nobody has verified; look them up before you submit")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the README lists it."""

    name: str
    what: str
    is_uploaded: bool


@dataclass(frozen=True, slots=True)
class Readme:
    """What a README says: its own name, the files, the parts that the kit lacks and why, what is still to do."""

    name: str
    files: tuple[Listed, ...]
    absent: Mapping[str, str]
    to_do: tuple[str, ...]


def write_readme(readme: Readme, submission: Submission) -> str:
    """Return the README as plain text."""
    return "\n".join(_lines(readme, submission)) + "\n"


def _lines(readme: Readme, submission: Submission) -> Iterator[str]:
    """Yield its lines: the files, what is to do, what is lacking, what was found, how much there is."""
    files = (*readme.files, Listed(readme.name, submission.language.words(_WHAT), is_uploaded=False))
    words, journal = submission.language.words, submission.addressee
    title = words(N_("Submission kit for {journal}"), journal=journal)
    yield from (title, "=" * width_of(title))
    yield from warned(submission)
    yield from ("", title_of(submission.report), "")
    yield from _wrapped(words(_MADE, case=submission.case.slug))
    for label, is_uploaded in ((_UPLOAD, True), (_FOR_YOU, False)):
        yield from heading(words(label), "-")
        for file in (file for file in files if file.is_uploaded == is_uploaded):
            yield file.name
            yield from _wrapped(file.what, "    ")
    yield from heading(words(_TO_DO), "-")
    for line in readme.to_do:
        yield from _wrapped(line, "    ", "[ ] ")
    yield from heading(words(_ABSENT, journal=journal), "-")
    for part, reason in readme.absent.items():
        yield from _wrapped(f"{words(KIT_FILES[part])}: {reason}.", "  ", "- ")
    if not readme.absent:
        yield words(_ALL_THERE)
    yield from heading(words(_FOUND), "-")
    for one in submission.told:
        yield from _finding(one, submission)
    if not submission.told:
        yield words(_NOTHING)
    yield from heading(words(N_("Counts")), "-")
    yield from counts(submission)
    yield from _unverified(submission)


def _finding(one: Told, submission: Submission) -> Iterator[str]:
    """Yield one finding: where, how grave, what is wrong, and what to do or why it stands."""
    where = f"{one.where}: " if one.where else ""
    yield from _wrapped(f"{where}{one.severity}: {one.what} [{one.code}]", "  ", "- ")
    mend = submission.language.words(_STAND, reason=one.excuse) if one.excuse else one.mend
    for line in mend.splitlines():
        yield from _wrapped(line, "  ", "  ")


def _unverified(submission: Submission) -> Iterator[str]:
    """Yield where the rules were read that are not verified."""
    origins = submission.journal.profile.origins
    unsure = [origin for origin in origins.values() if not origin.verified]
    if unsure:
        yield from heading(submission.language.words(_UNVERIFIED), "-")
    for origin in unsure:
        remark = origin.remark.get(submission.language.code)
        yield from _wrapped(origin.source + (f" ({remark})" if remark else ""), "  ", "- ")


def _wrapped(words: str, indent: str = "", first: str | None = None) -> list[str]:
    return textwrap.wrap(
        words,
        _WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
