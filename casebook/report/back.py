"""What follows the text: consent, ethics, funding, conflicts, contributions, data, acknowledgements."""

from __future__ import annotations

from typing import Literal

from casebook.case import Case
from casebook.case.people import CREDIT_ROLES
from casebook.nodes import Block, Heading, Inline, Paragraph, Strong, Words
from casebook.prose import Text
from casebook.report.labels import NONE, ROLES, STATEMENTS
from casebook.report.voice import CaseVoice


def statements(case: Case, voice: CaseVoice) -> tuple[Block, ...]:
    """Return the statements that the case makes, each under its own heading, in the order of `STATEMENTS`."""
    return tuple(block for name in STATEMENTS for block in _statement(name, case, voice))


def _statement(name: str, case: Case, voice: CaseVoice) -> tuple[Block, ...]:
    text = _contributions(case, voice) if name == "contributions" else _said(name, case, voice)
    heading = voice.journal.heading(name, STATEMENTS[name], voice.language)
    return (Heading(3, f"stm-{name}", (Words(heading),)), *text) if text else ()


def _said(name: str, case: Case, voice: CaseVoice) -> tuple[Block, ...]:
    """Return a statement in the author's words, or the standard sentence for `none`."""
    words: Text | Literal["none"] | None = getattr(case.file, name) if name != "consent" else _consent(case)
    if words is None or (isinstance(words, Text) and not words.codes):
        return ()
    if words == "none":
        return (Paragraph((Words(voice.language.words(NONE[name])),)),)
    assert isinstance(words, Text)
    return voice.say_blocks(words, (name, "statement") if name == "consent" else (name,))


def _consent(case: Case) -> Text | None:
    return case.file.consent.statement if case.file.consent else None


def _contributions(case: Case, voice: CaseVoice) -> tuple[Block, ...]:
    """Return who did what, by CRediT role, in one paragraph."""
    pieces: list[Inline] = []
    for role in CREDIT_ROLES:
        names = tuple(author.cited for author in case.file.authors if role in author.roles)
        if names:
            pieces += [Strong((Words(voice.language.words(ROLES[role])),)), Words(": " + ", ".join(names) + ". ")]
    return (Paragraph(tuple(pieces)),) if pieces else ()
