"""The figures of a kit: a file for each figure, or for each panel of one that has several, as its journal wants it."""

from __future__ import annotations

from casebook.bundles.kit.submission import KitFile, Made, Submission
from casebook.errors import N_
from casebook.formats.figures import FigureFile, figure_files

_DOTS = N_("A figure, {width} × {height} pixels, {dpi} dots an inch: upload it as an image.")
_LINES = N_("A figure of lines, sharp at any size: upload it as an image.")
_NONE = N_("the case has no figures")


def make(submission: Submission) -> Made:
    """Return the files of all figures, in the order of their numbers; raises what `figure_files` raises."""
    rules, is_verified = submission.journal.profile.figure_files, submission.journal.refuses_small_figures
    files = figure_files(submission.report, rules, submission.templates, is_verified=is_verified)
    listed = tuple(KitFile(file.file_name, file.data, _told(file, submission)) for file in files)
    return Made(listed, why_not="" if listed else submission.language.words(_NONE))


def _told(file: FigureFile, submission: Submission) -> str:
    width, height = file.pixels
    return submission.language.words(_DOTS if file.dpi else _LINES, width=width, height=height, dpi=file.dpi)
