"""The figures of a kit: a file for each figure, or for each panel of one that has several, without metadata."""

from __future__ import annotations

from casebook.bundles.kit.submission import KitFile, Made, Submission
from casebook.errors import N_
from casebook.nodes import Figure

_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg", "image/gif": ".gif"}
_PANEL = N_("{figure}, part {letter}: upload it as an image.")
_WHOLE = N_("{figure}: upload it as an image.")
_NONE = N_("the case has no figures")


def make(submission: Submission) -> Made:
    """Return the files of all figures, in the order of their numbers."""
    words, report = submission.language.words, submission.report
    figures = [block for block in (*report.body, *report.back) if isinstance(block, Figure)]
    files = tuple(
        KitFile(
            f"figure-{number}{panel.label}{_SUFFIXES[panel.image.media_type]}",
            panel.image.data,
            words(_PANEL if panel.label else _WHOLE, figure=figure.label, letter=panel.label),
        )
        for number, figure in enumerate(figures, 1)
        for panel in figure.panels
    )
    return Made(files, why_not="" if files else words(_NONE))
