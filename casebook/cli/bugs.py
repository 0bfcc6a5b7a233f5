"""What happens when the fault is ours: the details go to a file, the author is told so, nothing else."""

from __future__ import annotations

from pathlib import Path
from tempfile import gettempdir

import click

from casebook import __version__
from casebook.cli.voice import say
from casebook.errors import N_

EXIT_BUG = 3
NAME = "casebook-error.txt"


def report_bug(trace: str) -> int:
    """Say that the fault is ours, keep the details in a file, and return the exit code for it."""
    file = _kept(f"casebook {__version__}\n{trace}\n")
    if file is None:
        click.echo(say(N_("casebook has a fault of its own here; your case is unharmed.")), err=True)
        return EXIT_BUG
    click.echo(
        say(
            N_("casebook has a fault of its own here; your case is unharmed. Please send us the file {file}."),
            file=file,
        ),
        err=True,
    )
    return EXIT_BUG


def _kept(details: str) -> Path | None:
    """Return the file with the details, in this folder or where the machine keeps passing files; None if in neither."""
    for folder in (Path(), Path(gettempdir())):
        try:
            (folder / NAME).write_text(details, encoding="utf-8")
        except OSError:
            continue
        return folder / NAME
    return None
