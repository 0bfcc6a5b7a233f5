"""What a citation engine returns → nodes: its few tags, the marks we sent through it, and full stops too many."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from casebook.nodes import Breakable, Emphasis, Foreign, Inline, Link, Strong, Subscript, Superscript, Words
from casebook.prose import doi_address
from casebook.prose.typography import set_unchanged

# Stand-ins that pass through the engine unchanged: an address, the two ends of a title in another
# language, a dash, a sign < that begins no tag.
DOI, URL, PMID, FOREIGN, FOREIGN_END, DASH, LESS = (chr(0xE000 + number) for number in range(7))
MARKS = DOI + URL + PMID + FOREIGN + FOREIGN_END + DASH

_TOKEN = re.compile(rf"(</?(?:i|b|sup|sub)>|[{DOI}-{FOREIGN_END}])")
_ENDS = rf"(?:</(?:i|b|sup|sub)>|{FOREIGN_END})"
_STOP_AFTER_QUESTION = re.compile(rf"([?!][”’]?{_ENDS}*)\.(?=\s|$)")
_DOUBLE_STOP = re.compile(rf"(\.(?:[”’]|{_ENDS})+)\.")
_SIMPLE_TAGS: Mapping[str, type[Emphasis | Strong | Superscript | Subscript]] = {
    "i": Emphasis,
    "b": Strong,
    "sup": Superscript,
    "sub": Subscript,
}


def to_nodes(rendered: str, links: Mapping[str, Inline], lang: str) -> tuple[Inline, ...]:
    """Return an entry as nodes; `links` says what each address mark stands for, `lang` which language FOREIGN marks.

    A tag without its partner is printed as typed.
    """
    rendered = _DOUBLE_STOP.sub(r"\1", _STOP_AFTER_QUESTION.sub(r"\1", rendered)).replace(DASH, "–")
    levels: list[tuple[str, list[Inline]]] = [("", [])]
    for token in _TOKEN.split(rendered):
        if token in links:
            _append_address(levels[-1][1], links[token])
        elif token == FOREIGN or re.fullmatch(r"<\w+>", token):
            levels.append((token.strip("<>"), []))
        elif token == FOREIGN_END or re.fullmatch(r"</\w+>", token):
            _close(levels, FOREIGN if token == FOREIGN_END else token.strip("</>"), lang)
        else:
            levels[-1][1].extend(set_unchanged(token.replace(LESS, "<")))
    while len(levels) > 1:
        _leave_open(levels)
    return _merged(levels[0][1])


def as_typed(text: str) -> str:
    """Return plain words for an item, in which `<i>` is no tag but prints as typed."""
    return text.replace("<", LESS)


def _append_address(nodes: list[Inline], address: Inline) -> None:
    """Append an address; what is glued to it ("doi:") joins the link, so that no line ends in between."""
    last = nodes[-1] if nodes else None
    if isinstance(last, Words) and isinstance(address, Link) and isinstance(address.children[0], Breakable):
        before, space, glued = last.text.rpartition(" ")
        first, *rest = address.children[0].pieces
        nodes[-1] = Words(before + space)
        address = Link(address.href, (Breakable((glued + first, *rest)),))
    nodes.append(address)


def _close(levels: list[tuple[str, list[Inline]]], name: str, lang: str) -> None:
    """Close the level `name`; what was opened in it and not closed becomes words again."""
    if all(name != opened for opened, _ in levels):
        levels[-1][1].append(Words(f"</{name}>"))
        return
    while levels[-1][0] != name:
        _leave_open(levels)
    _, inside = levels.pop()
    children = _merged(inside)
    levels[-1][1].append(Foreign(lang, children) if name == FOREIGN else _SIMPLE_TAGS[name](children))


def _leave_open(levels: list[tuple[str, list[Inline]]]) -> None:
    name, inside = levels.pop()
    levels[-1][1].extend([Words(f"<{name}>"), *inside] if name != FOREIGN else inside)


def _merged(nodes: list[Inline]) -> tuple[Inline, ...]:
    merged: list[Inline] = []
    for node in nodes:
        if isinstance(node, Words) and merged and isinstance(merged[-1], Words):
            merged[-1] = Words(merged[-1].text + node.text)
        else:
            merged.append(node)
    return tuple(merged)


def doi_link(doi: str) -> Link:
    """Return a DOI linked to its resolver; it breaks after slashes and dots, never inside `10.1182/`."""
    prefix, slash, suffix = doi.partition("/")
    return Link(doi_address(doi), (Breakable((prefix + slash, *_pieces(suffix))),))


def url_link(url: str) -> Link | Words:
    """Return an address of the web as a link that breaks after its signs; anything else as words without a link."""
    scheme = re.match(r"https?://", url)
    if not scheme:
        return Words(url)
    first, *rest = _pieces(url[scheme.end() :])
    return Link(quote(url, safe="/:;()?&=#%+,@!$*'~[]"), (Breakable((scheme[0] + first, *rest)),))


def pmid_link(pmid: str) -> Link:
    """Return a PubMed number linked to its record."""
    return Link(f"https://pubmed.ncbi.nlm.nih.gov/{quote(pmid, safe='')}/", (Words(pmid),))


def _pieces(text: str) -> tuple[str, ...]:
    """Return `text` cut after its signs, in pieces of four characters or more, so that no line ends in a stub."""
    pieces = [""]
    for part in re.split(r"(?<=[/.?&=#:;_-])(?![/.?&=#:;_-])", text):
        if len(pieces[-1]) < 4:
            pieces[-1] += part
        else:
            pieces.append(part)
    if len(pieces) > 1 and len(pieces[-1]) < 4:
        pieces[-2:] = ["".join(pieces[-2:])]
    return tuple(pieces)


# The CSL variables that are addresses: the mark that stands for each, and its link.
ADDRESSES: Mapping[str, tuple[str, Callable[[str], Link | Words]]] = {
    "DOI": (DOI, doi_link),
    "URL": (URL, url_link),
    "PMID": (PMID, pmid_link),
}


def address_links(csl: Mapping[str, object]) -> dict[str, Inline]:
    """Return what to print in the place of each address mark of an item."""
    return {mark: link(str(csl[name])) for name, (mark, link) in ADDRESSES.items() if name in csl}
