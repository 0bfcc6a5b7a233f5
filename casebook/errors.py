"""The errors that stop a run, and the marker for every sentence that the catalogues translate.

    CasebookError            exit 1: something in the author's hands stops the run
    ├── UsageError           exit 2: what was asked for is not there, or cannot be used
    └── MachineError         exit 1: the machine lacks something (room on the disk, a library)

Faults of a manuscript are not errors: they are findings (see findings.py) and are shown all at once.
"""

from __future__ import annotations

import errno


def N_(message: str) -> str:
    """Return `message` unchanged; Babel collects it, and whoever prints it translates it."""
    return message


# Why the system refuses a file, by errno(3).
REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("your share of the disk is full"),
    errno.EROFS: N_("the disk can only be read"),
    errno.EACCES: N_("you lack the permission"),
    errno.EPERM: N_("you lack the permission"),
    errno.ENOENT: N_("it is not there"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of its path is a file, not a folder"),
    errno.EEXIST: N_("something else stands there"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ELOOP: N_("its links lead in a circle"),
    errno.EIO: N_("the disk does not answer as it should"),
    errno.EADDRINUSE: N_("another program uses it already"),
    errno.EMFILE: N_("too many files are open at a time"),
}


def reason_of(error: Exception) -> str:
    """Return why a file cannot be read or written: a message id of REASONS, else the system's own words."""
    number = error.errno if isinstance(error, OSError) else None
    return REASONS.get(number or 0) or getattr(error, "strerror", None) or str(error)


class CasebookError(Exception):
    """A run cannot go on: `what` and `mend` are message ids whose `{fields}` this object holds.

    `findings` are those that led to it, told before it.
    """

    what: str = N_("The run cannot go on.")
    mend: str = ""
    exit_code: int = 1

    def __init__(self, where: object = "", findings: tuple[object, ...] = (), **fields: object) -> None:
        self.where = str(where)
        self.findings = findings
        self.fields = {name: str(value) for name, value in fields.items()}
        super().__init__(self.what.format_map({"where": self.where, **self.fields}))

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error cross from a worker process with its fields."""
        return _again, (type(self), self.where, self.findings, self.fields)


def _again(
    kind: type[CasebookError], where: str, findings: tuple[object, ...], fields: dict[str, str]
) -> CasebookError:
    return kind(where, findings, **fields)


class UsageError(CasebookError):
    """The words typed ask for a thing that does not exist or cannot be done."""

    what = N_("That command cannot be carried out.")
    exit_code = 2


class MachineError(CasebookError):
    """The machine lacks something that the run needs."""

    what = N_("This machine lacks something that the run needs.")
