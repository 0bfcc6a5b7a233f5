"""casebook check: what is wrong with a manuscript, without building it."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias

import click

from casebook.build import Order, chosen
from casebook.checks import NOT_RUN
from casebook.cli import options
from casebook.cli.bugs import report_bug
from casebook.cli.help import Command
from casebook.cli.telling import Selection, tell
from casebook.cli.voice import say, say_error
from casebook.edit import Edit, apply
from casebook.errors import N_, CasebookError
from casebook.findings import Finding, Severity
from casebook.journals import journal_names
from casebook.making import examine
from casebook.project import SETTINGS, Project, find_project
from casebook.settings import read_settings

EXIT_FINDINGS = 1
_MOST_MENDS = 4
_Look: TypeAlias = Callable[[], tuple[Finding, ...]]


@click.command(
    "check",
    cls=Command,
    help=N_("Read cases, and the project’s settings, and say what is wrong, without building anything."),
)
@click.argument("slugs", nargs=-1, metavar=N_("[CASE]..."))
@options.journal
@click.option("--format", "format_", metavar=N_("FORMAT"), default="text", help=N_("text, json or github"))
@click.option("--select", metavar=N_("CODES"), help=N_("say only these: codes, or how they begin, with commas between"))
@click.option("--ignore", metavar=N_("CODES"), help=N_("leave these out: codes, or how they begin"))
@click.option("--strict", is_flag=True, help=N_("let a warning count as an error"))
@click.option("--spelling", is_flag=True, help=N_("look words up in the dictionaries of this machine (hunspell), too"))
@click.option("--fix", is_flag=True, help=N_("mend in the files what has only one right mend"))
@options.quiet
def command(
    slugs: tuple[str, ...], journal: str | None, format_: str, select: str | None, ignore: str | None,
    strict: bool, spelling: bool, fix: bool, quiet: bool,
) -> int:  # fmt: skip
    """Check, tell every finding, and return 1 where there is one that keeps a case from being published."""
    project = find_project(Path.cwd())
    if journal:
        options.must_be_known(journal, journal_names(project.search("templates")))
    teller, selection = tell(format_), Selection.of(select, ignore)
    worst = Severity.WARNING if strict else Severity.ERROR
    order = Order((), journal=journal, checks=("spelling",) if spelling else ())
    exit_code = 0
    for name, look in _looks(project, slugs, order, selection).items():
        try:
            found = _found(project, name, look, mends=fix)
        except CasebookError as error:
            say_error(error)
            exit_code = max(exit_code, error.exit_code)
            continue
        except Exception:
            exit_code = max(exit_code, report_bug(traceback.format_exc()))
            continue
        teller.case(name, found, quiet=quiet, whole=bool(select))
        is_bad = any(finding.kind.severity <= worst for finding in found if not finding.excuse)
        exit_code = max(exit_code, EXIT_FINDINGS if is_bad else 0)
    teller.end(quiet=quiet)
    return exit_code


def _looks(project: Project, slugs: tuple[str, ...], order: Order, selection: Selection) -> dict[str, _Look]:
    """Return by name what is looked at: the cases named; or the settings of the project, if it has any, and all cases.

    Raises UnknownCase or NoCases.
    """
    looks: dict[str, _Look] = {}
    if not slugs and (project.root / SETTINGS).exists():
        looks[SETTINGS] = lambda: selection.among(read_settings(project)[2])
    return looks | {slug: partial(_chosen, project, slug, order, selection) for slug in chosen(project, slugs)}


def _found(project: Project, name: str, look: _Look, *, mends: bool) -> tuple[Finding, ...]:
    """Return what is wrong with one case; first mend what has one right mend, where that is asked for.

    A mend may let another fault of the same field be seen (both ends of a range), so that it is done a few times.
    """
    found = look()
    mended: Counter[str] = Counter()
    for _ in range(_MOST_MENDS if mends else 0):
        edits = [Edit(f.place, f.fix) for f in found if f.place and f.fix is not None and not f.excuse]
        if not edits:
            break
        mended.update(edit.place.file for edit in apply(edits, project.root))
        found = look()
    for file, count in mended.items():
        click.echo(say(N_("{file}: {count} mended"), file=file, count=count), err=True)
    if mends and not mended:
        click.echo(say(N_("{case}: nothing mended, since no finding has only one right mend."), case=name), err=True)
    return found


def _chosen(project: Project, slug: str, order: Order, selection: Selection) -> tuple[Finding, ...]:
    """Return the findings of a case that are to be told.

    Of one that could not be read to its end, whatever is chosen, why it could not, and what was not looked at.
    """
    case, found, _ = examine(project, slug, order)
    if case and case.is_whole:
        return selection.among(found)
    chosen = set(map(id, selection.among(found)))
    return tuple(f for f in found if f.is_error or f.kind is NOT_RUN or id(f) in chosen)
