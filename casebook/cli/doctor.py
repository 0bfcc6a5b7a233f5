"""casebook doctor: is this machine ready, and what mends it."""

from __future__ import annotations

import click

from casebook.cli.help import Command
from casebook.cli.voice import say
from casebook.doctor import examine, is_ready
from casebook.doctor.part import Part
from casebook.errors import N_

EXIT_FINDINGS = 1
_THERE, _MISSING = N_("found"), N_("missing")
_HEADINGS = {
    True: N_("What a build needs:"),
    False: N_("What serves one thing alone, and may be missing:"),
}


@click.command(
    "doctor", cls=Command, help=N_("Say whether this machine has all that casebook needs, and how to get the rest.")
)
def command() -> int:
    """Print every part and what mends it; return 1 where a build cannot do without one that is missing."""
    parts = examine()
    width = max(len(_named(part)) for part in parts)
    for is_needed, heading in _HEADINGS.items():
        click.echo(say(heading))
        for part in parts:
            if part.is_needed == is_needed:
                _tell(part, width)
    if is_ready(parts):
        click.echo(say(N_("This machine is ready.")))
        return 0
    click.echo(say(N_("This machine is not ready yet: do what stands under each missing part, then ask again.")))
    return EXIT_FINDINGS


def _named(part: Part) -> str:
    return f"{say(part.name)} {part.version}".rstrip()


def _tell(part: Part, width: int) -> None:
    """Print one part in columns: there or not, its name and version, what it is for; below it, what brings it."""
    colour = "green" if part.version else "red" if part.is_needed else "yellow"
    state = max(len(say(word)) for word in (_THERE, _MISSING))
    click.secho(f"  {say(_THERE if part.version else _MISSING):<{state}}  ", fg=colour, nl=False)
    click.echo(f"{_named(part):<{width}}  {say(part.serves)}")
    below = [part.details] if part.details else []
    if not part.version:
        below = [say(N_("not found, or not as it should be: {part}"), part=part.details)] if part.details else []
        below += [say(words, what=what) for words, what in part.mends]
        below += [say(part.advice)] if part.advice else []
    margin = " " * (state + 4)
    for line in below:
        click.echo(click.wrap_text(line, 110, margin, margin) if part.version else margin + line)
