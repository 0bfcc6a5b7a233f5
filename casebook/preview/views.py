"""What the browser shows around an article: the page, the findings, the translations, the list of cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from casebook.checks.translations import MISPAIRED, STALE, UNREVIEWED
from casebook.errors import CasebookError
from casebook.findings import Finding, Place, Severity
from casebook.formats.faults import blamed
from casebook.languages import Language
from casebook.preview.desk import Shown
from casebook.preview.news import Count, Row, Section, Stopped, Told
from casebook.preview.watching import below
from casebook.project import Project
from casebook.templating import load_templates

HTML, _PLAIN = "text/html; charset=utf-8", "text/plain; charset=utf-8"
STATIC = {"script.js": "text/javascript", "style.css": "text/css"}
_SEVERITIES = ("error", "warning", "note")
_MARKABLE = {kind.code for kind in (STALE, MISPAIRED, UNREVIEWED)}  # a click in “Translations” mends them too
_UNSEEN = ("missing", "stale", "mispaired", "unreviewed")  # as they are counted, the gravest first


@dataclass(frozen=True, slots=True)
class Speech:
    """How the command line words things, lent to the pages: one finding is the same words in both."""

    language: Language
    worded: Callable[[Finding], tuple[str, str]]
    error: Callable[[CasebookError], tuple[str, str]]
    where: Callable[[Place], str]
    frame: Callable[[Place], tuple[str, ...]]
    severity: Callable[[Severity], str]
    bug: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding, in words."""

    kind: str
    severity: str
    code: str
    what: str
    mend: str
    where: str
    line: int
    file: str
    frame: tuple[str, ...]
    excuse: str

    @property
    def is_markable(self) -> bool:
        """Whether it is gone once somebody marks that two texts say the same."""
        return self.code in _MARKABLE


class Views:
    """The pages of one server, in the language of its messages."""

    def __init__(self, project: Project, speech: Speech) -> None:
        self._project, self._speech = project, speech
        self._templates: tuple[object, Environment] | None = None  # with how their files were as they were read

    def page(self, slug: str, token: str) -> str:
        """Return the page around the articles of a case."""
        return self._render("page.html", slug=slug, token=token, others=self._project.slugs())

    def index(self) -> str:
        """Return the list of cases."""
        return self._render("index.html", slugs=self._project.slugs())

    def message(self, what: str, mend: str = "") -> str:
        """Return a page that says only this."""
        return self._render("message.html", what=what, mend=mend)

    def failed(self, stopped: Stopped) -> tuple[str, str]:
        """Return a page that words what stopped something, and its type: plain text where no page can be made."""
        words = self._worded(stopped)
        with suppress(Exception):
            return self.message(*words), HTML
        return "\n\n".join(words), _PLAIN

    def panel(self, slug: str, shown: Shown) -> str:
        """Return what stands beside the articles: what is wrong, word counts, limits."""
        told = shown.last if isinstance(shown.last, Told) else None
        graded = sorted(told.findings, key=lambda finding: finding.kind.severity) if told else ()
        faults = [self._fault(finding) for finding in graded]
        open_faults = [fault for fault in faults if not fault.excuse]
        return self._render(
            "panel.html",
            slug=slug,
            state=shown.state,
            has_page=bool(shown.pages),
            good=shown.good,
            counted=_beside(shown.good.counts, "what") if shown.good else (),
            sections=_beside(shown.good.sections, "anchor") if shown.good else (),
            faults=open_faults,
            excused=[fault for fault in faults if fault.excuse],
            tally=self._tally(open_faults),
            stopped=self._worded(shown.last) if isinstance(shown.last, Stopped) else None,
            others=[name for name in self._project.slugs() if name != slug],
        )

    def pairs(self, slug: str, shown: Shown) -> str:
        """Return the texts side by side."""
        rows = shown.good.rows if shown.good else ()
        tally = Counter(row.state for row in rows)
        groups = list(_by_field(rows))
        found = {"groups": groups, "tally": tally, "rows": rows, "unseen": _UNSEEN}
        return self._render("pairs.html", slug=slug, good=shown.good, **found)

    def file(self, name: str) -> Path | None:
        """Return one of the files that the page asks for; nothing else is given out."""
        folders = (folder / "preview" / name for folder in self._project.search("templates")) if name in STATIC else ()
        return next((file for file in folders if file.is_file()), None)

    def where(self, place: Place) -> str:
        return self._speech.where(place)

    def _tally(self, faults: Iterable[Fault]) -> list[tuple[str, str]]:
        """Return how many findings there are of each severity, in words."""
        plural, counts = self._speech.language.plural, Counter(fault.kind for fault in faults)
        worded = {
            "error": plural("{n} error", "{n} errors", counts["error"]),
            "warning": plural("{n} warning", "{n} warnings", counts["warning"]),
            "note": plural("{n} note", "{n} notes", counts["note"]),
        }
        return [(kind, words) for kind, words in worded.items() if counts[kind]]

    def _worded(self, stopped: Stopped) -> tuple[str, str]:
        return self._speech.error(stopped.error) if stopped.error else (self._speech.bug(stopped.bug), "")

    def _fault(self, finding: Finding) -> Fault:
        what, mend = self._speech.worded(finding)
        severity, place = finding.kind.severity, finding.place
        return Fault(
            _SEVERITIES[severity],
            self._speech.severity(severity),
            finding.code,
            what,
            mend,
            self._speech.where(place) if place else "",
            place.line if place else 0,
            place.file if place else "",
            self._speech.frame(place) if place else (),
            finding.excuse,
        )

    def called(self, code: str) -> str:
        """Return the name of a language."""
        return str(self._speech.language.locale.languages.get(code, code))

    def _number(self, number: int) -> str:
        return self._speech.language.number(str(number))

    def _render(self, name: str, **fields: object) -> str:
        search = self._project.search("templates")
        with blamed(search):
            template = self._read(search).get_template(f"preview/{name}")
            return template.render(lang=self._speech.language.tag, **fields)

    def _read(self, search: tuple[Path, ...]) -> Environment:
        """Return the templates as they are now: the project may have begun or changed its own meanwhile."""
        stamps = [dict(below(folder / "preview")) for folder in search]
        if self._templates is None or self._templates[0] != stamps:
            templates = load_templates(search, self._speech.language)
            templates.filters.update(where=self._speech.where, called=self.called, number=self._number)
            self._templates = stamps, templates
        return self._templates[1]


def _beside(counted: Iterable[Count | Section], by: str) -> list[dict[str, Count | Section]]:
    """Return what is counted in several languages beside one another, by language, "" where any is meant."""
    rows: dict[str, dict[str, Count | Section]] = {}
    for one in counted:
        rows.setdefault(getattr(one, by), {})[one.language] = one
    return list(rows.values())


def _by_field(rows: Iterable[Row]) -> Iterable[tuple[str, list[Row]]]:
    """Yield the rows by the first word of their field, as the case has them."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.field.partition(".")[0], []).append(row)
    return groups.items()
