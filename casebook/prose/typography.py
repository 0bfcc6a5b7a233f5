"""Typography of plain words: what must stay on one line, where a long token may break, and a karyotype's minus.

Every rule here changes a space into a non-breaking one or a hyphen into a minus, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import normalize

from casebook.nodes import Breakable, Inline, Unbroken, Words
from casebook.quantity import bind_units

NBSP = "\N{NO-BREAK SPACE}"

_RUN = re.compile(r"\S+")
_ADDRESS = re.compile(r"https?://\w|www\.\w|(?<![\w.])10\.\d{4,9}/")
# ISCN 2020: the number of chromosomes, a comma, the sex chromosomes.
_KARYOTYPE = re.compile(r"[(\[\"'“‘«]*\d\d(?:~\d\d)?(?:<\dn>)?,[XY]")
_LOSS = re.compile(r"(?<=[,/])-(?=[\dXY])")

_ENDING = re.compile(r"(?<=\S )(?=.{1,15}$)\S+(?: \S+)+$")
_LONG, _SHORTEST = 14, 4
_WRAPPING = "([{\"'“‘«)]}.,;:!?”’»"
_OF_PARTS = re.compile(r"[,;()/\[\]=&?]|:[cgmnpr]\.")
_CUT = re.compile(r"[,;)/\]](?![)\]}.,;:!?/\[\"'”’»])|:(?=[cgmnpr]\.)|(?<=\w)(?=\(p\.)")
_ADDRESS_CUT = re.compile(r"[,;)/&=?](?![)\]}.,;:!?/\"'”’»])")
_IN_NUMBER = re.compile(r"(?<=\d)[,;/](?=\d)|(?<=\d),(?=[XY])")
_SHORT_GROUP = re.compile(r"\([^()]{1,20}\)")

_NUMBER_LAST = re.compile(r"[\d%]$")
_AFTER_NUMBER = re.compile(r"(?<=[\d%]) (?=[^\W\d_] )")
_LAST_NUMBER = re.compile(r"(?<=[^\W\d_]) (?=\d{1,2}(?:[,;:)](?!\d)|\.? ?$))")
_BEFORE_NUMBER = re.compile(r"(?<![^\s(])([^\W\d_]) (?=\d)")


@lru_cache(maxsize=8192)
def set_words(text: str) -> tuple[Inline, ...]:
    """Return plain words in typographic form, normalised to NFC (never NFKC, which turns m² into m2)."""
    return tuple(_joined(_set(normalize("NFC", text))))


def bind_ending(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a title whose last short words stay on one line, so that none of them stands alone on the last one."""
    if not nodes or not isinstance(nodes[-1], Words):
        return nodes
    found = _ENDING.search(nodes[-1].text)
    if found is None:
        return nodes
    return (*nodes[:-1], Words(nodes[-1].text[: found.start()]), Unbroken(found[0]))


def set_unchanged(text: str, longest: int = _LONG) -> tuple[Inline, ...]:
    """Return plain words with every character as it was typed, tokens over `longest` characters made breakable."""
    return tuple(_joined(_set_runs(normalize("NFC", text), longest)))


def _joined(nodes: Iterable[Inline]) -> Iterator[Inline]:
    words = ""
    for node in nodes:
        if isinstance(node, Words):
            words += node.text
            continue
        if words:
            yield Words(words)
            words = ""
        yield node
    if words:
        yield Words(words)


def _set(text: str) -> Iterator[Inline]:
    """Addresses and karyotypes are set whole, since their digits are no quantities; between them stands prose."""
    end = 0
    for run in _RUN.finditer(text):
        is_karyotype = _KARYOTYPE.match(run[0]) is not None
        if is_karyotype or _ADDRESS.search(run[0]):
            yield from _set_prose(text[end : run.start()])
            yield _set_run(_LOSS.sub("−", run[0]) if is_karyotype else run[0])
            end = run.end()
    yield from _set_prose(text[end:])


def _set_prose(text: str) -> Iterator[Inline]:
    pieces = bind_units(text) if text else []
    for index, (piece, is_quantity) in enumerate(pieces):
        if is_quantity:
            yield Unbroken(piece)
        else:
            before = pieces[index - 1][0] if index else ""
            after = pieces[index + 1][0] if index + 1 < len(pieces) else ""
            yield from _set_runs(_with_neighbours(piece, before, after))


def _with_neighbours(text: str, before: str, after: str) -> str:
    """Bind a number and a neighbour of one letter ("5 e 7"), and a short number that ends a phrase ("monosomy 7.").

    `before` and `after` are the quantities around.
    """
    first = "%" if _NUMBER_LAST.search(before) else "."
    bound = _AFTER_NUMBER.sub(NBSP, first + text + after[:1])
    bound = _BEFORE_NUMBER.sub(rf"\1{NBSP}", bound)
    bound = bound[1 : 1 + len(text)]
    return bound if after else _LAST_NUMBER.sub(NBSP, bound)


def _set_runs(text: str, longest: int = _LONG) -> Iterator[Inline]:
    end = 0
    for run in _RUN.finditer(text):
        if run.end() - run.start() > longest:
            yield Words(text[end : run.start()])
            yield _set_run(run[0])
            end = run.end()
    yield Words(text[end:])


def _set_run(run: str) -> Inline:
    bare = run.strip(_WRAPPING)
    if len(bare) <= _LONG or not _OF_PARTS.search(bare):
        return Words(run)
    pieces = tuple(_pieces(run))
    return Breakable(pieces) if len(pieces) > 1 else Words(run)


def _pieces(run: str) -> Iterator[str]:
    """Cut a long token where its reader would: after a comma, a group, a slash; not in a number or a short group."""
    is_address = _ADDRESS.search(run) is not None
    whole = {place for group in _SHORT_GROUP.finditer(run) for place in range(group.start() + 1, group.end() - 1)}
    if not is_address:
        whole |= {mark.start() for mark in _IN_NUMBER.finditer(run)}
    start = 0
    for match in (_ADDRESS_CUT if is_address else _CUT).finditer(run):
        cut = match.end()
        if match.start() not in whole and cut - start >= _SHORTEST and len(run) - cut >= _SHORTEST:
            yield run[start:cut]
            start = cut
    yield run[start:]
