"""Reading YAML: text stays as typed and knows its place, and every trap is reported with the line that mends it."""

from __future__ import annotations

import copy
import pickle
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.findings import Finding, Kind, Severity
from casebook.source import Scalar, Source, compose, events, kinds, read_source, read_text

Read = tuple[Source | None, tuple[Finding, ...]]

GOOD = """\
# Comments may stand anywhere   # and say: {anything}
title:   # of the article
  en: Azacitidine in acute myeloid leukemia
  pt: "Azacitidina: \\"um\\" relato"
status: draft   # draft · submitted
license: CC-BY-4.0 # ours
doi: # not known yet
dates: {received: 2013-04-05, accepted: 2014-01-02}  # of the paper
authors:
  - name: {given: Ana, family: d'Ávila}
    affiliations: [hematology, "a, b"]
  -
    name: {given: João}
values: {titre: 1:40, url: http://x.org/a#b}
hiv: NO
small: 3e5
version: 7.10
karyotype: 45,XX,t(3;3)(q21;q26.2),-7[20]
minus: -7
smaller: <5
nothing: null
tilde: ~
wrapped: Multi-line plain text that goes
  on - 7 here
folded: >
  One
  line
strategy: '("leukemia"[MeSH]) AND (x: y) # 3'
quote: “Blue” cells, they said
clock: 12:30 h
case: |
  # 3 in the series; key: value
    - 7 and *em*, {x}, [20](q21), @key, %, &, !
  > 60 "years" 'it' `so` “so”
  \ttab, title:Foo
"""


def read(text: str | bytes) -> Read:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "case.yaml")
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        return read_source(file, "demo/case.yaml")


def good(text: str | bytes) -> Source:
    source, findings = read(text)
    assert source is not None
    assert findings == ()
    return source


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code.removeprefix("source.") for finding in findings]


def scalar(source: Source | None, *path: str | int) -> Scalar:
    assert source is not None
    value: object = source.data
    for part in path:
        value = value[part]  # type: ignore[index]
    assert isinstance(value, Scalar)
    return value


# What is typed is what is read


def test_good_yaml_has_no_findings_and_every_scalar_stays_as_typed() -> None:
    data = good(GOOD).data
    typed = {name: data[Scalar(name)] for name in ("hiv", "small", "version", "minus", "smaller", "nothing", "tilde")}
    assert typed == {
        "hiv": "NO", "small": "3e5", "version": "7.10", "minus": "-7", "smaller": "<5", "nothing": "null", "tilde": "~",
    }  # fmt: skip
    assert data[Scalar("values")] == {"titre": "1:40", "url": "http://x.org/a#b"}
    assert data[Scalar("dates")] == {"received": "2013-04-05", "accepted": "2014-01-02"}


def test_an_empty_scalar_means_not_given_and_empty_quotes_an_empty_text() -> None:
    data = good('doi:\nflow: {en: , pt: x}\nquoted: ""\nitems:\n  -\n  - a\n').data
    assert data == {"doi": None, "flow": {"en": None, "pt": "x"}, "quoted": "", "items": [None, "a"]}


def test_names_of_fields_are_scalars_with_places_too() -> None:
    source = good("title:\n  en: x\n")
    title = next(iter(source.data))
    assert isinstance(title, Scalar)
    assert (title.place().line, title.place().column) == (1, 1)


# Places


@pytest.mark.parametrize(
    ("text", "path", "offset", "line", "column"),
    [
        ("case: Fever and chills\n", ("case",), 10, 1, 17),
        ("case: ção é\n", ("case",), 4, 1, 11),
        ('case: "Fever"\n', ("case",), 2, 1, 10),
        ("case: 'Fever'\n", ("case",), 0, 1, 8),
        ("a: {en: Fever, pt: Febre}\n", ("a", "pt"), 2, 1, 22),
        ("case: |\n  One\n\n  Two 𝄞 x\n", ("case",), 11, 4, 9),
        ("case: |  # why\n    One\n      Two\n", ("case",), 6, 3, 7),
        ("case: |2\n    One\n", ("case",), 2, 2, 5),
        ("a:\n  - |\n    One\n", ("a", 0), 1, 3, 6),
        ("case: >\n  One\n  Two\n", ("case",), 5, 3, 4),
        ("case: >-\n\n  One\n\n    Two\n  Six\n", ("case",), 6, 5, 5),
        ("case: 'It''s\n  one''s fever'\n", ("case",), 11, 2, 10),
        ('a: {b: "One\n\n  two", c: x}\n', ("a", "b"), 4, 3, 3),
        ('case: "One\n  two \\"x"\n', ("case",), 6, 2, 5),
        ("case: One\n  Two\n", ("case",), 1, 1, 8),
        ("case: One\n  Two\n", ("case",), 5, 2, 4),
        ("case: |\n  One\r\n  Two\r\n", ("case",), 4, 3, 3),
        ("case: One\n", ("case",), 99, 1, 10),
    ],
)
def test_a_scalar_knows_where_each_character_stands(
    text: str, path: tuple[str | int, ...], offset: int, line: int, column: int
) -> None:
    place = scalar(good(text), *path).place(offset, 2)
    assert (place.line, place.column, place.width) == (line, column, 2)
    assert place.file == "demo/case.yaml"
    assert place.text == text.replace("\r", "").split("\n")[line - 1]


def test_behind_an_escape_a_place_is_all_of_the_first_line() -> None:
    for text in ('a: {en: "a\\tb c", pt: x}\n', 'a: {en: "a\\tb\n  c", pt: x}\n'):
        place = scalar(good(text), "a", "en").place(3, 1)
        assert (place.line, place.column) == (1, 9)
        assert place.text[8:][: place.width] == text.partition(",")[0].partition("\n")[0][8:]


def test_what_runs_over_the_end_of_a_folded_line_is_as_wide_as_what_stands_there() -> None:
    place = scalar(good("case: >\n  One day\n  two\n"), "case").place(4, 7)
    assert (place.line, place.column, place.width) == (2, 7, 3)


_ROW = st.lists(st.sampled_from(["ab", "it's", "é:x", "#1", "a"]), min_size=1, max_size=4)
_ROWS = st.lists(_ROW, min_size=1, max_size=4)


@given(_ROWS, st.sampled_from([">", "'", '"']), st.data())
def test_every_letter_of_a_folded_text_is_found_on_its_line(
    rows: list[list[str]], style: str, data: st.DataObject
) -> None:
    lines = [" ".join(row) for row in rows]
    typed = [line.replace("'", "''") for line in lines] if style == "'" else lines
    head, tail = ("case: >\n  ", "") if style == ">" else (f"case: {style}", style)
    words = scalar(good(head + "\n  ".join(typed) + tail + "\n"), "case")
    assert words.strip() == " ".join(lines)
    offset = data.draw(st.sampled_from([at for at, letter in enumerate(words) if not letter.isspace()]))
    place = words.place(offset)
    assert place.text[place.column - 1] == words[offset]
    assert place.line == (style == ">") + 1 + sum(len(" ".join(lines[: n + 1])) < offset for n in range(len(lines)))


def test_a_path_leads_to_its_value_its_name_or_the_nearest_field_above() -> None:
    source = good("a:\n  b: {c: Fever}\n  d:\n    - e: x\n      f: y\n    - g\n  h:\n")

    def at(*path: str | int) -> tuple[int, int, int]:
        place = source.at(path)
        return place.line, place.column, place.width

    assert at("a", "b", "c") == (2, 10, 5)
    assert at("a", "b") == (2, 3, 1)
    assert at("a", "d", 0) == (4, 7, 1)
    assert at("a", "d", 1) == (6, 7, 1)
    assert at("a", "d", 2, "x") == (3, 3, 1)
    assert at("a", "h") == (7, 3, 1)
    assert at("a", "nowhere", "x") == (1, 1, 1)
    assert at() == (1, 1, 1)
    assert (source.key(("a", "b", "c")).line, source.key(("a", "b", "c")).column) == (2, 7)


def test_scalars_survive_copies_and_pickling_and_cannot_be_changed() -> None:
    value = scalar(good("a: 1\nb: Fever\n"), "b")
    for other in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert isinstance(other, Scalar)
        assert other == "Fever"
        assert other.place(2) == value.place(2)
    source = good(GOOD)
    assert pickle.loads(pickle.dumps(source)) == source
    with pytest.raises(AttributeError):
        value._mark = None


def test_a_scalar_made_by_hand_has_no_place() -> None:
    assert Scalar("x").place(3).line == 0


LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"))


@settings(deadline=None)  # a machine at work on something else is no fault
@given(st.lists(LINES))
def test_any_text_in_a_block_comes_back_and_every_character_is_found(lines: list[str]) -> None:
    block = "".join(f"    {line}\n" for line in lines)
    source = good(f"a: 1\ntext:\n  en: |2+\n{block}")
    text = "".join(line + "\n" for line in lines)
    value = scalar(source, "text", "en")
    assert value == text
    for offset, character in enumerate(text):
        place = value.place(offset)
        assert place.line == 4 + text.count("\n", 0, offset)
        assert (place.text + "\n")[place.column - 1] == character


# Traps: each alone, with its place and the corrected line

TRAPS = [
    # what is typed, code, line, column, corrected
    ("title: Leukemia: a case\n", "colon", 1, 16, 'title: "Leukemia: a case"'),
    ("title: The “so-called”: a\n", "colon", 1, 23, 'title: "The “so-called”: a"'),
    ('title: The "blue": a\n', "colon", 1, 18, "title: 'The \"blue\": a'"),
    ("x:\n  - a: b: c\n", "colon", 2, 9, '  - a: "b: c"'),
    ("a:\n  en: In the elderly with\n    disease in remission: x\n", "colon", 3, 25,
     "  en: |\n    In the elderly with\n    disease in remission: x"),
    ("a: {patient} was admitted\n", "begins-with", 1, 4, 'a: "{patient} was admitted"'),
    ("a: {patient}\n", "begins-with", 1, 4, 'a: "{patient}"'),
    ("a: {patient}, aged 3\n", "begins-with", 1, 4, 'a: "{patient}, aged 3"'),
    ("a: [20](q21) was found\n", "begins-with", 1, 4, 'a: "[20](q21) was found"'),
    ("a: @dohner found\n", "begins-with", 1, 4, 'a: "@dohner found"'),
    ("a: % of blasts\n", "begins-with", 1, 4, 'a: "% of blasts"'),
    ("a: *em* text\n", "begins-with", 1, 4, 'a: "*em* text"'),
    ("a: *FLT3\n", "begins-with", 1, 4, 'a: "*FLT3"'),
    ("a: & text\n", "begins-with", 1, 4, 'a: "& text"'),
    ("a: &x text\n", "begins-with", 1, 4, 'a: "&x text"'),
    ("a: !x text\n", "begins-with", 1, 4, 'a: "!x text"'),
    ("a: `x` text\n", "begins-with", 1, 4, 'a: "`x` text"'),
    ("a: > 60 years\n", "begins-with", 1, 4, 'a: "> 60 years"'),
    ("a: >5\n", "begins-with", 1, 4, 'a: ">5"'),
    ('a: "Blue" cells\n', "begins-with", 1, 4, "a: '\"Blue\" cells'"),
    ("a: 'Twas night\n", "begins-with", 1, 4, "a: \"'Twas night\""),
    ("a: 'It wasn't so'\n", "quote-inside", 1, 4, "a: \"It wasn't so\""),
    ("a:\n  *em* text\n", "begins-with", 2, 3, '  "*em* text"'),
    ("a: {en: @key, pt: x}\n", "begins-with", 1, 9, 'a: {en: "@key", pt: x}'),
    ("a: {en: {hb} fell, pt: x}\n", "begins-with", 1, 9, 'a: {en: "{hb} fell", pt: x}'),
    ("a: {en: *em*, pt: x}\n", "begins-with", 1, 9, 'a: {en: "*em*", pt: x}'),
    ("a: “Leukemia: a case”\n", "curly-quotes", 1, 4, 'a: "Leukemia: a case"'),
    ("a: {en: “x, y”, pt: z}\n", "curly-quotes", 1, 9, 'a: {en: "x, y", pt: z}'),
    ("a: “Leukemia”\n", "quotes-printed", 1, 4, 'a: "Leukemia"'),
    ("karyotype: - 7\n", "dash", 1, 12, 'karyotype: "- 7"'),
    ("k:\n  admission + 24 h: -\n  b: 2\n", "dash", 2, 21, "  admission + 24 h: –"),
    ("k:\n  admission: -  # lost\n", "dash", 2, 14, "  admission: –  # lost"),
    ("a: The clone was seen with\n- 7\n", "dash", 2, 1, "  - 7"),
    ("a: The clone was seen with\n- 7\nfunding: none\n", "dash", 2, 1, "  - 7"),
    ("a: 1\n-  b: 2\nc: 3\n", "syntax", 2, 1, ""),
    ("languages:\n  -en\n  -pt\n", "dash-space", 2, 3, "  - en"),
    ("a:\n  - x\n  -y\nb: 1\n", "dash-space", 3, 3, "  - y"),
    ("bed: #3\n", "hash", 1, 6, 'bed: "#3"'),
    ("a: in bed #3\n", "hash", 1, 11, 'a: "in bed #3"'),
    ("a: The third of the series # of ten\n", "hash", 1, 28, 'a: "The third of the series # of ten"'),
    ("a: In bed #3\n  of four\nb: 1\n", "hash-cuts", 1, 11, "a: |\n  In bed #3\n  of four"),
    ("a: {en: fever, chills and cough, pt: x}\n", "flow-comma", 1, 16, 'a: {en: "fever, chills and cough", pt: x}'),
    ("a: {b: {en: x, y, and z, pt: w}, c: d}\n", "flow-comma", 1, 16, 'a: {b: {en: "x, y, and z", pt: w}, c: d}'),
    ("a: {en: fever: high, pt: x}\n", "flow-text", 1, 14, 'a: {en: "fever: high", pt: x}'),
    ("a: {en: fever [@b], pt: x}\n", "flow-text", 1, 15, 'a: {en: "fever [@b]", pt: x}'),
    ("a: {en: fever {hb} ok, pt: x}\n", "flow-text", 1, 15, 'a: {en: "fever {hb} ok", pt: x}'),
    ("a: {en: bed #3, pt: x}\nb: 1\n", "flow-text", 1, 13, 'a: {en: "bed #3", pt: x}'),
    ("a: [x, {hb} fell, z]\n", "begins-with", 1, 8, 'a: [x, "{hb} fell", z]'),
    ("a: {en: x, pt: y\nb: 1\n", "unclosed-bracket", 1, 4, "a: {en: x, pt: y}"),
    ("a: [x, {en: y, pt: z]\nb: 1\n", "unclosed-bracket", 1, 8, "a: [x, {en: y, pt: z}]"),
    ("a: {en: x, pt: y}}\nb: 1\n", "stray-bracket", 1, 18, "a: {en: x, pt: y}"),
    ('a: "Leukemia\nb: 1\n', "unclosed-quote", 1, 4, 'a: "Leukemia"'),
    ('a: "Leukemia\nb: "Leucemia"\n', "unclosed-quote", 1, 4, 'a: "Leukemia"'),
    ('a: "Leukemia\nb: ends in "\n', "unclosed-quote", 1, 4, 'a: "Leukemia"'),
    ('a: {en: "x, pt: y}\nb: 1\n', "unclosed-quote", 1, 9, 'a: {en: "x", pt: y}'),
    ('a: "C:\\path"\n', "backslash", 1, 7, 'a: "C:\\\\path"'),
    ("title:Foo\nb: 1\n", "colon-space", 1, 6, "title: Foo"),
    ("a:\n  pt: x\n  en:Foo\n", "colon-space", 3, 5, "  en: Foo"),
    ("a:\n  en:Foo\n", "colon-space", 2, 5, "  en: Foo"),
    ("a: {en:x, pt: y}\n", "colon-space", 1, 7, "a: {en: x, pt: y}"),
    ("a:\n  name {given: Ana}\n", "colon-missing", 2, 7, "  name: {given: Ana}"),
    ("a:\n  b: x\n  case\n    en: y\n", "colon-missing", 3, 7, "  case:"),
    ("a: 1\ncase |\n  text\n", "colon-missing", 2, 5, "case: |"),
    ("a: {given: Ana, family Souza}\nfamily: x\n", "colon-missing", 1, 23, "a: {given: Ana, family: Souza}"),
    ("a: | Text begins\n  and goes on\nb: 1\n", "text-after-bar", 1, 4, "a: |\n  Text begins\n  and goes on"),
    ("a:\n\ten: x\n\tpt: y\n", "tab", 2, 1, "  en: x"),
    ("a:\n  en: |\n    x\n\ty\n", "tab", 4, 1, "    y"),
    ("a:\n  -\tx\n", "tab", 2, 4, "  - x"),
    ("a:\n\u00a0\u00a0en: x\n", "hard-space", 2, 1, "  en: x"),
    ("a:\n  en: |\n    x\n\u00a0   y\n", "hard-space", 4, 1, "    y"),
    ("a:\u00a0x\nb: 1\n", "hard-space", 1, 3, "a: x"),
    ("a:\n    en: x\n  pt: y\n", "indentation", 3, 3, "    pt: y"),
    ("a:\n  en: x\n    pt: y\n", "indentation", 3, 5, "  pt: y"),
    ("a:\n   en: x\n  pt: y\n  es: z\n", "indentation", 2, 4, "  en: x"),
    ("a:\n  - x: 1\n   y: 2\n", "indentation", 3, 4, "    y: 2"),
    ("a: [b[^c], 2,5 mg, 3:1]\n", "flow-text", 1, 6, 'a: ["b[^c]", "2,5 mg", 3:1]'),
    ("a: {b: 1-2,5, c: {d: 4 g}}\n", "flow-comma", 1, 12, 'a: {b: "1-2,5", c: {d: 4 g}}'),
    ("a: {b: 0,1 g, c + 6 h: <0,2 g}\n", "flow-comma", 1, 10, 'a: {b: "0,1 g", c + 6 h: "<0,2 g"}'),
    ("a:\n  b: |\n    x\n c: |\n    y\n  d: |\n    z\n", "indentation", 4, 2, "  c: |"),
    ("a:\n  case:\n       history: 1\n    plan: 2\n    notes: 3\n  b: 4\n", "indentation", 3, 8, "    history: 1"),
    ("a:\n  b:\n    pt: x\n    en: y\n   case:\n     pt: z\n  d: w\n", "indentation", 5, 4, "  case:"),
    (" a: 1\nb: 2\n", "indentation", 1, 1, "a: 1"),
    ("a:\n  en: |\n    First\n   second\n    third\n", "left-of-text", 4, 4, "    second"),
    ("a:\n  en: |\n      First\n    second\n  pt: x\n", "left-of-text", 4, 5, "      second"),
    ("a:\n  en: |\n    First\n\nSecond: pasted\nthird\n  pt: x\n", "left-of-text", 5, 1, "    Second: pasted"),
    ("a: One two three four\nfive six\nb: 1\n", "left-of-text", 2, 1, "  five six"),
    ("a: 1\nstatus draft\nb: 2\n", "no-colon", 2, 1, ""),
    ("a: 1\nb: 2\na: 3\n", "duplicate", 3, 1, ""),
    ("a: 1\n---\nb: 2\n", "documents", 2, 1, ""),
    ("a: 1\n...\nb: 2\n", "documents", 2, 1, ""),
    ("a: &x [1]\n", "yaml-sign", 1, 4, ""),
    ("a: {en: fever, {hb} high, pt: x}\n", "flow-text", 1, 16, 'a: {en: "fever, {hb} high", pt: x}'),
    ("a: 1\n: 2\n", "field-name", 2, 1, ""),
    ("{a: b}: c\nd: 1\n", "field-name", 1, 1, ""),
    ("a: One\u2028two\n", "line-break", 1, 7, "a: One two"),
    ("a: One\x85two\n", "line-break", 1, 7, "a: One two"),
    ("a: One\x00two\n", "character", 1, 7, None),
    ("a: One\ufefftwo\n", "character", 1, 7, None),
    ('a: "One\\x07two"\n', "character", 1, 4, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line", "column", "corrected"), TRAPS, ids=[repr(trap[0]) for trap in TRAPS])
def test_a_trap_is_named_in_its_place_with_the_line_that_mends_it(
    text: str, code: str, line: int, column: int, corrected: str | None
) -> None:
    source, findings = read(text)
    finding = next(finding for finding in findings if finding.code == f"source.{code}")
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (line, column)
    assert corrected is None or finding.fields.get("corrected", "") == corrected
    assert source is not None, "the search for faults goes on"
    assert finding.kind.what.format_map(finding.fields)
    assert finding.kind.mend.format_map(finding.fields)


@pytest.mark.parametrize("text", [trap[0] for trap in TRAPS])
def test_a_trap_is_reported_alone_and_once_a_line(text: str) -> None:
    _, findings = read(text)
    assert len(set(codes(findings))) == 1
    assert len({finding.place for finding in findings}) == len(findings) <= 2


# The mend of these is shown for the first of several lines
SEVERAL_LINES = (
    "a:\n\ten: x\n\tpt: y\n",
    "a:\n  en: |\n    First\n\nSecond: pasted\nthird\n  pt: x\n",
)


def corrected_files() -> list[tuple[str, str]]:
    """Return broken files whose mend is one line for one line, beside what their author is told to write."""
    files = []
    for text, _, line, _, corrected in TRAPS:
        if corrected and "\n" not in corrected:
            lines = text.split("\n")
            files.append((text, "\n".join([*lines[: line - 1], corrected, *lines[line:]])))
    return files


def test_the_corrected_lines_are_good_yaml() -> None:
    mended = [(text, after) for text, after in corrected_files() if len(read(text)[1]) == 1]
    assert len(mended) > 50
    for text, after in mended:
        if text not in SEVERAL_LINES:
            assert good(after).data


def test_what_was_mended_is_read_as_it_was_meant_and_placed_where_it_was_typed() -> None:
    source, findings = read('title: The “patient”: it\'s 4: "so"\nother: {en: a, b [@key] c, pt: d}\n')
    title, other = scalar(source, "title"), scalar(source, "other", "en")
    assert title == 'The “patient”: it\'s 4: "so"'
    assert other == "a, b [@key] c"
    for value, written in ((title, source.lines[0] if source else ""), (other, source.lines[1] if source else "")):
        for offset, character in enumerate(value):
            place = value.place(offset)
            assert place.text == written
            assert place.text[place.column - 1] == character
    assert len(findings) == 2


def test_five_traps_in_one_case_are_reported_in_one_run() -> None:
    source, findings = read(
        "title: Leukemia: a case\n"
        "authors:\n"
        "  - name: {given: Ana, Maria, family: Souza}\n"
        "\temail: a@example.org\n"
        "abstract:\n"
        "  en: |\n"
        "    One.\n"
        "  two\n"
        "  pt: {patient} foi\n"
        "status:draft\n"
        "status: draft\n"
        "values: {hb: 4}\n"
    )
    expected = ["colon", "flow-comma", "tab", "left-of-text", "begins-with", "colon-space", "duplicate"]
    assert codes(findings) == expected
    assert [finding.place.line for finding in findings if finding.place] == [1, 3, 4, 8, 9, 10, 11]
    assert source is not None
    assert source.data == {
        "title": "Leukemia: a case",
        "authors": [{"name": {"given": "Ana, Maria", "family": "Souza"}, "email": "a@example.org"}],
        "abstract": {"en": "One.\ntwo\n", "pt": "{patient} foi"},
        "status": "draft",
        "values": {"hb": "4"},
    }


def test_a_duplicate_names_the_line_of_the_first_and_the_first_is_kept() -> None:
    source, findings = read("a:\n  x: 1\n  y: 2\n  x: {z: 3, z: 4}\n")
    assert [(f.place.line if f.place else 0, f.fields) for f in findings] == [
        (4, {"name": "x", "line": "2"}),
        (4, {"name": "z", "line": "4"}),
    ]
    assert source is not None
    assert source.data == {"a": {"x": "1", "y": "2"}}


def test_a_field_whose_line_cannot_be_read_does_not_bring_its_lines_down() -> None:
    source, findings = read("a: 1\nthis is no field\n  x: 1\n  y: z: 2\nb: 2\n")
    assert codes(findings) == ["no-colon", "colon"]
    assert source is not None
    assert source.data == {"a": "1", "b": "2"}


def test_after_fifty_faults_reading_stops_and_says_so() -> None:
    source, findings = read("".join(f"a{number}: b: c\n" for number in range(80)))
    assert source is None
    assert codes(findings).count("colon") == 50
    assert codes(findings)[-1] == "stopped"


@pytest.mark.parametrize(
    "text",
    [
        "a: short # a comment\n",
        "a: One two three four  # a comment\n",
        "a: One two three four   # bed #3\n",
        "a: # not yet\n",
        "a: C# and b#c\n",
        "a:\n  # a comment\n  b: 1\n",
        "a: |  # how long\n  x #3\n",
        "a: 10:30 to 11:40 http://x.org:80/a\n",
        "a: “Blue” and “red”\n",
        "a: {}\nb: []\n",
        "a: {given: Ana, family: Souza}\n",
        "a: {b: {en: x, pt: y}, c: [1, 2]}\n",
        "a: {given: Ana,\n    family: Souza}\n",
        'a: {"en":"x", "pt": "y"}\n',
        "a:\n- x\n- y\n",
        "a:\n  - - x\n    - y\n",
        "a: One\n  - 7\n  and *more*\n",
        'a: "One\n  two: three\n  four"\n',
        "a:\n  - doi:10.5555/x\n  - https://x.org\n",
        "a:\n  doi:10.5555/x\n",
        "? a\n: b\n",
        "--- \na: 1\n...\n",
        "a: it's\nb: 5\"\nc: 90%\nd: a & b\ne: 2*3\n",
    ],
)
def test_good_yaml_is_no_trap(text: str) -> None:
    good(text)


# Encodings and characters


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_8_and_utf_16_are_read_with_and_without_a_mark(encoding: str) -> None:
    assert good("nome: João “x” — µL\n".encode(encoding)).data == {"nome": "João “x” — µL"}


def test_cp1252_is_refused_at_its_first_letter_and_the_search_goes_on() -> None:
    source, findings = read("a: 1\nnome: João: µ\n".encode("cp1252"))
    assert source is None
    assert codes(findings) == ["encoding", "colon"]
    place = findings[0].place
    assert place is not None
    assert (place.line, place.column, place.text) == (2, 9, "nome: João: µ")
    assert findings[0].fields == {"character": "ã"}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_count_alike(ends: str) -> None:
    source, findings = read(ends.join(["a: |", "  One", "  Two", "b: x: y", ""]))
    assert scalar(source, "a") == "One\nTwo\n"
    assert [finding.place.line for finding in findings if finding.place] == [4]


def test_control_characters_never_reach_a_place_or_a_value() -> None:
    source, findings = read('a: x\x1b[31m\x00y\n"b": "\\e[31m"\n')
    assert codes(findings) == ["character", "character", "character"]
    assert source is not None
    assert "\x1b" not in "".join(source.lines) + str(source.data)
    assert scalar(source, "a").place().text == "a: x␛[31m␀y"


def test_text_files_of_other_kinds_get_the_same_findings(tmp_path: Path) -> None:
    file = tmp_path / "references.bib"
    file.write_bytes("@article{x,\r\n title = {Ção}}".encode("utf-16"))
    assert read_text(file, "x.bib") == ("@article{x,\n title = {Ção}}", ())
    file.write_bytes("title = {Ção}".encode("cp1252"))
    text, findings = read_text(file, "x.bib")
    assert text is None
    assert codes(findings) == ["encoding"]


def test_a_picture_renamed_to_yaml_gives_a_handful_of_findings() -> None:
    source, findings = read(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    assert source is None
    assert 0 < len(findings) < 100


# Files that are no case at all


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n\n", "empty"),
        ("# only a comment\n", "empty"),
        ("- a\n- b\n", "not-fields"),
        ("Some text\n", "not-fields"),
        ("a: " + "[" * 3_000, "depth"),
        ("a: " + "[" * 3_000 + "]" * 3_000, "depth"),
        ("- " * 3_000 + "x\n", "depth"),
        ("\n".join(" " * level + "a:" for level in range(1_000)), "depth"),
        ("a: " + "x" * 2_000_000, "too-large"),
    ],
    ids=["nothing", "blank", "comment", "list", "prose", "open", "closed", "dashes", "fields", "large"],
)
def test_a_file_that_is_no_case_gives_one_finding(text: str, code: str) -> None:
    source, findings = read(text)
    assert source is None
    assert codes(findings) == [code]


def test_an_alias_bomb_is_refused_without_growing() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    source, findings = read(bomb)
    assert source is not None
    assert set(codes(findings)) == {"yaml-sign"}
    assert source.data[Scalar("a39")] == [None, None]


def test_more_nodes_than_a_case_can_have_stop_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compose, "MOST_NODES", 20)
    source, findings = read("a: [" + "x, " * 20 + "]\n")
    assert source is None
    assert codes(findings) == ["too-large"]


def test_a_file_that_is_not_there_or_no_file_is_a_finding(tmp_path: Path) -> None:
    assert [codes(read_source(path, "x")[1]) for path in (tmp_path / "none", tmp_path, tmp_path / "nul\0")] == [
        ["missing"], ["not-a-file"], ["unreadable"],
    ]  # fmt: skip


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_ever_raise(data: bytes) -> None:
    source, findings = read(data)
    assert source is not None or findings


SIGNS = [*"{}[]\"'|>#&*!@%`-:,? \n\t\u00a0“”\\ab0", "en: ", "\n  ", "- ", "---\n", "\x00"]
YAMLISH = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join)


@settings(deadline=None)
@given(YAMLISH)
def test_no_heap_of_yaml_signs_ever_raises_and_every_place_is_in_the_file(text: str) -> None:
    _, findings = read(f"a: x\nb:\n  en: {text}\n")
    for finding in findings:
        assert finding.kind.what.format_map(finding.fields)
        assert finding.kind.mend.format_map(finding.fields)
        assert finding.place is not None
        assert 0 <= finding.place.column <= len(finding.place.text) + 1


def test_without_the_c_scanner_the_same_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {text: codes(read(text)[1]) for text in (GOOD, *(trap[0] for trap in TRAPS))}
    monkeypatch.setattr(events, "LOADER", yaml.SafeLoader)
    assert {text: codes(read(text)[1]) for text in before} == before


# The words


def test_every_kind_of_fault_has_a_code_of_its_own_and_words() -> None:
    found = [value for value in vars(kinds).values() if isinstance(value, Kind)]
    assert len(found) > 30
    assert len({kind.code for kind in found}) == len(found)
    assert {kind.code for kind in found if kind.severity is not Severity.ERROR} == {
        "source.hash",
        "source.quotes-printed",
        "source.windows",
    }
    assert all(kind.what.endswith((".", "}")) and kind.mend for kind in found)
