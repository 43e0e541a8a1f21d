"""Fetches one address at a time, politely and within limits, and says in one sentence why not."""

import asyncio
import base64
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, unquote, urlsplit

import aiohttp

from newsreader import __version__
from newsreader.domain.clean import clean_line, clean_url
from newsreader.domain.errors import FetchError, LoginRefused
from newsreader.fetcher.inflate import NotCompressed, TooMuch, inflate
from newsreader.fetcher.reasons import explain_failure, explain_status, not_an_address
from newsreader.fetcher.route import next_hop, proxy_for, same_origin, without_login

FEED_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
)
"""What is asked for where a feed is expected."""
PAGE_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
"""What is asked for where a web page is expected."""
USER_AGENT = f"newsreader/{__version__} (+https://pypi.org/project/newsreader-tui/)"
"""Who asks: name, version and where to complain."""
VALIDATOR_LIMIT = 1024
"""Longest ETag or Last-Modified that is kept and sent back, in characters."""
RETRY_LIMIT = 24 * 3600
"""Longest wait a server can ask for, in seconds."""

_KEPT = 4
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of anything one exchange may take."""

    seconds: float = 20.0
    """For the whole exchange, redirects included."""
    connect_seconds: float = 10.0
    """To reach a server."""
    redirects: int = 10
    """How many of them are followed."""
    compressed_bytes: int = 5 * 1024 * 1024
    """Of a compressed body as it comes over the wire."""
    body_bytes: int = 15 * 1024 * 1024
    """Of a body after decompression."""
    connections: int = 24
    """At the same time."""
    host_connections: int = 2
    """At the same time to one host."""


@dataclass(frozen=True, eq=False)
class Download:
    """The answer to one request."""

    url: str
    """Where it came from after all redirects, without name and password."""
    status: int
    """200, or 304 when nothing changed."""
    body: bytes
    """The body, decompressed; empty for 304."""
    content_type: str = ""
    """The media type, lower case, without parameters."""
    charset: str = ""
    """The charset parameter of the media type."""
    etag: str = ""
    """The validator to send back, byte for byte."""
    last_modified: str = ""
    """The other validator to send back, byte for byte."""
    permanent_url: str = ""
    """The new address when only permanent redirects led there, else empty."""

    @property
    def unchanged(self) -> bool:
        """Whether the server says that the copy we have is still good."""
        return self.status == 304


class RefusedByServer(FetchError):
    """The server answered, but not with what was asked for."""

    def __init__(self, reason: str, status: int, retry_after: int | None) -> None:
        super().__init__(reason)
        self.status = status
        """The status of the answer."""
        self.retry_after = retry_after
        """How many seconds the server wants to be left alone; None when it does not say."""


class Downloader:
    """One set of connections, alive as long as the ``async with`` around it."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._slots = asyncio.Semaphore(self.limits.connections)
        self._host_slots: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(self.limits.host_connections)
        )
        self._kept: dict[str, Download] = {}

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=self.limits.connections, limit_per_host=self.limits.host_connections
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self.limits.connect_seconds),
            auto_decompress=False,
            max_line_size=64 * 1024,
            max_field_size=64 * 1024,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def get(
        self,
        url: str,
        *,
        etag: str = "",
        last_modified: str = "",
        accept: str = FEED_ACCEPT,
        follow: bool = True,
    ) -> Download:
        """Return the answer of ``url``: 200 with its body, or 304 where a validator was sent.

        Redirects are followed unless ``follow`` is false. Waiting for a free connection does
        not count against the time limit. Raises FetchError (LoginRefused for 401 and 407,
        RefusedByServer for every other status) with a sentence that is fit to be shown.
        """
        address = clean_url(url)
        if not address:
            raise FetchError(not_an_address(url))
        if not (etag or last_modified) and (kept := self._kept.pop(address, None)):
            return kept
        headers = {
            "User-Agent": USER_AGENT,
            "Accept": accept,
            "Accept-Encoding": "gzip, deflate",
        }
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        host = urlsplit(address).hostname or ""
        async with self._host_slots[host], self._slots:
            try:
                async with asyncio.timeout(self.limits.seconds):
                    return await self._exchange(address, headers, follow)
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise FetchError(
                    explain_failure(error, host, self.limits.seconds, self.limits.connect_seconds)
                ) from error

    def keep(self, url: str, answer: Download) -> None:
        """Let the next unconditional ``get`` of ``url`` return ``answer`` without asking.

        So a feed that was just discovered is not fetched a second time to be subscribed to.
        """
        while len(self._kept) >= _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[url] = answer

    async def _exchange(self, url: str, headers: dict[str, str], follow: bool) -> Download:
        """Follow the redirects from ``url`` to an answer."""
        first = urlsplit(url)
        login = _basic_auth(first)
        current, permanent = without_login(first), True
        for _ in range(self.limits.redirects + 1):
            sent = dict(headers)
            if login and same_origin(first, urlsplit(current)):
                sent["Authorization"] = login
            async with self._session.get(
                current, headers=sent, allow_redirects=False, proxy=proxy_for(current)
            ) as response:
                location = response.headers.get("Location", "")
                if response.status not in _REDIRECTS or not location:
                    moved = current if permanent and current != without_login(first) else ""
                    return await self._answer(response, current, headers, moved)
                permanent = permanent and response.status in _PERMANENT
                if not follow:
                    reason = f"{first.hostname} redirects elsewhere."
                    raise RefusedByServer(reason, response.status, None)
            current = next_hop(current, location)
        raise FetchError(
            f"{first.hostname} redirects more than {self.limits.redirects} times in a row."
        )

    async def _answer(
        self, response: aiohttp.ClientResponse, url: str, asked: dict[str, str], moved: str
    ) -> Download:
        """Turn the last response of an exchange into a Download."""
        host = urlsplit(url).hostname or ""
        conditional = "If-None-Match" in asked or "If-Modified-Since" in asked
        if response.status == 304 and not conditional:
            raise FetchError(f"{host} says that nothing changed, although it was not asked that.")
        if response.status not in (200, 304):
            reason = explain_status(response.status, host, response.headers)
            if response.status in (401, 407):
                raise LoginRefused(reason)
            raise RefusedByServer(reason, response.status, _retry_after(response.headers))
        content_type, charset = _media_type(response.headers.get("Content-Type", ""))
        return Download(
            url=url,
            status=response.status,
            body=b"" if response.status == 304 else await self._body(response, host),
            content_type=content_type,
            charset=charset,
            etag=_validator(response.headers.get("ETag", "")),
            last_modified=_validator(response.headers.get("Last-Modified", "")),
            permanent_url=moved,
        )

    async def _body(self, response: aiohttp.ClientResponse, host: str) -> bytes:
        """Read and decompress a body within the limits."""
        encoding = response.headers.get("Content-Encoding", "")
        plain = encoding.strip().lower() in ("", "identity")
        limit = self.limits.body_bytes if plain else self.limits.compressed_bytes
        pieces: list[bytes] = []
        size = 0
        async for piece in response.content.iter_any():
            size += len(piece)
            if size > limit:
                raise FetchError(_too_large(host, limit))
            pieces.append(piece)
        try:
            return inflate(b"".join(pieces), encoding, self.limits.body_bytes)
        except TooMuch:
            raise FetchError(_too_large(host, self.limits.body_bytes)) from None
        except NotCompressed as error:
            raise FetchError(
                f"The answer of {host} cannot be decompressed: {clean_line(str(error), 60)}."
            ) from None


def _too_large(host: str, limit: int) -> str:
    return f"The answer of {host} is larger than {limit / (1024 * 1024):.3g} MiB."


def _basic_auth(parts: SplitResult) -> str:
    """Return the Authorization header for the login in an address (RFC 7617)."""
    if parts.username is None:
        return ""
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return "Basic " + base64.b64encode(pair.encode()).decode("ascii")


def _validator(value: str) -> str:
    """Keep a validator exactly as it came, unless it is too long or could not be sent back."""
    return value if len(value) <= VALIDATOR_LIMIT and value.isprintable() else ""


def _media_type(header: str) -> tuple[str, str]:
    """Return the media type and the charset of a Content-Type header."""
    message = Message()
    message["Content-Type"] = clean_line(header, 500)
    charset = message.get_param("charset", "")
    return (
        header.partition(";")[0].strip().lower()[:100],
        charset.strip()[:40] if isinstance(charset, str) else "",
    )


def _retry_after(headers: Mapping[str, str]) -> int | None:
    """Return how many seconds a Retry-After asks for, at most a day (RFC 9110 §10.2.3)."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:12]), RETRY_LIMIT)
    try:
        until = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    seconds = (until - datetime.now(UTC)).total_seconds()
    return max(0, min(int(seconds), RETRY_LIMIT))
