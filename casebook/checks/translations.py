"""Translations that nobody has compared with the text since one of the two was changed, or ever."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.case.ledger import NAME, Piece, Unit, read_ledger, standing
from casebook.checks.about import About
from casebook.errors import N_
from casebook.findings import Finding, Kind, Place, Severity

ABOUT = About(
    N_("Translations that nobody has compared with the text since one of the two was changed, or ever."),
    N_(
        "A sentence mended in one language and forgotten in the other is a fault that no count of figures shows. "
        "The file translations.yaml remembers which words were compared; “casebook translated” writes it, and so does "
        "a click in the preview."
    ),
    ("SciELO PS 1.10, sub-article of type translation",),
)
_RECORD = N_("Compare the two, mend what differs, and then run: casebook translated {case} {field}")
_RECORD_ALL = N_("Compare them text by text, mend what differs, and then run: casebook translated {case}")
STALE = Kind(
    "translations.stale",
    Severity.WARNING,
    N_(
        "The {language} was changed here after it had been compared with the {other_language}, which may be out of "
        "date (“{field}”)."
    ),
    _RECORD,
)
MISPAIRED = Kind(
    "translations.mispaired",
    Severity.WARNING,
    N_(
        "These words in {language} were compared before, but not with those now beside them in {other_language} "
        "(“{field}”)."
    ),
    N_(
        "See whether a paragraph was moved or taken out in one language alone, and then run: "
        "casebook translated {case} {field}"
    ),
)
UNREVIEWED = Kind(
    "translations.unreviewed",
    Severity.NOTE,
    N_("Nobody has recorded that “{field}” says the same in {language} and {other_language}."),
    _RECORD,
)
DRAFT = Kind(
    UNREVIEWED.code,
    UNREVIEWED.severity,
    N_("Texts of this draft that nobody has recorded as the same in its languages: {count} ({fields})."),
    _RECORD_ALL,
)
NEVER = Kind(
    UNREVIEWED.code,
    UNREVIEWED.severity,
    N_("Nobody has recorded yet that this case says the same in its languages."),
    _RECORD_ALL,
)
_MOST_NAMED = 3


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for words changed in one language, and a note for texts never compared; in a draft, one for all.

    Of a case without a ledger one note says so once it is no draft.
    """
    pairs = standing(case.file)
    ledger, faults = read_ledger(case.folder, f"{case.folder.parent.name}/{case.slug}/{NAME}")
    yield from faults
    if not pairs or faults:
        return
    if ledger is None:
        if case.file.status != "draft":
            yield NEVER.at(_head(case), case=case.slug)
        return
    unreviewed: dict[str, Unit] = {}
    for field, unit in pairs:
        state, piece = ledger.judge(unit)
        if state == "unreviewed":
            unreviewed.setdefault(field, unit)
        elif state != "compared":
            yield _changed(case, field, unit, piece, STALE if state == "stale" else MISPAIRED)
    yield from _unreviewed(case, unreviewed)


def _changed(case: Case, field: str, unit: Unit, piece: Piece, kind: Kind) -> Finding:
    """Return the warning for words of which one side, or each with others, was compared before."""
    other = unit.one if piece is unit.other else unit.other
    return kind.at(piece.place, code=piece.side.code, other_code=other.side.code, field=field, case=case.slug)


def _unreviewed(case: Case, texts: dict[str, Unit]) -> Iterator[Finding]:
    """Yield the notes for texts that were never compared."""
    if case.file.status == "draft" and texts:
        named = ", ".join([*list(texts)[:_MOST_NAMED], *(["…"] if len(texts) > _MOST_NAMED else [])])
        yield DRAFT.at(_head(case), case=case.slug, count=len(texts), fields=named)
        return
    for field, unit in texts.items():
        codes = {"code": unit.one.side.code, "other_code": unit.other.side.code}
        yield UNREVIEWED.at(unit.other.place, field=field, case=case.slug, **codes)


def _head(case: Case) -> Place:
    """Return where the case names its languages; its first line where that cannot be read."""
    place = case.at(("languages",))
    return place if place.file else case.at(())
