"""TIFF, as scanners, microscopes and radiology stations hand it out: one page, made eight bits deep."""

from __future__ import annotations

from typing import Literal

from PIL import Image, TiffImagePlugin

from casebook.images.faults import DAMAGED, SEVERAL_PAGES, UNSCALED, UNSUPPORTED, BadImage
from casebook.images.signatures import TIFF

_BITS, _PHOTOMETRIC = 258, 262  # tags of TIFF 6.0; a photometric interpretation of 0 says that 0 is white
_PIECES = ((273, 279), (324, 325))  # where strips and tiles begin, and how many bytes each has
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}  # of the types of values, in bytes
_BECOMES = {"YCbCr": "RGB", "RGBX": "RGB", "PA": "RGBA", "RGBa": "RGBA", "La": "LA"}
_KEPT = frozenset(("1", "L", "LA", "P", "RGB", "RGBA", "CMYK"))
_SHARE_OF_TWELVE_BITS = 16  # of a range of sixteen: stations write twelve bits into files of sixteen, unscaled


def is_whole_tiff(data: bytes) -> bool:
    """Tell whether the first directory of a TIFF, and all that it names, lies inside the file."""
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"
    if int.from_bytes(data[2:4], order) != 42:
        return True  # a BigTIFF: its directory is built otherwise
    start = int.from_bytes(data[4:8], order)
    count = int.from_bytes(data[start : start + 2], order)
    entries = (data[at : at + 12] for at in range(start + 2, start + 2 + 12 * count, 12))
    ends = [start + 6 + 12 * count]
    for entry in entries:
        kind, values, place = (int.from_bytes(entry[a:b], order) for a, b in ((2, 4), (4, 8), (8, 12)))
        size = _SIZES.get(kind, 0) * values
        ends += [place + size] if size > 4 else []
    return count > 0 and max(ends) <= len(data)


def plain_tiff(image: Image.Image, length: int) -> Image.Image:
    """Return the page of a TIFF of so many bytes in a mode that the other kinds have too.

    Raises BadImage where pixels are missing, where there are several pages, or colours that have no one meaning
    (32 bits, L*a*b*).
    """
    assert isinstance(image, TiffImagePlugin.TiffImageFile)
    for offsets, counts in _PIECES:  # Pillow fills up what is missing at the end of the last one
        pieces = zip(image.tag_v2.get(offsets, ()), image.tag_v2.get(counts, ()), strict=False)
        if any(offset + count > length for offset, count in pieces):
            raise BadImage(DAMAGED)
    if getattr(image, "n_frames", 1) > 1:
        raise BadImage(SEVERAL_PAGES)
    if image.mode.startswith("I;16"):
        bits = image.tag_v2.get(_BITS, (16,))[0]
        return shallow(image, bits, is_inverted=image.tag_v2.get(_PHOTOMETRIC) == 0)
    if image.mode in _BECOMES:
        return _with_profile(image.convert(_BECOMES[image.mode]), image)
    if image.mode not in _KEPT:
        raise BadImage(UNSUPPORTED, format=f"32-bit {TIFF}" if image.mode in ("F", "I") else f"{TIFF} ({image.mode})")
    return image


def shallow(image: Image.Image, bits: int = 16, *, is_inverted: bool = False) -> Image.Image:
    """Return grey of more than eight bits as grey of eight (Pillow cuts off at 255 instead of scaling).

    Raises BadImage where the values fill so little of their range that nothing would be seen.
    """
    deep = image.convert("I")
    _, lightest = deep.getextrema()
    if bits == 16 and isinstance(lightest, int) and lightest < 2**bits // _SHARE_OF_TWELVE_BITS:
        raise BadImage(UNSCALED)
    grey = deep.point(lambda value: value / 2 ** (bits - 8)).convert("L")
    return _with_profile(grey.point(lambda value: 255 - value) if is_inverted else grey, image)


def _with_profile(image: Image.Image, before: Image.Image) -> Image.Image:
    """Return the picture with nothing beside it but the colour profile that it had before."""
    profile = before.info.get("icc_profile")
    image.info = {"icc_profile": profile} if isinstance(profile, bytes) else {}
    return image
