"""The differences between two versions of an article as a page, for the letter to the reviewers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from casebook.diff.changes import Change
from casebook.diff.differences import Differences
from casebook.errors import N_
from casebook.languages import Language
from casebook.templating import find_template, load_templates

ALL = N_("In all languages")
KINDS = {"changed": N_("changed"), "added": N_("new"), "removed": N_("removed"), "moved": N_("moved")}


@dataclass(frozen=True, slots=True)
class Part:
    """The changes of one field under its label."""

    label: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """What changed in one language under its name, `lang` its tag; "" for what has no language."""

    name: str
    lang: str
    parts: tuple[Part, ...]


def write_page(found: Differences, since: str, language: Language, search: tuple[Path, ...]) -> bytes:
    """Return the page in `language`; `since` is how the older version is called."""
    style = find_template(search, "styles/diff.css").read_text(encoding="utf-8")
    page = (
        load_templates(search, language)
        .get_template("diff.html")
        .render(
            found=found,
            since=since,
            chapters=chapters_of(found, language),
            come=[name_of(lang, language) for lang in found.come],
            gone=[name_of(lang, language) for lang in found.gone],
            kinds={kind: language.words(words) for kind, words in KINDS.items()},
            language=language,
            style=Markup(style),
        )
    )
    return page.encode()


def chapters_of(found: Differences, language: Language) -> tuple[Chapter, ...]:
    """Return the changes of words, those of all languages first, each part under its label."""
    chapters = [Chapter(language.words(ALL), "", parts_of(found.common))]
    chapters += [Chapter(name_of(group.lang, language), group.lang, parts_of(group.changes)) for group in found.groups]
    return tuple(chapter for chapter in chapters if chapter.parts)


def parts_of(changes: tuple[Change, ...]) -> tuple[Part, ...]:
    return tuple(Part(label, tuple(run)) for label, run in groupby(changes, key=lambda change: change.label))


def name_of(lang: str, language: Language) -> str:
    """Return what a language is called, with a capital letter, as it stands in a heading."""
    name = str(language.locale.languages.get(lang.partition("-")[0], lang))
    return name[:1].upper() + name[1:]
