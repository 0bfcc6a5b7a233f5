"""casebook site: every public case as a static site, in every language."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.build import chosen
from casebook.bundles.site.building import DOWNLOADS, Done, Finished, build_site
from casebook.cli import options
from casebook.cli.bugs import report_bug
from casebook.cli.build import shown
from casebook.cli.help import Command
from casebook.cli.progress import Waiting
from casebook.cli.voice import say, say_error, say_findings
from casebook.errors import N_


@click.command("site", cls=Command, help=N_("Make the site of all public cases: pages, lists, search, downloads."))
@click.option(
    "--downloads",
    default=",".join(DOWNLOADS),
    show_default=",".join(DOWNLOADS),
    metavar=N_("FORMATS"),
    help=N_("what readers may take away of each case, with commas between; none for nothing"),
)
@options.output
@options.jobs
@options.quiet
def command(downloads: str, output: Path | None, jobs: int, quiet: bool) -> int:
    """Make the site, say of every case that it leaves out why, and return the exit code."""
    project = options.project_with(output)
    wanted = () if downloads == "none" else options.known(downloads, DOWNLOADS)
    exit_code = 0
    with Waiting(chosen(project, ()), quiet) as waiting:
        for told in build_site(project, wanted, jobs):
            if isinstance(told, Finished):
                waiting.wipe()
                _end(told, quiet)
                continue
            waiting.come(told.slug)
            exit_code = max(exit_code, _tell(told, quiet))
            waiting.show()
    return exit_code


def _tell(done: Done, quiet: bool) -> int:
    """Say why a case or a figure is not on the site, and what must be mended; return the exit code that it asks for."""
    say_findings(done.slug, done.findings)
    if done.error:
        say_error(done.error)
    if done.why and (done.findings or not quiet):
        click.echo(say(N_("{case}: not on the site: {what}"), case=done.slug, what=say(done.why)), err=True)
    for name, why in done.withheld.items() if not quiet else ():
        words = N_("{case}: the figure “{name}” is not shown on the site: {what}")
        click.echo(say(words, case=done.slug, name=name, what=say(why)), err=True)
    if done.bug:
        return report_bug(done.bug)
    return done.error.exit_code if done.error else 0 if done.is_good else 1


def _end(site: Finished, quiet: bool) -> None:
    """Say where the site is, and what it could not have."""
    if quiet:
        return
    if not site.has_address:
        words = N_("No feed, no map of the site, no whole addresses: casebook.yaml tells no “site: {{url: …}}”.")
        click.echo(say(words))
    if not site.is_searchable:
        click.echo(say(N_('No full-text search: Pagefind is not installed (pip install "pagefind[bin]").')))
    if site.is_current:
        click.echo(say(N_("{folder}: nothing to do, everything is up to date"), folder=shown(site.folder)))
        return
    words = N_("{folder} written: cases: {cases}, pages: {pages}")
    click.echo(say(words, folder=shown(site.folder), cases=site.cases, pages=site.pages))
