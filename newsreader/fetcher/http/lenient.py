"""Reads answers that break the rules of HTTP/1.1 the way browsers read them.

The strict client refuses bytes after a body, a ``Content-Length`` that is wrong or given twice
and a blank before a colon (RFC 9112 §5.1, §6.3); servers send feeds like that for years, and
every other program reads them. One answer is read on a connection of its own, which is closed
afterwards, so that nothing can be smuggled into the next one.
"""

import asyncio
import re
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsreader.fetcher.http.dns import Resolver

LINE_BYTES = 64 * 1024
"""Longest line of a head that is read, in bytes."""
HEAD_BYTES = 512 * 1024
"""Longest head that is read, interim answers included, in bytes."""
AFTERTHOUGHT = 1.0
"""How long more than the promised bytes are waited for where the body is not whole, in seconds."""

_STATUS = re.compile(rb"HTTP/\d+(?:\.\d+)?[ \t]+(\d{3})\b")
_END = re.compile(rb"</(?:rss|feed|rdf:rdf|html|opml)[ \t\r\n]*>\s*\Z", re.IGNORECASE)
_PIECE = 64 * 1024


class NotHttp(ValueError):
    """What came is no HTTP even with good will."""


@dataclass(frozen=True, eq=False)
class LenientAnswer:
    """One answer, read to the end of its connection or of its body."""

    status: int
    """Its status."""
    headers: Sequence[tuple[str, str]]
    """Its fields in order, names as they were written."""
    body: bytes
    """Its body as it came, still compressed."""
    complete: bool
    """Whether as many bytes came as were promised, or none were promised."""


def looks_whole(body: bytes) -> bool:
    """Return whether a text ends as a feed or page does: with the end of its root element.

    Of JSON it is the closing brace.
    """
    return _END.search(body[-200:]) is not None or (
        body.lstrip()[:1] == b"{" and body.rstrip()[-1:] == b"}"
    )


async def read_leniently(
    url: str,
    headers: Mapping[str, str],
    resolver: Resolver,
    context: ssl.SSLContext | bool,
    limit: int,
) -> LenientAnswer:
    """Ask ``url`` once more and return what comes; of a body longer than ``limit`` its beginning.

    That is longer than ``limit`` too. ``context`` is as ``Trust.context_for`` returns it. Raises
    NotHttp and OSError. How long it may take is the caller's to say.
    """
    parts = urlsplit(url)
    host, secret = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secret else 80)
    reader, writer = await _connect(host, port, resolver, context if secret else None)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        fields = {"Host": parts.netloc.rpartition("@")[2], **headers, "Connection": "close"}
        lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
        if any("\r" in line or "\n" in line for line in lines):
            raise NotHttp("a line break in a field")
        writer.write("\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape"))
        await writer.drain()
        return await _answer(reader, limit)
    finally:
        writer.close()
        with suppress(OSError, ssl.SSLError):
            await writer.wait_closed()


async def _connect(
    host: str, port: int, resolver: Resolver, context: ssl.SSLContext | bool | None
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Connect to the first address of ``host`` that answers; raises OSError."""
    failure: OSError = OSError(f"{host} has no address")
    for one in await resolver.resolve(host, port):
        try:
            return await asyncio.open_connection(
                one["host"],
                port,
                limit=LINE_BYTES,
                ssl=context,
                server_hostname=host if context else None,
            )
        except OSError as error:
            failure = error
    raise failure


async def _answer(reader: asyncio.StreamReader, limit: int) -> LenientAnswer:
    left = HEAD_BYTES
    status = 100
    fields: list[tuple[str, str]] = []
    while status < 200:
        status, fields, used = await _head(reader, left)
        left -= used
    if status in (204, 304):
        return LenientAnswer(status, fields, b"", True)
    named = {name.lower(): value for name, value in reversed(fields)}
    if "chunked" in named.get("transfer-encoding", "").lower():
        body, complete = await _chunks(reader, limit)
        return LenientAnswer(status, fields, body, complete)
    promised = named.get("content-length", "").partition(",")[0].strip()
    if promised.isascii() and promised.isdigit() and len(promised) < 16:
        body, complete = await _promised(reader, int(promised), limit)
        return LenientAnswer(status, fields, body, complete)
    return LenientAnswer(status, fields, await _rest(reader, limit), True)


async def _head(reader: asyncio.StreamReader, limit: int) -> tuple[int, list[tuple[str, str]], int]:
    """Return status, fields and length of one head; lines may end without a carriage return."""
    first = await _line(reader)
    found = _STATUS.match(first)
    if found is None:
        raise NotHttp("no status line")
    used = len(first)
    fields: list[tuple[str, str]] = []
    while line := await _line(reader):
        used += len(line)
        if used > limit:
            raise NotHttp("a head without end")
        text = line.decode("utf-8", "replace")
        name, colon, value = text.partition(":")
        if text[0] in " \t" and fields:  # folded (RFC 9112 §5.2)
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {text.strip()}")
        elif colon:
            fields.append((name.strip(), value.strip()))
    return int(found[1]), fields, used


async def _line(reader: asyncio.StreamReader) -> bytes:
    """Return a line of a head without its end."""
    try:
        return (await reader.readuntil(b"\n")).rstrip(b"\r\n")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
        raise NotHttp("a line without end") from error


async def _promised(reader: asyncio.StreamReader, length: int, limit: int) -> tuple[bytes, bool]:
    """Return the bytes that were promised, more where these end in the middle of the text."""
    try:
        body = await reader.readexactly(min(length, limit + 1))
    except asyncio.IncompleteReadError as error:
        return error.partial, False
    if len(body) <= limit and not looks_whole(body):
        with suppress(TimeoutError):
            async with asyncio.timeout(AFTERTHOUGHT):
                body += await _rest(reader, limit - length)
    return body, True


async def _rest(reader: asyncio.StreamReader, limit: int) -> bytes:
    """Return all that comes until the connection ends or it is longer than ``limit``."""
    pieces: list[bytes] = []
    size = 0
    while piece := await reader.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            break
    return b"".join(pieces)


async def _chunks(reader: asyncio.StreamReader, limit: int) -> tuple[bytes, bool]:
    """Return the body in chunks (RFC 9112 §7.1), and whether its last chunk came."""
    pieces: list[bytes] = []
    size = 0
    while True:
        try:
            line = await _line(reader) or await _line(reader)
            length = int(line.partition(b";")[0].strip(), 16)
        except (NotHttp, ValueError):
            return b"".join(pieces), False
        if length <= 0:
            return b"".join(pieces), length == 0
        try:
            pieces.append(await reader.readexactly(min(length, limit + 1 - size)))
        except asyncio.IncompleteReadError as error:
            return b"".join([*pieces, error.partial]), False
        size += length
        if size > limit:
            return b"".join(pieces), False
