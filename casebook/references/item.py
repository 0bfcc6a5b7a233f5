"""One cited work: its key, its facts as CSL-JSON, and where its author wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.findings import Place


@dataclass(frozen=True, slots=True)
class Item:
    """One cited work.

    `csl` holds CSL-JSON variables (https://docs.citationstyles.org/en/stable/specification.html, appendix IV), texts
    with CSL's rich-text tags (`<i>`, `<b>`, `<sup>`, `<sub>`), titles in the letter case of their author.
    `genre` may be one of GENRES, which every language words for itself.
    """

    key: str
    csl: Mapping[str, object]
    place: Place
