"""casebook check: what is wrong with a manuscript, without building it."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.build import Order, chosen
from casebook.cli.voice import say, say_finding
from casebook.errors import N_
from casebook.making import examine
from casebook.project import find_project


@click.command("check", help=say(N_("Read cases and say what is wrong with them, without building anything.")))
@click.argument("slugs", nargs=-1, metavar="[CASE]...")
@click.option("--journal", help=say(N_("the journal whose rules apply, instead of the case’s own")))
@click.option("--quiet", is_flag=True, help=say(N_("say only what is wrong")))
def command(slugs: tuple[str, ...], journal: str | None, quiet: bool) -> int:
    """Check, print every finding, and return 1 where there is one that keeps a case from being published."""
    project = find_project(Path.cwd())
    exit_code = 0
    for slug in chosen(project, slugs):
        findings = examine(project, slug, Order((), journal=journal))[1]
        for finding in findings:
            say_finding(finding)
        errors = sum(finding.is_error for finding in findings)
        exit_code = max(exit_code, int(errors > 0))
        if not quiet:
            click.echo(
                say(
                    N_("{case}: errors: {errors}; warnings: {others}"),
                    case=slug,
                    errors=errors,
                    others=len(findings) - errors,
                )
            )
    return exit_code
