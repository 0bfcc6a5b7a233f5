"""What can be wrong with a picture: the kinds of finding of this room, and the refusal that carries one of them.

`file` is the file that names the picture, such as case.yaml.
"""

from __future__ import annotations

from casebook.errors import N_
from casebook.findings import Kind, Severity

_EXPORT = N_("Export the picture as JPEG, PNG or SVG and name that file here.")

OUTSIDE = Kind(
    "images.outside",
    Severity.ERROR,
    N_("The picture “{name}” lies outside the folder of {file}."),
    N_("Copy it into that folder and write the path from there, such as figures/photo.jpg."),
)
MISSING = Kind(
    "images.missing",
    Severity.ERROR,
    N_("There is no picture “{name}” in the folder of {file}."),
    N_("Copy the picture there, or correct its name."),
)
MISSPELT = Kind(MISSING.code, Severity.ERROR, MISSING.what, N_("Did you mean “{nearest}”?"))
UNREADABLE = Kind(
    "images.unreadable",
    Severity.ERROR,
    N_("The picture “{name}” cannot be opened."),
    N_("See that it is a file, not a folder, and that you are allowed to read it."),
)
FALSE = Kind(
    "images.false",
    Severity.ERROR,
    N_("“{name}” is not a picture: it holds something else, such as a text or a web page."),
    _EXPORT,
)
DAMAGED = Kind(
    "images.false",
    Severity.ERROR,
    N_("The picture “{name}” is damaged or breaks off before its end."),
    N_("Copy or export it again from where it came; an image viewer shows whether it is whole."),
)
BROKEN_DRAWING = Kind(
    "images.false",
    Severity.ERROR,
    N_("The drawing “{name}” is not sound SVG: its line {line} cannot be read."),
    N_("Export it again as SVG, or as PNG."),
)
UNSUPPORTED = Kind(
    "images.kind",
    Severity.ERROR,
    N_("“{name}” is a {format} file, which cannot be printed here."),
    _EXPORT,
)
SEVERAL_PAGES = Kind(
    "images.kind",
    Severity.ERROR,
    N_("“{name}” is a TIFF file of several pages."),
    N_("Export the one page that is to be printed, as TIFF, PNG or JPEG, and name that file here."),
)
UNSCALED = Kind(
    "images.dark",
    Severity.ERROR,
    N_("The grey values of “{name}” fill only the lowest part of their sixteen bits: every program shows it black."),
    N_("Export it again as it is seen at the station or microscope, with eight bits (PNG, TIFF or JPEG)."),
)
DICOM = Kind(
    "images.kind",
    Severity.ERROR,
    N_("“{name}” is a DICOM file, which carries the patient's data."),
    N_("Export it from the viewer as PNG or JPEG, without the writing in its corners, and name that file here."),
)
TOO_MANY_PIXELS = Kind(
    "images.large",
    Severity.ERROR,
    N_("The picture “{name}” has more than {limit} million pixels."),
    N_("Save a smaller copy: 4000 pixels on the longer side are plenty for a full page."),
)
TOO_HEAVY = Kind(
    "images.large",
    Severity.ERROR,
    N_("The picture “{name}” is larger than {limit} MB."),
    TOO_MANY_PIXELS.mend,
)
TOO_INTRICATE = Kind(
    "images.large",
    Severity.ERROR,
    N_("The drawing “{name}” has too many parts, or parts that repeat one another without end."),
    N_("Simplify the drawing, or export it as PNG."),
)
ENTITIES = Kind(
    "images.entities",
    Severity.ERROR,
    N_("The drawing “{name}” defines abbreviations of its own (XML entities), which may hide or multiply content."),
    N_("Export it as plain SVG (in Illustrator, without “Preserve Illustrator Editing Capabilities”) or as PNG."),
)
NO_SIZE = Kind(
    "images.size",
    Severity.ERROR,
    N_("The drawing “{name}” does not say how large it is."),
    N_("Export it again with the size of its page, or as PNG."),
)
EMPTY = Kind(
    "images.empty",
    Severity.ERROR,
    N_("Nothing that could be printed is left of the drawing “{name}”."),
    N_("Export the drawing as PNG and name that file here."),
)
SUFFIX = Kind(
    "images.suffix",
    Severity.WARNING,
    N_("“{name}” is in truth a {format} file."),
    N_("Rename it to “{better}”, here and in its folder, so that every program opens it."),
)
EMBEDDED = Kind(
    "images.svg-feature",
    Severity.WARNING,
    N_("The drawing “{name}” holds a photograph, which is left out."),
    N_("Export the whole drawing as PNG, or name the photograph as a picture of its own."),
)
FEATURE = Kind(
    "images.svg-feature",
    Severity.WARNING,
    N_("The drawing “{name}” uses what cannot be printed faithfully: {features}."),
    N_("Look at the figure in the PDF. If something is missing or out of place, export the drawing as PNG."),
)
FOREIGN_FONT = Kind(
    "images.font",
    Severity.WARNING,
    N_("The drawing “{name}” asks for the font “{font}”, which casebook has not; its words are set in another."),
    N_("Look whether they fit in the PDF. If not, turn them into paths in the drawing program, or set them in Arial."),
)
HIDDEN_WORDS = Kind(
    "images.hidden-words",
    Severity.WARNING,
    N_("The drawing “{name}” has words that are covered or lie outside the picture; they can still be copied."),
    N_("Delete them in the drawing program if they name anybody."),
)


class BadImage(Exception):
    """A picture that cannot be used: `kind` says why, `fields` fill its sentences."""

    def __init__(self, kind: Kind, **fields: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.fields = fields
