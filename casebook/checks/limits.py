"""What a journal does not take: an abstract too long, authors too many, a title that says what it must not.

How words are counted is told in report/counting.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from casebook.case import Case
from casebook.checks.about import About
from casebook.errors import N_
from casebook.fields import FieldPath
from casebook.findings import Finding, Kind, Severity
from casebook.journals import COUNTED, TITLE, Journal, Limit
from casebook.nodes import Block, Heading, plain
from casebook.report.counting import passages_of, without_gaps, words_of, words_of_abstract
from casebook.report.model import Front, Report

ABOUT = About(
    N_("What the journal does not take: an abstract too long, authors too many, a title that says what it must not."),
    N_(
        "A journal returns a manuscript that breaks its instructions before anybody reads it. The numbers are "
        "those of its profile, each with its origin; one that is not verified can only warn."
    ),
    ("templates/journals/*/profile.yaml",),
)
_TOO_MANY = N_("{what}: {count}. {journal} takes at most {limit}.")
_TOO_FEW = N_("{what}: {count}. {journal} takes at least {limit}.")
_TOO_MANY_IN = N_("{what}, {language}: {count}. {journal} takes at most {limit}.")
_TOO_FEW_IN = N_("{what}, {language}: {count}. {journal} takes at least {limit}.")
_SAYS = N_("The title says “{words}”, which {journal} does not take.")
_SAYS_NOT = N_("The title does not say “{words}”, as {journal} wants it.")
_MEND = N_("Mend it before you submit the article. The rule: {source} (read on {checked}).")
_LOOK_UP = N_("Look the rule up before you follow it; it is not verified: {source} (looked at on {checked}).")

REFUSED = Kind("journal.refused", Severity.ERROR, _TOO_MANY, _MEND)
LIMIT = Kind("journal.limit", Severity.WARNING, _TOO_MANY, _MEND)
UNVERIFIED = Kind("journal.unverified-limit", Severity.WARNING, _TOO_MANY, _LOOK_UP)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much there is of something, in which language ("" where that does not matter), and where it stands."""

    of: str
    count: int
    path: FieldPath
    language: str = ""


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield a finding for every rule of the journal that the case, or one of its articles, does not keep."""
    counted = tuple(amounts(case, reports))
    titles = {_code(front): plain(front.title) for report in reports[:1] for front in report.fronts}
    for limit in journal.profile.limits:
        kind = _kind(limit, case, journal)
        if limit.of == TITLE:
            yield from _of_titles(limit, titles, kind, case, journal)
        for amount in counted:
            if amount.of == limit.of:
                yield from _of_amount(limit, amount, kind, case, journal)


def _kind(limit: Limit, case: Case, journal: Journal) -> Kind:
    if not journal.profile.origins[limit.origin].verified:
        return UNVERIFIED
    is_refused = case.file.status == "submitted" and journal.slug == case.file.article.journal
    return REFUSED if is_refused else LIMIT


def _of_amount(limit: Limit, amount: Amount, kind: Kind, case: Case, journal: Journal) -> Iterator[Finding]:
    is_in = amount.language != ""
    said: dict[str, object] = {
        "what": COUNTED[limit.of],
        "count": amount.count,
        "language": amount.language,
        "code": amount.language,
    }
    if limit.most is not None and amount.count > limit.most:
        what = _TOO_MANY_IN if is_in else _TOO_MANY
        yield _finding(replace(kind, what=what), amount.path, limit, case, journal, limit=limit.most, **said)
    if limit.least is not None and amount.count < limit.least and case.file.status != "draft":
        what = _TOO_FEW_IN if is_in else _TOO_FEW
        yield _finding(replace(kind, what=what), amount.path, limit, case, journal, limit=limit.least, **said)


def _of_titles(limit: Limit, titles: dict[str, str], kind: Kind, case: Case, journal: Journal) -> Iterator[Finding]:
    for code, title in titles.items():
        wanted, unwanted = limit.must_say.get(code, ()), limit.must_not_say.get(code, ())
        path = ("title", code)
        for words in (words for words in unwanted if _says(title, words)):
            yield _finding(replace(kind, what=_SAYS), path, limit, case, journal, words=words)
        if wanted and title and not any(_says(title, words) for words in wanted):
            yield _finding(replace(kind, what=_SAYS_NOT), path, limit, case, journal, words=wanted[0])


def _says(title: str, words: str) -> bool:
    """Say whether the title holds these words, whole ones, in capitals or not."""
    start, end = (r"\b" if letter.isalnum() else "" for letter in (words[0], words[-1]))
    return re.search(start + re.escape(words) + end, title, re.IGNORECASE) is not None


def _finding(kind: Kind, path: FieldPath, rule: Limit, case: Case, journal: Journal, **said: object) -> Finding:
    origin = journal.profile.origins[rule.origin]
    said |= {"journal": journal.name, "source": origin.source, "checked": origin.checked}
    return kind.at(case.source.key(path) if len(path) == 1 else case.at(path), **said)


def amounts(case: Case, reports: tuple[Report, ...]) -> Iterator[Amount]:
    """Yield how much there is of everything that a journal may limit."""
    file = case.file
    yield Amount("authors", len(file.authors), ("authors",))
    yield Amount("keywords", len(file.keywords), ("keywords",))
    yield Amount("figures", len(file.figures), ("figures",))
    yield Amount("tables", len(file.tables), ("tables",))
    yield Amount("figures-and-tables", len(file.figures) + len(file.tables), ("figures",))
    for front in (front for report in reports[:1] for front in report.fronts):
        code, title = _code(front), plain(without_gaps(front.title))
        yield Amount("title-words", len(title.split()), ("title",), code)
        yield Amount("title-characters", len(title), ("title",), code)
        yield Amount("abstract-words", words_of_abstract(front), ("abstract",), code)
    for report in reports:
        code = report.language.code
        yield Amount("body-words", words_of(report.body), ("sections",), code)
        yield Amount("references", len(report.references), ("references",))
        yield Amount("learning-points", _points(report.body), ("sections",))


def _code(front: Front) -> str:
    """Return the language of a front as a case names it: "pt" of "pt-BR"."""
    return front.lang.partition("-")[0]


def _points(blocks: tuple[Block, ...]) -> int:
    """Return how many learning points there are: list items and paragraphs of their section."""
    count, is_here = 0, False
    for block in blocks:
        if isinstance(block, Heading):
            is_here = block.anchor == "sec-learning-points"
        elif is_here:
            count += len(passages_of(block))
    return count
