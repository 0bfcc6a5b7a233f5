"""casebook guide: how a case file is written, every field with its help and an example."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.cli.help import Command
from casebook.cli.voice import language
from casebook.errors import N_
from casebook.guide import write_guide
from casebook.languages import available
from casebook.project import find_project


@click.command(
    "guide", cls=Command, help=N_("Explain how case.yaml is written, or one of its fields: casebook guide tables.")
)
@click.argument("field", metavar=N_("[FIELD]"), default="")
def command(field: str) -> int:
    """Print the guide, or its chapter on one field."""
    project = find_project(Path.cwd())
    codes = available(project.search("locales"))
    click.echo(write_guide(language(), codes, project.search("templates"), field), nl=False)
    return 0
