"""A figure as an author writes it: a file (or one for each language), a caption, a text alternative, a credit."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from casebook.blocks.facts import FieldPath, Voice
from casebook.fields import Model, TextField, choice, no_text
from casebook.images import read_image
from casebook.nodes import Figure, Image
from casebook.source import Scalar

Width = Annotated[Literal["column", "wide"], choice("column", "wide")]


class FigureBlock(Model):
    """One figure."""

    file: TextField = Field(
        description="The image inside the case folder (JPEG, PNG or SVG); one for each language if it holds words."
    )
    caption: TextField = Field(default_factory=no_text, description="What the figure shows.")
    alt: TextField = Field(default_factory=no_text, description="What a reader who cannot see the figure must be told.")
    credit: TextField = Field(default_factory=no_text, description="Who made the figure, or where it comes from.")
    width: Width = Field(default="column", description="column, or wide: across both columns of the page.")

    def lower(self, path: FieldPath, anchor: str, label: str, voice: Voice) -> Figure:
        """Return the figure in one language, its image cleaned; a faulty image is a finding and leaves a gap."""
        return Figure(
            anchor,
            label,
            self._images(path, anchor, voice),
            voice.say(self.caption, (*path, "caption")),
            voice.say(self.credit, (*path, "credit")) if self.credit.codes else (),
            self.width == "wide",
        )

    def _images(self, path: FieldPath, anchor: str, voice: Voice) -> tuple[Image, ...]:
        name = self.file.get(voice.language.code) or self._only_file()
        alt = voice.say_plainly(self.alt, (*path, "alt"))
        if name is None:
            voice.say(self.file, (*path, "file"))
            return ()
        image, findings = read_image(voice.folder, name, name.place(width=len(name)), prefix=f"{anchor}-")
        voice.report(*findings)
        return (Image(image.data, image.media_type, image.width, image.height, alt),) if image else ()

    def _only_file(self) -> Scalar | None:
        """Return the one file of a figure without words: a bare name serves every language."""
        return next(iter(self.file.versions.values())) if len(self.file.codes) == 1 else None
