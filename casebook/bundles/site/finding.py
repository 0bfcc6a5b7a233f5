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
_MINUTES = 30
# Addresses and statements, and marks that would be glued to the words before them.
_NOT_WORDS = ".rail, .statement, .marks, .orcid, .citation, .note-mark, [role=doc-backlink]"


class SearchFailed(MachineError):
    """Pagefind is installed and did not do its work."""

    what = N_("The search of the site could not be made: {where}")
    mend = N_("Install it again: pip install “pagefind[bin]”; without it, readers filter the list of cases.")


def is_searchable() -> bool:
    """Say whether Pagefind is installed: the optional part `search` of casebook."""
    return find_spec("pagefind") is not None and find_spec("pagefind_bin") is not None


def index(site: Path) -> str:
    """Write the index of all pages of a site into it, an index for each language; raise SearchFailed.

    Returns the path of the file in the site without which there is no search.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", FOLDER, "--quiet"]
    command += ["--exclude-selectors", _NOT_WORDS]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=_MINUTES * 60, check=False, encoding="utf-8", errors="replace"
    )
    if done.returncode:
        *_, last = ("", *(done.stderr or done.stdout).strip().splitlines())
        raise SearchFailed(last)
    entry = site / FOLDER / "pagefind-entry.json"  # it has its languages in any order
    write_whole(entry, json.dumps(json.loads(entry.read_bytes()), sort_keys=True, separators=(",", ":")).encode())
    return f"{FOLDER}/pagefind.js"
