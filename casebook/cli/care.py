"""casebook care: the CARE checklist of a case, filled, on the terminal and as a page in each language."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from casebook.build import Order, chosen, pages_of
from casebook.checklist import Row, rows_of, write_checklist
from casebook.cli import options
from casebook.cli.build import shown
from casebook.cli.help import Command
from casebook.cli.voice import language, say, say_finding
from casebook.errors import N_
from casebook.journals import journal_names, load_journal
from casebook.languages import available, load_language
from casebook.making import examine, folder
from casebook.nodes import plain
from casebook.project import Project, find_project
from casebook.record import write_whole
from casebook.report.model import Report

EXIT_FINDINGS = 1
_WIDTH = 110


@click.command("care", cls=Command, help=N_("Fill in the CARE checklist: what of a case shows each line, and where."))
@click.argument("slugs", nargs=-1, metavar=N_("[CASE]..."))
@options.journal
def command(slugs: tuple[str, ...], journal: str | None) -> int:
    """Print the checklist of each case, and write it as a page in every language."""
    project = find_project(Path.cwd())
    if journal:
        options.must_be_known(journal, journal_names(project.search("templates")))
    return max(_fill(project, slug, Order(("pdf",), journal=journal)) for slug in chosen(project, slugs))


def _fill(project: Project, slug: str, order: Order) -> int:
    case, findings, reports = examine(project, slug, order)
    if case is None or not case.is_whole:
        for finding in (finding for finding in findings if finding.is_error):
            say_finding(finding)
        return EXIT_FINDINGS
    journal = load_journal(order.journal or case.file.article.journal, project.search("templates"))
    pages = pages_of(project, slug, order)
    by_code = {report.language.code: report for report in reports}
    here = language()
    main = case.file.languages[0]
    rows = rows_of(case, journal, here, *_of(here.code, main, by_code, pages))
    click.echo(f"{slug}\n" + "\n".join(_told(rows)))
    for code in available(project.search("locales")):
        spoken = load_language(code, project.search("locales"))
        report, paged = _of(code, main, by_code, pages)
        rows = rows_of(case, journal, spoken, report, paged)
        title = plain(report.fronts[0].title) if report else slug
        page = write_checklist(rows, title, spoken, project.search("templates"), is_paged=bool(paged))
        file = folder(project, case, order) / f"{slug}.care.{code}.html"
        write_whole(file, page)
        click.echo(say(N_("{file} written"), file=shown(file)))
    return 0


def _of(
    code: str, main: str, reports: Mapping[str, Report], pages: Mapping[str, Mapping[str, int]]
) -> tuple[Report | None, Mapping[str, int]]:
    """Return the article whose headings and pages a checklist in a language names: its own, else the main one."""
    code = code if code in reports else main
    return reports.get(code), pages.get(code, {})


def _told(rows: tuple[Row, ...]) -> Iterator[str]:
    """Yield the lines of the checklist as a terminal shows them."""
    topic, standing = (max(map(len, texts)) for texts in ([r.topic for r in rows], [r.standing for r in rows]))
    for row in rows:
        head = f"  {row.number:<3}  {row.topic:<{topic}}  {row.standing:<{standing}}  "
        told = f"{row.where} ({row.source})" if row.where else row.source or row.reason
        lines = textwrap.wrap(told, _WIDTH - len(head), break_on_hyphens=False, break_long_words=False) or [""]
        yield (head + lines[0]).rstrip()
        yield from (" " * len(head) + line for line in lines[1:])
