"""casebook check: what is wrong with a manuscript, without building it."""

from __future__ import annotations

import traceback
from pathlib import Path

import click

from casebook.build import Order, chosen
from casebook.cli.bugs import report_bug
from casebook.cli.build import must_be_known
from casebook.cli.help import Command
from casebook.cli.voice import say, say_error, say_finding
from casebook.errors import N_, CasebookError
from casebook.findings import Severity
from casebook.journals import journal_names
from casebook.making import examine
from casebook.project import Project, find_project

EXIT_FINDINGS = 1


@click.command("check", cls=Command, help=N_("Read cases and say what is wrong with them, without building anything."))
@click.argument("slugs", nargs=-1, metavar=N_("[CASE]..."))
@click.option("--journal", metavar=N_("JOURNAL"), help=N_("the journal whose rules apply, instead of the case’s own"))
@click.option("--quiet", is_flag=True, help=N_("say only what is wrong"))
def command(slugs: tuple[str, ...], journal: str | None, quiet: bool) -> int:
    """Check, print every finding, and return 1 where there is one that keeps a case from being published."""
    project = find_project(Path.cwd())
    if journal:
        must_be_known(journal, journal_names(project.search("templates")))
    return max(_check(project, slug, Order((), journal=journal), quiet) for slug in chosen(project, slugs))


def _check(project: Project, slug: str, order: Order, quiet: bool) -> int:
    """Print what is wrong with one case and return its exit code; whatever stops it does not stop the others."""
    try:
        findings = examine(project, slug, order)[1]
    except CasebookError as error:
        say_error(error)
        return error.exit_code
    except Exception:
        return report_bug(traceback.format_exc())
    for finding in findings:
        say_finding(finding)
    errors, warnings, notes = (sum(f.kind.severity is severity for f in findings) for severity in Severity)
    if not quiet:
        words = N_("{case}: errors: {errors}; warnings: {warnings}; notes: {notes}")
        click.echo(say(words, case=slug, errors=errors, warnings=warnings, notes=notes))
    return EXIT_FINDINGS if errors else 0
