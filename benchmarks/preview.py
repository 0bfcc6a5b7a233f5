"""Time from a save to what a browser shows of it, and to a PDF from the warm process; `make bench` prints it.

Milliseconds, the median of `ROUNDS` saves of each shipped case; each puts other words into another paragraph of the
first full text. “Article” is the time from the moment the file is in its place until the HTML has been asked for and
received over HTTP; “browser” until its words are painted in the frame of a real one (by Playwright, where `make judges`
installed it and Chromium is there); “all” until every full text, the findings and counts are there. “First” is the time
of the first PDF, asked for as the page opens, while the process still makes ready; “PDF” that of one which is asked for
when all of a save has been told; “saved” from a save to a PDF that is asked for at once. What has a target is followed
by its ratio to it. A withdrawn case has no text: a comment is saved, and a browser has nothing to show of it.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path

from casebook.build import Order
from casebook.cli.preview import speech
from casebook.preview.server import Server
from casebook.project import Project

ROOT = Path(__file__).resolve().parents[1]
ROUNDS, PDFS = 9, 5
HTML_TARGET, PDF_TARGET = 150.0, 1000.0
PAUSE, SETTLED = 0.5, 2.0  # seconds between two saves, and without news after which a browser has been told all


def fetched(port: int, path: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path)
    data = connection.getresponse().read()
    connection.close()
    return data


def told(port: int, slug: str) -> Iterator[dict[str, object]]:
    """Yield what the server tells of a case."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", f"/{slug}/events")
    for line in connection.getresponse():
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


class Edits:
    """Saves of one case: each puts a sentence of its own behind another line of the article in one language."""

    def __init__(self, project: Project, port: int, slug: str, code: str) -> None:
        places = json.loads(fetched(port, f"/{slug}/places"))
        keyed = [(json.loads(key), place) for key, place in places.items() if key.startswith("[")]
        ours = (place for (path, said, _), place in keyed if (path[0], said) == ("sections", code))
        places_of = {(project.root / file, line) for _, file, line in ours}
        comment = (project.cases / slug / "case.yaml", 1)
        self._texts = {file: file.read_text(encoding="utf-8") for file, _ in (*places_of, comment)}
        lines = sorted(at for at in places_of if self._texts[at[0]].split("\n")[at[1] - 1].endswith("."))
        self.is_visible = bool(lines)
        self._lines = lines or [comment]
        self._number = 0

    def next(self) -> tuple[Path, Path, str]:
        """Return a file, what is to be put in its place, and the word that is new in it."""
        file, at = self._lines[(len(self._lines) // 2 + self._number) % len(self._lines)]
        word = "Added" + "".join("abcdefghij"[int(digit)] for digit in str(self._number))
        lines = self._texts[file].split("\n")
        lines[at - 1] += f" {word} were words upon words."
        self._texts[file] = "\n".join(lines)
        part = file.with_name(f"{file.name}.{self._number}.part")
        part.write_text(self._texts[file], encoding="utf-8")
        self._number += 1
        return file, part, word


def of_saves(port: int, slug: str, edits: Edits) -> tuple[float, float]:
    """Return how long a save takes to be an article, and to be all of it."""
    news = told(port, slug)
    now = next(one for one in news if one["state"] == "good")
    articles, wholes = [], []
    for _ in range(ROUNDS):
        time.sleep(PAUSE)
        file, part, word = edits.next()
        before, start = now, time.perf_counter()
        os.replace(part, file)
        first, *_ = before["pages"]
        now = next(one for one in news if one["pages"][first]["made"] > before["pages"][first]["made"])
        article = fetched(port, f"/{slug}/article/{first}")
        articles.append((time.perf_counter() - start) * 1000)
        assert word.encode() in article or not edits.is_visible
        now = next(one for one in chain([now], news) if one["told"] > before["told"])
        fetched(port, f"/{slug}/panel")
        wholes.append((time.perf_counter() - start) * 1000)
    return statistics.median(articles), statistics.median(wholes)


def browsers() -> dict[str, str] | None:
    """Return what drives a browser, and the browser; None where one of them is absent."""
    node = shutil.which("node") or shutil.which("nodejs")
    found = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    chromium, playwright = next(found, None), ROOT / ".judges" / "node_modules" / "playwright-core" / "index.js"
    if not (node and chromium and playwright.is_file()):
        return None
    return {"node": node, "chromium": chromium, "playwright": str(playwright)}


def of_browser(port: int, slug: str, code: str, edits: Edits) -> float | None:
    """Return how long a save takes to be painted by a browser; None where none is here, or there is nothing to see."""
    by = browsers()
    if not (by and edits.is_visible):
        return None
    saves = [dict(zip(("file", "part", "words"), map(str, edits.next()), strict=True)) for _ in range(ROUNDS)]
    asked = {**by, "address": f"http://127.0.0.1:{port}/{slug}/", "code": code, "pause": SETTLED * 1000, "saves": saves}
    command = [by["node"], ROOT / "benchmarks" / "preview.mjs", json.dumps(asked)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=300)
    return float(statistics.median(json.loads(done.stdout)))


def of_pdfs(port: int, slug: str, code: str, edits: Edits) -> tuple[float, float, float]:
    """Return how long a PDF takes: the first, one asked for when a save has been told, and one from its save on."""
    pdf = partial(fetched, port, f"/{slug}/pdf/{code}")
    fetched(port, f"/{slug}/")
    first = timed(pdf)
    news = told(port, slug)
    before = next(one for one in news if one["state"] == "good")
    asked, saved = [], []
    for number in range(2 * PDFS):
        time.sleep(PAUSE)
        file, part, _ = edits.next()
        start = time.perf_counter()
        os.replace(part, file)
        if number % 2:
            pdf()
            saved.append((time.perf_counter() - start) * 1000)
        before = next(one for one in news if one["told"] > before["told"])
        if not number % 2:
            asked.append(timed(pdf))
    return first, statistics.median(asked), statistics.median(saved)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def beside(taken: float | None, target: float) -> str:
    """Return a time and its ratio to the target."""
    return f"{'–':>8}      " if taken is None else f"{taken:8.0f} {taken / target:4.2f}×"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "cases", Path(folder) / "cases")
        project = Project(Path(folder), Path(folder) / "build")
        server = Server(project, Order(()), speech())
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_port
        targets = f"targets {HTML_TARGET:.0f} (article, browser) and {PDF_TARGET:.0f} ms (PDF, saved)"
        load = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
        print(f"preview, {ROUNDS} saves, Python {sys.version.split()[0]}; {targets}; {load}")
        if browsers() is None:
            print("no browser was asked: Node.js, Playwright (make judges) or Chromium is not there")
        heads = ("article", "browser", "all", "first", "PDF", "saved")
        widths = (8, 14, 14, 9, 9, 14)
        print(f"{'':30}" + " ".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True)))
        for slug in project.slugs():
            news = told(port, slug)
            code = next(iter(next(one for one in news if one["state"] == "good")["pages"]))
            edits = Edits(project, port, slug, code)
            article, whole = of_saves(port, slug, edits)
            seen = of_browser(port, slug, code, edits)
            first, pdf, saved = of_pdfs(port, slug, code, edits)
            html = f"{beside(article, HTML_TARGET)} {beside(seen, HTML_TARGET)} {whole:8.0f}"
            print(f"{slug:30}{html} {first:8.0f}  {beside(pdf, PDF_TARGET)} {beside(saved, PDF_TARGET)}", flush=True)
        server.shutdown()
        server.stop()


if __name__ == "__main__":
    main()
