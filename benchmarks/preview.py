"""Time from a save to what the browser can show of it, and of a PDF from the warm process; `make bench` prints it.

Milliseconds, the median of `ROUNDS` saves of each shipped case. “Article” is the time until the HTML of the first full
text has been asked for and received over HTTP after the save; “all” is that of every full text, findings and counts.
What the browser itself needs to change its page (some 20 ms) comes on top. “PDF” is the time from asking for the PDF
of the first full text until it is received, each time after a paragraph of it was changed and saved; “first” is that of
the first PDF, asked for as the page opens, while the process still makes ready. A target that is missed is marked.
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


def of_pdfs(project: Project, port: int, slug: str, code: str) -> tuple[float, float]:
    """Return how long the first PDF takes after the page was opened, and one after a paragraph was changed."""
    fetched(port, f"/{slug}/")
    first, *others = (timed(partial(fetched, port, f"/{slug}/pdf/{code}")) for _ in changes(project, port, slug, code))
    return first, statistics.median(others)


def changes(project: Project, port: int, slug: str, code: str) -> Iterator[None]:
    """Change another paragraph each time, and wait until all of it was told: one in the middle of the text grows."""
    places = json.loads(fetched(port, f"/{slug}/places"))
    keyed = [(json.loads(key), place) for key, place in places.items() if key.startswith("[")]
    ours = (place for (path, said, _), place in keyed if (path[0], said) == ("sections", code))
    lines = sorted({(file, line) for _, file, line in ours})
    lines = lines or [(f"{project.cases.name}/{slug}/case.yaml", 1)]  # a withdrawn case has no text; this is a comment
    news = told(port, slug)
    before = next(one for one in news if one["state"] == "good")
    for number in range(PDFS + 1):
        file, line = lines[(len(lines) // 2 + number) % len(lines)]
        text = (project.root / file).read_text(encoding="utf-8").split("\n")
        text[line - 1] += " Word upon word was added here."
        (project.root / file).write_text("\n".join(text), encoding="utf-8")
        before = next(one for one in news if one["told"] > before["told"])
        yield


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


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
        print(f"{'':34} {'article':>8}  {'all':>8}  {'first':>8}  {'PDF':>8}")
        for slug in project.slugs():
            article, whole = of_saves(server.server_port, slug, project.cases / slug / "case.yaml")
            code = next(iter(next(told(server.server_port, slug))["pages"]))
            first, pdf = of_pdfs(project, server.server_port, slug, code)
            told_pdf = f"{first:8.0f}  {marked(pdf, PDF_TARGET)}"
            print(f"{slug:34} {marked(article, HTML_TARGET)} {whole:8.0f}  {told_pdf}", flush=True)
        server.shutdown()
        server.stop()


if __name__ == "__main__":
    main()
