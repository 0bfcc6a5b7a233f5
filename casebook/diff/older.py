"""The older version of a case: a folder, or what git knows of a revision, laid out in a folder that is taken away.

Beside it stands what a case needs and git does not keep: the private dates, and the project's own tests.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from casebook.case.private import FILE as PRIVATE
from casebook.errors import N_, MachineError, UsageError, reason_of
from casebook.project import TESTS, Project

_CASE = "case.yaml"


class NoCaseThere(UsageError):
    """A folder that holds no case."""

    what = N_("The folder {where} holds no {file}.")
    mend = N_("Write the folder in which the older {file} of this case lies.")


class NoGit(MachineError):
    """A revision is asked for where there is no git."""

    what = N_("“{where}” is no folder, and git, which could know an older version of that name, is not installed.")
    mend = N_("Write the folder that holds the older version, or install git.")


class NotVersioned(UsageError):
    """A revision is asked for, and the project is in no repository."""

    what = N_("“{where}” is no folder, and git keeps no older versions of this project.")
    mend = N_("Write the folder that holds the older version of the case: casebook diff {slug} FOLDER.")


class NoSuchRevision(UsageError):
    """A name that is neither a folder nor a revision."""

    what = N_("“{where}” is neither a folder nor a version that git knows.")
    mend = N_("“git log --oneline” lists the versions; write the short name at the beginning of a line, or a tag.")


class NotYet(UsageError):
    """A revision in which the case was not there."""

    what = N_("The case “{slug}” did not exist in version {where}, or was called otherwise.")
    mend = N_("Take a later version; “git log --oneline -- {path}” lists those in which it changed.")


class GitFailed(MachineError):
    """Git refuses for a reason of its own."""

    what = N_("git could not show version {where}: {reason}.")
    mend = N_("Mend what git says, or write the folder that holds the older version.")


@dataclass(frozen=True, slots=True)
class Older:
    """Where the older version lies, and how it is called: "v1 (3f2a1bc)" or the folder's name."""

    folder: Path
    name: str


@contextmanager
def older_version(project: Project, slug: str, asked: str) -> Iterator[Older]:
    """Lay out the version that `asked` names, a folder or a revision of git; it goes when the caller is done.

    Raises NoCaseThere, NoGit, NotVersioned, NoSuchRevision, NotYet or GitFailed.
    """
    folder = Path(asked).parent if Path(asked).name == _CASE and Path(asked).is_file() else Path(asked)
    with TemporaryDirectory(prefix="casebook-") as temporary:
        name = asked
        laid = Path(temporary) / (folder.name or "older" if folder.is_dir() else asked.replace(os.sep, "-")) / slug
        if folder.is_dir():
            found = _home(folder, slug)
            shutil.copytree(found, laid)
            _borrow(found.parent / TESTS, laid.parent / TESTS)
        else:
            name = _checked_out(project, slug, asked, laid)
        _borrow(project.cases / TESTS, laid.parent / TESTS)
        _borrow(project.cases / slug / PRIVATE, laid / PRIVATE)
        yield Older(laid, name)


def _home(folder: Path, slug: str) -> Path:
    """Return the case folder in a folder that is it, or an older copy of the cases or of the whole project."""
    for one in (folder, folder / slug, folder / "cases" / slug):
        if (one / _CASE).is_file():
            return one
    raise NoCaseThere(folder, file=_CASE)


def _borrow(source: Path, target: Path) -> None:
    """Copy a file that the older version lacks, where there is one."""
    if source.is_file() and not target.exists():
        shutil.copyfile(source, target)


def _checked_out(project: Project, slug: str, revision: str, into: Path) -> str:
    """Write the files that the case had in a revision into a folder, and return how the revision is called."""
    if not shutil.which("git"):
        raise NoGit(revision)
    inside = _git(project.cases, "rev-parse", "--show-toplevel", "--show-prefix")
    if inside.returncode:
        raise NotVersioned(revision, slug=slug)
    top, prefix, *_ = inside.stdout.decode().split("\n")
    root = Path(top)
    known = _git(root, "rev-parse", "--verify", "--quiet", "--short", "--end-of-options", f"{revision}^{{commit}}")
    if known.returncode:
        raise NoSuchRevision(revision)
    commit = known.stdout.decode().strip()
    if _git(root, "cat-file", "-e", f"{commit}:{prefix}{slug}/{_CASE}").returncode:
        raise NotYet(revision, slug=slug, path=f"{project.cases.name}/{slug}")
    _extract(_archived(root, f"{commit}:{prefix}{slug}", revision), into)
    tests = _git(root, "show", f"{commit}:{prefix}{TESTS}")
    if not tests.returncode:
        (into.parent / TESTS).write_bytes(tests.stdout)
    return revision if revision == commit else f"{revision} ({commit})"


def _archived(root: Path, tree: str, revision: str) -> bytes:
    done = _git(root, "archive", "--format=tar", tree)
    if done.returncode:
        raise GitFailed(revision, reason=done.stderr.decode(errors="replace").strip() or "?")
    return done.stdout


def _extract(archive: bytes, into: Path) -> None:
    """Write the files of an archive below a folder; links and whatever leads out of it are left."""
    into.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            target = (into / member.name).resolve()
            content = tar.extractfile(member) if member.isfile() else None
            if content and target.is_relative_to(into.resolve()):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)
    except OSError as fault:
        raise GitFailed(words[-1], reason=reason_of(fault)) from fault
