"""What a report holds: all that one article prints, numbered and worded, with no second language but in fronts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from casebook.journals.submission import ManuscriptRules
from casebook.languages import Language
from casebook.nodes import Block, Inline, Notice, Origin
from casebook.prose import doi_address


@dataclass(frozen=True, slots=True)
class AbstractPart:
    """One part of an abstract: its label ("CONTEXT"; None when the abstract is unstructured) and its words."""

    label: str | None
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """Title, abstract and key words in one language, under labels of that language; `lang` is its BCP 47 tag.

    `gaps` are the numbers, from 0, of the key words that are missing: a mark stands for each.
    """

    lang: str
    title: tuple[Inline, ...]
    abstract_label: str
    abstract: tuple[AbstractPart, ...]
    keywords_label: str
    keywords: tuple[str, ...]
    gaps: frozenset[int] = frozenset()

    @property
    def said_keywords(self) -> tuple[str, ...]:
        """The key words but the marks of those that are missing, for search engines and a file's properties."""
        return tuple(word for number, word in enumerate(self.keywords) if number not in self.gaps)


@dataclass(frozen=True, slots=True)
class Byline:
    """One author as printed: name, affiliation marks ("1", "2"), bare ORCID iD or None.

    `family` and `given` are the name's parts as a catalogue sorts them: "Almeida Neto", "José Exemplo de", of which
    `particle` is the last word ("de"; "" where there is none).
    """

    name: str
    marks: tuple[str, ...]
    orcid: str | None
    family: str = ""
    given: str = ""
    particle: str = ""

    @property
    def forenames(self) -> str:
        """The given names without the particle."""
        return self.given.removesuffix(self.particle).strip()


@dataclass(frozen=True, slots=True)
class Affiliation:
    mark: str
    text: str
    origin: Origin | None = field(default=None, compare=False)


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
    """The same article in another language: BCP 47 tag, the language's own name, and the file's stem.

    `is_main` where that is the language in which the article was written first.
    """

    lang: str
    name: str
    stem: str
    is_main: bool = False

    @property
    def page(self) -> str:
        """The name of its file in HTML."""
        return f"{self.stem}.html"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What catalogues ask of a published article besides what it prints: journal, place in it, day (ISO 8601).

    `license` is the address of the licence; "" stands for what is not known.
    """

    date: str
    journal: str = ""
    abbreviation: str = ""
    issn: str = ""
    volume: str = ""
    issue: str = ""
    elocation: str = ""
    license: str = ""


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What a title page tells besides the title and the authors: how much there is of what, and statements."""

    counts: tuple[RailItem, ...] = ()
    statements: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One article in one language.

    `fronts[0]` is the article's own language; further fronts are printed in theirs.
    `standing` is what became of it since it was published; of a withdrawn one, nothing of the case is left here.
    `stem` is the file name without its suffix; `date` is ISO 8601 or None.
    `absent` are files of other languages and formats that would lie beside it and do not: no link leads to them.
    `manuscript` is how its journal wants the Word manuscript; `title_page` is for one that stands apart.
    `imprint` is None for what nobody may catalogue: drafts, fictional cases, what is not published or withdrawn.
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
    standing: Literal["", "corrected", "retracted", "withdrawn"] = ""
    imprint: Imprint | None = None
    absent: frozenset[str] = frozenset()
    manuscript: ManuscriptRules = ManuscriptRules()
    title_page: TitlePage = TitlePage()

    @property
    def lang(self) -> str:
        return self.language.tag

    @property
    def printed(self) -> str:
        """The name of its file in PDF."""
        return f"{self.stem}.pdf"

    @property
    def beside(self) -> frozenset[str]:
        """The names of all files that it would lead to: itself as PDF, and as a page in the other languages."""
        return frozenset((self.printed, *(alternate.page for alternate in self.alternates)))

    @property
    def doi_address(self) -> str:
        """Where the article's DOI leads; "" where it has none."""
        return doi_address(self.doi) if self.doi else ""
