"""Numbers by order of first mention, and the mark that prints them: sorted, runs collapsed, each end linked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casebook.nodes import Citation, Ref


@dataclass(frozen=True, slots=True)
class Mark:
    """How a journal writes a citation mark: superscript 5–7,10 or [5–7, 10] on the line."""

    superscript: bool = True
    opening: str = ""
    closing: str = ""
    comma: str = ","
    dash: str = "–"


# By the names that profiles give them
MARKS: Mapping[str, Mark] = {
    "superscript": Mark(),
    "brackets": Mark(superscript=False, opening="[", closing="]", comma=", "),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation mark, and for each of its keys the anchor of the number that stands for it (5–7: 6 is at 5)."""

    citation: Citation
    anchors: Mapping[str, str]


def number_in_order(keys: Iterable[str]) -> dict[str, int]:
    """Return the number of each key, from 1, in order of first mention."""
    return {key: number for number, key in enumerate(dict.fromkeys(keys), 1)}


def cite(keys: Iterable[str], numbers: Mapping[str, int], first: int, mark: Mark = MARKS["superscript"]) -> Cited:
    """Return the mark that cites `keys`; its linked numbers get the anchors cite-`first`, cite-`first`+1 and so on.

    The article’s next mark begins at `first` + `len(refs(cited.citation))`. Raises KeyError for a key without a number.
    """
    parts: list[Ref | str] = []
    anchors: dict[str, str] = {}
    for run in _runs(sorted(set(keys), key=numbers.__getitem__), numbers):
        ends = (run[0], run[-1]) if len(run) > 2 else tuple(run)
        for index, key in enumerate(ends):
            sign = mark.dash if index and len(run) > 2 else mark.comma
            anchor = f"cite-{first + sum(isinstance(part, Ref) for part in parts)}"
            parts += [sign, _ref(key, numbers, anchor)] if parts else [_ref(key, numbers, anchor)]
            anchors[key] = anchor
        anchors |= {key: anchors[run[0]] for key in run if key not in anchors}
    fenced = (mark.opening, *parts, mark.closing)
    return Cited(Citation(tuple(part for part in fenced if part), mark.superscript), anchors)


def recited(citation: Citation, own: Mapping[str, int], numbers: Mapping[str, int], mark: Mark) -> Citation:
    """Return a mark that was made with the numbers `own`, made again with others; a run is of all that stand in it."""
    by_number = {number: key for key, number in own.items()}
    keys: list[str] = []
    is_run = False
    for part in citation.parts:
        if isinstance(part, Ref):
            first = own[keys[-1]] + 1 if is_run else part.number
            keys += (by_number[number] for number in range(first, part.number + 1))
        is_run = part == mark.dash
    first_anchor = int(refs(citation)[0].anchor.rpartition("-")[2])
    return cite(keys, numbers, first_anchor, mark).citation


def refs(citation: Citation) -> tuple[Ref, ...]:
    """Return the linked numbers of a citation mark."""
    return tuple(part for part in citation.parts if isinstance(part, Ref))


def _ref(key: str, numbers: Mapping[str, int], anchor: str) -> Ref:
    return Ref(key, numbers[key], f"ref-{key}", anchor)


def _runs(keys: Sequence[str], numbers: Mapping[str, int]) -> list[list[str]]:
    """Return the sorted keys in runs of consecutive numbers."""
    runs: list[list[str]] = []
    for key in keys:
        if runs and numbers[key] == numbers[runs[-1][-1]] + 1:
            runs[-1].append(key)
        else:
            runs.append([key])
    return runs
