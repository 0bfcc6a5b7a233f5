"""casebook schema: the JSON Schema of a case file, for editors."""

from __future__ import annotations

import json

import click

from casebook.case.schema import case_schema
from casebook.cli.voice import say
from casebook.errors import N_


@click.command("schema", help=say(N_("Print the JSON Schema of case.yaml, from which editors complete and check.")))
def command() -> int:
    """Print the schema."""
    click.echo(json.dumps(case_schema(), indent=2, ensure_ascii=False))
    return 0
