"""compose(case, edition) → Report: the only door out of many languages into one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from casebook.case import Case
from casebook.case.publicity import Use
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity, in_order
from casebook.journals import Journal, load_journal, template_folders
from casebook.languages import load_language
from casebook.nodes import Block, Notice, Paragraph, Words, plain
from casebook.references.entries import reference_entries
from casebook.report.back import statements
from casebook.report.blinding import blinded
from casebook.report.body import body
from casebook.report.front import affiliations, bylines, fronts, journal_name, rail, short_citation
from casebook.report.imprint import imprint
from casebook.report.labels import ARTICLE_TYPES, LICENSES
from casebook.report.model import Alternate, Front, Reference, Report
from casebook.report.numbering import number
from casebook.report.standing import STANDINGS, notices_of, withdrawn_report
from casebook.report.titlepage import title_page
from casebook.report.unsaid import unsaid
from casebook.report.voice import CaseVoice

FICTIONAL = N_("This case is fictional: patient, authors and identifiers were invented to show how an article looks.")
DRAFT = N_("Draft. Not for publication, and not to be cited.")
NOT_PROMISED = Kind(
    "languages.not-promised",
    Severity.NOTE,
    N_("No article in {language} is promised; only its title, abstract, and key words are in {language}."),
    N_("To promise one, add “{code}” to “languages”, and write every text in that language too."),
)
_LONGEST_RUNNING = 90  # characters: more would not stand on the one line at the head of a page


@dataclass(frozen=True, slots=True)
class Edition:
    """What is being made of a case: its language, its journal (None: the case's own), and whether it is a draft.

    One that is blinded does not tell its reviewers who wrote it (report/blinding.py); one for the web shows only the
    figures that the consent allows there (case/publicity.py).
    """

    language: str
    journal: str | None = None
    is_draft: bool = False
    templates: tuple[Path, ...] = ()
    locales: tuple[Path, ...] = ()
    is_blinded: bool = False
    use: Use = "print"


def compose(case: Case, edition: Edition) -> tuple[Report, tuple[Finding, ...]]:
    """Return one article in one language, and what was found wrong while composing it.

    Of a withdrawn case only a neutral notice is left; of every other,

    1. write the text once, to learn in which order it mentions its references, figures and tables
    2. write it again with their numbers
    3. word the fronts, each in its own language, and the statements
    4. list the references that the text cites
    5. leave out who wrote it, where the edition is blinded

    Raises UnknownLanguage, UnknownJournal or FaultyProfile.
    """
    language = load_language(edition.language, edition.locales).listening()
    journal = load_journal(edition.journal or case.file.article.journal, edition.templates)
    if case.is_withdrawn:
        name = journal_name(case, language, journal.profile.name)
        return withdrawn_report(case, stem(case, edition.language, edition), language, journal, name), ()
    search = template_folders(journal.slug, edition.templates)
    numbers = number(_mentioning(case, CaseVoice(case, language, journal, edition.is_draft, search), edition))
    voice = CaseVoice(
        case, language, journal, edition.is_draft, search, numbers, is_blinded=edition.is_blinded, use=edition.use
    )
    report = _report(case, voice, edition)
    report = blinded(report, case) if edition.is_blinded else report
    lacking = unsaid(case, language, is_draft=edition.is_draft)
    return report, in_order((*voice.found, *_unpromised(case, journal, edition), *lacking))


def _mentioning(case: Case, voice: CaseVoice, edition: Edition) -> Iterator[Block]:
    """Yield all that may mention a reference, a figure or a table, what stands outside the text behind it."""
    yield from (*body(case, voice), *statements(case, voice), *_notices(case, voice))
    for front in fronts(case, voice, edition.locales):
        yield from (Paragraph(words) for words in (front.title, *(part.children for part in front.abstract)))


def _report(case: Case, voice: CaseVoice, edition: Edition) -> Report:
    """Return what a voice that knows the numbers says of a case."""
    language, journal, article = voice.language, voice.journal, case.file.article
    text = body(case, voice)
    front = fronts(case, voice, edition.locales)
    back = statements(case, voice)
    references = _references(case, voice)
    return Report(
        language=language,
        stem=stem(case, edition.language, edition),
        article_type=journal.heading("type", ARTICLE_TYPES[article.type], language),
        journal=journal_name(case, language, journal.profile.name),
        running_title=_running_title(case, voice, front[0]),
        short_citation=short_citation(case, voice),
        fronts=front,
        authors=bylines(case),
        affiliations=affiliations(case, voice),
        rail=tuple(rail(case, voice)),
        notices=tuple(_notices(case, voice)),
        body=text,
        back=back,
        references=references,
        alternates=_alternates(case, edition),
        doi=article.doi,
        license=LICENSES[article.license][0] if article.license else "",
        date=article.dates.published.isoformat() if article.dates.published else None,
        is_draft=edition.is_draft,
        is_fictional=case.is_fictional,
        standing=STANDINGS.get(case.file.status, ""),
        imprint=imprint(case, journal, is_draft=edition.is_draft),
        manuscript=journal.profile.manuscript,
        title_page=title_page(front[0], text, references, back, language, goes_with_blinded=journal.wants_blinded),
    )


def stem(case: Case, code: str, edition: Edition) -> str:
    """Return the file name without suffix: "aml.en", "aml.en.blinded", "aml.en.draft"; no two are of one name."""
    return f"{case.slug}.{code}" + (".blinded" if edition.is_blinded else "") + (".draft" if edition.is_draft else "")


def _running_title(case: Case, voice: CaseVoice, front: Front) -> str:
    own = case.file.article.running_title
    if own.codes:
        return voice.say_plainly(own, ("article", "running-title"))
    title = plain(front.title)
    return title if len(title) <= _LONGEST_RUNNING else shorten(title, _LONGEST_RUNNING, placeholder=" …")


def _notices(case: Case, voice: CaseVoice) -> Iterator[Notice]:
    """Yield what a reader must know before the text."""
    yield from notices_of(case, voice)
    if voice.is_draft:
        yield Notice("draft", (Words(voice.language.words(DRAFT)),))
    if case.is_fictional:
        own = case.file.fictional_notice
        words = voice.say(own, ("fictional-notice",)) if own.codes else (Words(voice.language.words(FICTIONAL)),)
        yield Notice("fictional", words)


def _unpromised(case: Case, journal: Journal, edition: Edition) -> Iterator[Finding]:
    """Yield a note for each language of the journal in which the case promises no full text."""
    for code in journal.profile.languages:
        if code not in case.file.languages and not case.is_unread(("languages",)):
            language = load_language(code, edition.locales).name
            yield NOT_PROMISED.at(case.at(("languages",)), language=language, code=code)


def _references(case: Case, voice: CaseVoice) -> tuple[Reference, ...]:
    """Return the entries of what the text cites, in the order of their numbers."""
    order = sorted(voice.numbers.citations, key=voice.numbers.citations.__getitem__)
    items = tuple(case.references[key] for key in order)
    entries = reference_entries(items, voice.journal.profile.citations.style, voice.language, voice.templates)
    return tuple(
        Reference(voice.numbers.citations[key], key, f"ref-{key}", entry, tuple(voice.cited.get(key, ())))
        for key, entry in zip(order, entries, strict=True)
    )


def _alternates(case: Case, edition: Edition) -> tuple[Alternate, ...]:
    """Return the article's other full texts."""
    main, *_ = case.file.languages
    others = (load_language(code, edition.locales) for code in case.file.languages if code != edition.language)
    return tuple(Alternate(o.tag, o.name, stem(case, o.code, edition), o.code == main) for o in others)
