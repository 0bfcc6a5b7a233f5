"""What a title page of its own tells: how many words, figures and references there are, and the authors' statements."""

from __future__ import annotations

from casebook.errors import N_
from casebook.languages import Language
from casebook.nodes import Block, Figure, Heading, Table, Words
from casebook.report.counting import words_of, words_of_abstract
from casebook.report.model import Front, RailItem, Reference, TitlePage

# ICMJE Recommendations, IV.A.3.a: sources of support and relationships stand on the title page
_STATEMENTS = ("stm-funding", "stm-conflicts", "stm-acknowledgements")


def title_page(
    front: Front,
    text: tuple[Block, ...],
    references: tuple[Reference, ...],
    back: tuple[Block, ...],
    language: Language,
) -> TitlePage:
    """Return what a title page tells of an article; nothing is counted of what it does not have."""
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
    return TitlePage(tuple(told), tuple(_statements(back)))


def _statements(back: tuple[Block, ...]) -> list[Block]:
    """Return those of the statements that stand on a title page, each below its heading."""
    chosen: list[Block] = []
    is_wanted = False
    for block in back:
        if isinstance(block, Heading):
            is_wanted = block.anchor in _STATEMENTS
        chosen += [block] if is_wanted else []
    return chosen
