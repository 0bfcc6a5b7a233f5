"""What one file can be: each format is a module with SUFFIX and write(), named as on the command line."""

from __future__ import annotations

from casebook.errors import N_
from casebook.registry import Registry

FORMATS = Registry(__name__, ("html", "pdf", "docx", "text", "bibtex", "ris", "csl-json"))

# What each is for: said here, because a format is imported only when it is written.
PURPOSES = {
    "html": N_("The article as one page for a browser, on a screen of any size."),
    "pdf": N_("The article to print, laid out as journals do."),
    "docx": N_("The article as a manuscript for Word, to be read, corrected and submitted."),
    "text": N_("The words of the article alone, for forms, counting and comparing."),
    "bibtex": N_("The article’s own entry for the references of others: LaTeX, JabRef, Zotero."),
    "ris": N_("The article’s own entry for EndNote, Mendeley and other reference managers."),
    "csl-json": N_("The article’s own entry for Zotero, pandoc and all that cites by CSL."),
}
