"""A new case: the sample that casebook ships for a language, copied into a folder of its own."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

from casebook.errors import N_, UsageError
from casebook.project import Project, bundled
from casebook.record import write_whole

# Beside the folders of the cases, so that it is no input of theirs; the first line of every sample names it.
SCHEMA = "case.schema.json"
MOST_LETTERS = 60  # a name of a file, with what casebook adds, that no system and no courier cuts
_TAKEN_BY_WINDOWS = r"con|prn|aux|nul|com\d|lpt\d"


class BadSlug(UsageError):
    """A name that cannot be the name of a folder and of files everywhere."""

    what = N_("“{where}” cannot be the name of a case.")
    mend = N_("Use small letters without accents, digits and hyphens, at most {most} of them, such as “{example}”.")


class CaseExists(UsageError):
    """A case that is there already; nothing is ever overwritten."""

    what = N_("There is already something in {where}; it was left as it is.")
    mend = N_("Choose another name, or move that folder away.")


class NoSample(UsageError):
    """A language for which no sample is shipped."""

    what = N_("There is no sample in “{where}”.")
    mend = N_("Choose one of: {names}.")


def slug_is_good(slug: str) -> bool:
    """Say whether a word can name a case: it becomes part of file names and addresses."""
    has_form = len(slug) <= MOST_LETTERS and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug)
    return bool(has_form) and not re.fullmatch(_TAKEN_BY_WINDOWS, slug)


def example_for(slug: str) -> str:
    """Return a good name made of a bad one."""
    bare = unicodedata.normalize("NFD", slug.lower()).encode("ascii", "ignore").decode()
    good = "-".join(re.findall(r"[a-z0-9]+", bare))[:MOST_LETTERS].rstrip("-")
    return good if slug_is_good(good) else f"{good}-case" if good else "effusion"


def write_sample(project: Project, slug: str, code: str, schema: str) -> Path:
    """Write the sample case for a language into cases/<slug>/ and return that folder.

    `schema` is written into cases/ for editors, in the place of one that an older casebook wrote.

    Raises BadSlug, CaseExists, NoSample or CannotWrite.
    """
    if not slug_is_good(slug):
        raise BadSlug(slug, example=example_for(slug), most=MOST_LETTERS)
    samples = bundled("templates") / "sample"
    names = sorted(folder.name for folder in samples.iterdir() if folder.is_dir())
    if code not in names:
        raise NoSample(code, names=", ".join(names))
    folder = project.cases / slug
    if folder.exists():
        raise CaseExists(folder)
    part = folder.with_name(f".{slug}.part")
    try:
        for file in sorted(path for path in (samples / code).rglob("*") if path.is_file()):
            write_whole(part / file.relative_to(samples / code), file.read_bytes())
        part.rename(folder)
        write_whole(project.cases / SCHEMA, schema.encode())
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder
