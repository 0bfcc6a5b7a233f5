"""The texts of a case in two languages side by side: what is missing, what nobody compared, and what somebody has."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.case import Case
from casebook.case.ledger import NAME, Ledger, Piece, Unit, read_ledger, standing
from casebook.case.texts import every_text
from casebook.errors import N_, CasebookError
from casebook.preview.news import Row, Side
from casebook.project import Project
from casebook.prose import Text
from casebook.record import CannotWrite

_FOR_ALL = "file"  # one picture serves every language


class NotRecorded(CasebookError):
    """The ledger cannot be written: the disk is full, or the folder is not ours to write in."""

    what = N_("That these texts were compared cannot be recorded; {where} cannot be written: {reason}.")
    mend = N_("Free some room on the disk, or see to it that the folder may be written in, and mark them again.")


class LedgerUnreadable(CasebookError):
    """The ledger cannot be read, and is not to be written over."""

    what = N_("That these texts were compared cannot be recorded; {where} cannot be read.")
    mend = N_("Mend it first, as the findings say, and mark them again.")


def rows(case: Case) -> tuple[Row, ...]:
    """Return every text beside its translation, in the order of the fields; of one that is missing, that it is."""
    ledger, faults = read_ledger(case.folder, NAME)
    ledger = Ledger() if ledger is None or faults else ledger
    paired: dict[str, list[Unit]] = {}
    for field, unit in standing(case.file):
        paired.setdefault(field, []).append(unit)
    found: list[Row] = []
    for field, text in every_text(case.file):
        found += (_row(field, unit, ledger) for unit in paired.get(field, ()))
        found += _missing(field, text, case)
    return tuple(found)


def mark(case: Case, project: Project, key: str) -> bool:
    """Record that the two texts called `key` were compared; return False where they are no longer there.

    Raises LedgerUnreadable, over which nothing is recorded, and NotRecorded.
    """
    where = f"{project.cases.name}/{case.slug}/{NAME}"
    ledger, faults = read_ledger(case.folder, where)
    if faults:
        raise LedgerUnreadable(where)
    everything = [unit for _, unit in standing(case.file)]
    chosen = [unit for unit in everything if key_of(unit) == key]
    if not chosen:
        return False
    try:
        (ledger or Ledger()).with_units(chosen, everything if case.is_whole else None).save(case.folder)
    except CannotWrite as error:
        raise NotRecorded(where, reason=error.fields["reason"]) from error
    return True


def key_of(unit: Unit) -> str:
    """Return the name of two texts: the fingerprints of their words."""
    return "-".join(part for half in unit.entry for part in half)


def _row(field: str, unit: Unit, ledger: Ledger) -> Row:
    state, piece = ledger.judge(unit)
    return Row(field, state, piece.side.code, (_side(unit.one), _side(unit.other)), key_of(unit))


def _side(piece: Piece) -> Side:
    return Side(piece.side.code, piece.side.words[piece.start : piece.end], piece.place)


def _missing(field: str, text: Text, case: Case) -> Iterator[Row]:
    """Yield a row for each full text in which something is not said that another says."""
    there = next((code for code in case.file.languages if code in text.codes), None)
    if there is None or field.rpartition(".")[2] == _FOR_ALL:
        return
    words = text.versions[there]
    for code in case.file.languages:
        if code not in text.codes:
            sides = {there: Side(there, words, words.place()), code: Side(code, "", words.place())}
            one, other = (sides[name] for name in case.file.languages if name in sides)
            yield Row(field, "missing", code, (one, other))
