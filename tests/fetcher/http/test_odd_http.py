"""Answers that break the rules of HTTP and are read by every browser; those that nobody may use."""

import asyncio
import gzip
from collections.abc import Callable

import pytest

from newsreader.domain.errors import FetchError
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.http.limits import Limits
from tests.loopback_server import LoopbackServer

RSS = b"<rss version='2.0'><channel><title>Harbour</title>%s</channel></rss>\n" % (b"wave " * 99)
ZIPPED = gzip.compress(RSS)
CHUNK = b"%x\r\n%s\r\n" % (len(RSS), RSS)
LAST = b"0\r\n\r\n"
LENGTH = f"Content-Length: {len(RSS)}"
IN_CHUNKS = "Transfer-Encoding: chunked"
ENTRANCE = "GET /feed "

Reply = Callable[[str], bytes]
"""Takes the head of a request, returns the bytes of an answer."""


def raw(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    """Return an answer with exactly these fields, one a line."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/xml", *fields]
    return "".join(f"{line}\r\n" for line in [*lines, ""]).encode() + body


def sized(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    """Return an answer with the right length besides these fields."""
    return raw(body, *fields, f"Content-Length: {len(body)}", status=status)


def leading(location: str, *fields: str, status: str = "302 Found") -> bytes:
    return sized(b"", f"Location: {location}", *fields, status=status)


NO_COOKIE = sized(b"no", status="403 Forbidden")


def multiple_choices(head: str) -> bytes:
    if head.startswith(ENTRANCE):
        return leading("/choice", status="300 Multiple Choices")
    return sized(RSS)


def anything_or_nothing(head: str) -> bytes:
    if "Accept: */*\r\n" in head:
        return sized(RSS)
    return sized(b"no", status="406 Not Acceptable")


def cookie_wanted_back(head: str) -> bytes:
    """Redirect to the same place until the cookie comes."""
    if "Cookie: seen=1\r\n" in head:
        return sized(RSS)
    return leading("/feed", "Set-Cookie: seen=1; Path=/")


def cookie_from_a_gate(head: str) -> bytes:
    """Lead through a gate that sets the cookie, and back."""
    if head.startswith("GET /gate "):
        return leading("/feed", "Set-Cookie: gate=ok; Path=/; HttpOnly")
    return sized(RSS) if "Cookie: gate=ok\r\n" in head else leading("/gate")


READ: dict[str, bytes | Reply] = {
    "bytes after a whole body": sized(RSS) + b"GARBAGE",
    "bytes after the last chunk": raw(CHUNK + LAST + b"GARBAGE", IN_CHUNKS),
    "a length that ends in the text": raw(RSS, f"Content-Length: {len(RSS) - 40}"),
    "a length beyond the whole text": raw(RSS, f"Content-Length: {len(RSS) + 40}"),
    "the length of the unzipped text": raw(ZIPPED, LENGTH, "Content-Encoding: gzip"),
    "the length twice": raw(RSS, LENGTH, LENGTH),
    "the length twice in one field": raw(RSS, f"{LENGTH}, {len(RSS)}"),
    "chunks and a length": raw(CHUNK + LAST, LENGTH, IN_CHUNKS),
    "no chunks, and said so": raw(RSS, "Transfer-Encoding: identity", LENGTH),
    "no last chunk": raw(CHUNK, IN_CHUNKS),
    "a blank before a colon": sized(RSS, "X-Thing : a"),
    "a line without a colon": sized(RSS, "some junk"),
    "lines without carriage returns": raw(b"", LENGTH).replace(b"\r", b"") + RSS,
    "a folded field": sized(RSS, "X-Thing: one", "  two"),
    "an interim answer": b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + sized(RSS),
    "203": sized(RSS, status="203 Non-Authoritative Information"),
    "226": sized(RSS, "IM: feed", status="226 IM Used"),
    "206 of all": sized(
        RSS, f"Content-Range: bytes 0-{len(RSS) - 1}/{len(RSS)}", status="206 Partial Content"
    ),
    "no encoding, by name": sized(RSS, "Content-Encoding: none"),
    "a charset as encoding": sized(RSS, "Content-Encoding: utf-8"),
    "gzip without its trailer": sized(ZIPPED[:-8], "Content-Encoding: gzip"),
    "gzip with a wrong checksum": sized(
        ZIPPED[:-8] + bytes(4) + ZIPPED[-4:], "Content-Encoding: gzip"
    ),
    "300 that leads on": multiple_choices,
    "406 until anything will do": anything_or_nothing,
    "a cookie wanted back": cookie_wanted_back,
    "a cookie from a gate": cookie_from_a_gate,
}

REFUSED: dict[str, tuple[bytes | Reply, str]] = {
    "half a text of a known length": (raw(RSS[:200], LENGTH), "broke off"),
    "half a chunk": (raw(CHUNK[:200], IN_CHUNKS), "broke off"),
    "half a text and a broken head": (raw(RSS[:200], LENGTH, "X-Thing : a"), "is not proper HTTP"),
    "half of the gzip data": (sized(ZIPPED[:40], "Content-Encoding: gzip"), "breaks off"),
    "206 of a part": (
        sized(RSS[:100], f"Content-Range: bytes 0-99/{len(RSS)}", status="206 Partial Content"),
        "206",
    ),
    "300 that leads nowhere": (sized(b"choose", status="300 Multiple Choices"), "300"),
    "406 for ever": (sized(b"no", status="406 Not Acceptable"), "406"),
    "no HTTP at all": (b"SSH-2.0-harbour\r\n" + RSS, "is not proper HTTP"),
}


class OddServer(LoopbackServer):
    """A server that gives ``reply``, one answer a connection."""

    def __init__(self, reply: bytes | Reply) -> None:
        super().__init__()
        self.heads: list[str] = []
        """Those of the requests."""
        self._reply = reply

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read the head of a request, and answer."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.heads.append(head)
        writer.write(self._reply if isinstance(self._reply, bytes) else self._reply(head))
        await writer.drain()


async def fetch(port: int) -> bytes:
    """Return the feed as it is subscribed to: from the entrance, redirects followed."""
    async with Downloader(Limits(timeout=5)) as downloader:
        return (await downloader.get(f"http://127.0.0.1:{port}/feed", feed=True)).body


@pytest.mark.parametrize("reply", READ.values(), ids=READ)
async def test_an_odd_answer_gives_the_bytes_of_the_feed(reply: bytes | Reply) -> None:
    with OddServer(reply) as server:
        assert await fetch(server.port) == RSS


@pytest.mark.parametrize(("reply", "reason"), REFUSED.values(), ids=REFUSED)
async def test_what_is_not_whole_or_not_content_is_refused(
    reply: bytes | Reply, reason: str
) -> None:
    with OddServer(reply) as server, pytest.raises(FetchError, match=reason):
        await fetch(server.port)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
async def test_the_cookie_of_one_origin_does_not_go_to_another(host: str) -> None:
    """Another port is another origin, also on the same host."""

    def wants_cookie(head: str) -> bytes:
        return sized(RSS) if "Cookie:" in head else NO_COOKIE

    with OddServer(wants_cookie) as other:
        away = leading(f"http://{host}:{other.port}/", "Set-Cookie: seen=1; Path=/")
        with OddServer(away) as server, pytest.raises(FetchError, match="refuses to give"):
            await fetch(server.port)
    assert ["Cookie:" in head for head in other.heads] == [False]


async def test_the_cookie_of_one_exchange_does_not_go_into_the_next() -> None:
    with OddServer(cookie_wanted_back) as server:
        await fetch(server.port)
        await fetch(server.port)
    assert ["Cookie:" in head for head in server.heads] == [False, True, False, True]
