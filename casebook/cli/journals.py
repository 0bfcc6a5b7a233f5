"""casebook journals: the journals whose rules casebook knows, or the rules of one as a page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from casebook.cli.help import Command
from casebook.cli.submission import submission_rows
from casebook.cli.voice import language, say, say_error, say_number
from casebook.clinical.assays import find_assay
from casebook.clinical.clocks import Clock
from casebook.clinical.conversion import SYSTEMS, counted_in, in_system
from casebook.clinical.course import Course
from casebook.clinical.moments import Moment
from casebook.clinical.wording import Wording
from casebook.errors import N_
from casebook.journals import COUNTED, FaultyProfile, Journal, Limit, Origin, journal_names, load_journal
from casebook.languages import load_language
from casebook.nodes import Citation, Ref, Words
from casebook.project import find_project
from casebook.quantity import parse_quantity, printed
from casebook.references.order import MARKS, cite
from casebook.report.labels import ABSTRACT_PARTS, FRONT, SECTIONS, STATEMENTS
from casebook.report.marks import set_marks
from casebook.report.patient import patient_by_band, patient_in_words
from casebook.report.pointing import TABLE, TABLE_OF_WORDS

EXIT_FINDINGS = 1
_WIDTH = 100
_SUPERSCRIPTS = str.maketrans("0123456789–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
Row = tuple[str, str]


@click.command(
    "journals", cls=Command, help=N_("List the journals whose rules casebook knows, or show the rules of one.")
)
@click.argument("name", required=False, metavar=N_("[JOURNAL]"))
def command(name: str | None) -> int:
    """Print a journal a line, the word to type first; or all rules of the one named, with their origins."""
    search = find_project(Path.cwd()).search("templates")
    if name:
        click.echo("\n".join(_page(load_journal(name, search))))
        return 0
    names, exit_code = journal_names(search), 0
    for name in names:
        try:
            click.echo(f"{name:<{max(map(len, names))}}  {_summary(load_journal(name, search))}")
        except FaultyProfile as error:
            say_error(error)
            exit_code = EXIT_FINDINGS
    return exit_code


def _summary(journal: Journal) -> str:
    """Return a journal in one line: its name, and what sets it apart."""
    parts = [_abstract(journal), say(N_("citations as in {example}"), example=_marked(journal))]
    parts += [say(N_("an age band instead of the age"))] if journal.profile.age == "band" else []
    return f"{_title(journal)}: {'; '.join(parts)}"


def _title(journal: Journal) -> str:
    return journal.profile.name or say(N_("any journal that follows ICMJE and CARE"))


def _page(journal: Journal) -> Iterator[str]:
    """Yield the lines of a journal's page."""
    yield f"{_title(journal)} ({journal.slug})"
    yield ""
    yield from _table(list(_rules(journal)))
    for heading, rows in (
        (N_("Limits"), [_limit(limit, journal) for limit in journal.profile.limits]),
        (N_("Where these rules were read"), [_origin(name, o) for name, o in journal.profile.origins.items()]),
    ):
        if rows:
            yield from ("", say(heading), *_table(rows))


def _rules(journal: Journal) -> Iterator[Row]:
    """Yield what the journal wants, each rule with the names of its origins."""
    profile, here = journal.profile, language()
    names = here.listing(tuple(here.locale.languages.get(code, code) for code in profile.languages))
    sections = (journal.heading(name, SECTIONS.get(name, name), here) for name in profile.order)
    if profile.name:
        yield say(N_("Name")), profile.name + _said_by(journal, "name")
    if profile.abbreviation:
        yield say(N_("Name in references")), profile.abbreviation + _said_by(journal, "abbreviation")
    yield say(N_("Title, abstract and key words in")), names + _said_by(journal, "languages")
    yield journal.heading("abstract", FRONT["abstract"], here), _abstract(journal) + _said_by(journal, "abstract")
    yield say(N_("Order of the text")), " · ".join(sections) + _said_by(journal, "order", "headings")
    yield say(N_("Citations")), _marked(journal) + _said_by(journal, "citations")
    yield say(N_("The patient’s age")), _aged(journal) + _said_by(journal, "age")
    chart = N_("under headings of their own") if profile.chart == "subheadings" else N_("run together")
    yield say(N_("Parts of the case")), say(chart) + _said_by(journal, "chart")
    percent = printed(parse_quantity("40 %", "."), here, percent_space=profile.percent_space)
    yield say(N_("Percentages")), f"“{percent}”" + _said_by(journal, "percent-space")
    label = TABLE_OF_WORDS if profile.quadro else TABLE
    yield say(N_("A table of words alone")), f"“{say(label, number=1)}”" + _said_by(journal, "quadro")
    yield say(N_("Days")), _days(journal) + _said_by(journal, "days")
    yield say(N_("Results")), _results(journal) + _said_by(journal, "units")
    if profile.counts:
        yield say(N_("Cell counts")), _counts(journal) + _said_by(journal, "counts")
    if profile.ethics:
        asked = N_("a statement with the CAAE number") if profile.ethics == "caae" else N_("a statement")
        yield journal.heading("ethics", STATEMENTS["ethics"], here), say(asked) + _said_by(journal, "ethics")
    if profile.english:
        country = here.country({"us": "US", "uk": "GB"}[profile.english])
        yield say(N_("English of")), country + _said_by(journal, "english")
    for label, words, rule in submission_rows(profile):
        yield label, words + _said_by(journal, rule)
    if profile.issn:
        yield "ISSN", profile.issn + _said_by(journal, "issn")


def _abstract(journal: Journal) -> str:
    rules = journal.profile.abstract
    if rules.forbidden:
        return say(N_("no abstract"))
    if not rules.structured:
        return say(N_("an abstract without labels"))
    labels = (journal.abstract_label(part, standard, language()) for part, standard in ABSTRACT_PARTS.items())
    return say(N_("an abstract in parts ({labels})"), labels=" · ".join(labels))


def _marked(journal: Journal) -> str:
    """Return some words with a citation mark as the journal sets it: "… in one study.¹,³⁻⁵"."""
    rules = journal.profile.citations
    keys = {key: number for number, key in enumerate("abcde", 1)}
    sentence = (Words(say(N_("… in one study")) + " "), cite("acde", keys, 1, MARKS[rules.mark]).citation, Words("."))
    nodes = set_marks(sentence, rules.position == "after-stop")
    return "“" + "".join(_shown(node) for node in nodes if isinstance(node, Words | Citation)) + "”"


def _shown(node: Words | Citation) -> str:
    if isinstance(node, Words):
        return node.text
    text = "".join(str(part.number) if isinstance(part, Ref) else part for part in node.parts)
    return text.translate(_SUPERSCRIPTS) if node.superscript else text


def _aged(journal: Journal) -> str:
    in_words = patient_by_band if journal.profile.age == "band" else patient_in_words
    return f"“{in_words('female', parse_quantity('52 years', '.'), '', language())}”"


def _days(journal: Journal) -> str:
    course = Course({"admission": Clock()})
    wording = Wording(course, language(), lambda text, path: "", journal.profile.days)
    return f"“{wording.when(Moment('admission', 14))}”"


def _results(journal: Journal) -> str:
    """Return a result in the units of the journal: “90 mg/dL (5.00 mmol/L)”; where it asks for none, words."""
    if journal.profile.units == SYSTEMS[0]:
        return say(N_("in the units that the authors write"))
    shown = in_system(parse_quantity("90 mg/dL", "."), find_assay("glucose"), journal.profile.units)
    first, *others = (printed(value, language()) for value in shown)
    return f"“{first} ({others[0]})”" if others else f"“{first}”"


def _counts(journal: Journal) -> str:
    """Return a count of cells as each language prints it."""
    count, search = parse_quantity("45730 /µL", "."), find_project(Path.cwd()).search("locales")
    units = {load_language(code, search): unit for code, unit in journal.profile.counts.items()}
    return ", ".join(f"“{printed(counted_in(count, unit), one)}” ({one.tag})" for one, unit in units.items())


def _limit(limit: Limit, journal: Journal) -> Row:
    """Return one limit in words: "at most 150"; one that is not verified says so."""
    pieces = [
        *([say(N_("at least {number}"), number=say_number(limit.least))] if limit.least is not None else []),
        *([say(N_("at most {number}"), number=say_number(limit.most))] if limit.most is not None else []),
        *(say(N_("says {words}"), words=_quoted(words)) for words in _in_order(limit.must_say)),
        *(say(N_("does not say {words}"), words=_quoted(words)) for words in _in_order(limit.must_not_say)),
    ]
    what = say(COUNTED.get(limit.of, N_("Title")))
    return what, "; ".join(pieces) + _named({limit.origin: journal.profile.origins[limit.origin]})


def _in_order(phrases: dict[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the phrases of the language of the messages, else those of all languages."""
    return [phrases[language().code]] if language().code in phrases else list(phrases.values())


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _origin(name: str, origin: Origin) -> Row:
    read = N_("{source}; read on {date}") if origin.verified else N_("{source}; looked for on {date}, not verified")
    remark = origin.remark.get(language().code)
    source = f"{origin.source} ({remark})" if remark else origin.source
    return name, say(read, source=source, date=language().date(origin.checked))


def _said_by(journal: Journal, *rules: str) -> str:
    return _named({name: origin for rule in rules for name, origin in journal.origins_of(rule).items()})


def _named(origins: dict[str, Origin]) -> str:
    """Return the names of origins behind what was read there: " [template]", " [old-template, not verified]"."""
    unverified = say(N_("not verified"))
    names = (name if origin.verified else f"{name}, {unverified}" for name, origin in origins.items())
    return "".join(f" [{name}]" for name in names)


def _table(rows: list[Row]) -> Iterator[str]:
    """Yield the lines of two columns, the second wrapped."""
    width = max(len(label) for label, _ in rows)
    for label, words in rows:
        lines = textwrap.wrap(words, _WIDTH - width - 4, break_long_words=False, break_on_hyphens=False)
        yield from (
            f"  {first:<{width}}  {line}" for first, line in zip((label, *[""] * len(lines)), lines, strict=False)
        )
