"""The cover letter of a kit: a text of templates/kit/ filled with what the case says; what it does not say is a gap."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from casebook.bundles.kit.said import address_of, affiliations_of, counts_of, statements_of, title_of
from casebook.bundles.kit.submission import KitFile, Made, Submission
from casebook.errors import N_
from casebook.formats.faults import blamed
from casebook.formats.typed.inlines import written
from casebook.formats.word.sheet import Lines, Part, Sheet
from casebook.journals import COUNTED
from casebook.languages import Language
from casebook.nodes import Gap, Inline, ItemList, Paragraph, Words
from casebook.templating import load_templates

_WHAT = N_("The cover letter: fill in what is marked in yellow, read every line, sign.")
_FILL = N_("Cover letter: {gap}.")
_SIGN = N_("Cover letter: read every line, since you answer for it; signed by {authors}.")
_NAME = N_("Cover letter")
_TEMPLATES = ("kit/cover-letter.{code}.md", "kit/cover-letter.md")
_GAP = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
_BRACKETS = str.maketrans("[]", "\ue010\ue011")  # of what the case says: “[[99mTc]Tc]” in a title is no gap
_AS_SAID = str.maketrans("\ue010\ue011", "[]")
_PUBLISHED = ("published", "corrected")


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Who signs the letter, as its template names them."""

    name: str
    addresses: tuple[str, ...]
    email: str
    orcid: str


def make(submission: Submission) -> Made:
    """Return the letter in the language of the article; every gap in it is something still to be done."""
    here, report = submission.language.words, submission.report
    text = _text(submission, report.language)
    parts = tuple(_part(lines) for lines in re.split(r"\n(?:[ \t]*\n)+", text.strip()))
    file = KitFile("cover-letter.docx", submission.sheet(Sheet("", report.language.words(_NAME), parts)), here(_WHAT))
    gaps = dict.fromkeys(here(_FILL, gap=gap.strip().rstrip(".")) for gap in _gaps(text, submission))
    signing = ", ".join(author.name.full for author in submission.correspondents) or here(
        N_("the corresponding author")
    )
    return Made((file,), (*gaps, here(_SIGN, authors=signing)))


def _gaps(text: str, submission: Submission) -> list[str]:
    """Return what is to be filled in, in the author's language where the letter has the same gaps in it."""
    gaps, read = _GAP.findall(text), _GAP.findall(_text(submission, submission.language))
    return read if len(read) == len(gaps) else gaps


def _text(submission: Submission, language: Language) -> str:
    """Return the letter as typed; raise OwnTemplates where one of the project's own does not work."""
    with blamed(submission.templates):
        templates = load_templates(submission.templates, language).overlay(autoescape=False)
        template = templates.select_template([name.format(code=language.code) for name in _TEMPLATES])
        return template.render({name: _without_gaps(value) for name, value in _said(submission).items()})


def _without_gaps(value: object) -> object:
    """Return what the case says, in whose words a letter has no gap."""
    match value:
        case str():
            return value.translate(_BRACKETS)
        case list() | tuple():
            return [_without_gaps(one) for one in value]
        case _:
            return value


def _said(submission: Submission) -> Mapping[str, object]:
    """Return what a letter may name."""
    report, file = submission.report, submission.case.file
    language, labelled = report.language, report.fronts[0].abstract
    statements = {name: " ".join(text.splitlines()) for name, (_, text) in statements_of(report).items()}
    return {
        "title": title_of(report).rstrip("."),
        "article_type": report.article_type,
        "journal": report.journal,
        "authors": language.listing(tuple(author.name.full for author in file.authors)),
        "correspondents": [
            Correspondent(
                author.name.full,
                tuple(address_of(place, language) for place in affiliations_of(author, submission)),
                author.email,
                author.orcid or "",
            )
            for author in submission.correspondents
        ],
        "conclusion": written(labelled[-1].children) if len(labelled) > 1 else "",
        **{name: statements.get(name, "") for name in ("consent", "ethics", "conflicts", "funding")},
        "counts": _counts(submission),
        "is_published": file.status in _PUBLISHED,
    }


def _counts(submission: Submission) -> str:
    """Return how long the manuscript is, in one line."""
    language, known = submission.report.language, counts_of(submission)
    wanted = [(of, language.code) for of in ("abstract-words", "body-words")]
    wanted += [(of, "") for of in ("references", "figures", "tables")]
    said = (f"{language.words(COUNTED[of])}: {language.number(str(known.get((of, code), 0)))}" for of, code in wanted)
    return "; ".join(said) + "."


def _part(lines: str) -> Part:
    """Return what stands between two empty lines: a list, a paragraph, or lines that stand close together."""
    each = [line.strip() for line in lines.splitlines() if line.strip()]
    if all(line.startswith("- ") for line in each):
        return ItemList(ordered=False, items=tuple(_inlines(line[2:]) for line in each))
    return Lines(tuple(map(_inlines, each))) if len(each) > 1 else Paragraph(_inlines(each[0]))


def _inlines(line: str) -> tuple[Inline, ...]:
    pieces = _GAP.split(line)  # a text and a gap in turn
    said = [piece.translate(_AS_SAID) for piece in pieces]
    return tuple(Gap(f"[{piece}]") if number % 2 else Words(piece) for number, piece in enumerate(said) if piece)
