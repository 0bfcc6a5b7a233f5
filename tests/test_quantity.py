"""A clinical number is read under its declared mark, kept to the digit, and printed as each language prints it."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casebook.languages import Language, load_language
from casebook.quantity import (
    FORMS,
    QUANTITY_IN_PROSE,
    Number,
    Quantity,
    QuantityError,
    bind_units,
    common_power,
    find_unit,
    is_unit,
    parse_quantity,
    printed,
    read_scale,
)
from casebook.quantity import faults as fault
from casebook.quantity.units import SPELLINGS, TABLE, _spelt
from casebook.quantity.words import AGES, BELOW, COUNTED, WORDS

NBSP = "\u00a0"
CATALOGUES = {
    "en": 'msgid ""\nmsgstr "Language: en_US\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n',
    "pt": r"""
msgid ""
msgstr "Language: pt_BR\nPlural-Forms: nplurals=2; plural=(n > 1);\n"
msgid "IU"
msgstr "UI"
msgid "breaths/min"
msgstr "irpm"
msgid "1.73 m²"
msgstr "1,73 m²"
msgid "day"
msgstr "dia"
msgid "{low} to {high}"
msgstr "{low} a {high}"
msgid "{low}–{high}{percent}"
msgstr "{low}{percent}–{high}{percent}"
msgid "{n} year"
msgid_plural "{n} years"
msgstr[0] "{n} ano"
msgstr[1] "{n} anos"
msgid "{n} month"
msgid_plural "{n} months"
msgstr[0] "{n} mês"
msgstr[1] "{n} meses"
msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} dia"
msgstr[1] "{n} dias"
msgid "{n} copy"
msgid_plural "{n} copies"
msgstr[0] "{n} cópia"
msgstr[1] "{n} cópias"
msgid "{n} cell"
msgid_plural "{n} cells"
msgstr[0] "{n} célula"
msgstr[1] "{n} células"
msgid "{n} pack-year"
msgid_plural "{n} pack-years"
msgstr[0] "{n} maço-ano"
msgstr[1] "{n} maços-ano"
msgid "{n}-year-old"
msgid_plural "{n}-year-old"
msgstr[0] "de {n} ano"
msgstr[1] "de {n} anos"
msgid "{n}-month-old"
msgid_plural "{n}-month-old"
msgstr[0] "de {n} mês"
msgstr[1] "de {n} meses"
""",
    # A language of the test's own, with three plural forms and a space between thousands.
    "pl": r"""
msgid ""
msgstr "Language: pl_PL\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\n"
msgid "{low} to {high}"
msgstr "od {low} do {high}"
msgid "{n} year"
msgid_plural "{n} years"
msgstr[0] "{n} rok"
msgstr[1] "{n} lata"
msgstr[2] "{n} lat"
msgid "{n}-year-old"
msgid_plural "{n}-year-old"
msgstr[0] "{n}-letni"
msgstr[1] "{n}-letni"
msgstr[2] "{n}-letni"
""",
}


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Language]:
    folder: Path = tmp_path_factory.mktemp("locales")
    for code, catalogue in CATALOGUES.items():
        (folder / f"{code}.po").write_text(catalogue, encoding="utf-8")
    return {code: load_language(code, (folder,)) for code in CATALOGUES}


def shown(typed: str, language: Language, form: str = "", percent_space: bool = False, decimal: str = ".") -> str:
    """What is printed, with ~ for a non-breaking space so that one sees it."""
    return printed(parse_quantity(typed, decimal), language, form, percent_space).replace(NBSP, "~")


def refused(typed: str, decimal: str = ".") -> QuantityError:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(typed, decimal)
    return caught.value


@pytest.mark.parametrize(
    ("typed", "in_english", "in_portuguese"),
    [
        ("4.8 g/dL", "4.8~g/dL", "4,8~g/dL"),
        ("4.8 g/dl", "4.8~g/dL", "4,8~g/dL"),
        ("103.7 fl", "103.7~fL", "103,7~fL"),
        ("7.10", "7.10", "7,10"),
        ("45730 /µL", "45,730/µL", "45.730/µL"),
        ("45730/\u03bcl", "45,730/µL", "45.730/µL"),
        ("64000 / mm3", "64,000/mm³", "64.000/mm³"),
        ("5e6", "5~×~10⁶", "5~×~10⁶"),
        ("5e-3 mg", "5~×~10⁻³~mg", "5~×~10⁻³~mg"),
        ("5 × 10^6 /kg", "5~×~10⁶/kg", "5~×~10⁶/kg"),
        ("5x10^6 /kg", "5~×~10⁶/kg", "5~×~10⁶/kg"),
        ("5 × 10⁶ cells/kg", "5~×~10⁶~cells/kg", "5~×~10⁶~células/kg"),
        ("10^6", "10⁶", "10⁶"),
        ("10^5 – 10^6 copies/mL", "10⁵ to 10⁶~copies/mL", "10⁵ a 10⁶~cópias/mL"),
        ("1.5–2.5 × 10^6 /kg", "1.5–2.5~×~10⁶/kg", "1,5–2,5~×~10⁶/kg"),
        ("45.73 10^9/L", "45.73~×~10⁹/L", "45,73~×~10⁹/L"),
        ("45 mil/mm³", "45~×~10³/mm³", "45~×~10³/mm³"),
        ("4.5 milhões/mm³", "4.5~×~10⁶/mm³", "4,5~×~10⁶/mm³"),
        ("4.5 million/µL", "4.5~×~10⁶/µL", "4,5~×~10⁶/µL"),
        ("150 G/L", "150~×~10⁹/L", "150~×~10⁹/L"),
        ("4.5 T/L", "4.5~×~10¹²/L", "4,5~×~10¹²/L"),
        ("75 mg/m2", "75~mg/m²", "75~mg/m²"),
        ("25 mg/m²/day", "25~mg/m²/day", "25~mg/m²/dia"),
        ("10 mcg/kg/min", "10~µg/kg/min", "10~µg/kg/min"),
        ("313-618 U/L", "313–618~U/L", "313–618~U/L"),
        ("313 – 618 U/L", "313–618~U/L", "313–618~U/L"),
        ("60 to 80 %", "60–80%", "60%–80%"),
        ("60 a 80 %", "60–80%", "60%–80%"),
        ("20% to 30%", "20–30%", "20%–30%"),
        ("60 mg to 80 mg", "60–80~mg", "60–80~mg"),
        ("<0.01 %", "<0.01%", "<0,01%"),
        ("≥ 38.5 °C", "≥38.5~°C", "≥38,5~°C"),
        (">= 38.5 ºC", "≥38.5~°C", "≥38,5~°C"),
        ("~5 mg", "≈5~mg", "≈5~mg"),
        ("-3 mmol/L", "−3~mmol/L", "−3~mmol/L"),
        ("−3 mmol/L", "−3~mmol/L", "−3~mmol/L"),
        ("-1250 mL", "−1,250~mL", "−1.250~mL"),
        ("+1250 mL", "+1,250~mL", "+1.250~mL"),
        ("-3 – 5 mmol/L", "−3 to 5~mmol/L", "−3 a 5~mmol/L"),
        ("52 years", "52~years", "52~anos"),
        ("52 anos", "52~years", "52~anos"),
        ("1 year", "1~year", "1~ano"),
        ("1.5 years", "1.5~years", "1,5~ano"),
        ("2.5 years", "2.5~years", "2,5~anos"),
        ("0.5 year", "0.5~years", "0,5~ano"),
        ("3 months", "3~months", "3~meses"),
        ("28 dias", "28~days", "28~dias"),
        ("3–5 days", "3–5~days", "3–5~dias"),
        ("≥18 years", "≥18~years", "≥18~anos"),
        ("12 h", "12~h", "12~h"),
        ("1:40", "1:40", "1:40"),
        ("≥ 1:1280", "≥1:1280", "≥1:1280"),
        ("10/10", "10/10", "10/10"),
        ("120/80 mmHg", "120/80~mmHg", "120/80~mmHg"),
        ("120x80 mm Hg", "120/80~mmHg", "120/80~mmHg"),
        ("160 x 100 mmHg", "160/100~mmHg", "160/100~mmHg"),
        ("5.5 x 3 cm", "5.5~×~3~cm", "5,5~×~3~cm"),
        ("5 cm × 3 cm × 2 cm", "5~×~3~×~2~cm", "5~×~3~×~2~cm"),
        ("92 %", "92%", "92%"),
        ("30°", "30°", "30°"),
        ("0.5 UI/L", "0.5~IU/L", "0,5~UI/L"),
        ("2.1 uIU/mL", "2.1~µIU/mL", "2,1~µUI/mL"),
        ("1 copy/mL", "1~copy/mL", "1~cópia/mL"),
        ("1200 cópias/mL", "1,200~copies/mL", "1.200~cópias/mL"),
        ("20 pack-years", "20~pack-years", "20~maços-ano"),
        ("16 irpm", "16~breaths/min", "16~irpm"),
        ("58 mL/min/1.73 m2", "58~mL/min/1.73~m²", "58~mL/min/1,73~m²"),
        ("300 mg/24 h", "300~mg/24~h", "300~mg/24~h"),
        ("170X110 mmHg", "170/110~mmHg", "170/110~mmHg"),
        ("45.73 x 10*9/L", "45.73~×~10⁹/L", "45,73~×~10⁹/L"),
    ],
)
def test_a_quantity_prints_in_both_languages(
    typed: str, in_english: str, in_portuguese: str, languages: dict[str, Language]
) -> None:
    assert shown(typed, languages["en"]) == in_english
    assert shown(typed, languages["pt"]) == in_portuguese


@pytest.mark.parametrize(
    ("typed", "in_english", "in_portuguese"),
    [
        ("15 gotas", "15~drops", "15~gotas"),
        ("2 comprimidos", "2~tablets", "2~comprimidos"),
        ("1 tablet", "1~tablet", "1~comprimido"),
        ("1.5 tablets", "1.5~tablets", "1,5~comprimido"),
        ("1 cápsula", "1~capsule", "1~cápsula"),
        ("3 ampolas", "3~ampoules", "3~ampolas"),
        ("2 frascos", "2~vials", "2~frascos"),
        ("2 jatos every 6 h", "2~puffs every 6~h", "2~jatos a cada 6~h"),
        ("20 gotas/min", "20~drops/min", "20~gotas/min"),
    ],
)
def test_what_is_taken_by_the_piece_is_counted_in_both_languages(
    typed: str, in_english: str, in_portuguese: str
) -> None:
    assert shown(typed, load_language("en")) == in_english
    assert shown(typed, load_language("pt")) == in_portuguese


@pytest.mark.parametrize("typed", ["4,8 g/dL", "1,025", "0,375 mg", "1,5e6", "38,5–39,5 °C", "<0,01 %"])
def test_a_brazilian_types_the_same_with_a_comma(typed: str) -> None:
    assert parse_quantity(typed, ",") == parse_quantity(typed.replace(",", "."), ".")


@pytest.mark.parametrize(
    ("typed", "form", "in_english", "in_portuguese"),
    [
        ("<4.8 g/dL", "number", "<4.8", "<4,8"),
        ("20–30 %", "number", "20–30", "20–30"),
        ("4.8 g/dL", "unit", "g/dL", "g/dL"),
        ("45730 /µL", "unit", "/µL", "/µL"),
        ("5 IU/kg/day", "unit", "IU/kg/day", "UI/kg/dia"),
        ("52 years", "unit", "years", "anos"),
        ("1 year", "unit", "year", "ano"),
        ("20–30 %", "to", "20% to 30%", "20% a 30%"),
        ("60–80 mg", "to", "60 to 80~mg", "60 a 80~mg"),
        ("3–5 days", "to", "3 to 5~days", "3 a 5~dias"),
        ("5–6 × 10^6/kg", "to", "5~×~10⁶ to 6~×~10⁶/kg", "5~×~10⁶ a 6~×~10⁶/kg"),
        ("52 years", "adjective", "52-year-old", "de 52~anos"),
        ("1 year", "adjective", "1-year-old", "de 1~ano"),
        ("3 months", "adjective", "3-month-old", "de 3~meses"),
    ],
)
def test_a_form_is_printed_in_both_languages(
    typed: str, form: str, in_english: str, in_portuguese: str, languages: dict[str, Language]
) -> None:
    assert shown(typed, languages["en"], form) == in_english
    assert shown(typed, languages["pt"], form) == in_portuguese


def test_a_journal_may_want_a_space_before_the_percent_sign(languages: dict[str, Language]) -> None:
    assert shown("92%", languages["en"], percent_space=True) == "92~%"
    assert shown("20–30%", languages["en"], percent_space=True) == "20–30~%"
    assert shown("20–30%", languages["pt"], percent_space=True) == "20~%–30~%"
    assert shown("45730 /µL", languages["en"], percent_space=True) == "45,730/µL"
    assert shown("30°", languages["en"], percent_space=True) == "30°"


def test_a_third_language_needs_no_code(languages: dict[str, Language]) -> None:
    polish = languages["pl"]
    assert [shown(f"{n} years", polish) for n in (1, 2, 5, 22)] == ["1~rok", "2~lata", "5~lat", "22~lata"]
    assert shown("52 years", polish, "adjective") == "52-letni"
    assert shown("20–30 %", polish, "to") == "od 20% do 30%"
    assert shown("4.8 g/dL", polish) == "4,8~g/dL"


@pytest.mark.parametrize(
    ("typed", "form", "kind"),
    [
        ("4.8 g/dL", "nummer", fault.UNKNOWN_FORM),
        ("4.8", "unit", fault.NO_UNIT),
        ("4.8 g/dL", "to", fault.NO_RANGE),
        ("120/80 mmHg", "to", fault.NO_RANGE),
        ("4.8 g/dL", "adjective", fault.NO_AGE),
        ("52", "adjective", fault.NO_AGE),
        ("3–5 years", "adjective", fault.NO_AGE),
        (">5 years", "adjective", fault.NO_AGE),
        ("3 cycles", "adjective", fault.NO_AGE),
    ],
)
def test_a_form_that_does_not_fit_is_an_error(
    typed: str, form: str, kind: object, languages: dict[str, Language]
) -> None:
    with pytest.raises(QuantityError) as caught:
        shown(typed, languages["en"], form)
    assert caught.value.kind is kind
    if kind is fault.UNKNOWN_FORM:
        assert caught.value.fields == {"form": "nummer", "forms": ", ".join(FORMS)}


@pytest.mark.parametrize(
    ("typed", "decimal"),
    [("64.000 /mm³", "."), ("64,000 /µL", ","), ("64.000 cells/µL", "."), ("64,000 UFC/mL", ","), ("1:64.000", ".")],
)
def test_a_count_with_three_decimals_is_a_count_of_thousands(typed: str, decimal: str) -> None:
    error = refused(typed, decimal)
    assert error.kind is fault.COUNT
    assert error.fields["whole"] == "64000"


@pytest.mark.parametrize(
    ("unit", "typed", "expected"),
    [
        ("10^9/L", "64", "64 × 10^9 /L"),
        ("× 10³/µL", "<4.0", "<4.0 × 10^3 /µL"),
        ("mil/mm³", "150–400", "150–400 × 10^3 /mm³"),
        ("G/L", "150–400", "150–400 × 10^9 /L"),
        ("mmHg", "120x80", "120/80 mmHg"),
        ("g/dl", "4.80", "4.80 g/dL"),
        ("g/dL", "48 g/L", "48 g/L"),
        ("%", "1:40", "1:40"),
    ],
)
def test_a_unit_that_is_written_once_reads_as_if_it_were_typed_behind_each_number(
    unit: str, typed: str, expected: str
) -> None:
    assert read_scale(unit, ".").of(parse_quantity(typed, "."), ".") == parse_quantity(expected, ".")


@pytest.mark.parametrize(
    ("unit", "typed", "kind"),
    [("/mm³", "64.000", fault.COUNT), ("10^9/L", "64 × 10^9", fault.TWO_POWERS), ("copies/mL", "1.200", fault.COUNT)],
)
def test_a_unit_that_is_written_once_lets_nothing_pass_that_it_would_not_behind_the_number(
    unit: str, typed: str, kind: object
) -> None:
    with pytest.raises(QuantityError) as caught:
        read_scale(unit, ".").of(parse_quantity(typed, "."), ".")
    assert caught.value.kind is kind


@pytest.mark.parametrize("unit", ["", "5 mg", "foo", "every 3 h", "h + 3 d", "mEg/L"])
def test_what_is_no_unit_is_refused_as_one(unit: str) -> None:
    with pytest.raises(QuantityError) as caught:
        read_scale(unit, ".")
    assert caught.value.kind in (fault.UNKNOWN_UNIT, fault.MISSPELT_UNIT)


def test_numbers_share_a_power_of_ten_or_have_none_to_tell_once() -> None:
    of = [parse_quantity(typed, ".") for typed in ("5 × 10^6 /mL", "1–2 × 10^6 /mL", "900 /mL", "10^6 /mL")]
    assert common_power(of[:2]) == 6
    assert common_power(of[:3]) is None
    assert common_power((of[0], of[3])) is None, "no number would be left of a bare power"


@pytest.mark.parametrize(
    ("typed", "decimal", "whole", "fraction"),
    [
        ("45,730/µL", ".", "45730", "45.730"),
        ("64,000 /mm³", ".", "64000", "64.000"),
        ("64.000 /mm³", ",", "64000", "64,000"),
        ("1.025", ",", "1025", "1,025"),
        ("-1.025 mL", ",", "1025", "1,025"),
        ("313–1,618 U/L", ".", "1618", "1.618"),
        ("64.000 /mm³", "", "64000", "64.000"),
        ("64,000 /mm³", "", "64000", "64,000"),
    ],
)
def test_what_may_be_a_thousandfold_is_never_guessed(typed: str, decimal: str, whole: str, fraction: str) -> None:
    error = refused(typed, decimal)
    assert error.kind is (fault.AMBIGUOUS if decimal else fault.UNDECLARED)
    assert (error.fields["whole"], error.fields["fraction"]) == (whole, fraction)


@pytest.mark.parametrize(
    ("typed", "decimal", "kind", "mended"),
    [
        ("4,8 g/dL", ".", fault.DECIMAL_MARK, "4.8"),
        ("4.8 g/dL", ",", fault.DECIMAL_MARK, "4,8"),
        ("0.375 mg", ",", fault.DECIMAL_MARK, "0,375"),
        ("5,6250 mg", ".", fault.DECIMAL_MARK, "5.6250"),
        ("1.234,5 mg", ".", fault.THOUSANDS, "1234.5"),
        ("1.234,5 mg", ",", fault.THOUSANDS, "1234,5"),
        ("1,234,567 /µL", ".", fault.THOUSANDS, "1234567"),
        ("45 730 /µL", ".", fault.THOUSANDS, "45730"),
        ("45\u202f730,5 /µL", ",", fault.THOUSANDS, "45730,5"),
        ("5 x 106", ".", fault.LOST_EXPONENT, "5 x 10^6"),
        ("5 × 106 /kg", ".", fault.LOST_EXPONENT, "5 × 10^6 /kg"),
    ],
)
def test_the_mend_is_written_out(typed: str, decimal: str, kind: object, mended: str) -> None:
    error = refused(typed, decimal)
    assert error.kind is kind
    assert error.fields["mended"] == mended
    assert parse_quantity(mended, decimal)


@pytest.mark.parametrize("typed", ["4.8.1 mg", "1,23,456", "4..8", "4. mg", ".5 mg", "12,34.5", "9" * 40])
def test_a_malformed_number_is_an_error(typed: str) -> None:
    assert refused(typed).kind is fault.BAD_NUMBER


@pytest.mark.parametrize(
    "typed",
    [
        "normal", "NaN", "t(3;3)", "-7[20]", "every mg", "mg", "5^3", "4.8 5 mg", "3 5", "½ mg", "٣ mg", "<5–10 mg",
        "1:2:3", "3 × mg/dL", "5 × 10^6 × 10^9 /L", "5 × 3 × 2 × 1 cm", "20% – 30 mg", "20% – 30",
        "a" * 5000, "1-" * 5000 + "1",
        "5 " * 3000, "5 " + "mg" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_quantity_is_refused_and_quoted_in_short(typed: str) -> None:
    error = refused(typed)
    assert error.kind is fault.UNREADABLE
    assert len(error.fields["typed"]) <= 200


def test_nothing_typed_is_its_own_fault() -> None:
    assert refused(" \u00a0").kind is fault.EMPTY
    assert refused("", ",").fields["example"] == "4,8 g/dL"


@pytest.mark.parametrize("typed", ["618–313 U/L", "5 to -3 °C", "500–1 × 10^3 /µL"])
def test_a_range_upside_down_is_an_error(typed: str) -> None:
    assert refused(typed).kind is fault.UPSIDE_DOWN


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("4.8 g/dll", "g/dL"), ("4.8 G/DL", "g/dL"), ("5 mgs", "mg"), ("5 mL.", "mL"), ("38 C", "°C"),
        ("52 yeras", "years"), ("5 mg/kg/dya", "mg/kg/day"), ("800 u/L", "U/L"), ("140 mEg/L", "mEq/L"),
        ("4.8 G/dL", "g/dL"), ("5 G", "g"),
    ],
)  # fmt: skip
def test_an_unknown_unit_names_the_nearest(typed: str, nearest: str) -> None:
    error = refused(typed)
    assert error.kind is fault.MISSPELT_UNIT
    assert error.fields["nearest"] == nearest


@pytest.mark.parametrize("typed", ["45 lakh/µL", "5 mil", "12 elephants", "4.8 g/dL (low)"])
def test_no_unit_is_offered_where_none_is_near_or_a_part_would_be_dropped(typed: str) -> None:
    assert refused(typed).kind is fault.UNKNOWN_UNIT


def test_an_error_words_itself_from_its_fields() -> None:
    error = refused("64,000 /mm³")
    assert str(error) == "“64,000” may mean 64000 or 64.000: the one is a thousand times the other."
    assert "Write 64000" in error.kind.mend.format_map(error.fields)


def test_the_parts_of_a_quantity() -> None:
    ldh = parse_quantity("313–618 U/L", ".")
    assert (ldh.low, ldh.high, ldh.is_range, ldh.exponent) == ("313", "618", True, None)
    age = parse_quantity("52 anos", ".")
    assert age.unit is not None
    assert (age.low, age.unit.code, age.unit.symbol) == ("52", "a", "year")
    assert parse_quantity("1.5e6 /uL", ".") == Quantity((Number("1.5", 6),), find_unit("/µL"))
    assert Number("1.5", 6).value == Decimal(1_500_000)


# -- the table of units ------------------------------------------------------------------------------------------------


def test_no_spelling_means_two_units() -> None:
    spelt = [text for sign, row in TABLE["units"].items() for text, _ in _spelt(sign, row, TABLE["prefixes"])]
    assert len(spelt) > 200
    assert [text for text, times in Counter(spelt).items() if times > 1] == []


def test_the_words_that_babel_collects_are_those_of_the_table() -> None:
    words, counted = (
        {sign for sign, row in TABLE["units"].items() if row.get("manner") == manner} for manner in ("word", "counted")
    )
    assert words
    assert counted
    assert set(WORDS) == words
    assert set(COUNTED) == set(BELOW) == counted
    assert set(AGES) < set(COUNTED)


def test_the_table_uses_only_known_manners_spaces_and_prefixes() -> None:
    assert {unit.manner for unit in SPELLINGS.values()} == {"symbol", "word", "counted"}
    assert {unit.space for unit in SPELLINGS.values()} == {"", "none", "profile"}


def test_every_unit_is_its_own_printed_sign() -> None:
    for spelling, unit in SPELLINGS.items():
        assert SPELLINGS[unit.symbol] == unit, spelling


def test_is_unit_knows_compounds_and_nothing_else() -> None:
    assert all(map(is_unit, ["g/dL", "/µL", "/\u03bcL", "mg/kg/dia", "UI", "mL/min/1.73 m²", "copies/mL", "g / dL"]))
    assert not any(map(is_unit, ["", "/", "g/", "//L", "blasts", "MG", "a", "e", "mg/xyz", "5 mg"]))


def test_a_far_fetched_unit_is_not_suggested() -> None:
    for typed in ("12 g%", "5 mg%", "5 graus", "2 vezes", "5 bilhões/mm3", "5 mg/dia VO"):
        assert refused(typed).fields.get("nearest", "") == "", typed


# -- properties --------------------------------------------------------------------------------------------------------

digits = st.from_regex(r"(0|[1-9][0-9]{0,9})(\.[0-9]{1,5})?", fullmatch=True)
units = st.sampled_from([*sorted(SPELLINGS), "/µL", "/mm3", "g/dl", "mg/kg/day", "mEq/L", "copies/mL", ""])
MARKS = [".", ","]


def is_count_in_thousandths(number: str, unit: str) -> bool:
    """What is refused on purpose: 64.000 /mm³ (see the tests of ambiguous counts)."""
    found = find_unit(unit)
    return found is not None and found.is_count and bool(re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", number))


def unmarked(text: str, language: Language) -> str:
    """A printed number with its thousands marks taken out: what a reader reads."""
    return re.sub(rf"(?<=\d){re.escape(language.group_mark)}(?=\d{{3}})", "", text)


@given(digits, st.sampled_from(["", "-", "<", "≥ "]), units, st.sampled_from(MARKS))
def test_every_digit_typed_is_kept(number: str, sign: str, unit: str, decimal: str) -> None:
    assume(not is_count_in_thousandths(number, unit))
    quantity = parse_quantity(f"{sign}{number.replace('.', decimal)} {unit}", decimal)
    assert quantity.low == sign.replace("≥ ", "").replace("<", "") + number
    assert quantity.unit == find_unit(unit)


@given(digits, st.sampled_from(["", "-", "<"]), units, st.sampled_from([None, -3, 6]))
def test_what_is_printed_reads_back_as_the_same_quantity(
    languages: dict[str, Language], number: str, sign: str, unit: str, power: int | None
) -> None:
    assume(power is not None or not is_count_in_thousandths(number, unit))
    quantity = parse_quantity(f"{sign}{number}{'' if power is None else f'e{power}'} {unit}", ".")
    for language in (languages["en"], languages["pt"]):
        again = parse_quantity(unmarked(printed(quantity, language), language), language.decimal_mark)
        assert again == quantity


@given(digits, digits, units)
def test_a_printed_range_reads_back_and_languages_differ_by_marks_and_words_alone(
    languages: dict[str, Language], one: str, other: str, unit: str
) -> None:
    assume(not is_count_in_thousandths(one, unit) and not is_count_in_thousandths(other, unit))
    low, high = sorted((one, other), key=Decimal)
    quantity = parse_quantity(f"{low}–{high} {unit}", ".")
    read = {}
    for language in (languages["en"], languages["pt"]):
        read[language.code] = unmarked(printed(quantity, language, "number"), language)
        assert parse_quantity(unmarked(printed(quantity, language), language), language.decimal_mark) == quantity
    assert read["pt"].replace(",", ".") == read["en"] == f"{low}–{high}"


@given(st.text(max_size=40) | st.from_regex(r"[-<]?[0-9., x×^e/:–]{1,20}( ?[a-zA-Zµ%/]{1,6})?", fullmatch=True))
def test_any_text_is_read_or_refused_with_a_finding(text: str) -> None:
    for decimal in (".", ",", ""):
        try:
            said = parse_quantity(text, decimal).low + "."
        except QuantityError as error:
            said = str(error) + error.kind.mend.format_map(error.fields)
        assert said.endswith((".", "?", '"'))


# -- quantities typed in prose -----------------------------------------------------------------------------------------


def bound(text: str) -> list[str]:
    return [piece.replace(NBSP, "~") for piece, is_quantity in bind_units(text) if is_quantity]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Hemoglobin was 4.8 g/dL and LDH 800 U/L (313–618 U/L).", ["4.8~g/dL", "800~U/L", "313–618~U/L"]),
        ("leucócitos, 45.730 /\u03bcL, e 92 % de blastos", ["45.730~/µL", "92~%"]),
        ("10.5 g/dL–12 g/dL", ["10.5~g/dL", "12~g/dL"]),
        ("75 mg/m2, 10 mg/kg/day, then 5 μg.", ["75~mg/m2", "10~mg/kg/day", "5~µg"]),
        ("120 / 80 mmHg, −3 mmol/L, 5 × 10⁶/kg", ["120~/~80~mmHg", "−3~mmol/L", "5~×~10⁶/kg"]),
        ("cromossomos 5 e 7, de 20 a 30 mg", ["5~e~7", "20~a~30~mg"]),
        ("52 years, 52 anos, 28 days apart", ["52~years", "52~anos", "28~days"]),
    ],
)
def test_a_quantity_in_prose_is_bound(prose: str, expected: list[str]) -> None:
    assert bound(prose) == expected


@pytest.mark.parametrize(
    "prose",
    [
        "Figure 1 and Table 2", "day 14 of MIDAM", "t(3;3)(q21;q26.2)", "45,XX,t(3;3)(q21;q26.2),del(5)(q31q35),-7[20]",
        "5 x 106", "5 x 106 cells", "in 2010 a 52-year-old woman", "HLA 10/10 match", "CD34 and CD117", "7 glasses",
        "20 metaphases", "HLA-A*02:01", "DOI 10.1000/182", "5 mg/xyz", "cycle 1-3", "",
    ],
)  # fmt: skip
def test_other_prose_is_left_exactly_as_typed(prose: str) -> None:
    assert bind_units(prose) == ([(prose, False)] if prose else [])


def test_a_greek_mu_becomes_the_micro_sign_only_before_a_unit() -> None:
    typed = "45,730/\u03bcL, \u03bc-opioid, \u03bcopioid"
    assert bind_units(typed) == [(typed.replace("\u03bcL", "µL"), False)]


@given(st.text(alphabet="0123456789 .,-–/×xeag%dLmµ\u03bc()°C", max_size=60))
def test_binding_changes_nothing_but_spaces_and_the_micro_sign(text: str) -> None:
    pieces = "".join(piece for piece, _ in bind_units(text))
    assert pieces.replace(NBSP, " ").replace("\u03bc", "µ") == text.replace("\u03bc", "µ")
    assert all(" " not in piece for piece, is_quantity in bind_units(text) if is_quantity)


def test_the_pattern_stays_quick_on_long_runs_of_digits() -> None:
    assert QUANTITY_IN_PROSE.search("1," * 3000 + "x") is None
    assert bind_units("1 e " * 3000)


@pytest.mark.parametrize(
    ("typed", "kind", "fields"),
    [
        ("31a", fault.MISSPELT_UNIT, {"nearest": "anos"}),
        ("PA 170x110 mmHg", fault.NAME_FIRST, {"name": "PA", "mended": "170x110 mmHg"}),
        ("12 mg IM 12/12h", fault.ROUTE, {"route": "IM"}),
        ("20 mg VO", fault.ROUTE, {"route": "VO"}),
        ("4 g + 1 g/h", fault.TWO_DOSES, {"typed": "4 g + 1 g/h"}),
        ("PA boa 170", fault.NAME_FIRST, {"mended": "170"}),
        ("PA boa", fault.UNREADABLE, {}),
    ],
)
def test_what_is_typed_with_more_around_it_is_told_with_what_to_do_with_that(
    typed: str, kind: fault.Kind, fields: dict[str, str]
) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(typed, ",")
    assert caught.value.kind == kind
    assert fields.items() <= caught.value.fields.items()


def test_a_day_and_24_h_are_one_unit_however_they_print() -> None:
    assert find_unit("g/24 h") == find_unit("g/24h") == find_unit("g/dia") == find_unit("g/day")
    assert find_unit("g/24 h") != find_unit("g/h")


@pytest.mark.parametrize(
    ("typed", "power"),
    [("g", 0), ("kg", 3), ("MIU", 6), ("dL", -1), ("cm", -2), ("mg", -3), ("mcg", -6), ("ng", -9), ("fL", -15)],
)
def test_a_prefix_is_a_power_of_ten(typed: str, power: int) -> None:
    unit = find_unit(typed)
    assert unit
    assert unit.above
    assert unit.above.power == power
