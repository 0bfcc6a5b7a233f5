"""While cases are being made, a terminal shows which: one line, wiped when there is something to tell."""

from __future__ import annotations

import shutil
import sys
from types import TracebackType

import click

from casebook.cli.voice import say
from casebook.errors import N_

_WIPE = "\r\x1b[K"


class Waiting:
    """The cases still to come, shown on a terminal and nowhere else; `with` wipes the line however the run ends."""

    def __init__(self, names: tuple[str, ...], quiet: bool) -> None:
        self.names = list(names)
        self.is_shown = sys.stderr.isatty() and not quiet

    def __enter__(self) -> Waiting:
        self.show()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.wipe()

    def show(self) -> None:
        """Show what is still being made."""
        if self.is_shown and self.names:
            line = say(N_("working on: {cases}"), cases=", ".join(self.names)) + " …"
            width = shutil.get_terminal_size().columns - 1
            click.echo(line if len(line) <= width else line[: width - 2] + " …", nl=False, err=True)

    def wipe(self) -> None:
        """Take the line away."""
        if self.is_shown:
            click.echo(_WIPE, nl=False, err=True)

    def come(self, name: str) -> None:
        """Take the line away, and the case called `name` out of it."""
        self.wipe()
        self.names.remove(name)
