"""The segments of a JPEG file: keeps those that make the picture and drops all others, without decoding anything."""

from __future__ import annotations

import re

from casebook.images.faults import DAMAGED, BadImage

_START, _END = b"\xff\xd8", b"\xff\xd9"
_APP0, _APP14, _SCAN, _LAST = 0xE0, 0xEE, 0xDA, 0xD9
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
"""A JFIF segment without thumbnail and resolution; a decoder needs it to know that the colours are YCbCr."""

_PICTURE = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD} - {0xC8})
"""Frames, Huffman and arithmetic tables, scans, quantisation, line counts, restart intervals (T.81, table B.1)."""

_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
"""The first marker after a scan; within it, FF 00 is data and FF D0 to FF D7 are restarts."""


def bare_jpeg(data: bytes) -> bytes | None:
    """Return the first picture of a JPEG file with the same pixels and no other segment (EXIF, XMP, ICC, comments …).

    Return None when its segments do not stand as the standard says (ITU-T T.81, annex B). Raises BadImage when the
    file breaks off before its end mark; Pillow fills what is missing of a small picture with grey and says nothing.
    """
    kept, position = [_START], 2
    while marker := _MARKER.match(data, position):
        code, start = data[marker.end() - 1], marker.end()
        if code == _LAST:
            return b"".join([*kept, _END])
        position = start + int.from_bytes(data[start : start + 2], "big")
        kept.append(_segment(code, data[start + 2 : position]))
        if code == _SCAN:
            following = _MARKER.search(data, position)
            if following is None:
                raise BadImage(DAMAGED)
            kept.append(data[position : following.start()])
            position = following.start()
    if position >= len(data):
        raise BadImage(DAMAGED)
    return None


def _segment(code: int, payload: bytes) -> bytes:
    """Return a segment as the cleaned file needs it; nothing for one that does not make the picture."""
    if code in _PICTURE:
        return bytes((0xFF, code)) + (len(payload) + 2).to_bytes(2, "big") + payload
    if code == _APP0 and payload.startswith(b"JFIF\x00"):
        return _JFIF
    if code == _APP14 and payload.startswith(b"Adobe") and len(payload) >= 12:
        return b"\xff\xee\x00\x0e" + payload[:12]
    return b""
