"""casebook new: a complete commented sample case that builds at once, alone or in a whole new project."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.bundles.project.beginning import begin_project
from casebook.case.schema import schema_in_words
from casebook.cli.build import shown
from casebook.cli.help import Command
from casebook.cli.usage import WordMissing
from casebook.cli.voice import language, program, say
from casebook.errors import N_
from casebook.journals import journal_names
from casebook.languages import available, load_language
from casebook.project import Project, find_project
from casebook.sample import write_sample

_FIRST = N_("first-case")


@click.command(
    "new", cls=Command, help=N_("Begin a case: write a complete sample, with comments, that builds at once.")
)
@click.argument("slug", required=False, metavar=N_("[CASE]"))
@click.option(
    "--project",
    "folder",
    type=click.Path(path_type=Path),
    metavar=N_("NAME"),
    help=N_(
        "begin a whole project in a new folder of this name: a first case, settings, Makefile, and what GitHub and "
        "GitLab need to check, build and publish"
    ),
)
@click.option(
    "--lang",
    "code",
    metavar=N_("LANGUAGE"),
    help=N_("the language that the case is written in first (else that of this message)"),
)
@click.pass_context
def command(context: click.Context, slug: str | None, folder: Path | None, code: str | None) -> int:
    """Write the sample, or a project with it, and print the next steps."""
    project, code = find_project(Path.cwd()), code or language().code
    if folder:
        return _project(project, folder, slug, code)
    if slug is None:
        raise WordMissing(context.command_path, command=context.command_path)
    slug = project.named(slug)
    made = write_sample(project, slug, code, _schema(project))
    click.echo(say(N_("{folder} is ready. What to do now:"), folder=shown(made)))
    click.echo("  1. " + say(N_("open {file} in any editor and read its comments"), file=shown(made / "case.yaml")))
    click.echo(f"  2. {program()} build {slug}")
    click.echo("  3. " + say(N_("open the files that it names, change the case, build again")))
    seen = N_("or see it in the browser, as you save it: {command}")
    click.echo("  4. " + say(seen, command=f"{program()} preview {slug} --open"))
    return 0


def _project(project: Project, folder: Path, slug: str | None, code: str) -> int:
    """Begin a project in `code`, the language of its author; its templates are those of where one stands."""
    locales = project.search("locales")
    author = load_language(code, locales)
    others = tuple(load_language(other, locales) for other in available(locales) if other != code)
    slug = slug or author.words(_FIRST)
    made = begin_project(folder, slug, (author, *others), _schema(project), project.search("templates"))
    click.echo(say(N_("{folder} is ready. What to do now:"), folder=shown(made)))
    click.echo(f"  1. cd {shown(made)}")
    click.echo("  2. make           # " + say(N_("or, without make: {command}"), command=f"{program()} build"))
    click.echo("  3. " + say(N_("read {file}: how to write, check and publish"), file="README.md"))
    return 0


def _schema(project: Project) -> str:
    return schema_in_words(language(), journal_names(project.search("templates")))
