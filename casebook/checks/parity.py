"""Two languages that do not say the same: other paragraphs, other citations, figures, tables or values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from casebook.case import Case
from casebook.case.texts import every_text
from casebook.checks.about import About
from casebook.clinical.moments import parse_moment
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.prose import Token, tokens
from casebook.source import Scalar

ABOUT = About(
    N_("Two languages that do not say the same."),
    N_(
        "A bilingual article is one article: what is cited, shown and measured in one language and not in the "
        "other was forgotten in one of the two."
    ),
    ("SciELO PS 1.10, sub-article of type translation",),
)
PARAGRAPHS = Kind(
    "parity.paragraphs",
    Severity.WARNING,
    N_("“{field}” has {count} paragraphs in “{code}” and {others} in “{other}”."),
    N_("Give both languages the same paragraphs, each between blank lines."),
)
ONLY_HERE = Kind(
    "parity.only-here",
    Severity.WARNING,
    N_("{token} stands in “{code}” and not, or less often, in “{other}” (“{field}”)."),
    N_("Write it in both languages, or take it out of both."),
)


def run(case: Case) -> Iterator[Finding]:
    """Yield a warning for each text whose languages differ in paragraphs or in what they name."""
    for field, text in every_text(case.file):
        given = [(code, text.versions[code]) for code in case.file.languages if text.get(code)]
        for one, other in pairwise(given):
            if one[1] is not other[1]:
                yield from _differences(field, one, other, case)
                yield from (f for f in _differences(field, other, one, case) if f.kind is ONLY_HERE)


def _differences(field: str, one: tuple[str, Scalar], other: tuple[str, Scalar], case: Case) -> Iterator[Finding]:
    (code, here), (other_code, there) = one, other
    count, others = _paragraphs(here), _paragraphs(there)
    if count != others:
        yield PARAGRAPHS.at(there.place(), field=field, count=count, code=code, others=others, other=other_code)
    left = Counter(_named(tokens(there)))
    unknown = sum(not _is_known(token, case) for token in tokens(there))  # told of already; each may stand for another
    for token in tokens(here):
        names = Counter(_named((token,)))
        if names - left and token.kind == "value" and (unknown or not _is_known(token, case)):
            unknown -= 1
        elif names - left:
            yield ONLY_HERE.at(token.place, token=token.raw, code=code, other=other_code, field=field)
        left -= names


def _is_known(token: Token, case: Case) -> bool:
    """Say whether a token, if it is a value, has the name of something in the case, faulty or not."""
    name = re.split("[.@]", token.keys[0])[0]
    homes = (case.source.data.get(Scalar(home)) for home in ("values", "labs", "regimens", "events"))
    return (
        token.kind != "value"
        or name == "patient"
        or any(Scalar(name) in home for home in homes if isinstance(home, Mapping))
    )


def _paragraphs(passage: Scalar) -> int:
    return len(re.split(r"\n[ \t]*\n\s*", passage.strip()))


def _named(found: tuple[Token, ...]) -> Iterator[tuple[str, ...]]:
    """Yield what tokens name; the form of a value, and the word for a day, are each language's own."""
    for token in found:
        for key in token.keys:
            name, _, when = key.partition("@")
            moment = parse_moment(when)
            yield (token.kind, "patient" if key.startswith("patient") else name, str(moment.key) if moment else when)
