"""What authors type becomes nodes; what is no mark of ours prints as typed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from textwrap import indent
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.nodes import (
    Breakable,
    Emphasis,
    Inline,
    ItemList,
    Link,
    Paragraph,
    Strong,
    Subscript,
    Superscript,
    Unbroken,
    Words,
    plain,
)
from casebook.prose import Text, Token, bind_ending, masked, spans, to_blocks, to_inlines, tokens, typeset, verbatim
from casebook.prose.marks import SPACE, folded
from casebook.source import Scalar, read_source

NBSP = "\N{NO-BREAK SPACE}"


def as_typed(token: Token) -> tuple[Inline, ...]:
    return (Words(token.raw),)


def inlines(text: str) -> tuple[Inline, ...]:
    return to_inlines(Scalar(text), as_typed)


def blocks(text: str) -> tuple[Paragraph | ItemList, ...]:
    return to_blocks(Scalar(text), as_typed)


def printed(text: str) -> str:
    """The words as printed, non-breaking spaces shown as spaces."""
    return " ".join(_of(block) for block in blocks(text)).replace(NBSP, " ")


def _of(block: Paragraph | ItemList) -> str:
    return " ".join(plain(item) for item in block.items) if isinstance(block, ItemList) else plain(block.children)


def kinds(nodes: tuple[Inline, ...]) -> list[type]:
    return [type(node) for node in nodes]


@pytest.fixture
def passage(tmp_path: Path) -> Callable[[str], Scalar]:
    """The words as `read_source` hands them over from a block of a case file."""

    def read(text: str) -> Scalar:
        file = tmp_path / "case.yaml"
        file.write_text("case:\n  en: |\n" + indent(text, "    ") + "\n", encoding="utf-8")
        source, findings = read_source(file, "case.yaml")
        assert source is not None
        assert not findings
        words = source.data["case"]["en"]  # type: ignore[call-overload,index]
        assert isinstance(words, Scalar)
        return words

    return read


# Every one of these is changed by stock Markdown, by an extension of it, or by a template engine or browser.
AS_TYPED = """
HLA-A*02:01, HLA-B*07:02 and HLA-DRB1*15:01
HLA-A *02:01/*24:02 (*24:02)
CYP2C19*2/*17
CYP2C19 *2/*17 and *1/*2
TPMT *3A and p.Arg*
p.Arg97* e p.Gln3*
p.(Trp26*) and p.(Arg97*)
2*3*4 and 2 * 3 * 4
(2)*(3)*(4)
*P < 0.05; **P < 0.01
* p < 0,05 * q
c.76A>T and c.-14G>A
c.76_77insT, NM_004972.4:c.1849G>T(p.Val617Phe)
t(3;3)(q21;q26.2)
t(9;22)(q34;q11.2)[20]
[20](q21)
45~48,XX,del(5)(q13q33)[cp5]/46~48,XY
inv(16)(p13.1q22) or t(16;16)(p13.1;q22)
10^3
10^6/L alone
10^3/10^6 and 10^3-10^6
~2 cm and ~3 cm
5~6
~20%/~30%
5~10×20~30
# 3
#1 and ## 2
2013. Foi internada.
2. of two
1) x
(1) x
+ x
> 38 °C
>38 and <36
< 0.01 and <0.01
<b>x</b>
<script>alert(1)</script>
<img src=x onerror=alert(1)>
<!-- kept -->
<https://example.org>
&nbsp; &lt; &amp; &#64;
AT&T; &copy
a_b_c and _a_
__x__
`code`
```code```
$x^2$ and \\alpha
==x== and ~~x~~ and ^^x^^
****x****
***a***b
*P < 0.05 (* marks the rest)
---
===
| a | b |
![x](y)
![x](https://example.org/x.png)
[x](y)
[x](http://example.org)
[x](javascript:alert(1))
[x](data:text/html;base64,x)
[x][1] and [1]: https://example.org
[^1] and x[^1]
*[HTML]: y
ana@example.org and <ana@example.org>
@key and @fig and @fig:
a@fig:effusion
[see key]
[@]
[ ] and [x] to do
{{ jinja }} and {{jinja}}
{% if x %}y{% endif %} and {# z #}
{{jinja} and {jinja}}
{ hb } and {} and {1} and {hb:} and {a b}
:smile: and (c) and (tm)
http://example.org/a_b_c
C:\\dir\\_x
Rh(D)+, K-, Fy(a-b+)
CD34+/CD38- and CD3+CD4-
"quoted" and 'quoted' and “quoted”
and so on... and -- or ---
5' and 3' ends, 2'-deoxy
1.000.000 and 1,000,000
10/10 and 120x80
m² and 10⁶ and µL and ½ and ﬁ and Å
2 + 2 = 4
50 % of 30
a\\b and a\\\\b and \\n
""".strip().split("\n")


@pytest.mark.parametrize("text", AS_TYPED)
def test_what_is_no_mark_of_ours_prints_as_typed(text: str) -> None:
    nodes = inlines(text)
    assert plain(nodes).replace(NBSP, " ").replace("−", "-") == normalize("NFC", text)
    assert set(kinds(nodes)) <= {Words, Unbroken, Breakable}
    assert blocks(text) == (Paragraph(nodes),)
    assert tokens(Scalar(text)) == ()


def test_there_are_enough_strings_to_guard() -> None:
    assert len(set(AS_TYPED)) >= 60


@pytest.mark.parametrize("text", ["- 7", "1. x", "- a\n- b"])
def test_a_cell_or_a_caption_holds_no_list(text: str) -> None:
    assert inlines(text) == typeset(text)
    assert plain(inlines(text)) == folded(text)


@pytest.mark.parametrize(
    "text",
    [
        "    pasted\n      with indents",
        "    - pasted\n    - list",
        "a\n- b\n- c",
        "x\n---\ny",
        "x\n===",
        "a  \nb",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "> a\n> b",
        "Term\n:   meaning",
        "\tx",
    ],
)
def test_a_block_that_is_no_list_of_ours_is_one_paragraph(text: str) -> None:
    assert blocks(text) == (Paragraph((Words(folded(text)),)),)


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("*FLT3*", (Emphasis((Words("FLT3"),)),)),
        ("**no**", (Strong((Words("no"),)),)),
        ("***no***", (Strong((Emphasis((Words("no"),)),)),)),
        ("(*FLT3*-ITD)", (Words("("), Emphasis((Words("FLT3"),)), Words("-ITD)"))),
        ("*a **b** c*", (Emphasis((Words("a "), Strong((Words("b"),)), Words(" c"))),)),
        ("**a *b* c**", (Strong((Words("a "), Emphasis((Words("b"),)), Words(" c"))),)),
        ("*a **b***", (Emphasis((Words("a "), Strong((Words("b"),)))),)),
        ("**a *b***", (Strong((Words("a "), Emphasis((Words("b"),)))),)),
        ("*BCR*::*ABL1*", (Emphasis((Words("BCR"),)), Words("::"), Emphasis((Words("ABL1"),)))),
        ("*CYP2C19*2*", (Emphasis((Words("CYP2C19*2"),)),)),
        ("*5q*", (Emphasis((Words("5q"),)),)),
        ("*of\ntwo lines*", (Emphasis((Words("of two lines"),)),)),
        ("^99m^Tc", (Superscript((Words("99m"),)), Words("Tc"))),
        ("Ca^2+^", (Words("Ca"), Superscript((Words("2+"),)))),
        ("CO~2~", (Words("CO"), Subscript((Words("2"),)))),
        ("*C*~max~", (Emphasis((Words("C"),)), Subscript((Words("max"),)))),
        ("x^*a*^", (Words("x"), Superscript((Emphasis((Words("a"),)),)))),
        ("m^2^ and s^-1^", (Words("m² and s⁻¹"),)),
        ("75 mg/m^2^", (Unbroken(f"75{NBSP}mg/m²"),)),
        ("10^3^-10^6^", (Words("10³-10⁶"),)),
    ],
)
def test_marks(text: str, nodes: tuple[Inline, ...]) -> None:
    assert inlines(text) == nodes
    assert blocks(text) == (Paragraph(nodes),)


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("[w](https://example.org/a_(b)?c=d#e)", "https://example.org/a_(b)?c=d#e"),
        ("[w](HTTPS://example.org)", "https://example.org"),
        ("[w](mailto:ana@example.org)", "mailto:ana@example.org"),
        ("[w](doi:10.1016/S0140-6736(05)67889-0)", "https://doi.org/10.1016/S0140-6736(05)67889-0"),
        ("[w](doi:10.1002/x<1::AID-y>3.0.CO;2-2)", "https://doi.org/10.1002/x%3C1::AID-y%3E3.0.CO;2-2"),
        ('[w](https://example.org/"onclick=")', "https://example.org/%22onclick=%22"),
        ("[w](https://example.org/~ana/*a*/\\*)", "https://example.org/~ana/*a*/*"),
    ],
)
def test_links(text: str, href: str) -> None:
    assert inlines(text) == (Link(href, (Words("w"),)),)


def test_the_words_of_a_link_hold_marks_but_no_tokens() -> None:
    assert inlines("[*w*](https://example.org)") == (Link("https://example.org", (Emphasis((Words("w"),)),)),)
    assert plain(inlines("[w [@a]](https://example.org)")) == "[w [@a]](https://example.org)"


def test_lists() -> None:
    assert blocks("Two:\n\n- a\n- b\n  and c\n\n- d\n\nEnd.") == (
        Paragraph((Words("Two:"),)),
        ItemList(False, ((Words("a"),), (Words("b and c"),), (Words("d"),))),
        Paragraph((Words("End."),)),
    )


def test_ordered_lists_count_from_one() -> None:
    assert blocks("1. in\n2013. Foi\n2. b\n\n3. c") == (
        ItemList(True, ((Words("in 2013. Foi"),), (Words("b"),), (Words("c"),))),
    )
    assert blocks("2. two\n3. three") == (Paragraph((Words("2. two 3. three"),)),)
    assert [block.ordered for block in blocks("- a\n\n1. b\n\n1. c") if isinstance(block, ItemList)] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("start", ["", "\n", "\n \n", "  \n"])
def test_a_passage_may_begin_with_a_list(start: str) -> None:
    assert blocks(f"{start}- a\n- b\n") == (ItemList(False, ((Words("a"),), (Words("b"),))),)


def test_a_list_within_a_list_prints_as_typed() -> None:
    assert blocks("- a\n  - b\n- c") == (ItemList(False, ((Words("a - b"),), (Words("c"),))),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"\{hb}", "{hb}"),
        (r"\*a*", "*a*"),
        (r"x\^2^", "x^2^"),
        (r"x\~2~", "x~2~"),
        (r"\@fig:a", "@fig:a"),
        (r"\[@a]", "[@a]"),
        (r"\[w](https://example.org)", "[w](https://example.org)"),
        (r"\- a", "- a"),
        (r"1\. a", "1. a"),
        (r"\\{hb}", r"\{hb}"),
        ("\ue000 and \ue001", "\ue000 and \ue001"),
    ],
)
def test_escapes_print_the_character(text: str, words: str) -> None:
    assert blocks(text) == (Paragraph((Words(words),)),)
    assert tokens(Scalar(text)) == ()


def test_private_characters_do_not_take_the_place_of_tokens() -> None:
    assert printed("\ue000 {hb} \ue001 *\ue000* \\* [@a]") == "\ue000 {hb} \ue001 \ue000 * [@a]"
    assert printed("a\x02klzzwxh:0000\x03b *c*") == "a\x02klzzwxh:0000\x03b c"


@pytest.mark.parametrize(
    ("text", "kind", "keys", "form"),
    [
        ("[@a]", "citation", ("a",), ""),
        ("[@a; @b:c/d.e; @f]", "citation", ("a", "b:c/d.e", "f"), ""),
        ("[@a,\n  b]", "citation", ("a", "b"), ""),
        ("[@döhner2010]", "citation", ("döhner2010",), ""),
        ("[@a p. 5]", "citation", ("a p. 5",), ""),
        ("@fig:effusion", "figure", ("effusion",), ""),
        ("@fig:effusion.A", "figure", ("effusion.A",), ""),
        ("@fig:effusion.B2", "figure", ("effusion.B2",), ""),
        ("@fig:effusion.A-C", "figure", ("effusion.A-C",), ""),
        ("[^hemolysed]", "note", ("hemolysed",), ""),
        ("@tab:search-2_b", "table", ("search-2_b",), ""),
        ("{hb}", "value", ("hb",), ""),
        ("{ldh.reference:number}", "value", ("ldh.reference",), "number"),
        ("{age-at-onset}", "value", ("age-at-onset",), ""),
        ("{k@admission + 1,5 h}", "value", ("k@admission + 1,5 h",), ""),
        ("{k@admission +\n  6 h:number}", "value", ("k@admission +\n  6 h",), "number"),
        ("{pressão}", "value", ("pressão",), ""),
        ("{k@admissão}", "value", ("k@admissão",), ""),
    ],
)
def test_tokens(text: str, kind: str, keys: tuple[str, ...], form: str) -> None:
    (token,) = tokens(Scalar(f"({text})."))
    assert (token.kind, token.keys, token.form, token.raw) == (kind, keys, form, text)


@pytest.mark.parametrize("end", [".", ".\n\nA", ". A", ".5", ".Em", ")", "-", "–3", ",", "*"])
def test_punctuation_is_no_part_of_an_id(end: str) -> None:
    assert [token.keys for token in tokens(Scalar(f"*See @fig:effusion{end}"))] == [("effusion",)]


def test_tokens_know_their_places(passage: Callable[[str], Scalar]) -> None:
    words = passage("Fever.\n\n{patient} had {hb} [@a;\n  @b] (@fig:effusion).")
    found = [(t.place.file, t.place.line, t.place.column, t.place.width) for t in tokens(words)]
    assert found == [
        ("case.yaml", 5, 5, 9),
        ("case.yaml", 5, 19, 4),
        ("case.yaml", 5, 24, 4),
        ("case.yaml", 6, 12, 13),
    ]
    assert tokens(words)[1].place.text == "    {patient} had {hb} [@a;"


def test_masked_words_stand_where_they_stood() -> None:
    assert masked(Scalar(r"Hb {hb} [@a] \{x} *y*")) == "Hb" + " " * 11 + r"\{x} *y*"


def test_a_token_is_resolved_where_it_stands() -> None:
    def resolve(token: Token) -> tuple[Inline, ...]:
        return (Unbroken(token.keys[0]),)

    assert to_inlines(Scalar("Was *low ({hb})* [@a]."), resolve) == (
        Words("Was "),
        Emphasis((Words("low ("), Unbroken("hb"), Words(")"))),
        Words(" "),
        Unbroken("a"),
        Words("."),
    )


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("chromosomes 5 e 7 only", "5_e_7"),
        ("20% a 30%", "20%_a_30%"),
        ("vitamin D 25", "D_25"),
        ("hemoglobin 4.8 g/dL", "4.8_g/dL"),
        ("a (p 5)", "(p_5)"),
        ("4.8 g/dL e ferro", "4.8_g/dL"),
    ],
)
def test_a_number_never_leaves_its_neighbour(text: str, bound: str) -> None:
    assert bound.replace("_", NBSP) in plain(typeset(text))
    assert plain(typeset(text)).count(NBSP) == bound.count("_")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "45,XX,t(3;3)(q21;q26.2),del(5)(q31q35),-7[20]",
            ("45,XX,", "t(3;3)", "(q21;q26.2),", "del(5)", "(q31q35),", "−7[20]"),
        ),
        ("(47,XX,+8,-Y[3]/46,XY[17]).", ("(47,XX,", "+8,−Y[3]/", "46,XY[17]).")),
        ("45~48,XX,t(9;22;15)(q34.1;q11.2;q22),-7", ("45~48,XX,", "t(9;22;15)", "(q34.1;q11.2;q22),−7")),
        ("t(3;3)(q21;q26.2)", ("t(3;3)", "(q21;q26.2)")),
        ("NM_004972.4:c.1849G>T(p.Val617Phe)", ("NM_004972.4:", "c.1849G>T", "(p.Val617Phe)")),
        ("10.1016/S0140-6736(05)67889-0", ("10.1016/", "S0140-6736(05)", "67889-0")),
        ("https://doi.org/10.5555/2010.17", ("https://", "doi.org/", "10.5555/", "2010.17")),
        (
            "https://example.org/find?q=leukemia&lang=pt",
            ("https://", "example.org/", "find?", "q=leukemia&", "lang=pt"),
        ),
        ("https://example.org/dose?is=5", ("https://", "example.org/", "dose?", "is=5")),
        ("azacitidine/lenalidomide", ("azacitidine/", "lenalidomide")),
    ],
)
def test_long_tokens_break_where_a_reader_would_break_them(text: str, pieces: tuple[str, ...]) -> None:
    assert typeset(text) == (Breakable(pieces),)


@pytest.mark.parametrize(
    "text",
    ["immunophenotyping,", "(immunophenotyping).", "1.000.000,25/3.000.000", "ana.maria.souza@example.org", "10/10"],
)
def test_other_words_stay_whole(text: str) -> None:
    assert typeset(text) == (Words(text),)


def test_an_address_lends_no_number_to_the_words_after_it() -> None:
    assert plain(typeset("see https://example.org/dose?is=5 mg")) == "see https://example.org/dose?is=5 mg"


def test_only_a_karyotype_has_a_minus() -> None:
    assert typeset("45,XX,-7") == (Words("45,XX,−7"),)
    others = "CD3,-7 and x/-7 and https://example.org/-7"
    assert plain(typeset(others)) == others


def test_verbatim_words_keep_every_character() -> None:
    strategy = '("leukemia"[MeSH]) AND 5 a 7 mg AND ("45,XX,-7"[tiab]) NOT (azacitidine/adverse[MeSH])'
    assert plain(verbatim(strategy)) == strategy
    assert Breakable in kinds(verbatim(strategy))


def test_words_are_in_nfc_and_never_in_nfkc() -> None:
    assert plain(inlines("cário\u0301tipo m² 10⁶ ﬁ")) == "cáriótipo m² 10⁶ ﬁ"


def test_spaces_that_are_meant_stay() -> None:
    meant = f"a{NBSP}b\N{THIN SPACE}c\N{NARROW NO-BREAK SPACE}d\N{IDEOGRAPHIC SPACE}e"
    assert inlines(f" {meant} \n\t f ") == (Words(f"{meant} f"),)


def test_a_blank_text_is_a_missing_text() -> None:
    text = Text({"en": Scalar("Fever"), "pt": Scalar(f" \n{NBSP}"), "es": Scalar("Fiebre")})
    assert text.codes == ("en", "es")
    assert (text.get("en"), text.get("pt"), text.get("fr")) == ("Fever", None, None)


@pytest.mark.parametrize("text", ["", " \n\n ", NBSP])
def test_nothing_becomes_nothing(text: str) -> None:
    assert printed(text).strip() == ""
    assert plain(inlines(text)).strip() == ""


ALWAYS_ALIKE = settings(derandomize=True, deadline=None, max_examples=150)
# Property tests: letters, digits, signs of every sort, spaces of every sort; no control characters, no surrogates.
ANYTHING = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n"), max_size=80)
MARKS = st.lists(
    st.sampled_from(
        [
            *"*^~_[]{}()@;,.:- \n\\0123a",
            "**",
            "\n\n",
            "- ",
            "1. ",
            "[@a]",
            "@fig:b",
            "{c}",
            "](https://x)",
            "46,XX,-",
            "\ue000",
            "\ue001",
            "e\u0301",
            " 5 mg",
            "\x02klzzwxh:0000\x03",
        ]
    ),
    max_size=40,
).map("".join)


def as_words(text: str) -> str:
    """A Greek mu before a unit is printed as a micro sign (casebook.quantity), a karyotype's hyphen as a minus."""
    return SPACE.sub(" ", normalize("NFC", text).replace(NBSP, " ")).replace("µ", "μ").replace("−", "-").strip(" ")


@ALWAYS_ALIKE
@given(ANYTHING.filter(lambda text: not set(text) & set("*^~@[{\\")))
def test_words_without_marks_come_out_as_they_went_in(text: str) -> None:
    assert as_words(plain(inlines(text))) == as_words(text)
    if not text.lstrip().startswith(("-", "1.")) and "\n" not in text:
        assert as_words(printed(text)) == as_words(text)


@ALWAYS_ALIKE
@given(MARKS | ANYTHING)
def test_nothing_raises_and_every_token_is_resolved_once_in_order(text: str) -> None:
    passage = Scalar(text)
    for lower in (to_blocks, to_inlines):
        seen: list[Token] = []
        lower(passage, lambda token, seen=seen: seen.append(token) or ())  # type: ignore[misc]
        assert tuple(seen) == tokens(passage)
    assert len(masked(passage)) == len(text)


def spanned(text: str) -> list[tuple[str, ...]]:
    return [tuple(text[start:end] for start, end in block) for block in spans(Scalar(text))]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One.\nMore. \n\n\n  Two [@a;\n  b].\n", [("One.\nMore.",), ("Two [@a;\n  b].",)]),
        ("\n2013. A year.\n\n2014. Another.", [("2013. A year.",), ("2014. Another.",)]),
        ("1. One.\n\n3. No item.", [("1. One.",), ("3. No item.",)]),
        (
            "1. One,\nwith more\n 2. Within.\n2. Two.\n\n3. Three.",
            [("1. One,\nwith more\n 2. Within.", "2. Two.", "3. Three.")],
        ),
        ("- A\n- B\n\n  - C\n\n1. One", [("- A", "- B", "- C"), ("1. One",)]),
        ("- A [@a;\n- b]\n- C", [("- A [@a;\n- b]", "- C")]),
        ("\\- No item.\n\n1\\. Nor this.", [("\\- No item.",), ("1\\. Nor this.",)]),
        (" \n\n", []),
    ],
)
def test_paragraphs_and_items_know_where_they_stand(text: str, pieces: list[tuple[str, ...]]) -> None:
    assert spanned(text) == pieces


@ALWAYS_ALIKE
@given(MARKS | ANYTHING)
def test_as_many_pieces_are_told_apart_as_are_printed_and_nothing_stands_outside(text: str) -> None:
    printed = to_blocks(Scalar(text), as_typed)
    assert [len(block.items) if isinstance(block, ItemList) else 1 for block in printed] == list(
        map(len, spanned(text))
    )
    inside = [span for block in spans(Scalar(text)) for span in block]
    edges = [0, *(edge for span in inside for edge in span), len(text)]
    assert edges == sorted(edges)
    assert not "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).strip()


@ALWAYS_ALIKE
@given(MARKS.map(lambda text: text.replace("](https://x)", "]")))
def test_nothing_but_the_marks_can_vanish(text: str) -> None:
    exponents = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", "*^~\\")
    assert as_words(plain(inlines(text)).translate(exponents)) == as_words(text.translate(exponents))


@pytest.mark.parametrize("piece", ["*a ", "**a ", "***a ", "[@a ", "^a", "~a,", "(", "[a](https://", "{a", "1,", "(1)"])
def test_pages_of_lone_marks_are_read_in_linear_time(piece: str) -> None:
    start = time.process_time()
    blocks(piece * 5_000)
    assert time.process_time() - start < 1


def test_a_thousand_words_take_milliseconds() -> None:
    text = "The patient (*FLT3*) had {hb}, 4.8 g/dL and 45,XX,t(3;3)(q21;q26.2),-7[20] and no fever [@a; @b].\n" * 10
    blocks(text)
    start = time.process_time()
    for _ in range(6):
        blocks(text + "\n" + text)
    assert (time.process_time() - start) / 6 < 0.1


def test_a_short_number_that_ends_a_phrase_stays_with_its_word() -> None:
    assert plain(typeset("a complex karyotype or monosomy 7")) == "a complex karyotype or monosomy\u00a07"
    assert plain(typeset("monosomy 7, del(5q)")) == "monosomy\u00a07, del(5q)"
    assert plain(typeset("chromosomes 5 and 7 had")) == "chromosomes 5 and 7 had"


def test_a_token_of_a_search_strategy_is_held_together() -> None:
    nodes = verbatim("(tw:(azacitidine)) AND (tw:(lenalidomide))")
    assert nodes == (Unbroken("(tw:(azacitidine))"), Words(" AND "), Unbroken("(tw:(lenalidomide))"))


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Severe hypokalemia from licorice tea: a case report", "a case report"),
        ("Hipocalemia grave por chá: um relato de caso", "relato de caso"),
        ("Hypokalemia", ""),
        ("A case of methemoglobinemia", ""),
    ],
)
def test_no_short_word_stands_alone_on_the_last_line_of_a_title(title: str, kept: str) -> None:
    bound = bind_ending((Words(title),))
    assert plain(bound) == title
    assert [node.text for node in bound if isinstance(node, Unbroken)] == ([kept] if kept else [])
