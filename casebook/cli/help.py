"""How a command explains itself: every word of its help, click's own too, in the language of the messages.

Helps and names of values are message ids, worded when they are shown.
"""

from __future__ import annotations

from click import Command as ClickCommand
from click import Context, Group, HelpFormatter, Option

from casebook.cli.usage import OptionTwice, WordMissing
from casebook.cli.voice import say
from casebook.errors import N_

_OPTIONS, _ONE, _WORDS = N_("[OPTIONS]"), N_("COMMAND"), N_("[WORDS]...")


class Command(ClickCommand):
    """A command; `help` and every `metavar` are message ids. A word behind an option is typed, and typed once."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the words typed; raise WordMissing or OptionTwice, where click takes nothing, or the last."""
        words, _, order = self.make_parser(ctx).parse_args(list(args))
        for option in (typed for typed in order if isinstance(typed, Option)):
            given = words.get(option.name or "")
            if "" in (given if isinstance(given, list) else [given]):
                raise WordMissing(option.opts[0], command=ctx.command_path)
            if order.count(option) > 1 and not (option.multiple or option.is_flag):
                raise OptionTwice(option.opts[0])
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        pieces = [say(piece) for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=say(N_("Usage:")) + " ")

    def format_help_text(self, ctx: Context, formatter: HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(self.help or ""))

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        options = [option for option in self.get_params(ctx) if isinstance(option, Option)]
        with formatter.section(say(N_("Options"))):
            formatter.write_dl([(_typed(option), _explained(option)) for option in options])

    def get_help_option(self, ctx: Context) -> Option | None:
        """Return the option --help, explained in our words."""
        option = super().get_help_option(ctx)
        if option:
            option.help = N_("show this help and do nothing else")
        return option


class Commands(Command, Group):
    """A group of commands, listed with the whole of their help."""

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        return [_OPTIONS, _ONE, _WORDS]

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(say(N_("Commands"))):
            formatter.write_dl([(name, say(command.help or "")) for name, command in commands if command])


def _typed(option: Option) -> str:
    """Return what is typed: "--jobs NUMBER"."""
    return " ".join([", ".join(option.opts), *([say(option.metavar)] if option.metavar else [])])


def _explained(option: Option) -> str:
    """Return what it does, and what happens without it: "the formats [otherwise: html,pdf]"."""
    otherwise = say(N_("otherwise: {default}"), default=option.show_default)
    return say(option.help or "") + (f" [{otherwise}]" if option.show_default else "")
