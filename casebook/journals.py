"""A journal: one folder `templates/journals/<name>/` whose profile.yaml says how it wants an article composed.

A profile is data: labels, order, citation marks, languages. Every number in it names its source and the day it was
checked. What a profile does not say is worded by the catalogues.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema

from casebook.errors import N_, CasebookError, UsageError
from casebook.fields import Model, Reading, TextField, one_of, read_model
from casebook.languages import Language, available
from casebook.project import bundled
from casebook.prose import Text
from casebook.registry import nearest
from casebook.source import read_source


class UnknownJournal(UsageError):
    """A journal that has no profile."""

    what = N_("There is no journal profile “{where}” here.")
    mend = N_("Choose one of: {names}. A new journal is one folder: templates/journals/<name>/profile.yaml.")


class FaultyProfile(CasebookError):
    """A profile that cannot be read."""

    what = N_("The journal profile {where} cannot be used.")
    mend = N_("Mend what is said above; compare with the profiles that casebook ships.")


def _yes(raw: object, info: ValidationInfo) -> bool:
    return one_of("yes", "no")(raw, info) == "yes"


YesNo = Annotated[bool, PlainValidator(_yes), WithJsonSchema({"type": "boolean"})]


class Origin(Model):
    """Where a rule was read: a public page, the day it was looked at, and whether the page itself could be read."""

    rule: str
    source: str
    checked: str
    verified: YesNo


class AbstractRules(Model):
    """Whether the abstract has labelled parts, and the labels."""

    structured: YesNo
    labels: dict[str, TextField] = Field(default_factory=dict)


class CitationRules(Model):
    """How citation marks stand: superscript or in brackets, before or after the full stop."""

    mark: Annotated[Literal["superscript", "brackets"], PlainValidator(one_of("superscript", "brackets"))]
    position: Annotated[Literal["after-stop", "before-stop"], PlainValidator(one_of("after-stop", "before-stop"))]
    style: str = "nlm"


class Profile(Model):
    """The file profile.yaml."""

    journal: Literal["1"]
    name: str
    abbreviation: str
    languages: tuple[str, ...]
    abstract: AbstractRules
    citations: CitationRules
    order: tuple[str, ...]
    headings: dict[str, TextField] = Field(default_factory=dict)
    percent_space: YesNo = False
    origins: tuple[Origin, ...] = ()


class Journal:
    """One journal's rules, with its labels worded in any language."""

    def __init__(self, slug: str, profile: Profile) -> None:
        self.slug = slug
        self.profile = profile

    def heading(self, part: str, standard: str, language: Language) -> str:
        """Return the journal's own heading for `part`, else the catalogue's word for `standard`."""
        return _worded(self.profile.headings.get(part), standard, language)

    def abstract_label(self, part: str, standard: str, language: Language) -> str:
        """Return the label of one part of the abstract ("CONTEXT", "CONTEXTO")."""
        return _worded(self.profile.abstract.labels.get(part), standard, language)


def _worded(own: Text | None, standard: str, language: Language) -> str:
    words = own.get(language.code) if own else None
    return str(words) if words else language.words(standard)


def journal_names(search: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """Return the names of all journals that have a profile, sorted."""
    folders = search or (bundled("templates"),)
    return tuple(sorted({file.parent.name for folder in folders for file in folder.glob("journals/*/profile.yaml")}))


@lru_cache(maxsize=64)
def load_journal(name: str, search: tuple[Path, ...] = ()) -> Journal:
    """Return the journal called `name`, from the first folder of `search` that has it.

    Raises UnknownJournal or FaultyProfile.
    """
    folders = search or (bundled("templates"),)
    file = next((p for f in folders if (p := f / "journals" / name / "profile.yaml").is_file()), None)
    if file is None:
        names = journal_names(folders)
        raise UnknownJournal(name, names=", ".join(names), nearest=nearest(name, names))
    source, faults = read_source(file, f"journals/{name}/profile.yaml")
    profile = None
    if source and not faults:
        profile, faults = read_model(Profile, source, Reading("en", available(), "."))
    if profile is None:
        raise FaultyProfile(f"journals/{name}/profile.yaml", faults)
    return Journal(name, profile)
