"""Citation styles: CSL files in the template folders, given the words of one language."""

from __future__ import annotations

from pathlib import Path

from casebook.errors import N_, CasebookError, UsageError
from casebook.languages import Language
from casebook.project import bundled
from casebook.references.words import locale_xml


class UnknownStyle(UsageError):
    """A citation style that no template folder holds."""

    what = N_("There is no citation style “{where}”.")
    mend = N_("Choose one of: {names}. A style is one file: templates/csl/<name>.csl.")


class BrokenStyle(CasebookError):
    """A citation style that is no well-formed CSL."""

    what = N_("The citation style “{where}” cannot be read: {reason}.")
    mend = N_("Mend the file, or use a style that casebook brings.")


def find_style(style: str, search: tuple[Path, ...] = ()) -> Path:
    """Return the file `csl/<style>.csl` in the first of the template folders `search` (else of those casebook ships).

    Raises UnknownStyle when none has it.
    """
    folders = [folder / "csl" for folder in search or (bundled("templates"),)]
    files = [folder / f"{style}.csl" for folder in folders]
    names = {file.stem for folder in folders for file in folder.glob("*.csl")}
    if style not in names:
        raise UnknownStyle(style, names=", ".join(sorted(names)))
    return next(file for file in files if file.is_file())


def style_in(file: Path, language: Language) -> str:
    """Return the text of a style with the words of `language` in it; raise BrokenStyle when it cannot be read."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BrokenStyle(file.name, reason=fault) from fault
    before, end_of_info, after = text.partition("</info>")
    if not end_of_info:
        raise BrokenStyle(file.name, reason="</info>?")
    return before + end_of_info + locale_xml(language) + after
