"""The statement on conflicts of interest of a kit: one for all authors, or one each where the journal wants it."""

from __future__ import annotations

import re
import unicodedata

from casebook.bundles.kit.consent import about, signatures
from casebook.bundles.kit.submission import KitFile, Made, Submission
from casebook.case.people import Author
from casebook.errors import N_
from casebook.formats.word.sheet import Part, Sheet
from casebook.nodes import Gap, ItemList, Paragraph, Words

_WHAT = N_("The statement on conflicts of interest, for the authors to sign.")
_ITS = N_("The statement on conflicts of interest of {author}, to be signed.")
_SIGN = N_("Statement on conflicts of interest: every author confirms and signs it: {authors}.")
TITLE = N_("Statement on conflicts of interest")
_SAID = N_("What the article says of them")
_ALL = N_(
    "Each of us confirms this, and has declared every tie (money, posts, kinship, or other) that might be thought to "
    "have swayed this work."
)
_ONE = N_("I, {author}, confirm for myself (mark one, and fill in):")
_NOTHING = N_("☐ I have no tie (money, posts, kinship, or other) that might be thought to have swayed this work.")
_SOMETHING = N_("☐ I declare:")
_FILL = N_("[what, with whom, since when]")


def make(submission: Submission) -> Made:
    """Return one statement for all authors, or one for each."""
    here, authors = submission.language.words, submission.case.file.authors
    to_do = (here(_SIGN, authors=", ".join(author.name.full for author in authors)),)
    if submission.journal.profile.submission.conflict_forms == "each" and authors:
        files = (_of(author, number, submission) for number, author in enumerate(authors, 1))
        return Made(tuple(files), to_do)
    words = submission.report.language.words
    parts = (*about("conflicts", _SAID, submission), Paragraph((Words(words(_ALL)),)), signatures(submission))
    return Made((KitFile("conflicts.docx", _sheet(parts, submission), here(_WHAT)),), to_do)


def _of(author: Author, number: int, submission: Submission) -> KitFile:
    """Return the statement of one author, its file named by family name: "conflicts-02-almeida-neto.docx"."""
    words, name = submission.report.language.words, author.name.full
    choices = ((Words(words(_NOTHING)),), (Words(words(_SOMETHING) + " "), Gap(words(_FILL))))
    parts = (
        *about("conflicts", _SAID, submission),
        Paragraph((Words(words(_ONE, author=name)),)),
        ItemList(ordered=False, items=choices),
        signatures(submission, name),
    )
    family = in_ascii(f"{author.name.family} {author.name.suffix}")
    file = "-".join(filter(None, ("conflicts", f"{number:02}", family)))
    return KitFile(f"{file}.docx", _sheet(parts, submission), submission.language.words(_ITS, author=name))


def _sheet(parts: tuple[Part, ...], submission: Submission) -> bytes:
    title = submission.report.language.words(TITLE)
    return submission.sheet(Sheet(title, title, parts))


def in_ascii(words: str) -> str:
    """Return words as a portal takes them in the name of a file: small letters without accents, hyphens between."""
    bare = unicodedata.normalize("NFD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
