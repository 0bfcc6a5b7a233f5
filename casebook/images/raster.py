"""Photographs: a JPEG, PNG or TIFF turned upright, in sRGB, eight bits deep, with nothing in it but pixels."""

from __future__ import annotations

import hashlib
import struct
import warnings
import zlib
from io import BytesIO

from PIL import Image, ImageCms, UnidentifiedImageError

from casebook.images.clean import CleanImage
from casebook.images.faults import DAMAGED, TOO_MANY_PIXELS, UNSUPPORTED, BadImage
from casebook.images.jpeg import bare_jpeg
from casebook.images.signatures import JPEG, PNG, TIFF
from casebook.images.tiff import is_whole_tiff, plain_tiff, shallow

MEGAPIXELS = 60
_QUALITY = 92
_ORIENTATION = 0x0112  # the EXIF tag; its values 2 to 8 say how the camera was held
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_MEDIA_TYPES = {JPEG: "image/jpeg", PNG: "image/png", TIFF: "image/png"}  # no browser shows a TIFF
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_SAME_TO_THE_EYE = 3  # of 255: profiles that call themselves sRGB differ that much

# What Pillow raises on files that lie about themselves; found by feeding it damaged ones.
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, OverflowError, struct.error, zlib.error)
_UNFIT = (ImageCms.PyCMSError, *_BROKEN)


def clean_raster(data: bytes, kind: str) -> CleanImage:
    """Return the JPEG, PNG or TIFF `data` without metadata; raise BadImage when it is damaged, too large or animated.

    A JPEG that needs no turning and no change of colours keeps its pixels exactly; any other is written anew, a TIFF
    as PNG.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata; it is dropped anyway
        try:
            return _cleaned(data, kind)
        except _BROKEN as error:
            raise BadImage(DAMAGED) from error


def _cleaned(data: bytes, kind: str) -> CleanImage:
    image = _opened(data, kind)
    turn = _turn(image)
    if kind == PNG and not _is_whole_png(data):
        raise BadImage(DAMAGED)
    bare = bare_jpeg(data) if kind == JPEG else None
    if bare and turn is None and _is_plain(image) and _pixels(_opened(bare, kind)) == _pixels(image):
        return CleanImage(bare, _MEDIA_TYPES[kind], *image.size)
    image = plain_tiff(image, len(data)) if kind == TIFF else image  # Pillow has turned it
    image = _in_srgb(_eight_bits_deep(image if turn is None else image.transpose(turn)))
    return CleanImage(_written(image, kind), _MEDIA_TYPES[kind], *image.size)


def _opened(data: bytes, kind: str) -> Image.Image:
    """Return the decoded picture; its size is looked at before its pixels are unpacked."""
    try:
        image = Image.open(BytesIO(data), formats=(kind,))
    except Image.DecompressionBombError as error:
        raise BadImage(TOO_MANY_PIXELS, limit=MEGAPIXELS) from error
    except UnidentifiedImageError as error:
        is_odd = kind == TIFF and is_whole_tiff(data)
        raise (BadImage(UNSUPPORTED, format=TIFF) if is_odd else BadImage(DAMAGED)) from error
    if image.width * image.height > MEGAPIXELS * 1_000_000:
        raise BadImage(TOO_MANY_PIXELS, limit=MEGAPIXELS)
    if kind == PNG and getattr(image, "is_animated", False):
        raise BadImage(UNSUPPORTED, format="APNG")
    image.load()
    return image


def _is_whole_png(data: bytes) -> bool:
    """Tell whether the chunks of a PNG go on to its end mark; Pillow fills the rest of a small one with black."""
    position = 8
    while position + 8 <= len(data):
        if data[position + 4 : position + 8] == b"IEND":
            return True
        position += 12 + int.from_bytes(data[position : position + 4], "big")
    return False


def _turn(image: Image.Image) -> Image.Transpose | None:
    """Return how the picture must be turned to stand upright; None also when its EXIF cannot be read."""
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except _BROKEN:
        return None


def _profile(image: Image.Image) -> bytes | None:
    """Return the colour profile; a text chunk of a PNG may bear that name and is none."""
    profile = image.info.get("icc_profile")
    return profile if isinstance(profile, bytes) else None


def _is_plain(image: Image.Image) -> bool:
    profile = _profile(image)
    return image.mode in ("L", "RGB") and (not profile or _is_srgb(profile))


def _pixels(image: Image.Image) -> bytes:
    return hashlib.sha256(image.tobytes()).digest()


def _eight_bits_deep(image: Image.Image) -> Image.Image:
    return shallow(image) if image.mode.startswith("I") else image


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in sRGB: by its colour profile when it has a sound one, else as it is."""
    profile = _profile(image)
    if profile and not _is_srgb(profile):
        try:
            return _converted(image, profile)
        except _UNFIT:
            pass  # a profile that fits another kind of picture: every viewer ignores it too
    return image.convert("RGB") if image.mode == "CMYK" else image


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture with its colours moved from `profile` to sRGB, its transparency kept."""
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    mode = {"GRAY": "L", "CMYK": "CMYK"}.get(source.profile.xcolor_space.strip(), "RGB")
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    colours = ImageCms.profileToProfile(
        image.convert(mode), source, _SRGB, ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode="RGB"
    )
    assert colours is not None  # only inPlace=True returns None
    if mode == "L":
        colours = colours.convert("L")
    if alpha is not None:
        colours = colours.convert("LA" if mode == "L" else "RGBA")
        colours.putalpha(alpha)
    return colours


def _is_srgb(profile: bytes) -> bool:
    """Tell whether a colour profile leaves colours as sRGB shows them, judged by what it does and not by its name."""
    levels = range(0, 256, 51)
    patches = Image.new("RGB", (216, 1))
    patches.putdata([(red, green, blue) for red in levels for green in levels for blue in levels])
    patches.info = {}
    try:
        shown = _converted(patches, profile).convert("RGB")
    except _UNFIT:
        return False
    return all(abs(a - b) <= _SAME_TO_THE_EYE for a, b in zip(patches.tobytes(), shown.tobytes(), strict=True))


def _written(image: Image.Image, kind: str) -> bytes:
    """Return the file of a picture, with no word in it: Pillow writes what `info` holds, so that is emptied first."""
    bare = image.copy()
    transparency = image.info.get("transparency")  # a number, bytes or a tuple; a text when a text chunk is so called
    bare.info = {} if isinstance(transparency, str | None) else {"transparency": transparency}
    file = BytesIO()
    if kind == JPEG:
        bare.save(file, JPEG, quality=_QUALITY, subsampling=0, optimize=True)
    else:
        bare.save(file, PNG)
    return file.getvalue()
