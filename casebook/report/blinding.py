"""What a blinded edition leaves out, so that its reviewers do not know who wrote it, and the words in its place.

Names, workplaces and addresses of the authors, the ways to cite the article, and what they state in words of their own
(see report/back.py); the text itself is theirs, and a check (checks/blinding) tells what of it gives them away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.case import Case
from casebook.errors import N_
from casebook.languages import Language
from casebook.nodes import Notice, Words
from casebook.report.model import RailItem, Report, TitlePage

BLINDED = N_("[blinded for review]")


def blinded(report: Report, case: Case) -> Report:
    """Return an article that does not say who wrote it; words of its language stand where that was said."""
    return replace(
        report,
        short_citation=report.journal,
        authors=(),
        affiliations=(),
        rail=tuple(_rail(case, report.language)),
        notices=tuple(_without_address(notice) for notice in report.notices),
        title_page=TitlePage(report.title_page.counts),
        doi=None,
        date=None,
        imprint=None,
    )


def _rail(case: Case, language: Language) -> Iterator[RailItem]:
    """Yield an entry for each thing that the first page would tell of the authors."""
    there = {
        ("authors", N_("Authors")): bool(case.file.authors),
        ("affiliations", N_("Affiliations")): bool(case.file.affiliations),
        ("correspondence", N_("Correspondence")): any(author.corresponding for author in case.file.authors),
    }
    for (role, label), is_there in there.items():
        if is_there:
            yield RailItem(role, language.words(label), (Words(language.words(BLINDED)),))


def _without_address(notice: Notice) -> Notice:
    """Return the notice of a correction or retraction without its DOI and its words, which name the article."""
    return replace(notice, children=notice.children[:1]) if notice.role in ("corrected", "retracted") else notice
