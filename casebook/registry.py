"""Things of one kind, each in a module of its own, found by name and imported on first use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from importlib import import_module
from types import ModuleType

from casebook.errors import N_, UsageError


class UnknownName(UsageError):
    """A name that is in no registry."""

    what = N_("There is no “{where}” here.")
    mend = N_("Choose one of: {names}.")


class Registry:
    """The modules of one package that do one job, by name: `Registry(__name__, ("html", "pdf"))`.

    A hyphen in a name is an underscore in that of its file: “csl-json”, csl_json.py.
    """

    def __init__(self, package: str, names: tuple[str, ...]) -> None:
        self.package = package
        self.names = names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def load(self, name: str) -> ModuleType:
        """Import and return the module called `name`; raise UnknownName when the registry lacks it."""
        if name not in self.names:
            raise UnknownName(name, names=", ".join(self.names))
        return import_module(f"{self.package}.{name.replace('-', '_')}")


def nearest(word: str, words: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the word most like `word`, or an empty string when none is near; `cutoff` is difflib's, from 0 to 1."""
    return next(iter(get_close_matches(word, list(words), n=1, cutoff=cutoff)), "")
