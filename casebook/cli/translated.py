"""casebook translated: record that somebody compared the languages of a case, and that they say the same."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.build import chosen
from casebook.case import Case, load_case
from casebook.case.ledger import NAME, Ledger, Unit, read_ledger, standing
from casebook.case.texts import every_text
from casebook.cli.build import shown
from casebook.cli.help import Command
from casebook.cli.voice import say, say_finding
from casebook.errors import N_, UsageError
from casebook.findings import Finding
from casebook.project import find_project
from casebook.registry import nearest

EXIT_FINDINGS = 1


class NoSuchText(UsageError):
    """The name of a field that no text of the case has."""

    what = N_("No text of the case is called “{where}”.")
    mend = N_("Write its name as “casebook check” shows it, or how that begins, such as {names}.")


class OneLanguage(UsageError):
    """A field that has nothing to be compared."""

    what = N_("There is nothing to compare in “{where}”: it has one language only, or is the same in all.")
    mend = N_("Write it in the other language first.")


@click.command(
    "translated",
    cls=Command,
    help=N_("Record that you compared the languages of a case, or of one field, and that they say the same."),
)
@click.argument("slug", metavar=N_("CASE"))
@click.argument("field", required=False, metavar=N_("[FIELD]"))
def command(slug: str, field: str | None) -> int:
    """Add what stands in the case, or in one field of it, to the ledger, and return 1 where it cannot be read."""
    project = find_project(Path.cwd())
    (slug,) = chosen(project, (slug,))
    case, findings = load_case(project.cases / slug, project.search("locales"), project.search("templates"))
    if case is None:
        return _refused(findings)
    ledger, faults = read_ledger(case.folder, f"{project.cases.name}/{slug}/{NAME}")
    if faults:
        return _refused(faults)
    there = standing(case.file)
    before = ledger or Ledger()
    compared = _named(case, field, there) if field else [unit for _, unit in there]
    everything = [unit for _, unit in there] if case.is_whole else None
    after = before.with_units(compared, everything)
    if after != before or ledger is None:
        after.save(case.folder)
    new = len(after.entries - before.entries)
    said = N_("{file}: new: {new}; in all: {count}")
    click.echo(say(said, file=shown(case.folder / NAME), new=new, count=len(after.entries)))
    return 0


def _named(case: Case, field: str, there: list[tuple[str, Unit]]) -> list[Unit]:
    """Return what is compared in the texts that are called so or begin so; raise NoSuchText or OneLanguage."""
    field = field.strip(".")
    names = [name for name, text in every_text(case.file) if text.codes]
    if not any(_is_in(name, field) for name in names):
        raise NoSuchText(field, names=nearest(field, names) or ", ".join(dict.fromkeys(n.split(".")[0] for n in names)))
    found = [unit for name, unit in there if _is_in(name, field)]
    if not found:
        raise OneLanguage(field)
    return found


def _is_in(name: str, field: str) -> bool:
    return name == field or name.startswith(field + ".")


def _refused(findings: tuple[Finding, ...]) -> int:
    """Tell why nothing was recorded."""
    for finding in findings:
        say_finding(finding)
    click.echo(say(N_("Nothing was recorded.")), err=True)
    return EXIT_FINDINGS
