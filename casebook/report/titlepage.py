"""What a title page of its own tells: how many words, figures and references there are, and the authors' statements."""

from __future__ import annotations

from casebook.errors import N_
from casebook.languages import Language
from casebook.nodes import Block, Figure, Heading, Table, Words
from casebook.report.counting import words_of, words_of_abstract
from casebook.report.model import Front, RailItem, Reference, TitlePage

# ICMJE Recommendations, IV.A.3.a: sources of support and relationships stand on the title page
_STATEMENTS = ("stm-funding", "stm-conflicts", "stm-acknowledgements")
# What a blinded manuscript does not tell (report/back.py), and the editors must find somewhere
_NOT_TOLD = (*_STATEMENTS, "stm-ethics", "stm-contributions", "stm-data")


def title_page(
    front: Front,
    text: tuple[Block, ...],
    references: tuple[Reference, ...],
    back: tuple[Block, ...],
    language: Language,
    *,
    goes_with_blinded: bool,
) -> TitlePage:
    """Return what a title page tells of an article; nothing is counted of what it does not have.

    One that `goes_with_blinded`, a manuscript for reviewers, tells all statements that this one leaves out.
    """
    counts = {
        N_("Words in the abstract"): words_of_abstract(front),
        N_("Words in the text"): words_of(text),
        N_("Figures"): sum(isinstance(block, Figure) for block in text),
        N_("Tables"): sum(isinstance(block, Table) for block in text),
        N_("References"): len(references),
    }
    told = (
        RailItem("count", language.words(label), (Words(language.number(str(count))),))
        for label, count in counts.items()
        if count
    )
    return TitlePage(tuple(told), tuple(_statements(back, _NOT_TOLD if goes_with_blinded else _STATEMENTS)))


def _statements(back: tuple[Block, ...], wanted: tuple[str, ...]) -> list[Block]:
    """Return those of the statements that stand on a title page, each below its heading."""
    chosen: list[Block] = []
    is_wanted = False
    for block in back:
        if isinstance(block, Heading):
            is_wanted = block.anchor in wanted
        chosen += [block] if is_wanted else []
    return chosen
