"""What a field says of itself: its label, a sentence of help, an example, and the CARE item that it answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """The words of one field, as message ids: the schema, the docs and any form editor show them.

    `example` is YAML as an author types it behind the field's name; `care` is an item of CARE 2013 ("8a").
    """

    label: str
    help: str
    example: str = ""
    care: str = ""
