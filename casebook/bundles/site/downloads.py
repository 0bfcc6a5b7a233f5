"""What readers take away of an article: a file for each language beside its page, or one for all beside the original's.

What a format takes (`TAKES`) says which: JATS holds all full texts of a case, and stands once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.bundles.site.addresses import CASES
from casebook.formats import FORMATS
from casebook.formats.faults import needing_libraries
from casebook.making import takes_publication
from casebook.report.model import Report
from casebook.report.publication import Publication

LABELS = {"pdf": "PDF", "docx": "Word", "jats": "JATS XML", "bibtex": "BibTeX", "ris": "RIS"}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jats": "application/xml",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file of an article: what links call it, its address from the page, its media type, the name to keep it by."""

    label: str
    href: str
    media_type: str
    kept_as: str


def downloads_of(
    report: Report, publication: Publication, names: tuple[str, ...], search: tuple[Path, ...]
) -> Iterator[tuple[Download, str, bytes]]:
    """Yield each download of an article, where it stands in the site, and its bytes.

    A file for all languages has bytes with the original alone: the pages of the others lead to it.
    """
    code, original = report.language.code, publication.main.language.code
    for name in names:
        with needing_libraries():
            format_ = FORMATS.load(name)
        file, is_whole = report.stem + format_.SUFFIX, takes_publication(name)
        home = original if is_whole else code
        kept_as = file if is_whole else f"{report.stem}.{code}{format_.SUFFIX}"
        href = file if home == code else f"../../{home}/{CASES}/{file}"
        taken = publication if is_whole else report
        data = format_.write(taken, search) if home == code else b""
        yield Download(LABELS[name], href, TYPES[name], kept_as), f"{home}/{CASES}/{file}", data
