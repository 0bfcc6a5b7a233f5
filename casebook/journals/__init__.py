"""A journal: one folder `templates/journals/<name>/` whose profile.yaml says how it wants an article composed.

A profile is data: labels, order, citation marks, the patient's age, limits. What a profile does not say is worded by
the catalogues. Whatever else lies in the folder (article.html, styles/print.css) goes before the common templates when
an article is written for that journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from casebook.errors import N_, UsageError
from casebook.fields import Reading, read_model
from casebook.findings import in_order
from casebook.journals.profile import COUNTED, TITLE, Limit, Origin, Profile, contradictions
from casebook.languages import Language, available
from casebook.meant import NEAR, meant
from casebook.project import bundled
from casebook.prose import Text
from casebook.source import read_source

__all__ = [
    "ANY",
    "COUNTED",
    "TITLE",
    "FaultyProfile",
    "Journal",
    "Limit",
    "Origin",
    "Profile",
    "UnknownJournal",
    "journal_names",
    "load_journal",
    "template_folders",
]

ANY = N_("any journal that follows ICMJE and CARE")


class UnknownJournal(UsageError):
    """A journal that has no profile."""

    what = N_("There is no journal profile “{where}” here.")
    mend = N_("Choose one of: {names}. A new journal is one folder: templates/journals/<name>/profile.yaml.")


class MisspeltJournal(UnknownJournal):
    """A journal that has no profile, called much like one that has."""

    mend = NEAR


class FaultyProfile(UsageError):
    """A profile that cannot be read."""

    what = N_("The journal profile {where} cannot be used.")
    mend = N_("Mend what is said above; compare with the profiles that casebook ships.")


class Journal:
    """One journal's rules, with its labels worded in any language."""

    def __init__(self, slug: str, profile: Profile) -> None:
        self.slug = slug
        self.profile = profile

    @property
    def name(self) -> str:
        """The name that messages call it by, a message id where it is of no journal in particular: never at a start."""
        return self.profile.name or ANY

    @property
    def wants_blinded(self) -> bool:
        """Whether reviewers may not know who wrote the article."""
        return "blinded" in self.profile.submission.files

    def heading(self, part: str, standard: str, language: Language) -> str:
        """Return the journal's own heading for `part`, else the catalogue's word for `standard`."""
        return _worded(self.profile.headings.get(part), standard, language)

    def abstract_label(self, part: str, standard: str, language: Language) -> str:
        """Return the label of one part of the abstract ("CONTEXT", "CONTEXTO")."""
        return _worded(self.profile.abstract.labels.get(part), standard, language)

    def origins_of(self, rule: str) -> Mapping[str, Origin]:
        """Return where a field of the profile, or a part of one, was read, by the names of the origins."""
        steps = rule.split(".")
        named = {".".join(steps[: count + 1]) for count in range(len(steps))}
        return {name: origin for name, origin in self.profile.origins.items() if named & set(origin.rules)}

    def is_verified(self, *rules: str) -> bool:
        """Say whether rules were all read in the journal's own words, so that a manuscript may be refused by them."""
        return all(any(origin.verified for origin in self.origins_of(rule).values()) for rule in rules)

    @property
    def refuses_small_figures(self) -> bool:
        """Whether both numbers are verified that say how many pixels a photograph needs."""
        return self.is_verified("figure-files.dpi", "figure-files.width")


def _worded(own: Text | None, standard: str, language: Language) -> str:
    words = own.get(language.code) if own else None
    return str(words) if words else language.words(standard)


def journal_names(search: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """Return the names of all journals that have a profile, sorted."""
    folders = search or (bundled("templates"),)
    return tuple(sorted({file.parent.name for folder in folders for file in folder.glob("journals/*/profile.yaml")}))


def template_folders(name: str, search: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return where the templates of an article for the journal `name` are looked for, the first one first.

    In each folder of `search`, the project's own before that of casebook, what the journal wants for itself goes before
    what all journals share. A journal's folder that holds its profile alone is left out.
    """
    pairs = ((folder / "journals" / name, folder) for folder in search)
    return tuple(place for own, folder in pairs for place in ((own, folder) if _overrides(own) else (folder,)))


def _overrides(folder: Path) -> bool:
    return folder.is_dir() and any(file.name != "profile.yaml" for file in folder.iterdir())


@lru_cache(maxsize=64)
def load_journal(name: str, search: tuple[Path, ...] = ()) -> Journal:
    """Return the journal called `name`, from the first folder of `search` that has it.

    Raises UnknownJournal or FaultyProfile.
    """
    folders = search or (bundled("templates"),)
    names = journal_names(folders)
    if name not in names:
        near = meant(name, names)
        raise (MisspeltJournal if near else UnknownJournal)(name, nearest=near, names=", ".join(names))
    inside = f"journals/{name}/profile.yaml"
    shown = f"templates/{inside}"
    source, faults = read_source(next(file for folder in folders if (file := folder / inside).exists()), shown)
    profile = None
    if source and not faults:
        profile, faults = read_model(Profile, source, Reading("en", _languages(folders), "."))
    if source and profile:
        styles = sorted({file.stem for folder in template_folders(name, folders) for file in folder.glob("csl/*.csl")})
        faults = tuple(contradictions(profile, source, tuple(styles)))
    if profile is None or faults:
        raise FaultyProfile(shown, in_order(faults))
    return Journal(name, profile)


def _languages(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the languages known where these folders of templates are: the catalogues stand beside them."""
    return available(tuple(folder.with_name("locales") for folder in folders))
