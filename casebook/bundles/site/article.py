"""One case of the site: its pages, pictures and downloads in every language that it has, and its card."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from casebook.build import Order
from casebook.bundles.site.addresses import CASES, logo_path, page_path
from casebook.bundles.site.card import Card, card_of
from casebook.bundles.site.downloads import Download, downloads_of
from casebook.bundles.site.frame import Frame, Switch, site_templates, without_styles
from casebook.bundles.site.metadata import dublin_core, graph_tags, site_data, site_tags
from casebook.bundles.site.pictures import pictures_of, shared_picture
from casebook.bundles.site.record import site_folder
from casebook.case import Case
from casebook.case.publicity import UNREAD, figures_withheld, why_private
from casebook.errors import N_, CasebookError
from casebook.findings import Finding
from casebook.formats.faults import blamed
from casebook.formats.html import facts
from casebook.formats.tooltips import tooltip_rules
from casebook.images import CleanImage
from casebook.journals import template_folders
from casebook.languages import Language, available, load_language
from casebook.making import examine, journal_of
from casebook.nodes import plain
from casebook.project import Project
from casebook.record import write_whole
from casebook.report.model import Report
from casebook.report.publication import Publication, publish
from casebook.report.standing import SAMPLE, STATES
from casebook.settings import Site, address

_FAULTY = N_("what is said above must be mended first")
_ACCEPTED, _PUBLISHED = N_("Accepted manuscript"), N_("Published article")


@dataclass(frozen=True, slots=True)
class Page:
    """What became of one case: its files by their paths in the site, its card, or why it has none.

    `why` is a message id; a withdrawn case has files, and neither card nor reason. `withheld` has the figures that are
    not shown, by their names in the case, and why, as message ids.
    """

    slug: str
    files: tuple[str, ...] = ()
    card: Card | None = None
    why: str = ""
    findings: tuple[Finding, ...] = ()
    error: CasebookError | None = None
    bug: str = ""
    withheld: dict[str, str] = field(default_factory=dict)

    @property
    def is_faulty(self) -> bool:
        """Whether it must be mended, and is looked at again even where nothing changed."""
        return bool(self.findings or self.error or self.bug)


@dataclass(frozen=True, slots=True)
class Plan:
    """What all pages of a site depend on besides their case: `logo` is its path in the site, or ""."""

    downloads: tuple[str, ...]
    mark: str
    site: Site
    logo: str


def plan_of(site: Site, logo: CleanImage | None, downloads: tuple[str, ...], mark: str) -> Plan:
    return Plan(downloads, mark, site, logo_path(logo.media_type) if logo else "")


def make_page(project: Project, slug: str, plan: Plan) -> Page:
    """Write what the site has of one case, and return what became of it; nothing is raised."""
    try:
        page, files = _made(project, slug, plan)
        for name, data in files.items():
            write_whole(site_folder(project) / name, data)
        return replace(page, files=tuple(files))
    except CasebookError as error:
        return Page(slug, why=_FAULTY, error=error)
    except Exception:
        return Page(slug, why=_FAULTY, bug=traceback.format_exc())


def broken(slug: str, bug: str) -> Page:
    """Return what became of a case whose process died."""
    return Page(slug, why=_FAULTY, bug=bug)


def _made(project: Project, slug: str, plan: Plan) -> tuple[Page, dict[str, bytes]]:
    """Return what becomes of a case, and its files, in these steps.

    1. examine it in its edition for the web, and keep out what is faulty or not public
    2. write each of its articles: page, pictures, downloads
    3. note on its card what lists need
    """
    case, findings, reports = examine(project, slug, Order((), use="web"))
    told = tuple(finding for finding in findings if finding.is_error and not finding.excuse)
    if case is None:
        return Page(slug, why=_FAULTY, findings=told), {}
    if why := why_private(case):
        return Page(slug, why=why, findings=told if why == UNREAD else ()), {}
    if not case.is_withdrawn and (told or not case.is_whole):
        return Page(slug, why=_FAULTY, findings=told), {}
    search = template_folders(case.file.article.journal, project.search("templates"))
    codes = available(project.search("locales"))
    publication = publish(case, reports, journal_of(case, project, Order(())))
    files: dict[str, bytes] = {}
    with blamed(search):
        for report in reports:
            frame = Frame(
                plan.site,
                report.language,
                page_path(report.language.code, slug),
                _switches(case, report.language, project, codes),
                plan.mark,
                plan.logo,
                is_hidden=report.imprint is None,
            )
            placed = _placed(report, slug, case, project, plan)
            files |= dict(_article(placed, publication, case, frame, plan, search))
    if case.is_withdrawn:
        return Page(slug), files
    card = card_of(case, reports, codes, project.search("locales"))
    return Page(slug, card=card, withheld=dict(figures_withheld(case))), files


def _placed(report: Report, slug: str, case: Case, project: Project, plan: Plan) -> Report:
    """Return an article whose links lead where the site has its files."""
    codes = {load_language(code, project.search("locales")).tag: code for code in case.file.languages}
    others = tuple(replace(a, stem=f"../../{codes[a.lang]}/{CASES}/{slug}") for a in report.alternates)
    placed = replace(report, stem=slug, alternates=others)
    return placed if "pdf" in plan.downloads else replace(placed, absent=frozenset((placed.printed,)))


def _switches(case: Case, language: Language, project: Project, codes: tuple[str, ...]) -> tuple[Switch, ...]:
    """Return the ways to the other languages: to the same case where it has a full text in them."""
    others = (load_language(code, project.search("locales")) for code in codes if code != language.code)
    return tuple(
        Switch(o, f"../../{page_path(o.code, case.slug)}")
        if o.code in case.file.languages
        else Switch(o, f"../../{o.code}/index.html", is_same=False)
        for o in others
    )


def _article(
    report: Report, publication: Publication, case: Case, frame: Frame, plan: Plan, search: tuple[Path, ...]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of one article: downloads, pictures, the page with its rules."""
    folder = f"{report.language.code}/{CASES}/"
    names = () if case.is_withdrawn else plan.downloads
    downloads = []
    for download, place, data in downloads_of(report, publication, names, search):
        downloads.append(download)
        if data:
            yield place, data
    shared = shared_picture(report) if report.imprint and frame.url else None
    if shared:
        yield f"{folder}{report.stem}.png", shared
    yield from ((folder + name, data) for name, data in pictures_of(report))
    page, rules = without_styles(_rendered(report, case, frame, downloads, search, has_picture=shared is not None))
    sheet = f"{rules}@media screen {{\n{tooltip_rules(report.references)}\n}}\n".encode()
    name, mark = f"{report.stem}.css", hashlib.sha256(sheet).hexdigest()[:8]  # no browser takes an older one for it
    yield f"{folder}{report.stem}.html", page.replace(f'href="{name}"', f'href="{name}?{mark}"', 1).encode()
    yield f"{folder}{name}", sheet


def _rendered(
    report: Report, case: Case, frame: Frame, downloads: list[Download], search: tuple[Path, ...], *, has_picture: bool
) -> str:
    root = address(frame.site)
    known = facts(report)
    known["scholar_tags"] = site_tags(report, root, f"{report.language.code}/{CASES}/")
    known["linked_data"] = site_data(report, root, f"{report.language.code}/{CASES}/", has_picture=has_picture)
    return (
        site_templates(search, report.language.itself)
        .get_template("article.html")
        .render(
            **known,
            frame=frame,
            downloads=downloads,
            state=_state(report, case),
            citation=_citation(report),
            also=_also(report, case),
            core=dublin_core(report),
            graph=graph_tags(report, frame, f"{root}{report.language.code}/{CASES}/{report.stem}.png" * has_picture),
            styles=(),
            plates=(),
        )
    )


def _state(report: Report, case: Case) -> str:
    """Return what the article is now, with the day of its version."""
    words, language = report.language.words, report.language
    if case.is_withdrawn:
        return ""
    other = SAMPLE if case.is_fictional else _ACCEPTED if case.file.status == "accepted" else _PUBLISHED
    standing = STATES.get(report.standing, other)
    notice, published = case.file.article.notice, case.file.article.dates.published
    day = (notice.date if notice and report.standing else None) or published
    return words(standing) + (f" · {language.date(day)}" if day else "")


def _citation(report: Report) -> str:
    """Return how the article is cited, as it prints it itself, without marks."""
    from_rail = (item.children for item in report.rail if item.role == "how-to-cite")
    return " ".join(plain(next(from_rail, ())).split())


def _also(report: Report, case: Case) -> str:
    """Return what the search finds an article by and shows nothing of; none of a case whose patient withdrew.

    These are the key words in every language, and titles and abstracts in others than that of the page.
    """
    if case.is_withdrawn:
        return ""
    keywords = (str(words) for keyword in case.file.keywords for words in keyword.words.versions.values())
    fronts = report.fronts[1:]
    others = (plain(told) for front in fronts for told in (front.title, *(part.children for part in front.abstract)))
    return "; ".join(dict.fromkeys(" ".join(words.split()) for words in (*keywords, *others)))
