"""What a report holds: all that one article prints, numbered and worded, with no second language but in fronts."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.languages import Language
from casebook.nodes import Block, Inline, Notice


@dataclass(frozen=True, slots=True)
class AbstractPart:
    """One part of an abstract: its label ("CONTEXT"; None when the abstract is unstructured) and its words."""

    label: str | None
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """Title, abstract and key words in one language, under labels of that language; `lang` is its BCP 47 tag."""

    lang: str
    title: tuple[Inline, ...]
    abstract_label: str
    abstract: tuple[AbstractPart, ...]
    keywords_label: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Byline:
    """One author as printed: name, affiliation marks ("1", "2"), bare ORCID iD or None."""

    name: str
    marks: tuple[str, ...]
    orcid: str | None


@dataclass(frozen=True, slots=True)
class Affiliation:
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class RailItem:
    """One labelled entry of the first page's rail: correspondence, a date, how to cite, the licence."""

    role: str
    label: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the reference list; `citations` are the anchors of the places that cite it."""

    number: int
    key: str
    anchor: str
    children: tuple[Inline, ...]
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same article in another language: BCP 47 tag, the language's own name, and the file's stem."""

    lang: str
    name: str
    stem: str


@dataclass(frozen=True, slots=True)
class Report:
    """One article in one language.

    `fronts[0]` is the article's own language; further fronts are printed in theirs.
    `stem` is the file name without its suffix; `date` is ISO 8601 or None.
    """

    language: Language
    stem: str
    article_type: str
    journal: str
    running_title: str
    short_citation: str
    fronts: tuple[Front, ...]
    authors: tuple[Byline, ...]
    affiliations: tuple[Affiliation, ...]
    rail: tuple[RailItem, ...]
    notices: tuple[Notice, ...]
    body: tuple[Block, ...]
    back: tuple[Block, ...]
    references: tuple[Reference, ...]
    alternates: tuple[Alternate, ...]
    doi: str | None
    license: str
    date: str | None
    is_draft: bool
    is_fictional: bool

    @property
    def lang(self) -> str:
        return self.language.tag
