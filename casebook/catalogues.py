"""Catalogues: the files locales/<code>.po of one language, read as one, and what can be wrong with somebody's own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Formatter

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from casebook.errors import N_, UsageError, reason_of
from casebook.project import bundled

_PLURAL = r'"Plural-Forms: nplurals=2; plural=(n != 1);\n"'
# A line of a catalogue (gettext manual, “The Format of PO Files”); Babel reads words without their marks, and cuts them
_LINE = re.compile(r'(?:#.*|(?:(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s+)?"(?:[^"\\]|\\.)*"|)\s*')
_BEFORE = {"msgid_plural": "msgid", "msgstr": "msgid", "msgstr[0]": "msgid_plural"}  # what a translation must follow
_COUNTED = 1000  # numbers for which the formula of the plural is tried
_HEADER = 'msgid ""\nmsgstr ""\n"Language: {code}\\n"'


class FaultyCatalogue(UsageError):
    """A catalogue that cannot be read at some line."""

    what = N_("The catalogue {where} cannot be understood here.")
    mend = N_("Write msgid and msgstr at the beginning of a line, and behind each its words between quotation marks.")


class UnreadableCatalogue(FaultyCatalogue):
    """A catalogue that cannot be opened."""

    what = N_("The catalogue {where} cannot be read: {reason}.")
    mend = N_("Check that it is a file, and that you may read it.")


class CatalogueNotUtf8(FaultyCatalogue):
    """A catalogue in another encoding."""

    what = N_("The catalogue {where} is not saved as UTF-8.")
    mend = N_("Open it in your editor, choose “Save as”, set the encoding to UTF-8 and save.")


class BadHeader(FaultyCatalogue):
    """A header that cannot be read, such as one that does not say how the language forms its plural."""

    what = N_("The header of the catalogue {where} cannot be understood; look at its line “Plural-Forms”.")
    mend = N_("Copy that line from a catalogue of the same language, or write:\n{example}")


class NoLocale(FaultyCatalogue):
    """A catalogue whose header names no language that CLDR knows."""

    what = N_("The catalogue {where} does not say which language it is in.")
    mend = N_("Begin it with these lines, with the code of the language:\n{example}")


class UnknownField(FaultyCatalogue):
    """A translation that names a field which its message does not have."""

    what = N_("The translation in {where} holds “{field}”, which its message does not have.")
    mend = N_("Write between braces only what the message itself has: {names}.")


def read_catalogues(code: str, files: Sequence[Path]) -> tuple[Locale, Translations, frozenset[str]]:
    """Return the locale and the words of the language `code` from its catalogues, an entry of the first going first.

    With them comes which messages they translate, a plural one by its singular.

    Raises FaultyCatalogue.
    """
    catalogue, *own = [_read(file) for file in reversed(files)]
    for other in own:
        _go_before(catalogue, other)
    if catalogue.locale is None:
        raise NoLocale(_shown(files[-1]), example=_HEADER.format(code=code))
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    try:
        translations = Translations(compiled)
        forms = {translations.plural(number) for number in range(_COUNTED)}
    except (ValueError, ArithmeticError) as error:  # gettext reads the formula of the plural
        raise BadHeader(_shown(files[-1]), example=_PLURAL) from error
    if not forms <= {*range(catalogue.num_plurals)}:
        raise BadHeader(_shown(files[-1]), example=_PLURAL)
    return catalogue.locale, translations, frozenset(_translated(catalogue))


def _translated(catalogue: Catalog) -> Iterator[str]:
    for message in catalogue:
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and all(said) and not message.fuzzy:
            yield str(message.id if isinstance(message.id, str) else message.id[0])


def _read(file: Path) -> Catalog:
    """Return the messages of a file; raise FaultyCatalogue. Those that casebook ships are held to it by its tests."""
    is_own = file.parent != bundled("locales")
    try:
        text = file.read_bytes().decode("utf-8-sig")
        catalogue = read_po(_sound(text, file) if is_own else io.StringIO(text), abort_invalid=True)
    except OSError as error:
        raise UnreadableCatalogue(_shown(file), reason=reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise CatalogueNotUtf8(_shown(file)) from error
    except PoFileError as error:
        raise FaultyCatalogue(_shown(file, error.lineno + 1)) from error
    except (ValueError, LookupError) as error:
        raise BadHeader(_shown(file), example=_PLURAL) from error
    catalogue.charset = "utf-8"  # whatever the header says: it was read as that
    for message in catalogue if is_own else ():
        _must_fill(message, file)
    return catalogue


def _sound(text: str, file: Path) -> io.StringIO:
    """Return the lines of a catalogue; raise FaultyCatalogue for the first that is none of one, or out of its place."""
    before = ""
    for number, line in enumerate(text.split("\n"), 1):
        read = _LINE.fullmatch(line.strip())
        if read is None or _BEFORE.get(read[1], before) != before:
            raise FaultyCatalogue(_shown(file, number))
        before = read[1] or before
    return io.StringIO(text)


def _must_fill(message: Message, file: Path) -> None:
    """Raise UnknownField where a translation names a field that its message lacks: nothing would fill it in."""
    originals, translated = (words if isinstance(words, tuple) else (words,) for words in (message.id, message.string))
    if not message.id or message.fuzzy:
        return
    known = {name for words in originals for name in _fields(str(words))}
    for unknown in (name for words in translated for name in _fields(str(words or "")) if name not in known):
        names = ", ".join(f"{{{name}}}" for name in sorted(known)) or "–"
        raise UnknownField(_shown(file, message.lineno), field=unknown, names=names)


def _fields(words: str) -> Iterator[str]:
    """Yield the names between braces, with a colon where more stands behind one; a lone brace counts as a name."""
    try:
        parts = Formatter().parse(words)
        yield from (f"{name}:" if how or turned else name for _, name, how, turned in parts if name is not None)
    except ValueError:
        yield "{" if words.count("{") > words.count("}") else "}"


def _shown(file: Path, line: int | None = None) -> str:
    """Return a catalogue as messages name it: "locales/pt.po:12"."""
    return f"{file.parent.name}/{file.name}" + (f":{line}" if line else "")


def _go_before(catalogue: Catalog, own: Catalog) -> None:
    """Put what `own` translates in the place of the same messages of `catalogue`; its header is not needed."""
    for message in own:
        if message.id and any(message.string or ()) and not message.fuzzy:
            catalogue.delete(message.id)
            catalogue[message.id] = message
    if own.locale:
        catalogue.locale = own.locale
