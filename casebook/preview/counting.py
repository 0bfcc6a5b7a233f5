"""How much there is of what journals limit, beside the limits, and how many words each section has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from casebook.case import Case
from casebook.checks.limits import amounts_of
from casebook.journals import COUNTED, Journal, Limit
from casebook.nodes import Heading, plain
from casebook.preview.news import Count, Section
from casebook.report.counting import words_of
from casebook.report.model import Report


def counts(case: Case, journal: Journal, reports: tuple[Report, ...]) -> tuple[Count, ...]:
    """Return what is counted, once each: first what the journal limits."""
    found: dict[tuple[str, str], Count] = {}
    for amount in amounts_of(case, reports):
        of, language, count = amount.of, amount.language, amount.count
        limits = [limit for limit in journal.profile.limits if limit.of == of and limit.asks]
        counted = [_limited(of, language, count, limit, journal) for limit in limits]
        worst = next((one for one in counted if one.state != "within"), counted[0] if counted else None)
        found[of, language] = worst or Count(COUNTED[of], language, count)
    has_limit = [one for one in found.values() if one.most is not None or one.least is not None]
    return (*has_limit, *(one for one in found.values() if one not in has_limit and one.count))


def _limited(of: str, language: str, count: int, limit: Limit, journal: Journal) -> Count:
    origin = journal.profile.origins[limit.origin]
    return Count(COUNTED[of], language, count, limit.least, limit.most, origin.source, origin.verified)


def sections(reports: tuple[Report, ...]) -> tuple[Section, ...]:
    """Return the sections of each article with their words, those of their parts too."""
    return tuple(section for report in reports for section in _sections(report))


def _sections(report: Report) -> Iterator[Section]:
    starts = [n for n, block in enumerate(report.body) if isinstance(block, Heading) and block.level == 2]
    for start, end in pairwise((*starts, len(report.body))):
        heading = report.body[start]
        assert isinstance(heading, Heading)
        words = words_of(report.body[start:end])
        yield Section(report.language.code, plain(heading.children), heading.anchor, words)
