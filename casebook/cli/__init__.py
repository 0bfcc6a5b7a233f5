"""Words typed → one function called → exit code; the only room that prints, and the only one that words a finding.

Each command is a module here, imported when it is called, so that `casebook build` with nothing to do stays quick.
"""

from __future__ import annotations

import io
import sys
import traceback
from collections.abc import Sequence

import click

from casebook import __version__
from casebook.cli.bugs import CannotPrint, report_bug, silence
from casebook.cli.help import Commands
from casebook.cli.usage import in_our_words
from casebook.cli.voice import choose_language, say, say_error
from casebook.errors import N_, CasebookError, reason_of
from casebook.meant import unknown
from casebook.registry import Registry

COMMANDS = Registry(
    __name__,
    (
        *("build", "preview", "kit", "site", "check", "checks", "care", "diff", "translated", "new"),
        *("guide", "schema", "formats", "journals", "languages", "doctor"),
    ),
)
EXIT_FINDINGS, EXIT_USAGE = 1, 2


class Casebook(Commands):
    """The group of commands, each loaded by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command:
        """Return the command called `name`; raise UnknownName."""
        if name not in COMMANDS.names:
            raise unknown(name, COMMANDS)
        command = COMMANDS.load(name).command
        assert isinstance(command, click.Command)
        return command


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 fine, 1 findings or an author's error, 2 wrong usage, 3 our bug."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a letter shows its number, and the run goes on
            stream.reconfigure(errors="backslashreplace")
    try:
        exit_code = run(list(sys.argv[1:] if arguments is None else arguments))
    except OSError:  # of the stream for errors: there is nowhere left to tell it
        exit_code = EXIT_USAGE
        silence(sys.stderr)
    sys.exit(exit_code)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; nothing gets past here but the code."""
    try:
        arguments = choose_language(arguments)
        return int(_commands().main(arguments, "casebook", standalone_mode=False) or 0)
    except CasebookError as error:
        say_error(error)
        return error.exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return EXIT_USAGE
    except click.UsageError as error:
        say_error(in_our_words(error))
        return EXIT_USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo(say(N_("Stopped. What was built before is unharmed.")), err=True)
        return EXIT_FINDINGS
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None:  # of a stream, not of a file
            silence(sys.stdout)
            say_error(CannotPrint(reason=reason_of(error)))
            return EXIT_USAGE
        return report_bug(traceback.format_exc())


def _commands() -> Casebook:
    """Return the group of all commands, with the options that go before them."""
    words = N_("the language of casebook’s own words (else CASEBOOK_LANG, else that of the system)")
    ui_lang = click.Option(["--ui-lang"], metavar=N_("LANGUAGE"), expose_value=False, help=words)
    group = Casebook(
        "casebook",
        help=N_("Write case reports once, as YAML, and publish them in English and Portuguese."),
        params=[ui_lang],
    )
    version = click.version_option(
        __version__, message="casebook %(version)s", help=N_("show the version and do nothing else")
    )
    return version(group)
