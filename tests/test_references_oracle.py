"""citeproc-js, which CSL's authors hold to be right, prints our styles as we do."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

import pytest
from citeproc import LOCALES_PATH

from casebook.findings import Place
from casebook.languages import Language, load_language
from casebook.references.entries import reference_entries
from casebook.references.item import Item
from casebook.references.names import OTHERS
from casebook.references.readers import read_references
from casebook.references.styles import find_style, style_in
from casebook.references.words import GENRES
from tests.judges import judge
from tests.references import DIFFICULT, FOLDER, text_of

pytestmark = pytest.mark.slow

STYLES = sorted(file.stem for file in find_style("nlm").parent.glob("*.csl"))


def by_us(items: Iterable[Item], style: str, language: Language) -> list[str]:
    return [text_of(entry) for entry in reference_entries(items, style, language)]


def by_citeproc_js(items: Iterable[Item], style: str, language: Language) -> list[str]:
    given = {
        "package": str(judge("citeproc-js")),
        "style": style_in(find_style(style), language),
        "locale": Path(LOCALES_PATH, "locales-en-US.xml").read_text(encoding="utf-8"),
        "items": [{**as_others_write_it(item.csl, language), "id": str(n)} for n, item in enumerate(items)],
    }
    program = [judge("node"), FOLDER / "citeproc.cjs"]
    done = subprocess.run(program, input=json.dumps(given), capture_output=True, text=True, check=True)
    return [as_we_write_it(entry) for entry in json.loads(done.stdout)]


def as_others_write_it(csl: Mapping[str, object], language: Language) -> dict[str, object]:
    """Return an item without what is casebook's own and no part of CSL-JSON.

    - The kinds of thesis and "and others" are worded by our catalogues; CSL has no words for them.
    - Words in lower case within given names are left out: NLM gives them no initial ("Souza MAS"), citeproc-js prints
      "Souza MA da S".
    """
    plain = dict(csl)
    if csl.get("genre") in GENRES:
        plain["genre"] = language.words(str(csl["genre"]))
    for role in {"author", "editor"} & set(csl):
        people = csl[role]
        assert isinstance(people, list)
        plain[role] = [{"literal": language.words("et al.")} if name == OTHERS else _usual(name) for name in people]
    return plain


def _usual(name: dict[str, str]) -> dict[str, str]:
    return name | ({"given": re.sub(r"\b[a-z]+ ", "", name["given"])} if "given" in name else {})


def as_we_write_it(entry: str) -> str:
    """Return an entry of citeproc-js in the form of ours.

    - It comes as HTML, in a `div`, with `&#38;` for signs that HTML knows; ours comes as nodes.
    - citeproc-js raises the letters of 21ª and nº, which are raised already.
    - We bind some words with no-break spaces; `text_of` has made them plain.
    """
    entry = html.unescape(re.sub(r"^\s*<div class=\"csl-entry\">|</div>\s*$", "", entry)).strip()
    return entry.replace("<sup>a</sup>", "ª").replace("<sup>o</sup>", "º").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("code", ["en", "pt"])
@pytest.mark.parametrize("style", STYLES)
def test_twelve_difficult_references_are_printed_alike(style: str, code: str) -> None:
    items = tuple(read_references(DIFFICULT, DIFFICULT.name)[0].values())
    assert len(items) == 12
    language = load_language(code)
    assert by_us(items, style, language) == by_citeproc_js(items, style, language)


@pytest.mark.parametrize("code", ["en", "pt"])
@pytest.mark.parametrize("style", STYLES)
def test_works_put_together_at_random_are_printed_alike(style: str, code: str) -> None:
    chance = Random(2026)
    items = tuple(Item("key", work(chance), Place("x.bib")) for _ in range(300))
    language = load_language(code)
    assert by_us(items, style, language) == by_citeproc_js(items, style, language)


TITLES = (
    "A title", "Is it?", "Why!", "U.S. data.", "A “quoted” word", "“Quoted.”", "Is it “real?”", "P < 0.05 & more",
    "<i>FLT3</i> in AML", "Ends <i>so?</i>", "x<sup>2</sup>", "Dr. X vs. Y", "100%", "a (b.)", "A – B — C",
)  # fmt: skip
PEOPLE: tuple[dict[str, str], ...] = (
    {"family": "Kim", "given": "Soo-Jin"},
    {"family": "Berg", "given": "J. P.", "non-dropping-particle": "van den"},
    {"family": "Smith", "given": "John B.", "suffix": "Jr"},
    {"family": "Silva-Souza", "given": "A B C"},
    {"family": "Solo"},
    {"literal": "World Health Organization"},
    {"literal": "Group A."},
)
# Left out, since we print them better: dashes of "12A-12C" (citeproc-js leaves a hyphen), editions from 100 on (neither
# is right everywhere), works without title or journal (CSL leaves open whether "[Internet]" then stands alone).
FACTS: Mapping[str, tuple[object, ...]] = {
    "container-title": TITLES,
    "container-title-short": ("J. Clin. Oncol.", "Blood"),
    "volume": ("12", "12A", "XII", "1-2"),
    "issue": ("3", "Suppl 1", "3-4", "3 Pt 2"),
    "number": ("77",),
    "page": ("1-9", "453-474", "100-199", "e123-e130", "S12-S15", "xii-xv", "e0123", "12, 14-16", "7", "99-102"),
    "edition": (*map(str, range(1, 100)), "Rev. ed."),
    "publisher": ("Press Inc.", "Mosby", "OUP?"),
    "publisher-place": ("St. Louis (MO)", "London"),
    "genre": ("Ph.D. thesis",),
    "issued": ({"date-parts": [[1999]]}, {"date-parts": [[2015, 9, 3]]}, {"date-parts": [[2020, 6]]}, {"literal": "?"}),
    "accessed": ({"date-parts": [[2024, 12, 31]]},),
    "DOI": ("10.5555/x.y",),
    "URL": ("https://example.org/a-b",),
    "PMID": ("20",),
}
TYPES = ("article-journal", "book", "chapter", "paper-conference", "thesis", "report", "webpage", "document")


def work(chance: Random) -> dict[str, object]:
    csl: dict[str, object] = {"type": chance.choice(TYPES), "title": chance.choice(TITLES)}
    for role in ("author", "editor"):
        if chance.random() < 0.6:
            csl[role] = [chance.choice(PEOPLE) for _ in range(chance.randint(1, 8))]
    csl |= {name: chance.choice(values) for name, values in FACTS.items() if chance.random() < 0.5}
    return csl if csl["type"] != "article-journal" else {"container-title": "Blood"} | csl
