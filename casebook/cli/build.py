"""casebook build: cases become articles."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casebook.build import Order, Outcome, build, chosen
from casebook.cli import options
from casebook.cli.bugs import report_bug
from casebook.cli.help import Command
from casebook.cli.progress import Waiting
from casebook.cli.voice import say, say_error, say_findings
from casebook.errors import N_
from casebook.formats import FORMATS
from casebook.languages import available
from casebook.registry import Registry

_RULES = Registry("casebook", ("journals",))


@click.command("build", cls=Command, help=N_("Build cases into articles: every case, or those named."))
@click.argument("slugs", nargs=-1, metavar=N_("[CASE]..."))
@click.option(
    "--to",
    "formats",
    default=("html,pdf",),
    multiple=True,
    show_default="html,pdf",
    metavar=N_("FORMATS"),
    help=N_("the formats, with commas between; “casebook formats” lists them"),
)
@click.option(
    "--lang",
    "languages",
    default="",
    metavar=N_("LANGUAGES"),
    help=N_("the languages, with commas between (else every full text)"),
)
@options.journal
@click.option("--draft", is_flag=True, help=N_("build drafts: gaps are marked, and every output says that it is one"))
@options.output
@options.jobs
@options.quiet
def command(
    slugs: tuple[str, ...],
    formats: tuple[str, ...],
    languages: str,
    journal: str | None,
    draft: bool,
    output: Path | None,
    jobs: int,
    quiet: bool,
) -> int:
    """Build, say what became of every case, and return the exit code."""
    project = options.project_with(output)
    order = Order(
        options.known(",".join(formats), FORMATS.names),
        options.known(languages, available(project.search("locales"))),
        journal,
        draft,
    )
    if journal:
        options.must_be_known(journal, _RULES.load("journals").journal_names(project.search("templates")))
    names = chosen(project, slugs)
    exit_code = 0
    with Waiting(names, quiet) as waiting:
        for done, outcome in enumerate(build(project, names, order, jobs), 1):
            waiting.come(outcome.slug)
            tell(outcome, f"[{done}/{len(names)}] " if sys.stderr.isatty() else "", quiet)
            exit_code = max(exit_code, _exit_code(outcome))
            waiting.show()
    return exit_code


def _exit_code(outcome: Outcome) -> int:
    """Return the exit code that one case asks for."""
    if outcome.bug:
        return report_bug(outcome.bug)
    if outcome.error:
        return outcome.error.exit_code
    return 0 if outcome.is_good else 1


def tell(outcome: Outcome, count: str, quiet: bool) -> None:
    """Print what became of one case: its findings, its error, its files."""
    say_findings(outcome.slug, (finding for finding in outcome.findings if not finding.excuse))
    if outcome.error:
        say_error(outcome.error)
    if quiet:
        return
    for file in outcome.written:
        click.echo(count + say(N_("{file} written"), file=shown(file)))
    is_faulty = any(finding.is_error for finding in outcome.findings)
    if outcome.written and is_faulty and not outcome.is_withdrawn:
        words = N_("{case}: built as a draft in spite of the errors above; once it is no draft, they stop it")
        click.echo(count + say(words, case=outcome.slug), err=True)
    if outcome.is_current:
        click.echo(count + say(N_("{case}: nothing to do, everything is up to date"), case=outcome.slug))
    elif not outcome.written:
        click.echo(count + _not_built(outcome), err=True)


def _not_built(outcome: Outcome) -> str:
    """Return the words for a case of which nothing was written, and for what an earlier build left of it."""
    if outcome.is_good:
        words = N_("{case}: not built; it has no full text in the languages asked for")
    elif outcome.is_unreadable:
        words = N_("{case}: not built, not even as a draft: something above cannot be read, and nothing is guessed")
    else:
        words = N_("{case}: not built")
    older = N_("The files in {folder} are of an earlier build.")
    told = [say(words, case=outcome.slug), *(say(older, folder=shown(file.parent)) for file in outcome.older[:1])]
    return "\n".join(told)


def shown(file: Path) -> str:
    """Return a file's name as seen from the current folder, where it lies below it."""
    return str(file.relative_to(Path.cwd())) if file.is_relative_to(Path.cwd()) else str(file)
