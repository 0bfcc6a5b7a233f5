"""What a journal asks of the files that are submitted to it: the manuscript, the figures, and what goes with them."""

from __future__ import annotations

from math import ceil
from typing import Annotated

from pydantic import Field, PlainValidator

from casebook.errors import N_
from casebook.fields import Model, TextField, one_of
from casebook.journals.leaves import YesNo, measured
from casebook.nodes import Image

CENTIMETRES = 2.54  # an inch
SPACINGS = {"single": 1.0, "one-and-a-half": 1.5, "double": 2.0}
FIGURE_FORMATS = ("tiff", "png", "jpeg", "pdf")
# What a kit can hold, in the order in which its README lists it.
KIT_FILES = {
    "manuscript": N_("the manuscript for Word"),
    "blinded": N_("a copy of the manuscript that does not name its authors"),
    "title-page": N_("a title page"),
    "cover-letter": N_("a cover letter"),
    "figures": N_("a file for each figure"),
    "care": N_("the CARE checklist, filled"),
    "consent": N_("a statement of consent"),
    "conflicts": N_("a statement on conflicts of interest"),
    "jats": "JATS XML",
    "portal": N_("a sheet of what is pasted into the form of the portal"),
}
# What a journal can refuse to do without, besides what every case report needs.
DEMANDS = {
    "consent": N_("the patient’s consent"),
    "ethics": N_("the approval of the ethics committee"),
    "funding": N_("who paid for the work"),
    "conflicts": N_("conflicts of interest"),
    "contributions": N_("what each author did"),
    "data": N_("where the data are"),
    "orcid": N_("the ORCID iD of every author"),
    "corresponding": N_("the e-mail of a corresponding author"),
    "running-title": N_("a running title"),
    "keywords": N_("key words"),
    "patient-perspective": N_("the patient’s perspective"),
    "learning-points": N_("learning points"),
}


def is_drawing(image: Image) -> bool:
    """Say whether a picture is made of lines and letters, so that it can be of any size."""
    return image.media_type == "image/svg+xml"


def dots(width: float, dpi: float) -> int:
    """Return how many dots across fill a width in centimetres."""
    return ceil(round(width / CENTIMETRES * dpi, 3))  # 1950.0000000002 are 1950


def _choice(*words: str) -> PlainValidator:
    return PlainValidator(one_of(*words))


class ManuscriptRules(Model):
    """How the Word manuscript is set: letters in points, margins in centimetres, and where its parts stand.

    `title_page` apart: a file of its own, so that the manuscript begins with the title and the abstract. `captions` at
    the end stand behind the references, with the tables and figures that are placed there too.
    """

    font: str = "Times New Roman"
    size: Annotated[float, measured(8, 16, "pt")] = 12
    spacing: Annotated[str, _choice(*SPACINGS)] = "one-and-a-half"
    margins: Annotated[float, measured(1, 5, "cm")] = 2.5
    line_numbers: YesNo = True
    title_page: Annotated[str, _choice("inside", "apart")] = "inside"
    captions: Annotated[str, _choice("in-place", "at-end")] = "in-place"
    figures: Annotated[str, _choice("in-place", "at-end", "files")] = "in-place"
    tables: Annotated[str, _choice("in-place", "at-end")] = "in-place"


class FigureRules(Model):
    """How each figure is handed over: formats in order of preference, dots per inch, and the least width printed.

    A drawing goes as PDF wherever the journal takes one, a photograph only where it takes nothing else.
    """

    formats: tuple[Annotated[str, _choice(*FIGURE_FORMATS)], ...] = Field(default=("tiff",), min_length=1)
    dpi: Annotated[float, measured(72, 1200, "dpi")] = 300
    line_dpi: Annotated[float, measured(72, 1200, "dpi")] = 600  # of drawings that are handed over as dots
    width: Annotated[float, measured(2, 40, "cm")] = 8  # one column of most journals

    @property
    def pixels(self) -> int:
        """How many pixels across a photograph needs: as many as the least width has dots."""
        return dots(self.width, self.dpi)

    def is_too_small(self, image: Image) -> bool:
        """Say whether a photograph has fewer pixels than the least width takes; a drawing never has."""
        return not is_drawing(image) and image.width < self.pixels

    def widest(self, pixels: int) -> float:
        """Return how wide so many pixels may be printed, in centimetres."""
        return pixels / self.dpi * CENTIMETRES


class SubmissionRules(Model):
    """What is handed over (a blinded copy where reviewers may not know the authors), and what must not be missing.

    `author_adds` are the forms and letters that only the authors can bring, in the words of each language.
    """

    files: tuple[Annotated[str, _choice(*KIT_FILES)], ...] = Field(
        default=(
            "manuscript",
            "title-page",
            "cover-letter",
            "figures",
            "care",
            "consent",
            "conflicts",
            "jats",
            "portal",
        ),
        min_length=1,
    )
    demands: tuple[Annotated[str, _choice(*DEMANDS)], ...] = ("consent", "conflicts", "corresponding")
    author_adds: tuple[TextField, ...] = ()
    jats: Annotated[str, _choice("1.9", "1.10")] = "1.10"  # of SciELO PS
