"""CARE 2013, line by line: what of a case shows each line, what does not, and what its authors say of that."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.care.evidence import Shown, evidence
from casebook.care.items import ITEMS, Item
from casebook.case import Case
from casebook.errors import N_
from casebook.journals import Journal
from casebook.prose import Text

NO_TITLE_WORDS = N_("The words “case report” do not stand in the titles of {journal}.")
NO_ABSTRACT = N_("There are no abstracts in {journal}.")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist: where it is shown, else why it need not be.

    `reason` is in the authors' words, `rule` a message id of ours about the journal; all are empty where nothing shows
    the line and nobody says why.
    """

    item: Item
    shown: Shown | None = None
    reason: Text | None = None
    rule: str = ""

    @property
    def is_open(self) -> bool:
        return not (self.shown or self.reason or self.rule)


def judge(case: Case, journal: Journal) -> tuple[Line, ...]:
    """Return the 30 lines of the checklist for one case and one journal, in their order."""
    exemptions = (one for one in case.file.exceptions if one.reason.codes and not one.words)
    reasons = {one.code: one.reason for one in exemptions}
    found = evidence(case)
    return tuple(
        Line(item, found.get(item.code), reasons.get(f"care.{item.code}"), _rule(item, case, journal)) for item in ITEMS
    )


def _rule(item: Item, case: Case, journal: Journal) -> str:
    """Return why a line does not apply in this journal; "" where it does."""
    if item.code.startswith("3") and journal.profile.abstract.forbidden:
        return NO_ABSTRACT
    barred = (limit.must_not_say.get(case.file.languages[0], ()) for limit in journal.profile.limits)
    is_barred = any(words in ("case report", "relato de caso") for phrases in barred for words in phrases)
    return NO_TITLE_WORDS if item.code == "1" and is_barred else ""
