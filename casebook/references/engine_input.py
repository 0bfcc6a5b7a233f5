"""An item's CSL-JSON as citeproc-py prints it rightly: each mend answers a fault of version 0.11 and has its test."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from casebook.languages import Language
from casebook.references import markup
from casebook.references.names import OTHERS, Name, initials
from casebook.references.words import GENRES

_NO_MARKS = dict.fromkeys(map(ord, markup.MARKS))
# Suffixes as Citing Medicine, 2nd ed., prints them.
_RANKS = {"II": "2nd", "III": "3rd", "IV": "4th"}


def engine_input(csl: Mapping[str, object], language: Language) -> dict[str, object]:
    """Return the CSL-JSON with initials made, roman pages kept whole, addresses and foreign titles as marks."""
    ready = {name: _unmarked(value) for name, value in csl.items()}
    for role in ("author", "editor"):
        if role in csl:
            ready[role] = [_name(person, language) for person in cast(list[Name], csl[role])]
    for variable, (mark, _) in markup.ADDRESSES.items():
        if variable in csl:
            ready[variable] = mark
    if csl.get("genre") in GENRES:
        ready["genre"] = language.words(str(csl["genre"]))
    for variable in ("volume", "issue"):
        if variable in ready:
            ready[variable] = re.sub(r"(?<=\d)-(?=\d)", markup.DASH, str(ready[variable]))
    if "page" in ready:
        ready["page"] = ",".join(_page(pages) for pages in str(ready["page"]).split(","))
    return ready | _foreign_titles(ready, language)


def _unmarked(value: object) -> object:
    return value.translate(_NO_MARKS) if isinstance(value, str) else value


def _name(person: Name, language: Language) -> Name:
    """Return a name with spaced initials, which every engine joins alike; citeproc-py makes "S" of "SJ"."""
    if person == OTHERS:
        return {"literal": language.words("et al.")}
    ready = {part: text.translate(_NO_MARKS) for part, text in person.items()}
    if "given" in ready:
        ready["given"] = " ".join(initials(ready["given"]))
    if "suffix" in ready:
        ready["suffix"] = _RANKS.get(ready["suffix"], ready["suffix"])
    return {part: text for part, text in ready.items() if text}


def _page(pages: str) -> str:
    """Return pages with a dash that citeproc-py does not see where it would cut "xii-xv" to "xii–v"."""
    return pages if re.fullmatch(r" ?([A-Za-z]?)\d+-\1\d+", pages) else pages.replace("-", markup.DASH)


def _foreign_titles(csl: Mapping[str, object], language: Language) -> dict[str, object]:
    """Return the titles between marks where the work is in another language than the article."""
    written = str(csl.get("language", "")).partition("-")[0]
    if not written or written == language.tag.partition("-")[0]:
        return {}
    titles = ("title",) if csl.get("type") == "article-journal" else ("title", "container-title")
    return {name: f"{markup.FOREIGN}{csl[name]}{markup.FOREIGN_END}" for name in titles if name in csl}
