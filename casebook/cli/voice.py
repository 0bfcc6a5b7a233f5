"""How the command line speaks: in the author's language, findings with the line shown, colours only on a terminal."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from textwrap import indent

import click

from casebook.columns import width_of
from casebook.errors import N_, REASONS, CasebookError
from casebook.findings import Finding, Place, Severity
from casebook.languages import Language, available, load_language
from casebook.meant import unknown
from casebook.quantity import parse_quantity, printed

SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.NOTE: N_("note")}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
_FOREIGN = N_("in the words of the program that met the fault: “{words}”")
_MORE = N_("{count} more of {code}: casebook check {case} --select {code}")
_FIRST, _LEAST_HIDDEN = 5, 3  # of one code in one case, no more are read; a line in the place of one or two saves none
_chosen: list[str] = ["en"]


def choose_language(arguments: Sequence[str]) -> list[str]:
    """Settle the language of messages, and return the arguments without the option that names it, wherever it stood.

    The option --ui-lang goes before CASEBOOK_LANG, that before the environment's own, else English; raises UnknownName.
    """
    asked = [os.environ.get(name, "") for name in ("CASEBOOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    _chosen[0] = next((code for code in map(_code, asked) if code in available()), "en")
    words = [part for word in arguments for part in (word.split("=", 1) if word.startswith("--ui-lang=") else [word])]
    if "--ui-lang" in words[:-1]:
        position = words.index("--ui-lang")
        _, name = words[position : position + 2]
        if _code(name) not in available():
            raise unknown(name, available())
        _chosen[0] = _code(name)
        del words[position : position + 2]
    return words


def _code(name: str) -> str:
    """Return the language of a locale's name: "pt" of "pt_BR.UTF-8"."""
    return name.replace("-", "_").split("_")[0].split(".")[0].lower()


def language() -> Language:
    """Return the language that messages are in."""
    return load_language(_chosen[0])


def say(message: str, **fields: object) -> str:
    """Return one of our own messages, worded."""
    return language().words(message, **fields)


def say_number(number: float) -> str:
    """Return a number as the language of messages prints it: "2.5", "2,5"."""
    return printed(parse_quantity(f"{number:g}", "."), language())


def program() -> str:
    """Return how casebook was called, so that what we advise can be typed: ".venv/bin/casebook"."""
    typed = sys.argv[0] if sys.argv else ""
    return typed if os.sep in typed and typed.endswith("casebook") else "casebook"


def say_error(error: CasebookError) -> None:
    """Print an error that stopped the run: what is wrong, what to do."""
    for finding in error.findings:
        assert isinstance(finding, Finding)
        say_finding(finding)
    what, mend = worded_error(error)
    click.secho(say(N_("error")) + ": ", fg="red", nl=False, err=True)
    click.echo(what, err=True)
    if mend:
        _say_mend(mend)


def worded_error(error: CasebookError) -> tuple[str, str]:
    """Return what stopped the run, and what to do, in words."""
    fields = _worded({"where": error.where, **error.fields})
    return say(error.what, **fields), say(error.mend, **fields)


def worded(finding: Finding) -> tuple[str, str]:
    """Return what is wrong and what to do, in words."""
    fields = _worded(finding.fields)
    return say(finding.kind.what, **fields), say(finding.kind.mend, **fields)


def say_findings(slug: str, findings: Iterable[Finding], *, whole: bool = False) -> None:
    """Print the findings of a case; of many of one code only the first, and how many more, unless `whole`.

    What stops a release is printed whatever there is of it.
    """
    findings = tuple(findings)
    counts = Counter(finding.code for finding in findings if not finding.is_error)
    many = {code: n for code, n in counts.items() if n >= _FIRST + _LEAST_HIDDEN and not whole}
    told = Counter[str]()
    for finding in findings:
        told[finding.code] += not finding.is_error
        if finding.is_error or finding.code not in many or told[finding.code] <= _FIRST:
            say_finding(finding)
    for code, count in many.items():
        click.echo(say(_MORE, count=count - _FIRST, code=code, case=slug), err=True)


def say_finding(finding: Finding) -> None:
    """Print a finding: place, severity, what is wrong, the line with a caret, what to do, the code."""
    severity = finding.kind.severity
    what, mend = worded(finding)
    if finding.place:
        click.secho(where(finding.place) + " ", bold=True, nl=False, err=True)
    click.secho(say(SEVERITIES[severity]) + ": ", fg=_COLOURS[severity], nl=False, err=True)
    click.echo(what + f" [{finding.code}]", err=True)
    for line in frame(finding.place) if finding.place else ():
        click.echo("    " + line, err=True)
    _say_mend(mend)


def _say_mend(words: str) -> None:
    """Print what to do; the lines to be written stand below it, at the margin of the line shown."""
    mend, _, corrected = words.partition("\n")
    click.echo("  " + mend, err=True)
    if corrected:
        click.echo(indent(corrected, "    "), err=True)


def where(place: Place) -> str:
    """Return "cases/aml/case.yaml:12:5"."""
    return f"{place.file}:{place.line}:{place.column}" if place.line else place.file


def frame(place: Place, width: int = 96) -> tuple[str, ...]:
    """Return the source line, cut to `width` around the fault, and the caret under it."""
    if not place.text.strip():
        return ()
    start = max(0, place.column - 1 - width * 2 // 3) if len(place.text) > width else 0
    shown = "".join(" " if unicodedata.category(c).startswith("C") else c for c in place.text[start : start + width])
    room = max(1, min(place.width, len(shown) - (place.column - 1 - start)))
    head = ("… " if start else "") + shown + ("…" if start + width < len(place.text) else "")
    return head, " " * (width_of(shown[: place.column - 1 - start]) + 2 * bool(start)) + "^" * room


def _worded(said: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a message; what is itself a message of ours, or the name of a language, is worded too."""
    fields = {name: say(value) if name == "what" else value for name, value in said.items()}
    if journal := fields.get("journal"):  # one of our own, where there is none in particular
        fields["journal"] = language().translations.ugettext(journal)
    if "said" in fields:
        fields["said"] = ", ".join(map(say, fields["said"].split("; ")))
    if "reason" in fields:
        known = fields["reason"] in REASONS.values()
        fields["reason"] = say(fields["reason"] if known else _FOREIGN, words=fields["reason"])
    if "contrast" in fields:
        fields["contrast"] = say_number(float(fields["contrast"]))
    if "checked" in fields:
        fields["checked"] = language().date(date.fromisoformat(fields["checked"]))
    return fields | _languages_named(fields)


def _languages_named(fields: Mapping[str, str]) -> dict[str, str]:
    """Return each language that the fields give by its code, by its name; “other_code: pt”: “other_language”."""
    names = language().locale.languages
    codes = {field.replace("code", "language"): fields[field] for field in ("code", "other_code") if field in fields}
    named = {field: names.get(code, fields.get(field, code)) for field, code in codes.items()}
    several = {field: fields[field].split(", ") for field in ("languages", "taken_languages") if field in fields}
    return named | {
        field: language().listing(tuple(names.get(code, code) for code in codes)) for field, codes in several.items()
    }
