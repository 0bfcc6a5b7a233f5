"""The blinded copy of a kit: the manuscript as reviewers see it who may not know who wrote it."""

from __future__ import annotations

from casebook.bundles.kit.submission import KitFile, Made, Submission
from casebook.errors import N_
from casebook.formats import FORMATS

_WHAT = N_("The manuscript for reviewers: it does not say who wrote it.")
_APART = N_("The other files name the authors: upload them as files that reviewers do not see.")


def make(submission: Submission) -> Made:
    """Return the manuscript, composed as a blinded edition."""
    docx = FORMATS.load("docx")
    data = docx.write(submission.for_reviewers, submission.templates)
    here = submission.language.words
    return Made((KitFile(f"manuscript-blinded{docx.SUFFIX}", data, here(_WHAT)),), (here(_APART),))
