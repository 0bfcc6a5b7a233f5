"""Drugs by the name of another language: rituximab in Portuguese, ceftriaxona in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from casebook.checks.language.forms import FOREIGN_FORM, TOLD_OF
from casebook.checks.passages import Passage
from casebook.checks.tables import rows_of
from casebook.clinical.drugs import DRUGS
from casebook.findings import Finding
from casebook.languages import available, load_language


def drug_names(passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """Yield a warning for each drug that is named as another language names it, unless the text says that it does."""
    names = _foreign(passages[0].code)
    either = "|".join(sorted(names, key=len, reverse=True)) or r"(?!)"
    for passage in passages:
        for match in re.finditer(rf"(?<![\w*/-])(?:{either})(?![\w-])", passage.prose, re.IGNORECASE):
            begin, end = passage.clause(match.start())
            if not TOLD_OF.search(passage.words[begin:end]):
                right = names[match[0].lower()]
                right = right.capitalize() if match[0][0].isupper() else right
                yield passage.tell_at(FOREIGN_FORM, *match.span(), right, right=right, long="")


@lru_cache(maxsize=8)
def _foreign(code: str) -> Mapping[str, str]:
    """Return the names of one word that other languages give a drug, and how this one does; not those that it has too.

    Of tacrolimo and tacrolimus either is Portuguese, and only a mix is told.
    """
    own = {drug: load_language(code).words(drug) for drug in DRUGS}
    taken = {name.casefold() for name in own.values()}
    taken |= {row[name] for row in rows_of("doublets") if row["language"] == code for name in ("one", "other")}
    others = [(drug, load_language(other).words(drug)) for other in available() if other != code for drug in DRUGS]
    return {name: own[drug] for drug, name in others if name.isalpha() and own[drug].isalpha() and name not in taken}
