"""One request and its answer: read strictly, and once more leniently where that fails."""

from collections.abc import Mapping
from dataclasses import dataclass

from multidict import CIMultiDict, CIMultiDictProxy

from newsreader.domain.errors import FetchError
from newsreader.fetcher.http.decompress import GZIP_MAGIC, PLAIN, too_large
from newsreader.fetcher.http.dns import Resolver
from newsreader.fetcher.http.headers import is_whole_range
from newsreader.fetcher.http.lenient import NotHttp, looks_whole, read_leniently
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.http.tls import Trust, aiohttp, exactly

REDIRECTS = (300, 301, 302, 303, 307, 308)
"""The statuses that lead on where a ``Location`` says where to (RFC 9110 §15.4)."""
_CONTENT = (200, 203, 226)
"""The statuses that bring what was asked for (RFC 9110 §15.3, RFC 3229 §10.4.1)."""


@dataclass(frozen=True, eq=False)
class HopAnswer:
    """What came for one request."""

    status: int
    """Its status."""
    headers: Mapping[str, str]
    """Its fields, by name in any case; of a name that is given twice the first."""
    cookies: tuple[str, ...]
    """Its ``Set-Cookie`` fields."""
    body: bytes = b""
    """Its body as it came, where the status brings content; empty elsewhere."""

    @property
    def location(self) -> str:
        """Where it leads on to; empty where it is no redirect."""
        return self.headers.get("Location", "") if self.status in REDIRECTS else ""

    @property
    def brings_content(self) -> bool:
        """Whether it brings all of what was asked for."""
        return _brings_content(self.status, self.headers)


@dataclass(frozen=True, slots=True)
class Requester:
    """What requests are made with: connections, trust, look-ups and limits."""

    session: aiohttp.ClientSession
    """The connections."""
    trust: Trust
    """Whom they trust."""
    resolver: Resolver
    """Looks up hosts."""
    limits: Limits
    """How much an answer may take."""

    async def ask(self, url: str, headers: Mapping[str, str], proxy: str) -> HopAnswer:
        """Return the answer of ``url``; raises aiohttp.ClientError, OSError, FetchError.

        An answer that is not proper HTTP, or ends too early, is asked for once more and read
        as browsers do; through a proxy it is not, because nothing may go past it.
        """
        try:
            return await self._ask_strictly(url, headers, proxy)
        except (aiohttp.ClientResponseError, aiohttp.ClientPayloadError):
            if proxy:
                raise
            answer = await self._ask_leniently(url, headers)
            if answer is None:
                raise
            return answer

    async def _ask_strictly(self, url: str, headers: Mapping[str, str], proxy: str) -> HopAnswer:
        async with self.session.get(
            exactly(url),
            headers=headers,
            allow_redirects=False,
            proxy=proxy or None,
            ssl=self.trust.context_for(url, proxy),
        ) as response:
            found = response.headers
            body = b""
            if _brings_content(response.status, found):
                body = await self._body(response, url, self._limit(found))
            return HopAnswer(response.status, found, tuple(found.getall("Set-Cookie", ())), body)

    async def _ask_leniently(self, url: str, headers: Mapping[str, str]) -> HopAnswer | None:
        """Return the answer; None where it is no HTTP with good will either, or not whole."""
        context = self.trust.context_for(url)
        limit = max(self.limits.compressed_bytes, self.limits.body_bytes)
        try:
            read = await read_leniently(url, headers, self.resolver, context, limit)
        except NotHttp:
            return None
        named = CIMultiDictProxy(CIMultiDict(read.headers))
        encoded = _encoding(named) not in PLAIN or read.body.startswith(GZIP_MAGIC)
        if encoded and len(read.body) > self.limits.compressed_bytes:
            raise FetchError(too_large(exactly(url).host or "", self.limits.compressed_bytes))
        whole = read.complete or encoded or looks_whole(read.body)
        if _brings_content(read.status, named) and not whole:
            return None
        return HopAnswer(read.status, named, tuple(named.getall("Set-Cookie", ())), read.body)

    def _limit(self, headers: Mapping[str, str]) -> int:
        packed = _encoding(headers) not in PLAIN
        return self.limits.compressed_bytes if packed else self.limits.body_bytes

    async def _body(self, response: aiohttp.ClientResponse, url: str, limit: int) -> bytes:
        """Read a body of at most ``limit`` bytes."""
        pieces: list[bytes] = []
        size = 0
        async for piece in response.content.iter_any():
            size += len(piece)
            if size > limit:
                raise FetchError(too_large(exactly(url).host or "", limit))
            pieces.append(piece)
        return b"".join(pieces)


def _encoding(headers: Mapping[str, str]) -> str:
    return headers.get("Content-Encoding", "").strip().lower()


def _brings_content(status: int, headers: Mapping[str, str]) -> bool:
    return status in _CONTENT or (status == 206 and is_whole_range(headers))
