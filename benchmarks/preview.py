"""Time from a save to what the browser can show of it, and of a PDF from the warm process; `make bench` prints it.

Milliseconds, the median of `ROUNDS` saves of each shipped case. “Article” is the time until the HTML of the first full
text has been asked for and received over HTTP after the save; “all” is that of every full text, findings and counts.
What the browser itself needs to change its page (some 20 ms) comes on top. A target that is missed is marked.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path

from casebook.build import Order
from casebook.cli.preview import speech
from casebook.preview.server import Server
from casebook.project import Project

ROOT = Path(__file__).resolve().parents[1]
ROUNDS, PDFS = 9, 3
HTML_TARGET, PDF_TARGET = 150.0, 1000.0
PAUSE = 0.5  # seconds between two saves


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


def of_saves(port: int, slug: str, file: Path) -> tuple[float, float]:
    """Return how long a save takes to be an article, and to be all of it."""
    news = told(port, slug)
    now = next(one for one in news if one["state"] == "good")
    articles, wholes = [], []
    for number in range(ROUNDS):
        time.sleep(PAUSE)
        text = file.read_text(encoding="utf-8") + f"# {number}\n"
        before, start = now, time.perf_counter()
        file.write_text(text, encoding="utf-8")
        first, *_ = before["pages"]
        now = next(one for one in news if one["pages"][first]["made"] > before["pages"][first]["made"])
        fetched(port, f"/{slug}/article/{first}")
        articles.append((time.perf_counter() - start) * 1000)
        now = next(one for one in chain([now], news) if one["told"] > before["told"])
        fetched(port, f"/{slug}/panel")
        wholes.append((time.perf_counter() - start) * 1000)
    return statistics.median(articles), statistics.median(wholes)


def of_pdf(port: int, slug: str, code: str) -> float:
    """Return how long a PDF takes from a process that has made one before."""
    return statistics.median(list(timed(lambda: fetched(port, f"/{slug}/pdf/{code}")))[1:])


def timed(work: Callable[[], object]) -> Iterator[float]:
    for _ in range(PDFS + 1):
        start = time.perf_counter()
        work()
        yield (time.perf_counter() - start) * 1000


def marked(taken: float, target: float) -> str:
    return f"{taken:8.0f}{'!' if taken > target else ' '}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "cases", Path(folder) / "cases")
        project = Project(Path(folder), Path(folder) / "build")
        server = Server(project, Order(()), speech())
        threading.Thread(target=server.serve_forever, daemon=True).start()
        targets = f"! = over {HTML_TARGET:.0f} or {PDF_TARGET:.0f} ms"
        print(f"preview, {ROUNDS} saves, Python {sys.version.split()[0]}; {targets}")
        print(f"{'':34} {'article':>8}  {'all':>8}  {'PDF':>8}")
        for slug in project.slugs():
            article, whole = of_saves(server.server_port, slug, project.cases / slug / "case.yaml")
            code = next(iter(next(told(server.server_port, slug))["pages"]))
            pdf = of_pdf(server.server_port, slug, code)
            print(f"{slug:34} {marked(article, HTML_TARGET)} {whole:8.0f}  {marked(pdf, PDF_TARGET)}", flush=True)
        server.shutdown()
        server.stop()


if __name__ == "__main__":
    main()
