"""What the site was made of, kept in build/.site.json: the state of each folder, the files of each case, its card.

The file may be deleted at any time. One that is damaged, changed by hand or of another shape counts as none.
Nothing heavy is imported here.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypedDict

from casebook import __version__
from casebook.bundles.site.finding import is_searchable
from casebook.errors import N_, MachineError, reason_of
from casebook.project import SETTINGS, TESTS, Project
from casebook.record import CannotWrite, fingerprint, fingerprint_folders, remove, walk, write_whole
from casebook.registry import Registry

if TYPE_CHECKING:
    from casebook.bundles.site.card import Card

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_RECORD, _BEGUN, _LOCK = ".site.json", ".site.begun", ".site.lock"
_SIGN, _MAP = "assets/colours.css", "sitemap.xml"
_LANGUAGES = Registry("casebook", ("languages",))
_CODE = Path(__file__).resolve().parents[2]
Stamps = dict[str, list[int]]


class State(TypedDict):
    """One folder: the sizes and times of its files, and the fingerprint of their bytes."""

    stat: str
    inputs: str


class Shared(TypedDict):
    """What all pages depend on: one fingerprint of all of it, the folders in it, and the logo's path in the project."""

    inputs: str
    folders: dict[str, State]
    logo: str


class Made(TypedDict):
    """One case: of what state of its folder, which files with their sizes and times, its card or why it has none.

    `withheld` has its figures that are not shown, and why.
    """

    state: State
    why: str
    withheld: dict[str, str]
    files: Stamps
    card: Card | None


class Record(TypedDict):
    """The whole site: what was made for each case, and the files that depend on more than one."""

    shared: Shared
    cases: dict[str, Made]
    whole: Stamps
    has_address: bool
    is_searchable: bool


class Busy(MachineError):
    """Another process is writing this site."""

    what = N_("The site in {where} is being made already, by another “casebook site”.")
    mend = N_("Wait until that one is done, and start again.")


def site_folder(project: Project) -> Path:
    """Return where the site of a project is written."""
    return project.output / "site"


def load_record(project: Project) -> Record | None:
    """Return what was noted of a site, whole and as this very code wrote it; None where there is no such record."""
    with suppress(OSError, ValueError, RecursionError):
        head, _, body = (project.output / _RECORD).read_bytes().partition(b"\n")
        if head == _seal(body):
            read: Record = json.loads(b"{" + body)
            return read
    return None


def save_record(project: Project, record: Record) -> None:
    """Write down what was made of what; raise CannotWrite, CannotRemove."""
    body = json.dumps(record)[1:].encode()
    write_whole(project.output / _RECORD, _seal(body) + b"\n" + body)
    remove(project.output / _BEGUN)


def begin_record(project: Project) -> None:
    """Note that a site is being written, so that one that is cut off before its end is known for it."""
    write_whole(project.output / _BEGUN, b"")


def _seal(body: bytes) -> bytes:
    """Return the first line of a record: the fingerprint of this module, which gives it its shape, and of the rest."""
    shape = fingerprint(Path(__file__)).encode()
    return b'{"seal": "%s",' % hashlib.sha256(shape + body).hexdigest().encode()


def shared_state(project: Project, downloads: tuple[str, ...], known: Shared | None) -> Shared:
    """Return what all pages depend on: templates, catalogues, our code, the settings, the logo, Pagefind."""
    folders = (*project.search("templates"), *project.search("locales"), _CODE)
    states = known["folders"] if known else {}
    noted = {str(folder): state_of(folder, states.get(str(folder))) for folder in folders}
    logo = known["logo"] if known else ""
    words = [
        __version__,
        *downloads,
        fingerprint(project.root / SETTINGS),
        fingerprint(project.root / logo) if logo else "",
        fingerprint(project.cases / TESTS),
        str(is_searchable()),
        *(state["inputs"] for state in noted.values()),
    ]
    return Shared(inputs=hashlib.sha256("\0".join(words).encode()).hexdigest(), folders=noted, logo=logo)


def state_of(folder: Path, known: State | None) -> State:
    """Return the state of a folder: the fingerprint of its files, read again only where a size or a time changed."""
    whole = hashlib.sha256()
    for file, facts in walk(folder):
        whole.update(f"\0{file}\0{facts.st_size}\0{facts.st_mtime_ns}".encode(errors="surrogateescape"))
    stat = whole.hexdigest()
    return known if known and known["stat"] == stat else State(stat=stat, inputs=fingerprint_folders((folder,)))


def stand(folder: Path, files: Stamps) -> bool:
    """Say whether every file is there as it was written."""
    return stamps(folder, files) == files


def stamps(folder: Path, names: Iterable[str]) -> Stamps:
    """Return the size and the time of files by their paths in the site; nothing of one that is not there."""
    return {name: _stamp(folder / name) for name in names}


def _stamp(file: Path) -> list[int]:
    try:
        facts = os.stat(file)
    except OSError:
        return []
    return [facts.st_size, facts.st_mtime_ns]


def files_of(record: Record) -> set[str]:
    """Return the paths in the site of all files that a record tells of."""
    return {*record["whole"], *(name for made in record["cases"].values() for name in made["files"])}


def was_cut_off(project: Project) -> bool:
    """Say whether a site was begun since the record was written."""
    return (project.output / _BEGUN).is_file()


def older_files(project: Project, record: Record | None) -> set[str]:
    """Return the paths of all files of an older site, even of one that was cut off, or whose record was deleted.

    Of such a one, all that stands in its own folders; nothing of a folder that never was a site.
    """
    folder, has_begun = site_folder(project), was_cut_off(project)
    if record and not has_begun:
        return files_of(record)
    if not (has_begun or (project.output / _RECORD).is_file() or (folder / _SIGN).is_file()):
        return set()
    own = ("assets", *_LANGUAGES.load("languages").available(project.search("locales")))
    return {_MAP, *(name for home in own for name in files_below(folder, home)), *(files_of(record) if record else ())}


def files_below(folder: Path, home: str) -> Iterator[str]:
    """Yield the paths in a site of all files in one of its folders."""
    return (Path(file).relative_to(folder).as_posix() for file, _ in walk(folder / home))


def take_away(folder: Path, names: Iterable[str]) -> None:
    """Take away files of a site, and the folders that are empty then; never what lies outside of it.

    Raises CannotRemove.
    """
    files = [folder / name for name in names if _is_inside(folder, name)]
    for file in files:
        remove(file)
    for parent in sorted({file.parent for file in files}, key=lambda path: -len(path.parts)):
        with suppress(OSError):
            parent.rmdir()


def _is_inside(folder: Path, name: str) -> bool:
    """Say whether a path leads to a place in the site, whatever links stand in the way."""
    return (folder / name).parent.resolve().is_relative_to(folder.resolve())


@contextmanager
def alone(project: Project) -> Iterator[None]:
    """Keep other processes from writing the same site meanwhile; the system ends this with the process.

    Raises Busy, CannotWrite.
    """
    place = project.output / _LOCK
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        file = place.open("ab")
    except OSError as error:
        raise CannotWrite(place.name, reason=reason_of(error)) from error
    with file:
        try:
            _lock(file)
        except (BlockingIOError, PermissionError) as error:
            raise Busy(site_folder(project)) from error
        except OSError:  # a network drive that knows no locks
            pass
        yield


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
