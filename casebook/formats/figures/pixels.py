"""A picture of dots as a file for a printer: RGB of eight bits on white, with its resolution and no other word."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

_QUALITY = 95
_JFIF = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01"  # how a cleaned JPEG begins; unit and resolution follow
_HORIZONTAL = {317: 2}  # TIFF 6.0, section 14: neighbours are alike, so that their difference is packed


def opened(data: bytes) -> Image.Image:
    """Return a cleaned JPEG or PNG in RGB, on white where it is seen through."""
    with Image.open(BytesIO(data)) as image:
        if not image.has_transparency_data:
            return image.convert("RGB")
        picture = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def saved(picture: Image.Image, kind: str, dpi: int, original: bytes = b"") -> bytes:
    """Return the file of a picture as "tiff" (packed by LZW), "png" or "jpeg".

    As JPEG, the `original` is used where it is a JPEG in RGB: it keeps every pixel and learns its resolution.
    """
    picture.info = {}
    if kind == "jpeg" and _is_in_colour(original):
        return original[: len(_JFIF)] + b"\x01" + dpi.to_bytes(2, "big") * 2 + original[len(_JFIF) + 5 :]
    file, resolution = BytesIO(), (dpi, dpi)
    if kind == "jpeg":
        picture.save(file, "JPEG", quality=_QUALITY, subsampling=0, optimize=True, dpi=resolution)
    elif kind == "tiff":
        picture.save(file, "TIFF", compression="tiff_lzw", tiffinfo=_HORIZONTAL, dpi=resolution)
    else:
        picture.save(file, "PNG", dpi=resolution)
    return file.getvalue()


def _is_in_colour(original: bytes) -> bool:
    """Tell whether a file is a JPEG of three colours that says so by JFIF, as its readers expect."""
    if not original.startswith(_JFIF):
        return False
    with Image.open(BytesIO(original)) as image:
        return image.mode == "RGB"
