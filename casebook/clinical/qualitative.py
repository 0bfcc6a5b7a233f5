"""The words that stand for the result of a test without a number."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.errors import N_
from casebook.meant import fold

Word = str  # a message id

_SPELT: Mapping[Word, tuple[str, ...]] = {
    N_("not detected"): ("não detectado", "não detectada", "indetectável", "undetectable", "not detectable"),
    N_("detected"): ("detectado", "detectada"),
    N_("positive"): ("positivo", "positiva", "pos"),
    N_("negative"): ("negativo", "negativa", "neg"),
    N_("none seen"): ("não observado", "não observados", "none"),
    N_("reactive"): ("reagente",),
    N_("non-reactive"): ("não reagente", "nonreactive"),
    N_("indeterminate"): ("indeterminado", "indeterminada", "inconclusivo", "equivocal"),
    N_("trace"): ("traços",),
    N_("normal"): (),
    N_("no growth"): ("sem crescimento",),
}
WORDS: Mapping[str, Word] = {fold(spelling): word for word, others in _SPELT.items() for spelling in (word, *others)}
SHOWN = "; ".join(_SPELT)
NOT_DETECTED = next(iter(_SPELT))
_NOT_DONE = {"", "-", "–", "—", *map(fold, ("not done", "não realizado", "não realizada", "não dosado", "não dosada"))}
_YES = ("detected", "positive", "reactive")
_NO = ("not detected", "negative", "none seen", "non-reactive", "no growth")


def read_word(text: str) -> Word | None:
    """Return the word for a result that `text` spells in any language, with its accents or without; or None."""
    return WORDS.get(fold(text))


def is_not_done(text: str) -> bool:
    """Say whether `text` says that there is no result, since the test was not done."""
    return fold(text) in _NOT_DONE


def is_unclear(text: str) -> bool:
    """Say whether `text` is ND, which some write for “not detected” and others for “not done”."""
    return fold(text).replace(".", "").replace("/", "") == "nd"


def are_opposite(one: Word, other: Word) -> bool:
    """Say whether one of two words says that something was found, and the other that it was not.

    What may be either (indeterminate, trace, normal) is the opposite of none.
    """
    return (one in _YES and other in _NO) or (one in _NO and other in _YES)
