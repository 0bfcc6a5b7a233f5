"""The full-text search of the site: Pagefind, where it is installed, indexes the pages that were written."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from casebook.errors import N_, MachineError
from casebook.record import write_whole

FOLDER = "pagefind"
_SECONDS = 1800
_LICENSE = """Pagefind (https://pagefind.app), whose programs stand in this folder, is under the MIT License:

Copyright 2022 CloudCannon

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
_SEARCHED = "*/cases/*.html"  # lists ask for no search: not even to be read halves the time
# Addresses and statements; marks that would be glued to the words before them; what is in another language, which
# stands once more at the end of the page (#article-also), out of every excerpt.
_NOT_WORDS = (
    ".rail, .statement, .marks, .orcid, .citation, .note-mark, [role=doc-backlink], "
    ".translated-title, .abstract:not(:first-child)"
)


class SearchFailed(MachineError):
    """Pagefind is installed and did not do its work."""

    what = N_("The search of the site could not be made: {reason}")
    mend = N_('Install it again: pip install "pagefind[bin]"; without it, readers filter the list of cases.')


def is_searchable() -> bool:
    """Say whether Pagefind is installed: the optional part `search` of casebook."""
    return find_spec("pagefind") is not None and find_spec("pagefind_bin") is not None


def index(site: Path) -> tuple[str, ...]:
    """Write the index of all pages of cases into a site, an index for each language; raise SearchFailed.

    Returns the paths of the files in the site without which there may be no search: its script, and its licence.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", FOLDER, "--quiet"]
    command += ["--glob", _SEARCHED, "--exclude-selectors", _NOT_WORDS]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=_SECONDS, check=False, encoding="utf-8", errors="replace"
        )
    except subprocess.TimeoutExpired as error:
        raise SearchFailed(reason=N_("Pagefind came to no end.")) from error
    if done.returncode:
        *_, last = ("", *(done.stderr or done.stdout).strip().splitlines())
        raise SearchFailed(reason=last)
    _order(site / FOLDER / "pagefind-entry.json")
    write_whole(site / FOLDER / "LICENSE", _LICENSE.encode())
    return f"{FOLDER}/pagefind.js", f"{FOLDER}/LICENSE"


def _order(entry: Path) -> None:
    """Write the languages of the search in one order: Pagefind has them in any."""
    try:
        told = json.loads(entry.read_bytes())
    except (OSError, ValueError) as error:
        raise SearchFailed(reason=N_("Pagefind left no index.")) from error
    write_whole(entry, json.dumps(told, sort_keys=True, separators=(",", ":")).encode())
