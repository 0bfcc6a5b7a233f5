"""What happens when the fault is ours: the details go to a file, the author is told so, nothing else."""

from __future__ import annotations

from pathlib import Path

import click

from casebook import __version__
from casebook.cli.voice import say
from casebook.errors import N_

EXIT_BUG = 3


def report_bug(trace: str) -> int:
    """Say that the fault is ours, keep the details in a file, and return the exit code for it."""
    file = Path("casebook-error.txt")
    try:
        file.write_text(f"casebook {__version__}\n{trace}", encoding="utf-8")
    except OSError:
        click.echo(trace, err=True)
    click.echo(
        say(
            N_("casebook has a fault of its own here; your case is unharmed. Please send us the file {file}."),
            file=file,
        ),
        err=True,
    )
    return EXIT_BUG
