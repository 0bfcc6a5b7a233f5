"""What an article says in English because the catalogue of its language does not know the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from casebook.case import Case
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.languages import Language
from casebook.project import bundled
from casebook.report.labels import LICENSED

LACKING = Kind(
    "languages.lacking",
    Severity.ERROR,
    N_("The catalogue of {language} lacks {count} of the words of this article, which would be in English: {words}."),
    N_("Translate them in locales/{code}.po, a file whose entries locales/casebook.pot lists."),
)
_SHOWN = 3
_OF_PAGE = re.compile(r'_\(\s*"((?:[^"\\]|\\.)*)"')


def unsaid(case: Case, language: Language, *, is_draft: bool) -> Iterator[Finding]:
    """Yield one finding for a language that was asked for words which it does not have."""
    later = _words_of_the_page() | ({LICENSED} if case.file.article.license else set())  # said when a file is written
    lacking = sorted(language.unsaid | {words for words in later if not language.knows(words)})
    if lacking:
        shown = ", ".join(f"“{words}”" for words in lacking[:_SHOWN]) + (", …" if len(lacking) > _SHOWN else "")
        kind = replace(LACKING, severity=Severity.WARNING) if is_draft else LACKING
        yield kind.at(case.at(("languages",)), code=language.code, count=len(lacking), words=shown)


@lru_cache(maxsize=1)
def _words_of_the_page() -> frozenset[str]:
    """Return the words that stand in the templates of an article."""
    folder = bundled("templates")
    files = (folder / "article.html", folder / "front.html", *sorted((folder / "nodes").glob("*.html")))
    return frozenset(found[1] for file in files for found in _OF_PAGE.finditer(file.read_text(encoding="utf-8")))
