"""casebook languages: the languages that an article can be written in."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.cli.help import Command
from casebook.errors import N_
from casebook.languages import available, load_language
from casebook.project import find_project


@click.command("languages", cls=Command, help=N_("List the languages that an article can be written in."))
def command() -> int:
    """Print a language a line: the word to type, its tag, its own name."""
    search = find_project(Path.cwd()).search("locales")
    for code in available(search):
        language = load_language(code, search)
        click.echo(f"{code}  {language.tag}  {language.name}")
    return 0
