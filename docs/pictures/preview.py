"""A preview of a case that its authors still work on, to be photographed: an error, and changed translations."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
CASE = "thyrotoxic-periodic-paralysis"
PLAYWRIGHT = ROOT / ".judges" / "node_modules" / "playwright-core" / "index.js"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--hide-scrollbars", "--force-device-scale-factor=1")
HEIGHT = 844
# What its authors have changed since they compared the languages, and what they overlooked.
EDITS = (
    ("status: published\n", "status: draft\n"),
    ("fine tremor, and a diffuse goiter.", "fine tremor, a diffuse goiter, and warm, moist skin."),
    ("ultrapassou o intervalo de referência.", "ultrapassou o intervalo de referência [@lin2006]."),
)


def photographs(folder: Path, code: str, browser: str) -> dict[str, Image.Image]:
    """Return pictures of the preview in one language: the article and a phone, the translations and a phone."""
    shutil.copytree(ROOT / "cases" / CASE, folder / code / "cases" / CASE)
    file = folder / code / "cases" / CASE / "case.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in EDITS:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    words = [sys.executable, "-c", "from casebook.cli import main; main()", "--ui-lang", code, "preview", CASE]
    with subprocess.Popen(words, cwd=folder / code, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            address = re.search(r"http://\S+/", server.stdout.readline())
            assert address
            return _taken(folder / code, f"{address[0]}{CASE}/", browser)
        finally:
            server.terminate()


def _taken(folder: Path, address: str, browser: str) -> dict[str, Image.Image]:
    shots = {
        "article": {"width": 1280, "scheme": "light", "view": "article", "click": ".faults .error .to"},
        "article-phone": {"width": 390, "scheme": "dark", "view": "panel"},
        "pairs": {"width": 1280, "scheme": "light", "view": "pairs"},
        "pairs-phone": {"width": 390, "scheme": "dark", "view": "pairs"},
    }
    asked = {
        "playwright": str(PLAYWRIGHT),
        "chromium": browser,
        "flags": FLAGS,
        "address": address,
        "shots": [{"file": str(folder / f"{name}.png"), "height": HEIGHT, **shot} for name, shot in shots.items()],
    }
    node = shutil.which("node") or shutil.which("nodejs") or "node"
    subprocess.run([node, Path(__file__).with_name("preview.mjs"), json.dumps(asked)], check=True)
    return {name: Image.open(folder / f"{name}.png").convert("RGB") for name in shots}
