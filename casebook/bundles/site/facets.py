"""The ways in which readers look for cases: by specialty, key word, drug, author and year, each with its cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook.bundles.site.addresses import name_in_address, same
from casebook.bundles.site.card import Card, Words
from casebook.case.specialties import SPECIALTIES
from casebook.languages import Language
from casebook.meant import fold


@dataclass(frozen=True, slots=True)
class Term:
    """One specialty, key word, drug, author or year: its name in addresses, what each language calls it, its cases."""

    name: str
    words: Mapping[str, str]
    cards: tuple[Card, ...]
    sorted: str = ""

    def listed(self, code: str) -> str:
        """Return how a list by alphabet has it in a language: authors by their family name."""
        return self.sorted or self.words[code]


Facets = Mapping[str, tuple[Term, ...]]


def in_order(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Return cards, the newest first."""
    return tuple(sorted(sorted(cards, key=lambda card: card["slug"]), key=lambda card: card["came"], reverse=True))


def alike(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """Return cards in which a key word, a drug or an author has one name wherever any language calls it the same.

    That is its MeSH number or ORCID iD where some case has it; two numbers stay two, whatever their words.
    """
    people = _people(cards)
    keywords = _names(word for card in cards for word in card["keywords"])
    drugs = _names(word for card in cards for word in card["drugs"])
    return tuple(
        {
            **card,
            "keywords": _named(card["keywords"], keywords),
            "drugs": _named(card["drugs"], drugs),
            "authors": [{**each, "name": people.get(each["name"], each["name"])} for each in card["authors"]],
        }
        for card in cards
    )


def _people(cards: tuple[Card, ...]) -> Mapping[str, str]:
    """Return the ORCID iD of every author whom other cases name without it, but not where two are called the same."""
    known: dict[str, set[str]] = {}
    for card in cards:
        called = [name_in_address(each.get("sorted", "")) for each in card["authors"]]
        for name, each in zip(called, card["authors"], strict=True):
            is_one = called.count(name) == 1
            known.setdefault(name, set()).update({each["name"]} - {name} if is_one else {each["name"], name})
    return {name: next(iter(numbers)) for name, numbers in known.items() if len(numbers) == 1}


def _names(words: Iterable[Words]) -> Mapping[tuple[str, str], str]:
    """Return the name of everything by a language and how it is called there."""
    names: dict[tuple[str, str], str] = {}
    for each in sorted(words, key=lambda each: (not _is_numbered(each), each["name"])):
        called = [(code, same(said)) for code, said in each["words"].items()]
        name = next((names[one] for one in called if one in names), each["name"])
        for one in called:
            names.setdefault(one, name)
    return names


def _named(words: list[Words], names: Mapping[tuple[str, str], str]) -> list[Words]:
    """Return words by the names that they share with others, each once."""
    named: dict[str, Words] = {}
    for each in words:
        code, said = next(iter(each["words"].items()))
        name = each["name"] if _is_numbered(each) else names[code, same(said)]
        named.setdefault(name, {**each, "name": name})
    return list(named.values())


def _is_numbered(words: Words) -> bool:
    """Say whether words have a number in MeSH: what is made of words is in small letters."""
    return words["name"][:1].isupper()


def facets(cards: tuple[Card, ...], languages: tuple[Language, ...]) -> Facets:
    """Return every section with its terms, each with its cases in the order of `cards`."""
    return {name: _terms(cards, named, languages) for name, named in _NAMED.items()}


def sorted_for(terms: tuple[Term, ...], section: str, code: str) -> tuple[Term, ...]:
    """Return terms as a reader of one language looks for them: by alphabet, years from the newest."""
    if section == "years":
        return tuple(sorted(terms, key=lambda term: term.name, reverse=True))
    return tuple(sorted(terms, key=lambda term: (fold(term.listed(code)), term.name)))


def related(card: Card, by_term: Mapping[str, tuple[str, ...]], count: int, most: int) -> tuple[str, ...]:
    """Return the cases, of `count`, that share most with one: a rare key word or drug counts more than a common one."""
    shared: dict[str, float] = {}
    for term in terms_of(card):
        others = by_term.get(term, ())
        if len(others) > count / 2 and count > _FEW:
            continue  # “Case reports” is a key word of nearly all
        for slug in others:
            shared[slug] = shared.get(slug, 0) + 1 / len(others)
    shared.pop(card["slug"], None)
    return tuple(sorted(shared, key=lambda slug: (-shared[slug], slug))[:most])


def terms_of(card: Card) -> Iterator[str]:
    """Yield what cases may have in common, but authors and years."""
    yield from (f"keywords/{word['name']}" for word in card["keywords"] if word["name"] != _CASE_REPORTS)
    yield from (f"drugs/{word['name']}" for word in card["drugs"])
    if card["specialty"]:
        yield f"specialties/{card['specialty']}"


_FEW = 8
_CASE_REPORTS = "D002363"  # in MeSH


def _terms(
    cards: tuple[Card, ...], named: Callable[[Card, tuple[Language, ...]], list[Words]], languages: tuple[Language, ...]
) -> tuple[Term, ...]:
    words: dict[str, Words] = {}
    found: dict[str, dict[str, Card]] = {}
    for card in cards:
        for each in named(card, languages):
            known = words.setdefault(each["name"], each)
            if len({*each["words"].values()}) > len({*known["words"].values()}):  # some case lacks a language
                words[each["name"]] = each
            found.setdefault(each["name"], {})[card["slug"]] = card
    return tuple(
        Term(name, words[name]["words"], tuple(held.values()), words[name].get("sorted", ""))
        for name, held in found.items()
    )


def _specialties(card: Card, languages: tuple[Language, ...]) -> list[Words]:
    name = card["specialty"]
    said = {language.code: language.words(SPECIALTIES[name]) for language in languages} if name else {}
    return [Words(name=name, words=said)] if name else []


def _years(card: Card, languages: tuple[Language, ...]) -> list[Words]:
    year = card["date"][:4]
    return [Words(name=year, words={language.code: year for language in languages})] if year else []


_NAMED: Mapping[str, Callable[[Card, tuple[Language, ...]], list[Words]]] = {
    "specialties": _specialties,
    "keywords": lambda card, _: card["keywords"],
    "drugs": lambda card, _: card["drugs"],
    "authors": lambda card, _: card["authors"],
    "years": _years,
}
