"""casebook kit: everything that a journal asks for, from one case, in one folder and as a ZIP."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.build import Order, chosen
from casebook.bundles.kit.making import make_kit
from casebook.bundles.kit.submission import Told
from casebook.cli import options
from casebook.cli.build import shown
from casebook.cli.help import Command
from casebook.cli.voice import SEVERITIES, language, say, where, worded
from casebook.errors import N_
from casebook.findings import Finding, Severity
from casebook.journals import journal_names


@click.command("kit", cls=Command, help=N_("Make everything that a journal asks for of a case, ready to be uploaded."))
@click.argument("slug", metavar=N_("CASE"))
@click.option("--journal", metavar=N_("JOURNAL"), help=N_("the journal to submit to, instead of the case’s own"))
@click.option("--draft", is_flag=True, help=N_("make it whatever is missing, every page and file name marked as draft"))
@options.output
def command(slug: str, journal: str | None, draft: bool, output: Path | None) -> int:
    """Make the kit of one case, and say where it is and how much is still to do."""
    project = options.project_with(output)
    if journal:
        options.must_be_known(journal, journal_names(project.search("templates")))
    (name,) = chosen(project, (slug,))
    kit = make_kit(project, name, Order((), journal=journal, is_draft=draft), language(), _told)
    for file in (kit.folder, kit.archive):
        click.echo(say(N_("{file} written"), file=shown(file)))
    words = N_("Files: {files}; still to sign, to fill in or to add: {count}. Begin with {readme}.")
    click.echo(say(words, files=len(kit.files), count=len(kit.readme.to_do), readme=kit.readme.name))
    if kit.warnings:
        warned = N_("Warnings of the check: {count}. Read them before you submit anything.")
        click.echo(say(warned, count=kit.warnings))
    return 0


def _told(finding: Finding) -> Told:
    """Return a finding in the words that its author reads."""
    what, mend = worded(finding)
    severity = say(SEVERITIES[finding.kind.severity])
    place = where(finding.place) if finding.place else ""
    is_note = finding.kind.severity is Severity.NOTE
    return Told(severity, place, what, mend, finding.code, finding.excuse, is_note)
