"""The JATS file of a kit, with the figures that it leads to under the names that SciELO asks for, in a folder apart."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.bundles.kit.submission import KitFile, Made, Submission
from casebook.checks.submission import texts_taken
from casebook.errors import N_
from casebook.formats import FORMATS
from casebook.formats.figures import SUFFIXES, figure_files
from casebook.report.picturenames import figure_names, file_stem
from casebook.report.publication import Publication, publish

_XML = N_("The article as JATS XML, after SciELO PS {version}, for the journal and its archives.")
_PICTURE = N_("A figure that the XML leads to, under the name that SciELO asks for.")


def make(submission: Submission) -> Made:
    """Return the XML of the texts that the journal takes, and its figures; raises what `figure_files` raises."""
    jats, words = FORMATS.load("jats"), submission.language.words
    taken = texts_taken(submission.case, submission.journal)
    reports = tuple(report for report in submission.reports if report.language.code in taken) or submission.reports
    publication = publish(submission.case, reports, submission.journal)
    xml = KitFile(
        f"jats/{file_stem(publication)}{jats.SUFFIX}",
        jats.write(publication, submission.templates),
        words(_XML, version=publication.jats),
    )
    return Made((xml, *_pictures(publication, submission)))


def _pictures(publication: Publication, submission: Submission) -> Iterator[KitFile]:
    """Yield the file of every panel in every language, in the one format that the XML names."""
    kind = next(kind for kind, suffix in SUFFIXES.items() if suffix == publication.picture)
    rules = submission.journal.profile.figure_files.model_copy(update={"formats": (kind,)})
    is_verified = submission.journal.refuses_small_figures
    names = {(one.code, one.anchor): one.name for one in figure_names(publication)}
    for report in publication.reports:
        for file in figure_files(report, rules, submission.templates, is_verified=is_verified):
            name = names[report.language.code, file.anchor]
            yield KitFile(f"jats/{name}", file.data, submission.language.words(_PICTURE))
