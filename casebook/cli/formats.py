"""casebook formats: what a case can be built into."""

from __future__ import annotations

import click

from casebook.cli.voice import say
from casebook.errors import N_
from casebook.formats import FORMATS


@click.command("formats", help=say(N_("List the formats that a case can be built into.")))
def command() -> int:
    """Print a format a line."""
    for name in FORMATS:
        click.echo(name)
    return 0
