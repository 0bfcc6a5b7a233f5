"""Words that no dictionary knows; asked only where somebody wants it, of the dictionaries that this machine has."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache

from casebook.case import Case
from casebook.checks.about import About
from casebook.checks.passages import Passage, passages_of_languages
from casebook.clinical.assays import ASSAYS
from casebook.clinical.drugs import DRUGS
from casebook.errors import N_
from casebook.findings import Finding, Kind, Severity
from casebook.journals import Journal
from casebook.languages import Language
from casebook.report.model import Report

ABOUT = About(
    N_("Words that no dictionary of this machine knows."),
    N_(
        "A misspelt word is seen by every reader but its author. Medicine has more words than any dictionary: those "
        "that are right go into the file words.txt beside the case, one on each line, and are not told again."
    ),
    ("hunspell, with the dictionaries that LibreOffice and Firefox use",),
)
UNKNOWN = Kind(
    "spelling.unknown-word",
    Severity.NOTE,
    N_("No dictionary knows “{typed}”."),
    N_("Correct it (perhaps {near}), or write it into words.txt beside the case."),
)
NOT_RUN = Kind(
    "spelling.not-run",
    Severity.NOTE,
    N_("The spelling of {language} was not looked at: this machine has no hunspell, or no dictionary of it."),
    N_("Install both, on Debian and Ubuntu with: sudo apt-get install hunspell {package}"),
)
WORDS = "words.txt"
# Of each language the dictionaries that may be there; of one group the first that is, and all groups together
_DICTIONARIES = {"en": (("en_US", "en_GB"), ("en_med_glut",)), "pt": (("pt_BR",),)}
_PACKAGES = {"en": "hunspell-en-us hunspell-en-med", "pt": "hunspell-pt-br"}
_WORD = re.compile(r"(?<![\w.'’/@-])[a-zà-ÿ]{4,}(?:-[a-zà-ÿ]{3,})*(?![\w'’/@-]|\.\w)")
_SECONDS, _MOST_NEAR = 60, 3


def run(case: Case, journal: Journal, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """Yield a note for the first place of every word that is unknown, and one for a language without a dictionary."""
    own = case.folder / WORDS
    known = set(own.read_text(encoding="utf-8", errors="replace").casefold().split()) if own.is_file() else set()
    for language in (report.language for report in reports):
        names = dictionaries(language.code)
        if not names:
            place = case.at(("languages",))
            package = _PACKAGES.get(language.code, "hunspell-" + language.tag.lower())
            yield NOT_RUN.at(place, code=language.code, language=language.code, package=package)
            continue
        found = _first_places(case, language)
        for word, near in _asked(tuple(word for word in found if word not in known | _ours(language)), names).items():
            passage, start = found[word]
            listed = ", ".join(f"“{one}”" for one in near[:_MOST_NEAR]) or "–"
            yield passage.tell_at(UNKNOWN, start, start + len(word), near=listed)


def _first_places(case: Case, language: Language) -> dict[str, tuple[Passage, int]]:
    """Return every word of small letters in a language, with the passage and the place where it first stands."""
    found: dict[str, tuple[Passage, int]] = {}
    for passage in passages_of_languages(case):
        if passage.code == language.code and not passage.path.startswith("exceptions"):
            for match in _WORD.finditer(passage.prose):
                found.setdefault(match[0], (passage, match.start()))
    return found


def _ours(language: Language) -> set[str]:
    """Return the words of the drugs and tests that casebook knows, in one language."""
    names = (*DRUGS, *(assay.name for assay in ASSAYS.values()))
    return {word for name in names for word in language.words(name).casefold().split()}


@cache
def dictionaries(code: str) -> tuple[str, ...]:
    """Return the dictionaries that this machine has for a language; none where it has no hunspell."""
    if shutil.which("hunspell") is None:
        return ()
    told = subprocess.run(["hunspell", "-D"], input=b"", capture_output=True, timeout=_SECONDS).stderr.decode()
    there = {line.replace("\\", "/").rpartition("/")[2].strip() for line in told.splitlines()}
    first = (next((name for name in group if name in there), "") for group in _DICTIONARIES.get(code, ()))
    found = tuple(filter(None, first))
    return found if found and found[0] in _DICTIONARIES[code][0] else ()


def _asked(words: tuple[str, ...], names: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the words that the dictionaries do not know, each with those that are like it."""
    command = ["hunspell", "-i", "utf-8", "-d", ",".join(names), "-a"]
    typed = "".join(f"^{word}\n" for word in words)
    told = subprocess.run(command, input=typed.encode(), capture_output=True, timeout=_SECONDS).stdout.decode()
    unknown: dict[str, list[str]] = {}
    for word, answer in zip(words, told.partition("\n")[2].split("\n\n"), strict=False):
        if any(line.startswith(("&", "#")) for line in answer.strip().splitlines()):
            near = [line.partition(": ")[2] for line in answer.strip().splitlines() if line.startswith("&")]
            unknown[word] = near[0].split(", ") if near else []
    return unknown
