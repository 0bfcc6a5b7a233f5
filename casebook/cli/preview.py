"""casebook preview: show an article in the browser as it is written."""

from __future__ import annotations

import webbrowser
from functools import lru_cache
from pathlib import Path

import click

from casebook.build import Order, chosen
from casebook.cli import options
from casebook.cli.bugs import report_bug
from casebook.cli.help import Command
from casebook.cli.voice import SEVERITIES, frame, language, say, where, worded, worded_error
from casebook.errors import N_, UsageError, reason_of
from casebook.journals import journal_names
from casebook.preview.server import Server
from casebook.preview.views import Speech
from casebook.project import find_project

_WIDTH = 42  # characters that the line of a finding has room for beside the article
_OURS = N_("casebook has a fault of its own here; your case is unharmed. The terminal says where the details are.")


class PortTaken(UsageError):
    """A port at which the server cannot listen."""

    what = N_("The preview cannot use port {where}: {reason}.")
    mend = N_("Leave --port out, and a free one is taken.")


@click.command(
    "preview",
    cls=Command,
    help=N_("Show a case in the browser while you write: the article, what is wrong with it, its translations."),
)
@click.argument("slug", required=False, metavar=N_("[CASE]"))
@click.option("--port", type=click.IntRange(1, 65535), metavar=N_("NUMBER"), help=N_("the port (else any free one)"))
@options.journal
@click.option("--open", "opens", is_flag=True, help=N_("open the browser"))
def command(slug: str | None, port: int | None, journal: str | None, opens: bool) -> int:
    """Serve until somebody stops it with Ctrl+C, and return 0."""
    project = find_project(Path.cwd())
    if journal:
        options.must_be_known(journal, journal_names(project.search("templates")))
    names = chosen(project, (slug,) if slug else ())
    try:
        server = Server(project, Order((), journal=journal), speech(), port or 0, names[0] if names[1:] == () else "")
    except OSError as error:
        raise PortTaken(port, reason=reason_of(error)) from error
    try:
        click.echo(say(N_("The preview is at {address} (stop it with Ctrl+C)"), address=server.address))
        if opens:
            webbrowser.open(server.address)
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo()
    finally:
        server.stop()
    return 0


def speech() -> Speech:
    """Return how the command line words things."""
    return Speech(
        language(),
        worded,
        worded_error,
        where,
        lambda place: frame(place, _WIDTH),
        lambda severity: say(SEVERITIES[severity]),
        _bug,
    )


@lru_cache(maxsize=8)
def _bug(trace: str) -> str:
    """Keep the details of a fault of ours as every command does, and return what the page says."""
    report_bug(trace)
    return say(_OURS)
