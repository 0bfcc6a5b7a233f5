"""The pictures of an article as files beside its page: photographs as WebP in two widths, drawings as they are."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator

from lxml import etree
from PIL import Image as Pillow

from casebook.formats.word.painting import paint
from casebook.nodes import Figure, Image
from casebook.report.model import Report

FOLDER = "figures"
_DRAWING = "image/svg+xml"
_QUALITY = 90  # of what comes as JPEG; what comes without loss stays so
_WIDEST = 2400  # pixels: what a large screen shows of an enlarged figure
_SMALL = 800  # pixels: what a phone shows of it; only of a picture half as wide again
_SHARED = (1200, 630)  # pixels, as Open Graph's readers show a picture
# Where a style says it as an attribute does: the units that an attribute has not are those that it means anyway.
_UNITS = re.compile(r"(?<=\d)(?:px|deg)\b")


def picture_name(image: Image) -> str:
    """Return the address of a picture as seen from the page: it follows from what the picture shows."""
    return f"{_stem(image)}.{'svg' if image.media_type == _DRAWING else 'webp'}"


def srcset(image: Image) -> str:
    """Return the files of a photograph for screens of several widths, as HTML has them; "" where there is but one."""
    files = [f"{name} {width}w" for name, width in _files(image)]
    return ", ".join(files) if len(files) > 1 else ""


def pictures_of(report: Report) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of every picture of an article."""
    for image in _images(report):
        if image.media_type == _DRAWING:
            yield picture_name(image), _without_style(image.data)
        else:
            yield from ((name, _as_webp(image, width)) for name, width in _files(image))


def shared_picture(report: Report) -> bytes | None:
    """Return the first figure as PNG on white, of the size that social networks show; None where there is no figure."""
    image = next(_images(report), None)
    if image is None:
        return None
    data = paint(image, ()) if image.media_type == _DRAWING else image.data
    with Pillow.open(io.BytesIO(data)) as opened:
        shown = opened.convert("RGBA")
    shown.thumbnail(_SHARED)
    card = Pillow.new("RGB", _SHARED, "white")
    card.paste(shown, tuple((room - side) // 2 for room, side in zip(_SHARED, shown.size, strict=True)), shown)  # type: ignore[arg-type]
    saved = io.BytesIO()
    card.save(saved, "PNG", optimize=True)
    return saved.getvalue()


def _images(report: Report) -> Iterator[Image]:
    for node in (*report.body, *report.back):
        if isinstance(node, Figure):
            yield from (panel.image for panel in node.panels)


def _stem(image: Image) -> str:
    return f"{FOLDER}/{hashlib.sha256(image.data).hexdigest()[:16]}"


def _files(image: Image) -> tuple[tuple[str, int], ...]:
    """Return the files of a photograph, each with its width in pixels, the small one first; none is blown up."""
    if image.media_type == _DRAWING:
        return ()
    width = min(image.width, _WIDEST)
    small = ((f"{_stem(image)}-{_SMALL}.webp", _SMALL),) if width >= 1.5 * _SMALL else ()
    return (*small, (picture_name(image), width))


def _as_webp(image: Image, width: int) -> bytes:
    """Return a photograph as WebP in a width, without loss where it came without and keeps its pixels."""
    saved = io.BytesIO()
    with Pillow.open(io.BytesIO(image.data)) as opened:
        shown = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
        if shown.width != width:
            shown = shown.resize((width, round(shown.height * width / shown.width)), Pillow.Resampling.LANCZOS)
        is_exact = image.media_type != "image/jpeg" and width != _SMALL
        shown.save(saved, "WEBP", lossless=is_exact, quality=_QUALITY, method=4)
    return saved.getvalue()


def _without_style(drawing: bytes) -> bytes:
    """Return a drawing whose styles stand in attributes, as a strict policy asks."""
    root = etree.fromstring(drawing)
    for element in root.iter("{*}*"):
        for rule in filter(None, str(element.attrib.pop("style", "")).split(";")):
            name, _, value = rule.partition(":")
            element.set(name, _UNITS.sub("", value) if name == "transform" else value)
    return etree.tostring(root, encoding="unicode").encode()
