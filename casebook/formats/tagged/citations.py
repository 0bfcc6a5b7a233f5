"""A reference as JATS writes it twice: as it is printed, and its facts in elements without punctuation or italics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from casebook.formats.tagged.elements import Content, Element, el, told
from casebook.formats.tagged.ids import Ids
from casebook.formats.tagged.inlines import tagged
from casebook.nodes import Breakable, Emphasis, Foreign, Inline, Strong, Unbroken, Words
from casebook.references.markup import to_nodes
from casebook.references.names import KIN, OTHERS, Name
from casebook.report.publication import CitedWork

_OTHER = "other"
# The values of SciELO PS for the types of CSL, and the element of each that holds the title of the work itself.
_TYPES = {
    "article-journal": ("journal", "article-title"),
    "chapter": ("book", "chapter-title"),
    "paper-conference": ("confproc", "article-title"),
    "book": ("book", "source"),
    "thesis": ("thesis", "source"),
    "report": ("report", "source"),
    "webpage": ("webpage", "source"),
}
_TEXTS = {
    "edition": "edition",
    "publisher-place": "publisher-loc",
    "publisher": "publisher-name",
    "volume": "volume",
    "issue": "issue",
}


def reference(work: CitedWork, ids: Ids) -> Element:
    """Return a reference: its number, its entry as the main text prints it, its facts one by one."""
    kind, _ = _kind(work.csl)
    facts = el("element-citation", *_facts(work.csl, ids), publication_type=kind)
    printed = el("mixed-citation", *tagged(_with_words(work.entry), ids))
    return el("ref", el("label", str(work.number)), printed, facts, id=ids.of(f"ref-{work.key}"))


def _with_words(entry: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return an entry with words of its own, which SciELO's checker looks for; one in another language has none."""
    if any(isinstance(node, Words | Unbroken | Breakable) for node in entry):
        return entry
    return tuple(part for node in entry for part in (node.children if isinstance(node, Foreign) else (node,)))


def _kind(csl: Mapping[str, object]) -> tuple[str, str]:
    return _TYPES.get(str(csl.get("type")), (_OTHER, "source"))


def _facts(csl: Mapping[str, object], ids: Ids) -> Iterator[Element]:
    _, title = _kind(csl)
    yield from _people(csl, "author")
    yield from _worded(title, csl.get("title"), ids)
    yield from _people(csl, "editor")
    if title != "source":
        yield from _worded("source", csl.get("container-title"), ids)
    for variable, tag in _TEXTS.items():
        yield from _worded(tag, csl.get(variable), ids)
    yield from _date(csl)
    yield from _pages(str(csl.get("page", "")))
    yield from _worded("comment", csl.get("genre"), ids)
    yield from told("pub-id", str(csl.get("number", "")), pub_id_type=_OTHER)
    for variable, kind in (("DOI", "doi"), ("PMID", "pmid")):
        yield from told("pub-id", str(csl.get(variable, "")), pub_id_type=kind)
    address = str(csl.get("URL", ""))
    if re.match(r"https?://", address):
        yield el("ext-link", address, ext_link_type="uri", xlink_href=address)
    yield from told("date-in-citation", _iso(csl.get("accessed")), content_type="access-date")


def _worded(tag: str, value: object, ids: Ids) -> Iterator[Element]:
    """Yield what a field says; of its marks only raised and lowered signs are kept, without which m² would be m2."""
    if value:
        yield el(tag, *_bare(to_nodes(str(value), {}, ""), ids))


def _bare(nodes: Iterable[Inline], ids: Ids) -> Iterator[Content]:
    for node in nodes:
        if isinstance(node, Emphasis | Strong | Foreign):
            yield from _bare(node.children, ids)
        else:
            yield from tagged((node,), ids)


def _people(csl: Mapping[str, object], role: str) -> Iterator[Element]:
    names = cast(list[Name], csl.get(role, []))
    if names:
        yield el("person-group", *map(_person, names), person_group_type=role)


def _person(name: Name) -> Element:
    """Return a person by the parts of the name, an institution whole, or the mark of those who are not named."""
    if name == OTHERS:
        return el("etal")
    if "literal" in name:
        return el("collab", name["literal"])
    before, space, last = name.get("family", "").rpartition(" ")
    family, kin = (before, last) if space and last in KIN else (before + space + last, "")
    family = " ".join(filter(None, (name.get("non-dropping-particle"), family)))
    given = " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))
    parts = (("surname", family), ("given-names", given), ("suffix", name.get("suffix", kin)))
    return el("name", *(part for tag, words in parts for part in told(tag, words)))


def _parts(date: object) -> tuple[int, ...]:
    """Return year, month and day of a CSL date, as far as they are known."""
    parts = date.get("date-parts") if isinstance(date, Mapping) else None
    return tuple(int(part) for part in parts[0]) if parts else ()


def _iso(date: object) -> str:
    year, *rest = _parts(date) or (0,)
    if not year:
        return str(date.get("literal", "")) if isinstance(date, Mapping) else ""
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def _date(csl: Mapping[str, object]) -> Iterator[Element]:
    parts = _iso(csl.get("issued")).split("-") if _parts(csl.get("issued")) else ()
    yield from (el(tag, part) for tag, part in reversed([*zip(("year", "month", "day"), parts, strict=False)]))


def _pages(pages: str) -> Iterator[Element]:
    """Yield the first and the last page; one number with letters that is no range is an article's."""
    first, last = pages.partition(",")[0].partition("-")[0].strip(), re.split("[,-]", pages)[-1].strip()
    if pages and first == last and not re.fullmatch(r"S?\d+", pages):
        yield el("elocation-id", pages)
        return
    yield from told("fpage", first)
    yield from told("lpage", last if last != first else "")
    yield from told("page-range", pages if "," in pages else "")
