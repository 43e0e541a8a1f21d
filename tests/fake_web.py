"""A real HTTP server on 127.0.0.1 whose answers, and faults, are a dict of paths."""

import asyncio
import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from ssl import SSLContext
from typing import Literal

from tests.loopback_server import LoopbackServer

Fault = Literal[
    "",
    "hang",
    "hang-in-body",
    "drip",
    "drip-headers",
    "endless",
    "chunks",
    "headers",
    "flood",
    "break-off",
    "close",
]
"""What can go wrong: no answer; half of one; body or headers one byte at a time; bytes, chunks,
headers or interim answers without end; an end before the end."""


@dataclass(frozen=True)
class Answer:
    """What the server says at one path."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: Fault = ""
    """What goes wrong."""
    reason: str = ""
    """The reason phrase, where it is not the usual one."""

    def with_validators(self, etag: str = "", last_modified: str = "") -> "Answer":
        """Return this answer with validators: who sends one back gets 304."""
        added = {"ETag": etag, "Last-Modified": last_modified}
        return replace(self, headers={**self.headers, **{k: v for k, v in added.items() if v}})


@dataclass(frozen=True)
class Request:
    """What the server was asked."""

    path: str
    headers: Mapping[str, str]
    """By lower-case name."""


def feed(text: str, content_type: str = "application/rss+xml; charset=utf-8") -> Answer:
    return Answer(text.encode(), headers={"Content-Type": content_type})


def page(html: str) -> Answer:
    return Answer(html.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def redirect(location: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": location})


def refusal(status: int, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(b"<html>no</html>", status, named)


def gzipped(body: bytes, *, header: bool = True) -> Answer:
    return Answer(gzip.compress(body), headers={"Content-Encoding": "gzip"} if header else {})


def gzip_bomb(size: int) -> Answer:
    """Return an answer that is small on the wire and ``size`` bytes after decompression."""
    return gzipped(b"\0" * size)


class FakeWeb(LoopbackServer):
    """The server, and what it was asked."""

    def __init__(self, tls: SSLContext | None = None) -> None:
        super().__init__(tls)
        self.answers: dict[str, Answer] = {}
        self.requests: list[Request] = []

    def url(self, path: str = "/", *, login: str = "", host: str = "127.0.0.1") -> str:
        """Return the address of ``path``, with a ``name:password`` where one is given."""
        scheme = "https" if self._tls else "http"
        return f"{scheme}://{login}{'@' if login else ''}{host}:{self.port}{path}"

    def count(self, path: str) -> int:
        """Return how often ``path`` was asked for."""
        return sum(request.path == path for request in self.requests)

    def last(self, path: str) -> Request:
        """Return the latest request for ``path``."""
        return next(request for request in reversed(self.requests) if request.path == path)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer request after request."""
        while await self._answer(reader, writer):
            pass

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; return whether the connection stays open."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split(" ")[1]
        pairs = (line.partition(":") for line in head[1:] if line)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        self.requests.append(Request(path, headers))
        answer = self.answers.get(path, Answer(b"nothing here", 404))
        if _still_good(answer, headers):
            answer = replace(answer, body=b"", status=304)
        if answer.fault == "hang":
            await reader.read()
            return False
        if answer.fault == "close":
            return False
        if answer.fault in _REPEATED:
            await _repeat(reader, writer, answer.fault)
            return False
        lines = [f"HTTP/1.1 {answer.status} {answer.reason or _phrase(answer.status)}"]
        lines += [f"{name}: {value}" for name, value in answer.headers.items()]
        if answer.fault in ("endless", "drip"):
            writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1"))
            piece = b"x" * 65_536 if answer.fault == "endless" else b"x"
            while not reader.at_eof():
                writer.write(piece)
                await writer.drain()
                # One turn of the loop lets the end of the connection be seen.
                await asyncio.sleep(0.01 if answer.fault == "drip" else 0)
            return False
        missing = 100 if answer.fault in ("hang-in-body", "break-off") else 0
        lines.append(f"Content-Length: {len(answer.body) + missing}")
        writer.write("\r\n".join([*lines, "", ""]).encode("latin-1") + answer.body)
        await writer.drain()
        if answer.fault == "hang-in-body":
            await reader.read()
        return not answer.fault


_REPEATED: Mapping[Fault, tuple[bytes, bytes]] = {
    "headers": (b"HTTP/1.1 200 OK\r\n", b"X-More: yes\r\n" * 100),
    "flood": (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    "chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 100),
    "drip-headers": (b"HTTP/1.1 200 OK\r\nX-More: ", b"x"),
}
"""How an answer without end begins, and how it goes on."""


async def _repeat(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, fault: Fault) -> None:
    """Send more and more of an answer until nobody reads it."""
    beginning, more = _REPEATED[fault]
    writer.write(beginning)
    while not reader.at_eof():
        writer.write(more)
        await writer.drain()
        # One turn of the loop lets the end of the connection be seen.
        await asyncio.sleep(0.01 if fault == "drip-headers" else 0)


def _still_good(answer: Answer, asked: Mapping[str, str]) -> bool:
    """Whether a request's validators match: the ETag decides where both are sent."""
    if answer.status != 200:
        return False
    if "if-none-match" in asked:
        return asked["if-none-match"] == answer.headers.get("ETag")
    modified = asked.get("if-modified-since")
    return modified is not None and modified == answer.headers.get("Last-Modified")


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Odd"
