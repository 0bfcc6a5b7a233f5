"""What a journal asks of the files that are submitted to it, in the words of `casebook journals NAME`."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.cli.voice import language, say, say_number
from casebook.errors import N_
from casebook.journals import Profile
from casebook.journals.submission import DEMANDS, KIT_FILES, SPACINGS

Row = tuple[str, str, str]
_AT_THE_END, _IN_FILES = N_("at the end"), N_("in files of their own")
_PLACES = {"at-end": _AT_THE_END, "files": _IN_FILES}


def submission_rows(profile: Profile) -> Iterator[Row]:
    """Yield label, words, and the field of the profile ("" for what no page asks) of each rule about the files."""
    yield say(N_("Manuscript")), _manuscript(profile), "manuscript"
    yield say(N_("Files of figures")), _figures(profile), "figure-files"
    yield say(N_("Handed over")), _listed(KIT_FILES, profile.submission.files), "submission"
    if "jats" in profile.submission.files:
        yield "JATS XML", f"SciELO PS {profile.submission.jats}", ""
    if profile.submission.demands:
        yield say(N_("Not without")), _listed(DEMANDS, profile.submission.demands), "submission"
    for text in profile.submission.author_adds:
        yield say(N_("The authors add")), str(text.get(language().code) or ""), "submission"


def _listed(names: dict[str, str], chosen: tuple[str, ...]) -> str:
    return "; ".join(say(names[name]) for name in chosen)


def _manuscript(profile: Profile) -> str:
    """Return how the manuscript is set: “Arial, 12 pt; line spacing 2; margins of 2.5 cm; figures at the end”."""
    rules = profile.manuscript
    placed = {N_("captions"): rules.captions, N_("figures"): rules.figures, N_("tables"): rules.tables}
    pieces = [
        f"{rules.font}, {say_number(rules.size)} pt",
        say(N_("line spacing {number}"), number=say_number(SPACINGS[rules.spacing])),
        say(N_("margins of {measure}"), measure=f"{say_number(rules.margins)} cm"),
        *([say(N_("numbered lines"))] if rules.line_numbers else []),
        *([say(N_("a title page in a file of its own"))] if rules.title_page == "apart" else []),
        *(f"{say(what)} {say(_PLACES[place])}" for what, place in placed.items() if place in _PLACES),
    ]
    return "; ".join(pieces)


def _figures(profile: Profile) -> str:
    """Return how figures are handed over: “TIFF, PDF; 300 dots per inch, drawings 600; at least 8 cm wide”."""
    rules = profile.figure_files
    pieces = [
        ", ".join(name.upper() for name in rules.formats),
        say(
            N_("{dpi} dots per inch, drawings {line_dpi}"),
            dpi=say_number(rules.dpi),
            line_dpi=say_number(rules.line_dpi),
        ),
        say(N_("at least {measure} wide"), measure=f"{say_number(rules.width)} cm"),
    ]
    return "; ".join(pieces)
