"""The manuscript of a kit: the article for Word, as the profile has it set."""

from __future__ import annotations

from casebook.bundles.kit.submission import KitFile, Made, Submission
from casebook.errors import N_
from casebook.formats import FORMATS

_WHAT = N_("The manuscript for Word, with title page, abstracts, text, tables, figures and references.")


def make(submission: Submission) -> Made:
    """Return the manuscript."""
    docx = FORMATS.load("docx")
    data = docx.write(submission.report, submission.templates)
    return Made((KitFile(f"manuscript{docx.SUFFIX}", data, submission.language.words(_WHAT)),))
