"""Why an article cannot be written: a sign that no font has, faulty templates, of the project’s own or of ours."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateError
from lxml.etree import XMLSyntaxError

from casebook.errors import N_, CasebookError, MachineError

_PATTERNS = (
    *("*.html", "nodes/*.html", "site/*.html", "preview/*", "kit/*.md", "project/*"),
    *("styles/*.css", "fonts/fonts.conf", "word/*.xml"),
)


class LayoutWarning(Exception):
    """WeasyPrint complained, or a page is not as the layout needs it: the fault of whoever wrote the templates."""


class MissingCharacters(CasebookError):
    """The article holds characters that none of the fonts has."""

    what = N_("The fonts of the printed article lack: {where}")
    mend = N_("Write these characters another way.")


class OwnTemplates(CasebookError):
    """The project has templates or style sheets of its own, and they do not work."""

    what = N_("The project’s own templates or styles do not work ({where}): {reason}")
    mend = N_("Mend what is in the project’s folder templates, or take it out: casebook then uses its own.")


class LibraryMissing(MachineError):
    """WeasyPrint cannot begin, because a library of the system is not there."""

    what = N_("The PDF cannot be made: this machine lacks {where}.")
    mend = N_("“casebook doctor” says what to install. Until then, --to html works without it.")


@contextmanager
def needing_libraries() -> Iterator[None]:
    """Raise LibraryMissing where an import fails for want of a library; keep WeasyPrint's own words off the screen."""
    try:
        with redirect_stdout(io.StringIO()):
            yield
    except OSError as error:
        named = re.search(r"library '([^']+)'", str(error))
        raise LibraryMissing(named[1] if named else error) from error


@contextmanager
def blamed(search: tuple[Path, ...]) -> Iterator[None]:
    """Raise OwnTemplates for a fault that lies in the project's own files, those not below the last of `search`."""
    try:
        yield
    except CasebookError:
        raise
    except Exception as error:
        own = {str(file): f"{folder.name}/{file.relative_to(folder).as_posix()}" for file, folder in _own(search)}
        place = _place(error, own)
        if own and (place or isinstance(error, TemplateError | LayoutWarning | UnicodeDecodeError | XMLSyntaxError)):
            raise OwnTemplates(place or ", ".join(own.values()), reason=error) from error
        raise


def _own(search: tuple[Path, ...]) -> Iterator[tuple[Path, Path]]:
    """Yield the project's own files that make an article, each with the template folder around it."""
    for folder in search:
        if not folder.is_relative_to(search[-1]):
            around = next((other for other in folder.parents if other in search), folder)
            yield from ((file, around) for pattern in _PATTERNS for file in sorted(folder.glob(pattern)))


def _place(error: Exception, own: dict[str, str]) -> str:
    """Return the line of the project's own template in which an error arose; nothing where it arose elsewhere."""
    lines = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    return next((f"{own[file]}:{line}" for file, line in reversed(lines) if file in own), "")
