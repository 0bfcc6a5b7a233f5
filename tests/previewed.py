"""A preview that runs, and a browser of few words that asks it and listens to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from threading import Thread
from time import monotonic
from typing import Any, NamedTuple

from casebook.build import Order
from casebook.cli.preview import speech
from casebook.preview.server import Server
from casebook.project import Project

LONGEST = 30.0  # seconds: a busy machine is no fault
CASE = """\
casebook: 1
languages: [en, pt]
status: draft
decimal: "."
title:
  en: A title in English
  pt: Um título em português
references: references.bib
sections:
  case:
    en: |
      The first paragraph [@one].

      The second paragraph.
    pt: |
      O primeiro parágrafo [@one].

      O segundo parágrafo.
"""
AUTHORS = """\
authors:
  - name: {given: Ana, family: Silva}
    affiliations: [south]
  - name: {given: Rui, family: Costa}
    affiliations: [north]
affiliations:
  north: {institution: Hospital do Norte}
  south: {institution: Hospital do Sul}
"""
REFERENCES = """\
@article{one, author = {Silva, Ana}, title = {An old title}, journal = {Rev Bras}, year = {2020}}
"""
News = Mapping[str, Any]


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    text: str
    data: bytes


class Asker:
    """What asks one preview as its own pages do."""

    def __init__(self, server: Server) -> None:
        self.server, self.host = server, f"127.0.0.1:{server.server_port}"

    def ask(self, path: str, body: str | None = None, **headers: str) -> Answer:
        """Return the answer; `headers` go before those that a page would send."""
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=LONGEST)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest("POST" if body is not None else "GET", path, skip_host=True)
        for name, value in {"Host": self.host, "Content-Length": str(len(body or "")), **named}.items():
            connection.putheader(name, value)
        connection.endheaders((body or "").encode())
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return Answer(answer.status, dict(answer.getheaders()), data.decode("utf-8", "replace"), data)

    def post(self, key: str, slug: str = "demo") -> Answer:
        """Return what the server answers to a click on “They say the same”."""
        headers = {"Origin": f"http://{self.host}", "X-Casebook-Token": self.server.guard.token}
        return self.ask(f"/{slug}/reviewed", key, **headers)

    def mark(self, key: str, slug: str = "demo") -> int:
        return self.post(key, slug).status

    @contextmanager
    def listening(self, slug: str = "demo") -> Iterator[Listener]:
        """Listen to what is told of a case, as an EventSource does."""
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=LONGEST)
        connection.request("GET", f"/{slug}/events")
        answer = connection.getresponse()
        try:
            yield Listener(answer)
        finally:
            answer.close()
            connection.close()

    def until(self, path: str, words: str, slug: str = "demo") -> str:
        """Return what `path` of a case says once it says these words."""
        with self.listening(slug) as listener:
            listener.until(lambda _: words in self.ask(f"/{slug}/{path}").text)
        return self.ask(f"/{slug}/{path}").text


class Listener:
    def __init__(self, answer: HTTPResponse) -> None:
        self.answer = answer

    def until(self, is_so: Callable[[News], bool]) -> News:
        """Return the first news that is so."""
        end = monotonic() + LONGEST
        for line in self.answer:
            assert monotonic() < end, "it was never told"
            if line.startswith(b"data: ") and is_so(news := json.loads(line.removeprefix(b"data: "))):
                return news
        raise AssertionError("the server stopped telling")


def write_case(project: Project, slug: str = "demo", text: str = CASE) -> None:
    folder = project.cases / slug
    folder.mkdir(exist_ok=True)
    (folder / "references.bib").write_text(REFERENCES, encoding="utf-8")
    (folder / "case.yaml").write_text(text, encoding="utf-8")


@contextmanager
def previewing(project: Project, slug: str = "") -> Iterator[Asker]:
    """Serve the cases of a project for as long as this lasts."""
    server = Server(project, Order(()), speech(), slug=slug)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield Asker(server)
    finally:
        server.shutdown()
        thread.join()
        server.stop()
