"""casebook checks: what casebook asks of a manuscript, each question with its reason; or one code explained."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from string import Formatter
from types import ModuleType

import click

from casebook.checks import every_check, kinds_of
from casebook.checks.about import examples_of
from casebook.cli.help import Command
from casebook.cli.telling import must_begin_a_code
from casebook.cli.voice import SEVERITIES, say
from casebook.errors import N_
from casebook.findings import Kind
from casebook.making import every_kind

_WIDTH = 100


@click.command("checks", cls=Command, help=N_("List what casebook checks, or explain one code: casebook checks CODE."))
@click.argument("code", required=False, metavar=N_("[CODE]"))
def command(code: str | None) -> int:
    """Print every check with its codes; or one code with its words and, of a check, its reason, source and examples.

    Of a group (“labs”), print each of its codes with its words.
    """
    homes = {kind.code: module for module in every_check() for kind in kinds_of(module)}
    if code is None:
        click.echo("\n\n".join("\n".join(_listed(module)) for module in every_check()))
        return 0
    known = every_kind()
    must_begin_a_code(code, known)
    asked = [code] if code in known else [one for one in known if one.startswith(code.rstrip(".") + ".")]
    for number, one in enumerate(asked):
        kinds = tuple(kind for kind in kinds_of(homes[one]) if kind.code == one) if one in homes else known[one]
        about = () if [one] != asked else _reasons(one, homes[one]) if one in homes else _of_the_format()
        click.echo("\n" * bool(number) + "\n".join((*_words(one, kinds), *about)))
    return 0


def _listed(module: ModuleType) -> Iterator[str]:
    """Yield the lines of one check: what it asks, and its codes."""
    yield from textwrap.wrap(say(module.ABOUT.asks), _WIDTH)
    codes = dict.fromkeys(sorted(kind.code for kind in kinds_of(module)))
    yield from _wrapped(", ".join(codes))


def _words(code: str, kinds: tuple[Kind, ...]) -> Iterator[str]:
    """Yield the lines that say how one code is worded: what is wrong, and what to do."""
    yield f"{code} ({say(SEVERITIES[kinds[0].severity])})"
    for kind in kinds:
        yield ""
        yield from _wrapped(_open(kind.what))
        yield from _wrapped(_open(kind.mend).partition("\n")[0])


def _reasons(code: str, module: ModuleType) -> Iterator[str]:
    """Yield the lines that say why a code of a check matters, where that was read, and its examples."""
    about = module.ABOUT
    yield ""
    yield from _wrapped(say(about.why))
    yield from _wrapped(say(N_("Source: {source}"), source="; ".join(about.sources)))
    example = examples_of(module.__name__.rpartition(".")[2])[code]
    yield from ("", say(N_("Told of:")), textwrap.indent(example["bad"].rstrip(), "    "))
    yield from ("", say(N_("Not told of:")), textwrap.indent(example["good"].rstrip(), "    "))


def _of_the_format() -> Iterator[str]:
    """Yield the lines that say why a code matters that no check tells: it is found in reading or composing."""
    yield ""
    yield from _wrapped(
        say(N_("No journal's rule, but casebook's own: what breaks it is not read, or not printed, as meant."))
    )
    yield from _wrapped(say(N_("Source: {source}"), source="docs/case-format.md (casebook guide)"))


def _open(message: str) -> str:
    """Return a message in words, with an ellipsis in the place of each field."""
    fields = {name for _, name, _, _ in Formatter().parse(message) if name}
    return say(message, **dict.fromkeys(fields, "…"))


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
