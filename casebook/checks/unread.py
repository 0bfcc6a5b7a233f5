"""What looks like a citation, a mention, a value, a footnote or a list, and is printed as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.blocks.rows import Noted
from casebook.case import Case
from casebook.case.texts import every_text
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity
from casebook.journals.words import CHART_PARTS, SECTIONS
from casebook.meant import meant
from casebook.prose import masked
from casebook.report.names import names_of
from casebook.source import Scalar

ABOUT = About(
    N_("What looks like a citation, a mention, a value, a footnote, a heading or a list, and is printed as typed."),
    N_(
        "In the text, marks are few, so that medicine prints as typed; a mark that is written almost right "
        "would be printed too, unless somebody says so."
    ),
    ("docs/case-format.md (casebook guide)",),
)
CITATION = Kind(
    "unread.citation",
    Severity.WARNING,
    N_("“{typed}” is printed as typed: it is not written as a citation."),
    N_("To cite, write [@{name}]."),
)
MENTION = Kind(
    "unread.mention",
    Severity.WARNING,
    N_("“{typed}” is printed as typed: it is not written as the mention of a figure or a table."),
    N_("Write @fig:NAME for a figure and @tab:NAME for a table, without spaces."),
)
VALUE = Kind(
    "unread.value",
    Severity.WARNING,
    N_("“{typed}” is printed as typed, with its braces."),
    N_("To print the value, write {{{name}}}, with one brace on each side and no spaces."),
)
NEARLY = Kind(VALUE.code, VALUE.severity, VALUE.what, N_("Did you mean {{{name}}}? For a brace as such write \\{{."))
HALF = Kind(
    VALUE.code, VALUE.severity, N_("“{typed}” is printed as typed: a brace is missing on its other side."), VALUE.mend
)
CELL = Kind(
    "unread.cell",
    Severity.NOTE,
    N_("“{typed}” is printed as typed: in a column declared “as: {column}” no value is read."),
    N_("To print the value, declare the column “as: number” or “as: text”."),
)
PANEL = Kind(
    "unread.panel",
    Severity.WARNING,
    N_("“.{typed}” behind the mention of the figure is printed as typed: a panel is one capital letter."),
    N_("Write @fig:{name}.{panel}."),
)
FOOTNOTE = Kind(
    "unread.footnote",
    Severity.WARNING,
    N_("“{typed}” is printed as typed: it is not written as the mark of a footnote."),
    N_("In a table write [^NAME], without spaces; the name begins with a letter and stands under “footnotes”."),
)
LIST = Kind(
    "unread.list",
    Severity.WARNING,
    N_("“{typed}” does not begin an item of a list here: the line is printed as part of the paragraph."),
    N_("Leave a blank line before the list, and begin its items with “- ” or with 1. 2. 3."),
)
HEADING = Kind(
    "unread.heading",
    Severity.WARNING,
    N_("“{typed}” makes no heading: it is printed as typed."),
    N_("Give that part a section of its own, with “title:” and “text:”; a comment stands outside the text."),
)
COMMENT = Kind(
    "unread.comment",
    Severity.WARNING,
    N_("“{typed}” is printed: in the lines behind “|” there are no comments."),
    N_("Take it out, or move it to a line of its own outside the text."),
)
FIELD = Kind(
    "unread.field",
    Severity.WARNING,
    N_("“{typed}” looks like a field, and is printed as part of the text above it."),
    N_("If it is a field, begin it, and all that belongs to it, further left: under the fields beside it."),
)
FILE = Kind(
    "unread.file",
    Severity.ERROR,
    N_("“{typed}” is not read: only a file whose name ends in .md can stand in the place of a text."),
    N_("Save the text as plain text (UTF-8) in a file whose name ends in .md, and write that name."),
)
FILE_IN_FILE = Kind(
    "unread.file-in-file",
    Severity.WARNING,
    N_("This file holds nothing but “{typed}”, which is printed as typed."),
    N_("Write the text in this file; if it stands in the other one, write the name of that one in case.yaml."),
)
NUMBER = Kind(
    "unread.typed-number",
    Severity.WARNING,
    N_("“{typed}” is printed as typed, and does not lead to a reference: casebook numbers them itself."),
    N_("To cite, write [@KEY], with the key of the reference in the file of references."),
)
LABEL = Kind(
    "unread.typed-label",
    Severity.WARNING,
    N_("“{typed}” is printed as typed, and leads nowhere: casebook numbers figures and tables itself."),
    N_("Write @fig:NAME or @tab:NAME; the word and the number are printed for it."),
)
WORD = Kind(
    "unread.doubled-word",
    Severity.WARNING,
    N_("“{typed}” is printed twice here: “{token}” prints the word too."),
    N_("Write “{token}” alone."),
)

_MENTION = re.compile(r"(?<!\w)@\s*(?:fig(?:ura|ure)?|tab(?:ela|le)?)s?\s*[:.]\s*\w+", re.IGNORECASE)
_KEY = re.compile(r"(?<![\w.])@ ?([A-Za-z0-9][\w:.-]*\w)")
_VALUE = re.compile(r"(?<!\\)\{+\s*([^\W\d_][^{}:\n]*?)\s*(?::\s*(\w+)\s*)?\}+")
_SET = re.compile(r"\{(?![^{}]*\w\s+\w)[^{}]*\}")  # {1, 2} and {a}; between two halves stand words
_PANEL = re.compile(r"(?<!\w)@fig:([\w-]+)\.([a-z]\d?)(?!\w)")
_FOOTNOTE = re.compile(r"\[ *\^ *[\w-]+ *\]|\^\[\w[\w-]*\]")
_ITEM = re.compile(r"^(?:[-•·–*] |\(?[a-z\d]{1,2}\) )(?=\S).*", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} \S.*", re.MULTILINE)
_COMMENT = re.compile(r"(?<=\S)[ \t]+(#[ \t]+\S.*)")
_PARTS = "|".join((*SECTIONS, *CHART_PARTS))
_FIELD = re.compile(rf"^[ \t]*((?:{_PARTS}):(?:[ \t].*)?|[a-z][\w-]*:[ \t]*[|>][-+]?)$", re.MULTILINE)
_FILE = re.compile(r"\s*(\S+\.(?:txt|pdf|markdown|MD|md)|[^\n]{1,80}\.(?:docx?|odt|rtf))\s*")
# Not 5 [3–8], a median; not [18]F, an isotope; not the cells of a karyotype, t(9;22)(q34;q11.2)[20]
_NUMBER = re.compile(r"(?<![\w\]])(?<!\d )(?<!\d\))\[\d{1,2}(?:\s?[,;–-]\s?\d{1,2})*\](?![\w(])")
_LABEL = re.compile(
    r"(?<![\w@-])(?:fig(?:ura|ure)?s?\.?|tabelas?|tables?|tab\.|quadros?)\s?\d{1,2}[A-Z]?\b", re.IGNORECASE
)
_WORD = re.compile(
    r"(?<![\w@-])((?:fig(?:ura|ure)?s?|tab(?:ela|le)?s?|quadros?)\.?)\s+(@(?:fig|tab):\w[\w-]*)", re.IGNORECASE
)
_GAP = re.compile(r"\n[ \t]*\n\s*")


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each mark that was written almost right."""
    for path, text in every_text(case.file):
        for passage in text.versions.values():
            words = masked(passage)
            if (named := _FILE.fullmatch(passage)) and path.startswith(("sections", "abstract")):
                is_inside = passage.mark is not None and passage.mark.page.name != case.source.name
                kind = FILE_IN_FILE if is_inside else FILE
                yield kind.at(passage.place(named.start(1), len(named[1])), typed=named[1])
            yield from _names(case, passage, words)
            yield from _typed(passage, words, is_cell=".rows." in path)
            yield from (HEADING.at(_at(passage, m), typed=m[0]) for m in _HEADING.finditer(words))
            if passage.mark is None or passage.mark.style not in ("'", '"'):
                yield from _slipped(passage, words)
            yield from (LIST.at(_at(passage, m), typed=m[0]) for m in _lost_items(words))
    yield from _cells(case)


def _names(case: Case, passage: Scalar, words: str) -> Iterator[Finding]:
    yield from (MENTION.at(_at(passage, m), typed=m[0]) for m in _MENTION.finditer(words))
    for m in _PANEL.finditer(passage):
        figure = case.file.figures.get(m[1])
        if figure and m[2].upper() in figure.panels:
            yield PANEL.at(passage.place(m.start(2) - 1, len(m[2]) + 1), typed=m[2], name=m[1], panel=m[2].upper())
    yield from (FOOTNOTE.at(_at(passage, m), typed=m[0]) for m in _FOOTNOTE.finditer(words))
    for m in _KEY.finditer(words):
        if m[1] in case.references:
            yield CITATION.at(_at(passage, m), typed=m[0], name=m[1])
    for m in _VALUE.finditer(words):
        if found := _value(case, passage, m):
            yield found
            words = words[: m.start()] + " " * len(m[0]) + words[m.end() :]
    yield from _halves(case, passage, words)


def _value(case: Case, passage: Scalar, match: re.Match[str]) -> Finding | None:
    """Return the finding for braces around a name of the case, or nearly one; None where they hold something else."""
    known = names_of(case)
    typed, form = re.sub(r"\s*([@.])\s*", r"\1", match[1]).rstrip("@"), match[2]
    name, at, when = typed.partition("@")
    near = name if name in known else meant(name, known) if re.fullmatch(r"[\w.-]+", name) else ""
    if not near:
        return None
    meant_name = f"{near}{at}{when}" + (f":{form}" if form else "")
    found = (VALUE if near == name else NEARLY).at(_at(passage, match), typed=match[0], name=meant_name)
    is_read = masked(Scalar(f"{{{meant_name}}}")).isspace()
    return found.mended_by(f"{{{meant_name}}}") if near == name and is_read else found


def _halves(case: Case, passage: Scalar, words: str) -> Iterator[Finding]:
    """Yield a warning for each brace beside a name of the case that has none on its other side."""
    words = _SET.sub(lambda pair: " " * len(pair[0]), words)
    if not re.search("[{}]", words):
        return
    known = {name.casefold(): name for name in names_of(case)}
    one = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True)) or "(?!)"
    opened = rf"(?<!\\)\{{+[ \t]*(?P<name>{one})(?!\w)(?P<rest>(?:@\w+)?(?::\w+)?)"
    closed = rf"(?<![\w@.:{{-])(?P<name>{one})(?P<rest>(?:@[^{{}}\n]+)?(?::\w+)?)[ \t]*\}}+"
    for pattern in (opened, closed):
        for m in re.finditer(pattern, words, re.IGNORECASE):
            yield HALF.at(_at(passage, m), typed=m[0], name=known[m["name"].casefold()] + m["rest"].rstrip())


def _cells(case: Case) -> Iterator[Finding]:
    """Yield a note for each cell printed as it was typed that holds the name of a value between braces."""
    known = names_of(case)
    for table in case.file.tables.values():
        for kind, cell in ((c.cells, cell) for row in table.rows for c, cell in zip(table.columns, row, strict=True)):
            words = cell.cell if isinstance(cell, Noted) else cell
            if isinstance(words, Scalar):
                for m in re.finditer(r"\{([^{}]+)\}", words):
                    if re.split("[@:]", m[1])[0].strip() in known:
                        yield CELL.at(_at(words, m), typed=m[0], column=kind)


def _typed(passage: Scalar, words: str, *, is_cell: bool) -> Iterator[Finding]:
    """Yield a warning for numbers and words typed by hand that marks would print."""
    yield from (NUMBER.at(_at(passage, m), typed=m[0]) for m in _NUMBER.finditer("" if is_cell else words))
    yield from (LABEL.at(_at(passage, m), typed=m[0]) for m in _LABEL.finditer(words))
    for m in _WORD.finditer(passage):
        yield WORD.at(passage.place(m.start(1), len(m[1])), typed=m[1], token=m[2])


def _slipped(passage: Scalar, words: str) -> Iterator[Finding]:
    """Yield a warning for what was typed as part of the file and is read as part of a text."""
    for kind, pattern in ((COMMENT, _COMMENT), (FIELD, _FIELD)):
        yield from (kind.at(passage.place(m.start(1), len(m[1])), typed=m[1]) for m in pattern.finditer(words))


def _lost_items(words: str) -> Iterator[re.Match[str]]:
    """Yield the first line of each paragraph that begins like an item where no list can be."""
    start = 0
    for end in (*(gap.start() for gap in _GAP.finditer(words)), len(words)):
        items = list(_ITEM.finditer(words, start, end))
        is_list = words[start:end].lstrip().startswith(("- ", "1. "))
        if items and not is_list and (len(items) > 1 or items[0][0][0] in "-•·"):
            yield items[0]
        start = end


def _at(passage: Scalar, match: re.Match[str]) -> Place:
    return passage.place(match.start(), len(match[0]))
