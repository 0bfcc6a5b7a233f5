"""One Language: its words from a gettext catalogue, its dates, numbers, lists and plurals from CLDR.

A language is one file `locales/<code>.po`; the header `Language: pt_BR` names the CLDR locale, from which the BCP 47
tag follows. Catalogues are read at run time, so a new one needs no compiling. A project's own locales/<code>.po may
hold nothing but the entries that it words otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date as Date
from functools import cached_property, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.support import Translations

from casebook.catalogues import read_catalogues
from casebook.errors import N_, UsageError
from casebook.project import bundled

_OF_MESSAGES = "en"  # in which the code words every message


class UnknownLanguage(UsageError):
    """A language that has no catalogue."""

    what = N_("There is no language “{where}” here.")
    mend = N_("Choose one of: {names}. A new language is one file: locales/<code>.po.")


@dataclass(frozen=True, eq=False)
class Language:
    """One language: `code` as written in a case ("pt"), its CLDR locale, and its catalogue.

    `known` are the messages that the catalogue translates; `unsaid` are those it was asked for and does not know.
    `loaded` is the language of which this one is a listening copy.
    """

    code: str
    locale: Locale
    translations: Translations = field(repr=False)
    known: frozenset[str] = field(default=frozenset(), repr=False)
    unsaid: set[str] = field(default_factory=set, repr=False)
    loaded: Language | None = field(default=None, repr=False)

    @property
    def tag(self) -> str:
        """The BCP 47 tag: "pt-BR"."""
        return str(self.locale).replace("_", "-")

    @property
    def name(self) -> str:
        """The language's name in itself, as a link to it words it: "Português"."""
        return (self.locale.get_display_name() or self.code).split(" (")[0].capitalize()

    def listening(self) -> Language:
        """Return this language with nothing `unsaid` yet."""
        return replace(self, unsaid=set(), loaded=self.itself)

    @property
    def itself(self) -> Language:
        """The language as it was loaded, the same for all that listen to it."""
        return self.loaded or self

    def knows(self, message: str) -> bool:
        """Say whether the catalogue has a message; every one is worded in English already."""
        return message in self.known or self.locale.language == _OF_MESSAGES

    def _note(self, message: str) -> None:
        if message and not self.knows(message):
            self.unsaid.add(message)

    def words(self, message: str, **fields: object) -> str:
        """Return `message` in this language with its `{fields}` filled in."""
        self._note(message)
        return self.translations.ugettext(message).format_map(fields) if message else ""

    def plural(self, one: str, many: str, number: int, **fields: object) -> str:
        """Return the plural form of this language for `number`; `{n}` in the message is the number, printed."""
        self._note(one)
        chosen = self.translations.ungettext(one, many, number)
        return chosen.format_map({"n": self.number(str(number)), **fields})

    @cached_property
    def decimal_mark(self) -> str:
        return str(self.locale.number_symbols["latn"]["decimal"])

    @cached_property
    def group_mark(self) -> str:
        return str(self.locale.number_symbols["latn"]["group"])

    def number(self, digits: str) -> str:
        """Return a plain number ("45730", "7.10", "-3") in this language's marks, every digit typed kept."""
        sign, digits = ("−", digits[1:]) if digits[:1] in "-−" and digits[1:] else ("", digits)
        whole, point, fraction = digits.partition(".")
        groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)]
        return sign + self.group_mark.join(reversed(groups)) + (self.decimal_mark + fraction if point else "")

    def date(self, value: Date) -> str:
        """Return a date in this language's long form: "April 5, 2013", "5 de abril de 2013", "1º de julho de 2013"."""
        pattern = str(self.locale.date_formats["long"].pattern)
        first = self.words("1 (day of the month)").split(" (")[0]  # CLDR does not know that Brazil writes 1º
        if value.day == 1 and first != "1":
            pattern = re.sub(r"('[^']*')|d+", lambda part: part[1] or f"'{first}'", pattern)
        return format_date(value, pattern, locale=self.locale)

    def listing(self, items: tuple[str, ...]) -> str:
        """Return "A, B, and C" or "A, B e C"."""
        return format_list(items, locale=self.locale)

    def country(self, code: str) -> str:
        """Return a country's name by its ISO 3166 code: "Brazil", "Brasil"; the code itself where CLDR has none."""
        return str(self.locale.territories.get(code, code))


def available(search: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """Return the codes of all languages that have a catalogue, sorted."""
    return tuple(sorted({file.stem for folder in search or (bundled("locales"),) for file in folder.glob("*.po")}))


@lru_cache(maxsize=32)
def load_language(code: str, search: tuple[Path, ...] = ()) -> Language:
    """Return the Language called `code`: its catalogues in all folders of `search`, an entry of the first going first.

    Raises UnknownLanguage when no folder has one, and FaultyCatalogue when one cannot be used.
    """
    folders = search or (bundled("locales"),)
    files = [file for folder in folders if (file := folder / f"{code}.po").exists()]
    if not files:
        raise UnknownLanguage(code, names=", ".join(available(folders)))
    return Language(code, *read_catalogues(code, files))


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Return the names of all countries, and of the regions of CLDR, in every language that casebook ships."""
    return frozenset(str(name) for code in available() for name in load_language(code).locale.territories.values())
