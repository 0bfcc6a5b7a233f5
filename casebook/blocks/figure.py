"""A figure as an author writes it: a file (or one for each language) or panels, caption, text alternative, credit."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, PlainValidator, model_validator

from casebook.blocks.facts import FieldPath, Voice
from casebook.blocks.pieces import pieces
from casebook.blocks.timeline import TimelineBlock
from casebook.blocks.trend import TrendBlock
from casebook.drawings.plan import HIGHEST
from casebook.errors import N_
from casebook.fields import Model, TextField, Told, choice, fault, no_text, shaped
from casebook.findings import Kind, Severity
from casebook.images import read_image
from casebook.nodes import Emphasis, Figure, Image, Inline, Panel, Strong, Words, plain, still_said
from casebook.prose import Text
from casebook.source import Scalar

NO_PICTURE = Kind(
    "figure.no-picture",
    Severity.ERROR,
    N_("This figure names no picture."),
    N_(
        "Write “file: figures/NAME.png”; “panels:” for a figure of several pictures; or “timeline: all” or “trend:” to"
        " have it drawn."
    ),
)
TWO_WAYS = Kind(
    "figure.file-and-panels",
    Severity.ERROR,
    N_("This figure has a file and panels."),
    N_("Keep one of them: “file:” for one picture, “panels:” for several."),
)
MANY_WAYS = Kind(
    TWO_WAYS.code,
    Severity.ERROR,
    N_("This figure is made in two ways."),
    N_("Keep one of “file”, “panels”, “timeline” and “trend”."),
)
ALT_OF_PANELS = Kind(
    "figure.alt-of-panels",
    Severity.ERROR,
    N_("This figure has panels, and one text alternative for all of them, which nobody would be told."),
    N_("Give each panel an “alt:” of its own."),
)
NOTHING_TO_DRAW = Kind(
    "figure.nothing-to-draw",
    Severity.ERROR,
    N_("There is nothing to draw in this figure: no treatment, event or result with a moment."),
    N_("Describe what it should show under “events”, “regimens” or “labs”, or take the figure out."),
)
IN_PIECES = Kind(
    "figure.in-pieces",
    Severity.WARNING,
    N_("So much does not fit one figure: it is higher than a page, and is drawn in {count} pieces."),
    N_("Show fewer events or tests by their names, such as “timeline: {{events: […]}}”, or print a table of them."),
)
TOO_HIGH = Kind(
    "figure.too-high",
    Severity.WARNING,
    N_("So many treatments do not fit one figure: it is higher than a page, and is printed too small to be read."),
    N_("Show fewer of them by their names, such as “timeline: {{regimens: […]}}”, or print a table of them."),
)

_STOPS = tuple(".!?…;")
Width = Annotated[Literal["column", "wide"], choice("column", "wide")]
PanelName = Annotated[
    str,
    PlainValidator(shaped(r"[A-Z][0-9]?", N_("the letter of a panel (one capital letter, perhaps with a digit)"), "A")),
]
PictureFile = Annotated[
    TextField,
    Told(
        N_("File"),
        N_("The picture inside the case folder (JPEG, PNG, TIFF or SVG); one for each language where it holds words."),
        example="figures/effusion.png",
    ),
]
Alternative = Annotated[
    TextField,
    Told(
        N_("Text alternative"),
        N_("What a reader who cannot see the picture must be told."),
        example=N_("The left lower third of the chest is white."),
    ),
]


class PanelBlock(Model):
    """One panel of a figure."""

    file: PictureFile
    caption: Annotated[
        TextField,
        Told(N_("Caption"), N_("What this panel shows."), example=N_("Chest radiograph.")),
    ] = Field(default_factory=no_text)
    alt: Alternative = Field(default_factory=no_text)


class FigureBlock(Model):
    """One figure: a picture, or panels."""

    file: PictureFile = Field(default_factory=no_text)
    panels: Annotated[
        dict[PanelName, PanelBlock],
        Told(
            N_("Panels"),
            N_("The parts of a figure of several pictures, by their letters, in place of its file."),
            example="{A: {file: figures/a.png}, B: {file: figures/b.png}}",
        ),
    ] = Field(default_factory=dict, examples=[{"A": {"file": "figures/a.png"}}])
    timeline: Annotated[
        TimelineBlock | None,
        Told(N_("Timeline"), N_("In the place of a file: the treatments and events of the case, drawn."), "all"),
    ] = None
    trend: Annotated[
        TrendBlock | None,
        Told(N_("Trend"), N_("In the place of a file: results under “labs” over time."), "[[marrow, blood], ldh]"),
    ] = None
    caption: Annotated[
        TextField,
        Told(
            N_("Caption"),
            N_("What the figure shows; its panels follow by their letters."),
            N_("Chest radiograph on admission."),
        ),
    ] = Field(default_factory=no_text)
    alt: Alternative = Field(default_factory=no_text)
    credit: Annotated[
        TextField,
        Told(N_("Credit"), N_("Who made the figure, or where it comes from."), N_("Photograph by the authors.")),
    ] = Field(default_factory=no_text)
    use: Annotated[
        str,
        choice("print and web", "print"),
        Told(
            N_("Use"),
            N_("What the patient's consent allows for this figure: print and web, or print alone."),
            "print and web",
            "13",
        ),
    ] = ""
    width: Annotated[
        Width | None,
        Told(
            N_("Width"),
            N_("column, or wide: across both columns of the page; without it, column, unless a drawing is too high."),
            example="wide",
        ),
    ] = None

    @model_validator(mode="after")
    def _has_one_way(self) -> Self:
        """Refuse a figure that is made in two ways, or in none, and an alternative that has no picture."""
        ways = sum(map(bool, (self.file.codes, self.panels, self.timeline, self.trend)))
        if ways != 1:
            raise fault(NO_PICTURE if not ways else TWO_WAYS if self.file.codes and self.panels else MANY_WAYS, None)
        if self.panels and self.alt.codes:
            raise fault(ALT_OF_PANELS, None)
        return self

    @property
    def is_drawn(self) -> bool:
        """Whether it is made from data, and shows no picture of anybody."""
        return bool(self.timeline or self.trend)

    def lower(self, path: FieldPath, anchor: str, label: str, voice: Voice) -> Figure:
        """Return the figure in one language, its pictures cleaned; a faulty one is a finding and leaves a frame.

        One that the edition may not show keeps its number and its captions, and says why nothing is seen.
        """
        if why := voice.withheld(self.use, is_drawn=self.is_drawn):
            return Figure(anchor, label, (), self._caption_alone(why, path, voice), (), False)
        panels, is_wide = self._panels(path, anchor, voice)
        return Figure(
            anchor,
            label,
            panels,
            self._caption(path, voice),
            voice.say(self.credit, (*path, "credit")) if self.credit.codes else (),
            is_wide,
        )

    def _caption(self, path: FieldPath, voice: Voice) -> tuple[Inline, ...]:
        """Return the caption of the whole; where every panel has one of its own, it may be left out."""
        is_said = bool(self.panels) and all(panel.caption.codes for panel in self.panels.values())
        return () if is_said and not self.caption.codes else voice.say(self.caption, (*path, "caption"))

    def _caption_alone(self, why: str, path: FieldPath, voice: Voice) -> tuple[Inline, ...]:
        """Return the captions of the whole and of its panels as one, and behind them why no picture is there."""
        whole = self._caption(path, voice)
        said = [whole] if whole else []
        for name, panel in self.panels.items():
            if panel.caption.codes:
                caption = _stopped(voice.say(panel.caption, (*path, "panels", name, "caption")))
                said.append((Strong((Words(name),)), Words(", "), *caption))
        said.append((Emphasis((Words(why),)),))
        first, *others = said
        return still_said((*first, *(node for part in others for node in (Words(" "), *part))), whole)

    @property
    def drawn(self) -> TimelineBlock | TrendBlock | None:
        """What is drawn from the course of the case, if that is this figure."""
        return self.timeline or self.trend

    def _panels(self, path: FieldPath, anchor: str, voice: Voice) -> tuple[tuple[Panel, ...], bool]:
        """Return the parts of the figure, and whether it stands across both columns."""
        if self.drawn:
            return self._drawings(self.drawn, path, anchor, voice)
        is_wide = self.width == "wide"
        if not self.panels:
            return (Panel(anchor, "", _picture(self.file, self.alt, path, anchor, voice), ()),), is_wide
        panels = (
            _panel(name, panel, (*path, "panels", name), f"{anchor}.{name}", voice)
            for name, panel in self.panels.items()
        )
        return tuple(panels), is_wide

    def _drawings(
        self, drawn: TimelineBlock | TrendBlock, path: FieldPath, anchor: str, voice: Voice
    ) -> tuple[tuple[Panel, ...], bool]:
        """Return the drawing in this language; without words of the author's, its data are its alternative."""
        shown, is_wide = pieces(drawn, voice, self.width)
        own = voice.say_plainly(self.alt, (*path, "alt")) if self.alt.get(voice.language.code) else ""
        if not shown:
            voice.report(NOTHING_TO_DRAW.at(voice.place(path)))
            words = own or drawn.in_words(voice) or plain(self._caption(path, voice))
            return (Panel(anchor, "", _frame(words), ()),), is_wide
        if any(piece.height > HIGHEST for piece in shown) or shown[1:]:
            kind = TOO_HIGH if any(piece.height > HIGHEST for piece in shown) else IN_PIECES
            voice.report(kind.at(voice.place(path), count=len(shown)))
        alternatives = (own or shown[0].words, *(piece.words for piece in shown[1:]))
        images = (
            Image(piece.svg, "image/svg+xml", piece.width, piece.height, words, True)
            for piece, words in zip(shown, alternatives, strict=True)
        )
        return tuple(Panel(f"{anchor}-{n}" if n else anchor, "", image, ()) for n, image in enumerate(images)), is_wide


def _panel(name: str, panel: PanelBlock, path: FieldPath, anchor: str, voice: Voice) -> Panel:
    caption = _stopped(voice.say(panel.caption, (*path, "caption"))) if panel.caption.codes else ()
    return Panel(anchor, name, _picture(panel.file, panel.alt, path, anchor, voice), caption)


def _stopped(caption: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the caption of a panel with a stop at its end, since that of another panel follows."""
    return caption if plain(caption).rstrip()[-1:] in _STOPS else still_said((*caption, Words(".")), caption)


def _picture(file: Text, alt: Text, path: FieldPath, anchor: str, voice: Voice) -> Image:
    """Return the picture of this language; an empty frame, and a finding, where there is none."""
    name, words = file.get(voice.language.code) or _only_file(file), voice.say_plainly(alt, (*path, "alt"))
    if name is None:
        voice.say(file, (*path, "file"))
        return _frame(words)
    image, findings = read_image(voice.folder, name, name.place(width=len(name)), prefix=f"{anchor}-")
    voice.report(*findings)
    return Image(image.data, image.media_type, image.width, image.height, words) if image else _frame(words)


def _only_file(file: Text) -> Scalar | None:
    """Return the one file of a picture without words: a bare name serves every language."""
    return next(iter(file.versions.values())) if len(file.codes) == 1 else None


def _frame(alt: str) -> Image:
    """Return the empty frame that stands in a draft for a picture that cannot be shown."""
    shape = '<rect x="1" y="1" width="314" height="118" fill="none" stroke="#0b5563" stroke-dasharray="6 4"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="316" height="120" viewBox="0 0 316 120">{shape}</svg>'
    return Image(drawing.encode(), "image/svg+xml", 316, 120, alt)
