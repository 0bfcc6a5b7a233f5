"""Golden pages: what the shipped cases print, kept as text and read like code when it changes.

`pytest --rewrite` writes tests/pages anew.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
from pathlib import Path

import pytest
from lxml import html as lxml_html

from casebook.formats import FORMATS
from casebook.journals import load_journal
from casebook.report.publication import publish
from tests.judges import judge
from tests.shipped import ARTICLES, CASES, TEMPLATES, shipped_case, shipped_report

PAGES = Path(__file__).parent / "pages"


def compared(golden: Path, now: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(now, encoding="utf-8")
    assert len(now) > 3000
    assert now == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(("slug", "code"), ARTICLES)
def test_the_html_article_is_as_it_was(slug: str, code: str, request: pytest.FixtureRequest) -> None:
    written = FORMATS.load("html").write(shipped_report(slug, code)[0], TEMPLATES)
    compared(PAGES / f"{slug}.{code}.html", canonical(written), request)


@pytest.mark.parametrize("slug", [folder.name for folder in CASES])
def test_the_jats_file_is_as_it_was(slug: str, request: pytest.FixtureRequest) -> None:
    case = shipped_case(slug)
    reports = tuple(shipped_report(slug, code)[0] for code in case.file.languages)
    publication = publish(case, reports, load_journal(case.file.article.journal))
    written = FORMATS.load("jats").write(publication, TEMPLATES)
    compared(PAGES / f"{slug}.xml", written.decode(), request)


def canonical(written: bytes) -> str:
    """Return an article without its styles, one element's text to a line, images by their fingerprint."""
    page = lxml_html.document_fromstring(written)
    for style in page.iter("style"):
        style.text = "…"
    for image in page.iter("img"):
        image.set("src", hashlib.sha256(image.get("src", "").encode()).hexdigest()[:12])
    text = lxml_html.tostring(page, encoding="unicode")
    return re.sub(
        r"\s*\n\s*", "\n", re.sub(r"(</(?:p|h\d|li|tr|div|figcaption|figure|section|header|nav)>)", r"\1\n", text)
    )


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "code"), ARTICLES)
def test_the_text_of_the_pdf_is_as_it_was(slug: str, code: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    pdf = tmp_path / "article.pdf"
    pdf.write_bytes(FORMATS.load("pdf").write(shipped_report(slug, code)[0], TEMPLATES))
    text = subprocess.run([judge("pdftotext"), pdf, "-"], capture_output=True, text=True, check=True).stdout
    compared(PAGES / f"{slug}.{code}.txt", text, request)
