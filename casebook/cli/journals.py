"""casebook journals: the journals whose rules casebook knows."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.cli.voice import say
from casebook.errors import N_
from casebook.journals import journal_names, load_journal
from casebook.project import find_project


@click.command("journals", help=say(N_("List the journals whose rules casebook knows.")))
def command() -> int:
    """Print a journal a line: the word to type, its name."""
    search = find_project(Path.cwd()).search("templates")
    names = journal_names(search)
    for name in names:
        title = load_journal(name, search).profile.name or say(N_("any journal that follows ICMJE and CARE"))
        click.echo(f"{name:<{max(map(len, names))}}  {title}")
    return 0
