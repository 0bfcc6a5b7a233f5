"""Who may ask the server: pages of its own, by its own address. Everybody else is refused.

A page of another site that a browser shows can lead a name of its own to 127.0.0.1 (DNS rebinding), or send requests
there; both tell on themselves by Host, Origin or Sec-Fetch-Site.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from secrets import token_urlsafe

ADDRESS = "127.0.0.1"
_SHELL = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# An article has its styles and images in itself and no script; only the preview's own page may frame it.
_ARTICLE = (
    "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
_FOR_ALL = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
SHELL: Mapping[str, str] = {**_FOR_ALL, "Content-Security-Policy": _SHELL}
ARTICLE: Mapping[str, str] = {**_FOR_ALL, "Content-Security-Policy": _ARTICLE}
TOKEN = "X-Casebook-Token"


class Guard:
    """The guard of one server; `token` is known only to pages that this server gave out."""

    def __init__(self, port: int) -> None:
        self.token = token_urlsafe(24)
        self._hosts = {f"{name}:{port}" for name in (ADDRESS, "localhost")}

    def lets_in(self, headers: Mapping[str, str]) -> bool:
        """Say whether a request may be answered."""
        host, origin = headers.get("Host", ""), headers.get("Origin")
        is_ours = origin is None or origin == f"http://{host}"
        return host in self._hosts and is_ours and headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")

    def lets_write(self, headers: Mapping[str, str]) -> bool:
        """Say whether a request may change a file: it has an origin, ours, and the token."""
        return "Origin" in headers and hmac.compare_digest(headers.get(TOKEN, "").encode(), self.token.encode())
