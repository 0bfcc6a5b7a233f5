"""What kind of file some bytes are, told by their signature and never by the file's name."""

from __future__ import annotations

import re

JPEG, PNG, TIFF, SVG, DICOM = "JPEG", "PNG", "TIFF", "SVG", "DICOM"

SUFFIXES = {JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"), PNG: (".png",), TIFF: (".tif", ".tiff"), SVG: (".svg",)}
"""The kinds that a case may use, with the file endings that fit them, the usual one first."""

_SIGNATURES = (
    (JPEG, rb"\xff\xd8\xff"),
    (PNG, rb"\x89PNG\r\n\x1a\n"),
    (DICOM, rb".{128}DICM|\x08\x00[\x00-\x20]\x00|\x02\x00\x00\x00UL"),  # the latter two: without a preamble
    ("GIF", rb"GIF8[79]a"),
    ("WebP", rb"RIFF.{4}WEBP"),
    (TIFF, rb"II[*+]\x00|MM\x00[*+]"),
    ("AVIF", rb".{4}ftypavi[fs]"),
    ("HEIC", rb".{4}ftyp(?:hei|hev|mif1|msf1)"),
    ("MP4", rb".{4}ftyp"),
    ("JPEG 2000", rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51"),
    ("JPEG XL", rb"\xff\x0a|\x00\x00\x00\x0cJXL "),
    ("PDF", rb"%PDF-"),
    ("EPS", rb"%!PS|\xc5\xd0\xd3\xc6"),
    ("Photoshop", rb"8BPS"),
    ("BMP", rb"BM.{4}\x00{4}"),
    ("SVGZ", rb"\x1f\x8b"),
    ("EMF", rb"\x01\x00\x00\x00.{36} EMF"),
    ("WMF", rb"\xd7\xcd\xc6\x9a"),
    ("Office", rb"PK\x03\x04|\xd0\xcf\x11\xe0"),
)
_KINDS = tuple((kind, re.compile(pattern, re.DOTALL)) for kind, pattern in _SIGNATURES)
_DRAWING = re.compile(rb"<(?:[\w.-]+:)?svg[\s>/]")
_WEB_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)


def kind_of(data: bytes) -> str:
    """Return the kind of file that `data` is (JPEG, PNG, TIFF, SVG or another's name), or "" when it is no picture."""
    found = next((kind for kind, signature in _KINDS if signature.match(data)), "")
    return found or (SVG if _is_drawing(data) else "")


def _is_drawing(data: bytes) -> bool:
    """Tell whether `data` is marked up as a drawing, in UTF-8 or UTF-16, and not as a web page that shows one."""
    text = data.replace(b"\x00", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data
    return bool(_DRAWING.search(text)) and not _WEB_PAGE.search(text[:1024])
