"""What the files of an article's figures are called: as SciELO PS asks, or by the case where the issue is not known.

ISSN-acronym-volume[-issue]-article number-gf01, and the language behind it where the words are translated (SciELO PS,
“Regras de Nomeação de Arquivos”). No underscore may stand in such a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.nodes import Figure, Panel
from casebook.references.order import number_in_order
from casebook.report.model import Report
from casebook.report.publication import Publication


@dataclass(frozen=True, slots=True)
class PictureName:
    """The file of one panel: the code of the language whose words it holds, the panel's anchor, the file's name."""

    code: str
    anchor: str
    name: str


def figure_names(publication: Publication) -> tuple[PictureName, ...]:
    """Return how the file of every panel of every figure is called, for each language, in reading order.

    A figure has the number of the main text in all languages, whatever the order of another is.
    """
    stem = file_stem(publication)
    numbers = number_in_order(figure.anchor for report in publication.reports for figure in figures_of(report))
    return tuple(
        PictureName(
            report.language.code,
            panel.anchor,
            f"{stem}-gf{numbers[figure.anchor]:02}{letter}{tail}{publication.picture}",
        )
        for report in publication.reports
        for tail in ("" if report is publication.main else f"-{report.language.code}",)
        for figure in figures_of(report)
        for panel, letter in _lettered(figure)
    )


def file_stem(publication: Publication) -> str:
    """Return what the names of a publication's files begin with in SciELO's packages."""
    journal = publication.periodical
    needed = (journal.issn, journal.acronym, publication.volume, publication.elocation)
    if not (publication.is_real and all(needed)):
        return _safe(publication.stem)
    return _safe("-".join(filter(None, (*needed[:3], publication.issue, needed[3]))))


def figures_of(report: Report) -> tuple[Figure, ...]:
    """Return the figures of a text in the order of their numbers, in which they stand."""
    return tuple(block for block in report.body if isinstance(block, Figure))


def _lettered(figure: Figure) -> Iterator[tuple[Panel, str]]:
    """Yield each panel with its letter; the pieces of one drawing, which have none, are counted."""
    for number, panel in enumerate(figure.panels, 1):
        yield panel, panel.label.lower() if panel.label else str(number) if figure.panels[1:] else ""


def _safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
