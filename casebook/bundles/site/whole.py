"""All of the site that depends on more than one case: lists, related cases, feeds, shared files, the search."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from casebook.bundles.site.addresses import page_path
from casebook.bundles.site.article import Plan
from casebook.bundles.site.assets import assets
from casebook.bundles.site.card import Card
from casebook.bundles.site.facets import alike, facets, in_order
from casebook.bundles.site.feeds import feeds
from casebook.bundles.site.finding import FOLDER, index, is_searchable
from casebook.bundles.site.lists import Lists
from casebook.bundles.site.record import files_below, site_folder, take_away
from casebook.formats.faults import blamed
from casebook.images import CleanImage
from casebook.languages import available, load_language
from casebook.project import Project
from casebook.record import write_whole

_FONTS = ".fonts"  # in the folder of outputs: packing takes seconds, and is done once
_FROM, _TO = "<!-- related -->", "<!-- /related -->"


@dataclass(frozen=True, slots=True)
class Whole:
    """What was written: the files by their paths in the site; whether it has an address, and a search."""

    files: tuple[str, ...]
    has_address: bool
    is_searchable: bool


def write_site(
    project: Project,
    cards: Iterable[Card],
    plan: Plan,
    logo: CleanImage | None,
    older: set[str],
    standing: Collection[str],
    fresh: Collection[str],
) -> Whole:
    """Write all that depends on more than one case, and return what was written.

    `older` are the files of an older site but for those of cases that are kept, `standing` the files that these very
    cards would make again, or none, `fresh` the cases that were just made.

    1. the lists, feeds and shared files, those that changed, where they do not stand
    2. the related cases, on the page of each case whose list of them changed
    3. away with what only an older site had
    4. the index of the search, where Pagefind is installed: of the cases that are left
    """
    site, folder = plan.site, site_folder(project)
    search, locales = project.search("templates"), project.search("locales")
    languages = tuple(load_language(code, locales) for code in available(locales))
    known = alike(in_order(cards))
    can_search = is_searchable()
    with blamed(search):
        lists = Lists(site, languages, known, facets(known, languages), search, plan.mark, plan.logo, can_search)
        made = [*standing]
        if not standing:
            shared = assets(site, logo, search, project.output / _FONTS)
            made += _written(chain(lists.pages(), shared, feeds(site, known, languages)), folder)
        _relate(lists, folder, fresh if standing else lists.by_slug)
    take_away(folder, older - {*made})
    take_away(folder, [*files_below(folder, FOLDER)])
    if can_search and known:  # without one page that asks for it, Pagefind would index all
        made += index(folder)
    return Whole(tuple(made), bool(site.url), can_search)


def _written(files: Iterable[tuple[str, bytes]], folder: Path) -> Iterator[str]:
    """Write files that are not there as they should be; yield the paths of all."""
    for name, data in files:
        _write_changed(folder / name, data)
        yield name


def _write_changed(file: Path, data: bytes) -> None:
    if not file.is_file() or file.read_bytes() != data:
        write_whole(file, data)


def _relate(lists: Lists, folder: Path, slugs: Collection[str]) -> None:
    """Say on the pages of cases in which lists each stands, and which cases are like it."""
    languages = {language.code: language for language in lists.languages}
    for slug, others in lists.related_to(slugs).items():
        for code in lists.by_slug[slug]["languages"]:
            file = folder / page_path(code, slug)
            block = lists.related_block(slug, others, languages[code])
            page = file.read_text(encoding="utf-8")
            before, mark, rest = page.partition(_FROM)
            whole = f"{before}{mark}{block}{_TO}{rest.partition(_TO)[2]}" if mark else page
            if whole != page:
                write_whole(file, whole.encode())
