"""Where things stand in the site, by paths from its root, and how their whole addresses are told."""

from __future__ import annotations

import hashlib
import re

from casebook.meant import fold

CASES = "cases"
_INDEX = "index.html"
_LONGEST = 60  # letters of a name in an address
# Folded words of which an address tells all: what stands between them here (a hyphen, for a space too, a full stop, a
# comma, an apostrophe) is never all by which two terms differ, as “+” and “−” are.
_TOLD = re.compile(r"[a-z0-9]+(?:(?:\.?,?-|[‐‑–'’])[a-z0-9]+)*\.?")
_MINUS = re.compile(r"(?<=\w)-(?=\s|$)")


def page_path(code: str, slug: str) -> str:
    """Return where the page of a case stands in a language."""
    return f"{code}/{CASES}/{slug}.html"


def logo_path(media_type: str) -> str:
    return "assets/logo." + {"image/svg+xml": "svg", "image/png": "png"}.get(media_type, "jpg")


def numbered(name: str, number: int) -> str:
    """Return where one page of a list stands; the first has the name of the list alone."""
    return f"{name}{f'--{number}' if number > 1 else ''}.html"


def told(address: str) -> str:
    """Return a whole address as it is told: that of the folder for the first page of one."""
    folder, slash, name = address.rpartition("/")
    return folder + slash if name == _INDEX else address


def same(words: str) -> str:
    """Return words so that those of one meaning are equal: folded, and a hyphen behind a word as the minus it is."""
    return fold(_MINUS.sub("−", words))


def name_in_address(words: str) -> str:
    """Return words as they stand in an address: small letters without accents, digits and hyphens.

    Where that leaves out what may matter, a mark is added that follows from the words alone, by which two of them
    differ: β-talassemia is no talassemia, and CD4+ is not CD4−.
    """
    folded = same(words)
    name = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    is_whole = len(name) <= _LONGEST and _TOLD.fullmatch(folded)
    mark = "" if is_whole else hashlib.sha256(folded.encode()).hexdigest()[:6]
    return "-".join(filter(None, (name[:_LONGEST].strip("-"), mark)))
