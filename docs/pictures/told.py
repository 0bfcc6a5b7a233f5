"""What casebook would have told the authors of the report that it is modelled on, as a page to be photographed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SLIPS = ROOT / "tests" / "slips"
WIDTH, AROUND = 1120, 46  # px; characters shown on each side of the words
# Of the many that are told, one of each sort, in the order of the file
SHOWN = (
    "clinical.iscn-separator", "clinical.age-adjective", "privacy.hospital", "language.foreign-form",
    "clinical.unit-style", "clinical.range-without-unit", "clinical.iscn-karyotype", "clinical.gene",
    "clinical.flat-superscript", "clinical.dose-units", "clinical.marker", "clinical.lost-exponent",
    "clinical.no-such-band", "clinical.glued-citation", "clinical.search-mixed",
)  # fmt: skip
STYLE = """
body { margin: 0; padding: 22px 28px; background: #ffffff; color: #1b2326; font: 15px/1.45 "Source Sans 3", sans-serif }
div { padding: 9px 0; border-bottom: 1px solid #dbe5e7 } div:last-child { border: 0 }
pre { margin: 0 0 2px; font: 14px/1.4 "DejaVu Sans Mono", monospace; color: #566469; white-space: pre-wrap }
mark { background: #fbe3d6; color: #8a1f11; border-bottom: 2px solid #8a1f11 }
b { color: #0b5563 } small { color: #566469 }
@font-face { font-family: "Source Sans 3"; src: url("SourceSans3-Regular.ttf") }
@font-face { font-family: "Source Sans 3"; font-weight: 700; src: url("SourceSans3-Semibold.ttf") }
"""


def write_told(folder: Path, code: str) -> Path:
    """Write what is told of the slips, in one language, as a page in `folder`; return its file."""
    shutil.copytree(SLIPS, folder / "cases" / "slips", dirs_exist_ok=True)
    command = "from casebook.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", command, "check", "slips", "--format", "json"],
        cwd=folder, env={**os.environ, "CASEBOOK_LANG": code, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    lines = (SLIPS / "case.yaml").read_text(encoding="utf-8").split("\n")
    first: dict[str, dict[str, str | int]] = {}
    for finding in json.loads(done.stdout):
        if finding["code"] in SHOWN:
            first.setdefault(finding["code"], finding)
    rows = "".join(_row(finding, lines) for finding in sorted(first.values(), key=lambda f: (f["line"], f["column"])))
    for weight in ("Regular", "Semibold"):
        shutil.copy(ROOT / "templates" / "fonts" / f"SourceSans3-{weight}.ttf", folder)
    page = folder / f"told.{code}.html"
    page.write_text(f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{rows}', encoding="utf-8")
    return page


def _row(finding: dict[str, str | int], lines: list[str]) -> str:
    """Return one finding: the words of the source with the fault marked, what is wrong, and the code."""
    line, start = lines[int(finding["line"]) - 1], int(finding["column"]) - 1
    end = start + int(finding["width"])
    before, typed, behind = line[:start].lstrip(), line[start:end], line[end:]
    before = f"…{before[-AROUND:]}" if len(before) > AROUND else before
    behind = f"{behind[:AROUND]}…" if len(behind) > AROUND else behind
    return (
        f"<div><pre>{escape(before)}<mark>{escape(typed)}</mark>{escape(behind)}</pre>"
        f"<b>{escape(str(finding['message']))}</b> <small>{finding['code']}</small></div>"
    )
