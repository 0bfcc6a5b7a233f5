"""The pictures of an article as files beside its page: photographs as WebP, drawings as they are."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

from PIL import Image as Pillow

from casebook.formats.word.painting import paint
from casebook.nodes import Figure, Image
from casebook.report.model import Report

FOLDER = "figures"
_DRAWING = "image/svg+xml"
_QUALITY = 90  # of what comes as JPEG; what comes without loss stays so
_WIDEST = 2400  # pixels: what a large screen shows of an enlarged figure
_SHARED = (1200, 630)  # pixels, as Open Graph's readers show a picture


def picture_name(image: Image) -> str:
    """Return the address of a picture as seen from the page: it follows from what the picture shows."""
    kind = "svg" if image.media_type == _DRAWING else "webp"
    return f"{FOLDER}/{hashlib.sha256(image.data).hexdigest()[:16]}.{kind}"


def pictures_of(report: Report) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of every picture of an article."""
    for image in _images(report):
        yield picture_name(image), image.data if image.media_type == _DRAWING else _as_webp(image)


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


def _as_webp(image: Image) -> bytes:
    """Return a photograph as WebP, without loss where it came without."""
    saved = io.BytesIO()
    with Pillow.open(io.BytesIO(image.data)) as opened:
        shown = opened if opened.mode in ("RGB", "RGBA") else opened.convert("RGBA" if "A" in opened.mode else "RGB")
        if shown.width > _WIDEST:
            shown = shown.resize((_WIDEST, round(shown.height * _WIDEST / shown.width)), Pillow.Resampling.LANCZOS)
        shown.save(saved, "WEBP", lossless=image.media_type != "image/jpeg", quality=_QUALITY, method=4)
    return saved.getvalue()
