"""casebook schema: the JSON Schema of a case file, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.case.schema import schema_in_words
from casebook.cli.help import Command
from casebook.cli.voice import language
from casebook.errors import N_
from casebook.journals import journal_names
from casebook.project import find_project


@click.command(
    "schema", cls=Command, help=N_("Print the JSON Schema of case.yaml, from which editors complete and check.")
)
def command() -> int:
    """Print the schema."""
    click.echo(schema_in_words(language(), journal_names(find_project(Path.cwd()).search("templates"))), nl=False)
    return 0
