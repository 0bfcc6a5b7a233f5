"""What is said of a text that is missing: in a draft a warning, in a release an error, worded for its place."""

from __future__ import annotations

from dataclasses import replace

from casebook.blocks.facts import FieldPath
from casebook.errors import N_
from casebook.findings import Kind, Severity
from casebook.journals.words import SECTIONS
from casebook.meant import meant

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
BARE = N_("Below “{field}:” write a line for each language: “{main}: …” with the words there now, and “{code}: …”.")
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


def kind_of_gap(path: FieldPath, is_draft: bool, *, is_in_sheet: bool, is_bare: bool = False) -> Kind:
    """Return the kind of finding for a text that is missing at `path`, perhaps in the CSV file of a table."""
    if _is_title(path):
        kind = UNTITLED_GAP if is_draft else UNTITLED
        return replace(kind, mend=MISSPELT_SECTION) if nearest_section(path) else kind
    if path == ("article", "notice"):
        return NOTICE_GAP if is_draft else NOTICE_MISSING
    if is_in_sheet and path[0] == "tables":
        return SHEET_GAP if is_draft else SHEET_MISSING
    kind = GAP if is_draft else MISSING_TEXT
    return replace(kind, mend=BARE) if is_bare else kind


def nearest_section(path: FieldPath) -> str:
    """Return the standard section whose name a section without a title was probably meant to have; "" for none."""
    return meant(str(path[1]), SECTIONS, cutoff=0.8) if _is_title(path) else ""


def name_of(path: FieldPath) -> str:
    """Return how the field at `path` is called where it is missing; numbers in it count from 1."""
    return str(path[1]) if _is_title(path) else ".".join(str(s + 1 if isinstance(s, int) else s) for s in path)


def _is_title(path: FieldPath) -> bool:
    return path[0] == "sections" and path[-1] == "title"
