"""The nodes that every format must be able to write: one language, numbered, resolved, ready to print.

Inline nodes stand inside a paragraph, block nodes between paragraphs. A format is one `match` over each union.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text, already in typographic form (non-breaking spaces and all)."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Superscript:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subscript:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Unbroken:
    """A short run that no line may break: a number with its unit, a name with its initial."""

    text: str


@dataclass(frozen=True, slots=True)
class Breakable:
    """A long token (karyotype, DOI, search strategy): a line may break between its pieces and nowhere else."""

    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language, named by its BCP 47 tag."""

    lang: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address outside the article (https:, mailto:)."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """One number of a citation, linked to its entry; `anchor` is this mention's own id, for the way back."""

    key: str
    number: int
    target: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation mark: numbers and the signs between them ("5", "–", "7"), superscript or on the line."""

    parts: tuple[Ref | str, ...]
    superscript: bool


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A mention of a figure or table, worded and linked: "Figure 1"."""

    target: str
    label: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The superscript letter of a table's footnote, linked to it; `anchor` is this mark's own id, for the way back."""

    target: str
    anchor: str
    mark: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that is missing, marked so that nobody overlooks it; only drafts have gaps."""

    label: str


Inline = (
    Words
    | Emphasis
    | Strong
    | Superscript
    | Subscript
    | Unbroken
    | Breakable
    | Foreign
    | Link
    | Citation
    | CrossReference
    | NoteMark
    | Gap
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Which field of the case says something: its path, and the language as the case names it ("" for any).

    `part` numbers what is printed of it, from 1: the paragraph or list, then the item of a list; () is all of it, and
    (0,) a standard heading, which nobody wrote there.
    """

    path: tuple[str | int, ...]
    language: str = ""
    part: tuple[int, ...] = ()


class Said(tuple[Inline, ...]):
    """Inline nodes that remember which field of the case says them, so that what is written into a file finds home.

    They are a tuple like any other for whoever does not ask; a tuple made of them anew knows of no origin.
    """

    origin: Origin

    def __new__(cls, children: Iterable[Inline], origin: Origin) -> Self:
        said = super().__new__(cls, children)
        said.origin = origin
        return said


def still_said(children: tuple[Inline, ...], before: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return nodes that were made of others, with the origin of these where they have one."""
    return Said(children, before.origin) if isinstance(before, Said) else children


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text: level 2 for a section, 3 below it."""

    level: int
    anchor: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    ordered: bool
    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A cleaned image: bytes without metadata, its media type, size in CSS pixels, and its text alternative.

    One that casebook drew of data is printed in the size that it has.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    alt: str
    is_of_data: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of a figure; `label` is its letter, "" where the figure has only one part."""

    anchor: str
    label: str
    image: Image
    caption: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A numbered figure; `is_wide` when it stands across both columns of a page."""

    anchor: str
    label: str
    panels: tuple[Panel, ...]
    caption: tuple[Inline, ...]
    credit: tuple[Inline, ...]
    is_wide: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its head, whether its cells name their rows, and how they are aligned."""

    head: tuple[Inline, ...]
    is_header: bool
    align: Literal["start", "decimal"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `fraction` counts the characters after the decimal mark (0 without one), None for words."""

    blocks: tuple[Paragraph | ItemList, ...]
    fraction: int | None = None

    @property
    def children(self) -> tuple[Inline, ...]:
        """All its inline nodes, in reading order; those of one paragraph remember which field says them."""
        if len(self.blocks) == 1 and isinstance(self.blocks[0], Paragraph):
            return self.blocks[0].children
        return tuple(node for block in self.blocks for node in _inside(block))


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote of a table: its letter, and what it says; `citations` are the anchors of the marks that name it."""

    anchor: str
    mark: str
    children: tuple[Inline, ...]
    citations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A numbered table: caption above, notes and lettered footnotes below; every row has a cell for each column."""

    anchor: str
    label: str
    caption: tuple[Inline, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[tuple[Inline, ...], ...]
    footnotes: tuple[Footnote, ...]
    is_wide: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """A boxed notice: what a reader must know before or beside the text (`role`: fictional, draft, note)."""

    role: str
    children: tuple[Inline, ...]


Block = Paragraph | Heading | ItemList | Figure | Table | Notice


def _inside(block: Paragraph | ItemList) -> tuple[Inline, ...]:
    if isinstance(block, Paragraph):
        return block.children
    return tuple(node for item in block.items for node in item)


def plain(children: tuple[Inline, ...]) -> str:
    """Return the words of inline nodes without marks or citations, as a bookmark or a title wants them."""
    return "".join(_plain(child) for child in children)


def _plain(node: Inline) -> str:
    match node:
        case Words(text) | Unbroken(text):
            return text
        case Breakable(pieces):
            return "".join(pieces)
        case CrossReference(_, label) | Gap(label):
            return label
        case Citation() | NoteMark():
            return ""
        case _:
            return plain(node.children)
