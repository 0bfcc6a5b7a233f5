"""HTML and Markdown that a text does not read, and that is printed as typed: <b>, &nbsp;, ![](a.png), rows of pipes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import Passage, passages
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.prose import masked

ABOUT = About(
    N_("HTML and Markdown that a text does not read, and that is printed as typed."),
    N_(
        "Words pasted from a page or from another program bring its marks along. In a text, marks are few, so that "
        "medicine prints as typed; p<0.01 and |x| are no marks."
    ),
    ("HTML Living Standard, 13.5 (named character references)", "CommonMark 0.31; GitHub Flavored Markdown (tables)"),
)
TAG = Kind(
    "unread.html",
    Severity.WARNING,
    N_("“{typed}” is printed as typed: HTML is not read."),
    N_("Take it out, and its end; for italics write *words*, for bold **words**, and ^2^ or ~2~ to raise or lower."),
)
CHARACTER = Kind(
    TAG.code,
    TAG.severity,
    TAG.what,
    N_("Write the character itself: “{mended}”."),
)
PICTURE = Kind(
    "unread.markdown",
    Severity.WARNING,
    N_("“{typed}” is printed as typed: it makes no picture."),
    N_("Name the file under “figures”, and write @fig:NAME where the text speaks of it."),
)
TABLE = Kind(
    PICTURE.code,
    Severity.WARNING,
    N_("“{typed}” is printed as typed: lines with | make no table."),
    N_("Write its rows under “tables”, or name a CSV file there, and write @tab:NAME where the text speaks of it."),
)
LINK = Kind(
    PICTURE.code,
    Severity.WARNING,
    N_("“{typed}” is printed as typed: such an address makes no link."),
    N_("Write an address that begins with https:, mailto: or doi: between the parentheses."),
)

_NAMES = (
    "p|br|b|i|u|s|a|em|strong|sub|sup|span|div|font|center|small|big|table|thead|tbody|tr|td|th|ul|ol|li|h[1-6]|img|hr"
    "|blockquote|code|pre|o:p"
)
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_NAMES})(?P<more>(?:\s+[\w:-]+\s*=[^<>\n]*)?\s*/?)>", re.IGNORECASE)
_CHARACTER = re.compile(r"&(?:#\d{1,6}|#[xX][\da-fA-F]{1,5}|[A-Za-z][A-Za-z\d]{1,30});")
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\s]+\)")
_LINK = re.compile(r"(?<!!)\[[^\[\]\n]+\]\((?:http://|www\.)[^()\s]+\)", re.IGNORECASE)
# A row above a line of dashes, or two rows between pipes; then all that follow
_TABLE = re.compile(
    r"""^[ \t]*(?:
      (?P<a>\S[^\n]*\|[^\n]*)\n[ \t]*(?=[^\n]*\|)\|?(?:[ \t]*:?-{2,}:?[ \t]*(?:\||$))+[ \t]*$
    | (?P<b>\|[^\n]+\|)[ \t]*\n[ \t]*\|[^\n]+\|[ \t]*$
    )(?:\n[^\n]*\|[^\n]*)*""",
    re.VERBOSE | re.MULTILINE,
)
_UNSAFE = frozenset("\"'\\{}[]#:,&*\n")  # of which YAML or a text would make something else


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each mark of HTML or Markdown that would be printed."""
    for passage in passages(case):
        words = masked(passage.raw)
        yield from _tags(passage, words) if "<" in words else ()
        yield from _characters(passage, words) if "&" in words else ()
        for kind, pattern in ((PICTURE, _PICTURE), (LINK, _LINK)):
            yield from (passage.tell(kind, match) for match in pattern.finditer(words))
        for match in _TABLE.finditer(words) if "|" in words else ():
            yield passage.tell(TABLE, match, "a" if match["a"] else "b")


def _tags(passage: Passage, words: str) -> Iterator[Finding]:
    """Yield a warning for each tag; for one that ends another none, and none for a bare letter that nothing ends.

    “a <b> c” may compare, and <p> stand for a signal.
    """
    found = list(_TAG.finditer(words))
    opened = {match["name"].lower() for match in found if not match["end"]}
    ended = {match["name"].lower() for match in found if match["end"]}
    for match in found:
        name = match["name"].lower()
        is_sure = len(name) > 1 or match["more"].strip() or name in ended
        if is_sure and not (match["end"] and name in opened):
            yield passage.tell(TAG, match)


def _characters(passage: Passage, words: str) -> Iterator[Finding]:
    for match in _CHARACTER.finditer(words):
        if match[0][1] == "#" or match[0][1:] in html5:
            meant = unescape(match[0]).replace("\N{NO-BREAK SPACE}", " ")
            yield passage.tell(CHARACTER, match, fix=meant if _UNSAFE.isdisjoint(meant) else None, mended=meant)
