"""The site, made anew where something changed: what is out of date, its pages, then all that lists them.

This module imports nothing heavy, so that a site with nothing to do costs next to nothing. What was made of what is
noted in build/.site.json, and the cards of the cases in build/.site-cards.json; both may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from casebook import __version__
from casebook.errors import CasebookError
from casebook.findings import Finding
from casebook.project import TESTS, Project
from casebook.record import fingerprint, fingerprint_folders, write_whole
from casebook.registry import Registry
from casebook.workers import MOST, context_with

_WORK = Registry("casebook.bundles.site", ("article", "whole"))
_RECORD, _CARDS, SETTINGS = ".site.json", ".site-cards.json", "casebook.yaml"
DOWNLOADS = ("pdf", "docx", "jats", "bibtex", "ris")
_SIGN = "assets/colours.css"
_CODE = Path(__file__).resolve().parents[2]
FOLDER = "site"
Entries = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one case; `why` is a message id where it is not on the site."""

    slug: str
    why: str = ""
    findings: tuple[Finding, ...] = ()
    error: CasebookError | None = None
    bug: str = ""
    is_current: bool = False

    @property
    def is_good(self) -> bool:
        return not (self.error or self.bug or self.findings)


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole site: where it is, how many cases and pages it has, and what it could not have."""

    folder: Path
    cases: int
    pages: int
    has_address: bool
    is_searchable: bool
    is_current: bool


def build_site(project: Project, downloads: tuple[str, ...], jobs: int) -> Iterator[Done | Finished]:
    """Yield what became of each case as it is done, then of the whole.

    1. find the cases whose folder changed since the record was written, or all where what they share did
    2. write their pages, in `jobs` processes
    3. write what depends on more than one case, take away what is no longer public, and note all of it

    Raises FaultySettings, and what the lists of a project's own templates raise.
    """
    folder, record = project.output / FOLDER, _load(project.output / _RECORD)
    shared = _shared(project, downloads, record.get("shared", {}))
    same = record.get("shared", {}).get("inputs") == shared["inputs"] and (project.output / _CARDS).is_file()
    known: Entries = record["cases"] if same else {}
    now = {slug: _noted(project.cases / slug, known.get(slug, {})) for slug in project.slugs()}
    current = {slug: known[slug] for slug, entry in now.items() if _is_current(folder, entry, known.get(slug))}
    yield from (Done(slug, entry["why"], is_current=True) for slug, entry in current.items())
    stale = [slug for slug in now if slug not in current]
    if same and known.keys() == current.keys() and not stale and _stands(folder, record["whole"]):
        yield _finished(folder, record, is_current=True)
        return
    cards = {slug: card for slug, card in _load(project.output / _CARDS).items() if slug in current}
    older = _older(folder, record)
    if not record:  # so that this one, if it is cut off, is known for a site
        write_whole(project.output / _RECORD, b'{"shared": {}}')
    plan = _WORK.load("article").Plan(downloads, shared["inputs"][:8])
    for page in _pages(project, stale, plan, jobs):
        yield Done(page.slug, page.why, page.findings, page.error, page.bug)
        cards |= {page.slug: page.card} if page.card else {}
        if not page.is_faulty:
            current[page.slug] = {**now[page.slug], "why": page.why, "files": dict.fromkeys(page.files)}
    kept = {name for entry in current.values() for name in entry["files"]}
    whole = _WORK.load("whole").write_site(project, cards.values(), plan.mark, folder, kept, older)
    yield _finished(folder, _note(project, shared, current, cards, whole), is_current=False)


def _note(
    project: Project, shared: Mapping[str, Any], current: Entries, cards: Mapping[str, Any], whole: Any
) -> Mapping[str, Any]:
    """Write down what was made of what, and return it."""
    folder = project.output / FOLDER
    for entry in current.values():  # a related case may have changed a page of any
        entry["files"] = _stamps(folder, entry["files"])
    written = {
        "shared": {**shared, "logo": whole.logo},
        "cases": current,
        "whole": {"files": _stamps(folder, whole.files)},
        "told": [len(cards), whole.has_address, whole.is_searchable],
    }
    write_whole(project.output / _CARDS, json.dumps(cards, ensure_ascii=False).encode())
    write_whole(project.output / _RECORD, json.dumps(written).encode())
    return written


def _pages(project: Project, slugs: list[str], plan: Any, jobs: int) -> Iterator[Any]:
    """Yield what became of each case as it is done, in this process or in several."""
    if not slugs:
        return
    article = _WORK.load("article")
    if min(jobs, len(slugs)) == 1:
        yield from (article.make_page(project, slug, plan) for slug in slugs)
        return
    with ProcessPoolExecutor(min(jobs, len(slugs), MOST), context_with("casebook.bundles.site.article")) as pool:
        tasks = {pool.submit(article.make_page, project, slug, plan): slug for slug in slugs}
        for task in as_completed(tasks):
            try:
                yield task.result()
            except Exception as error:  # a killed worker breaks the pool: each of its tasks says so
                yield article.broken(tasks[task], repr(error))


def _shared(project: Project, downloads: tuple[str, ...], known: Mapping[str, Any]) -> dict[str, Any]:
    """Return what all pages depend on: templates, catalogues, our code, the settings, the logo, Pagefind."""
    folders = (*project.search("templates"), *project.search("locales"), _CODE)
    noted = {str(folder): _noted(folder, known.get("folders", {}).get(str(folder), {})) for folder in folders}
    logo = str(known.get("logo", ""))
    words = [
        __version__,
        *downloads,
        fingerprint(project.root / SETTINGS),
        fingerprint(project.root / logo) if logo else "",
        fingerprint(project.cases / TESTS),
        str(find_spec("pagefind") is not None),
        *(entry["inputs"] for entry in noted.values()),
    ]
    return {"inputs": hashlib.sha256("\0".join(words).encode()).hexdigest(), "folders": noted}


def _noted(folder: Path, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the state of a folder: the fingerprint of its files, read again only where a size or a time changed."""
    state = hashlib.sha256()
    for file, facts in _walk(folder):
        state.update(f"\0{file}\0{facts.st_size}\0{facts.st_mtime_ns}".encode())
    stat = state.hexdigest()
    return {"stat": stat, "inputs": known["inputs"] if known.get("stat") == stat else fingerprint_folders((folder,))}


def _walk(folder: Path) -> list[tuple[str, os.stat_result]]:
    """Return all files below a folder with what the system knows of them."""
    found: list[tuple[str, os.stat_result]] = []
    folders = [str(folder)]
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    folders.append(entry.path)
                elif not entry.name.endswith(".pyc"):
                    found.append((entry.path, entry.stat()))
    return sorted(found, key=lambda pair: pair[0])


def _is_current(folder: Path, now: Mapping[str, Any], known: Mapping[str, Any] | None) -> bool:
    return known is not None and known["inputs"] == now["inputs"] and _stands(folder, known)


def _stands(folder: Path, entry: Mapping[str, Any]) -> bool:
    """Say whether every file of an entry is there as it was written."""
    return all(_stamp(folder / name) == stamp for name, stamp in entry["files"].items())


def _stamp(file: Path) -> list[int]:
    try:
        facts = os.stat(file)
    except OSError:
        return []
    return [facts.st_size, facts.st_mtime_ns]


def _stamps(folder: Path, names: Iterable[str]) -> dict[str, list[int]]:
    return {name: _stamp(folder / name) for name in names}


def _files(record: Mapping[str, Any]) -> set[str]:
    """Return the paths of all files that a record tells of."""
    entries = [*record.get("cases", {}).values(), record.get("whole", {"files": {}})]
    return {name for entry in entries for name in entry["files"]}


def _older(folder: Path, record: Mapping[str, Any]) -> set[str]:
    """Return the paths of all files of an older site, even of one that was cut off, or whose record was deleted.

    Nothing is ours in a folder that never was a site.
    """
    is_site = bool(record) or (folder / _SIGN).is_file()
    homes = [cases.parent for cases in folder.glob("*/cases")] if is_site else []
    found = (Path(file).relative_to(folder).as_posix() for home in homes for file, _ in _walk(home))
    return _files(record) | set(found)


def _load(file: Path) -> dict[str, Any]:
    """Return what a file of JSON holds; an unreadable one, or one of another shape, counts as empty."""
    try:
        read = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _finished(folder: Path, record: Mapping[str, Any], *, is_current: bool) -> Finished:
    cases, has_address, is_searchable = record["told"]
    pages = sum(name.endswith(".html") for name in _files(record))
    return Finished(folder, cases, pages, has_address, is_searchable, is_current)
