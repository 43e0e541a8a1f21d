"""serve: the app as a browser gets it, and who does not get it."""

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.child_process import command, environment
from newsreader.web.guard import Guard, origins_of
from tests.cli.conftest import CommandLine

HERE = frozenset({"http://127.0.0.1:8765"})
TOKEN = "a-secret-of-some-length"


@asynccontextmanager
async def serving(shelf: CommandLine) -> AsyncIterator[str]:
    """Serve a library; give the address of the page. Afterwards the server ends in order."""
    server = await asyncio.create_subprocess_exec(
        *command("-m", "newsreader", "serve", "--port", "0", "--json", *shelf.options),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert server.stdout is not None
    try:
        yield json.loads(await server.stdout.readline())["server"]["url"]
    finally:
        server.terminate()
        _, errors = await asyncio.wait_for(server.communicate(), 30)
        assert (server.returncode, errors) == (143, b"")


async def until(socket: aiohttp.ClientWebSocketResponse, wanted: str) -> str:
    """Return all that the app paints until something is there."""
    seen = ""
    while wanted not in seen:
        message = await asyncio.wait_for(socket.receive(), 30)
        assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), seen
        seen += message.data.decode() if message.type is aiohttp.WSMsgType.BINARY else message.data
    return seen


async def test_a_browser_gets_the_app_and_others_get_nothing(shelf: CommandLine) -> None:
    async with serving(shelf) as page, aiohttp.ClientSession() as browser:
        parts = urlsplit(page)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with browser.get(page) as answer:
            text = await answer.text()
            assert answer.status == 200 and f"ws://{parts.netloc}{parts.path}ws" in text
            assert "http" not in text.replace("http://www.w3.org", "")  # nothing from elsewhere
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        for name in ("js/textual.js", "css/xterm.css"):
            async with browser.get(f"{page}static/{name}") as answer:
                assert answer.status == 200
        for path in ("/", "/ws", "/static/js/textual.js", "/wrong/", "/wrong/ws"):
            async with browser.get(origin + path) as answer:
                assert (answer.status, await answer.text()) == (403, "No.\n")
        socket = f"ws{page.removeprefix('http')}ws?width=100&height=30"
        for headers in ({}, {"Origin": "http://attacker.example"}, {"Origin": "null"}):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await browser.ws_connect(socket, headers=headers)
            assert refused.value.status == 403
        rebound = {"Origin": "http://attacker.example", "Host": "attacker.example"}
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await browser.ws_connect(socket, headers=rebound)
        async with browser.ws_connect(socket, headers={"Origin": origin}) as window:
            assert "Ferry strike" in await until(window, "Council votes")
            await window.send_json(["stdin", "b"])
            await until(window, "★")
            await window.send_json(["stdin", "?"])
            await until(window, "Moving")
    with_bookmark = shelf.run("list", "is:bookmarked", "--json").json["articles"]
    assert [one["title"] for one in with_bookmark] == ["Ferry strike"]


@given(st.text(max_size=40), st.sampled_from(["127.0.0.1:8765", "attacker.example", ""]))
def test_only_who_knows_the_secret_is_let_in(path: str, host: str) -> None:
    guard = Guard(TOKEN, HERE)
    assert not guard.lets_in(f"/{path}", host, None, socket=False) or path.startswith(TOKEN)


def test_the_guard_knows_by_which_names_the_server_is_asked() -> None:
    own = origins_of("127.0.0.1", 80, "https://News.example/reader")
    assert "http://[::1]:80" in own and "https://news.example" in own
    guard = Guard(TOKEN, own)
    for host, origin, let_in in (
        ("localhost:80", "http://localhost:80", True),
        ("localhost", "http://localhost", True),
        ("news.example", "https://news.example", True),
        ("news.example", "http://news.example", False),
        ("other.example", "https://news.example", False),
        ("localhost:80", None, False),
    ):
        assert guard.lets_in(f"/{TOKEN}/ws", host, origin, socket=True) is let_in
    assert guard.lets_in(f"/{TOKEN}/", "localhost:80", None, socket=False)
    assert "http://192.0.2.7:80" in origins_of("192.0.2.7", 80, "")


def test_what_cannot_be_served_is_one_line(shelf: CommandLine) -> None:
    wrong = shelf.run("serve", "--public-url", "news.example")
    assert (wrong.status, wrong.err.count("\n")) == (2, 1)
    wrong = shelf.run("serve", "--host", "192.0.2.7")
    assert (wrong.status, wrong.err.count("\n")) == (1, 1)
    assert "Port 8765 of 192.0.2.7 cannot be used: " in wrong.err
