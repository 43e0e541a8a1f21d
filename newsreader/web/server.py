"""Serves the app: a page with a terminal, and an app of its own for each that is connected."""

import os
import shlex
import socket
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from html import escape
from urllib.parse import urlsplit

from aiohttp import WSCloseCode, web
from textual_serve.app_service import AppService
from textual_serve.server import Server

from newsreader.web.guard import SOCKET, Guard, origins_of

MOST = 8
"""So many apps run at once; whoever comes then waits until one is left."""
_ENDING = 3.0
"""Seconds that the apps have to end in order before the server is gone."""
_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>newsreader</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="static/css/xterm.css">
<style>
@font-face {{ font-family: Roboto Mono; font-weight: 100 700; src: url(static/fonts/{upright}) }}
@font-face {{ font-family: Roboto Mono; font-style: italic; src: url(static/fonts/{italic}) }}
html, body {{ margin: 0; height: 100%; background: #111; color: #ddd; font-family: monospace }}
#terminal {{ height: 100vh; opacity: 0 }}
body.-first-byte #terminal {{ opacity: 1 }}
#ended {{ display: none; position: fixed; inset: 0; z-index: 1; margin: 0; padding: 2em }}
#ended {{ background: #111 }}
body.-closed #ended {{ display: block }}
a {{ color: inherit }}
</style>
<script src="static/js/textual.js"></script>
<script src="keys.js"></script>
</head>
<body>
<p id="ended">newsreader has ended. <a href="">Open it again</a></p>
<div id="start"></div>
<div id="terminal" class="textual-terminal" data-session-websocket-url="{socket}"
 data-font-size="{size}"></div>
</body>
</html>
"""
"""The page; the script of textual-serve looks for ``start`` and ``textual-terminal``."""
_KEYS = """\
function listen() {
  if (document.body.classList.contains("-loaded"))
    document.querySelector(".xterm-helper-textarea")?.focus();
}
window.addEventListener("DOMContentLoaded", () =>
  new MutationObserver(listen).observe(document.body, { attributeFilter: ["class"] }));
window.addEventListener("focus", listen);
"""
"""Gives the keys to the terminal, without a click into it, once it is connected."""
_FONTS = ("RobotoMono-VariableFont_wght.ttf", "RobotoMono-Italic-VariableFont_wght.ttf")
_CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_SIZE, _SIZES = 16, range(6, 49)
"""How large letters are and may be, in pixels."""


class AppServer(Server):
    """Shows what ``command`` runs, an app of Textual, to whom its guard lets in."""

    def __init__(self, command: Sequence[str], token: str, host: str, port: int) -> None:
        """``port`` 0 is any that is free."""
        line = subprocess.list2cmdline(command) if os.name == "nt" else shlex.join(command)
        super().__init__(line, host=host, port=port, title="newsreader")
        self._token = token
        self._open: set[web.WebSocketResponse] = set()

    @asynccontextmanager
    async def listening(self, public_url: str = "") -> AsyncIterator[str]:
        """Listen as long as a block runs; yield the address of the page.

        ``public_url`` is how browsers reach it where that is by way of another server. Raises
        OSError where it cannot listen.
        """
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        listener = socket.create_server((self.host, self.port), family=family)
        port = listener.getsockname()[1]
        host = f"[{self.host}]" if ":" in self.host else self.host
        self.public_url = public_url.rstrip("/") or f"http://{host}:{port}"
        guard = Guard(self._token, origins_of(self.host, port, public_url))
        app = web.Application(middlewares=[guard.middleware()])
        root = f"/{self._token}"
        app.add_routes(
            [
                web.get(f"{root}/", self.show_page),
                web.get(f"{root}/keys.js", self.show_keys),
                web.get(f"{root}{SOCKET}", self.handle_websocket),
                web.static(f"{root}/static", self.statics_path),
            ]
        )
        app.on_shutdown.append(self.on_shutdown)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=_ENDING)
        await runner.setup()
        try:
            await web.SockSite(runner, listener).start()
            yield f"{self.public_url}{root}/"
        finally:
            await runner.cleanup()

    async def show_page(self, request: web.Request) -> web.Response:
        """Answer with the page, whose letters are as large as ``?fontsize=`` says."""
        asked = request.query.get("fontsize", "")
        size = int(asked) if asked.isdecimal() and int(asked) in _SIZES else _SIZE
        address = f"ws{self.public_url.removeprefix('http')}"
        page = _PAGE.format(
            upright=_FONTS[0],
            italic=_FONTS[1],
            socket=escape(f"{address}/{self._token}{SOCKET}"),
            size=size,
        )
        parts = urlsplit(address)
        policy = _CONTENT_POLICY.format(socket=f"{parts.scheme}://{parts.netloc}")
        return web.Response(
            text=page, content_type="text/html", headers={"Content-Security-Policy": policy}
        )

    async def show_keys(self, request: web.Request) -> web.Response:
        """Answer with the script that gives the keys to the terminal."""
        return web.Response(text=_KEYS, content_type="text/javascript")

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run an app for as long as somebody is connected; refuse more than ``MOST`` of them."""
        if len(self._open) >= MOST:
            raise web.HTTPServiceUnavailable(text="Too many apps are open.\n")
        return await super().handle_websocket(request)

    async def on_shutdown(self, app: web.Application) -> None:
        """Let all apps end in order."""
        for one in tuple(self._open):
            await one.close(code=WSCloseCode.GOING_AWAY)

    async def _process_messages(
        self, websocket: web.WebSocketResponse, app_service: AppService
    ) -> None:
        self._open.add(websocket)
        try:
            await super()._process_messages(websocket, app_service)
        finally:
            self._open.discard(websocket)
