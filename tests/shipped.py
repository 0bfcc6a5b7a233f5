"""The shipped cases, loaded and composed once for all tests that look at them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from casebook.case import Case, load_case
from casebook.findings import Finding
from casebook.project import bundled
from casebook.report.compose import Edition, compose
from casebook.report.model import Report

ROOT = Path(__file__).parent.parent
_FILES = sorted((ROOT / "cases").glob("*/case.yaml"))
CASES = tuple(file.parent for file in _FILES if "\nstatus: withdrawn\n" not in file.read_text(encoding="utf-8"))
TEMPLATES = (bundled("templates"),)
LOCALES = (bundled("locales"),)


# Short articles, without figures and tables
BARE = ("loxoscelismo-hemolise", "wernicke-hyperemesis")


@cache
def shipped_case(slug: str) -> Case:
    case, findings = load_case(ROOT / "cases" / slug)
    assert case, findings
    return case


@cache
def shipped_report(slug: str, code: str) -> tuple[Report, tuple[Finding, ...]]:
    """Return the report of one of `ARTICLES`, and what composing it found."""
    return compose(shipped_case(slug), Edition(code, templates=TEMPLATES, locales=LOCALES))


ARTICLES = tuple((folder.name, code) for folder in CASES for code in shipped_case(folder.name).file.languages)
