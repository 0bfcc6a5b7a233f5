"""The server: what each address answers, from what the desks hold. No address leads to a file of the disk."""

from __future__ import annotations

import json
import re
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from secrets import token_urlsafe
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from casebook.build import Order
from casebook.errors import N_, CasebookError
from casebook.preview.desk import Desk, Shown
from casebook.preview.guard import ADDRESS, ARTICLE, SHELL, Guard
from casebook.preview.news import Stopped
from casebook.preview.press import Press
from casebook.preview.views import HTML, STATIC, Speech, Views
from casebook.project import Project

_JSON = "application/json"
_REFUSED = N_("This request does not come from a page of this preview.")
_NOT_HERE = N_("There is nothing at this address.")
_STALE = N_("These words have been changed meanwhile; read them again.")
_ALIVE = 15.0  # seconds between two signs of life
_LONGEST_BODY = 4096
_IDLE = 120.0  # seconds that a case which nobody looks at is still followed
_STATIC = "static"


class Server(ThreadingHTTPServer):
    """The preview of the cases of a project, at 127.0.0.1 and nowhere else."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # there it would let two servers share one port

    def __init__(self, project: Project, order: Order, speech: Speech, port: int = 0, slug: str = "") -> None:
        """Listen at `port`, any free one where it is 0; with `slug`, the way in leads to that case. Raises OSError."""
        super().__init__((ADDRESS, port), _Handler)
        self.project, self.order, self.slug = project, order, slug
        self.guard = Guard(self.server_port)
        self.views = Views(project, speech)
        self.press = Press(project)
        self.name = token_urlsafe(6)  # a browser that finds another server asks for its pages anew
        self.words = speech.language.words
        self._numbers = count(1)
        self._desks: dict[str, Desk] = {}
        self._lock = Lock()

    @property
    def address(self) -> str:
        return f"http://{ADDRESS}:{self.server_port}/"

    def desk(self, slug: str) -> Desk | None:
        """Return the desk of a case; None where there is no such case, and was none since the server began."""
        with self._lock:
            for name, desk in list(self._desks.items()):
                if name != slug and not desk.listeners and monotonic() - desk.left > _IDLE:
                    self._desks.pop(name).close()
            if slug not in self._desks and slug in self.project.slugs():
                self._desks[slug] = Desk(self.project, slug, self.order, self.press.renew, self._numbers)
            return self._desks.get(slug)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep the details of a fault of ours; say nothing of a browser that went away."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            self.views.failed(Stopped(bug=traceback.format_exc()))

    def stop(self) -> None:
        """End what was begun."""
        self.press.close()
        with self._lock:
            for desk in self._desks.values():
                desk.close()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "casebook", ""
    timeout = 60

    def do_GET(self) -> None:
        """Answer what a browser asks."""
        self._word_faults(self._get)

    def do_POST(self) -> None:
        """Record that somebody compared two texts: the only thing that can be written from here."""
        self._word_faults(self._post)

    def _word_faults(self, answer: Callable[[], None]) -> None:
        """Answer; a fault in this is an answer too, as long as none has begun."""
        self._is_begun = False
        try:
            answer()
        except (ConnectionError, TimeoutError):
            raise
        except Exception as error:
            stopped = Stopped(error) if isinstance(error, CasebookError) else Stopped(bug=traceback.format_exc())
            self.close_connection = True
            page, kind = self.server.views.failed(stopped)
            if not self._is_begun:
                self._send(page, HTTPStatus.INTERNAL_SERVER_ERROR, kind)

    def _get(self) -> None:
        if not self.server.guard.lets_in(self.headers):  # type: ignore[arg-type]  # a Message has get()
            return self._say(_REFUSED, HTTPStatus.FORBIDDEN)
        path = self._asked()
        if path is None:
            return self._say(_NOT_HERE, HTTPStatus.NOT_FOUND)
        first, *rest = path.strip("/").split("/")
        if not first:
            return self._go(self.server.slug) if self.server.slug else self._send(self.server.views.index())
        if first == _STATIC:
            return self._static("/".join(rest))
        desk = self.server.desk(first)
        if desk is None:
            return self._say(_NOT_HERE, HTTPStatus.NOT_FOUND)
        match rest:
            case []:
                if not path.endswith("/"):
                    return self._go(first)
                self._send(self.server.views.page(first, self.server.guard.token))
                desk.again()
                self.server.press.prepare(first, self.server.order)
            case ["article", code] if code in desk.shown.pages:
                self._send(desk.shown.pages[code][1].html, headers=ARTICLE)
            case ["panel"]:
                self._send(self.server.views.panel(first, desk.shown))
            case ["pairs"]:
                self._send(self.server.views.pairs(first, desk.shown))
            case ["places"]:
                self._places(desk.shown)
            case ["events"]:
                self._events(desk)
            case ["pdf", code]:
                self._pdf(first, code)
            case _:
                self._say(_NOT_HERE, HTTPStatus.NOT_FOUND)

    def _post(self) -> None:
        guard, headers = self.server.guard, self.headers
        length = headers.get("Content-Length", "")
        body = self.rfile.read(int(length)) if re.fullmatch(r"\d{1,4}", length) else b""
        if not (guard.lets_in(headers) and guard.lets_write(headers)) or not 0 < len(body) <= _LONGEST_BODY:  # type: ignore[arg-type]
            self.close_connection = True
            return self._say(_REFUSED, HTTPStatus.FORBIDDEN)
        slug, *rest = (self._asked() or "").strip("/").split("/")
        desk = self.server.desk(slug) if rest == ["reviewed"] else None
        if desk is None:
            return self._say(_NOT_HERE, HTTPStatus.NOT_FOUND)
        recorded = desk.record(body.decode("utf-8", "replace"))
        if recorded.stopped:
            return self._fail(recorded.stopped)
        if not recorded.is_done:
            return self._say(_STALE, HTTPStatus.CONFLICT)
        return self._send("", HTTPStatus.OK)

    def _asked(self) -> str | None:
        """Return the path that was asked for; None where the address is none."""
        with suppress(ValueError):
            return unquote(urlsplit(self.path).path)
        return None

    def _static(self, name: str) -> None:
        file = self.server.views.file(name)
        if file is None:
            return self._say(_NOT_HERE, HTTPStatus.NOT_FOUND)
        self._send(file.read_bytes(), kind=f"{STATIC[name]}; charset=utf-8")

    def _places(self, shown: Shown) -> None:
        """Send where everything that the articles say stands."""
        places = shown.good.places if shown.good else {}
        told = {key: [self.server.views.where(place), place.file, place.line] for key, place in places.items()}
        self._send(json.dumps(told, ensure_ascii=False), kind=_JSON)

    def _pdf(self, slug: str, code: str) -> None:
        data = self.server.press.pdf(slug, code, self.server.order)
        if data is None:
            return self._say(_NOT_HERE, HTTPStatus.NOT_FOUND)
        if isinstance(data, Stopped):
            return self._fail(data)
        name = {"Content-Disposition": f"inline; filename*=UTF-8''{quote(f'{slug}.{code}.pdf')}"}
        self._send(data, kind="application/pdf", headers={**SHELL, **name})

    def _events(self, desk: Desk) -> None:
        """Send what can be asked for now, and again whenever it changes, for as long as the browser listens."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self._heads("text/event-stream", SHELL)
        version = -1
        with suppress(OSError), desk.listened():
            while shown := desk.wait(version, _ALIVE):
                told = ": here\n\n" if shown.version == version else f"data: {json.dumps(self._said(shown))}\n\n"
                version = shown.version
                self.wfile.write(told.encode())

    def _said(self, shown: Shown) -> dict[str, object]:
        """Return what can be asked for, in the order of the case's languages."""
        order = shown.good.languages if shown.good else ()
        called = self.server.views.called
        pages = {code: shown.pages[code][0] for code in (*order, *shown.pages) if code in shown.pages}
        return {
            "server": self.server.name,
            "state": shown.state,
            "version": shown.version,
            "told": shown.told,
            "pages": {code: {"made": made, "name": called(code)} for code, made in pages.items()},
        }

    def _go(self, slug: str) -> None:
        self._send("", HTTPStatus.FOUND, headers={**SHELL, "Location": f"/{quote(slug)}/"})

    def _fail(self, stopped: Stopped) -> None:
        """Word what stands against something that was asked for."""
        page, kind = self.server.views.failed(stopped)
        self._send(page, HTTPStatus.CONFLICT, kind)

    def _say(self, words: str, status: HTTPStatus) -> None:
        self._send(self.server.views.message(self.server.words(words)), status)

    def _send(
        self,
        data: str | bytes,
        status: HTTPStatus = HTTPStatus.OK,
        kind: str = HTML,
        headers: Mapping[str, str] = SHELL,
    ) -> None:
        body = data.encode() if isinstance(data, str) else data
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self._heads(kind, headers)
        self.wfile.write(body)

    def _heads(self, kind: str, headers: Mapping[str, str]) -> None:
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self._is_begun = True
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what matters is in the browser."""
