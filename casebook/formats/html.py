"""A Report as one HTML file that needs nothing else: styles and images inside, no script."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from casebook.formats.faults import blamed
from casebook.formats.markup import block, data_uri, inlines, table_cells
from casebook.formats.metadata import linked_data, scholar_tags
from casebook.formats.panels import panel_rows
from casebook.formats.tooltips import tooltip_rules
from casebook.languages import Language
from casebook.nodes import Block, Gap, Heading, Inline, plain
from casebook.report.model import Report
from casebook.report.standing import states
from casebook.templating import find_template, load_templates

TAKES = Report
SUFFIX = ".html"

_DESCRIPTION = 300  # characters
_BRIEF = 900  # characters of abstracts, beside which what stands in the rail would leave a great white
Write = Callable[[Sequence[Inline]], Markup]


def write(report: Report, search: tuple[Path, ...]) -> bytes:
    """Return the article as a self-contained page; `search` are the template folders, the project's own first.

    Raises OwnTemplates when a template of the project's own is not right.
    """
    with blamed(search):
        return render(report, search, ("screen", "print")).encode()


def render(
    report: Report,
    search: tuple[Path, ...],
    media: tuple[str, ...] = (),
    plates: tuple[Block, ...] = (),
    write_inlines: Write = inlines,
) -> str:
    """Return the page, with the style sheets of these media in its head, and `plates` behind its text.

    `write_inlines` writes every passage of it.
    """
    styles = [(name, Markup(find_template(search, f"styles/{name}.css").read_text(encoding="utf-8"))) for name in media]
    if "screen" in media and report.references:
        styles.append(("screen", tooltip_rules(report.references)))
    page = _templates(search, report.language.itself, write_inlines).get_template("article.html")
    return page.render(**facts(report), styles=styles, plates=plates)


def facts(report: Report) -> dict[str, object]:
    """Return what the template of an article asks for besides its styles and plates."""
    return {
        "report": report,
        "running_kind": " · ".join((report.article_type, *states(report))),
        "contents": contents(report),
        "statements": statements(report),
        "description": description(report),
        "keywords": report.fronts[0].said_keywords,
        "is_brief": sum(len(plain(part.children)) for front in report.fronts for part in front.abstract) < _BRIEF,
        "scholar_tags": scholar_tags(report),
        "linked_data": linked_data(report),
    }


@lru_cache(maxsize=32)
def _templates(search: tuple[Path, ...], language: Language, write_inlines: Write) -> Environment:
    environment = article_templates(search, language)
    environment.filters["inlines"] = write_inlines
    return environment


def article_templates(search: tuple[Path, ...], language: Language) -> Environment:
    """Return the templates of an article with their filters; whoever writes a part otherwise replaces its filter."""
    environment = load_templates(search, language)
    environment.filters.update(inlines=inlines, block=block, plain=plain, data_uri=data_uri, cells=table_cells)
    environment.filters["panel_rows"] = panel_rows
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents, with the lines below it."""

    heading: Heading
    below: tuple[Heading, ...]


def contents(report: Report) -> tuple[Entry, ...]:
    """Return the sections of the text, each with its subsections."""
    headings = [node for node in report.body if isinstance(node, Heading)]
    return tuple(
        Entry(heading, tuple(takewhile(lambda below: below.level > 2, headings[place + 1 :])))
        for place, heading in enumerate(headings)
        if heading.level == 2
    )


def statements(report: Report) -> tuple[tuple[Block, ...], ...]:
    """Return what follows the text, each heading with what stands under it."""
    starts = [place for place, node in enumerate(report.back) if isinstance(node, Heading) or place == 0]
    return tuple(report.back[start:end] for start, end in pairwise([*starts, len(report.back)]))


def description(report: Report) -> str:
    """Return the beginning of the abstract, for search engines and the PDF's properties; gaps are left out."""
    text = ""
    said = (tuple(node for node in part.children if not isinstance(node, Gap)) for part in report.fronts[0].abstract)
    for word in re.split(r"[ \t\r\n]+", " ".join(map(plain, said)).strip()):  # a number stays with its unit
        if len(text) + len(word) > _DESCRIPTION:
            return text + " …"
        text = f"{text} {word}".strip()
    return text
