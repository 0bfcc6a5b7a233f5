"""What is said of a text that is missing: in a draft a warning, in a release an error, worded for its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from textwrap import shorten

from casebook.blocks.facts import FieldPath
from casebook.errors import N_
from casebook.findings import Kind, Severity
from casebook.journals.words import SECTIONS
from casebook.meant import meant
from casebook.source import Scalar, Source

_MOST = 80  # letters of a text shown again
_NEEDS_QUOTES = re.compile(r"""[,:#{}\[\]]|^[@%*&!>'`|]""")

MISSING_TEXT = Kind(
    "text.missing",
    Severity.ERROR,
    N_("The text of “{field}” is missing in {language}."),
    N_("Write it in that field behind “{code}:”, or set “status: draft” to build with a marked gap."),
)
GAP = Kind(
    "text.gap",
    Severity.WARNING,
    N_("The text of “{field}” is missing in {language}; the draft shows a marked gap."),
    N_("Write it in that field behind “{code}:”."),
)
UNTITLED = Kind(
    MISSING_TEXT.code,
    MISSING_TEXT.severity,
    N_("The section “{field}” has no title in {language}; it is none of the standard ones."),
    N_("Below its name write “title:” and “text:”, and below each of these “{code}: …”."),
)
UNTITLED_GAP = Kind(GAP.code, GAP.severity, UNTITLED.what, UNTITLED.mend)
MISSPELT_SECTION = N_("Did you mean “{nearest}”? If not, write “title:” and “text:” below its name.")
WHOLE = N_("Write it like this, a line for each language:\n{corrected}")
ALONE = N_("Write it like this:\n{corrected}")
ABSTRACT = N_("Write it below “abstract:”; “casebook guide abstract” shows how.")
SHEET_MISSING = Kind(
    MISSING_TEXT.code,
    MISSING_TEXT.severity,
    MISSING_TEXT.what,
    N_("Give the file a column with the words in that language, and name it under “from:” behind “{code}:”."),
)
SHEET_GAP = Kind(GAP.code, GAP.severity, GAP.what, SHEET_MISSING.mend)

NOTICE_MISSING = Kind(
    MISSING_TEXT.code,
    MISSING_TEXT.severity,
    MISSING_TEXT.what,
    N_(
        "Write below “article:” what was wrong, and who says so:\n"
        "  notice:\n    date: 2026-05-04\n    text:\n      {code}: …"
    ),
)
NOTICE_GAP = Kind(GAP.code, GAP.severity, GAP.what, NOTICE_MISSING.mend)


def kind_of_gap(path: FieldPath, is_draft: bool, *, is_in_sheet: bool, codes: tuple[str, ...] = ()) -> Kind:
    """Return the kind of finding for a text that is missing at `path`, perhaps in the CSV file of a table.

    `codes` are the languages that it must be written in, where the field is not yet in several.
    """
    if _is_title(path):
        kind = UNTITLED_GAP if is_draft else UNTITLED
        return replace(kind, mend=MISSPELT_SECTION) if nearest_section(path) else kind
    if path == ("article", "notice"):
        return NOTICE_GAP if is_draft else NOTICE_MISSING
    if is_in_sheet and path[0] == "tables":
        return SHEET_GAP if is_draft else SHEET_MISSING
    kind = GAP if is_draft else MISSING_TEXT
    if path == ("abstract",):
        return replace(kind, mend=ABSTRACT)
    return replace(kind, mend=WHOLE if codes[1:] else ALONE) if codes else kind


def written_at(path: FieldPath, source: Source) -> FieldPath:
    """Return where the words of a field stand: a section or a statement may have them behind its own name."""
    there, outer = source.value(path), source.value(path[:-1])
    if isinstance(there, Mapping) and Scalar("text") in there:
        return (*path, "text")
    is_behind = isinstance(outer, Scalar) or (isinstance(outer, Mapping) and path[-1] in ("statement", "text"))
    return path[:-1] if there is None and path[:-1] and is_behind else path


def needed(path: FieldPath, source: Source, language: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages that a missing text must be written in, the main one first; none where it is in several."""
    if isinstance(source.value(path), Mapping):
        return ()
    wanted = languages[:1] if isinstance(source.value(path), Scalar) else languages
    return tuple(dict.fromkeys((*wanted, language)))


def form(path: FieldPath, source: Source, codes: tuple[str, ...]) -> str:
    """Return how a field is typed with a text in each of `codes`; what stands there now is that in the first."""
    name, there, beside = path[-1], source.value(path), source.value(path[:-1])
    words = dict.fromkeys(codes, "…")
    if isinstance(there, Scalar) and codes:
        words[codes[0]] = shorten(there, _MOST, placeholder=" …")
    first = next(iter(beside), None) if isinstance(beside, Mapping) else there
    inside = isinstance(first, Scalar) and first.mark is not None and first.mark.parted
    head = f"{name}: " if isinstance(name, str) else "" if inside else "- "
    if inside or isinstance(name, int):
        said = {code: f'"{said}"' if _NEEDS_QUOTES.search(said) else said for code, said in words.items()}
        return head + ("{" + ", ".join(": ".join(pair) for pair in said.items()) + "}" if codes[1:] else said[codes[0]])
    if not codes[1:]:
        return f"{head}|\n  {words[codes[0]]}"
    return head.rstrip() + "".join(f"\n  {code}: |\n    {said}" for code, said in words.items())


def nearest_section(path: FieldPath) -> str:
    """Return the standard section whose name a section without a title was probably meant to have; "" for none."""
    return meant(str(path[1]), SECTIONS, cutoff=0.8) if _is_title(path) else ""


def name_of(path: FieldPath) -> str:
    """Return how the field at `path` is called where it is missing; numbers in it count from 1."""
    return str(path[1]) if _is_title(path) else ".".join(str(s + 1 if isinstance(s, int) else s) for s in path)


def _is_title(path: FieldPath) -> bool:
    return path[0] == "sections" and path[-1] == "title"
