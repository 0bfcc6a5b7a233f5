"""CleanImage: a picture that holds nothing but what it shows."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CleanImage:
    """Bytes without metadata, their media type, and the size in CSS pixels (of a photograph: its own pixels)."""

    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int
