"""Decides who may speak with the server, before anything is done for a request.

A page of another site that is open in the same browser can send requests to this machine too. It
knows no secret, cannot choose the ``Origin`` that its browser sends (RFC 6454), and a name that
it lets point here (DNS rebinding) is not among the hosts that are known.
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""The names by which this machine calls itself."""
SOCKET = "/ws"
"""How the path ends at which a window is connected."""
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What browsers are told with every answer: to show it to no other site, and keep no copy."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Knows the secret, and under which addresses the server is asked."""

    token: str
    """The secret, which is the first part of every path."""
    origins: frozenset[str]
    """The addresses up to the path: ``http://127.0.0.1:8000``."""

    def lets_in(self, path: str, host: str, origin: str | None, *, socket: bool) -> bool:
        """Return whether a request is answered.

        ``host`` and ``origin`` are these fields of its head; a browser that opens a ``socket``
        always sends its origin.
        """
        given = path.lstrip("/").partition("/")[0]
        return (
            hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode())
            and host.lower() in {urlsplit(one).netloc for one in self.origins}
            and (origin in self.origins or (origin is None and not socket))
        )

    def middleware(self) -> Middleware:
        """Return what refuses all other requests, and adds ``HEADERS`` to every answer."""

        @web.middleware
        async def refuse(
            request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
        ) -> web.StreamResponse:
            socket = request.path.endswith(SOCKET)
            origin = request.headers.get("Origin")
            if not self.lets_in(request.path, request.host, origin, socket=socket):
                return web.Response(status=403, text="No.\n", headers=HEADERS)
            response = await handler(request)
            if not response.prepared:
                response.headers.update(HEADERS)
            return response

        return refuse


def origins_of(host: str, port: int, public_url: str) -> frozenset[str]:
    """Return under which addresses a server is asked that listens there."""
    names = LOOPBACK if host in LOOPBACK else LOOPBACK | {host}
    bracketed = [f"[{name}]" if ":" in name else name for name in names]
    own = {f"http://{name}:{port}" for name in bracketed}
    if port == 80:  # which browsers leave out
        own |= {f"http://{name}" for name in bracketed}
    parts = urlsplit(public_url)
    return frozenset(own | ({f"{parts.scheme}://{parts.netloc.lower()}"} if public_url else set()))
