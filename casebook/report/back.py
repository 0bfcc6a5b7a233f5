"""What follows the text: consent, ethics, funding, conflicts, contributions, data, acknowledgements."""

from __future__ import annotations

from typing import Literal

from casebook.case import Case
from casebook.case.consent import Consent, Ethics
from casebook.case.people import CREDIT_ROLES
from casebook.fields import FieldPath
from casebook.nodes import Block, Heading, Inline, Origin, Paragraph, Said, Strong, Words
from casebook.prose import Text
from casebook.report.assurances import approval_in_words, consent_in_words
from casebook.report.blinding import BLINDED
from casebook.report.labels import NONE, ROLES, STATEMENTS
from casebook.report.voice import CaseVoice


def statements(case: Case, voice: CaseVoice) -> tuple[Block, ...]:
    """Return the statements that the case makes, each under its own heading, in the order of `STATEMENTS`."""
    return tuple(block for name in STATEMENTS for block in _statement(name, case, voice))


def _statement(name: str, case: Case, voice: CaseVoice) -> tuple[Block, ...]:
    text = _contributions(case, voice) if name == "contributions" else _said(name, case, voice)
    heading = voice.journal.heading(name, STATEMENTS[name], voice.language)
    return (Heading(3, f"stm-{name}", Said((Words(heading),), _origin(name, voice, 0))), *text) if text else ()


def _said(name: str, case: Case, voice: CaseVoice) -> tuple[Block, ...]:
    """Return a statement in the authors' words, the standard sentence for `none`, or the one that facts make.

    In a blinded edition nobody hears their own words on anything but the patient's consent.
    """
    given = getattr(case.file, name)
    words: Text | Literal["none"] | None = given.statement if isinstance(given, Consent | Ethics) else given
    if words == "none":
        return _made(voice.language.words(NONE[name]), name, voice)
    if words is not None and words.codes:
        if voice.is_blinded and name != "consent":
            return _made(voice.language.words(BLINDED), name, voice)
        return voice.say_blocks(words, _written_at(name, case))
    match given:
        case Consent() if given.by:
            return _made(consent_in_words(given, voice), name, voice)
        case Ethics() if given.committee.codes or given.caae:
            return _made(approval_in_words(given, voice), name, voice)
        case _:
            return ()


def _made(sentence: str, name: str, voice: CaseVoice) -> tuple[Block, ...]:
    """Return a sentence that no author wrote, which is of a field of the case all the same."""
    return (Paragraph(Said((Words(sentence),), _origin(name, voice, 1))),)


def _origin(name: str, voice: CaseVoice, part: int) -> Origin:
    return Origin(("authors" if name == "contributions" else name,), voice.language.code, (part,))


def _written_at(name: str, case: Case) -> FieldPath:
    """Return where a statement is written: below a name of its own, or right behind that of the part."""
    inside = (name, "statement")
    return inside if case.source.key(inside) != case.source.key((name,)) else (name,)


def _contributions(case: Case, voice: CaseVoice) -> tuple[Block, ...]:
    """Return who did what, by CRediT role, in one paragraph."""
    pieces: list[Inline] = []
    for role in CREDIT_ROLES:
        names = tuple(author.cited for author in case.file.authors if role in author.roles)
        if names:
            pieces += [Strong((Words(voice.language.words(ROLES[role])),)), Words(": " + ", ".join(names) + ". ")]
    if pieces and voice.is_blinded:
        return _made(voice.language.words(BLINDED), "contributions", voice)
    return (Paragraph(Said(pieces, _origin("contributions", voice, 1))),) if pieces else ()
