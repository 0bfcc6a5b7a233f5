"""Where the figures and tables of a manuscript stand: in the text, behind the references, or in files of their own."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.journals.submission import ManuscriptRules
from casebook.nodes import Block, Figure, Table


@dataclass(frozen=True, slots=True)
class Placing:
    """What stands in the text, and what behind the references: tables, then captions, then figures.

    A figure that is not in the text has its caption with it, wherever it is, unless captions stand by themselves; of
    one that is handed over as a file the caption alone stands in the text.
    """

    text: tuple[Block, ...]
    tables: tuple[Table, ...]
    captions: tuple[Figure, ...]
    figures: tuple[Figure, ...]
    shows_pictures: bool
    has_captions: bool  # below its picture, or in its place


def placed(body: tuple[Block, ...], rules: ManuscriptRules) -> Placing:
    """Return where each block of a text stands by the rules of a journal."""
    figures = tuple(block for block in body if isinstance(block, Figure))
    tables = tuple(block for block in body if isinstance(block, Table))
    captions_apart = rules.captions == "at-end"
    leaves = (rules.figures == "files" and captions_apart) or rules.figures == "at-end"
    away = (*((Figure,) if leaves else ()), *((Table,) if rules.tables == "at-end" else ()))
    return Placing(
        text=tuple(block for block in body if not isinstance(block, away)),
        tables=tables if rules.tables == "at-end" else (),
        captions=figures if captions_apart else (),
        figures=figures if rules.figures == "at-end" else (),
        shows_pictures=rules.figures != "files",
        has_captions=not captions_apart,
    )
