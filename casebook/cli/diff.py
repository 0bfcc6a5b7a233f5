"""casebook diff: what changed in an article since an older version, on the terminal and as a page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from casebook.build import chosen
from casebook.case import Case, load_case
from casebook.cli.build import shown
from casebook.cli.help import Command
from casebook.cli.voice import language, say, say_finding
from casebook.diff.changes import Change
from casebook.diff.differences import Comparison, Differences, Picture
from casebook.diff.older import Older, older_version
from casebook.diff.page import KINDS, chapters_of, name_of, write_page
from casebook.diff.words import Piece
from casebook.errors import N_, CasebookError, UsageError
from casebook.findings import in_order
from casebook.project import Project, find_project
from casebook.record import write_whole

EXIT_FINDINGS = 1
_WIDTH, _CONTEXT = 100, 40  # letters: of a line; of unchanged words shown on each side of a change


class UnreadableVersion(CasebookError):
    """An older version that cannot be read to its last field, so that what it lacks would look like what is new."""

    what = N_("The version {where} of the case cannot be read, and so it cannot be compared.")
    mend = N_("Copy its folder, mend there what is said above, and write that folder: casebook diff {slug} FOLDER.")


class Withdrawn(UsageError):
    """A withdrawn case, of which nothing may be printed."""

    what = N_("The case “{where}” is withdrawn: nothing of it may be printed, and nothing of it is compared.")
    mend = N_("Its status in case.yaml says so; the older versions stay in git, for those who may see them.")


@click.command(
    "diff",
    cls=Command,
    help=N_("Show what changed in an article since an older version of its case, one that git knows or a folder."),
)
@click.argument("slug", metavar=N_("CASE"))
@click.argument("version", metavar=N_("VERSION"))
def command(slug: str, version: str) -> int:
    """Print what changed, by field and language, and write it as a page."""
    project = find_project(Path.cwd())
    (slug,) = chosen(project, (slug,))
    search = project.search("locales"), project.search("templates")
    new, findings = load_case(project.cases / slug, *search)
    if new is None or not new.is_whole:
        for finding in (finding for finding in in_order(findings) if finding.is_error):
            say_finding(finding)
        return EXIT_FINDINGS
    if new.is_withdrawn:
        raise Withdrawn(slug)
    with older_version(project, slug, version) as older:
        old = _old(older, slug, project)
        if old.is_withdrawn:
            raise Withdrawn(older.name)
        found = Comparison(language(), search[1], search[0]).differences(old, new)
    click.echo("\n".join(_told(found, slug, older.name)))
    file = project.output / slug / f"{slug}.diff.{language().code}.html"
    write_whole(file, write_page(found, older.name, language(), search[1]))
    click.echo(say(N_("{file} written"), file=shown(file)))
    return 0


def _old(older: Older, slug: str, project: Project) -> Case:
    """Return the older case; raise UnreadableVersion where a field of it is faulty."""
    case, findings = load_case(older.folder, project.search("locales"), project.search("templates"))
    if case is None or not case.is_whole:
        faults = tuple(finding for finding in in_order(findings) if finding.is_error)
        raise UnreadableVersion(older.name, faults, slug=slug)
    return case


def _told(found: Differences, slug: str, since: str) -> Iterator[str]:
    """Yield the lines that a terminal shows."""
    yield f"{slug}: " + say(N_("Changes since {version}"), version=since)
    if found.is_empty:
        yield "  " + say(N_("Nothing in the article has changed."))
    for lang in found.come:
        yield "  " + say(N_("New full text: {language}"), language=name_of(lang, language()))
    for lang in found.gone:
        yield "  " + say(N_("Full text that is gone: {language}"), language=name_of(lang, language()))
    if found.facts:
        yield say(N_("Values"))
    for fact in found.facts:
        yield from _wrapped(f"{fact.name}: {fact.old} → {fact.new or '–'} ({' · '.join(fact.places)})")
    if found.pictures:
        yield say(N_("Pictures"))
    for picture in found.pictures:
        yield from _wrapped(_picture(picture))
    for chapter in chapters_of(found, language()):
        yield chapter.name
        for part in chapter.parts:
            for change in part.changes:
                yield from _wrapped(_change(change))


def _picture(picture: Picture) -> str:
    words = N_("drawn anew, of other data") if picture.is_drawn else N_("another picture")
    return f"{picture.label}: {say(words)} ({picture.old} → {picture.new})"


def _change(change: Change) -> str:
    """Return one change: where, what kind, and its words with marks."""
    place = [change.label, *([say(N_("paragraph {number}"), number=change.paragraph)] if change.paragraph else [])]
    kind = "" if change.kind == "changed" else f" ({say(KINDS[change.kind])})"
    if change.kind == "moved" and change.origin != change.label:
        origin = say(N_("from {part}"), part=change.origin)
        kind = f" ({say(KINDS['moved'])}, {origin})"
    last = len(change.pieces) - 1
    words = "".join(_marked(piece, n > 0, n < last) for n, piece in enumerate(change.pieces))
    return f"{', '.join(place)}{kind}: {words.strip()}"


def _marked(piece: Piece, is_behind: bool, is_before: bool) -> str:
    """Return the words of a piece; those of both versions are cut down to what stands next to a change."""
    if piece.standing != "same":
        return f"[-{piece.text}-]" if piece.standing == "old" else f"{{+{piece.text}+}}"
    text = piece.text
    if len(text) <= 2 * _CONTEXT + 3:
        return text
    head = text[:_CONTEXT].rpartition(" ")[0] if is_behind else ""
    tail = text[-_CONTEXT:].partition(" ")[2] if is_before else ""
    return f"{head} … {tail}" if head or tail else textwrap.shorten(text, 2 * _CONTEXT, placeholder=" …")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )
