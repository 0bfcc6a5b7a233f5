"""casebook formats: what a case can be built into."""

from __future__ import annotations

import click

from casebook.cli.help import Command
from casebook.cli.voice import say
from casebook.errors import N_
from casebook.formats import FORMATS, PURPOSES


@click.command("formats", cls=Command, help=N_("List the formats that a case can be built into."))
def command() -> int:
    """Print a format a line: the word to type, what it is for."""
    for name in FORMATS:
        click.echo(f"{name:<{max(map(len, FORMATS))}}  {say(PURPOSES[name])}")
    return 0
