"""A language is one catalogue; what it says of numbers, dates and lists comes from CLDR."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from casebook.languages import UnknownLanguage, available, load_language

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("code", "tag", "number", "negative", "day", "first", "listing"),
    [
        ("en", "en-US", "45,730.50", "−3", "April 5, 2013", "July 1, 2026", "A, B, and C"),
        ("pt", "pt-BR", "45.730,50", "−3", "5 de abril de 2013", "1º de julho de 2026", "A, B e C"),
    ],
)
def test_each_language_writes_in_its_own_way(code, tag, number, negative, day, first, listing) -> None:
    language = load_language(code)
    assert language.tag == tag
    assert language.number("45730.50") == number
    assert language.number("-3") == negative
    assert language.date(date(2013, 4, 5)) == day
    assert language.date(date(2026, 7, 1)) == first
    assert language.listing(("A", "B", "C")) == listing


def test_an_unknown_language_is_told_with_the_known_ones() -> None:
    with pytest.raises(UnknownLanguage) as told:
        load_language("tlh")
    assert told.value.fields["names"] == "en, pt"


def test_every_sentence_is_translated_with_its_fields() -> None:
    for code in available():
        catalogue = catalogue_of(f"{code}.po")
        assert len(catalogue) > 200
        for message in catalogue:
            originals = message.id if isinstance(message.id, tuple) else (message.id,)
            translated = message.string if isinstance(message.string, tuple) else (message.string,)
            if not message.id or code == "en":
                continue
            assert all(translated), f"{code}: not translated: {originals[0]}"
            fields = [set(re.findall(r"(?<!\{)\{(\w+)\}", text)) for text in (originals[-1], *translated)]
            assert all(each == fields[0] for each in fields[-1:]), f"{code}: other fields: {originals[0]}"


def test_no_translation_is_left_that_nobody_says() -> None:
    template = {message.id for message in catalogue_of("casebook.pot")}
    for code in available():
        assert {message.id for message in catalogue_of(f"{code}.po")} == template


def catalogue_of(name: str) -> Catalog:
    with (ROOT / "locales" / name).open(encoding="utf-8") as lines:
        return read_po(lines)


def test_the_catalogues_hold_every_sentence_of_the_code_and_the_templates(tmp_path: Path) -> None:
    """What `make catalogue` would write now is what stands in locales/casebook.pot."""
    kept = {message.id for message in catalogue_of("casebook.pot")}
    done = subprocess.run(
        ["make", "-n", "catalogue"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout  # the very command, but into a folder of our own
    command = (
        done.split("pybabel -q update")[0]
        .split("for po in")[0]
        .replace("locales/casebook.pot", str(tmp_path / "new.pot"))
    )
    subprocess.run(command, shell=True, cwd=ROOT, check=True)
    with (tmp_path / "new.pot").open(encoding="utf-8") as lines:
        assert {message.id for message in read_po(lines)} == kept
