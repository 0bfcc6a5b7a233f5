"""The title page of a kit, where it stands apart from the manuscript: title, authors, counts, statements."""

from __future__ import annotations

from casebook.bundles.kit.submission import KitFile, Made, Submission
from casebook.errors import N_
from casebook.formats import FORMATS

_WHAT = N_("The title page: who wrote it, where, how long it is, and what the authors declare.")
_INSIDE = N_("it stands at the head of the manuscript")


def make(submission: Submission) -> Made:
    """Return the title page; the manuscript begins with it where the journal does not want it apart."""
    words, files = submission.language.words, submission.journal.profile.submission.files
    if "manuscript" in files and submission.journal.profile.manuscript.title_page == "inside":
        return Made(why_not=words(_INSIDE))
    docx = FORMATS.load("docx")
    data = docx.write_title_page(submission.report, submission.templates)
    return Made((KitFile(f"title-page{docx.SUFFIX}", data, words(_WHAT)),))
