"""What has become of an article since it was published: corrected, retracted, or withdrawn.

The words before a retracted title: SciELO PS, “Retratação” (COPE asks that title and every page say it); a withdrawn
consent leaves nothing of the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from casebook.case import Case
from casebook.errors import N_
from casebook.journals import Journal
from casebook.languages import Language
from casebook.nodes import Inline, Notice, Strong, Words, still_said
from casebook.references.markup import doi_link
from casebook.report.labels import ARTICLE_TYPES, FRONT
from casebook.report.model import Front, RailItem, Report
from casebook.report.voice import CaseVoice

STANDINGS: Mapping[str, Literal["corrected", "retracted"]] = {"corrected": "corrected", "retracted": "retracted"}
NOTICES = {"corrected": N_("Correction"), "retracted": N_("Retracted article")}
STATES = {"corrected": N_("Corrected article"), "retracted": N_("Retracted article")}
DRAFT, SAMPLE = N_("Draft"), N_("Sample article")
RETRACTED_TITLE = N_("[RETRACTED ARTICLE]:")
GONE_TITLE = N_("Article no longer available")
GONE = N_("This article is no longer available.")


def states(report: Report) -> tuple[str, ...]:
    """Return what nobody may overlook of an article, in its language, for the head of every page."""
    told = (STATES.get(report.standing), DRAFT if report.is_draft else None, SAMPLE if report.is_fictional else None)
    return tuple(report.language.words(state) for state in told if state)


def title_of(case: Case, voice: CaseVoice) -> tuple[Inline, ...]:
    """Return the title in the language of `voice`; that of a retracted article says so first."""
    title = voice.say(case.file.title, ("title",))
    if case.file.status != "retracted":
        return title
    return still_said((Words(voice.language.words(RETRACTED_TITLE) + " "), *title), title)


def notices_of(case: Case, voice: CaseVoice) -> Iterator[Notice]:
    """Yield the notice of a correction or retraction: what it is, its day, its words, a link to it."""
    if case.file.status not in NOTICES:
        return
    told, path = case.file.article.notice, ("article", "notice", "text")
    day = f" ({voice.language.date(told.date)})" if told and told.date else ""
    words = voice.say(told.text, path) if told else (voice.gap(path[:2]),)
    link = (Words(" DOI: "), doi_link(told.doi)) if told and told.doi else ()
    label = Strong((Words(voice.language.words(NOTICES[case.file.status])),))
    yield Notice(case.file.status, (label, Words(f"{day}. "), *words, *link))


def withdrawn_report(case: Case, stem: str, language: Language, journal: Journal, journal_name: str) -> Report:
    """Return what is left of a withdrawn article: journal, type, DOI, and that it is no longer available."""
    doi, title = case.file.article.doi, language.words(GONE_TITLE)
    labels = [journal.heading(part, FRONT[part], language) for part in ("abstract", "keywords")]
    return Report(
        language=language,
        stem=stem,
        article_type=journal.heading("type", ARTICLE_TYPES[case.file.article.type], language),
        journal=journal_name,
        running_title=title,
        short_citation=journal_name,
        fronts=(Front(language.tag, (Words(title),), labels[0], (), labels[1], ()),),
        authors=(),
        affiliations=(),
        rail=(RailItem("doi", "DOI", (doi_link(doi),)),) if doi else (),
        notices=(Notice("withdrawn", (Words(language.words(GONE)),)),),
        body=(),
        back=(),
        references=(),
        alternates=(),
        doi=doi,
        license="",
        date=None,
        is_draft=False,
        is_fictional=case.is_fictional,
        standing="withdrawn",
    )
