"""Keeps strangers out of a server that listens on this machine.

A web page on the internet can make the reader's browser call 127.0.0.1: with a form (a cross-site
request) or under a name of its own that resolves here (DNS rebinding). The first betrays itself by
its Origin, the second by its Host.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

NAMES = ("127.0.0.1", "localhost")
JSON = "application/json"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
        " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def is_ours(request: web.Request, port: int) -> bool:
    """Say whether a request was made for this server, by nobody else's page."""
    hosts = {f"{name}:{port}" for name in NAMES}
    if request.headers.get("Host", "").lower() not in hosts:
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin.lower() in {f"http://{host}" for host in hosts}


class Guard:
    """A middleware that lets only our own requests through."""

    def __init__(self, port: Callable[[], int]) -> None:
        self._port = port

    @web.middleware
    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not is_ours(request, self._port()):
            return web.json_response(
                {"error": "this server answers its own page only"}, status=403
            )
        to_bot = request.path.startswith(("/bot", "/file/"))
        if request.method == "POST" and not to_bot and request.content_type != JSON:
            return web.json_response({"error": f"send {JSON}"}, status=415)
        return await handler(request)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers on every answer (a signal of aiohttp)."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
