"""What a case file declares of itself before anything else: its languages, its decimal mark, names that stand alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pydantic import ValidationInfo

from casebook.errors import N_
from casebook.fields import fault, place_of, reading, word
from casebook.findings import Kind, Severity
from casebook.source import Scalar, Source, Tree

NOT_A_FULL_TEXT = Kind(
    "case.unknown-full-text",
    Severity.ERROR,
    N_("“{name}” is not a language known here."),
    N_("“languages” names the full texts that the article has; known here: {names}."),
)
NOT_A_MARK = Kind(
    "case.not-in-list",
    Severity.ERROR,
    N_("“{value}” is not a decimal mark."),
    N_('Write decimal: "." where numbers are typed as 4.8, or decimal: "," where they are typed as 4,8.'),
)
TWICE = Kind(
    "case.language-twice",
    Severity.ERROR,
    N_("“{name}” stands more than once among the languages."),
    N_("Name each language once."),
)


def read_full_text(raw: object, info: ValidationInfo) -> str:
    """Return the code of a language that is known here."""
    written, known = word(raw), reading(info).languages
    if written not in known:
        raise fault(NOT_A_FULL_TEXT, place_of(raw), name=written, names=", ".join(known))
    return written


def read_once(raw: object) -> object:
    """Return the languages as they are; an article has one full text in each."""
    codes = [item.strip() for item in raw if isinstance(item, Scalar)] if isinstance(raw, list) else []
    for number, item in enumerate(raw if len(set(codes)) < len(codes) and isinstance(raw, list) else ()):
        if isinstance(item, Scalar) and item.strip() in codes[:number]:
            raise fault(TWICE, place_of(item), name=item.strip())
    return raw


def read_mark(raw: object, info: ValidationInfo) -> str:
    """Return the decimal mark."""
    written = word(raw)
    if written not in (".", ","):
        raise fault(NOT_A_MARK, place_of(raw), value=written)
    return written


_BARE = (("clocks",), ("events",), ("regimens",), ("regimens", "*", "drugs"))  # "*" is any name


def with_bare_names(source: Source) -> Source:
    """Return `source` with empty parts below the names that need none: “admission:” alone is a clock."""
    data = source.data
    for path in _BARE:
        data = {name: _filled(part, path[1:]) if name == path[0] else part for name, part in data.items()}
    return replace(source, data=data)


def _filled(part: Tree, path: tuple[str, ...]) -> Tree:
    if not isinstance(part, Mapping):
        return part
    if not path:
        return {name: {} if below is None else below for name, below in part.items()}
    return {name: _filled(below, path[1:]) if path[0] in ("*", name) else below for name, below in part.items()}
