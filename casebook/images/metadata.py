"""What a picture's file tells besides the picture: where, when and by whom it was taken, and words written into it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from io import BytesIO

from lxml import etree
from PIL import Image

from casebook.errors import N_
from casebook.images.signatures import SUFFIXES, SVG, kind_of

PLACE = N_("where it was taken (GPS)")
DAY = N_("when it was taken")
PERSON = N_("somebody's name")
NOTE = N_("a note")

_GPS, _CAMERA = 0x8825, 0x8769
_TAGS = {
    DAY: (0x9003, 0x9004),  # DateTimeOriginal, DateTimeDigitized
    PERSON: (0x013B, 0xA430, 0x9C9D),  # Artist, CameraOwnerName, XPAuthor
    NOTE: (0x010E, 0x9286, 0x9C9B, 0x9C9C, 0x9C9F),  # ImageDescription, UserComment, XPTitle, XPComment, XPSubject
}
_CHUNKS = {PERSON: ("Author", "Artist"), NOTE: ("Title", "Description", "Comment", "comment", "Subject")}
# What programs and cameras write of themselves
_OF_A_PROGRAM = re.compile(
    r"created (?:with|by)|gimp|adobe|software|version|matplotlib|photoshop|paint|camera|screenshot|lavc|https?://|default",
    re.IGNORECASE,
)
_XMP = {
    PLACE: re.compile(r"GPSLatitude|photoshop:City|Iptc4xmpCore:Location"),
    DAY: re.compile(r"exif:DateTimeOriginal|photoshop:DateCreated"),
    PERSON: re.compile(r"PersonInImage|photoshop:AuthorsPosition|dc:creator>\s*<rdf:Seq>\s*<rdf:li[^>]*>\s*\w"),
}
_WORDS = ("title", "desc", "text")


def told_besides(data: bytes) -> tuple[str, ...]:
    """Return what the file of a photograph tells besides its pixels: some of PLACE, DAY, PERSON, NOTE."""
    kind = kind_of(data)
    if kind not in SUFFIXES or kind == SVG:
        return ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(BytesIO(data), formats=(kind,))
            found = set(_told(image))
        except Exception:  # a damaged file is told of where it is read to be printed
            return ()
    return tuple(what for what in (PLACE, DAY, PERSON, NOTE) if what in found)


def words_besides(data: bytes) -> str:
    """Return all words that a picture's file holds besides the picture, those of programs among them; "" for none."""
    kind = kind_of(data)
    if kind == SVG:
        root = _drawing(data)
        parts = () if root is None else root.iter("{*}metadata", "{*}title", "{*}desc")
        return "\n".join(" ".join(map(str, part.itertext())) for part in parts)
    if kind not in SUFFIXES:
        return ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(BytesIO(data), formats=(kind,))
            exif = image.getexif()
            values = (*image.info.values(), *exif.values(), *exif.get_ifd(_CAMERA).values())
        except Exception:  # a damaged file is told of where it is read to be printed
            return ""
    return "\n".join(_text(value) for value in values if isinstance(value, str | bytes | tuple))


def words_in_drawing(data: bytes) -> str:
    """Return the words of a drawing, seen or not, each on a line of its own; "" of anything else."""
    root = _drawing(data)
    if root is None:
        return ""
    named = (part for part in root.iter("{*}title", "{*}desc", "{*}text"))
    return "\n\n".join(" ".join("".join(map(str, part.itertext())).split()) for part in named)


def _drawing(data: bytes) -> etree._Element | None:
    """Return the root of a drawing; None for anything else."""
    if kind_of(data) != SVG:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def _told(image: Image.Image) -> Iterator[str]:
    exif = image.getexif()
    camera = exif.get_ifd(_CAMERA)
    if exif.get_ifd(_GPS):
        yield PLACE
    for what, tags in _TAGS.items():
        if any(_says(exif.get(tag) or camera.get(tag), what) for tag in tags):
            yield what
    for what, names in _CHUNKS.items():
        if any(_says(image.info.get(name), what) for name in names):
            yield what
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    text = packet.decode("utf-8", "replace") if isinstance(packet, bytes) else str(packet)
    yield from (what for what, pattern in _XMP.items() if pattern.search(text))


def _says(value: object, what: str) -> bool:
    """Say whether a field holds words of a person's."""
    words = re.sub(r"^(?:ASCII|UNICODE)", "", _text(value)).strip()
    return len(words) > 1 and (what == DAY or not _OF_A_PROGRAM.search(words))


def _text(value: object) -> str:
    """Return the words of a field, which some cameras write as bytes, with a zero behind each letter."""
    if isinstance(value, tuple):  # the bytes of XPTitle and its kin
        value = bytes(part for part in value if isinstance(part, int) and 0 <= part < 256)
    return value.decode("utf-8", "replace").replace("\x00", "") if isinstance(value, bytes) else str(value or "")
