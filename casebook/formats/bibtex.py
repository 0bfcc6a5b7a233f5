"""An article's own entry in BibTeX, in UTF-8, for LaTeX and the reference managers that read it.

Source: Patashnik, “BibTeXing” (1988), for names and braces; biblatex manual for language, abstract and key words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from casebook.formats.entry.facts import Entry, entry_of
from casebook.formats.entry.inlines import Signs, marked
from casebook.nodes import Emphasis, Inline, Strong, Subscript, Superscript
from casebook.report.model import Byline, Report

TAKES = Report
SUFFIX = ".bib"

_COMMANDS: Mapping[type[Inline], Signs] = {
    Emphasis: (r"\textit{", "}"),
    Strong: (r"\textbf{", "}"),
    Superscript: (r"\textsuperscript{", "}"),
    Subscript: (r"\textsubscript{", "}"),
}
# A brace of the author's must not be written as one: BibTeX counts even those behind a backslash.
_SIGNS = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)


def write(report: Report, search: tuple[Path, ...]) -> bytes:
    """Return the entry; nothing in it depends on the template folders `search`."""
    entry = entry_of(report)
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(entry) if value)
    return f"@{'article' if entry.imprint else 'unpublished'}{{{entry.key},\n{fields}}}\n".encode()


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the fields in their order; the braces around the title keep its capitals as its authors wrote them."""
    place = entry.imprint
    yield "author", " and ".join(map(_name, entry.authors))
    yield "title", f"{{{marked(entry.title, _COMMANDS, _escaped)}}}"
    if place:
        yield "journal", _escaped(place.journal)
        yield "shortjournal", _escaped(place.abbreviation)
        yield "volume", _escaped(place.volume)
        yield "number", _escaped(place.issue)
        yield "pages", _escaped("--".join(filter(None, entry.pages)))
        yield "issn", place.issn
    yield "year", entry.year
    yield "month", entry.day[5:7].lstrip("0")
    yield "doi", entry.doi
    yield "language", entry.lang
    yield "abstract", marked(entry.abstract, _COMMANDS, _escaped)
    yield "keywords", ", ".join(map(_keyword, entry.keywords))
    yield "note", _escaped(entry.note)


def _escaped(text: str) -> str:
    return text.translate(_SIGNS)


def _name(author: Byline) -> str:
    """Return "Souza Filho, Maria Aparecida da Silva"; in braces what BibTeX would take for a particle or a list."""
    family = _whole(author.family or author.name)
    return f"{family}, {_escaped(author.given)}" if author.family and author.given else family


def _whole(name: str) -> str:
    words = name.split()
    is_at_risk = "," in name or any(word == "and" or word[0].islower() for word in words)
    return f"{{{_escaped(name)}}}" if is_at_risk else _escaped(name)


def _keyword(word: str) -> str:
    """Return a key word in the list; one with a comma (“Leukemia, Myeloid, Acute”) in braces."""
    return f"{{{_escaped(word)}}}" if "," in word else _escaped(word)
