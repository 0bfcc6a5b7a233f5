"""What a journal asks of the files that are submitted to it, in the words of `casebook journals NAME`."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.cli.voice import language, say, say_number
from casebook.errors import N_
from casebook.journals import Profile
from casebook.journals.submission import DEMANDS, KIT_FILES, SPACINGS

Piece = tuple[str, tuple[str, ...]]  # words, and the fields of a profile that they tell; none for what no page asks
Row = tuple[str, tuple[Piece, ...]]
_AT_THE_END, _IN_FILES = N_("at the end"), N_("in files of their own")
_PLACES = {"at-end": _AT_THE_END, "files": _IN_FILES}


def submission_rows(profile: Profile) -> Iterator[Row]:
    """Yield label and pieces of each rule about the files, since each piece may have been read elsewhere."""
    codes = profile.texts or profile.languages
    names = language().listing(tuple(language().locale.languages.get(code, code) for code in codes))
    yield say(N_("The text in")), ((names, ("texts",)),)
    yield say(N_("Manuscript")), tuple(_manuscript(profile))
    yield say(N_("Files of figures")), tuple(_figures(profile))
    yield say(N_("Handed over")), tuple(_listed(KIT_FILES, profile.submission.files, "submission.files"))
    if "jats" in profile.submission.files:
        yield "JATS XML", ((f"SciELO PS {profile.submission.jats}", ()),)
    if profile.submission.demands:
        yield say(N_("Not without")), tuple(_listed(DEMANDS, profile.submission.demands, "submission.demands"))
    for text in profile.submission.author_adds:
        yield say(N_("The authors add")), ((str(text.get(language().code) or ""), ("submission.author-adds",)),)


def _listed(names: dict[str, str], chosen: tuple[str, ...], field: str) -> Iterator[Piece]:
    for name in chosen:
        yield say(names[name]), (f"{field}.{name}",)


def _manuscript(profile: Profile) -> Iterator[Piece]:
    """Yield how the manuscript is set: “Arial, 12 pt; line spacing 2; margins of 2.5 cm; figures at the end”."""
    rules = profile.manuscript
    yield f"{rules.font}, {say_number(rules.size)} pt", ("manuscript.font", "manuscript.size")
    yield say(N_("line spacing {number}"), number=say_number(SPACINGS[rules.spacing])), ("manuscript.spacing",)
    yield say(N_("margins of {measure}"), measure=f"{say_number(rules.margins)} cm"), ("manuscript.margins",)
    if rules.line_numbers:
        yield say(N_("numbered lines")), ("manuscript.line-numbers",)
    if rules.title_page == "apart":
        yield say(N_("a title page in a file of its own")), ("manuscript.title-page",)
    for what, name, place in (
        (N_("captions"), "captions", rules.captions),
        (N_("figures"), "figures", rules.figures),
        (N_("tables"), "tables", rules.tables),
    ):
        if place in _PLACES:
            yield f"{say(what)} {say(_PLACES[place])}", (f"manuscript.{name}",)


def _figures(profile: Profile) -> Iterator[Piece]:
    """Yield how figures are handed over: “TIFF, PDF; 300 dots per inch, drawings 600; at least 8 cm wide”."""
    rules = profile.figure_files
    yield ", ".join(name.upper() for name in rules.formats), ("figure-files.formats",)
    dots = say(
        N_("{dpi} dots per inch, drawings {line_dpi}"), dpi=say_number(rules.dpi), line_dpi=say_number(rules.line_dpi)
    )
    yield dots, ("figure-files.dpi", "figure-files.line-dpi")
    yield say(N_("at least {measure} wide"), measure=f"{say_number(rules.width)} cm"), ("figure-files.width",)
