"""A hand-made Report of realistic length, in English and in Portuguese, for tests of what formats write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from casebook.languages import Language, load_language
from casebook.nodes import (
    Block,
    Breakable,
    Cell,
    Citation,
    Column,
    CrossReference,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Image,
    Inline,
    ItemList,
    Link,
    Notice,
    Panel,
    Paragraph,
    Ref,
    Table,
    Unbroken,
    Words,
)
from casebook.prose import typeset
from casebook.report.model import AbstractPart, Affiliation, Alternate, Byline, Front, RailItem, Reference, Report

_FOLDER = Path(__file__).parent / "sample"
_SIZES = {"course": (658, 236), "effusion": (316, 214)}
_REFERENCES = re.findall(r"(?m)^\d+ (\w+) (.*)$", (_FOLDER / "references.txt").read_text(encoding="utf-8"))
_INLINE = re.compile(
    r"‹(?P<unbroken>[^›]+)›|⟨(?P<pieces>[^⟩]+)⟩|\{(?P<cites>[\d,-]+)\}|@(?P<target>[a-z]+:\w+)|\*(?P<em>[^*]+)\*"
)


@dataclass(frozen=True)
class SampleWords:
    """The words of one language that are not prose, as in `sample/words.*.yaml`."""

    code: str
    lang: str
    name: str
    mark: str
    group: str
    article_type: str
    running_title: str
    title: str
    abstract_label: str
    abstract: dict[str, str]
    keywords_label: str
    keywords: list[str]
    department: str
    school: str
    country: str
    dates: list[str]
    fictional: str
    labels: dict[str, str]
    captions: dict[str, str]
    alts: dict[str, str]
    credit: str
    tables: dict[str, list[list[str]]]
    notes: dict[str, list[str]]
    drawn: list[str]
    rail: dict[str, str]


@lru_cache
def sample_words(code: str) -> SampleWords:
    return SampleWords(**yaml.safe_load((_FOLDER / f"words.{code}.yaml").read_text(encoding="utf-8")))


def sample_report(code: str = "en", language: Language | None = None) -> Report:
    """Return the sample article in English ("en") or Portuguese ("pt")."""
    words, other = sample_words(code), sample_words("pt" if code == "en" else "en")
    writer = _Writer(words)
    body, back = writer.blocks((_FOLDER / f"{code}.txt").read_text(encoding="utf-8"))
    return Report(
        language=language or load_language(code),
        stem=f"sample.{code}",
        article_type=words.article_type,
        journal="Example Journal of Medicine",
        running_title=words.running_title,
        short_citation="Souza Filho MAS et al. Example J Med. 2026;144(3):e2026001",
        fronts=(_front(words), _front(other)),
        authors=(
            Byline("Maria Aparecida da Silva Souza Filho", ("1",), "0000-0002-1825-0097"),
            Byline("Carla Regina D’Ávila", ("1", "2"), "0000-0001-5109-3700"),
            Byline("João Pedro de Oliveira Neto", ("2",), None),
        ),
        affiliations=(
            Affiliation("1", f"{words.department}, Example Hospital, São Paulo (SP), {words.country}"),
            Affiliation("2", f"{words.school}, Example University, Campinas (SP), {words.country}"),
        ),
        rail=_rail(words),
        notices=(Notice("fictional", writer.inlines(words.fictional)),),
        body=body,
        back=back,
        references=writer.references(),
        alternates=(Alternate(other.lang, other.name, f"sample.{other.code}"),),
        doi="10.5555/casebook.sample.2026",
        license="CC BY 4.0",
        date="2026-07-01",
        is_draft=False,
        is_fictional=True,
    )


def _front(words: SampleWords) -> Front:
    parts = tuple(AbstractPart(label, (Words(text),)) for label, text in words.abstract.items())
    title, keywords = (Words(words.title),), tuple(words.keywords)
    return Front(words.lang, title, words.abstract_label, parts, words.keywords_label, keywords)


def _rail(words: SampleWords) -> tuple[RailItem, ...]:
    address = Link("mailto:maria.souza@example.org", (Words("maria.souza@example.org"),))
    doi = Link("https://doi.org/10.5555/casebook.sample.2026", typeset("doi:10.5555/casebook.sample.2026"))
    cited = f"Souza Filho MAS, D’Ávila CR, Oliveira Neto JP. {words.title}. Example J Med. 2026;144(3):e2026001. "
    license_link = Link("https://creativecommons.org/licenses/by/4.0/", (Unbroken("CC BY 4.0"),))
    dates = dict(zip(("received", "accepted", "published"), words.dates, strict=True))
    return (
        RailItem("correspondence", words.rail["correspondence"], (Words("Maria A. S. Souza Filho, "), address)),
        *(RailItem(role, words.rail[role], (Words(date),)) for role, date in dates.items()),
        RailItem("how-to-cite", words.rail["cite"], (Words(cited), doi)),
        RailItem("license", words.rail["license"], (license_link,)),
    )


class _Writer:
    """Turns the sample's shorthand into nodes, counting citations as compose does."""

    def __init__(self, words: SampleWords) -> None:
        self.words = words
        self.anchors: dict[int, list[str]] = {}

    def blocks(self, text: str) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        body: list[Block] = []
        back: list[Block] = []
        items: list[tuple[Inline, ...]] = []
        for line in filter(None, text.splitlines()):
            if found := re.match(r"\d+\. (.*)", line):
                items.append(self.inlines(found[1]))
                continue
            if items:
                body.append(ItemList(True, tuple(items)))
                items.clear()
            (back if line.startswith("= ") or back else body).append(self.block(line))
        return tuple(body), tuple(back)

    def block(self, line: str) -> Block:
        mark, _, rest = line.partition(" ")
        match mark:
            case "#":
                return Heading(2, _slug(rest), self.inlines(rest))
            case "##" | "=":
                return Heading(3, _slug(rest), self.inlines(rest))
            case "!note":
                return Notice("note", self.inlines(rest))
            case "!figure":
                return self.figure(rest)
            case "!table":
                return self.table(rest)
            case _:
                return Paragraph(self.inlines(line))

    def inlines(self, text: str) -> tuple[Inline, ...]:
        nodes: list[Inline] = []
        end = 0
        for found in _INLINE.finditer(text):
            nodes += [Words(text[end : found.start()])] if found.start() > end else []
            nodes.append(self.inline(found))
            end = found.end()
        return (*nodes, Words(text[end:])) if text[end:] else tuple(nodes)

    def inline(self, found: re.Match[str]) -> Inline:
        if found["unbroken"]:
            return Unbroken(found["unbroken"].replace(" ", "\N{NO-BREAK SPACE}"))
        if found["pieces"]:
            return Breakable(tuple(found["pieces"].split("|")))
        if found["em"]:
            return Emphasis((Words(found["em"]),))
        if found["target"]:
            anchor = found["target"].replace(":", "-")
            return CrossReference(anchor, self.words.labels[anchor])
        parts = (part.replace("-", "–") for part in re.findall(r"\d+|[,-]", found["cites"]))
        return Citation(tuple(self.ref(int(part)) if part.isdigit() else part for part in parts), superscript=True)

    def ref(self, number: int) -> Ref:
        key = _REFERENCES[number - 1][0]
        mentions = self.anchors.setdefault(number, [])
        mentions.append(f"cite-{key}-{len(mentions) + 1}")
        return Ref(key, number, f"ref-{key}", mentions[-1])

    def figure(self, name: str) -> Figure:
        drawing = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8").format(*self.words.drawn)
        image = Image(drawing.encode(), "image/svg+xml", *_SIZES[name], self.words.alts[name])
        anchor, is_wide = f"figure-{name}", name == "course"
        caption = self.inlines(self.words.captions[anchor])
        credit = () if is_wide else self.inlines(self.words.credit)
        return Figure(anchor, self.words.labels[anchor], (Panel(anchor, "", image, ()),), caption, credit, is_wide)

    def table(self, name: str) -> Table:
        anchor, is_wide = f"table-{name}", name == "search"
        heads, *rows = self.words.tables[name]
        columns = tuple(
            Column(self.inlines(head), place == 0, "decimal" if place in (1, 2) and not is_wide else "start")
            for place, head in enumerate(heads)
        )
        cells = tuple(tuple(self.cell(text, columns[place]) for place, text in enumerate(row)) for row in rows)
        notes = tuple(self.inlines(note) for note in self.words.notes.get(name, ()))
        caption = self.inlines(self.words.captions[anchor])
        return Table(anchor, self.words.labels[anchor], caption, columns, cells, notes, (), is_wide)

    def cell(self, text: str, column: Column) -> Cell:
        if column.align == "decimal":
            mark, group = re.escape(self.words.mark), re.escape(self.words.group)
            number = re.fullmatch(rf"[\d{group}]+(?:{mark}(\d+))?", text)
            return Cell((Paragraph((Words(text),)),), len(number[1] or "") if number else None)
        children = (Breakable(tuple(re.findall(r"[^|]+", text))),) if "|" in text else self.inlines(text)
        return Cell((Paragraph(children),))

    def references(self) -> tuple[Reference, ...]:
        return tuple(
            Reference(number, key, f"ref-{key}", _entry(text), tuple(self.anchors.get(number, ())))
            for number, (key, text) in enumerate(_REFERENCES, start=1)
        )


def _entry(text: str) -> tuple[Inline, ...]:
    words, _, doi = text.partition(" doi:")
    return (Foreign("en", (Words(words + " "),)), Link(f"https://doi.org/{doi}", typeset("doi:" + doi)))


def _slug(heading: str) -> str:
    return re.sub(r"\W+", "-", heading.lower()).strip("-")
