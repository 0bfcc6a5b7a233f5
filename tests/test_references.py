"""References: read from BibTeX with every fault in its place, numbered by first mention, printed in each language."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.findings import Finding, Place
from casebook.languages import Language, load_language
from casebook.nodes import Breakable, Emphasis, Foreign, Inline, Link, Ref, Superscript, Words, plain
from casebook.project import bundled
from casebook.references.bibtex.latex import decode
from casebook.references.bibtex.people import read_people
from casebook.references.dates import date_parts
from casebook.references.entries import reference_entries
from casebook.references.item import Item
from casebook.references.names import OTHERS, initials
from casebook.references.order import Cited, Mark, cite, number_in_order, refs
from casebook.references.readers import read_references
from casebook.references.styles import BrokenStyle, UnknownStyle
from casebook.references.words import month, ordinal
from tests.references import DIFFICULT, FOLDER, text_of

PRINTED = sorted(FOLDER.glob("difficult.*.txt"))

Write = Callable[[str], Path]


@pytest.fixture
def bib(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        file = tmp_path / "references.bib"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def read_one(file: Path) -> tuple[Item, tuple[Finding, ...]]:
    items, findings = read_references(file, file.name)
    return next(iter(items.values())), findings


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code.removeprefix("references.") for finding in findings]


def article(fields: str) -> str:
    return f"@article{{a,\n author = {{Silva, Ana}}, title = {{T}}, journal = {{J}}, year = 2010,\n {fields}}}"


def printed(csl: dict[str, object], language: str = "en") -> str:
    return text_of(nodes_of(csl, language))


def nodes_of(csl: dict[str, object], language: str = "en") -> tuple[Inline, ...]:
    return reference_entries([Item("key", csl, Place("x.bib"))], "nlm", load_language(language))[0]


def lines_of(file: Path, language: Language) -> list[str]:
    items, findings = read_references(file, file.name)
    assert findings == ()
    return [text_of(entry) for entry in reference_entries(items.values(), "nlm", language)]


# Twelve difficult references, whole


@pytest.mark.parametrize("golden", PRINTED, ids=lambda file: file.name.split(".")[1])
def test_twelve_difficult_references_are_printed_as_nlm_asks(golden: Path) -> None:
    assert len(PRINTED) > 1
    code = golden.name.split(".")[1]
    assert lines_of(DIFFICULT, load_language(code)) == golden.read_text(encoding="utf-8").splitlines()


def test_an_entry_becomes_csl_json_and_remembers_its_line() -> None:
    items, _ = read_references(DIFFICULT, "references.bib")
    souza = items["particles"]
    assert souza.csl["author"] == [
        {"family": "Souza Filho", "given": "Maria Aparecida da Silva"},
        {"family": "Santos", "given": "João Pedro", "non-dropping-particle": "dos"},
        {"family": "Araújo Neto", "given": "José Carlos"},
    ]
    assert souza.csl["language"] == "pt-BR"
    assert souza.csl["issued"] == {"date-parts": [[2015]]}
    line = DIFFICULT.read_text(encoding="utf-8").splitlines()[souza.place.line - 1]
    assert souza.place == Place("references.bib", souza.place.line, len("@article{") + 1, line, len("particles"))
    assert line == "@article{particles,"


# Faults of the file


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("@article{broken, title = {never closed\n\n" + article(""), "broken-entry", 1, 10),
        (article("") + "\n" + article(""), "duplicate-key", 4, 10),
        (article("volume = 1,\n volume = 2"), "duplicate-field", 4, 2),
        (article("").replace("@article", "@artcle"), "unknown-type", 1, 9),
        (article("").replace("{a,", "{two words,"), "key", 1, 10),
        (article("publisher = undefined"), "abbreviation", 3, 2),
        (article("volume = {\x00}"), "control-sign", 3, 12),
        (article("").replace("author", "note"), "missing-field", 1, 10),
        (article("").replace("title", "note"), "missing-field", 1, 10),
        (article("").replace("journal", "note"), "missing-field", 1, 10),
        (article("").replace("year", "note"), "missing-field", 1, 10),
        (article("").replace("2010", "20100"), "date", 2, 53),
        (article("").replace("2010", "{in press}"), "date", 2, 53),
        (article("urldate = {2010-13-01}"), "date", 3, 2),
        (article("pages = {474--453}"), "pages", 3, 2),
        (article("pages = {453--}"), "pages", 3, 2),
        (article("doi = {blood-2009}"), "doi", 3, 2),
        (article("url = {javascript:alert(1)}"), "url", 3, 2),
        (article("editor = {A, B, C, D}"), "name", 3, 2),
        (article("editor = {World Health Organization}"), "institution", 3, 2),
        (article("volume = {" + "{" * 5000 + "1" + "}" * 5000 + "}"), "broken-entry", 1, 10),
    ],
)
def test_every_fault_is_shown_in_its_place(bib: Write, text: str, code: str, line: int, column: int) -> None:
    _, findings = read_references(bib(text), "references.bib")
    assert codes(findings) == [code]
    place = findings[0].place
    assert place is not None
    assert (place.file, place.line, place.column) == ("references.bib", line, column)
    assert place.text == text.replace("\x00", " ").split("\n")[line - 1]


def test_a_broken_entry_costs_no_other(bib: Write) -> None:
    good = "@book{%s, author = {Silva, Ana}, title = {T}, year = 2001}\n"
    bad, worse = "@book{bad, title = {no end,\n", "@book{worse title = {x}}\n"
    text = good % "before" + bad + good % "after" + worse + good % "last"
    items, findings = read_references(bib(text), "references.bib")
    assert list(items) == ["before", "after", "last"]
    assert codes(findings) == ["broken-entry", "broken-entry"]


def test_of_two_entries_and_two_fields_the_first_is_kept(bib: Write) -> None:
    text = article("volume = 1, volume = 2") + "\n" + article("volume = 3")
    items, findings = read_references(bib(text), "references.bib")
    assert items["a"].csl["volume"] == "1"
    assert sorted(codes(findings)) == ["duplicate-field", "duplicate-key"]


def test_a_sound_but_unusual_entry_has_no_finding(bib: Write) -> None:
    web = "@misc{w, title = {No author}, howpublished = {\\url{https://example.org/~a\\_b}}, urldate = {2024-05-07}}"
    item, findings = read_one(bib(web))
    assert findings == ()
    assert (item.csl["type"], item.csl["URL"]) == ("webpage", "https://example.org/~a_b")


def test_an_invisible_sign_is_not_printed(bib: Write) -> None:
    item, _ = read_one(bib(article("volume = {1\x002}")))
    assert item.csl["volume"] == "1 2"


def test_all_messages_can_be_worded(bib: Write) -> None:
    text = article("doi = {x}, url = {y}, pages = {9--}, editor = {Sociedade Brasileira}, volume = v, volume = 2")
    _, findings = read_references(bib(text.replace("@article", "@artcle").replace("{a,", "{a a,")), "references.bib")
    worded = [text.format_map(f.fields) for f in findings for text in (f.kind.what, f.kind.mend)]
    assert len(worded) >= 14
    assert any("{{Sociedade Brasileira}}" in text for text in worded)
    assert any("doi = {10.1182/blood-2009-07-235358}" in text for text in worded)


# Faults around the file


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    items, findings = read_references(tmp_path / "none.bib", "cases/x/none.bib")
    assert (items, codes(findings)) == ({}, ["unreadable"])
    assert findings[0].place == Place("cases/x/none.bib")


def test_a_folder_and_another_notation_are_findings(tmp_path: Path) -> None:
    (tmp_path / "folder.bib").mkdir()
    assert codes(read_references(tmp_path / "folder.bib", "folder.bib")[1]) == ["unreadable"]
    assert codes(read_references(tmp_path / "references.docx", "references.docx")[1]) == ["notation"]


def test_a_file_that_is_not_utf8_shows_the_line(tmp_path: Path) -> None:
    file = tmp_path / "old.bib"
    file.write_bytes("@article{a,\n author = {Müller, A}}".encode("cp1252"))
    _, findings = read_references(file, "old.bib")
    assert codes(findings) == ["encoding"]
    assert findings[0].place is not None
    assert (findings[0].place.line, findings[0].place.column) == (2, 13)


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    file = tmp_path / "windows.bib"
    file.write_bytes(b"\xef\xbb\xbf" + ("% first line\n" + article("volume = 1")).replace("\n", "\r\n").encode())
    item, findings = read_one(file)
    assert findings == ()
    assert (item.place.line, item.place.text) == (2, "@article{a,")


# LaTeX, names, pages, dates


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (r"Jo{\~a}o, B{\"u}chner, D{\'\i}az, S\~ao, \c{c}", "João, Büchner, Díaz, São, ç"),
        ("{FLT3}-{ITD} in {AML}", "FLT3-ITD in AML"),
        ("a --- b, 1--2", "a — b, 1–2"),
        ("``high risk'' and \"low\", patient's", "“high risk” and “low”, patient’s"),
        ("5'-azacytidine, 5' UTR", "5'-azacytidine, 5' UTR"),
        ("20% of A & B, x_1 #3", "20% of A & B, x_1 #3"),
        (r"20\% of A \& B, A &amp; B", "20% of A & B, A & B"),
        ("US$5 to US$10", "US$5 to US$10"),
        (r"$\geq$65 years, 10$^{9}$/L, H$_2$O, $\beta$", "≥65 years, 10<sup>9</sup>/L, H<sub>2</sub>O, β"),
        (r"\emph{FLT3}, {\it NPM1}, m\textsuperscript{2}", "<i>FLT3</i>, <i>NPM1</i>, m<sup>2</sup>"),
        ("m² 10⁶ µL p < 0.05", "m² 10⁶ µL p < 0.05"),
        ("two\n   lines", "two lines"),
    ],
)
def test_latex_is_printed_and_everything_else_stays(typed: str, printed: str) -> None:
    assert decode(typed) == printed


@pytest.mark.parametrize(
    ("typed", "family", "rest"),
    [
        ("Souza, Maria", "Souza", {"given": "Maria"}),
        ("Maria Souza", "Souza", {"given": "Maria"}),
        ("Souza, Filho, Maria", "Souza Filho", {"given": "Maria"}),
        ("Souza Filho, Maria", "Souza Filho", {"given": "Maria"}),
        ("Maria Souza Filho", "Souza Filho", {"given": "Maria"}),
        ("Smith, Jr., John B.", "Smith", {"given": "John B.", "suffix": "Jr"}),
        ("Smith Jr., John", "Smith", {"given": "John", "suffix": "Jr"}),
        ("Jan van den Berg", "Berg", {"given": "Jan", "non-dropping-particle": "van den"}),
        ("da Costa, Jo\\~ao", "Costa", {"given": "João", "non-dropping-particle": "da"}),
        ("{\\'A}vila, J.~P.", "Ávila", {"given": "J. P."}),
    ],
)
def test_a_name_is_told_into_its_parts(typed: str, family: str, rest: dict[str, str]) -> None:
    assert read_people(typed).names == ({"family": family, **rest},)


def test_institutions_and_others_are_no_people() -> None:
    names = read_people("{European LeukemiaNet} and {Group for {ABC} and D} and others").names
    assert [name["literal"] for name in names] == ["European LeukemiaNet", "Group for ABC and D", "others"]
    assert names[-1] == OTHERS


@pytest.mark.parametrize(
    ("given", "letters"),
    [("Maria Aparecida da Silva", "MAS"), ("Soo-jin", "SJ"), ("J.-P.", "JP"), ("SJ", "SJ"), ("Élan", "É"), ("", "")],
)
def test_initials(given: str, letters: str) -> None:
    assert "".join(initials(given)) == letters


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("453--474", "453–74"), ("453-74", "453–74"), ("453—474", "453–74"), ("453-4", "453–4"), ("99--102", "99–102"),
        ("7", "7"), ("12--12", "12"), ("S12--S15", "S12–5"), ("e0123", "e0123"), ("xii--xv", "xii–xv"),
        ("12, 14--16", "12, 14–6"), ("1094.e1--1094.e9", "1094.e1–1094.e9"),
    ],
)  # fmt: skip
def test_pages_are_shortened_where_nothing_is_lost(bib: Write, typed: str, printed: str) -> None:
    item, findings = read_one(bib(article(f"volume = 1, pages = {{{typed}}}")))
    entry = reference_entries([item], "nlm", load_language("en"))[0]
    assert (text_of(entry), findings) == (f"Silva A. T. J. 2010;1:{printed}.", ())


@pytest.mark.parametrize(
    ("written", "month_typed", "parts"),
    [
        ("2010", "", (2010,)), ("2010-01-31", "", (2010, 1, 31)), ("2010/01", "", (2010, 1)),
        ("2010-05-01/2010-05-03", "", (2010, 5, 1)), ("2010", "sep", (2010, 9)), ("2010", "Setembro", (2010, 9)),
        ("2010", "12", (2010, 12)), ("2010", 'sep # "~3"', (2010, 9, 3)), ("2010", "spring", (2010,)),
        ("2010-02-30", "", None), ("10", "", None), ("2999", "", None), ("in press", "", None),
    ],
)  # fmt: skip
def test_dates(written: str, month_typed: str, parts: tuple[int, ...] | None) -> None:
    assert date_parts(written, month_typed) == parts


# Order of citation


def marks(cited: Cited) -> str:
    return "".join(part if isinstance(part, str) else str(part.number) for part in cited.citation.parts)


def test_references_are_numbered_by_first_mention() -> None:
    assert number_in_order(["b", "a", "b", "c"]) == {"b": 1, "a": 2, "c": 3}


@pytest.mark.parametrize(
    ("cited", "printed"),
    [("7 5 6", "5–7"), ("5 6", "5,6"), ("10 5 6 7", "5–7,10"), ("3 1 2 5 6 8", "1–3,5,6,8"), ("4", "4"), ("4 4", "4")],
)
def test_runs_of_three_collapse(cited: str, printed: str) -> None:
    numbers = {str(number): number for number in range(1, 11)}
    assert marks(cite(cited.split(), numbers, 1)) == printed


def test_both_ends_of_a_range_are_linked_and_the_middle_is_found_there() -> None:
    numbers = number_in_order("abcde")
    cited = cite("abce", numbers, 7)
    assert refs(cited.citation) == (
        Ref("a", 1, "ref-a", "cite-7"), Ref("c", 3, "ref-c", "cite-8"), Ref("e", 5, "ref-e", "cite-9"),
    )  # fmt: skip
    assert cited.anchors == {"a": "cite-7", "b": "cite-7", "c": "cite-8", "e": "cite-9"}
    assert cited.citation.superscript


def test_a_journal_may_want_brackets() -> None:
    cited = cite("acd", number_in_order("abcd"), 1, Mark(False, "[", "]", ", "))
    assert (marks(cited), cited.citation.superscript) == ("[1, 3, 4]", False)


# Entries: the mends, each of which answers a fault of citeproc-py 0.11


PERSON = {"family": "Kim", "given": "Soo-Jin"}


def work(**facts: object) -> dict[str, object]:
    known = {"type": "book", "author": [PERSON], "title": "T", "issued": {"date-parts": [[2010]]}}
    return known | {name.replace("_", "-"): value for name, value in facts.items()}


def test_mend_initials_have_no_hyphen_and_typed_ones_stay() -> None:
    assert printed(work(author=[PERSON, {"family": "Lee", "given": "HK"}])) == "Kim SJ, Lee HK. T. 2010."


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("Why?", "Why?"), ("So!", "So!"), ("End.", "End."), ("Plain", "Plain."), ("“So.”", "“So.”"),
        ("It is “so?”", "It is “so?”"), ("<i>Why?</i>", "<i>Why?</i>"), ("In <i>vivo.</i>", "In <i>vivo.</i>"),
    ],
)  # fmt: skip
def test_mend_no_full_stop_after_another_stop(title: str, end: str) -> None:
    assert printed(work(title=title)) == f"Kim SJ. {end} 2010."


def test_mend_six_authors_are_named_and_more_are_others() -> None:
    people = [{"family": name, "given": "A"} for name in ("A", "B", "C", "D", "E", "F", "G")]
    assert printed(work(author=people[:6])).startswith("A A, B A, C A, D A, E A, F A. T.")
    assert printed(work(author=people)).startswith("A A, B A, C A, D A, E A, F A, et al. T.")
    assert printed(work(author=[PERSON, {"literal": "others"}])).startswith("Kim SJ, et al. T.")


def test_mend_parts_of_a_date_stand_apart() -> None:
    dated = work(type="webpage", issued={"date-parts": [[2015, 9, 3]]})
    assert printed(dated) == "Kim SJ. T. 2015 Sep 3."
    assert printed(dated, "pt") == "Kim SJ. T. 2015 set 3."


def test_mend_editors_are_labelled_once() -> None:
    two: dict[str, object] = {"type": "book", "editor": [PERSON, PERSON], "title": "T"}
    assert printed(two) == "Kim SJ, Kim SJ, editors. T."
    assert printed(two, "pt") == "Kim SJ, Kim SJ, editores. T."
    assert printed(two | {"editor": [PERSON]}, "pt") == "Kim SJ, editor. T."


@pytest.mark.parametrize(
    ("number", "english"), [("1", "1st"), ("2", "2nd"), ("3", "3rd"), ("11", "11th"), ("13", "13th"), ("22", "22nd")]
)
def test_mend_editions_have_the_ordinal_of_the_language(number: str, english: str) -> None:
    assert printed(work(edition=number)) == f"Kim SJ. T. {english} ed. 2010."
    assert printed(work(edition=number), "pt") == f"Kim SJ. T. {number}ª ed. 2010."


def test_mend_a_title_stands_once_where_nobody_signed() -> None:
    assert printed({"type": "webpage", "title": "T", "publisher": "P"}) == "T. P."


def test_mend_issues_have_an_en_dash() -> None:
    journal = work(type="article-journal", container_title="J", volume="1", issue="3-4")
    assert printed(journal) == "Kim SJ. T. J. 2010;1(3–4)."


def test_mend_suffixes() -> None:
    smith = {"family": "Smith", "given": "John", "suffix": "III"}
    assert printed(work(author=[smith])) == "Smith J 3rd. T. 2010."


# Entries: nodes


def test_titles_keep_their_markup_and_other_tags_are_words() -> None:
    nodes = nodes_of(work(title="<i>FLT3</i> and 10<sup>9</sup>/L <script>x</script> <b>open"))
    assert Emphasis((Words("FLT3"),)) in nodes
    assert Superscript((Words("9"),)) in nodes
    assert plain(nodes).endswith("/L <script>x</script> <b>open. 2010.")


def test_a_doi_is_linked_and_breaks_only_after_its_signs() -> None:
    link = nodes_of(work(DOI="10.1002/(SICI)1097<1::AID>3.0.CO;2-#"))[-1]
    assert link == Link(
        "https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0.CO;2-%23",
        (Breakable(("doi:10.1002/", "(SICI)1097<1::", "AID>3.", "0.CO;2-#")),),
    )


def test_an_address_of_the_web_is_linked_and_another_is_not() -> None:
    entry = nodes_of(work(URL="https://www.example.org/a?b=c&d=é"))
    assert isinstance(entry[-1], Link)
    assert entry[-1].href == "https://www.example.org/a?b=c&d=%C3%A9"
    assert plain(entry[-1].children) == "https://www.example.org/a?b=c&d=é"
    hostile = nodes_of(work(URL="javascript:alert(1)"))
    assert not any(isinstance(node, Link) for node in hostile)
    assert text_of(hostile).endswith("Available from: javascript:alert(1)")


def test_a_pubmed_number_stands_in_for_a_doi() -> None:
    assert nodes_of(work(PMID="20"))[-1] == Link("https://pubmed.ncbi.nlm.nih.gov/20/", (Words("20"),))
    assert "PMID" not in printed(work(PMID="20", DOI="10.5555/x"))


def test_a_title_in_another_language_is_marked_and_one_in_the_article_s_is_not() -> None:
    english = work(title="A <i>title</i>?", language="en-US")
    assert nodes_of(english, "pt")[1] == Foreign("en-US", (Words("A "), Emphasis((Words("title"),)), Words("?")))
    assert not any(isinstance(node, Foreign) for node in nodes_of(english))
    assert printed(english, "pt") == printed(english)


def test_no_line_breaks_in_a_name_or_before_a_page() -> None:
    words = plain(nodes_of(work(type="chapter", container_title="B", page="7-9", edition="2")))
    for bound in ("Kim SJ", "2nd ed.", "p. 7–9"):
        assert bound.replace(" ", "\N{NO-BREAK SPACE}") in words


def test_a_work_without_facts_is_printed_as_its_key() -> None:
    assert nodes_of({"type": "book"}) == (Words("key"),)


# Styles and languages


def test_an_unknown_style_names_those_that_are_there() -> None:
    with pytest.raises(UnknownStyle) as raised:
        reference_entries([], "apa", load_language("en"))
    assert "nlm" in raised.value.fields["names"]


@pytest.mark.parametrize("text", ["", "<style>", "no XML </info>", "<style><info></style>"])
def test_a_broken_style_is_said_to_be_broken(tmp_path: Path, text: str) -> None:
    (tmp_path / "csl").mkdir()
    (tmp_path / "csl" / "own.csl").write_text(text)
    with pytest.raises(BrokenStyle, match=r"own\.csl"):
        reference_entries([], "own", load_language("en"), (tmp_path,))


def test_a_project_s_own_style_comes_first_and_a_changed_one_is_seen(tmp_path: Path) -> None:
    shipped = (bundled("templates") / "csl" / "nlm.csl").read_text(encoding="utf-8")
    own = tmp_path / "csl" / "nlm.csl"
    own.parent.mkdir()
    seen = []
    for year, sign in enumerate("!?"):
        own.write_text(shipped.replace('prefix="doi:"', f'prefix="doi{sign}"'), encoding="utf-8")
        os.utime(own, (year, year))
        item = Item("key", work(DOI="10.5555/x"), Place("x.bib"))
        seen.append(plain(reference_entries([item], "nlm", load_language("en"), (tmp_path, bundled("templates")))[0]))
    assert ["doi!" in seen[0], "doi?" in seen[1]] == [True, True]


def test_a_language_that_csl_does_not_know_prints_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "ia.po").write_text(
        'msgid ""\nmsgstr "Language: ia\\nContent-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "editors"\nmsgstr "redactores"\n\nmsgid "{n}th"\nmsgstr "{n}e"\n',
        encoding="utf-8",
    )
    interlingua = load_language("ia", (tmp_path,))
    assert (month(interlingua, 9), ordinal(interlingua, 21)) == ("sep", "21e")
    book = {"type": "book", "editor": [PERSON, PERSON], "title": "T", "edition": "21", "URL": "https://example.org"}
    entry = reference_entries([Item("key", book, Place("x.bib"))], "nlm", interlingua)[0]
    assert text_of(entry) == "Kim SJ, Kim SJ, redactores. T [Internet]. 21e ed. Available from: https://example.org"


def test_numbering_and_names_need_no_heavy_library() -> None:
    program = (
        "import sys; import casebook.references.order, casebook.references.names, casebook.references.readers;"
        "print(*[name for name in ('citeproc', 'bibtexparser', 'pylatexenc') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
