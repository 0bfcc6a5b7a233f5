"""Options that several commands have, and what they stand for."""

from __future__ import annotations

import os
from pathlib import Path

import click

from casebook.errors import N_, UsageError
from casebook.meant import unknown
from casebook.project import Project, find_project


class NotAFolder(UsageError):
    """A file where the outputs should go."""

    what = N_("{where} is a file, and outputs go into a folder.")
    mend = N_("Write the name of a folder behind --output; it is made where there is none.")


journal = click.option(
    "--journal", metavar=N_("JOURNAL"), help=N_("the journal whose rules apply, instead of the case’s own")
)
output = click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar=N_("FOLDER"),
    help=N_("the folder for outputs (else build)"),
)
jobs = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    metavar=N_("NUMBER"),
    help=N_("how many cases at a time (else one for each processor)"),
)
quiet = click.option("--quiet", is_flag=True, help=N_("say only what is wrong"))


def project_with(output: Path | None) -> Project:
    """Return the project of this folder, with its outputs where they are asked for; raise NotAFolder."""
    if output and output.is_file():
        raise NotAFolder(output)
    return find_project(Path.cwd(), output)


def known(words: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names between the commas, each once; raise UnknownName for one that is not known."""
    asked = tuple(word for word in words.replace(" ", "").split(",") if word)
    for word in asked or ((words,) if words else ()):
        must_be_known(word, names)
    return tuple(dict.fromkeys(asked))


def must_be_known(word: str, names: tuple[str, ...]) -> None:
    """Raise UnknownName where `word` is none of `names`."""
    if word not in names:
        raise unknown(word, names)
