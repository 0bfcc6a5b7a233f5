"""What click finds wrong with the words typed, as errors of ours, in the author's language."""

from __future__ import annotations

import click

from casebook.errors import N_, UsageError
from casebook.meant import meant

_HELP = N_("“{command} --help” says what can be typed.")


class UnknownOption(UsageError):
    """An option that the command does not have."""

    what = N_("There is no option {where}.")
    mend = _HELP


class MisspeltOption(UnknownOption):
    """An option that the command has under a name much like it."""

    mend = N_("Did you mean {nearest}?")


class WordMissing(UsageError):
    """A name or a value that the command cannot do without."""

    what = N_("A word is missing behind “{where}”.")
    mend = _HELP


class WordRefused(UsageError):
    """A value that an option does not take."""

    what = N_("What stands behind {where} cannot be used.")
    mend = _HELP


class OptionTwice(UsageError):
    """An option that takes one word and was typed more than once."""

    what = N_("{where} was typed more than once.")
    mend = N_("Leave one of them; run the command once for each of the others.")


class NotUnderstood(UsageError):
    """Anything else, such as a word too many."""

    what = N_("“{where}” does not take these words.")
    mend = _HELP


def in_our_words(error: click.UsageError) -> UsageError:
    """Return what click says as an error of ours."""
    command = error.ctx.command_path if error.ctx else "casebook"
    match error:
        case click.NoSuchOption():
            options = {name.strip("-"): name for name in _options(error.ctx)}
            near = options.get(meant(error.option_name.strip("-"), options), "")
            return (MisspeltOption if near else UnknownOption)(error.option_name, command=command, nearest=near)
        case click.MissingParameter():
            return WordMissing(command, command=command)
        case click.BadParameter():
            return WordRefused(_name(error.param), command=command)
        case click.BadOptionUsage():
            return WordMissing(error.option_name, command=command)
        case _:
            return NotUnderstood(command, command=command)


def _options(context: click.Context | None) -> list[str]:
    """Return the options of a command."""
    parameters = context.command.params if context else []
    return [name for parameter in parameters if isinstance(parameter, click.Option) for name in parameter.opts]


def _name(parameter: click.Parameter | None) -> str:
    return parameter.opts[0] if parameter else ""
