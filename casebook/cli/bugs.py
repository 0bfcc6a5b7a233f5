"""What happens when the fault is ours, or nothing can be printed.

Of a fault of ours the details go to a file, the author is told so, nothing else.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir
from typing import TextIO

import click

from casebook import __version__
from casebook.cli.voice import say
from casebook.errors import N_, UsageError

EXIT_BUG = 3
NAME = "casebook-error.txt"


class CannotPrint(UsageError):
    """What a command says cannot be written where it was sent."""

    what = N_("What the command says cannot be written there: {reason}.")
    mend = N_("Free some room on the disk, or choose another place behind “>”.")


def silence(stream: TextIO) -> None:
    """Let a stream that refuses what is written lead nowhere, so that Python does not complain of it at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())


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
