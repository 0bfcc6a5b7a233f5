"""The statement of consent of a kit, for the authors to sign; the form itself, which names the patient, stays home."""

from __future__ import annotations

from casebook.bundles.kit.said import statements_of, title_of
from casebook.bundles.kit.submission import KitFile, Made, Submission
from casebook.errors import N_
from casebook.formats.word.sheet import Form, Part, Sheet
from casebook.nodes import Gap, Heading, Paragraph, Strong, Words

_WHAT = N_("The statement that the patient consented, for the authors to sign.")
_SIGN = N_("Statement of consent: say where the signed form is kept, and have every author sign: {authors}.")
_APART = N_("The consent form that the patient signed names the patient: keep it, and never put it into this folder.")
TITLE = N_("Statement of informed consent")
HEADS = (N_("Author"), N_("Signature"), N_("Date"))
MANUSCRIPT = N_("Manuscript")
_SAID = N_("What the article says of it")
_KEPT = N_("The form that was signed is kept by the authors, since it names the patient; it is kept at:")
_WHERE = N_("[place, and who answers for it]")
_SHOWN = N_("Each of us has seen that the consent covers what the manuscript, its figures and its tables show.")


def make(submission: Submission) -> Made:
    """Return the statement in the language of the article."""
    words, here = submission.report.language.words, submission.language.words
    name = words(TITLE)
    kept = Paragraph((Words(words(_KEPT) + " "), Gap(words(_WHERE)), Words(".")))
    parts = (
        *about("consent", _SAID, submission),
        kept,
        Paragraph((Words(words(_SHOWN)),)),
        signatures(submission),
    )
    authors = ", ".join(author.name.full for author in submission.case.file.authors)
    data = submission.sheet(Sheet(name, name, parts))
    return Made((KitFile("consent.docx", data, here(_WHAT)),), (here(_SIGN, authors=authors), here(_APART)))


def about(statement: str, heading: str, submission: Submission) -> tuple[Part, ...]:
    """Return which manuscript a statement goes with, and what its article says of it; a gap, where it says nothing."""
    report, words = submission.report, submission.report.language.words
    said = statements_of(report).get(statement, ("", ""))[1]
    lines = said.splitlines()
    journal = f" ({report.journal})" if report.journal else ""
    return (
        Paragraph((Strong((Words(words(MANUSCRIPT) + ": "),)), Words(title_of(report) + journal))),
        Heading(2, "", (Words(words(heading)),)),
        *([Paragraph((Words(line),)) for line in lines] or [Paragraph((Gap(f"[{words(heading)}]"),))]),
    )


def signatures(submission: Submission, *names: str) -> Form:
    """Return a table in which the authors sign; `names` where not all do."""
    words = submission.report.language.words
    everybody = tuple(author.name.full for author in submission.case.file.authors)
    return Form(tuple(map(words, HEADS)), names or everybody)
