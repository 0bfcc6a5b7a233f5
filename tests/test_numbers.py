"""One case gives the same numbers in prose, table, figure and text alternative, in both languages and every format.

Cases are drawn at random; whatever prints a result is read back, and must be the result that was typed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from casebook.blocks.courseplan import axis_of, panels, places_of
from casebook.case import Case, load_case
from casebook.clinical.assays import find_assay
from casebook.clinical.conversion import SYSTEMS, counted_in, in_system
from casebook.drawings.plan import TrendPanel
from casebook.formats import docx, html, text
from casebook.journals import load_journal
from casebook.languages import Language, load_language
from casebook.nodes import Figure, Paragraph, Table, plain
from casebook.quantity import Quantity, parse_printed, parse_quantity
from casebook.report.compose import Edition, compose
from casebook.report.model import Report
from casebook.report.voice import CaseVoice
from tests.shipped import TEMPLATES

LANGUAGES = {code: load_language(code) for code in ("en", "pt")}
GENERIC = Path(__file__).parent.parent / "templates" / "journals" / "generic" / "profile.yaml"
NOT_DONE, SIGNS = "–", "↑↓\u00a0 "

# name → what an author may type: units with the reach of their digits, and whether a power of ten may stand there
_TESTS: Mapping[str, tuple[str, ...]] = {
    "hb": ("{a:.1f} g/dL", "{a:.2f} g/dL", "<{a:.1f} g/dL"),
    "wbc": ("{n} /µL", "<{n} /µL"),
    "neutrophils": ("{n} /mm³", "{n}–{m} /mm³"),
    "platelets": ("{n} × 10^3 /µL", "{n} × 10^3 /µL", "{a:.1f}e3 /µL"),
    "creatinine": ("{a:.2f} mg/dL", "{a:.1f} mg/dL", ">{n} mg/dL"),
    "urea": ("{n} mg/dL", "{a:.1f} mg/dL", "{n}–{m} mg/dL"),
    "bun": ("{n} mg/dL", "{a:.1f} mg/dL"),
    "k": ("{a:.1f} mEq/L", "{n} mEq/L"),
    "inr": ("{a:.1f}", "{a:.3f}"),
    "tsh": ("{a:.2f} µIU/mL", "<0.01 µIU/mL"),
    "bp": ("{m}/{n} mmHg", "{m}x{n} mmHg"),
    "load": ("{a:.1f} × 10^{p} copies/mL", "{n} copies/mL", "<{n} copies/mL", "not detected"),
    "titre": ("1:{n}", "negative", "≥1:{n}"),
    "excess": ("-{a:.1f} mmol/L", "{a:.1f} mmol/L", "0 mmol/L"),
}
# name → the reference ranges that an author may type, and what one of the conventional unit is in the SI unit
_RANGES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "hb": (("{x:.1f}–{y:.1f} g/dL", "{x:.2f}–{y:.0f} g/dL", "<{y:.1f} g/dL"), "10 g/L"),
    "wbc": (("{n}–{m} /µL", "{n} to {m} /µL", "≥{n} /µL"), "1e6 /L"),
    "platelets": (("{n}–{m} × 10^3 /µL", ">{n} × 10^3 /µL"), "1e6 /L"),
    "creatinine": (("{x:.1f}–{y:.2f} mg/dL", "{x:.2f}–{y:.2f} mg/dL", "≤{y:.1f} mg/dL"), "88.4 µmol/L"),
    "urea": (("{n}–{m} mg/dL", "0–{m} mg/dL", "<{m} mg/dL"), "0.1665 mmol/L"),
    "bun": (("{x:.1f}–{m} mg/dL", "{n}–{m} mg/dL"), "0.357 mmol/L"),
    "k": (("{x:.1f}–{y:.0f} mEq/L", "{x:.1f}–{y:.1f} mEq/L"), "1 mmol/L"),
    "inr": (("{x:.1f}–{y:.1f}", "<{y:.2f}"), "1"),
    "tsh": (("{x:.2f}–{y:.1f} µIU/mL", "0–{y:.2f} µIU/mL"), "1 mIU/L"),
    "load": (("<{n} copies/mL",), "1 copies/mL"),
}
_OWN = ("load", "titre", "excess")
_WORDS = {
    "not detected": {"en": "not detected", "pt": "não detectado"},
    "negative": {"en": "negative", "pt": "negativo"},
}


@dataclass(frozen=True)
class Drawn:
    """A case at random: what stands in its file, and each result by its test and day."""

    text: str
    results: Mapping[tuple[str, int], str]
    ranges: Mapping[str, str]
    system: str
    counts: str


def draw(seed: int, *, figure: bool = True) -> Drawn:
    """Return a case with two to four tests on up to five days."""
    of = Random(seed)
    decimal, system, counts = of.choice(".,"), of.choice(SYSTEMS), of.choice(("/µL", "/mm³"))
    names = of.sample(sorted(_TESTS), of.randint(2, 4))
    days = {name: sorted(of.sample(range(1, 9), of.randint(1, 5))) for name in names}
    results = {(name, day): _result(name, of) for name in names for day in days[name]}
    ranges = {name: _range(name, of) for name in names if name in _RANGES and of.random() < 0.7}
    labs = []
    for name in names:
        labs.append(f"  {name}:")
        labs += [f"    name: {{en: {name.title()}, pt: {name.title()}}}"] if name in _OWN else []
        labs += [f"    reference: '{ranges[name].replace('.', decimal)}'"] if name in ranges else []
        labs.append("    results:")
        labs += [
            f"      admission + {day}: '{typed if typed in _WORDS else typed.replace('.', decimal)}'"
            for (test, day), typed in results.items() if test == name
        ]  # fmt: skip
    said = [f"V {{{name}@admission + {day}}}" for name, day in results] + [f"R {{{name}.reference}}" for name in ranges]
    prose = "\n\n".join(f"      {sentence}" for sentence in said)
    text = "\n".join([
        "casebook: 1", "languages: [en, pt]", "status: draft", f'decimal: "{decimal}"', "title: {same: A}",
        f"article: {{journal: own, units: {system}}}", "clocks: {admission: {name: {en: Admission, pt: Admissão}}}",
        "labs:", *labs, "sections:", "  case:", "    same: |", "      See @tab:tests, @tab:days" +
        (", @fig:trend" if figure else "") + ".", "", prose, "tables:",
        "  tests: {caption: {same: Tests.}, labs: all}",
        "  days: {caption: {same: Days.}, labs: {rows: moments}}",
        *(["figures:", f"  trend: {{caption: {{same: Trend.}}, trend: [{', '.join(names)}]}}"] if figure else []),
    ])  # fmt: skip
    return Drawn(text + "\n", results, ranges, system, counts)


def _range(name: str, of: Random) -> str:
    x, y = Decimal(of.randint(1, 9_999)).scaleb(-3), Decimal(of.randint(11_000, 99_999)).scaleb(-3)
    return of.choice(_RANGES[name][0]).format(x=x, y=y, n=of.randint(1, 900), m=of.randint(901, 99_999))


def _result(name: str, of: Random) -> str:
    a = Decimal(of.randint(1, 99_999)).scaleb(-3)
    n, m = sorted((of.randint(1, 900), of.randint(901, 99_999)))
    return of.choice(_TESTS[name]).format(a=a, n=n, m=m, p=of.randint(2, 8))


def meant(drawn: Drawn, name: str, typed: str, code: str) -> tuple[Quantity, ...] | str:
    """Return what a result is, in the units that are asked for; a word in its language."""
    if typed in _WORDS:
        return _WORDS[typed][code]
    assay = None if name in _OWN else find_assay(name)
    values = in_system(parse_quantity(typed, "."), assay, drawn.system)
    return tuple(counted_in(value, drawn.counts if code == "pt" else "/µL") for value in values)


def hold(drawn: Drawn, ranges: Mapping[str, object], code: str) -> None:
    """Assert that each printed range is the typed one, in the units that are asked for.

    The oracle knows factors of its own, and lets an end move by half of its last typed figure.
    """
    assert ranges.keys() == drawn.ranges.keys()
    for name, printed in ranges.items():
        typed, factors = parse_quantity(drawn.ranges[name], "."), parse_quantity(_RANGES[name][1], ".")
        si = (factors.unit, factors.numbers[0].value)
        here = (counted_in(typed, drawn.counts if code == "pt" else "/µL").unit, Decimal(1))
        systems = drawn.system.split("-") if drawn.system != "as-typed" else ["conventional"]
        wanted = list(dict.fromkeys(si if system == "si" else here for system in systems))
        assert isinstance(printed, tuple), name
        assert [quantity.unit for quantity in printed] == [unit for unit, _ in wanted], (name, printed)
        for quantity, (_, factor) in zip(printed, wanted, strict=True):
            assert (quantity.joint, quantity.comparator) == (typed.joint, typed.comparator)
            for end, number in zip(quantity.numbers, typed.numbers, strict=True):
                is_shift = factor.normalize().as_tuple().digits == (1,)
                half = 0 if is_shift else Decimal("0.5").scaleb(int(number.value.as_tuple().exponent))
                assert abs(end.value - number.value * factor) <= half * factor, (name, drawn.ranges[name], quantity)


def read(printed: str, language: Language) -> tuple[Quantity, ...] | str:
    """Return what a reader reads: one quantity, or a second one in parentheses; else the word as it is."""
    parts = re.fullmatch(r"([^()]+?)(?:\s\(([^()]+)\))?", printed.strip(SIGNS))
    assert parts, printed
    if not re.search(r"\d", printed):
        return parts[0]
    return tuple(parse_printed(part, language) for part in parts.groups() if part)


def read_cell(cell: str, unit: str, language: Language) -> tuple[Quantity, ...] | str:
    """Return what a reader reads in a cell whose unit stands elsewhere: "64 (0.064)" under "/µL (10⁹/L)"."""
    if not re.search(r"\d", cell):
        return cell.strip()
    numbers, units = (re.fullmatch(r"([^()]*?)(?:\s\(([^()]+)\))?", part) for part in (cell.strip(SIGNS), unit))
    assert numbers, cell
    assert units, unit
    pairs = [pair for pair in zip(numbers.groups(), units.groups(), strict=True) if pair[0]]
    powered = (f"{number} × {of}" if of and of.startswith("10") else f"{number} {of or ''}" for number, of in pairs)
    return tuple(parse_printed(whole, language) for whole in powered)


@dataclass
class Sheet:
    """A table as its cells say it."""

    heads: list[str]
    rows: list[list[str]]

    def ranges_by_test(self, names: list[str], language: Language) -> dict[str, object]:
        """Return the ranges of a table of tests, which stand in its last column."""
        if re.search(r"\d", self.heads[-1]):
            return {}
        cells = {name: (row[-1], row[1]) for name, row in zip(names, self.rows, strict=True)}
        has_unit = not re.search(r"\d", self.heads[1])
        return {
            name: read_cell(cell, unit if has_unit else "", language)
            for name, (cell, unit) in cells.items() if cell != NOT_DONE
        }  # fmt: skip

    def ranges_by_day(self, names: list[str], language: Language) -> dict[str, object]:
        """Return the ranges of a table of moments, which stand in its heads."""
        told = {name: _told(head) for name, head in zip(names, self.heads[1:], strict=True)}
        return {name: read_cell(range_, unit, language) for name, (unit, range_) in told.items() if range_}

    def by_test(self, language: Language) -> Iterator[tuple[int, int, object]]:
        """Yield (number of the test, day, what is read) for each cell of a table of tests by moment."""
        days = {column: int(found[0]) for column, head in enumerate(self.heads) if (found := re.findall(r"\d+", head))}
        has_unit = min(days) == 2
        for number, row in enumerate(self.rows):
            for column, day in days.items():
                if row[column] != NOT_DONE:
                    yield number, day, read_cell(row[column], row[1] if has_unit else "", language)

    def by_day(self, language: Language) -> Iterator[tuple[int, int, object]]:
        """Yield the same of a table of moments by test, whose heads hold the units."""
        for row in self.rows:
            for number, (head, cell) in enumerate(zip(self.heads[1:], row[1:], strict=True)):
                unit, _ = _told(head)
                if cell != NOT_DONE:
                    yield number, int(re.findall(r"\d+", row[0])[0]), read_cell(cell, unit, language)


def _told(head: str) -> tuple[str, str]:
    """Return the unit and the range that the head of a column tells: "Potassium (mEq/L; 3.5–5.0)"."""
    found = re.fullmatch(r"[^()]+?(?: \((.*)\))?", head)
    assert found, head
    first, _, second = (found[1] or "").partition("; ")
    return ("", first) if re.fullmatch(r"[<>≤≥]?[\d.,]+(?:–[\d.,]+)?", first) else (first, second)


def sheet(table: Table) -> Sheet:
    rows = [[plain(cell.children) for cell in row] for row in table.rows]
    return Sheet([plain(column.head) for column in table.columns], rows)


def composed(drawn: Drawn, folder: Path) -> tuple[Case, dict[str, Report]]:
    """Return the case and its article in each language, for a journal that prints counts in Portuguese as `counts`."""
    journal = folder / "templates" / "journals" / "own"
    journal.mkdir(parents=True)
    profile = GENERIC.read_text("utf-8") + f"counts: {{en: /µL, pt: {drawn.counts}}}\n"
    (journal / "profile.yaml").write_text(profile, encoding="utf-8")
    (folder / "case.yaml").write_text(drawn.text, encoding="utf-8")
    templates = (folder / "templates", *TEMPLATES)
    case, found = load_case(folder, templates=templates)
    assert case is not None, found
    assert not [finding for finding in found if finding.is_error], (drawn.text, found)
    reports = {}
    for code in LANGUAGES:
        reports[code], found = compose(case, Edition(code, is_draft=True, templates=templates))
        assert not [finding for finding in found if finding.is_error], (drawn.text, found)
    return case, reports


def expected(drawn: Drawn, code: str) -> dict[tuple[str, int], object]:
    return {(name, day): meant(drawn, name, typed, code) for (name, day), typed in drawn.results.items()}


def of_tests(drawn: Drawn, cells: Iterator[tuple[int, int, object]]) -> dict[tuple[str, int], object]:
    names = list(dict.fromkeys(name for name, _ in drawn.results))
    return {(names[number], day): value for number, day, value in cells}


def names_of(drawn: Drawn) -> list[str]:
    return list(dict.fromkeys(name for name, _ in drawn.results))


def ranges_in_prose(report: Report, drawn: Drawn) -> dict[str, object]:
    said = [plain(node.children) for node in report.body if isinstance(node, Paragraph)]
    ranges = [words.removeprefix("R ") for words in said if words.startswith("R ")]
    return dict(zip(drawn.ranges, (read(words, report.language) for words in ranges), strict=True))


_RANGE = re.compile(r" (?:Reference range|Intervalo de referência): (.+?)\.(?= |$)")


def ranges_in_alternative(alternative: str, drawn: Drawn, language: Language) -> dict[str, object]:
    names = [name for name in names_of(drawn) if name in drawn.ranges]
    told = (read(words, language) for words in _RANGE.findall(alternative.replace("\u00a0", " ")))
    return dict(zip(names, told, strict=True))


def ranges_in_figure(case: Case, drawn: Drawn, code: str, folder: Path) -> dict[str, object]:
    """Return what stands beside the band of each panel, and that the band lies where its words say.

    A figure has one unit, the first that is asked for.
    """
    found: dict[str, object] = {}
    for name, panel in panels_of(case, drawn, code, folder):
        assert (panel.band is not None) == (name in drawn.ranges)
        if panel.band is None:
            continue
        said = found[name] = read_cell(panel.band_label, panel.unit, LANGUAGES[code])
        assert isinstance(said, tuple)
        (quantity,) = said
        numbers = [_scaled(number.value, panel) for number in quantity.numbers]
        low = None if quantity.comparator in ("<", "≤") else numbers[0]
        high = None if quantity.comparator in (">", "≥") else numbers[-1]
        assert panel.band == (low, high), "a band lies where its words say"
    return found


def in_prose(report: Report, drawn: Drawn) -> dict[tuple[str, int], object]:
    said = [plain(node.children) for node in report.body if isinstance(node, Paragraph)]
    values = [words.removeprefix("V ") for words in said if words.startswith("V ")]
    return dict(zip(drawn.results, (read(value, report.language) for value in values), strict=True))


def in_alternative(alternative: str, drawn: Drawn, language: Language) -> dict[tuple[str, int], object]:
    """Return what the text alternative of a figure tells, test by test."""
    found: dict[tuple[str, int], object] = {}
    names = list(dict.fromkeys(name for name, _ in drawn.results))
    alternative = _RANGE.sub("", alternative.replace("\u00a0", " "))
    for name, told in zip(names, re.split(r"(?<=\))\. ", alternative.removesuffix(".")), strict=True):
        _, _, results = told.partition(": ")
        for value, day in re.findall(r"(.+?) \((?:Day|Dia)\s(\d+)\)(?:, |$)", results):
            found[name, int(day)] = read(value, language)
    return found


def in_figure(case: Case, drawn: Drawn, code: str, folder: Path) -> dict[tuple[str, int], object]:
    """Return what the points of the figure say, each put back behind its unit, and that they lie where they say."""
    return {
        (name, int(point.at.days)): _on_axis(panel, point.printed, point.value, LANGUAGES[code])
        for name, panel in panels_of(case, drawn, code, folder)
        for point in panel.series[0].points
    }


def panels_of(case: Case, drawn: Drawn, code: str, folder: Path) -> Iterator[tuple[str, TrendPanel]]:
    """Yield each test with a panel of its own."""
    templates = (folder / "templates", *TEMPLATES)
    voice = CaseVoice(case, LANGUAGES[code], load_journal("own", templates), True, templates)
    for name in names_of(drawn):
        spans = [span for span, _ in case.file.course.results(name)]
        axis = axis_of((place for span in spans for place in places_of(span)), voice)
        (panel,) = panels(((name,),), axis, voice, is_log=False)
        yield name, panel


def _on_axis(panel: TrendPanel, printed: str, value: Decimal | None, language: Language) -> object:
    said = read_cell(printed, panel.unit, language)
    if value is None or isinstance(said, str):
        return said
    (quantity,) = said
    values = [_scaled(number.value, panel) for number in quantity.numbers]
    wanted = values[-1] if quantity.joint == ":" else max(values)  # of a range or a pressure, the upper end
    assert value == wanted, "a point stands where its number says"
    return said


def _scaled(value: Decimal, panel: TrendPanel) -> Decimal:
    """Return a number in units of the power of ten that the panel tells."""
    power = re.match("10([⁻⁰¹²³⁴-⁹]+)", panel.unit)
    return value.scaleb(-int(power[1].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))) if power else 0)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_result_is_the_same_in_prose_table_figure_and_alternative_in_both_languages(seed: int) -> None:
    drawn = draw(seed)
    with TemporaryDirectory() as folder:
        case, reports = composed(drawn, Path(folder))
        for code, report in reports.items():
            wanted, language = expected(drawn, code), report.language
            assert in_prose(report, drawn) == wanted, drawn.text
            tests, days = (sheet(node) for node in report.body if isinstance(node, Table))
            assert of_tests(drawn, tests.by_test(language)) == wanted, drawn.text
            assert of_tests(drawn, days.by_day(language)) == wanted, drawn.text
            (figure,) = (node for node in report.body if isinstance(node, Figure))
            image = figure.panels[0].image
            assert in_alternative(image.alt, drawn, language) == wanted, drawn.text
            described = etree.fromstring(image.data).findtext("{*}desc")
            assert described == image.alt
            first = {key: value if isinstance(value, str) else value[:1] for key, value in wanted.items()}  # type: ignore[index]
            assert in_figure(case, drawn, code, Path(folder)) == first, drawn.text


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_reference_range_is_the_same_in_prose_table_figure_and_alternative(seed: int) -> None:
    drawn = draw(seed)
    with TemporaryDirectory() as folder:
        case, reports = composed(drawn, Path(folder))
        for code, report in reports.items():
            names, language = names_of(drawn), report.language
            in_words = ranges_in_prose(report, drawn)
            hold(drawn, in_words, code)
            tests, days = (sheet(node) for node in report.body if isinstance(node, Table))
            (figure,) = (node for node in report.body if isinstance(node, Figure))
            assert tests.ranges_by_test(names, language) == in_words, drawn.text
            assert days.ranges_by_day(names, language) == in_words, drawn.text
            assert ranges_in_alternative(figure.panels[0].image.alt, drawn, language) == in_words, drawn.text
            bands = ranges_in_figure(case, drawn, code, Path(folder))
            assert bands == {name: said[:1] for name, said in in_words.items() if isinstance(said, tuple)}, drawn.text


@pytest.mark.parametrize("seed", range(8))
def test_every_format_prints_the_same_numbers(seed: int, tmp_path: Path) -> None:
    drawn = draw(seed, figure=False)
    _, reports = composed(drawn, tmp_path)
    for code, report in reports.items():
        wanted, language = expected(drawn, code), report.language
        page = lxml_html.document_fromstring(html.write(report, TEMPLATES))
        word = python_docx.Document(io.BytesIO(docx.write(report, TEMPLATES)))
        typed = text.write(report, TEMPLATES).decode("utf-8")
        prose = {
            "html": [_words(p) for p in page.iter("p")],
            "docx": [p.text for p in word.paragraphs],
            "text": [" ".join(p.split()) for p in typed.split("\n\n")],
        }
        for format_, paragraphs in prose.items():
            values = [p.removeprefix("V ") for p in paragraphs if p.startswith("V ")]
            said = dict(zip(drawn.results, (read(value, language) for value in values), strict=True))
            assert said == wanted, format_
            ranges = [p.removeprefix("R ") for p in paragraphs if p.startswith("R ")]
            hold(drawn, dict(zip(drawn.ranges, (read(words, language) for words in ranges), strict=True)), code)
        sheets = {
            "html": [[[_words(c) for c in row.iter("th", "td")] for row in t.iter("tr")]
                     for t in page.iter("table")],
            "docx": [[[c.text for c in row.cells] for row in t.rows] for t in word.tables],
        }  # fmt: skip
        for format_, (tests, days) in sheets.items():
            assert of_tests(drawn, Sheet(tests[0], tests[1:]).by_test(language)) == wanted, format_
            assert of_tests(drawn, Sheet(days[0], days[1:]).by_day(language)) == wanted, format_
            hold(drawn, Sheet(tests[0], tests[1:]).ranges_by_test(names_of(drawn), language), code)
            hold(drawn, Sheet(days[0], days[1:]).ranges_by_day(names_of(drawn), language), code)


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def test_the_two_languages_differ_in_marks_and_words_alone() -> None:
    drawn = draw(11)
    for key, english in expected(drawn, "en").items():
        portuguese = expected(drawn, "pt")[key]
        if isinstance(english, tuple) and isinstance(portuguese, tuple):
            assert [replace(q, unit=None) for q in english] == [replace(q, unit=None) for q in portuguese]
