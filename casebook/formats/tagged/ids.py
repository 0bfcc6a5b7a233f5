"""The ids of a JATS article, as SciELO PS forms them: sec1 f1 t1 TFN1 fn1 aff1 c1 B1; in a translation, f1-xx.

They are counted, and made of no anchor: an anchor holds names that an author chose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.nodes import Block, Figure, Heading, Table
from casebook.report.model import Report
from casebook.report.publication import Publication


class Ids:
    """The ids within one text of a publication, by the anchors of its report."""

    def __init__(self, publication: Publication, report: Report) -> None:
        self._tail = "" if report is publication.main else f"-{report.language.code}"
        self._known = {f"ref-{work.key}": f"B{work.number}" for work in publication.works}
        self._count: dict[str, int] = {}
        for kind, anchors in _anchors(report.body):
            first, *others = anchors
            self._known[first] = self.new(kind)
            self._known |= dict.fromkeys(others, self._known[first])

    def new(self, kind: str) -> str:
        """Return the next id of a kind: "fn1", "fn2"."""
        self._count[kind] = self._count.get(kind, 0) + 1
        return f"{kind}{self._count[kind]}{self._tail}"

    def numbered(self, kind: str, mark: str) -> str:
        """Return the id of what has a number in print: "aff2"."""
        return f"{kind}{mark}{self._tail}"

    def of(self, anchor: str) -> str:
        """Return the id of the figure, table, footnote, section or reference that an anchor names."""
        return self._known[anchor]

    def kind(self, anchor: str) -> str:
        """Return what an anchor of a figure or table names, as `xref` calls it."""
        return "fig" if self.of(anchor).startswith("f") else "table"


def language_of(tag: str) -> str:
    """Return a BCP 47 tag as SciELO PS writes it: the two letters of ISO 639-1."""
    return tag.partition("-")[0]


def _anchors(blocks: Iterable[Block]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the kind of id that each block needs, and the anchors that lead to it."""
    for block in blocks:
        match block:
            case Heading():
                yield "sec", (block.anchor,)
            case Figure():
                yield "f", (block.anchor, *(panel.anchor for panel in block.panels))
            case Table():
                yield "t", (block.anchor,)
                for footnote in block.footnotes:
                    yield "TFN", (footnote.anchor,)
            case _:
                pass
