"""casebook new: a complete commented sample case that builds at once."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.case.schema import schema_in_words
from casebook.cli.build import shown
from casebook.cli.help import Command
from casebook.cli.voice import language, program, say
from casebook.errors import N_
from casebook.journals import journal_names
from casebook.project import find_project
from casebook.sample import write_sample


@click.command(
    "new", cls=Command, help=N_("Begin a case: write a complete sample, with comments, that builds at once.")
)
@click.argument("slug", metavar=N_("CASE"))
@click.option(
    "--lang",
    "code",
    metavar=N_("LANGUAGE"),
    help=N_("the language that the case is written in first (else that of this message)"),
)
def command(slug: str, code: str | None) -> int:
    """Write the sample and print the next steps."""
    project = find_project(Path.cwd())
    slug = project.named(slug)
    schema = schema_in_words(language(), journal_names(project.search("templates")))
    folder = write_sample(project, slug, code or language().code, schema)
    click.echo(say(N_("{folder} is ready. What to do now:"), folder=shown(folder)))
    click.echo("  1. " + say(N_("open {file} in any editor and read its comments"), file=shown(folder / "case.yaml")))
    click.echo(f"  2. {program()} build {slug}")
    click.echo("  3. " + say(N_("open the files that it names, change the case, build again")))
    return 0
