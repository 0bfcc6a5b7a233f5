"""An article that leaves the desk without any text, or with an empty part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casebook.case import Case
from casebook.case.texts import every_text
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity

ABOUT = About(
    N_("An article that leaves the desk without any text, or with an empty part."),
    N_("A release of nothing but a title is a slip; so is a part that somebody meant to write and nobody did."),
    ("CARE 2013, items 4 to 11",),
)
NO_TEXT = Kind(
    "structure.no-text",
    Severity.ERROR,
    N_("The article has no text, and its status is “{status}”."),
    N_("Write it under “sections:”, or set “status: draft”."),
)
EMPTY_PART = Kind(
    "structure.empty-part",
    Severity.WARNING,
    N_("“{name}” is empty: nothing is printed in its place."),
    N_("Write it, or take the line out; what was not yet written belongs in a draft (“status: draft”)."),
)
NO_WORDS = Kind(
    "structure.no-words",
    Severity.WARNING,
    N_("“{typed}” holds no words (“{name}”)."),
    N_("Write what belongs there, or set “status: draft”."),
)
_PARTS = ("abstract", "sections", "figures", "tables")
_WORDED = ("title", "abstract", "keywords", "sections", "figures", "tables", "acknowledgements", "consent", "data")
# Not an empty cell, “–” or “?”, nor a number
_STAND_IN = re.compile(
    r"\s*(?:[\W_]+|(?-i:TODO)\b.*|to do:.*|tbd|tba|x{3,}|a (?:definir|completar|preencher)|(?:inserir|insert) .{,60}|"
    r"lorem ipsum.*|\[[^\[\]]*(?:here|aqui)\])[.\s]*",
    re.IGNORECASE | re.DOTALL,
)


def run(case: Case) -> Iterator[Finding]:
    """Yield what is empty in a case that is no draft: an error where no section has words, warnings for parts."""
    if case.file.status != "draft":
        yield from _no_text(case)
        yield from _empty_parts(case)
        yield from _no_words(case)


def _no_text(case: Case) -> Iterator[Finding]:
    has_text = any(text.codes for _, text in every_text(case.file.sections))
    if not has_text and not case.is_unread(("sections",)):
        yield NO_TEXT.at(case.at(("status",)), status=case.file.status)


def _empty_parts(case: Case) -> Iterator[Finding]:
    """Yield a warning for each field, and each section, part of the abstract, figure or table, with nothing below."""
    for name, value in case.source.data.items():
        below = value if name in _PARTS and isinstance(value, Mapping) else {}
        lost = ([name] if value is None else []) + [f"{name}.{part}" for part, words in below.items() if words is None]
        for path in lost:
            yield EMPTY_PART.at(case.source.key(tuple(path.split("."))), name=path)


def _no_words(case: Case) -> Iterator[Finding]:
    """Yield a warning for each text that is a dash, dots, or words that only hold a place."""
    for field, text in every_text(case.file):
        if field.startswith(_WORDED) and ".rows." not in field:
            for passage in dict.fromkeys(text.versions.values()):
                if passage.strip() and _STAND_IN.fullmatch(passage):
                    typed = " ".join(passage.split())
                    yield NO_WORDS.at(passage.place(0, len(passage.partition("\n")[0])), typed=typed, name=field)
