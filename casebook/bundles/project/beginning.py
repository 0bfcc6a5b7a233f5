"""A new project: every file of it, in the author's language, put in place as a whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.bundles.project.wheel import pack_wheel
from casebook.errors import N_, UsageError, reason_of
from casebook.fields.outline import Entry, outline, typed
from casebook.formats.faults import blamed
from casebook.languages import Language
from casebook.project import Project, find_project
from casebook.record import CannotWrite, write_whole
from casebook.sample import MOST_LETTERS, CaseExists, example_for, slug_is_good, write_sample
from casebook.settings import Site
from casebook.templating import load_templates

# A template of templates/project/ → its place in a project; hidden names are of the project alone.
FILES = {
    "README.md": "README.md",
    "Makefile": "Makefile",
    "casebook.yaml": "casebook.yaml",
    "requirements.txt": "requirements.txt",
    "gitignore": ".gitignore",
    "github.yml": ".github/workflows/casebook.yml",
    "gitlab.yml": ".gitlab-ci.yml",
}
WHEELS = "wheels"


class BadProject(UsageError):
    """A name that cannot be that of a project: it becomes part of the address of a repository and of a site."""

    what = N_("“{where}” cannot be the name of a project.")
    mend = N_("Use small letters without accents, digits and hyphens, at most {most} of them, such as “{example}”.")


class ProjectExists(CaseExists):
    """A folder that is there already."""


class WithinProject(UsageError):
    """A place inside another project, where neither GitHub nor GitLab would find what they are to run."""

    what = N_("{where} would lie inside another project, {outer}, and could not be published from there.")
    mend = N_("Begin it outside, such as {example}, or add a case to that project: casebook new CASE.")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of the site, as casebook.yaml shows it."""

    help: str
    lines: tuple[str, ...]
    is_used: bool


def begin_project(
    asked: Path, slug: str, languages: tuple[Language, ...], schema: str, templates: tuple[Path, ...]
) -> Path:
    """Write a project with a first case into a new folder and return it; the first of `languages` is its author's.

    Raises BadProject, ProjectExists, WithinProject, OwnTemplates, CannotWrite, and what write_sample raises.
    """
    folder = _place(asked)
    wheel, packed = pack_wheel()
    files = {f"{WHEELS}/{wheel}": packed, **_files(folder.name, slug, wheel, languages, templates)}
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        write_sample(Project(part, part / "build"), slug, languages[0].code, schema)
        for name, data in files.items():
            write_whole(part / name, data)
        part.rename(folder)
    except OSError as error:
        raise CannotWrite(folder.name, reason=reason_of(error)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder


def _place(asked: Path) -> Path:
    """Return the folder that is to be made; raise BadProject, ProjectExists or WithinProject."""
    if not slug_is_good(asked.name):
        raise BadProject(asked.name or asked, example=example_for(asked.name), most=MOST_LETTERS)
    if asked.exists() or asked.is_symlink():
        raise ProjectExists(asked)
    outer = find_project(asked.parent)
    if outer.slugs():  # a folder that is merely called cases/ makes no project
        raise WithinProject(asked, outer=outer.root, example=outer.root.parent / asked.name)
    return asked


def _files(
    name: str, slug: str, wheel: str, languages: tuple[Language, ...], search: tuple[Path, ...]
) -> Mapping[str, bytes]:
    """Return what the templates say, by its place in the project."""
    said = {"name": name, "slug": slug, "wheel": wheel, "code": languages[0].code}
    with blamed(search):
        templates = load_templates(search, languages[0]).overlay(autoescape=False)
        texts = {
            place: templates.get_template(f"project/{template}").render(said, settings=_settings(languages))
            for template, place in FILES.items()
        }
    return {place: f"{text.rstrip()}\n".encode() for place, text in texts.items()}


def _settings(languages: tuple[Language, ...]) -> tuple[Setting, ...]:
    """Return the settings of the site, each with an example; a text has one in each language."""
    return tuple(_setting(entry, languages) for entry in outline(Site) if entry.told)


def _setting(entry: Entry, languages: tuple[Language, ...]) -> Setting:
    assert entry.told
    lines: tuple[str, ...] = (typed(entry, languages[0]),)
    if entry.shape.holds == "text":
        said = sorted((language.code, language.translations.ugettext(entry.told.example)) for language in languages)
        lines = (f"{entry.name}:", *(f"  {code}: {example}" for code, example in said))
    return Setting(languages[0].words(entry.told.help), lines, is_used=entry.name == "title")
