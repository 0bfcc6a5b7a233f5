"""A language is one catalogue; what it says of numbers, dates and lists comes from CLDR."""

from __future__ import annotations

import ast
import pkgutil
import re
import subprocess
from datetime import date
from importlib import import_module
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import TypeVar

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import casebook
from casebook.case import load_case
from casebook.catalogues import FaultyCatalogue
from casebook.clinical.assays import ASSAYS
from casebook.clinical.drugs import DRUGS
from casebook.errors import CasebookError
from casebook.fields import Told
from casebook.fields.model import Model
from casebook.findings import Finding, Kind
from casebook.languages import UnknownLanguage, available, load_language
from casebook.project import bundled
from casebook.report.compose import Edition, compose
from casebook.report.unsaid import LACKING

ROOT = Path(__file__).parent.parent
T = TypeVar("T")


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


HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n'


@pytest.mark.parametrize(
    ("code", "written", "where", "said"),
    [
        ("pt", 'msgid "Figure {number}"\nmsgstr "Imagem {numero}"\n', ":1", "holds “numero”"),
        ("pt", '\nmsgid "Figure {number}"\nmsgstr "Imagem {number"\n', ":2", "holds “{”"),
        ("pt", 'msgid "Figure {number}"\nmsgstr "Imagem {number:x}"\n', ":1", "holds “number:”"),
        ("pt", 'msgid "Figure {number}"\nmsgstr "Imagem" {number}"\n', ":2", "cannot be understood here"),
        ("pt", 'msgid "Figure {number}"\nmsgstr Imagem {number}\n', ":2", "cannot be understood here"),
        ("pt", HEADER + '"Plural-Forms: nplurals=x; plural=;\\n"\n', "", "“Plural-Forms”"),
        ("fr", HEADER + '"Plural-Forms: nplurals=2; plural=(n $ 1);\\n"\n', "", "“Plural-Forms”"),
        ("fr", HEADER + '"Plural-Forms: nplurals=2; plural=n/0;\\n"\n', "", "“Plural-Forms”"),
        ("fr", HEADER + '"Plural-Forms: nplurals=2; plural=n;\\n"\n', "", "“Plural-Forms”"),
        ("pt", 'msgstr "Imagem"\nmsgid "Figure"\n', ":1", "cannot be understood here"),
        ("pt", 'msgid "Figure"\nmsgstr "Imagem"\nmsgstr "Figura"\n', ":3", "cannot be understood here"),
        ("fr", "", "", "does not say which language"),
        ("fr", HEADER.replace("fr", "x!"), "", "cannot be understood"),
    ],
)
def test_a_faulty_catalogue_of_one_s_own_is_told_in_its_place(
    tmp_path: Path, code: str, written: str, where: str, said: str
) -> None:
    folder = tmp_path / "locales"
    folder.mkdir()
    (folder / f"{code}.po").write_text(written, encoding="utf-8")
    with pytest.raises(FaultyCatalogue, match=re.escape(said)) as told:
        load_language(code, (folder, bundled("locales")))
    assert (told.value.where, told.value.exit_code) == (f"locales/{code}.po{where}", 2)
    assert told.value.mend


def test_a_catalogue_is_read_as_utf_8_whatever_its_header_says(tmp_path: Path) -> None:
    charset = '"Content-Type: text/plain; charset=foo\\n"\n'
    (tmp_path / "fr.po").write_text(HEADER + charset + 'msgid "Contents"\nmsgstr "Français"\n', encoding="utf-8")
    assert load_language("fr", (tmp_path, bundled("locales"))).words("Contents") == "Français"


def test_a_catalogue_that_is_no_text_in_utf_8_is_told(tmp_path: Path) -> None:
    own = tmp_path / "pt.po"
    own.write_text('msgid "Contents"\nmsgstr "Índice"\n', encoding="utf-16")
    with pytest.raises(FaultyCatalogue, match="is not saved as UTF-8"):
        load_language("pt", (tmp_path, bundled("locales")))
    own.unlink()
    own.mkdir()
    with pytest.raises(FaultyCatalogue, match="it is a folder"):
        load_language("pt", (tmp_path, bundled("locales")))


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
        ["make", "-n", "-o", ".venv/.dev", "catalogue"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout  # the very command, but into a folder of our own
    command = (
        done.split("pybabel -q update")[0]
        .split("for po in")[0]
        .replace("locales/casebook.pot", str(tmp_path / "new.pot"))
    )
    subprocess.run(command, shell=True, cwd=ROOT, check=True)
    with (tmp_path / "new.pot").open(encoding="utf-8") as lines:
        assert {message.id for message in read_po(lines)} == kept


# Every message, read once in both languages

# Words that only one of the two languages has; a message of the other language with one of them is half-translated.
ENGLISH = (
    "the of with which is are and this that not be or it from what an cannot has have its was by on to in at where "
    "there only should must can will each every all than then when how their they your you"
)
PORTUGUESE = (
    "que não uma um com para pelo pela é são dos das ao à está foi ou mais isto este esta em da os como seu sua onde "
    "cada todos mas"
)
# What is not prose: quoted words, fields, options, names of files, variables.
QUOTED = r"“[^”]*”|`[^`]*`|\{[^}]*\}|--[\w-]+(?: \w+)?|<[^>]*>|\S*\.\w{2,}\S*|\w+=\S+|\(ou [^)]*\)"
# Messages that are right when they read the same in both languages.
ALIKE = {
    "In:": "Latin, as reference lists have it",
    "et al.": "Latin",
    "ed.": "edition, edição",
    "p.": "page, página",
    "editor": "the same word",
    "dose": "the same word",
    "{n} dose": "the same word",
    "{n} doses": "the same word",
    "Internet": "the same word",
    "Site": "the same word",
    "Software": "the same word",
    "DOI": "a name",
    "CAAE": "a name",
    "E-mail": "the same word",
    "ORCID iD": "a name",
    "Volume": "the same word",
    "Dose": "the same word",
    "normal": "the same word",
    "D{n}": "the day of a treatment, in both",
    "{n} h": "the same sign",
    "{n} min": "the same sign",
    "{n} s": "the same sign",
}
PAUSE = r"[.!?:;](?=\s|$)"


def pairs() -> list[tuple[str, str]]:
    """Return every English message with its Portuguese, the forms of a plural one by one."""
    found = []
    for message in catalogue_of("pt.po"):
        if message.id:
            forms = [each if isinstance(each, tuple) else (each,) for each in (message.id, message.string)]
            found += list(zip(*forms, strict=True))
    assert len(found) > 400
    return found


def letters(message: str) -> str:
    """Return the letters of a message that stand in none of its fields."""
    return "".join(filter(str.isalpha, re.sub(r"\{[^}]*\}", "", message)))


def foreign(text: str, words: str) -> list[str]:
    """Return those of `words` that stand in the prose of a message."""
    return re.findall(rf"\b(?:{'|'.join(words.split())})\b", re.sub(QUOTED, " ", text), re.IGNORECASE)


def test_no_message_is_half_translated() -> None:
    assert foreign("Há um erro and more no case.yaml, “in the text”.", ENGLISH) == ["and"]
    assert {portuguese: foreign(portuguese, ENGLISH) for english, portuguese in pairs()
            if english not in ALIKE and foreign(portuguese, ENGLISH)} == {}  # fmt: skip
    assert {english: foreign(english, PORTUGUESE) for english, _ in pairs() if foreign(english, PORTUGUESE)} == {}


def test_no_message_is_left_in_english() -> None:
    alike = {english for english, portuguese in pairs() if english == portuguese and letters(english)}
    names = {*DRUGS, *(assay.name for assay in ASSAYS.values())}  # INN and DCB, and many tests, are often alike
    assert alike - names == ALIKE.keys()


def test_a_message_and_its_translation_have_the_same_shape() -> None:
    """The same lines, the same stop at the end, about as many sentences."""
    other_end = {"Report No.:"}  # "Relatório nº"
    for english, portuguese in pairs():
        ends = [re.findall(r"[.:!?…;,]$", text) for text in (english, portuguese)]
        assert ends[0] == ends[1] or english in other_end, (english, portuguese)
        assert english.count("\n") == portuguese.count("\n"), (english, portuguese)
        assert [text[:1].isspace() for text in (english, portuguese)] == [english[:1].isspace()] * 2
        assert abs(len(re.findall(PAUSE, english)) - len(re.findall(PAUSE, portuguese))) <= 1, (english, portuguese)


@pytest.mark.parametrize("code", available())
def test_every_message_is_printed_with_its_fields_filled_in(code: str) -> None:
    language, typed = load_language(code), examples()
    assert len(typed) > 10
    for message in catalogue_of(f"{code}.po"):
        if not message.id or message.id in typed:
            continue
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        names = {name for _, name, _, _ in Formatter().parse(forms[-1]) if name}
        fields = {name: f"⟨{name}⟩" for name in names}
        if len(forms) == 2:
            printed = [language.plural(*forms, number, **fields) for number in (1, 2)]
        else:
            printed = [language.words(forms[0], **fields)]
        for text in printed:
            assert text.strip(), forms
            assert not re.search(r"\{\w*\}", text) or "{{" in forms[0], text
            assert set(re.findall(r"⟨(\w+)⟩", text)) <= names
        assert set(re.findall(r"⟨(\w+)⟩", printed[-1])) == names, forms


def examples() -> set[str]:
    """Return the examples of the fields of a case: they are YAML, and their braces are no fields of a message."""
    import_all()
    fields = [field for model in subclasses(Model) for field in model.model_fields.values()]
    return {told.example for field in fields for told in field.metadata if isinstance(told, Told) and told.example}


def import_all() -> list[ModuleType]:
    """Return every module of casebook."""
    return [import_module(module.name) for module in pkgutil.walk_packages(casebook.__path__, "casebook.")]


def test_every_fault_and_error_of_the_code_is_in_the_catalogue() -> None:
    kinds = {kind for module in import_all() for kind in vars(module).values() if isinstance(kind, Kind)}
    errors = subclasses(CasebookError)
    assert len(kinds) > 60
    assert len(errors) > 15
    known = {message.id for message in catalogue_of("casebook.pot")}
    said = {sentence for each in (*kinds, *errors) for sentence in (each.what, each.mend)}
    assert said - known - {""} == set()


def subclasses(kind: type[T]) -> set[type[T]]:
    """Return the classes of the code that are of a kind, however far down."""
    below = {each for each in kind.__subclasses__() if each.__module__.startswith("casebook.")}
    return below.union(*map(subclasses, below))


def test_no_sentence_hides_from_the_catalogue_in_an_f_string() -> None:
    """Babel does not read the calls within an f-string."""
    files = sorted((ROOT / "casebook").rglob("*.py"))
    assert len(files) > 60
    nested = [
        f"{file.name}:{call.lineno}"
        for file in files
        for string in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("N_", "PN_")
    ]
    assert nested == []


HALF = """\
casebook: 1
languages: [es]
status: STATUS
decimal: "."
title: {es: Un caso}
abstract: {case: {es: Corto.}}
patient: {sex: female, age: 52 years}
clocks: {admission: {name: {es: Ingreso}}}
events: {fever: {what: {es: fiebre}, at: admission + 3}}
labs: {hb: {reference: 12.0–15.5, results: {admission: 4.8 g/dL, admission + 3: 5.1 g/dL}}}
sections: {case: {es: "{patient}, {fever:on} (@tab:labs, @tab:course)."}}
tables:
  labs: {caption: {es: Sangre.}, labs: all}
  course: {caption: {es: Curso.}, timeline: all}
"""


def lacking(folder: Path, catalogue: str, status: str) -> list[Finding]:
    """Return what is told of the words that a Spanish catalogue lacks."""
    (folder / "locales").mkdir(exist_ok=True)
    (folder / "locales" / "es.po").write_text(catalogue, encoding="utf-8")
    (folder / "case.yaml").write_text(HALF.replace("STATUS", status), encoding="utf-8")
    locales = (folder / "locales", bundled("locales"))
    case, found = load_case(folder, locales)
    assert case, found
    _, told = compose(case, Edition("es", is_draft=status == "draft", locales=locales))
    return [finding for finding in told if finding.code == LACKING.code]


def test_words_that_a_catalogue_lacks_are_told_and_stop_a_release(tmp_path: Path) -> None:
    load_language.cache_clear()
    two = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n\nmsgid "Test"\nmsgstr "Prueba"\n\nmsgid "Unit"\nmsgstr "Unidad"\n'
    for status, is_error in (("draft", False), ("published", True)):
        (told,) = lacking(tmp_path, two, status)
        assert told.code == "languages.lacking"
        assert told.is_error is is_error
        assert told.place is not None
        assert told.place.line == 2
        assert int(told.fields["count"]) > 10
        assert told.fields["words"].count("“") == 3
    load_language.cache_clear()
    whole = (bundled("locales") / "pt.po").read_text("utf-8").replace("Language: pt_BR", "Language: es")
    assert lacking(tmp_path, whole, "published") == []
    load_language.cache_clear()
    (told,) = lacking(tmp_path, whole.replace('msgid "Reference range"', 'msgid "Range of reference"'), "published")
    assert (told.fields["count"], told.fields["words"]) == ("1", "“Reference range”"), "a word of the table of results"
    load_language.cache_clear()
    (told,) = lacking(tmp_path, re.sub(r'msgid "Event"\nmsgstr "Evento"\n', "", whole), "published")
    assert told.fields["words"] == "“Event”", "a word of the timeline"
