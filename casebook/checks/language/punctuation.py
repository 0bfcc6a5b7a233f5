"""Quotation marks of one kind, and the comma before the last item of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casebook.checks.passages import Passage
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.languages import Language

STRAIGHT_QUOTES = Kind(
    "language.straight-quotes",
    Severity.WARNING,
    N_("Straight quotation marks are printed as typed: {typed}."),
    N_("Write {right}."),
)
_DOUBLED = replace(STRAIGHT_QUOTES, what=N_("Two single quotation marks stand in the place of a double one: {typed}."))
MIXED_QUOTES = Kind(
    "language.mixed-quotes",
    Severity.NOTE,
    N_("{typed} stands in single quotation marks, other words of the article in double ones (or the reverse)."),
    N_("Keep to one kind, such as {right}; the other is for a quotation within a quotation."),
)
SERIAL_COMMA = Kind(
    "language.serial-comma",
    Severity.WARNING,
    N_("{language} has no comma before the last item of a list: “{typed}”."),
    N_("Write “{right}”."),
)
MIXED_SERIAL_COMMA = Kind(
    "language.mixed-serial-comma",
    Severity.NOTE,
    N_("This list is written “{typed}”, another one “{example}”: one with a comma before its last item, one without."),
    N_("Keep to one of the two in the whole article; journals that follow AMA style want the comma."),
)
# Not the apostrophe of “patients’”, nor the prime of 5' and 3'
_STRAIGHT = re.compile(
    r"(?<![\w\"'″′*])(\"(?!\s)([^\"\n]{1,200}?)(?<!\s)\"|'(?!\s)([^'\n]{2,80}?)(?<![\s\d])')(?![\w\"'])"
)
_TWO_SINGLE = re.compile(
    r"(?<![\w‘’])‘‘(?P<curly>[^‘’“”\n]{1,200})’’(?![\w’])|(?<![\w'’″′])''(?P<plain>[^\s'\"][^'\"\n]{0,198}[^\s\d'\"])''(?![\w'])"
)
_DOUBLE = re.compile(r"“[^“”]{1,300}”")
_SINGLE = re.compile(r"(?<![\w’‘])‘[^‘’“”\n]{2,120}’(?![\w’])")
_ITEM = r"[^\W\d_][\w+/*-]*"
_NO_ITEM = re.compile(
    r"(?:isso|assim|então|portanto|porém|contudo|entretanto|além|também|após|antes|hoje|depois|however|therefore|then|"
    r"thus|moreover|furthermore|finally|here|today|afterwards?|\w+mente|\w+ly|\w{2,}(?:ou|eu|iu|ava|avam|iam|aram|eram|"
    r"iram)|foi|era|está|estava|foram|eram|são|teve)",
    re.IGNORECASE,
)


def quotes(passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """Yield a finding for straight quotation marks, and for the rarer kind where single and double ones are mixed."""
    single: list[tuple[Passage, re.Match[str]]] = []
    double: list[tuple[Passage, re.Match[str]]] = []
    for passage in passages:
        for match in _STRAIGHT.finditer(passage.words):
            marks = "“”" if match[2] is not None else "‘’"
            right = marks[0] + passage.raw[match.start() + 1 : match.end() - 1] + marks[1]
            yield passage.tell_at(STRAIGHT_QUOTES, match.start(), match.end(), right, right=right)
        for match in _TWO_SINGLE.finditer(passage.words):
            right = f"“{passage.raw[match.start() + 2 : match.end() - 2]}”"
            yield passage.tell_at(_DOUBLED, match.start(), match.end(), right, right=right)
        outer = list(_DOUBLE.finditer(passage.words))
        double += [(passage, match) for match in outer]
        single += [
            (passage, match)
            for match in _SINGLE.finditer(passage.words)
            if not any(pair.start() < match.start() < pair.end() for pair in outer)
        ]
    for passage, match in min(single, double, key=len) if single and double else ():
        inside = " ".join(match[0][1:-1].split())
        marks = "“”" if len(single) <= len(double) else "‘’"
        yield passage.tell_at(MIXED_QUOTES, match.start(), match.end(), right=marks[0] + inside + marks[1])


def commas(passages: tuple[Passage, ...], language: Language) -> Iterator[Finding]:
    """Yield a finding for a comma before “e” where the language has none there (CLDR), for a mix where it may have.

    Only lists of single words are read: elsewhere the comma may part two clauses.
    """
    words = "|".join(dict.fromkeys(_last_joint(language, style).strip(" ,") for style in ("standard", "or")))
    found = {
        comma: [
            (passage, match)
            for passage in passages
            for match in _list_of(words, comma).finditer(passage.prose)
            if not any(_NO_ITEM.fullmatch(item) for item in re.split(r"[ ,]+", match["list"]))
        ]
        for comma in ("", ",")
    }
    if not _last_joint(language, "standard").startswith(","):
        for passage, match in found[","]:
            comma = match.start("comma")
            right = match["list"][: comma - match.start("list")] + match["list"][comma + 1 - match.start("list") :]
            yield passage.tell_at(SERIAL_COMMA, *match.span("list"), right, right=" ".join(right.split()))
    elif found[","] and found[""]:
        rare, common = sorted(found.values(), key=len)
        for passage, match in rare:
            example = " ".join(common[0][1]["list"].split())
            yield passage.tell_at(MIXED_SERIAL_COMMA, *match.span("list"), example=example)


def _last_joint(language: Language, style: str) -> str:
    """Return what stands before the last item of a list: ", and ", " e "."""
    pattern = str(language.locale.list_patterns[style]["end"])
    return pattern.removeprefix("{0}").removesuffix("{1}")


def _list_of(joints: str, comma: str) -> re.Pattern[str]:
    """Return the pattern of a list of three single words or more, with a comma before its last joint or without.

    With one comma alone it may be no list ("In May, fever and cough …"), unless a word that takes one stands before it.
    """
    before = r"(?<=with )|(?<=had )|(?<=of )|(?<=by )|(?<=including )|(?<=were )|(?<=was )|(?<=for )|(?<=\()|(?<=: )"
    least = r"(?:, {i}){{1,30}}" if comma else r"(?:, {i}){{2,30}}"
    end = r"(?=[.;:)\n]|$)" if comma else ""
    item = _ITEM
    start = rf"(?<![\w-]){item}{least.format(i=item)}"
    led = rf"|(?:{before}){item}, {item}" if not comma else ""
    return re.compile(rf"(?P<list>(?:{start}{led})(?P<comma>{comma}) (?:{joints}) {item})(?![\w-]){end}")
