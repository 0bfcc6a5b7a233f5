"""Every fault that a text file can have before its content is looked at, each with its words."""

from __future__ import annotations

from casebook.errors import N_
from casebook.findings import Kind, Severity

_LIKE_THIS = N_("Write it like this:\n{corrected}")


def _error(name: str, what: str, mend: str = _LIKE_THIS) -> Kind:
    return Kind(f"source.{name}", Severity.ERROR, what, mend)


def _warning(name: str, what: str, mend: str) -> Kind:
    return Kind(f"source.{name}", Severity.WARNING, what, mend)


# The file itself
MISSING = _error("missing", N_("The file does not exist."), N_("Check its name and its folder."))
UNREADABLE = _error(
    "unreadable",
    N_("The file cannot be opened ({reason})."),
    N_("Check that you may read it and that no other program holds it."),
)
NOT_A_FILE = _error("not-a-file", N_("This is not a file."), N_("Give the name of a file, not of a folder."))
ENCODING = _error(
    "encoding",
    N_("The file is not saved as UTF-8: the first letter that cannot be read is probably “{character}”."),
    N_("Open it in your editor, choose “Save as”, set the encoding to UTF-8 and save."),
)
WINDOWS = Kind(
    "source.windows",
    Severity.NOTE,
    N_("The file is saved in an encoding of Windows, and was read so."),
    N_("Compare the letters with accents here; saved as “CSV UTF-8”, it leaves no doubt."),
)
TOO_LARGE = _error(
    "too-large",
    N_("The file holds more than casebook reads."),
    N_("Keep one case in one file, and long tables in files of their own."),
)
EMPTY = _error(
    "empty",
    N_("The file is empty (comments do not count)."),
    N_("Write one field on each line, such as “status: draft”."),
)
NOT_FIELDS = _error(
    "not-fields",
    N_("The file holds no fields."),
    N_("Begin every entry with its name and a colon, such as “status: draft”."),
)
DOCUMENTS = _error(
    "documents", N_("The line “{mark}” ends the file here, and more text follows."), N_("Delete this line.")
)
STOPPED = _error(
    "stopped",
    N_("Reading stopped at this line; there may be more faults below it."),
    N_("Mend the faults shown and run the command again."),
)

# Characters
CHARACTER = _error(
    "character",
    N_("An invisible character ({character}) stands here."),
    N_("Delete it; if you cannot find it, delete the words around it and type them again."),
)
LINE_BREAK = _error(
    "line-break",
    N_("An invisible line break ({character}), as PDFs and web pages leave it when pasted, stands in the text."),
)
TAB = _error("tab", N_("A tab stands where only spaces can."))
HARD_SPACE = _error("hard-space", N_("A non-breaking space stands where only an ordinary space can."))

# Signs that mean something to YAML
BEGINS_WITH = _error("begins-with", N_("A text cannot begin with “{mark}”, which has a meaning of its own here."))
YAML_SIGN = _error(
    "yaml-sign",
    N_("“{mark}” labels or copies a part of the file (YAML's anchors, aliases and tags), which casebook does not use."),
    N_("Delete it, and write the text out in full wherever it is wanted."),
)
COLON = _error("colon", N_("A colon and a space inside a text are taken for the end of a field's name."))
COLON_SPACE = _error("colon-space", N_("The space after the colon is missing."))
COLON_MISSING = _error("colon-missing", N_("The colon after the field's name is missing."))
DASH_SPACE = _error("dash-space", N_("The space after the dash is missing."))
DASH = _error("dash", N_("A dash and a space begin a list, and no list can begin here."))
HASH = _warning(
    "hash",
    N_("Everything from # on is taken for a comment and is not printed: {lost}"),
    N_("If it belongs to the text, write it like this:\n{corrected}"),
)
HASH_CUTS = _error("hash-cuts", N_("A space and # end the text, so that the lines below it belong to nothing."))
CURLY_QUOTES = _error(
    "curly-quotes", N_("Word's curly quotation marks “ ” do not hold a text together; only straight ones do.")
)
QUOTES_PRINTED = _warning(
    "quotes-printed",
    N_("The curly quotation marks “ ” around this text will be printed."),
    N_("If they are not meant to be printed, write it like this:\n{corrected}"),
)
UNCLOSED_QUOTE = _error("unclosed-quote", N_("The quotation mark that opens here is never closed."))
QUOTE_INSIDE = _error("quote-inside", N_("An apostrophe inside this text closes its quotation marks."))
BACKSLASH = _error(
    "backslash", N_("Between double quotation marks, a backslash changes the meaning of the letter after it.")
)
FLOW_COMMA = _error(
    "flow-comma", N_("Between {{ and }} a comma ends the text, so that “{lost}” was taken for a field without a text.")
)
FLOW_TEXT = _error("flow-text", N_("Between brackets, a text without quotation marks cannot hold “{mark}” here."))
UNCLOSED_BRACKET = _error("unclosed-bracket", N_("The bracket “{mark}” that opens here is never closed."))
STRAY_BRACKET = _error("stray-bracket", N_("The bracket “{mark}” closes nothing."))

# The shape of the file
DUPLICATE = _error(
    "duplicate",
    N_("The field “{name}” stands here a second time; the first is on line {line}."),
    N_("Keep one of the two. Until then, only the first is read."),
)
FIELD_NAME = _error(
    "field-name",
    N_("The name of this field is missing or is not a plain word."),
    N_("Write a name of letters, digits and hyphens before the colon."),
)
NO_COLON = _error(
    "no-colon",
    N_("This line is not a field (a name, a colon, a space, a text)."),
    N_("Write “name: text”; or, if it continues the text above, begin it under that text."),
)
INDENTATION = _error("indentation", N_("This line does not begin under the lines to which it belongs."))
LEFT_OF_TEXT = _error("left-of-text", N_("This line begins too far to the left to belong to the text above it."))
TEXT_AFTER_BAR = _error("text-after-bar", N_("A text announced by “{mark}” begins on the next line, not on this one."))
DEPTH = _error(
    "depth",
    N_("More than {limit} levels lie inside one another here."),
    N_("Check the brackets and the indentation of this line."),
)
SYNTAX = _error(
    "syntax",
    N_("This line cannot be understood."),
    N_("Check its indentation, colons, quotation marks and brackets, and those of the line above."),
)
