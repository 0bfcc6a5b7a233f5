"""Two languages that do not say the same: other paragraphs, citations, figures, values, numbers, drugs, genes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from casebook.case import Case
from casebook.case.pairs import Pair, Side, every_pair
from casebook.case.texts import as_written, every_text
from casebook.checks.about import About
from casebook.checks.parity.apart import Apart, numbers_apart, tokens_apart, unsigned, without_unknown
from casebook.checks.parity.names import Named, drugs_in, genes_in, hints_at, language_called, markers_in, mentions
from casebook.checks.parity.opposites import opposites
from casebook.checks.parity.passages import Passage, aligned
from casebook.checks.parity.tongue import are_swapped, language_of
from casebook.checks.parity.units import units_apart
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal
from casebook.prose import masked, paragraphs
from casebook.report.model import Report
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
    N_("“{field}” has {count} paragraphs in {language} and {others} in {other_language}."),
    N_("Give both languages the same paragraphs, each between blank lines."),
)
ITEMS = Kind(
    "parity.items",
    Severity.WARNING,
    N_("This list has {count} items in {language} and {others} in {other_language} (“{field}”)."),
    N_("Give both languages the same items."),
)
ONLY_HERE = Kind(
    "parity.only-here",
    Severity.WARNING,
    N_("{token} stands in {language} and not, or less often, in {other_language} (“{field}”)."),
    N_("Write it in both languages, or take it out of both."),
)
ELSEWHERE = Kind(
    "parity.other-paragraph",
    Severity.WARNING,
    N_("“{typed}” stands in this paragraph in {language}, and in another in {other_language} (“{field}”)."),
    N_("Let both languages say it in the same paragraph."),
)
_COMPARE = N_("Compare with the record, and write what is right in both; a number under “values:” is written once.")
NUMBER = Kind(
    "parity.number",
    Severity.WARNING,
    N_("“{typed}” stands here in {language}, and no such number in this paragraph in {other_language} (“{field}”)."),
    _COMPARE,
)
# Of all numbers that a text lacks whose paragraphs do not pair
_LACKING = N_("Nowhere in this part stands in {other_language} what stands here in {language} (“{field}”): “{typed}”.")
DIFFERENT = Kind(
    "parity.other-number",
    Severity.WARNING,
    N_("“{typed}” stands here in {language}, and “{there}” in {other_language} (“{field}”)."),
    _COMPARE,
)
UNIT = Kind(
    "parity.unit",
    Severity.WARNING,
    N_("“{typed}” stands here in {language}, and “{there}” in {other_language}: one number, two units (“{field}”)."),
    N_("Compare with the record, and write the same unit in both."),
)
OPPOSITE = Kind(
    "parity.opposite",
    Severity.WARNING,
    N_("“{typed}” stands here in {language}, and its opposite, “{there}”, in {other_language} (“{field}”)."),
    N_("Compare with the record, and write what is right in both."),
)
PERCENT = Kind(
    "parity.percent",
    Severity.WARNING,
    N_("“{typed}” is a percentage in {language}, and in {other_language} its sign is missing (“{field}”)."),
    N_("Write the sign in both languages, or in neither."),
)
_BOTH = N_("Name it in both languages, or in neither.")
DRUG = Kind(
    "parity.drug",
    Severity.WARNING,
    N_("The drug “{typed}” is named in {language} and not in {other_language} (“{field}”)."),
    N_("Name it in both languages, or in neither; its name there is “{there}”."),
)
GENE = Kind(
    "parity.gene",
    Severity.WARNING,
    N_("The gene {typed} is named in {language} and not in {other_language} (“{field}”)."),
    _BOTH,
)
MARKER = Kind(
    "parity.marker",
    Severity.WARNING,
    N_("The marker {typed} is named in {language} and not in {other_language} (“{field}”)."),
    _BOTH,
)
ABSTRACT = Kind(
    "parity.abstract",
    Severity.WARNING,
    N_("The abstract has parts in {language}, and this one is missing there."),
    N_("Write “{name}” in that language too, or take the other parts out of it."),
)
KEYWORD = Kind(
    "parity.keyword",
    Severity.WARNING,
    N_("The other key words have a pair in {language}, and “{typed}” has none."),
    N_("Write it behind “{code}:”, as MeSH and DeCS pair the two."),
)
LANGUAGE = Kind(
    "parity.language",
    Severity.WARNING,
    N_("This paragraph is given as {language}, and its words are {other_language} (“{field}”)."),
    N_("Translate it, or write it behind “{other_code}:”."),
)
_TITLES = ("title", "article.running-title")
_NAMES = ("authors.", "affiliations.")  # of people and of places, in whatever language


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield a warning for whatever one language says and another does not, text by text and paragraph by paragraph."""
    numbers = {name: tuple(number.value for number in quantity.numbers) for name, quantity in case.quantities().items()}
    known = _known(case)
    for pair in every_pair(case.file):
        if not pair.field.startswith(_NAMES):
            written = replace(pair, field=as_written(pair.field, case.source.data))
            yield from _in_pair(written, numbers, known)
            yield from _swapped(written)
    yield from _in_fronts(case, journal)
    yield from _in_the_wrong_language(case)


def _known(case: Case) -> frozenset[str]:
    """Return every name that prose may write between braces, that of something faulty too."""
    homes = (case.source.data.get(Scalar(home)) for home in ("values", "labs", "regimens", "events"))
    return frozenset(str(name) for home in homes if isinstance(home, Mapping) for name in home) | {"patient"}


def _in_pair(pair: Pair, values: Mapping[str, tuple[Decimal, ...]], known: frozenset[str]) -> Iterator[Finding]:
    one, other, uneven = aligned(pair.one, pair.other)
    count, others = len(paragraphs(pair.one.words)), len(paragraphs(pair.other.words))
    codes = {"code": pair.one.code, "other_code": pair.other.code, "field": pair.field}
    if count != others:
        yield PARAGRAPHS.at(pair.other.words.place(), count=count, others=others, **codes)
    yield from (ITEMS.at(found.place, count=found.count, others=found.others, **codes) for found in uneven)
    tokens = tokens_apart(one, other)
    missing = (without_unknown(tokens.ones, other, known), without_unknown(tokens.others, one, known))
    for thing in chain(*missing):
        yield ONLY_HERE.at(thing.place, token=thing.typed, **_from(thing.side, pair))
    numbers = numbers_apart(one, other, values)
    yield from _numbers(numbers, pair) if count == others else _lacking(numbers, pair)
    for _, moved in (*tokens.moved, *numbers.moved)[:1]:  # where one sentence moved, all that it names did
        yield ELSEWHERE.at(moved.place, typed=moved.typed, **_from(moved.side, pair))
    for thing, _ in unsigned(one, other):
        yield PERCENT.at(thing.place, typed=thing.typed, **_from(thing.side, pair))
    for kind, found in ((UNIT, units_apart), (OPPOSITE, opposites)):
        for thing, there in found(one, other):
            yield kind.at(thing.place, typed=thing.typed, there=there, **_from(thing.side, pair))
    yield from _names(pair, one, other)


def _numbers(apart: Apart, pair: Pair) -> Iterator[Finding]:
    """Yield a warning for each number; as many on both sides of a paragraph are the same numbers told differently."""
    pieces = sorted({thing.piece for thing in (*apart.ones, *apart.others)})
    for piece in pieces:
        ones, others = ([t for t in side if t.piece == piece] for side in (apart.ones, apart.others))
        if len(ones) == len(others):
            for there, here in zip(ones, others, strict=True):
                yield DIFFERENT.at(here.place, typed=here.typed, there=there.typed, **_from(here.side, pair))
            continue
        for thing in (*ones, *others):
            yield NUMBER.at(thing.place, typed=thing.typed, **_from(thing.side, pair))


def _lacking(apart: Apart, pair: Pair) -> Iterator[Finding]:
    """Yield one warning for each language with all numbers that the other lacks: a paragraph may be missing there."""
    if len(apart.ones) == len(apart.others) == 1:
        yield from _numbers(apart, pair)
        return
    for things in filter(None, (apart.ones, apart.others)):
        kind = replace(NUMBER, what=_LACKING)
        typed = "”, “".join(dict.fromkeys(thing.typed for thing in things))
        yield kind.at(things[0].place, typed=typed, **_from(things[0].side, pair))


def _names(pair: Pair, one: Passage, other: Passage) -> Iterator[Finding]:
    """Yield a warning for each drug, gene and marker that only one language of a text names."""
    languages = tuple(filter(None, (language_called(side.code) for side in (pair.one, pair.other))))
    drugs = {passage.side.code: {n.key: n for n in drugs_in(passage.words, languages)} for passage in (one, other)}
    for here, there in ((one, other), (other, one)):
        for inn, named in drugs[here.side.code].items():
            if inn not in drugs[there.side.code] and not hints_at(there.words, inn):
                yield _name(DRUG, named, here, pair, there=_worded(inn, there.side.code))
        for kind, found in ((GENE, genes_in), (MARKER, markers_in)):
            theirs = {named.key for named in found(there.words)}
            for key, named in {n.key: n for n in found(here.words)}.items():
                if key not in theirs and not mentions(there.words, key):
                    yield _name(kind, named, here, pair)


def _name(kind: Kind, named: Named, here: Passage, pair: Pair, **fields: str) -> Finding:
    place = here.side.words.place(named.start, len(named.typed))
    return kind.at(place, typed=named.typed, **_from(here.side, pair), **fields)


def _worded(inn: str, code: str) -> str:
    language = language_called(code)
    return language.words(inn) if language else inn


def _from(side: Side, pair: Pair) -> dict[str, str]:
    """Return the fields of a finding that stands on one side of a pair."""
    there = pair.other if side is pair.one else pair.one
    return {"code": side.code, "other_code": there.code, "field": pair.field}


def _in_fronts(case: Case, journal: Journal) -> Iterator[Finding]:
    """Yield a warning for parts of the abstract and key words without a pair that no journal and no full text asks for.

    What these ask for is missing in the article, and is told as such.
    """
    asked = {*case.file.languages, *journal.profile.languages}
    parts = case.file.abstract.items()
    for code in sorted({code for _, part in parts for code in part.codes} - asked):
        for name in (name for name, part in parts if part.codes and code not in part.codes):
            yield ABSTRACT.at(case.source.key(("abstract", name)), code=code, name=name)
    words = [keyword.words for keyword in case.file.keywords]
    for code in sorted({code for word in words for code in word.codes} - asked):
        for word in (word for word in words if code not in word.codes and word.codes):
            typed = word.versions[word.codes[0]]
            yield KEYWORD.at(typed.place(0, len(typed)), code=code, typed=typed)


def _swapped(pair: Pair) -> Iterator[Finding]:
    """Yield a warning for each of two titles that stand under each other's language."""
    one, other = pair.one, pair.other
    if pair.field in _TITLES and are_swapped(masked(one.words), one.code, masked(other.words), other.code):
        for side, there in ((one, other.code), (other, one.code)):
            place = side.words.place(0, len(side.words.partition("\n")[0]))
            yield LANGUAGE.at(place, code=side.code, other_code=there, field=pair.field)


def _in_the_wrong_language(case: Case) -> Iterator[Finding]:
    """Yield a warning for each paragraph that stands under one language and is in another."""
    for field, text in every_text(case.file):
        versions = [] if field.startswith(_NAMES) else list(text.versions.items())
        for code, words in versions:
            is_for_all = sum(words is other for _, other in versions) > 1
            plain = masked(words)
            for start, end in () if is_for_all else paragraphs(words):
                found = language_of(plain[start:end], code)
                if found != code:
                    place = words.place(start, len(words[start:end].partition("\n")[0]))
                    yield LANGUAGE.at(place, code=code, other_code=found, field=as_written(field, case.source.data))
