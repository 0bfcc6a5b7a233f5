"""What an article says, piece by piece, as the sheets of a kit repeat it: statements, authors, counts."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.bundles.kit.submission import Submission
from casebook.case.people import Affiliation, Author
from casebook.checks.limits import amounts_of
from casebook.formats.typed.inlines import written
from casebook.languages import Language
from casebook.nodes import Heading, ItemList, Paragraph
from casebook.report.model import Report


def statements_of(report: Report) -> Mapping[str, tuple[str, str]]:
    """Return the statements of an article by name ("consent"): its heading, and its words, a paragraph a line."""
    found: dict[str, tuple[str, str]] = {}
    name = ""
    for block in report.back:
        match block:
            case Heading(_, anchor, children):
                name = anchor.removeprefix("stm-")
                found[name] = (written(children), "")
            case Paragraph(children) if name:
                found[name] = _longer(found[name], written(children))
            case ItemList(_, items) if name:
                for item in items:
                    found[name] = _longer(found[name], f"- {written(item)}")
            case _:
                pass
    return found


def _longer(said: tuple[str, str], words: str) -> tuple[str, str]:
    heading, text = said
    return heading, "\n".join(filter(None, (text, words)))


def title_of(report: Report) -> str:
    """Return the title of an article in its own language."""
    return written(report.fronts[0].title)


def affiliations_of(author: Author, submission: Submission) -> tuple[Affiliation, ...]:
    """Return where an author works."""
    known = submission.case.file.affiliations
    return tuple(known[name] for name in author.affiliations if name in known)


def place_of(affiliation: Affiliation, language: Language) -> tuple[str, str, str, str, str]:
    """Return department, institution, city, state and country in one language."""
    department = affiliation.department.get(language.code) or next(iter(affiliation.department.versions.values()), "")
    country = language.country(affiliation.country) if affiliation.country else ""
    return str(department).strip(), affiliation.institution, affiliation.city, affiliation.state, country


def address_of(affiliation: Affiliation, language: Language) -> str:
    """Return an affiliation in one line."""
    return ", ".join(filter(None, place_of(affiliation, language)))


def counts_of(submission: Submission) -> Mapping[tuple[str, str], int]:
    """Return how much there is of everything that a journal may limit, by what it is and by language ("" for all)."""
    amounts = amounts_of(submission.case, submission.reports)
    return {(amount.of, amount.language): amount.count for amount in amounts}
