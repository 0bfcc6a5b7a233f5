"""What all pages share: style sheets, scripts, the logo, and the fonts as WOFF2, whole and unchanged."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

from casebook.bundles.site.addresses import logo_path
from casebook.images import CleanImage
from casebook.record import fingerprint, write_whole
from casebook.settings import Site
from casebook.templating import find_template

FONTS = (
    *("SourceSerif4-Regular", "SourceSerif4-It", "SourceSerif4-Semibold", "SourceSerif4-SemiboldIt"),
    *("SourceSans3-Regular", "SourceSans3-It", "SourceSans3-Semibold"),
)
_STYLES = {"screen.css": "styles/screen.css", "print.css": "styles/print.css", "site.css": "site/site.css"}
_SCRIPTS = ("site.js", "start.js", "icon.svg")


def assets(site: Site, logo: CleanImage | None, search: tuple[Path, ...], kept: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files by their paths in the site; packed fonts are kept in the folder `kept` for the next time."""
    for name, template in _STYLES.items():
        yield f"assets/{name}", find_template(search, template).read_bytes()
    yield "assets/colours.css", _colours(site).encode()
    for name in _SCRIPTS:
        yield f"assets/{name}", find_template(search, f"site/{name}").read_bytes()
    for name in FONTS:
        yield f"assets/fonts/{name}.woff2", _packed(find_template(search, f"fonts/{name}.ttf"), kept)
    for name in ("OFL-SourceSerif4.md", "OFL-SourceSans3.md"):
        yield f"assets/fonts/{name}", find_template(search, f"fonts/{name}").read_bytes()
    if logo:
        yield logo_path(logo.media_type), logo.data


def _colours(site: Site) -> str:
    """Return the rules that give the site its own colour, in light and in dark."""
    light, dark = site.colours.accent, site.colours.in_the_dark
    return (
        f":root {{ --accent: {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {dark} }} }}\n"
    )


def _packed(file: Path, kept: Path) -> bytes:
    """Return a font as WOFF2: the same font in another wrapper, which counts as unmodified (OFL FAQ 2.2)."""
    place = kept / f"{fingerprint(file)}.woff2"
    if place.is_file():
        return place.read_bytes()
    with TTFont(file, recalcTimestamp=False, recalcBBoxes=False) as font:
        font.flavor = "woff2"
        packed = io.BytesIO()
        font.save(packed, reorderTables=False)
    write_whole(place, packed.getvalue())
    return packed.getvalue()
