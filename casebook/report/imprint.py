"""What catalogues may know of an article: only of a real one, published, and in the journal that published it."""

from __future__ import annotations

from casebook.case import Case
from casebook.journals import Journal
from casebook.report.labels import LICENSES
from casebook.report.model import Imprint


def imprint(case: Case, journal: Journal, *, is_draft: bool) -> Imprint | None:
    """Return where and when the case was published; None for drafts, fictional cases, and other journals' editions."""
    article, profile = case.file.article, journal.profile
    is_here = journal.slug == article.journal and case.is_published
    if is_draft or case.is_fictional or not is_here or not article.dates.published:
        return None
    return Imprint(
        date=article.dates.published.isoformat(),
        journal=profile.name,
        abbreviation=profile.abbreviation,
        issn=profile.issn,
        volume=article.volume,
        issue=article.issue,
        elocation=article.elocation,
        license=LICENSES[article.license][1] if article.license else "",
    )
