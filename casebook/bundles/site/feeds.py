"""What other programs read of the whole site: an Atom feed for each language, a map of the site, robots.txt.

All but robots.txt needs whole addresses, and is left out where casebook.yaml does not tell that of the site. Fictional
cases are in none of them. Sources: RFC 4287; sitemaps.org, with Google's alternates; RFC 9309.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from casebook.bundles.site.addresses import page_path
from casebook.bundles.site.card import Card
from casebook.languages import Language
from casebook.settings import TITLE, Site, address, said

_NEWEST = 20
_ATOM, _MAP, _XHTML = (
    "http://www.w3.org/2005/Atom",
    "http://www.sitemaps.org/schemas/sitemap/0.9",
    "http://www.w3.org/1999/xhtml",
)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feeds(site: Site, cards: tuple[Card, ...], languages: tuple[Language, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield the files by their paths in the site."""
    root = address(site)
    lines = ["User-agent: *", "Allow: /", *([f"Sitemap: {root}sitemap.xml"] if root else [])]
    yield "robots.txt", ("\n".join(lines) + "\n").encode()
    if not root:
        return
    told = tuple(card for card in cards if card["is_catalogued"])
    for language in languages:
        yield f"{language.code}/feed.xml", _feed(site, root, told, language)
    yield "sitemap.xml", _map(root, told, languages)


def _feed(site: Site, root: str, cards: tuple[Card, ...], language: Language) -> bytes:
    """Return the articles in one language that are newest, or were corrected or retracted last."""
    here = (card for card in cards if language.code in card["languages"])
    own = sorted(here, key=lambda card: card["changed"], reverse=True)[:_NEWEST]
    home, itself = f"{root}{language.code}/", f"{root}{language.code}/feed.xml"
    feed = etree.fromstring(f'<feed xmlns="{_ATOM}"/>')
    feed.set(_LANG, language.tag)
    _add(feed, "title", said(site.title, language, TITLE))
    _add(feed, "id", itself)
    _add(feed, "updated", _moment(own[0]["changed"] if own else "1970-01-01"))
    _add(feed, "link", rel="self", type="application/atom+xml", href=itself)
    _add(feed, "link", rel="alternate", type="text/html", hreflang=language.tag, href=home)
    for card in own:
        page = root + page_path(language.code, card["slug"])
        entry = _add(feed, "entry")
        _add(entry, "title", card["titles"][language.code][1])
        _add(entry, "id", page)
        _add(entry, "updated", _moment(card["changed"]))
        _add(entry, "published", _moment(card["date"]))
        for author in card["authors"]:
            _add(_add(entry, "author"), "name", author["words"][language.code])
        _add(entry, "summary", card["leads"].get(language.code, ""))
        _add(entry, "link", rel="alternate", type="text/html", hreflang=language.tag, href=page)
    return _written(feed)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _map(root: str, cards: tuple[Card, ...], languages: tuple[Language, ...]) -> bytes:
    """Return the addresses of first pages and articles, each with those in the other languages."""
    whole = etree.fromstring(f'<urlset xmlns="{_MAP}" xmlns:xhtml="{_XHTML}"/>')
    tags = {language.code: language.tag for language in languages}
    places = [("", {language.code: f"{root}{language.code}/" for language in languages})]
    places += [(c["changed"], {code: root + page_path(code, c["slug"]) for code in c["languages"]}) for c in cards]
    for day, pages in places:
        for page in pages.values():
            entry = _add(whole, "url")
            _add(entry, "loc", page)
            if day:
                _add(entry, "lastmod", day)
            for code, other in pages.items() if len(pages) > 1 else ():
                etree.SubElement(entry, f"{{{_XHTML}}}link", rel="alternate", hreflang=tags[code], href=other)
    return _written(whole)


def _add(parent: etree._Element, name: str, words: str = "", **attributes: str) -> etree._Element:
    """Return a new element at the end of another one, of the same namespace."""
    made = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}", attributes)
    made.text = words or None
    return made


def _written(tree: etree._Element) -> bytes:
    etree.indent(tree)
    return etree.tostring(tree, xml_declaration=True, encoding="utf-8") + b"\n"
