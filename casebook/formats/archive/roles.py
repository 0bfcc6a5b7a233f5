"""Which element of HTML is what in the structure of a PDF (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from typing import Any, Literal

_ROLES = {
    "header": "Sect", "footer": "Sect", "nav": "Sect", "section": "Sect", "aside": "Sect", "article": "Art",
    "p": "P", "pre": "P", "dt": "P", "dd": "P", "summary": "P", "address": "P", "blockquote": "BlockQuote",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "li": "LI",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "figure": "Div", "img": "Figure", "figcaption": "Caption", "caption": "Caption",
}  # fmt: skip
_INLINE = frozenset(("span", "a", "b", "i", "em", "strong", "sup", "sub", "mark", "small", "cite", "abbr", "q", "code"))
_GROUPS = frozenset(("Document", "Sect", "Art", "Div", "BlockQuote"))
_SCOPES = {"col": "/Column", "row": "/Row"}

Value = str | int | dict[str, "Value"]


def role_of(element: Any, changes_language: bool) -> str | None:
    """Return the role of an element; None for one that only matters to the eye: what it holds belongs to its parent."""
    if element.tag == "a" and element.get("href"):
        return "Link"
    if element.tag in _ROLES or not changes_language:
        return _ROLES.get(element.tag)
    return "Span" if element.tag in _INLINE else "Div"


def holds_no_text(role: str) -> bool:
    """Say whether a role only groups others, so that text in it needs a paragraph of its own."""
    return role in _GROUPS


def attributes_of(element: Any, role: str) -> dict[str, Value]:
    """Return what the structure says of an element besides its role and its language."""
    owner: Literal["/Table", "/List"] = "/List" if role == "L" else "/Table"
    found: dict[str, Value] = {}
    if role == "L":
        found["ListNumbering"] = "/Decimal" if element.tag == "ol" else "/Disc"
    if role == "TH":
        found["Scope"] = _SCOPES.get(element.get("scope", "col"), "/Column")
    if role in ("TH", "TD"):
        spans = (("ColSpan", "colspan"), ("RowSpan", "rowspan"))
        found |= {name: int(element.get(key)) for name, key in spans if element.get(key, "1").strip() not in ("1", "")}
    return {"O": owner, **found} if found else {}
