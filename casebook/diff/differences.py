"""Two versions of a case compared as the articles that they make, in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from casebook.case import Case
from casebook.diff.changes import Change, changes_of
from casebook.diff.facts import COURSE, NUMBERS, Fact, facts_of, with_facts
from casebook.diff.fields import BYLINE, TITLE, Field, front_fields, page_fields, shown_fields, text_fields
from casebook.diff.words import Unit, as_printed, units_of
from casebook.errors import N_
from casebook.journals import load_journal
from casebook.languages import Language
from casebook.nodes import Figure, plain
from casebook.report.compose import Edition, compose
from casebook.report.model import Report
from casebook.report.voice import CaseVoice

REFERENCES = N_("References")
_SHOWN = 8  # signs of a fingerprint


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is another one now: its printed name, and how each version's begins by its fingerprint.

    `is_drawn` where casebook drew it, of data that changed.
    """

    label: str
    old: str
    new: str
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What changed in one language, named by its tag."""

    lang: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """All that changed in an article: facts and pictures without language, then words by language.

    `come` and `gone` are the tags of full texts that only one of the versions has.
    """

    title: str
    facts: tuple[Fact, ...]
    pictures: tuple[Picture, ...]
    common: tuple[Change, ...]
    groups: tuple[Group, ...]
    come: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        told = (self.facts, self.pictures, self.common, self.come, self.gone)
        return not any(told) and not any(group.changes for group in self.groups)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two versions are compared: in whose words, and where templates and catalogues are."""

    language: Language
    templates: tuple[Path, ...]
    locales: tuple[Path, ...]

    def differences(self, old: Case, new: Case) -> Differences:
        """Return what changed from the old case to the new one.

        1. compose both by the rules of the new one's journal, the old one also with facts of today (see facts.py): its
           texts with all of them, its tables and figures with the values alone
        2. compare by language what each article says, and once what has no language
        """
        after, before = self._reports(new, new), self._reports(old, new)
        said = self._reports(with_facts(old, new, COURSE), new)
        shown = self._reports(with_facts(old, new, NUMBERS), new)
        here = after.get(self.language.code) or after[new.file.languages[0]]
        both = [code for code in after if code in said]
        main = both[0] if both else None
        old_main, new_main = (shown[main], after[main]) if main else (next(iter(shown.values())), here)
        words = {code: _of_language(said[code], shown[code], before[code], after[code]) for code in both}
        return Differences(
            plain(here.fronts[0].title),
            facts_of(old, new, lambda case: self._voice(case, new, here), lambda anchor: _label(anchor, here)),
            tuple(_pictures(old_main, new_main)),
            changes_of(self._common(old_main), self._common(new_main)),
            (
                *(Group(after[code].lang, words[code]) for code in both),
                *_other_fronts(old_main, new_main, tuple(report.lang for report in after.values())),
            ),
            tuple(report.lang for code, report in after.items() if code not in said),
            tuple(report.lang for code, report in said.items() if code not in after),
        )

    def _reports(self, case: Case, new: Case) -> dict[str, Report]:
        """Return the articles of a case by language; gaps are no fault here."""
        journal = new.file.article.journal
        editions = {
            code: Edition(code, journal, is_draft=True, templates=self.templates, locales=self.locales)
            for code in case.file.languages
        }
        return {code: compose(case, edition)[0] for code, edition in editions.items()}

    def _voice(self, case: Case, new: Case, here: Report) -> CaseVoice:
        journal = load_journal(new.file.article.journal, self.templates)
        return CaseVoice(case, here.language, journal, is_draft=True, templates=self.templates)

    def _common(self, report: Report) -> tuple[Field, ...]:
        """Return the fields that are compared once: authors and references."""
        authors = tuple((Unit(a.name, a.name), *_orcid(a.orcid)) for a in report.authors)
        entries = (
            Field(f"ref-{entry.key}", self.language.words(REFERENCES), (units_of(entry.children),))
            for entry in report.references
        )
        return (Field("authors", self.language.words(BYLINE), authors), *entries)


def _of_language(said: Report, shown: Report, before: Report, after: Report) -> tuple[Change, ...]:
    """Return what changed in the article of one language."""
    old = {field.anchor: field for field in _fields(before, before)}
    compared = (_as_printed(field, old.get(field.anchor, field)) for field in _fields(said, shown))
    return changes_of(tuple(compared), _fields(after, after))


def _fields(said: Report, shown: Report) -> tuple[Field, ...]:
    """Return all fields of an article, its figures and tables those of `shown`."""
    front = front_fields(said.fronts[0], said.language.words(TITLE))
    return (*front, *page_fields(said), *text_fields(said), *shown_fields(shown))


def _as_printed(said: Field, old: Field) -> Field:
    """Return a field said with the facts of today in the words that it once printed."""
    if len(said.passages) != len(old.passages):
        return said
    return replace(said, passages=tuple(map(as_printed, said.passages, old.passages)))


def _orcid(orcid: str | None) -> tuple[Unit, ...]:
    return (Unit(orcid, f" (ORCID {orcid})"),) if orcid else ()


def _other_fronts(old: Report, new: Report, full: tuple[str, ...]) -> Iterator[Group]:
    """Yield what changed in title, abstract and key words of languages that have no full text."""
    before = {front.lang: front for front in old.fronts}
    title = new.language.words(TITLE)
    for front in new.fronts:
        if front.lang not in full and front.lang in before:
            fields = (tuple(front_fields(one, title)) for one in (before[front.lang], front))
            yield Group(front.lang, changes_of(*fields))


def _label(anchor: str, report: Report) -> str:
    """Return the printed name of a part of the article, "" where the article has none of that name."""
    front = report.fronts[0]
    known = {"title": report.language.words(TITLE), "abstract": front.abstract_label}
    known |= {field.anchor: field.label for field in (*text_fields(report), *shown_fields(report))}
    tried = (anchor, f"stm-{anchor}", anchor.rpartition(".")[0])
    return next((known[one] for one in tried if one in known), "")


def _pictures(old: Report, new: Report) -> Iterator[Picture]:
    """Yield the pictures that stand in both versions and are not the same, told by the fingerprints of their bytes."""
    before, after = _fingerprints(old), _fingerprints(new)
    for anchor, (label, print_, is_drawn) in after.items():
        if anchor in before and before[anchor][1] != print_:
            yield Picture(label, before[anchor][1][:_SHOWN], print_[:_SHOWN], is_drawn)


def _fingerprints(report: Report) -> Mapping[str, tuple[str, str, bool]]:
    """Return label and fingerprint of each picture, of a drawing in pieces those of all together, by anchor."""
    found: dict[str, tuple[str, str, bool]] = {}
    for figure in (block for block in report.body if isinstance(block, Figure)):
        if all(panel.image.is_of_data for panel in figure.panels):
            data = b"".join(panel.image.data for panel in figure.panels)
            found[figure.anchor] = (figure.label, sha256(data).hexdigest(), True)
            continue
        for panel in figure.panels:
            data = panel.image.data
            found[panel.anchor] = (figure.label + panel.label, sha256(data).hexdigest(), panel.image.is_of_data)
    return found
